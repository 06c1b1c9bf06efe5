"""The text layer of an HTML capture: its words, a line for each block, then what it states for machines.

The same bytes give the same text. Hints, which are not stored, tell the readers which element each stretch
came from, and which lines the page states as its article's text.
"""

from __future__ import annotations

from archive.documents import Hint, LayerText, RawCapture
from archive.parsing.html.charset import decode_page
from archive.parsing.html.stated import Said, read_stated
from archive.parsing.html.tree import parse_tree
from archive.parsing.html.walking import walk
from archive.parsing.layers import Unreadable
from archive.parsing.text import folded

EXTRACTOR = "html"
VERSION = "2"

#: Longer values are not needed to tell what a page is (a description of a hundred lines).
_LONGEST = 5000


def extract(raw: RawCapture) -> LayerText:
    """The layer of a page; Unreadable where no words are in it."""
    text, encoding, remarks = decode_page(raw.content, raw.stated_encoding)
    root, doubts = parse_tree(text)
    if root is None:
        raise Unreadable(f"{raw.path} holds no text: nothing stands between its tags.")
    words, hints = walk(root)
    said, body = read_stated(root)
    if not words.strip() and not said:
        raise Unreadable(f"{raw.path} holds no text: nothing stands between its tags.")
    if len(body) >= 200:
        hints = _mark_stated(words, hints, body)
    parts = [words]
    place = len(words)
    for name, value in _grouped(said):
        line = f"{name}: {value}"
        parts.append(("\n\n" if len(parts) == 1 and place else "\n" if place else "") + line)
        place += len(parts[-1])
        for one in name.split(", "):
            hints.append(Hint(place - len(value), place, "meta", -1, {"name": one}))
    return LayerText(
        text="".join(parts),
        extractor=EXTRACTOR,
        version=VERSION,
        media_type=raw.media_type,
        encoding=encoding,
        remarks=(*remarks, *doubts),
        hints=tuple(hints),
    )


def _grouped(said: list[Said]) -> list[tuple[str, str]]:
    """Names that state the same value share a line."""
    lines: dict[str, list[str]] = {}
    for one in said:
        names = lines.setdefault(one.value[:_LONGEST], [])
        if one.name not in names:
            names.append(one.name)
    return [(", ".join(names), value) for value, names in lines.items()]


def _mark_stated(words: str, hints: list[Hint], body: str) -> list[Hint]:
    """Mark the lines whose words stand in the text that the page states as its article's."""
    stated = folded(body)
    marked = {"stated": "yes"}
    return [
        hint._replace(attributes=marked)
        if hint.element == "#text"
        and len(line := folded(words[hint.start : min(hint.end, hint.start + 120)])) >= 8
        and line in stated
        else hint
        for hint in hints
    ]
