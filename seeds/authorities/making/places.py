"""Countries, cities and regions from the names of CLDR, GeoNames' numbers and lists written by hand."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale
from babel.core import get_global

from archive.authorities.entries import AuthorityEntry, NameForm, Reference
from archive.authorities.fields import without_repeats
from archive.documents import EntityKind, TopicKind
from archive.names import fold, slug
from seeds.authorities.making.handwritten import cell, names, sections

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "fa", "zh", "ja")
#: Countries' names that are people's given names, the commoner meaning in a newspaper (Dominica, Mauritius).
_GIVEN_NAMES = frozenset({"Dominika", "Dominique", "Maurice", "Maurício", "Mauricio"})
#: What GeoNames' extract calls countries differently from CLDR.
_CITY_COUNTRIES = {
    "Bolivia, Plurinational State of": "BO",
    "Congo": "CG",
    "Congo, The Democratic Republic of the": "CD",
    "Holy See (Vatican City State)": "VA",
    "Iran, Islamic Republic of": "IR",
    "Korea, Democratic People's Republic of": "KP",
    "Korea, Republic of": "KR",
    "Macao": "MO",
    "Micronesia, Federated States of": "FM",
    "Moldova, Republic of": "MD",
    "No country found for alpha-2 code: XK": "XK",
    "Palestine, State of": "PS",
    "Taiwan, Province of China": "TW",
    "Tanzania, United Republic of": "TZ",
    "Venezuela, Bolivarian Republic of": "VE",
}


def area(code: str) -> str:
    """The id of a country, or of a region of ours, as the files write it."""
    return f"iso:{code}" if code.isupper() else f"topic:place-{code}"


def countries() -> list[AuthorityEntry]:
    """Every country and territory that has a code, under the name that newspapers print."""
    continents, by_hand = {}, {}
    for heading, cells in sections("countries.txt"):
        if heading == "continents":
            continent, _, codes = cells[0].partition(":")
            continents.update(dict.fromkeys(codes.split(), continent))
        else:
            by_hand[cells[0]] = cells
    found = []
    for code, continent in sorted(continents.items()):
        cells = by_hand.get(code, [])
        english = list(_cldr_names(code, "en"))
        name = cell(cells, 1) or english[0]
        forms = [NameForm(text, "en") for text in english]
        forms += [form for form in names(cell(cells, 2)) if form.language == "en"]
        labels = _labels(
            code, {form.language: form.text for form in names(cell(cells, 2))} if code == "HK" else {}
        )
        forms = labels + [form for form in forms if "SAR" not in form.text]
        forms += [form for form in names(cell(cells, 2)) if form.language != "en"]
        found.append(
            AuthorityEntry(
                kind=EntityKind.TOPIC,
                id=area(code),
                name=name,
                language="en",
                names=without_repeats(name, "en", forms),
                identifiers={"iso": code},
                topic_kind=TopicKind.PLACE,
                broader=(Reference(area(continent)),) if continent != "no continent" else (),
            )
        )
    return found


def country_codes(entries: list[AuthorityEntry]) -> dict[str, str]:
    """Folded name → code, for every English name that only one country bears."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for text in (entry.name, *(form.text for form in entry.names if form.language == "en")):
            found[fold(text)].add(entry.identifiers["iso"])
    return {name: min(codes) for name, codes in found.items() if len(codes) == 1}


def places(data: Path, codes: Mapping[str, str]) -> list[AuthorityEntry]:
    """Continents, regions and cities; GeoNames' number where name and country leave no choice."""
    return sorted([*_regions(), *_cities(data, codes)], key=lambda entry: entry.id)


