"""Rows that name records by permanent id, and how such a row and its values are shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html

from archive.admin.desk import MachineAdmin, linked
from archive.models import Article, Organisation, Person, Topic

MODELS: dict[str, Any] = {"article": Article, "person": Person, "organisation": Organisation, "topic": Topic}


def records_of(kind: str, ids: set[str]) -> dict[str, Any]:
    """Records of one kind by permanent id."""
    if kind not in MODELS or not ids:
        return {}
    return {r.public_id: r for r in MODELS[kind].objects.filter(public_id__in=ids)}


def name_records(rows: Any, columns: tuple[str, ...], kind_column: str = "record_kind") -> None:
    """Find the records that rows name by permanent id, one query for each kind of the page."""
    wanted: dict[str, set[str]] = {}
    for row in rows:
        wanted.setdefault(getattr(row, kind_column), set()).update(
            getattr(row, c) for c in columns if getattr(row, c)
        )
    found = {kind: records_of(kind, ids) for kind, ids in wanted.items()}
    for row in rows:
        row.named_records = found[getattr(row, kind_column)]


def named_record(row: Any, column: str, kind_column: str = "record_kind") -> Any:
    """A link to the record that a row names, by its name where it still stands."""
    key = getattr(row, column)
    held = getattr(row, "named_records", None)
    if held is None:
        held = records_of(getattr(row, kind_column), {key})
    return linked(held[key]) if key in held else key or None


class NamingAdmin(MachineAdmin):
    """A list of rows that name records by permanent id: the page's records are fetched together."""

    names: tuple[str, ...] = ()

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found = super().get_changelist_instance(request)
        name_records(found.result_list, self.names)
        return found


def by(user: Any, when: Any) -> str:
    day = f"{when:%Y-%m-%d %H:%M}"
    return f"{user.get_username()}, {day}" if user else day


def shown(text: str, label: Any = "") -> Any:
    """A value of any length, in a cell that wraps; its label shows where the columns are stacked."""
    cut = text if len(text) <= 400 else f"{text[:399]}…"
    if label:
        return format_html('<span class="value"><span class="cell-label">{}</span>{}</span>', label, cut)
    return format_html('<span class="value">{}</span>', cut)
