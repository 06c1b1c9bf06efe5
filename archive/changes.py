"""The change log's one pen: what changed is written down in the transaction that changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from archive.models import Article, ChangeLog, Organisation, Person, Topic
from archive.models.authority import AuthorityRecord


def showing(record: AuthorityRecord) -> list[tuple[str, str]]:
    """Kind and permanent id of everything whose page shows the name of an authority record."""
    kind = str(record.KIND)
    named = Article.objects.filter(**{f"mentions__{kind}": record})
    articles = set(named.values_list("public_id", flat=True))
    out: list[tuple[str, str]] = []
    if isinstance(record, Person):
        articles |= set(record.articles_written.values_list("public_id", flat=True))
        bodies = record.memberships.filter(organisation__isnull=False)
        ids = bodies.values_list("organisation__public_id", flat=True)
        out += [(str(Organisation.KIND), public_id) for public_id in sorted(set(ids))]
    if isinstance(record, Organisation):
        articles |= set(record.published_articles.values_list("public_id", flat=True))
    if isinstance(record, Organisation | Topic):
        people = record.memberships.values_list("person__public_id", flat=True)
        out += [("person", public_id) for public_id in sorted(set(people))]
        out += [(kind, public_id) for public_id in record.narrower.values_list("public_id", flat=True)]
        if record.broader is not None:
            out.append((kind, record.broader.public_id))
    return [*out, *(("article", public_id) for public_id in sorted(articles))]


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
