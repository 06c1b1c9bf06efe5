"""Dates as pages print them, each with the place, the rule and the reason; never an invention.

Names of months and weekdays come from Unicode's CLDR by way of Babel, for all languages at once: a name that
means different months in different languages (listopad) is a date only where the language is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from functools import cache

from archive.documents import DatePrecision, ReadingWarning, StatedDate

#: Languages whose month names are read: those of the big news publishers, and of all public broadcasters met.
LANGUAGES = (
    "en de fr es pt it nl ru uk be bg mk sr sr_Latn bs hr sl cs sk pl hu ro sq el tr az kk fa ps ur ar ar_LB he"
    " hi bn mr ta te id ms sw ha am sv da nb fi et lv lt ca eu gl ga is ka hy zh ja ko vi th"
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
    r"|(?P<num>(?<![\d./-])(?P<n1>\d{1,2})(?P<sep>[./-])\s?(?P<n2>\d{1,2})(?P=sep)\s?(?P<n3>\d{4})(?!\d))"
    r"|(?P<cjk>(?<!\d)(?P<cy>\d{4})\s?[年년]\s?(?P<cm>\d{1,2})\s?[月월]\s?(?P<cd>\d{1,2})\s?[日일号號])"
    r"|(?P<viet>(?<!\d)(?P<vd>\d{1,2})\s+tháng\s+(?P<vm>\d{1,2})(?:,|,?\s+năm)?\s+(?P<vy>\d{4})(?!\d))"
    r"|(?P<dmy>(?<!\d)(?P<dd>\d{1,2})(?:st|nd|rd|th|er|º|\.º|\.|-?го|η|ης)?,?\s+(?:of\s|ta\s|da\s)?"
    rf"(?P<dm>{_MONTH})\.?,?\s+(?:de\s|del\s)?(?P<dy>\d{{4}})(?!\d))"
    r"|(?P<ymd>(?<!\d)(?P<yy>\d{4})(?:\.|\s+m\.|\.\s+gada)?\s+"
    rf"(?P<ym>{_WORD})\.?\s+(?P<yd>\d{{1,2}})(?!\d))"
    r"|(?P<mdy>"
    rf"(?P<mm>{_WORD})\.?\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<my>\d{{4}})(?!\d))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})(?:[:h]|\.(?=\d\d\s?(?:uhr|h\b|klo|kl\b)))(?P<m>\d{2})(?::(?P<s>\d{2}))?(?:\.\d{1,6})?(?!\d)"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?\s?(?P<zone>Z\b|UTC\b|GMT\b)?\s?(?P<offset>[+-]\d{2}:?\d{2}\b)?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|modified|aktualisier|geändert|actuali[sz]|mis(?:e)? à jour|modifi|atualiza|aggiornat|bijgewerkt"
    r"|oppdatert|uppdaterad|opdateret|päivitetty|обновл|оновлен|изменен|ажурирано|aktuali[zs]|zaktualizow"
    r"|güncelle|frissít|actualizat|ενημ|تحديث|به‌روز|अपडेट|更新|수정|cập nhật|diperbarui",
    re.IGNORECASE,
)
#: Words that stand in a date line beside dates, times and weekdays.
_BESIDE = re.compile(
    r"published|posted|updated?|last|modified|on|at|stand|vom|veröffentlicht|erstellt|aktualisiert|zuletzt|geändert|am|um|uhr"
    r"|publié|publiée|publicado|publicada|publicat|pubblicato|gepubliceerd|le|el|la|las|à|às|a|alle|ore|mis|jour"
    r"|mise|et|the|hs|hrs|est|edt|pst|pdt|bst|cet|cest|mez|mesz|ist|time|date|datum|fecha|data|día|de|em|em:|às|h"
    r"|опубликовано|обновлено|дата|в|г|года|від|оновлено|yayınlanma|güncelleme|tarihi|son|julkaistu|publicerad"
    r"|publisert|udgivet|kl|klo|opublikowano|dodano|zveřejněno|aktualizováno|actualizado|atualizado|aggiornato"
    r"|发布|发布时间|更新|时间|公開|入力|수정|نشر|في|تاريخ|النشر|آخر|تحديث|lesedauer|minuten|min|mins|minutes|read|reading"
    r"|lesezeit|lecture|lectura|leitura|tempo|di|lettura|de|d|m|gada",
    re.IGNORECASE,
)
#: Spellings of newsrooms that CLDR has otherwise.
_SPELLINGS = (("sept", 9, "en"), *((unicodedata.normalize("NFC", f), n, "bn") for f, n in (("জানুয়ারি", 1), ("ফেব্রুয়ারি", 2))))
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _calendar_names() -> tuple[dict[str, dict[int, frozenset[str]]], dict[str, frozenset[int]]]:
    """Month names → month → languages, and weekday names → days (Monday 0)."""
    from babel import Locale  # noqa: PLC0415 - its data is read only where a page names a month

    months: dict[str, dict[int, set[str]]] = {}
    days: dict[str, set[int]] = {}
    for code in LANGUAGES:
        locale = Locale.parse(code)
        language = code.partition("_")[0]
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    for form in _forms(name):
                        months.setdefault(form, {}).setdefault(number, set()).add(language)
            for number, name in locale.days[context]["wide"].items():
                if len(name) > 3 or not name.isascii():
                    days.setdefault(name.casefold(), set()).add(number)
    for form, number, language in _SPELLINGS:
        months.setdefault(form, {}).setdefault(number, set()).add(language)
    return (
        {name: {n: frozenset(ls) for n, ls in found.items()} for name, found in months.items()},
        {name: frozenset(found) for name, found in days.items()},
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
    kind = match.lastgroup or ""
    if match["iso"]:
        day = _day(match["iy"], match["im"], match["id"])
        return day and FoundDate(day, *match.span("iso"), "year, month, day (ISO)")
    if match["cjk"]:
        day = _day(match["cy"], match["cm"], match["cd"])
        return day and FoundDate(day, *match.span("cjk"), "year, month, day")
    if match["viet"]:
        day = _day(match["vy"], match["vm"], match["vd"])
        return day and FoundDate(day, *match.span("viet"), "day, month, year")
    if match["num"]:
        return _read_numbers(match, order)
    for name, month, number, year in (
        ("dmy", "dm", "dd", "dy"),
        ("mdy", "mm", "md", "my"),
        ("ymd", "ym", "yd", "yy"),
    ):
        if match[name]:
            known = month_number(match[month], language)
            if known is None and kind == "dmy" and " " in match[month].strip():
                known = month_number(match[month].split()[-1], language)
            if known is None:
                return None
            day = _day(match[year], str(known[0]), match[number])
            return day and FoundDate(day, *match.span(name), "month by name", languages=known[1])
    return None


def _read_numbers(match: re.Match[str], order: Order | None) -> FoundDate | None:
    first, second, year = match["n1"], match["n2"], match["n3"]
    day_first = _day(year, second, first)
    month_first = _day(year, first, second)
    span = match.span("num")
    if match["sep"] == ".":  # nobody writes 07.05.2017 month first
        return day_first and FoundDate(day_first, *span, Order.DAY_FIRST)
    if day_first is None or month_first is None or day_first == month_first:
        day = day_first or month_first
        how = Order.DAY_FIRST if day_first else Order.MONTH_FIRST
        return day and FoundDate(day, *span, how)
    if order is Order.MONTH_FIRST:
        return FoundDate(month_first, *span, Order.MONTH_FIRST)
    if order is Order.DAY_FIRST:
        return FoundDate(day_first, *span, Order.DAY_FIRST)
    return FoundDate(day_first, *span, Order.DAY_FIRST, other=month_first)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return read if 1600 <= read.year <= 2199 else None


def is_ambiguous_month(word: str) -> bool:
    """Whether a word names one month in one language and another in another (listopad)."""
    return len(_calendar_names()[0].get(word.casefold().strip(". "), ())) > 1


def weekdays_in(text: str) -> frozenset[int]:
    """The weekdays that words of a short text can mean (Monday 0)."""
    table = _calendar_names()[1]
    means: set[int] = set()
    for word in re.findall(r"[^\s\d,.،;:|()/]{3,20}", text[:200].casefold()):
        means |= table.get(word, frozenset())
    return frozenset(means)


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line made of dates states."""

    published: StatedDate | None = None
    updated: StatedDate | None = None
    warnings: tuple[ReadingWarning, ...] = ()


