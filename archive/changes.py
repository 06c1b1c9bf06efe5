"""The change log's one pen: what changed is written down in the transaction that changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from archive.models import ChangeLog

_together: ContextVar[list[tuple[str, str, str]] | None] = ContextVar("together", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Write what is logged inside in one go at the end, in the same transaction."""
    held: list[tuple[str, str, str]] = []
    token = _together.set(held)
    try:
        yield
    finally:
        _together.reset(token)
    _write(dict.fromkeys(held))


def log(kind: str, public_id: str, event: str = ChangeLog.Event.CHANGED) -> None:
    """Write one change; see `log_all`."""
    log_all([(kind, public_id)], event)


def log_all(records: Iterable[tuple[str, str]], event: str = ChangeLog.Event.CHANGED) -> None:
    """Write that these (kind, permanent id) changed. Raises `RuntimeError` outside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A change is logged in the transaction that makes it.")
    entries = [(kind, public_id, str(event)) for kind, public_id in records]
    held = _together.get()
    if held is None:
        _write(entries)
    else:
        held += entries


def _write(entries: Iterable[tuple[str, str, str]]) -> None:
    rows = list(entries)
    if rows:
        number = _transaction_number()
        ChangeLog.objects.bulk_create(
            ChangeLog(kind=kind, public_id=public_id, event=event, transaction=number)
            for kind, public_id, event in rows
        )


def _transaction_number() -> int | None:
    """PostgreSQL's id of the running transaction; SQLite has one writer at a time and needs none."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])
