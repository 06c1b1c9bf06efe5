"""Reads and writes authority files: Popolo and SKOS in JSON, as one document or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TextIO

from archive.authorities import popolo, skos
from archive.authorities.entries import (
    AuthorityEntry,
    BadRow,
    Fault,
    MembershipEntry,
    NameForm,
    Reference,
    SourceNote,
)
from archive.authorities.fields import object_of, text_of
from archive.authorities.rows import Row, Unreadable, read_rows
from archive.documents import EntityKind

__all__ = [
    "AuthorityEntry",
    "Fault",
    "MembershipEntry",
    "NameForm",
    "Reference",
    "SourceNote",
    "read_file",
    "write_popolo",
    "write_skos",
]

_SECTIONS = popolo.SECTIONS | {"@graph"}
_TYPES = {
    "person": "persons",
    "organization": "organizations",
    "organisation": "organizations",
    "membership": "memberships",
    "post": "posts",
    "area": "areas",
    "concept": "@graph",
}
#: Found in the graph of a SKOS file beside its concepts; they are no records.
_PASSED_OVER = frozenset({"conceptscheme", "collection", "orderedcollection"})


@dataclass(slots=True)
class _Survey:
    """What a first passage learns of the file, so that the second can yield whole entries in order."""

    context: popolo.PopoloContext = field(default_factory=popolo.PopoloContext)
    concepts: dict[str, Reference] = field(default_factory=dict)
    broader: dict[str, list[str]] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)


def read_file(path: str | Path) -> Iterator[AuthorityEntry | Fault]:
    """Every record of an authority file in its order, and a `Fault` for whatever cannot be taken.

    The file is read twice, a row at a time. A row with a fault is left out, a membership with a fault is
    left out of its person; everything else is read.
    """
    path = Path(path)
    try:
        survey = _survey(path)
        yield from _entries(path, survey)
    except OSError as error:
        reason = error.strerror or str(error)
        yield Fault(str(path), "", f"cannot be read ({reason}): check the path and the permissions")


def write_popolo(
    entries: Iterable[AuthorityEntry], stream: TextIO, *, sources: Iterable[SourceNote] = ()
) -> None:
    """Write people and organisations as one Popolo document, a record a line.

    `sources` are those of the file; a membership that names no source of its own has the first of them.
    """
    persons: list[dict[str, Any]] = []
    organisations: list[dict[str, Any]] = []
    for entry in entries:
        if entry.kind is EntityKind.TOPIC:
            raise ValueError(f"{entry.name} is a topic: write it as SKOS")
        (persons if entry.kind is EntityKind.PERSON else organisations).append(popolo.write_row(entry))
    noted = [popolo.written_source(source) for source in sources]
    stream.write('{\n"meta": ' + _compact({"sources": noted}))
    for section, rows in (("persons", persons), ("organizations", organisations)):
        stream.write(f',\n"{section}": ')
        _write_array(rows, stream)
    stream.write("\n}\n")


def write_skos(entries: Iterable[AuthorityEntry], stream: TextIO) -> None:
    """Write topics as one SKOS document in JSON-LD, a concept a line."""
    stream.write('{\n"@context": ' + _compact(skos.CONTEXT) + ',\n"@graph": ')
    _write_array(map(skos.write_concept, entries), stream)
    stream.write("\n}\n")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write_array(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    separator = "[\n"
    for row in rows:
        stream.write(separator + _compact(row))
        separator = ",\n"
    stream.write("[]" if separator == "[\n" else "\n]")


def _section_of(row: Row) -> str | None:
    """The section a row belongs to by its place or its type; None for what is no record."""
    if row.section in popolo.SECTIONS:
        return row.section
    if row.section not in {"", "@graph"}:
        return None
    types = skos.types_of(object_of(row.value, "the row"))
    names = [name.replace("#", "/").replace(":", "/").rpartition("/")[2].casefold() for name in types]
    for name in names:
        if name in _TYPES:
            return _TYPES[name]
    if row.section == "@graph" and _PASSED_OVER & set(names):
        return None
    shown = ", ".join(types)[:80]
    wanted = "Person, Organization, Membership, Post, Area or skos:Concept"
    if not shown:
        raise BadRow(f'the row does not say what it is: give it a "type": {wanted}')
    raise BadRow(f"unknown kind {shown!r}: the type has to be {wanted}")


def _survey(path: Path) -> _Survey:
    """The first passage: it tells nothing of faults, the second one does."""
    survey = _Survey()
    for row in read_rows(path, _SECTIONS):
        if isinstance(row, Unreadable):
            continue
        try:
            _note(row, survey)
        except BadRow:
            continue
    return survey


def _note(row: Row, survey: _Survey) -> None:
    context = survey.context
    if row.section == "meta":
        context.source = popolo.read_source(object_of(row.value, "meta"), SourceNote())
        return
    section = _section_of(row)
    if section is None:
        return
    value = object_of(row.value, "the row")
    if section == "memberships":
        person = text_of(value.get("person_id"), "person_id")
        context.memberships.setdefault(person, []).append((row.label, value))
    elif section == "posts":
        context.posts[text_of(value.get("id"), "id")] = value
    elif section in {"areas", "organizations"}:
        known = context.areas if section == "areas" else context.organisations
        reference = popolo.read_reference(value)
        known[reference.id] = reference
        if section == "organizations" and value.get("parent_id") is not None:
            survey.broader[reference.id] = [text_of(value.get("parent_id"), "parent_id")]
    elif section == "persons":
        survey.persons.add(text_of(value.get("id"), "id"))
    else:
        reference = skos.concept_reference(value)
        survey.concepts[reference.id] = reference
        survey.broader[reference.id] = skos.broader_ids(value)


def _entries(path: Path, survey: _Survey) -> Iterator[AuthorityEntry | Fault]:
    file = str(path)
    circles = _circles(survey.broader)
    seen: dict[tuple[str, str, str], str] = {}
    for row in read_rows(path, _SECTIONS):
        if isinstance(row, Unreadable):
            yield Fault(file, row.label, row.message)
            continue
        faults: list[Fault] = []
        try:
            entry = _entry(row, survey, faults, file)
            if entry is not None:
                _refuse_circle(entry, circles)
                _refuse_repeated(entry, row.label, seen)
        except BadRow as error:
            yield Fault(file, row.label, str(error))
            continue
        yield from faults
        if entry is not None:
            yield replace(entry, file=file, row=row.label)


def _entry(row: Row, survey: _Survey, faults: list[Fault], file: str) -> AuthorityEntry | None:
    if row.section == "meta":
        popolo.read_source(object_of(row.value, "meta"), SourceNote())
        return None
    if row.section in _SECTIONS and row.label == row.section:
        raise BadRow(f"{row.section} is not a list: put its rows in square brackets")
    if row.section in {"type", "@type"}:
        raise BadRow(
            "the file is one record alone: put it in square brackets, or on one line of a .jsonl file"
        )
    section = _section_of(row)
    if section is None:
        return None
    value = object_of(row.value, "the row")
    if section == "persons":

        def report(place: str, message: str) -> None:
            faults.append(Fault(file, place, message))

        return popolo.read_person(value, row.label, survey.context, report)
    if section == "organizations":
        return popolo.read_organisation(value, survey.context)
    if section == "@graph":
        return skos.read_concept(value, survey.concepts)
    if section == "memberships":
        person = text_of(value.get("person_id"), "person_id")
        if person not in survey.persons:
            raise BadRow(f"person_id {person[:80]!r} is not among the people of this file: add the person")
    else:
        popolo.read_reference(value)
    return None


def _refuse_repeated(entry: AuthorityEntry, label: str, seen: dict[tuple[str, str, str], str]) -> None:
    keys = [(str(entry.kind), scheme, value) for scheme, value in entry.identifiers.items()]
    if entry.id:
        keys.append((str(entry.kind), "id", entry.id))
    for key in keys:
        if key in seen:
            raise BadRow(
                f"{key[1]} {key[2]} already stands in {seen[key]}: make one row of the two, or correct one"
            )
    for key in keys:
        seen[key] = label


def _refuse_circle(entry: AuthorityEntry, circles: Mapping[str, str]) -> None:
    if entry.id in circles:
        raise BadRow(
            f"{entry.name} is broader than itself ({circles[entry.id]}): take one of these relations out"
        )


def _circles(broader: Mapping[str, list[str]]) -> dict[str, str]:
    """Every id that lies on a circle of broader terms, with the circle in words."""
    found: dict[str, str] = {}
    finished: set[str] = set()
    for first in broader:
        path: list[str] = []
        places: dict[str, int] = {}
        stack = [(first, iter(broader.get(first, ())))]
        if first in finished:
            continue
        path.append(first)
        places[first] = 0
        while stack:
            target = next(stack[-1][1], None)
            if target is None:
                done, _ = stack.pop()
                path.pop()
                places.pop(done)
                finished.add(done)
            elif target in places:
                circle = path[places[target] :]
                shown = " → ".join([*circle[:5], "…"] if len(circle) > 5 else [*circle, target])
                found.update(dict.fromkeys(circle, shown))
            elif target not in finished and target in broader:
                stack.append((target, iter(broader[target])))
                places[target] = len(path)
                path.append(target)
    return found
