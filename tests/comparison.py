"""How an exported article is held against an expected file (tests/expected/README.md): in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from archive.names import fold

FIELDS = (
    "title kicker lead date date_precision authors byline section language publisher url media_type sha256"
).split()
FURNITURE = frozenset({"boilerplate", "page-title", "video-teaser", "credit", "metadata"})


def named(expected: dict[str, Any]) -> set[str]:
    """Every name that is right for an expected entity or topic, folded."""
    names = [
        expected["name"],
        *expected.get("may_be", ()),
        *(m["text"] for m in expected.get("mentions", ())),
    ]
    return {fold(name) for name in names}


def differences(got: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """All that differs, a line each; empty where the article is as a reader of the page would have it."""
    return [
        *_fields(got, expected),
        *_blocks(got, expected),
        *_mentions(got, expected),
        *_roles(got, expected),
        *_quotations(got, expected),
        *_traps(got, expected),
    ]


def _fields(got: dict[str, Any], expected: dict[str, Any]) -> Iterable[str]:
    for key in FIELDS:
        if got[key] != expected[key]:
            yield f"{key}: {got[key]!r}, not {expected[key]!r}"
    captions = [{k: c.get(k) for k in ("text", "credit", "alt")} for c in expected["captions"]]
    if got["captions"] != captions:
        yield f"captions: {got['captions']}, not {captions}"
    related = [r["text"] if isinstance(r, dict) else r for r in expected["related"]]
    if got["related"] != related:
        yield f"related: {got['related']}, not {related}"
    for key, place in expected["provenance"].items():
        mine = got["provenance"].get(key)
        if mine is None or (mine["start"], mine["end"]) != (place["start"], place["end"]):
            yield f"provenance of {key}: {mine}, not {place}"


def _joined(blocks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for block in blocks:
        text = " ".join(block["text"].split())
        if out and out[-1][0] == block["kind"] and block["kind"] in FURNITURE:
            out[-1] = (block["kind"], f"{out[-1][1]} {text}")
        else:
            out.append((block["kind"], text))
    return out


def _blocks(got: dict[str, Any], expected: dict[str, Any]) -> Iterable[str]:
    mine, theirs = _joined(got["blocks"]), _joined(expected["blocks"])
    for block in mine:
        if block not in theirs:
            yield f"block not expected: {block}"
    for block in theirs:
        if block not in mine:
            yield f"block missing: {block}"
    if not [b for b in mine if b not in theirs] and mine != theirs:
        yield "blocks are in another order"


def spots(
    records: list[dict[str, Any]], kind: Callable[[dict[str, Any]], str]
) -> dict[tuple[int, int], tuple[str, dict]]:
    """Span → kind and record, of every mention."""
    return {(m["start"], m["end"]): (kind(r), r) for r in records for m in r["mentions"]}


def _mentions(got: dict[str, Any], expected: dict[str, Any]) -> Iterable[str]:
    mine = spots(got["entities"], lambda e: e["kind"]) | spots(got["topics"], lambda t: t["kind"])
    text = got["text"]
    allowed: set[tuple[int, int]] = set()
    records = [*expected["entities"], *expected["topics"]]
    rivals = {(m["start"], m["end"], r["kind"]) for r in records for m in r["mentions"]}
    for record in records:
        kinds = {record["kind"], *record.get("kind_may_be", ())}
        for mention in record["mentions"]:
            span = (mention["start"], mention["end"])
            other = mention.get("alternative") or {}
            spans = [span, *([(other["start"], other["end"])] if other else [])]
            allowed.update(spans)
            found = next((s for s in spans if s in mine), None)
            label = f"{record['name']} at {span} “{mention['text']}”"
            if found is None:
                if not (mention.get("optional") or record.get("optional")):
                    yield f"mention missing: {label}"
                continue
            kind, record_got = mine[found]
            if found == span and kind not in kinds:
                if (*span, kind) in rivals:  # "G20" is expected as a body and, there, as its summit
                    continue
                yield f"mention of kind {kind}: {label}"
            elif found == span and fold(record_got["name"]) not in named(record):
                yield f"mention of {record_got['name']}: {label}"
            if "metonym" in mention and not mention.get("metonym_debatable") and found == span:
                flag = next(m for m in record_got["mentions"] if (m["start"], m["end"]) == span).get(
                    "metonym", False
                )
                if flag != mention["metonym"]:
                    yield f"metonym {flag}: {label}"
    for span, (kind, record) in sorted(mine.items()):
        if span not in allowed:
            yield f"mention not expected: {kind} {record['name']} at {span} “{text[slice(*span)]}”"


def _person_names(expected: dict[str, Any], name: str | None) -> set[str]:
    if name is None:
        return {""}
    for record in [*expected["entities"], *expected["topics"]]:
        if fold(name) in named(record):
            return named(record)
    return {fold(name)}


def _roles(got: dict[str, Any], expected: dict[str, Any]) -> Iterable[str]:
    def fits(mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
        roles = {theirs["role"], *theirs.get("role_may_be", ())}
        bodies = _person_names(expected, theirs["organisation"])
        for name in theirs.get("organisation_may_be", ()):
            bodies |= _person_names(expected, name)
        return (
            fold(mine["person"]) in _person_names(expected, theirs["person"])
            and mine["role"] in roles
            and fold(mine["organisation"] or "") in bodies
            and mine["start"] < theirs["end"]
            and theirs["start"] < mine["end"]
        )

    for theirs in expected["attestations"]:
        if not theirs.get("optional") and not any(fits(mine, theirs) for mine in got["attestations"]):
            yield f"role missing: {theirs['person']}, {theirs['role']}, {theirs['organisation']}"
    for mine in got["attestations"]:
        if not any(fits(mine, theirs) for theirs in expected["attestations"]):
            said = f"{mine['person']}, {mine['role']}, {mine['organisation']}"
            yield f"role not expected: {said} at {mine['start']}"


def _quotations(got: dict[str, Any], expected: dict[str, Any]) -> Iterable[str]:
    mine = {(q["start"], q["end"]): q for q in got["quotes"]}
    for theirs in expected["quotes"]:
        found = mine.pop((theirs["start"], theirs["end"]), None)
        label = f"“{theirs['text'][:50]}”"
        if found is None:
            yield f"quotation missing: {label}"
            continue
        parts = [(p["start"], p["end"]) for p in theirs["parts"]]
        if [(p["start"], p["end"]) for p in found["parts"]] != parts or found["text"] != theirs["text"]:
            yield f"quotation cut otherwise: {label}: {found['text']!r}"
        for key in ("kind", "speaker_kind", "cue"):
            if found[key] not in (theirs[key], *theirs.get(f"{key}_may_be", ())):
                yield f"quotation {label}: {key} {found[key]!r}, not {theirs[key]!r}"
        speakers = _person_names(expected, theirs["speaker"])
        for name in theirs.get("speaker_may_be", ()):
            speakers |= _person_names(expected, name)
        if fold(found["speaker"] or "") not in speakers:
            yield f"quotation {label}: speaker {found['speaker']!r}, not {theirs['speaker']!r}"
    for quote in mine.values():
        yield f"quotation not expected: “{quote['text'][:60]}” by {quote['speaker']}"


def _traps(got: dict[str, Any], expected: dict[str, Any]) -> Iterable[str]:
    mine = {**spots(got["entities"], lambda e: e["kind"]), **spots(got["topics"], lambda t: t["kind"])}
    for trap in expected["traps"]:
        start, end = trap.get("start"), trap.get("end")
        if trap["check"] not in ("mention", "mention_overlap"):
            continue
        for span, (kind, _record) in mine.items():
            same = span == (start, end)
            touches = span[0] < end and start < span[1]
            if kind in trap["kinds"] and (same if trap["check"] == "mention" else touches):
                yield f"trap: {kind} “{got['text'][slice(*span)]}”: {trap['why']}"
