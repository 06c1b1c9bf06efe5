"""Deutsche Welle's older page design (until about 2022) as HTML.

Told by its boxes: text in `div.longText` within `#bodyContent`, the lead in `p.intro`, the kicker in
`h4.artikel`. The day stands in the page title ("… | DW | 19.01.2020") and, with author and permalink, in the
list `ul.smallList` at the foot; alternative texts hold the credit in brackets, captions stand beneath.
"""

from __future__ import annotations

from dataclasses import replace

from archive.documents import BlockKind, FieldValue, ImageText, LayerText, ParsedArticle, Span, StatedDate
from archive.parsing.credits import split_bracket
from archive.parsing.date_lines import state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.dw_labels import bare, folded_set
from archive.parsing.dw_people import signed_at
from archive.parsing.dw_signature import CLASSIC_TITLE, PERMALINK
from archive.parsing.html.dw_text import authors_in, label_rows, read_signature
from archive.parsing.html.page import Page, Row

NAME = "dw_classic_html"
VERSION = "2"
PUBLISHER = "Deutsche Welle"

#: Boxes of an article's page within the frame; other houses use one of these names, hardly two.
_BOXES = frozenset(("longText", "intro", "smallList", "picBox", "artikel", "linkList"))
_AUTHOR_LABELS = folded_set("author")


def recognises(layer: LayerText) -> bool:
    """The frame of the design with two of its boxes, or one of them under the house's page title."""
    if layer.extractor != "html":
        return False
    names: set[str] = set()
    for hint in layer.hints:
        names.update(hint.attributes.get("class", "").split())
        names.add(hint.attributes.get("id", ""))
    boxes = len(names & _BOXES)
    if CLASSIC_TITLE.search(layer.text.partition("\n")[0][-60:]) is not None:
        return boxes >= 1
    return "bodyContent" in names and boxes >= 2 and bool(names & {"longText", "intro"})


def parse(layer: LayerText) -> ParsedArticle:
    page = Page(layer)
    fields: dict[str, FieldValue] = {}
    published = _read_page_title(page, fields)
    headline = next((row for row in page.rows if row.tag == "h1"), None)
    if headline is not None:
        headline.kind = BlockKind.HEADLINE
        fields["title"] = page.value(headline.start, headline.end, f"{NAME}.headline/{VERSION}")
    for row in page.rows:
        if row.kind is not None:
            continue
        own = page.class_of(row.block).split()
        if row.tag == "h4" and "artikel" in own and "kicker" not in fields:
            row.kind = BlockKind.KICKER
            fields["kicker"] = page.value(row.start, row.end, f"{NAME}.kicker/{VERSION}")
        elif "intro" in own and "lead" not in fields:
            row.kind = BlockKind.LEAD
            fields["lead"] = page.value(row.start, row.end, f"{NAME}.lead/{VERSION}")
    _label_text(page)
    _label_pictures(page)
    footer_date, authors = _read_footer(page, fields)
    authors = authors or read_signature(page, fields, NAME, VERSION)
    fields["publisher"] = FieldValue(PUBLISHER, f"{NAME}.publisher/{VERSION}")
    _read_address(page, fields)
    return page.finish(
        NAME, VERSION, fields=fields, published=published or footer_date, updated=None, authors=authors
    )


def _read_page_title(page: Page, fields: dict[str, FieldValue]) -> StatedDate | None:
    """Day and section from "Headline | World| News … | DW | 05.07.2017", the title where no heading is."""
    row = page.rows[0] if page.rows and page.rows[0].tag == "title" else None
    if row is None:
        return None
    row.kind = BlockKind.PAGE_TITLE
    match = CLASSIC_TITLE.search(row.text, max(0, len(row.text) - 60))
    if match is None:
        return None
    parts = row.text[: match.start()].split("|")
    place = row.start
    for number, part in enumerate(parts[:2]):
        bare = part.strip()
        if bare:
            start = place + part.index(bare)
            field = ("title", "section")[number]
            fields[field] = page.value(start, start + len(bare), f"{NAME}.page_title/{VERSION}")
        place += len(part) + 1
    dates, warnings = find_dates(page.text, row.start + match.start(1), row.end, order=Order.DAY_FIRST)
    page.warnings.extend(warnings)
    for found in dates:
        stated = state_date(page.text, found, found.start, found.end, f"{NAME}.date/{VERSION}")
        return replace(stated, reason="day first, page title")
    return None


