"""Single parameters: what each may hold, and what is said where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.search import PER_PAGE

#: More values of one parameter than anyone chooses by hand.
MOST_VALUES = 25
_LONGEST_VALUE = 200
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


class SeveralField(forms.Field):
    """A parameter that may be given several times. Empty ones, as forms send them, are none."""

    widget = forms.SelectMultiple

    def __init__(self, *, pattern: re.Pattern[str] | None = None, cure: Any = "", **kwargs: Any) -> None:
        self.pattern = pattern
        self.cure = cure
        super().__init__(**kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(v for v in (value or ()) if v))
        if len(values) > MOST_VALUES:
            raise ValidationError(gettext("Give at most %(most)d values.") % {"most": MOST_VALUES})
        for one in values:
            # Anything else is let through: a section as printed may hold no-break spaces or direction marks.
            if len(one) > _LONGEST_VALUE or "\0" in one:
                raise ValidationError(gettext("Give at most 200 characters, none of them NUL."))
            if self.pattern and not self.pattern.fullmatch(one):
                raise ValidationError(self.cure)
        return values


class YearField(SeveralField):
    """Years as figures."""

    def clean(self, value: Any) -> tuple[Any, ...]:
        return tuple(int(year) for year in super().clean(value))


class SeveralFilter(django_filters.Filter):
    field_class = SeveralField


class YearFilter(django_filters.Filter):
    field_class = YearField


class WholeNumberFilter(django_filters.Filter):
    field_class = forms.IntegerField


def slugs() -> SeveralFilter:
    cure = _("Give the last part of the address of the record's page, such as “kurt-volker”.")
    return SeveralFilter(pattern=_SLUG, cure=cure)


def choice(values: Iterable[str]) -> django_filters.ChoiceFilter:
    choices = [(value, value) for value in values]
    cure = format_lazy(_("Choose one of: {values}."), values=", ".join(value for value, _label in choices))
    return django_filters.ChoiceFilter(choices=choices, error_messages={"invalid_choice": cure})


def whole(lowest: int, highest: int) -> WholeNumberFilter:
    cure = format_lazy(
        _("Give a whole number from {lowest} to {highest}."), lowest=lowest, highest=f"{highest:,}"
    )
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), cure)
    return WholeNumberFilter(min_value=lowest, max_value=highest, error_messages=messages)


def day() -> django_filters.DateFilter:
    cure = _("Give an existing day as year-month-day, such as 2017-11-09.")
    return django_filters.DateFilter(input_formats=["%Y-%m-%d"], error_messages={"invalid": cure})


def per_page() -> django_filters.ChoiceFilter:
    return choice(str(size) for size in PER_PAGE)


def words() -> django_filters.CharFilter:
    cure = format_lazy(_("Give at most {longest} characters."), longest=_LONGEST_VALUE)
    return django_filters.CharFilter(max_length=_LONGEST_VALUE, error_messages={"max_length": cure})
