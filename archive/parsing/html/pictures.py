"""Pictures of a page: alternative text, caption and credit, told by their elements or by their label."""

from __future__ import annotations

import re

from archive.documents import BlockKind, ImageText, Span
from archive.parsing.credits import SplitLine, bare_credit, is_credit_line, split_bracket, split_label
from archive.parsing.html.container import asks
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import OUTSIDE, Sign
from archive.parsing.people import is_desk, is_name
from archive.parsing.text import ends_sentence, folded

#: What a picture may stand in all the same.
_BESIDE = Sign.ASIDE | Sign.RELATED
_PICTURE = Sign.FIGURE | Sign.CAPTION | Sign.CREDIT
#: What introduces a credit in an element of its own: "Credit...", "Foto ", "© ".
_LABEL = re.compile(
    r"(?:image |photo |picture |video |bild|foto)?(?:credits?|crédits?|crédito|copyright|source|quelle|nachweis|rechte)\b"
    r"[\s.:…]{0,6}|(?:photos?|photograph|fotos?|fotó|fotograf|bilde?|beeld|kuva|zdjęcie|ảnh|image|illustration|grafik"
    r"|фото|зображення|снимка|φωτογραφία|צילום|صورة|عکس|写真|图|图片|사진)"
    r"\b[\s.:：/]{1,4}(?:by\s|von\s|de\s)?|©\s{0,3}|\(c\)\s{0,3}",
    re.IGNORECASE,
)
#: "The old pier / P. SANTAMARÍA", "… | Jane Doe": what stands behind the last stroke.
_STROKE = re.compile(r"\s[/|]\s(?=[^|]{3,50}$)")

#: "… no porto - João Almeida/Folhapress"
_DASH = re.compile(r"\s[-–—]\s(?=[^\s/|–—-][^/|–—]{2,40}/[^/|–—]{2,40}$|[^\s–—-][^–—]{1,30}$)")
#: "[1/3]", "2 / 5" before the words of a picture among others.
_COUNTER = re.compile(r"\[?\d{1,3}\s?(?:/|of|von|de|sur)\s?\d{1,3}\]?\s{0,3}(?=\S)")
#: A label in small letters behind a stroke or a full stop: "… | foto: Jana Dvořáková".
_TAIL = re.compile(
    r"[|/(–—.,]\s{0,2}((?:foto|photo|fotó|фото|autor|zdroj|źródło|fot|kilde|källa|bron)\s?[:./]\s{0,2})"
    r"(?=[^|]{2,80}$)",
    re.IGNORECASE,
)


