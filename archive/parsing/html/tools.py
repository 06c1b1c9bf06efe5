"""Everything that a reader of HTML pages is made of, to be imported from one place (see `parsing.tools`)."""

from __future__ import annotations

from archive.documents import (
    BlockKind,
    FieldValue,
    ImageText,
    LayerText,
    ParsedArticle,
    ReadingWarning,
    Span,
    StatedDate,
)
from archive.parsing.html.body import label_body
from archive.parsing.html.container import Prose, is_prose, signs_below
from archive.parsing.html.days import read_dates_stated
from archive.parsing.html.general import read_stated
from archive.parsing.html.page import Page, Row
from archive.parsing.html.pictures import label_pictures
from archive.parsing.tools import Order, date_in, ends_sentence, folded, is_name, people_in, weight

__all__ = [
    "BlockKind",
    "FieldValue",
    "ImageText",
    "LayerText",
    "Order",
    "Page",
    "ParsedArticle",
    "ReadingWarning",
    "Row",
    "Span",
    "StatedDate",
    "class_names",
    "date_in",
    "ends_sentence",
    "folded",
    "is_name",
    "label_text",
    "people_in",
    "read_dates_stated",
    "read_stated",
    "stands_in",
    "weight",
]


def class_names(layer: LayerText) -> frozenset[str]:
    """All classes and ids on a page: what a signature is mostly made of."""
    names: set[str] = set()
    for hint in layer.hints:
        names.update(hint.attributes.get("class", "").split())
        names.add(hint.attributes.get("id", ""))
    return frozenset(names - {""})


def stands_in(page: Page, row: Row, attribute: str, value: str) -> bool:
    """Whether an element around a row has this attribute: stands_in(page, row, "data-testid", "headline").

    For classes and ids there is `page.inside(row, ("headline",))`.
    """
    return any(page.hints[index].attributes.get(attribute) == value for index in page.chain(row.inner))


def label_text(page: Page, name: str) -> list[Row]:
    """Label the article's text, which stands in the element of this class or id; its rows, in order.

    Rows that have a kind already keep it. In the text, paragraphs, subheadings, list items, quotations,
    pictures and links to other stories are told apart; advertising, buttons and the like stay without a kind.
    Of several elements of that name the heaviest is taken. No such element: [], and nothing is labelled.
    """
    elements = [i for i, hint in enumerate(page.hints) if hint.element != "meta" and name in page.names_of(i)]
    element = max(elements, key=page.sums, default=-1)
    if element < 0:
        return []
    signs = signs_below(page, element, Prose(page, [is_prose(row) for row in page.rows]))
    text = label_body(page, element, signs, 0)
    label_pictures(page, page.rows_of(element), signs)
    return text
