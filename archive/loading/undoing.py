"""Taking a load back: its sightings no longer count, and what they vouched for follows."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive import changes, verdicts
from archive.loading.articles import (
    UNDONE,
    choose_current,
    review_anew,
    withdrawn_by_order,
    withdrawn_by_undo,
)
from archive.loading.knowledge import PreparesHere
from archive.loading.records import RecordBook
from archive.loading.showing import Preparing, note_times, reread
from archive.models import Article, Capture, Load, Sighting


def affected_by(load: Load) -> Counter[str]:
    """What undoing a load would do, in numbers: sightings, articles withdrawn, articles revised."""
    out: Counter[str] = Counter(sightings=load.sightings.filter(live=True).count())
    for article in _articles_of(load):
        others = article.captures.filter(
            state=Capture.State.TAKEN, sightings__in=_live_elsewhere(article, load)
        ).distinct()
        if not others.exists():
            out["withdrawn"] += 1
        elif article.current_capture not in others:
            out["revised"] += 1
    return out


@transaction.atomic
def undo_load(load: Load, *, user: User | None) -> Counter[str]:
    """Withdraw a load's sightings and let what remains decide; bytes and decisions stay.

    Articles that no other load vouches for are withdrawn until they are loaded again. Returns what was done
    in numbers. Raises `ValueError` where it was undone before.
    """
    load = Load.objects.select_for_update().get(pk=load.pk)
    if load.undone_at is not None:
        raise ValueError("This load was undone already.")
    articles = list(_articles_of(load).values_list("pk", flat=True))
    out: Counter[str] = Counter(sightings=load.sightings.filter(live=True).update(live=False))
    load.undone_at, load.undone_by = timezone.now(), user
    load.save(update_fields=["undone_at", "undone_by"])
    if not articles:
        return out
    doubted = Article.objects.filter(doubts__capture__sightings__load=load)
    preparer, book = PreparesHere(), RecordBook(load)
    for pk in articles:
        article = Article.objects.select_for_update().get(pk=pk)
        for capture in article.captures.filter(sightings__load=load).distinct():
            note_times(capture)
        out[follow(article, book, preparer, load)] += 1
    for article in doubted.distinct().order_by("pk"):
        review_anew(article)  # what its captures made doubtful is no longer
    return +Counter({name: n for name, n in out.items() if name})


def follow(article: Article, book: RecordBook, preparer: Preparing, undone: Load | None = None) -> str:
    """Let an article follow its sightings: withdrawn where none counts any more, else its current capture.

    Returns "withdrawn", "revised" or "" for what was done.
    """
    current = choose_current(article)
    if current is None:
        when = f" ({undone.started_at:%Y-%m-%d %H:%M})" if undone else ""
        article.state = Article.State.WITHDRAWN
        article.state_reason = f"{UNDONE}{when}."
        article.changed_at = timezone.now()
        article.save(update_fields=["state", "state_reason", "changed_at"])
        changes.log("article", article.public_id)
        return "withdrawn"
    if current.pk == article.current_capture_id and not withdrawn_by_undo(article):
        return ""
    reread(article, current, book, preparer)
    return "revised"


def follow_captures(article: Article) -> None:
    """Let an article whose captures came or went by a merge show the one that is current now."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if withdrawn_by_order(article):
        return
    if not follow(article, RecordBook(article.first_load), PreparesHere()):
        verdicts.apply(article)  # those on the other article came or went with its captures
    review_anew(article)  # and what told the two apart


def _articles_of(load: Load) -> QuerySet[Article]:
    """Public articles that a sighting of this load vouches for."""
    return (
        Article.objects.public()
        .filter(captures__sightings__load=load, captures__sightings__live=True)
        .distinct()
        .order_by("pk")
    )


def _live_elsewhere(article: Article, load: Load) -> QuerySet[Sighting]:
    return Sighting.objects.filter(capture__article=article, live=True).exclude(load=load)