def _label_text(page: Page) -> None:
    """The rows in the boxes of text; a page that has none there has its text in its gallery."""
    rows = [row for row in page.rows if page.inside(row, ("longText",)) and not page.inside(row, ("picBox",))]
    if label_rows(page, rows):
        return
    for row in page.rows:
        if row.kind is not None or not page.inside(row, ("slides",)) or row.weight < 8:
            continue
        if row.tag == "h2":
            row.kind = BlockKind.SUBHEADING
        elif signed_at(row.text):
            row.kind = BlockKind.BYLINE
        elif row.tag == "p":
            row.kind = BlockKind.PARAGRAPH


def _label_pictures(page: Page) -> None:
    """Alternative text and credit of every picture of the article; its caption in the box `picBox`.

    A gallery's pictures get their kinds too; but the gallery is a document of its own.
    """
    for row in page.rows:
        if row.kind is not None or page.hints[row.inner].element != "img":
            continue
        gallery = page.inside(row, ("gallery", "slideshow"))
        box = page.element_named(row, "picBox")
        if (box < 0 and not gallery) or not page.inside(row, ("longText", "picBox")):
            continue
        split = split_bracket(row.text, any_source=True)
        row.kind = BlockKind.IMAGE_ALT
        alt, credit = Span(row.start, row.end), None
        if split is not None and split.words_end > 0:
            alt = Span(row.start, row.start + split.words_end)
            credit = Span(row.start + split.credit_start, row.start + split.credit_end)
            row.cuts = [
                (BlockKind.IMAGE_ALT, row.start, row.start + split.words_end),
                (BlockKind.CREDIT, row.start + split.label_start, row.end),
            ]
        caption = None
        for beneath in page.rows_of(box) if box >= 0 else _slide(page, row):
            if beneath.kind is None and beneath.tag == "p" and any(map(str.isalpha, beneath.text)):
                beneath.kind = BlockKind.CAPTION
                caption = Span(beneath.start, beneath.end)
        if box >= 0:
            page.images.append(ImageText(caption, credit, alt))


def _slide(page: Page, row: Row) -> list[Row]:
    """The rows of a gallery's picture."""
    for index in page.chain(row.inner):
        if page.hints[index].element == "li":
            return page.rows_of(index)
    return []


def _read_footer(page: Page, fields: dict[str, FieldValue]) -> tuple[StatedDate | None, list[FieldValue]]:
    """The list "Date 19.01.2020, Author Ben Knight, … Permalink" in any language, by the order of its lines.

    Its labels are bold; the author's line follows the date's. Subjects and keywords are links, no author is.
    """
    rows = [row for row in page.rows if row.tag == "li" and page.inside(row, ("smallList",))]
    published: StatedDate | None = None
    authors: list[FieldValue] = []
    for number, row in enumerate(rows):
        row.kind = BlockKind.METADATA
        label = page.label_end(row)
        dates, _ = find_dates(page.text, label, row.end, order=Order.DAY_FIRST)
        if dates and published is None:
            stated = state_date(page.text, dates[0], row.end, row.end, f"{NAME}.date/{VERSION}")
            published = replace(stated, reason="day first, footer of the page")
            if number + 1 < len(rows):
                authors = _read_author(page, rows[number + 1], fields)
        address = PERMALINK.search(row.text[:400])
        if address:
            start = row.start + address.start()
            fields["url"] = page.value(start, row.start + address.end(), f"{NAME}.permalink/{VERSION}")
    return published, authors


def _read_author(page: Page, row: Row, fields: dict[str, FieldValue]) -> list[FieldValue]:
    start = page.label_end(row)
    rest = page.text[start : row.end]
    first = start + len(rest) - len(rest.lstrip(" :：\xa0"))
    words = page.text[first : row.end]
    linked = any(page.hints[index].element == "a" for index in page.inline(row))
    known = bare(page.text[row.start : start]) in _AUTHOR_LABELS
    if (
        not words.strip()
        or PERMALINK.search(words)
        or (linked and not known)
        or any(map(str.isdecimal, words))
    ):
        return []
    fields["byline"] = page.value(first, row.end, f"{NAME}.byline/{VERSION}")
    return [page.value(s, e, f"{NAME}.author/{VERSION}") for s, e in authors_in(page, first, row.end)]


def _read_address(page: Page, fields: dict[str, FieldValue]) -> None:
    """The page's own address is better than the permalink: it bears the article's number."""
    for name, span in page.said("canonical", "og:url"):
        if page.text[span.start : span.end].startswith("http"):
            fields["url"] = page.value(span.start, span.end, f"{NAME}.{name}/{VERSION}")
            return
