"""From a text layer to a parsed article: the layout is told by its signature, never by a date.

Each reader is a module with NAME, VERSION, `recognises(layer)` and `parse(layer)`; a new page design is one
more module in READERS.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Protocol

from archive.documents import LayerText, ParsedArticle
from archive.parsing import dw_classic, dw_relaunch, general
from archive.parsing.checks import check_future, check_order, check_weekdays
from archive.parsing.html import dw_classic as html_dw_classic
from archive.parsing.html import dw_relaunch as html_dw_relaunch
from archive.parsing.html import general as html_general
from archive.parsing.language import read_language


class Reader(Protocol):
    """What a module must have to read a page design."""

    NAME: str
    VERSION: str

    def recognises(self, layer: LayerText) -> bool: ...

    def parse(self, layer: LayerText) -> ParsedArticle: ...


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


def choose_reader(layer: LayerText) -> Reader:
    """The one reader whose signature the text bears, else the general one; several raise SeveralLayouts."""
    of_html = layer.extractor == "html"
    fitting = tuple(reader for reader in (HTML_READERS if of_html else READERS) if reader.recognises(layer))
    if len(fitting) > 1:
        raise SeveralLayouts(tuple(reader.NAME for reader in fitting))
    if fitting:
        return fitting[0]
    return HTML_GENERAL if of_html else GENERAL


def parse(layer: LayerText, *, with_language: bool = True, today: date | None = None) -> ParsedArticle:
    """What the fitting reader makes of a text layer; `with_language` adds the language of its body.

    `today` is the day that a stated date may not lie beyond, by default that of the clock.
    """
    article = choose_reader(layer).parse(layer)
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
