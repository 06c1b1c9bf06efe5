"""Answers that are no page of a record: what was asked cannot be answered, and what to do instead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.filters import BadParameters
from archive.models import Article
from archive.search import PageBeyondEnd


def bad_parameters(request: HttpRequest, error: BadParameters) -> HttpResponse:
    """400: names each parameter, its value and the cure."""
    context = {"messages_of": error.messages, "path": request.path}
    return render(request, "archive/bad_parameters.html", context, status=400)


def beyond_end(request: HttpRequest, error: PageBeyondEnd, address: str) -> HttpResponse:
    """404: a page number behind the last page; leads to the last one."""
    context = {"page": error.page, "last": error.last, "address": address}
    return render(request, "archive/beyond_end.html", context, status=404)


def gone(request: HttpRequest, article: Article) -> HttpResponse:
    """410: the tombstone of a withdrawn article, with reason and digests."""
    digests = article.captures.order_by("pk").values_list("digest", flat=True)
    context = {"article": article, "digests": digests}
    return render(request, "410.html", context, status=410)
