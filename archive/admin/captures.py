"""What was received and read: captures, sightings, layers, readings, the change log; to be looked at only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.desk import MachineAdmin, MachineInline, linked, plain, table
from archive.models import (
    Authorship,
    Batch,
    Capture,
    ChangeLog,
    Decision,
    Follower,
    LayerContent,
    Reading,
    Sighting,
    TextLayer,
    WorkKey,
)

#: Characters of a layer's text that its own screen shows.
SHOWN = 20_000


class SightingInline(MachineInline):
    model = Sighting
    fields = ("name_shown", "load", "source_url", "captured_at", "outcome", "message", "live", "seen_at")
    readonly_fields = ("name_shown",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sighting]:
        return super().get_queryset(request).select_related("load")

    @admin.display(description=gettext_lazy("file"))
    def name_shown(self, sighting: Sighting) -> str:
        return sighting.name


class LayerInline(MachineInline):
    model = TextLayer
    fields = ("extractor", "version", "length", "digest")


@admin.register(Capture)
class CaptureAdmin(MachineAdmin):
    list_display = (
        "digest_shown",
        "media_type",
        "size_shown",
        "state",
        "article",
        "sightings_held",
        "created_at",
    )
    list_filter = ("state", "media_type")
    list_select_related = ("article",)
    date_hierarchy = "created_at"
    search_fields = ("digest__startswith", "article__public_id__exact")
    search_help_text = gettext_lazy("Beginning of the SHA-256, or an article’s permanent id")
    ordering = ("-pk",)
    fields = (
        "digest",
        "state",
        "reason",
        "article_shown",
        "linked_article",
        "size_shown",
        "media_type",
        "declared_encoding",
        "encoding",
        "compared_at",
        "load_shown",
        "created_at",
    )
    readonly_fields = ("size_shown", "article_shown", "load_shown")
    inlines = (SightingInline, LayerInline)

    def with_counts(self, rows: QuerySet[Capture]) -> QuerySet[Capture]:
        seen = Sighting.objects.filter(capture=OuterRef("pk"), live=True).order_by().values("capture")
        counted = Subquery(seen.annotate(n=Count("pk")).values("n"))
        return rows.annotate(sightings_counted=Coalesce(counted, 0, output_field=IntegerField()))

    @admin.display(description=gettext_lazy("SHA-256"), ordering="digest")
    def digest_shown(self, capture: Capture) -> Any:
        return format_html("<code>{}…</code>", capture.digest[:16])

    @admin.display(description=gettext_lazy("size"), ordering="size")
    def size_shown(self, capture: Capture) -> str:
        return filesizeformat(capture.size)

    @admin.display(description=gettext_lazy("sightings that count"), ordering="sightings_counted")
    def sightings_held(self, capture: Any) -> int:
        return capture.sightings_counted

    @admin.display(description=gettext_lazy("article"))
    def article_shown(self, capture: Capture) -> Any:
        return linked(capture.article)

    @admin.display(description=gettext_lazy("first load"))
    def load_shown(self, capture: Capture) -> Any:
        return linked(capture.first_load)


@admin.register(Sighting)
class SightingAdmin(MachineAdmin):
    list_display = (
        "name",
        "outcome",
        "message",
        "capture_shown",
        "load_shown",
        "captured_at",
        "live",
        "seen_at",
    )
    list_filter = ("outcome", "live")
    list_select_related = ("capture", "load")
    date_hierarchy = "seen_at"
    search_fields = ("path", "message", "capture__digest__startswith")
    search_help_text = gettext_lazy("Path, message, or beginning of the SHA-256")
    ordering = ("-pk",)
    exclude = ("path_bytes",)

    @admin.display(description=gettext_lazy("capture"), ordering="capture")
    def capture_shown(self, sighting: Sighting) -> Any:
        return linked(sighting.capture)

    @admin.display(description=gettext_lazy("load"), ordering="load")
    def load_shown(self, sighting: Sighting) -> Any:
        return linked(sighting.load)


@admin.register(TextLayer)
class TextLayerAdmin(MachineAdmin):
    list_display = ("__str__", "capture", "length", "digest")
    list_filter = ("extractor", "version")
    list_select_related = ("capture",)
    search_fields = ("digest__startswith", "capture__digest__startswith")
    ordering = ("-pk",)
    fields = (
        "capture_shown",
        "extractor",
        "version",
        "digest",
        "length",
        "remarks_shown",
        "readings_shown",
        "text_shown",
    )
    readonly_fields = ("capture_shown", "remarks_shown", "readings_shown", "text_shown")

    @admin.display(description=gettext_lazy("capture"))
    def capture_shown(self, layer: TextLayer) -> Any:
        return linked(layer.capture)

    @admin.display(description=gettext_lazy("remarks"))
    def remarks_shown(self, layer: TextLayer) -> Any:
        return table([_("Remark")], [(plain(r),) for r in layer.remarks])

    @admin.display(description=gettext_lazy("readings"))
    def readings_shown(self, layer: TextLayer) -> Any:
        rows = layer.readings.defer("fields", "authors", "blocks", "images", "related", "warnings")
        return table([_("Reading"), _("Read")], [(linked(r), r.created_at) for r in rows])

    @admin.display(description=gettext_lazy("text"))
    def text_shown(self, layer: TextLayer) -> Any:
        content = LayerContent.objects.filter(layer=layer).first()
        text = content.text if content else ""
        cut = "" if len(text) <= SHOWN else _("… %d more characters") % (len(text) - SHOWN)
        return format_html('<pre class="captured">{}{}</pre>', text[:SHOWN], cut)


@admin.register(Reading)
class ReadingAdmin(MachineAdmin):
    list_display = ("__str__", "layer", "created_at")
    # No filter and no dates: either would read every reading's JSON to say what there is.
    list_select_related = ("layer",)
    search_fields = ("layer__digest__startswith", "layer__capture__digest__startswith")
    ordering = ("-pk",)
    fields = (
        "layer_shown",
        "reader",
        "version",
        "created_at",
        "fields_shown",
        "warnings_shown",
        "blocks_shown",
    )
    readonly_fields = ("layer_shown", "fields_shown", "warnings_shown", "blocks_shown")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reading]:
        rows = super().get_queryset(request)
        match = request.resolver_match
        if match is not None and match.url_name == "archive_reading_changelist":
            rows = rows.defer("fields", "authors", "blocks", "images", "related", "warnings")
        return rows

    @admin.display(description=gettext_lazy("text layer"))
    def layer_shown(self, reading: Reading) -> Any:
        return linked(reading.layer)

    @admin.display(description=gettext_lazy("fields"))
    def fields_shown(self, reading: Reading) -> Any:
        rows = [(name, *_read(found)) for name, found in reading.fields.items()]
        rows += [(_("author"), *_read(found)) for found in reading.authors]
        return table([_("Field"), _("Value"), _("Rule"), _("From"), _("To")], rows, numeric=[3, 4])

    @admin.display(description=gettext_lazy("warnings"))
    def warnings_shown(self, reading: Reading) -> Any:
        rows = [(w.get("code"), w.get("message"), w.get("start"), w.get("end")) for w in reading.warnings]
        return table([_("Code"), _("Message"), _("From"), _("To")], rows, numeric=[2, 3])

    @admin.display(description=gettext_lazy("blocks"))
    def blocks_shown(self, reading: Reading) -> Any:
        content = LayerContent.objects.filter(layer=reading.layer_id).first()
        text = content.text if content else ""
        rows = [
            (kind, start, end, text[start : min(end, start + 90)])
            for kind, start, end in reading.blocks[:500]
        ]
        return table([_("Kind"), _("From"), _("To"), _("Begins")], rows, numeric=[1, 2])


def _read(found: dict[str, Any]) -> tuple[Any, ...]:
    return (
        plain(found.get("value")),
        plain(found.get("rule")),
        plain(found.get("start")),
        plain(found.get("end")),
    )


@admin.register(ChangeLog)
class ChangeLogAdmin(MachineAdmin):
    list_display = ("id", "at", "event", "kind", "public_id")
    list_filter = ("event", "kind")
    date_hierarchy = "at"
    search_fields = ("public_id__exact",)
    ordering = ("-pk",)


@admin.register(Follower)
class FollowerAdmin(MachineAdmin):
    list_display = ("name", "cursor", "changed_at")
    search_fields = ("name",)


@admin.register(WorkKey)
class WorkKeyAdmin(MachineAdmin):
    list_display = ("scheme", "digest", "article")
    list_filter = ("scheme",)
    list_select_related = ("article",)
    search_fields = ("digest__startswith", "article__public_id__exact")


@admin.register(Authorship)
class AuthorshipAdmin(MachineAdmin):
    list_display = ("article", "position", "person", "surface", "rule")
    list_select_related = ("article", "person")
    search_fields = ("surface", "article__public_id__exact")
    ordering = ("-pk",)


@admin.register(Batch)
class BatchAdmin(MachineAdmin):
    list_display = ("started_at", "kind", "user", "reason", "decisions_held", "undone_at")
    list_filter = ("kind", ("undone_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    date_hierarchy = "started_at"
    search_fields = ("reason", "user__username")

    def with_counts(self, rows: QuerySet[Batch]) -> QuerySet[Batch]:
        made = Decision.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
        counted = Subquery(made.annotate(n=Count("pk")).values("n"))
        return rows.annotate(decisions_counted=Coalesce(counted, 0, output_field=IntegerField()))

    @admin.display(description=gettext_lazy("decisions"), ordering="decisions_counted")
    def decisions_held(self, batch: Any) -> int:
        return batch.decisions_counted
