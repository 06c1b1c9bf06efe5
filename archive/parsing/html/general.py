"""The general reader of HTML pages: any publisher, any language; it holds no publisher's name.

What a page states for machines is weighed against what stands on it: the title that two sources bear out,
the date of the article's own record, the people that the byline prints.
"""

from __future__ import annotations

from archive.documents import BlockKind, FieldValue, LayerText, ParsedArticle
from archive.parsing.furniture import is_ending
from archive.parsing.html.addresses import date_in_address
from archive.parsing.html.body import label_body
from archive.parsing.html.bylines import is_signed
from archive.parsing.html.container import find_container
from archive.parsing.html.days import find_dates_near, only_updated
from archive.parsing.html.headline import Headline, beside_title, find_headline, houses
from archive.parsing.html.lead import find_lead, is_aside, lead_above, nearest
from archive.parsing.html.page import Page, Row
from archive.parsing.html.pictures import label_pictures
from archive.parsing.html.reporters import find_in_text, find_signature
from archive.parsing.html.shapes import mark_shapes
from archive.parsing.html.signed import find_authors
from archive.parsing.html.signs import OUTSIDE, PICTURE, Sign
from archive.parsing.html.trimming import mark_tail
from archive.parsing.text import ends_sentence

NAME = "html_general"
VERSION = "2"
#: An element of more rows around the headline is the page rather than the article's head.
_MOST_BESIDE = 25


def recognises(layer: LayerText) -> bool:
    """Any page: it is asked only when no reader of a design recognised it."""
    return layer.extractor == "html"


def parse(layer: LayerText) -> ParsedArticle:
    page = Page(layer)
    fields: dict[str, FieldValue] = {}
    if page.rows and page.rows[0].tag == "title":
        page.rows[0].kind = BlockKind.PAGE_TITLE
    headline = find_headline(page, f"{NAME}.headline/{VERSION}")
    if headline.value is not None:
        fields["title"] = headline.value
    if headline.row is not None:
        headline.row.kind = BlockKind.HEADLINE
        _cut_kicker(headline, fields, page)
    container, signs = find_container(page, headline.row)
    body = page.rows_of(container)
    mark_shapes(page, body, signs)
    first = headline.row.index + 1 if headline.row is not None and headline.row in body else 0
    lead = find_lead(page, headline, body, signs)
    if lead is not None:
        lead.kind = BlockKind.LEAD
        fields["lead"] = page.value(lead.start, lead.end, f"{NAME}.lead/{VERSION}")
    house = houses(page) | beside_title(page, headline)
    near, far = _near(page, headline, _opens(body, signs, first))
    published, updated = find_dates_near(page, near, NAME, VERSION)
    authors, byline = find_authors(page, near, house, (NAME, VERSION))
    if lead is None and (above := lead_above(page, body, signs, first)) is not None:
        above.kind = BlockKind.LEAD
        fields["lead"] = page.value(above.start, above.end, f"{NAME}.lead, above the byline/{VERSION}")
    text = label_body(page, container, signs, first)
    prose = next((row for row in text if row.kind is not BlockKind.SUBHEADING), None)
    opening = prose.index if prose is not None else _opens(body, signs, first)
    closing = text[-1].index if text else opening
    behind = [
        row
        for row in page.rows[closing + 1 : closing + 12]
        if row.kind is None and row.index not in page.teasers and (not is_aside(page, row) or is_signed(row))
    ]
    if not authors:
        authors, found = _authors_beyond(page, text, behind, house)
        byline = byline or found
    published = published or date_in_address(page, NAME, VERSION)
    if published is None:
        published, _changed = find_dates_near(page, behind, NAME, VERSION)
    if published is None:
        published, _changed = find_dates_near(page, far, NAME, VERSION)
    published = published or only_updated(page, updated)
    if byline is not None:
        fields["byline"] = byline
    mark_tail(page, text, [author.value for author in authors])
    _read_kicker(page, headline, fields)
    start = headline.row.index + 1 if headline.row is not None and headline.row.index < opening else opening
    outer = _signs_of_head(page, signs, start, opening)
    label_pictures(page, page.rows[start : max(closing, _last_beside(page, text)) + 1], outer)
    read_stated(page, fields, NAME, VERSION)
    return page.finish(NAME, VERSION, fields=fields, published=published, updated=updated, authors=authors)


