"""Who wrote it, as Deutsche Welle prints names: in a byline, or behind "Author" in the list at the foot.

"Ben Knight (with dpa, AFP)", "Nina Haase | Rahel Klein, Kyiv",
"عاطف توفیق، اسلام آباد", "万方、李宁（综合）":
the agencies stay in the byline, the place too, and the house itself is nobody's name.
"""

from __future__ import annotations

import re

from archive.parsing.dw_labels import PLACES, bare, folded_set, labels, pattern
from archive.parsing.dw_signature import HOUSE
from archive.parsing.people import read_names

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{0,160}[)）\]]?")
#: Commas of other scripts, for `read_names`, which knows the Latin one; as many characters as before.
_COMMAS = str.maketrans("،、，｜", ",,,|")
_LABELS = folded_set("author", "note")
#: "Autor: Dirk Kaufmann", "Author: Julia Hitz (eg)", beneath a text.
_SIGNED = re.compile(rf"(?:{pattern(labels('author'))})\s{{0,2}}[:：፦]\s{{0,3}}(?=\S)", re.IGNORECASE)


def read_authors(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The people named between two places of a text, as spans; without agencies, places and the house."""
    line = text[start:end][:300]
    plain = _BRACKETS.sub(lambda found: " " * len(found[0]), line.translate(_COMMAS))
    spans: list[tuple[int, int]] = []
    for first, last in read_names(plain, place=0, lone=not plain.isascii()):
        name = line[first:last]
        if name.casefold() in PLACES or HOUSE.search(name) or bare(name) in _LABELS:
            continue
        spans.append((start + first, start + last))
    return spans


def signed_at(line: str) -> int:
    """Where the names begin in a line that signs a text: behind "Autor:". 0: it is no such line."""
    if len(line) > 160:
        return 0
    label = _SIGNED.match(line)
    return label.end() if label and read_authors(line, label.end(), len(line)) else 0
