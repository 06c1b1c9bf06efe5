"""A recogniser that knows the names of some clubs, and others that are wrong in one way each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.documents import Block
from archive.recognition import NameSpan, NotUsable


class Clubs:
    """Finds what it is given, as organisations: `…clubs.Clubs:Wanderers:Rovers`."""

    NAME = "clubs"
    VERSION = "4"
    MODE = "add"

    def __init__(self, *names: str) -> None:
        if not names:
            raise NotUsable("Name the clubs.")
        self.pattern = re.compile("|".join(map(re.escape, names)))

    def find(self, text: str, blocks: Sequence[Block], language: str) -> Iterator[NameSpan]:
        for block in blocks:
            for found in self.pattern.finditer(text, block.start, block.end):
                yield NameSpan(found.start(), found.end(), "organisation", 0.8)


class Prevailing(Clubs):
    NAME = "prevailing"
    MODE = "replace"


class People(Clubs):
    """The same, as people."""

    NAME = "given-people"

    def find(self, text: str, blocks: Sequence[Block], language: str) -> Iterator[NameSpan]:
        for span in super().find(text, blocks, language):
            yield NameSpan(span.start, span.end, "person")


class Stops(Clubs):
    NAME = "stops"

    def find(self, text: str, blocks: Sequence[Block], language: str) -> Iterator[NameSpan]:
        yield from super().find(text, blocks, language)
        raise IndexError("no such club")


class Careless:
    """Spans that are no names of this text."""

    NAME = "careless"
    VERSION = "1"
    MODE = "add"

    def find(self, text: str, blocks: Sequence[Block], language: str) -> list[NameSpan]:
        return [
            NameSpan(-3, 4, "person"),
            NameSpan(5, 5, "person"),
            NameSpan(0, len(text) + 50, "person"),
            NameSpan(blocks[0].start, blocks[-1].end, "person"),
            NameSpan(blocks[0].start + 1, blocks[0].start + 4, "person"),
            NameSpan(blocks[0].start, blocks[0].start + 1, "fish"),
            NameSpan(blocks[0].start, blocks[0].start + 1, "person", 7.0),
        ]


class CannotBegin(Clubs):
    NAME = "cannot-begin"

    def begin(self) -> None:
        raise OSError("the model is broken")


class Odd:
    NAME = "Odd Name"
    VERSION = 2
    MODE = "perhaps"

    def find(self, text: str) -> None: ...


class Lacking:
    NAME = "lacking"


class Broken:
    def __init__(self) -> None:
        raise ValueError("no such desk")


class OwnName(Clubs):
    NAME = "people"
