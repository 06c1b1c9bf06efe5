"""How alike two texts are: by the runs of words they share, and by bands that find them in an archive."""

from __future__ import annotations

import re
import struct
from hashlib import blake2b

from rensa import RMinHash

#: From how many runs of four words on a share of them says anything.
_ENOUGH_RUNS = 8
MOST_OF_THE_BODY = 0.5

#: Scripts that put no space between words (Thai to Khmer, kana, Chinese): each character counts as a word.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff])"
)
_FIGURES = re.compile(r"\d+")

#: MinHash in bands (Broder 1997; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4): two texts
#: of which a share s of all runs is common have a band in common with probability 1 - (1 - s^6)^20, that is
#: 1 % at .3, 27 % at .5, 62 % at .6, 92 % at .7, and 99.8 % at .8.
BANDS, _ROWS = 20, 6
_SEED = 20
#: Shorter texts (a caption, a line of news) are made of formulas.
_FEWEST_WORDS = 40
#: Longer ones are told by their beginning, some 60,000 words: 2.9 million Chinese characters, each a word,
#: took 350 MiB otherwise.
_MOST_CHARACTERS = 400_000


def tokens(words: str) -> list[str]:
    """The words of a folded text, of a very long one the first; in scripts without spaces, its characters."""
    return _UNSPACED.sub(r" \1 ", words[:_MOST_CHARACTERS]).split()


def _runs(listed: list[str]) -> set[tuple[str, ...]]:
    return {tuple(listed[i : i + 4]) for i in range(len(listed) - 3)}


def shared(words_a: str, words_b: str) -> float:
    """How much of the shorter of two texts (folded words) stands in the other: 0 to 1, by runs of four."""
    a, b = tokens(words_a), tokens(words_b)
    if not _enough(a, b):
        return 1.0 if a == b else 0.0
    runs_a, runs_b = _runs(a), _runs(b)
    return len(runs_a & runs_b) / min(len(runs_a), len(runs_b))


def says_enough(words_a: str, words_b: str) -> bool:
    """Whether both texts are long enough that what they share says anything."""
    return _enough(tokens(words_a), tokens(words_b))


def _enough(a: list[str], b: list[str]) -> bool:
    return min(len(a), len(b)) >= _ENOUGH_RUNS + 3


def resemblance(words_a: str, words_b: str) -> float:
    """The share of all runs of four words of two texts that both have: 0 to 1 (Jaccard)."""
    a, b = _runs(tokens(words_a)), _runs(tokens(words_b))
    return len(a & b) / len(a | b) if a | b else 0.0


def without_figures(words: str) -> str:
    """The text with every number alike: two reports by one form, of other figures, are then one text."""
    return _FIGURES.sub("0", words)


def bands(words: str) -> list[int]:
    """Twenty numbers (63 bits and a sign) of which nearly equal texts share some; none for a short text.

    They are stored: the same words have to give the same numbers in every version (a test holds that).
    """
    listed = tokens(words)
    if len(listed) < _FEWEST_WORDS:
        return []
    sketch = RMinHash(num_perm=BANDS * _ROWS, seed=_SEED)
    sketch.update([" ".join(listed[i : i + 4]) for i in range(len(listed) - 3)])
    values = sketch.digest()
    out = []
    for band in range(BANDS):
        row = struct.pack(f">B{_ROWS}Q", band, *values[band * _ROWS : (band + 1) * _ROWS])
        out.append(int.from_bytes(blake2b(row, digest_size=8).digest(), "big", signed=True))
    return out


def headlines_alike(one: str, other: str) -> bool:
    """Whether two folded headlines may be one: equal, one within the other, or most words in common."""
    a, b = tokens(one), tokens(other)
    if a == b:
        return True
    common, fewer = len(set(a) & set(b)), min(len(set(a)), len(set(b)))
    return fewer >= 3 and common * 3 >= fewer * 2
