"""The measures of reading, on cases small enough to count by hand."""

from __future__ import annotations

import json
import math
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.documents import LayerText
from tests.quality import reading
from tests.quality.reading_engines import longest_run
from tests.quality.reading_measures import (
    Line,
    Share,
    Wanted,
    average,
    bare_credit,
    canonical,
    common_length,
    exact,
    measure,
    running_text,
    runs,
    share,
    words_of,
)
from tests.quality.reading_pages import Page, shared_pages, stored_pages


def near(found: float, wanted: float) -> bool:
    return math.isclose(found, wanted, abs_tol=1e-9)


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The “Bridge” –  closed", "the 'bridge' - closed"),
        ("• First item", "first item"),
        ("soft\u00adhyphen and\xa0space", "softhyphen and space"),
        (None, ""),
    ],
)
def test_texts_are_compared_without_marks_case_and_space(text, expected):
    assert canonical(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin's visit, 2017", ["putin", "s", "visit", "2017"]),
        ("G-20: ½", ["g", "20", "1", "2"]),  # NFKC writes ½ as 1⁄2
        ("新桥 A1", ["新", "桥", "a1"]),
        ("पुल बंद", ["पुल", "बंद"]),
        ("", []),
    ],
)
def test_words_are_letters_and_digits_or_characters_of_scripts_without_spaces(text, expected):
    assert words_of(text) == expected


def test_share_of_nothing_wanted_and_nothing_found_is_right():
    assert share(0, 0, 0) == Share(1.0, 1.0, 1.0)
    assert share(0, 3, 0) == Share(0.0, 0.0, 0.0)
    assert share(2, 4, 2) == Share(0.5, 1.0, 2 / 3)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "a b", 0),
        ("a b c d", "a b c d", 4),
        ("a b c d", "d c b a", 1),
        ("a x b y c", "a b c", 3),
        ("b a n a n a", "a n a n a s", 5),
    ],
)
def test_the_longest_common_subsequence(one, other, expected):
    assert common_length(one.split(), other.split()) == expected


@given(st.lists(st.sampled_from("abc"), max_size=7), st.lists(st.sampled_from("abc"), max_size=7))
def test_the_longest_common_subsequence_is_that_of_trying_all(one, other):
    every = {sub for size in range(len(other) + 1) for sub in combinations(other, size)}
    longest = max(size for size in range(len(one) + 1) if every & set(combinations(one, size)))
    assert common_length(one, other) == longest


def test_runs_of_four_words_and_of_a_shorter_text_the_whole():
    assert runs("a b c d e".split()) == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert runs(["a", "b"]) == {("a", "b"): 1}
    assert runs([]) == {}


def test_exact_texts_count_as_often_as_they_stand_there():
    assert near(exact(["A", "A", "B"], ["A", "B", "C", ""]), 2 * 2 / (3 + 3))


@pytest.mark.parametrize(
    ("credit", "expected"),
    [("(Foto: dpa/A. Lee (M))", "dpa/A. Lee (M)"), ("© AP", "AP"), ("Image: AP ", "AP"), (None, "")],
)
def test_a_credit_is_compared_without_label_and_brackets(credit, expected):
    assert bare_credit(credit) == expected


# ------------------------------------------------------------------ one page

WANTED = Wanted(
    name="page", publisher="Planet", titles=("Bridge closed", "The bridge is closed"),
    date="2021-05-03T23:30:00+02:00", dates=(),
    authors=(("Ann Lee",), ("Ann Lee", "Bo Ray")), lead="One two three four.",
    body=(("paragraph", "Five six seven."), ("subheading", "Why"), ("paragraph", "Eight nine ten.")),
    captions=({"text": "The pier", "credit": "dpa"}, {"text": None, "credit": None}),
    noise=("Share", "Subscribe to our letter of news now"),
    lines=(Line("headline", 0, 13), Line("lead", 14, 33),
           Line("paragraph", 34, 49), Line("boilerplate", 50, 55)),
)  # fmt: skip
PERFECT = {
    "title": "Bridge closed", "date": "2021-05-03", "authors": ["Ann Lee"], "lead": "One two three four.",
    "blocks": [
        {"kind": "headline", "text": "Bridge closed", "start": 0, "end": 13},
        {"kind": "lead", "text": "One two three four.", "start": 14, "end": 33},
        {"kind": "paragraph", "text": "Five six seven.", "start": 34, "end": 49},
        {"kind": "boilerplate", "text": "Share", "start": 50, "end": 55},
        {"kind": "subheading", "text": "Why", "start": 56, "end": 59},
        {"kind": "paragraph", "text": "Eight nine ten.", "start": 60, "end": 75},
    ],
    "captions": [{"text": "The pier", "credit": "Foto: dpa", "alt": None}],
}  # fmt: skip


