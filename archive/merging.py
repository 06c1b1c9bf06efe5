"""Two records become one, with a preview; everything moved is written down and can be taken apart again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from archive import changes, verdicts
from archive.loading.articles import withdrawn_by_order
from archive.loading.authors import restore_authors
from archive.loading.candidates import NAMES
from archive.loading.knowledge import MERGED_SOURCE
from archive.loading.undoing import follow_captures
from archive.models import (
    Article,
    Authorship,
    Capture,
    Decision,
    Membership,
    Mention,
    Merge,
    Organisation,
    OrganisationIdentifier,
    Person,
    PersonIdentifier,
    ProposedPair,
    Topic,
    TopicIdentifier,
    Verdict,
)
from archive.models.authority import AuthorityRecord
from archive.models.merged import final, with_merged
from archive.models.naming import AuthorityName
from archive.models.provenance import Batch, ChangeLog

IDENTIFIERS: dict[str, Any] = {
    "person": PersonIdentifier,
    "organisation": OrganisationIdentifier,
    "topic": TopicIdentifier,
}


class CannotMerge(ValueError):
    """The two cannot be made one; the message says why, in words for an editor."""


@dataclass
class MergePreview:
    """What a merge would do, in numbers, and what stands in its way."""

    counts: dict[str, int] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)


Record = Person | Organisation | Topic | Article


def preview(winner: Record, loser: Record) -> MergePreview:
    """Say what making `loser` part of `winner` would move, and why it cannot be where it cannot."""
    out = MergePreview(refusals=_refusals(winner, loser))
    if type(winner) is type(loser):
        out.counts = {name: rows.count() for name, (rows, _column) in _moving(loser).items()}
        if isinstance(loser, AuthorityRecord):
            out.counts["names"] = len(_new_names(winner, loser))  # type: ignore[arg-type]
            out.counts["articles"] = (
                Mention.objects.counted()
                .filter(**{str(loser.KIND): loser})
                .values("article")
                .distinct()
                .count()
            )
    return out


@transaction.atomic
def merge(winner: Record, loser: Record, *, user: User | None, reason: str = "") -> Merge:
    """Make `loser` part of `winner`: its names become variants, its address leads on, its rows move.

    Raises `CannotMerge`.
    """
    model = type(winner)
    winner = model.objects.select_for_update().get(pk=winner.pk)
    loser = type(loser).objects.select_for_update().get(pk=loser.pk)
    if refusals := _refusals(winner, loser):
        raise CannotMerge(" ".join(refusals))
    kind = str(winner.KIND)
    done = Merge.objects.create(
        kind=Batch.Kind.MERGE,
        record_kind=kind,
        winner_id=winner.public_id,
        loser_id=loser.public_id,
        user=user,
        reason=reason,
        finished_at=timezone.now(),
    )
    if isinstance(loser, AuthorityRecord):
        changes.log_all(changes.showing(loser))
    moved: dict[str, Any] = {}
    for name, (rows, column) in _moving(loser).items():
        if name == "memberships":  # what both hold by the same source stands once
            held = Membership.objects.filter(person=winner.pk).values("digest")
            ids = list(rows.exclude(digest__in=held).order_by("pk").values_list("pk", flat=True))
        else:
            ids = list(rows.order_by("pk").values_list("pk", flat=True))
        _move(rows.model, ids, column, winner)
        if ids:
            moved[name] = ids
    if isinstance(loser, AuthorityRecord) and isinstance(winner, AuthorityRecord):
        moved["status"] = loser.status
        moved["names"] = _copy_names(winner, loser, done)
        if isinstance(winner, Person):
            moved["authors_of"] = _one_author_each(winner)
        if winner.status != AuthorityRecord.Status.ESTABLISHED:  # an editor who merges vouches for what stays
            moved["winner_status"] = winner.status
            winner.status = AuthorityRecord.Status.ESTABLISHED
            changes.log_all(changes.showing(winner))
        loser.status = AuthorityRecord.Status.MERGED
    elif isinstance(loser, Article):
        moved["state"], moved["state_reason"] = loser.state, loser.state_reason
        loser.state, loser.state_reason = Article.State.WITHDRAWN, f"Merged into {winner.public_id}."
    loser.merged_into = winner
    loser.changed_at = winner.changed_at = timezone.now()
    loser.save()
    winner.save()
    done.moved = moved
    done.save(update_fields=["moved"])
    _settle_pair(winner, loser, ProposedPair.State.SAME)
    if isinstance(winner, Article):
        follow_captures(winner)
    changes.log(kind, loser.public_id, ChangeLog.Event.MERGED)
    changes.log(kind, winner.public_id)
    return done


@transaction.atomic
def undo(done: Merge, *, user: User | None) -> None:
    """Take a merge apart: what was moved goes back, what was linked to either since stays where it belongs.

    Raises `CannotMerge` where it was undone before, or where a later merge must be undone first.
    """
    done = Merge.objects.select_for_update().get(pk=done.pk)
    if done.undone_at is not None:
        raise CannotMerge("This merge was undone already.")
    model = Article if done.record_kind == "article" else verdicts.MODELS[done.record_kind]
    loser: Any = model.objects.select_for_update().get(public_id=done.loser_id)
    winner: Any = model.objects.select_for_update().get(public_id=done.winner_id)
    if winner.merged_into_id is not None:
        raise CannotMerge(f"“{winner}” was itself merged later: undo that merge first.")
    if isinstance(winner, Article) and withdrawn_by_order(winner):
        raise CannotMerge("One of the two was withdrawn by order; what was withdrawn stays so.")
    moved = done.moved
    for name, (rows, column) in _moving(winner).items():
        for at in range(0, len(moved.get(name, ())), 500):
            rows.filter(pk__in=moved[name][at : at + 500]).update(**{column: loser})
    loser.merged_into = None
    loser.changed_at = winner.changed_at = timezone.now()
    if isinstance(loser, AuthorityRecord):
        NAMES[loser.KIND].objects.filter(record=winner, source=f"{MERGED_SOURCE}{done.public_id}").delete()
        loser.status = moved["status"]
        if "winner_status" in moved:
            _return_status(winner, done)
        loser.save()
        winner.save()
        give_back(winner, loser, moved)
        changes.log_all(changes.showing(loser))
    else:
        loser.state, loser.state_reason = moved["state"], moved["state_reason"]
        loser.save()
        works = with_merged(loser)
        Capture.objects.filter(linked_article__in=works).update(article=loser)
        for article in (winner, loser):
            follow_captures(article)
    done.undone_at, done.undone_by = timezone.now(), user
    done.save(update_fields=["undone_at", "undone_by"])
    said_otherwise = _said_different(winner, loser).exists()
    state = ProposedPair.State.DIFFERENT if said_otherwise else ProposedPair.State.PROPOSED
    _settle_pair(winner, loser, state)
    changes.log(done.record_kind, loser.public_id)
    changes.log(done.record_kind, winner.public_id)


def _move(model: type[Model], ids: list[int], column: str, to: Record) -> None:
    for at in range(0, len(ids), 500):
        model._default_manager.filter(pk__in=ids[at : at + 500]).update(**{column: to})


def _one_author_each(winner: Person) -> list[int]:
    """Let no article list the person twice; returns the articles whose bylines had both names."""
    twice = (
        Authorship.objects.filter(person=winner)
        .values("article")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .values_list("article", flat=True)
    )
    articles = sorted(twice)
    for article in articles:
        rows = Authorship.objects.filter(article=article, person=winner).order_by("position")
        rows.exclude(pk=rows[0].pk).delete()
    return articles


def _return_status(winner: AuthorityRecord, done: Merge) -> None:
    """Let the record that stays be what it was before a merge, unless something else vouches for it.

    Another merge takes over what the status was: its own undoing may be the one that brings it back.
    """
    status = done.moved["winner_status"]
    other = Merge.objects.filter(winner_id=winner.public_id, undone_at=None).exclude(pk=done.pk).first()
    if other is not None:
        other.moved["winner_status"] = status
        other.save(update_fields=["moved"])
    elif not Decision.objects.filter(record_id=winner.public_id, field="status", ended_at=None).exists():
        winner.status = status
        changes.log_all(changes.showing(winner))


def give_back(winner: Any, loser: Any, moved: dict[str, Any]) -> None:
    """What was linked to a record while it was merged stands for it again, and editors' words on it too."""
    kind = str(loser.KIND)
    own = with_merged(loser)
    Mention.objects.filter(**{f"linked_{kind}__in": own}).update(**{kind: loser})
    if isinstance(loser, Person):
        Authorship.objects.filter(linked_person__in=own).update(person=loser)
        for article in Article.objects.filter(pk__in=moved.get("authors_of", ())):
            restore_authors(article)
    if isinstance(loser, Organisation):
        _give_back_publications(winner, loser)
    ids = [record.public_id for record in own]
    said = Verdict.objects.filter(record_kind=kind, superseded_by=None).exclude(article_id_public="")
    concerned = said.filter(Q(record_id__in=ids) | Q(other_id__in=ids)).values("article_id_public")
    for article in Article.objects.filter(public_id__in=concerned):
        verdicts.apply(final(article))


