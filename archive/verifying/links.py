"""Links between records: none into the void, none to what was merged, no circles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import F, Q

from archive.models import Article, Attestation, Mention, Organisation, Person, Quotation, Topic
from archive.verifying.faults import Fault

_RECORDS: tuple[Any, ...] = (Person, Organisation, Topic)


def check_links() -> Iterator[Fault]:
    """Every fault that queries over whole tables find."""
    yield from _dangling()
    for model in (*_RECORDS, Article):
        yield from _chains(model, "merged_into", "is merged into itself by way of others")
    for model in (Organisation, Topic):
        yield from _chains(model, "broader", "stands above itself")
    yield from _merged()
    yield from _foreign_layers()


def _dangling() -> Iterator[Fault]:
    """Rows that point at rows which are not there. PostgreSQL never lets it come so far."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        while rows := cursor.fetchmany(1000):
            for table, row, parent, _key in rows:
                yield Fault(
                    "dangling-link", f"it points into {parent} at nothing", record=f"{table} row {row}"
                )


def _chains(model: Any, link: str, message: str) -> Iterator[Fault]:
    """Follow a link of a table to itself; only the rows that have one are held."""
    targets = dict(
        model.objects.filter(**{f"{link}__isnull": False}).values_list("pk", f"{link}_id").iterator()
    )
    finished: set[int] = set()
    for first in targets:
        path: set[int] = set()
        at = first
        while at in targets and at not in finished and at not in path:
            path.add(at)
            at = targets[at]
        if at in path:
            public_id = model.objects.values_list("public_id", flat=True).get(pk=at)
            yield Fault(f"circle-{link.replace('_', '-')}", message, record=f"{model.KIND} {public_id}")
        finished |= path


def _merged() -> Iterator[Fault]:
    """Mentions, authors and publishers are those that records were merged into, never the merged."""
    for kind in ("person", "organisation", "topic"):
        rows = Mention.objects.filter(**{f"{kind}__status": "merged"})
        for surface, article, record in rows.values_list(
            "surface", "article__public_id", f"{kind}__public_id"
        ).iterator():
            message = f"“{surface[:60]}” is linked to the {kind} {record}, which was merged into another"
            yield Fault("merged-link", message, article=article)
    for what, articles in (
        ("author", Article.objects.filter(authorships__person__status="merged").distinct()),
        ("publisher", Article.objects.filter(publisher__status="merged")),
    ):
        for article in articles.order_by("pk").values_list("public_id", flat=True).iterator():
            yield Fault("merged-link", f"its {what} was merged into another record", article=article)


def _foreign_layers() -> Iterator[Fault]:
    """What was read in a text belongs to the article whose capture the text was made from.

    The captures of an article that was merged went to the other one; its own rows wait for an undoing.
    """
    tables: tuple[tuple[str, Any], ...] = (
        ("mention", Mention),
        ("attestation", Attestation),
        ("quotation", Quotation),
    )
    for what, model in tables:
        rows = model.objects.filter(
            ~Q(layer__capture__article=F("article")) | Q(layer__capture__article=None),
            article__merged_into=None,
        )
        for pk, article in rows.values_list("pk", "article__public_id").iterator():
            message = f"{what} {pk} was read in a capture of another article"
            yield Fault("foreign-text", message, article=article)
