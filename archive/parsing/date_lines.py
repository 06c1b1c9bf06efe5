"""Lines that state dates: published or updated, with time and zone, checked against the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from archive.documents import DatePrecision, ReadingWarning, StatedDate
from archive.parsing.buttons import is_reading_time, relative_time
from archive.parsing.dates import FoundDate, Order, find_dates, weekday_names, weekdays_in

_TIME = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})(?:[:h]|[時时点點]|시\s?|\.(?=\d\d\s?(?:uhr|h\b|klo"
    r"|kl\b|gmt|utc|bst|ce?st|cet|mez|e[sd]t)))(?P<m>\d{2})[分분]?(?::(?P<s>\d{2}))?(?:\.\d{1,6})?(?!\d)"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?\s?(?P<zone>Z\b|UTC\b"
    r"|GMT\b)?\s?(?P<offset>[+-](?:\d{2}:?\d{2}\b|\d{1,2}(?![\d:])))?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|modified|aktualisier|geändert|actuali[sz]|mis(?:e)? à jour|modifi|atualiza|aggiornat|bijgewerkt"
    r"|oppdatert|uppdaterad|opdateret|päivitetty|обновл|оновлен|изменен|ажурирано|aktuali[zs]|zaktualizow"
    r"|güncelle|frissít|actualizat|ενημ|تحديث|به‌روز|التحديث|अपडेट|更新|수정|cập nhật|diperbarui",
    re.IGNORECASE,
)
#: Words that stand in a date line beside dates, times and weekdays.
_BESIDE = re.compile(
    r"published|posted|updated?|last|modified|on|at|stand|vom|veröffentlicht|erstellt|aktualisiert"
    r"|zuletzt|geändert|am|um|uhr"
    r"|publié|publiée|publicado|publicada|publicat|pubblicato|gepubliceerd|le|el|la|las|à|às|a|alle|ore"
    r"|mis|jour"
    r"|mise|et|the|hs|hrs|est|edt|pst|pdt|bst|cet|cest|mez|mesz|ist|time|date|datum|fecha|data|día|de|em"
    r"|em:|às|h"
    r"|опубликовано|обновлено|дата|в|г|года|від|оновлено|yayınlanma|güncelleme|tarihi|son|julkaistu"
    r"|publicerad"
    r"|publisert|udgivet|kl|klo|opublikowano|dodano|zveřejněno|aktualizováno|actualizado|atualizado"
    r"|aggiornato"
    r"|发布|发布时间|更新|时间|公開|入力|수정|نشر|في|تاريخ|النشر|آخر|تحديث|lesedauer|minuten|min"
    r"|mins|minutes|read|reading"
    r"|lesezeit|lecture|lectura|leitura|tempo|di|lettura|de|d|m|gada",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publi|posted|veröffentlicht|erstellt|gepubliceerd|opublikowano|опубликовано|yayınlan|نشر|发布",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"\b[\w-]{2,40}\.[a-z]{2,4}\b")
_BRACKETED = re.compile(r"\([^()]{2,40}\)")
_LETTERS = re.compile(r"[^\W\d_]+")


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


def read_dated_line(
    text: str, start: int, end: int, *, rule: str, order: Order | None = None
) -> DateLine | None:
    """What a short line states that begins or ends with its date and says little else.

    "21.02.2024, 17.08 Uhr • aus DER WOCHE 9/2024", "New Delhi, 12 March 2024, 10:15 IST". Only for the lines
    around a headline: elsewhere a subheading may look like that.
    """
    if end - start > 90 or text[end - 1] in ".!?:" or not any(map(str.isdecimal, text[start:end])):
        return None
    found, warnings = find_dates(text, start, end, order=order)
    if len(found) != 1 or len(warnings) > 0:
        return None
    one = found[0]
    opening = _DOMAIN.sub(" ", text[start : one.start])  # "Koran.com - 09/04/2018, 21:33 WIB"
    before = [w for w in _LETTERS.findall(_TIME.sub(" ", opening)) if not _BESIDE.fullmatch(w)]
    after = [w for w in _LETTERS.findall(_TIME.sub(" ", text[one.end : end])) if not _BESIDE.fullmatch(w)]
    days = weekday_names(abbreviated=True)
    before = [w for w in before if w.casefold() not in days and not _UPDATED.search(w)]
    if text[one.end : one.end + 1] == ":" or len(before) > 3 or len(after) > 4 or (before and len(after) > 2):
        return None
    if any(w[0].islower() for w in before):
        return None
    settled, doubts = _settle(text, start, end, found)
    if settled[0].other is not None:
        return DateLine(warnings=tuple(doubts))
    stated = state_date(text, settled[0], start, end, rule)
    return DateLine(stated, None, tuple(doubts))


def says_when(text: str) -> bool:
    """Whether a line tells a time but no day: "Stand: 10:49 UhrLesedauer: 5 Minuten", "3 hours ago"."""
    if len(text) > 80 or not any(map(str.isdecimal, text)) or is_reading_time(text):
        return False
    ago = relative_time(text)
    rest = text[: ago[0]] + " " + text[ago[1] :] if ago else text
    bare = _TIME.sub(" ", rest)
    if ago is None and bare == text:
        return False
    words = _LETTERS.findall(re.sub(r"(?<=[a-zäöü])(?=[A-ZÄÖÜ])", " ", bare))
    days = weekday_names()
    plain = len(words) <= 8 and all(is_date_word(word) or word.casefold() in days for word in words)
    return plain and not any(find_dates(text, 0, len(text)))


def counts_time(text: str) -> bool:
    """Whether a short line is mostly numbers with a time among them, in any calendar.

    "تاریخ انتشار: ۹ خرداد ۱۴۰۲ - ۱۴:۳۰".
    """
    digits = sum(map(str.isdecimal, text)) if len(text) <= 60 else 0
    return digits > 2 and 4 * digits >= sum(map(str.isalpha, text)) and _TIME.search(text) is not None


def is_date_word(word: str) -> bool:
    """Whether a word belongs into lines of dates and is no name: "آخر", "Actualizado"."""
    return _BESIDE.fullmatch(word) is not None or _UPDATED.search(word) is not None


def says_only_dates(text: str) -> bool:
    """Whether a line has the words of a date line but no date: "Publié , mis à jour", "Actualizado"."""
    if len(text) > 60 or any(map(str.isdecimal, text)):
        return False
    words = _LETTERS.findall(text)
    return (
        0 < len(words) <= 6
        and (_UPDATED.search(text) is not None or _PUBLISHED.match(text) is not None)
        and all(_BESIDE.fullmatch(word) or _UPDATED.search(word) for word in words)
    )


def _is_date_line(text: str, start: int, end: int, found: list[FoundDate]) -> bool:
    """Whether hardly a word is left beside the dates."""
    rest: list[str] = []
    place = start
    for one in found:
        rest.append(text[place : one.start])
        place = one.end
    rest.append(text[place:end])
    days = weekday_names(abbreviated=True)
    if rest[0].strip(" ,.|-").casefold() in days:  # "Thứ ba, 16/1/2024": a weekday of two words
        rest[0] = ""
    bare = " ".join(rest)
    if (ago := relative_time(bare)) is not None:  # "November 8, 2023 5:41 PM Updated 3 hours ago"
        bare = bare[: ago[0]] + bare[ago[1] :]
    bare = _TIME.sub(" ", bare)
    if "(" in bare:  # "05:44 م (بتوقيت مكة المكرمة)", "09:12 (GMT+7)": the zone
        bare = _BRACKETED.sub(" ", bare)
    words = _LETTERS.findall(bare)
    strange = [
        w
        for w in words
        if not _BESIDE.fullmatch(w) and w.casefold().strip(".") not in days and not _UPDATED.search(w)
    ]
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
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        return timezone(sign * shift) if shift < timedelta(hours=15) else None
    return UTC if time["zone"] else None


def _trimmed_end(text: str, time: re.Match[str]) -> int:
    return time.start() + len(text[time.start() : time.end()].rstrip())
