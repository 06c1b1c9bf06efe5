"""What this archive's editors said of each rule, counted, so that proposals tell how sure they are.

Kept as a file in ARCHIVE_HOME: read when a program starts, written whole by `manage.py calibrate`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Case, Value, When
from django.utils import timezone

from archive.error_rates import WORDS, On, counting
from archive.recognition.added_names import UNSURE
from archive.recognition.calibration import (
    BadCalibration,
    Calibration,
    Counts,
    Decision,
    Reliability,
    count,
    read_file,
    reliability,
    shipped,
)

#: Verdicts that it takes: fewer would say more of single articles than of rules.
ENOUGH = 500


def own_file() -> Path:
    """Where the counts are kept."""
    return Path(settings.ARCHIVE_HOME) / "calibration.json"


def own_counts() -> tuple[Counts, str]:
    """The counts that are kept, none where there are none; and what is wrong with the file, or ""."""
    path = own_file()
    try:
        return read_file(path), ""
    except FileNotFoundError:
        return {}, ""
    except (OSError, BadCalibration) as error:
        return {}, f"{path} cannot be used. {error}"


@dataclass(frozen=True, slots=True)
class Taught:
    """What the verdicts teach."""

    counts: Counts
    number: int
    #: How well chances hold on every second verdict: as shipped, and with what the others teach.
    before: Reliability
    after: Reliability

    def as_json(self) -> str:
        told = {
            "about": "What editors said of names and quotations: right, and all, by rule",
            "made": timezone.now().isoformat(timespec="seconds"),
            "decisions": self.number,
            "rules": self.counts,
        }
        return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def teach() -> Taught:
    """Count the verdicts in force on names and quotations.

    A name that was said to stand for another record was found rightly: linking chose wrongly, not the rule.
    """
    right = Case(
        When(WORDS["accepted"], then=Value(True)),
        When(WORDS["changed"], then=Value(True)),
        default=Value(False),
    )
    rows = counting().filter(on__in=(On.NAME, On.QUOTATION)).exclude(rule="").order_by("pk")
    decisions: list[Decision] = [
        (rule, "", UNSURE, good) for rule, good in rows.annotate(right=right).values_list("rule", "right")
    ]
    some, held = decisions[::2], decisions[1::2]
    return Taught(
        count(decisions, with_signs=False),
        len(decisions),
        _holds(Calibration(shipped()), held),
        _holds(Calibration(shipped(), count(some, with_signs=False)), held),
    )


def _holds(chances: Calibration, held: list[Decision]) -> Reliability:
    return reliability((chances.chance(*row[:3]), row[3]) for row in held)
