"""Lines of a text layer, and blocks that cover it: what every reader starts from and ends with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from archive.documents import (
    Block,
    BlockKind,
    FieldValue,
    ImageText,
    LayerText,
    ParsedArticle,
    ReadingWarning,
    Span,
    StatedDate,
)

#: Not white space to Python, invisible all the same: they belong to no value.
_INVISIBLE = (
    "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u00ad"
)
_EDGE = _INVISIBLE + "".join(chr(c) for c in range(0x3001) if chr(c).isspace())
_INVISIBLE_SET = frozenset(_INVISIBLE)

#: "  • item", "- item"; a number is a bullet only in a list (see `numbered`): "30. Januar 2024" is a date.
_BULLET = re.compile(r"[•·▪◦‣●○■□➤►▶✔∙*-][ \t\xa0]+")
_BULLETS = frozenset("•·▪◦‣●○■□➤►▶✔∙*-")
_NUMBER = re.compile(r"(\d{1,3})[.)][ \t\xa0]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_CLOSERS = "\"'”’»›“‘„)]」』》〉）"
_TERMINALS = frozenset(".!?…。！？؟۔।॥։።።．")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
#: A line this heavy is a paragraph, whatever it ends with.
PARAGRAPH = 220
#: The longest stretch of a line that a pattern is ever tried on: captured text is hostile.
GLANCE = 400


class Line(NamedTuple):
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    text: str
    #: Columns of white space before it.
    indent: int
    #: Blank lines before it.
    gap: int
    #: Where the words begin when a bullet stands first, else `start`.
    words: int

    @property
    def bullet(self) -> bool:
        return self.words > self.start

    @property
    def body(self) -> str:
        """The words without their bullet."""
        return self.text[self.words - self.start :]


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold anything visible, with their places."""
    lines: list[Line] = []
    place = 0
    gap = 0
    for raw in text.splitlines(keepends=True):
        bare = raw.strip()
        if not bare:
            gap += 1
            place += len(raw)
            continue
        if bare[0] in _INVISIBLE_SET or bare[-1] in _INVISIBLE_SET:
            bare = raw.strip(_EDGE)
            lead = len(raw) - len(raw.lstrip(_EDGE))
        else:
            lead = raw.find(bare[0])
        if bare:
            start = place + lead
            mark = _BULLET.match(bare) if bare[0] in _BULLETS else None
            words = start + mark.end() if mark else start
            lines.append(Line(start, start + len(bare), bare, lead, gap, words))
            gap = 0
        else:
            gap += 1
        place += len(raw)
    return lines


def unwrapped(text: str, lines: list[Line]) -> list[Line]:
    """Lines of a text that was broken at a fixed width, joined again; any other text's lines as they are.

    Broken text is told by its breaks: the first word of the next line would not have fitted.
    """
    width = max((len(line.text) for line in lines), default=0)
    if not 40 <= width <= 110 or len(lines) < 4:
        return lines
    pairs = [
        (index, len(line.text) + 1 + _first_word(lines[index + 1].text) > width)
        for index, line in enumerate(lines[:-1])
        if lines[index + 1].gap == 0 and not lines[index + 1].bullet
    ]
    broken = {index for index, full in pairs if full}
    if len(broken) < 3 or len(broken) < 0.7 * len(pairs):
        return lines
    joined: list[Line] = []
    for index, line in enumerate(lines):
        if index - 1 in broken and joined:
            first = joined.pop()
            joined.append(first._replace(end=line.end, text=text[first.start : line.end]))
        else:
            joined.append(line)
    return joined


def spread(lines: list[Line]) -> list[Line]:
    """Lines of a text without blank lines between its paragraphs, as though there were some.

    Each long sentence then stands alone; short lines beside each other stay together, as captions do.
    """
    heavy = [len(line.text) >= 100 and ends_sentence(line.text) for line in lines]
    pairs = [lines[i].gap == 0 for i in range(1, len(lines)) if heavy[i] and heavy[i - 1]]
    if len(pairs) < 2 or sum(pairs) < 0.7 * len(pairs):
        return lines
    return [
        line._replace(gap=1) if line.gap == 0 and i and (heavy[i] or heavy[i - 1]) else line
        for i, line in enumerate(lines)
    ]


def _first_word(text: str) -> int:
    end = text.find(" ")
    return end if end > 0 else len(text)


def numbered(lines: list[Line], start: int = 0, at_most: int | None = None) -> int:
    """How many lines from `start` on are a list "1. …", "2. …", "3. …" counting up by one."""
    count = 0
    expected = None
    last = len(lines) if at_most is None else min(len(lines), start + at_most)
    for index in range(start, last):
        mark = _NUMBER.match(lines[index].text)
        if not mark or (expected is not None and int(mark[1]) != expected):
            break
        expected = int(mark[1]) + 1
        count += 1
    return count


