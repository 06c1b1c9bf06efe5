"""Who edits what: the types that editors' words share, and how a record shows that it changed."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from archive import changes
from archive.models import Article, Organisation, Person, Topic

Record: TypeAlias = Article | Person | Organisation | Topic
Editor: TypeAlias = User | AnonymousUser | None
R = TypeVar("R", bound=Record)


def account(user: Editor) -> User | None:
    """The account of whoever decides; None for a program."""
    return user if isinstance(user, User) else None


def hold(record: R) -> R:
    """The record as it is now, its row locked until the transaction ends.

    What a caller holds may be older than a reload or another editor's word. Raises `DoesNotExist`.
    """
    rows = type(record)._default_manager.select_for_update()
    return rows.get(pk=record.pk)  # type: ignore[return-value]


def touch(record: Record, *columns: str) -> None:
    """Save these columns of a record that an editor changed, and no others, and log it."""
    record.changed_at = timezone.now()
    record.save(update_fields=[*columns, "changed_at"])
    changes.log(str(record.KIND), record.public_id)
    if not isinstance(record, Article):
        changes.log_all(changes.showing(record))
