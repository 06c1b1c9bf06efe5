"""The words to a picture: where caption ends and credit begins, by element, label, bracket or stroke."""

from __future__ import annotations

import re

from archive.documents import BlockKind, Span
from archive.parsing.credits import SplitLine, bare_credit, is_credit_line, split_bracket, split_label
from archive.parsing.html.page import Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.people import is_desk, is_name
from archive.parsing.text import ends_sentence

#: What introduces a credit in an element of its own: "Credit...", "Foto ", "© ".
_LABEL = re.compile(
    r"(?:image |photo |picture |video |bild|foto)?"
    r"(?:credits?|crédits?|crédito|copyright|source|quelle|nachweis|rechte)\b[\s.:…]{0,6}"
    r"|(?:photos?|photograph|fotos?|fotó|fotograf|bilde?|beeld|kuva|zdjęcie|ảnh|image|illustration|grafik"
    r"|фото|зображення|снимка|φωτογραφία|צילום|صورة|عکس|写真|图|图片|사진)"
    r"\b[\s.:：/]{1,4}(?:by\s|von\s|de\s)?|©\s{0,3}|\(c\)\s{0,3}",
    re.IGNORECASE,
)
#: "The old pier / P. SANTAMARÍA", "… | Jane Doe": what stands behind the last stroke.
_STROKE = re.compile(r"\s[/|]\s(?=[^|]{3,50}$)")

#: "… no porto - João Almeida/Folhapress"
_DASH = re.compile(
    r"(?:\s[-–—]\s|(?<=\w)[–—](?=\w)|(?<=\.)[–—](?=\w))(?=[^\s/|–—-][^/|–—]{2,40}/[^/|–—]{2,40}$|[^\s–—-][^–—]{1,30}$)"
)
#: "[1/3]", "2 / 5" before the words of a picture among others.
_COUNTER = re.compile(r"\[?\d{1,3}\s?(?:/|of|von|de|sur)\s?\d{1,3}\]?\s{0,3}(?=\S)")
#: A label in small letters behind a stroke or a full stop: "… | foto: Jana Dvořáková".
_TAIL = re.compile(
    r"[|/(–—.,]\s{0,2}((?:foto|photo|fotó|фото|autor|zdroj|źródło|fot|kilde|källa|bron)\s?[:./]\s{0,2})"
    r"(?=[^|]{2,80}$)",
    re.IGNORECASE,
)


def read_caption(page: Page, row: Row) -> tuple[Span | None, Span | None]:
    """A caption's words and its credit: an element of its own at the end, a label, brackets or a stroke."""
    row.kind = BlockKind.CAPTION
    start = behind_hidden(page, row)
    if start > row.start:
        row.cuts = [(BlockKind.BOILERPLATE, row.start, start), (BlockKind.CAPTION, start, row.end)]
    cut = _credit_element(page, row)
    if cut is not None:
        first, end = cut
        words_end = row.start + len(page.text[row.start : first].rstrip(" \n|-–—(/"))
        if words_end <= start:
            row.kind = BlockKind.CREDIT
            row.cuts = []
            return None, bare(page, first, row.end)
        between = page.text[words_end:end]
        begin = words_end + len(between) - len(between.lstrip())
        row.cuts = [(BlockKind.BOILERPLATE, row.start, start)] if start > row.start else []
        row.cuts += [(BlockKind.CAPTION, start, words_end), (BlockKind.CREDIT, begin, end)]
        rest = page.text[end : row.end]
        if rest.strip():  # the caption once more, for the enlarged picture
            row.cuts.append((BlockKind.BOILERPLATE, end + len(rest) - len(rest.lstrip()), row.end))
        return Span(start, words_end), bare(page, first, end)
    text = page.text[start : row.end]
    split = _split_stroke(text) or split_label(text) or split_bracket(text, any_source=False)
    split = split or split_desk(text)
    if split is None:
        if is_credit_line(text):
            row.kind = BlockKind.CREDIT
            return None, bare(page, start, row.end)
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
    label = label_of(words)
    if label is None and not (words.isupper() or is_name(words) or is_credit_line(words)):
        return None
    first = stroke.end() + (label or 0)
    return SplitLine(stroke.start(), stroke.start() + 1, first, stroke.end() + len(words))


def split_desk(text: str) -> SplitLine | None:
    """A credit behind a dash or a label in small letters, or an agency in brackets: "… al porto (ansa)"."""
    dash = _DASH.search(text)
    words = text[dash.end() :].rstrip(" .") if dash is not None else ""
    named = "/" in words and words[0].isupper() and len(words.split()) <= 7
    if dash is not None and dash.start() >= 8 and (named or is_credit_line(words)):
        return SplitLine(dash.start(), dash.start() + 1, dash.end(), len(text.rstrip(" .")))
    labelled = _TAIL.search(text)
    if (
        labelled is not None
        and labelled.start() >= 8
        and not ends_sentence(text[labelled.end() :].rstrip(")]"))
    ):
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


def behind_hidden(page: Page, row: Row) -> int:
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
            start = (
                hint.end + len(page.text[hint.end : row.end]) - len(page.text[hint.end : row.end].lstrip())
            )
    return start


def label_of(text: str) -> int | None:
    """Where the words of a credit begin behind its label; None where a line has none, or is prose."""
    label = _LABEL.match(text)
    if label is None or label.end() >= len(text) or len(text) > 120 or ends_sentence(text):
        return None
    return label.end()


def bare(page: Page, start: int, end: int) -> Span | None:
    """A credit without its label and its brackets."""
    text = page.text[start:end]
    opened = len(text) - len(text.lstrip(" (["))
    label = _LABEL.match(text, opened)
    if label is not None and label.end() < len(text):
        start += label.end()
        if opened and text[-1] in ")]" and text.count("(", label.end()) < text.count(")", label.end()):
            end -= 1
    return bare_credit(page.text, start, end)


def first_credit(page: Page, row: Row) -> int | None:
    """The inline element within a row that calls itself a credit."""
    return next((i for i in page.inline(row) if page.sign[i] & Sign.CREDIT), None)


def _credit_element(page: Page, row: Row) -> tuple[int, int] | None:
    """An inline element that calls itself a credit, or stands last beside another and reads like one."""
    beside = [index for index in page.inline(row) if page.hints[index].parent == row.block]
    if len(beside) >= 2:
        last = page.hints[beside[-1]]
        words = page.text[last.start : last.end]
        short = len(words) <= 80 and not ends_sentence(words)
        reads = is_credit_line(words) or words.split("(")[0].isupper() or label_of(words) is not None
        if last.end == row.end and short and reads:
            return last.start, last.end
        before = page.hints[beside[-2]]
        words = page.text[before.start : before.end]
        linked = last.element == "a" and last.end == row.end and row.start < before.start
        if linked and len(words) <= 80 and (is_credit_line(words) or label_of(words) is not None):
            return before.start, before.end  # "Purchase Licensing Rights" follows it
    for index in page.inline(row):
        hint = page.hints[index]
        named = page.sign[index] & Sign.BYLINE and hint.end == row.end
        if row.start < hint.start and (page.sign[index] & Sign.CREDIT or named):
            return hint.start, hint.end
    return None
