"""One capture into the database, whole or not at all: bytes first, then what was read in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from archive import changes, works
from archive.capture import Refusal, Revisit
from archive.documents import LayerText, ParsedArticle, RawCapture
from archive.identity import article_id
from archive.loading.articles import (
    apply_reading,
    changed_on_page,
    choose_current,
    review_anew,
    withdrawn_by_order,
)
from archive.loading.doubts import raise_doubts, set_aside
from archive.loading.identifying import (
    Contested,
    Work,
    find_work,
    hold_keys,
    propose_pair,
    take_over,
    words_of,
)
from archive.loading.readings import store_layer, store_read, store_reading
from archive.loading.records import RecordBook
from archive.loading.redirects import note_redirect
from archive.loading.revisits import find_original, remember
from archive.loading.same_text import propose_near
from archive.loading.showing import Preparing, refresh
from archive.models import Article, Capture, CaptureBytes, Doubt, Load, Sighting, WorkKey
from archive.models.merged import final
from archive.preparing import Prepared

Outcome = Sighting.Outcome


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
    remember(raw, capture)
    if capture.state == Capture.State.WITHDRAWN:
        message = f"These bytes were withdrawn and are not taken again: {capture.reason}"
        sight(raw, load, Outcome.REJECTED, message, None)
        return Stored(Outcome.REJECTED, message)
    return _meet_again(raw, capture, load, book, preparer)


def store_revisit(met: Revisit, load: Load, book: RecordBook, preparer: Preparing) -> Stored:
    """A record that says that known bytes stood there then: one sighting more, without the bytes."""
    capture = find_original(met)
    if capture is None or capture.state == Capture.State.WITHDRAWN:
        message = f"{met.path}#{met.record_offset} repeats a record that " + (
            "the archive does not hold: load the WARC file that holds it, then this one again."
            if capture is None
            else f"was withdrawn and is not taken again: {capture.reason}"
        )
        sight(met, load, Outcome.REJECTED, message, None)
        return Stored(Outcome.REJECTED, message)
    return _meet_again(met, capture, load, book, preparer)


def store_refusal(met: Refusal, load: Load) -> Stored:
    """What is not taken is met all the same; a redirect tells two addresses of one article besides."""
    outcome = Outcome(met.outcome)
    sight(met, load, outcome, met.message, None)
    if met.goal:
        note_redirect(met, load)
    return Stored(outcome, met.message)


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
        return _refuse(raw, load, withdrawn_message(work.article))
    if other := _looks_withdrawn(work):
        return quarantine(raw, other, load, prepared.layer)
    capture = _keep(raw, prepared.layer, load)
    return _become_article(raw, capture, prepared, work, words, book, met_by=load)


def withdrawn_message(article: Article) -> str:
    """Why no capture of an article that was withdrawn by order is shown."""
    return f"Its article was withdrawn and is not taken again: {article.state_reason}"


def _looks_withdrawn(work: Work) -> str:
    """Why a capture waits for a person although it was read: it looks like what was withdrawn; or ""."""
    alike = (other for other in work.alike() if other.state == Article.State.WITHDRAWN)
    return next(
        (
            f"It looks like {other.public_id}, an article that was withdrawn."
            for other in alike
            if withdrawn_by_order(other)
        ),
        "",
    )


def _become_article(
    raw: RawCapture,
    capture: Capture,
    prepared: Prepared,
    work: Work,
    words: str,
    book: RecordBook,
    *,
    met_by: Load | None,
) -> Stored:
    """Let a capture that was read be an article, or a revision of one.

    `met_by` is the load that met these bytes this moment, and gets the sighting; None for a capture that
    was stored, and sighted, before.
    """
    if prepared.article is None or prepared.layer is None:
        raise ValueError(f"Capture {capture.digest} was not read: {prepared.reason}")
    fresh = met_by is not None
    if fresh:
        reading = store_reading(
            store_layer(capture, prepared.layer, fresh=True), prepared.article, fresh=True
        )
    else:
        reading = store_read(capture, prepared)
    capture.compared_at = raw.captured_at or changed_on_page(reading)
    article = work.article
    outcome = Outcome.ARTICLE if article is None else Outcome.REVISION
    if article is None:
        article = Article(
            public_id=article_id(url=work.own_url, capture_digest=capture.digest),
            url=raw.url or "",
            first_load=met_by or capture.first_load,
        )
        apply_reading(article, capture, reading, prepared, words=words, book=book, near=work.near)
    else:
        article = Article.objects.select_for_update().get(pk=article.pk)  # an editor may be deciding
        capture.article, capture.linked_article = article, work.linked or article
        capture.save(update_fields=["article", "linked_article", "compared_at"])
    if met_by is not None:
        sight(raw, met_by, outcome, "", capture)
    set_aside(work, prepared.article, article, capture)
    if outcome == Outcome.REVISION:
        if choose_current(article) == capture:
            apply_reading(article, capture, reading, prepared, words=words, book=book, near=work.near)
        else:  # its page counts one capture more
            changes.log("article", article.public_id)
    remember(raw, capture)
    _tell_apart(work, article, capture, prepared.article)
    message = review_message(article)
    if message and met_by is not None:
        capture.sightings.filter(load=met_by).update(message=message)
    return Stored(outcome, message, capture, article)


def _tell_apart(work: Work, article: Article, capture: Capture, parsed: ParsedArticle) -> None:
    """Write by what the work is known, what it looks like, and what is doubtful about its address."""
    hold_keys(work, work.linked or article)
    concerned = raise_doubts(work, article, capture)
    if work.near is not None and article.current_capture_id == capture.pk:
        propose_near(article, parsed, work.near)
    if work.article is not None or work.doubted or work.claims.refused or work.claims.page > 1:
        review_anew(article)
    for other in concerned:
        review_anew(Article.objects.get(pk=other.pk))


def leave_quarantine(
    raw: RawCapture,
    capture: Capture,
    prepared: Prepared,
    book: RecordBook,
    *,
    revising: Callable[[Article], None] = lambda article: None,
) -> Stored:
    """Let a quarantined capture that can be read now be an article, or a revision of one.

    Else it stays where it is, with the reason of today. `raw` is what `raw_of` makes of it; `revising` is
    told of the article that a revision is of, before it changes. Call inside a transaction or savepoint of
    its own, the capture's row locked. Raises `NotRead` where its text is not what it was.
    """
    if prepared.article is None or prepared.layer is None:
        return _stay_quarantined(capture, prepared.reason or "Not understood.", prepared.layer)
    words = words_of(prepared.article, prepared.layer.text)
    work = find_work(raw, prepared.article, words)
    if work.article is not None and withdrawn_by_order(work.article):
        return _stay_quarantined(capture, withdrawn_message(work.article), prepared.layer)
    if other := _looks_withdrawn(work):
        return _stay_quarantined(capture, other, prepared.layer)
    if work.article is not None:
        revising(work.article)
    capture.state, capture.reason, capture.encoding = Capture.State.TAKEN, "", prepared.layer.encoding
    capture.save(update_fields=["state", "reason", "encoding"])
    return _become_article(raw, capture, prepared, work, words, book, met_by=None)


def _stay_quarantined(capture: Capture, reason: str, layer: LayerText | None) -> Stored:
    if layer is not None:
        store_layer(capture, layer)
    if capture.reason != reason:
        capture.reason = reason
        capture.save(update_fields=["reason"])
    return Stored(Outcome.QUARANTINED, reason, capture)


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
    for doubted in {doubt.article for doubt in Doubt.objects.filter(capture=capture)}:
        review_anew(article if doubted.pk == article.pk else doubted)
    return Stored(Outcome.DUPLICATE, message, capture, article)


def _learn_url(raw: RawCapture | Revisit, article: Article) -> None:
    """An address stated only now leads to the article too; one that leads elsewhere makes a proposed pair."""
    url = works.normalise_url(raw.url or "")
    if not url:
        return
    plain = works.plain_form(url)
    for form in dict.fromkeys([url, plain.url] if plain.page == 1 else [url]):
        first = (WorkKey.Scheme.URL, works.url_key(form))
        key, made = WorkKey.objects.select_related("article__merged_into").get_or_create(
            scheme=first[0], digest=first[1], defaults={"article": article}
        )
        holder = final(key.article)
        if made and not article.url:
            article.url = raw.url or ""
            article.save(update_fields=["url"])
            changes.log("article", article.public_id)
        elif holder.pk != article.pk:
            own = (first[0], works.turned(first[1], 1))
            free = not WorkKey.objects.filter(scheme=own[0], digest=own[1]).exclude(article=article).exists()
            if free and take_over(Contested(first, own, form), article):
                return
            propose_pair(
                "article", article.public_id, holder.public_id, f"Both were captured from {url}", score=0.8
            )
            return
