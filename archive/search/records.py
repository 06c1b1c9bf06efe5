"""Which people, organisations or topics: one frozen query like that for articles, and counts by record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr
from django.utils.translation import gettext_lazy as _

from archive.documents import EntityKind
from archive.models import Article, Mention, OrganisationName, PersonName, TopicName
from archive.names import fold_words
from archive.search.articles import Page, PageBeyondEnd, last_page
from archive.search.references import MODELS

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NAMES = {
    EntityKind.PERSON: PersonName,
    EntityKind.ORGANISATION: OrganisationName,
    EntityKind.TOPIC: TopicName,
}
#: Names that begin with none of these letters: figures, other scripts.
OTHER = "other"
USUAL_PER_PAGE = 50


class RecordSort(StrEnum):
    """The orders of the lists of records."""

    NAME = "name"
    ARTICLES = "articles"


RECORD_SORT_LABELS = {RecordSort.NAME: _("A to Z"), RecordSort.ARTICLES: _("most often named first")}


def public_mentions() -> QuerySet[Mention]:
    """Mentions that count, of articles that are public."""
    # The few withdrawn ones are looked up once; joining the article to each mention costs the most here.
    withdrawn = Article.objects.filter(state=Article.State.WITHDRAWN)
    return Mention.objects.counted().exclude(article__in=withdrawn.values("pk"))


def article_counts(kind: str, pks: Iterable[int]) -> dict[int, int]:
    """How many articles name each of these records, in one query."""
    rows = public_mentions().filter(**{f"{kind}__in": list(pks)}).values_list(kind)
    return dict(rows.annotate(n=Count("article", distinct=True)).order_by())


def years_by_record(kind: str, pks: Iterable[int]) -> dict[int, dict[int, int]]:
    """For each of these records, how many articles of each year name it, in one query."""
    rows = (
        public_mentions()
        .filter(article__published_year__isnull=False, **{f"{kind}__in": list(pks)})
        .values_list(kind, "article__published_year")
        .annotate(n=Count("article", distinct=True))
        .order_by()
    )
    out: dict[int, dict[int, int]] = defaultdict(dict)
    for pk, year, count in rows:
        out[pk][year] = count
    return out


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Everything a visitor can ask of a list of records."""

    record: EntityKind
    q: str = ""
    letter: str = ""
    status: str = ""
    #: Of topics: subject, event or place.
    kind: str = ""
    #: Named in at least so many articles; 0 also shows those that no article names yet.
    articles_min: int = 1
    sort: RecordSort = RecordSort.NAME
    page: int = 1
    per_page: int = USUAL_PER_PAGE
    terms: tuple[str, ...] = field(init=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "terms", tuple(dict.fromkeys(fold_words(self.q).split())))

    # ------------------------------------------------------------------ answers

    def rows(self) -> QuerySet[Any]:
        """All records that match, in the order asked for, whatever the page."""
        rows = self.matching()
        if self.sort is RecordSort.ARTICLES:
            return rows.annotate(n=self._articles()).order_by("-n", "sort_key", "public_id")
        return rows.order_by("sort_key", "public_id")

    def matching(self) -> QuerySet[Any]:
        """All records that match, in no order."""
        rows: QuerySet[Any] = MODELS[self.record].objects.public()
        if self.terms:
            names = _NAMES[self.record].objects.filter(record=OuterRef("pk"))  # type: ignore[attr-defined]
            in_a_name = Q()
            in_sort_name = Q()
            for term in self.terms:
                in_a_name &= _begins("folded", term)
                in_sort_name &= _begins("sort_key", term)
            rows = rows.filter(Exists(names.filter(in_a_name)) | in_sort_name)
        if self.letter == OTHER:
            for letter in LETTERS:
                rows = rows.exclude(sort_key__startswith=letter)
        elif self.letter:
            rows = rows.filter(sort_key__startswith=self.letter)
        if self.status:
            rows = rows.filter(status=self.status)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.articles_min == 1:
            rows = rows.filter(Exists(public_mentions().filter(**{str(self.record): OuterRef("pk")})))
        elif self.articles_min > 1:
            rows = rows.annotate(times=self._articles()).filter(times__gte=self.articles_min)
        return rows.order_by()

    def _articles(self) -> Coalesce:
        kind = str(self.record)
        counted = (
            public_mentions()
            .filter(**{kind: OuterRef("pk")})
            .order_by()
            .values(kind)
            .annotate(n=Count("article", distinct=True))
            .values("n")
        )
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    def count(self) -> int:
        """How many records match."""
        return self.matching().count()

    def page_of(self, count: int) -> Page:
        """The page asked for; `count` is the query's own count. Raises `PageBeyondEnd`."""
        last = last_page(count, self.per_page)
        if self.page > last:
            raise PageBeyondEnd(self.page, last)
        start = (self.page - 1) * self.per_page
        return Page(list(self.rows()[start : start + self.per_page]), self.page, self.per_page, count)

    def letters(self) -> list[tuple[str, int]]:
        """A to Z and "other", with how many records each leads to, minus the letter now chosen."""
        rows = replace(self, letter="").matching().annotate(initial=Substr("sort_key", 1, 1))
        found: dict[str, int] = defaultdict(int)
        for initial, count in rows.values_list("initial").annotate(total=Count("pk", distinct=True)):
            found[initial if initial and initial in LETTERS else OTHER] += count
        return [(letter, found[letter]) for letter in (*LETTERS, OTHER)]

    def values_of(self, name: str) -> dict[str, int]:
        """The values of `status` or `kind`, with how many records each leads to, minus its own parameter."""
        rows = self.having(**{name: ""}).matching().annotate(value=F(name)).values_list("value")
        return dict(rows.annotate(total=Count("pk", distinct=True)).order_by("value"))

    # ------------------------------------------------------------------ other queries, the address

    def having(self, **changes: Any) -> RecordQuery:
        """This query with other values, from its first page."""
        return replace(self, **({"page": 1} | changes))

    def cleared(self) -> RecordQuery:
        return RecordQuery(self.record, sort=self.sort, per_page=self.per_page)

    def parameters(self) -> list[tuple[str, str]]:
        """The query as parameters of an address, in a fixed order; what is as usual is left out."""
        usual = RecordQuery(self.record)
        names = ("q", "letter", "status", "kind", "articles_min", "sort", "per_page", "page")
        return [
            (name, str(getattr(self, name))) for name in names if getattr(self, name) != getattr(usual, name)
        ]

    def address(self) -> str:
        """What stands in the address from the "?" on; "" for the whole list."""
        parameters = self.parameters()
        return f"?{urlencode(parameters)}" if parameters else ""


def _begins(column: str, term: str) -> Q:
    """A word of the name begins so: "Assad" finds "al-Assad", "Brien" finds "O'Brien"."""
    begun = Q(**{f"{column}__startswith": term})
    for before in (" ", "-", "'", '"', "(", "."):
        begun |= Q(**{f"{column}__contains": f"{before}{term}"})
    return begun
