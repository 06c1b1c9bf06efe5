"""Both designs of Deutsche Welle in 25 languages and four manners of capture, as text and as HTML."""

from __future__ import annotations

import pytest

from tests.dw_html import classic_html, relaunch_html, wrong
from tests.dw_pages import MANNERS, Page, classic, relaunch, seen
from tests.dw_words import UNKNOWN, WORDS
from tests.html_pages import read_page


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("language", WORDS)
def test_older_design_as_text(language: str, manner: str) -> None:
    assert seen(classic(language), manner) == []
    assert seen(classic(language, authors=()), manner) == []
    assert seen(classic(language, footer=False), manner) == []
    assert seen(classic(language, rich=False, footer=False), manner) == []


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("language", WORDS)
def test_newer_design_as_text(language: str, manner: str) -> None:
    assert seen(relaunch(language), manner) == []
    assert seen(relaunch(language, kicker=True), manner) == []
    assert seen(relaunch(language, permalink=False), manner) == []
    assert seen(relaunch(language, byline="", permalink=False), manner) == []


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("language", WORDS)
def test_captures_that_lost_their_head(language: str, manner: str) -> None:
    """No skip links, no page title, or neither: the other signs tell the design."""
    assert seen(classic(language, titled=False), manner) == []
    assert seen(classic(language, linked=False), manner) == []
    assert seen(relaunch(language, linked=False), manner) == []
    assert seen(classic(language, titled=False, linked=False), manner) == []


def without_links(page: Page) -> Page:
    """A page without its one link to another story: which label it has, position cannot tell."""
    page.lines = [line for line in page.lines if line[0] != "related-link"]
    page.related = []
    return page


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("language", UNKNOWN)
def test_labels_of_no_language(language: str, manner: str) -> None:
    """A language that is in no table: footer, film, credit and end are told by position and shape."""
    signs = UNKNOWN[language]
    assert seen(without_links(classic(language, signs=signs)), manner) == []
    assert seen(without_links(classic(language, signs=signs, authors=())), manner) == []
    assert seen(without_links(relaunch(language, signs=signs, kicker=True)), manner) == []


@pytest.mark.parametrize("language", UNKNOWN)
def test_a_label_of_no_language_is_learned_where_it_comes_twice(language: str) -> None:
    signs = UNKNOWN[language]
    page = relaunch(language, signs=signs)
    link = next(line for line in page.lines if line[0] == "related-link")
    page.lines.insert(-2, ("related-link", f"{link[1]} II", False))
    page.related.append(f"{page.related[0]} II")
    assert seen(page) == []


@pytest.mark.parametrize("language", WORDS)
def test_html_of_both_designs(language: str) -> None:
    for page, want in (
        classic_html(language),
        classic_html(language, byline=""),
        classic_html(language, footer=False),
        classic_html(language, dated_title=False),
        relaunch_html(language),
        relaunch_html(language, stated=False),
        relaunch_html(language, byline=""),
        relaunch_html(language, generated="s1r5hjtp"),
    ):
        article, text = read_page(page)
        assert wrong(article, text, want) == []


@pytest.mark.parametrize("language", UNKNOWN)
def test_html_of_no_language(language: str) -> None:
    for page, want in (
        classic_html(language, signs=UNKNOWN[language]),
        relaunch_html(language, signs=UNKNOWN[language]),
    ):
        article, text = read_page(page)
        assert wrong(article, text, want) == []


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ben Knight (with dpa, AFP)", ("Ben Knight",)),
        ("Ben Knight, Nina Haase", ("Ben Knight", "Nina Haase")),
        ("Ben Knight / Nina Haase", ("Ben Knight", "Nina Haase")),
        ("Ben Knight, New Delhi", ("Ben Knight",)),
        ("Ben Knight (dpa, Getty Images)", ("Ben Knight",)),
        ("dpa, afp", ()),
        ("Deutsche Welle", ()),
        ("عاطف توفیق، اسلام آباد", ("عاطف توفیق",)),
        ("万方、李宁（综合报道）", ("万方", "李宁")),
        ("आमिर अंसारी, नई दिल्ली", ("आमिर अंसारी",)),
    ],
)
def test_bylines(byline: str, authors: tuple[str, ...]) -> None:
    assert seen(classic("en", byline=byline, authors=authors)) == []
    assert seen(relaunch("en", byline=byline, authors=authors)) == []
    for page, want in (
        classic_html("en", byline=byline, authors=authors),
        relaunch_html("en", byline=byline, authors=authors),
    ):
        article, text = read_page(page)
        assert wrong(article, text, want) == []
