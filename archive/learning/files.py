"""Assignments that come from outside: files with a JSON object a line, read row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.documents import Block, BlockKind, LayerText, ParsedArticle
from archive.parsing import SeveralLayouts, parse

#: Characters of one row: more is no article.
_LONGEST = 3_000_000
_MOST_TOPICS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row or its file, in words for whoever made it; rows count from 1."""

    file: str
    #: 0 for the file as a whole.
    row: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}: {self.message}" if self.row else f"{self.file}: {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """One article with what it was said to be about: names, IPTC codes or permanent ids."""

    file: str
    row: int
    title: str
    text: str
    topics: tuple[str, ...]


def read_file(path: str) -> Iterator[Row | Fault]:
    """The rows of a file, each as it is or what is wrong with it. Raises nothing for what the file holds."""
    name = Path(path).name
    try:
        with Path(path).open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(name, number, line)
    except OSError as error:
        yield Fault(path, 0, f"it cannot be read: {error.strerror or error}")


class _BadRow(ValueError):
    """What is wrong with a row."""


def _row(file: str, number: int, line: bytes) -> Row | Fault:
    try:
        title, text, topics = _values(line)
    except _BadRow as error:
        return Fault(file, number, str(error))
    return Row(file, number, title.strip(), text, tuple(dict.fromkeys(t.strip() for t in topics)))


def _values(line: bytes) -> tuple[str, str, list[str]]:
    try:
        values: Any = json.loads(line)
    except (ValueError, RecursionError) as error:  # bytes that are no UTF-8 are a ValueError, too
        raise _BadRow("it is no JSON object on one line of UTF-8") from error
    if not isinstance(values, dict):
        raise _BadRow("it is no JSON object, but it must be one")
    title, text, topics = values.get("title") or "", values.get("text"), values.get("topics")
    if not isinstance(text, str) or not text.strip():
        raise _BadRow('it has no "text"')
    if not isinstance(title, str):
        raise _BadRow('"title" must be text')
    if len(text) + len(title) > _LONGEST:
        raise _BadRow(f"it holds more than {_LONGEST:,} characters, as no article does")
    if not isinstance(topics, list) or not all(isinstance(t, str) and t.strip() for t in topics):
        raise _BadRow('"topics" must be a list of names, IPTC codes or permanent ids')
    if len(topics) > _MOST_TOPICS:
        raise _BadRow(f"it has more than {_MOST_TOPICS} topics")
    return title, text.replace("\x00", "\ufffd"), [t.replace("\x00", "") for t in topics]


def parsed(row: Row) -> tuple[str, ParsedArticle]:
    """A row's text with its blocks: under a title one paragraph a line, else as the readers see it."""
    if row.title:
        return _with_title(row)
    layer = LayerText(row.text, "row", "1")
    try:
        return row.text, parse(layer)
    except SeveralLayouts:
        return _with_title(row)


def _with_title(row: Row) -> tuple[str, ParsedArticle]:
    blocks: list[Block] = []
    whole, at = "", 0
    if row.title:
        blocks.append(Block(BlockKind.HEADLINE, 0, len(row.title)))
        whole = row.title + "\n"
    at = len(whole)
    for line in row.text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return whole + row.text, ParsedArticle("row", "1", tuple(blocks))