def _give_back_publications(winner: Organisation, loser: Organisation) -> None:
    """Articles read while the publisher was merged, and those an editor gave to it."""
    decided = Decision.objects.filter(record_kind="article", field="publisher", ended_at=None)
    names = [*loser.names.values_list("text", flat=True), loser.name]
    read = Article.objects.filter(publisher=winner, current_reading__fields__publisher__value__in=names)
    read.exclude(public_id__in=decided.values("record_id")).update(publisher=loser)
    given = decided.filter(value=loser.public_id).values("record_id")
    Article.objects.filter(publisher=winner, public_id__in=given).update(publisher=loser)


def _refusals(winner: Record, loser: Record) -> list[str]:
    out = []
    if type(winner) is not type(loser):
        return [f"“{winner}” and “{loser}” are of different kinds."]
    if winner.pk == loser.pk:
        return ["A record cannot be merged with itself."]
    for record in (winner, loser):
        if record.merged_into_id is not None:
            out.append(f"“{record}” is merged into another record already.")
    if isinstance(winner, Topic) and isinstance(loser, Topic) and winner.kind != loser.kind:
        out.append(f"“{winner}” is a {winner.kind}, “{loser}” a {loser.kind}.")
    for record in (winner, loser):
        if isinstance(record, Article) and withdrawn_by_order(record):
            out.append(f"{record.public_id} was withdrawn by order; what was withdrawn stays so.")
    if isinstance(winner, AuthorityRecord):
        kind = str(winner.KIND)
        mine, theirs = (
            dict(IDENTIFIERS[kind].objects.filter(record=r).values_list("scheme", "value"))
            for r in (winner, loser)
        )
        out += [
            f"Their {scheme} identifiers differ: {mine[scheme]} and {theirs[scheme]}."
            for scheme in sorted(mine.keys() & theirs.keys())
        ]
    if _said_different(winner, loser).exists():
        out.append("An editor has said that these two are not the same; take that back first.")
    if isinstance(winner, Organisation | Topic):
        above = winner.broader
        while above is not None:
            if above.pk == loser.pk:
                out.append(f"“{winner}” stands below “{loser}”; move it out first.")
                break
            above = above.broader
    return out


