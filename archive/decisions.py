"""Editors' words: values set and confirmed, conflicts resolved, proposals accepted and rejected.

Views and the admin only call these. Each call is one transaction that writes the decision or verdict, what
follows from it, and the change log.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from archive import changes, fields, verdicts
from archive.loading.authors import authors_as_read, set_authors
from archive.models import (
    Article,
    Attestation,
    Batch,
    Conflict,
    Decision,
    FormerSlug,
    Mention,
    Organisation,
    Person,
    ProposedPair,
    Quotation,
    Topic,
    Verdict,
)

Record: TypeAlias = Article | Person | Organisation | Topic
Editor: TypeAlias = User | AnonymousUser | None


# --------------------------------------------------------------------------- values of fields


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
            kind=Batch.Kind.EDIT, user=_account(user), reason=reason, finished_at=timezone.now()
        )
    decision = Decision.objects.create(
        record_kind=str(record.KIND),
        record_id=record.public_id,
        field=field,
        value=value,
        reading_value=read,
        user=_account(user),
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
    conflict.resolution, conflict.resolved_at, conflict.resolved_by = (
        resolution,
        timezone.now(),
        _account(user),
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
            user=_account(user),
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
            _touch(record)
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
        _touch(record)
        return
    if field == "slug" and record.slug != value:
        FormerSlug.objects.filter(kind=str(record.KIND), slug=value, public_id=record.public_id).delete()
        FormerSlug.objects.get_or_create(
            kind=str(record.KIND), slug=record.slug, defaults={"public_id": record.public_id}
        )
    if field in ("broader", "merged_into"):
        value = type(record).objects.filter(public_id=value).first() if value else None
    setattr(record, field, value)
    _touch(record)


def _touch(record: Record) -> None:
    record.changed_at = timezone.now()
    record.save()
    changes.log(str(record.KIND), record.public_id)


def _end(decision: Decision, user: Editor) -> None:
    now = timezone.now()
    Decision.objects.filter(pk=decision.pk).update(ended_at=now)
    decision.conflicts.filter(resolved_at=None).update(
        resolved_at=now, resolved_by=_account(user), resolution=Conflict.Resolution.KEPT
    )


def _account(user: Editor) -> User | None:
    return user if isinstance(user, User) else None


# --------------------------------------------------------------------------- verdicts on proposals


@transaction.atomic
def judge_mention(
    mention: Mention, word: str, *, user: Editor, reason: str = "", occurrence: int | None = None
) -> Verdict:
    """Accept or reject a mention, or one of its occurrences (by index): remembered at every reload."""
    spot = mention.occurrences[occurrence or 0] if mention.occurrences else None
    linked = mention.linked
    verdict = _write(
        Verdict(
            subject=Verdict.Subject.MENTION if occurrence is None else Verdict.Subject.OCCURRENCE,
            word=Verdict.Word(word),
            record_kind=mention.kind,
            record_id=linked.public_id if linked else "",
            words=mention.surface if occurrence is None or spot is None else spot["surface"],
            rule=spot["rule"][:80] if spot else "",
            reason=reason,
        ),
        mention.article,
        span=(spot["start"], spot["end"]) if spot else None,
        user=user,
    )
    mention.refresh_from_db()
    return verdict


@transaction.atomic
def link_mention(
    mention: Mention, record: Person | Organisation | Topic | None, *, user: Editor, reason: str = ""
) -> Verdict:
    """Say that a mention stands for another record, or (None) that it is open which."""
    if record is not None and str(record.KIND) != mention.kind:
        raise ValueError(f"A {mention.kind} cannot be linked to a {record.KIND}.")
    spot = mention.occurrences[0] if mention.occurrences else None
    linked = mention.linked
    verdict = _write(
        Verdict(
            subject=Verdict.Subject.MENTION,
            word=Verdict.Word.DIFFERENT,
            record_kind=mention.kind,
            record_id=linked.public_id if linked else "",
            other_id=record.public_id if record else "",
            words=mention.surface,
            rule=spot["rule"][:80] if spot else "",
            reason=reason,
        ),
        mention.article,
        span=(spot["start"], spot["end"]) if spot else None,
        user=user,
    )
    mention.refresh_from_db()
    return verdict


@transaction.atomic
def judge_attestation(attestation: Attestation, word: str, *, user: Editor, reason: str = "") -> Verdict:
    """Accept or reject a stated role."""
    person = attestation.mention.record
    body = attestation.organisation_mention
    verdict = _write(
        Verdict(
            subject=Verdict.Subject.ATTESTATION,
            word=Verdict.Word(word),
            record_kind="person",
            record_id=person.public_id if person else "",
            value=f"{attestation.role or ''} | {body.surface if body else ''}"[:300],
            rule=attestation.rule,
            reason=reason,
        ),
        attestation.article,
        span=(attestation.start, attestation.end),
        user=user,
    )
    attestation.refresh_from_db()
    return verdict


@transaction.atomic
def judge_quotation(quotation: Quotation, word: str, *, user: Editor, reason: str = "") -> Verdict:
    """Accept or reject a quotation with its speaker."""
    verdict = _write(
        Verdict(
            subject=Verdict.Subject.QUOTATION,
            word=Verdict.Word(word),
            value=quotation.speaker[:300],
            rule=quotation.rule,
            reason=reason,
        ),
        quotation.article,
        span=(quotation.start, quotation.end),
        user=user,
    )
    quotation.refresh_from_db()
    return verdict


@transaction.atomic
def judge_pair(pair: ProposedPair, word: str, *, user: Editor, reason: str = "") -> Verdict:
    """Say whether two records are one. "Same" merges nothing: the merge has a preview of its own."""
    word = Verdict.Word(word)
    if word not in (Verdict.Word.SAME, Verdict.Word.DIFFERENT):
        raise ValueError("A pair is the same or different.")
    verdict = _append(
        Verdict(
            subject=Verdict.Subject.PAIR,
            word=word,
            record_kind=pair.record_kind,
            record_id=pair.first_id,
            other_id=pair.second_id,
            reason=reason,
        ),
        user,
    )
    pair.state = ProposedPair.State(word.value)
    pair.save(update_fields=["state"])
    return verdict


@transaction.atomic
def undo_verdict(verdict: Verdict, *, user: Editor) -> None:
    """Take a verdict back by one that supersedes it and says nothing; the program's proposal stands again.

    Verdicts are appended, never deleted: the superseding one is itself superseded by nothing, so it is
    skipped when verdicts are applied by carrying no word that changes a row.
    """
    if Verdict.objects.filter(supersedes=verdict).exists():
        raise ValueError("This verdict has been superseded already.")
    empty = Verdict(
        subject=verdict.subject,
        word=Verdict.Word.SAME,
        article_id_public=verdict.article_id_public,
        record_kind=verdict.record_kind,
        record_id=verdict.record_id,
        other_id=verdict.other_id,
        rule=verdict.rule,
        supersedes=verdict,
        reason="taken back",
    )
    _append(empty, user)
    if verdict.subject == Verdict.Subject.PAIR:
        ProposedPair.objects.filter(first_id=verdict.record_id, second_id=verdict.other_id).update(
            state=ProposedPair.State.PROPOSED
        )
    elif article := Article.objects.filter(public_id=verdict.article_id_public).first():
        verdicts.apply(article)
        _touch(article)


def _write(verdict: Verdict, article: Article, *, span: tuple[int, int] | None, user: Editor) -> Verdict:
    """Append a verdict with its anchor, superseding the one on the same place, and let the rows follow it."""
    verdict.article_id_public = article.public_id
    if span and article.current_reading:
        layer = article.current_reading.layer
        place = verdicts.place_of(layer.text, *span)
        verdict.layer_digest, verdict.start, verdict.end = layer.digest, place.start, place.end
        verdict.before, verdict.after = place.before, place.after
        verdict.words = verdict.words or place.words
    verdict.supersedes = _earlier(verdict)
    _append(verdict, user)
    verdicts.apply(article)
    _touch(article)
    return verdict


def _earlier(verdict: Verdict) -> Verdict | None:
    """The verdict in force on exactly this, if any."""
    same = Verdict.objects.filter(
        article_id_public=verdict.article_id_public,
        subject=verdict.subject,
        record_kind=verdict.record_kind,
        superseded_by=None,
    ).order_by("-id")
    if verdict.subject == Verdict.Subject.MENTION:
        same = same.filter(record_id=verdict.record_id)
        return same.first() if verdict.record_id else same.filter(words=verdict.words).first()
    return same.filter(layer_digest=verdict.layer_digest, start=verdict.start, end=verdict.end).first()


def _append(verdict: Verdict, user: Editor) -> Verdict:
    account = _account(user)
    verdict.user = account
    verdict.author = account.get_username() if account else ""
    verdict.save()
    return verdict
