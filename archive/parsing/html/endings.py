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
#: A heading of one word or two, in languages whose phrases stand nowhere else.
_LETTERS = re.compile(
    r"(?:leser(?:meinung|brief|kommentar)\w{0,4}|keskustelu|תגובות(?: הגולשים)?|ý kiến(?: bạn đọc)?"
    r"|टिप्पणि\S{0,4}|प्रतिक्रिया\S{0,4}|ความคิดเห็น|نظرات(?: کاربران)?|دیدگاه\S{0,4}|تعليقات القراء)",
    re.IGNORECASE,
)
#: "Comentarii (2)"
_COUNT = re.compile(r"\s?[(\[]?\d{1,6}[)\]]?\s*$")


def ends_text(row: Row) -> bool:
    """Whether a line says that the article is over, a number in it aside."""
    bare = _COUNT.sub("", row.text) or row.text
    return furniture.is_ending(bare) or _LETTERS.fullmatch(bare) is not None


def heads_comments(row: Row) -> bool:
    """Whether a line heads what readers wrote."""
    bare = row.text.strip("0123456789 ()")
    return _COMMENTS.match(bare) is not None or _LETTERS.match(bare) is not None


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
