"""Pictures of a page: alternative text, caption and credit, told by their elements or by their label."""

from __future__ import annotations

from archive.documents import BlockKind, ImageText, Span
from archive.parsing.credits import is_credit_line, split_bracket, split_label
from archive.parsing.html.captions import (
    bare,
    behind_hidden,
    first_credit,
    label_of,
    read_caption,
    split_desk,
)
from archive.parsing.html.container import asks
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import OUTSIDE, Sign
from archive.parsing.text import folded

#: What a picture may stand in all the same.
_BESIDE = Sign.ASIDE | Sign.RELATED | Sign.EMBED
_PICTURE = Sign.FIGURE | Sign.CAPTION | Sign.CREDIT


def label_pictures(page: Page, rows: list[Row], signs: list[int]) -> None:
    """Label the rows that lie in figures, and gather what each picture says."""
    group: list[Row] = []
    last = -2
    for row in rows:
        sign = signs[row.inner] if row.inner >= 0 else Sign.NONE
        if row.kind is not None or not sign & _PICTURE or sign & (OUTSIDE & ~_BESIDE):
            continue
        if (
            sign & Sign.RELATED
            and not (sign & Sign.CAPTION and _is_own(page, row))
            and not _is_alt(page, row)
        ):
            continue
        if not sign & (Sign.FIGURE | Sign.CAPTION) and not (
            (is_credit_line(row.text) or label_of(row.text)) and _follows_picture(page, row, signs)
        ):
            continue  # "Copyright 2021, all rights reserved", "source: Washington"
        if row.tag in HEADINGS or asks(row) or _is_link(page, row, sign):
            continue
        if not sign & (Sign.CAPTION | Sign.CREDIT):
            if sign & (Sign.BYLINE | Sign.DATE | Sign.ASIDE):
                continue
            if sign & Sign.LEAD and not _in_small_figure(page, row):
                continue
        element = _figure(page, row)
        beneath = len(group) == 1 and row.index == group[0].index + 1 and _is_alt(page, group[0])
        if group and element != last and (not beneath or _is_alt(page, row)):
            _label_group(page, group, signs)
            group = []
        group.append(row)
        last = element
    if group:
        _label_group(page, group, signs)


def _follows_picture(page: Page, row: Row, signs: list[int]) -> bool:
    before = page.rows[max(0, row.index - 3) : row.index]
    return any(
        _is_alt(page, other) or (other.inner >= 0 and signs[other.inner] & (Sign.FIGURE | Sign.CAPTION))
        for other in before
    )


def _is_own(page: Page, row: Row) -> bool:
    """Whether a caption in a box called "related" leads nowhere: "related_images" are the article's own."""
    for index in page.chain(row.inner):
        if page.sign[index] & Sign.RELATED:
            return page.count_of(index) <= 6 and all(other.links < 0.5 for other in page.rows_of(index))
    return True


def _is_link(page: Page, row: Row, sign: int) -> bool:
    """Whether a line leads elsewhere and is no caption: the teaser of another story has a picture too."""
    return row.links > 0.8 and not sign & (Sign.CAPTION | Sign.CREDIT) and not _is_alt(page, row)


def _in_small_figure(page: Page, row: Row) -> bool:
    """Whether a row stands in an element that is a picture with the words to it."""
    return any(
        page.sign[index] & Sign.FIGURE and page.count_of(index) <= 4
        for steps, index in enumerate(page.chain(row.inner))
        if steps < 5
    )


def _is_alt(page: Page, row: Row) -> bool:
    return row.inner >= 0 and page.hints[row.inner].element == "img"


def _figure(page: Page, row: Row) -> int:
    """The element of the picture that a row belongs to: the outermost that holds one picture only."""
    best = row.inner
    for steps, index in enumerate(page.chain(row.inner)):
        if steps > 12:
            break
        if page.hints[index].element == "figure":
            return index
        if page.sign[index] & _PICTURE:
            rows = page.rows_of(index) if page.count_of(index) <= 8 else []
            if not rows or sum(1 for r in rows if page.hints[r.inner].element == "img") > 1 or len(rows) > 8:
                break
            best = index
    return best


def _label_group(  # noqa: PLR0912 - each line is a case of its own
    page: Page, rows: list[Row], signs: list[int]
) -> None:
    alt = next((row for row in rows if page.hints[row.inner].element == "img"), None)
    text: Span | None = None
    credit: Span | None = None
    if not any(
        _is_alt(page, row)
        or signs[row.inner] & (Sign.CAPTION | Sign.CREDIT)
        or page.element_of(row, "figure")
        or split_label(row.text) is not None
        or split_desk(row.text) is not None
        for row in rows
    ):
        return  # "media" without a picture: a player and its buttons
    captioned = any(signs[row.inner] & Sign.CAPTION and not _is_alt(page, row) for row in rows)
    for row in rows:
        if _is_alt(page, row):
            row.kind = BlockKind.IMAGE_ALT
            continue
        sign = signs[row.inner]
        own = row.own | (sign & (Sign.CAPTION | Sign.CREDIT))
        if row.weight <= 25 and row.text[-1] in ",:：،":
            continue  # "Image caption," for screen readers
        behind = behind_hidden(page, row)
        if row.start < behind and not own & Sign.CAPTION and is_credit_line(page.text[behind : row.end]):
            row.kind = BlockKind.CREDIT
            credit = credit or bare(page, behind, row.end)
            continue
        if captioned and not own & (Sign.CAPTION | Sign.CREDIT) and first_credit(page, row) is None:
            continue  # "View image in fullscreen"
        if own & Sign.CREDIT and (not own & Sign.CAPTION or text is not None or is_credit_line(row.text)):
            row.kind = BlockKind.CREDIT
            credit = credit or bare(page, row.start, row.end)
        elif text is None and (row.weight >= 8 or own & Sign.CAPTION):
            text, found = read_caption(page, row)
            credit = credit or found
        elif text is not None and (is_credit_line(row.text) or label_of(row.text) is not None):
            row.kind = BlockKind.CREDIT
            credit = credit or bare(page, row.start, row.end)
        elif text is not None and folded(row.text).startswith(folded(page.text[text.start : text.end])):
            row.kind = BlockKind.BOILERPLATE  # the caption once more, for the enlarged picture
        elif own & Sign.CAPTION and row.weight >= 8 and alt is not None and _repeats(page, text, alt):
            text, found = read_caption(page, row)  # a title stood above the caption
            credit = credit or found
    alt_span = Span(alt.start, alt.end) if alt is not None else None
    if alt is not None:
        bracket = split_bracket(alt.text, any_source=False)
        if bracket is not None and bracket.words_end > 0:
            alt_span = Span(alt.start, alt.start + bracket.words_end)
            found = Span(alt.start + bracket.credit_start, alt.start + bracket.credit_end)
            alt.cuts = [
                (BlockKind.IMAGE_ALT, alt.start, alt.start + bracket.words_end),
                (BlockKind.CREDIT, alt.start + bracket.label_start, alt.end),
            ]
            credit = credit or found
    before = page.images[-1] if page.images else None
    if before is not None and before.text is not None and before.credit is None:
        alone = credit is not None and text is None and alt_span is None
        if alone and not page.text[before.text.end : rows[0].start].strip():
            # its own element right below the caption: `<p class="photographer">Fotó: …`
            page.images[-1] = ImageText(before.text, credit, before.alt)
            return
    if text or credit or alt_span:
        page.images.append(ImageText(text, credit, alt_span))


def _repeats(page: Page, text: Span | None, alt: Row) -> bool:
    return text is not None and folded(page.text[text.start : text.end]) == folded(alt.text)
