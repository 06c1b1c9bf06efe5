"""Forms whose changed fields become decisions: told by what the page showed, never by what a reload left."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive import fields
from archive.admin.lookup import RecordField, RecordsField, SubjectsField
from archive.documents import EntityKind
from archive.models import Article, FormerSlug, Mention, Organisation, Person
from archive.models.authority import AuthorityRecord
from archive.names import sort_name

_LINE_ENDS = re.compile(r"\r\n?")


class PlainText(forms.CharField):
    """Text whose line ends are levelled: a browser sends others than it was given."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return _LINE_ENDS.sub("\n", value) if isinstance(value, str) else value


class PlainLine(forms.CharField):
    """Text on one line: a browser drops line ends from such an input without being asked, and so do we."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.replace("\r", "").replace("\n", "") if isinstance(value, str) else value


class DecidingForm(forms.ModelForm):
    """A form that knows which fields its editor changed.

    Each field travels with the value it was shown with. A field counts as changed when the editor's value
    differs from that, so what a reload changes meanwhile is never taken for the editor's word; and where the
    editor changed what somebody else changed too, the form asks to look again.
    """

    #: Form field → field of the decision, where the two are called differently.
    DECIDES: ClassVar[dict[str, str]] = {}
    #: Form fields that decide nothing by themselves.
    BESIDE: ClassVar[frozenset[str]] = frozenset({"reason"})

    reason = forms.CharField(
        label=_("Why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept with every change and verdict of this save."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A program that posts only values is compared with the database; a page with what it showed.
        travels = not self.is_bound or any(key.startswith("initial-") for key in self.data)
        for name, field in self.fields.items():
            field.show_hidden_initial = travels and name not in self.BESIDE and not field.disabled

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk is None:
            return cleaned
        for name in [*self.decided_fields(), *self._confirmed()]:
            bound = self[name]
            if not bound.field.show_hidden_initial or name in self.errors:
                continue
            widget = bound.field.hidden_widget()
            sent = widget.value_from_datadict(self.data, self.files, bound.html_initial_name)
            shown = bound.field.to_python(sent)
            if bound.field.has_changed(shown, self._now(bound)):
                self.add_error(
                    name,
                    ValidationError(
                        _("Changed by somebody else since you opened the page; it now reads “%(now)s”."),
                        code="stale",
                        params={"now": self.in_words(name)},
                    ),
                )
        return cleaned

    def _confirmed(self) -> list[str]:
        """The form field that a button confirms as it stands: as it stood on the page, that is."""
        asked = self.data.get("_confirm")
        return [name for name in self.fields if asked and self.DECIDES.get(name, name) == asked]

    def _now(self, bound: forms.BoundField) -> Any:
        """The present value as it would have been posted."""
        value = bound.field.prepare_value(self.get_initial_for_field(bound.field, bound.name))
        if isinstance(value, list | tuple):
            return [str(v) for v in value]
        return "" if value is None else str(value)

    def in_words(self, name: str) -> str:
        value = self.get_initial_for_field(self.fields[name], name)
        return str(value or "–")

    def decided_fields(self) -> list[str]:
        """Names of the form fields that the editor changed."""
        return [name for name in self.changed_data if name not in self.BESIDE]

    def decided(self) -> dict[str, Any]:
        """What the editor changed, as decisions keep it: field → value."""
        return {self.DECIDES.get(name, name): self.value_decided(name) for name in self.decided_fields()}

    def value_decided(self, name: str) -> Any:
        """A form field's value as a decision keeps it: plain JSON, records by permanent id."""
        value = self.cleaned_data[name]
        if isinstance(value, AuthorityRecord):
            return value.public_id
        return value


