"""Reads the lists that were written for this project by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.authorities.entries import NAME_FORMS, NameForm
from archive.authorities.fields import form_of

_FOLDER = Path(__file__).resolve().parents[1] / "hand"


def sections(name: str) -> Iterator[tuple[str, list[str]]]:
    """(the section's heading or "", the cells of a line) for every line that says something."""
    heading = ""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("# "):
            continue
        if text.startswith("[") and text.endswith("]"):
            heading = text[1:-1]
            continue
        yield heading, [cell.strip() for cell in f"{text} ".split("|")]


def cell(cells: list[str], number: int) -> str:
    """A cell of a line, "" where the line ends before it."""
    return cells[number] if number < len(cells) else ""


def names(text: str, language: str = "en") -> list[NameForm]:
    """The names of a cell, parted by semicolons; "de:" gives the language, "former:" the form."""
    found = []
    for part in text.split(";"):
        name, own, form = part.strip(), language, ""
        while ":" in name:
            mark, _, rest = name.partition(":")
            if mark in NAME_FORMS:
                form = mark
            elif len(mark) == 2 and mark.isalpha():
                own = mark
            else:
                break
            name = rest.strip()
        if name:
            found.append(NameForm(name, own, form or form_of("", name)))
    return found
