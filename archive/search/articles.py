"""Which articles: one frozen query, answered with rows, a count and pages, and written as an address."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.utils.translation import gettext_lazy as _

from archive.documents import EntityKind
from archive.models import Article, Authorship, Mention
from archive.models.article import ArticleQuerySet
from archive.search.references import Reference
from archive.search.words import needle, split_words

#: The kinds of record that articles name; each is a parameter of its own.
ENTITY_KINDS = (EntityKind.PERSON.value, EntityKind.ORGANISATION.value, EntityKind.TOPIC.value)
PER_PAGE = (20, 50, 100)


class Match(StrEnum):
    """Whether articles name all of the chosen records or any of them."""

    ALL = "all"
    ANY = "any"


class ArticleSort(StrEnum):
    """The orders of the article list; each ends with the permanent id and is the same on every database."""

    NEWEST = "newest"
    OLDEST = "oldest"
    HEADLINE = "headline"
    LOADED = "loaded"


SORT_LABELS = {
    ArticleSort.NEWEST: _("newest first"),
    ArticleSort.OLDEST: _("oldest first"),
    ArticleSort.HEADLINE: _("by headline"),
    ArticleSort.LOADED: _("last loaded first"),
}
_ORDERS: dict[ArticleSort, tuple[Any, ...]] = {
    ArticleSort.NEWEST: ("-recency", "public_id"),
    # Undated last here too: nobody knows that they are old.
    ArticleSort.OLDEST: (Case(When(recency=0, then=1), default=0), "recency", "public_id"),
    # The address part is the headline without case, accents and marks, and it has an index.
    ArticleSort.HEADLINE: ("slug", "public_id"),
    ArticleSort.LOADED: ("-pk",),
}


class PageBeyondEnd(LookupError):
    """The page asked for lies behind the last one."""

    def __init__(self, page: int, last: int) -> None:
        super().__init__(f"page {page} of {last}")
        self.page = page
        self.last = last


@dataclass(frozen=True, slots=True)
class Picks:
    """The records of one kind that articles should name, all or any of them, and those they must not."""

    chosen: tuple[Reference, ...] = ()
    match: Match = Match.ALL
    none: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its rows, and where it stands among the others."""

    rows: Sequence[Any]
    number: int
    per_page: int
    count: int

    @property
    def last(self) -> int:
        return last_page(self.count, self.per_page)

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.per_page + 1 if self.count else 0

    @property
    def last_row(self) -> int:
        return (self.number - 1) * self.per_page + len(self.rows)


