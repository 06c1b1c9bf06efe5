"""Dates as pages print them, each with the place, the rule and the reason; never an invention.

Names of months and weekdays come from Unicode's CLDR by way of Babel, for all languages at once: a name that
means different months in different languages (listopad) is a date only where the language is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from archive.documents import ReadingWarning

#: Languages whose month names are read: those of the big news publishers, and of all public broadcasters met.
LANGUAGES = (
    "en de fr es pt it nl ru uk be bg mk sr sr_Latn bs hr sl cs sk pl hu ro sq el tr az kk fa ps ur ar ar_LB"
    " he hi bn mr ta te id ms sw ha am sv da nb fi et lv lt ca eu gl ga is ka hy zh ja ko vi th"
).split()


class Order(StrEnum):
    """What the first number of 05/07/2017 is."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at a place. `other` is the second reading of an ambiguous one ("05/07/2017")."""

    day: date
    start: int
    end: int
    how: str
    other: date | None = None
    #: The languages in which the month's name means this month; empty for numbers.
    languages: frozenset[str] = frozenset()


_WORD = r"[^\s\d,.،;:|()/]{2,20}"
#: One or two words; Arabic pages print both names, "30 يناير/ كانون الثاني 2024".
_MONTH = rf"(?:de\s|d['’])?{_WORD}(?:\s?/\s?{_WORD})?(?:\s(?!del?\s){_WORD})?"
_FORMS = re.compile(
    r"(?P<iso>(?<!\d)(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d))"
    r"|(?P<dots>(?<![\d./])(?P<ty>(?:19|20)\d\d)(?P<ts>[./])\s?(?P<tm>\d{1,2})(?P=ts)\s?(?P<td>\d{1,2})(?!\d))"
    r"|(?P<num>(?<![\d./-])(?P<n1>\d{1,2})(?P<sep>[./-])\s?(?P<n2>\d{1,2})(?P=sep)\s?(?P<n3>\d{4}|(?<=\.\d\d\.)\d\d(?![.:\d]))(?!\d))"
    r"|(?P<cjk>(?<!\d)(?P<cy>\d{4})\s?[年년]\s?(?P<cm>\d{1,2})\s?[月월]\s?(?P<cd>\d{1,2})\s?[日일号號])"
    r"|(?P<viet>(?<!\d)(?P<vd>\d{1,2})\s+tháng\s+(?P<vm>\d{1,2})(?:,|,?\s+năm)?\s+(?P<vy>\d{4})(?!\d))"
    r"|(?P<dmy>(?<!\d)(?P<dd>\d{1,2})(?:st|nd|rd|th|er|º|\.º|\.|-?го|η|ης)?,?\s+(?:of\s|ta\s|da\s)?"
    rf"(?P<dm>{_MONTH})\.?,?\s+(?:de\s|del\s)?(?P<dy>\d{{4}})(?:(?!\d)|(?=\d{{1,2}}:\d\d)))"
    r"|(?P<ymd>(?<!\d)(?P<yy>\d{4})(?:\.|\s+m\.|\.\s+gada)?\s+"
    rf"(?P<ym>{_WORD})\.?\s+(?P<yd>\d{{1,2}})(?!\d))"
    r"|(?P<mdy>"
    rf"(?P<mm>{_WORD})\.?\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<my>\d{{4}})(?:(?!\d)"
    rf"|(?=\d{{1,2}}:\d\d)))",
    re.IGNORECASE,
)
#: Spellings of newsrooms that CLDR has otherwise.
_SPELLINGS = (
    ("sept", 9, "en"),
    *((unicodedata.normalize("NFC", form), month, "bn") for form, month in (("জানুয়ারি", 1), ("ফেব্রুয়ারি", 2))),
    *((form, month, "hi") for form, month in (("सितम्बर", 9), ("अक्तूबर", 10), ("नवम्बर", 11), ("दिसम्बर", 12))),
)


_Days = dict[str, frozenset[int]]


