"""Dates as pages state them for machines: ISO in all its spoilt forms, mail dates, seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from archive.documents import DatePrecision, StatedDate
from archive.parsing.date_lines import state_date
from archive.parsing.dates import find_dates

_ISO = re.compile(
    r"(?P<y>\d{4})[-/.]?(?P<m>\d{2})[-/.]?(?P<d>\d{2})"
    r"(?:[T\s,]{1,3}(?P<H>\d{1,2})[:.h]?(?P<M>\d{2})(?:[:.]?(?P<S>\d{2}))?(?:[.,:]\d{1,9})?"
    r"\s?(?P<z>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?\Z")
_MAIL = re.compile(r"[A-Z][a-z]{2},?\s.{10,60}")
_SCRIPT = re.compile(
    r"[A-Z][a-z]{2}\s(?P<mon>[A-Z][a-z]{2})\s(?P<d>\d{1,2})\s(?:(?P<y>\d{4})\s)?(?P<t>\d{2}:\d{2}:\d{2})"
    r"\s(?:GMT|UTC|[A-Z]{3,4})?(?P<z>[+-]\d{4})?(?:\s(?P<y2>\d{4}))?"
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def read_moment(text: str, start: int, end: int, *, reason: str, rule: str) -> StatedDate | None:
    """The date that a value of metadata states; None for none, and for those no page can mean (1970)."""
    value = text[start:end].strip()[:120]
    stated = _iso(value) or _other(value)
    if stated is None:
        found, _warnings = find_dates(text, start, min(end, start + 120))
        certain = [one for one in found if one.other is None]
        if not certain or not 1990 <= certain[0].day.year <= 2100:
            return None
        read = state_date(text, certain[0], start, end, rule)
        return StatedDate(read.day, read.precision, reason, rule, start, end, read.instant, read.local_time)
    day, precision, instant, clock = stated
    if not 1990 <= day.year <= 2100:
        return None
    return StatedDate(day, precision, reason, rule, start, end, instant, clock)


_Read = tuple[date, DatePrecision, datetime | None, str | None]


def _iso(value: str) -> _Read | None:  # noqa: PLR0911 - each line is a form of its own
    match = _ISO.match(value)
    if match is None or (match.end() < len(value) and value[match.end()].isdigit()):
        return None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    if match["H"] is None:
        return day, DatePrecision.DAY, None, None
    hour, minute, second = int(match["H"]), int(match["M"]), int(match["S"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return day, DatePrecision.DAY, None, None
    precision = DatePrecision.SECOND if match["S"] else DatePrecision.MINUTE
    if match["z"] is None:
        if (hour, minute, second) == (0, 0, 0):  # a day, written as a moment by a program
            return day, DatePrecision.DAY, None, None
        clock = f"{hour:02}:{minute:02}" + (f":{second:02}" if match["S"] else "")
        return day, precision, None, clock
    zone = _zone(match["z"])
    return day, precision, datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone), None


def _zone(written: str) -> timezone:
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if shift >= timedelta(hours=15):
        return UTC
    return timezone(-shift if written[0] == "-" else shift)


def _other(value: str) -> _Read | None:
    if _EPOCH.match(value):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        return moment.date(), DatePrecision.SECOND, moment, None
    script = _SCRIPT.match(value)
    if script and script["mon"] in _MONTHS and (script["y"] or script["y2"]):
        year, month = script["y"] or script["y2"], _MONTHS.index(script["mon"]) + 1
        return _iso(f"{year}-{month:02}-{int(script['d']):02}T{script['t']}{script['z'] or 'Z'}")
    if _MAIL.match(value):
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        aware = moment.tzinfo is not None
        clock = None if aware else moment.strftime("%H:%M:%S")
        return moment.date(), DatePrecision.SECOND, moment if aware else None, clock
    return None
