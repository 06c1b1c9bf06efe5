"""From a text layer to a parsed article: the layout is told by its signature, never by a date.

Each reader is a module with NAME, VERSION, `recognises(layer)` and `parse(layer)`. Registered are those of
the lists below, and those that `use_readers` was told by name (`ARCHIVE_READERS` of the settings), which also
say what they READ: "text" or "html". docs/new-page-design.md tells how one is made.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from archive.documents import LayerText, ParsedArticle, ReadingWarning
from archive.parsing import dw_classic, dw_relaunch, general
from archive.parsing.checks import check_future, check_order, check_weekdays
from archive.parsing.html import dw_classic as html_dw_classic
from archive.parsing.html import dw_relaunch as html_dw_relaunch
from archive.parsing.html import general as html_general
from archive.parsing.language import read_language
from archive.parsing.plugging import BadReaders, Reader, added_readers, names_in_use, use_readers
from archive.parsing.proof import BadReading, faults_of

__all__ = [
    "BadReaders",
    "BadReading",
    "Reader",
    "SeveralLayouts",
    "choose_reader",
    "names_in_use",
    "parse",
    "read_with",
    "readers_of",
    "use_readers",
]

#: Readers of one design each. The general reader takes what none of them recognises.
READERS: tuple[Reader, ...] = (dw_classic, dw_relaunch)
GENERAL: Reader = general
#: The same for pages of HTML, whose layers carry hints.
HTML_READERS: tuple[Reader, ...] = (html_dw_classic, html_dw_relaunch)
HTML_GENERAL: Reader = html_general


class SeveralLayouts(Exception):
    """More than one design fits: a person has to look. `outcome` is "quarantined"."""

    outcome = "quarantined"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"Several page designs fit: {', '.join(names)}.")
        self.names = names


def own_names() -> frozenset[str]:
    """The names of the archive's own readers, which no added one may bear."""
    return frozenset(r.NAME for r in (*READERS, GENERAL, *HTML_READERS, HTML_GENERAL))


def readers_of(layer: str) -> tuple[Reader, ...]:
    """All readers of "text" or "html" layers: of one design each, then those added, the general one last.

    Raises BadReaders where one that was added by name cannot be used.
    """
    of_html = layer == "html"
    own, last = (HTML_READERS, HTML_GENERAL) if of_html else (READERS, GENERAL)
    added: tuple[Reader, ...] = tuple(r for r in added_readers(own_names()) if (r.READS == "html") is of_html)
    return (*own, *added, last)


def fitting_readers(layer: LayerText) -> tuple[tuple[Reader, ...], tuple[ReadingWarning, ...]]:
    """The readers of one design whose signature the text bears, and warnings of those that failed at telling.

    A reader that stops while it looks for its signature has not recognised the page: its fault must not cost
    the pages of all other designs.
    """
    fitting: list[Reader] = []
    doubts: list[ReadingWarning] = []
    for reader in readers_of(layer.extractor)[:-1]:
        try:
            if reader.recognises(layer):
                fitting.append(reader)
        except Exception as error:
            said = f"The reader {reader.NAME} could not tell whether this is its design: it stopped with "
            doubts.append(ReadingWarning("reader-stopped", f"{said}{type(error).__name__}: {error}"))
    return tuple(fitting), tuple(doubts)


def choose_reader(layer: LayerText) -> Reader:
    """The one reader whose signature the text bears, else the general one; several raise SeveralLayouts."""
    return _choose(layer, fitting_readers(layer)[0])


def _choose(layer: LayerText, fitting: tuple[Reader, ...]) -> Reader:
    if len(fitting) > 1:
        raise SeveralLayouts(tuple(reader.NAME for reader in fitting))
    return fitting[0] if fitting else readers_of(layer.extractor)[-1]


def parse(layer: LayerText, *, with_language: bool = True, today: date | None = None) -> ParsedArticle:
    """What the fitting reader makes of a text layer; `with_language` adds the language of its body.

    `today` is the day that a stated date may not lie beyond, by default that of the clock.

    Raises SeveralLayouts, and BadReading where a reader that was added breaks the rules of a reading.
    """
    fitting, doubts = fitting_readers(layer)
    article = read_with(_choose(layer, fitting), layer, with_language=with_language, today=today)
    return replace(article, warnings=(*article.warnings, *doubts)) if doubts else article


def read_with(
    reader: Reader, layer: LayerText, *, with_language: bool = True, today: date | None = None
) -> ParsedArticle:
    """What one reader makes of a layer, whether or not it recognises it, with the archive's cross-checks.

    Raises BadReading where a reader that was added breaks the rules of a reading.
    """
    article = reader.parse(layer)
    if reader.NAME not in own_names():  # the archive's own are held to it by their tests
        faults = faults_of(layer, article, reader.NAME, reader.VERSION)
        if faults:
            raise BadReading(reader.NAME, faults, article)
    doubts = (
        *check_weekdays(layer, article),
        *check_order(article),
        *check_future(article, today or date.today()),
    )
    if doubts:
        article = replace(article, warnings=(*article.warnings, *doubts))
    if with_language and "language" not in article.fields:
        language = read_language(layer, article)
        if language is not None:
            article = replace(article, fields={**article.fields, "language": language})
    return article
