"""Everything that a reader of HTML pages is made of, to be imported from one place (see `parsing.tools`)."""

from __future__ import annotations

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
from archive.parsing.html.body import label_body
from archive.parsing.html.container import Prose, is_prose, signs_below
from archive.parsing.html.days import read_dates_stated
from archive.parsing.html.general import read_stated
from archive.parsing.html.page import Page, Row
from archive.parsing.html.pictures import label_pictures
from archive.parsing.tools import Order, date_in, ends_sentence, folded, is_name, people_in, weight

__all__ = [
    "BlockKind",
    "DatePrecision",
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
    "elements",
    "ends_sentence",
    "folded",
    "inside",
    "is_name",
    "label_figures",
    "label_text",
    "people_in",
    "read_dates_stated",
    "read_stated",
    "weight",
]


def class_names(layer: LayerText) -> frozenset[str]:
    """All classes and ids on a page: what a signature is mostly made of."""
    names: set[str] = set()
    for hint in layer.hints:
        names.update(hint.attributes.get("class", "").split())
        names.add(hint.attributes.get("id", ""))
    return frozenset(names - {""})


def elements(page: Page, what: str) -> list[int]:
    """Indices of the elements that `what` names, in the order of the page.

    `what` is a class or id ("story-text"), an attribute with its value ("data-testid=story"),
    or an element in brackets ("<article>").
    """
    return [i for i, hint in enumerate(page.hints) if hint.element != "meta" and _is(page, i, what)]


def inside(page: Page, row: Row, *what: str) -> bool:
    """Whether an element around a row is one of those named, as `elements` names them."""
    return any(_is(page, index, one) for index in page.chain(row.inner) for one in what)


def _is(page: Page, index: int, what: str) -> bool:
    if what.startswith("<"):
        return page.hints[index].element == what.strip("<>")
    attribute, equals, value = what.partition("=")
    if equals:
        return page.hints[index].attributes.get(attribute) == value
    return what in page.names_of(index)


def label_text(page: Page, what: str) -> list[Row]:
    """Label the article's text, which stands in the element named as for `elements`; its rows, in order.

    Rows that have a kind already, or are cut, keep it. In the text, paragraphs, subheadings, list items,
    quotations, pictures and links to other stories are told apart; advertising, buttons and the like stay
    without a kind.
    Of several such elements the heaviest is taken. No such element: [], and nothing is labelled.
    """
    element = max(elements(page, what), key=page.sums, default=-1)
    if element < 0:
        return []
    _name_cut(page)
    signs = _signs(page, element)
    text = label_body(page, element, signs, 0)
    label_pictures(page, page.rows_of(element), signs)
    return text


def label_figures(page: Page, what: str) -> None:
    """Label alternative texts, captions and credits in the elements named as for `elements`.

    Rows that have a kind already, or are cut, keep it. The elements must hold figures, or be figures
    themselves.
    """
    _name_cut(page)
    for element in elements(page, what):
        around = page.hints[element].parent
        rows = [row for row in page.rows_of(element) if row.kind is None]
        label_pictures(page, rows, _signs(page, around))


def _name_cut(page: Page) -> None:
    """A row that a reader cut is labelled, also where the row itself was given no kind."""
    for row in page.rows:
        if row.cuts and row.kind is None:
            row.kind = row.cuts[0][0]


def _signs(page: Page, element: int) -> list[int]:
    return signs_below(page, element, Prose(page, [is_prose(row) for row in page.rows]))
