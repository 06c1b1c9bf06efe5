"""Every registered reader has a stored page, and reads each as a person did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.capture import find_captures
from archive.documents import RawCapture
from archive.parsing import own_names
from archive.parsing.expectation import BadExpectation, differences, read_expectation
from archive.parsing.outline import Json
from archive.preparing.looking import Look, look

PAGES = Path(__file__).resolve().parent / "stored_pages"
STORED = sorted(path for path in PAGES.iterdir() if path.suffix in (".txt", ".html"))


def look_at(path: Path) -> Look:
    (met,) = find_captures([str(path)])
    assert isinstance(met, RawCapture), met
    return look(met)


def expected_of(path: Path) -> Json:
    return read_expectation(path.with_suffix(".json"))


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name)
def test_a_stored_page_is_read_as_a_person_read_it(path: Path):
    found = look_at(path)
    assert found.told is not None, found.reason
    assert found.faults == ()
    different = differences(expected_of(path), found.told)
    assert not different, "\n".join(["", *different])


@pytest.mark.parametrize("reader", sorted(own_names()))
def test_a_registered_reader_has_a_stored_page(reader: str):
    pages = [path.name for path in STORED if expected_of(path).get("reader") == reader]
    assert pages, f"tests/stored_pages holds no page that expects the reader {reader}"


def test_a_stored_page_has_one_file_of_expected_values_and_no_file_is_without_its_page():
    stems = [path.stem for path in STORED]
    assert len(stems) == len(set(stems))
    assert sorted(stems) == sorted(path.stem for path in PAGES.glob("*.json"))
    for path in STORED:
        assert expected_of(path)["about"]
        assert expected_of(path)["reader"]


# ------------------------------------------------------------------ the comparison

TOLD: Json = {
    "reader": "general", "title": "Bridge closed", "kicker": None, "lead": None, "section": None,
    "byline": None, "url": None, "publisher": None, "language": "en", "date": "2021-05-03T10:00",
    "authors": ["Ann Lee"], "captions": [{"text": "The bridge", "credit": None, "alt": None}], "related": [],
    "blocks": [
        {"kind": "boilerplate", "text": "Home"}, {"kind": "headline", "text": "Bridge  closed"},
        {"kind": "paragraph", "text": "One."}, {"kind": "subheading", "text": "Why"},
        {"kind": "paragraph", "text": "Two."},
    ],
}  # fmt: skip
BLOCKS = [
    {"kind": "headline", "text": "Bridge closed"},
    {"kind": "paragraph", "text": "One."},
    {"kind": "subheading", "text": "Why"},
    {"kind": "paragraph", "text": "Two."},
]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        # White space is folded, furniture need not be listed, and may be.
        ({"title": "Bridge \n closed"}, []),
        ({"blocks": [{"kind": "boilerplate", "text": "Elsewhere"}, *BLOCKS]}, []),
        # What is as right.
        ({"title": "The bridge", "title_alt": ["Bridge closed"]}, []),
        ({"authors": [], "authors_accept": [["Ann Lee"]]}, []),
        ({"date": "2021-05-03"}, []),
        ({"date": "2021-05-03 10:00"}, []),
        ({"date": "2021-05-03T10:30"}, ["date: expected 2021-05-03T10:30, found 2021-05-03T10:00"]),
        ({"date": None}, ["date: expected none, found 2021-05-03T10:00"]),
        ({"reader": "daily"}, ["reader: expected daily, found general"]),
        ({"kicker": "City"}, ["kicker:", "  expected  “City”", "  found     nothing"]),
        ({"authors": ["Bo Ray"]}, ["authors:", "  expected  “Bo Ray”", "  found     “Ann Lee”"]),
        ({"related": ["More"]}, ["related, at the beginning:", "  expected  More"]),
        ({"captions": []}, ["captions, at the beginning:", "  found     text “The bridge”"]),
        (
            {"blocks": [BLOCKS[0], BLOCKS[1], {"kind": "paragraph", "text": "Why"}, BLOCKS[3]]},
            [
                "blocks, after “[paragraph] One.”:",
                "  expected  [paragraph] Why",
                "  found     [subheading] Why",
            ],
        ),
        ({"blocks": BLOCKS[:3]}, ["blocks, after “[subheading] Why”:", "  found     [paragraph] Two."]),
        # The running text alone: a headline is none of it.
        ({"blocks": None, "body": BLOCKS[1:]}, []),
        (
            {"blocks": None, "body": BLOCKS[2:]},
            ["body, at the beginning:", "  found     [paragraph] One."],
        ),
    ],
)
def test_differences_are_told_in_place(changed, expected):
    value = {"title": "Bridge closed", "authors": ["Ann Lee"], "blocks": BLOCKS, **changed}
    assert differences({k: v for k, v in value.items() if k != "blocks" or v is not None}, TOLD) == expected


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON: Expecting property name"),
        ("[]", "must be an object"),
        ('{"title": "x"}', "lacks blocks"),
        ('{"blocks": [], "headline": "x"}', "Unknown: headline. Known: "),
        ('{"blocks": {}}', "blocks must be a list"),
        ('{"blocks": [{"kind": "para", "text": "x"}]}', "blocks, number 1: “para” is no kind; there are "),
        ('{"blocks": [{"kind": "paragraph"}]}', "blocks, number 1: it must be"),
        ('{"body": [{"kind": "caption", "text": "x"}]}', "body, number 1: “caption” is no kind"),
        ('{"blocks": [], "title": 5}', "title must be a string or null"),
        ('{"blocks": [], "authors": "Ann"}', "authors must be a list"),
        ('{"blocks": [], "authors": [1]}', "authors must be strings"),
        ('{"blocks": [], "captions": ["x"]}', "captions must be objects"),
    ],
)
def test_a_file_of_expected_values_that_cannot_be_used_says_where(tmp_path, content, said):
    path = tmp_path / "page.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadExpectation, match=r"page\.json") as caught:
        read_expectation(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_form_with_every_kind_is_accepted(tmp_path):
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"blocks": BLOCKS, "about": "x", "noise": []}), encoding="utf-8")
    assert read_expectation(path)["blocks"] == BLOCKS
