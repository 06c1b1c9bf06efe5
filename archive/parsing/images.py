"""What a page says of its pictures: alternative text, caption, credit, and which line is which.

Pages run these together in a handful of ways, the same in every language: the credit in brackets at the end,
behind a label ("July 2017Image: picture-alliance/AP Photo/E. Vucci"), on a line of its own, or glued on bare
("…la primera vuelta del GP de Qatar.AFP"); the alternative text on the line before, often the caption itself.
"""

from __future__ import annotations

import re

from archive.documents import BlockKind, ImageText, Span
from archive.parsing.credits import (
    SplitLine,
    bare_credit,
    is_credit_line,
    split_bracket,
    split_front,
    split_label,
    split_tail,
)
from archive.parsing.people import byline_label
from archive.parsing.sources import (
    LONGEST_CAPTION,
    is_agency,
    is_slashed,
    opens_report,
    said_caption,
    said_source,
)
from archive.parsing.text import Draft, Line, ends_sentence, weight

_TWO_SENTENCES = re.compile(r"[^\W\d]{3}[.!?…]['\"»”]?\s[\"„“«‘'(¿¡]?[^\W\da-z]")
#: A picture in a page turned to text: "[image: quay.jpg]", "![The quay](quay.jpg)".
_MARK = re.compile(
    r"\[(?:image|img|photo|picture|bild|foto|imagen|immagine|imagem)\b[^\]]{0,200}\]$|!\[[^\]]{0,200}\]\([^)\s]{0,300}\)$",
    re.IGNORECASE,
)
#: Words before a source that is as often the report's as the picture's.
_REPORT_SOURCE = re.compile(
    r"(?:quelle|quellen|sources?|fonte|fuentes?|bron|källa|źródło|zdroj|источник|джерело|kaynak"
    r"|πηγή|sursa|sumber|المصدر|منبع|स्रोत|来源|來源|出典)\s?[:：]",
    re.IGNORECASE,
)


def find_images(
    draft: Draft, first: int, last: int, *, any_source: bool = False, longest: int | None = None
) -> None:
    """Label the lines of image texts between two lines; `any_source`, `longest` as for `split_bracket`."""
    draft.name_cut(first, last)
    lines, kinds = draft.lines, draft.kinds
    index = first
    while index < last:
        line = lines[index]
        if kinds[index] is None and line.end - line.start <= LONGEST_CAPTION:
            index = _try_line(draft, index, first, last, any_source, longest)
        index += 1
    draft.images.sort(key=lambda image: min(s.start for s in (image.text, image.credit, image.alt) if s))


