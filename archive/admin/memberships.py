"""Posts that people held, as authority files or editors say; and addresses that records once had."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from archive import changes
from archive.admin.desk import DeskAdmin, MachineAdmin
from archive.admin.lookup import LookedUpMixin, named
from archive.identity import sha256
from archive.models import FormerSlug, Membership, Person

#: The `Membership.digest` of a post that an editor wrote down: no authority file ever makes the same.
_BY_HAND = "by hand"


def by_hand() -> str:
    """What a post written by an editor is known by."""
    return sha256(f"{_BY_HAND}:{uuid.uuid4()}")


class MembershipInline(LookedUpMixin, admin.TabularInline):
    model = Membership
    extra = 0
    fields = ("post", "organisation", "area", "start", "end")
    looked_up = ("organisation", "area")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("organisation", "area")


@admin.register(Membership)
class MembershipAdmin(LookedUpMixin, DeskAdmin):
    list_display = ("person", "post", "organisation", "area", "start", "end", "source", "source_date")
    list_display_links = ("person", "post")
    list_select_related = ("person", "organisation", "area")
    looked_up = ("person", "organisation", "area")
    search_fields = ("person__names__folded", "post")
    search_help_text = gettext_lazy("Any name of the person, or words of the post")
    list_filter = (("organisation", admin.EmptyFieldListFilter), ("end", admin.EmptyFieldListFilter))
    fields = ("person", "post", "organisation", "area", "area_name", "start", "end", "source", "source_date")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("archive.delete_membership")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term.strip():
            return queryset, False
        people = named(Person.objects.all(), search_term).values("pk")
        return queryset.filter(Q(person__in=people) | Q(post__icontains=search_term)), False

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        obj.digest = obj.digest or by_hand()
        obj.save()
        self._log(obj)

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        self._log(obj)
        obj.delete()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for obj in queryset.select_related("person"):
            self.delete_model(request, obj)

    def _log(self, membership: Membership) -> None:
        changes.log("person", membership.person.public_id)


@admin.register(FormerSlug)
class FormerSlugAdmin(MachineAdmin):
    list_display = ("slug", "kind", "public_id", "since")
    list_filter = ("kind",)
    search_fields = ("slug", "public_id")
    date_hierarchy = "since"
