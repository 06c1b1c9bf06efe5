"""Pairs of quotation marks in one block, whatever the marks and however unbalanced."""

# ruff: noqa: PLR0912 - evidence stands beside its reason

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„‟«»‹›‘’‚'＂]|''|``")
_OPENS_AFTER = frozenset(" \t\n\r\u00a0\u202f\u2009([{<—–-/|:=…")
_CLOSES_BEFORE = frozenset(" \t\n\r\u00a0\u202f\u2009)]}>—–-/|:;,.!?…")
#: Which marks may close a quotation that this one opened.
_CLOSERS = {
    '"': '"”“',
    "“": '”"',
    "„": '“”"‟',
    "”": "”",
    "‟": "”“",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "‘": "’'",
    "‚": "‘'’",
    "'": "'’",
    "＂": "＂",
}
_DOUBLE = re.compile('["“”„«»]')
_SINGLE = frozenset("‘‚'‹›")
_LONGEST_SINGLE = 300
_CLOSING_SINGLE = re.compile(r"(?<=\S)['’](?!\w)")


@dataclass(slots=True)
class Quoted:
    """What stands between two marks: `start` and `end` inside them."""

    start: int
    end: int
    single: bool = False
    #: No closing mark in the block: it goes on in the next paragraph, or the mark is missing.
    unclosed: bool = False


def quoted_spans(text: str, start: int, end: int) -> list[Quoted]:
    """The outermost quotations of a block, in order; what one quotation holds in other marks is its own
    matter."""
    found: list[Quoted] = []
    opened = ""
    at = start
    single_at: list[int] | None = None
    for match in _MARK.finditer(text, start, end):
        mark, p = match.group(), match.start()
        if len(mark) > 1:
            continue
        before = text[p - 1] if p > start else " "
        after = text[p + 1] if p + 1 < end else " "
        can_open = (before in _OPENS_AFTER and not after.isspace()) or (
            mark in "«„“‚" and before in _OPENS_AFTER
        )
        can_close = not before.isspace() or mark == "»" or (mark == "«" and opened == "»")
        if not opened:
            if mark in "'‘’":
                if single_at is None:
                    single_at = _single_closers(text, start, end)
                if (
                    mark == "’"
                    or not (can_open and (after.isalpha() or after in '“"'))
                    or not _closes_soon(single_at, p)
                ):
                    continue
            elif mark == "„" or (mark in "“‟‚" and can_open) or (mark == "«" and before != "»"):
                pass
            elif mark == '"' and before in ",:" and after.isupper():
                pass  # `Wilkins said,"He liked …`: the space was forgotten
            elif not can_open or mark in "›":
                # A mark that cannot open and closes nothing: the opening one is missing, or it means inches.
                continue
            opened, at = mark, p + 1
            continue
        closers = _CLOSERS[opened]
        if opened in _SINGLE:
            if mark in closers and can_close and not after.isalnum():
                found.append(Quoted(at, p, single=True))
                opened = ""
            continue
        if mark in closers and can_close and not (mark == "“" and opened == '"' and can_open):
            if (
                mark == '"'
                and can_open
                and not after.isspace()
                and after not in _CLOSES_BEFORE
                and before in _OPENS_AFTER
            ):
                at = p + 1  # a new one opens: the earlier mark had no partner
                continue
            found.append(Quoted(at, p))
            opened = ""
        elif mark == opened and can_open and mark in '"“„«':
            at = p + 1
    if opened and opened not in _SINGLE:
        found.append(Quoted(at, end, unclosed=True))
    return [q for q in (_trimmed(text, q) for q in found) if q.end > q.start]


def closing_mark(text: str, start: int, end: int) -> int | None:
    """Where a quotation that an earlier block opened is closed: the first double mark, if it closes."""
    for match in _DOUBLE.finditer(text, start, end):
        p = match.start()
        before = text[p - 1] if p > start else " "
        after = text[p + 1] if p + 1 < end else " "
        closes = not before.isspace() and (after in _CLOSES_BEFORE or not after.isalnum())
        return p if closes and p > start else None
    return None


def _single_closers(text: str, start: int, end: int) -> list[int]:
    """Places where a single mark may close: after a character that is no space, before none of a word."""
    return [m.start() for m in _CLOSING_SINGLE.finditer(text, start, end)]


def _closes_soon(closers: list[int], p: int) -> bool:
    low, high = 0, len(closers)
    while low < high:
        middle = (low + high) // 2
        if closers[middle] <= p + 1:
            low = middle + 1
        else:
            high = middle
    return low < len(closers) and closers[low] - p < _LONGEST_SINGLE


def _trimmed(text: str, q: Quoted) -> Quoted:
    while q.start < q.end and text[q.start].isspace():
        q.start += 1
    while q.end > q.start and text[q.end - 1].isspace():
        q.end -= 1
    return q
