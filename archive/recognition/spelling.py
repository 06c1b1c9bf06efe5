"""Spellings levelled for looking names up: case, accents, dashes and spaces."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


class _OneForOne(dict[int, str]):
    """Folds a character to exactly one other, so that offsets into the folded text hold in the layer."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isspace() or char in "-‐‑‒–—":
            made = " "
        elif char in "’‘ʼ`´":
            made = "'"
        else:
            low = char.lower()
            bare = unicodedata.normalize("NFKD", low)
            made = bare[0] if bare and not unicodedata.combining(bare[0]) and bare[0].isalnum() else low[0]
            made = _SPECIAL.get(made, made)
        if len(self) < 70_000:
            self[code] = made
        return made


_SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "s"}
_FOLD = _OneForOne()


def fold_in_place(text: str) -> str:
    """The text with case and accents levelled, character for character.

    >>> fold_in_place("Erdoğan’s A-Team")
    "erdogan's a team"
    """
    return text.translate(_FOLD)


@lru_cache(maxsize=131_072)
def fold_word(word: str) -> str:
    """One word of a page or a name as names are compared: "W" and "W." are the same initial."""
    folded = word.translate(_FOLD)
    return folded[0] if len(folded) == 2 and folded[1] == "." else folded


def level(text: str) -> str:
    """A whole name with its punctuation, case, accents and spacing levelled."""
    return " ".join(fold_in_place(text.replace("ß", "ss")).split())