def _try_line(  # noqa: PLR0911, PLR0912 - each way that pages print a picture's text is one branch
    draft: Draft, index: int, first: int, last: int, any_source: bool, longest: int | None
) -> int:
    """Label an image text that ends or begins at a line; the last line it took."""
    line = draft.lines[index]
    text = line.text
    if text[0] in "[!" and _MARK.match(text) and _marked(draft, index, last):
        return index + 1
    half = len(text) // 2
    if len(text) > 60 and len(text) % 2 == 0 and text[:half] == text[half:] and _doubled(draft, index, half):
        return index
    # A paragraph: longer than most captions, its last word not a source's.
    plain = len(text) > 160 and text[-1] in ".!?…" and text[0] != "©"
    if not plain and (spoken := _said(draft, index, last)):
        return spoken - 1
    following = draft.lines[index + 1] if index + 1 < last else None
    if following is not None and following.gap == 0 and draft.kinds[index + 1] is None:
        taken = _repeated(draft, index, following, last)
        if taken:
            return taken
    front = split_front(text) if text[0] == "©" else None
    if front is not None:
        draft.kinds[index] = BlockKind.CAPTION
        draft.cuts[index] = [
            (BlockKind.CREDIT, line.start, line.start + front.words_end),
            (BlockKind.CAPTION, line.start + front.words_end, line.end),
        ]
        credit = Span(line.start + front.credit_start, line.start + front.credit_end)
        draft.images.append(ImageText(Span(line.start + front.words_end, line.end), credit))
        return index
    split = None if any_source and text[-1] == ")" else split_label(text)
    if split is not None:
        if (
            following is not None
            and split.words_end <= 0
            and _caption_beneath(draft, index, following, first)
        ):
            return _credit_above(draft, index, following)
        _labelled(draft, index, split, first)
        return index
    if plain:
        return index
    if text[-1] in ")）]":
        bracket = split_bracket(text, any_source=any_source, longest=longest)
        if bracket is not None and bracket.words_end > line.words - line.start:
            if any_source:
                return _bracketed(draft, index, bracket, last)
            # On pages in general what stands before the bracket is what readers see.
            _cut_caption(draft, index, bracket, _alt_above(draft, index, first))
            return index
    tail = split_tail(text)
    if tail is not None and tail.words_end >= 20:
        _cut_caption(draft, index, tail, _alt_above(draft, index, first))
        return index
    if line.gap == 0 and index > first and draft.kinds[index - 1] is None and is_credit_line(text):
        _credit_below(draft, index, first)
        return index
    apart = line.gap > 0 or index == first or draft.kinds[index - 1] is not None
    if apart and following is not None and (is_agency(text) or is_slashed(text)):
        return _credit_above(draft, index, following)
    if apart and longest is not None and is_slashed(text):  # around the headline such a line is nothing else
        draft.kinds[index] = BlockKind.CREDIT
        draft.images.append(ImageText(None, Span(line.start, line.end)))
        return index
    if tail is not None:
        _cut_caption(draft, index, tail, _alt_above(draft, index, first))
    return index


def _marked(draft: Draft, index: int, last: int) -> bool:
    """A picture's mark, "[image: quay.jpg]", and a caption glued beneath it; the mark alone is furniture."""
    draft.kinds[index] = BlockKind.IMAGE_ALT
    below = draft.lines[index + 1] if index + 1 < last else None
    if below is None or below.gap or draft.kinds[index + 1] is not None or weight(below.text) > 250:
        return False
    if split_label(below.text) or split_tail(below.text) or split_bracket(below.text, any_source=False):
        return False
    draft.kinds[index + 1] = BlockKind.CAPTION
    draft.images.append(ImageText(Span(below.words, below.end), None))
    return True


def _said(draft: Draft, index: int, last: int) -> int:
    """ "Image source, Reuters", "Image caption, The quay": the line behind; 0 where it is neither."""
    line = draft.lines[index]
    source, words = said_source(line.text), said_caption(line.text)
    if (not source and not words) or (source and _REPORT_SOURCE.match(line.text)):
        return 0
    after = index + 1
    credit = caption = None
    if source:
        draft.kinds[index] = BlockKind.CREDIT
        credit = bare_credit(draft.layer.text, line.start + source, line.end)
        if after < last and draft.kinds[after] is None and draft.lines[after].gap <= 1:
            below = draft.lines[after]
            words = said_caption(below.text)
            if words or (below.gap == 0 and weight(below.text) <= 250):
                line, after = below, after + 1
    if after > index + 1 or not source:
        draft.kinds[after - 1] = BlockKind.CAPTION
        caption = Span(line.start + words, line.end)
    draft.images.append(ImageText(caption, credit))
    return after


def _caption_beneath(draft: Draft, index: int, following: Line, first: int) -> bool:
    """Whether the caption of a credit stands beneath it, since what is above is text or nothing."""
    if following.gap or draft.kinds[index + 1] is not None or following.bullet or _is_text(following):
        return False
    if opens_report(following.text):
        return False
    line = draft.lines[index]
    if _REPORT_SOURCE.match(line.text):
        return False
    return (
        line.gap > 0
        or index == first
        or draft.kinds[index - 1] is not None
        or _is_text(draft.lines[index - 1])
    )


def _is_text(line: Line) -> bool:
    """Whether a line reads as a paragraph or lead rather than a caption: long, of several sentences."""
    if weight(line.text) <= 90 or not ends_sentence(line.text):
        return False
    return _TWO_SENTENCES.search(line.text) is not None or line.text.count("。") > 1


