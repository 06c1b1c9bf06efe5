"""What lists can be narrowed to beside their columns: decisions, open names, states, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.documents import TopicKind
from archive.models import Conflict, Decision, Mention, ProposedPair


class DecidedFilter(admin.SimpleListFilter):
    title = gettext_lazy("editors’ decisions")
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        return [
            ("conflict", _("a conflict waits")),
            ("yes", _("a field is decided")),
            ("no", _("as read")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "conflict":
            return queryset.filter(Exists(conflicts_on_articles()))
        if self.value() in {"yes", "no"}:
            decided = Exists(decisions_on_articles())
            return queryset.filter(decided if self.value() == "yes" else ~decided)
        return queryset


class OpenNamesFilter(admin.SimpleListFilter):
    title = gettext_lazy("open names")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        return [("yes", _("some names are open")), ("no", _("every name is linked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {"yes", "no"}:
            return queryset
        found = Exists(Mention.objects.counted().open().filter(article=OuterRef("pk")))
        return queryset.filter(found if self.value() == "yes" else ~found)


def decisions_on_articles() -> QuerySet[Decision]:
    return Decision.objects.filter(record_kind="article", record_id=OuterRef("public_id"), ended_at=None)


def conflicts_on_articles() -> QuerySet[Conflict]:
    return Conflict.objects.filter(
        decision__record_kind="article", decision__record_id=OuterRef("public_id"), resolved_at=None
    )


class WaitingFilter(admin.SimpleListFilter):
    """What waits, unless an editor asks for what is settled."""

    title = gettext_lazy("what waits")
    parameter_name = "settled"
    waiting = gettext_lazy("waiting")

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        return [("yes", _("settled")), ("all", _("all"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": self.waiting}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return self.settled(queryset, self.value() == "yes")

    def settled(self, rows: QuerySet[Any], yes: bool) -> QuerySet[Any]:
        raise NotImplementedError


class ConflictFilter(WaitingFilter):
    def settled(self, rows: QuerySet[Any], yes: bool) -> QuerySet[Any]:
        return rows.filter(resolved_at__isnull=not yes)


class PairFilter(WaitingFilter):
    def settled(self, rows: QuerySet[Any], yes: bool) -> QuerySet[Any]:
        proposed = ProposedPair.State.PROPOSED
        return rows.exclude(state=proposed) if yes else rows.filter(state=proposed)


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("proposed", _("proposed")), ("accepted", _("accepted")), ("rejected", _("rejected"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "proposed":
            return queryset.filter(accepted=False, rejected=False)
        if self.value() in {"accepted", "rejected"}:
            return queryset.filter(**{str(self.value()): True})
        return queryset


class OpenFilter(admin.SimpleListFilter):
    title = gettext_lazy("linked")
    parameter_name = "linked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("open")), ("linked", _("linked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        nobody = {"person": None, "organisation": None, "topic": None}
        if self.value() == "open":
            return queryset.filter(**nobody)
        if self.value() == "linked":
            return queryset.exclude(**nobody)
        return queryset


class NamedFilter(admin.SimpleListFilter):
    title = gettext_lazy("articles")
    parameter_name = "named"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, Any]]:
        return [("yes", _("named in an article")), ("no", _("named in none"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {"yes", "no"}:
            return queryset
        kind = str(queryset.model.KIND)
        found = Exists(Mention.objects.counted().filter(**{kind: OuterRef("pk")}))
        return queryset.filter(found if self.value() == "yes" else ~found)


class TopicKindFilter(admin.SimpleListFilter):
    """By choice, so that the largest table of all is not read to find out what there is."""

    title = gettext_lazy("kind of topic")
    parameter_name = "topic_kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind.value, _(kind.value)) for kind in TopicKind]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(topic_kind=self.value()) if self.value() else queryset


class StandingFilter(admin.SimpleListFilter):
    """Verdicts that count today, or those that a later one has superseded."""

    title = gettext_lazy("whether it stands")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("stands")), ("no", _("superseded"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in {"yes", "no"}:
            return queryset.filter(superseded_by__isnull=self.value() == "yes")
        return queryset