class ArticleForm(DecidingForm):
    """An article's fields as an editor sets them; dates as they should be stated."""

    DECIDES = {"published_stated": "published", "updated_stated": "updated", "written_by": "authors"}
    BESIDE = frozenset({"reason", "subjects_added"})

    headline = PlainText(label=_("Headline"), widget=forms.Textarea(attrs={"rows": 2}))
    kicker = PlainText(label=_("Kicker"), required=False, widget=forms.Textarea(attrs={"rows": 1}))
    lead = PlainText(label=_("Lead"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    published_stated = PlainLine(
        label=_("Published"),
        required=False,
        max_length=40,
        help_text=_("2017-11-09, 2017-11-09T10:49 or 2017-11-09T10:49+01:00: only as precise as is known."),
    )
    updated_stated = PlainLine(label=_("Updated"), required=False, max_length=40)
    section = PlainLine(label=_("Section"), required=False, max_length=200)
    byline = PlainText(label=_("Byline"), required=False, widget=forms.Textarea(attrs={"rows": 1}))
    language = PlainLine(
        label=_("Language"), required=False, max_length=35, help_text=_("BCP 47: en, de, pt-BR.")
    )
    url = PlainText(label=_("Source address"), required=False, widget=forms.Textarea(attrs={"rows": 1}))
    publisher = RecordField(Organisation, Article._meta.get_field("publisher"), label=_("Publisher"))
    written_by = RecordsField(
        Person,
        Article._meta.get_field("authors"),
        label=_("Authors"),
        help_text=_("People only; an agency stays in the byline."),
    )
    subjects_added = SubjectsField(
        Mention._meta.get_field("topic"),
        label=_("Add subjects"),
        help_text=_("What the article is about as well. Those assigned already stand below."),
    )

    class Meta:
        model = Article
        fields = (
            "headline",
            "kicker",
            "lead",
            "published_stated",
            "updated_stated",
            "section",
            "byline",
            "language",
            "url",
            "publisher",
            "state",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        article: Article = kwargs["instance"]
        initial = {
            "written_by": list(article.authorships.order_by("position").values_list("person_id", flat=True))
        }
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            field: Any = self.fields["state"]
            field.choices = [
                choice for choice in Article.State.choices if choice[0] != Article.State.WITHDRAWN
            ]

    def clean_published_stated(self) -> str:
        return self._stated("published_stated")

    def clean_updated_stated(self) -> str:
        return self._stated("updated_stated")

    def _stated(self, name: str) -> str:
        value: str = self.cleaned_data[name]
        if value:
            try:
                fields.parse_stated(value)
            except ValueError as error:
                raise ValidationError(
                    _("“%(value)s” is no date that can be kept. Write it like 2017-11-09 (T10:49)."),
                    params={"value": value},
                ) from error
        return value

    def value_decided(self, name: str) -> Any:
        if name == "written_by":
            chosen = {str(p.pk): p.public_id for p in self.cleaned_data[name]}
            posted = self.data.getlist(self.add_prefix(name))  # type: ignore[attr-defined]
            return [chosen[key] for key in dict.fromkeys(posted) if key in chosen]
        if name.endswith("_stated"):
            return self.cleaned_data[name] or None
        return super().value_decided(name)

    def in_words(self, name: str) -> str:
        if name == "publisher":
            return str(self.instance.publisher or "–")
        return super().in_words(name)


class RecordForm(DecidingForm):
    """An authority record's fields as an editor sets them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "status" in self.fields:
            merged = AuthorityRecord.Status.MERGED
            field: Any = self.fields["status"]
            field.choices = [c for c in AuthorityRecord.Status.choices if c[0] != merged]
        if "sort_name" in self.fields:
            self.fields["sort_name"].required = False
            self.fields["sort_name"].help_text = _("Empty: made from the name.")

    def clean_sort_name(self) -> str:
        """An emptied sort name is made from the name anew."""
        person = self._meta.model.KIND == EntityKind.PERSON
        return self.cleaned_data["sort_name"] or sort_name(self.cleaned_data.get("name", ""), person=person)

    def clean_slug(self) -> str:
        """An address part that led to another record once still does, and cannot be given away."""
        slug: str = self.cleaned_data["slug"]
        former = FormerSlug.objects.filter(kind=str(self._meta.model.KIND), slug=slug)
        if former.exclude(public_id=self.instance.public_id).exists():
            raise ValidationError(_("This address still leads to another record. Choose another."))
        return slug
