"""Prints a report of `load_captures` for a person: a line for each document, those not taken first."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

MOST = 40
TAKEN = ("article", "revision", "duplicate")


def lines(path: Path) -> list[str]:
    """The report's documents, a line each: what became of it, its path, and what was read or why not."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    rows.sort(key=lambda row: row["outcome"] in TAKEN)
    shown = [f"{row['outcome']:<12} {row['path']}{_detail(row)}" for row in rows[:MOST]]
    if len(rows) > MOST:
        shown.append(f"… and {len(rows) - MOST:,} more in the report")
    return shown


def _detail(row: dict[str, Any]) -> str:
    read = [row.get("date"), row.get("headline"), row.get("author") and f"by {row['author']}"]
    people = row.get("persons")
    parts = [part for part in read if part]
    if people:
        parts.append(f"names {', '.join(people[:5])}{' …' if len(people) > 5 else ''}")
    if row["message"]:
        parts.append(row["message"])
    return "".join(f"\n{'':<13}{part}" for part in parts)


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines(Path(sys.argv[1]))) + "\n")
