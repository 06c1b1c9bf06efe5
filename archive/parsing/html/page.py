"""A page as a reader of its layer sees it: lines, the elements around each, and the blocks made of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.documents import (
    BlockKind,
    FieldValue,
    Hint,
    ImageText,
    LayerText,
    ParsedArticle,
    ReadingWarning,
    Span,
    StatedDate,
)
from archive.parsing.html.signs import Sign, signs_of
from archive.parsing.text import cover, weight

#: Elements that lie within a line.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong"
    " sub sup time tt u var #text nobr wbr data label".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Row:
    """One line of the layer with what is known of its place on the page."""

    index: int
    start: int
    end: int
    text: str
    #: Index of the innermost block element around it, among the hints; -1 for none.
    block: int
    #: The innermost element that holds the whole line: an inline one where the line is all link or all bold.
    inner: int
    #: Everything the elements around it say, down to the line.
    signs: int
    #: Signs of the block and the inline elements that hold the whole line only.
    own: int
    weight: int
    links: float = 0.0
    stated: bool = False
    #: All link, but within the page ("#section-2").
    anchored: bool = False
    tag: str = ""
    #: Class and id of the block element around it.
    names: str = ""
    kind: BlockKind | None = None
    #: The pieces of a line that is several blocks.
    cuts: list[tuple[BlockKind, int, int]] = field(default_factory=list)


class Page:
    """Rows, elements and values of metadata, and the reading in the making."""

    def __init__(self, layer: LayerText) -> None:
        self.layer = layer
        self.text = layer.text
        self.hints = layer.hints
        #: Where each element begins, which never goes back.
        self.begins = [hint.start for hint in layer.hints]
        self.sign = [signs_of(h.element, h.attributes) for h in self.hints]
        self.around = self._inherit()
        #: Elements directly within each element.
        self.children: dict[int, list[int]] = {}
        for index, hint in enumerate(self.hints):
            if hint.element != "meta":
                self.children.setdefault(hint.parent, []).append(index)
        self.rows = list(self._rows())
        self.starts = [row.start for row in self.rows]
        self._measure_links()
        self.stated: dict[str, list[Span]] = {}
        for hint in self.hints:
            if hint.element == "meta":
                self.stated.setdefault(hint.attributes["name"], []).append(Span(hint.start, hint.end))
        #: Rows that tell of other stories, once the text's place has been found.
        self.teasers: set[int] = set()
        self.images: list[ImageText] = []
        self.related: list[Span] = []
        self.warnings: list[ReadingWarning] = []

    def _inherit(self) -> list[int]:
        around: list[int] = []
        for hint, sign in zip(self.hints, self.sign, strict=True):
            around.append(sign | (around[hint.parent] if hint.parent >= 0 else Sign.NONE))
        return around

    def _rows(self) -> Iterator[Row]:
        hints = self.hints
        number = 0
        for hint in hints:
            if hint.element != "#text":
                continue
            inner = hint.parent
            while inner >= 0 and hints[inner].end < hint.end:
                inner = hints[inner].parent
            block = inner
            own = Sign.NONE
            while block >= 0 and hints[block].element in INLINE:
                own |= self.sign[block]
                block = hints[block].parent
            if block >= 0:
                own |= self.sign[block]
            text = self.text[hint.start : hint.end]
            yield Row(
                index=number,
                start=hint.start,
                end=hint.end,
                text=text,
                block=block,
                inner=inner,
                signs=self.around[inner] if inner >= 0 else Sign.NONE,
                own=own,
                weight=weight(text),
                stated=bool(hint.attributes),
                tag=hints[block].element if block >= 0 else "",
                names=self.class_of(block),
            )
            number += 1

    def _measure_links(self) -> None:
        sizes = [0] * len(self.rows)
        done = 0
        for hint in self.hints:
            if hint.element != "a" or hint.end <= done or not hint.attributes.get("href"):
                continue
            place = max(hint.start, done)
            index = bisect_right(self.starts, place) - 1
            while 0 <= index < len(self.rows) and self.rows[index].start < hint.end:
                row = self.rows[index]
                sizes[index] += max(0, min(hint.end, row.end) - max(place, row.start))
                row.anchored = hint.attributes["href"].startswith("#")
                index += 1
            done = hint.end
        for row, size in zip(self.rows, sizes, strict=True):
            row.links = size / max(1, row.end - row.start)

    def chain(self, index: int) -> Iterator[int]:
        """An element and those around it, outwards."""
        while index >= 0:
            yield index
            index = self.hints[index].parent

    def within(self, row: Row, element: int) -> bool:
        """Whether a row lies in an element; -1 is the whole page."""
        if element < 0:
            return True
        hint = self.hints[element]
        return hint.start <= row.start and row.end <= hint.end

    def rows_of(self, element: int) -> list[Row]:
        """The rows within an element."""
        if element < 0:
            return self.rows
        hint = self.hints[element]
        first = bisect_right(self.starts, hint.start - 1)
        last = bisect_right(self.starts, hint.end - 1)
        return self.rows[first:last]

    def count_of(self, element: int) -> int:
        """How many rows lie within an element."""
        if element < 0:
            return len(self.rows)
        hint = self.hints[element]
        return bisect_right(self.starts, hint.end - 1) - bisect_right(self.starts, hint.start - 1)

    def row_at(self, place: int) -> Row | None:
        index = bisect_right(self.starts, place) - 1
        return self.rows[index] if 0 <= index < len(self.rows) and place < self.rows[index].end else None

    def class_of(self, element: int) -> str:
        return self.hints[element].attributes.get("class", "") if element >= 0 else ""

    def names_of(self, element: int) -> list[str]:
        attributes = self.hints[element].attributes
        return [*attributes.get("class", "").split(), attributes.get("id", "")]

    def element_named(self, row: Row, name: str) -> int:
        """The nearest element around a row that bears a class or id; -1 for none."""
        for index in self.chain(row.inner):
            if name in self.names_of(index):
                return index
        return -1

    def inside(self, row: Row, names: tuple[str, ...]) -> bool:
        """Whether an element around a row bears one of these classes or ids."""
        return any(not set(names).isdisjoint(self.names_of(index)) for index in self.chain(row.inner))

    def element_of(self, row: Row, element: str) -> bool:
        """Whether a row lies in such an element."""
        return any(self.hints[index].element == element for index in self.chain(row.inner))

    def named(self, name: str) -> list[int]:
        """All elements that bear a class."""
        return [i for i, hint in enumerate(self.hints) if name in hint.attributes.get("class", "").split()]

    def sums(self, element: int) -> int:
        """The weight of all words in an element."""
        return sum(row.weight for row in self.rows_of(element))

    def all_bold(self, row: Row) -> bool:
        """Whether a whole row stands in one bold element."""
        index = row.inner
        while index >= 0 and index != row.block:
            hint = self.hints[index]
            if hint.element in ("strong", "b") or "bold" in hint.attributes.get("class", ""):
                return True
            index = hint.parent
        return False

    def label_end(self, row: Row) -> int:
        """Where the words begin behind a bold label at the start of a row."""
        for index in range(max(0, row.block), len(self.hints)):
            hint = self.hints[index]
            if hint.start >= row.end:
                break
            if hint.element in ("strong", "b") and hint.start == row.start and hint.end < row.end:
                return hint.end
        return row.start

    def inline(self, row: Row) -> Iterator[int]:
        """The inline elements within a row, in order."""
        index = max(0, row.block, bisect_left(self.begins, row.start))
        while index < len(self.hints) and self.hints[index].start < row.end:
            hint = self.hints[index]
            if hint.start >= row.start and hint.end <= row.end and hint.element not in ("#text", "meta"):
                yield index
            index += 1

    def value(self, start: int, end: int, rule: str) -> FieldValue:
        return FieldValue(" ".join(self.text[start:end].split()), rule, start, end)

    def said(self, *names: str) -> Iterator[tuple[str, Span]]:
        """Values of metadata by name, in the order of the names."""
        for name in names:
            for span in self.stated.get(name, ()):
                yield name, span

    def finish(
        self,
        reader: str,
        version: str,
        *,
        fields: dict[str, FieldValue],
        published: StatedDate | None,
        updated: StatedDate | None,
        authors: Iterable[FieldValue],
    ) -> ParsedArticle:
        """The reading: every line a block, what no rule spoke for boilerplate, stated values metadata."""
        spans: list[tuple[BlockKind, int, int]] = []
        for row in self.rows:
            if row.cuts:
                spans.extend(row.cuts)
            else:
                spans.append((row.kind or BlockKind.BOILERPLATE, row.start, row.end))
        seen = self.rows[-1].end if self.rows else 0
        place = seen
        for line in self.text[seen:].splitlines(keepends=True):
            bare = line.strip()
            if bare:
                start = place + line.index(bare)
                spans.append((BlockKind.METADATA, start, start + len(bare)))
            place += len(line)
        return ParsedArticle(
            reader=reader,
            version=version,
            blocks=cover(self.text, spans),
            fields=fields,
            published=published,
            updated=updated,
            authors=tuple(authors),
            images=tuple(self.images),
            related=tuple(self.related),
            warnings=tuple(self.warnings),
        )


def hint_name(hint: Hint) -> str:
    """The class and id of an element, for rules of one design."""
    return f"{hint.attributes.get('class', '')} {hint.attributes.get('id', '')}"
