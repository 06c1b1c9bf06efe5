"""What waits for an editor: conflicts between decisions and readings, and records that look like one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import decisions
from archive.admin import known
from archive.admin.desk import MachineAdmin, Word, linked, may
from archive.admin.filtering import ConflictFilter, PairFilter
from archive.admin.merges import merge_url
from archive.admin.naming import NamingAdmin, by, name_records, named_record, records_of, shown
from archive.models import Article, Conflict, ProposedPair


def _name_decided(rows: Iterable[Any]) -> None:
    """As `name_records`, for rows whose decision names the record."""
    rows = list(rows)
    name_records([row.decision for row in rows], ("record_id",))


@admin.register(Conflict)
class ConflictAdmin(MachineAdmin):
    """The queue: an editor's value, what was read when it was decided, and what is read now."""

    list_display = ("record", "field", "decided_value", "read_before", "read_now", "decided_by", "outcome")
    list_display_links = ("field",)
    list_filter = (ConflictFilter, "decision__record_kind", "decision__field", "resolution")
    list_select_related = ("decision__user", "resolved_by")
    date_hierarchy = "opened_at"
    search_fields = ("decision__record_id__exact", "decision__field")
    search_help_text = gettext_lazy("A record’s permanent id, or a field")
    actions = ("keep", "take")
    words = (
        Word("keep", gettext_lazy("Keep the editor’s value"), "resolve"),
        Word("take", gettext_lazy("Take the new reading"), "resolve"),
    )
    fields = (
        "record",
        "field",
        "decided_value",
        "read_before",
        "read_now",
        "decided_by",
        "opened_at",
        "reading_shown",
        "outcome",
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conflict]:
        return super().get_queryset(request).select_related("decision__user", "resolved_by")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found = super().get_changelist_instance(request)
        _name_decided(found.result_list)
        return found

    def has_resolve_permission(self, request: HttpRequest) -> bool:
        return may(request, "resolve")

    @admin.display(description=gettext_lazy("record"))
    def record(self, conflict: Conflict) -> Any:
        return named_record(conflict.decision, "record_id")

    @admin.display(description=gettext_lazy("field"), ordering="decision__field")
    def field(self, conflict: Conflict) -> str:
        return conflict.decision.field

    @admin.display(description=gettext_lazy("editor’s value, in force"))
    def decided_value(self, conflict: Conflict) -> Any:
        return shown(known.in_words(conflict.decision.field, conflict.decision.value), _("editor’s value"))

    @admin.display(description=gettext_lazy("read when it was decided"))
    def read_before(self, conflict: Conflict) -> Any:
        return shown(
            known.in_words(conflict.decision.field, conflict.decision.reading_value),
            _("read when it was decided"),
        )

    @admin.display(description=gettext_lazy("read now"))
    def read_now(self, conflict: Conflict) -> Any:
        return shown(known.in_words(conflict.decision.field, conflict.reading_value), _("read now"))

    @admin.display(description=gettext_lazy("decided"))
    def decided_by(self, conflict: Conflict) -> str:
        return by(conflict.decision.user, conflict.decision.made_at)

    @admin.display(description=gettext_lazy("reading"))
    def reading_shown(self, conflict: Conflict) -> Any:
        return linked(conflict.reading)

    @admin.display(description=gettext_lazy("outcome"))
    def outcome(self, conflict: Conflict) -> Any:
        if conflict.resolved_at is None:
            return _("waiting")
        return f"{conflict.get_resolution_display()}, {by(conflict.resolved_by, conflict.resolved_at)}"

    def applies(self, word: Word, obj: Conflict) -> bool:
        return obj.resolved_at is None

    def say(self, request: HttpRequest, word: Word, obj: Conflict, reason: str) -> Any:
        resolution = Conflict.Resolution.KEPT if word.name == "keep" else Conflict.Resolution.TAKEN
        try:
            decisions.resolve(obj, resolution, user=request.user)
        except Article.DoesNotExist as gone:
            raise ValueError(_("The record of this conflict is gone.")) from gone
        return _("Settled: %(outcome)s.") % {"outcome": resolution.label}

    @admin.action(description=gettext_lazy("Keep the editor’s value"), permissions=["resolve"])
    def keep(self, request: HttpRequest, rows: QuerySet[Conflict]) -> None:
        self.say_to_each(request, rows, "keep")

    @admin.action(description=gettext_lazy("Take the new reading"), permissions=["resolve"])
    def take(self, request: HttpRequest, rows: QuerySet[Conflict]) -> None:
        self.say_to_each(request, rows, "take")


