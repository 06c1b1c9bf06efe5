"""The present selection in words: a sentence with the count, and a chip for each choice to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import methodcaller
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.documents import EntityKind
from archive.search import ENTITY_KINDS, ArticleQuery, Match, Picks, RecordQuery
from archive.wording import DAY, language_name

KIND_LABELS = {
    EntityKind.PERSON.value: gettext_lazy("Person"),
    EntityKind.ORGANISATION.value: gettext_lazy("Organisation"),
    EntityKind.TOPIC.value: gettext_lazy("Topic"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice in words, the query without it, and how to take it out of any query."""

    label: str
    value: str
    query: Any
    drop: Callable[[Any], Any]


def _chip(query: Any, label: str, value: str, drop: Callable[[Any], Any]) -> Chip:
    return Chip(label, value, drop(query), drop)


def article_chips(query: ArticleQuery) -> list[Chip]:
    """A chip for everything that narrows the list of articles."""
    chips: list[Chip] = []
    if query.q:
        chips.append(_chip(query, _("Words"), query.q, methodcaller("without", "q")))
    for kind in ENTITY_KINDS:
        picks: Picks = getattr(query, kind)
        label = str(KIND_LABELS[kind])
        if len(picks.chosen) > 1 and picks.match is Match.ANY:
            label = _("any of: %(kind)s") % {"kind": label.lower()}
        for ref in picks.chosen:
            chips.append(_chip(query, label, ref.name, methodcaller("without", kind, ref)))
        for ref in picks.none:
            chips.append(_chip(query, _("Not"), ref.name, methodcaller("taking_back", kind, ref)))
    for name, label in (("author", _("Author")), ("publisher", _("Publisher"))):
        for ref in getattr(query, name):
            chips.append(_chip(query, label, ref.name, methodcaller("without", name, ref)))
    for name, label in (("section", _("Section")), ("language", _("Language")), ("year", _("Year"))):
        for value in getattr(query, name):
            shown = language_name(value) if name == "language" else str(value)
            chips.append(_chip(query, label, shown, methodcaller("without", name, value)))
    for name, label in (("date_after", _("From")), ("date_before", _("Until"))):
        if day := getattr(query, name):
            chips.append(_chip(query, label, date_format(day, DAY), methodcaller("without", name)))
    return chips


def article_sentence(query: ArticleQuery, count: int) -> str:
    """The count in words: "3 articles name Kurt Volker", "12 articles match"."""
    number = f"{count:,}"
    chips = article_chips(query)
    if not chips:
        return ngettext("%(n)s article", "%(n)s articles", count) % {"n": number}
    names = [(kind, r.name) for kind in ENTITY_KINDS for r in getattr(query, kind).chosen]
    alike = {kind for kind, _name in names}
    if len(names) == len(chips) and len(alike) == 1:
        picks: Picks = getattr(query, alike.pop())
        joined = _joined([name for _kind, name in names], picks.match)
        return ngettext("%(n)s article names %(names)s", "%(n)s articles name %(names)s", count) % {
            "n": number,
            "names": joined,
        }
    return ngettext("%(n)s article matches", "%(n)s articles match", count) % {"n": number}


def _joined(names: Sequence[str], match: Match) -> str:
    if len(names) == 1:
        return names[0]
    word = _("or") if match is Match.ANY else _("and")
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


@dataclass(frozen=True, slots=True)
class Loosening:
    """Something that finds more: how many, by which query, and in words what is given up or kept."""

    count: int
    query: Any
    words: str


def loosenings(query: Any, chips: Sequence[Chip]) -> list[Loosening]:
    """For an empty list: each choice that has hits once taken back, else each that has hits alone."""
    without = _("%(n)s without “%(label)s: %(value)s”")
    found = [_loosening(chip, chip.query, without) for chip in chips]
    if not any(found):
        alone = _("%(n)s with only “%(label)s: %(value)s”")
        found = [
            _loosening(chip, reduce(lambda left, other: other.drop(left), others, query), alone)
            for at, chip in enumerate(chips)
            if (others := [*chips[:at], *chips[at + 1 :]]) and len(chips) > 1
        ]
    return sorted((f for f in found if f), key=lambda f: f.count)


def _loosening(chip: Chip, query: Any, words: str) -> Loosening | None:
    count = query.count()
    if not count:
        return None
    said = words % {"n": f"{count:,}", "label": chip.label, "value": chip.value}
    return Loosening(count, query, said)


def record_chips(query: RecordQuery, labels: dict[str, dict[str, str]]) -> list[Chip]:
    """A chip for everything that narrows a list of records. `labels` has words for the values of choices."""
    usual = RecordQuery(query.record)
    chips: list[Chip] = []
    for name, label in (
        ("q", _("Name")),
        ("letter", _("Letter")),
        ("kind", _("Kind")),
        ("status", _("Status")),
    ):
        if value := getattr(query, name):
            shown = labels.get(name, {}).get(value, value.upper() if name == "letter" else value)
            chips.append(_chip(query, label, shown, methodcaller("having", **{name: ""})))
    named = methodcaller("having", articles_min=usual.articles_min)
    if query.articles_min > usual.articles_min:
        times = _("%(n)s articles") % {"n": query.articles_min}
        chips.append(_chip(query, _("Named in at least"), times, named))
    elif query.articles_min < usual.articles_min:
        chips.append(_chip(query, _("Also"), _("those no article names yet"), named))
    return chips


def record_loosenings(query: RecordQuery, chips: Sequence[Chip]) -> list[Loosening]:
    """For an empty list of records: those that no article names yet, else as for articles."""
    if query.articles_min > 0:
        wider = query.having(articles_min=0)
        if count := wider.count():
            words = ngettext("%(n)s that no article names yet", "%(n)s that no article names yet", count) % {
                "n": f"{count:,}"
            }
            return [Loosening(count, wider, words)]
    return loosenings(query, chips)


def record_sentence(query: RecordQuery, count: int, chips: Sequence[Chip]) -> str:
    """The count of a list of records in words: "17 people are named in articles", "2 people match"."""
    number = {"n": f"{count:,}"}
    match query.record:
        case EntityKind.PERSON:
            things = ngettext("%(n)s person", "%(n)s people", count) % number
        case EntityKind.ORGANISATION:
            things = ngettext("%(n)s organisation", "%(n)s organisations", count) % number
        case _:
            things = ngettext("%(n)s topic", "%(n)s topics", count) % number
    if query.articles_min == 1 and not chips:
        return ngettext("%(things)s is named in articles", "%(things)s are named in articles", count) % {
            "things": things
        }
    if query.articles_min == 0 and len(chips) == 1:
        return things
    return ngettext("%(things)s matches", "%(things)s match", count) % {"things": things}
