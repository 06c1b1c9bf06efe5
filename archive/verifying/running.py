"""Goes through the whole archive in chunks, whatever its size, and yields every fault."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from django.db.models import Prefetch, QuerySet

from archive.models import Article, Authorship, Capture, Decision, Reading, TextLayer
from archive.verifying.articles import ArticleCheck
from archive.verifying.captures import CHUNK as CAPTURES_AT_ONCE
from archive.verifying.captures import check_capture
from archive.verifying.faults import Fault, of_article, of_capture
from archive.verifying.links import check_links

#: How many of what was checked: "captures", "mentions" …
Counts: TypeAlias = Counter[str]

ARTICLES_AT_ONCE = 100


def verify(counts: Counts, *, progress: Callable[[str, int, int], None] = lambda *_: None) -> Iterator[Fault]:
    """Check everything and yield what is wrong; `counts` grows with what was looked at.

    `progress` is told the stage, how many of it are done and how many there are.
    """
    for capture in _chunked(_captures(), CAPTURES_AT_ONCE, "captures", progress):
        yield from of_capture(check_capture(capture, lambda what: counts.update([what])), capture)
    decisions: dict[str, dict[str, Decision]] = {}

    def look_up(articles: list[Article]) -> None:
        decisions.clear()
        decisions.update(_decisions(articles))

    for article in _chunked(_articles(), ARTICLES_AT_ONCE, "articles", progress, look_up):
        check = ArticleCheck(
            article, decisions.get(article.public_id, {}), lambda what: counts.update([what])
        )
        yield from of_article(check.flaws(), article)
    progress("links", 0, 1)
    yield from check_links()
    progress("links", 1, 1)


def _captures() -> QuerySet[Capture]:
    readings = Prefetch("readings", Reading.objects.order_by("pk"))
    layers = TextLayer.objects.select_related("content").prefetch_related(readings).order_by("pk")
    return Capture.objects.select_related("stored", "article").prefetch_related(Prefetch("layers", layers))


def _articles() -> QuerySet[Article]:
    return Article.objects.select_related(
        "current_capture", "current_reading__layer__content"
    ).prefetch_related(
        "mentions",
        "attestations",
        "quotations",
        Prefetch("authorships", Authorship.objects.order_by("pk")),
    )


def _decisions(articles: list[Article]) -> dict[str, dict[str, Decision]]:
    found: dict[str, dict[str, Decision]] = defaultdict(dict)
    for decision in Decision.objects.filter(
        record_kind="article", record_id__in=[a.public_id for a in articles], ended_at=None
    ):
        found[decision.record_id][decision.field] = decision
    return found


def _chunked(
    rows: QuerySet[Any],
    size: int,
    stage: str,
    progress: Callable[[str, int, int], None],
    before: Callable[[list[Any]], None] = lambda _chunk: None,
) -> Iterator[Any]:
    """The rows by primary key, a chunk at a time: no cursor stays open over the whole run."""
    total, done, last = rows.count(), 0, 0
    progress(stage, done, total)
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        before(chunk)
        yield from chunk
        last = chunk[-1].pk
        done += len(chunk)
        progress(stage, done, total)
