"""Stored captures read again with today's program; what is new is stored the way that loading stores it."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from archive import changes
from archive.loading.articles import choose_current, review_anew, withdrawn_by_order
from archive.loading.batches import (
    TRIES,
    BatchUndone,
    follow_merges,
    full,
    interrupts_held_back,
    together,
)
from archive.loading.differences import difference, picture_of
from archive.loading.doubts import raise_doubts
from archive.loading.identifying import find_work, hold_keys, propose_pair, words_of
from archive.loading.knowledge import preparer_now
from archive.loading.lookalikes import propose_look_alikes
from archive.loading.outcomes import Reread, RereadTally, reread_line
from archive.loading.readings import NotRead, store_read
from archive.loading.records import RecordBook
from archive.loading.showing import Preparing, note_times, raw_of, show
from archive.loading.storing import leave_quarantine
from archive.loading.targets import Asked, Target, TargetBatch, begun
from archive.models import Article, ArticleRereading, Batch, Capture, Load, Reading, Rereading
from archive.preparing import Prepared, Preparer, prepare_again

log = logging.getLogger(__name__)

Outcome = ArticleRereading.Outcome


def reread(
    asked: Asked,
    *,
    user: User | None = None,
    reason: str = "",
    dry_run: bool = False,
    workers: int = 1,
    report: Callable[[dict[str, Any]], None] = lambda line: None,
    progress: Callable[[int], None] = lambda count: None,
) -> RereadTally:
    """Read again what is asked; `report` gets a line for each article once it is committed.

    A dry run does all of it and takes it back at the end. Raises `DatabaseError` where the run cannot begin.
    A full disk or an interrupt ends it early (`RereadTally.stopped`), with all before it kept.
    """
    if dry_run:
        with transaction.atomic():
            tally = _run(asked, user, reason, workers, report, progress)
            transaction.set_rollback(True)
        return tally
    return _run(asked, user, reason, workers, report, progress)


def _run(
    asked: Asked,
    user: User | None,
    reason: str,
    workers: int,
    report: Callable[[dict[str, Any]], None],
    progress: Callable[[int], None],
) -> RereadTally:
    settings = {**asked.settings(), "workers": workers}
    run = Rereading.objects.create(kind=Batch.Kind.REREADING, user=user, reason=reason, settings=settings)
    tally, book = RereadTally(asked.quarantined, stopped="the program ended"), RecordBook(run)
    preparer: Preparer | None = None
    try:
        preparer = preparer_now(workers, read=prepare_again)
        for batch in begun(asked, preparer):
            for done in _store_batch(batch, run, book, preparer):
                with interrupts_held_back():
                    for one in done:
                        tally.count(one)
                        report(reread_line(one))
                progress(len(done))
        tally.stopped = ""
    except KeyboardInterrupt:
        tally.stopped = "interrupted"
    except BatchUndone:
        tally.stopped = "the run was undone while it ran"
    except (OperationalError, OSError) as error:
        tally.stopped = str(error)
        if not tally.total and not full(error):
            raise
    finally:
        if preparer is not None:
            preparer.close()
        _finish(run, tally)
    return tally


def _finish(run: Rereading, tally: RereadTally) -> None:
    run.tally, run.changes = dict(tally.by_outcome), tally.changes()
    run.state = Load.State.STOPPED if tally.stopped else Load.State.FINISHED
    if tally.stopped:
        run.reason = f"{run.reason} ({tally.stopped})".strip()
    run.finished_at = timezone.now()
    try:
        run.save(update_fields=["tally", "changes", "state", "reason", "finished_at"])
    except DatabaseError:
        # A full disk refuses this too; the tally on the terminal and the report have it.
        log.warning("The run's tally could not be written to the database.")


def _store_batch(
    batch: TargetBatch, run: Rereading, book: RecordBook, preparer: Preparer
) -> Iterator[list[Reread]]:
    """Store a batch; what is committed comes out at once."""
    prepared = batch.prepared()

    def store_all(some: Sequence[Target]) -> list[Reread]:
        if Rereading.objects.select_for_update().get(pk=run.pk).undone_at is not None:
            raise BatchUndone
        stored = [_store_one(target, prepared, book, preparer.prepare) for target in some]
        propose_look_alikes(book.made)
        follow_merges([s.article for s in stored if s.article is not None and s.outcome in _WRITTEN])
        ArticleRereading.objects.bulk_create(
            ArticleRereading(
                rereading=run,
                article=s.article,
                outcome=s.outcome,
                before=s.before,
                after=s.after,
                message=s.message[:1000],
                changes=s.difference.counts if s.difference else {},
            )
            for s in stored
            if s.article is not None and s.outcome in _RECORDED
        )
        return stored

    yield from together(
        store_all, batch.targets, book, [p.recognised for p in prepared.values() if p.recognised]
    )


#: What was written to the article, and what an editor may want to look up.
_WRITTEN = frozenset({Outcome.CHANGED, Outcome.SAME, Outcome.ARTICLE, Outcome.REVISION, Outcome.KEPT})
_RECORDED = _WRITTEN | {Outcome.FAILED}


def _store_one(target: Target, prepared: dict[int, Prepared], book: RecordBook, read: Preparing) -> Reread:
    """What comes of one article or quarantined capture; never raises for what it holds."""
    reads = [(capture, prepared[capture.pk]) for capture in target.captures]
    for turn in itertools.count(1):
        held = list(book.made)
        try:
            if target.article is None:
                return _read_quarantined(*reads[0], book)
            return _read_article(target.article, reads, book, read)
        except IntegrityError as error:
            # A loader made the same candidate or key a moment ago: now it can be met.
            _take_back(book, held)
            if turn == TRIES:
                log.exception("%s could not be stored", target)
                return _failed(target, str(error))
        except OperationalError:
            raise
        except Exception as error:
            _take_back(book, held)
            log.exception("%s could not be stored", target)
            return _failed(target, f"{type(error).__name__}: {error}")
    raise AssertionError


def _take_back(book: RecordBook, held: list[Any]) -> None:
    """Candidates made since are not in the database any more; those of earlier articles are."""
    book.forget()
    book.made.extend(held)


def _failed(target: Target, problem: str) -> Reread:
    capture = target.captures[0] if target.captures else None
    return Reread(Outcome.FAILED, target.article, capture, f"It could not be stored as read: {problem}")


class _AsBefore(Exception):
    """Nothing is otherwise than it was: what was written for comparison goes back."""


def _read_article(
    article: Article, reads: Sequence[tuple[Capture, Prepared]], book: RecordBook, read: Preparing
) -> Reread:
    """Let an article follow today's reading of its captures, the current one first."""
    if reads and all(prepared.as_before for _capture, prepared in reads):
        return Reread(Outcome.UNCHANGED, article, reads[0][0])
    article = Article.objects.select_for_update().get(pk=article.pk)
    ours = set(article.captures.filter(state=Capture.State.TAKEN).values_list("pk", flat=True))
    reads = [(capture, prepared) for capture, prepared in reads if capture.pk in ours]
    if article.state == Article.State.WITHDRAWN or not reads:
        return Reread(Outcome.GONE, article, None, "It was withdrawn or merged meanwhile.")
    before, shown_before = picture_of(article), article.current_reading
    problems: list[str] = []
    held = list(book.made)
    try:
        with transaction.atomic(), changes.together():
            problems = _store_readings(article, reads, book, read)
            after = picture_of(article)
            if after == before:
                raise _AsBefore  # noqa: TRY301
    except _AsBefore:
        if len(book.made) != len(held):
            _take_back(book, held)
        outcome = Outcome.KEPT if problems else Outcome.UNCHANGED
        return Reread(outcome, article, reads[0][0], " ".join(problems), before=shown_before)
    found = difference(before, after)
    outcome = Outcome.KEPT if problems else Outcome.CHANGED if found.counts else Outcome.SAME
    article.refresh_from_db()
    return Reread(
        outcome, article, reads[0][0], " ".join(problems), shown_before, article.current_reading, found
    )


