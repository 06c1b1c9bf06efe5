"""What is to be read again: articles and quarantined captures, in batches, each begun while one is stored."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet

from archive.documents import RawCapture
from archive.loading.batches import BATCH_BYTES, BATCH_DOCUMENTS, by_size
from archive.loading.showing import raw_of
from archive.models import Article, Attestation, Capture, CaptureBytes, Mention, Quotation, Reading, Sighting
from archive.preparing import Prepared, Preparer, ReadBy, StoredCapture
from archive.search import ArticleQuery

#: Articles to be looked up together: their sizes say how they are put into batches.
_AT_ONCE = 200


class UnknownReader(ValueError):
    """No reading was made by a reader of this name; the message lists those that made some."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read again. Nothing said: every public article and every quarantined capture that
    today's program would read by other versions."""

    #: Only the articles of a list, as its query finds them.
    query: ArticleQuery | None = None
    #: Only articles whose current reading was made by this reader.
    reader: str = ""
    #: Only quarantined captures.
    quarantined: bool = False
    #: Earlier captures of the articles, too.
    all_captures: bool = False
    #: Also what the same versions have read.
    force: bool = False

    def settings(self) -> dict[str, Any]:
        """What was asked, as the run's row keeps it."""
        return {
            "query": self.query.address().lstrip("?") if self.query else "",
            "reader": self.reader,
            "quarantined": self.quarantined,
            "all_captures": self.all_captures,
            "force": self.force,
        }

    def articles(self) -> QuerySet[Article]:
        """The articles asked for, in no order. Withdrawn and merged ones are never read again."""
        if self.quarantined:
            return Article.objects.none()
        rows = self.query.matching() if self.query else Article.objects.public()
        return rows.filter(current_reading__reader=self.reader) if self.reader else rows

    def in_quarantine(self) -> QuerySet[Capture]:
        """The quarantined captures asked for: a choice of articles has none."""
        if self.query or self.reader:
            return Capture.objects.none()
        return Capture.objects.filter(_seen(), state=Capture.State.QUARANTINED)

    def count(self) -> int:
        return self.articles().count() + self.in_quarantine().count()

    def check_reader(self) -> None:
        """Raise `UnknownReader` where no reading was made by the reader asked for."""
        if not self.reader or Reading.objects.filter(reader=self.reader).exists():
            return
        counted = Reading.objects.order_by().values_list("reader").annotate(n=Count("pk"))
        known = ", ".join(f"{name} ({n:,})" for name, n in sorted(counted, key=lambda row: (-row[1], row[0])))
        raise UnknownReader(
            f"No reading was made by “{self.reader}”."
            f" These readers made some, so many each: {known or 'none'}."
        )


@dataclass(frozen=True, slots=True)
class Target:
    """One article with those of its captures that are to be read, the current one first; or one
    quarantined capture without an article."""

    article: Article | None
    captures: tuple[Capture, ...]

    def __str__(self) -> str:
        return self.article.public_id if self.article else f"capture {self.captures[0]}"


@dataclass
class TargetBatch:
    """Targets that are stored together, and what is being read of them."""

    targets: list[Target]
    #: Captures whose bytes cannot be had, and why.
    problems: dict[int, Prepared] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    reading: Future[list[Prepared]] | None = None

    def prepared(self) -> dict[int, Prepared]:
        """What was read, by the captures' primary keys; waits for it."""
        read = self.reading.result() if self.reading else []
        return {**self.problems, **dict(zip(self.asked, read, strict=True))}


def begun(asked: Asked, preparer: Preparer) -> Iterator[TargetBatch]:
    """Batches, each begun to be read before the one before it is stored."""
    ahead: TargetBatch | None = None
    found = chain(_of_articles(asked), _of_quarantine(asked))
    for some in by_size(found, lambda one: one[2], BATCH_DOCUMENTS, BATCH_BYTES):
        batch = _begin(asked, some, preparer)
        if ahead is not None:
            yield ahead
        ahead = batch
    if ahead is not None:
        yield ahead


#: Article or None, captures, bytes altogether.
_Found = tuple[int | None, list[int], int]


def _seen() -> Exists:
    return Exists(Sighting.objects.filter(capture=OuterRef("pk"), live=True))