def read_date_line(
    text: str, start: int, end: int, *, rule: str, order: Order | None = None, language: str | None = None
) -> DateLine | None:
    """What a line states that is nothing but dates, times, weekdays and words such as "published".

    None where the line is something else, a sentence with a date in it above all.
    """
    if end - start > 160 or not any(map(str.isdecimal, text[start:end])):
        return None
    found, warnings = find_dates(text, start, end, order=order, language=language)
    if not found and warnings and end - start <= 30:  # a line of its own that is no possible date
        return DateLine(warnings=tuple(warnings))
    if not found or not _is_date_line(text, start, end, found):
        return None
    found, doubts = _settle(text, start, end, found)
    warnings += doubts
    published: StatedDate | None = None
    updated: StatedDate | None = None
    before = start
    for index, one in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else end
        if one.other is not None:
            before = one.end
            continue
        stated = state_date(text, one, start if index == 0 else one.end, following, rule)
        if _UPDATED.search(text, before, one.start):
            updated = updated or stated
        else:
            published = published or stated
        before = one.end
    if published is None and updated is not None:
        published = replace(updated, reason=f"{updated.reason}; only a date of update is printed")
        warnings.append(
            ReadingWarning(
                "date-of-update",
                "Only the date of an update is printed; the article may be older.",
                updated.start,
                updated.end,
            )
        )
    return DateLine(published, updated, tuple(warnings))


