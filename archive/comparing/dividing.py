"""A paragraph on one side that is several on the other: divided there too, so that each meets its like.

Where a paragraph ends is white space, and no difference: a page set anew, or read by another reader, often
has the same words in more or fewer paragraphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.comparing.pairing import Likeness
from archive.comparing.sequences import differing
from archive.comparing.words import key_of

#: Tokens by which the beginning of a paragraph is looked up, and how many that begin alike are tried.
_BEGINNING, _TRIED = 3, 4
#: A run of more changed paragraphs than this is not looked through: it is another text.
_LONGEST_RUN = 500


class Passage(NamedTuple):
    """A paragraph, caption or other stretch of a text, and what kind it is."""

    kind: str
    text: str
    #: Whether it goes on from the passage before: the text has the two as one.
    continued: bool = False


def divided_alike(
    old: Sequence[Passage], new: Sequence[Passage], likeness: Likeness
) -> tuple[list[Passage], list[Passage]]:
    """Both texts; a passage that is, word for word, several on the other side is cut where they end."""
    regions, _exact = differing([key_of(p.text) for p in old], [key_of(p.text) for p in new], likeness.effort)
    old_out, new_out = list(old), list(new)
    for region in reversed(regions):  # from the end, so that places before stay
        here = slice(region.a_start, region.a_end), slice(region.b_start, region.b_end)
        if 1 < max(region.a_end - region.a_start, region.b_end - region.b_start) <= _LONGEST_RUN:
            old_out[here[0]] = _divided(old[here[0]], new[here[1]], likeness)
            new_out[here[1]] = _divided(new[here[1]], old[here[0]], likeness)
    return old_out, new_out


def _divided(passages: Sequence[Passage], others: Sequence[Passage], likeness: Likeness) -> list[Passage]:
    """The passages, cut where a run of the others ends that has the same words."""
    words = [[t.key for t in likeness.tokens(other.text) or ()] for other in others]
    beginning: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, keys in enumerate(words):
        if keys:
            beginning[tuple(keys[:_BEGINNING])].append(at)
    out: list[Passage] = []
    for passage in passages:
        tokens = likeness.tokens(passage.text) or []
        keys = [token.key for token in tokens]
        cuts: list[int] = []
        for length in range(1, _BEGINNING + 1):  # the first of the run may be shorter than a beginning
            for at in beginning.get(tuple(keys[:length]), ())[:_TRIED]:
                if length == _BEGINNING or len(words[at]) == length:
                    cuts = cuts or _ends(keys, words, at)
        edges = [0, *(tokens[cut].start for cut in cuts), len(passage.text)]
        parts = [passage.text[a:b] for a, b in pairwise(edges)]
        out += [
            Passage(passage.kind, part, passage.continued or number > 0) for number, part in enumerate(parts)
        ]
    return out


def _ends(keys: list[str], words: list[list[str]], at: int) -> list[int]:
    """Where to cut a passage so that its parts are the run of others from `at` on; [] if they are not."""
    ends: list[int] = []
    done = 0
    while done < len(keys) and at < len(words):
        following = words[at]
        if not following or keys[done : done + len(following)] != following:
            return []
        done += len(following)
        ends.append(done)
        at += 1
    return ends[:-1] if done == len(keys) else []
