"""What text captures of Deutsche Welle's pages say of pictures.

The older design prints the alternative text with the credit in brackets on a line, and the caption, if any,
on the next. The newer one prints the alternative text on a line, and on the next the caption with the credit
glued on behind a label of the page's language ("… July 2017Image: picture-alliance/AP Photo/E. Vucci").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from archive.documents import BlockKind, ImageText, Span
from archive.parsing.credits import LONGEST_CAPTION, SplitLine, is_credit_line, split_bracket, split_label
from archive.parsing.dw_labels import ALT_PREFIXES, labels, pattern
from archive.parsing.dw_lines import ends_sentence
from archive.parsing.text import Draft, weight

_LABEL = re.compile(rf"(?:{pattern(labels('image'))})\s?[:：፦]\s{{0,3}}")
_COLON = re.compile(r"[:：፦]")
_LONGEST_CREDIT = 140
_WORD = re.compile(r"[^\W\d_]{4,}")
_PAIR = re.compile("[\u3400-\u9fff]{2}")
#: A short line of these has a caption's shape, not a subheading's.
_CAPTION_MARKS = re.compile(r"[\d:,;()\"“”„«»]")
#: What only a source holds: "AP/E. Vucci", "picture alliance / dpa".
_SOURCE = re.compile(
    r"\w\s?/\s?\w|\b(?:dpa|afp|ap|reuters|getty|dw|epa|efe|imago|tass|picture[ -]alliance)\b", re.I
)


class _Shape(NamedTuple):
    """What a page is like beside its pictures."""

    #: The first line of text.
    text: int
    #: Whether it has subheadings.
    headed: bool


def label_pictures(draft: Draft, first: int, last: int, *, classic: bool) -> None:
    """Label the lines that speak of pictures between two lines, and gather what each picture says."""
    learned: str | None = None
    asked = classic  # whether a label that no table knows was looked for: most pages have none
    set_apart = _is_uniform(draft, first, last)
    shape = _shape(draft, first, last) if classic else _Shape(first, False)
    index = first
    while index < last:
        line = draft.lines[index]
        if draft.kinds[index] is None and line.end - line.start <= LONGEST_CAPTION:
            if classic and line.text[-1] in ")）":
                split = split_bracket(line.text, any_source=True)
                if split is not None and split.words_end > line.words - line.start:
                    index = _bracketed(draft, index, split, last, shape)
                    continue
            split = _split(line.text, learned)
            if split is None and not asked and _is_sourced(line.text):
                learned, asked = _learn_label(draft, index, last), True
                split = _split(line.text, learned)
            if split is not None:
                _labelled(draft, index, split, first, set_apart)
            elif not classic and line.text[-1] in ")）":
                split = split_bracket(line.text, any_source=False)
                if split is not None and split.words_end > line.words - line.start:
                    _labelled(draft, index, split, first, set_apart)
            elif classic and line.text.startswith(ALT_PREFIXES) and len(line.text) <= 120:
                draft.kinds[index] = BlockKind.IMAGE_ALT
                draft.images.append(ImageText(None, None, Span(line.words, line.end)))
        index += 1
    draft.images.sort(key=lambda image: min(s.start for s in (image.text, image.credit, image.alt) if s))


def _split(text: str, learned: str | None) -> SplitLine | None:
    """A caption's words and its credit behind a label: one that is known, or that this page uses."""
    if ":" not in text and "©" not in text and (text.isascii() or not ("：" in text or "፦" in text)):
        return None
    split = split_label(text)
    if split is not None:
        return split
    found = None
    for label in _LABEL.finditer(text):
        before = text[label.start() - 1 : label.start()]
        if not before or not before.isalpha() or label[0][0].isupper() or not label[0][0].islower():
            found = label.span()
    if found is None and learned:
        place = text.rfind(learned)
        colon = place + len(learned)
        if place >= 0 and text[colon : colon + 2].strip()[:1] in (":", "：", "፦"):
            found = (place, text.index(text[colon : colon + 2].strip()[0], colon) + 1)
    if found is None:
        return None
    start, end = found
    credit = text[end:]
    bare = credit.strip(" \xa0")
    if not bare or len(bare) > _LONGEST_CREDIT or (len(bare.split()) > 9 and not _SOURCE.search(bare)):
        return None
    credit_start = text.index(bare, end)
    return SplitLine(len(text[:start].rstrip(" (|-–—\xa0")), start, credit_start, credit_start + len(bare))


