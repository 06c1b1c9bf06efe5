"""Popolo: a row for a person or an organisation becomes an entry, and an entry such a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.authorities.entries import (
    AuthorityEntry,
    BadRow,
    MembershipEntry,
    NameForm,
    Reference,
    SourceNote,
)
from archive.authorities.fields import (
    date_of,
    form_of,
    language_of,
    list_of,
    object_of,
    term_of,
    text_of,
    without_repeats,
)
from archive.authorities.identifiers import id_for, identifiers_of_id, normalised
from archive.documents import EntityKind

#: The arrays of a Popolo document.
SECTIONS = frozenset({"persons", "organizations", "memberships", "posts", "areas"})


@dataclass(slots=True)
class PopoloContext:
    """What other rows of the same file say: people's memberships, what areas, posts and bodies are called."""

    areas: dict[str, Reference] = field(default_factory=dict)
    organisations: dict[str, Reference] = field(default_factory=dict)
    posts: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    memberships: dict[str, list[tuple[str, Mapping[str, Any]]]] = field(default_factory=dict)
    source: SourceNote = field(default_factory=SourceNote)


def read_reference(row: Mapping[str, Any]) -> Reference:
    """Id, name and identifiers of an area or organisation, however little of it is given."""
    return Reference(
        id=text_of(row.get("id"), "id"),
        name=text_of(row.get("name"), "name"),
        identifiers=_identifiers(row),
    )


def read_source(row: Mapping[str, Any], fallback: SourceNote) -> SourceNote:
    """The first of a row's sources; the fallback where it names none."""
    for value in list_of(row.get("sources"), "sources")[:1]:
        source = object_of(value, "a source")
        return SourceNote(
            note=text_of(source.get("note"), "a source's note"),
            url=text_of(source.get("url"), "a source's url", limit=2000),
            date=date_of(source.get("date"), "a source's date") or fallback.date,
        )
    return fallback


def read_person(
    row: Mapping[str, Any], label: str, context: PopoloContext, report: Callable[[str, str], None]
) -> AuthorityEntry:
    """The person of the row called `label`; a faulty membership goes to `report` (its place, the message)."""
    memberships = []
    own = [
        (f"{label}.memberships[{n}]", value)
        for n, value in enumerate(list_of(row.get("memberships"), "memberships"))
    ]
    apart = context.memberships.get(text_of(row.get("id"), "id"), [])
    for place, value in [*own, *apart]:
        try:
            memberships.append(_membership(object_of(value, "a membership"), context))
        except BadRow as error:
            report(place, str(error))
    name = _name(row)
    return AuthorityEntry(
        kind=EntityKind.PERSON,
        id=text_of(row.get("id"), "id"),
        name=name,
        language=language_of(row.get("lang")),
        names=_names(row, name),
        identifiers=_identifiers(row),
        description=_description(row),
        sort_name=text_of(row.get("sort_name"), "sort_name"),
        birth_date=date_of(row.get("birth_date"), "birth_date"),
        memberships=tuple(memberships),
    )


def read_organisation(row: Mapping[str, Any], context: PopoloContext) -> AuthorityEntry:
    """The organisation of a row."""
    name = _name(row)
    parent = _pointed_at(row, "parent", context.organisations)
    return AuthorityEntry(
        kind=EntityKind.ORGANISATION,
        id=text_of(row.get("id"), "id"),
        name=name,
        language=language_of(row.get("lang")),
        names=_names(row, name),
        identifiers=_identifiers(row),
        description=_description(row),
        classification=text_of(row.get("classification"), "classification"),
        area=_pointed_at(row, "area", context.areas),
        broader=(parent,) if parent else (),
    )


def write_row(entry: AuthorityEntry) -> dict[str, Any]:
    """The Popolo row of a person or an organisation; what is empty is left out."""
    row: dict[str, Any] = {"id": entry.id or id_for(entry.identifiers), "name": entry.name}
    if entry.language:
        row["lang"] = entry.language
    if entry.sort_name:
        row["sort_name"] = entry.sort_name
    if entry.names:
        row["other_names"] = [_written_name(form) for form in entry.names]
    if entry.identifiers:
        row["identifiers"] = [
            {"scheme": scheme, "identifier": value} for scheme, value in sorted(entry.identifiers.items())
        ]
    for key, value in (
        ("summary", entry.description),
        ("classification", entry.classification),
        ("birth_date", entry.birth_date),
    ):
        if value:
            row[key] = value
    if entry.area:
        row |= _written_reference("area", entry.area)
    if entry.kind is EntityKind.ORGANISATION and entry.broader:
        row |= _written_reference("parent", entry.broader[0])
    if entry.memberships:
        row["memberships"] = [_written_membership(membership) for membership in entry.memberships]
    return row


