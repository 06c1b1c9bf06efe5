"""What is known of a field beside its input: what is read, where and by which rule, and who decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from archive import decisions, fields
from archive.admin.desk import plain
from archive.models import Article, Conflict, Decision, Organisation, Person


@dataclass(frozen=True, slots=True)
class Known:
    """One field's provenance, in words for an editor."""

    field: str
    #: What the program reads today; "–" where it reads nothing.
    read: str
    rule: str = ""
    start: int | None = None
    end: int | None = None
    reason: str = ""
    decision: Decision | None = None
    #: The value now read that waits against the decision.
    conflict: Conflict | None = None
    conflict_value: str = ""
    #: Whether the field has a reading to go back to, and can be confirmed as it is.
    decidable: bool = True


def of_article(article: Article) -> dict[str, Known]:
    """By field name, for every field of an article that an editor can decide."""
    decided = decisions.decisions_in_force(article)
    waiting = _waiting(decided.values())
    reading = article.current_reading
    out = {}
    for field in fields.DECIDABLE:
        found: dict[str, Any] = {}
        if reading is not None and field in fields.READING_KEYS:
            found = reading.fields.get(fields.READING_KEYS[field]) or {}
        if reading is not None and field == "authors" and reading.authors:
            found = dict(reading.authors[0])
        conflict = waiting.get(decided[field].pk) if field in decided else None
        out[field] = Known(
            field,
            plain(fields.what_was_read(article, field)),
            rule=found.get("rule") or "",
            start=found.get("start"),
            end=found.get("end"),
            reason=found.get("reason") or "",
            decision=decided.get(field),
            conflict=conflict,
            conflict_value=plain(conflict.reading_value) if conflict else "",
        )
    return out


def of_record(record: Any, names: Iterable[str]) -> dict[str, Known]:
    """By field name, for the given fields of an authority record: the value that a decision replaced."""
    decided = decisions.decisions_in_force(record)
    waiting = _waiting(decided.values())
    out = {}
    for field in names:
        decision = decided.get(field)
        conflict = waiting.get(decision.pk) if decision else None
        read = decision.reading_value if decision else decisions.value_of(record, field)
        out[field] = Known(
            field,
            in_words(field, read),
            rule=record.source,
            decision=decision,
            conflict=conflict,
            conflict_value=in_words(field, conflict.reading_value) if conflict else "",
        )
    return out


def in_words(field: str, value: Any) -> str:
    """A decided value as an editor reads it: people and organisations by their names, not their ids."""
    if field == "authors" and isinstance(value, list):
        names = dict(Person.objects.filter(public_id__in=value).values_list("public_id", "name"))
        return plain([names.get(key, key) for key in value])
    if field == "publisher" and isinstance(value, str):
        return Organisation.objects.filter(public_id=value).values_list("name", flat=True).first() or value
    return plain(value)


def _waiting(decided: Iterable[Decision]) -> dict[int, Conflict]:
    rows = Conflict.objects.filter(decision__in=[d.pk for d in decided], resolved_at=None)
    return {conflict.decision_id: conflict for conflict in rows}
