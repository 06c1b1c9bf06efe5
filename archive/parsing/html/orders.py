"""Which way a page writes its dates: day or month first, short years, other calendars."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.documents import StatedDate
from archive.parsing.date_lines import DateLine, read_date_line, state_date
from archive.parsing.dates import FoundDate, Order, find_dates
from archive.parsing.dw_dates import other_calendar
from archive.parsing.html.page import Page

#: Where numbers are written month first.
_MONTH_FIRST = frozenset(("us", "ph"))
_ENGLISH_HOST = re.compile(r"\.(?:uk|ie|au|nz|in|za|pk|ng|ke|gh|lk|mt|sg)\Z")
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_SHORT_YEAR = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>[0-3]\d|9\d)(?![\d./-])"
)
#: As much of a page as is asked which way its other dates are written.
_MOST = 100_000


def order_of(page: Page) -> Order | None:
    """Whether 05/03/2021 is in March or in May: by the language and the country that the page states.

    English alone does not tell: then the page's other dates do ("03/17/2021"), where they agree.
    """
    stated = next((page.text[s.start : s.end] for _n, s in page.said("html:lang", "og:locale")), "")
    language, _dash, rest = stated.strip().lower().replace("_", "-").partition("-")
    region = rest.rpartition("-")[2]
    if language and language not in ("en", "fil", "tl"):
        return Order.DAY_FIRST
    if len(region) == 2 and region not in _MONTH_FIRST:
        return Order.DAY_FIRST
    for _name, span in page.said("canonical", "og:url", "ld:url"):
        host = page.text[span.start : span.end].partition("://")[2].partition("/")[0].lower()
        if _ENGLISH_HOST.search(host):
            return Order.DAY_FIRST
    seen = page.rows[-1].end if page.rows else 0
    orders = set()
    for match in _NUMBERS.finditer(page.text, 0, min(seen, _MOST)):
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second:
            orders.add(Order.DAY_FIRST)
        elif second > 12 >= first:
            orders.add(Order.MONTH_FIRST)
    if len(orders) == 1:
        return orders.pop()
    return Order.MONTH_FIRST if region in _MONTH_FIRST and not orders else None


def read_line(page: Page, start: int, end: int, rule: str, order: Order | None) -> DateLine | None:
    """What a stretch states that is nothing but dates, its numbers read the page's way."""
    line = read_date_line(page.text, start, end, rule=rule, order=order)
    if line is None and not page.text[start:end].isascii():
        # Clocks are no days of the month: "جمعه ۱۵ اسفند ۱۳۹۹ - ۱۱:۵۲".
        words = _CLOCK.sub(lambda clock: " " * len(clock[0]), page.text[start : min(end, start + 200)])
        day = other_calendar(words, 0, len(words), rule)
        # "الجمعة - 21 رجب 1442 هـ - 05 مارس 2021 مـ" has a date of ours as well
        if day is not None and not find_dates(page.text, start, end)[0] and end - start <= 80:
            return DateLine(replace(day, start=start + day.start, end=start + day.end))
    return line


def short_year(page: Page, start: int, end: int, rule: str, order: Order | None) -> StatedDate | None:
    """A date with two digits for its year, with a clock or alone: "08-01-19, 06:30", "05.03.21"."""
    if end - start > 80:
        return None
    match = _SHORT_YEAR.search(page.text, start, end)
    if match is None or (match["sep"] != "." and order is None):
        return None
    day, month = int(match["a"]), int(match["b"])
    if match["sep"] != "." and order is Order.MONTH_FIRST:
        day, month = month, day
    year = int(match["y"]) + (1900 if int(match["y"]) >= 90 else 2000)
    written = f"{year:04}-{month:02}-{day:02}"
    found, _warnings = find_dates(written, 0, len(written))
    if not found:
        return None
    one = FoundDate(found[0].day, match.start(), match.end(), "a year of two digits")
    return state_date(page.text, one, start, end, rule)
