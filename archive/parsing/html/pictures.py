"""Pictures of a page: alternative text, caption and credit, told by their elements or by their label."""

from __future__ import annotations

from archive.documents import BlockKind, ImageText, Span
from archive.parsing.credits import bare_credit, is_credit_line, split_bracket, split_label
from archive.parsing.html.container import OUTSIDE, asks
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.text import ends_sentence, folded

_PICTURE = Sign.FIGURE | Sign.CAPTION | Sign.CREDIT


def label_pictures(page: Page, rows: list[Row], signs: list[int]) -> None:
    """Label the rows that lie in figures, and gather what each picture says."""
    group: list[Row] = []
    last = -2
    for row in rows:
        sign = signs[row.inner] if row.inner >= 0 else Sign.NONE
        if row.kind is not None or not sign & _PICTURE or sign & (OUTSIDE & ~Sign.ASIDE):
            continue
        if row.tag in HEADINGS or asks(row):
            continue
        if sign & (Sign.BYLINE | Sign.DATE | Sign.LEAD) and not sign & (Sign.CAPTION | Sign.CREDIT):
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


def _label_group(page: Page, rows: list[Row], signs: list[int]) -> None:
    alt = next((row for row in rows if page.hints[row.inner].element == "img"), None)
    text: Span | None = None
    credit: Span | None = None
    for row in rows:
        if page.hints[row.inner].element == "img":
            row.kind = BlockKind.IMAGE_ALT
            continue
        sign = signs[row.inner]
        own = row.own | (sign & (Sign.CAPTION | Sign.CREDIT))
        if (own & Sign.CREDIT and not own & Sign.CAPTION) or (own & Sign.CREDIT and is_credit_line(row.text)):
            row.kind = BlockKind.CREDIT
            credit = credit or bare_credit(page.text, row.start, row.end)
        elif text is None and (row.weight >= 8 or own & Sign.CAPTION):
            text, found = _caption(page, row)
            credit = credit or found
        elif text is not None and is_credit_line(row.text):
            row.kind = BlockKind.CREDIT
            credit = credit or bare_credit(page.text, row.start, row.end)
        elif text is not None and folded(row.text).startswith(folded(page.text[text.start : text.end])):
            row.kind = BlockKind.BOILERPLATE  # the caption once more, for the enlarged picture
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
    if text or credit or alt_span:
        page.images.append(ImageText(text, credit, alt_span))


def _caption(page: Page, row: Row) -> tuple[Span | None, Span | None]:
    """A caption's words and its credit: an element of its own at the end, a label, or brackets."""
    row.kind = BlockKind.CAPTION
    cut = _credit_element(page, row)
    if cut is not None:
        start, end = cut
        words_end = row.start + len(page.text[row.start : start].rstrip(" \n|-–—(/"))
        if words_end <= row.start:
            row.kind = BlockKind.CREDIT
            return None, bare_credit(page.text, row.start, row.end)
        between = page.text[words_end : row.end]
        first = words_end + len(between) - len(between.lstrip())
        row.cuts = [(BlockKind.CAPTION, row.start, words_end), (BlockKind.CREDIT, first, end)]
        rest = page.text[end : row.end]
        if rest.strip():  # the caption once more, for the enlarged picture
            row.cuts.append((BlockKind.BOILERPLATE, end + len(rest) - len(rest.lstrip()), row.end))
        return Span(row.start, words_end), bare_credit(page.text, start, end)
    split = split_label(row.text) or split_bracket(row.text, any_source=False)
    if split is None:
        if is_credit_line(row.text):
            row.kind = BlockKind.CREDIT
            return None, bare_credit(page.text, row.start, row.end)
        return Span(row.start, row.end), None
    credit = Span(row.start + split.credit_start, row.start + split.credit_end)
    if split.words_end <= 0:
        row.kind = BlockKind.CREDIT
        return None, credit
    row.cuts = [
        (BlockKind.CAPTION, row.start, row.start + split.words_end),
        (BlockKind.CREDIT, row.start + split.label_start, row.end),
    ]
    return Span(row.start, row.start + split.words_end), credit


def _credit_element(page: Page, row: Row) -> tuple[int, int] | None:
    """An inline element that calls itself a credit, or stands last beside another and reads like one."""
    beside = [index for index in page.inline(row) if page.hints[index].parent == row.block]
    if len(beside) >= 2:
        last = page.hints[beside[-1]]
        words = page.text[last.start : last.end]
        short = len(words) <= 80 and not ends_sentence(words)
        if last.end == row.end and short and (is_credit_line(words) or words.split("(")[0].isupper()):
            return last.start, last.end
    for index in range(max(0, row.block), len(page.hints)):
        hint = page.hints[index]
        if hint.start >= row.end or hint.element == "meta":
            return None
        if row.start < hint.start and hint.end <= row.end and page.sign[index] & Sign.CREDIT:
            return hint.start, hint.end
    return None
