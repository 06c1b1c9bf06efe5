"""Adds the organisations and people of the hand-written lists, and further names for those known already."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from archive.authorities.entries import AuthorityEntry, MembershipEntry, NameForm, Reference, SourceNote
from archive.authorities.fields import term_of, without_repeats
from archive.documents import EntityKind
from archive.names import fold, slug
from seeds.authorities.making.handwritten import cell, names, sections

#: "President 2004/2013", "Prime Minister /2005", "Leader @ Hamas"
_OFFICE = re.compile(
    r"(?P<role>[^@/]{2,90}?)(?: @ (?P<body>.{2,90}?))?(?: (?P<start>\d{4})?/(?P<end>\d{4}))?"
)
_SOURCE = SourceNote("Hand-written list of this project")


def add_organisations(found: dict[str, dict], country_names: Mapping[str, str]) -> None:
    """Put every line of `organisations.txt` into `found`: name → row; a known name gains the line's names."""
    by_name = {fold(text): row for row in found.values() for text in _texts(row)}
    for kind, cells in sections("organisations.txt"):
        name, code = cells[0], cell(cells, 1)
        forms = [NameForm(text, "", "acronym") for text in _parts(cell(cells, 2))]
        forms += [*names(cell(cells, 3), "de"), *names(cell(cells, 4))]
        row = found.get(name) or by_name.get(fold(name))
        if row is None:
            row = {"name": name, "forms": [], "type": kind, "country": None}
            found[name] = by_name[fold(name)] = row
        if code and not row["country"]:
            row["country"] = _area(code, country_names).name
        row["forms"] = _without_known(row, forms)


def _without_known(row: dict, forms: list[NameForm]) -> list[NameForm]:
    """The row's names and those that say more: "EU-Kommission" marked German, but not "NATO" once again."""
    known = list(row["forms"])
    for form in forms:
        same = {other.text for other in known if other.language in {"", form.language}}
        if form.text not in same:
            known.append(form)
    return known


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _texts(row: dict) -> list[str]:
    return [row["name"], *(form.text for form in row["forms"])]


def with_people(
    entries: Iterable[AuthorityEntry], country_names: Mapping[str, str], bodies: Mapping[str, str]
) -> list[AuthorityEntry]:
    """The people and those of `people.txt`; `bodies` leads from an organisation's name to its id.

    A person of both is one record if the name and a country or body of an office agree.
    """
    found = list(entries)
    by_name: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(found):
        for text in {fold(text) for text in (entry.name, *(form.text for form in entry.names))}:
            by_name[text].append(place)
    for _, cells in sections("people.txt"):
        name, areas = cells[0], [_area(code, country_names) for code in cell(cells, 1).split()]
        area = areas[0] if areas else None
        held = [_office(text, area, bodies) for text in _parts(cell(cells, 2))]
        spellings = [*names(cell(cells, 3), "de"), *names(cell(cells, 4))]
        forms = [NameForm(form.text, form.language, "transliteration") for form in spellings]
        called = {fold(text) for text in (name, *(form.text for form in forms))}
        namesakes = sorted({place for text in called for place in by_name.get(text, ())})
        same = [place for place in namesakes if _share_a_place(found[place], areas, held)]
        if len(same) > 1 or (namesakes and not same):
            others = ", ".join(found[place].id for place in namesakes)
            raise SystemExit(f"people.txt: is {name} one of {others}? Give the country or leave the line out")
        if same:
            entry = found[same[0]]
            more = [one for one in held if not any(_same_office(one, other) for other in entry.memberships)]
            found[same[0]] = replace(
                entry,
                names=without_repeats(entry.name, "", [*entry.names, NameForm(name), *forms]),
                memberships=(*entry.memberships, *more),
            )
            continue
        entry = AuthorityEntry(
            kind=EntityKind.PERSON,
            id=f"person:{slug(name)}",
            name=name,
            names=without_repeats(name, "", forms),
            memberships=tuple(held),
        )
        for text in called:
            by_name[text].append(len(found))
        found.append(entry)
    return sorted(found, key=lambda entry: (fold(entry.name), entry.id))


def _area(code: str, country_names: Mapping[str, str]) -> Reference:
    if code not in country_names:
        raise SystemExit(f"{code!r} in organisations.txt or people.txt is no country's code")
    return Reference(f"iso:{code}", country_names[code])


def _office(text: str, area: Reference | None, bodies: Mapping[str, str]) -> MembershipEntry:
    parts = _OFFICE.fullmatch(text)
    if parts is None:
        raise SystemExit(f"people.txt: {text!r} is no office: write it like President 2004/2013")
    body = parts["body"]
    if body and body not in bodies:
        raise SystemExit(f"people.txt: no organisation has the preferred name {body!r}")
    start, end = term_of(parts["start"], parts["end"])
    return MembershipEntry(
        parts["role"],
        Reference(bodies[body], body) if body else None,
        None if body else area,
        start,
        end,
        _SOURCE,
    )


def _share_a_place(
    entry: AuthorityEntry, areas: Iterable[Reference], held: Iterable[MembershipEntry]
) -> bool:
    """Whether a namesake is the person meant: an office in the same country or at the same body."""
    wanted = {one.organisation.id for one in held if one.organisation} | {area.id for area in areas}
    places = {
        reference.id for one in entry.memberships for reference in (one.area, one.organisation) if reference
    }
    # Josep Borrell's office is one of the "European Union", which is no country: his record has no place.
    return not places or bool(wanted & places)


def _same_office(one: MembershipEntry, other: MembershipEntry) -> bool:
    """Whether another list has this office: the same words, or a post at the same body."""
    if one.organisation or other.organisation:
        return bool(one.organisation and other.organisation and one.organisation.id == other.organisation.id)
    return _role_words(one.role) == _role_words(other.role)


def _role_words(role: str) -> frozenset[str]:
    """ "Minister of Foreign Affairs" and "Foreign Minister" are the same words."""
    plain = fold(role).replace("defence", "defense").replace("affairs", "")
    return frozenset(plain.split()) - {"of", "for", "the", "federal", "and"}
