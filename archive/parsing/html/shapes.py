"""Captions and teasers that no element's name tells: by what stands beside them."""

from __future__ import annotations

from archive.parsing.credits import split_label
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import OUTSIDE, PICTURE, Sign
from archive.parsing.text import folded


def mark_shapes(page: Page, rows: list[Row], signs: list[int]) -> None:
    """Tell captions and teasers that no element's name tells, by what stands beside them.

    A line under a picture that repeats its alternative text or ends in a labelled credit is its caption;
    words in a small box whose heading is a link belong to another story.
    """
    boxes: set[int] = set()
    most = 0.3 * sum(row.weight for row in rows)
    for number, row in enumerate(rows):
        if row.tag in HEADINGS and row.links >= 0.9 and not row.anchored:
            box = _box(page, row, most)
            if box >= 0:
                boxes.add(box)
        if row.own & Sign.CREDIT and not row.own & Sign.CAPTION:
            _mark_captioned(page, row, signs)
        before = rows[number - 1] if number else None
        if before is None or page.hints[before.inner].element != "img" or not 8 <= row.weight <= 500:
            continue
        if (
            row.inner < 0
            or signs[row.inner] & (PICTURE | OUTSIDE & ~Sign.ASIDE)
            or page.count_of(row.inner) > 2
        ):
            continue
        alt = folded(before.text)
        said = split_label(row.text) is not None or (len(alt) >= 12 and folded(row.text).startswith(alt))
        if said or _in_small_table(page, before, row):
            signs[row.inner] |= Sign.CAPTION
    for box in boxes:
        for row in page.rows_of(box):
            if row.inner >= 0:
                signs[row.inner] |= Sign.RELATED


def _in_small_table(page: Page, picture: Row, row: Row) -> bool:
    """Whether a table holds a picture and these words alone, as pages set captions before 2005."""
    for index in page.chain(row.inner):
        if page.count_of(index) > 3:
            return False
        if page.hints[index].element == "table" and page.within(picture, index):
            return True
    return False


def teaser_rows(page: Page) -> set[int]:
    """Rows of small boxes whose heading is a link, on the whole page: what tells of other stories."""
    most = 0.3 * sum(row.weight for row in page.rows)
    found: set[int] = set()
    for row in page.rows:
        if row.tag in HEADINGS and row.tag != "h1" and row.links >= 0.9 and not row.anchored:
            box = _box(page, row, most)
            if box >= 0:
                found.update(other.index for other in page.rows_of(box))
    return found


def _mark_captioned(page: Page, credit: Row, signs: list[int]) -> None:
    """Words between a picture and its credit, in the same small box, are its caption."""
    for index in page.chain(credit.block):
        if page.count_of(index) > 4:
            return
        rows = page.rows_of(index)
        if any(page.hints[row.inner].element == "img" for row in rows):
            for row in rows:
                if row is not credit and page.hints[row.inner].element != "img" and row.links < 0.5:
                    signs[row.inner] |= Sign.CAPTION
            return


def _box(page: Page, row: Row, most: float) -> int:
    """The largest element that holds this linked heading alone and little else; -1 for none."""
    best = -1
    for index in page.chain(row.block):
        if page.count_of(index) > 8:
            break
        inside = page.rows_of(index)
        if sum(other.weight for other in inside) > most or any(
            other.tag in HEADINGS and other is not row for other in inside
        ):
            break
        if len(inside) > 1:
            best = index
    return best
