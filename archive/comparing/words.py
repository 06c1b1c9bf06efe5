"""Two texts word by word: what each keeps, what the older lost, what the newer gained."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from archive.comparing.sequences import Effort, Region, differing

#: Scripts that put no space between words: each character, with the marks on it, counts as one.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
#: Marks that are seen nowhere; joiners are not among them, since they shape the letters beside them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")


def _combining() -> str:
    """Marks that belong to the character before them, as ranges of a character class."""
    marked = [c for c in range(0x300, 0x1F000) if unicodedata.category(chr(c)).startswith("M")]
    marked += range(0xE0100, 0xE01F0)
    runs = [
        [code for _at, code in run]
        for _gap, run in groupby(enumerate(marked), lambda pair: pair[1] - pair[0])
    ]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


_MARK = f"[{_combining()}]"
#: Within a word: marks, joiners, hyphens that show at the end of a line only.
_INNER = f"[{_MARK[1:-1]}\u200c\u200d\u00ad\u2060]"
_PART = rf"[^\W{_UNSPACED}]+(?:{_INNER}+[^\W{_UNSPACED}]*)*"
#: A figure with its points ("1,250.5", "10:30"); a word with inner apostrophes; a character; any other mark.
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)+(?![^\W{_UNSPACED}])"
    rf"|{_PART}(?:['’ʼ]{_PART})*"
    rf"|[{_UNSPACED}](?:[\u17d2\u1039][{_UNSPACED}]|{_INNER})*"
    rf"|\S{_INNER}*"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")

#: Two texts that keep less than this share of the longer one are not the same text with some words changed.
_ENOUGH_KEPT = 0.2
#: From so many tokens on a change is long, for `_readable`.
_LONGER_CHANGE = 3


class Token(NamedTuple):
    """A word, character or mark: what it is compared by, and where it stands."""

    key: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is counted: a word or figure, not a mark between them."""
        return self.key[0].isalnum() or self.key[:2].isalnum()

    @property
    def is_character(self) -> bool:
        """Whether it is a character of a script that writes no spaces."""
        return not self.key.isascii() and _IS_UNSPACED.match(self.key) is not None


class Piece(NamedTuple):
    """A run of a text's own characters; `changed`: lost, on the older side, or gained, on the newer."""

    text: str
    changed: bool


class WordsCompared(NamedTuple):
    """Both texts in pieces; the pieces of each, joined, are that text."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    #: The tokens that were lost and gained, for counting.
    lost: tuple[Token, ...]
    gained: tuple[Token, ...]
    #: False where the two were too long or too different to be compared word by word.
    compared: bool = True

    @property
    def same(self) -> bool:
        return self.compared and not self.lost and not self.gained


def key_of(text: str) -> str:
    """What a text is compared by: accents composed, invisible marks gone, white space levelled.

    >>> key_of("Cafe\\u0301  au\\u00a0lait") == key_of("Café au lait")
    True
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(text.split())


def tokens_of(text: str) -> list[Token]:
    """The words of a text, its characters where the script has no spaces, and the marks between, in order.

    >>> [t.key for t in tokens_of("Putin’s 1,250 men, 他说")]
    ['Putin’s', '1,250', 'men', ',', '他', '说']
    """
    out = []
    for found in _TOKEN.finditer(text):
        word = found[0]
        key = word if word.isascii() or (len(word) == 1 and not _UNSEEN.match(word)) else key_of(word)
        if key:
            out.append(Token(key, found.start(), found.end()))
    return out


def compare_words(old: str, new: str, effort: Effort | None = None) -> WordsCompared:
    """Compare two texts. White space and invisible marks are no difference and stay where they are."""
    return compare_tokens(old, tokens_of(old), new, tokens_of(new), effort or Effort())


def compare_tokens(
    old: str, old_tokens: Sequence[Token], new: str, new_tokens: Sequence[Token], effort: Effort
) -> WordsCompared:
    """The same for texts whose tokens are known."""
    if not old_tokens or not new_tokens:
        return wholly(old, old_tokens, new, new_tokens)
    regions, exact = differing([t.key for t in old_tokens], [t.key for t in new_tokens], effort)
    regions = _readable(regions, old_tokens)
    lost = [token for r in regions for token in old_tokens[r.a_start : r.a_end]]
    gained = [token for r in regions for token in new_tokens[r.b_start : r.b_end]]
    longer = max(_length(old_tokens), _length(new_tokens))
    if _length(old_tokens) - _length(lost) < _ENOUGH_KEPT * longer:
        return wholly(old, old_tokens, new, new_tokens, compared=exact)
    return WordsCompared(
        _pieces(old, old_tokens, [(r.a_start, r.a_end) for r in regions]),
        _pieces(new, new_tokens, [(r.b_start, r.b_end) for r in regions]),
        tuple(lost),
        tuple(gained),
        exact,
    )


def wholly(
    old: str, old_tokens: Sequence[Token], new: str, new_tokens: Sequence[Token], *, compared: bool = True
) -> WordsCompared:
    """Two texts of which the one took the place of the other, all of it. Either may be empty."""
    return WordsCompared(
        (Piece(old, bool(old_tokens)),) if old else (),
        (Piece(new, bool(new_tokens)),) if new else (),
        tuple(old_tokens),
        tuple(new_tokens),
        compared,
    )


def _length(tokens: Sequence[Token]) -> int:
    return sum(token.end - token.start for token in tokens)


def _readable(regions: list[Region], old_tokens: Sequence[Token]) -> list[Region]:
    """Join two changes that hardly anything keeps apart.

    Marks alone ("Volker, Kurt" → "Lavrov, Sergey"), or one word between two longer changes, which is there by
    chance ("of", "the") and would make both harder to read.
    """
    out: list[Region] = []
    for region in regions:
        if out:
            before = out[-1]
            kept = old_tokens[before.a_end : region.a_start]
            words = sum(token.is_word for token in kept) if len(kept) <= 2 else 2
            least = min(max(r.a_end - r.a_start, r.b_end - r.b_start) for r in (before, region))
            if words == 0 or (words == 1 and least >= _LONGER_CHANGE):
                out[-1] = Region(before.a_start, region.a_end, before.b_start, region.b_end)
                continue
        out.append(region)
    return out


def _pieces(text: str, tokens: Sequence[Token], changed: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """A text cut where the changed tokens begin and end; white space around a change is not part of it."""
    edges = [0]
    for start, end in changed:
        if start < end:
            edges += [tokens[start].start, tokens[end - 1].end]
    edges.append(len(text))
    cut = [(text[a:b], index % 2 == 1) for index, (a, b) in enumerate(pairwise(edges))]
    return tuple(Piece(words, is_changed) for words, is_changed in cut if words)
