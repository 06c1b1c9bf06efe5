"""The starter authority files: read without a fault, and right where a newsroom would look first."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from archive.authorities.formats import AuthorityEntry, Fault, MembershipEntry, read_file
from archive.documents import EntityKind, TopicKind
from archive.names import fold

FOLDER = Path(__file__).resolve().parents[1] / "seeds" / "authorities"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
FILES = (
    "people.popolo.json",
    "organisations.popolo.json",
    "countries.skos.json",
    "places.skos.json",
    "media-topics.skos.json",
    "events.skos.json",
)


@pytest.fixture(scope="module")
def found() -> list[AuthorityEntry | Fault]:
    return [item for name in FILES for item in read_file(FOLDER / name)]


@pytest.fixture(scope="module")
def entries(found: list[AuthorityEntry | Fault]) -> list[AuthorityEntry]:
    return [item for item in found if isinstance(item, AuthorityEntry)]


@pytest.fixture(scope="module")
def named(entries: list[AuthorityEntry]) -> dict[tuple[EntityKind, str], list[AuthorityEntry]]:
    """Every record under each of its English or unmarked names, as printed."""
    by_name: dict[tuple[EntityKind, str], list[AuthorityEntry]] = {}
    for entry in entries:
        texts = {entry.name, *(form.text for form in entry.names if form.language in {"", "en", "de"})}
        for text in texts:
            by_name.setdefault((entry.kind, text), []).append(entry)
    return by_name


def offices(entry: AuthorityEntry) -> list[tuple[str, str, str, str]]:
    def place(one: MembershipEntry) -> str:
        target = one.organisation or one.area
        return target.name if target else ""

    return [(one.role, place(one), one.start, one.end) for one in entry.memberships]


def test_every_file_is_read_without_a_fault(found: list[AuthorityEntry | Fault]) -> None:
    assert [str(item) for item in found if isinstance(item, Fault)] == []


def test_the_set_is_large_enough_to_begin_with(entries: list[AuthorityEntry]) -> None:
    kinds = Counter(entry.topic_kind or entry.kind for entry in entries)
    assert 3000 <= kinds[EntityKind.PERSON] <= 6000
    assert kinds[EntityKind.ORGANISATION] > 2000
    assert kinds[TopicKind.SUBJECT] == 1133
    assert kinds[TopicKind.PLACE] > 1000
    assert kinds[TopicKind.EVENT] > 150
    assert (FOLDER / "people.popolo.json").stat().st_size < 3_000_000


def test_no_identifier_and_no_id_stands_in_two_files(entries: list[AuthorityEntry]) -> None:
    keys = Counter(
        (entry.kind, key) for entry in entries for key in [*entry.identifiers.items(), ("id", entry.id)]
    )
    assert [key for key, number in keys.items() if number > 1] == []


def test_every_reference_leads_to_a_record_of_the_set(entries: list[AuthorityEntry]) -> None:
    known = {entry.id for entry in entries}
    targets = {reference.id for entry in entries for reference in entry.broader}
    targets |= {entry.area.id for entry in entries if entry.area}
    for entry in entries:
        for one in entry.memberships:
            targets |= {reference.id for reference in (one.area, one.organisation) if reference}
    assert targets - known == set()


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Vladimir Putin", ("President", "Russia", "2012-05-07", "")),
        ("Sergey Lavrov", ("Minister of Foreign Affairs", "Russia", "2004-03-09", "")),
        ("Bashar al-Assad", ("President", "Syria", "2000", "")),  # "President of Syria" in the list
        ("Theresa May", ("Prime Minister", "United Kingdom", "2016-07-13", "2019-07-24")),
        ("Petro Poroshenko", ("President", "Ukraine", "2014-06-07", "2019-05-20")),
        ("Angela Merkel", ("Chancellor", "Germany", "", "")),
        ("Jens Stoltenberg", ("Secretary General", "North Atlantic Treaty Organization", "", "")),
        ("António Guterres", ("Secretary-General", "United Nations", "2017-01-01", "")),
        ("Bernie Sanders", ("Senator", "United States Senate", "2025-01-03", "2031-01-03")),
        ("Joe Biden", ("President", "United States", "2021-01-20", "2025-01-20")),
    ],
)
def test_office_holders_have_their_offices_under_a_short_title(
    named: dict[tuple[EntityKind, str], list[AuthorityEntry]], name: str, office: tuple[str, str, str, str]
) -> None:
    (person,) = named[EntityKind.PERSON, name]
    assert office in offices(person)


def test_one_term_stands_once(named: dict[tuple[EntityKind, str], list[AuthorityEntry]]) -> None:
    # "President" from 2012-05-07 and "President of Russia" from 2012 are one term.
    (putin,) = named[EntityKind.PERSON, "Vladimir Putin"]
    assert [start for role, _, start, _ in offices(putin) if role == "President"] == [
        "2000-05-07",
        "2012-05-07",
    ]


def test_a_person_of_two_lists_is_one_record_with_both_offices(
    named: dict[tuple[EntityKind, str], list[AuthorityEntry]],
) -> None:
    (trump,) = named[EntityKind.PERSON, "Donald Trump"]
    assert trump.identifiers == {"wikidata": "Q22686"}
    assert [one.source.note for one in trump.memberships] == ["Wikidata", "congress-legislators"]
    (shoigu,) = named[EntityKind.PERSON, "Sergej Schoigu"]
    assert (shoigu.name, shoigu.identifiers["wikidata"]) == ("Sergei Shoigu", "Q32024")


def test_an_open_end_comes_with_the_date_that_its_source_proves(entries: list[AuthorityEntry]) -> None:
    undated = [
        (entry.name, one.role)
        for entry in entries
        for one in entry.memberships
        if one.start and not one.end and not one.source.date
    ]
    assert undated == []
    late = [
        (entry.name, one)
        for entry in entries
        for one in entry.memberships
        if one.start and one.source.date and one.start > one.source.date
    ]
    assert late == []


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        (EntityKind.ORGANISATION, "NATO", "North Atlantic Treaty Organization"),
        (EntityKind.ORGANISATION, "G20", "Group of Twenty"),
        (EntityKind.ORGANISATION, "APEC", "Asia-Pacific Economic Cooperation"),
        (EntityKind.ORGANISATION, "IS", "Islamic State"),
        (EntityKind.ORGANISATION, "ICC", "International Criminal Court"),
        (EntityKind.ORGANISATION, "Kremlin", "Kremlin"),
        (EntityKind.ORGANISATION, "White House", "White House"),
        (
            EntityKind.ORGANISATION,
            "Russian Ministry of Foreign Affairs",
            "Ministry of Foreign Affairs (Russia)",
        ),
        (EntityKind.ORGANISATION, "Meta Platforms", "Facebook"),
        (EntityKind.TOPIC, "US", "United States"),
        (EntityKind.TOPIC, "U.K.", "United Kingdom"),
        (EntityKind.TOPIC, "UAE", "United Arab Emirates"),
        (EntityKind.TOPIC, "Großbritannien", "United Kingdom"),
        (EntityKind.TOPIC, "Kiev", "Kyiv"),
        (EntityKind.TOPIC, "Nahost", "Middle East"),
        (EntityKind.TOPIC, "Krim", "Crimea"),
        (EntityKind.TOPIC, "Georgia", "Georgia"),
        (EntityKind.TOPIC, "Washington", "Washington"),
        (EntityKind.TOPIC, "INF Treaty", "INF Treaty"),
        (EntityKind.TOPIC, "JCPOA", "Iran nuclear deal"),
        (EntityKind.TOPIC, "Zweiter Weltkrieg", "World War II"),
    ],
)
def test_names_in_the_news_lead_to_one_record(
    named: dict[tuple[EntityKind, str], list[AuthorityEntry]], kind: EntityKind, text: str, name: str
) -> None:
    assert [entry.name for entry in named[kind, text]] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sergej Lawrow", "Sergey Lavrov"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Petro Poroschenko", "Petro Poroshenko"),
        ("Jon Huntsman", "Jon Huntsman Jr."),  # "Jon Huntsman, Jr." in the list
        ("Kim Jong-un", "Kim Jong Un"),
        ("Abdullah II", "Abdullah II of Jordan"),
        ("Nicole Budzinski", "Nikki Budzinski"),  # "Nicole (Nikki) Budzinski"
        ("Mark Malloch Brown, Baron Malloch-Brown", "Mark Malloch Brown"),
    ],
)
def test_people_are_found_under_the_spellings_that_newspapers_use(
    named: dict[tuple[EntityKind, str], list[AuthorityEntry]], text: str, name: str
) -> None:
    assert [entry.name for entry in named[EntityKind.PERSON, text]] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kreml", "Kremlin"),
        ("Weißes Haus", "White House"),
        ("Weißen Hauses", "White House"),
        ("Pentagon", "United States Department of Defense"),
        ("Auswärtigen Amt", "Federal Foreign Office"),
        ("Bundestags", "Bundestag"),
        ("Linke", "The Left"),
        ("Grüne", "Alliance 90/The Greens"),
        ("BSW", "Sahra Wagenknecht Alliance"),
        ("MDR", "Mitteldeutscher Rundfunk"),
        ("SEC", "Securities and Exchange Commission"),
        ("CNBC", "CNBC"),
        ("EuGH", "European Court of Justice"),
        ("EZB", "European Central Bank"),
        ("IWF", "International Monetary Fund"),
        ("Scotland Yard", "Metropolitan Police"),
        ("Hisbollah", "Hezbollah"),
        ("UNDP", "United Nations Development Programme"),
        ("University of Oxford", "University of Oxford"),
        ("Bayern München", "FC Bayern Munich"),
    ],
)
def test_bodies_are_found_under_the_names_that_english_and_german_pages_print(
    named: dict[tuple[EntityKind, str], list[AuthorityEntry]], text: str, name: str
) -> None:
    assert [entry.name for entry in named[EntityKind.ORGANISATION, text]] == [name]


def test_no_name_is_the_name_of_two_bodies(entries: list[AuthorityEntry]) -> None:
    bearers: dict[str, set[str]] = {}
    for entry in entries:
        if entry.kind is EntityKind.ORGANISATION:
            for text in {entry.name, *(form.text for form in entry.names)}:
                bearers.setdefault(fold(text) if not text.isupper() else text, set()).add(entry.id)
    assert {text: ids for text, ids in bearers.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("Hamid Karzai", ("President", "Afghanistan", "2001", "2014")),
        ("Mikheil Saakashvili", ("President", "Georgia", "2004", "2013")),
        ("Joschka Fischer", ("Foreign Minister", "Germany", "1998", "2005")),
        ("Björn Höcke", None),
        ("José Manuel Durão Barroso", ("President", "European Commission", "2004", "2014")),
        ("Antonio Tajani", ("President", "European Parliament", "2017", "2019")),
    ],
)
def test_the_people_of_the_hand_written_list_stand_beside_those_of_the_sources(
    named: dict[tuple[EntityKind, str], list[AuthorityEntry]], name: str, office: tuple[str, ...] | None
) -> None:
    (person,) = named[EntityKind.PERSON, name]
    assert office is None or office in offices(person)


def test_an_end_that_is_not_known_is_not_written_as_an_open_term() -> None:
    # The hand-written list has no day on which it was read, so an open end would say nothing.
    text = (FOLDER / "hand" / "people.txt").read_text(encoding="utf-8")
    assert not [line for line in text.splitlines() if "/" in line and re.search(r"\b\d{4}/(?!\d{4})", line)]


def test_a_person_of_the_hand_written_list_keeps_the_wikidata_number_of_the_sources(
    named: dict[tuple[EntityKind, str], list[AuthorityEntry]],
) -> None:
    (saakashvili,) = named[EntityKind.PERSON, "Michail Saakaschwili"]
    assert saakashvili.identifiers == {"wikidata": "Q43330"}
    assert {place for _, place, _, _ in offices(saakashvili)} == {"Georgia", "Ukraine"}


@pytest.mark.parametrize(
    "word",
    """Target Gap Visa Total Nice Essen Split Reading Mobile Union Bosch Stern Focus Arte Quad Vox Safran
    Svoboda Antonov Gallup Forbes Continental Metro Puma Time Emirates Vale Memorial""".split(),
)
def test_common_words_are_no_names_of_companies_and_cities(
    named: dict[tuple[EntityKind, str], list[AuthorityEntry]], word: str
) -> None:
    assert (EntityKind.ORGANISATION, word) not in named
    assert (EntityKind.TOPIC, word) not in named


def test_every_country_has_a_code_and_nearly_every_one_a_capital(entries: list[AuthorityEntry]) -> None:
    codes = {entry.identifiers["iso"] for entry in entries if entry.file.endswith("countries.skos.json")}
    capitals = {entry.broader[0].identifiers["iso"] for entry in entries if entry.description == "capital"}
    assert len(codes) > 240
    assert capitals <= codes
    assert len(capitals) > 195


def test_a_country_is_called_as_its_own_language_calls_it(entries: list[AuthorityEntry]) -> None:
    (russia,) = (entry for entry in entries if entry.id == "iso:RU")
    names = {form.language: form.text for form in reversed(russia.names) if form.form == "alias"}
    assert (names["de"], names["fr"], names["ru"], names["tr"]) == ("Russland", "Russie", "Россия", "Rusya")


def test_media_topics_keep_their_code_label_and_place_in_the_tree(entries: list[AuthorityEntry]) -> None:
    (topic,) = (entry for entry in entries if entry.identifiers.get("iptc") == "medtop:20000593")
    assert topic.name == "government"
    assert [reference.name for reference in topic.broader] == ["politics"]


def test_places_are_distinct_under_their_preferred_names(entries: list[AuthorityEntry]) -> None:
    places = Counter(fold(entry.name) for entry in entries if entry.topic_kind is TopicKind.PLACE)
    assert [name for name, number in places.items() if number > 1] == []


def test_the_files_are_what_their_sources_and_the_build_script_make(tmp_path: Path) -> None:
    if not (DATA / "people.jsonl").exists():
        pytest.skip("the sources of the starter set are not beside this checkout")
    from seeds.authorities.build import build

    numbers = build(DATA, tmp_path)
    assert sorted(numbers) == sorted(FILES)
    # Countries and places also hold names of CLDR, which change with Babel's version.
    for name in set(FILES) - {"countries.skos.json", "places.skos.json"}:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), f"{name}: build it again"


def test_each_record_has_a_line_of_its_own() -> None:
    for name in FILES:
        lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
        records = [line for line in lines if line.startswith(('{"id"', '{"@id"'))]
        assert len(records) > 100
        assert all(isinstance(json.loads(line.removesuffix(",")), dict) for line in records[:20])
