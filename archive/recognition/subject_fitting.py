"""Weights of words fitted on examples: a linear support vector machine for each subject, all at once.

Squared hinge loss, dual coordinate descent (Hsieh, Chang, Lin, Keerthi, Sundararajan 2008).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .subject_weights import Features, Learned, weighed

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

#: With fewer accepted articles nothing is learned of a subject.
FEWEST_EXAMPLES = 2
#: Words in fewer documents than this say nothing that will be met again.
_RAREST_WORD = 2
_MOST_WORDS = 60_000
#: Numbers held while fitting (4 bytes each): with very many subjects the rarest words are left out.
_MOST_WEIGHTS = 40_000_000
#: How much a wrong example counts against small weights: 1 to 2 were best on news by cross-validation.
_COST = 2.0
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its words, and the keys of the subjects that editors gave it."""

    features: Features
    subjects: frozenset[str]
    #: Subjects that cue words alone give it.
    cued: frozenset[str] = frozenset()
    #: Subjects proposed that no editor has judged: they are neither right nor wrong.
    open: frozenset[str] = frozenset()


def table_of(rows: Sequence[frozenset[str]], subjects: Sequence[str]) -> Bools:
    place = {s: k for k, s in enumerate(subjects)}
    table = np.zeros((len(rows), len(subjects)), dtype=np.bool_)
    for i, keys in enumerate(rows):
        for key in keys:
            if key in place:
                table[i, place[key]] = True
    return table


def wanted_of(examples: Sequence[Example], subjects: Sequence[str]) -> Bools:
    return table_of([e.subjects for e in examples], subjects)


def judged_of(examples: Sequence[Example], subjects: Sequence[str]) -> Bools:
    judged: Bools = ~table_of([e.open - e.subjects for e in examples], subjects)
    return judged


class Model:
    """Weights while they are fitted: a row a word, a column a subject."""

    def __init__(self, examples: Sequence[Example], subjects: tuple[str, ...], seed: int) -> None:
        self.subjects = subjects
        found = Counter(w for e in examples for w in e.features)
        most = min(_MOST_WORDS, _MOST_WEIGHTS // max(len(subjects), 1))
        kept = [w for w, n in found.most_common(most) if n >= _RAREST_WORD]
        self.frequency = {w: math.log((1 + len(examples)) / (1 + found[w])) + 1.0 for w in kept}
        self.place = {w: k for k, w in enumerate(kept)}
        self.weights: Floats = np.zeros((len(kept), len(subjects)), dtype=np.float32)
        self.biases: Floats = np.zeros(len(subjects), dtype=np.float32)
        self._fit(examples, seed)

    def _vector(self, features: Features) -> tuple[npt.NDArray[np.int64], Floats]:
        words = weighed(features, self.frequency)
        rows = np.fromiter((self.place[w] for w in words), dtype=np.int64, count=len(words))
        return rows, np.fromiter(words.values(), dtype=np.float32, count=len(words))

    def _fit(self, examples: Sequence[Example], seed: int) -> None:
        vectors = [self._vector(e.features) for e in examples]
        signs = wanted_of(examples, self.subjects).astype(np.float32) * 2 - 1
        judged = judged_of(examples, self.subjects).astype(np.float32)
        slack = 1 / (2 * _COST)
        #: One more feature that is always 1 stands for the bias.
        own = [float(values @ values) + 1.0 + slack for _, values in vectors]
        duals = np.zeros_like(signs)
        order, shuffler = list(range(len(examples))), random.Random(seed)  # noqa: S311 - repeatable
        for _ in range(_ROUNDS):
            shuffler.shuffle(order)
            for i in order:
                rows, values = vectors[i]
                at = self.weights[rows]
                slope = signs[i] * (values @ at + self.biases) - 1 + slack * duals[i]
                moved = np.maximum(duals[i] - slope / own[i], 0) * judged[i]
                step = (moved - duals[i]) * signs[i]
                duals[i] = moved
                self.weights[rows] = at + np.outer(values, step)
                self.biases += step

    def scores(self, features: Features) -> Floats:
        """How far a document lies on a subject's side, for each subject."""
        rows, values = self._vector(features)
        sums: Floats = values @ self.weights[rows] + self.biases
        return sums

    def as_learned(self, margin: float, kept: Sequence[str], with_cues: frozenset[str]) -> Learned:
        """The weights of the subjects kept, those of no account left out."""
        columns = [k for k, subject in enumerate(self.subjects) if subject in set(kept)]
        weights = {}
        for word, row in self.place.items():
            told = self.weights[row, columns]
            some = np.nonzero(np.abs(told) > 0.02)[0]
            if len(some):
                weights[word] = tuple((int(k), round(float(told[k]), 3)) for k in some)
        made = Learned(
            tuple(self.subjects[k] for k in columns),
            {w: round(v, 4) for w, v in self.frequency.items()},
            weights,
            tuple(round(float(self.biases[k]), 4) for k in columns),
            margin,
        )
        return replace(made, with_cues=with_cues)
