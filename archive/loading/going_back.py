"""Taking a run that read again back: articles show the readings they showed before it."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from archive.loading.knowledge import gazetteer_now
from archive.loading.readings import layer_of, parsed_of
from archive.loading.records import RecordBook
from archive.loading.showing import note_times, show
from archive.models import Article, ArticleRereading, Rereading
from archive.preparing import recognise_again

Outcome = ArticleRereading.Outcome


def affected_by_rereading(run: Rereading) -> Counter[str]:
    """What taking a run back would do, in numbers: articles that go back, and those that went on since."""
    out: Counter[str] = Counter()
    for row in _changed_by(run).select_related("article", "before__layer", "after__layer"):
        out["back" if _can_go_back(row, row.article) else "stay"] += 1
    out["stay"] += run.articles.filter(outcome__in=[Outcome.ARTICLE, Outcome.REVISION]).count()
    return +out


@transaction.atomic
def undo_rereading(run: Rereading, *, user: User | None) -> Counter[str]:
    """Let the articles of a run show the readings they showed before it. Returns what was done in numbers.

    The earlier readings were kept and are not made again; names, roles and quotations are recognised in them
    by today's rules. Editors' words stand, those said since, too: where the earlier reading differs from the
    one they were said of, a conflict waits. Articles that were read anew since, or whose capture is another
    now, stay as they are, and so does what left quarantine. Raises `ValueError` where it was undone before.
    """
    run = Rereading.objects.select_for_update().get(pk=run.pk)
    if run.undone_at is not None:
        raise ValueError("This run was undone already.")
    run.undone_at, run.undone_by = timezone.now(), user
    run.save(update_fields=["undone_at", "undone_by"])
    rows = list(_changed_by(run).select_related("before__layer__capture", "after__layer"))
    out: Counter[str] = Counter()
    out["stay"] += run.articles.filter(outcome__in=[Outcome.ARTICLE, Outcome.REVISION]).count()
    if not rows:
        return +out
    gazetteer, book = gazetteer_now(), RecordBook(run)
    for row in rows:
        article = Article.objects.select_for_update().get(pk=row.article_id)
        if row.before is None or not _can_go_back(row, article):
            out["stay"] += 1
            continue
        layer = row.before.layer
        prepared = recognise_again(layer_of(layer), parsed_of(row.before), gazetteer)
        show(article, layer.capture, row.before, prepared, book)
        note_times(layer.capture, row.before)
        out["back"] += 1
    return +out


def _changed_by(run: Rereading) -> QuerySet[ArticleRereading]:
    written = run.articles.filter(after__isnull=False)
    return written.exclude(outcome__in=[Outcome.ARTICLE, Outcome.REVISION]).order_by("pk")


def _can_go_back(row: ArticleRereading, article: Article) -> bool:
    """Whether the article still shows what the run gave it, of the same capture."""
    before, after = row.before, row.after
    return (
        before is not None
        and after is not None
        and before.pk != after.pk
        and article.state != Article.State.WITHDRAWN
        and article.current_reading_id == after.pk
        and before.layer.capture_id == after.layer.capture_id
    )