@admin.register(ProposedPair)
class PairAdmin(NamingAdmin):
    """The queue of look-alikes: one or two? A merge has its own preview."""

    names = ("first_id", "second_id")
    list_display = ("pair", "first", "second", "record_kind", "likeness", "reason", "state", "merge")
    list_display_links = ("pair",)
    list_filter = (PairFilter, "record_kind", "state")
    date_hierarchy = "proposed_at"
    search_fields = ("first_id__exact", "second_id__exact", "reason")
    search_help_text = gettext_lazy("A record’s permanent id, or words of the reason")
    ordering = ("-score", "id")
    actions = ("different", "same")
    words = (
        Word("different", gettext_lazy("Not the same"), "judge pairs"),
        Word("same", gettext_lazy("The same"), "judge pairs"),
    )
    fields = ("first", "second", "record_kind", "likeness", "reason", "state", "proposed_at", "merge")
    readonly_fields = ("first", "second", "likeness", "merge")

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return may(request, "judge pairs")

    def get_list_display(self, request: HttpRequest) -> Any:
        return self.list_display if may(request, "merge") else self.list_display[:-1]

    @admin.display(description=gettext_lazy("no."), ordering="id")
    def pair(self, pair: ProposedPair) -> int:
        return pair.pk

    @admin.display(description=gettext_lazy("first"))
    def first(self, pair: Any) -> Any:
        return _described(pair, "first_id")

    @admin.display(description=gettext_lazy("second"))
    def second(self, pair: Any) -> Any:
        return _described(pair, "second_id")

    @admin.display(description=gettext_lazy("likeness"), ordering="score")
    def likeness(self, pair: ProposedPair) -> str:
        return f"{pair.score:.2f}"

    @admin.display(description=gettext_lazy("merge"))
    def merge(self, pair: ProposedPair) -> Any:
        if pair.state == ProposedPair.State.DIFFERENT:
            return None
        url = merge_url(pair.record_kind, pair.first_id, pair.second_id)
        return format_html('<a href="{}">{}</a>', url, _("preview …"))

    def applies(self, word: Word, obj: ProposedPair) -> bool:
        return obj.state != word.name

    def say(self, request: HttpRequest, word: Word, obj: ProposedPair, reason: str) -> Any:
        decisions.judge_pair(obj, word.name, user=request.user, reason=reason)
        return _("Noted: %(word)s.") % {"word": word.label}

    @admin.action(description=gettext_lazy("Not the same"), permissions=["judge"])
    def different(self, request: HttpRequest, rows: QuerySet[ProposedPair]) -> None:
        self.say_to_each(request, rows, "different")

    @admin.action(
        description=gettext_lazy("The same (a single one leads to its merge)"), permissions=["judge"]
    )
    def same(self, request: HttpRequest, rows: QuerySet[ProposedPair]) -> HttpResponse | None:
        chosen = list(rows)
        self.say_to_each(request, chosen, "same")
        if len(chosen) == 1 and may(request, "merge"):
            pair = chosen[0]
            if len(records_of(pair.record_kind, {pair.first_id, pair.second_id})) == 2:
                return HttpResponseRedirect(merge_url(pair.record_kind, pair.first_id, pair.second_id))
        return None


def _described(pair: Any, column: str) -> Any:
    """A record of a pair with what tells it from the other."""
    held = getattr(pair, "named_records", None)
    record = (held if held is not None else records_of(pair.record_kind, {getattr(pair, column)})).get(
        getattr(pair, column)
    )
    if record is None:
        return getattr(pair, column)
    about = getattr(record, "description", "") or getattr(record, "published_stated", "")
    return format_html('{}<br><span class="quiet">{}</span>', linked(record), about)
