"""The rows of a JSON or JSON Lines file, one at a time, so that size costs no memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

_CHUNK = 1 << 16
_LINE_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
#: A first line longer than this is a whole document on one line.
_SNIFF = 1 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """A value of the file: `section` is the key of the array it stands in, "" at the top or in lines."""

    section: str
    label: str
    value: Any


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row, or with an empty label the rest of the file, that is no JSON."""

    label: str
    message: str


def read_rows(path: Path, sections: frozenset[str]) -> Iterator[Row | Unreadable]:
    """Every element of the document's arrays named in `sections`, and its other values whole.

    A file of lines gives one row a line. Errors of the file system are raised.
    """
    if _is_lines(path, sections):
        yield from _line_rows(path)
        return
    try:
        with path.open(encoding="utf-8-sig") as stream:
            yield from _Document(stream).rows(sections)
    except UnicodeDecodeError as error:
        yield Unreadable(
            "", f"is not UTF-8 ({error.reason} at byte {error.start} of a chunk): save it as UTF-8"
        )


def _is_lines(path: Path, sections: frozenset[str]) -> bool:
    if path.suffix.casefold() in _LINE_SUFFIXES:
        return True
    with path.open("rb") as stream:
        first = stream.readline(_SNIFF)
    try:
        value = json.loads(first.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and not sections & value.keys()


def _line_rows(path: Path) -> Iterator[Row | Unreadable]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            label = f"line {number}"
            if not line.strip():
                continue
            try:
                yield Row("", label, json.loads(line.decode("utf-8-sig")))
            except UnicodeDecodeError as error:
                yield Unreadable(label, f"is not UTF-8 (byte {error.start}): save the file as UTF-8")
            except json.JSONDecodeError as error:
                yield Unreadable(label, f"is no JSON ({error.msg} at column {error.colno}): mend the line")
            except (ValueError, RecursionError):
                yield Unreadable(label, "is no JSON that can be read (too deep or too long a number)")


class _Damaged(ValueError):
    """The document breaks the rules of JSON at this place."""


class _Document:
    """Reads one JSON document in pieces; only the element at hand is held."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._line = 1
        self._done = False

    def rows(self, sections: frozenset[str]) -> Iterator[Row | Unreadable]:
        label = ""
        try:
            opening = self._peek()
            if opening == "[":
                for label, value in self._elements(""):
                    yield Row("", label, value)
            elif opening == "{":
                for key in self._keys():
                    label = key
                    if key in sections and self._peek() == "[":
                        for label, value in self._elements(key):
                            yield Row(key, label, value)
                    else:
                        yield Row(key, key, self._value())
            else:
                raise _Damaged("it starts with neither { nor [")  # noqa: TRY301
            if self._peek():
                raise _Damaged("more follows after the end of the document")  # noqa: TRY301
        except _Damaged as error:
            after = f" after {label}" if label else ""
            yield Unreadable("", f"is no JSON at line {self._line_now()}{after} ({error}): mend it there")
        except RecursionError:
            yield Unreadable(
                "", f"is nested too deeply at line {self._line_now()}: nothing after it was read"
            )

    def _keys(self) -> Iterator[str]:
        self._take("{")
        if self._peek() == "}":
            self._take("}")
            return
        while True:
            if self._peek() != '"':
                raise _Damaged("a key in quotation marks is missing")
            key = self._value()
            self._take(":")
            yield key
            if self._peek() != ",":
                break
            self._take(",")
        self._take("}")

    def _elements(self, section: str) -> Iterator[tuple[str, Any]]:
        self._take("[")
        number = 0
        if self._peek() == "]":
            self._take("]")
            return
        while True:
            yield f"{section}[{number}]" if section else f"row {number + 1}", self._value()
            number += 1
            if self._peek() != ",":
                break
            self._take(",")
        self._take("]")

    def _fill(self, size: int = _CHUNK) -> bool:
        """Read on; what was used up is forgotten. False at the end of the file."""
        if self._done:
            return False
        more = self._stream.read(size)
        self._done = not more
        self._line += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + more
        self._at = 0
        return bool(more)

    def _peek(self) -> str:
        """The next character that is not white space, "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in " \t\r\n":
                    return self._text[self._at]
                self._at += 1
            if not self._fill():
                return ""

    def _take(self, expected: str) -> None:
        found = self._peek()
        if found != expected:
            raise _Damaged(f"{expected} expected, {found or 'the end'} found")
        self._at += 1

    def _value(self) -> Any:
        self._peek()
        size = _CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # Cut off by the end of the buffer, or wrong: only more text tells. Doubling keeps it linear.
                if self._fill(size):
                    size *= 2
                    continue
                raise _Damaged(error.msg) from error
            except ValueError as error:
                raise _Damaged("a number is too long") from error
            if end == len(self._text) and self._fill():
                # A number may go on in the next piece.
                continue
            self._at = end
            return value

    def _line_now(self) -> int:
        return self._line + self._text.count("\n", 0, self._at)