def label_pictures(page: Page, rows: list[Row], signs: list[int]) -> None:
    """Label the rows that lie in figures, and gather what each picture says."""
    group: list[Row] = []
    last = -2
    for row in rows:
        sign = signs[row.inner] if row.inner >= 0 else Sign.NONE
        if row.kind is not None or not sign & _PICTURE or sign & (OUTSIDE & ~_BESIDE):
            continue
        if sign & Sign.RELATED and not (sign & Sign.CAPTION and _is_own(page, row)) and not _is_alt(page, row):
            continue
        if not sign & (Sign.FIGURE | Sign.CAPTION) and not (
            (is_credit_line(row.text) or _label_of(row.text)) and _follows_picture(page, row, signs)
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
            rows = page.rows_of(index)
            return len(rows) <= 6 and all(other.links < 0.5 for other in rows)
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


def _label_group(page: Page, rows: list[Row], signs: list[int]) -> None:
    alt = next((row for row in rows if page.hints[row.inner].element == "img"), None)
    text: Span | None = None
    credit: Span | None = None
    if not any(
        _is_alt(page, row)
        or signs[row.inner] & (Sign.CAPTION | Sign.CREDIT)
        or page.element_of(row, "figure")
        or split_label(row.text) is not None
        or _split_desk(row.text) is not None
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
        behind = _behind_hidden(page, row)
        if row.start < behind and not own & Sign.CAPTION and is_credit_line(page.text[behind : row.end]):
            row.kind = BlockKind.CREDIT
            credit = credit or _bare(page, behind, row.end)
            continue
        if captioned and not own & (Sign.CAPTION | Sign.CREDIT) and _first_credit(page, row) is None:
            continue  # "View image in fullscreen"
        if own & Sign.CREDIT and (not own & Sign.CAPTION or text is not None or is_credit_line(row.text)):
            row.kind = BlockKind.CREDIT
            credit = credit or _bare(page, row.start, row.end)
        elif text is None and (row.weight >= 8 or own & Sign.CAPTION):
            text, found = _caption(page, row)
            credit = credit or found
        elif text is not None and (is_credit_line(row.text) or _label_of(row.text) is not None):
            row.kind = BlockKind.CREDIT
            credit = credit or _bare(page, row.start, row.end)
        elif text is not None and folded(row.text).startswith(folded(page.text[text.start : text.end])):
            row.kind = BlockKind.BOILERPLATE  # the caption once more, for the enlarged picture
        elif text is not None and own & Sign.CAPTION and alt is not None and row.weight >= 8:
            if folded(page.text[text.start : text.end]) == folded(alt.text):  # a title above the caption
                text, found = _caption(page, row)
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
    if text or credit or alt_span:
        page.images.append(ImageText(text, credit, alt_span))


def _caption(page: Page, row: Row) -> tuple[Span | None, Span | None]:
    """A caption's words and its credit: an element of its own at the end, a label, brackets or a stroke."""
    row.kind = BlockKind.CAPTION
    start = _behind_hidden(page, row)
    if start > row.start:
        row.cuts = [(BlockKind.BOILERPLATE, row.start, start), (BlockKind.CAPTION, start, row.end)]
    cut = _credit_element(page, row)
    if cut is not None:
        first, end = cut
        words_end = row.start + len(page.text[row.start : first].rstrip(" \n|-–—(/"))
        if words_end <= start:
            row.kind = BlockKind.CREDIT
            row.cuts = []
            return None, _bare(page, first, row.end)
        between = page.text[words_end:end]
        begin = words_end + len(between) - len(between.lstrip())
        row.cuts = [(BlockKind.BOILERPLATE, row.start, start)] if start > row.start else []
        row.cuts += [(BlockKind.CAPTION, start, words_end), (BlockKind.CREDIT, begin, end)]
        rest = page.text[end : row.end]
        if rest.strip():  # the caption once more, for the enlarged picture
            row.cuts.append((BlockKind.BOILERPLATE, end + len(rest) - len(rest.lstrip()), row.end))
        return Span(start, words_end), _bare(page, first, end)
    text = page.text[start : row.end]
    split = _split_stroke(text) or split_label(text) or split_bracket(text, any_source=False)
    split = split or _split_desk(text)
    if split is None:
        if is_credit_line(text):
            row.kind = BlockKind.CREDIT
            return None, _bare(page, start, row.end)
        return Span(start, row.end), None
    credit = Span(start + split.credit_start, start + split.credit_end)
    if split.words_end <= 0:
        row.kind = BlockKind.CREDIT
        row.cuts = []
        return None, credit
    row.cuts = row.cuts[:1] if start > row.start else []
    row.cuts += [
        (BlockKind.CAPTION, start, start + split.words_end),
        (BlockKind.CREDIT, start + split.label_start, row.end),
    ]
    return Span(start, start + split.words_end), credit


def _split_stroke(text: str) -> SplitLine | None:
    """A credit behind a stroke: "… water. | Photo Credit: PTI", "… / P. SANTAMARÍA"."""
    stroke = _STROKE.search(text)
    if stroke is None or stroke.start() < 8:
        return None
    words = text[stroke.end() :].rstrip(" .")
    if stroke[0] == " / " and (split_label(text) is not None or "/" in words):
        return None  # "Fot. Paweł Sikora / Agencja"
    label = _label_of(words)
    if label is None and not (words.isupper() or is_name(words) or is_credit_line(words)):
        return None
    first = stroke.end() + (label or 0)
    return SplitLine(stroke.start(), stroke.start() + 1, first, stroke.end() + len(words))


def _split_desk(text: str) -> SplitLine | None:
    """A credit behind a dash or a label in small letters, or an agency in brackets: "… al porto (ansa)"."""
    dash = _DASH.search(text)
    words = text[dash.end() :].rstrip(" .") if dash is not None else ""
    named = "/" in words and words[0].isupper() and len(words.split()) <= 7
    if dash is not None and dash.start() >= 8 and (named or is_credit_line(words)):
        return SplitLine(dash.start(), dash.start() + 1, dash.end(), len(text.rstrip(" .")))
    labelled = _TAIL.search(text)
    if labelled is not None and labelled.start() >= 8 and not ends_sentence(text[labelled.end() :].rstrip(")]")):
        end = labelled.end() + len(text[labelled.end() :].rstrip(" )]"))
        words_end = labelled.start() + (text[labelled.start()] == ".")
        return SplitLine(len(text[:words_end].rstrip()), labelled.start(1), labelled.end(), end)
    for opening, closing in ("()", "[]", "（）"):
        opened = text.rfind(opening)
        inner = text[opened + 1 : -1]
        if opened <= 8 or not text.endswith(closing) or not 2 <= len(inner) <= 80:
            continue
        sourced = "/" in inner and inner[0].isupper() and len(inner.split()) <= 7
        if is_desk(inner) or is_credit_line(inner) or sourced or opening == "[":
            return SplitLine(len(text[:opened].rstrip()), opened, opened + 1, len(text) - 1)
    return None


def _behind_hidden(page: Page, row: Row) -> int:
    """Where a row's visible words begin: "Image caption, " stands before them for screen readers."""
    start = row.start
    counter = _COUNTER.match(row.text)
    if counter is not None and counter.end() < len(row.text):
        return start + counter.end()
    for index in page.inline(row):
        hint = page.hints[index]
        if hint.start > start:
            break
        label = hint.end - hint.start <= 25 and page.text[hint.end - 1] in ",:：،"
        if (page.sign[index] & Sign.HIDDEN or label) and hint.end < row.end:
            start = hint.end + len(page.text[hint.end : row.end]) - len(page.text[hint.end : row.end].lstrip())
    return start


def _label_of(text: str) -> int | None:
    """Where the words of a credit begin behind its label; None where a line has none, or is prose."""
    label = _LABEL.match(text)
    if label is None or label.end() >= len(text) or len(text) > 120 or ends_sentence(text):
        return None
    return label.end()


def _bare(page: Page, start: int, end: int) -> Span | None:
    """A credit without its label and its brackets."""
    text = page.text[start:end]
    opened = len(text) - len(text.lstrip(" (["))
    label = _LABEL.match(text, opened)
    if label is not None and label.end() < len(text):
        start += label.end()
        if opened and text[-1] in ")]" and text.count("(", label.end()) < text.count(")", label.end()):
            end -= 1
    return bare_credit(page.text, start, end)


def _first_credit(page: Page, row: Row) -> int | None:
    """The inline element within a row that calls itself a credit."""
    return next((i for i in page.inline(row) if page.sign[i] & Sign.CREDIT), None)


def _credit_element(page: Page, row: Row) -> tuple[int, int] | None:
    """An inline element that calls itself a credit, or stands last beside another and reads like one."""
    beside = [index for index in page.inline(row) if page.hints[index].parent == row.block]
    if len(beside) >= 2:
        last = page.hints[beside[-1]]
        words = page.text[last.start : last.end]
        short = len(words) <= 80 and not ends_sentence(words)
        reads = is_credit_line(words) or words.split("(")[0].isupper() or _label_of(words) is not None
        if last.end == row.end and short and reads:
            return last.start, last.end
        before = page.hints[beside[-2]]
        words = page.text[before.start : before.end]
        if last.element == "a" and last.end == row.end and row.start < before.start and len(words) <= 80:
            if is_credit_line(words) or _label_of(words) is not None:
                return before.start, before.end  # "Purchase Licensing Rights" follows it
    for index in page.inline(row):
        hint = page.hints[index]
        if row.start < hint.start and page.sign[index] & Sign.CREDIT:
            return hint.start, hint.end
    return None
