"""The steps that find names: ordered, left out, added to; in every process that reads."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError

from archive import loading, recognition
from archive.documents import EntityKind, KnownName, RawCapture
from archive.models import Article, Sighting
from archive.preparing import CannotStart, Preparer, prepare
from archive.recognition import (
    BadRecognisers,
    Gazetteer,
    begin_recognisers,
    recognise,
    recognisers_in_use,
    use_recognisers,
)
from archive.recognition.plugging import load_recognisers, version_of
from archive.recognition.steps import OWN_STEPS
from tests.pages import classic_page
from tests.promises import load_pages
from tests.recognition_pages import article as page_of
from tests.rereading import read_again

ROOT = Path(__file__).resolve().parent.parent
HERE = "tests.added_recognisers.clubs"
CLUBS = f"{HERE}.Clubs:Wanderwell:Karlsrund"
TEXT = (
    "Chancellor Angela Merkel met Wanderwell in Berlin on Monday.\n"
    "“We wait,” Merkel said. The European Commission and Wanderwell's Ann Example were silent."
)


@pytest.fixture(autouse=True)
def _default_steps() -> Iterator[None]:
    before = recognisers_in_use()
    use_recognisers(())
    yield
    use_recognisers(before)


def found(text: str = TEXT, names: Gazetteer | None = None) -> set[tuple[str, str, str, str]]:
    """(kind, words, rule, version) of every name found."""
    got = recognise(text, page_of(text), names or Gazetteer.build(()), "en")
    return {(str(got.entities[m.entity].kind), m.surface, m.rule, m.version) for m in got.mentions}


# ------------------------------------------------------------------ order


def test_the_own_steps_alone_are_what_is_done_without_a_word():
    usual = found()
    use_recognisers(["default"])
    assert found() == usual
    use_recognisers(list(OWN_STEPS))
    assert found() == usual
    assert recognition.version() == recognition.VERSION


def test_a_step_left_out_finds_nothing_and_the_version_tells_of_it():
    assert ("person", "Angela Merkel", "person-title", recognition.VERSION) in found()
    use_recognisers([step for step in OWN_STEPS if step != "people"])
    without = found()
    assert not [name for name in without if name[0] == "person"]
    assert {name[3] for name in without} == {recognition.version()}
    assert recognition.version().startswith(f"{recognition.VERSION}~")


def test_every_order_of_the_own_steps_reads_every_seed(seeds):
    """Whatever stands first: no step relies on another having run."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((seeds / "captures").glob("*.txt"))]
    names = Gazetteer.build([KnownName("p1", EntityKind.PERSON, "Angela Merkel")])
    draw = random.Random(4)
    orders = [tuple(reversed(OWN_STEPS)), *((step,) for step in OWN_STEPS)]
    orders += [tuple(draw.sample(list(OWN_STEPS), draw.randint(2, 9))) for _ in range(12)]
    for order, text in itertools.product(orders, texts):
        use_recognisers(order)
        article = page_of(text)
        got = recognise(text, article, names, None)
        for mention in got.mentions:
            assert text[mention.start : mention.end] == mention.surface
            assert 0 <= mention.entity < len(got.entities)


def test_versions_are_told_apart_by_what_is_used_and_in_which_order():
    def told(*words: str) -> str:
        chosen, faults = load_recognisers(words)
        assert not faults
        return version_of("2", chosen)

    assert told("default") == "2"
    assert told("default", CLUBS) == "2+clubs-4"
    ways = [
        told(CLUBS, "default"),
        told("default", f"{HERE}.Prevailing:X"),
        told("people", "places"),
        told("places", "people"),
        told(CLUBS),
    ]
    assert len({*ways, "2+clubs-4"}) == 6
    assert all(len(way) <= 80 for way in ways)
    many = [
        type(f"C{n}", (), {"NAME": f"quite-a-long-name-{n}", "VERSION": "1", "MODE": "add"})()
        for n in range(9)
    ]
    long_one = version_of("2", (*OWN_STEPS, *many))
    assert len(long_one) == 80
    assert long_one != version_of("2", (*OWN_STEPS, *many[:-1]))


# ------------------------------------------------------------------ adding


