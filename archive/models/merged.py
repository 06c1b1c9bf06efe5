"""What merges make of records: the one that a record stands for, and all that stand under it."""

from __future__ import annotations

from typing import Any, TypeVar

R = TypeVar("R")


def final(record: R) -> R:
    """The record that this one stands for after all merges; None stays None."""
    one: Any = record
    while one is not None and one.merged_into is not None:
        one = one.merged_into
    return one


def with_merged(record: R) -> list[R]:
    """The record and all that were merged into it, by whatever way."""
    out: list[Any] = [record]
    for one in out:
        out += one.merged_from.all()
    return out