def _store_readings(
    article: Article, reads: Sequence[tuple[Capture, Prepared]], book: RecordBook, read: Preparing
) -> list[str]:
    """Store what was read, and let the article show the capture that is current then.

    Returns why captures could not be read, in words for an editor. A reading may state another date of
    change, and with it another capture may be the latest: that one is read, too.
    """
    problems: list[str] = []
    made: dict[int, tuple[Reading, Prepared]] = {}

    def keep(capture: Capture, prepared: Prepared) -> None:
        try:
            with transaction.atomic():
                reading = store_read(capture, prepared)
        except NotRead as problem:
            problems.append(f"Capture {capture.digest[:12]} cannot be read again: {problem}")
        else:
            made[capture.pk] = reading, prepared
            note_times(capture, reading)

    for capture, prepared in reads:
        if not prepared.as_before:
            keep(capture, prepared)
    current = choose_current(article)
    if current is None or not (made or problems):
        return problems
    if current.pk not in made:
        if current.pk == article.current_capture_id or current.pk in {c.pk for c, _p in reads}:
            return problems
        keep(current, read(raw_of(current)))
    if current.pk in made:
        reading, prepared = made[current.pk]
        show(article, current, reading, prepared, book)
        _note_work(article, current, prepared)
    return problems


def _note_work(article: Article, capture: Capture, prepared: Prepared) -> None:
    """Hold the keys that are read now; where they lead to another article, propose the pair.

    A capture stays with its article: only an editor says that two are one.
    """
    if prepared.article is None or prepared.layer is None:
        return
    words = words_of(prepared.article, prepared.layer.text)
    work = find_work(raw_of(capture), prepared.article, words)
    work.close = [(other, why) for other, why in work.close if not withdrawn_by_order(other)]
    other = work.article
    if other is not None and other.pk != article.pk and not withdrawn_by_order(other):
        why = "Read again, the address or headline of one leads to the other."
        propose_pair("article", article.public_id, other.public_id, why, score=0.9)
    hold_keys(work, capture.linked_article or article)
    concerned = raise_doubts(work, article, capture)  # it claims another's address now, and is not believed
    review_anew(article)
    for claimed in concerned:
        review_anew(Article.objects.get(pk=claimed.pk))


def _read_quarantined(capture: Capture, prepared: Prepared, book: RecordBook) -> Reread:
    """Let a quarantined capture be what today's program makes of it."""
    capture = Capture.objects.select_for_update().get(pk=capture.pk)
    if capture.state != Capture.State.QUARANTINED:
        return Reread(Outcome.GONE, capture.article, capture, "It is not quarantined any more.")
    with transaction.atomic(), changes.together():
        known: dict[int, Any] = {}
        stored = leave_quarantine(
            raw_of(capture), capture, prepared, book, revising=lambda a: known.update({a.pk: _shown(a)})
        )
    if stored.article is None:
        return Reread(Outcome.QUARANTINED, None, capture, stored.message)
    picture, shown_before = known.get(stored.article.pk, (None, None))
    return Reread(
        Outcome(stored.outcome.value),
        stored.article,
        capture,
        stored.message,
        shown_before,
        stored.article.current_reading,
        difference(picture, picture_of(stored.article)),
    )


def _shown(article: Article) -> tuple[Any, Reading | None]:
    return picture_of(article), article.current_reading
