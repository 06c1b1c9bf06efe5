"""International organisations, parties, media, state bodies and companies from four lists."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

from archive.authorities.entries import AuthorityEntry, NameForm, Reference
from archive.authorities.fields import form_of, without_repeats
from archive.documents import EntityKind
from archive.names import fold, slug
from seeds.authorities.making.added import add_organisations

#: Hand-list names that are common words, so that a sentence's first word would be taken for them.
_RENAMED = {"Total": ("TotalEnergies", ["Total SA", "TotalEnergies SE"])}
#: Left out of the companies: read as a person, or as words of the language.
_NO_NAMES = frozenset({"Henry Schein", "Old Dominion", "Cummins", "Ventas", "Public Storage", "Best Buy"})
#: Short names under which these companies are printed and which mean nothing else.
_SHORT = {
    "Adobe Inc.": "Adobe",
    "Apple Inc.": "Apple",
    "Chevron Corporation": "Chevron",
    "Coca-Cola Company": "Coca-Cola",
    "Dow Inc.": "Dow Chemical",
    "eBay Inc.": "eBay",
    "Ford Motor Company": "Ford Motor",
    "Home Depot": "The Home Depot",
    "HP Inc.": "Hewlett-Packard",
    "Lilly (Eli)": "Eli Lilly",
    "Moody's Corporation": "Moody's",
    "Nasdaq, Inc.": "Nasdaq",
    "Nike, Inc.": "Nike",
    "Oracle Corporation": "Oracle Corp.",
    "Tesla, Inc.": "Tesla",
    "United Airlines Holdings": "United Airlines",
    "United Parcel Service": "UPS",
    "Walt Disney Company": "Disney",
    "Warner Bros. Discovery": "Warner Bros.",
}
#: Companies that the hand list has under the name that newspapers print.
_SAME_COMPANY = {"Meta Platforms": "Facebook", "Alphabet Inc.": "Google"}
#: Bodies of the acronym list that the hand list calls otherwise.
_SAME_BODY = {
    "G-20": "Group of Twenty",
    "G-7": "Group of Seven",
    "G-8": "Group of Eight",
    "LAS": "Arab League",
    "IBRD": "World Bank",
    "INTERPOL": "Interpol",
    "UN_SECURITY_COUNCIL": "United Nations Security Council",
    "ICCT": "International Criminal Court",
    "OPEC": "Organization of the Petroleum Exporting Countries",
}
#: Keys of that list that are no names in use ("C"), or are better known as another body's or as a place's.
_NO_ACRONYM = frozenset(
    {
        "AG",
        "AL",
        "BA",
        "C",
        "CAN",
        "CD",
        "CE",
        "CP",
        "ECO",
        "ENTENTE",
        "FZ",
        "GUAM",
        "ICC",
        "IDA",
        "NAM",
        "NC",
        "PA",
        "ZC",
        "ICCT",
        "LAS",
    }
)
#: Rows that stand twice or are no bodies.
_LEFT_OUT = frozenset({"EEU", "PACIFIC_ALLIANCE", "SICA", "USAN", "EuroArea", "SCHENGEN_CONVENTION"})
_CORRECTED = {
    "Comuinidade dos Paises de Lingua Portuguesa": "Comunidade dos Países de Língua Portuguesa",
    "African, Caribbean, and Pacific Group of States": "African, Caribbean and Pacific Group of States",
}


def organisations(
    data: Path, codes: Mapping[str, str], country_names: Mapping[str, str]
) -> list[AuthorityEntry]:
    """All organisations, one entry each, whichever lists have them; `country_names` by ISO code."""
    found: dict[str, dict] = {}
    for row in _hand_list(data):
        found[row["name"]] = row
    _add_international(data, found)
    _add_companies(data, found)
    add_organisations(found, country_names)
    return sorted((_entry(row, codes) for row in found.values()), key=lambda entry: entry.id)


def organisation_id(name: str) -> str:
    """The id by which other files point at an organisation of that name."""
    return f"organisation:{slug(name)}"


def _hand_list(data: Path) -> list[dict]:
    rows = []
    with (data / "authority_hand.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            if row["kind"] != "organisation":
                continue
            name, aliases = _RENAMED.get(row["name"], (row["name"], row["aliases"]))
            forms = [NameForm(text, language) for language, text in sorted(row["labels"].items())]
            forms += [NameForm(text, "", form_of("", text)) for text in aliases]
            rows.append({"name": name, "forms": forms, "type": row["type"], "country": row["country"]})
    return rows


def _add_international(data: Path, found: dict[str, dict]) -> None:
    by_name = {fold(text): row for row in found.values() for text in _texts(row)}
    with (data / "international_organisations.csv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            key, name = line["acronym"], _CORRECTED.get(line["name"], line["name"])
            if key in _LEFT_OUT:
                continue
            row = found.get(_SAME_BODY.get(key, "")) or by_name.get(fold(name))
            if row is None and "_" not in key and len(key) > 2:
                # "ICC" is the criminal court in the hand list, the chamber of commerce in this one.
                same = by_name.get(fold(key))
                row = same if same is not None and _alike(name, same) else None
            if row is None:
                row = {"name": name, "forms": [], "type": "intergovernmental", "country": None}
                found[name] = by_name[fold(name)] = row
            forms = row["forms"]
            forms.append(NameForm(name))
            if "_" not in key and key not in _NO_ACRONYM:
                forms.append(NameForm(key, "", "acronym"))
                if key.startswith("G-"):
                    forms.append(NameForm(key.replace("-", ""), "", "acronym"))


def _alike(name: str, row: dict) -> bool:
    """Whether two names of one acronym differ in spelling alone ("Labor", "and" or a comma)."""
    words = {word for word in fold(name).replace(",", "").replace("-", "").split() if len(word) > 3}
    for text in _texts(row):
        others = {word for word in fold(text).replace(",", "").replace("-", "").split() if len(word) > 3}
        if len(words & others) >= 2 or (words and words == others):
            return True
    return False


def _add_companies(data: Path, found: dict[str, dict]) -> None:
    by_name = {fold(text): row for row in found.values() for text in _texts(row)}
    with (data / "companies_sp500.csv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            name = line["name"].partition(" (Class")[0]
            if name.endswith(" (The)"):
                name = name.removesuffix(" (The)")
            if name in _NO_NAMES:
                continue
            row = found.get(_SAME_COMPANY.get(name, "")) or by_name.get(fold(name))
            if row is None:
                row = {"name": name, "forms": [], "type": "company", "country": None}
                found[name] = by_name[fold(name)] = row
            row["forms"].append(NameForm(name))
            if name in _SHORT:
                row["forms"].append(NameForm(_SHORT[name]))
            row.setdefault("note", f"{line['sector']}; headquarters: {line['headquarters']}")


def _texts(row: dict) -> list[str]:
    return [row["name"], *(form.text for form in row["forms"])]


def _entry(row: dict, codes: Mapping[str, str]) -> AuthorityEntry:
    code = codes.get(fold(row["country"])) if row["country"] else None
    if row["country"] and not code:
        raise SystemExit(f"no code for the country {row['country']!r} of {row['name']}")
    return AuthorityEntry(
        kind=EntityKind.ORGANISATION,
        id=organisation_id(row["name"]),
        name=row["name"],
        names=without_repeats(row["name"], "", row["forms"]),
        description=row.get("note", ""),
        classification=row["type"],
        area=Reference(f"iso:{code}", row["country"]) if code else None,
    )
