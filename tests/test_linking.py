"""Links to authority records: one match is taken, evidence decides between several, the rest stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from recognition_pages import article, gazetteer, person, read

from archive.documents import EntityKind, KnownRecord, Link, LinkOutcome
from archive.linking import link
from archive.recognition import recognise

ON = date(2017, 7, 5)


def record(key: str, name: str, *offices: tuple[str, str, str, str]) -> KnownRecord:
    return KnownRecord(key, EntityKind.PERSON, name, None, offices)


RECORDS = {
    r.key: r
    for r in (
        record("trump", "Donald Trump", ("President", "United States", "2017-01-20", "2021-01-20")),
        record(
            "ivanka", "Ivanka Trump", ("Senior Advisor to the President", "United States", "2017-03-29", "")
        ),
        record("obama", "Barack Obama", ("President", "United States", "2009-01-20", "2017-01-20")),
        record("michelle", "Michelle Obama", ("First Lady", "United States", "2009-01-20", "2017-01-20")),
        record("lavrov", "Sergey Lavrov", ("Minister of Foreign Affairs", "Russia", "2004-03-09", "")),
        record("smith-us", "John Smith", ("Senator", "United States", "2015-01-01", "")),
        record("smith-uk", "John Smith", ("Member of Parliament", "United Kingdom", "2010-01-01", "")),
        record("bush-41", "George Bush", ("President", "United States", "1989-01-20", "1993-01-20")),
        record("kim-un", "Kim Jong Un", ("Supreme Leader", "North Korea", "2011-12-17", "")),
        record("kim-il", "Kim Jong Il", ("Supreme Leader", "North Korea", "1994-07-08", "2011-12-17")),
    )
}
NAMES = tuple(person(r.key, r.name) for r in RECORDS.values())


def linked(text: str, language: str = "en", on: date | None = ON) -> dict[str, Link]:
    found = recognise(text, article(text), gazetteer(NAMES), language)
    return {found.entities[k.entity].name: k for k in link(found, RECORDS, on=on, text=text)}


@pytest.mark.parametrize(
    ("text", "name", "outcome", "key"),
    [
        # Exactly one record bears the name.
        ("Sergey Lavrov spoke.", "Sergey Lavrov", LinkOutcome.LINKED, "lavrov"),
        # A full name that no record bears becomes a candidate.
        ("Lilija Shevtsova said so.", "Lilija Shevtsova", LinkOutcome.UNMATCHED, None),
        # Two records: title, country and term decide …
        ("US Senator John Smith voted.", "John Smith", LinkOutcome.LINKED, "smith-us"),
        # … or nothing does.
        ("The teacher John Smith came.", "John Smith", LinkOutcome.OPEN, None),
        # A short name with a title that fits one record alone; an adviser to the president is no president.
        ("President Trump spoke.", "Trump", LinkOutcome.LINKED, "trump"),
        # "the Obama administration": the First Lady had none.
        ("That was the Obama administration.", "Obama", LinkOutcome.LINKED, "obama"),
        # A lone short name stays open, whatever the authorities hold.
        ("Mr Smith left.", "Smith", LinkOutcome.OPEN, None),
        # Look-alikes are two people.
        ("Kim Jong Un smiled.", "Kim Jong Un", LinkOutcome.LINKED, "kim-un"),
        # Another spelling is taken where the text confirms it …
        ("Russian Foreign Minister Sergej Lawrow came.", "Sergej Lawrow", LinkOutcome.LINKED, "lavrov"),
        # … and otherwise stays a candidate of its own.
        ("The painter Sergej Lawrow came.", "Sergej Lawrow", LinkOutcome.UNMATCHED, None),
    ],
)
def test_decisions(text: str, name: str, outcome: LinkOutcome, key: str | None) -> None:
    decided = linked(text)[name]
    assert (decided.outcome, decided.key) == (outcome, key)
    assert decided.reason


def test_german_titles_and_adjectives_are_evidence() -> None:
    decided = linked("Der russische Außenminister Sergej Lawrow kam.", "de")["Sergej Lawrow"]
    assert decided.key == "lavrov"


def test_what_stays_open_lists_its_alternatives() -> None:
    decided = linked("The teacher John Smith came.")["John Smith"]
    assert sorted(decided.alternatives) == ["smith-uk", "smith-us"]


def test_two_people_of_one_surname_in_the_text_leave_the_short_form_open() -> None:
    decided = linked("Donald Trump met Ivanka Trump. Trump spoke.")
    assert decided["Trump"].outcome == LinkOutcome.OPEN
    assert (decided["Donald Trump"].key, decided["Ivanka Trump"].key) == ("trump", "ivanka")


def test_the_short_form_goes_with_its_full_one() -> None:
    found = read("Trump spoke.\nDonald Trump left.", NAMES)
    assert len(found.entities) == 1
    assert [k.key for k in link(found, RECORDS, on=ON, text="")] == ["trump"]


def test_records_may_be_asked_for_by_key() -> None:
    asked: list[str] = []

    def look_up(keys: Sequence[str]) -> Mapping[str, KnownRecord]:
        asked.extend(keys)
        return {k: RECORDS[k] for k in keys}

    text = "Sergey Lavrov spoke."
    found = read(text, NAMES)
    assert [k.key for k in link(found, look_up, on=None, text=text)] == ["lavrov"]
    assert asked == ["lavrov"]


def test_every_entity_has_one_decision_in_order() -> None:
    text = "President Trump met Sergey Lavrov and Lilija Shevtsova in Moscow at the United Nations."
    found = read(text, NAMES)
    assert [k.entity for k in link(found, RECORDS, on=ON, text=text)] == list(range(len(found.entities)))


def test_a_record_of_another_kind_is_never_taken() -> None:
    wrong = {"lavrov": KnownRecord("lavrov", EntityKind.ORGANISATION, "Sergey Lavrov")}
    text = "Sergey Lavrov spoke."
    (decided,) = link(read(text, NAMES), wrong, on=ON, text=text)
    assert decided.outcome == LinkOutcome.UNMATCHED