def last_page(count: int, per_page: int) -> int:
    """Number of the last page; an empty list has one."""
    return max(1, math.ceil(count / per_page))


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """Everything a visitor can ask of the list of articles. Equal queries are equal lists."""

    q: str = ""
    person: Picks = Picks()
    organisation: Picks = Picks()
    topic: Picks = Picks()
    author: tuple[Reference, ...] = ()
    publisher: tuple[Reference, ...] = ()
    section: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    date_after: date | None = None
    date_before: date | None = None
    sort: ArticleSort = ArticleSort.NEWEST
    page: int = 1
    per_page: int = PER_PAGE[0]
    terms: tuple[str, ...] = field(init=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", split_words(self.q))

    # ------------------------------------------------------------------ answers

    def rows(self) -> QuerySet[Article]:
        """All articles that match, in the order asked for, whatever the page."""
        return self.matching().order_by(*_ORDERS[self.sort])

    def matching(self) -> QuerySet[Article]:
        """All articles that match, in no order: what counts and facets are made of."""
        rows = Article.objects.public()
        for term in self.terms:
            rows = rows.filter(words__text__contains=needle(term))
        plain = {
            "published__gte": self.date_after,
            "published__lte": self.date_before,
            "published_year__in": self.year,
            "section__in": self.section,
            "language__in": self.language,
            "publisher__in": [r.pk for r in self.publisher],
        }
        rows = rows.filter(**{column: value for column, value in plain.items() if value})
        if self.author:
            pks = [r.pk for r in self.author]
            rows = rows.filter(pk__in=Authorship.objects.filter(person__in=pks).values("article"))
        for kind in ENTITY_KINDS:
            rows = _picked(rows, kind, getattr(self, kind))
        return rows.order_by()

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for that some article may lack."""
        picks: list[Picks] = [getattr(self, kind) for kind in ENTITY_KINDS]
        plain = (self.q, self.author, self.publisher, self.section, self.language, self.year)
        return any(p.chosen or p.none for p in picks) or any((*plain, self.date_after, self.date_before))

    def count(self) -> int:
        """How many articles match."""
        return self.matching().count()

    def page_of(self, count: int) -> Page:
        """The page asked for. `count` is the query's own count, so that it is counted once.

        Raises `PageBeyondEnd`.
        """
        last = last_page(count, self.per_page)
        if self.page > last:
            raise PageBeyondEnd(self.page, last)
        start = (self.page - 1) * self.per_page
        # Ids first: rows are wide, and those before the page are only counted past.
        ids = list(self.rows().values_list("pk", flat=True)[start : start + self.per_page])
        found = Article.objects.select_related("publisher").in_bulk(ids)
        return Page([found[pk] for pk in ids if pk in found], self.page, self.per_page, count)

    # ------------------------------------------------------------------ other queries made from this one

    def choosing(self, facet: str, value: Any) -> ArticleQuery:
        """This query with a value chosen: in addition under "all", alone within its facet under "any"."""
        held = getattr(self, facet)
        if isinstance(held, Picks):
            kept = held.chosen if held.match is Match.ALL else ()
            chosen = kept if value in kept else (*kept, value)
            return self._with(facet, replace(held, chosen=chosen))
        return self._with(facet, (value,))

    def leaving_out(self, facet: str, value: Reference) -> ArticleQuery:
        """This query without the articles that name the record."""
        held: Picks = getattr(self, facet)
        return self._with(facet, replace(held, none=(*held.none, value)))

    def without(self, facet: str, value: Any = None) -> ArticleQuery:
        """This query minus what was chosen by a parameter, or minus one chosen value of it."""
        held = getattr(self, facet)
        if isinstance(held, Picks):
            return self._with(facet, replace(held, chosen=_minus(held.chosen, value)))
        if isinstance(held, tuple):
            return self._with(facet, _minus(held, value))
        return self._with(facet, "" if isinstance(held, str) else None)

    def taking_back(self, facet: str, value: Reference) -> ArticleQuery:
        """This query with the record no longer left out."""
        held: Picks = getattr(self, facet)
        return self._with(facet, replace(held, none=_minus(held.none, value)))

    def _with(self, name: str, value: Any) -> ArticleQuery:
        changes: dict[str, Any] = {name: value, "page": 1}
        return replace(self, **changes)

    def cleared(self) -> ArticleQuery:
        """All articles, in the same order and page size."""
        return ArticleQuery(sort=self.sort, per_page=self.per_page)

    def at_page(self, page: int) -> ArticleQuery:
        return replace(self, page=page)

    # ------------------------------------------------------------------ the address

    def parameters(self) -> list[tuple[str, str]]:
        """The query as parameters of an address, in a fixed order; what is as usual is left out."""
        out: list[tuple[str, str]] = []
        if self.q:
            out.append(("q", self.q))
        for kind in ENTITY_KINDS:
            picks: Picks = getattr(self, kind)
            out += [(kind, r.slug) for r in picks.chosen]
            if picks.match is not Match.ALL:
                out.append((f"{kind}_match", picks.match.value))
            out += [(f"{kind}_not", r.slug) for r in picks.none]
        for name in ("author", "publisher"):
            out += [(name, r.slug) for r in getattr(self, name)]
        for name in ("section", "language", "year"):
            out += [(name, str(value)) for value in getattr(self, name)]
        for name in ("date_after", "date_before"):
            if day := getattr(self, name):
                out.append((name, day.isoformat()))
        if self.sort is not ArticleSort.NEWEST:
            out.append(("sort", self.sort.value))
        if self.per_page != PER_PAGE[0]:
            out.append(("per_page", str(self.per_page)))
        if self.page != 1:
            out.append(("page", str(self.page)))
        return out

    def address(self) -> str:
        """What stands in the address from the "?" on; "" for all articles."""
        parameters = self.parameters()
        return f"?{urlencode(parameters)}" if parameters else ""


def _minus(values: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    """The values but one; none of them where no value is named."""
    return () if value is None else tuple(v for v in values if v != value)


def _picked(rows: ArticleQuerySet, kind: str, picks: Picks) -> ArticleQuerySet:
    """Those of the articles that name what was chosen, and nothing of what was left out."""
    if picks.match is Match.ANY and picks.chosen:
        rows = rows.filter(pk__in=_naming(kind, picks.chosen).values("article"))
    else:
        for chosen in picks.chosen:
            rows = rows.filter(pk__in=_naming(kind, (chosen,)).values("article"))
    if picks.none:
        rows = rows.exclude(Exists(_naming(kind, picks.none).filter(article=OuterRef("pk"))))
    return rows


def _naming(kind: str, records: Sequence[Reference]) -> QuerySet[Mention]:
    """Mentions of one of these records that no editor rejected."""
    return Mention.objects.counted().filter(**{f"{kind}__in": [r.pk for r in records]})