def measured(**changed: object) -> dict[str, float]:
    return measure(WANTED, {**PERFECT, **changed})


def test_a_perfect_reading_scores_one_everywhere_and_no_noise():
    told = measured()
    assert {key: value for key, value in told.items() if value != 1.0} == {"noise": 0.0}
    assert {"captions", "credits", "kinds", "lead", "date, stated", "authors, named"} <= told.keys()


def test_what_a_page_does_not_have_is_not_measured():
    bare = Wanted("p", "P", ("T",), None, (), ((),), None, (("paragraph", "Words."),))
    told = measure(bare, {"title": "T", "date": None, "authors": [], "blocks": [], "captions": []})
    assert (
        not {"lead", "captions", "credits", "noise", "kinds", "date, stated", "authors, named"} & told.keys()
    )
    assert (told["date"], told["authors"], told["words"]) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("changed", "key", "expected"),
    [
        ({"title": "the bridge is closed"}, "title", 1.0),
        ({"title": "the bridge is closed"}, "title exact", 0.0),
        ({"title": None}, "title", 0.0),
        ({"date": None}, "date", 0.0),
        ({"date": "2021-05-04T01:30:00+04:00"}, "date", 1.0),  # the same moment
        ({"date": "2021-05-04"}, "date", 0.0),
        ({"authors": ["Ann Lee", "Bo Ray"]}, "authors", 1.0),
        ({"authors": ["By Ann Lee"]}, "authors", 1.0),
        ({"authors": ["Ann Lee", "Cy Day"]}, "authors", 2 / 3),
        ({"lead": "One two"}, "lead", 2 / 3),
        ({"captions": []}, "captions", 0.0),
        ({"captions": [{"text": "The pier", "credit": None}] * 2}, "captions", 2 / 3),
        ({"captions": [{"text": "The pier", "credit": "AP"}]}, "credits", 0.0),
    ],
)
def test_fields_and_captions(changed, key, expected):
    assert near(measured(**changed)[key], expected)


def test_running_text_as_words_sequence_and_runs_of_four():
    """Wanted: 4 + 3 + 1 + 3 words. Found: the lead, then the paragraphs the wrong way round: 4 + 3 + 3."""
    order = [PERFECT["blocks"][i] for i in (1, 5, 2)]
    told = measured(blocks=order)
    assert near(told["words"], 2 * 10 / (10 + 11))
    assert near(told["sequence P"], 7 / 10)
    assert near(told["sequence R"], 7 / 11)
    assert near(told["sequence"], 2 * 7 / (10 + 11))
    assert near(told["4-gram P"], 1 / 7)  # "one two three four" alone
    assert near(told["4-gram R"], 1 / 8)
    assert near(told["paragraphs"], 1.0)


def test_paragraphs_are_exact_or_not_and_the_lead_is_none():
    whole = {"kind": "paragraph", "text": "Five six seven. Why Eight nine ten.", "start": 34, "end": 75}
    assert near(measured(blocks=[PERFECT["blocks"][1], whole])["paragraphs"], 0.0)
    as_paragraph = {**PERFECT["blocks"][1], "kind": "paragraph"}
    assert near(measured(blocks=[as_paragraph, *PERFECT["blocks"][2:]])["paragraphs"], 1.0)


def test_noise_is_the_furniture_that_came_through():
    loud = [*PERFECT["blocks"], {"kind": "paragraph", "text": "Share", "start": 76, "end": 81}]
    assert near(measured(blocks=loud)["noise"], 1 / 2)
    inside = {"kind": "paragraph", "text": "x. Subscribe to our letter of news now!", "start": 76, "end": 99}
    assert near(measured(blocks=[*PERFECT["blocks"], inside])["noise"], 1 / 2)
    short = {"kind": "paragraph", "text": "They share bread.", "start": 76, "end": 93}
    assert near(measured(blocks=[*PERFECT["blocks"], short])["noise"], 0.0)


