"""Deutsche Welle's newer page design (since about 2022) as HTML.

Told by its boxes, whose names are words beside the generated ones: text in `div.rich-text`, the kicker in
`.kicker`, authors in `.author-details`, the day in `.time-area`, the lead in `.teaser-text`, the credit in
`small.copyright` within the caption. The moment of publication is stated as JSON-LD.
"""

from __future__ import annotations

import re

from archive.documents import BlockKind, FieldValue, LayerText, ParsedArticle, StatedDate
from archive.parsing.date_lines import read_date_line, state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.html.body import label_body
from archive.parsing.html.container import Prose, is_prose, signs_below
from archive.parsing.html.days import read_dates_stated
from archive.parsing.html.general import read_stated
from archive.parsing.html.page import Page, Row
from archive.parsing.html.pictures import label_pictures
from archive.parsing.people import read_names

NAME = "dw_relaunch_html"
VERSION = "1"
PUBLISHER = "Deutsche Welle"

_TITLE_TAIL = re.compile(r"\s[–|-]\sDW\s[–|-]\s(\d{1,2}[./]\d{1,2}[./]\d{4})$")
_PERMALINK = re.compile(r"https?://p\.dw\.com/p/\w{2,12}$")


def recognises(layer: LayerText) -> bool:
    """The design's box for the text with two of its other boxes, and the house's name in title or links."""
    if layer.extractor != "html":
        return False
    names: set[str] = set()
    for hint in layer.hints:
        names.update(hint.attributes.get("class", "").split())
    boxes = len(
        names & {"content-area", "detail-zone", "teaser-text", "time-area", "author-details", "kicker"}
    )
    first = layer.text.partition("\n")[0]
    of_house = _TITLE_TAIL.search(first[-60:]) is not None or "https://p.dw.com/p/" in layer.text
    return of_house and boxes >= 2 and ("rich-text" in names or "teaser-text" in names)


def parse(layer: LayerText) -> ParsedArticle:
    page = Page(layer)
    fields: dict[str, FieldValue] = {}
    page_title = page.rows[0] if page.rows and page.rows[0].tag == "title" else None
    if page_title is not None:
        page_title.kind = BlockKind.PAGE_TITLE
    authors: list[FieldValue] = []
    printed: StatedDate | None = None
    for row in page.rows:
        if row.kind is not None:
            continue
        if row.tag == "h1" and "title" not in fields:
            row.kind = BlockKind.HEADLINE
            fields["title"] = page.value(row.start, row.end, f"{NAME}.headline/{VERSION}")
        elif page.inside(row, ("kicker",)) and "kicker" not in fields:
            row.kind = BlockKind.KICKER
            fields["kicker"] = page.value(row.start, row.end, f"{NAME}.kicker/{VERSION}")
        elif page.inside(row, ("author-details",)):
            authors += _read_byline(page, row, fields)
        elif page.inside(row, ("time-area",)):
            row.kind = BlockKind.DATELINE
            printed = printed or _printed_date(page, row)
        elif (
            page.inside(row, ("teaser-text",)) and "lead" not in fields and not page.inside(row, ("teaser",))
        ):
            row.kind = BlockKind.LEAD
            fields["lead"] = page.value(row.start, row.end, f"{NAME}.lead/{VERSION}")
        elif _PERMALINK.match(row.text[:200]) and "url" not in fields:
            fields["url"] = page.value(row.start, row.end, f"{NAME}.permalink/{VERSION}")
    _label_text(page)
    published, updated = read_dates_stated(page, NAME, VERSION)
    if published is None:
        published = printed or _date_in_title(page, page_title)
    read_stated(page, fields, NAME, VERSION)
    fields["publisher"] = FieldValue(PUBLISHER, f"{NAME}.publisher/{VERSION}")
    return page.finish(NAME, VERSION, fields=fields, published=published, updated=updated, authors=authors)


def _read_byline(page: Page, row: Row, fields: dict[str, FieldValue]) -> list[FieldValue]:
    row.kind = BlockKind.BYLINE
    rule = f"{NAME}.byline/{VERSION}"
    before = fields.get("byline")
    start = before.start if before is not None and before.start is not None else row.start
    fields["byline"] = page.value(start, row.end, rule)
    spans = read_names(row.text, place=row.start, lone=not row.text.isascii())
    return [page.value(start, end, f"{NAME}.author/{VERSION}") for start, end in spans]


def _printed_date(page: Page, row: Row) -> StatedDate | None:
    """The day as printed for everybody, and once more in words for screen readers."""
    rule = f"{NAME}.date/{VERSION}"
    line = read_date_line(page.text, row.start, row.end, rule=rule)
    return line.published if line is not None else None


def _date_in_title(page: Page, row: Row | None) -> StatedDate | None:
    """The day at the end of the page title: month first where slashes divide it (English pages)."""
    match = _TITLE_TAIL.search(row.text, max(0, len(row.text) - 60)) if row is not None else None
    if row is None or match is None:
        return None
    order = Order.MONTH_FIRST if "/" in match[1] else Order.DAY_FIRST
    dates, _ = find_dates(page.text, row.start + match.start(1), row.end, order=order)
    for found in dates:
        return state_date(page.text, found, found.start, found.end, f"{NAME}.date/{VERSION}")
    return None


def _label_text(page: Page) -> None:
    """The box of the article's text; pictures stand in it and before it."""
    boxes = [index for index in page.named("rich-text") if page.sums(index) > 0]
    container = max(boxes, key=page.sums, default=-1)
    if container < 0:
        return
    prose = Prose(page, [is_prose(row) for row in page.rows])
    signs = signs_below(page, container, prose)
    text = label_body(page, container, signs, 0)
    article = next((i for i in page.chain(container) if page.hints[i].element == "article"), container)
    last = text[-1].index if text else -1
    wide = signs_below(page, article, prose)
    label_pictures(page, [row for row in page.rows_of(article) if row.index <= last], wide)
