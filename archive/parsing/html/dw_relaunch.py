"""Deutsche Welle's newer page design (since about 2022) as HTML.

Told by its boxes, whose names are words beside the generated ones: text in `div.rich-text`, the kicker in
`.kicker`, authors in `.author-details`, the day in `.time-area`, the lead in `.teaser-text`, the credit in
`small.copyright` within the caption. The moment of publication is stated as JSON-LD.
"""

from __future__ import annotations

import re

from archive.documents import (
    BlockKind,
    FieldValue,
    Hint,
    ImageText,
    LayerText,
    ParsedArticle,
    Span,
    StatedDate,
)
from archive.parsing.date_lines import state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.dw_dates import read_day_line
from archive.parsing.dw_head import is_english
from archive.parsing.dw_signature import RELAUNCH_TITLE
from archive.parsing.html.days import read_dates_stated
from archive.parsing.html.dw_text import EMBEDDED, authors_in, label_rows, read_signature
from archive.parsing.html.general import read_stated
from archive.parsing.html.page import HEADINGS, Page, Row

NAME = "dw_relaunch_html"
VERSION = "2"
PUBLISHER = "Deutsche Welle"

_PERMALINK = re.compile(r"https?://p\.dw\.com/p/\w{2,12}$")
#: The label of a credit, in whatever language: "Bild:", "Image :", "ምስል፦".
_CREDIT_LABEL = re.compile(r"[^:：፦/]{1,25}[:：፦]\s{0,3}(?=\S)")
#: Boxes of the design's page of an article, beside the text's own.
_BOXES = frozenset(
    (
        "content-area", "detail-zone", "teaser-text", "time-area", "author-details", "kicker",
        "copy-button-wrapper", "content-detail-kicker", "sharing-icons-inline", "focus-menu-shown",
    )
)  # fmt: skip
#: What leads to other stories beside or below the article.
_ELSEWHERE = (
    "teaser", "teasers", "related-topics", "alternating-zone", "content-blocks", "footer", "feedback",
    "content-block-explore",
)  # fmt: skip


def recognises(layer: LayerText) -> bool:
    """The boxes of the design, and the house in page title or permalink: neither alone."""
    if layer.extractor != "html":
        return False
    names: set[str] = set()
    for hint in layer.hints:
        names.update(hint.attributes.get("class", "").split())
        names.add(hint.attributes.get("data-tracking-name", ""))
    boxes = len(names & _BOXES)
    if boxes < 2 or not names & {"rich-text", "teaser-text"}:
        return False
    first = layer.text.partition("\n")[0]
    if RELAUNCH_TITLE.search(first[-60:]) is not None:
        return True
    return boxes >= 3 and "https://p.dw.com/p/" in layer.text


def parse(layer: LayerText) -> ParsedArticle:
    page = Page(layer)
    fields: dict[str, FieldValue] = {}
    page_title = page.rows[0] if page.rows and page.rows[0].tag == "title" else None
    if page_title is not None:
        page_title.kind = BlockKind.PAGE_TITLE
    _read_head(page, fields)
    authors = _read_authors(page, fields)
    printed = _read_day(page)
    _label_text(page)
    authors = authors or read_signature(page, fields, NAME, VERSION) or _stated_authors(page)
    published, updated = read_dates_stated(page, NAME, VERSION)
    if published is None:
        published = printed or _date_in_title(page, page_title)
    read_stated(page, fields, NAME, VERSION)
    fields["publisher"] = FieldValue(PUBLISHER, f"{NAME}.publisher/{VERSION}")
    return page.finish(NAME, VERSION, fields=fields, published=published, updated=updated, authors=authors)


def _read_head(page: Page, fields: dict[str, FieldValue]) -> None:
    """Headline, kicker, lead and permalink, by their boxes."""
    for row in page.rows:
        if row.kind is not None or page.inside(row, _ELSEWHERE):
            continue
        if row.tag == "h1" and "title" not in fields:
            row.kind = BlockKind.HEADLINE
            fields["title"] = page.value(row.start, row.end, f"{NAME}.headline/{VERSION}")
        elif page.inside(row, ("kicker",)) and "kicker" not in fields:
            row.kind = BlockKind.KICKER
            fields["kicker"] = page.value(row.start, row.end, f"{NAME}.kicker/{VERSION}")
        elif page.inside(row, ("teaser-text",)) and "lead" not in fields:
            row.kind = BlockKind.LEAD
            fields["lead"] = page.value(row.start, row.end, f"{NAME}.lead/{VERSION}")
        elif _PERMALINK.match(row.text[:200]) and "url" not in fields:
            fields["url"] = page.value(row.start, row.end, f"{NAME}.permalink/{VERSION}")


