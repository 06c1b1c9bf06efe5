"""Sentences with names marked, one token a line, as documents in the form of the annotated news."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

#: What each source calls the kinds that are counted here.
_KINDS = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "person": "person",
    "corporation": "organisation",
    "group": "organisation",
    "location": "place",
}
_NO_SPACE_BEFORE = frozenset(". , ; : ! ? ) ] } % 's ’s n't ’ ' '' ...".split())
_NO_SPACE_AFTER = frozenset("( [ { $ `` #".split())
#: Sentences a document, where a file has no documents.
_PER_DOCUMENT = 25


def read_tokens(path: Path, kinds: Sequence[str] = ("person", "organisation")) -> Iterator[dict[str, Any]]:
    """The documents of a file: "doc", "text" (paragraphs of five sentences), "entities" of these kinds."""
    group: list[list[tuple[str, str]]] = []
    number = 0
    for sentence, opens in _sentences(path):
        if group and (opens or (opens is None and len(group) >= _PER_DOCUMENT)):
            yield _document(f"{path.stem}-{number}", group, kinds)
            number, group = number + 1, []
        group.append(sentence)
    if group:
        yield _document(f"{path.stem}-{number}", group, kinds)


def _sentences(path: Path) -> Iterator[tuple[list[tuple[str, str]], bool | None]]:
    """Each sentence as tokens and tags; whether it opens a document (None: the file has no such sign)."""
    columns = {"iob2": (1, 2)}.get(path.suffix[1:], (0, -1))
    has_documents = "newdoc" in path.read_text(encoding="utf-8")[:200]
    opens, tokens = False, list[tuple[str, str]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            opens = True
        elif not line.strip():
            if tokens:
                yield tokens, (opens if has_documents else None)
                opens = False
            tokens = []
        elif not line.startswith("# ") and "DOCSTART" not in line:
            parts = line.split("\t") if "\t" in line else line.split()
            tokens.append((parts[columns[0]], parts[columns[1]]))


def _document(name: str, sentences: list[list[tuple[str, str]]], kinds: Sequence[str]) -> dict[str, Any]:
    text, entities = "", list[dict[str, Any]]()
    optional: list[tuple[int, int]] = []
    for number, sentence in enumerate(sentences):
        if text:
            text += "\n" if number % 5 == 0 else " "
        text, found = _sentence(text, sentence)
        for kind, start, end in found:
            if kind in kinds:
                row = {"start": start, "end": end, "text": text[start:end]}
                entities.append({"kind": kind, "name": text[start:end], "mentions": [row]})
    return {"doc": name, "text": text, "lang": "en", "entities": entities, "optional": optional}


def _sentence(text: str, sentence: list[tuple[str, str]]) -> tuple[str, list[tuple[str, int, int]]]:
    found: list[tuple[str, int, int]] = []
    kind, start, end, glued, quotes = "", 0, 0, True, 0
    for token, tag in sentence:
        mark, _, label = tag.partition("-")
        this = _KINDS.get(label, "") if mark in ("B", "I") else ""
        if kind and (mark == "B" or this != kind):
            found.append((kind, start, end))
            kind = ""
        closes = token == '"' and quotes % 2 == 1
        if not glued and token not in _NO_SPACE_BEFORE and not closes:
            text += " "
        if this and not kind:
            kind, start = this, len(text)
        text += token
        end = len(text)
        quotes += token == '"'
        glued = token in _NO_SPACE_AFTER or (token == '"' and quotes % 2 == 1)
    if kind:
        found.append((kind, start, end))
    return re.sub(r"\x00", "\ufffd", text), found
