"""Readers of another version, for tests that read again; without Django, as reading processes are."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from archive import parsing
from archive.documents import FieldValue, LayerText, ParsedArticle, RawCapture
from archive.parsing import dw_classic
from archive.preparing import Prepared, prepare_again
from archive.recognition import Gazetteer


class Changed:
    """A reader with another version, whose result `change` makes of what the reader of a design reads."""

    def __init__(
        self,
        change: Callable[[LayerText, ParsedArticle], ParsedArticle],
        *,
        version: str = "99",
        base: Any = dw_classic,
        name: str = "",
        recognises: Callable[[LayerText], bool] | None = None,
    ) -> None:
        self.NAME, self.VERSION = name or base.NAME, version
        self._change, self._base = change, base
        self.recognises = recognises or base.recognises

    def parse(self, layer: LayerText) -> ParsedArticle:
        read = self._base.parse(layer)
        return replace(self._change(layer, read), reader=self.NAME, version=self.VERSION)


def as_it_was(layer: LayerText, read: ParsedArticle) -> ParsedArticle:
    """Another version that reads the same."""
    return read


def first_words(field: str, count: int) -> Callable[[LayerText, ParsedArticle], ParsedArticle]:
    """A reader that takes only the first words of a field."""

    def change(layer: LayerText, read: ParsedArticle) -> ParsedArticle:
        if field not in read.fields:
            return read
        value = read.fields[field]
        words = " ".join(value.value.split()[:count])
        short = replace(value, value=words, end=value.start + len(words), rule=f"cut.{field}/2")
        return replace(read, fields={**read.fields, field: short})

    return change


def without(field: str) -> Callable[[LayerText, ParsedArticle], ParsedArticle]:
    """A reader that does not find a field any more."""
    return lambda layer, read: replace(read, fields={k: v for k, v in read.fields.items() if k != field})


def with_value(field: str, value: str) -> Callable[[LayerText, ParsedArticle], ParsedArticle]:
    """A reader that derives a field."""
    return lambda layer, read: replace(read, fields={**read.fields, field: FieldValue(value, "derived/2")})


def breaks(layer: LayerText, read: ParsedArticle) -> ParsedArticle:
    """A reader with a bug."""
    raise RuntimeError("no such line")


def use(monkeypatch: Any, *readers: Any) -> None:
    """Let these be the readers of today; the general one stays behind them."""
    monkeypatch.setattr(parsing, "READERS", readers)


def use_extractor(monkeypatch: Any, version: str = "99", before: str = "A line that is new.\n\n") -> None:
    """Let the extractor of HTML have another version, whose text has a line before all others."""
    from archive.parsing import layers
    from archive.parsing.html import extractor

    extract = extractor.extract

    def extract_otherwise(raw: RawCapture) -> LayerText:
        made = extract(raw)
        by = len(before)
        hints = tuple(h._replace(start=h.start + by, end=h.end + by) for h in made.hints)
        return replace(made, text=before + made.text, version=version, hints=hints)

    monkeypatch.setattr(extractor, "extract", extract_otherwise)
    monkeypatch.setattr(layers, "EXTRACTORS", frozenset({("text", layers.VERSION), ("html", version)}))


def read_with_short_leads(raw: RawCapture, gazetteer: Gazetteer) -> Prepared:
    """What a reading process does whose program has another reader."""
    parsing.READERS = (Changed(first_words("lead", 4)), *parsing.READERS[1:])
    return prepare_again(raw, gazetteer)


def hang_at_ministers(raw: RawCapture, gazetteer: Gazetteer) -> Prepared:
    """A program that hangs at the pages that begin with the grain talks' end."""
    if raw.content.startswith(b"Grain talks end"):
        time.sleep(600)
    return prepare_again(raw, gazetteer)