def test_an_added_recogniser_fills_what_nobody_claimed_under_its_own_name_and_version():
    assert "Wanderwell" not in {name[1] for name in found("We met Wanderwell in Berlin.")}
    use_recognisers(["default", CLUBS])
    assert ("organisation", "Wanderwell", "clubs", "4") in found("We met Wanderwell in Berlin.")
    assert ("person", "Angela Merkel", "person-title", f"{recognition.VERSION}+clubs-4") in found()


def test_adding_leaves_what_the_rules_claimed_replacing_takes_its_place():
    use_recognisers(["default", f"{HERE}.Clubs:Angela Merkel"])
    assert "clubs" not in {name[2] for name in found()}
    use_recognisers(["default", f"{HERE}.Prevailing:Angela Merkel"])
    assert ("organisation", "Angela Merkel", "prevailing", "4") in found()
    # The very same as a rule found: the rule's stays, which knows the title.
    use_recognisers(["default", f"{HERE}.Prevailing:European Commission"])
    assert "prevailing" not in {name[2] for name in found()}


def test_a_recogniser_that_runs_first_has_the_first_word():
    use_recognisers([f"{HERE}.Clubs:Angela Merkel", "default"])
    assert ("organisation", "Angela Merkel", "clubs", "4") in found()


def test_its_spans_lose_article_title_and_possessive_and_meet_the_records_of_their_name():
    text = "They admired the Wanderwell's style. Then Minister Ottokar Fisch came, and Fisch spoke."
    names = Gazetteer.build([KnownName("o1", EntityKind.ORGANISATION, "Wanderwell")])
    use_recognisers([f"{HERE}.Clubs:the Wanderwell's", f"{HERE}.People:Minister Ottokar Fisch"])
    got = recognise(text, page_of(text), names, "en")
    assert [(m.surface, m.rule) for m in got.mentions] == [
        ("Wanderwell", "clubs"),
        ("Ottokar Fisch", "given-people"),
        ("Fisch", "person-short"),
    ]
    club, person = got.entities[got.mentions[0].entity], got.entities[got.mentions[1].entity]
    assert club.candidates == ("o1",)
    assert person.evidence == ("Minister",)
    assert got.mentions[1].entity == got.mentions[2].entity


def test_what_a_recogniser_raises_costs_a_warning():
    use_recognisers(["default", f"{HERE}.Stops:Wanderwell"])
    got = recognise(TEXT, page_of(TEXT), Gazetteer.build(()), "en")
    assert "Angela Merkel" in {m.surface for m in got.mentions}
    assert [w.code for w in got.warnings] == ["recogniser-stopped"]
    assert "stops stopped with IndexError: no such club" in got.warnings[0].message


def test_spans_that_are_no_names_are_left_out_and_counted():
    use_recognisers([f"{HERE}.Careless"])
    got = recognise(TEXT, page_of(TEXT), Gazetteer.build(()), "en")
    assert got.mentions == ()
    assert [w.code for w in got.warnings] == ["recogniser-odd"]
    assert "7 names" in got.warnings[0].message


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["default", CLUBS], []),
        (["poeple"], ["“poeple” is no step that finds names. There are default, known-names, organisations"]),
        ([""], ["“” is no step that finds names."]),
        (["people", "people"], ["people is named twice."]),
        (["default", "people"], ["people is named twice."]),
        ([CLUBS, CLUBS], [f"{CLUBS} is named twice."]),
        ([CLUBS, f"{HERE}.Clubs:Other"], [f"its NAME “clubs” is borne by {CLUBS}."]),
        (["no.such.Thing"], ["There is no module no.such: no is not found. Install it"]),
        ([f"{HERE}.None_"], [f"{HERE} has no class None_."]),
        ([f"{HERE}.Clubs"], ["Name the clubs."]),
        ([f"{HERE}.Broken"], ["cannot be made: ValueError: no such desk"]),
        (["tests.added_readers.needy.X"], ["it needs no_such_package, which is not installed"]),
        ([f"{HERE}.Lacking"], ["it lacks VERSION, MODE, find()."]),
        ([f"{HERE}.OwnName:X"], ["its NAME “people” is borne by a step of the archive itself."]),
        (
            [f"{HERE}.Odd"],
            ["NAME must be", "VERSION must be", "MODE must be", "find must take the text"],
        ),
    ],
)
def test_what_is_wrong_with_a_word_is_said(words, said):
    _chosen, faults = load_recognisers(words)
    assert len(faults) == len(said), faults
    for fault, told in zip(faults, said, strict=True):
        assert told in fault
        assert "\n" not in fault


