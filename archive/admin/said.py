"""What editors said, in the order they said it: decisions and verdicts, each to be taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import decisions
from archive.admin import known
from archive.admin.desk import Word, linked, may
from archive.admin.filtering import StandingFilter
from archive.admin.naming import NamingAdmin, by, named_record, records_of, shown
from archive.admin.rules import JudgedRuleFilter, SaidFilter, rules_view
from archive.models import Article, Decision, Verdict


@admin.register(Decision)
class DecisionAdmin(NamingAdmin):
    names = ("record_id",)
    list_display = ("record", "field", "value_shown", "read_shown", "made", "in_force")
    list_display_links = ("field",)
    list_filter = ("record_kind", "field", ("ended_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    date_hierarchy = "made_at"
    search_fields = ("record_id__exact", "field", "user__username")
    fields = ("record", "field", "value_shown", "read_shown", "user", "made_at", "batch", "ended_at")
    readonly_fields = ("record", "value_shown", "read_shown")
    words = (Word("release", gettext_lazy("Give back to what is read"), "decide"),)

    @admin.display(description=gettext_lazy("record"))
    def record(self, decision: Any) -> Any:
        return named_record(decision, "record_id")

    @admin.display(description=gettext_lazy("value"))
    def value_shown(self, decision: Decision) -> Any:
        return shown(known.in_words(decision.field, decision.value))

    @admin.display(description=gettext_lazy("read at that time"))
    def read_shown(self, decision: Decision) -> Any:
        return shown(known.in_words(decision.field, decision.reading_value))

    @admin.display(description=gettext_lazy("made"), ordering="made_at")
    def made(self, decision: Decision) -> str:
        return by(decision.user, decision.made_at)

    @admin.display(description=gettext_lazy("in force"), boolean=True, ordering="ended_at")
    def in_force(self, decision: Decision) -> bool:
        return decision.ended_at is None

    def applies(self, word: Word, obj: Decision) -> bool:
        return obj.ended_at is None

    def say(self, request: HttpRequest, word: Word, obj: Decision, reason: str) -> Any:
        record = records_of(obj.record_kind, {obj.record_id}).get(obj.record_id)
        if record is None:
            raise ValueError(_("The record of this decision is gone."))
        if not request.user.has_perm(f"archive.change_{obj.record_kind}"):
            raise ValueError(_("You may not change this record."))
        decisions.release(record, obj.field, user=request.user)
        return _("The field shows what is read again.")


@admin.register(Verdict)
class VerdictAdmin(NamingAdmin):
    """Everything editors said on proposals; taken back by a further verdict, never erased."""

    names = ("record_id", "other_id")
    list_display = ("verdict", "words_shown", "record", "other", "article_shown", "given", "standing")
    list_display_links = ("verdict",)
    list_filter = ("subject", "word", "record_kind", StandingFilter, SaidFilter, JudgedRuleFilter)
    date_hierarchy = "made_at"
    search_fields = ("article_id_public__exact", "record_id__exact", "words", "author", "reason")
    search_help_text = gettext_lazy("Words judged, editor, reason, or a permanent id")
    fields = (
        "verdict",
        "words_shown",
        "context",
        "record",
        "other",
        "article_shown",
        "value",
        "rule",
        "version",
        "author",
        "made_at",
        "reason",
        "supersedes",
        "standing",
    )
    readonly_fields = ("verdict", "words_shown", "context", "record", "other", "article_shown", "standing")
    actions = ("take_back",)
    words = (Word("take-back", gettext_lazy("Take back"), "take back"),)

    def get_urls(self) -> list[URLPattern]:
        table = path("rules/", self.admin_site.admin_view(rules_view), name="archive_verdict_rules")
        return [table, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        return super().get_queryset(request).prefetch_related("superseded_by")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found = super().get_changelist_instance(request)
        articles = records_of(
            "article", {v.article_id_public for v in found.result_list if v.article_id_public}
        )
        for verdict in found.result_list:
            verdict.article_named = articles.get(verdict.article_id_public)
        return found

    def has_take_back_permission(self, request: HttpRequest) -> bool:
        return may(request, "take back")

    @admin.display(description=gettext_lazy("verdict"), ordering="id")
    def verdict(self, verdict: Verdict) -> str:
        if verdict.reason == "taken back":
            return _("%(on)s: taken back") % {"on": verdict.get_subject_display()}
        return str(verdict)

    @admin.display(description=gettext_lazy("words"))
    def words_shown(self, verdict: Verdict) -> Any:
        return shown(verdict.words or verdict.value)

    @admin.display(description=gettext_lazy("where"))
    def context(self, verdict: Verdict) -> Any:
        if not verdict.words:
            return None
        return format_html(
            '<span class="around">…{}<mark>{}</mark>{}…</span>', verdict.before, verdict.words, verdict.after
        )

    @admin.display(description=gettext_lazy("record"))
    def record(self, verdict: Any) -> Any:
        return named_record(verdict, "record_id") if verdict.record_id else None

    @admin.display(description=gettext_lazy("the other"))
    def other(self, verdict: Any) -> Any:
        return named_record(verdict, "other_id") if verdict.other_id else None

    @admin.display(description=gettext_lazy("article"))
    def article_shown(self, verdict: Any) -> Any:
        if not hasattr(verdict, "article_named"):
            verdict.article_named = Article.objects.filter(public_id=verdict.article_id_public).first()
        return linked(verdict.article_named)

    @admin.display(description=gettext_lazy("given"), ordering="made_at")
    def given(self, verdict: Verdict) -> str:
        day = f"{verdict.made_at:%Y-%m-%d %H:%M}"
        return f"{verdict.author}, {day}" if verdict.author else day

    @admin.display(description=gettext_lazy("stands"), boolean=True)
    def standing(self, verdict: Verdict) -> bool:
        return not _superseded(verdict)

    def applies(self, word: Word, obj: Verdict) -> bool:
        return not _superseded(obj) and obj.reason != "taken back"

    def say(self, request: HttpRequest, word: Word, obj: Verdict, reason: str) -> Any:
        decisions.undo_verdict(obj, user=request.user)
        return _("Taken back; what the program proposed stands again.")

    @admin.action(description=gettext_lazy("Take the chosen verdicts back"), permissions=["take_back"])
    def take_back(self, request: HttpRequest, rows: QuerySet[Verdict]) -> None:
        self.say_to_each(request, rows, "take-back")


def _superseded(verdict: Verdict) -> bool:
    return bool(verdict.superseded_by.all())
