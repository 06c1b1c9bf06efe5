"""Picture galleries in text captures of Deutsche Welle's older pages.

Each picture is "ALT (CREDIT)", then the gallery's title, the picture's own, and its text; with bullets and
indented beneath them, or flat, where the gallery's title is what comes again at every picture. Within an
article the gallery is a document of its own; a page that holds nothing else has its text there.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from archive.documents import BlockKind, ImageText, Span
from archive.parsing.credits import SplitLine, split_bracket
from archive.parsing.dw_body import is_text
from archive.parsing.dw_furniture import is_button
from archive.parsing.dw_lines import ends_sentence
from archive.parsing.dw_people import signed_at
from archive.parsing.text import Draft, Line, weight


class Slide(NamedTuple):
    """One picture: the line of its alternative text, the line behind its last, where the credit is cut."""

    first: int
    end: int
    split: SplitLine | None
    #: The gallery's title, which stands at every picture.
    title: str


def label_gallery(draft: Draft, first: int, last: int) -> None:
    """Label the lines of galleries between two lines."""
    slides = list(_indented(draft, first, last)) or _flat(draft, first, last)
    if not slides:
        return
    inside = {index for slide in slides for index in range(slide.first, slide.end)}
    alone = not any(
        index not in inside and draft.kinds[index] is None and is_text(draft.lines[index])
        for index in range(first, last)
    )
    for slide in slides:
        _label(draft, slide, alone)
    last_line = slides[-1].end - 1
    if alone and signed_at(draft.lines[last_line].body):
        draft.kinds[last_line] = BlockKind.BYLINE


def _indented(draft: Draft, first: int, last: int) -> list[Slide]:
    slides: list[Slide] = []
    index = first
    while index < last:
        line = draft.lines[index]
        split = _split(line) if line.bullet else None
        if split is None or index + 1 >= last or draft.lines[index + 1].indent <= line.indent + 1:
            index += 1
            continue
        end = index + 1
        while end < last and not draft.lines[end].bullet and draft.lines[end].indent > line.indent + 1:
            end += 1
        slides.append(Slide(index, end, split, draft.lines[index + 1].text))
        index = end
    return slides


def _flat(draft: Draft, first: int, last: int) -> list[Slide]:
    short = Counter(
        draft.lines[index].text
        for index in range(first, last)
        if draft.kinds[index] is None and draft.lines[index].end - draft.lines[index].start <= 140
    )
    often = {
        text
        for text, count in short.items()
        if count >= 3 and not ends_sentence(text) and not is_button(text)
    }
    if not often:
        return []
    slides: list[Slide] = []
    for index in range(first + 1, last - 1):
        line, above = draft.lines[index], draft.lines[index - 1]
        if line.text not in often or draft.kinds[index] is not None or line.bullet:
            continue
        split = _split(above)
        begin = index - 1 if split is not None else index
        title, text = draft.lines[index + 1], index + 2
        if ends_sentence(title.text.rstrip("?!")) or weight(title.text) > 120:
            continue
        end = text + 1 if text < last and is_text(draft.lines[text]) else text
        slides.append(Slide(begin, end, split, line.text))
    # A button that comes three times is no gallery: there each title stands beneath a picture.
    pictures = sum(slide.split is not None for slide in slides)
    return slides if pictures >= 3 and 3 * pictures >= 2 * len(slides) else []


def _split(line: Line) -> SplitLine | None:
    split = split_bracket(line.text, any_source=True) if line.text[-1] in ")）" else None
    return split if split is not None and split.words_end > line.words - line.start else None


def _label(draft: Draft, slide: Slide, alone: bool) -> None:
    line = draft.lines[slide.first]
    alt = credit = None
    if slide.split is not None:
        draft.kinds[slide.first] = BlockKind.IMAGE_ALT
        draft.cuts[slide.first] = [
            (BlockKind.IMAGE_ALT, line.start, line.start + slide.split.words_end),
            (BlockKind.CREDIT, line.start + slide.split.label_start, line.end),
        ]
        alt = Span(line.words, line.start + slide.split.words_end)
        credit = Span(line.start + slide.split.credit_start, line.start + slide.split.credit_end)
    text = None
    for index in range(slide.first + (slide.split is not None), slide.end):
        below = draft.lines[index]
        if text is None and weight(below.text) >= 60 and below.text != slide.title:
            text = Span(below.start, below.end)
            draft.kinds[index] = BlockKind.PARAGRAPH if alone else BlockKind.CAPTION
        elif alone and text is None and below.text != slide.title:
            draft.kinds[index] = BlockKind.SUBHEADING
        else:
            draft.kinds[index] = BlockKind.BOILERPLATE
    if alt is not None:
        draft.images.append(ImageText(None if alone else text, credit, alt))