def _said_different(one: Record, other: Record) -> QuerySet[Verdict]:
    """Verdicts in force that what stands under one record is not what stands under the other."""
    ones, others = ([r.public_id for r in with_merged(record)] for record in (one, other))
    different = Verdict.objects.filter(
        subject=Verdict.Subject.PAIR, word=Verdict.Word.DIFFERENT, superseded_by=None
    )
    return different.filter(
        Q(record_id__in=ones, other_id__in=others) | Q(record_id__in=others, other_id__in=ones)
    )


def _moving(record: Record) -> dict[str, tuple[QuerySet[Any], str]]:
    """What hangs on a record and moves with a merge: name → rows and the column that holds the record."""
    if isinstance(record, Article):
        return {"captures": (Capture.objects.filter(article=record), "article")}
    kind = str(record.KIND)
    out: dict[str, tuple[QuerySet[Any], str]] = {
        "mentions": (Mention.objects.filter(**{kind: record}), kind),
        "identifiers": (IDENTIFIERS[kind].objects.filter(record=record), "record"),
    }
    if isinstance(record, Person):
        out["authorships"] = (Authorship.objects.filter(person=record), "person")
        held = Membership.objects.filter(person=record)
        out["memberships"] = (held, "person")
    elif isinstance(record, Organisation):
        out["members"] = (Membership.objects.filter(organisation=record), "organisation")
        out["publications"] = (Article.objects.filter(publisher=record), "publisher")
        out["narrower"] = (Organisation.objects.filter(broader=record), "broader")
    else:
        out["areas"] = (Membership.objects.filter(area=record), "area")
        out["narrower"] = (Topic.objects.filter(broader=record), "broader")
    return out


def _new_names(winner: AuthorityRecord, loser: AuthorityRecord) -> list[AuthorityName]:
    model: Any = NAMES[winner.KIND]
    held = set(model.objects.filter(record=winner).values_list("text", "language"))
    return [n for n in model.objects.filter(record=loser) if (n.text, n.language) not in held]


def _copy_names(winner: AuthorityRecord, loser: AuthorityRecord, done: Merge) -> int:
    """The loser's names become the winner's variants; the loser keeps its own and is still met by them."""
    model: Any = NAMES[winner.KIND]
    fresh = [
        model(
            record=winner,
            text=n.text,
            language=n.language,
            form=AuthorityName.Form.ALIAS if n.form == AuthorityName.Form.PREFERRED else n.form,
            source=f"{MERGED_SOURCE}{done.public_id}",
        )
        for n in _new_names(winner, loser)
    ]
    model.objects.bulk_create(fresh)
    return len(fresh)


def _settle_pair(winner: Record, loser: Record, state: str) -> None:
    first, second = sorted((winner.public_id, loser.public_id))
    ProposedPair.objects.filter(first_id=first, second_id=second).update(state=state)