def weight(text: str) -> int:
    """Length as a reader feels it: a Chinese, Japanese or Korean character carries what three letters do."""
    if text.isascii():
        return len(text)
    return _weight(text) if len(text) <= GLANCE else len(text) + 2 * len(_WIDE.findall(text[:GLANCE]))


@lru_cache(maxsize=1024)  # each rule asks it again of the same line
def _weight(text: str) -> int:
    return len(text) + 2 * len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences do, closing marks aside."""
    bare = text.rstrip(_CLOSERS)
    return bare[-1:] in _TERMINALS


def is_prose(line: Line) -> bool:
    """Whether a line reads as text of an article: long, or a whole sentence of some length."""
    if len(line.text) >= PARAGRAPH:
        return True
    heavy = weight(line.text)
    return heavy >= PARAGRAPH or (heavy >= 60 and ends_sentence(line.text) and not line.bullet)


def folded(text: str) -> str:
    """The letters and digits of a line alone: a line meets itself again whatever its quotation marks."""
    return _NO_LETTERS.sub("", text.casefold())


@dataclass(slots=True)
class Draft:
    """A reading in the making: lines, the kind given to each so far, and what was found in them."""

    layer: LayerText
    lines: list[Line]
    kinds: list[BlockKind | None]
    #: Lines that are several blocks, as a caption with its credit is: index → (kind, start, end).
    cuts: dict[int, list[tuple[BlockKind, int, int]]] = field(default_factory=dict)
    images: list[ImageText] = field(default_factory=list)
    related: list[Span] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)

    @classmethod
    def of(cls, layer: LayerText, *, unwrap: bool = False) -> Draft:
        lines = lines_of(layer.text)
        if unwrap:
            lines = spread(unwrapped(layer.text, lines))
        return cls(layer, lines, [None] * len(lines))

    def mark(self, kind: BlockKind, first: int, last: int | None = None) -> None:
        """Give a kind to the lines from `first` up to, not including, `last`, where they have none yet."""
        for index in range(first, first + 1 if last is None else last):
            if self.kinds[index] is None:
                self.kinds[index] = kind

    def name_cut(self, first: int, last: int) -> None:
        """A line that a reader cut is labelled, also where the line itself was given no kind."""
        for index, cut in self.cuts.items():
            if cut and first <= index < last and self.kinds[index] is None:
                self.kinds[index] = cut[0][0]

    def field(self, index: int, rule: str) -> FieldValue:
        """A whole line as a field's value."""
        line = self.lines[index]
        return self.value(line.words, line.end, rule)

    def value(self, start: int, end: int, rule: str) -> FieldValue:
        return FieldValue(" ".join(self.layer.text[start:end].split()), rule, start, end)

    def finish(
        self,
        reader: str,
        version: str,
        *,
        fields: dict[str, FieldValue],
        published: StatedDate | None,
        updated: StatedDate | None = None,
        authors: Iterable[FieldValue] = (),
    ) -> ParsedArticle:
        """The reading: every line a block, what no rule spoke for boilerplate."""
        spans: list[tuple[BlockKind, int, int]] = []
        for index, line in enumerate(self.lines):
            cut = self.cuts.get(index)
            if cut is not None:
                spans.extend(cut)
            else:
                kind = self.kinds[index]
                spans.append((kind if kind is not None else BlockKind.BOILERPLATE, line.start, line.end))
        return ParsedArticle(
            reader=reader,
            version=version,
            blocks=cover(self.layer.text, spans),
            fields=fields,
            published=published,
            updated=updated,
            authors=tuple(authors),
            images=tuple(self.images),
            related=tuple(self.related),
            warnings=tuple(self.warnings),
        )


def cover(text: str, spans: Iterable[tuple[BlockKind, int, int]]) -> tuple[Block, ...]:
    """Blocks in order that hold every visible character exactly once; what lies between spans is boilerplate.

    Invisible marks (a byte-order mark before the headline) are no white space and get a block too.
    """
    blocks: list[Block] = []
    place = 0
    for kind, start, end in spans:
        if start > place and not text[place:start].isspace():
            _between(text, place, start, blocks)
        blocks.append(Block(kind, start, end))
        place = end
    _between(text, place, len(text), blocks)
    return tuple(blocks)


def _between(text: str, start: int, end: int, blocks: list[Block]) -> None:
    between = text[start:end]
    bare = between.strip()
    if bare:
        first = start + len(between) - len(between.lstrip())
        blocks.append(Block(BlockKind.BOILERPLATE, first, first + len(bare)))
