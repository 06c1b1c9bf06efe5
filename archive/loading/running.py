"""One run of the loader: what lies under the paths is met, prepared and stored, batch by batch."""

from __future__ import annotations

import itertools
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from archive import changes
from archive.capture import Refusal, Revisit, find_captures, shown
from archive.documents import RawCapture
from archive.loading.batches import (
    BATCH_BYTES,
    BATCH_DOCUMENTS,
    TRIES,
    BatchUndone,
    by_size,
    follow_merges,
    full,
    interrupts_held_back,
    together,
)
from archive.loading.knowledge import preparer_now
from archive.loading.lookalikes import propose_look_alikes
from archive.loading.records import RecordBook
from archive.loading.report import report_line
from archive.loading.storing import (
    Outcome,
    Stored,
    known_digests,
    quarantine,
    sight,
    store,
    store_refusal,
    store_revisit,
)
from archive.models import Batch, Load
from archive.preparing import Prepared, Preparer

log = logging.getLogger(__name__)

Met = RawCapture | Refusal | Revisit


@dataclass
class Tally:
    """How many documents came to what."""

    by_outcome: Counter[str] = field(default_factory=Counter)
    #: Why the run ended early, or "".
    stopped: str = ""

    @property
    def total(self) -> int:
        return sum(self.by_outcome.values())

    @property
    def exit_status(self) -> int:
        """0 all taken or known, 1 some rejected, quarantined or failed, 3 stopped early (EXPORT.md)."""
        if self.stopped:
            return 3
        return int(any(self.by_outcome[o] for o in (Outcome.REJECTED, Outcome.QUARANTINED, Outcome.FAILED)))


def load(
    paths: Sequence[str],
    *,
    user: User | None = None,
    dry_run: bool = False,
    workers: int = 1,
    report: Callable[[dict[str, Any]], None] = lambda line: None,
    brief: bool = False,
    leave_out: Sequence[str] = (),
    progress: Callable[[int], None] = lambda count: None,
) -> Tally:
    """Load everything under `paths`; `report` gets EXPORT.md's line for each document once it is committed,
    or only what came of it (`brief`). Files named in `leave_out` are no captures, wherever they lie.

    A dry run does all of it, ids included, and takes it back at the end. Raises `DatabaseError` where the
    run cannot begin. A full disk or an interrupt ends it early (`Tally.stopped`), with all before it kept.
    """
    if dry_run:
        with transaction.atomic():
            tally = _run(paths, user, workers, report, progress, {"dry_run": True}, brief, leave_out)
            transaction.set_rollback(True)
        return tally
    return _run(paths, user, workers, report, progress, {"workers": workers}, brief, leave_out)


def _run(
    paths: Sequence[str],
    user: User | None,
    workers: int,
    report: Callable[[dict[str, Any]], None],
    progress: Callable[[int], None],
    settings: dict[str, Any],
    brief: bool,
    leave_out: Sequence[str],
) -> Tally:
    shown_paths = [shown(os.fsencode(path)) for path in paths]
    run = Load.objects.create(kind=Batch.Kind.LOAD, user=user, paths=shown_paths, settings=settings)
    tally, book = Tally(stopped="the program ended"), RecordBook(run)
    preparer: Preparer | None = None
    try:
        preparer = preparer_now(workers)
        for batch in _read_ahead(_without(find_captures(paths), leave_out), preparer):
            for done in _store_batch(batch, run, book, preparer):
                with interrupts_held_back():
                    tally.by_outcome.update(stored.outcome for _met, stored in done)
                    for met, stored in done:
                        report(report_line(met, stored, brief=brief))
                progress(len(done))
        tally.stopped = ""
    except KeyboardInterrupt:
        tally.stopped = "interrupted"
    except BatchUndone:
        tally.stopped = "the load was undone while it ran"
    except (OperationalError, OSError) as error:
        tally.stopped = str(error)
        if not tally.total and not full(error):
            raise
    finally:
        if preparer is not None:
            preparer.close()
        _finish(run, tally)
    return tally


