"""Which lines of an article's element are its text, and of what kind.

What is not text there is told by what the elements are called, by links, and by phrases.
"""

from __future__ import annotations

from archive.documents import BlockKind, Span
from archive.parsing import furniture
from archive.parsing.html.container import asks, is_prose, sign_of
from archive.parsing.html.endings import ends_text, heads_comments
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import OUTSIDE, PICTURE, Sign
from archive.parsing.html.trimming import slot_of, trim
from archive.parsing.text import ends_sentence, folded


def label_body(  # noqa: PLR0912 - each line is a case of its own
    page: Page, container: int, signs: list[int], first: int
) -> list[Row]:
    """Give kinds to the rows of the container from `first` on; the rows that are the article's text."""
    rows = [row for row in page.rows_of(container) if row.index >= first]
    stated = sum(row.weight for row in rows if row.stated and row.weight >= 40)
    prose = sum(row.weight for row in rows if is_prose(row) and not sign_of(signs, row) & (OUTSIDE | PICTURE))
    trusted = stated >= 0.75 * prose and stated >= 600
    ended = False
    text: list[Row] = []
    seen = {folded(row.text) for row in page.rows if row.kind in (BlockKind.HEADLINE, BlockKind.LEAD)}
    said = frozenset(seen)
    for row in rows:
        if row.kind is not None:
            continue
        if row.tag in HEADINGS and folded(row.text) in said:  # headline and lead once more, for the phone
            continue
        if row.weight >= 40 and row.tag not in HEADINGS:
            words = folded(row.text[:2000])
            if words in seen:  # once for the desk, once for the phone
                continue
            if not sign_of(signs, row) & (OUTSIDE | PICTURE):
                seen.add(words)
        sign = sign_of(signs, row)
        if row.stated and row.weight >= 60 and not sign & PICTURE:
            pass
        elif sign & OUTSIDE or ended:
            _label_outside(page, row, sign)
            continue
        elif sign & PICTURE:
            continue
        elif row.weight <= 60 and ends_text(row):
            final = heads_comments(row)
            ended = text != [] and (final or not _goes_on(page, rows, text, row, signs))
            continue
        kind = _kind(page, row, sign, trusted=trusted)
        if kind is BlockKind.RELATED_LINK:
            _label_related(page, row)
        elif kind is not None:
            row.kind = kind
            text.append(row)
    text = trim(page, text)
    _mark_questions(text)
    for row in text:
        _cut_lines(row)
    return text


def _mark_questions(text: list[Row]) -> None:
    """Questions set in bold are part of an interview, not headings in it."""
    bold = [row for row in text if row.kind is BlockKind.SUBHEADING and row.tag not in HEADINGS]
    asked = [row for row in bold if row.text.rstrip("»“”\"' ")[-1:] in ("?", "？", ";", "؟")]
    if len(asked) >= 3 and len(asked) >= 0.6 * len(bold):
        for row in asked:
            row.kind = BlockKind.PARAGRAPH


def _cut_lines(row: Row) -> None:
    """Sentences on lines of their own within an element are paragraphs, though a single <br> parts them."""
    lines = row.text.split("\n")
    if row.kind is not BlockKind.PARAGRAPH or len(lines) < 2:
        return
    if not all(len(line) >= 40 and ends_sentence(line.rstrip()) for line in lines):
        return
    place = row.start
    for line in lines:
        row.cuts.append((BlockKind.PARAGRAPH, place, place + len(line.rstrip())))
        place += len(line) + 1


def _goes_on(page: Page, rows: list[Row], text: list[Row], here: Row, signs: list[int]) -> bool:
    """Whether paragraphs like those before come after a line such as "Sponsored" or "Most read"."""
    slots = {slot_of(page, row) for row in text if row.kind is BlockKind.PARAGRAPH}
    return any(
        row.index > here.index
        and is_prose(row)
        and not sign_of(signs, row) & (OUTSIDE | PICTURE)
        and slot_of(page, row) in slots
        for row in rows
    )


def _label_outside(page: Page, row: Row, sign: int) -> None:
    if (
        sign & Sign.RELATED
        and row.links > 0.8
        and row.weight >= 20
        and not furniture.is_related_heading(row.text)
    ):
        _label_related(page, row)


def _label_related(page: Page, row: Row) -> None:
    label = furniture.related_label(row.text)
    row.kind = BlockKind.RELATED_LINK
    words = folded(row.text[label or 0 :])
    if any(folded(span.of(page.text)) == words for span in page.related[-20:]):
        return
    page.related.append(Span(row.start + (label or 0), row.end))


def _kind(  # noqa: PLR0911, PLR0912 - each line is a reason of its own
    page: Page, row: Row, sign: int, *, trusted: bool
) -> BlockKind | None:
    """What a row within the text is; None for furniture that no element's name tells."""
    text = row.text
    if row.tag in HEADINGS:
        return BlockKind.SUBHEADING if _is_heading(row) else None
    if furniture.is_interruption(text) or furniture.is_video(text):
        return None
    if row.weight < 500 and asks(row):
        return None
    label = furniture.related_label(text)
    if row.links > 0.5 and (label is not None or _is_labelled_link(page, row)):
        return BlockKind.RELATED_LINK
    if row.links >= 0.9:
        if row.stated and trusted:
            return BlockKind.PARAGRAPH
        if row.tag in ("p", "li") and (ends_sentence(text) and row.weight >= 60):
            return BlockKind.PARAGRAPH
        return BlockKind.RELATED_LINK if row.tag == "p" and row.weight >= 30 else None
    if sign & Sign.BYLINE and row.weight < 80:
        return None
    short = row.weight <= 120 and page.all_bold(row) and not ends_sentence(text.rstrip("?!"))
    if short and (row.tag == "p" or (row.weight >= 3 and row.links < 0.5 and _beside_prose(page, row))):
        return BlockKind.SUBHEADING
    if row.tag in ("li", "dd", "dt"):
        return BlockKind.LIST_ITEM
    if row.tag in ("p", "blockquote", "pre"):
        return BlockKind.PARAGRAPH
    # Words that lie loose in a div are text where they are heavy enough to be.
    if row.tag in ("td", "th", "button", "label", "caption", "address", "summary"):
        return BlockKind.PARAGRAPH if row.weight >= 60 and ends_sentence(text) else None
    if row.weight >= 60 or (row.weight >= 25 and ends_sentence(text)) or row.stated:
        return BlockKind.PARAGRAPH
    return None


def _is_labelled_link(page: Page, row: Row) -> bool:
    """Whether a line is a short label with a colon and a link to the end, in whatever language."""
    if row.stated or ends_sentence(row.text):
        return False
    for index in page.inline(row):
        hint = page.hints[index]
        if hint.element == "a" and hint.end == row.end:
            label = page.text[row.start : hint.start].rstrip()
            return 2 <= len(label) <= 30 and label[-1] in ":：»>"
    return False


def _beside_prose(page: Page, row: Row) -> bool:
    """Whether a row that is followed by running text in the very same element: "<b>Costs</b><br>It was …"."""
    after = page.rows[row.index + 1 : row.index + 2]
    return any(other.block == row.block and is_prose(other) and not page.all_bold(other) for other in after)


def _is_heading(row: Row) -> bool:
    text = row.text
    return (
        row.weight <= 250
        and any(map(str.isalnum, text))
        and (row.links < 0.9 or row.anchored)
        and not furniture.is_interruption(text)
        and not furniture.is_related_heading(text)
    )
