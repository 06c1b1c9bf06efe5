"""Page texts become blocks and fields: layouts by signature, every character in one block, spans that prove."""
# ruff: noqa: E501

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.documents import BlockKind, RawCapture
from archive.parsing import (
    GENERAL,
    READERS,
    SeveralLayouts,
    choose_reader,
    dw_classic,
    dw_relaunch,
    general,
    parse,
)
from archive.parsing.layers import make_layer
from tests.readings import MORE, PROSE, check_proof, layer, page, read

ROOT = Path(__file__).resolve().parents[1]
SEEDS = sorted((ROOT / "seeds" / "captures").glob("*_*.txt"))
EXPECTED = ROOT / "tests" / "expected"
SHARED_PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages" / "text"


# ------------------------------------------------------------------ the seeds


def _furniture_joined(blocks):
    """Neighbouring furniture of one kind counts as one block, as the expected files say."""
    joined: list[list] = []
    for kind, start, end in blocks:
        if joined and joined[-1][0] == kind and kind in ("boilerplate", "video-teaser", "metadata", "credit"):
            joined[-1][2] = end
        else:
            joined.append([kind, start, end])
    return joined


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_seeds_are_read_as_a_person_read_them(path: Path):
    expected = json.loads((EXPECTED / f"{path.stem}.json").read_text(encoding="utf-8"))
    raw = RawCapture(path.name, path.name.encode(), path.read_bytes(), "text/plain")
    made = make_layer(raw)

    article = parse(made)

    check_proof(made.text, article)
    assert made.text.encode() == raw.content
    for key in ("title", "kicker", "lead", "section", "byline", "publisher", "language"):
        assert (article.fields[key].value if key in article.fields else None) == expected[key], key
    assert article.published.day.isoformat() == expected["date"]
    assert article.published.precision.value == expected["date_precision"]
    assert [author.value for author in article.authors] == expected["authors"]
    ours = _furniture_joined((b.kind.value, b.start, b.end) for b in article.blocks)
    theirs = _furniture_joined((b["kind"], b["start"], b["end"]) for b in expected["blocks"])
    assert ours == theirs
    assert [
        {
            name: span and span.of(made.text)
            for name, span in (("text", i.text), ("credit", i.credit), ("alt", i.alt))
        }
        for i in article.images
    ] == [{name: caption[name] for name in ("text", "credit", "alt")} for caption in expected["captions"]]
    assert [span.of(made.text) for span in article.related] == expected["related"]


def test_a_weekday_told_as_past_that_is_the_day_after_the_date_is_a_warning_not_a_correction():
    (path,) = (path for path in SEEDS if path.name.startswith("001"))
    article = parse(layer(path.read_text(encoding="utf-8")), with_language=False)

    assert article.published.day.isoformat() == "2017-11-09"
    assert [warning.code for warning in article.warnings] == ["weekday-after-date"]


# ------------------------------------------------------------------ choice of the layout

CLASSIC_TITLE = "Bridge closed | Asia| News from across the continent | DW | 12.03.2018\n"
CLASSIC_LINKS = "  1. Inhalt\n  2. Navigation\n  3. Weitere Inhalte\n  4. Metanavigation\n  5. Suche\n"


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        (CLASSIC_TITLE + CLASSIC_LINKS, "dw_classic"),
        (CLASSIC_LINKS, "dw_classic"),  # a capture that lost its page title
        ("Мост закрыт | Политика | DW | 12.03.2018\n", "dw_classic"),
        ("Bridge closed | Asia | DW.COM | 12.03.2015\n", "dw_classic"),
        ("1. Skip to content\n  2. Skip to main menu\n  3. Skip to more DW sites\n", "dw_relaunch"),
        (
            "1. Zum Inhalt springen\n  2. Zur Hauptnavigation springen\n  3. Zu weiteren Angeboten der DW springen\n",
            "dw_relaunch",
        ),
        ("1. Ir al contenido\n  2. Ir al menú principal\n  3. Ir a más sitios de DW\n", "dw_relaunch"),
        ("1. 跳转至内容\n  2. 跳转至主菜单\n  3. 跳转到更多DW网站\n", "dw_relaunch"),
        ("Bridge closed\n\n12 May 2023\n\nhttps://p.dw.com/p/4boRv\n", "dw_relaunch"),
        ("1. Skip to content\n  2. Skip to main menu\n  3. Skip to footer\n", "general"),
        ("Bridge closed - the DW series\n", "general"),
        ("1. Inhalt\n2. Register\n", "general"),
        ("", "general"),
    ],
)
def test_a_layout_is_told_by_its_signature(text, reader):
    assert reader == choose_reader(layer(text)).NAME


def test_the_date_of_the_article_does_not_choose_the_layout():
    old_design_new_date = CLASSIC_TITLE.replace("2018", "2024")
    assert choose_reader(layer(old_design_new_date)).NAME == "dw_classic"


def test_two_signatures_on_one_page_are_for_a_person_to_look_at():
    both = CLASSIC_TITLE + "1. Skip to content\n  2. Skip to main menu\n  3. Skip to more DW sites\n"
    with pytest.raises(SeveralLayouts) as caught:
        parse(layer(both))
    assert caught.value.names == ("dw_classic", "dw_relaunch")
    assert caught.value.outcome == "quarantined"


