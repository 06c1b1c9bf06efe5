"""Where two sequences agree: the longest common run of steps where that is affordable, anchors where not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

#: Elements of one sequence times elements of the other that are compared exactly in one go: 8 MB, 15 ms.
_EXACT = 64_000_000
#: The same for a whole comparison: about half a second.
_EXACT_IN_ALL = 1_000_000_000
#: How often what lies between two anchors is searched for anchors again.
_DEEPEST = 12


class Region(NamedTuple):
    """A stretch in which the two differ: `a[a_start:a_end]` against `b[b_start:b_end]`; one may be empty."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(slots=True)
class Effort:
    """What one comparison may still spend; shared by all its parts, so that no text is endless."""

    cells: int = _EXACT_IN_ALL

    def allows(self, rows: int, columns: int) -> bool:
        """Take the cost of one exact comparison, where it can be paid."""
        cost = rows * columns
        if cost > _EXACT or cost > self.cells:
            return False
        self.cells -= cost
        return True


def differing(a: Sequence[Hashable], b: Sequence[Hashable], effort: Effort) -> tuple[list[Region], bool]:
    """The regions in which two sequences differ, in order and apart; what lies between is equal.

    The flag says whether each region was compared exactly; it stands whole where `effort` forbade that.
    """
    numbers: dict[Hashable, int] = {}
    # Numbers, not hashes: equal where the elements are, and nowhere else.
    left = [numbers.setdefault(element, len(numbers)) for element in a]
    right = [numbers.setdefault(element, len(numbers)) for element in b]
    exact = True
    out: list[Region] = []
    waiting = [(Region(0, len(left), 0, len(right)), 0)]
    while waiting:
        whole, depth = waiting.pop()
        region = _trimmed(left, right, whole)
        a_start, a_end, b_start, b_end = region
        if a_start == a_end or b_start == b_end:
            if region != (a_start, a_start, b_start, b_start):
                out.append(region)
        elif effort.allows(a_end - a_start, b_end - b_start):
            out += _exactly(left, right, region)
        else:
            gaps = _between_anchors(left, right, region) if depth < _DEEPEST else [region]
            if gaps == [region]:
                out.append(region)
                exact = False
            else:
                waiting += [(gap, depth + 1) for gap in gaps]
    return _joined(sorted(out)), exact


def _trimmed(a: list[int], b: list[int], region: Region) -> Region:
    """The region without what both begin and end with."""
    a_start, a_end, b_start, b_end = region
    while a_start < a_end and b_start < b_end and a[a_start] == b[b_start]:
        a_start, b_start = a_start + 1, b_start + 1
    while a_start < a_end and b_start < b_end and a[a_end - 1] == b[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    return Region(a_start, a_end, b_start, b_end)


def _exactly(a: list[int], b: list[int], region: Region) -> Iterator[Region]:
    a_start, a_end, b_start, b_end = region
    steps = Indel.opcodes(a[a_start:a_end], b[b_start:b_end])
    for step in steps:
        if step.tag != "equal":
            yield Region(
                a_start + step.src_start,
                a_start + step.src_end,
                b_start + step.dest_start,
                b_start + step.dest_end,
            )


def _between_anchors(a: list[int], b: list[int], region: Region) -> list[Region]:
    """What lies between the elements that stand once on either side, in the same order on both.

    (The "patience" way: fast for any length, and what is said once is what a reader would go by.)
    """
    a_start, a_end, b_start, b_end = region
    once_a, once_b = _once(a, a_start, a_end), _once(b, b_start, b_end)
    pairs = sorted((at, once_b[element]) for element, at in once_a.items() if element in once_b)
    gaps: list[Region] = []
    a_at, b_at = a_start, b_start
    for a_anchor, b_anchor in _rising(pairs):
        gaps.append(Region(a_at, a_anchor, b_at, b_anchor))
        a_at, b_at = a_anchor + 1, b_anchor + 1
    gaps.append(Region(a_at, a_end, b_at, b_end))
    return gaps


def _once(sequence: list[int], start: int, end: int) -> dict[int, int]:
    """Where each element stands that occurs once in the stretch."""
    places: dict[int, int] = {}
    for at in range(start, end):
        places[sequence[at]] = -1 if sequence[at] in places else at
    return {element: at for element, at in places.items() if at >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of pairs, ordered by their first, whose seconds rise too."""
    tops: list[int] = []  # the least second that a selection of each length ends with
    ends: list[int] = []  # and the pair it ends with
    before: list[int] = []
    for index, (_first, second) in enumerate(pairs):
        length = bisect_left(tops, second)
        before.append(ends[length - 1] if length else -1)
        if length == len(tops):
            tops.append(second)
            ends.append(index)
        else:
            tops[length], ends[length] = second, index
    out: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        out.append(pairs[at])
        at = before[at]
    return out[::-1]


def _joined(regions: list[Region]) -> list[Region]:
    """Regions that touch on both sides, as one."""
    out: list[Region] = []
    for region in regions:
        if out and out[-1].a_end == region.a_start and out[-1].b_end == region.b_start:
            out[-1] = Region(out[-1].a_start, region.a_end, out[-1].b_start, region.b_end)
        else:
            out.append(region)
    return out
