"""Verdicts on what programs proposed: mentions, roles, quotations, pairs accepted, rejected, taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from archive import assigned, verdicts
from archive.decisions.editing import Editor
from archive.decisions.subjects import judge_subject
from archive.decisions.writing import append, judgement, let_rows_follow, write
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
from archive.models.merged import final

#: The rule that a verdict on a pair judges, with the kind of its records behind.
LOOK_ALIKE = "look-alike-"


@transaction.atomic
def judge_mention(
    mention: Mention, word: str, *, user: Editor, reason: str = "", occurrence: int | None = None
) -> Verdict:
    """Accept or reject a mention, or one of its occurrences (by index): remembered at every reload.

    Raises `ValueError` for an occurrence that is not there, or a word that judges no proposal.
    """
    if occurrence is not None and not 0 <= occurrence < len(mention.occurrences):
        raise ValueError(f"“{mention.surface}” has no occurrence {occurrence}; the page was read again.")
    spot = mention.occurrences[occurrence or 0] if mention.occurrences else None
    linked, record = mention.linked, mention.record
    word = judgement(word)
    if assigned.is_assigned(mention):
        return judge_subject(mention, word, user, reason)
    other = ""
    said_otherwise = record is not None and final(linked) != record
    if record is not None and said_otherwise and occurrence is None and word == Verdict.Word.ACCEPTED:
        word, other = Verdict.Word.DIFFERENT, record.public_id  # accepted as what an editor said it is
    verdict = write(
        Verdict(
            subject=Verdict.Subject.MENTION if occurrence is None else Verdict.Subject.OCCURRENCE,
            word=word,
            record_kind=mention.kind,
            record_id=linked.public_id if linked else "",
            other_id=other,
            words=mention.surface if occurrence is None or spot is None else spot["surface"],
            **_rule_of(mention, spot),
            reason=reason,
        ),
        mention,
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
    if assigned.is_assigned(mention):
        raise ValueError(f"“{mention.surface}” is accepted or rejected; assign another subject beside it.")
    spot = mention.occurrences[0] if mention.occurrences else None
    linked = mention.linked
    verdict = write(
        Verdict(
            subject=Verdict.Subject.MENTION,
            word=Verdict.Word.DIFFERENT,
            record_kind=mention.kind,
            record_id=linked.public_id if linked else "",
            other_id=record.public_id if record else "",
            words=mention.surface,
            **_rule_of(mention, spot),
            reason=reason,
        ),
        mention,
        span=(spot["start"], spot["end"]) if spot else None,
        user=user,
    )
    mention.refresh_from_db()
    return verdict


@transaction.atomic
def judge_attestation(attestation: Attestation, word: str, *, user: Editor, reason: str = "") -> Verdict:
    """Accept or reject a stated role."""
    person_id, value = verdicts.value_judged(attestation)
    verdict = write(
        Verdict(
            subject=Verdict.Subject.ATTESTATION,
            word=judgement(word),
            record_kind="person",
            record_id=person_id,
            value=value,
            rule=attestation.rule,
            version=attestation.version,
            reason=reason,
        ),
        attestation,
        span=(attestation.start, attestation.end),
        user=user,
    )
    attestation.refresh_from_db()
    return verdict


@transaction.atomic
def judge_quotation(quotation: Quotation, word: str, *, user: Editor, reason: str = "") -> Verdict:
    """Accept or reject a quotation with its speaker."""
    verdict = write(
        Verdict(
            subject=Verdict.Subject.QUOTATION,
            word=judgement(word),
            value=verdicts.value_judged(quotation)[1],
            rule=quotation.rule,
            version=quotation.version,
            reason=reason,
        ),
        quotation,
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
    said = Verdict(
        subject=Verdict.Subject.PAIR,
        word=word,
        record_kind=pair.record_kind,
        record_id=pair.first_id,
        other_id=pair.second_id,
        rule=LOOK_ALIKE + pair.record_kind,
        reason=reason,
    )
    said.supersedes = (
        Verdict.objects.filter(
            subject=Verdict.Subject.PAIR,
            record_id=pair.first_id,
            other_id=pair.second_id,
            superseded_by=None,
        )
        .order_by("-id")
        .first()
    )
    verdict = append(said, user)
    pair.state = ProposedPair.State(word.value)
    pair.save(update_fields=["state"])
    return verdict


@transaction.atomic
def undo_verdict(verdict: Verdict, *, user: Editor) -> None:
    """Take a verdict back: what it had superseded stands again, else the program's proposal.

    Verdicts are appended, never deleted. The superseding one repeats the earlier, or carries a word that
    changes no row. Raises `ValueError` where another has superseded this one already.
    """
    verdict = Verdict.objects.select_for_update().get(pk=verdict.pk)  # a withdrawal may have emptied it
    if Verdict.objects.filter(supersedes=verdict).exists():
        raise ValueError("This verdict has been superseded already.")
    earlier = verdict.supersedes
    again = Verdict(
        **{name: getattr(earlier or verdict, name) for name in _SAID},
        supersedes=verdict,
        reason="taken back",
    )
    if earlier is None:
        again.word = Verdict.Word.TAKEN_BACK
    append(again, user)
    if verdict.subject == Verdict.Subject.PAIR:
        state = ProposedPair.State.PROPOSED.value
        if earlier is not None and earlier.word != Verdict.Word.TAKEN_BACK:
            state = earlier.word  # "same" and "different" are states too
        ProposedPair.objects.filter(first_id=verdict.record_id, second_id=verdict.other_id).update(
            state=state
        )
    elif article := Article.objects.filter(public_id=verdict.article_id_public).first():
        let_rows_follow(final(article))


#: What a verdict says, apart from who said it and when.
_SAID = (
    "subject word article_id_public record_kind record_id other_id layer_digest start end words before after"
    " value rule version"
).split()


def _rule_of(mention: Mention, spot: dict[str, Any] | None) -> dict[str, str]:
    """Rule and version that a verdict judges: of a place, or of a subject assigned without one."""
    if spot is not None:
        return {"rule": spot["rule"][:80], "version": spot["version"][:80]}
    rule, _, version = mention.reason.rpartition("/") if mention.score is not None else ("", "", "")
    return {"rule": rule[:80], "version": version[:80]}
