"""The filter sets of the lists, and the frozen queries that their valid parameters become."""

from __future__ import annotations

import difflib
import re
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.documents import EntityKind, TopicKind
from archive.filters import fields
from archive.models import Article, Person, Topic
from archive.search import (
    ENTITY_KINDS,
    PER_PAGE,
    ArticleQuery,
    ArticleSort,
    Match,
    Picks,
    RecordQuery,
    RecordSort,
    Reference,
    find_by_slug,
    split_words,
)
from archive.search.records import LETTERS, OTHER
from archive.search.references import reference

_LONGEST_SHOWN = 60
#: No list has so many pages; also keeps offsets within what databases take.
_LAST_PAGE = 1_000_000
_YEAR = re.compile(r"[0-9]{4}")
#: Wide enough for what an editor may have written in place of a tag: a badge must lead to its list.
_LANGUAGE = re.compile(r"[\w ()-]{1,35}")
_KIND_WORDS = {
    EntityKind.PERSON.value: (_("person"), _("people")),
    EntityKind.ORGANISATION.value: (_("organisation"), _("organisations")),
    EntityKind.TOPIC.value: (_("topic"), _("topics")),
}


class BadParameters(ValueError):
    """Parameters that cannot be answered; each message names parameter, value and cure."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(" ".join(messages))
        self.messages = messages


class ArticleFilter(django_filters.FilterSet):
    """Parameters of the list of articles."""

    q = fields.words()
    date_after = fields.day()
    date_before = fields.day()
    year = fields.YearFilter(pattern=_YEAR, cure=_("Give a year in four figures, such as 2017."))
    person = fields.slugs()
    person_match = fields.choice(Match)
    person_not = fields.slugs()
    organisation = fields.slugs()
    organisation_match = fields.choice(Match)
    organisation_not = fields.slugs()
    topic = fields.slugs()
    topic_match = fields.choice(Match)
    topic_not = fields.slugs()
    author = fields.slugs()
    publisher = fields.slugs()
    section = fields.SeveralFilter()
    language = fields.SeveralFilter(
        pattern=_LANGUAGE, cure=_("Give a language tag, such as “en”, “de” or “pt-BR”.")
    )
    sort = fields.choice(ArticleSort)
    page = fields.whole(1, _LAST_PAGE)
    per_page = fields.per_page()

    class Meta:
        model = Article
        fields: list[str] = []


class RecordFilter(django_filters.FilterSet):
    """Parameters of the lists of people and organisations."""

    q = fields.words()
    letter = fields.choice((*LETTERS, OTHER))
    status = fields.choice(("established", "candidate"))
    articles_min = fields.whole(0, 1_000_000)
    sort = fields.choice(RecordSort)
    page = fields.whole(1, _LAST_PAGE)
    per_page = fields.per_page()

    class Meta:
        model = Person
        fields: list[str] = []


class TopicFilter(RecordFilter):
    """Parameters of the list of topics."""

    kind = fields.choice(TopicKind)

    class Meta:
        model = Topic
        fields: list[str] = []


#: The parameters that lead to records, by the kind of record.
_LEADING = {
    EntityKind.PERSON.value: ("person", "person_not", "author"),
    EntityKind.ORGANISATION.value: ("organisation", "organisation_not", "publisher"),
    EntityKind.TOPIC.value: ("topic", "topic_not"),
}


def article_query(params: QueryDict) -> ArticleQuery:
    """The query that these parameters of the list of articles ask. Raises `BadParameters`."""
    given = _validated(ArticleFilter, params)
    problems = _words_problem(given["q"])
    found = {}
    for kind, names in _LEADING.items():
        found.update(_records(kind, {name: given[name] for name in names}, problems))
    if given["date_after"] and given["date_before"] and given["date_after"] > given["date_before"]:
        problems.append(
            gettext("date_after=%(after)s: lies after date_before=%(before)s. Exchange the two.")
            % {"after": given["date_after"].isoformat(), "before": given["date_before"].isoformat()}
        )
    if problems:
        raise BadParameters([str(problem) for problem in problems])
    picks: dict[str, Any] = {
        kind: Picks(found[kind], Match(given[f"{kind}_match"] or Match.ALL), found[f"{kind}_not"])
        for kind in ENTITY_KINDS
    }
    return ArticleQuery(
        q=given["q"],
        author=found["author"],
        publisher=found["publisher"],
        section=given["section"],
        language=given["language"],
        year=given["year"],
        date_after=given["date_after"],
        date_before=given["date_before"],
        sort=ArticleSort(given["sort"] or ArticleSort.NEWEST),
        page=given["page"] or 1,
        per_page=int(given["per_page"] or PER_PAGE[0]),
        **picks,
    )


def record_query(kind: EntityKind, params: QueryDict) -> RecordQuery:
    """The query that these parameters of a list of records ask. Raises `BadParameters`."""
    given = _validated(TopicFilter if kind is EntityKind.TOPIC else RecordFilter, params)
    if problems := _words_problem(given["q"]):
        raise BadParameters(problems)
    usual = RecordQuery(kind)
    return RecordQuery(
        kind,
        q=given["q"],
        letter=given["letter"],
        status=given["status"],
        kind=given.get("kind", ""),
        articles_min=usual.articles_min if given["articles_min"] is None else given["articles_min"],
        sort=RecordSort(given["sort"] or usual.sort),
        page=given["page"] or 1,
        per_page=int(given["per_page"] or usual.per_page),
    )


# --------------------------------------------------------------------------- refusing


def _validated(filters: type[django_filters.FilterSet], params: QueryDict) -> dict[str, Any]:
    """The cleaned values by name, every known name present. Raises `BadParameters` with all that is wrong."""
    known = filters.base_filters
    problems = []
    for name in params:
        if name not in known:
            problems.append(_unknown(name, params.getlist(name), list(known)))
        elif (
            not isinstance(known[name], fields.SeveralFilter | fields.YearFilter)
            and len(params.getlist(name)) > 1
        ):
            problems.append(gettext("%(name)s: is given more than once. Give it once.") % {"name": name})
    form = filters(params, queryset=filters._meta.model._default_manager.none()).form
    if not form.is_valid():
        for name, errors in form.errors.items():
            shown = ", ".join(_short(value) for value in params.getlist(name))
            problems += [f"{name}={shown}: {error}" for error in errors]
    if problems:
        raise BadParameters(problems)
    return dict(form.cleaned_data)


def _unknown(name: str, values: list[str], known: list[str]) -> str:
    given = f"{_short(name)}={', '.join(_short(value) for value in values)}"
    if close := difflib.get_close_matches(name, known, n=1):
        cure = gettext("Did you mean “%(close)s”?") % {"close": close[0]}
    else:
        cure = gettext("Take one of: %(known)s.") % {"known": ", ".join(known)}
    return gettext("%(given)s: there is no such parameter. %(cure)s") % {"given": given, "cure": cure}


def _words_problem(asked: str) -> list[str]:
    if asked and not split_words(asked):
        return [
            gettext("q=%(asked)s: holds no word to look for. Give a word, or a “phrase”.")
            % {"asked": _short(asked)}
        ]
    return []


def _records(
    kind: str, given: dict[str, tuple[str, ...]], problems: list[str]
) -> dict[str, tuple[Reference, ...]]:
    """References by parameter; address parts that lead nowhere are added to the problems."""
    asked = {slug for slugs in given.values() for slug in slugs}
    found = find_by_slug(kind, asked) if asked else {}
    out = {}
    for name, slugs in given.items():
        problems += [
            gettext("%(name)s=%(slug)s: no %(kind)s has this address. Choose from the list of %(list)s.")
            % {"name": name, "slug": _short(slug), "kind": _KIND_WORDS[kind][0], "list": _KIND_WORDS[kind][1]}
            for slug in slugs
            if slug not in found
        ]
        out[name] = tuple(dict.fromkeys(reference(found[slug]) for slug in slugs if slug in found))
    return out


def _short(value: str) -> str:
    """A value as an error message shows it: on one line, not endless."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in value)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
