"""What runs that store in batches share: one transaction for many, tried again where others were faster."""

from __future__ import annotations

import errno
import itertools
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection, transaction

from archive.documents import Recognised
from archive.loading.candidates import MODELS
from archive.loading.records import RecordBook
from archive.models import Article, Authorship, Mention
from archive.models.merged import final

#: Documents to a transaction, each in a savepoint of its own: what a crash can cost is read again next time.
BATCH_DOCUMENTS = 40
#: What was read of a document takes ten times its bytes and more, and two batches are held at once.
BATCH_BYTES = 8 * 1024 * 1024
#: How often a document is tried when others make the same records at the same time.
TRIES = 6

T = TypeVar("T")
R = TypeVar("R")


class BatchUndone(Exception):
    """Someone undid this run while it ran."""


def by_size(
    items: Iterable[T],
    size_of: Callable[[T], int],
    most: int,
    most_bytes: int,
) -> Iterator[list[T]]:
    """The items in batches of at most so many, and of so many bytes unless one alone has more."""
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if len(batch) >= most or size >= most_bytes:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def together(
    store: Callable[[Sequence[T]], list[R]],
    items: Sequence[T],
    book: RecordBook,
    recognised: Iterable[Recognised],
) -> Iterator[list[R]]:
    """Store a batch in one transaction; one by one where the database refused it for now.

    What is committed comes out at once, so that a run that is stopped can tell it. `recognised` is what was
    found in its documents, for the book to begin with. Raises what `store` raises otherwise:
    `OperationalError` for a full disk, among others.
    """
    try:
        with transaction.atomic():
            book.begin(recognised)
            done = store(items)
    except OperationalError as error:
        if not passing(error):
            raise
    else:
        yield done
        return
    for item in items:
        yield _alone(store, item, book)


def _alone(store: Callable[[Sequence[T]], list[R]], item: T, book: RecordBook) -> list[R]:
    for turn in itertools.count(1):
        book.forget()
        try:
            with transaction.atomic():
                return store([item])
        except OperationalError as error:
            if turn == TRIES or not passing(error):
                raise
    raise AssertionError


def passing(error: OperationalError) -> bool:
    """Whether the database may well say yes next time: a deadlock or a lost race, not a full disk."""
    if connection.vendor == "postgresql":
        return getattr(error.__cause__, "sqlstate", "") in {"40001", "40P01"}
    return "locked" in str(error)


def full(error: Exception) -> bool:
    """Whether there is no more room: what was committed is kept, and the run can go on later."""
    return "full" in str(error) or getattr(error, "errno", None) == errno.ENOSPC


def follow_merges(articles: Sequence[Article]) -> None:
    """Let what a batch linked follow merges that were committed while it ran; later ones wait for it."""
    for kind, model in MODELS.items():
        rows = Mention.objects.filter(article__in=articles, **{f"{kind}__merged_into__isnull": False})
        for record in model._default_manager.filter(pk__in=rows.values(kind.value)):
            rows.filter(**{kind.value: record}).update(**{kind.value: final(record)})
    written = Authorship.objects.filter(article__in=articles, person__merged_into__isnull=False)
    for author in written.select_related("person"):
        Authorship.objects.filter(pk=author.pk).update(person=final(author.person))


@contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Let an interrupt wait until all that was committed is counted and reported, too."""
    if threading.current_thread() is not threading.main_thread():  # no other thread is interrupted
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
    if came:
        raise KeyboardInterrupt