@cache
def _calendar_names() -> tuple[dict[str, dict[int, frozenset[str]]], _Days, _Days]:
    """Month names → month → languages; weekday names → days (Monday 0), in full, and short ones too."""
    from babel import Locale  # noqa: PLC0415 - its data is read only where a page names a month

    months: dict[str, dict[int, set[str]]] = {}
    days: dict[str, set[int]] = {}
    short: dict[str, set[int]] = {}
    for code in LANGUAGES:
        locale = Locale.parse(code)
        language = code.partition("_")[0]
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    for form in _forms(name):
                        months.setdefault(form, {}).setdefault(number, set()).add(language)
                for number, name in locale.days[context][width].items():
                    bare = name.casefold().strip(".")
                    short.setdefault(bare, set()).add(number)
                    # "mar", "on", "to" mean a weekday somewhere and anything elsewhere.
                    if width == "wide" and (len(bare) > 3 or not bare.isascii()):
                        days.setdefault(bare, set()).add(number)
    for form, number, language in _SPELLINGS:
        months.setdefault(form, {}).setdefault(number, set()).add(language)
    return (
        {name: {n: frozenset(ls) for n, ls in found.items()} for name, found in months.items()},
        {name: frozenset(found) for name, found in days.items()},
        {name: frozenset(found) for name, found in short.items()},
    )


def _forms(name: str) -> Iterable[str]:
    bare = unicodedata.normalize("NFC", name).casefold().strip(". ")
    if len(bare) < 2 or bare.isdecimal():
        return
    yield bare
    for article in ("de ", "d’", "d'"):  # Catalan writes the article into its month names
        if bare.startswith(article):
            yield bare[len(article) :]


def month_number(name: str, language: str | None = None) -> tuple[int, frozenset[str]] | None:
    """The month that a word names, and in which languages; None where it names none, or several.

    >>> month_number("Januar")[0]
    1
    >>> month_number("listopad") is None  # October in Croatian, November in Polish and Czech
    True
    """
    table = _calendar_names()[0]
    bare = unicodedata.normalize("NFC", name.partition("/")[0]).casefold().strip(". ")
    found = table.get(bare)
    if found is None:
        for article in ("de ", "d’", "d'"):
            if bare.startswith(article):
                found = table.get(bare[len(article) :])
    if found is None:
        return None
    if language is not None and len(found) > 1:
        found = {number: languages for number, languages in found.items() if language in languages}
    if len(found) != 1:
        return None
    ((number, languages),) = found.items()
    return number, languages


def find_dates(
    text: str,
    start: int,
    end: int,
    *,
    order: Order | None = None,
    language: str | None = None,
) -> tuple[list[FoundDate], list[ReadingWarning]]:
    """All dates in a stretch of text, with warnings for those that cannot be.

    `order` settles numbers that could be read both ways; without it the second reading is kept in `other`.
    """
    found: list[FoundDate] = []
    warnings: list[ReadingWarning] = []
    place = start
    while match := _FORMS.search(text, place, end):
        read = _read(match, order, language)
        if read is None:
            # "Mai 30 2024 …": the month may begin later within what was matched.
            place = match.start() + 1
            if match["num"] or match["iso"]:
                warnings.append(
                    ReadingWarning("impossible-date", f"“{match[0]}” is no date.", match.start(), match.end())
                )
                place = match.end()
            continue
        found.append(read)
        place = read.end
    return found, warnings


def _read(match: re.Match[str], order: Order | None, language: str | None) -> FoundDate | None:
    if match["iso"]:
        return _found(match, "iso", _day(match["iy"], match["im"], match["id"]), "year, month, day (ISO)")
    if match["dots"]:  # Hungarian, Korean, Chinese pages
        return _found(match, "dots", _day(match["ty"], match["tm"], match["td"]), "year, month, day")
    if match["cjk"]:
        return _found(match, "cjk", _day(match["cy"], match["cm"], match["cd"]), "year, month, day")
    if match["viet"]:
        return _found(match, "viet", _day(match["vy"], match["vm"], match["vd"]), "day, month, year")
    if match["num"]:
        return _read_numbers(match, order)
    return _read_words(match, language)