def _finish(run: Load, tally: Tally) -> None:
    run.tally = dict(tally.by_outcome)
    run.state = Load.State.STOPPED if tally.stopped else Load.State.FINISHED
    run.reason = tally.stopped
    run.finished_at = timezone.now()
    try:
        run.save(update_fields=["tally", "state", "reason", "finished_at"])
    except DatabaseError:
        # A full disk refuses this too; the tally on the terminal and the report have it.
        log.warning("The load's tally could not be written to the database.")


@dataclass
class _Batch:
    """Documents that are stored together, and what is being read of those that are new."""

    met: list[Met]
    new: list[RawCapture]
    reading: Future[list[Prepared]]

    def prepared(self) -> dict[int, Prepared]:
        """What was read, by the captures' identity; waits for it."""
        return {id(raw): made for raw, made in zip(self.new, self.reading.result(), strict=True)}


def _read_ahead(met: Iterable[Met], preparer: Preparer) -> Iterator[_Batch]:
    """Batches, each begun to be read before the one before it is stored."""
    ahead: _Batch | None = None
    for documents in by_size(met, _size, BATCH_DOCUMENTS, BATCH_BYTES):
        raws = [m for m in documents if isinstance(m, RawCapture)]
        known = known_digests(raws)
        new = [raw for raw in raws if raw.digest not in known]
        begun = _Batch(documents, new, preparer.begin(new))
        if ahead is not None:
            yield ahead
        ahead = begun
    if ahead is not None:
        yield ahead


def _without(met: Iterable[Met], leave_out: Sequence[str]) -> Iterator[Met]:
    left_out = {os.path.realpath(os.fsencode(path)) for path in leave_out}
    for document in met:
        if not left_out or os.path.realpath(document.path_bytes) not in left_out:
            yield document


def _size(met: Met) -> int:
    return len(met.content) if isinstance(met, RawCapture) else 0


def _store_batch(
    batch: _Batch, run: Load, book: RecordBook, preparer: Preparer
) -> Iterator[list[tuple[Met, Stored]]]:
    """Store a batch in one transaction; one by one if that fails. What is committed comes out at once."""
    prepared = batch.prepared()

    def store_all(some: Sequence[Met]) -> list[tuple[Met, Stored]]:
        if Load.objects.select_for_update().get(pk=run.pk).undone_at is not None:
            raise BatchUndone
        stored = [(met, _store_one(met, prepared.get(id(met)), run, book, preparer)) for met in some]
        propose_look_alikes(book.made)
        follow_merges([s.article for _met, s in stored if s.article is not None])
        return stored

    recognised = [made.recognised for made in prepared.values() if made.recognised]
    yield from together(store_all, batch.met, book, recognised)


def _store_one(
    met: Met, prepared: Prepared | None, run: Load, book: RecordBook, preparer: Preparer
) -> Stored:
    for turn in itertools.count(1):
        try:
            with transaction.atomic(), changes.together():
                if isinstance(met, Refusal):
                    return store_refusal(met, run)
                if isinstance(met, Revisit):
                    return store_revisit(met, run, book, preparer.prepare)
                return store(met, prepared, run, book, preparer.prepare)
        except IntegrityError as error:
            book.forget()
            # Another loader made the same capture, candidate or key a moment ago: now it can be met.
            if turn == TRIES:
                log.exception("%s could not be stored", met.path)
                return _keep_for_a_person(met, str(error), run)
        except OperationalError:
            raise
        except Exception as error:
            book.forget()
            log.exception("%s could not be stored", met.path)
            return _keep_for_a_person(met, f"{type(error).__name__}: {error}", run)
    raise AssertionError


def _keep_for_a_person(met: Met, problem: str, run: Load) -> Stored:
    reason = f"It could not be stored as read: {problem}"
    with transaction.atomic():
        if isinstance(met, RawCapture):
            return quarantine(met, reason, run)
        sight(met, run, Outcome.FAILED, reason, None)  # its bytes are kept already
    return Stored(Outcome.FAILED, reason)
