"""Finding records while one types: look-ups that tell namesakes apart, and the fields that use them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from archive.documents import TopicKind
from archive.models import Organisation, OrganisationName, Person, PersonName, Topic, TopicName
from archive.models.authority import AuthorityRecord
from archive.names import fold, fold_words

NAMES: dict[type[AuthorityRecord], Any] = {
    Person: PersonName,
    Organisation: OrganisationName,
    Topic: TopicName,
}
#: More words than this in a search box are no search.
MOST_WORDS = 12


def named(rows: QuerySet[Any], term: str) -> QuerySet[Any]:
    """Authority records one of whose names holds every word of a term, whatever the accents and case."""
    term = term.replace("\x00", "")  # PostgreSQL refuses it
    words = fold(term).split()[:MOST_WORDS]
    names = NAMES[rows.model]._default_manager.filter(record=OuterRef("pk"))
    for word in words:
        names = names.filter(folded__contains=word)
    shown = Q()
    for word in words:
        shown &= Q(sort_key__contains=word)
    return rows.filter(shown | Exists(names) | Q(public_id=term.strip()) | Q(slug=term.strip()))


def worded(rows: QuerySet[Any], term: str) -> QuerySet[Any]:
    """Articles whose headline, lead or text holds every word of a term from its beginning."""
    term = term.replace("\x00", "")
    found = Q()
    for word in fold_words(term).split()[:MOST_WORDS]:
        found &= Q(words__text__contains=f" {word}")
    return rows.filter(found | Q(public_id=term.strip()))


def tell_apart(record: AuthorityRecord) -> str:
    """A record's name with what tells it from namesakes."""
    parts = [record.name]
    if record.description:
        parts.append(record.description[:80])
    elif isinstance(record, Topic):
        parts.append(str(record.get_kind_display()))
    text = " – ".join(parts)
    return text if record.confirmed else f"{text} ({record.get_status_display()})"


class RecordLookup(AutocompleteJsonView):
    """Suggests public records: exact names first, confirmed before unconfirmed, each with its description."""

    def get_queryset(self) -> QuerySet[Any]:
        rows = super().get_queryset()
        if not issubclass(rows.model, AuthorityRecord):
            return rows
        exact = NAMES[rows.model]._default_manager.filter(record=OuterRef("pk"), folded=fold(self.term))
        rank = Case(
            When(Exists(exact), then=Value(0)),
            When(status=AuthorityRecord.Status.ESTABLISHED, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        if issubclass(rows.model, Topic) and self.request.GET.get("kind") in set(TopicKind):
            rows = rows.filter(kind=self.request.GET["kind"])
        return rows.exclude(status=AuthorityRecord.Status.MERGED).order_by(rank, "sort_key", "public_id")

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        text = tell_apart(obj) if isinstance(obj, AuthorityRecord) else str(obj)
        return {"id": str(getattr(obj, to_field_name)), "text": text}


def lookup_view(request: HttpRequest) -> Any:
    return RecordLookup.as_view(admin_site=admin.site)(request)


class _Looked:
    def get_url(self) -> str:
        return reverse("admin:archive_lookup")


class RecordSelect(_Looked, AutocompleteSelect):
    """One record, found while typing."""


class RecordsInOrder(_Looked, AutocompleteSelectMultiple):
    """Several records, found while typing, shown in the order they stand in."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        groups = super().optgroups(name, value, attr)
        place = {str(key): index for index, key in enumerate(value)}
        for _name, options, _index in groups:
            options.sort(key=lambda option: place.get(str(option["value"]), len(place)))
        return groups


class SubjectsSelect(AutocompleteSelectMultiple):
    """Several topics of the kind subject, found while typing."""

    def get_url(self) -> str:
        return f"{reverse('admin:archive_lookup')}?kind={TopicKind.SUBJECT}"


class RecordField(forms.ModelChoiceField):
    """A choice of one public record."""

    def __init__(self, model: type[AuthorityRecord], source: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            queryset=model._default_manager.exclude(status=AuthorityRecord.Status.MERGED),
            widget=RecordSelect(source, admin.site),
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return tell_apart(obj)


class LookedUpMixin:
    """For screens and inlines: links to records that are found while typing, by names and descriptions."""

    looked_up: tuple[str, ...] = ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.looked_up:
            return RecordField(
                db_field.remote_field.model,
                db_field,
                label=capfirst(db_field.verbose_name),
                help_text=db_field.help_text,
                required=not db_field.blank,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class RecordsField(forms.ModelMultipleChoiceField):
    """A choice of several public records, in order."""

    def __init__(self, model: type[AuthorityRecord], source: Any, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            queryset=model._default_manager.exclude(status=AuthorityRecord.Status.MERGED),
            widget=RecordsInOrder(source, admin.site),
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return tell_apart(obj)

    def to_python(self, value: Any) -> list[Any]:
        """The records in the order they were chosen."""
        place = {str(key): index for index, key in enumerate(value or ())}
        return sorted(super().to_python(value), key=lambda record: place.get(str(record.pk), len(place)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Another order is another answer: the first author is named first."""
        before = self.prepare_value(initial or [])
        return [str(key) for key in before] != [str(key) for key in data or []]


class SubjectsField(forms.ModelMultipleChoiceField):
    """A choice of several subjects."""

    def __init__(self, source: Any, **kwargs: Any) -> None:
        rows = Topic.objects.filter(kind=TopicKind.SUBJECT)
        super().__init__(
            queryset=rows.exclude(status=AuthorityRecord.Status.MERGED),
            required=False,
            widget=SubjectsSelect(source, admin.site),
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return tell_apart(obj)
