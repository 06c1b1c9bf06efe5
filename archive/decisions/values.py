"""Values of fields: set, confirmed, released by editors; conflicts with a later reading resolved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from archive import changes, fields, verdicts
from archive.decisions.editing import Editor, Record, account, hold, touch
from archive.loading.authors import authors_as_read, set_authors
from archive.models import (
    Article,
    Batch,
    Conflict,
    Decision,
    FormerSlug,
    Organisation,
    Person,
    Topic,
)

#: Lists of an authority record: their rows are the editor's, the decision says that files leave them alone.
LISTS = ("names", "identifiers", "memberships")


def decisions_in_force(record: Record) -> dict[str, Decision]:
    """The editors' decisions on a record, by field."""
    found = Decision.objects.filter(
        record_kind=str(record.KIND), record_id=record.public_id, ended_at=None
    ).select_related("user")
    return {d.field: d for d in found}


def value_of(record: Record, field: str) -> Any:
    """The present value of a field in the form that decisions keep it."""
    if isinstance(record, Article):
        if field == "authors":
            return [a.person.public_id for a in record.authorships.select_related("person")]
        if field in ("published", "updated"):
            return getattr(record, f"{field}_stated") or None
        if field == "publisher":
            return record.publisher.public_id if record.publisher else None
    if field in LISTS:
        return sorted(str(row) for row in getattr(record, field).all())
    value = getattr(record, field)
    return value.public_id if isinstance(value, Person | Organisation | Topic) else value


@transaction.atomic
def decide(
    record: Record, field: str, value: Any, *, user: Editor, reason: str = "", batch: Batch | None = None
) -> Decision:
    """Set a field to an editor's value, which outlives every reload, and return the decision.

    `value` is JSON: for authors a list of people's permanent ids, for the publisher an organisation's, for
    the date ISO as it should be stated. Raises `ValueError` where the value does not fit the field.
    """
    hold(record)
    before = Decision.objects.filter(
        record_kind=str(record.KIND), record_id=record.public_id, field=field, ended_at=None
    ).first()
    if isinstance(record, Article):
        read = fields.what_was_read(record, field)
    else:
        read = before.reading_value if before else value_of(record, field)
    if before:
        _end(before, user)
    if reason and batch is None:
        batch = Batch.objects.create(
            kind=Batch.Kind.EDIT, user=account(user), reason=reason, finished_at=timezone.now()
        )
    decision = Decision.objects.create(
        record_kind=str(record.KIND),
        record_id=record.public_id,
        field=field,
        value=value,
        reading_value=read,
        user=account(user),
        batch=batch,
    )
    _set(record, field, value, reason="set by an editor")
    return decision


def confirm(record: Record, field: str, *, user: Editor) -> Decision:
    """Make the present value an editor's: it stands whatever is read later."""
    return decide(record, field, value_of(record, field), user=user)


@transaction.atomic
def release(record: Record, field: str, *, user: Editor) -> None:
    """End the decision on a field; the value last read comes back. Nothing happens where none is in force."""
    hold(record)
    decision = decisions_in_force(record).get(field)
    if decision is None:
        return
    _end(decision, user)
    _return_to_reading(record, field, decision)


@transaction.atomic
def resolve(conflict: Conflict, resolution: str, *, user: Editor) -> None:
    """Settle a conflict: "kept" lets the decision stand against the new reading, "taken" takes that."""
    if conflict.resolved_at is not None:
        raise ValueError("This conflict is settled already.")
    resolution = Conflict.Resolution(resolution)
    decision = conflict.decision
    record = record_of(decision.record_kind, decision.record_id)
    hold(record)
    conflict.resolution, conflict.resolved_at, conflict.resolved_by = (
        resolution,
        timezone.now(),
        account(user),
    )
    conflict.save(update_fields=["resolution", "resolved_at", "resolved_by"])
    if decision.ended_at is not None:
        return
    Decision.objects.filter(pk=decision.pk).update(ended_at=timezone.now())
    if resolution == Conflict.Resolution.KEPT:
        Decision.objects.create(
            record_kind=decision.record_kind,
            record_id=decision.record_id,
            field=decision.field,
            value=decision.value,
            reading_value=conflict.reading_value,
            user=account(user),
        )
        changes.log(decision.record_kind, decision.record_id)
    else:
        decision.reading_value = conflict.reading_value
        _return_to_reading(record, decision.field, decision)


def record_of(kind: str, public_id: str) -> Record:
    """The record of a kind and permanent id. Raises the model's `DoesNotExist`."""
    model = Article if kind == "article" else verdicts.MODELS[kind]
    return model.objects.get(public_id=public_id)


def _return_to_reading(record: Record, field: str, decision: Decision) -> None:
    if isinstance(record, Article):
        if field == "authors":
            set_authors(record, authors_as_read(record))
            touch(record)
            return
        if field == "state":
            _set(record, field, "review" if record.review_reasons else "published")
            return
        reading = record.current_reading
        value = fields.reading_value(reading, field)
        if field == "publisher" and value:
            publisher = Organisation.objects.filter(name=value).order_by("id").first()
            value = publisher.public_id if publisher else None
        found = reading.fields.get(fields.READING_KEYS[field], {}) if reading else {}
        if field == "headline":
            record.headline_stands_in = not value
            value = value or fields.stand_in_headline(record.words.text)
        _set(record, field, value, reason=found.get("reason", ""))
    else:
        _set(record, field, decision.reading_value)


def _set(record: Record, field: str, value: Any, *, reason: str = "") -> None:
    if isinstance(record, Article):
        if field == "authors":
            people = {p.public_id: p for p in Person.objects.filter(public_id__in=value or [])}
            if missing := [i for i in value or [] if i not in people]:
                raise ValueError(f"No such person: {', '.join(missing)}")
            set_authors(record, [(people[i], "", None, None, "editor") for i in value or []])
        else:
            if field == "headline":
                if not value:
                    raise ValueError("An article needs a headline.")
                if reason == "set by an editor":
                    record.headline_stands_in = False
            fields.set_field(record, field, value, reason=reason)
        touch(record, *fields.COLUMNS.get(field, (field,)))
        return
    if field in LISTS:
        touch(record)
        return
    if field == "slug" and record.slug != value:
        FormerSlug.objects.filter(kind=str(record.KIND), slug=value, public_id=record.public_id).delete()
        FormerSlug.objects.get_or_create(
            kind=str(record.KIND), slug=record.slug, defaults={"public_id": record.public_id}
        )
    if field in ("broader", "merged_into"):
        value = type(record).objects.filter(public_id=value).first() if value else None
    setattr(record, field, value)
    touch(record, field)


def _end(decision: Decision, user: Editor) -> None:
    now = timezone.now()
    Decision.objects.filter(pk=decision.pk).update(ended_at=now)
    decision.conflicts.filter(resolved_at=None).update(
        resolved_at=now, resolved_by=account(user), resolution=Conflict.Resolution.KEPT
    )
