"""What editors' assignments teach about subjects: weights of words, fitted on accepted ones.

The margin from which a subject is assigned, and whether cue words, learned weights or both decide on it, is
chosen on documents that the weights were not fitted on. Nothing is learned of a subject with few examples.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from archive.documents import ParsedArticle

from .lexicon import lexicon
from .page import cut
from .subject_fitting import FEWEST_EXAMPLES, Bools, Example, Floats, Model, judged_of, table_of, wanted_of
from .subject_weights import USUAL_MARGIN, Learned
from .subject_words import features_of
from .subjects import CUES, SubjectIndex

#: With fewer, cue words that were right before are heeded whatever the weights do: so few prove nothing.
ENOUGH_TO_OUTDO_CUES = 5
_FOLDS = 5
#: With fewer articles none can be held out to judge by.
FEWEST_ARTICLES = 2 * _FOLDS
_MARGINS = tuple(round(-0.7 + 0.05 * k, 2) for k in range(17))


@dataclass(frozen=True, slots=True)
class Gain:
    """Right, wrong and missed assignments, of one subject or over all of them (micro-averaged)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f(self) -> float:
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def with_document(self, wanted: frozenset[str], made: frozenset[str]) -> Gain:
        """The same with one more document counted."""
        return self + Gain(len(wanted & made), len(made - wanted), len(wanted - made))

    def __add__(self, other: Gain) -> Gain:
        return Gain(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(frozen=True, slots=True)
class Trial:
    """How assigning does on documents that nothing was learned from."""

    before: Gain = Gain()
    after: Gain = Gain()
    #: By subject: its accepted examples, before and after.
    subjects: tuple[tuple[str, int, Gain, Gain], ...] = ()


def example_of(
    text: str,
    article: ParsedArticle,
    cues: SubjectIndex,
    subjects: Iterable[str],
    *,
    judged: Iterable[str],
    same: Mapping[str, str] | None = None,
) -> Example:
    """One article to learn from: its words, the subjects that editors gave it with all wider ones.

    `judged` are the others that editors decided against. `cues` is an index without learned weights, `same`
    what its merged subjects stand for.
    """
    page = cut(text, article, lexicon("en"))
    own = frozenset(key for subject in subjects for key in (subject, *cues.wider_than(subject)))
    same = same or {}
    assigned = cues.assign(page, "")
    found = frozenset(same.get(t.key, t.key) for t in assigned if t.rule == CUES)
    unsaid = frozenset(same.get(t.key, t.key) for t in assigned) - own - frozenset(judged)
    return Example(features_of(page), own, found, unsaid)


def learn(examples: Sequence[Example], *, seed: int = 1) -> Learned:
    """Fits a model; its margin, and where cue words are better, come from cross-validation over documents.

    Subjects that cue words alone do better on are left out of it.
    """
    subjects = _subjects(examples)
    if not subjects:
        return Learned()
    scores = _held_out_scores(examples, subjects, seed)
    if scores is None:
        return Model(examples, subjects, seed).as_learned(USUAL_MARGIN, subjects, frozenset())
    wanted, judged = wanted_of(examples, subjects), judged_of(examples, subjects)
    margin = _margin(scores, wanted, judged)
    kept, with_cues = _who_decides(examples, subjects, scores >= margin, wanted, judged)
    return Model(examples, subjects, seed).as_learned(margin, kept, with_cues) if kept else Learned()


def try_out(
    examples: Sequence[Example], wider: Mapping[str, Iterable[str]] | None = None, *, seed: int = 1
) -> Trial:
    """What learning is worth: each document judged by a model, margin and choices that never saw it.

    `wider` has the subjects that each implies. Without enough documents to hold some out, all is nothing.
    """
    above = {key: frozenset(keys) for key, keys in (wider or {}).items()}
    before: Counter[tuple[str, str]] = Counter()
    after: Counter[tuple[str, str]] = Counter()
    for part in folds(len(examples), seed):
        held = set(part)
        learned = learn([e for i, e in enumerate(examples) if i not in held], seed=seed)
        for i in part:
            example = examples[i]
            _count(before, example, _closed(example.cued, above))
            _count(after, example, _closed(assigned_to(example, learned), above))
    found = Counter(s for e in examples for s in e.subjects)
    keys = sorted({s for _what, s in [*before, *after]}, key=lambda s: (-found[s], s))
    by_subject = tuple((s, found[s], _gain(before, s), _gain(after, s)) for s in keys)
    return Trial(
        sum((row[2] for row in by_subject), Gain()), sum((row[3] for row in by_subject), Gain()), by_subject
    )


def assigned_to(example: Example, learned: Learned) -> frozenset[str]:
    """The subjects an article would get by these weights together with its cue words, wider ones aside."""
    taught = {key for key, _score, _words in learned.assign(example.features)}
    return frozenset(taught | {key for key in example.cued if not learned.decides_alone(key)})


def folds(count: int, seed: int, number: int = _FOLDS) -> list[list[int]]:
    """Numbers of the documents in each part of a cross-validation; none where there are too few."""
    order = list(range(count))
    random.Random(seed).shuffle(order)  # noqa: S311 - repeatable, nothing secret
    return [order[k::number] for k in range(number)] if count >= 2 * number else []


def _closed(keys: Iterable[str], wider: Mapping[str, frozenset[str]]) -> frozenset[str]:
    own = frozenset(keys)
    return own.union(*(wider[key] for key in own if key in wider))


def _count(counts: Counter[tuple[str, str]], example: Example, made: frozenset[str]) -> None:
    wanted, judged = example.subjects, made - example.open
    counts.update(("right", s) for s in wanted & made)
    counts.update(("wrong", s) for s in judged - wanted)
    counts.update(("missed", s) for s in wanted - made)


def _gain(counts: Counter[tuple[str, str]], subject: str) -> Gain:
    return Gain(counts["right", subject], counts["wrong", subject], counts["missed", subject])


def _subjects(examples: Sequence[Example]) -> tuple[str, ...]:
    counts = Counter(s for e in examples for s in e.subjects)
    return tuple(sorted(s for s, n in counts.items() if n >= FEWEST_EXAMPLES))


def _held_out_scores(examples: Sequence[Example], subjects: tuple[str, ...], seed: int) -> Floats | None:
    """For each document and subject the score of a model that never saw the document."""
    parts = folds(len(examples), seed)
    if not parts:
        return None
    scores = np.zeros((len(examples), len(subjects)), dtype=np.float32)
    for part in parts:
        held = set(part)
        model = Model([e for i, e in enumerate(examples) if i not in held], subjects, seed)
        for i in part:
            scores[i] = model.scores(examples[i].features)
    return scores


def _margin(scores: Floats, wanted: Bools, judged: Bools) -> float:
    """The margin with the best F over all subjects."""

    def f(margin: float) -> float:
        made = (scores >= margin) & judged
        return 2 * int((made & wanted).sum()) / max(int(made.sum()) + int(wanted.sum()), 1)

    # Several may be as good as each other where there are few examples.
    return max(_MARGINS, key=lambda margin: (f(margin), -abs(margin - USUAL_MARGIN)))


def _who_decides(
    examples: Sequence[Example], subjects: tuple[str, ...], taught: Bools, wanted: Bools, judged: Bools
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The subjects that learned weights decide on, and those of them where cue words count as well.

    Whatever was right more often on documents held out; where that is all one, cue words, then both.
    """
    cued = table_of([e.cued for e in examples], subjects)
    kept, with_cues = [], set()
    for k, subject in enumerate(subjects):
        ways = {"cues": cued[:, k], "both": cued[:, k] | taught[:, k], "learned": taught[:, k]}
        if not ways["cues"].any():
            kept.append(subject)  # a subject without cue words
            with_cues.add(subject)
            continue
        few = int(wanted[:, k].sum()) < ENOUGH_TO_OUTDO_CUES
        if few and (ways["cues"] & wanted[:, k]).any():
            del ways["learned"]
        best = max(ways, key=lambda way: _f(ways[way] & judged[:, k], wanted[:, k]))  # the first of equals
        if best != "cues":
            kept.append(subject)
        if best == "both":
            with_cues.add(subject)
    return tuple(kept), frozenset(with_cues)


def _f(made: Bools, wanted: Bools) -> float:
    return 2 * int((made & wanted).sum()) / max(int(made.sum()) + int(wanted.sum()), 1)
