"""The general reader of HTML pages: any publisher, any language; it holds no publisher's name.

What a page states for machines is weighed against what stands on it: the title that two sources bear out,
the date of the article's own record, the people that the byline prints.
"""

from __future__ import annotations

from archive.documents import BlockKind, FieldValue, LayerText, ParsedArticle
from archive.parsing import furniture
from archive.parsing.html.body import label_body
from archive.parsing.html.container import OUTSIDE, PICTURE, find_container
from archive.parsing.html.days import date_in_address, find_dates_near, only_updated
from archive.parsing.html.headline import Headline, find_headline, houses
from archive.parsing.html.page import Page, Row
from archive.parsing.html.pictures import label_pictures
from archive.parsing.html.shapes import mark_shapes
from archive.parsing.html.signed import find_authors
from archive.parsing.html.signs import Sign
from archive.parsing.html.trimming import mark_tail
from archive.parsing.text import ends_sentence, folded

NAME = "html_general"
VERSION = "1"

_NO_LEAD = PICTURE | Sign.FURNITURE | Sign.AD | Sign.RELATED | Sign.HIDDEN
_DESCRIPTIONS = ("ld:description", "og:description", "description", "item:description", "twitter:description")


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
    lead = _find_lead(page, headline, body, signs)
    if lead is not None:
        lead.kind = BlockKind.LEAD
        fields["lead"] = page.value(lead.start, lead.end, f"{NAME}.lead/{VERSION}")
    house = houses(page)
    start = _opens(body, signs, first)
    near = _near(page, headline, start)
    published, updated = find_dates_near(page, near, NAME, VERSION)
    authors, byline = find_authors(page, near, house, (NAME, VERSION))
    text = label_body(page, container, signs, first)
    prose = next((row for row in text if row.kind is not BlockKind.SUBHEADING), None)
    opening = prose.index if prose is not None else start
    closing = text[-1].index if text else opening
    behind = [
        row for row in page.rows[closing + 1 : closing + 12] if row.kind is None and not _aside(page, row)
    ]
    if not authors:
        authors, found = find_authors(page, behind, house, (NAME, VERSION))
        byline = byline or found
    published = published or date_in_address(page, NAME, VERSION)
    if published is None:
        published, _changed = find_dates_near(page, behind, NAME, VERSION)
    published = published or only_updated(page, updated)
    if byline is not None:
        fields["byline"] = byline
    mark_tail(text, [author.value for author in authors])
    _read_kicker(page, headline, fields)
    start = headline.row.index + 1 if headline.row is not None and headline.row.index < opening else opening
    outer = _signs_of_head(page, signs, start, opening)
    label_pictures(page, page.rows[start : closing + 1], outer)
    read_stated(page, fields, NAME, VERSION)
    return page.finish(NAME, VERSION, fields=fields, published=published, updated=updated, authors=authors)


def _signs_of_head(page: Page, signs: list[int], start: int, opening: int) -> list[int]:
    """The signs below the container, and for rows before it what their nearest elements say."""
    merged = list(signs)
    for row in page.rows[start:opening]:
        if row.inner >= 0 and not merged[row.inner]:
            sign = Sign.NONE
            for steps, index in enumerate(page.chain(row.inner)):
                if steps > 6 or len(page.rows_of(index)) > 12:
                    break
                sign |= page.sign[index]
            merged[row.inner] = sign
    return merged


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


def _aside(page: Page, row: Row) -> bool:
    """Whether a small element around a row says that it is about something else."""
    for index in page.chain(row.inner):
        if len(page.rows_of(index)) > 15:
            return False
        if page.sign[index] & OUTSIDE:
            return True
    return False


def _near(page: Page, headline: Headline, opening: int) -> list[Row]:
    """Where authors and dates are printed: between headline and text, then above the headline."""
    within = headline.row is not None and headline.row.index <= opening
    top = headline.row.index if headline.row is not None and within else max(1, opening - 12)
    rows = page.rows[max(top, opening - 60) : opening]
    above = page.rows[max(1, top - 8) : top]
    return [row for row in (*rows, *above) if row.kind in (None, BlockKind.BOILERPLATE)]


def _find_lead(page: Page, headline: Headline, body: list[Row], signs: list[int]) -> Row | None:
    """The row between headline and text that calls itself the lead, or says what the page is described by.

    Without either, a sentence that stands alone between headline and text.
    """
    top = headline.row.index + 1 if headline.row is not None else (body[0].index if body else 0)
    first = next(
        (
            row
            for row in body
            if row.index >= top
            and row.weight >= 60
            and row.links < 0.5
            and not signs[row.inner] & (OUTSIDE | PICTURE)
        ),
        None,
    )
    if first is None:
        return None
    described = {folded(page.text[s.start : s.end]) for _n, s in page.said(*_DESCRIPTIONS)}
    alone: Row | None = None
    for row in page.rows[top : first.index + 1]:
        if row.kind is not None or not 25 <= row.weight <= 1200 or row.links > 0.6:
            continue
        sign = _nearest(page, row, 4)
        if sign & Sign.RELATED and not sign & PICTURE and _describes(folded(row.text), described):
            return row  # "article-teaser" is what some call a lead
        if sign & _NO_LEAD and not (sign & Sign.LEAD and not sign & PICTURE):
            continue
        if row.weight <= 80 and row.signs & (Sign.BYLINE | Sign.DATE) and not sign & Sign.LEAD:
            continue
        if sign & Sign.LEAD and not furniture.is_interruption(row.text):
            return row
        inside = bool(body) and row.index >= body[0].index
        apart = not inside or _apart(page, row, body)
        if _describes(folded(row.text), described) and (row is not first or apart):
            return row
        near = headline.row is not None and row.index <= headline.row.index + 8
        if (
            alone is None
            and near
            and not inside
            and row.weight >= 50
            and (row.tag in ("p", "h2") or ends_sentence(row.text))
        ):
            alone = row
    return (
        alone
        if headline.row is not None and alone is not None and not furniture.is_request(alone.text[:400])
        else None
    )


def _describes(words: str, described: set[str]) -> bool:
    """Whether a description says the same as a row, or one of the two is the other cut short."""
    return words in described or any(
        len(said) >= 45 and (words.startswith(said[:-3]) or (len(words) >= 45 and said.startswith(words)))
        for said in described
    )


def _apart(page: Page, row: Row, body: list[Row]) -> bool:
    """Whether a row is set otherwise than the text after it: another element, another class, bold."""
    after = [other for other in body if other.index > row.index and other.weight >= 60 and other.links < 0.5][
        :3
    ]
    if not after:
        return False
    mine = page.hints[row.block]
    return all(
        (page.hints[o.block].element, page.hints[o.block].attributes.get("class"), page.hints[o.block].parent)
        != (mine.element, mine.attributes.get("class"), mine.parent)
        for o in after
    )


def _nearest(page: Page, row: Row, steps: int) -> int:
    """What the few elements next to a row say that hold not much beside it."""
    sign = Sign.NONE
    for index in page.chain(row.inner):
        if steps == 0 or len(page.rows_of(index)) > 3:
            break
        sign |= page.sign[index]
        steps -= 1
    return sign


def _read_kicker(page: Page, headline: Headline, fields: dict[str, FieldValue]) -> None:
    if headline.row is None:
        return
    for row in reversed(page.rows[max(1, headline.row.index - 3) : headline.row.index]):
        sign = _nearest(page, row, 4)
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
