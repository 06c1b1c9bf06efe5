"""One run of learning: examples are gathered, tried out, fitted; kept only where it helped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from archive import changes
from archive.documents import TopicKind
from archive.learning.examples import Outside, Subjects, examples_from, examples_of_archive, free_key
from archive.learning.files import Fault, read_file
from archive.models import Batch, LearnedSubjects, LearnedWeights, Topic, TopicName
from archive.models.authority import AuthorityRecord
from archive.models.naming import AuthorityName
from archive.recognition import VERSION, Learned
from archive.recognition.subject_fitting import FEWEST_EXAMPLES, Example
from archive.recognition.subject_learning import FEWEST_ARTICLES, Gain, Trial, learn, try_out


@dataclass
class Lesson:
    """What one run made of its examples."""

    examples: int = 0
    #: Of these, articles of the archive.
    own: int = 0
    faults: list[Fault] = field(default_factory=list)
    trial: Trial = field(default_factory=Trial)
    learned: Learned = field(default_factory=Learned)
    names: dict[str, str] = field(default_factory=dict)
    #: New subjects that it made, or would have made.
    created: list[str] = field(default_factory=list)
    stored: LearnedSubjects | None = None
    #: Why there was nothing to learn, in words for an operator; "" where there was.
    too_few: str = ""

    @property
    def helped(self) -> bool:
        """Whether more is right with it than without, on articles that it was not learned from."""
        return self.trial.after.f > self.trial.before.f

    def who_decides(self, subject: str) -> str:
        """ "learned", "both" or "cues"."""
        if subject not in self.learned.subjects:
            return "cues"
        return "learned" if self.learned.decides_alone(subject) else "both"

    def report(self) -> dict[str, Any]:
        """The same for keeping, as plain values."""
        return {
            "own": self.own,
            "before": _values(self.trial.before),
            "after": _values(self.trial.after),
            "created": self.created,
            "subjects": [
                {
                    "id": key,
                    "name": self.names.get(key, key),
                    "examples": count,
                    "before": round(before.f, 3),
                    "after": round(after.f, 3),
                    "by": self.who_decides(key),
                }
                for key, count, before, after in self.trial.subjects
                if count
            ],
        }


def _values(gain: Gain) -> dict[str, Any]:
    return {
        "right": gain.right,
        "wrong": gain.wrong,
        "missed": gain.missed,
        "precision": round(gain.precision, 4),
        "recall": round(gain.recall, 4),
        "f": round(gain.f, 4),
    }


def learn_topics(
    files: Sequence[str] = (),
    *,
    create: bool = False,
    dry_run: bool = False,
    user: User | None = None,
    report: Callable[[str], None] = lambda message: None,
) -> Lesson:
    """Learn from accepted assignments, those of the archive and of `files`; store it where it helps.

    Nothing is written before all is worked out, so that the archive is not locked meanwhile. New subjects of
    files (`create`) are made together with the weights or not at all. Raises `DatabaseError`.
    """
    begun = timezone.now()
    report("gathering articles that editors judged")
    subjects = Subjects.now()
    own = list(examples_of_archive(subjects))
    outside = Outside(subjects=subjects)
    if files:
        report("reading assignments from outside")
        others = frozenset(key for example in own for key in example.subjects)
        rows = (row for file in files for row in read_file(file))
        outside = examples_from(rows, subjects, create=create, others=others)
        subjects = outside.subjects or subjects
    examples = [*own, *outside.examples]
    lesson = Lesson(
        len(examples), len(own), outside.faults, names=subjects.names, created=sorted(outside.fresh)
    )
    lesson.too_few = _too_few(examples)
    if lesson.too_few:
        return lesson
    report(f"trying it out on {len(examples):,} articles")
    keys = {key for example in examples for key in (*example.subjects, *example.cued)}
    lesson.trial = try_out(examples, {key: subjects.cues.wider_than(key) for key in keys})
    report("fitting the weights")
    lesson.learned = learn(examples)
    if lesson.helped and not dry_run:
        with transaction.atomic():
            lesson.stored = _store(lesson, outside, begun, user, files)
    return lesson


def _too_few(examples: Sequence[Example]) -> str:
    if len(examples) < FEWEST_ARTICLES:
        return (
            f"{len(examples)} articles have subjects that editors accepted or rejected; it takes at least"
            f" {FEWEST_ARTICLES} to learn from."
        )
    counts: dict[str, int] = {}
    for example in examples:
        for subject in example.subjects:
            counts[subject] = counts.get(subject, 0) + 1
    if max(counts.values(), default=0) < FEWEST_EXAMPLES:
        return f"No subject was accepted for {FEWEST_EXAMPLES} articles; with fewer nothing is learned of it."
    return ""


def _store(
    lesson: Lesson, outside: Outside, begun: Any, user: User | None, files: Sequence[str]
) -> LearnedSubjects:
    row = LearnedSubjects.objects.create(
        kind=Batch.Kind.LEARNING,
        user=user,
        started_at=begun,
        finished_at=timezone.now(),
        reason=", ".join(files)[:2000],
        version=VERSION,
        examples=lesson.examples,
        subjects=len(lesson.learned.subjects),
        report=lesson.report(),
    )
    LearnedWeights.objects.create(learned=row, data=LearnedWeights.pack(lesson.learned.as_values()))
    for name, (key, slug, file) in outside.fresh.items():
        topic = Topic.objects.create(
            public_id=key,
            slug=slug,
            name=name,
            kind=TopicKind.SUBJECT,
            status=AuthorityRecord.Status.ESTABLISHED,
            candidate_key=free_key(name),
            source=file[:300],
            origin=row,
        )
        TopicName.objects.create(
            record=topic, text=name, form=AuthorityName.Form.PREFERRED, source=file[:300]
        )
        changes.log("topic", topic.public_id)
    return row


@transaction.atomic
def undo_learning(learned: LearnedSubjects, *, user: User | None) -> LearnedSubjects | None:
    """Take a run back: what was in force before it is again. Returns that; None where there was nothing.

    Subjects it made stay, as editors may use them by now. Raises `ValueError` where it was undone before.
    """
    learned = LearnedSubjects.objects.select_for_update().get(pk=learned.pk)
    if learned.undone_at is not None:
        raise ValueError("This was undone already.")
    learned.undone_at, learned.undone_by = timezone.now(), user
    learned.save(update_fields=["undone_at", "undone_by"])
    return LearnedSubjects.objects.in_force()
