"""Dates, languages and bars as readers see them: never finer than what was stated."""

from datetime import date

import pytest

from archive.templatetags.pages import day, share, stated, web_address, year_bars
from archive.wording import language_name


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2014", "2014"),
        ("2014-05", "May_2014"),
        ("2017-11-09", "9_November_2017"),
        ("2017-11-09T10:49", "9_November_2017, 10:49"),
        ("2017-11-09T10:49:05", "9_November_2017, 10:49:05"),
        ("2017-11-09T10:49+01:00", "9_November_2017, 10:49_(UTC+01:00)"),
        ("2017-02-30", "2017-02-30"),  # what is no date is shown as it is
        ("about 1900", "about 1900"),
        ("", ""),
    ],
)
def test_date_is_told_as_finely_as_it_is_stated(value, words):
    assert stated(value).replace("\u00a0", "_") == words


def test_day_stays_on_one_line():
    assert " " not in day(date(2017, 11, 9))
    assert day(None) == ""


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en", "English"), ("pt-BR", "Portuguese (Brazil)"), ("zz-zz", "zz-zz"), ("<b>", "<b>"), ("", "")],
)
def test_language_has_its_name_or_its_tag(tag, name):
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("count", "most", "width"), [(0, 10, 0), (1, 1000, 1), (5, 10, 50), (10, 10, 100), (0, 0, 0)]
)
def test_bar_is_the_share_of_the_greatest(count, most, width):
    assert share(count, most) == width


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://www.dw.com/en/a-1", True),
        ("HTTP://dw.com", True),
        ("javascript:alert(1)//https://", False),
        ("data:text/html,x", False),
        (" https://dw.com", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(url, leads):
    assert bool(web_address(url)) is leads


def test_years_keep_their_places_and_heights():
    drawn = year_bars([(2015, 1, "a"), (2017, 4, "b")], "Articles by year", "/articles/")
    first, last = drawn["bars"]
    assert (first["height"], last["height"]) == (25, 100)
    slot = 800 / 3
    assert float(first["x"]) < slot
    assert float(last["x"]) > 2 * slot  # 2016 has no article and keeps its place
    assert list(drawn["scale"]) == [2015, 2016, 2017]


@pytest.mark.parametrize("years", [[], [(1, 1, "q")], [(1, 1, "q"), (9999, 5, "q")]])
def test_any_span_of_years_can_be_drawn(years):
    drawn = year_bars(years, "Articles by year", "/articles/")
    assert all(0 <= float(bar["x"]) <= 800 for bar in drawn["bars"])
    assert len(drawn["bars"]) == len(years)
