"""Lines after which no text of the article comes: headings of readers' letters, lists, the page's foot."""

from __future__ import annotations

import re

from archive.parsing import furniture
from archive.parsing.html.page import HEADINGS, Page, Row

#: Headings of readers' letters: no text of the article comes after them.
_COMMENTS = re.compile(
    r"(?:leave a |post a |write a |view |show )?(?:comment|kommentar|comentári|comentari|reacties"
    r"|komentar|komentář|коммент|комент|yorum|التعليقات|评论|評論|コメント|댓글|bình luận|σχόλια"
    r"|hozzászól)",
    re.IGNORECASE,
)
#: "Comentarii (2)"
_COUNT = re.compile(r"\s?[(\[]?\d{1,6}[)\]]?\s*$")


def ends_text(row: Row) -> bool:
    """Whether a line says that the article is over, a number in it aside."""
    return furniture.is_ending(_COUNT.sub("", row.text) or row.text)


def heads_comments(row: Row) -> bool:
    """Whether a line heads what readers wrote."""
    return _COMMENTS.match(row.text.strip("0123456789 ()")) is not None


def comment_rows(page: Page, first: int) -> set[int]:
    """Rows below the heading of readers' letters, in the element that the heading begins or stands in."""
    found: set[int] = set()
    for row in page.rows[first + 1 :]:
        if row.weight > 60 or row.index in found or not (row.tag in HEADINGS or row.weight <= 30):
            continue
        if not ends_text(row) or not heads_comments(row):
            continue
        box = page.hints[row.block].parent if row.block >= 0 else -1
        if box >= 0 and page.hints[box].start > page.rows[first].start:
            found.update(other.index for other in page.rows_of(box) if other.index > row.index)
    return found