@pytest.mark.parametrize(
    ("place", "kind", "expected"),
    [
        (0, "boilerplate", 3 / 4),
        (2, "list-item", 1.0),  # a kind of paragraph
        (2, "subheading", 3 / 4),
        (3, "metadata", 1.0),  # furniture has no sharp edges
        (3, "paragraph", 3 / 4),
    ],
)
def test_kinds_of_lines(place, kind, expected):
    blocks = [dict(block) for block in PERFECT["blocks"]]
    blocks[place]["kind"] = kind
    assert near(measured(blocks=blocks)["kinds"], expected)


def test_a_library_that_gives_text_alone_is_measured_by_that():
    told = measure(WANTED, {"title": "Bridge closed", "text": running_text(PERFECT)})
    assert near(told["words"], 1.0)
    assert not {"paragraphs", "captions", "kinds"} & told.keys()


def test_averages_are_over_the_pages_that_have_the_measure():
    told = average([{"4-gram P": 1.0, "4-gram R": 0.5, "lead": 1.0}, {"4-gram P": 0.5, "4-gram R": 0.5}])
    assert told["lead"] == 1.0
    assert near(told["4-gram"], 2 * 0.75 * 0.5 / 1.25)


# ------------------------------------------------------------------ the pages, and the program


def test_stored_pages_and_seeds_are_measured_and_their_lines_cover_the_page():
    pages = {page.wanted.name: page for page in stored_pages()}
    assert {"dw_classic", "general", "dw_relaunch_html", "000_8ad540781c143b60"} <= pages.keys()
    classic = pages["dw_classic"]
    text = classic.layer.text
    covered = {place for line in classic.wanted.lines for place in range(line.start, line.end)}
    assert not [place for place, c in enumerate(text) if not c.isspace() and place not in covered]
    kinds = {line.kind for line in classic.wanted.lines}
    assert {"headline", "lead", "caption", "credit", "boilerplate", "related-link"} <= kinds


def test_shared_pages_that_are_not_there_are_none(tmp_path):
    assert list(shared_pages(tmp_path)) == []


def test_the_baseline_takes_the_first_line_and_the_longest_run():
    long = "The council met in the evening and decided to close the old bridge for repairs."
    text = f"Bridge closed\nMenu\n{long}\nShort\n{long}\n{long}\nShare"
    found = longest_run(Page("g", LayerText(text, "text", "1"), None, WANTED))
    assert found["title"] == "Bridge closed"
    kinds = [block["kind"] for block in found["blocks"]]
    assert kinds == ["headline", *["boilerplate"] * 3, "paragraph", "paragraph", "boilerplate"]


def test_figures_are_kept_and_compared(tmp_path, monkeypatch, capsys):
    kept, changed = tmp_path / "before.json", tmp_path / "changed.json"
    monkeypatch.setattr("sys.argv", ["reading.py", "--pages", str(tmp_path), "--json", str(kept)])
    reading.main()
    out = capsys.readouterr().out
    assert f"Shared pages: skipped, {tmp_path} is not there or holds none." in out
    assert "Nothing in the readers is learned" in out
    assert "== by reader" in out
    figures = json.loads(kept.read_text(encoding="utf-8"))
    assert {"dw_classic", "html_general"} <= figures["reading"]["by reader"].keys()
    figures["reading"]["stored text"]["archive"]["title"] -= 0.25
    del figures["reading, by page"]["stored text"]["general"]
    figures["recognition"] = {"news": {"mention": {"F": 0.5}}}  # another part's: left alone
    changed.write_text(json.dumps(figures), encoding="utf-8")
    words = ["reading.py", "--pages", str(tmp_path), "--against", str(changed), "--json", str(changed)]
    monkeypatch.setattr("sys.argv", words)
    reading.main()
    both = json.loads(changed.read_text(encoding="utf-8"))
    assert both.keys() == {"reading", "reading, by page", "recognition"}
    assert both["recognition"] == figures["recognition"]
    assert both["reading, by page"]["stored text"]["general"]
    out = capsys.readouterr().out
    assert f"== Changed since {changed}: 2" in out
    assert "reading / stored text / archive / title: 0.750 → 1.000 (+0.250)" in out
    assert "reading, by page / stored text / general: new" in out


@pytest.mark.parametrize("content", ["", "[]", '{"sums": 5}'])
def test_a_file_without_figures_is_refused_in_a_line(tmp_path, monkeypatch, content):
    path = Path(tmp_path / "x.json")
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["reading.py", "--against", str(path)])
    with pytest.raises(SystemExit, match="holds no figures"):
        reading.main()