def says_only_dates(text: str) -> bool:
    """Whether a line has the words of a date line but no date: "Publié , mis à jour", "Actualizado"."""
    if len(text) > 60 or any(map(str.isdecimal, text)):
        return False
    words = _LETTERS.findall(text)
    return 0 < len(words) <= 6 and _UPDATED.search(text) is not None and all(
        _BESIDE.fullmatch(word) or _UPDATED.search(word) for word in words
    )


def _is_date_line(text: str, start: int, end: int, found: list[FoundDate]) -> bool:
    """Whether hardly a word is left beside the dates."""
    rest: list[str] = []
    place = start
    for one in found:
        rest.append(text[place : one.start])
        place = one.end
    rest.append(text[place:end])
    days = _calendar_names()[1]
    words = [w for w in _LETTERS.findall(_TIME.sub(" ", " ".join(rest)))]
    strange = [w for w in words if not _BESIDE.fullmatch(w) and w.casefold() not in days and not _UPDATED.search(w)]
    return len(strange) <= 1 and len(words) <= 12


def _settle(
    text: str, start: int, end: int, found: list[FoundDate]
) -> tuple[list[FoundDate], list[ReadingWarning]]:
    """Settle numbers that can be read both ways: by a weekday beside them, or the same date in words.

    A weekday that contradicts is worth a warning, not a correction.
    """
    warnings: list[ReadingWarning] = []
    rest = text[start:end]
    weekdays = weekdays_in(rest) if len(found) == 1 or any(one.other for one in found) else frozenset()
    certain = {one.day for one in found if one.other is None}
    settled: list[FoundDate] = []
    for one in found:
        chosen = one
        if one.other is not None:
            fits = [d for d in (one.day, one.other) if d in certain or d.weekday() in weekdays]
            if len(fits) == 1:
                how = Order.DAY_FIRST if fits[0] == one.day else Order.MONTH_FIRST
                chosen = replace(one, day=fits[0], other=None, how=f"{how}, as the words beside it show")
            else:
                warnings.append(
                    ReadingWarning(
                        "ambiguous-date",
                        f"“{text[one.start : one.end]}” may be {one.day} or {one.other}; left open.",
                        one.start,
                        one.end,
                    )
                )
        elif weekdays and one.day.weekday() not in weekdays:
            warnings.append(
                ReadingWarning(
                    "weekday-contradicts",
                    f"{one.day} is a {one.day:%A}; the weekday printed beside it is another.",
                    one.start,
                    one.end,
                )
            )
        settled.append(chosen)
    return settled, warnings


def state_date(text: str, one: FoundDate, before: int, following: int, rule: str) -> StatedDate:
    """A found date with the time that stands beside it, before the next date."""
    time = _TIME.search(text, one.end, following) or _TIME.search(text, before, one.start)
    stated = StatedDate(
        day=one.day,
        precision=DatePrecision.DAY,
        reason=str(one.how),
        rule=rule,
        start=one.start,
        end=one.end,
    )
    if time is None:
        return stated
    hour, minute = int(time["h"]), int(time["m"])
    second = int(time["s"]) if time["s"] else None
    if time["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if time["half"][0] in "pP" else 0)
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return stated
    clock = f"{hour:02}:{minute:02}" + (f":{second:02}" if second is not None else "")
    zone = _zone(time)
    instant = None
    if zone is not None:
        instant = datetime(one.day.year, one.day.month, one.day.day, hour, minute, second or 0, tzinfo=zone)
    return replace(
        stated,
        precision=DatePrecision.MINUTE if second is None else DatePrecision.SECOND,
        start=min(one.start, time.start()),
        end=max(one.end, _trimmed_end(text, time)),
        instant=instant,
        local_time=None if instant is not None else clock,
    )


def _zone(time: re.Match[str]) -> timezone | None:
    if time["offset"]:
        sign = -1 if time["offset"][0] == "-" else 1
        digits = time["offset"][1:].replace(":", "")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return timezone(sign * shift) if shift < timedelta(hours=15) else None
    return timezone.utc if time["zone"] else None


def _trimmed_end(text: str, time: re.Match[str]) -> int:
    return time.start() + len(text[time.start() : time.end()].rstrip())