def _cldr_names(code: str, language: str) -> Iterator[str]:
    """CLDR's name of a territory, "Myanmar (Burma)" taken apart, what is only a description left out."""
    text = Locale(language).territories.get(code, "")
    if code in {"HK", "MO"} or not text:
        # "Sonderverwaltungsregion Hongkong": no newspaper prints it.
        if language == "en":
            yield text
        return
    if code in {"CD", "CG"} and language != "en":
        # "Kongo-Kinshasa", "Congo (RDC)": the part in brackets is no name of its own.
        yield (
            text.partition(" (")[0].partition("（")[0]
            if "Kinshasa" in text or "Brazzaville" in text
            else text
        )
        return
    text = text.replace(" & ", " and ") if language == "en" else text
    first, _, rest = text.partition(" (")
    yield first
    if rest and code in {"MM"}:
        yield rest.rstrip(")")


def _labels(code: str, instead: Mapping[str, str]) -> list[NameForm]:
    return [
        NameForm(text, language)
        for language in LANGUAGES
        for text in ([instead[language]] if language in instead else _cldr_names(code, language))
        if text not in _GIVEN_NAMES
    ]


def _regions() -> Iterator[AuthorityEntry]:
    for _, cells in sections("regions.txt"):
        key, _, code = cells[0].partition(" ")
        name, broader, german = cell(cells, 1), cell(cells, 2), cell(cells, 3)
        others = names(cell(cells, 4))
        labels = {form.language: form for form in _labels(code.strip("[]"), {})} if code else {}
        if german:
            labels["de"] = NameForm(german, "de")
        ordered = [labels[language] for language in LANGUAGES if language in labels]
        yield AuthorityEntry(
            kind=EntityKind.TOPIC,
            id=area(key),
            name=name,
            language="en",
            names=without_repeats(name, "en", ordered + others),
            topic_kind=TopicKind.PLACE,
            broader=(Reference(area(broader)),) if broader else (),
        )


def _cities(data: Path, codes: Mapping[str, str]) -> Iterator[AuthorityEntry]:
    numbers = _geonames(data, codes)
    exemplars = _exemplar_cities()
    for country, cells in sections("cities.txt"):
        name, german, others = cells[0].rstrip("*"), cell(cells, 1), names(cell(cells, 2))
        spellings = [name, german, *(form.text for form in others if form.form != "former")]
        found = {number for text in spellings for number in numbers.get((fold(text), country), ())}
        labels = dict(exemplars.get((fold(name), country), {}))
        if german:
            labels["de"] = german
        forms = [NameForm(labels[language], language) for language in LANGUAGES if language in labels]
        yield AuthorityEntry(
            kind=EntityKind.TOPIC,
            id=area(f"{slug(name)}-{country.lower()}"),
            name=name,
            language="en",
            names=without_repeats(name, "en", forms + others),
            identifiers={"geonames": found.pop()} if len(found) == 1 else {},
            description="capital" if cells[0].endswith("*") else "",
            topic_kind=TopicKind.PLACE,
            broader=(Reference(area(country)),),
        )


def _geonames(data: Path, codes: Mapping[str, str]) -> dict[tuple[str, str], list[str]]:
    found = defaultdict(list)
    with (data / "cities.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            country = _CITY_COUNTRIES.get(row["country"]) or codes.get(fold(row["country"]))
            if country:
                found[fold(row["name"]), country].append(row["geonameid"])
    return found


def _exemplar_cities() -> dict[tuple[str, str], dict[str, str]]:
    """(folded English name, country) → names in other languages, from CLDR's cities of the time zones."""
    countries_of = get_global("zone_territories")
    english = Locale("en").time_zones
    found: dict[tuple[str, str], dict[str, str]] = {}
    for zone, country in sorted(countries_of.items()):
        # CLDR leaves the city out where it is the last part of the zone's own name.
        own = zone.rpartition("/")[2].replace("_", " ")
        name = english.get(zone, {}).get("city") or own
        labels = {}
        for language in LANGUAGES:
            label = Locale(language).time_zones.get(zone, {}).get("city")
            if label:
                labels[language] = label
        found.setdefault((fold(name), country), labels)
    return found