def _authors_beyond(
    page: Page, text: list[Row], behind: list[Row], house: set[str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """The authors that the text names at its beginning or its end, or what stands behind it."""
    rule = (NAME, VERSION)
    authors, byline = find_in_text(page, text, house, rule)
    if not authors and text:
        authors, byline = find_signature(page, text[-1], house, rule)
    return (authors, byline) if authors else find_authors(page, behind, house, rule)


def _signs_of_head(page: Page, signs: list[int], start: int, opening: int) -> list[int]:
    """The signs below the container, and for rows before it what their nearest elements say."""
    merged = list(signs)
    for row in page.rows[start:opening]:
        if row.inner >= 0 and not merged[row.inner]:
            sign = Sign.NONE
            for steps, index in enumerate(page.chain(row.inner)):
                if steps > 6 or page.count_of(index) > 12:
                    break
                sign |= page.sign[index]
            merged[row.inner] = sign
    return merged


def _last_beside(page: Page, text: list[Row]) -> int:
    """The last row of the smallest element that holds the whole text: a gallery may stand behind it."""
    if not text:
        return -1
    first, last = text[0], text[-1]
    around = next((i for i in page.chain(first.inner) if page.within(last, i)), -1)
    if around < 0:
        return last.index
    rows = page.rows_of(around)
    return next((row.index for row in rows if row.index > last.index and is_ending(row.text)), rows[-1].index)


def _cut_kicker(headline: Headline, fields: dict[str, FieldValue], page: Page) -> None:
    """A kicker that stands in the same element right before the headline."""
    row, value = headline.row, headline.value
    if row is None or value is None or value.start is None or value.end is None:
        return
    before = page.text[row.start : value.start].rstrip(" \n:|–-")
    if not row.start < value.start < row.end or value.end != row.end or not 3 <= len(before) <= 60:
        return
    end = row.start + len(before)
    row.cuts = [(BlockKind.KICKER, row.start, end), (BlockKind.HEADLINE, value.start, row.end)]
    fields["kicker"] = page.value(row.start, end, f"{NAME}.kicker/{VERSION}")


def _opens(body: list[Row], signs: list[int], first: int) -> int:
    """Where the running text begins, before its lines have kinds."""
    for row in body:
        prose = row.index >= first and row.kind is None and row.weight >= 80 and row.links < 0.5
        if prose and not signs[row.inner] & (OUTSIDE | PICTURE):
            return row.index
    return body[0].index if body else 0


def _near(page: Page, headline: Headline, opening: int) -> tuple[list[Row], list[Row]]:
    """Where authors and dates are printed: between headline and text, then right above the headline.

    The second list is what stands above in another part of the page: the day in a site's header is that of
    the visit.
    """
    within = headline.row is not None and headline.row.index <= opening
    top = headline.row.index if headline.row is not None and within else max(1, opening - 12)
    rows = page.rows[max(top, opening - 60) : opening]
    # A lead that nothing calls so: byline and date stand below it.
    rows += [
        row
        for row in page.rows[opening : opening + 6]
        if row.weight <= 120 and not ends_sentence(row.text) and row.index not in page.teasers
    ]
    above = page.rows[max(1, top - 8) : top][::-1]  # the nearest first
    beside: set[int] = set()
    if headline.row is not None and within:
        most = min(_MOST_BESIDE, int(0.6 * len(page.rows)))
        around = [i for i in page.chain(headline.row.inner) if page.count_of(i) <= most]
        around += [i for i in page.chain(headline.row.inner) if page.hints[i].element in ("article", "main")]
        beside = {row.index for row in above if any(page.within(row, i) for i in around)}
    unread = (None, BlockKind.BOILERPLATE)
    near = [row for row in (*rows, *above) if row.kind in unread and (row in rows or row.index in beside)]
    return near, [row for row in above if row.kind in unread and row.index not in beside]


def _read_kicker(page: Page, headline: Headline, fields: dict[str, FieldValue]) -> None:
    if headline.row is None:
        return
    for row in reversed(page.rows[max(1, headline.row.index - 3) : headline.row.index]):
        sign = nearest(page, row, 4)
        if (
            row.kind is None
            and row.weight <= 70
            and sign & Sign.KICKER
            and not sign & (Sign.FURNITURE | Sign.AD | Sign.RELATED)
        ):
            row.kind = BlockKind.KICKER
            fields["kicker"] = page.value(row.start, row.end, f"{NAME}.kicker/{VERSION}")
            return


def read_stated(page: Page, fields: dict[str, FieldValue], name: str, version: str) -> None:
    """Address, publisher and section, which only metadata states."""
    for field, names in (
        ("url", ("canonical", "og:url", "ld:url")),
        ("publisher", ("ld:publisher", "og:site_name", "sitename", "publisher", "application-name")),
        ("section", ("ld:articleSection", "article:section", "section", "og:article:section")),
    ):
        for source, span in page.said(*names):
            value = page.text[span.start : span.end]
            if field == "url" and not _is_page(value):
                continue
            if field != "url" and (value.startswith("http") or len(value) > 120):
                continue
            fields[field] = page.value(span.start, span.end, f"{name}.{field}, {source}/{version}")
            break


def _is_page(address: str) -> bool:
    """An address of a page, not of a site's front."""
    host, _slash, path = address.partition("://")[2].partition("/")
    return "." in host and len(path.strip("/")) > 3 and len(address) <= 2000