def _is_sourced(text: str) -> bool:
    """Whether a line has a source behind its last colon."""
    place = max(text.rfind(mark) for mark in ":：፦")
    return place > 0 and len(text) - place <= _LONGEST_CREDIT and _SOURCE.search(text, place) is not None


def _learn_label(draft: Draft, first: int, last: int) -> str | None:
    """A label of credits that no table knows: the same word before the last colon of several captions."""
    heads: list[str] = []
    for index in range(first, last):
        text = draft.lines[index].text
        if draft.kinds[index] is not None or len(text) > LONGEST_CAPTION or text[-1] in ".!?":
            continue
        colons = [match.start() for match in _COLON.finditer(text)]
        if colons and _SOURCE.search(text[colons[-1] :]) and len(text) - colons[-1] <= _LONGEST_CREDIT:
            heads.append(text[max(0, colons[-1] - 24) : colons[-1]].rstrip())
    if len(heads) < 2:
        return None
    endings: Counter[str] = Counter()
    for place, head in enumerate(heads[:40]):
        for other in heads[place + 1 : 40]:
            shared = _common_end(head, other)
            if shared:
                endings[shared] += 1
    return endings.most_common(1)[0][0] if endings else None


def _common_end(one: str, other: str) -> str:
    """The word that two lines end in; glued on, it begins with its capital."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    shared = one[len(one) - size :].rsplit(maxsplit=1)[-1] if one[len(one) - size :].strip() else ""
    capitals = [place for place, letter in enumerate(shared) if letter.isupper()]
    if capitals:
        shared = shared[capitals[-1] :]
    elif shared and shared[0].islower():
        return ""
    while shared and unicodedata.category(shared[0])[0] == "M":  # no word begins with a combining mark
        shared = shared[1:]
    letters = all(unicodedata.category(letter)[0] in "LM" for letter in shared)
    return shared if len(shared) >= 2 and letters else ""


def _is_uniform(draft: Draft, first: int, last: int) -> bool:
    """Whether blank lines say nothing here: every line is set apart, or none is."""
    gaps = {draft.lines[index].gap > 0 for index in range(first + 1, last) if not draft.lines[index].bullet}
    return len(gaps) <= 1


def _labelled(draft: Draft, index: int, split: SplitLine, first: int, set_apart: bool) -> None:
    """A caption with its credit, and the alternative text on the line before."""
    line = draft.lines[index]
    credit = Span(line.start + split.credit_start, line.start + split.credit_end)
    alt = _alt_above(draft, index, first, set_apart)
    caption = None
    if split.words_end <= line.words - line.start:
        draft.kinds[index] = BlockKind.CREDIT
        if alt is not None:
            above = index - 1
            second = _alt_above(draft, above, first, False) if not set_apart else None
            if second is not None:  # the credit on a line of its own, beneath the caption
                caption, alt = alt, second
                draft.kinds[above] = BlockKind.CAPTION
    else:
        draft.kinds[index] = BlockKind.CAPTION
        draft.cuts[index] = [
            (BlockKind.CAPTION, line.start, line.start + split.words_end),
            (BlockKind.CREDIT, line.start + split.label_start, line.end),
        ]
        caption = Span(line.words, line.start + split.words_end)
    draft.images.append(ImageText(caption, credit, alt))


def _alt_above(draft: Draft, index: int, first: int, set_apart: bool) -> Span | None:
    """The alternative text: close above; where all lines are equally close, a short line, no sentence."""
    above = index - 1
    if above < first or draft.kinds[above] is not None:
        return None
    line = draft.lines[above]
    if line.end - line.start > 320 or line.bullet or line.text.startswith(("http://", "https://")):
        return None
    if set_apart:
        if weight(line.text) > 160 or ends_sentence(line.text):
            return None
    elif draft.lines[index].gap:
        return None
    draft.kinds[above] = BlockKind.IMAGE_ALT
    return Span(line.words, line.end)


def _bracketed(draft: Draft, index: int, split: SplitLine, last: int, shape: _Shape) -> int:
    """An alternative text with its credit in brackets, and its caption beneath; the line after both."""
    line = draft.lines[index]
    alt = Span(line.words, line.start + split.words_end)
    draft.kinds[index] = BlockKind.IMAGE_ALT
    draft.cuts[index] = [
        (BlockKind.IMAGE_ALT, line.start, line.start + split.words_end),
        (BlockKind.CREDIT, line.start + split.label_start, line.end),
    ]
    caption = None
    after = index + 1
    if after < last and draft.kinds[after] is None and _is_caption(draft, index, last, shape):
        caption = Span(draft.lines[after].start, draft.lines[after].end)
        draft.kinds[after] = BlockKind.CAPTION
        after += 1
    credit = Span(line.start + split.credit_start, line.start + split.credit_end)
    draft.images.append(ImageText(caption, credit, alt))
    return after


def _is_caption(  # noqa: PLR0911 - each line is a reason of its own
    draft: Draft, picture: int, last: int, shape: _Shape
) -> bool:
    """Whether the line beneath a picture is its caption, not a paragraph and not a subheading.

    Pictures within the text nearly always have one; the first picture, right beneath the lead, and charts
    often have none. A single short line could be a subheading then: it shares no word with the picture's.
    """
    above, line = draft.lines[picture], draft.lines[picture + 1]
    heavy = weight(line.text)
    if line.bullet or above.bullet or heavy > 220 or (heavy > 110 and ends_sentence(line.text)):
        return False
    if line.text[-1] in ")）" and split_bracket(line.text, any_source=True) is not None:
        return False  # the next picture
    if line.gap == 0 and above.gap > 0:
        return True
    after = picture + 2
    if after < last and draft.kinds[after] is None and _is_short(draft, after):
        return True  # two short lines: a caption, then a subheading
    if heavy > 60 or ends_sentence(line.text) or _shares_word(above.text, line.text):
        return True
    if _CAPTION_MARKS.search(line.text) or line.text[0].islower():
        return True
    if picture < shape.text or above.text.startswith(ALT_PREFIXES):
        return False
    return heavy > 34 or len(line.text.split()) > 5 or not shape.headed


def _is_short(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    if line.bullet or ends_sentence(line.text.rstrip("?!？！؟")) or not 3 <= weight(line.text) <= 100:
        return False
    return not is_credit_line(line.text) and split_bracket(line.text, any_source=True) is None


def _is_text(draft: Draft, index: int) -> bool:
    return weight(draft.lines[index].text) >= 60 and ends_sentence(draft.lines[index].text)


def _shape(draft: Draft, first: int, last: int) -> _Shape:
    """Where the text begins, and whether a short line stands between two paragraphs of it."""
    text = next((i for i in range(first, last) if draft.kinds[i] is None and _is_text(draft, i)), last)
    headed = any(
        draft.kinds[index] is None
        and draft.lines[index].end - draft.lines[index].start <= 60
        and _is_text(draft, index - 1)
        and _is_text(draft, index + 1)
        and weight(draft.lines[index].text) <= 60
        and _is_short(draft, index)
        for index in range(first + 1, last - 1)
    )
    return _Shape(text, headed)


def _shares_word(one: str, other: str) -> bool:
    """Whether two lines have a word in common, endings aside: "Tahir Della", "Tahir Della helped"."""
    words = {word.casefold()[:6] for word in _WORD.findall(one)}
    if any(word.casefold()[:6] in words for word in _WORD.findall(other)):
        return True
    # Chinese sets no spaces: two characters in a row are what a word is elsewhere.
    return not one.isascii() and any(pair[0] in one for pair in _PAIR.finditer(other))
