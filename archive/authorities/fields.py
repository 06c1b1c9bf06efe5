"""Checked values out of the fields of a row: text, lists, objects, dates; anything else is a `BadRow`."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from archive.authorities.entries import NAME_FORMS, BadRow, NameForm

#: Longer than the longest official name; a longer one is a mistake of the export that made the file.
_LONGEST_NAME = 500
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_ACRONYM = re.compile(r"[A-Z0-9&/.-]{2,12}s?")


def text_of(value: Any, what: str, *, limit: int = _LONGEST_NAME) -> str:
    """The text of a field with its white space folded; "" for null or a missing field."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRow(f"{what} is {_kind_of(value)}, not text: write it in quotation marks")
    text = " ".join(value.split())
    if not text.isprintable() and any(unicodedata.category(c) in {"Cc", "Cs"} for c in text):
        raise BadRow(f"{what} holds control characters or half a surrogate pair: take them out")
    if len(text) > limit:
        raise BadRow(f"{what} has {len(text):,} characters, more than {limit:,}: shorten it")
    return text


def list_of(value: Any, what: str) -> list[Any]:
    """The list in a field, [] for null or a missing field."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadRow(f"{what} is {_kind_of(value)}, not a list: put it in square brackets")
    return value


def object_of(value: Any, what: str) -> Mapping[str, Any]:
    """The object in a field; it has to be one."""
    if not isinstance(value, dict):
        raise BadRow(f"{what} is {_kind_of(value)}, not an object: put it in curly brackets")
    return value


def date_of(value: Any, what: str) -> str:
    """An ISO date, also YYYY or YYYY-MM, "" for null; a time after it is cut off."""
    text = text_of(value, what)
    if not text:
        return ""
    day = text.partition("T")[0]
    found = _DATE.fullmatch(day)
    if found:
        year, month, day_of_month = (int(part) if part else None for part in found.groups())
        month_fits = month is None or 1 <= month <= 12
        if year and month_fits:
            last = calendar.monthrange(year, month)[1] if month else 31
            if day_of_month is None or 1 <= day_of_month <= last:
                return day
    raise BadRow(f"{what} {text[:40]!r} is no date: write it like 2017-07-05, 2017-07 or 2017")


def term_of(start: Any, end: Any) -> tuple[str, str]:
    """Start and end of a term, in order."""
    first, last = date_of(start, "start_date"), date_of(end, "end_date")
    shared = min(len(first), len(last))
    if shared and last[:shared] < first[:shared]:
        raise BadRow(f"the term ends ({last}) before it starts ({first}): correct one of the dates")
    return first, last


def language_of(value: Any) -> str:
    """A BCP 47 tag, "" where none is given."""
    text = text_of(value, "a language")
    if text in {"", "@none", "und"}:
        return ""
    if not _LANGUAGE.fullmatch(text):
        raise BadRow(f"{text[:40]!r} is no language tag: write it like de or pt-BR")
    return text


def form_of(note: str, text: str) -> str:
    """What a further name is: as its note says, else an acronym by its shape, else an alias."""
    word = note.casefold()
    if word in NAME_FORMS:
        return word
    if word in {"abbreviation", "initialism"}:
        return "acronym"
    # "NATO", "G20", "U.S.", "MEPs"
    signs = sum(c.isupper() or c.isdigit() for c in text)
    short = signs >= 2 and text[:1].isupper() and _ACRONYM.fullmatch(text)
    return "acronym" if short else "alias"


def without_repeats(name: str, language: str, forms: list[NameForm]) -> tuple[NameForm, ...]:
    """Each form once, the preferred name itself left out unless another language's label agrees with it."""
    kept: dict[tuple[str, str], NameForm] = {}
    for form in forms:
        same_language = form.language in {"", language}
        if not form.text or (form.text == name and same_language):
            continue
        kept.setdefault((form.text, form.language), form)
    return tuple(kept.values())


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    return "text" if isinstance(value, str) else "null"