def _name(row: Mapping[str, Any]) -> str:
    name = text_of(row.get("name"), "name")
    if not name:
        raise BadRow('the name is missing: give one in "name"')
    return name


def _names(row: Mapping[str, Any], name: str) -> tuple[NameForm, ...]:
    forms = []
    for value in list_of(row.get("other_names"), "other_names"):
        other = object_of(value, "another name")
        text = text_of(other.get("name"), "another name")
        note = text_of(other.get("note"), "the note of another name")
        form = form_of(note, text)
        if form == "alias" and other.get("end_date") is not None:
            form = "former"
        forms.append(NameForm(text, language_of(other.get("lang")), form))
    return without_repeats(name, language_of(row.get("lang")), forms)


def _identifiers(row: Mapping[str, Any]) -> dict[str, str]:
    found = identifiers_of_id(text_of(row.get("id"), "id"))
    for value in list_of(row.get("identifiers"), "identifiers"):
        item = object_of(value, "an identifier")
        scheme, identifier = normalised(
            text_of(item.get("scheme"), "a scheme"), text_of(item.get("identifier"), "an identifier")
        )
        if found.setdefault(scheme, identifier) != identifier:
            raise BadRow(f"two {scheme} identifiers, {found[scheme]} and {identifier}: keep the right one")
    return found


def _description(row: Mapping[str, Any]) -> str:
    summary = text_of(row.get("summary"), "summary", limit=5000)
    return summary or text_of(row.get("description"), "description", limit=5000)


def _pointed_at(row: Mapping[str, Any], key: str, known: Mapping[str, Reference]) -> Reference | None:
    """What `key` (an object) or `key_id` points at, with all that the file says of it."""
    value = row.get(key)
    stated = read_reference(object_of(value, key)) if value is not None else Reference("")
    target = text_of(row.get(f"{key}_id"), f"{key}_id") or stated.id
    if not target:
        return stated if stated.name or stated.identifiers else None
    listed = known.get(target, Reference(target))
    return Reference(
        id=target,
        name=stated.name or listed.name,
        identifiers=identifiers_of_id(target) | dict(listed.identifiers) | dict(stated.identifiers),
    )


def _membership(row: Mapping[str, Any], context: PopoloContext) -> MembershipEntry:
    post_id = text_of(row.get("post_id"), "post_id")
    stated = row.get("post")
    post = object_of(stated, "post") if stated is not None else context.posts.get(post_id, {})
    if post_id and not post:
        raise BadRow(
            f"post_id {post_id!r} is not among the posts of this file: add the post or name the role"
        )
    role = (
        text_of(row.get("role"), "role")
        or text_of(row.get("label"), "label")
        or text_of(post.get("role"), "the post's role")
        or text_of(post.get("label"), "the post's label")
    )
    organisation = _pointed_at(row, "organization", context.organisations) or _pointed_at(
        post, "organization", context.organisations
    )
    area = _pointed_at(row, "area", context.areas) or _pointed_at(post, "area", context.areas)
    if not role and organisation is None:
        raise BadRow("a membership names neither role nor organisation: give at least one")
    start, end = term_of(row.get("start_date"), row.get("end_date"))
    return MembershipEntry(role, organisation, area, start, end, read_source(row, context.source))


def _written_name(form: NameForm) -> dict[str, str]:
    row = {"name": form.text}
    if form.language:
        row["lang"] = form.language
    if form.form != "alias" or form_of("", form.text) != "alias":
        row["note"] = form.form
    return row


def _written_reference(key: str, reference: Reference) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if reference.id:
        row[f"{key}_id"] = reference.id
    told = identifiers_of_id(reference.id)
    own = {scheme: value for scheme, value in reference.identifiers.items() if told.get(scheme) != value}
    if reference.name or own:
        inner: dict[str, Any] = {"name": reference.name} if reference.name else {}
        if own:
            inner["identifiers"] = [{"scheme": s, "identifier": v} for s, v in sorted(own.items())]
        row[key] = inner
    return row


def _written_membership(membership: MembershipEntry) -> dict[str, Any]:
    row: dict[str, Any] = {}
    if membership.role:
        row["role"] = membership.role
    if membership.organisation:
        row |= _written_reference("organization", membership.organisation)
    if membership.area:
        row |= _written_reference("area", membership.area)
    if membership.start:
        row["start_date"] = membership.start
    if membership.end:
        row["end_date"] = membership.end
    if membership.source != SourceNote():
        source = {
            "note": membership.source.note,
            "url": membership.source.url,
            "date": membership.source.date,
        }
        row["sources"] = [{key: value for key, value in source.items() if value}]
    return row


def written_source(source: SourceNote) -> dict[str, str]:
    """A source as Popolo has it, with the date beside it; what is empty is left out."""
    row = {"note": source.note, "url": source.url, "date": source.date}
    return {key: value for key, value in row.items() if value}
