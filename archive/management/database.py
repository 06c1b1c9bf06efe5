"""What commands say when the database cannot be used: one line with the cure, exit status 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError, ProgrammingError, connection

CANNOT_RUN = 2


@contextmanager
def usable_database() -> Iterator[None]:
    """Turn a database that is missing, locked, read-only or empty into a `CommandError` of status 2."""
    try:
        yield
    except DatabaseError as error:
        raise CommandError(_explained(error), returncode=CANNOT_RUN) from error


def _explained(error: DatabaseError) -> str:
    said = " ".join(str(error).split())
    where = connection.settings_dict["NAME"]
    if "no such table" in said or (isinstance(error, ProgrammingError) and "does not exist" in said):
        return f"The database {where} has no tables yet. Run: python manage.py migrate"
    if "readonly" in said or "read-only" in said:
        return f"The database {where} is read-only. Give this user the right to write to it and its folder."
    if "locked" in said:
        return f"The database {where} is locked by another program. Try again when that has finished."
    if "unable to open" in said:
        return f"The database {where} cannot be opened. Check ARCHIVE_HOME and the rights on that folder."
    if isinstance(error, OperationalError) and "connection" in said:
        return f"The database {where} cannot be reached. Check DATABASE_URL and the server. ({said})"
    return f"The database {where} refused: {said}"
