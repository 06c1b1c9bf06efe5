"""The command that shows what is read of a page: for documentalists, and for authors of readers."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from archive.parsing import dw_classic, general, names_in_use, use_readers
from archive.parsing.expectation import read_expectation
from archive.parsing.html import general as html_general
from tests.html_pages import web_page
from tests.pages import classic_page

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "tests" / "stored_pages"


def run(*words: str) -> tuple[str, int]:
    """What the command writes, and its exit status."""
    out = StringIO()
    try:
        call_command("read_capture", *words, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(classic_page("Grain talks end"), encoding="utf-8")
    return str(path)


def test_it_shows_reader_fields_blocks_and_what_is_left_over(page):
    out, status = run(page)
    assert status == 0
    lines = [line.rstrip() for line in out.splitlines()]
    assert f"  Reader: dw_classic/{dw_classic.VERSION} (its signature fits)" in lines
    assert any(
        line.startswith(f"  title        Grain talks end   [dw_classic.headline/{dw_classic.VERSION}, ")
        for line in lines
    )
    assert "  kicker       –" in lines
    assert any("date         2019-06-14 (day; day first, page title)" in line for line in lines)
    assert any(line.endswith("  boilerplate   1. Inhalt") for line in lines)
    assert any("Left over as boilerplate: " in line for line in lines)


def test_a_reader_can_be_tried_on_a_page_that_it_does_not_recognise(page):
    out, status = run(page, "--reader", "general")
    assert status == 0
    assert f"Reader: general/{general.VERSION} (asked for; the page bears the signature of dw_classic)" in out


def test_as_json_it_is_one_object_a_line_with_the_keys_of_the_export(page):
    out, status = run(page, "--json")
    assert status == 0
    (told,) = [json.loads(line) for line in out.splitlines()]
    assert (told["title"], told["date"], told["authors"]) == ("Grain talks end", "2019-06-14", [])
    assert told["fitting"] == ["dw_classic"]
    assert told["faults"] == []
    assert told["provenance"]["title"]["rule"] == f"dw_classic.headline/{dw_classic.VERSION}"
    text = Path(page).read_text(encoding="utf-8")
    assert all(text[b["start"] : b["end"]] == b["text"] for b in told["blocks"])


def test_the_form_to_fill_in_lists_every_line_and_can_be_used_as_it_is(page, tmp_path):
    out, status = run(page, "--blank")
    assert status == 0
    form = tmp_path / "form.json"
    form.write_text(out, encoding="utf-8")
    value = read_expectation(form)
    lines = [line.strip() for line in Path(page).read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [block["text"] for block in value["blocks"]] == lines
    assert {block["kind"] for block in value["blocks"]} == {"boilerplate"}
    _out, status = run(page, "--expected", str(form))
    assert status == 1  # nothing is filled in yet


def test_a_line_break_within_a_paragraph_makes_one_entry_of_the_form(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<title>Daily</title><p>The council met.<br>It sat long.</p><p>Nobody spoke.</p>")
    out, status = run(str(page), "--blank")
    assert status == 0
    texts = [block["text"] for block in json.loads(out)["blocks"]]
    assert texts == ["Daily", "The council met. It sat long.", "Nobody spoke."]


def test_the_date_of_change_is_shown_and_compared(tmp_path):
    page = tmp_path / "page.html"
    stated = "".join(
        f'<meta property="article:{name}_time" content="2020-05-0{day}T10:00:00+02:00">'
        for name, day in (("published", 1), ("modified", 2))
    )
    page.write_text(f"<html><head><title>Daily</title>{stated}</head><body><h1>Talks end</h1></body></html>")
    out, _status = run(str(page))
    assert re.search(r"^  updated +2020-05-02T10:00:00\+02:00   \[html_general", out, re.MULTILINE)
    expected = tmp_path / "page.json"
    for day, status in (("2020-05-02", 0), ("2020-05-03", 1), (None, 1)):
        expected.write_text(json.dumps({"updated": day, "blocks": []}))
        out, _status = run(str(page), "--expected", str(expected))
        assert ("updated: expected" in out) == bool(status)


@pytest.mark.parametrize("name", ["dw_classic.txt", "dw_relaunch_html.html"])
def test_it_compares_with_what_is_expected(name, tmp_path):
    page = STORED / name
    expected = page.with_suffix(".json")
    out, status = run(str(page), "--expected", str(expected))
    assert (out.splitlines()[-1].endswith(": as expected."), status) == (True, 0)
    value = json.loads(expected.read_text(encoding="utf-8"))
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps({**value, "title": "Another", "authors": []}), encoding="utf-8")
    out, status = run(str(page), "--expected", str(changed))
    assert status == 1
    assert "title:\n  expected  “Another”\n  found     “" in out
    assert "authors:\n  expected  nothing\n  found     “" in out
    assert out.splitlines()[-1].endswith(": not as expected.")


def test_a_page_that_cannot_be_read_says_why_with_status_one(tmp_path):
    both = tmp_path / "both.txt"
    links = "1. Skip to content\n  2. Skip to main menu\n  3. Skip to more DW sites\n"
    both.write_text("A | B | DW | 12.03.2018\n" + links, encoding="utf-8")
    out, status = run(str(both))
    assert status == 1
    assert "Not read: Several page designs fit: dw_classic, dw_relaunch." in out
    noise = tmp_path / "noise.txt"
    noise.write_bytes(b"\x00\x01\x02\x03" * 900)
    out, status = run(str(noise))
    assert status == 1
    assert "Not read: " in out


def test_a_reading_that_breaks_the_rules_is_shown_with_its_faults(tmp_path):
    (tmp_path / "a.txt").write_text("CARELESS page of some words", encoding="utf-8")
    before = names_in_use()
    use_readers(["tests.added_readers.careless"])
    try:
        out, status = run(str(tmp_path / "a.txt"))
    finally:
        use_readers(before)
    assert status == 1
    assert "Reader: careless/3 (its signature fits)" in out
    assert "  Fault: The title is “Other words”, but at its span stands “CARELESS pag” (0–12)." in out


def test_the_elements_around_the_lines_of_an_html_page_are_shown(tmp_path):
    (tmp_path / "a.html").write_text(
        web_page("<p class='story-text' data-testid='copy'>Words of some weight.</p>")
    )
    out, status = run(str(tmp_path / "a.html"), "--elements")
    assert status == 0
    assert "Words of some weight.\n    main > article > p.story-text[data-testid=copy]\n" in out


def test_a_container_shows_each_page_and_html_is_read_too(tmp_path):
    packed = tmp_path / "page.html.gz"
    packed.write_bytes(gzip.compress(web_page().encode()))
    out, status = run(str(packed))
    assert (status, f"Reader: html_general/{html_general.VERSION} (no design's signature fits)" in out) == (
        0,
        True,
    )


def test_a_pages_words_cannot_steer_the_terminal(tmp_path):
    (tmp_path / "a.txt").write_text("Bad \x1b[2J\x1b]0;title\x07 \u202e news\n", encoding="utf-8")
    for words in ([], ["--expected", str(tmp_path / "e.json")]):
        (tmp_path / "e.json").write_text('{"blocks": [], "title": "x"}', encoding="utf-8")
        out, _status = run(str(tmp_path / "a.txt"), *words)
        assert not {"\x1b", "\x07", "\u202e"} & set(out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["{folder}/none.txt"], "none.txt cannot be read: there is no such file."),
        (["{folder}"], "is a folder. Name one file."),
        (["{page}", "--reader", "x"], "No reader of text captures is called “x”; there are dw_classic, "),
        (["{page}", "--expected", "{folder}/none.json"], "none.json cannot be read: No such file"),
        (["{page}", "--expected", "{page}"], "page.txt is not JSON: "),
    ],
)
def test_what_cannot_be_done_is_one_clear_line_with_status_two(page, tmp_path, words, said):
    filled = [word.format(page=page, folder=tmp_path) for word in words]
    with pytest.raises(CommandError) as caught:
        run(*filled)
    assert caught.value.returncode == 2
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_it_asks_no_database(tmp_path, page):
    done = subprocess.run(
        [sys.executable, "manage.py", "read_capture", page],
        cwd=ROOT,
        env={
            **os.environ,
            "ARCHIVE_HOME": str(tmp_path),
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"dw_classic/{dw_classic.VERSION}" in done.stdout
