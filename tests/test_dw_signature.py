"""Which captures are Deutsche Welle's, and of which design: told apart, and no other house's page taken."""
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from archive.documents import LayerText
from archive.parsing import HTML_READERS, READERS, SeveralLayouts, choose_reader
from tests.dw_pages import classic, relaunch
from tests.html_pages import layer_of, web_page
from tests.readings import MORE, PROSE, layer

GERMAN = "1. Inhalt\n2. Navigation\n3. Weitere Inhalte\n4. Metanavigation\n5. Suche\n"
ENGLISH = "1. Skip to content\n2. Skip to main menu\n3. Skip to more DW sites\n"
TEXT = f"Bridge closed for good\n\n{PROSE}\n\n{MORE}\n\n{MORE} {PROSE}\n"
FOOT = "  • Date 12.03.2018\n  • Author Ben Knight\n  • Keywords bridge\n  • Print Print this page\n  • Permalink https://p.dw.com/p/3WRPd\n"


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        ("Bridge closed | Asia | DW | 12.03.2018\n" + TEXT, "dw_classic"),
        ("\ufeffBridge closed | Asia | DW | 12.03.2018\r\n\r\n" + TEXT, "dw_classic"),
        ("الجسر | سياسة | DW | 12.03.2018\n" + TEXT, "dw_classic"),
        ("Bridge closed – DW – 03/12/2018\n" + TEXT, "dw_relaunch"),
        ("林德瑙 – DW – 2024年1月30日\n" + TEXT, "dw_relaunch"),
        ("پل – DW – ۱۴۰۲/۱۱/۱۰\n" + TEXT, "dw_relaunch"),
        (GERMAN + TEXT, "dw_classic"),
        (ENGLISH + TEXT, "dw_relaunch"),
        # A capture that begins at the headline: the list at the foot, the permalink in the head.
        (TEXT + FOOT, "dw_classic"),
        (TEXT.replace("\n\n", "\n\nhttps://p.dw.com/p/4boRv\n\n", 2), "dw_relaunch"),
        # An older page on which a newer permalink stands on a line of its own, as a film's does.
        (GERMAN + TEXT + "https://p.dw.com/p/4boRv\n" + FOOT, "dw_classic"),
        (ENGLISH + TEXT + FOOT, "dw_relaunch"),
        # A head that says the one and a foot that says the other: the head is the page's own.
        ("Bridge closed – DW – 03/12/2018\n" + TEXT + FOOT, "dw_relaunch"),
        # Nothing of the house's design: the general reader has it.
        (TEXT, "general"),
        (TEXT.replace("council", "Deutsche Welle (DW)"), "general"),
        ("1. Skip to content\n2. Skip to main menu\n3. Skip to footer\n" + TEXT, "general"),
        ("1. Skip to content\n2. Skip to DW\n" + TEXT, "general"),
        ("Bridge closed | Asia | BBC | 12.03.2018\n" + TEXT, "general"),
        (TEXT + "\nFollow https://www.dw.com/en/bridge/a-1 for more.\n", "general"),
        (TEXT + "\nRead it all at https://p.dw.com/p/4boRv, as we did.\n", "general"),
        ("Inhalt\nNavigation\nSuche\n" + TEXT, "general"),
    ],
)
def test_text_captures(text: str, reader: str) -> None:
    assert reader == choose_reader(layer(text)).NAME


@pytest.mark.parametrize(
    "text", [ENGLISH + GERMAN + TEXT, "Bridge closed | Asia | DW | 12.03.2018\n" + ENGLISH + TEXT]
)
def test_two_equally_strong_signatures_are_for_a_person(text: str) -> None:
    with pytest.raises(SeveralLayouts):
        choose_reader(layer(text))


@pytest.mark.parametrize("page", [classic("en"), classic("fa"), relaunch("en"), relaunch("zh")])
def test_a_text_does_not_become_the_houses_by_its_address_alone(page) -> None:
    words = "\n\n".join(
        words for kind, words, _ in page.lines if kind not in ("boilerplate", "metadata", "page-title")
    )
    assert choose_reader(layer(f"{words}\n\nhttps://www.dw.com/en/a-1\n")).NAME == "general"


PARAGRAPHS = f"<p>{PROSE}</p><p>{MORE}</p><p>{PROSE} {MORE}</p>"


@pytest.mark.parametrize(
    "page",
    [
        # MediaWiki has an element "bodyContent"; many houses have an "intro", a "kicker", "rich-text".
        f'<html><head><title>Bridge - Wikipedia</title></head><body><div id="bodyContent"><h1>Bridge</h1><p class="intro">{PROSE}</p>{PARAGRAPHS}</div></body></html>',
        f'<html><head><title>Bridge</title></head><body><article><div class="kicker">City</div><h1>Bridge</h1><p class="teaser-text">{PROSE}</p><div class="rich-text">{PARAGRAPHS}</div></article></body></html>',
        # A page of another house that quotes Deutsche Welle and links to it.
        web_page(
            after='<p>Source: <a href="https://p.dw.com/p/4boRv">https://p.dw.com/p/4boRv</a> – DW – 01/30/2024</p>'
        ),
        web_page(
            title="What Deutsche Welle says", head='<link rel="canonical" href="https://www.dw.com/en/a-1">'
        ),
        web_page(title="Our talk on DW", body=f'<div class="longText">{PARAGRAPHS}</div>'),
    ],
)
def test_pages_of_other_houses_are_not_taken(page: str) -> None:
    assert choose_reader(layer_of(page)).NAME == "html_general"


def test_a_text_layer_of_html_is_not_read_as_text() -> None:
    text = "Bridge closed | Asia | DW | 12.03.2018\n" + TEXT
    assert choose_reader(LayerText(text, "html", "1")).NAME == "html_general"


@pytest.mark.parametrize("reader", [*READERS, *HTML_READERS])
def test_every_design_is_listed_with_the_pages_it_was_tried_on(reader) -> None:
    design = reader.__name__.removeprefix("archive.").replace(".", "/")
    listed = (Path(__file__).resolve().parent.parent / "docs" / "page-designs.md").read_text(encoding="utf-8")
    assert f"`{design}.py`" in listed
