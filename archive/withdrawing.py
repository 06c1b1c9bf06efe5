"""Taking an article out for good, by an editor's order (law, privacy): the exception to "nothing is lost".

Bytes, layers and everything quoted from them go; a tombstone with reason and digest stays. The page answers
410, verification accepts it, and the same bytes are rejected from then on.
"""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from archive import changes
from archive.loading.articles import withdrawn_by_order
from archive.models import (
    Article,
    ArticleRereading,
    Authorship,
    Batch,
    Capture,
    CaptureBytes,
    ChangeLog,
    Conflict,
    Decision,
    Mention,
    Organisation,
    Person,
    TextLayer,
    Topic,
    Verdict,
)
from archive.models.authority import AuthorityRecord
from archive.models.decision import ProposedPair
from archive.models.merged import with_merged

#: What stands where the headline was.
TOMBSTONE = "[withdrawn]"


@transaction.atomic
def withdraw(article: Article, *, user: User | None, reason: str) -> Counter[str]:
    """Withdraw an article and every capture of it. Returns what went, in numbers. Cannot be undone.

    Raises `ValueError` without a reason, and for what is merged or withdrawn already.
    """
    if not reason.strip():
        raise ValueError("A withdrawal needs its reason: it is all that stays.")
    if article.merged_into is not None:
        raise ValueError(f"This article is merged into {article.merged_into.public_id}: withdraw that one.")
    if withdrawn_by_order(article):
        raise ValueError("This article was withdrawn already; the reason given then stays.")
    now = timezone.now()
    Batch.objects.create(
        kind=Batch.Kind.WITHDRAWAL, user=user, reason=reason, started_at=now, finished_at=now
    )
    works = with_merged(article)
    named = [record for work in works for record in _candidates_of(work)]
    named += _named_no_more(Capture.objects.filter(article__in=works))
    gone: Counter[str] = Counter()
    ArticleRereading.objects.filter(article__in=works).update(message="")  # it may quote the page
    for work in works:
        work.current_reading = None
        work.save(update_fields=["current_reading"])
        for name, rows in (
            ("quotations", work.quotations.all()),
            ("stated roles", work.attestations.all()),
            ("mentions", work.mentions.all()),
            ("authors", work.authorships.all()),
        ):
            gone[name] += rows.count()
            rows.delete()
    for name, kept in (
        ("text layers", TextLayer.objects.filter(capture__article__in=works)),
        ("captures", CaptureBytes.objects.filter(capture__article__in=works)),
    ):
        gone[name] = kept.count()
        kept.delete()
    Capture.objects.filter(article__in=works).update(state=Capture.State.WITHDRAWN, reason=reason)
    for work in works:
        _leave_tombstone(work, reason)
        changes.log("article", work.public_id, ChangeLog.Event.DELETED)
    gone["candidates"] = _drop_unnamed(named)
    return gone


def _leave_tombstone(article: Article, reason: str) -> None:
    """Empty every field that was read; id, dates, digests and the reason stay.

    The keys of the work are digests and quote nothing: copies that come later are known by them.
    """
    _forget_words(article)
    for field in ("kicker", "lead", "byline", "section", "slug", "date_reason"):
        setattr(article, field, "")
    article.headline, article.headline_stands_in = TOMBSTONE, False
    article.review_reasons, article.publisher = [], None
    article.state, article.state_reason, article.changed_at = Article.State.WITHDRAWN, reason, timezone.now()
    article.save()


def _candidates_of(article: Article) -> list[AuthorityRecord]:
    """Unconfirmed records that the article names or is written by."""
    out: list[AuthorityRecord] = []
    for model in (Person, Organisation, Topic):
        named = Mention.objects.filter(article=article, **{str(model.KIND): OuterRef("pk")})
        out += model.objects.candidates().filter(Exists(named))
    written = Authorship.objects.filter(article=article, person=OuterRef("pk"))
    out += Person.objects.candidates().filter(Exists(written)).exclude(pk__in=[r.pk for r in out])
    return out


def _named_no_more(captures: QuerySet[Capture]) -> list[AuthorityRecord]:
    """Unconfirmed records of the same loads that nothing names: an earlier capture may have."""
    loads = list(captures.values_list("first_load", flat=True).distinct())
    out: list[AuthorityRecord] = []
    for model in (Person, Organisation, Topic):
        kind = str(model.KIND)
        named = Mention.objects.filter(Q(**{kind: OuterRef("pk")}) | Q(**{f"linked_{kind}": OuterRef("pk")}))
        out += model.objects.candidates().filter(~Exists(named), origin__in=loads)
    return out


def _drop_unnamed(records: list[AuthorityRecord]) -> int:
    """Delete candidates that nothing else names: their names were quoted from what is withdrawn."""
    dropped = 0
    for record in {(r.KIND, r.pk): r for r in records}.values():
        kind = str(record.KIND)
        held = (
            Mention.objects.filter(**{f"linked_{kind}": record}).exists()
            or Mention.objects.filter(**{kind: record}).exists()
            or Decision.objects.filter(record_kind=kind, record_id=record.public_id).exists()
            or record.merged_from.exists()  # type: ignore[attr-defined]
        )
        if isinstance(record, Person):
            held = (
                held
                or Authorship.objects.filter(linked_person=record).exists()
                or record.memberships.exists()
            )
        if isinstance(record, Organisation):
            held = held or record.published_articles.exists() or record.memberships.exists()
        if isinstance(record, Topic):
            held = held or record.memberships.exists()
        if isinstance(record, Organisation | Topic):
            held = held or record.narrower.exists()
        if not held:
            changes.log(kind, record.public_id, ChangeLog.Event.DELETED)
            _forget_pairs(record.public_id)
            record.delete()
            dropped += 1
    return dropped


def _forget_pairs(public_id: str) -> None:
    ProposedPair.objects.filter(Q(first_id=public_id) | Q(second_id=public_id)).delete()


def _forget_words(article: Article) -> None:
    """What decisions, conflicts and verdicts quoted from the text goes; who decided, and when, stays."""
    decided = Decision.objects.filter(record_kind="article", record_id=article.public_id)
    conflicts = Conflict.objects.filter(decision__in=decided)
    conflicts.update(reading_value=None, reading=None)
    conflicts.filter(resolved_at=None).update(
        resolution=Conflict.Resolution.KEPT, resolved_at=timezone.now()
    )  # nothing is left to choose from
    decided.update(value=None, reading_value=None)
    decided.filter(ended_at=None).update(ended_at=timezone.now())
    Verdict.objects.filter(article_id_public=article.public_id).update(
        words="", before="", after="", value=""
    )
    _forget_pairs(article.public_id)
    if hasattr(article, "words"):
        article.words.delete()
