"""People, organisations and topics: what we hold about them, their names, identifiers and posts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import changes, decisions
from archive.admin import known
from archive.admin.desk import DeskAdmin, anchor, edit_batch, linked, list_url, may
from archive.admin.filtering import NamedFilter
from archive.admin.forms import PlainLine, RecordForm
from archive.admin.lookup import LookedUpMixin, named
from archive.admin.memberships import MembershipInline, by_hand
from archive.admin.merges import merge_chosen
from archive.identity import record_id, record_slugs
from archive.models import (
    Article,
    Membership,
    Mention,
    Merge,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    Person,
    PersonIdentifier,
    PersonName,
    Topic,
    TopicIdentifier,
    TopicName,
)
from archive.models.authority import NAME_LENGTH, AuthorityRecord
from archive.models.naming import AuthorityName
from archive.names import fold


class OwnedInline(admin.TabularInline):
    """Rows that a record owns and editors keep: names, identifiers, posts."""

    extra = 0


class NameInline(OwnedInline):
    fields = ("text", "form", "language", "source")
    readonly_fields = ("source",)


class PersonNameInline(NameInline):
    model = PersonName


class OrganisationNameInline(NameInline):
    model = OrganisationName


class TopicNameInline(NameInline):
    model = TopicName


class PersonIdentifierInline(OwnedInline):
    model = PersonIdentifier


class OrganisationIdentifierInline(OwnedInline):
    model = OrganisationIdentifier


class TopicIdentifierInline(OwnedInline):
    model = TopicIdentifier


class RecordAdmin(LookedUpMixin, DeskAdmin):
    """An authority record: every changed field becomes a decision, names and identifiers are kept as rows."""

    form = RecordForm
    looked_up = ("broader",)
    search_fields = ("names__folded",)
    search_help_text = gettext_lazy("Any name, in any spelling of accents and case; or a permanent id")
    list_filter: ClassVar[Any] = ("status", NamedFilter)
    ordering = ("sort_key", "public_id")
    actions = ("establish", "merge_two")
    readonly_fields = ("public_id", "merged_shown", "named_in", "origin_shown", "source", "changed_at")
    own_fields: ClassVar[tuple[str, ...]] = ()
    identifier_model: ClassVar[Any]

    # -- who may what

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and obj.status == AuthorityRecord.Status.MERGED:
            return False
        return super().has_change_permission(request, obj)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return may(request, "merge")

    # -- the list

    def get_list_display(self, request: HttpRequest) -> Any:
        return ("name", "description", *self.own_columns, "status", "articles", "identifiers_shown")

    own_columns: ClassVar[tuple[str, ...]] = ()

    def with_counts(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        kind = str(self.model.KIND)
        naming = Mention.objects.counted().filter(**{kind: OuterRef("pk")})
        naming = naming.exclude(article__state=Article.State.WITHDRAWN).order_by().values(kind)
        counted = naming.annotate(n=Count("article", distinct=True)).values("n")
        return rows.annotate(
            articles_counted=Coalesce(Subquery(counted), 0, output_field=IntegerField())
        ).prefetch_related("identifiers")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return (named(queryset, search_term) if search_term.strip() else queryset), False

    @admin.display(description=gettext_lazy("articles"), ordering="articles_counted")
    def articles(self, record: Any) -> int:
        return record.articles_counted

    @admin.display(description=gettext_lazy("identifiers"))
    def identifiers_shown(self, record: Any) -> str:
        return ", ".join(f"{i.get_scheme_display()} {i.value}" for i in record.identifiers.all())

    @admin.action(description=gettext_lazy("Confirm the chosen records"), permissions=["change"])
    def establish(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        chosen = list(rows.filter(status=AuthorityRecord.Status.CANDIDATE))
        batch = edit_batch(request, "establish")
        for record in chosen:
            established = AuthorityRecord.Status.ESTABLISHED.value
            decisions.decide(record, "status", established, user=request.user, batch=batch)
            self.log_change(request, record, _("Confirmed."))
        self.message_user(
            request,
            ngettext("%(n)d record is confirmed.", "%(n)d records are confirmed.", len(chosen))
            % {"n": len(chosen)},
        )

    @admin.action(description=gettext_lazy("Merge the two chosen …"), permissions=["merge"])
    def merge_two(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        return merge_chosen(self, request, rows)

    # -- one record

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        own = ("name", "sort_name", "description", *self.own_fields)
        if obj is None:
            return [(None, {"fields": own})]
        decided = (*own, "status", "slug")
        reason = ("reason",) if self.has_change_permission(request, obj) else ()
        kept: tuple[str, ...] = ("public_id", "named_in", "origin_shown", "source", "changed_at")
        if obj.status == AuthorityRecord.Status.MERGED:
            kept = ("merged_shown", *kept)
        return [(None, {"fields": (*decided, *reason)}), (_("Where it comes from"), {"fields": kept})]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if type(db_field) is models.CharField and not db_field.choices:
            kwargs["form_class"] = PlainLine
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return super().get_inline_instances(request, obj) if obj is not None else []

    @admin.display(description=gettext_lazy("merged into"))
    def merged_shown(self, record: Any) -> Any:
        merge = (
            Merge.objects.filter(record_kind=str(record.KIND), loser_id=record.public_id, undone_at=None)
            .order_by("-pk")
            .first()
        )
        return (
            linked(record.merged_into)
            if merge is None
            else linked(merge, _("into “%s”") % record.merged_into)
        )

    @admin.display(description=gettext_lazy("named in"))
    def named_in(self, record: Any) -> Any:
        kind = str(record.KIND)
        count = Mention.objects.counted().filter(**{kind: record}).values("article").distinct().count()
        text = ngettext("%(n)d article", "%(n)d articles", count) % {"n": count}
        return anchor(list_url(Mention, **{f"{kind}__id__exact": record.pk}), text) if count else text

    @admin.display(description=gettext_lazy("first made by"))
    def origin_shown(self, record: Any) -> Any:
        return linked(record.origin)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        record = obj
        if record is not None:
            facts = known.of_record(
                record, ("name", "sort_name", "description", *self.own_fields, "status", "slug")
            )
            context["can_decide"] = self.has_change_permission(request, record)
            context["groups"] = [
                (fieldset, [(line, [(f, _fact(facts, f)) for f in line]) for line in fieldset])
                for fieldset in context["adminform"]
            ]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Decide what the editor changed; a new record is established, since an editor vouches for it."""
        if not change:
            self._make(request, obj)
            return
        record = self.model.objects.select_for_update().get(pk=obj.pk)
        decided = form.decided()
        reason = form.cleaned_data.get("reason", "")
        batch = edit_batch(request, reason) if reason and decided else None
        for field, value in decided.items():
            decisions.decide(record, field, value, user=request.user, batch=batch)
        if "name" in decided:
            _prefer(record)

    def _make(self, request: HttpRequest, record: Any) -> None:
        kind = str(record.KIND)
        batch = edit_batch(request, f"new {kind}")
        seed, turn = fold(record.name), 1
        record.public_id = record_id(kind, seed)
        while self.model.objects.filter(public_id=record.public_id).exists():
            turn += 1
            record.public_id = record_id(kind, f"{seed}#{turn}")
        record.slug = record_slugs(self.model, [(record.name, record.public_id)])[0]
        record.status, record.origin = AuthorityRecord.Status.ESTABLISHED, batch
        record.save()
        record.names.create(
            text=record.name[:NAME_LENGTH], form=AuthorityName.Form.PREFERRED, source="editor"
        )
        changes.log(kind, record.public_id)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        rows = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        for row in rows:
            if isinstance(row, AuthorityName) and not row.source:
                row.source = "editor"
            if isinstance(row, Membership) and not row.digest:
                row.digest = by_hand()
            row.save()
        formset.save_m2m()
        if rows or formset.deleted_objects:
            self.model.objects.filter(pk=form.instance.pk).update(changed_at=timezone.now())
            changes.log(str(form.instance.KIND), form.instance.public_id)
        if formset.deleted_objects or formset.changed_objects:
            # A row that was only added stays anyway; one taken away would come back with the next file.
            held = formset.fk.remote_field.related_name
            record = self.model.objects.get(pk=form.instance.pk)
            decisions.decide(record, held, decisions.value_of(record, held), user=request.user)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Buttons beside a field: after all other changes are saved, confirm it or give it back."""
        record = self.model.objects.get(pk=obj.pk)
        decidable = ("name", "sort_name", "description", *self.own_fields, "status", "slug")
        for name, act, done in (
            ("_confirm", decisions.confirm, _("confirmed")),
            ("_release", decisions.release, _("given back")),
        ):
            field = request.POST.get(name, "")
            if field in decidable:
                act(record, field, user=request.user)
                self.message_user(request, f"{field}: {done}.")
                return HttpResponseRedirect(f"{request.path}#field-{field}")
        return super().response_change(request, obj)


def _prefer(record: Any) -> None:
    """Let the name rows follow a new preferred name; the old one stays a variant that texts are read by."""
    preferred, alias = AuthorityName.Form.PREFERRED, AuthorityName.Form.ALIAS
    record.names.filter(form=preferred).exclude(text=record.name).update(form=alias)
    row = record.names.filter(text=record.name).first()
    if row is None:
        record.names.create(text=record.name, form=preferred, source="editor")
    elif row.form != preferred:
        row.form = preferred
        row.save()


def _fact(facts: dict[str, known.Known], field: Any) -> known.Known | None:
    name = field.field["name"] if isinstance(field.field, dict) else field.field.name
    return facts.get(name)


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    own_fields = ("birth_date", "death_date")
    inlines = (PersonNameInline, PersonIdentifierInline, MembershipInline)


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    own_fields = ("classification", "country", "broader")
    own_columns = ("classification", "country")
    inlines = (OrganisationNameInline, OrganisationIdentifierInline)


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    own_fields = ("kind", "broader")
    own_columns = ("kind",)
    list_filter = ("status", "kind", NamedFilter)
    inlines = (TopicNameInline, TopicIdentifierInline)
