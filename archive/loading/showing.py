"""Which capture an article shows: stored ones compared, and read again with today's readers."""

from __future__ import annotations

from collections.abc import Callable

from archive import changes
from archive.documents import RawCapture
from archive.loading.articles import (
    apply_reading,
    choose_current,
    compared_at,
    review_anew,
    withdrawn_by_undo,
)
from archive.loading.identifying import words_of
from archive.loading.readings import NotRead, store_read
from archive.loading.records import RecordBook
from archive.models import Article, Capture, Reading
from archive.preparing import Prepared

#: Reads one capture, in this process or another.
Preparing = Callable[[RawCapture], Prepared]


def refresh(article: Article, capture: Capture, book: RecordBook, preparer: Preparing) -> None:
    """Let the article follow a new sighting: times compared, current capture, reinstated after an undo."""
    note_times(capture)
    current = choose_current(article)
    if current is None or (article.current_capture_id == current.pk and not withdrawn_by_undo(article)):
        return
    reread(article, current, book, preparer)


def note_times(capture: Capture, reading: Reading | None = None) -> None:
    """Write anew when a capture is from, after a sighting came or no longer counts, or it was read again.

    By `reading`, else by the one that its article shows, else by its latest.
    """
    if reading is None:
        readings = Reading.objects.filter(layer__capture=capture).order_by("-pk")
        shown = Article.objects.filter(current_capture=capture).values("current_reading")
        reading = readings.filter(pk__in=shown).first() or readings.first()
    when = compared_at(capture, reading)
    if when != capture.compared_at:
        capture.compared_at = when
        capture.save(update_fields=["compared_at"])


def reread(article: Article, capture: Capture, book: RecordBook, preparer: Preparing) -> None:
    """Read a stored capture with today's readers and let the article show it.

    Where they cannot read it any more, the article stays as it was and waits for an editor.
    """
    prepared = preparer(raw_of(capture))
    try:
        reading = store_read(capture, prepared)
    except NotRead as problem:
        message = f"Capture {capture.digest[:12]} can no longer be read: {problem}"
        reason = {"code": "unreadable", "message": message}
        if reason in article.review_reasons and article.state == Article.State.REVIEW:
            return  # said at an earlier meeting; loading again changes nothing
        article.review_reasons = [*article.review_reasons, reason]
        article.state, article.state_reason = Article.State.REVIEW, ""
        article.save(update_fields=["review_reasons", "state", "state_reason"])
        changes.log("article", article.public_id)
        return
    show(article, capture, reading, prepared, book)


def show(article: Article, capture: Capture, reading: Reading, prepared: Prepared, book: RecordBook) -> None:
    """Let an article that exists show the reading of a capture of its own."""
    if prepared.article is None or prepared.layer is None:
        raise ValueError(f"Capture {capture.digest} was not read: {prepared.reason}")
    words = words_of(prepared.article, prepared.layer.text)
    apply_reading(article, capture, reading, prepared, words=words, book=book)
    review_anew(article)  # its address may be another now


def raw_of(capture: Capture) -> RawCapture:
    """A stored capture as it was when it came: its bytes, with what its sightings state of it.

    Raises `CaptureBytes.DoesNotExist` once it is withdrawn.
    """
    sightings = list(capture.sightings.filter(live=True).order_by("pk"))
    first = sightings[0] if sightings else None
    times = [s.captured_at for s in sightings if s.captured_at]
    return RawCapture(
        path=first.path if first else capture.digest,
        path_bytes=bytes(first.path_bytes) if first else b"",
        content=capture.content,
        media_type=capture.media_type,
        url=next((s.source_url for s in sightings if s.source_url), None),
        captured_at=max(times, default=None),
        record_offset=first.record_offset if first else None,
        stated_encoding=capture.declared_encoding or None,
    )