def _of_articles(asked: Asked) -> Iterator[_Found]:
    """By primary key: what leaves or joins the choice by being read again is met once or not at all."""
    for pks in _chunks(asked.articles()):
        captures: dict[int, list[tuple[int, int]]] = defaultdict(list)
        # In the order of `choose_current`: the first is the one that the article shows.
        rows = Capture.objects.filter(_seen(), article__in=pks, state=Capture.State.TAKEN)
        rows = rows.order_by(F("compared_at").desc(nulls_last=True), "-pk")
        for article, pk, size in rows.values_list("article_id", "pk", "size"):
            if article is not None:
                captures[article].append((pk, size))
        for article in pks:
            held = captures[article] if asked.all_captures else captures[article][:1]
            yield article, [pk for pk, _size in held], sum(size for _pk, size in held)


def _of_quarantine(asked: Asked) -> Iterator[_Found]:
    for pks in _chunks(asked.in_quarantine()):
        sizes = dict(Capture.objects.filter(pk__in=pks).values_list("pk", "size"))
        for pk in pks:
            yield None, [pk], sizes.get(pk, 0)


def _chunks(rows: QuerySet[Any]) -> Iterator[list[int]]:
    """Primary keys of what there is now, a chunk at a time."""
    last, end = 0, rows.aggregate(end=Max("pk"))["end"] or 0
    while pks := list(
        rows.filter(pk__gt=last, pk__lte=end).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]
    ):
        yield pks
        last = pks[-1]


def _begin(asked: Asked, some: Sequence[_Found], preparer: Preparer) -> TargetBatch:
    articles = Article.objects.select_related("current_reading__layer").in_bulk(
        [pk for pk, _captures, _size in some if pk is not None]
    )
    pks = [pk for _article, captures, _size in some for pk in captures]
    stored = Capture.objects.select_related("stored").in_bulk(pks)
    read_by = None if asked.force else _read_by(articles, pks)
    batch = TargetBatch([])
    raws: list[RawCapture] = []
    for pk, captures, _size in some:
        article = articles.get(pk) if pk is not None else None
        held = tuple(stored[c] for c in captures if c in stored)
        if (pk is not None and article is None) or (pk is None and not held):
            continue
        batch.targets.append(Target(article, held))
        for capture in held:
            try:
                raw = raw_of(capture)
            except (CaptureBytes.DoesNotExist, zlib.error) as error:
                batch.problems[capture.pk] = Prepared(reason=f"Its bytes cannot be had: {error}")
                continue
            batch.asked.append(capture.pk)
            values = {f.name: getattr(raw, f.name) for f in fields(raw)}
            by = read_by(article, capture, capture == held[0]) if read_by and article else None
            raws.append(StoredCapture(**values, read_by=by))
    batch.reading = preparer.begin(raws)
    return batch


# --------------------------------------------------------------------------- by which versions


def _read_by(
    articles: dict[int, Article], captures: Sequence[int]
) -> Callable[[Article, Capture, bool], ReadBy | None]:
    """By what each capture was read: that of an article by what it shows, earlier ones by their latest."""
    shown = {a.current_capture_id for a in articles.values()}
    others = Reading.objects.filter(layer__capture__in=[pk for pk in captures if pk not in shown])
    latest = {r.layer.capture_id: r for r in others.select_related("layer").defer("blocks").order_by("pk")}
    recognised = _recognised_by(articles)

    def read_by(article: Article, capture: Capture, current: bool) -> ReadBy | None:
        if not current:
            return _versions(latest[capture.pk], None) if capture.pk in latest else None
        reading = article.current_reading
        if reading is None or reading.layer.capture_id != capture.pk:
            return None  # the article does not show it yet
        return _versions(reading, frozenset(recognised.get(article.pk, ())))

    return read_by


def _versions(reading: Reading, recognition: frozenset[str] | None) -> ReadBy:
    layer = reading.layer
    return ReadBy(layer.extractor, layer.version, reading.reader, reading.version, recognition)


def _recognised_by(articles: dict[int, Article]) -> dict[int, set[str]]:
    """Versions of the rules that recognised what is stored of each article; none where nothing is."""
    out: dict[int, set[str]] = defaultdict(set)
    for model in (Attestation, Quotation):
        rows = model._default_manager.filter(article__in=articles).order_by().distinct()
        for article, version in rows.values_list("article_id", "version"):
            out[article].add(version)
    named = Mention.objects.filter(article__in=articles, occurrence_count__gt=0).order_by()
    for article, occurrences in named.values_list("article_id", "occurrences"):
        out[article].update(o["version"] for o in occurrences)
    return out
