"""Finds a PostgreSQL server that the suite can be run on a second time, quickly.

Prints its address; exit status 3 with the reason on standard error where there is none, 1 where the one
that DATABASE_URL names cannot be used.
"""

from __future__ import annotations

import os
import sys

import psycopg

#: What a local server without a password answers to (Debian's package with trust for local connections).
DEFAULT = "postgres://postgres@127.0.0.1:5432/postgres"
NONE_THERE = 3


def usable(address: str) -> str:
    """Why the suite cannot be run on this server; "" where it can."""
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        return " ".join(str(error).split()) or "no answer"
    return "" if row and row[0] else "its user may not create databases"


def main() -> int:
    named = os.environ.get("DATABASE_URL", "")
    if named and not named.startswith(("postgres://", "postgresql://")):
        named = ""
    reason = usable(named or DEFAULT)
    if not reason:
        sys.stdout.write(f"{named or DEFAULT}\n")
        return 0
    where = "the server that DATABASE_URL names" if named else "a local server"
    sys.stderr.write(f"== PostgreSQL not tried: {where} cannot be used ({reason})\n")
    return 1 if named else NONE_THERE


if __name__ == "__main__":
    sys.exit(main())