def _opens_with_speech(line: Line) -> bool:
    """Whether somebody speaks, as no alternative text does: "„Ja“, sagte sie nach der Sitzung."."""
    return line.text[0] in '"“„«»‟' and ends_sentence(line.text) and weight(line.text) > 60


def _credit_above(draft: Draft, index: int, following: Line) -> int:
    """An agency, and the caption right beneath it."""
    if (
        draft.kinds[index + 1] is not None
        or following.gap
        or following.bullet
        or weight(following.text) > 320
    ):
        return index
    draft.kinds[index], draft.kinds[index + 1] = BlockKind.CREDIT, BlockKind.CAPTION
    line = draft.lines[index]
    draft.images.append(
        ImageText(Span(following.start, following.end), bare_credit(draft.layer.text, line.start, line.end))
    )
    return index + 1


def _doubled(draft: Draft, index: int, half: int) -> bool:
    """One line holds the text twice: alternative text, then caption, each with its credit."""
    line = draft.lines[index]
    split = split_label(line.text[half:])
    if line.bullet or (split is not None and split.words_end <= 0):
        return False
    middle = line.start + half
    words = split.words_end if split else half
    cuts = [(BlockKind.IMAGE_ALT, line.start, middle)]
    credit = None
    if split:
        cuts += [
            (BlockKind.CAPTION, middle, middle + words),
            (BlockKind.CREDIT, middle + split.label_start, line.end),
        ]
        credit = Span(middle + split.credit_start, middle + split.credit_end)
    else:
        cuts.append((BlockKind.CAPTION, middle, line.end))
    draft.kinds[index] = BlockKind.CAPTION
    draft.cuts[index] = cuts
    draft.images.append(ImageText(Span(middle, middle + words), credit, Span(line.start, line.start + words)))
    return True


def _repeated(draft: Draft, index: int, following: Line, last: int) -> int:
    """The alternative text, and on the next line the same words as caption, perhaps with more behind them."""
    text = draft.lines[index].text
    if len(text) < (12 if text.isascii() else 6) or not following.text.startswith(text.rstrip(".")):
        return 0
    rest_start = following.start + len(text) if following.text.startswith(text) else following.start
    rest = draft.layer.text[rest_start : following.end].strip()
    split = split_label(following.text) or split_bracket(following.text, any_source=False)
    draft.kinds[index] = BlockKind.IMAGE_ALT
    draft.kinds[index + 1] = BlockKind.CAPTION
    alt = Span(draft.lines[index].words, draft.lines[index].end)
    if split is not None and split.words_end > following.words - following.start:
        _cut_caption(draft, index + 1, split, alt)
        return index + 1
    glued = rest and not draft.layer.text[rest_start].isspace()
    if (
        rest
        and len(rest) <= 80
        and rest_start > following.start
        and not ends_sentence(rest)
        and (glued or rest[0].isupper() or rest[0] in "(©|/")
    ):
        begin = draft.layer.text.index(rest, rest_start)
        draft.cuts[index + 1] = [
            (BlockKind.CAPTION, following.start, rest_start),
            (BlockKind.CREDIT, begin, following.end),
        ]
        draft.images.append(
            ImageText(
                Span(following.start, rest_start), bare_credit(draft.layer.text, begin, following.end), alt
            )
        )
        return index + 1
    credit = None
    taken = index + 1
    if index + 2 < last and draft.lines[index + 2].gap == 0 and is_credit_line(draft.lines[index + 2].text):
        taken = index + 2
        draft.kinds[taken] = BlockKind.CREDIT
        credit = bare_credit(draft.layer.text, draft.lines[taken].start, draft.lines[taken].end)
    draft.images.append(ImageText(Span(following.start, following.end), credit, alt))
    return taken


