"""The lead of a page: what stands between headline and text and says so, or is what describes the page."""

from __future__ import annotations

from archive.documents import BlockKind
from archive.parsing import furniture
from archive.parsing.date_lines import read_date_line
from archive.parsing.html.container import asks, is_prose, sign_of
from archive.parsing.html.headline import Headline
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import OUTSIDE, PICTURE, Sign
from archive.parsing.text import ends_sentence, folded

_NO_LEAD = PICTURE | Sign.FURNITURE | Sign.AD | Sign.RELATED | Sign.HIDDEN
#: A headline farther from the text than this has no lead between.
_MOST_ROWS = 60
_DESCRIPTIONS = ("ld:description", "og:description", "description", "item:description", "twitter:description")


def find_lead(  # noqa: PLR0911, PLR0912 - each line is a reason of its own
    page: Page, headline: Headline, body: list[Row], signs: list[int]
) -> Row | None:
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
            and row.tag not in HEADINGS
            and not signs[row.inner] & (OUTSIDE | PICTURE)
        ),
        None,
    )
    if first is None:
        return None
    described = {folded(page.text[s.start : s.end]) for _n, s in page.said(*_DESCRIPTIONS)}
    alone: Row | None = None
    for row in page.rows[top : min(first.index, top + _MOST_ROWS) + 1]:
        if row.kind is not None or not 25 <= row.weight <= 1200 or row.links > 0.6:
            continue
        if row.weight <= 160 and any(map(str.isdecimal, row.text[:80])) and _says_when(page, row):
            continue  # "Published 4:02 a.m. ET March 5, 2021 | Updated 9:11 p.m. ET March 6, 2021"
        sign = nearest(page, row, 4)
        if sign & Sign.RELATED and not sign & PICTURE and _describes(folded(row.text), described):
            return row  # "article-teaser" is what some call a lead
        if (
            sign & Sign.RELATED
            and _stands_under(headline, row)
            and not sign & (PICTURE | Sign.FURNITURE | Sign.AD)
        ):
            return row
        if sign & _NO_LEAD and not (sign & Sign.LEAD and not sign & PICTURE):
            continue
        if row.weight <= 80 and row.signs & (Sign.BYLINE | Sign.DATE) and not sign & Sign.LEAD:
            continue
        if row.weight <= 120 and row.own & (Sign.BYLINE | Sign.DATE) and not row.own & Sign.LEAD:
            continue  # "Published 9:31 PM EST", in a box called "sub-description"
        if sign & Sign.LEAD and not furniture.is_interruption(row.text):
            return row
        inside = bool(body) and row.index >= body[0].index
        apart = not inside or _apart(page, row, body)
        if _describes(folded(row.text), described) and (row is not first or apart):
            return row
        if row is first and _alone_bold(page, row, body):
            return row
        heads = inside and row.tag in HEADINGS and row.index < first.index and row.links < 0.1
        if heads and row.weight >= (40 if ends_sentence(row.text) else 60):
            return row  # a whole sentence as a heading, before the first words of the text
        near = headline.row is not None and row.index <= headline.row.index + 8
        plain = row.weight >= 50 and (row.tag in ("p", "h2") or ends_sentence(row.text))
        if alone is None and near and not inside and plain and not _boxed(page, row):
            alone = row
    return None if alone is None or asks(alone) else alone


def _says_when(page: Page, row: Row) -> bool:
    return read_date_line(page.text, row.start, row.end, rule="") is not None


def lead_above(page: Page, body: list[Row], signs: list[int], first: int) -> Row | None:
    """The paragraph that byline and date part from those after it."""
    prose = [
        row
        for row in body
        if row.index >= first
        and row.kind is None
        and is_prose(row)
        and not sign_of(signs, row) & (OUTSIDE | PICTURE)
    ][:2]
    if len(prose) < 2 or prose[0].weight > 900:
        return None
    between = page.rows[prose[0].index + 1 : min(prose[1].index, prose[0].index + 6)]
    parted = any(row.kind in (BlockKind.BYLINE, BlockKind.DATELINE) for row in between)
    return prose[0] if parted else None


def _stands_under(headline: Headline, row: Row) -> bool:
    """Whether sentences without a link stand right under the headline."""
    top = headline.row
    if top is None or not top.index < row.index <= top.index + 2:
        return False
    return row.links == 0 and row.weight >= 50 and ends_sentence(row.text)


def _boxed(page: Page, row: Row) -> bool:
    """Whether a row is an item of a list ("Key points"), or stands in a box beside the text."""
    return page.element_of(row, "li") or is_aside(page, row)


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


def _alone_bold(page: Page, row: Row, body: list[Row]) -> bool:
    """Whether the first paragraph is set in bold as a whole, and none of those after it."""
    if row.weight < 60 or not page.all_bold(row):
        return False
    after = [other for other in body if other.index > row.index and other.weight >= 60 and other.links < 0.5]
    enough = sum(other.weight for other in after) >= 2 * row.weight
    return enough and not any(page.all_bold(other) for other in after[:4])


def nearest(page: Page, row: Row, steps: int) -> int:
    """What the few elements next to a row say that hold not much beside it."""
    sign = Sign.NONE
    for index in page.chain(row.inner):
        if steps == 0 or page.count_of(index) > 3:
            break
        sign |= page.sign[index]
        steps -= 1
    return sign


def is_aside(page: Page, row: Row) -> bool:
    """Whether a small element around a row says that it is about something else."""
    for index in page.chain(row.inner):
        if page.count_of(index) > 15:
            return False
        if page.sign[index] & OUTSIDE:
            return True
    return False
