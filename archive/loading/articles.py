"""What a reading makes of an article: its fields under editors' decisions, its state, what it mentions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils import timezone

from archive import changes, fields, works
from archive.documents import ReadingWarning, StatedDate
from archive.loading import doubts
from archive.loading.authors import authors_of, publisher_of, set_authors
from archive.loading.mentions import write_mentions
from archive.loading.records import RecordBook
from archive.loading.same_text import Near, keep_words
from archive.models import (
    Article,
    Capture,
    Conflict,
    Decision,
    Doubt,
    Reading,
    Sighting,
)
from archive.preparing import Prepared

#: Why an article waits for an editor although nothing is wrong with its capture.
NO_HEADLINE = {"code": "no-headline", "message": "No headline could be read; its first words stand in."}
NO_DATE = {"code": "no-date", "message": "No date of publication could be read."}


def stated(when: StatedDate | None) -> str | None:
    """The date as the page states it, in ISO: never converted, with time and offset only where printed."""
    if when is None:
        return None
    if when.instant is not None:
        return when.instant.isoformat(timespec="seconds" if when.precision == "second" else "minutes")
    if when.local_time:
        return f"{when.day.isoformat()}T{when.local_time}"
    return when.day.isoformat()


def choose_current(article: Article) -> Capture | None:
    """The capture that an article's text and fields come from; None where no load vouches for any.

    By the time it is compared by: timed beats untimed, later beats earlier, ties go by order of loading. One
    that was set aside (an error page in the article's place) is chosen only where there is no other.
    """
    live = Sighting.objects.filter(capture=OuterRef("pk"), live=True)
    captures = article.captures.filter(Exists(live), state=Capture.State.TAKEN)
    aside = Exists(Doubt.objects.filter(capture=OuterRef("pk"), aside=True))
    ordered = captures.order_by(aside.asc(), F("compared_at").desc(nulls_last=True), "-pk")
    return ordered.first()


def compared_at(capture: Capture, reading: Reading | None) -> datetime | None:
    """When a capture is from: the latest time stated among its live sightings, else the page's change."""
    latest = capture.sightings.filter(live=True).aggregate(latest=Max("captured_at"))["latest"]
    return latest or changed_on_page(reading)


def changed_on_page(reading: Reading | None) -> datetime | None:
    """The date of change that the page states; a day without a zone counts from its midnight UTC."""
    if reading is None:
        return None
    updated = reading.fields.get("updated")
    if not updated:
        return None
    day, clock, instant = fields.parse_stated(updated["value"])
    if instant is not None:
        return instant
    return datetime.combine(day, clock or time.min, tzinfo=UTC)


def apply_reading(
    article: Article,
    capture: Capture,
    reading: Reading,
    prepared: Prepared,
    *,
    words: str,
    book: RecordBook,
    near: Near | None = None,
) -> None:
    """Let the article show this reading, except where an editor decided; saves all that hangs on it.

    `near` is what was looked up of nearly equal texts, if it was.
    """
    if prepared.layer is None or prepared.article is None or prepared.recognised is None:
        raise ValueError(f"Capture {capture.digest} was not read: {prepared.reason}")
    fresh = article.pk is None
    parsed, text = prepared.article, prepared.layer.text
    decided = {} if fresh else _decisions(article)

    for field, key in fields.READING_KEYS.items():
        if _stands(decided.get(field), fields.reading_value(reading, field), reading):
            continue
        found = reading.fields.get(key, {})
        value = found.get("value")
        if field == "url":
            value = _address_shown(article, capture, value)
        if field == "publisher" and value:
            article.publisher = publisher_of(value, book)
            continue
        if field == "headline":
            article.headline_stands_in = not value
            value = value or fields.stand_in_headline(fields.first_words(reading))
        fields.set_field(
            article, field, value, precision=found.get("precision", ""), reason=found.get("reason", "")
        )
    article.current_capture, article.current_reading = capture, reading
    _set_state(article, reading, decided, prepared.recognised.warnings)
    article.changed_at = timezone.now()
    article.save()
    if capture.article_id is None:
        capture.article = capture.linked_article = article
        capture.save(update_fields=["article", "linked_article", "compared_at"])
    keep_words(article, words, fresh=fresh, near=near)
    if not _stands(decided.get("authors"), fields.reading_value(reading, "authors"), reading):
        set_authors(article, authors_of(reading.authors, book) if reading.authors else [], fresh=fresh)
    write_mentions(article, reading.layer, text, parsed, prepared.recognised, book=book, fresh=fresh)
    changes.log("article", article.public_id)


def _address_otherwise(article: Article, capture: Capture) -> str:
    """The address of an article whose page states none: a sighting's, else what another capture states.

    One that was read before and is not any more is gone with that reading.
    """
    if not article.url:
        return ""
    seen = Sighting.objects.filter(capture__article=article, live=True).exclude(source_url="")
    if first := seen.order_by("pk").first():
        return first.source_url
    others = Reading.objects.filter(layer__capture__article=article).exclude(layer__capture=capture)
    latest = {r.layer.capture_id: r for r in others.select_related("layer").order_by("pk")}
    return next((url for r in latest.values() if (url := fields.reading_value(r, "url"))), "")


def _address_shown(article: Article, capture: Capture, claimed: str | None) -> str:
    """The source address: what the container states outweighs what the page claims, unless they agree.

    A claim that was not believed is none.
    """
    if article.pk is None:
        stated = article.url
    else:
        seen = capture.sightings.filter(live=True).exclude(source_url="").order_by("-pk")
        stated = seen.values_list("source_url", flat=True).first() or ""
    if not claimed:
        return stated or (article.url if article.pk is None else _address_otherwise(article, capture))
    ours, theirs = works.normalise_url(stated), works.normalise_url(claimed)
    if ours is not None:
        return claimed if theirs is not None and works.agree(ours, theirs) else stated
    if theirs is not None and works.is_front(theirs):
        return ""
    return "" if article.pk is not None and doubts.refused_address(article, [capture]) else claimed


def review_anew(article: Article) -> None:
    """Let an article's state and address follow what is doubted of it now; writes only what changed."""
    reading = article.current_reading
    if reading is None or article.merged_into_id is not None or withdrawn_by_order(article):
        return
    if any(reason["code"] == "unreadable" for reason in article.review_reasons):
        return  # until it can be read again
    shown = ("review_reasons", "state", "state_reason", "url")
    before = [getattr(article, name) for name in shown]
    decided = _decisions(article)
    withdrawn = article.state == Article.State.WITHDRAWN
    if not withdrawn:
        # What recognition found odd is stored nowhere else.
        odd = [r for r in article.review_reasons if r["code"].startswith("recogniser-")]
        _set_state(article, reading, decided, [ReadingWarning(r["code"], r["message"]) for r in odd])
        capture = article.current_capture
        if "url" not in decided and capture is not None:
            found = reading.fields.get("url", {})
            article.url = _address_shown(article, capture, found.get("value"))
    if [getattr(article, name) for name in shown] != before:
        article.changed_at = timezone.now()
        article.save(update_fields=[*shown, "changed_at"])
        changes.log("article", article.public_id)


def _decisions(article: Article) -> dict[str, Decision]:
    found = Decision.objects.filter(record_kind="article", record_id=article.public_id, ended_at=None)
    return {d.field: d for d in found}


def _stands(decision: Decision | None, now: Any, reading: Reading) -> bool:
    """Whether an editor's decision holds against this reading; a changed reading opens a conflict.

    Compared are the reading then and the reading now, never the decided value: an editor who confirmed what
    was read still owns it.
    """
    if decision is None:
        return False
    open_conflict = decision.conflicts.filter(resolved_at=None).first()
    if decision.reading_value == now:
        if open_conflict:  # the page went back to what it said
            open_conflict.delete()
    elif open_conflict is None:
        Conflict.objects.create(decision=decision, reading=reading, reading_value=now)
    elif open_conflict.reading_value != now:
        open_conflict.reading, open_conflict.reading_value = reading, now
        open_conflict.save(update_fields=["reading", "reading_value"])
    return True


def _set_state(
    article: Article, reading: Reading, decided: dict[str, Decision], found_odd: Iterable[ReadingWarning] = ()
) -> None:
    """In review where something is unknown or odd; an editor's word on the state stands."""
    reasons = [
        *([NO_HEADLINE] if article.headline_stands_in else []),
        *([NO_DATE] if article.published is None else []),
        *({"code": "encoding", "message": remark} for remark in reading.layer.remarks),
        *({"code": w["code"], "message": w["message"]} for w in reading.warnings),
        *(doubts.reasons(article) if article.pk is not None else ()),
        *({"code": w.code, "message": w.message} for w in found_odd),
    ]
    article.review_reasons = reasons
    if article.state == Article.State.WITHDRAWN and not withdrawn_by_undo(article):
        return
    decision = decided.get("state")
    read = fields.what_was_read(article, "state")
    if decision is not None and _stands(decision, read, reading):
        article.state = str(decision.value)
    else:
        article.state = Article.State.REVIEW if reasons else Article.State.PUBLISHED
    article.state_reason = ""


#: What `state_reason` begins with where no load vouches for the article; loading again reinstates it.
UNDONE = "Its load was undone"


def withdrawn_by_order(article: Article) -> bool:
    """Whether an editor had the article taken out for good: its bytes are gone."""
    withdrawn = Capture.objects.filter(state=Capture.State.WITHDRAWN)
    return withdrawn.filter(Q(article=article) | Q(linked_article=article)).exists()


def withdrawn_by_undo(article: Article) -> bool:
    """Whether an article is withdrawn because its loads were undone, not by an editor's order."""
    return article.state == Article.State.WITHDRAWN and article.state_reason.startswith(UNDONE)