def _cut_caption(draft: Draft, index: int, split: SplitLine, alt: Span | None) -> None:
    line = draft.lines[index]
    words = Span(line.words, line.start + split.words_end)
    draft.kinds[index] = BlockKind.CAPTION
    draft.cuts[index] = [
        (BlockKind.CAPTION, line.start, line.start + split.words_end),
        (BlockKind.CREDIT, line.start + split.label_start, line.end),
    ]
    draft.images.append(
        ImageText(words, Span(line.start + split.credit_start, line.start + split.credit_end), alt)
    )


def _labelled(draft: Draft, index: int, split: SplitLine, first: int) -> None:
    """A caption with a labelled credit; the alternative text is the line before it in the same stanza."""
    if split.words_end <= draft.lines[index].words - draft.lines[index].start:
        _credit_below(draft, index, first)
        return
    alt = _alt_above(draft, index, first)
    _cut_caption(draft, index, split, alt)


def _alt_above(draft: Draft, index: int, first: int) -> Span | None:
    above = index - 1
    if above < first or draft.lines[index].gap or draft.kinds[above] is not None:
        return None
    line = draft.lines[above]
    if (
        line.end - line.start > 320
        or line.text.startswith(("http://", "https://"))
        or _opens_with_speech(line)
        or line.text.count("。") > 1
    ):
        return None
    if weight(line.text) > 60 and ends_sentence(line.text) and not _same_subject(line, draft.lines[index]):
        return None  # a paragraph: there are texts without a blank line between it and the picture
    draft.kinds[above] = BlockKind.IMAGE_ALT
    return Span(line.words, line.end)


def _same_subject(line: Line, caption: Line) -> bool:
    """Whether two lines share a long word, as an alternative text and its caption do."""
    words = {word for word in line.text.casefold().split() if len(word) > 4}
    return not words.isdisjoint(caption.text.casefold().split())


def _bracketed(draft: Draft, index: int, split: SplitLine, last: int) -> int:
    """An alternative text with its credit in brackets; the caption, if any, is the short line beneath."""
    line = draft.lines[index]
    alt = Span(line.words, line.start + split.words_end)
    draft.kinds[index] = BlockKind.IMAGE_ALT
    draft.cuts[index] = [
        (BlockKind.IMAGE_ALT, line.start, line.start + split.words_end),
        (BlockKind.CREDIT, line.start + split.label_start, line.end),
    ]
    caption = None
    taken = index
    if index + 1 < last and draft.kinds[index + 1] is None and not line.bullet:
        following = draft.lines[index + 1]
        # A paragraph is longer or ends like one; a caption of this design seldom does.
        length = following.end - following.start
        if not following.bullet and length <= 220 and (length <= 110 or not ends_sentence(following.text)):
            caption = Span(following.start, following.end)
            taken = index + 1
            draft.kinds[taken] = BlockKind.CAPTION
    credit = Span(line.start + split.credit_start, line.start + split.credit_end)
    draft.images.append(ImageText(caption, credit, alt))
    return taken


def _names_report(draft: Draft, index: int, first: int) -> bool:
    """Whether "Quelle: dpa" says where the report is from: alone, or beside who wrote it and when."""
    line = draft.lines[index]
    if not _REPORT_SOURCE.match(line.text):
        return False
    return line.gap > 0 or index == first or draft.kinds[index - 1] in (BlockKind.BYLINE, BlockKind.DATELINE)


def _credit_below(draft: Draft, index: int, first: int) -> None:
    """A credit on a line of its own: above it the caption, above that the alternative text."""
    line = draft.lines[index]
    if _names_report(draft, index, first):
        draft.kinds[index] = BlockKind.METADATA
        return
    draft.kinds[index] = BlockKind.CREDIT
    caption = alt = None
    above = index - 1
    if above >= first and line.gap == 0 and draft.kinds[above] is None:
        upper = draft.lines[above]
        if not upper.bullet and upper.end - upper.start <= LONGEST_CAPTION and not byline_label(upper.text):
            caption = Span(upper.words, upper.end)
            draft.kinds[above] = BlockKind.CAPTION
            alt = _alt_above(draft, above, first)
    draft.images.append(ImageText(caption, bare_credit(draft.layer.text, line.start, line.end), alt))
