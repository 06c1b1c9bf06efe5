"""Lists of everything articles say: names, stated roles, quotations, each judged where it is met."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import decisions
from archive.admin.desk import MachineAdmin, Word, change_url, linked, may, plain, table
from archive.admin.evidence import around
from archive.admin.filtering import OpenFilter, StateFilter, TopicKindFilter
from archive.admin.lookup import named
from archive.admin.naming import records_of
from archive.models import Attestation, LayerContent, Mention, Organisation, Person, Quotation, Topic, Verdict
from archive.names import fold

ACCEPT = gettext_lazy("Accept")
REJECT = gettext_lazy("Reject")


class StatementAdmin(MachineAdmin):
    """Rows that a program proposed; accepted and rejected here, edited nowhere."""

    right = ""
    actions = ("accept", "reject")
    judge: Any = None
    #: Whether its rows say how sure the program is of them.
    has_confidence = True

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return may(request, self.right)

    def applies(self, word: Word, obj: Any) -> bool:
        return not (obj.accepted if word.name == "accept" else obj.rejected)

    def say(self, request: HttpRequest, word: Word, obj: Any, reason: str) -> Any:
        said = Verdict.Word.ACCEPTED if word.name == "accept" else Verdict.Word.REJECTED
        type(self).judge(obj, said, user=request.user, reason=reason)
        return _("“%(row)s”: %(word)s.") % {"row": str(obj)[:80], "word": said.label}

    @admin.action(description=ACCEPT, permissions=["judge"])
    def accept(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.say_to_each(request, rows, "accept")

    @admin.action(description=REJECT, permissions=["judge"])
    def reject(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        self.say_to_each(request, rows, "reject")

    def get_ordering(self, request: HttpRequest) -> Any:
        """What waits for a word stands with the least sure first."""
        waiting = request.GET.get("state") == "proposed"
        return ("confidence", "-pk") if waiting and self.has_confidence else super().get_ordering(request)

    @admin.display(description=gettext_lazy("state"))
    def state(self, row: Any) -> Any:
        return _("rejected") if row.rejected else _("accepted") if row.accepted else _("proposed")

    @admin.display(description=gettext_lazy("article"), ordering="article")
    def article_shown(self, row: Any) -> Any:
        return linked(row.article, row.article.headline[:90])


@admin.register(Mention)
class MentionAdmin(StatementAdmin):
    right = "judge mentions"
    judge = staticmethod(decisions.judge_mention)
    words = (Word("accept", ACCEPT, "judge mentions"), Word("reject", REJECT, "judge mentions"))
    list_display = (
        "surface",
        "kind",
        "record",
        "article_shown",
        "occurrence_count",
        "confidence",
        "state",
        "reason",
    )
    list_filter = (OpenFilter, StateFilter, "kind", TopicKindFilter, "in_headline")
    list_select_related = ("article", "person", "organisation", "topic")
    search_fields = ("surface",)
    search_help_text = gettext_lazy("The name as it stands in the text, or any name of what it is linked to")
    ordering = ("-pk",)
    fields = (
        "article_shown",
        "kind",
        "surface",
        "record",
        "as_linked",
        "confidence",
        "reason",
        "state",
        "places",
        "alternatives_shown",
        "evidence_shown",
    )
    readonly_fields = fields

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        found = queryset.filter(surface__icontains=term)
        for kind, model in (("person", Person), ("organisation", Organisation), ("topic", Topic)):
            found |= queryset.filter(**{f"{kind}__in": named(model.objects.all(), fold(term)).values("pk")})
        return found, False

    @admin.display(description=gettext_lazy("stands for"))
    def record(self, mention: Mention) -> Any:
        return linked(mention.record)

    @admin.display(description=gettext_lazy("as the linker chose"))
    def as_linked(self, mention: Mention) -> Any:
        return linked(mention.linked)

    @admin.display(description=gettext_lazy("places"))
    def places(self, mention: Mention) -> Any:
        content = LayerContent.objects.filter(layer=mention.layer_id).first()
        text = content.text if content else ""
        rows = []
        for o in mention.occurrences:
            before, words, after = around(text, o["start"], o["end"])
            shown = format_html('<span class="around">…{}<mark>{}</mark>{}…</span>', before, words, after)
            where = f"{change_url(mention.article)}#at-{o['start']}"
            place = format_html('<a href="{}">{}</a>', where, o["start"])
            rows.append(
                (
                    place,
                    shown,
                    o["rule"],
                    f"{o['confidence']:.2f}",
                    _("rejected") if o.get("rejected") else "",
                )
            )
        return table([_("At"), _("In the text"), _("Rule"), _("Confidence"), ""], rows, numeric=[0, 3])

    @admin.display(description=gettext_lazy("could also be"))
    def alternatives_shown(self, mention: Mention) -> Any:
        found = records_of(mention.kind, set(mention.alternatives))
        return table(
            [_("Record"), _("Description")],
            [(linked(r), getattr(r, "description", "")) for r in found.values()],
        )

    @admin.display(description=gettext_lazy("evidence"))
    def evidence_shown(self, mention: Mention) -> str:
        return plain(mention.evidence)


@admin.register(Attestation)
class AttestationAdmin(StatementAdmin):
    right = "judge roles"
    judge = staticmethod(decisions.judge_attestation)
    has_confidence = False
    words = (Word("accept", ACCEPT, "judge roles"), Word("reject", REJECT, "judge roles"))
    list_display = ("__str__", "mention", "organisation_mention", "article_shown", "rule", "state")
    list_filter = (StateFilter,)
    list_select_related = ("article", "mention", "organisation_mention")
    search_fields = ("role", "mention__surface", "organisation_mention__surface")
    ordering = ("-pk",)
    fields = (
        "article_shown",
        "mention",
        "role",
        "organisation_mention",
        "start",
        "end",
        "rule",
        "version",
        "state",
    )
    readonly_fields = ("article_shown", "state")


@admin.register(Quotation)
class QuotationAdmin(StatementAdmin):
    right = "judge quotations"
    judge = staticmethod(decisions.judge_quotation)
    words = (Word("accept", ACCEPT, "judge quotations"), Word("reject", REJECT, "judge quotations"))
    list_display = (
        "__str__",
        "speaker",
        "speaker_kind",
        "kind",
        "cue",
        "article_shown",
        "confidence",
        "state",
    )
    list_filter = (StateFilter, "kind", "speaker_kind")
    list_select_related = ("article",)
    search_fields = ("text", "speaker")
    ordering = ("-pk",)
    fields = (
        "article_shown",
        "text",
        "kind",
        "speaker",
        "speaker_kind",
        "speaker_mention",
        "cue",
        "parts_shown",
        "rule",
        "version",
        "confidence",
        "state",
    )
    readonly_fields = ("article_shown", "parts_shown", "state")

    @admin.display(description=gettext_lazy("parts"))
    def parts_shown(self, quotation: Quotation) -> Any:
        return table([_("From"), _("To")], quotation.parts, numeric=[0, 1])
