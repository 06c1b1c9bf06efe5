"""Office holders from three lists: Wikidata's, the United States Congress's and the one written by hand."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive.authorities.entries import AuthorityEntry, MembershipEntry, NameForm, Reference, SourceNote
from archive.authorities.fields import form_of
from archive.authorities.fields import without_repeats as names_once
from archive.documents import EntityKind
from archive.names import fold, slug
from seeds.authorities.making import offices
from seeds.authorities.making.handwritten import sections
from seeds.authorities.making.organisations import organisation_id

_WIKIDATA = "https://www.wikidata.org/"
#: "Q000007" is Dan Quayle's number in the Biographical Directory of Congress.
_WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*")
#: A country's offices were read at least as late as the latest date among so many; fewer prove nothing.
_ENOUGH = 100
#: "Mark Malloch Brown, Baron Malloch-Brown", "Jon Huntsman, Jr."
_PEERAGE = re.compile(
    r", (?:\d{1,2}(?:st|nd|rd|th) )?(?:Baron|Baroness|Viscount|Viscountess|Earl|Lord|Duke|Marquess)\b.*"
)
#: "Nicole (Nikki) Budzinski"
_NICKNAME = re.compile(r"(\w+) \((\w+)\) (.+)")
#: "Abdullah II of Jordan", "Albert II, Prince of Monaco"
_MONARCH = re.compile(r"(\S+ (?:\S+ )?[IVX]{1,5})(?:, \w+)? of .+")
_JUNIOR = re.compile(r",? (Jr|Sr)\.?$")
_LATIN = re.compile(r"[A-Za-z]")
#: Presidents and vice presidents who left office in this year or later.
_LIVING_MEMORY = "1945"
#: Names of us_legislators.jsonl under which nobody prints them.
_PRINTED = {
    "George Herbert Walker Bush": ("George H. W. Bush", ["George Bush", "George H.W. Bush"]),
    "John Fitzgerald Kennedy": ("John F. Kennedy", ["John Kennedy", "JFK"]),
    "Franklin Delano Roosevelt": ("Franklin D. Roosevelt", ["Franklin Roosevelt", "FDR"]),
    "Lyndon Baines Johnson": ("Lyndon B. Johnson", ["Lyndon Johnson", "LBJ"]),
    "Dwight D. Eisenhower": ("Dwight D. Eisenhower", ["Dwight Eisenhower"]),
    "Harry S Truman": ("Harry S. Truman", ["Harry Truman"]),
}
#: Hand-list people whom Wikidata's list spells so differently that their names do not meet.
_SAME_PERSON = {
    "Kim Jong Un": "Q56226",
    "Mohammed bin Salman": "Q6892571",
    "Abdel Fattah el-Sissi": "Q307871",
    "Alexander Lukashenko": "Q2866",
    "Ramzan Kadyrov": "Q217115",
    "Salman bin Abdulaziz": "Q367825",
}
#: Callings of the hand list that are no offices.
_NO_OFFICE = frozenset({"businessman", "opposition politician"})
#: Roles of the hand list that are held at an organisation.
_AT = {
    "President of the European Commission": ("President", "European Commission"),
    "President of the European Council": ("President", "European Council"),
    "EU foreign policy chief": ("Foreign policy chief", "European Union"),
    "Secretary General of NATO": ("Secretary General", "North Atlantic Treaty Organization"),
    "Secretary-General of the United Nations": ("Secretary-General", "United Nations"),
    "Managing Director of the International Monetary Fund": (
        "Managing Director",
        "International Monetary Fund",
    ),
    "President of the European Central Bank": ("President", "European Central Bank"),
    "Kremlin spokesman": ("Spokesman", "Kremlin"),
}


def people(
    data: Path, codes: Mapping[str, str], country_names: Mapping[str, list[str]]
) -> list[AuthorityEntry]:
    """All people, one entry each, whichever lists have them."""
    rows = [_json(line) for line in _lines(data / "people.jsonl")]
    found: dict[str, AuthorityEntry] = {}
    held = _sources(rows)
    by_hand = {fold(cells[0]) for _, cells in sections("people.txt")}
    for row in rows:
        if _is_chosen(row) or fold(row["name"]) in by_hand:
            found[row["id"]] = _from_wikidata(row, codes, country_names, held)
    everyone = {row["id"]: row for row in rows}
    hand = [row for row in map(_json, _lines(data / "authority_hand.jsonl")) if row["kind"] == "person"]
    for row in hand:
        same = _same_person(row, everyone, codes)
        if same and same not in found:
            found[same] = _from_wikidata(everyone[same], codes, country_names, held)
    _add_americans([_json(line) for line in _lines(data / "us_legislators.jsonl")], found)
    for row in hand:
        _add_by_hand(row, _same_person(row, everyone, codes), codes, found)
    return sorted(found.values(), key=lambda entry: (fold(entry.name), entry.id))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _json(line: str) -> dict[str, Any]:
    return json.loads(line)


def _sources(rows: Iterable[Mapping[str, Any]]) -> dict[str, SourceNote]:
    """Country → the source with the day that its list proves it was read at; "" → for all the others."""
    dates: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for office in row["offices"]:
            days = (day for day in (office["start"], office["end"]) if day and len(day) == 10)
            dates[office["country"] or ""].extend(days)
    latest = max(day for days in dates.values() for day in days)
    found = {country: max(days) for country, days in dates.items() if country and len(days) >= _ENOUGH}
    notes = {country: SourceNote("Wikidata", _WIKIDATA, day) for country, day in found.items()}
    return notes | {"": SourceNote("Wikidata", _WIKIDATA, latest)}


def _is_chosen(row: Mapping[str, Any]) -> bool:
    """Whether an office that counts was held in this century, under a name in Latin letters."""
    if not _LATIN.search(row["name"]) or row["name"].startswith("Prime Minister of "):
        # Q-numbers of offices stand among the people.
        return False
    for office in row["offices"]:
        recent = not office["end"] or office["end"] >= "2000"
        title = offices.plain_title(office["title"], office["country"] or "")
        if recent and offices.is_chosen(title, office["country"] or ""):
            return True
    return False


def _from_wikidata(
    row: Mapping[str, Any],
    codes: Mapping[str, str],
    country_names: Mapping[str, list[str]],
    sources: Mapping[str, SourceNote],
) -> AuthorityEntry:
    own_names = {fold(text) for text in (row["name"], *row["aliases"])}
    held = []
    for office in row["offices"]:
        if fold(office["title"]) in own_names:
            # "Mohammed bin Salman" stands as an office of Mohammad bin Salman.
            continue
        country = office["country"] or ""
        code = offices.area_id(country, codes) if country else ""
        if country and not code:
            continue
        names = country_names.get(code, [])
        shown = names[0] if names else country
        source = sources.get(country) or sources[""]
        if office["start"] and office["start"] > source.date:
            # The list of heads of state is younger than some countries' lists: Charles III, 2022, Canada.
            source = sources[""]
        one = offices.membership(office, (code, shown if code else ""), names, source)
        if one is not None:
            held.append(one)
    name, others = _printed(row["name"])
    return AuthorityEntry(
        kind=EntityKind.PERSON,
        id=f"wikidata:{row['id']}",
        name=name,
        names=names_once(name, "", [NameForm(text) for text in (*others, *row["aliases"])]),
        identifiers={"wikidata": row["id"]},
        birth_date=row.get("born") or "",
        memberships=offices.without_repeats(held),
    )


def _printed(name: str) -> tuple[str, list[str]]:
    """The name as newspapers print it, and the forms beside it."""
    bare, others = _PEERAGE.sub("", name), [name]
    if found := _NICKNAME.fullmatch(bare):
        given, nickname, family = found.groups()
        bare = f"{nickname} {family}"
        others.append(f"{given} {family}")
    if found := _MONARCH.fullmatch(bare):
        others.append(found[1])
    if found := _JUNIOR.search(bare):
        others.append(bare[: found.start()])
        bare = f"{bare[: found.start()]} {found[1]}."
    return bare, others


def _add_americans(rows: list[dict[str, Any]], found: dict[str, AuthorityEntry]) -> None:
    latest = max(row["start"] for row in rows)
    source = SourceNote(
        "congress-legislators", "https://github.com/unitedstates/congress-legislators", latest
    )
    by_name = {fold(entry.name): key for key, entry in found.items()}
    for row in rows:
        if row["office"] in {"President", "Vice President"} and row["end"] < _LIVING_MEMORY:
            continue
        name, aliases = _PRINTED.get(row["name"], ((row["aliases"] or [row["name"]])[0], row["aliases"]))
        name, others = _printed(name)
        forms = [NameForm(text) for text in (row["name"], *aliases, *others)]
        known = bool(_WIKIDATA_ID.fullmatch(str(row["id"])))
        in_white_house = row["office"] in {"President", "Vice President"}
        # 72 rows have another number than Wikidata's; of these a president is known by name alone.
        key = row["id"] if known else by_name.get(fold(name), "") if in_white_house else ""
        entry = found.get(key)
        body = {"Senator": "United States Senate", "Representative": "United States House of Representatives"}
        at = body.get(row["office"])
        term = MembershipEntry(
            row["office"],
            Reference(organisation_id(at), at) if at else None,
            Reference("iso:US", "United States"),
            row["start"],
            row["end"],
            source,
        )
        if entry is None:
            identifiers = {"wikidata": row["id"]} if known else {}
            entry = AuthorityEntry(
                kind=EntityKind.PERSON,
                id=f"wikidata:{row['id']}" if known else f"person:{slug(row['name'])}",
                name=name,
                identifiers=identifiers,
                birth_date=row["born"] or "",
                description=", ".join(filter(None, (row["party"], row["state"]))),
            )
            key = row["id"] if known else entry.id
        found[key] = replace(
            entry,
            names=names_once(entry.name, "", [*entry.names, *forms]),
            memberships=offices.without_repeats([*entry.memberships, term]),
        )


def _same_person(
    row: Mapping[str, Any], everyone: Mapping[str, Mapping[str, Any]], codes: Mapping[str, str]
) -> str | None:
    """The Wikidata number of a hand-list person: one person alone has this name and an office there."""
    if row["name"] in _SAME_PERSON:
        return _SAME_PERSON[row["name"]]
    wanted = {fold(text) for text in (row["name"], *row["aliases"])}
    place = offices.area_id(row["country"], codes)
    matches = []
    for key, other in everyone.items():
        if not wanted & {fold(text) for text in (other["name"], *other["aliases"])}:
            continue
        places = {offices.area_id(office["country"] or "", codes) for office in other["offices"]}
        at_a_body = row["office"] in _AT and any(not office["country"] for office in other["offices"])
        if place in places or at_a_body:
            matches.append(key)
    return matches[0] if len(matches) == 1 else None


def _add_by_hand(
    row: Mapping[str, Any], same: str | None, codes: Mapping[str, str], found: dict[str, AuthorityEntry]
) -> None:
    forms = [NameForm(text, "", form_of("", text)) for text in row["aliases"]]
    role = row["office"].removeprefix("former ")
    title, body = _AT.get(role, (role, ""))
    place = offices.area_id(row["country"], codes)
    office = MembershipEntry(
        title[0].upper() + title[1:],
        Reference(organisation_id(body), body) if body else None,
        Reference(place, row["country"]) if place and not body else None,
        source=SourceNote("Hand-written list of this project"),
    )
    held = () if role in _NO_OFFICE else (office,)
    if same:
        entry = found[same]
        held = () if any(_says_the_same(office, one) for one in entry.memberships) else held
        # The hand list has the spelling that newspapers print ("Sergei Shoigu").
        forms.append(NameForm(entry.name))
        names = names_once(row["name"], "", [*forms, *entry.names])
        memberships = (*entry.memberships, *held)
        found[same] = replace(entry, name=row["name"], names=names, memberships=memberships)
        return
    entry = AuthorityEntry(
        kind=EntityKind.PERSON,
        id=f"person:{slug(row['name'])}",
        name=row["name"],
        names=names_once(row["name"], "", forms),
        description=f"{row['office']}, {row['country']}",
        memberships=held,
    )
    found[entry.id] = entry


def _says_the_same(office: MembershipEntry, other: MembershipEntry) -> bool:
    """Whether a dated office is the undated one in other words: "Defence Minister", "Minister of Defence"."""
    if office.organisation or other.organisation:
        same = office.organisation and other.organisation and office.organisation.id == other.organisation.id
        return bool(same)
    words = {word for word in fold(office.role).split() if word not in {"minister", "prime", "of", "the"}}
    if not words:
        return fold(office.role) == fold(other.role)
    return bool(words & set(fold(other.role).split()))