def test_the_system_check_names_every_fault(settings):
    settings.ARCHIVE_RECOGNISERS = ["default", CLUBS]
    call_command("check", tags=["recognisers"])
    settings.ARCHIVE_RECOGNISERS = ["poeple", "no.such.Thing"]
    with pytest.raises(SystemCheckError) as caught:
        call_command("check", tags=["recognisers"])
    assert str(caught.value).count("archive.E002") == 2


def test_where_one_cannot_be_used_none_is_and_no_document_is_blamed():
    use_recognisers(["default", "no.such.Thing"])
    with pytest.raises(BadRecognisers):
        recognise(TEXT, page_of(TEXT), Gazetteer.build(()), "en")
    with pytest.raises(BadRecognisers):
        prepare(RawCapture("x", b"x", TEXT.encode(), "text/plain"), Gazetteer.build(()))
    with pytest.raises(
        CannotStart, match=r"What ARCHIVE_RECOGNISERS names cannot be used. There is no module"
    ):
        Preparer(())


# ------------------------------------------------------------------ the processes that read


def test_the_processes_that_read_use_what_was_chosen_here():
    use_recognisers(["default", CLUBS])
    preparer = Preparer((), 2)
    raw = RawCapture("x", b"x", classic_page().replace("Berlin", "Wanderwell").encode(), "text/plain")
    try:
        done = preparer.begin([raw, raw, raw]).result()
    finally:
        preparer.close()
    for prepared in done:
        assert prepared.recognised is not None
        assert recognition.version() in {m.version for m in prepared.recognised.mentions}


def test_a_recogniser_that_cannot_begin_ends_the_run():
    use_recognisers(["default", f"{HERE}.CannotBegin:X"])
    preparer = Preparer(())
    try:
        with pytest.raises(CannotStart):
            preparer.prepare(RawCapture("x", b"x", b"A page.", "text/plain"))
    finally:
        preparer.close()
    with pytest.raises(
        BadRecognisers, match="cannot-begin could not be loaded: OSError: the model is broken"
    ):
        begin_recognisers()


@pytest.mark.django_db
def test_a_load_keeps_rule_and_version_and_a_warning_brings_the_article_before_an_editor(tmp_path):
    use_recognisers(["default", f"{HERE}.Stops:Wanderwell"])
    (tmp_path / "a.txt").write_text(classic_page())
    loading.load([str(tmp_path)])
    article = Article.objects.get()
    assert "recogniser-stopped" in {reason["code"] for reason in article.review_reasons}
    assert article.mentions.exists()


@pytest.mark.django_db
def test_a_load_with_a_step_that_does_not_exist_takes_nothing(tmp_path):
    use_recognisers(["poeple"])
    (tmp_path / "a.txt").write_text(classic_page())
    with pytest.raises(CommandError, match="What ARCHIVE_RECOGNISERS names cannot be used") as caught:
        call_command("load_captures", str(tmp_path))
    assert caught.value.returncode == 2
    assert not Sighting.objects.exists()


@pytest.mark.django_db
def test_reading_again_reads_what_other_recognisers_read_and_passes_over_the_rest(tmp_path):
    load_pages(tmp_path, a=classic_page(), b=classic_page("Wanderwell lose to Karlsrund"))
    assert read_again()[0].by_outcome == {"unchanged": 2}
    use_recognisers(["default", CLUBS])
    tally, _lines = read_again()
    assert tally.by_outcome == {"changed": 1, "same": 1}
    versions = {
        (o["rule"] == "clubs", o["version"])
        for article in Article.objects.all()
        for mention in article.mentions.all()
        for o in mention.occurrences
    }
    assert versions == {(True, "4"), (False, f"{recognition.VERSION}+clubs-4")}
    assert read_again()[0].by_outcome == {"unchanged": 2}
    use_recognisers(())
    assert read_again()[0].by_outcome == {"changed": 1, "same": 1}


def test_the_setting_comes_from_the_environment(tmp_path):
    code = (
        "import django; django.setup();"
        "from archive.recognition import recognisers_in_use, version; print(recognisers_in_use(), version())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "dwsite.settings",
            "ARCHIVE_HOME": str(tmp_path),
            "ARCHIVE_RECOGNISERS": f" default , {CLUBS} ",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == f"('default', '{CLUBS}') {recognition.VERSION}+clubs-4"
