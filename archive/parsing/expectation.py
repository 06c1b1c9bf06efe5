"""What a person read off a stored page, and how a reading differs from it.

The file beside the page, NAME.json, has the keys of the export; a key that is left out is not compared,
null says that the page does not state it. `blocks` (or, shorter, `body`) lists the blocks in the order of the
page. Lines that are not listed must be furniture: boilerplate or metadata.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from archive.documents import BODY_KINDS, BlockKind
from archive.parsing.outline import FIELDS, Json

#: Kinds that need not be listed, and are not compared where they are.
FURNITURE = frozenset((BlockKind.BOILERPLATE.value, BlockKind.METADATA.value))
_BODY = frozenset(kind.value for kind in BODY_KINDS)
_KINDS = frozenset(kind.value for kind in BlockKind)
#: Keys that are no value of the page: what it is there for, where it comes from, what else is as right.
_ABOUT = frozenset("about reader source noise title_alt date_accept authors_accept lead_accept".split())
_LISTS = frozenset(("authors", "related", "captions", "blocks", "body"))
_KEYS = _ABOUT | _LISTS | {*FIELDS, "date", "updated"}


class BadExpectation(Exception):
    """A file of expected values that cannot be used; the message says where and why."""


def read_expectation(path: Path) -> Json:
    """The expected values of a file. Raises BadExpectation where it is no such file."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadExpectation(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise BadExpectation(f"{path} is not UTF-8: {error.reason} at byte {error.start}.") from error
    except json.JSONDecodeError as error:
        raise BadExpectation(f"{path} is not JSON: {error.msg} in line {error.lineno}.") from error
    faults = list(_faults(value))
    if faults:
        raise BadExpectation(f"{path}: {' '.join(faults[:5])}")
    return dict(value)


def _faults(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield "It must be an object, {…}."
        return
    unknown = sorted(value.keys() - _KEYS)
    if unknown:
        yield f"Unknown: {', '.join(unknown)}. Known: {', '.join(sorted(_KEYS))}."
    if not value.keys() & {"blocks", "body"}:
        yield "It lacks blocks."
    for key in value.keys() & _LISTS:
        if not isinstance(value[key], list):
            yield f"{key} must be a list, […]."
        elif key in ("blocks", "body"):
            yield from _block_faults(key, value[key])
        elif key == "captions" and not all(isinstance(c, dict) for c in value[key]):
            yield "captions must be objects with text, credit and alt."
        elif key in ("authors", "related") and not all(isinstance(one, str) for one in value[key]):
            yield f"{key} must be strings."
    for key in value.keys() & {*FIELDS, "date", "updated", "reader"}:
        if not (value[key] is None or isinstance(value[key], str)):
            yield f"{key} must be a string or null."


def _block_faults(key: str, blocks: Iterable[Any]) -> Iterator[str]:
    allowed = _KINDS if key == "blocks" else _BODY
    for number, block in enumerate(blocks, start=1):
        if not (isinstance(block, dict) and {"kind", "text"} <= block.keys()):
            yield f'{key}, number {number}: it must be {{"kind": "…", "text": "…"}}.'
        elif block["kind"] not in allowed:
            kinds = ", ".join(sorted(allowed))
            yield f"{key}, number {number}: “{block['kind']}” is no kind; there are {kinds}."


def differences(expected: Json, told: Json) -> list[str]:
    """How an outline differs from what was expected, a line or a few for each difference; [] for not at all.

    White space is folded on both sides. `title_alt`, `date_accept` and `authors_accept` are as right.
    """
    found: list[str] = []
    if expected.get("reader") not in (None, told["reader"]):
        found.append(f"reader: expected {expected['reader']}, found {told['reader']}")
    for key in FIELDS:
        if key in expected:
            others = expected.get("title_alt", ()) if key == "title" else expected.get(f"{key}_accept", ())
            found += _value(key, (expected[key], *others), told[key])
    if "date" in expected:
        found += _date("date", (expected["date"], *expected.get("date_accept", ())), told["date"])
    if "updated" in expected:
        found += _date("updated", (expected["updated"],), told["updated"])
    if "authors" in expected:
        accepted = [expected["authors"], *expected.get("authors_accept", ())]
        if told["authors"] not in accepted:
            found += _value("authors", (", ".join(expected["authors"]),), ", ".join(told["authors"]))
    if "related" in expected:
        found += _rows("related", _folded(expected["related"]), _folded(told["related"]))
    if "captions" in expected:
        # Who states no alternative text of any picture leaves them open.
        alt = any("alt" in caption for caption in expected["captions"])
        found += _rows("captions", _captions(expected["captions"], alt), _captions(told["captions"], alt))
    if "blocks" in expected:
        found += _rows("blocks", _blocks(expected["blocks"], _KINDS), _blocks(told["blocks"], _KINDS))
    elif "body" in expected:
        found += _rows("body", _blocks(expected["body"], _BODY), _blocks(told["blocks"], _BODY))
    return found


def bare(text: str | None) -> str:
    """Words with single spaces between; "" for None."""
    return " ".join((text or "").split())


def _folded(texts: Iterable[str]) -> list[str]:
    return [bare(text) for text in texts]


def _value(key: str, accepted: Iterable[str | None], told: str | None) -> list[str]:
    wanted = list(accepted)
    if bare(told) in [bare(one) for one in wanted]:
        return []
    return [f"{key}:", f"  expected  {_quoted(wanted[0])}", f"  found     {_quoted(told)}"]


def _date(key: str, accepted: Iterable[str | None], told: str | None) -> list[str]:
    """A date that is expected as a day is right with any time of that day."""
    wanted = [one and one.replace(" ", "T") for one in accepted]
    if told in wanted or (told and told[:10] in wanted):
        return []
    return [f"{key}: expected {wanted[0] or 'none'}, found {told or 'none'}"]


def _quoted(text: str | None) -> str:
    return f"“{bare(text)}”" if text else "nothing"


def _blocks(blocks: Iterable[Json], kinds: frozenset[str]) -> list[str]:
    return [
        f"[{block['kind']}] {bare(block['text'])}"
        for block in blocks
        if block["kind"] in kinds and block["kind"] not in FURNITURE
    ]


def _captions(captions: Iterable[Json], alt: bool) -> list[str]:
    """A row for each picture of which anything is said; `alt`: alternative texts count."""
    rows, names = [], ("text", "credit", "alt") if alt else ("text", "credit")
    for caption in captions:
        parts = [f"{name} “{bare(caption[name])}”" for name in names if caption.get(name)]
        if parts:
            rows.append(", ".join(parts))
    return rows


def _rows(key: str, wanted: list[str], told: list[str]) -> list[str]:
    """The rows that only one side has, in place, with what stands before them for finding it."""
    found: list[str] = []
    for step, first, last, start, end in SequenceMatcher(None, wanted, told, autojunk=False).get_opcodes():
        if step == "equal":
            continue
        before = f" after “{_short(wanted[first - 1])}”" if first else " at the beginning"
        found.append(f"{key},{before}:")
        found += [f"  expected  {row}" for row in wanted[first:last]]
        found += [f"  found     {row}" for row in told[start:end]]
    return found


def _short(row: str) -> str:
    return row if len(row) <= 60 else f"{row[:57]}…"
