"""What the readers make of one capture, for whoever writes a reader or wonders what was read: no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.documents import LayerText, ParsedArticle, RawCapture
from archive.parsing import (
    BadReading,
    Reader,
    SeveralLayouts,
    choose_reader,
    fitting_readers,
    parse,
    read_with,
    readers_of,
)
from archive.parsing.layers import NoExtractor, Unreadable, make_layer
from archive.parsing.outline import Json, outline
from archive.parsing.proof import faults_of
from archive.preparing.reading import stopped


@dataclass(frozen=True, slots=True)
class Look:
    """One capture looked at: what was read, or why nothing was."""

    path: str
    layer: LayerText | None = None
    #: The reading in the words of the export.
    told: Json | None = None
    #: Names of the designs whose signature the page bears.
    fitting: tuple[str, ...] = ()
    #: What of the reading breaks the rules, a sentence each.
    faults: tuple[str, ...] = ()
    #: Why nothing was read.
    reason: str = ""


class UnknownReader(Exception):
    """No reader has this name; the message says which there are."""


def look(raw: RawCapture, reader: str | None = None) -> Look:
    """Read a capture with the fitting reader, or with the one named, whether it recognises the page or not.

    Never raises for what a capture holds. Raises UnknownReader where none of that name reads such captures,
    and BadReaders where one that was added cannot be used.
    """
    try:
        layer = make_layer(raw)
    except (Unreadable, NoExtractor) as error:
        return Look(raw.path, reason=str(error))
    except Exception as error:  # an extractor's bug is told, too
        return Look(raw.path, reason=stopped("Making its text", error))
    chosen = _named(layer, reader) if reader else None
    fitting = tuple(r.NAME for r in fitting_readers(layer)[0])
    try:
        article = parse(layer) if chosen is None else read_with(chosen, layer)
    except BadReading as error:
        return Look(raw.path, layer, _as_far_as_it_goes(layer, error.article), fitting, error.faults)
    except SeveralLayouts as error:
        said = f"{error} Each can be tried with --reader; one of their signatures must be made narrower."
        return Look(raw.path, layer, None, fitting, reason=said)
    except Exception as error:  # likewise
        name = chosen.NAME if chosen else choose_reader(layer).NAME
        return Look(
            raw.path, layer, None, fitting, reason=stopped(f"The reader {name}", error) + _place(error)
        )
    faults = faults_of(layer, article, article.reader, article.version)
    return Look(raw.path, layer, outline(layer, article), fitting, tuple(faults))


def _named(layer: LayerText, name: str) -> Reader:
    known = readers_of(layer.extractor)
    for reader in known:
        if name == reader.NAME:
            return reader
    kind = "HTML" if layer.extractor == "html" else "text"
    raise UnknownReader(
        f"No reader of {kind} captures is called “{name}”; there are {', '.join(r.NAME for r in known)}."
    )


def _as_far_as_it_goes(layer: LayerText, article: Any) -> Json | None:
    """The outline of a reading that breaks the rules, where it can be made: its author wants to see it."""
    if not isinstance(article, ParsedArticle):
        return None
    try:
        return outline(layer, article)
    except (AttributeError, TypeError, ValueError):
        return None


def _place(error: Exception) -> str:
    """Where an error was raised, for whoever writes the reader: " (daily_planet.py, line 47)"."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f" ({trace.tb_frame.f_code.co_filename.rpartition('/')[2]}, line {trace.tb_lineno})"
