"""Loads: what each met, and taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.desk import MachineAdmin, Word, anchor, editor, labelled, list_url, may, plain, table
from archive.loading import undo_load
from archive.loading.undoing import affected_by
from archive.models import Load, Sighting

#: What undoing a load does, in words; see `undoing.affected_by`.
DONE = {
    "sightings": gettext_lazy("sightings no longer count"),
    "withdrawn": gettext_lazy(
        "articles that no other load vouches for are withdrawn until they are loaded again"
    ),
    "revised": gettext_lazy("articles go back to an earlier capture"),
}


@admin.register(Load)
class LoadAdmin(MachineAdmin):
    list_display = ("started_at", "state", "user", "tally_in_words", "sightings_held", "undone_at")
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
        "tally_shown",
        "paths_shown",
        "settings_shown",
        "sightings_link",
        "undone_at",
        "undone_by",
    )
    readonly_fields = ("tally_shown", "paths_shown", "settings_shown", "sightings_link")
    actions = ("undo_chosen",)
    words = (Word("undo", gettext_lazy("Undo this load"), "undo loads", asks=True, grave=True),)

    def with_counts(self, rows: QuerySet[Load]) -> QuerySet[Load]:
        seen = Sighting.objects.filter(load=OuterRef("pk"), live=True).order_by().values("load")
        counted = Subquery(seen.annotate(n=Count("pk")).values("n"))
        return rows.annotate(sightings_counted=Coalesce(counted, 0, output_field=IntegerField()))

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return may(request, "undo loads")

    @admin.display(description=gettext_lazy("tally"))
    def tally_in_words(self, load: Load) -> str:
        return ", ".join(f"{count} {outcome}" for outcome, count in load.tally.items() if count)

    @admin.display(description=gettext_lazy("sightings that count"), ordering="sightings_counted")
    def sightings_held(self, load: Any) -> int:
        return load.sightings_counted

    @admin.display(description=gettext_lazy("tally"))
    def tally_shown(self, load: Load) -> Any:
        return table([_("Outcome"), _("Documents")], load.tally.items(), numeric=[1])

    @admin.display(description=gettext_lazy("paths"))
    def paths_shown(self, load: Load) -> Any:
        return table([_("Path")], [(plain(path),) for path in load.paths])

    @admin.display(description=gettext_lazy("settings"))
    def settings_shown(self, load: Load) -> Any:
        return labelled(load.settings)

    @admin.display(description=gettext_lazy("sightings"))
    def sightings_link(self, load: Load) -> Any:
        return anchor(list_url(Sighting, load__id__exact=load.pk), load.sightings.count())

    def applies(self, word: Word, obj: Load) -> bool:
        return obj.undone_at is None

    def consequences(self, word: Word, obj: Load) -> tuple[list[tuple[Any, Any]], list[Any]]:
        numbers = affected_by(obj)
        remarks = [
            _("Captured bytes and editors’ decisions stay."),
            _("Loading the same files again brings everything back."),
        ]
        if obj.state == Load.State.RUNNING:
            remarks.append(_("This load has not ended: it is at work, or it was stopped from outside."))
        return [(numbers.get(name, 0), words) for name, words in DONE.items()], remarks

    def say(self, request: HttpRequest, word: Word, obj: Load, reason: str) -> Any:
        numbers = undo_load(obj, user=editor(request))
        return _("The load is undone: %(done)s.") % {
            "done": "; ".join(f"{numbers.get(name, 0)} {words}" for name, words in DONE.items())
        }

    @admin.action(description=gettext_lazy("Undo the chosen load …"), permissions=["undo"])
    def undo_chosen(self, request: HttpRequest, rows: QuerySet[Load]) -> HttpResponse | None:
        return self.ask_about(request, rows, "undo")
