"""Two records made one: chosen in a list, shown in numbers, done, and taken apart again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import merging
from archive.admin.desk import DeskAdmin, MachineAdmin, Word, change_url, editor, linked, list_url, may, table
from archive.admin.naming import name_records, named_record, records_of
from archive.models import Article, Merge

#: What a preview counts, in words.
COUNTED = {
    "mentions": gettext_lazy("mentions move"),
    "articles": gettext_lazy("articles name it"),
    "names": gettext_lazy("names become variants of the one that stays"),
    "identifiers": gettext_lazy("identifiers move"),
    "authorships": gettext_lazy("articles were written by it"),
    "memberships": gettext_lazy("memberships move"),
    "members": gettext_lazy("members’ posts move"),
    "publications": gettext_lazy("articles were published by it"),
    "narrower": gettext_lazy("records below it move"),
    "areas": gettext_lazy("memberships of this area move"),
    "captures": gettext_lazy("captures move"),
}


def merge_url(kind: str, winner_id: str, loser_id: str) -> str:
    """Address of the preview of a merge."""
    return reverse("admin:archive_merge_preview", args=[kind, winner_id, loser_id])


def merge_chosen(model_admin: DeskAdmin, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
    """List action: exactly two chosen records lead to their preview, the confirmed one first."""
    chosen = list(rows[:3])
    if len(chosen) != 2:
        model_admin.message_user(request, _("Choose exactly two records to merge."), messages.WARNING)
        return None
    winner, loser = sorted(chosen, key=lambda r: (not getattr(r, "confirmed", True), r.pk))
    return HttpResponseRedirect(merge_url(str(winner.KIND), winner.public_id, loser.public_id))


class SureForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"), required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 60})
    )


@admin.register(Merge)
class MergeAdmin(MachineAdmin):
    list_display = ("started_at", "record_kind", "stays", "goes", "user", "reason", "undone_at")
    list_filter = ("record_kind", ("undone_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "undone_by")
    date_hierarchy = "started_at"
    search_fields = ("winner_id", "loser_id", "reason")
    fields = (
        "record_kind",
        "stays",
        "goes",
        "user",
        "started_at",
        "reason",
        "moved_shown",
        "undone_at",
        "undone_by",
    )
    readonly_fields = ("stays", "goes", "moved_shown")
    words = (Word("undo", gettext_lazy("Take this merge apart"), "undo merges", asks=True),)
    actions = ("undo_merge",)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.preview_view)
        own = path(
            "<slug:kind>/<slug:winner_id>/<slug:loser_id>/preview/", view, name="archive_merge_preview"
        )
        return [own, *super().get_urls()]

    def has_undo_permission(self, request: HttpRequest) -> bool:
        return may(request, "undo merges")

    def preview_view(self, request: HttpRequest, kind: str, winner_id: str, loser_id: str) -> HttpResponse:
        """What the merge would do, in numbers, and what stands in its way; by POST it is done."""
        if not may(request, "merge"):
            raise PermissionDenied
        found = records_of(kind, {winner_id, loser_id})
        if winner_id not in found or loser_id not in found:
            raise Http404(_("One of the two records is not there."))
        winner, loser = found[winner_id], found[loser_id]
        form = SureForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                done = merging.merge(winner, loser, user=editor(request), reason=form.cleaned_data["reason"])
            except merging.CannotMerge as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
                return HttpResponseRedirect(request.path)
            self.log_change(request, done, f"{loser} → {winner}")
            self.message_user(
                request,
                format_html(
                    _("“{}” is now part of “{}”. {}"),
                    loser,
                    winner,
                    linked(done, _("Take the merge apart")),
                ),
                messages.SUCCESS,
            )
            return HttpResponseRedirect(change_url(winner))
        preview = merging.preview(winner, loser)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge two records"),
            "opts": winner._meta,
            "winner": winner,
            "loser": loser,
            "sides": [_side(winner), _side(loser)],
            "refusals": preview.refusals,
            "numbers": [
                (number, COUNTED.get(name, name)) for name, number in preview.counts.items() if number
            ],
            "turned": merge_url(kind, loser_id, winner_id),
            "back": list_url(type(winner)),
            "form": form,
            "media": self.media,
        }
        return TemplateResponse(request, "archive/admin/merge.html", context)

    # -- rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Merge]:
        return super().get_queryset(request).select_related("user", "undone_by")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found = super().get_changelist_instance(request)
        name_records(found.result_list, ("winner_id", "loser_id"))
        return found

    @admin.display(description=gettext_lazy("stays"))
    def stays(self, merge: Any) -> Any:
        return named_record(merge, "winner_id")

    @admin.display(description=gettext_lazy("goes into it"))
    def goes(self, merge: Any) -> Any:
        return named_record(merge, "loser_id")

    @admin.display(description=gettext_lazy("moved"))
    def moved_shown(self, merge: Merge) -> Any:
        rows = [(COUNTED[name], _amount(moved)) for name, moved in merge.moved.items() if name in COUNTED]
        return table([_("What"), _("Rows")], rows, numeric=[1])

    # -- undo

    def applies(self, word: Word, obj: Merge) -> bool:
        return obj.undone_at is None

    def consequences(self, word: Word, obj: Merge) -> tuple[list[tuple[Any, Any]], list[Any]]:
        numbers = [
            (_amount(moved), COUNTED[name])
            for name, moved in obj.moved.items()
            if name in COUNTED and _amount(moved)
        ]
        return numbers, [
            _("What was moved goes back, and so does what loads linked to the other name since."),
            _("What was linked to the record that stays remains with it."),
        ]

    def say(self, request: HttpRequest, word: Word, obj: Merge, reason: str) -> Any:
        merging.undo(obj, user=editor(request))
        return _("The merge is taken apart; both records stand again.")

    @admin.action(description=gettext_lazy("Take the chosen merge apart …"), permissions=["undo"])
    def undo_merge(self, request: HttpRequest, rows: QuerySet[Merge]) -> HttpResponse | None:
        return self.ask_about(request, rows, "undo")


def _amount(moved: Any) -> int:
    return len(moved) if isinstance(moved, list) else moved if isinstance(moved, int) else 0


def _side(record: Any) -> dict[str, Any]:
    """What an editor compares before two records become one."""
    if isinstance(record, Article):
        facts = [
            (_("Headline"), record.headline),
            (_("Published"), record.published_stated),
            (_("Source address"), record.url),
            (_("Permanent id"), record.public_id),
        ]
    else:
        facts = [
            (_("Name"), record.name),
            (_("Description"), record.description),
            (_("Status"), record.get_status_display()),
            (_("Other names"), "; ".join(dict.fromkeys(n.text for n in record.names.all()[:30]))),
            (_("Identifiers"), "; ".join(str(i) for i in record.identifiers.all())),
            (_("Source"), record.source),
            (_("Permanent id"), record.public_id),
        ]
    return {
        "record": record,
        "url": change_url(record),
        "facts": [(what, value or "–") for what, value in facts],
    }
