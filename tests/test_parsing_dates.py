"""Dates as pages print them: the day, the place, the reason; what is unsure stays open."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from archive.documents import DatePrecision
from archive.parsing.date_lines import read_date_line, says_only_dates
from archive.parsing.dates import Order, find_dates, month_number


def read(line: str, **options):
    return read_date_line(line, 0, len(line), rule="test/1", **options)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("November 9, 2017", "2017-11-09"),
        ("Nov. 9, 2017", "2017-11-09"),
        ("9th of November 2017", "2017-11-09"),
        ("30. Januar 2024", "2024-01-30"),  # the number is no bullet
        ("30 de enero de 2024", "2024-01-30"),
        ("1er mars 2024", "2024-03-01"),
        ("30 gennaio 2024", "2024-01-30"),
        ("30 januari 2024", "2024-01-30"),
        ("30 января 2024 г.", "2024-01-30"),
        ("30 січня 2024", "2024-01-30"),
        ("30 stycznia 2024", "2024-01-30"),
        ("30. ledna 2024", "2024-01-30"),
        ("30 ianuarie 2024", "2024-01-30"),
        ("30 Ιανουαρίου 2024", "2024-01-30"),
        ("30 Ocak 2024", "2024-01-30"),
        ("2024. január 30.", "2024-01-30"),
        ("24 d'abril de 2023", "2023-04-24"),
        ("30 يناير 2024", "2024-01-30"),
        ("30 يناير/ كانون الثاني 2024", "2024-01-30"),  # both Arabic names of the month
        ("٣٠ يناير ٢٠٢٤", "2024-01-30"),
        ("३० जनवरी २०२४", "2024-01-30"),
        ("9 नवम्बर 2017", "2017-11-09"),
        ("30 জানুয়ারি ২০২৪", "2024-01-30"),
        ("30 Januari 2024", "2024-01-30"),
        ("2024年1月30日", "2024-01-30"),
        ("2024년 1월 30일", "2024-01-30"),
        ("30 tháng 1, 2024", "2024-01-30"),
        ("2024-01-30", "2024-01-30"),
    ],
)
def test_dates_are_read_in_many_languages(line, day):
    stated = read(line).published

    assert stated.day.isoformat() == day
    assert stated.precision is DatePrecision.DAY
    assert line[stated.start : stated.end].strip(". г") in line


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("Stand: 28. April 2023, 05:00 Uhr", "05:00"),
        ("April 28 2023, 3:54 p.m.", "15:54"),
        ("12 May 2020 12:05 am", "00:05"),
        ("28 avril 2023 à 15h30", "15:30"),
        ("28.04.2023 18.42 Uhr", "18:42"),
        ("2024年3月12日 18時42分", "18:42"),
        ("28 April 2023 05:00:30", "05:00:30"),
    ],
)
def test_a_time_without_a_zone_is_kept_as_printed(line, clock):
    stated = read(line).published

    assert stated.local_time == clock
    assert stated.instant is None
    assert stated.precision is (DatePrecision.MINUTE if len(clock) == 5 else DatePrecision.SECOND)


@pytest.mark.parametrize(
    ("line", "offset"),
    [
        ("2024-01-30T12:00:00+01:00", 1),
        ("2024-01-30 12:00:00Z", 0),
        ("30 January 2024 12:00:00 GMT", 0),
        ("30 January 2024 12:00:00 -05:00", -5),
    ],
)
def test_a_stated_zone_gives_the_instant_with_that_offset(line, offset):
    stated = read(line).published

    assert stated.instant == datetime(2024, 1, 30, 12, tzinfo=timezone(timedelta(hours=offset)))
    assert stated.instant.utcoffset() == timedelta(hours=offset)
    assert stated.local_time is None


def test_numbers_with_full_stops_are_day_first():
    stated = read("05.07.2017").published
    assert (stated.day, stated.reason) == (date(2017, 7, 5), "day first")


@pytest.mark.parametrize(
    ("line", "order", "day"),
    [
        ("05/07/2017", Order.DAY_FIRST, date(2017, 7, 5)),
        ("05/07/2017", Order.MONTH_FIRST, date(2017, 5, 7)),
        ("30/01/2024", Order.MONTH_FIRST, date(2024, 1, 30)),  # no month has the number 30
        ("Wednesday 05/07/2017", None, date(2017, 7, 5)),
        ("Sunday 05/07/2017", None, date(2017, 5, 7)),
        ("11/09/2017November 9, 2017", None, date(2017, 11, 9)),  # two forms, glued
        ("07/07/2017", None, date(2017, 7, 7)),
    ],
)
def test_slashes_are_settled_by_layout_by_the_words_beside_them_or_by_the_calendar(line, order, day):
    assert read(line, order=order).published.day == day


def test_an_ambiguous_date_is_left_open_with_both_readings_named():
    line = read("05/07/2017")

    assert line.published is None
    assert [warning.code for warning in line.warnings] == ["ambiguous-date"]
    assert "2017-07-05" in line.warnings[0].message
    assert "2017-05-07" in line.warnings[0].message


def test_an_impossible_date_is_a_warning_never_a_guess():
    line = read("31.02.2024")
    assert line.published is None
    assert [warning.code for warning in line.warnings] == ["impossible-date"]


def test_a_weekday_that_contradicts_is_a_warning_not_a_correction():
    line = read("Friday, November 9, 2017")

    assert line.published.day == date(2017, 11, 9)
    assert [warning.code for warning in line.warnings] == ["weekday-contradicts"]
    assert read("Thursday, November 9, 2017").warnings == ()


def test_dates_of_publication_and_update_are_told_apart():
    line = read("Published 01/30/2024Published January 30, 2024last updated January 31, 2024")
    assert (line.published.day, line.updated.day) == (date(2024, 1, 30), date(2024, 1, 31))

    only = read("Updated: May 3, 2022 at 10:15 AM")
    assert only.published.day == only.updated.day == date(2022, 5, 3)
    assert "only a date of update" in only.published.reason
    assert [warning.code for warning in only.warnings] == ["date-of-update"]


@pytest.mark.parametrize(
    "line",
    [
        "Oct. 9, 11, 1981: The Rolling Stones (Prince gets booed off the stage).",
        "In July 2017 the two met on 5 July 2017 in Hamburg",
        "May 2024",  # no day
        "yesterday",
        "Stand: 10:49 Uhr",
        "In May 12 2020 voters came",
        "Putin and Trump's first meeting came in Hamburg in July 2017",
    ],
)
def test_a_sentence_with_a_date_in_it_is_no_date_line(line):
    assert read(line) is None


def test_a_month_name_that_two_languages_use_differently_needs_the_language():
    assert month_number("listopada") is None
    assert month_number("listopada", "pl")[0] == 11
    assert month_number("listopada", "hr")[0] == 10
    assert read("23 listopada 2023") is None
    assert read("23 listopada 2023", language="pl").published.day == date(2023, 11, 23)


def test_a_name_is_no_month():
    found, _ = find_dates("Theresa May 2017 was in 3 May 2016 office", 0, 41)
    assert [one.day for one in found] == [date(2016, 5, 3)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Publié , mis à jour", True),
        ("Actualizado", True),
        ("Updated on", True),
        ("Update on Ukraine", False),
        ("Updated 3 May", False),
    ],
)
def test_a_date_line_that_lost_its_dates_is_known(line, expected):
    assert says_only_dates(line) is expected
