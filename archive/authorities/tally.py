"""What came of loading authority files: counts by file, kind and outcome, and all that needs a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath

from archive.authorities.entries import AuthorityEntry, Fault


class Outcome(StrEnum):
    """What became of one row. CONFLICT: an editor's decision stands against something in it."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(slots=True)
class Tally:
    """The result of one run. Each row has one outcome; faults are rows, or parts of rows, not taken."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    #: What was left as it is for a reason that needs nobody ("… identifiers of scheme bioguide"), counted.
    notes: Counter[str] = field(default_factory=Counter)

    @property
    def changed(self) -> bool:
        """Whether any record was made or altered."""
        return any(self.total(outcome) for outcome in (Outcome.CREATED, Outcome.UPDATED))

    def total(self, outcome: Outcome) -> int:
        return sum(count for (_file, _kind, found), count in self.counts.items() if found == outcome)

    def add(self, entry: AuthorityEntry, outcome: Outcome) -> None:
        self.counts[file_name(entry.file), entry.kind.value, outcome.value] += 1

    def lines(self) -> list[str]:
        """The tally in words: for each file and kind how many rows came to what, then the faults' number."""
        places = dict.fromkeys((file, kind) for file, kind, _ in self.counts)
        lines = []
        for file, kind in places:
            parts = [f"{self.counts[file, kind, o.value]:,} {o}" for o in Outcome]
            lines.append(f"{file}: {_PLURAL[kind]}: {', '.join(parts)}")
        for file, count in Counter(file_name(fault.file) for fault in self.faults).items():
            lines.append(f"{file}: {count:,} fault{'' if count == 1 else 's'}")
        return lines


_PLURAL = {"person": "people", "organisation": "organisations", "topic": "topics"}


def file_name(path: str) -> str:
    """A file without its folder: what records keep as their source, the same on every machine."""
    return PurePath(path).name
