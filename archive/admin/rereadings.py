"""Runs that read stored captures again: what each changed, and taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.desk import (
    MachineAdmin,
    Word,
    anchor,
    editor,
    labelled,
    linked,
    list_url,
    may,
    plain,
    table,
)
from archive.loading.going_back import affected_by_rereading, undo_rereading
from archive.models import ArticleRereading, Load, Rereading

#: What taking a run back does, in words; see `going_back.undo_rereading`.
DONE = {
    "back": gettext_lazy("articles show the reading they showed before"),
    "stay": gettext_lazy("articles stay as they are: read anew since, or left quarantine"),
}


@admin.register(Rereading)
class RereadingAdmin(MachineAdmin):
    list_display = (
        "started_at",
        "state",
        "user",
        "reason",
        "tally_in_words",
        "changes_in_words",
        "undone_at",
    )
    list_filter = ("state", ("undone_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    date_hierarchy = "started_at"
    search_fields = ("reason", "user__username")
    fields = (
        "state",
        "user",
        "started_at",
        "finished_at",
        "reason",
        "settings_shown",
        "tally_shown",
        "changes_shown",
        "articles_link",
        "undone_at",
        "undone_by",
    )
    readonly_fields = ("settings_shown", "tally_shown", "changes_shown", "articles_link")
    actions = ("undo_chosen",)
    words = (Word("undo", gettext_lazy("Take this run back"), "undo rereadings", asks=True, grave=True),)

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return may(request, "undo rereadings")

    @admin.display(description=gettext_lazy("tally"))
    def tally_in_words(self, run: Rereading) -> str:
        return ", ".join(f"{count} {outcome}" for outcome, count in run.tally.items() if count)

    @admin.display(description=gettext_lazy("changes"))
    def changes_in_words(self, run: Rereading) -> str:
        return _in_words(run.changes)

    @admin.display(description=gettext_lazy("settings"))
    def settings_shown(self, run: Rereading) -> Any:
        return labelled(run.settings)

    @admin.display(description=gettext_lazy("tally"))
    def tally_shown(self, run: Rereading) -> Any:
        words = dict(ArticleRereading.Outcome.choices)
        rows = [(words.get(outcome, outcome), count) for outcome, count in run.tally.items()]
        return table([_("Outcome"), _("Articles and captures")], rows, numeric=[1])

    @admin.display(description=gettext_lazy("changes"))
    def changes_shown(self, run: Rereading) -> Any:
        rows = [(field, how, count) for field, counts in run.changes.items() for how, count in counts.items()]
        return table([_("Field"), _("How"), _("Values")], rows, numeric=[2])

    @admin.display(description=gettext_lazy("articles"))
    def articles_link(self, run: Rereading) -> Any:
        return anchor(list_url(ArticleRereading, rereading__id__exact=run.pk), run.articles.count())

    def applies(self, word: Word, obj: Rereading) -> bool:
        return obj.undone_at is None

    def consequences(self, word: Word, obj: Rereading) -> tuple[list[tuple[Any, Any]], list[Any]]:
        numbers = affected_by_rereading(obj)
        remarks = [
            _("Names, roles and quotations are recognised in the earlier readings by today’s rules."),
            _("Editors’ words stand; where they were said of another reading, a conflict waits."),
        ]
        if obj.state == Load.State.RUNNING:
            remarks.append(_("This run has not ended: it is at work, or it was stopped from outside."))
        return [(numbers.get(name, 0), words) for name, words in DONE.items()], remarks

    def say(self, request: HttpRequest, word: Word, obj: Rereading, reason: str) -> Any:
        numbers = undo_rereading(obj, user=editor(request))
        return _("The run is taken back: %(done)s.") % {
            "done": "; ".join(f"{numbers.get(name, 0)} {words}" for name, words in DONE.items())
        }

    @admin.action(description=gettext_lazy("Take the chosen run back …"), permissions=["undo"])
    def undo_chosen(self, request: HttpRequest, rows: QuerySet[Rereading]) -> HttpResponse | None:
        return self.ask_about(request, rows, "undo")


@admin.register(ArticleRereading)
class ArticleRereadingAdmin(MachineAdmin):
    list_display = ("article_shown", "outcome", "changes_in_words", "message", "rereading")
    list_filter = ("outcome",)
    list_select_related = ("article", "rereading")
    search_fields = ("article__public_id__exact", "message")
    search_help_text = gettext_lazy("An article’s permanent id, or words of the message")
    ordering = ("-pk",)
    fields = (
        "article_shown",
        "outcome",
        "rereading_shown",
        "before_shown",
        "after_shown",
        "changes_shown",
        "message",
    )
    readonly_fields = ("article_shown", "rereading_shown", "before_shown", "after_shown", "changes_shown")

    @admin.display(description=gettext_lazy("article"))
    def article_shown(self, row: ArticleRereading) -> Any:
        return linked(row.article)

    @admin.display(description=gettext_lazy("rereading"))
    def rereading_shown(self, row: ArticleRereading) -> Any:
        return linked(row.rereading)

    @admin.display(description=gettext_lazy("before"))
    def before_shown(self, row: ArticleRereading) -> Any:
        return linked(row.before)

    @admin.display(description=gettext_lazy("since"))
    def after_shown(self, row: ArticleRereading) -> Any:
        return linked(row.after)

    @admin.display(description=gettext_lazy("changes"))
    def changes_in_words(self, row: ArticleRereading) -> str:
        return _in_words(row.changes)

    @admin.display(description=gettext_lazy("changes"))
    def changes_shown(self, row: ArticleRereading) -> Any:
        return labelled(row.changes)


def _in_words(changes: dict[str, dict[str, int]]) -> str:
    """ "headline: 12 changed; mentions: 3 added, 1 removed"."""
    return plain(
        [
            f"{field}: {', '.join(f'{n} {how}' for how, n in counts.items())}"
            for field, counts in changes.items()
        ]
    )
