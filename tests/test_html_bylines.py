"""How pages print authors and dates: labels, roles beside a name, the order of numbers, other calendars."""

from __future__ import annotations

import pytest

from archive.parsing import parse
from archive.parsing.dates import find_dates
from archive.parsing.html.bylines import bare_name, is_beside, is_photographer, label_end, parted
from archive.parsing.people import read_names
from tests.html_pages import layer_of

TEXT = "".join(
    f"<p>The council voted on the {word} plan after months of argument, and few believe it is over.</p>"
    for word in ("first", "second", "third", "fourth")
)


def read(head: str, lang: str = "en", behind: str = "", meta: str = ""):
    layer = layer_of(
        f"<html lang='{lang}'><head><title>Council closes the ferry terminal</title>{meta}</head>"
        "<body><article>"
        f"<h1>Council closes the ferry terminal</h1>{head}<div>{TEXT}</div></article>{behind}</body></html>"
    )
    article = parse(layer, with_language=False)
    day = article.published.day.isoformat() if article.published else None
    return [author.value for author in article.authors], day


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Von unserem Korrespondenten Matthias Grünwald", "Matthias Grünwald"),
        ("Par notre correspondante à Montclar, Claire Dumontel", "Claire Dumontel"),
        ("Аутор: Милан Петровић", "Милан Петровић"),
        ("Γράφει ο Γιώργος Αναστασίου", "Γιώργος Αναστασίου"),
        ("Autorka/Autor: Jan Nowicki", "Jan Nowicki"),
    ],
)
def test_what_leads_to_a_name(line: str, name: str):
    assert line[label_end(line) :] == name


def test_a_handle_an_address_and_the_paper_are_no_part_of_a_name():
    for line in (
        "Ann Lee @annlee",
        "Ann Lee ann@x.example",
        "Ann Lee For Harbouronline",
        "Ann Lee Published 4 May",
    ):
        (span,) = read_names(parted(line))
        assert line[slice(*span)] == "Ann Lee"
        assert line[slice(*bare_name(line))] == "Ann Lee"


def test_who_took_the_pictures_edited_or_translated_is_no_author():
    line = "Ann Lee, photos by Joel Stanhope"
    assert is_beside(line, line.index("Joel"), len(line))
    assert not is_beside(line, 0, 7)
    assert is_beside("Hannes Brandl (Bilder)", 0, 13)
    assert is_photographer("Foto")
    assert not is_photographer("Fotoredaktion am Hafen")


@pytest.mark.parametrize(
    ("lang", "behind", "day"),
    [
        ("fr", "", "2021-05-03"),
        ("en-GB", "", "2021-05-03"),
        ("en-US", "", "2021-03-05"),
        ("en", "", None),
        ("en", "<ul><li>03/17/2021</li></ul>", "2021-03-05"),
        ("en-US", "<ul><li>17/03/2021</li></ul>", "2021-05-03"),
    ],
)
def test_the_order_of_numbers_is_that_of_the_page(lang: str, behind: str, day: str | None):
    assert read("<p>03/05/2021</p>", lang, behind)[1] == day


def test_the_day_printed_is_believed_where_the_moment_is_stated_in_utc():
    meta = "<meta property='article:published_time' content='2021-05-02T21:00:00Z'>"
    assert read("<p>Monday, May 03, 2021</p>", meta=meta)[1] == "2021-05-03"
    assert read("<p>Thursday, May 06, 2021</p>", meta=meta)[1] == "2021-05-02"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<p>5 มีนาคม 2564 เวลา 14:22 น.</p>", "2021-03-05"),
        ("<p>جمعه ۱۵ اسفند ۱۳۹۹ - ۱۱:۵۲</p>", "2021-03-05"),
        ("<p>05.03.21, 14:22</p>", "2021-03-05"),
        ("<p><span data-timestamp='1614953320000'>3 years ago</span></p>", "2021-03-05"),
    ],
)
def test_other_years_and_moments_for_scripts(head: str, day: str):
    assert read(head, "de")[1] == day


def test_a_year_far_ahead_that_is_no_buddhist_one_is_no_date():
    assert find_dates("5 March 2890", 0, 12)[0] == []


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("fr/europe/20201209-terminal-ferme", "2020-12-09"),
        ("world/2021/mar/05/ferry-terminal", "2021-03-05"),
        ("c/2021-03-05/1234.htm", "2021-03-05"),
        ("news/article-20219999-x", None),
    ],
)
def test_the_day_in_an_address(path: str, day: str | None):
    assert read("", meta=f"<link rel='canonical' href='https://x.example/{path}'>")[1] == day


def test_a_byline_that_surely_signs_outweighs_a_stated_name_that_stands_nowhere():
    meta = "<meta name='author' content='Marlow Cornelius'>"
    assert read("<p class='author'>By Ann Lee</p>", meta=meta)[0] == ["Ann Lee"]
    assert read("<p>Harwick</p>", meta=meta)[0] == ["Marlow Cornelius"]


def test_names_in_one_line_beside_the_date():
    head = "<h5><a href='/a'>Tomas Whitby</a> and <a href='/b'>Ruth Adeyemi</a></h5><p>June 4, 2016</p>"
    assert read(head) == (["Tomas Whitby", "Ruth Adeyemi"], "2016-06-04")
    assert read("<p>کد خبر: ۸۲۳۴۵</p><p>June 4, 2016</p>")[0] == []
