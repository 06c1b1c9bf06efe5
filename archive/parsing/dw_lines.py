"""Lines of a text capture for the readers of Deutsche Welle's designs, marks of Markdown set aside.

Some tools write pages as Markdown: "# Headline", "## Subheading", "**Question?**",
"[Link](address)". The marks are no words of the page; they stay outside the lines, and so become furniture.
"""

from __future__ import annotations

import re

from archive.documents import LayerText
from archive.parsing.text import Draft, Line
from archive.parsing.text import ends_sentence as ends_as_sentences_do

_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
#: A line that is all link, or a picture: "[Read more: What now?](https://…)", "![The bridge](https://…)".
_LINK = re.compile(r"!?\[([^\[\]]{0,400}[^\[\]\s])\]\([^()\s]{1,400}\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1")


def draft_of(layer: LayerText) -> Draft:
    """A reading in the making, each line without the marks of Markdown around it."""
    draft = Draft.of(layer)
    text = layer.text
    if "#" in text or "**" in text or "__" in text or "](" in text:
        draft.lines[:] = [_unmarked(line) for line in draft.lines]
    return draft


def _unmarked(line: Line) -> Line:
    heading = _HEADING.match(line.text)
    if heading:
        line = _cut(line, heading.end(), len(line.text))
    link = _LINK.fullmatch(line.text) if line.text[-1] == ")" else None
    if link:
        line = _cut(line, *link.span(1))
    bold = _BOLD.fullmatch(line.text) if line.text[:2] in ("**", "__") else None
    if bold:
        line = _cut(line, *bold.span(2))
    return line


def _cut(line: Line, first: int, last: int) -> Line:
    while line.text[first].isspace():
        first += 1
    while line.text[last - 1].isspace():
        last -= 1
    start = line.start + first
    return line._replace(start=start, end=line.start + last, text=line.text[first:last], words=start)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences do, by the marks of Bengali and Amharic pages too ("৷", "፡፡")."""
    if ends_as_sentences_do(text):
        return True
    return not text.isascii() and text.rstrip("\"'”’»)")[-1:] in ("৷", "፡")


def ends_text(text: str) -> bool:
    """As sentences do, the Greek question mark included."""
    return ends_sentence(text) or (text[-1] in ";\u037e" and "\u0370" <= text[-2:-1] <= "\u03ff")
