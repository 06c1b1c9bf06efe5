"""What came of reading again: one article, all of them by outcome and by field, a line of the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from archive.loading.differences import FIELDS, Difference
from archive.loading.report import clean
from archive.models import Article, ArticleRereading, Capture, Reading

Outcome = ArticleRereading.Outcome


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of one article, or of one quarantined capture."""

    outcome: Outcome
    article: Article | None = None
    capture: Capture | None = None
    message: str = ""
    #: The reading that the article showed before, and the one it shows now.
    before: Reading | None = None
    after: Reading | None = None
    difference: Difference | None = None


@dataclass
class RereadTally:
    """How many articles and quarantined captures came to what, and how many values changed."""

    #: Whether those that stay quarantined were asked for, and not only met on the way.
    quarantined_asked: bool = False
    by_outcome: Counter[str] = field(default_factory=Counter)
    #: How many values of existing articles changed, by field and by how.
    by_field: dict[str, Counter[str]] = field(default_factory=dict)
    #: Why the run ended early, or "".
    stopped: str = ""

    @property
    def total(self) -> int:
        return sum(self.by_outcome.values())

    @property
    def exit_status(self) -> int:
        """0 all done, 1 some could not be read or stored, 3 stopped early."""
        if self.stopped:
            return 3
        undone = [Outcome.KEPT, Outcome.FAILED]
        if self.quarantined_asked:
            undone.append(Outcome.QUARANTINED)
        return int(any(self.by_outcome[o] for o in undone))

    def count(self, one: Reread) -> None:
        self.by_outcome[one.outcome] += 1
        if one.difference is None or one.outcome == Outcome.ARTICLE:  # all of a new article is new
            return
        for name, counts in one.difference.counts.items():
            self.by_field.setdefault(name, Counter()).update(counts)

    def changes(self) -> dict[str, dict[str, int]]:
        """The counts by field, in the order of the page."""
        return {name: dict(self.by_field[name]) for name in FIELDS if name in self.by_field}


def reread_line(one: Reread) -> dict[str, Any]:
    """One line of the report, as a mapping that JSON takes."""
    return {
        "article": one.article.public_id if one.article else None,
        "headline": clean(one.article.headline) if one.article else None,
        "sha256": one.capture.digest if one.capture else None,
        "outcome": str(one.outcome),
        "message": clean(one.message)[:1000],
        "before": _by(one.before),
        "after": _by(one.after),
        "changes": one.difference.values if one.difference else {},
    }


def _by(reading: Reading | None) -> dict[str, str] | None:
    return {"layer": str(reading.layer), "reader": str(reading)} if reading else None
