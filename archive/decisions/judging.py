"""Verdicts on what programs proposed: mentions, roles, quotations, pairs accepted, rejected, taken back."""

from __future__ import annotations

from django.db import transaction

from archive import verdicts
from archive.decisions.editing import Editor, account, hold, touch
from archive.models import (
    Article,
    Attestation,
    Mention,
    Organisation,
    Person,
    ProposedPair,
    Quotation,
    Topic,
    Verdict,
)


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
        hold(article)
        verdicts.apply(article)
        touch(article)


def _write(verdict: Verdict, article: Article, *, span: tuple[int, int] | None, user: Editor) -> Verdict:
    """Append a verdict with its anchor, superseding the one on the same place, and let the rows follow it."""
    hold(article)
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
    touch(article)
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
    signed_in = account(user)
    verdict.user = signed_in
    verdict.author = signed_in.get_username() if signed_in else ""
    verdict.save()
    return verdict
