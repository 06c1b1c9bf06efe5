"""What editors' assignments teach about subjects: weights of words, fitted on accepted ones.

A linear support vector machine for each subject over the same words (squared hinge loss, dual coordinate
descent: Hsieh, Chang, Lin, Keerthi, Sundararajan 2008), all subjects at once. The margin from which a subject
is assigned is chosen on documents that the weights were not fitted on. Nothing is learned of a subject with
too few examples.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .subject_weights import USUAL_MARGIN, Features, Learned, weighed

Floats = npt.NDArray[np.float32]

#: With fewer accepted articles nothing is learned of a subject.
FEWEST_EXAMPLES = 2
#: Words in fewer documents than this say nothing that will be met again.
_RAREST_WORD = 2
_MOST_WORDS = 60_000
#: How much a wrong example counts against small weights: 1 to 2 were best on news by cross-validation.
_COST = 1.0
_ROUNDS = 12
_FOLDS = 5
_MARGINS = tuple(-0.7 + 0.05 * k for k in range(17))


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its words, and the keys of the subjects that editors gave it."""

    features: Features
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gain:
    """Right, wrong and missed assignments over all subjects (micro-averaged)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f(self) -> float:
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def with_document(self, wanted: frozenset[str], made: frozenset[str]) -> Gain:
        """The same with one more document counted."""
        return Gain(
            self.right + len(wanted & made), self.wrong + len(made - wanted), self.missed + len(wanted - made)
        )


def learn(examples: Sequence[Example], *, seed: int = 1) -> Learned:
    """Fits a model; the margin comes from cross-validation over whole documents."""
    subjects = _subjects(examples)
    if not subjects:
        return Learned()
    return _Model(examples, subjects, seed).as_learned(_margin(examples, subjects, seed))


def folds(count: int, seed: int, number: int = _FOLDS) -> list[list[int]]:
    """Numbers of the documents in each part of a cross-validation; none where there are too few."""
    order = list(range(count))
    random.Random(seed).shuffle(order)  # noqa: S311 - repeatable, nothing secret
    return [order[k::number] for k in range(number)] if count >= 2 * number else []


def _subjects(examples: Sequence[Example]) -> tuple[str, ...]:
    counts = Counter(s for e in examples for s in e.subjects)
    return tuple(sorted(s for s, n in counts.items() if n >= FEWEST_EXAMPLES))


def _wanted(examples: Sequence[Example], subjects: Sequence[str]) -> npt.NDArray[np.bool_]:
    place = {s: k for k, s in enumerate(subjects)}
    wanted = np.zeros((len(examples), len(subjects)), dtype=np.bool_)
    for i, example in enumerate(examples):
        for subject in example.subjects:
            if subject in place:
                wanted[i, place[subject]] = True
    return wanted


def _margin(examples: Sequence[Example], subjects: tuple[str, ...], seed: int) -> float:
    """The margin with the best F over all subjects, each document judged by a model that never saw it."""
    parts = folds(len(examples), seed)
    if not parts:
        return USUAL_MARGIN
    scores = np.zeros((len(examples), len(subjects)), dtype=np.float32)
    for part in parts:
        held = set(part)
        model = _Model([e for i, e in enumerate(examples) if i not in held], subjects, seed)
        for i in part:
            scores[i] = model.scores(examples[i].features)
    wanted = _wanted(examples, subjects)

    def f(margin: float) -> float:
        made = scores >= margin
        return 2 * int((made & wanted).sum()) / max(int(made.sum()) + int(wanted.sum()), 1)

    # Several may be as good as each other where there are few examples.
    return max(_MARGINS, key=lambda margin: (f(margin), -abs(margin - USUAL_MARGIN)))


class _Model:
    """Weights while they are fitted: a row a word, a column a subject."""

    def __init__(self, examples: Sequence[Example], subjects: tuple[str, ...], seed: int) -> None:
        self.subjects = subjects
        found = Counter(w for e in examples for w in e.features)
        kept = [w for w, n in found.most_common(_MOST_WORDS) if n >= _RAREST_WORD]
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
        signs = _wanted(examples, self.subjects).astype(np.float32) * 2 - 1
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
                moved = np.maximum(duals[i] - slope / own[i], 0)
                step = (moved - duals[i]) * signs[i]
                duals[i] = moved
                self.weights[rows] = at + np.outer(values, step)
                self.biases += step

    def scores(self, features: Features) -> Floats:
        """How far a document lies on a subject's side, for each subject."""
        rows, values = self._vector(features)
        sums: Floats = values @ self.weights[rows] + self.biases
        return sums

    def as_learned(self, margin: float) -> Learned:
        weights = {}
        for word, row in self.place.items():
            told = self.weights[row]
            kept = np.nonzero(np.abs(told) > 0.02)[0]
            if len(kept):
                weights[word] = tuple((int(k), round(float(told[k]), 3)) for k in kept)
        frequency = {w: round(v, 4) for w, v in self.frequency.items()}
        return Learned(
            self.subjects, frequency, weights, tuple(round(float(b), 4) for b in self.biases), margin
        )
