"""How likely a proposal is right: counted on annotated text, and later on what editors said.

Each rule has a number set by hand. Counts of right and wrong proposals pull it to what was observed, the more
the more there are (a beta prior worth some cases), so that a rule met three times gets neither 0 nor 1.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

#: Right and all, of one rule under one sign; the sign "" stands for all of the rule's.
Counts = dict[str, dict[str, tuple[int, int]]]
#: (rule, sign, the number set by hand, whether it was right)
Decision = tuple[str, str, float, bool]

#: As many cases as the number set by hand is worth, and what a rule has under all signs for one of them.
_PRIOR = 10
_SHIPPED = Path(__file__).parent / "data" / "calibration.json"


class BadCalibration(ValueError):
    """A file that is no calibration; the message says what is wrong."""


def sign_of(places: int, name: str) -> str:
    """What matters besides the rule: whether the name stands in more than one place, and its words.

    >>> sign_of(places=3, name="Ada Lund")
    'often, words'
    """
    return f"{'often' if places > 1 else 'once'}, {'words' if len(name.split()) > 1 else 'word'}"


@dataclass(slots=True)
class Calibration:
    """Chances by rule: `counts` come from annotated text, `own` (without signs) from editors."""

    counts: Counts = field(default_factory=dict)
    own: Counts = field(default_factory=dict)
    _known: dict[tuple[str, str, float], float] = field(default_factory=dict)

    def chance(self, rule: str, sign: str, by_hand: float) -> float:
        """How likely a proposal of this rule is right, from 0 to 1."""
        key = (rule, sign, by_hand)
        if key not in self._known:
            if len(self._known) > 50_000:  # a recogniser that was added may be sure in any number of ways
                self._known.clear()
            chance = by_hand
            for counts, signs in ((self.counts, ("", sign) if sign else ("",)), (self.own, ("",))):
                for one in signs:
                    right, number = counts.get(rule, {}).get(one, (0, 0))
                    chance = (right + _PRIOR * chance) / (number + _PRIOR)
            self._known[key] = chance
        return self._known[key]

    def of_name(self, rule: str, by_hand: float, places: int, name: str) -> float:
        """How likely a proposed name is right, to two digits."""
        return round(self.chance(rule, sign_of(places, name), round(by_hand, 2)), 2)


def count(decisions: Iterable[Decision], *, with_signs: bool = True) -> Counts:
    """The counts of some decisions."""
    made: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for rule, sign, _by_hand, right in decisions:
        for one in {"", sign} if with_signs else {""}:
            made[rule][one][0] += right
            made[rule][one][1] += 1
    return {
        rule: {sign: (right, number) for sign, (right, number) in sorted(signs.items())}
        for rule, signs in sorted(made.items())
    }


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well chances hold: of those told 0.7, seven in ten should be right."""

    #: For each tenth: mean chance told, share that was right, number.
    bins: tuple[tuple[float, float, int], ...]
    #: Mean distance between the two, weighted by number (expected calibration error).
    error: float
    #: Mean square of the distance between chance and outcome (Brier).
    brier: float
    number: int

    def lines(self) -> list[str]:
        """The table in words."""
        out = ["chance told   was right   cases"]
        out += [f"{told:11.2f}{right:12.2f}{number:8}" for told, right, number in self.bins]
        out.append(
            f"expected calibration error {self.error:.3f}, Brier {self.brier:.3f}, {self.number} cases"
        )
        return out


def reliability(told: Iterable[tuple[float, bool]]) -> Reliability:
    """The reliability of chances against outcomes, in ten bins; empty bins are left out."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, right in told:
        bins[min(9, int(chance * 10))].append((chance, right))
    number = sum(map(len, bins.values()))
    rows = [
        (sum(p for p, _ in pairs) / len(pairs), sum(y for _, y in pairs) / len(pairs), len(pairs))
        for _place, pairs in sorted(bins.items())
    ]
    error = sum(abs(p - y) * n for p, y, n in rows) / number if number else 0.0
    brier = sum((p - y) ** 2 for pairs in bins.values() for p, y in pairs) / number if number else 0.0
    return Reliability(tuple(rows), error, brier, number)


def read_counts(value: Any) -> Counts:
    """Counts as they stand in a JSON file, under "rules". Raises BadCalibration."""
    try:
        made = {
            str(rule): {str(sign): (int(right), int(number)) for sign, (right, number) in signs.items()}
            for rule, signs in value["rules"].items()
        }
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise BadCalibration("It is not as `manage.py calibrate` writes it.") from error
    if any(not 0 <= right <= number for signs in made.values() for right, number in signs.values()):
        raise BadCalibration("It tells of more right proposals than there were, or of less than none.")
    return made


def read_file(path: Path) -> Counts:
    """Counts from a file. Raises BadCalibration, or OSError where it cannot be read."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadCalibration(f"It is no JSON: {error}") from error
    return read_counts(value)


@cache
def shipped() -> Counts:
    """The counts that come with the archive (data/README.md says of which text)."""
    return read_file(_SHIPPED)


class _Used:
    own: Counts = {}
    calibration: Calibration | None = None


def use_calibration(own: Mapping[str, Mapping[str, tuple[int, int]]]) -> None:
    """From now on this process also weighs what this archive's editors said of each rule."""
    _Used.own = {rule: dict(signs) for rule, signs in own.items()}
    _Used.calibration = None


def own_in_use() -> Counts:
    """What was given to `use_calibration`, to hand on to another process."""
    return _Used.own


def chances_in_use() -> Calibration:
    """The chances in use."""
    if _Used.calibration is None:
        _Used.calibration = Calibration(shipped(), _Used.own)
    return _Used.calibration
