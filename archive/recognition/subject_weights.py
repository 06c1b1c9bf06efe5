"""What was learned about subjects, as it is applied: weights of words, and the margin that decides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Features = Mapping[str, float]
#: Where nothing could be held out to choose a margin by.
USUAL_MARGIN = -0.4
_SAYS_SOMETHING = 0.1


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of words by subject, with a bias each; plain values, so that they travel."""

    subjects: tuple[str, ...] = ()
    #: Word to its inverse document frequency.
    frequency: Mapping[str, float] = field(default_factory=dict)
    #: Word to (number of the subject, weight), weights of no account left out.
    weights: Mapping[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    biases: tuple[float, ...] = ()
    #: The margin from which a subject is assigned.
    margin: float = USUAL_MARGIN
    #: Subjects that cue words are heeded for as well: both together were right more often than either.
    with_cues: frozenset[str] = frozenset()

    def decides_alone(self, subject: str) -> bool:
        """Whether what was learned is all that counts for this subject."""
        return subject in self.subjects and subject not in self.with_cues

    def as_values(self) -> dict[str, Any]:
        """All of it as plain values for JSON."""
        return {
            "subjects": list(self.subjects),
            "frequency": dict(self.frequency),
            "weights": {word: [list(pair) for pair in pairs] for word, pairs in self.weights.items()},
            "biases": list(self.biases),
            "margin": self.margin,
            "with_cues": sorted(self.with_cues),
        }

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> Learned:
        """The same again. Raises `KeyError` or `TypeError` for values of another form."""
        return cls(
            tuple(values["subjects"]),
            values["frequency"],
            {word: tuple((int(n), float(w)) for n, w in told) for word, told in values["weights"].items()},
            tuple(values["biases"]),
            values["margin"],
            frozenset(values["with_cues"]),
        )

    def assign(self, features: Features) -> list[tuple[str, float, list[str]]]:
        """Subject, score (0.5 to 1) and the words that spoke most for it, the surest first."""
        words = weighed(features, self.frequency)
        sums = list(self.biases)
        for word, value in words.items():
            for number, weight in self.weights.get(word, ()):
                sums[number] += weight * value
        # Where a subject is common its bias alone may reach the margin: some word has to speak for it.
        found = [
            (s - self.margin, number)
            for number, s in enumerate(sums)
            if s >= self.margin and s - self.biases[number] > _SAYS_SOMETHING
        ]
        return [
            (self.subjects[number], _score(over), self._telling(number, words))
            for over, number in sorted(found, reverse=True)
        ]

    def _telling(self, number: int, words: Features, count: int = 5) -> list[str]:
        told = [
            (weight * value, word)
            for word, value in words.items()
            for n, weight in self.weights.get(word, ())
            if n == number and weight > 0
        ]
        return [word for _, word in sorted(told, reverse=True)[:count]]


def weighed(features: Features, frequency: Mapping[str, float]) -> dict[str, float]:
    """Features by how much a word tells, brought to length 1 again; unknown words left out."""
    words = {w: v * frequency[w] for w, v in features.items() if w in frequency}
    length = math.sqrt(sum(v * v for v in words.values())) or 1.0
    return {w: v / length for w, v in words.items()}


def _score(over: float) -> float:
    return 1.0 / (1.0 + math.exp(-min(3.0 * over, 30.0)))
