"""Readers that an installation adds by name: checked at the start, used in every process that reads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError

from archive import loading
from archive.documents import Block, BlockKind, FieldValue, ParsedArticle, RawCapture, Span
from archive.models import Article, Reading, Sighting
from archive.parsing import (
    BadReaders,
    BadReading,
    choose_reader,
    names_in_use,
    parse,
    readers_of,
    use_readers,
)
from archive.parsing.plugging import load_readers
from archive.parsing.proof import faults_of
from archive.preparing import CannotStart, Preparer, prepare
from archive.recognition import Gazetteer
from tests.pages import classic_page
from tests.readings import layer

ROOT = Path(__file__).resolve().parent.parent
DAILY = "tests.added_readers.daily"
CARELESS = "tests.added_readers.careless"
PAGE = "THE DAILY PLANET ONLINE\nBridge closed\nThe old bridge is closed until the spring of next year.\n"


@pytest.fixture(autouse=True)
def _own_readers_alone() -> Iterator[None]:
    before = names_in_use()
    use_readers(())
    yield
    use_readers(before)


def raw(text: str) -> RawCapture:
    return RawCapture("x", b"x", text.encode(), "text/plain")


# ------------------------------------------------------------------ which reader is asked


def test_an_added_reader_is_asked_like_those_of_the_archive():
    assert choose_reader(layer(PAGE)).NAME == "general"
    use_readers([DAILY])
    article = parse(layer(PAGE))
    assert (article.reader, article.fields["title"].value) == ("daily", "Bridge closed")
    assert choose_reader(layer(classic_page())).NAME == "dw_classic"
    assert [r.NAME for r in readers_of("text")] == ["dw_classic", "dw_relaunch", "daily", "general"]
    assert "daily" not in [r.NAME for r in readers_of("html")]


def test_a_reader_that_stops_at_telling_costs_no_page_of_another_design_and_leaves_a_warning():
    use_readers([CARELESS])
    article = parse(layer(classic_page()))
    assert article.reader == "dw_classic"
    (warning,) = [w for w in article.warnings if w.code == "reader-stopped"]
    assert "careless" in warning.message
    assert "IndexError: no third line" in warning.message


def test_a_reading_that_breaks_the_rules_is_quarantined_with_what_is_wrong():
    use_readers([CARELESS])
    with pytest.raises(BadReading, match="begins before the one above it ends"):
        parse(layer("CARELESS page of some words"))
    prepared = prepare(raw("CARELESS page of some words"), Gazetteer.build(()))
    assert prepared.article is None
    assert prepared.layer is not None
    assert prepared.reason.startswith("The reader careless breaks the rules of a reading: ")


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([DAILY], []),
        (["no.such.module"], ["There is no module no.such.module: no is not found. Install it"]),
        (
            ["tests.added_readers.none"],
            ["no module tests.added_readers.none: tests.added_readers.none is not"],
        ),
        (["daily planet"], ["“daily planet” is no name of a module"]),
        ([""], ["“” is no name of a module"]),
        ([DAILY, DAILY], [f"{DAILY} is named twice."]),
        ([DAILY, "tests.added_readers.again"], [f"its NAME “daily” is borne by {DAILY}."]),
        (["tests.added_readers.same_name"], ["NAME “dw_classic” is borne by a reader of the archive itself"]),
        (["archive.names"], ["it lacks NAME, VERSION, READS, recognises(), parse()."]),
        (["tests.added_readers.broken"], ["cannot be imported: ValueError: no such desk"]),
        (["tests.added_readers.needy"], ["it needs no_such_package, which is not installed"]),
        (
            ["tests.added_readers.odd"],
            [
                "NAME must be small letters",
                "VERSION must be a whole number in quotation marks",
                'READS must be "text" or "html"',
                "recognises must be a function of one argument",
                "parse must be a function of one argument",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_named_module_is_said(names, said):
    _readers, faults = load_readers(names, {"dw_classic"})
    assert len(faults) == len(said)
    for fault, words in zip(faults, said, strict=True):
        assert words in fault
        assert "\n" not in fault


def test_the_system_check_names_every_module_that_cannot_be_used(settings):
    settings.ARCHIVE_READERS = [DAILY]
    call_command("check", tags=["readers"])
    settings.ARCHIVE_READERS = ["no.such.module", "archive.names"]
    with pytest.raises(SystemCheckError) as caught:
        call_command("check", tags=["readers"])
    assert str(caught.value).count("archive.E001") == 2
    assert "docs/new-page-design.md" in str(caught.value)


def test_where_one_cannot_be_used_none_is_and_no_document_is_blamed():
    use_readers([DAILY, "no.such.module"])
    with pytest.raises(BadReaders):
        parse(layer(PAGE))
    with pytest.raises(BadReaders):
        prepare(raw(PAGE), Gazetteer.build(()))
    with pytest.raises(CannotStart, match=r"There is no module no\.such\.module"):
        Preparer(())


# ------------------------------------------------------------------ the processes that read


def test_the_processes_that_read_use_what_was_added_here():
    use_readers([DAILY])
    preparer = Preparer((), 2)
    try:
        done = preparer.begin([raw(PAGE), raw(classic_page()), raw(PAGE + "More.\n")]).result()
    finally:
        preparer.close()
    assert [p.article and p.article.reader for p in done] == ["daily", "dw_classic", "daily"]


@pytest.mark.django_db
def test_a_page_of_an_added_design_loads(tmp_path):
    use_readers([DAILY])
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b.txt").write_text(classic_page())
    assert loading.load([str(tmp_path)]).by_outcome == {"article": 2}
    assert {r.reader for r in Reading.objects.all()} == {"daily", "dw_classic"}
    assert Article.objects.filter(headline="Bridge closed").exists()


@pytest.mark.django_db
def test_a_load_with_a_reader_that_cannot_be_used_takes_nothing(tmp_path):
    use_readers(["no.such.module"])
    (tmp_path / "a.txt").write_text(PAGE)
    with pytest.raises(CommandError, match="A reader that ARCHIVE_READERS names cannot be used") as caught:
        call_command("load_captures", str(tmp_path))
    assert caught.value.returncode == 2
    assert not Sighting.objects.exists()


def test_the_setting_comes_from_the_environment(tmp_path):
    (tmp_path / "newsroom_of_test.py").write_text(
        (ROOT / "tests" / "added_readers" / "daily.py").read_text(), encoding="utf-8"
    )
    (tmp_path / "page.txt").write_text(PAGE)
    run = subprocess.run(
        [sys.executable, "manage.py", "read_capture", str(tmp_path / "page.txt")],
        cwd=ROOT,
        env={
            **os.environ,
            "ARCHIVE_HOME": str(tmp_path / "home"),
            "PYTHONPATH": str(tmp_path),
            "ARCHIVE_READERS": " newsroom_of_test ",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Reader: daily/1 (its signature fits)" in run.stdout


# ------------------------------------------------------------------ the rules of a reading

TEXT = "Bridge closed\n\nAll is well."
GOOD = (Block(BlockKind.HEADLINE, 0, 13), Block(BlockKind.PARAGRAPH, 15, 27))


@pytest.mark.parametrize(
    ("blocks", "more", "said"),
    [
        (GOOD, {}, []),
        (GOOD, {"fields": {"title": FieldValue("Bridge closed", "d.h/1", 0, 13)}}, []),
        (GOOD, {"fields": {"publisher": FieldValue("Planet", "d.p/1")}}, []),
        (GOOD[:1], {}, ["In no block stands “All is well.” (15–27)."]),
        ((GOOD[1],), {}, ["In no block stands “Bridge closed” (0–13)."]),
        ((GOOD[1], GOOD[0]), {}, ["begins before the one above it ends"]),
        ((GOOD[0], Block(BlockKind.PARAGRAPH, 15, 99)), {}, ["from 15 to 99 does not lie in the text"]),
        (GOOD, {"reader": "other"}, ["It is signed other/1, not d/1."]),
        (GOOD, {"fields": {"title": FieldValue("Bridge", "d.h/1", 0, 13)}}, ["at its span stands"]),
        (GOOD, {"fields": {"title": FieldValue("Bridge closed", "d.h/1")}}, ["has no span"]),
        (GOOD, {"fields": {"headline": FieldValue("Bridge closed", "d.h/1", 0, 13)}}, ["is no field"]),
        (GOOD, {"authors": (FieldValue("All", "author", 15, 18),)}, ["Rules end in “/” and the version"]),
        (GOOD, {"fields": {"title": FieldValue("", "d.h/1", 13, 13)}}, ["title is empty", "does not lie in"]),
        (GOOD, {"related": (Span(13, 15),)}, ["related link “” (13–15) does not lie inside blocks"]),
    ],
)  # fmt: skip
def test_what_breaks_the_rules_of_a_reading_is_said(blocks, more, said):
    values = {"reader": "d", "version": "1", "blocks": blocks, **more}
    faults = faults_of(layer(TEXT), ParsedArticle(**values), "d", "1")
    assert len(faults) == len(said), faults
    for fault, words in zip(faults, said, strict=True):
        assert words in fault


def test_what_is_no_reading_at_all_is_said():
    assert faults_of(layer(TEXT), None, "d", "1") == [
        "parse() must return a ParsedArticle; it returned NoneType."
    ]
