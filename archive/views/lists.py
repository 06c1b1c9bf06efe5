"""The lists of articles, people, organisations and topics, with their filters, counts and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from archive.documents import SEARCHED_KINDS, EntityKind, TopicKind
from archive.filters import BadParameters, article_query, record_query
from archive.models import Article, Authorship, LayerContent, Mention, Person
from archive.roles import Role, last_roles
from archive.search import (
    PER_PAGE,
    ArticleQuery,
    Page,
    PageBeyondEnd,
    Picks,
    RecordQuery,
    article_counts,
    facets,
    highlight,
    years_by_record,
)
from archive.search.articles import SORT_LABELS
from archive.search.records import RECORD_SORT_LABELS
from archive.search.references import reference
from archive.views.chips import (
    article_chips,
    article_sentence,
    loosenings,
    record_chips,
    record_loosenings,
    record_sentence,
)
from archive.views.errors import bad_parameters, beyond_end

#: How many people or organisations a line of the list names.
MOSTLY_ABOUT = 3
STATUS_LABELS = {"established": _("established"), "candidate": _("unconfirmed")}
TOPIC_KIND_LABELS = {
    TopicKind.SUBJECT.value: _("subjects"),
    TopicKind.EVENT.value: _("events"),
    TopicKind.PLACE.value: _("places"),
}


@dataclass(slots=True)
class Line:
    """An article as a list shows it."""

    article: Article
    authors: list[Person]
    about: list[Any]
    snippet: list[tuple[str, bool]]


def lines_of(articles: Sequence[Article], terms: Sequence[str] = ()) -> list[Line]:
    """The articles as lines of a list, with the sentence that matches; three queries for all of them."""
    authors: dict[int, list[Person]] = defaultdict(list)
    for row in (
        Authorship.objects.filter(article__in=articles).select_related("person").order_by("position", "pk")
    ):
        authors[row.article_id].append(row.person)
    about: dict[int, dict[tuple[str, int], Any]] = defaultdict(dict)
    named = (
        Mention.objects.counted()
        .filter(article__in=articles, kind__in=(EntityKind.PERSON.value, EntityKind.ORGANISATION.value))
        .exclude(person=None, organisation=None)
        .select_related("person", "organisation")
        .defer("occurrences", "evidence")
        .order_by("-in_headline", "-occurrence_count", "first_start", "pk")
    )
    for mention in named:
        record = mention.record
        if record is not None and len(about[mention.article_id]) < MOSTLY_ABOUT:
            about[mention.article_id].setdefault((mention.kind, record.pk), record)
    snippets = _snippets(articles, terms) if terms else {}
    return [Line(a, authors[a.pk], list(about[a.pk].values()), snippets.get(a.pk, [])) for a in articles]


def _snippets(articles: Sequence[Article], terms: Sequence[str]) -> dict[int, list[tuple[str, bool]]]:
    """The sentence of each text that holds most of the words asked for, from the blocks that are searched."""
    texts = (
        LayerContent.objects.filter(layer__readings__in=[a.current_reading_id for a in articles])
        .values_list("layer__readings", "text", "layer__readings__blocks")
        .distinct()
    )
    by_reading: dict[int | None, list[tuple[str, bool]]] = {}
    for reading, text, blocks in texts:
        shown = "\n".join(
            text[start:end] for kind, start, end in blocks if kind in SEARCHED_KINDS - {"headline"}
        )
        by_reading[reading] = highlight(shown, terms)
    return {a.pk: by_reading.get(a.current_reading_id, []) for a in articles}


def _tidied(request: HttpRequest, address: str) -> HttpResponse | None:
    """Forms send their empty fields along; the address that is kept and shared has none."""
    if any(value == "" for name in request.GET for value in request.GET.getlist(name)):
        return HttpResponseRedirect(f"{request.path}{address}")
    return None


def _turning(page: Page, at: Callable[[int], Any]) -> dict[str, str]:
    """The addresses of the pages before and after."""
    return {
        "previous_address": at(page.number - 1).address() or "?",
        "next_address": at(page.number + 1).address(),
    }


class ArticleList(View):
    """Articles, by words, dates, names and the rest."""

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            query = article_query(request.GET)
        except BadParameters as error:
            return bad_parameters(request, error)
        if tidied := _tidied(request, query.address()):
            return tidied
        count = query.count()
        try:
            page = query.page_of(count)
        except PageBeyondEnd as error:
            return beyond_end(request, error, query.at_page(error.last).address())
        chips = article_chips(query)
        context = {
            "query": query,
            "page": page,
            "lines": lines_of(page.rows, query.terms),
            "facets": facets(query),
            "chips": chips,
            "sentence": article_sentence(query, count),
            "loosenings": loosenings(query, chips) if not count else [],
            "sorts": [(s, label, query_with(query, sort=s)) for s, label in SORT_LABELS.items()],
            "sizes": [(size, query_with(query, per_page=size)) for size in PER_PAGE],
            "kept": kept_parameters(query),
            **_turning(page, query.at_page),
            "section": "articles",
        }
        return render(request, "archive/articles.html", context)


def query_with(query: Any, **changes: Any) -> Any:
    """The query with another order or page size, from its first page."""
    return replace(query, **({"page": 1} | changes))


def kept_parameters(query: ArticleQuery) -> list[tuple[str, str]]:
    """What the filter form does not offer but must not lose: what is left out, order and page size."""
    names = {"person_not", "organisation_not", "topic_not", "sort", "per_page"}
    return [(name, value) for name, value in query.parameters() if name in names]


@dataclass(slots=True)
class RecordLine:
    """A record as a list shows it."""

    record: Any
    articles: int
    role: Role | None
    years: dict[int, int]

    @property
    def address(self) -> str:
        """The list of the articles that name it."""
        picks: dict[str, Any] = {self.record.KIND.value: Picks((reference(self.record),))}
        return f"{reverse('archive:articles')}{ArticleQuery(**picks).address()}"


def _choices(query: RecordQuery, name: str, labels: dict[str, Any], found: dict[str, int]) -> list[Any]:
    """The values of a choice as (value, label, count, query, whether chosen)."""
    now = getattr(query, name)
    return [(v, labels.get(v, v), n, query.having(**{name: v}), v == now) for v, n in found.items()]


class RecordList(View):
    """Records of one kind: A to Z, by words in any of their names, with how many articles name them."""

    kind: EntityKind
    title: Any
    section: str

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            query = record_query(self.kind, request.GET)
        except BadParameters as error:
            return bad_parameters(request, error)
        if tidied := _tidied(request, query.address()):
            return tidied
        count = query.count()
        try:
            page = query.page_of(count)
        except PageBeyondEnd as error:
            return beyond_end(request, error, query.having(page=error.last).address())
        labels = {"status": STATUS_LABELS, "kind": TOPIC_KIND_LABELS}
        chips = record_chips(query, {k: {v: str(w) for v, w in words.items()} for k, words in labels.items()})
        choices = ["status", "kind"] if self.kind is EntityKind.TOPIC else ["status"]
        lines = self._lines(page.rows)
        context = {
            "query": query,
            "page": page,
            "lines": lines,
            "years": sorted({year for line in lines for year in line.years}),
            "letters": [(letter, n, query.having(letter=letter)) for letter, n in query.letters()],
            "choices": [
                (name, _choices(query, name, labels[name], found))
                for name in choices
                if (found := query.values_of(name))
            ],
            "chips": chips,
            "loosenings": record_loosenings(query, chips) if not count else [],
            "sorts": [(s, label, query_with(query, sort=s)) for s, label in RECORD_SORT_LABELS.items()],
            "sizes": [(size, query_with(query, per_page=size)) for size in PER_PAGE],
            "everyone": self._everyone(query),
            "kept": [(n, v) for n, v in query.parameters() if n not in {"q", "page", "letter"}],
            "title": self.title,
            "sentence": record_sentence(query, count, chips),
            **_turning(page, lambda number: query.having(page=number)),
            "section": self.section,
        }
        return render(request, "archive/records.html", context)

    def _everyone(self, query: RecordQuery) -> tuple[RecordQuery, int] | None:
        """The same list with those that no article names yet, and how many it has then."""
        if query.articles_min == 0:
            return None
        wider = query.having(articles_min=0)
        return wider, wider.count()

    def _lines(self, rows: Sequence[Any]) -> list[RecordLine]:
        pks = [record.pk for record in rows]
        counts = article_counts(self.kind, pks)
        years = years_by_record(self.kind, pks)
        roles = last_roles(pks) if self.kind is EntityKind.PERSON else {}
        return [RecordLine(r, counts.get(r.pk, 0), roles.get(r.pk), years.get(r.pk, {})) for r in rows]


class PersonList(RecordList):
    """People."""

    kind = EntityKind.PERSON
    title = _("People")
    section = "people"


class OrganisationList(RecordList):
    """Organisations."""

    kind = EntityKind.ORGANISATION
    title = _("Organisations")
    section = "organisations"


class TopicList(RecordList):
    """Topics: subjects, events, places."""

    kind = EntityKind.TOPIC
    title = _("Topics")
    section = "topics"
