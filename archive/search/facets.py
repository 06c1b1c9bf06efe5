"""Counts that follow the selection: for each value, how many articles its badge leads to.

Under "any of" a facet is counted over the query minus its own parameter, and a badge selects its value alone
within the facet; under "all of", over the present selection, to which a badge adds its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Authorship, Mention
from archive.search.articles import ENTITY_KINDS, ArticleQuery, Match, Picks
from archive.search.references import MODELS, Reference, reference

#: How many values of a facet are offered beside the chosen ones.
OFFERED = 30


@dataclass(frozen=True, slots=True)
class Badge:
    """One value of a facet, its count, and the query that its link asks: a list of exactly that many."""

    value: str
    label: str
    count: int
    chosen: bool
    query: ArticleQuery
    #: Of a record: whether an editor or an authority file vouches for it.
    confirmed: bool = True
    #: Of a record that is not chosen: the query for the articles that do not name it.
    leaving_out: ArticleQuery | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One parameter with its values; those chosen stand first."""

    name: str
    title: Any
    badges: tuple[Badge, ...]
    #: None where articles hold at most one value and "all of" would be empty.
    match: Match | None = None

    @property
    def offers_leaving_out(self) -> bool:
        """Whether there is a record that articles without it can be asked for."""
        return any(badge.leaving_out for badge in self.badges)


def facets(query: ArticleQuery) -> tuple[Facet, ...]:
    """All facets of a query, with one database query each."""
    return tuple(_FACETS[name](query) for name in _FACETS)


def facet(query: ArticleQuery, name: str) -> Facet:
    """One facet of a query."""
    return _FACETS[name](query)


def years_of(query: ArticleQuery) -> list[tuple[int, int]]:
    """(year, articles) of what the query matches, oldest first, without gaps hidden or filled."""
    rows = query.matching().exclude(published_year=None).values_list("published_year")
    return [(y, n) for y, n in rows.annotate(n=Count("pk")).order_by("published_year") if y is not None]


# --------------------------------------------------------------------------- facets of records


def _by_chosen(column: str, pks: list[int]) -> Any:
    if not pks:
        return Value(1, output_field=IntegerField())
    return Case(When(**{f"{column}__in": pks}, then=Value(0)), default=Value(1))


def _record_badges(
    query: ArticleQuery,
    name: str,
    chosen: tuple[Reference, ...],
    rows: QuerySet[Any],
    column: str,
    articles: str,
) -> tuple[Badge, ...]:
    """Badges of records, counted by articles over `rows`; chosen ones first, then by how many.

    Counted by key alone, which an index answers; the few names that are shown are fetched afterwards.
    """
    pks = [r.pk for r in chosen]
    counted = (
        rows.annotate(first=_by_chosen(column, pks))
        .values_list(column, "first")
        .annotate(n=Count(articles, distinct=True))
        .order_by("first", "-n", column)
    )[: OFFERED + len(pks)]
    counts = {pk: n for pk, _first, n in counted}
    kind = {"author": "person", "publisher": "organisation"}.get(name, name)
    records: list[Any] = sorted(
        MODELS[kind].objects.filter(pk__in=counts),
        key=lambda r: (r.pk not in pks, -counts[r.pk], r.sort_key, r.public_id),
    )
    badges = [Badge(r.slug, r.name, 0, True, query.choosing(name, r)) for r in chosen if r.pk not in counts]
    for record in records:
        ref, is_chosen = reference(record), record.pk in pks
        less = query.leaving_out(name, ref) if name in ENTITY_KINDS and not is_chosen else None
        target = query.choosing(name, ref)
        badges.append(Badge(ref.slug, ref.name, counts[ref.pk], is_chosen, target, record.confirmed, less))
    return tuple(badges)


def _entity_facet(kind: str, title: Any) -> Callable[[ArticleQuery], Facet]:
    def counted(query: ArticleQuery) -> Facet:
        picks: Picks = getattr(query, kind)
        base = query.without(kind) if picks.match is Match.ANY else query
        rows = Mention.objects.counted().filter(_of(base), **{f"{kind}__isnull": False})
        return Facet(
            kind, title, _record_badges(query, kind, picks.chosen, rows, kind, "article"), picks.match
        )

    return counted


def _of(base: ArticleQuery) -> Q:
    """Rows about the articles of a query. All articles at once need no list of ids."""
    if not base.narrows:
        return ~Q(article__in=Article.objects.filter(state=Article.State.WITHDRAWN).values("pk"))
    return Q(article__in=base.matching().values("pk"))


def _author_facet(query: ArticleQuery) -> Facet:
    rows = Authorship.objects.filter(_of(query.without("author")))
    return Facet(
        "author", _("Author"), _record_badges(query, "author", query.author, rows, "person", "article")
    )


def _publisher_facet(query: ArticleQuery) -> Facet:
    rows = query.without("publisher").matching().filter(publisher__isnull=False)
    return Facet(
        "publisher",
        _("Publisher"),
        _record_badges(query, "publisher", query.publisher, rows, "publisher", "pk"),
    )


# --------------------------------------------------------------------------- facets of plain values


def _plain_facet(
    name: str, column: str, title: Any, order: tuple[str, ...], limit: int
) -> Callable[[ArticleQuery], Facet]:
    def counted(query: ArticleQuery) -> Facet:
        chosen = getattr(query, name)
        rows = (
            query.without(name)
            .matching()
            .exclude(**{column: None if column == "published_year" else ""})
            .annotate(first=_by_chosen(column, list(chosen)))
            .values_list(column, "first")
            .annotate(n=Count("pk"))
            .order_by("first", *order)
        )
        values = [(value, n) for value, _first, n in rows[: limit + len(chosen)]]
        return Facet(name, title, tuple(_plain_badges(query, name, chosen, values)))

    return counted


def _plain_badges(
    query: ArticleQuery, name: str, chosen: tuple[Any, ...], values: list[tuple[Any, int]]
) -> Iterable[Badge]:
    met = {value for value, _n in values}
    for value, n in [*((v, 0) for v in chosen if v not in met), *values]:
        yield Badge(str(value), str(value), n, value in chosen, query.choosing(name, value))


_TITLES = {"person": _("People"), "organisation": _("Organisations"), "topic": _("Topics and places")}
_FACETS: dict[str, Callable[[ArticleQuery], Facet]] = {
    "year": _plain_facet("year", "published_year", _("Year"), ("-published_year",), 200),
    **{kind: _entity_facet(kind, _TITLES[kind]) for kind in ENTITY_KINDS},
    "section": _plain_facet("section", "section", _("Section"), ("-n", "section"), OFFERED),
    "language": _plain_facet("language", "language", _("Language"), ("-n", "language"), OFFERED),
    "publisher": _publisher_facet,
    "author": _author_facet,
}