def test_readers_have_what_the_registry_asks_for_and_the_general_one_is_not_among_them():
    assert GENERAL not in READERS
    for reader in (*READERS, GENERAL):
        assert reader.VERSION.isdecimal()
        assert reader.parse(layer("")).reader == reader.NAME


# ------------------------------------------------------------------ proof and safety for any text

PIECES = [
    "1. Inhalt", "1. Skip to content", "3. more DW sites", "A | World| x | DW | 05.07.2017", "Foto: ", "Image: AP", "(dpa)",
    " (Getty Images)", "By Ann Lee", "12 May 2020", "30. Januar 2024", "•", " - ", "Read more: ", PROSE, MORE, "x" * 250 + ".",
    "Watch video 01:20", "\n", "\n\n", "\n  ", "©", "https://p.dw.com/p/4boRv", "\ufeff", "\u200b", "  • Date 19.01.2020",
    "  • Permalink https://p.dw.com/p/3WRPd", "  • Author Ben Knight", "Title of words here", "“They say so, all of them.”",
    "12 Kommentare", "dpa/epd", "Anzeige", "05/07/2017", "Published", "\x85", "\u2028", "\x1c", "(", "(c)", "：", "写真：", "  • Alt (DW/A. B)",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25).map("".join))
def test_any_text_is_covered_and_proved_by_every_reader(text):
    for reader in (dw_classic, dw_relaunch, general):
        check_proof(text, reader.parse(layer(text)))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join))
def test_any_order_of_lines_is_covered_and_proved_by_every_reader(text):
    for reader in (dw_classic, dw_relaunch, general):
        check_proof(text, reader.parse(layer(text)))


def test_a_byte_order_mark_is_in_a_block_and_in_no_value():
    text = "\ufeff" + page("Council decides to close the old bridge", PROSE, MORE)
    article = read(text)
    check_proof(text, article)
    assert article.fields["title"].value == "Council decides to close the old bridge"


@pytest.mark.parametrize(
    "make",
    [
        lambda n: PROSE + " " + "x" * n,
        lambda n: "word " * n,
        lambda n: "Foto: a. " * n,
        lambda n: "(" * n + "\n" + ")" * n,
        lambda n: "A short line here\n\n" * (n // 20),
        lambda n: f"{PROSE}\n\n" * (n // 100),
        lambda n: "• a b c\n" * (n // 10),
        lambda n: "\n".join(f"{i}. x" for i in range(n // 10)),
        lambda n: "“They say so, all of them, said he.”\nAnn Lee\n\n" * (n // 50),
        lambda n: "12 May 2020\n" * (n // 10),
        lambda n: " " * n + "a" + " " * n,
        lambda n: "1. Inhalt " * n,
        lambda n: "Share on Facebook 5 min\n" * (n // 20),
        lambda n: f"{PROSE}\n\nMore from here\n\nA title of words\n\n" * (n // 130),
        lambda n: f"{PROSE}\n\n" + "  • Date 12.06.2018\n" * (n // 20),
        lambda n: "Image source, AP\nImage caption, A bridge. AP\n" * (n // 45),
        lambda n: f"{PROSE}\n\nskip past this promotion\n" * (n // 120),
        lambda n: "By\nAnn Lee\n3 hours ago\n" * (n // 24),
        lambda n: "word. Word " * n,
    ],
    ids=[
        "long line",
        "one line",
        "labels",
        "brackets",
        "short lines",
        "paragraphs",
        "bullets",
        "numbers",
        "quotes",
        "dates",
        "spaces",
        "links",
        "buttons",
        "teasers",
        "footer",
        "said aloud",
        "skipped",
        "signed",
        "sentences",
    ],
)
def test_time_grows_with_the_text_and_no_faster(make):
    def seconds(size: int) -> float:
        text = layer(make(size))
        best = 9.0
        for _ in range(2):
            begun = time.process_time()
            for reader in (dw_classic, dw_relaunch, general):
                reader.recognises(text)
                reader.parse(text)
            best = min(best, time.process_time() - begun)
        return best

    seconds(1000)  # tables are built at first use
    small, large = seconds(20_000), seconds(160_000)
    # Eight times the text: linear is 8, quadratic 64. A small floor keeps the clock's grain out.
    assert large <= 24 * max(small, 0.004)


# ------------------------------------------------------------------ real pages beside the checkout, where there are any


@pytest.mark.skipif(not SHARED_PAGES.is_dir(), reason="the shared pages are not beside this checkout")
def test_shared_pages_of_deutsche_welle_are_read_line_by_line():
    for path in sorted((SHARED_PAGES / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (SHARED_PAGES / f"{path.stem}.txt").read_text(encoding="utf-8")
        article = read(text)
        check_proof(text, article)
        assert article.fields["title"].value == gold["title"]
        assert article.published.day.isoformat() == gold["date"][:10]
        assert [author.value for author in article.authors] == gold["authors"]
        paragraphs = [text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.PARAGRAPH]
        assert paragraphs == gold["paragraphs"]


def test_blocks_are_in_order():
    article = read(page("Council decides to close the old bridge", PROSE, MORE))
    assert all(one.end <= other.start for one, other in pairwise(article.blocks))
