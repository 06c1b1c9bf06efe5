"""Which paragraphs that are not equal correspond all the same: by the words they share, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.comparing.sequences import Effort
from archive.comparing.words import Token, tokens_of

#: Two paragraphs that share less of their words are two; articles and prepositions alone make a quarter.
_ALIKE = 0.45
#: The same where one paragraph stands in the place of one: then the place speaks for it too.
_ALIKE_IN_PLACE = 0.25
#: A paragraph that stands elsewhere with fewer of its words is another one.
_ALIKE_ELSEWHERE = 0.75

Bag = frozenset[tuple[str, int]]


@dataclass(slots=True)
class Likeness:
    """How alike paragraphs are, and what finding out may still cost, for one comparison of two texts."""

    #: Characters that are cut into words: of two texts that differ everywhere, a book's worth.
    characters: int = 300_000
    #: Words looked up in comparing bags: about a quarter of a second.
    lookups: int = 4_000_000
    effort: Effort = field(default_factory=Effort)
    _tokens: dict[str, list[Token]] = field(default_factory=dict)
    _bags: dict[str, Bag] = field(default_factory=dict)

    def tokens(self, text: str) -> list[Token] | None:
        """The tokens of a text; None where that would go beyond the bounds."""
        known = self._tokens.get(text)
        if known is None:
            if len(text) > self.characters:
                return None
            self.characters -= len(text)
            known = self._tokens[text] = tokens_of(text)
        return known

    def words(self, text: str) -> Bag:
        """The words of a text, the second "the" apart from the first; of a text without words its marks.

        Empty for a text that is too long.
        """
        bag = self._bags.get(text)
        if bag is None:
            tokens = self.tokens(text) or []
            seen: dict[str, int] = {}
            numbered = []
            for token in [t for t in tokens if t.is_word] or tokens:
                seen[token.key] = seen.get(token.key, 0) + 1
                numbered.append((token.key, seen[token.key]))
            bag = self._bags[text] = frozenset(numbered)
        return bag

    def has_words(self, text: str, least: int) -> bool:
        """Whether a text has at least so many words, or characters of a script without spaces."""
        return len(text) >= least and len(self.words(text)) >= least

    def allows(self, old: Sequence[Bag], new: Sequence[Bag]) -> bool:
        """Take the cost of comparing each of these with each, where it can be paid."""
        rows, columns = len(old), len(new)
        cost = min(rows * sum(map(len, new)), columns * sum(map(len, old))) + rows * columns
        if cost > self.lookups:
            return False
        self.lookups -= cost
        return True

    def nearest(self, old: Sequence[str], new: Sequence[str], least: int) -> list[tuple[int, int]]:
        """Pairs (old, new) of texts of at least so many words that are nearly the same, the likest first."""
        if not old or not new or len(old) * len(new) > self.lookups:
            return []
        old_bags, new_bags = [self.words(t) for t in old], [self.words(t) for t in new]
        if not self.allows(old_bags, new_bags):
            return []
        alike = sorted(
            (-share(a, b), i, j)
            for i, a in enumerate(old_bags)
            if len(a) >= least
            for j, b in enumerate(new_bags)
            if share(a, b) >= _ALIKE_ELSEWHERE
        )
        out: dict[int, int] = {}
        for _share, i, j in alike:
            if i not in out and j not in out.values():
                out[i] = j
        return list(out.items())


def share(a: Bag, b: Bag) -> float:
    """How much of two bags is in both: 0 to 1."""
    both = len(a) + len(b)
    if not both or min(len(a), len(b)) * 4 < max(len(a), len(b)) * _ALIKE_IN_PLACE:
        return 0.0
    return 2 * len(a & b) / both


def pairs_in(old: Sequence[str], new: Sequence[str], likeness: Likeness) -> list[tuple[int, int]]:
    """Pairs (old, new) that correspond, in order on both sides, of two runs without an equal paragraph.

    The selection whose pairs are most alike in all. None where the runs are too long to try each with each.
    """
    if not old or not new or len(old) * len(new) > likeness.lookups:
        return []
    old_bags, new_bags = ([likeness.words(text) for text in texts] for texts in (old, new))
    if not likeness.allows(old_bags, new_bags):
        return []
    enough = _ALIKE_IN_PLACE if len(old) == len(new) == 1 else _ALIKE
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike: dict[tuple[int, int], float] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            here = share(old_bags[i], new_bags[j])
            skip = max(best[i + 1][j], best[i][j + 1])
            if here >= enough:
                alike[i, j] = here
                skip = max(skip, here + best[i + 1][j + 1])
            best[i][j] = skip
    out: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if (i, j) in alike and best[i][j] == alike[i, j] + best[i + 1][j + 1]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return out
