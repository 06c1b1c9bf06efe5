"""Taking a load back: its sightings no longer count, and what they vouched for follows."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive import changes
from archive.loading.articles import UNDONE, choose_current
from archive.loading.records import RecordBook, known_names
from archive.loading.storing import refresh, reread
from archive.models import Article, Capture, Load, Sighting
from archive.preparing import prepare
from archive.recognition import Gazetteer


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
    articles = list(_articles_of(load))
    out: Counter[str] = Counter(sightings=load.sightings.filter(live=True).update(live=False))
    load.undone_at, load.undone_by = timezone.now(), user
    load.save(update_fields=["undone_at", "undone_by"])
    if not articles:
        return out
    gazetteer, book = Gazetteer.build(known_names()), RecordBook(load)
    for article in articles:
        if choose_current(article) is None:
            article.state = Article.State.WITHDRAWN
            article.state_reason = f"{UNDONE} ({load.started_at:%Y-%m-%d %H:%M})."
            article.changed_at = timezone.now()
            article.save(update_fields=["state", "state_reason", "changed_at"])
            changes.log("article", article.public_id)
            out["withdrawn"] += 1
            continue
        for capture in article.captures.filter(sightings__load=load).distinct():
            if refresh(article, capture, book, lambda raw: prepare(raw, gazetteer)):
                out["revised"] += 1
    return out


def follow_captures(article: Article) -> None:
    """Let an article whose captures came or went by a merge show the one that is current now."""
    current = choose_current(article)
    if current is not None and current.pk != article.current_capture_id:
        gazetteer = Gazetteer.build(known_names())
        reread(article, current, RecordBook(article.first_load), lambda raw: prepare(raw, gazetteer))


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
