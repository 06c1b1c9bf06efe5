"""Authority files: Popolo and SKOS in JSON read into entries, faults named, entries written again."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from archive.authorities.entries import BadRow
from archive.authorities.fields import date_of
from archive.authorities.formats import (
    AuthorityEntry,
    Fault,
    MembershipEntry,
    NameForm,
    Reference,
    SourceNote,
    read_file,
    write_popolo,
    write_skos,
)
from archive.authorities.identifiers import normalised, stated_identifier
from archive.documents import EntityKind, TopicKind

POPOLO: dict[str, Any] = {
    "meta": {"sources": [{"note": "Wikidata", "date": "2022-07-15"}]},
    "persons": [
        {
            "id": "p1",
            "name": "Sergei Shoigu",
            "other_names": [
                {"name": "Sergej Schoigu", "lang": "de", "note": "transliteration"},
                {"name": "Sergei Shoigu"},
            ],
            "identifiers": [{"scheme": "wikidata", "identifier": "Q32024"}],
            "birth_date": "1955-05-21",
        }
    ],
    "memberships": [
        {"person_id": "p1", "post_id": "post1", "start_date": "2012-11-06", "end_date": None},
        {"person_id": "p1", "role": "Chairman", "organization_id": "o1", "end_date": "1999"},
    ],
    "posts": [{"id": "post1", "label": "Minister of Defence", "area_id": "iso:RU"}],
    "areas": [{"id": "iso:RU", "name": "Russia"}],
    "organizations": [
        {
            "id": "o1",
            "name": "Unity",
            "parent_id": "o2",
            "other_names": [{"name": "MED", "end_date": "2001"}],
        },
        {"id": "o2", "name": "United Russia", "classification": "party", "area_id": "iso:RU"},
    ],
}


def written(folder: Path, content: Any, name: str = "file.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def entries_of(path: Path) -> list[AuthorityEntry]:
    found = list(read_file(path))
    faults = [item for item in found if isinstance(item, Fault)]
    assert not faults
    return [item for item in found if isinstance(item, AuthorityEntry)]


def lines(*rows: Any) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def test_a_person_has_the_memberships_that_stand_in_another_part_of_the_document(tmp_path: Path) -> None:
    person = entries_of(written(tmp_path, POPOLO))[0]
    source = SourceNote("Wikidata", "", "2022-07-15")
    russia = Reference("iso:RU", "Russia", {"iso": "RU"})
    assert person.kind is EntityKind.PERSON
    assert person.identifiers == {"wikidata": "Q32024"}
    assert person.birth_date == "1955-05-21"
    assert person.memberships == (
        MembershipEntry("Minister of Defence", None, russia, "2012-11-06", "", source),
        MembershipEntry("Chairman", Reference("o1", "Unity"), None, "", "1999", source),
    )
    assert person.row == "persons[0]"


def test_the_preferred_name_is_not_repeated_among_the_others(tmp_path: Path) -> None:
    person = entries_of(written(tmp_path, POPOLO))[0]
    assert person.names == (NameForm("Sergej Schoigu", "de", "transliteration"),)


def test_an_organisation_has_its_parent_its_country_and_former_names(tmp_path: Path) -> None:
    _, unity, russia = entries_of(written(tmp_path, POPOLO))
    assert unity.broader == (Reference("o2", "United Russia"),)
    # MED looks like an acronym, which is more than that it ended.
    assert unity.names == (NameForm("MED", "", "acronym"),)
    assert russia.area == Reference("iso:RU", "Russia", {"iso": "RU"})
    assert russia.classification == "party"


def test_a_concept_has_labels_by_language_and_identifiers_from_id_match_and_notation(tmp_path: Path) -> None:
    concept = {
        "@id": "http://cv.iptc.org/newscodes/mediatopic/20000593",
        "@type": "skos:Concept",
        "prefLabel": {"de": "Regierung", "en": "government"},
        "altLabel": {"en": ["public administration", "G20"]},
        "formerLabel": {"de": "Obrigkeit"},
        "definition": {"en": "Those who govern"},
        "exactMatch": ["http://www.wikidata.org/entity/Q7188", {"@id": "https://d-nb.info/gnd/4057376-5"}],
        "notation": [{"@type": "viaf", "@value": "12"}, "plain"],
    }
    (topic,) = entries_of(written(tmp_path, {"@context": {}, "@graph": [concept]}))
    assert (topic.name, topic.language, topic.description) == ("government", "en", "Those who govern")
    assert topic.topic_kind is TopicKind.SUBJECT
    assert topic.names == (
        NameForm("Regierung", "de"),
        NameForm("Obrigkeit", "de", "former"),
        NameForm("public administration", "en"),
        NameForm("G20", "en", "acronym"),
    )
    assert topic.identifiers == {
        "iptc": "medtop:20000593",
        "wikidata": "Q7188",
        "gnd": "4057376-5",
        "viaf": "12",
    }


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"@type": ["skos:Concept", "schema:Place"]}, TopicKind.PLACE),
        ({"@type": ["skos:Concept", "http://schema.org/Event"]}, TopicKind.EVENT),
        ({"@type": "http://www.w3.org/2004/02/skos/core#Concept", "topicKind": "event"}, TopicKind.EVENT),
        ({"type": "Concept"}, TopicKind.SUBJECT),
    ],
)
def test_the_kind_of_a_topic_is_told_by_its_types_or_named(
    tmp_path: Path, row: dict[str, Any], kind: TopicKind
) -> None:
    (topic,) = entries_of(written(tmp_path, lines(row | {"prefLabel": {"en": "X"}}), "x.jsonl"))
    assert topic.topic_kind is kind


@pytest.mark.parametrize(
    "label",
    [
        {"skos:prefLabel": [{"@value": "Krim", "@language": "de"}]},
        {"http://www.w3.org/2004/02/skos/core#prefLabel": {"@value": "Krim", "@language": "de"}},
        {"prefLabel": {"de": ["Krim"]}},
    ],
)
def test_labels_are_understood_however_json_ld_writes_them(tmp_path: Path, label: dict[str, Any]) -> None:
    (topic,) = entries_of(written(tmp_path, {"@graph": [label | {"@type": "skos:Concept"}]}))
    assert (topic.name, topic.language) == ("Krim", "de")


def test_lines_hold_one_record_each_and_bad_lines_do_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_bytes(
        lines(
            {"type": "Person", "name": "Theresa May"},
            "{broken",
            {"@type": "skos:Concept", "prefLabel": "Brexit", "topicKind": "event"},
            "",
            {"type": "Spaceship", "name": "Apollo"},
            {"name": "Nobody knows"},
        ).encode()
        + b'{"type": "Person", "name": "\xff"}\n'
        + b'{"type": "Organisation", "name": "Chatham House"}'
    )
    found = list(read_file(path))
    assert [item.name for item in found if isinstance(item, AuthorityEntry)] == [
        "Theresa May",
        "Brexit",
        "Chatham House",
    ]
    faults = {item.row: item.message for item in found if isinstance(item, Fault)}
    assert sorted(faults) == ["line 2", "line 5", "line 6", "line 7"]
    assert "unknown kind 'Spaceship'" in faults["line 5"]
    assert 'give it a "type"' in faults["line 6"]
    assert "UTF-8" in faults["line 7"]


def test_lines_are_told_from_a_document_without_their_suffix(tmp_path: Path) -> None:
    rows = lines({"type": "Person", "name": "Theresa May"}, {"type": "Person", "name": "David Cameron"})
    assert len(entries_of(written(tmp_path, rows))) == 2
    assert len(entries_of(written(tmp_path, {"persons": [{"name": "Theresa May"}]}))) == 1
    assert len(entries_of(written(tmp_path, [{"type": "Person", "name": "Theresa May"}]))) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "name is missing"),
        ({"name": "  "}, "name is missing"),
        ({"name": 17}, "name is a number, not text"),
        ({"name": None}, "name is missing"),
        ({"name": "A\x00B"}, "control characters"),
        ({"name": "A\ud800B"}, "surrogate"),
        ({"name": "x" * 501}, "shorten it"),
        ({"name": "X", "other_names": "Y"}, "other_names is text, not a list"),
        ({"name": "X", "other_names": ["Y"]}, "another name is text, not an object"),
        ({"name": "X", "other_names": [{"name": "Y", "lang": "in German"}]}, "no language tag"),
        ({"name": "X", "identifiers": [{"scheme": "wikidata", "identifier": "7747"}]}, "write it like Q7747"),
        ({"name": "X", "identifiers": [{"scheme": "gnd"}]}, "lacks its scheme or its value"),
        ({"name": "X", "birth_date": "5.7.1955"}, "write it like 2017-07-05"),
        ({"name": "X", "id": 17}, "id is a number"),
        ("Theresa May", "not an object"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_cure(tmp_path: Path, row: Any, said: str) -> None:
    path = written(tmp_path, {"persons": [{"name": "Before"}, row, {"name": "After"}]})
    before, fault, after = read_file(path)
    assert isinstance(before, AuthorityEntry)
    assert isinstance(after, AuthorityEntry)
    assert isinstance(fault, Fault)
    assert (fault.file, fault.row) == (str(path), "persons[1]")
    assert said in fault.message


def test_a_membership_that_cannot_be_taken_costs_only_itself(tmp_path: Path) -> None:
    person = {
        "id": "p1",
        "name": "Theresa May",
        "memberships": [{"role": "Prime Minister", "start_date": "2019", "end_date": "2016-07-13"}, {}],
    }
    others = [
        {"person_id": "p1", "role": "Home Secretary", "start_date": "2010-02-30"},
        {"person_id": "p9", "role": "Nobody"},
        {"person_id": "p1", "role": "Leader", "post_id": "nowhere"},
        {"person_id": "p1", "role": "Member"},
    ]
    found = list(read_file(written(tmp_path, {"persons": [person], "memberships": others})))
    (entry,) = (item for item in found if isinstance(item, AuthorityEntry))
    assert [membership.role for membership in entry.memberships] == ["Member"]
    assert {item.row: item.message.split(":")[0] for item in found if isinstance(item, Fault)} == {
        "persons[0].memberships[0]": "the term ends (2016-07-13) before it starts (2019)",
        "persons[0].memberships[1]": "a membership names neither role nor organisation",
        "memberships[0]": "start_date '2010-02-30' is no date",
        "memberships[1]": "person_id 'p9' is not among the people of this file",
        "memberships[2]": "post_id 'nowhere' is not among the posts of this file",
    }


def test_an_identifier_may_stand_in_one_row_of_a_kind_only(tmp_path: Path) -> None:
    same = [{"scheme": "wikidata", "identifier": "Q183"}]
    path = written(
        tmp_path,
        {
            "persons": [
                {"name": "A", "identifiers": same},
                {"id": "http://www.wikidata.org/entity/Q183", "name": "B"},
            ],
            "organizations": [{"name": "C", "identifiers": same}],
        },
    )
    _, fault, organisation = read_file(path)
    assert isinstance(fault, Fault)
    assert fault.row == "persons[1]"
    assert "wikidata Q183 already stands in persons[0]" in fault.message
    assert isinstance(organisation, AuthorityEntry)


def test_a_circle_of_broader_terms_is_refused_and_what_hangs_on_it_is_read(tmp_path: Path) -> None:
    def concept(own: str, broader: str) -> dict[str, Any]:
        return {"@id": own, "@type": "skos:Concept", "prefLabel": own, "broader": broader}

    graph = [
        concept("a", "b"),
        concept("b", "c"),
        concept("c", "b"),
        concept("d", "d"),
        concept("e", "elsewhere"),
    ]
    found = list(read_file(written(tmp_path, {"@graph": graph})))
    assert [item.name for item in found if isinstance(item, AuthorityEntry)] == ["a", "e"]
    faults = [item for item in found if isinstance(item, Fault)]
    assert [fault.row for fault in faults] == ["@graph[1]", "@graph[2]", "@graph[3]"]
    assert "b → c → b" in faults[0].message


@pytest.mark.parametrize(
    ("content", "read", "said"),
    [
        ('{"persons": [{"name": "A"}, {"name": "B"} {"name": "C"}]}', ["A", "B"], "no JSON at line 1"),
        ('{"persons": [{"name": "A"}', ["A"], "no JSON"),
        ('{"persons": [{"name": "A"}]} and more', ["A"], "more follows"),
        ('{"persons": {"name": "A"}}', [], "persons is not a list"),
        ("", [], "neither { nor ["),
        ("<rdf/>", [], "neither { nor ["),
        ('{\n"type": "Person",\n"name": "A"\n}', [], "one record alone"),
        ('{"persons": ' + "[" * 100_000, [], "nested too deeply"),
        ('{"persons": [' + "9" * 5000 + "]}", [], "number is too long"),
    ],
)
def test_a_damaged_document_is_read_as_far_as_it_goes(
    tmp_path: Path, content: str, read: list[str], said: str
) -> None:
    found = list(read_file(written(tmp_path, content)))
    assert [item.name for item in found if isinstance(item, AuthorityEntry)] == read
    assert said in " ".join(item.message for item in found if isinstance(item, Fault))


def test_a_document_that_is_no_utf8_and_a_missing_one_are_faults_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes('{"persons": [{"name": "Schäuble"}]}'.encode("latin-1"))
    (fault,) = read_file(path)
    assert isinstance(fault, Fault)
    assert (fault.row, "UTF-8" in fault.message) == ("", True)
    (fault,) = read_file(tmp_path / "none.json")
    assert "cannot be read" in str(fault)


def test_a_record_is_found_whole_wherever_the_pieces_that_are_read_end(tmp_path: Path) -> None:
    # The reader takes 65,536 characters at a time; long names make the cuts fall everywhere.
    people = [{"id": f"p{n}", "name": "Ä" * (n % 400 + 1), "n": n * 10**6} for n in range(2000)]
    found = entries_of(written(tmp_path, json.dumps({"persons": people}, ensure_ascii=False)))
    assert [(entry.id, len(entry.name)) for entry in found] == [(p["id"], len(p["name"])) for p in people]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Q7747", ("wikidata", "Q7747")),
        ("iso:DE", ("iso", "DE")),
        ("https://sws.geonames.org/2950159/", ("geonames", "2950159")),
        ("https://www.geonames.org/2950159/berlin.html", ("geonames", "2950159")),
        ("medtop:20000593", ("iptc", "medtop:20000593")),
        ("Q000007", None),  # Dan Quayle in the Biographical Directory of Congress
        ("http://cv.iptc.org/newscodes/subjectcode/11006000", None),
        ("person/17", None),
    ],
)
def test_an_id_may_state_an_identifier(text: str, stated: tuple[str, str] | None) -> None:
    assert stated_identifier(text) == stated


@pytest.mark.parametrize(
    ("scheme", "value", "expected"),
    [
        ("Wikidata", "http://www.wikidata.org/entity/Q76", ("wikidata", "Q76")),
        ("iptc", "20000593", ("iptc", "medtop:20000593")),
        ("iso", "de", ("iso", "DE")),
        ("GND", "11853578X", ("gnd", "11853578X")),
        ("bundestag", "A 17", ("bundestag", "A 17")),  # a scheme not known here is kept
    ],
)
def test_identifiers_have_one_spelling(scheme: str, value: str, expected: tuple[str, str]) -> None:
    assert normalised(scheme, value) == expected


@pytest.mark.parametrize("text", ["2017-02-29", "2017-13", "17", "2017-07-05x", "0000", "5 July 2017"])
def test_dates_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(BadRow):
        date_of(text, "a date")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    source = SourceNote("Wikidata", "https://www.wikidata.org/", "2022-07-15")
    person = AuthorityEntry(
        EntityKind.PERSON,
        "Xi Jinping",
        id="wikidata:Q15031",
        sort_name="Xi Jinping",
        names=(NameForm("习近平", "zh"), NameForm("XJP", "", "alias"), NameForm("Hsi", "", "former")),
        identifiers={"wikidata": "Q15031", "gnd": "1012334186"},
        description="Politician",
        birth_date="1953-06",
        memberships=(
            MembershipEntry(
                "President", None, Reference("iso:CN", "China", {"iso": "CN"}), "2013-03-14", "", source
            ),
            MembershipEntry(
                "", Reference("organisation:cpc", "CPC", {"wikidata": "Q17427"}), None, "1974", "1980"
            ),
        ),
    )
    body = AuthorityEntry(
        EntityKind.ORGANISATION,
        "FSB",
        id="organisation:fsb",
        language="en",
        names=(NameForm("FSB", "de"), NameForm("ФСБ", "ru", "acronym")),
        classification="state body",
        area=Reference("iso:RU", "Russia", {"iso": "RU"}),
        broader=(Reference("organisation:government", "Government"),),
    )
    stream = io.StringIO()
    write_popolo([person, body], stream, sources=[SourceNote("own")])
    found = entries_of(written(tmp_path, stream.getvalue()))
    # A membership without a source of its own has the file's.
    party = MembershipEntry(
        "",
        Reference("organisation:cpc", "CPC", {"wikidata": "Q17427"}),
        None,
        "1974",
        "1980",
        SourceNote("own"),
    )
    assert [_plain(entry) for entry in found] == [
        _plain(person) | {"memberships": (person.memberships[0], party)},
        _plain(body),
    ]


def test_topics_that_are_written_are_read_again(tmp_path: Path) -> None:
    topics = [
        AuthorityEntry(
            EntityKind.TOPIC,
            "Crimea",
            id="topic:crimea",
            language="en",
            names=(
                NameForm("Krim", "de"),
                NameForm("Halbinsel Krim", "de"),
                NameForm("Tauris", "en", "former"),
                NameForm("Krym", "en", "transliteration"),
            ),
            identifiers={"geonames": "703883", "wikidata": "Q7835"},
            description="Peninsula",
            topic_kind=TopicKind.PLACE,
            broader=(Reference("iso:UA", "", {"iso": "UA"}),),
        ),
        AuthorityEntry(EntityKind.TOPIC, "krise", id="topic:krise", topic_kind=TopicKind.EVENT),
    ]
    stream = io.StringIO()
    write_skos(topics, stream)
    found = entries_of(written(tmp_path, stream.getvalue()))
    assert [set(entry.names) for entry in found] == [set(topic.names) for topic in topics]
    assert [_plain(entry) | {"names": ()} for entry in found] == [
        _plain(topic) | {"names": ()} for topic in topics
    ]
    # One record a line, so that versions can be compared by line.
    assert len(stream.getvalue().splitlines()) == 5 + len(topics)


def _plain(entry: AuthorityEntry) -> dict[str, Any]:
    left_out = {"file", "row"}
    return {name: getattr(entry, name) for name in AuthorityEntry.__slots__ if name not in left_out}
