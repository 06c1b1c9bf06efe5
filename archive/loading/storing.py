"""One capture into the database, whole or not at all: bytes first, then what was read in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from archive import changes, works
from archive.capture import Refusal, Revisit
from archive.documents import FieldValue, LayerText, ParsedArticle, RawCapture, Span, StatedDate
from archive.identity import article_id
from archive.loading.articles import (
    apply_reading,
    changed_on_page,
    choose_current,
    compared_at,
    stated,
    withdrawn_by_order,
    withdrawn_by_undo,
)
from archive.loading.identifying import find_work, hold_keys, propose_pair, words_of
from archive.loading.records import RecordBook
from archive.models import (
    Article,
    Capture,
    CaptureBytes,
    LayerContent,
    Load,
    Reading,
    Sighting,
    TextLayer,
    WorkKey,
)
from archive.models.merged import final
from archive.preparing import Prepared

Outcome = Sighting.Outcome
Preparing = Callable[[RawCapture], Prepared]


@dataclass(frozen=True, slots=True)
class Stored:
    """What came of one document that was met."""

    outcome: Outcome
    message: str = ""
    capture: Capture | None = None
    article: Article | None = None


def known_digests(raws: list[RawCapture]) -> set[str]:
    """Which of these bytes the archive holds already: they need no reading."""
    return set(Capture.objects.filter(digest__in=[r.digest for r in raws]).values_list("digest", flat=True))


def store(
    raw: RawCapture, prepared: Prepared | None, load: Load, book: RecordBook, preparer: Preparing
) -> Stored:
    """Store one capture and its sighting. Call inside a transaction or savepoint of its own.

    `prepared` is None where the bytes were known when the batch began; `preparer` reads them again should
    they be needed all the same. Raises `IntegrityError` when another loader was first: try again.
    """
    capture = (
        Capture.objects.filter(digest=raw.digest).select_related("article", "article__merged_into").first()
    )
    if capture is None:
        return _take(raw, prepared or preparer(raw), load, book)
    if capture.state == Capture.State.WITHDRAWN:
        message = f"These bytes were withdrawn and are not taken again: {capture.reason}"
        sight(raw, load, Outcome.REJECTED, message, None)
        return Stored(Outcome.REJECTED, message)
    return _meet_again(raw, capture, load, book, preparer)


def store_revisit(met: Revisit, load: Load, book: RecordBook, preparer: Preparing) -> Stored:
    """A record that says that known bytes stood there then: one sighting more, without the bytes."""
    capture = (
        Capture.objects.filter(digest=met.digest).select_related("article", "article__merged_into").first()
    )
    if capture is None or capture.state == Capture.State.WITHDRAWN:
        message = f"{met.path}#{met.record_offset} repeats a record that was not taken."
        sight(met, load, Outcome.REJECTED, message, None)
        return Stored(Outcome.REJECTED, message)
    return _meet_again(met, capture, load, book, preparer)


def sight(
    met: RawCapture | Refusal | Revisit, load: Load, outcome: Outcome, message: str, capture: Capture | None
) -> None:
    """Write that a load met a document."""
    offset = met.record_offset
    digest = "" if isinstance(met, Refusal) else met.digest
    where = met.path_bytes + (b"" if offset is None else b"#%d" % offset)
    place = hashlib.sha256(where + b"\0" + digest.encode()).hexdigest()
    made = Sighting(
        load=load,
        place_digest=place,
        path=met.path,
        path_bytes=met.path_bytes,
        record_offset=offset,
        source_url=met.url or "",
        captured_at=met.captured_at,
        outcome=outcome,
        message=message[:1000],
        capture=capture,
    )
    # A path given twice on the command line is met twice by one load, and stands once.
    Sighting.objects.bulk_create([made], ignore_conflicts=True)


def _take(raw: RawCapture, prepared: Prepared, load: Load, book: RecordBook) -> Stored:
    """Bytes that are new: stored, read, and made an article or a revision of one; else quarantined."""
    if prepared.unreadable:
        return _refuse(raw, load, prepared.reason)
    if prepared.article is None or prepared.layer is None:
        return quarantine(raw, prepared.reason or "Not understood.", load, prepared.layer)
    words = words_of(prepared.article, prepared.layer.text)
    work = find_work(raw, prepared.article, words)
    if work.article is not None and withdrawn_by_order(work.article):
        return _refuse(
            raw, load, f"Its article was withdrawn and is not taken again: {work.article.state_reason}"
        )
    for other, _reason in work.close:
        if withdrawn_by_order(other):
            return quarantine(
                raw, f"It looks like {other.public_id}, an article that was withdrawn.", load, prepared.layer
            )

    capture = _keep(raw, prepared.layer, load)
    layer = store_layer(capture, prepared.layer, fresh=True)
    reading = store_reading(layer, prepared.article, fresh=True)
    capture.compared_at = raw.captured_at or changed_on_page(reading)
    article = work.article
    if article is None:
        outcome = Outcome.ARTICLE
        article = Article(
            public_id=article_id(url=work.url, capture_digest=capture.digest),
            url=raw.url or "",
            first_load=load,
        )
        apply_reading(article, capture, reading, prepared, words=words, book=book)
        message = review_message(article)
        sight(raw, load, outcome, message, capture)
    else:
        outcome = Outcome.REVISION
        article = Article.objects.select_for_update().get(pk=article.pk)  # an editor may be deciding
        capture.article, capture.linked_article = article, work.linked or article
        capture.save(update_fields=["article", "linked_article", "compared_at"])
        sight(raw, load, outcome, "", capture)
        if choose_current(article) == capture:
            apply_reading(article, capture, reading, prepared, words=words, book=book)
        else:  # its page counts one capture more
            changes.log("article", article.public_id)
        message = review_message(article)
        if message:
            capture.sightings.filter(load=load).update(message=message)
    hold_keys(work, work.linked or article)
    return Stored(outcome, message, capture, article)


def _refuse(raw: RawCapture, load: Load, reason: str) -> Stored:
    sight(raw, load, Outcome.REJECTED, reason, None)
    return Stored(Outcome.REJECTED, reason)


def _keep(raw: RawCapture, layer: LayerText | None, load: Load, quarantined: str = "") -> Capture:
    """The row of bytes that are new, and the bytes."""
    capture = Capture(
        digest=raw.digest,
        size=len(raw.content),
        media_type=raw.media_type,
        declared_encoding=(raw.stated_encoding or "")[:40],
        encoding=layer.encoding if layer else "",
        state=Capture.State.QUARANTINED if quarantined else Capture.State.TAKEN,
        reason=quarantined,
        first_load=load,
    )
    capture.save(force_insert=True)
    CaptureBytes.objects.create(capture=capture, data=CaptureBytes.pack(raw.content))
    return capture


def quarantine(raw: RawCapture, reason: str, load: Load, layer: LayerText | None = None) -> Stored:
    """Keep the bytes of a document that is not understood, not public, for a person to look at."""
    capture = Capture.objects.filter(digest=raw.digest).first()
    if capture is not None:
        sight(raw, load, Outcome.DUPLICATE, reason, capture)
        return Stored(Outcome.DUPLICATE, reason, capture, capture.article)
    capture = _keep(raw, layer, load, quarantined=reason)
    if layer is not None:
        store_layer(capture, layer, fresh=True)
    sight(raw, load, Outcome.QUARANTINED, reason, capture)
    return Stored(Outcome.QUARANTINED, reason, capture)


def review_message(article: Article) -> str:
    """Why an article waits for an editor, in one message; empty where nothing is odd."""
    return " ".join(dict.fromkeys(r["message"] for r in article.review_reasons))[:1000]


def _meet_again(
    raw: RawCapture | Revisit, capture: Capture, load: Load, book: RecordBook, preparer: Preparing
) -> Stored:
    """Bytes that are known: one sighting more, which may say when they were captured, or from where."""
    quarantined = capture.state == Capture.State.QUARANTINED
    message = capture.reason if quarantined else ""
    sight(raw, load, Outcome.DUPLICATE, message, capture)
    article = capture.article
    if article is None:
        return Stored(Outcome.DUPLICATE, message, capture)
    article = Article.objects.select_for_update().get(pk=article.pk)
    _learn_url(raw, article)
    refresh(article, capture, book, preparer)
    return Stored(Outcome.DUPLICATE, message, capture, article)


def _learn_url(raw: RawCapture | Revisit, article: Article) -> None:
    """An address stated only now leads to the article too; one that leads elsewhere makes a proposed pair."""
    url = works.normalise_url(raw.url or "")
    if not url:
        return
    key, made = WorkKey.objects.select_related("article").get_or_create(
        scheme=WorkKey.Scheme.URL, digest=works.url_key(url), defaults={"article": article}
    )
    holder = final(key.article)
    if made and not article.url:
        article.url = raw.url or ""
        article.save(update_fields=["url"])
        changes.log("article", article.public_id)
    elif holder.pk != article.pk:
        propose_pair(
            "article", article.public_id, holder.public_id, f"Both were captured from {url}", score=0.8
        )


def refresh(article: Article, capture: Capture, book: RecordBook, preparer: Preparing) -> None:
    """Let the article follow a new sighting: times compared, current capture, reinstated after an undo."""
    note_times(capture)
    current = choose_current(article)
    if current is None or (article.current_capture_id == current.pk and not withdrawn_by_undo(article)):
        return
    reread(article, current, book, preparer)


def note_times(capture: Capture) -> None:
    """Write anew when a capture is from, after a sighting came or no longer counts."""
    reading = Reading.objects.filter(layer__capture=capture).order_by("-pk").first()
    when = compared_at(capture, reading)
    if when != capture.compared_at:
        capture.compared_at = when
        capture.save(update_fields=["compared_at"])


def reread(article: Article, capture: Capture, book: RecordBook, preparer: Preparing) -> None:
    """Read a stored capture with today's readers and let the article show it.

    Where they cannot read it any more, the article stays as it was and waits for an editor.
    """
    raw = RawCapture(
        path="",
        path_bytes=b"",
        content=capture.content,
        media_type=capture.media_type,
        stated_encoding=capture.declared_encoding or None,
    )
    prepared = preparer(raw)
    if prepared.article is None or prepared.layer is None:
        message = f"Capture {capture.digest[:12]} can no longer be read: {prepared.reason}"
        reason = {"code": "unreadable", "message": message}
        if reason in article.review_reasons and article.state == Article.State.REVIEW:
            return  # said at an earlier meeting; loading again changes nothing
        article.review_reasons = [*article.review_reasons, reason]
        article.state, article.state_reason = Article.State.REVIEW, ""
        article.save(update_fields=["review_reasons", "state", "state_reason"])
        changes.log("article", article.public_id)
        return
    reading = store_reading(store_layer(capture, prepared.layer), prepared.article)
    words = words_of(prepared.article, prepared.layer.text)
    apply_reading(article, capture, reading, prepared, words=words, book=book)


def store_layer(capture: Capture, made: LayerText, *, fresh: bool = False) -> TextLayer:
    """The row of a text layer, which is immutable: made once for each extractor and version.

    `fresh`: the capture is new and has none yet.
    """
    if fresh:
        layer = TextLayer.objects.create(
            capture=capture,
            extractor=made.extractor,
            version=made.version,
            digest=made.digest,
            length=len(made.text),
            remarks=list(made.remarks),
        )
        content = LayerContent.objects.create(layer=layer, text=made.text)
        layer.content = content
        return layer
    layer, new = TextLayer.objects.get_or_create(
        capture=capture,
        extractor=made.extractor,
        version=made.version,
        defaults={"digest": made.digest, "length": len(made.text), "remarks": list(made.remarks)},
    )
    if new:
        LayerContent.objects.create(layer=layer, text=made.text)
    return layer


def store_reading(layer: TextLayer, parsed: ParsedArticle, *, fresh: bool = False) -> Reading:
    """The row of a reading, made once for each reader and version. `fresh`: the layer is new."""
    made = {
        "fields": _fields(parsed),
        "authors": [_value(a) for a in parsed.authors],
        "blocks": [[b.kind.value, b.start, b.end] for b in parsed.blocks],
        "images": [
            {"text": _pair(i.text), "credit": _pair(i.credit), "alt": _pair(i.alt)} for i in parsed.images
        ],
        "related": [[s.start, s.end] for s in parsed.related],
        "warnings": [asdict(w) for w in parsed.warnings],
    }
    by = {"layer": layer, "reader": parsed.reader, "version": parsed.version}
    return (
        Reading.objects.create(**by, **made)
        if fresh
        else Reading.objects.get_or_create(**by, defaults=made)[0]
    )


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _fields(parsed: ParsedArticle) -> dict[str, Any]:
    made: dict[str, Any] = {name: _value(value) for name, value in parsed.fields.items()}
    for name, when in (("date", parsed.published), ("updated", parsed.updated)):
        if when is not None:
            made[name] = _date(when)
    return made


def _value(value: FieldValue) -> dict[str, Any]:
    return {"value": value.value, "rule": value.rule, "start": value.start, "end": value.end}


def _date(when: StatedDate) -> dict[str, Any]:
    return {
        "value": stated(when),
        "rule": when.rule,
        "start": when.start,
        "end": when.end,
        "precision": when.precision.value,
        "reason": when.reason,
    }
