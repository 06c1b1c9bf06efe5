"""The first page: search, what is in the archive, the newest articles, who is named most."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.documents import EntityKind
from archive.search import ArticleQuery, RecordQuery, years_of
from archive.search.facets import facet
from archive.views.lists import lines_of

_NEWEST = 8
_MOST_NAMED = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page. Every figure leads to a list of exactly that many."""
    everything = ArticleQuery()
    newest = list(everything.rows().select_related("publisher")[:_NEWEST])
    context = {
        "articles": everything.count(),
        "counts": {kind.value: RecordQuery(kind).count() for kind in EntityKind},
        "lines": lines_of(newest),
        "most_named": [
            (found.title, found.name, found.badges[:_MOST_NAMED])
            for kind in EntityKind
            if (found := facet(everything, kind.value)).badges
        ],
        "years": [(year, n, everything.choosing("year", year)) for year, n in years_of(everything)],
        "section": "home",
    }
    return render(request, "archive/home.html", context)