def _read_authors(page: Page, fields: dict[str, FieldValue]) -> list[FieldValue]:
    """Who the byline names: the elements that call themselves authors, else all of it."""
    rows = [
        row
        for row in page.rows
        if row.kind is None and page.inside(row, ("author-details",)) and not page.inside(row, _ELSEWHERE)
    ]
    if not rows:
        return []
    for row in rows:
        row.kind = BlockKind.BYLINE
    fields["byline"] = page.value(rows[0].start, rows[-1].end, f"{NAME}.byline/{VERSION}")
    elements = [
        hint
        for hint in page.hints
        if rows[0].start <= hint.start
        and hint.end <= rows[-1].end
        and any(
            name == "author" or name.startswith("author-")
            for name in hint.attributes.get("class", "").split()
        )
        and "author-details" not in hint.attributes.get("class", "").split()
    ]
    spans: list[tuple[int, int]] = []
    for element in elements:
        spans += authors_in(page, element.start, element.end, named=True)
    if not elements:
        for row in rows:
            spans += authors_in(page, row.start, row.end)
    authors: dict[str, FieldValue] = {}
    for start, end in spans:
        value = page.value(start, end, f"{NAME}.author/{VERSION}")
        authors.setdefault(value.value, value)
    return list(authors.values())


def _stated_authors(page: Page) -> list[FieldValue]:
    """The people whom the page's JSON-LD names, where no byline is printed."""
    spans: list[tuple[int, int]] = []
    for _name, span in page.said("ld:author"):
        spans += authors_in(page, span.start, span.end, named=True)
    return [page.value(start, end, f"{NAME}.author, ld:author/{VERSION}") for start, end in spans]


def _read_day(page: Page) -> StatedDate | None:
    """The day as printed for everybody, and once more in words for screen readers."""
    stated: StatedDate | None = None
    seen = False
    english = is_english(page.text)
    for row in page.rows:
        if row.kind is not None or not page.inside(row, ("time-area",)) or page.inside(row, _ELSEWHERE):
            continue
        if seen and stated is not None:
            break
        seen = True
        row.kind = BlockKind.DATELINE
        line = read_day_line(page.text, row.start, row.end, rule=f"{NAME}.date/{VERSION}", english=english)
        stated = line.published if line is not None else None
    return stated


def _date_in_title(page: Page, row: Row | None) -> StatedDate | None:
    """The day at the end of the page title: month first where slashes divide it on an English page."""
    match = RELAUNCH_TITLE.search(row.text, max(0, len(row.text) - 60)) if row is not None else None
    if row is None or match is None:
        return None
    start, rule = row.start + match.start(1), f"{NAME}.date/{VERSION}"
    order = Order.MONTH_FIRST if "/" in match[1] and is_english(page.text) else Order.DAY_FIRST
    dates, _ = find_dates(page.text, start, row.end, order=order)
    for found in dates:
        return state_date(page.text, found, found.start, found.end, rule)
    line = read_day_line(page.text, start, row.end, rule=rule, english=False)
    return line.published if line is not None else None


def _label_text(page: Page) -> None:
    """The boxes of the article's text, one for each entry on live pages, and pictures in and before them."""
    rows = [
        row
        for row in page.rows
        if row.kind is None and page.inside(row, ("rich-text",)) and not page.inside(row, _ELSEWHERE)
    ]
    if rows:
        first, last = rows[0].index, rows[-1].index
        between = [
            row
            for row in page.rows[first : last + 1]
            if row.tag in HEADINGS and not page.inside(row, ("rich-text", *_ELSEWHERE))
        ]
        rows = sorted([*rows, *between], key=lambda row: row.index)
    text = label_rows(page, rows)
    last = text[-1].index if text else (rows[-1].index if rows else len(page.rows))
    sources = [page.hints[index] for index in page.named("copyright")]
    for index, hint in enumerate(page.hints):
        if hint.element == "figure":
            inside = [row for row in page.rows_of(index) if row.index <= last]
            if inside and not page.inside(inside[0], (*_ELSEWHERE, *EMBEDDED)):
                within = [one for one in sources if hint.start <= one.start and one.end <= hint.end]
                _label_picture(page, inside, within)


def _label_picture(page: Page, rows: list[Row], sources: list[Hint]) -> None:
    """Alternative text, caption and credit of a figure; the credit is an element of its own."""
    alt = text = credit = None
    for row in rows:
        if row.kind is not None:
            continue
        if page.hints[row.inner].element == "img":
            row.kind = BlockKind.IMAGE_ALT
            alt = alt or Span(row.start, row.end)
            continue
        small = next((one for one in sources if row.start <= one.start and one.end <= row.end), None)
        if small is None:
            row.kind = BlockKind.CAPTION
            text = text or Span(row.start, row.end)
            continue
        label = _CREDIT_LABEL.match(page.text[small.start : small.end])
        credit = Span(small.start + (label.end() if label else 0), small.end)
        end = row.start + len(page.text[row.start : small.start].rstrip())
        if end > row.start:
            row.kind = BlockKind.CAPTION
            text = Span(row.start, end)
            row.cuts = [(BlockKind.CAPTION, row.start, end), (BlockKind.CREDIT, small.start, row.end)]
        else:
            row.kind = BlockKind.CREDIT
    if alt or text or credit:
        page.images.append(ImageText(text, credit, alt))
