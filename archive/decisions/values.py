"""Values of fields: set, confirmed, released by editors; conflicts with a later reading resolved."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from archive import changes, fields, verdicts
from archive.decisions.editing import Editor, Record, account, hold, touch
from archive.loading.articles import withdrawn_by_order
from archive.loading.authors import authors_as_read, publisher_as_read, set_authors
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


#: What an editor can decide of an authority record, beside its lists.
RECORD_FIELDS = frozenset(
    "name sort_name slug description status birth_date death_date classification country kind broader".split()
)
#: Reason that dates and states carry when an editor set them.
BY_AN_EDITOR = "set by an editor"


@transaction.atomic
def decide(
    record: Record, field: str, value: Any, *, user: Editor, reason: str = "", batch: Batch | None = None
) -> Decision:
    """Set a field to an editor's value, which outlives every reload, and return the decision.

    `value` is JSON: for authors a list of people's permanent ids, for the publisher an organisation's, for
    the date ISO as it should be stated. Raises `ValueError` (or Django's `ValidationError`) where the value
    does not fit the field; nothing is written then.
    """
    now = hold(record)
    _refuse_undecidable(now, field)
    before = decisions_in_force(now).get(field)
    if isinstance(now, Article):
        read = fields.what_was_read(now, field)
    else:
        read = before.reading_value if before else value_of(now, field)
    if before:
        _end(before, user, Conflict.Resolution.KEPT)
    if reason and batch is None:
        batch = Batch.objects.create(
            kind=Batch.Kind.EDIT, user=account(user), reason=reason, finished_at=timezone.now()
        )
    decision = Decision.objects.create(
        record_kind=str(now.KIND),
        record_id=now.public_id,
        field=field,
        value=value,
        reading_value=read,
        user=account(user),
        batch=batch,
    )
    _set(now, field, value, reason=BY_AN_EDITOR)
    record.refresh_from_db()
    return decision


def confirm(record: Record, field: str, *, user: Editor) -> Decision:
    """Make the present value an editor's: it stands whatever is read later."""
    return decide(record, field, value_of(record, field), user=user)


@transaction.atomic
def release(record: Record, field: str, *, user: Editor) -> None:
    """End the decision on a field; the value last read comes back. Nothing happens where none is in force."""
    now = hold(record)
    decision = decisions_in_force(now).get(field)
    if decision is None:
        return
    _end(decision, user, Conflict.Resolution.TAKEN)
    _return_to_reading(now, field, decision.reading_value)
    record.refresh_from_db()


@transaction.atomic
def resolve(conflict: Conflict, resolution: str, *, user: Editor) -> None:
    """Settle a conflict: "kept" lets the decision stand against the new reading, "taken" takes that."""
    decision = conflict.decision
    record = hold(record_of(decision.record_kind, decision.record_id))
    conflict.refresh_from_db()
    if conflict.resolved_at is not None:
        raise ValueError("This conflict is settled already.")
    decision.refresh_from_db()
    if decision.ended_at is not None:
        _settle(conflict, resolution, user)
        return
    _end(decision, user, Conflict.Resolution(resolution))
    conflict.refresh_from_db()
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
        _return_to_reading(record, decision.field, conflict.reading_value)


def record_of(kind: str, public_id: str) -> Record:
    """The record of a kind and permanent id. Raises the model's `DoesNotExist`."""
    model = Article if kind == "article" else verdicts.MODELS[kind]
    return model.objects.get(public_id=public_id)


def _refuse_undecidable(record: Record, field: str) -> None:
    if isinstance(record, Article):
        known = field in fields.DECIDABLE
    else:
        known = field in (*RECORD_FIELDS, *LISTS) and hasattr(record, field)
    if not known:
        raise ValueError(f"Of “{record}” no field {field!r} can be decided.")
    if record.merged_into_id is not None:
        raise ValueError(f"“{record}” is merged into “{record.merged_into}”: decide of that one.")
    if isinstance(record, Article) and withdrawn_by_order(record):
        raise ValueError("This article was withdrawn for good; nothing can be decided of it.")


def _return_to_reading(record: Record, field: str, read: Any) -> None:
    """Let the program's value stand again; for an authority record that is `read`, its file's."""
    if not isinstance(record, Article):
        _set(record, field, read)
    elif field == "authors":
        set_authors(record, authors_as_read(record))
        touch(record)
    elif field == "state":
        _set(record, field, "review" if record.review_reasons else "published")
    elif field == "publisher":
        publisher = publisher_as_read(record)
        _set(record, field, publisher.public_id if publisher else None)
    else:
        reading = record.current_reading
        value = fields.reading_value(reading, field)
        found = reading.fields.get(fields.READING_KEYS[field], {}) if reading else {}
        if field == "headline":
            record.headline_stands_in = not value
            value = value or fields.stand_in_headline(fields.first_words(reading))
        _set(record, field, value, reason=found.get("reason", ""))


def _set(record: Record, field: str, value: Any, *, reason: str = "") -> None:
    if isinstance(record, Article):
        _set_of_article(record, field, value, reason)
        return
    if field in LISTS:
        touch(record)
        return
    if field == "broader":
        value = type(record).objects.get(public_id=value) if value else None
        changes.log_all(changes.showing(record))  # the one that it was below, too
    former = record.slug
    setattr(record, field, value)
    record.full_clean(exclude={f.name for f in record._meta.fields} - {field, "merged_into"})
    if field == "slug" and former != value:
        FormerSlug.objects.filter(kind=str(record.KIND), slug=value, public_id=record.public_id).delete()
        FormerSlug.objects.get_or_create(
            kind=str(record.KIND), slug=former, defaults={"public_id": record.public_id}
        )
    touch(record, field)


def _set_of_article(article: Article, field: str, value: Any, reason: str) -> None:
    if field == "authors":
        people = {p.public_id: p for p in Person.objects.filter(public_id__in=value or [])}
        if missing := [i for i in value or [] if i not in people]:
            raise ValueError(f"No such person: {', '.join(missing)}")
        set_authors(article, [(people[i], "", None, None, "editor") for i in value or []])
    elif field == "state":
        if value == Article.State.WITHDRAWN:
            raise ValueError(
                "An article is withdrawn for good, with its bytes and a reason, not by its state."
            )
        if article.state != Article.State.WITHDRAWN:  # the word waits until the article is loaded again
            fields.set_field(article, field, value)
    else:
        if field == "headline":
            if not str(value or "").strip():
                raise ValueError("An article needs a headline.")
            if reason == BY_AN_EDITOR:
                article.headline_stands_in = False
        fields.set_field(article, field, value, reason=reason)
    touch(article, *fields.COLUMNS.get(field, (field,)))


def _end(decision: Decision, user: Editor, resolution: Conflict.Resolution) -> None:
    """A decision is over; a conflict that waited on it is settled the same way."""
    Decision.objects.filter(pk=decision.pk).update(ended_at=timezone.now())
    for conflict in decision.conflicts.filter(resolved_at=None):
        _settle(conflict, resolution, user)


def _settle(conflict: Conflict, resolution: str, user: Editor) -> None:
    conflict.resolution = Conflict.Resolution(resolution)
    conflict.resolved_at, conflict.resolved_by = timezone.now(), account(user)
    conflict.save(update_fields=["resolution", "resolved_at", "resolved_by"])
