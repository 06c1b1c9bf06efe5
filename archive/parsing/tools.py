"""Everything that a reader of text pages is made of, to be imported from one place.

A reader imports from here, or from `archive.parsing.html.tools` for HTML, and from nowhere else in the
archive: what stands behind may move. docs/new-page-design.md shows their use.
"""

from __future__ import annotations

from typing import Protocol

from archive.documents import (
    BlockKind,
    DatePrecision,
    FieldValue,
    ImageText,
    LayerText,
    ParsedArticle,
    ReadingWarning,
    Span,
    StatedDate,
)
from archive.parsing import furniture
from archive.parsing.body import label_body
from archive.parsing.date_lines import read_date_line, state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.images import find_images
from archive.parsing.people import byline_label, is_name, read_names
from archive.parsing.text import Draft, Line, ends_sentence, folded, weight

__all__ = [
    "BlockKind",
    "DatePrecision",
    "Draft",
    "FieldValue",
    "ImageText",
    "LayerText",
    "Line",
    "Order",
    "ParsedArticle",
    "ReadingWarning",
    "Span",
    "StatedDate",
    "byline_label",
    "date_in",
    "ends_sentence",
    "find_images",
    "folded",
    "furniture",
    "is_name",
    "label_body",
    "people_in",
    "read_names",
    "weight",
]


class _Made(Protocol):
    """A reading in the making: a Draft of text, or a Page of HTML."""

    layer: LayerText

    def value(self, start: int, end: int, rule: str) -> FieldValue: ...


def date_in(
    layer: LayerText,
    start: int,
    end: int,
    rule: str,
    order: Order | None = None,
    language: str | None = None,
) -> StatedDate | None:
    """The date that a stretch of the text states, with its time where one is printed; None where none is.

    `order` (Order.DAY_FIRST, Order.MONTH_FIRST) says how the design writes numbers; without it "05/07/2017",
    which can be read both ways, is no date. `language` ("pl") says what the design writes its months in:
    without it "5 listopada 2020", October in Croatian and November in Polish, is no date.
    """
    line = read_date_line(layer.text, start, end, rule=rule, order=order, language=language)
    if line is not None:
        return line.published or line.updated
    dates, _warnings = find_dates(layer.text, start, end, order=order, language=language)
    for found in dates:
        if found.other is None:
            return state_date(layer.text, found, start, end, rule)
    return None


def people_in(made: _Made, start: int, end: int, rule: str) -> list[FieldValue]:
    """The people that a byline names: "By Ann Lee and Bo Ray, City desk" gives two; agencies are none.

    `made` is the Draft or Page that the reading is made in.
    """
    line = made.layer.text[start:end]
    return [
        made.value(first, last, rule)
        for first, last in read_names(line, place=start, first=byline_label(line), lone=True)
    ]
