"""Days as the newer design prints them: glued, in words of many languages, in other calendars."""

from __future__ import annotations

import pytest

from archive.parsing.dw_dates import is_relative, read_day_line

THE_DAY = "2024-01-30"


@pytest.mark.parametrize(
    "line",
    [
        "January 30, 2024January 30, 2024",
        "01/30/2024January 30, 2024",
        "30.01.202430. Januar 2024",
        "30/01/202430 de enero de 2024",
        "30/01/202430 janvier 2024",
        "30.01.202430 января 2024 г.",
        "30 stycznia 202430.01.2024",
        "30.1.2024.30. siječnja 2024.",
        "30 Ιανουαρίου 202430 Ιανουαρίου 2024",
        "2024/01/302024年1月30日",
        "2024年1月30日2024年1月30日",
        "30/01/2024३० जनवरी २०२४",
        "৩০ জানুয়ারি ২০২৪",
        # Marks of direction stand between the digits of Arabic pages.
        "٣٠\u200f/٠١\u200f/٢٠٢٤٣٠ يناير ٢٠٢٤",
        # The Iranian calendar on Persian, Dari and Pashto pages.
        "۱۴۰۲ بهمن ۱۰, سه‌شنبه",
        "۱۴۰۲/۱۱/۱۰۱۴۰۲ بهمن ۱۰, سه‌شنبه",
        "30.01.2024۱۰ دلو ۱۴۰۲",
        "1402/11/10",
        # The Ethiopian calendar on Amharic pages.
        "ማክሰኞ፣ ጥር 21 2016",
        "Talata, 30 Janairu 2024",
        "Jumanne, 30 Januari 2024",
    ],
)
def test_the_day_of_publication(line: str) -> None:
    read = read_day_line(line, 0, len(line), rule="test/1", english=True)
    assert read is not None
    assert read.published is not None
    assert read.published.day.isoformat() == THE_DAY
    assert any(map(str.isdecimal, line[read.published.start : read.published.end]))


def test_the_span_of_a_glued_day_is_the_days_own() -> None:
    line = "  30.01.202430. Januar 2024"
    read = read_day_line(line, 2, len(line), rule="test/1", english=False)
    assert read is not None
    assert read.published is not None
    assert line[read.published.start : read.published.end] == "30.01.2024"


@pytest.mark.parametrize(
    "line",
    [
        "PublishedMarch 8, 2024last updatedMarch 9, 2024",
        "Veröffentlicht 08.03.2024Veröffentlicht 8. März 2024zuletzt aktualisiert 9. März 2024",
        "Publicado 8 de marzo de 2024Última actualización 9 de marzo de 2024",
        "Опубликовано 8 марта 2024 г.Последнее обновление 9 марта 2024 г.",
        "Opublikowano 8 marca 2024Ostatnia aktualizacja 9 marca 2024",
    ],
)
def test_the_day_of_an_update_beside_it(line: str) -> None:
    read = read_day_line(line, 0, len(line), rule="test/1", english=False)
    assert read is not None
    days = tuple(stated and stated.day.isoformat() for stated in (read.published, read.updated))
    assert days == ("2024-03-08", "2024-03-09")


@pytest.mark.parametrize(
    ("line", "english", "day"),
    [("11/09/2017", True, "2017-11-09"), ("11/09/2017", False, "2017-09-11")],
)
def test_slashes_are_month_first_on_english_pages_only(line: str, english: bool, day: str) -> None:
    read = read_day_line(line, 0, len(line), rule="test/1", english=english)
    assert read is not None
    assert read.published is not None
    assert read.published.day.isoformat() == day


@pytest.mark.parametrize(
    ("line", "relative"),
    [
        ("3 hours ago", True),
        ("vor 3 Stunden", True),
        ("hace 3 horas", True),
        ("منذ 3 ساعات", True),
        ("3小时前", True),
        ("3 godziny temu", True),
        ("25 years ago", False),
        ("Vor 30 Jahren", False),
        ("Bridge closed in 2024", False),
        ("hours ago", False),
    ],
)
def test_times_that_name_no_day(line: str, relative: bool) -> None:
    assert is_relative(line) is relative
    assert read_day_line(line, 0, len(line), rule="test/1", english=True) is None


def test_a_sentence_with_a_day_is_no_line_of_the_head() -> None:
    line = "The bridge was closed for repairs on January 30, 2024, and nobody was told."
    assert read_day_line(line, 0, len(line), rule="test/1", english=True) is None
