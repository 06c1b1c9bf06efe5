"""Days as Deutsche Welle's newer design prints them, in all its languages.

The page prints a day twice, once for the eye and once in words for screen readers, and a capture glues the
two: "30.01.202430. Januar 2024", "11/09/2017November 9, 2017". The Persian, Dari and Pashto pages print the
Iranian calendar ("۱۴۰۲ بهمن ۱۰, سه‌شنبه"), the Amharic ones the Ethiopian ("ማክሰኞ፣ ጥር 21 2016").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import cache

from archive.documents import DatePrecision, StatedDate
from archive.parsing.date_lines import DateLine, read_date_line
from archive.parsing.dates import Order
from archive.parsing.dw_labels import labels, pattern
from archive.parsing.dw_lines import ends_text

#: Digits of two dates in one: "30.01.2024" and "30. Januar 2024", "2024/01/30" and "2024年1月30日".
_RUN = re.compile(r"(?<!\d)\d{5,6}(?!\d)")
_MARKS = "\u200e\u200f"
_IRANIAN_MONTHS = (
    "فروردین حمل وری", "اردیبهشت ثور غویی", "خرداد جوزا غبرګولی", "تیر سرطان چنګاښ", "مرداد اسد زمری",
    "شهریور سنبله وږی", "مهر میزان تله", "آبان عقرب لړم", "آذر قوس لیندۍ", "دی جدی مرغومی",
    "بهمن دلو سلواغه", "اسفند حوت کب",
)  # fmt: skip
_ETHIOPIAN_MONTHS = (
    "መስከረም", "ጥቅምት", "ኅዳር ህዳር ሕዳር", "ታኅሣሥ ታህሳስ ታኅሳስ ታሕሳስ", "ጥር", "የካቲት", "መጋቢት", "ሚያዝያ ሚያዚያ",
    "ግንቦት", "ሰኔ", "ሐምሌ ሀምሌ", "ነሐሴ ነሀሴ", "ጳጉሜን ጳጉሜ ጳጉሜነ",
)  # fmt: skip
_IRANIAN_NUMBERS = re.compile(r"(?<!\d)(\d{4})[/.-](\d{1,2})[/.-](\d{1,2}?)(?=\d{4}(?!\d)|(?!\d))")
#: "vor 3 Stunden", "2 hours ago": a time that only the capture's own time would make a day.
_SINCE = re.compile(rf"(?<![^\W\d])(?:{pattern(labels('ago'))})(?!\w)", re.IGNORECASE)
_SINCE_IN_CHINESE = re.compile("\\d\\s?(?:小时|小時|分钟|分鐘)前")
_SAID = re.compile(pattern(labels("said")), re.IGNORECASE)
_UPDATED = re.compile(pattern(labels("updated")), re.IGNORECASE)


def read_day_line(text: str, start: int, end: int, *, rule: str, english: bool) -> DateLine | None:
    """What a line of the head states of dates; None where it is no such line.

    `english` settles "11/09/2017": month first on English pages, day first on all others.
    """
    if end - start > 160 or not any(map(str.isdecimal, text[start:end])):
        return None
    foreign = other_calendar(text, start, end, rule)
    if foreign is not None:
        return DateLine(published=foreign)
    order = (Order.MONTH_FIRST if english else Order.DAY_FIRST) if "/" in text[start:end] else None
    apart = _set_apart(text[start:end])
    if apart is None:
        return read_date_line(text, start, end, rule=rule, order=order)
    line, places = apart
    read = read_date_line(line, 0, len(line), rule=rule, order=order)
    if read is None:
        return None
    return DateLine(
        _moved(read.published, start, places),
        _moved(read.updated, start, places),
        tuple(
            replace(doubt, start=start + places[doubt.start], end=start + places[doubt.end - 1] + 1)
            for doubt in read.warnings
            if doubt.start is not None and doubt.end is not None
        ),
    )


def _set_apart(line: str) -> tuple[str, list[int]] | None:
    """A line whose glued dates stand apart, marks of direction left out, and where each character came from.

    "Published" is left out too, and "last updated" said in English: the words are the house's own. None where
    there is nothing to do.
    """
    said = _SAID.sub(lambda found: " " * len(found[0]), _UPDATED.sub(_plainly_updated, line))
    splits = {place for run in _RUN.finditer(line) if (place := _split(run)) is not None}
    if not splits and said == line and not any(mark in line for mark in _MARKS):
        return None
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(said):
        if place in splits:
            letters.append(" ")
            places.append(place)
        if letter not in _MARKS:
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _plainly_updated(found: re.Match[str]) -> str:
    return "updated".ljust(len(found[0])) if len(found[0]) >= len("updated") else found[0]


def _split(run: re.Match[str]) -> int | None:
    """Where a year ends and a day begins, or the other way about."""
    digits = run[0]
    if 1900 <= int(digits[:4]) <= 2100 and 1 <= int(digits[4:]) <= 31:
        return run.start() + 4
    if 1900 <= int(digits[-4:]) <= 2100 and 1 <= int(digits[:-4]) <= 31:
        return run.end() - 4
    return None


def _moved(stated: StatedDate | None, start: int, places: list[int]) -> StatedDate | None:
    if stated is None:
        return None
    return replace(stated, start=start + places[stated.start], end=start + places[stated.end - 1] + 1)


def is_relative(line: str) -> bool:
    """Whether a line says only how long ago something was: "vor 3 Stunden", but not "vor 30 Jahren"."""
    if len(line) > 40 or not any(map(str.isdecimal, line)) or ends_text(line):
        return False
    return len(set(_SINCE.findall(line))) >= 2 or _SINCE_IN_CHINESE.search(line) is not None


def other_calendar(text: str, start: int, end: int, rule: str) -> StatedDate | None:
    """The day that a line prints in the Iranian or the Ethiopian calendar: "جمعه ۱۵ اسفند ۱۳۹۹"."""
    line = text[start:end]
    numbers = _IRANIAN_NUMBERS.search(line)
    if numbers and 1300 <= int(numbers[1]) <= 1500:
        day = _iranian(int(numbers[1]), int(numbers[2]), int(numbers[3]))
        if day is not None:
            return _stated(day, start + numbers.start(), start + numbers.end(), "Iranian calendar", rule)
    if line.isascii():
        return None
    words = _month_words()
    for word in words.finditer(unicodedata.normalize("NFC", line)) if len(line) <= 80 else ():
        calendar, month = _months()[word[0]]
        around = list(re.finditer(r"\d{1,4}", line))
        years = [int(number[0]) for number in around if len(number[0]) == 4]
        days = [int(number[0]) for number in around if len(number[0]) <= 2]
        if len(years) != 1 or len(days) != 1:
            return None
        day = (_iranian if calendar == "Iranian" else _ethiopian)(years[0], month, days[0])
        if day is None:
            return None
        place = min(word.start(), *(n.start() for n in around))
        last = max(word.end(), *(n.end() for n in around))
        return _stated(day, start + place, start + min(last, len(line)), f"{calendar} calendar", rule)
    return None


def _stated(day: date, start: int, end: int, how: str, rule: str) -> StatedDate:
    return StatedDate(day, DatePrecision.DAY, how, rule, start, end)


@cache
def _months() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for calendar, names in (("Iranian", _IRANIAN_MONTHS), ("Ethiopian", _ETHIOPIAN_MONTHS)):
        for number, forms in enumerate(names, 1):
            for form in forms.split():
                table[unicodedata.normalize("NFC", form)] = (calendar, number)
    return table


@cache
def _month_words() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w\u200c])(?:{pattern(sorted(_months(), key=len, reverse=True))})(?![\w\u200c])"
    )


def _iranian(year: int, month: int, day: int) -> date | None:
    """A day of the Iranian calendar, by its cycle of 33 years, which holds from 1800 to 2256.

    >>> _iranian(1402, 11, 10)
    datetime.date(2024, 1, 30)
    """
    if not (1200 <= year <= 1600 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    past = year + 1595
    days = -355668 + 365 * past + past // 33 * 8 + (past % 33 + 3) // 4 + day
    days += (month - 1) * 31 if month < 7 else (month - 7) * 30 + 186
    return date.fromordinal(days - 365)


def _ethiopian(year: int, month: int, day: int) -> date | None:
    """A day of the Ethiopian calendar: twelve months of thirty days, and what is left.

    >>> _ethiopian(2016, 5, 21)
    datetime.date(2024, 1, 30)
    """
    if not (1900 <= year <= 2100 and 1 <= month <= 13 and 1 <= day <= 30):
        return None
    return date.fromordinal(2796 + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)