def _found(match: re.Match[str], part: str, day: date | None, how: str) -> FoundDate | None:
    return None if day is None else FoundDate(day, match.start(part), match.end(part), how)


def _read_words(match: re.Match[str], language: str | None) -> FoundDate | None:
    for name, month, number, year in (
        ("dmy", "dm", "dd", "dy"),
        ("mdy", "mm", "md", "my"),
        ("ymd", "ym", "yd", "yy"),
    ):
        if match[name]:
            known = month_number(match[month], language)
            if known is None and name == "dmy" and " " in match[month].strip():
                known = month_number(match[month].split()[-1], language)
            if known is None:
                return None
            day = _day(match[year], str(known[0]), match[number])
            if day is None:
                return None
            return FoundDate(day, match.start(name), match.end(name), "month by name", languages=known[1])
    return None


def _read_numbers(match: re.Match[str], order: Order | None) -> FoundDate | None:
    first, second, year = match["n1"], match["n2"], match["n3"]
    if len(year) == 2:  # "18.03.23, 17:30 Uhr"
        year = ("20" if year < "70" else "19") + year
    day_first = _day(year, second, first)
    month_first = _day(year, first, second)
    start, end = match.span("num")
    if match["sep"] == ".":  # nobody writes 07.05.2017 month first
        return _found(match, "num", day_first, Order.DAY_FIRST)
    if day_first is None or month_first is None or day_first == month_first:
        day = day_first or month_first
        how = Order.DAY_FIRST if day_first else Order.MONTH_FIRST
        return _found(match, "num", day, how)
    if order is Order.MONTH_FIRST:
        return FoundDate(month_first, start, end, Order.MONTH_FIRST)
    if order is Order.DAY_FIRST:
        return FoundDate(day_first, start, end, Order.DAY_FIRST)
    return FoundDate(day_first, start, end, Order.DAY_FIRST, other=month_first)


def _day(year: str, month: str, day: str) -> date | None:
    """The day; a year of the Buddhist era, as Thai pages print it ("5 มีนาคม 2564"), is 543 ahead."""
    number = int(year)
    if 2443 <= number <= 2643:
        number -= 543
    try:
        read = date(number, int(month), int(day))
    except ValueError:
        return None
    return read if 1600 <= read.year <= 2199 else None


def is_ambiguous_month(word: str) -> bool:
    """Whether a word names one month in one language and another in another (listopad)."""
    return len(_calendar_names()[0].get(word.casefold().strip(". "), ())) > 1


def weekday_names(*, abbreviated: bool = False) -> dict[str, frozenset[int]]:
    """Weekday names of all languages → days (Monday 0)."""
    _, full, short = _calendar_names()
    return short if abbreviated else full


def weekdays_in(text: str) -> frozenset[int]:
    """The weekdays that words of a short text can mean (Monday 0)."""
    table = _calendar_names()[1]
    means: set[int] = set()
    for word in re.findall(r"[^\s\d,.،;:|()/]{3,20}", text[:200].casefold()):
        means |= table.get(word, frozenset())
    return frozenset(means)


#: Endings that a weekday takes after "on": "в пятницу", "w środę", "u sredu".
_ON_DAY = {"а": ("у",), "я": ("ю",), "a": ("ę", "u"), "e": ("i",)}


@cache
def weekday_forms(language: str, day: int) -> frozenset[str]:
    """The names of a weekday (Monday 0) in a language, in lower case, as they stand after "on" too."""
    from babel import Locale  # noqa: PLC0415 - its data is read only where it is needed

    locale = Locale.parse(language)
    names = {
        locale.days[context]["wide"][day].lower().replace("’", "'") for context in ("format", "stand-alone")
    }
    forms = set(names)
    for name in names:
        forms.update(name[:-1] + ending for ending in _ON_DAY.get(name[-1], ()))
        forms.add(name.removesuffix("-feira"))  # "na sexta"
    return frozenset(form for form in forms if " " not in form)
