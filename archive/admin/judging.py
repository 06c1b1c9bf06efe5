"""Rows of names, stated roles and quotations within an article's screen, each waiting for a word on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from archive import assigned, decisions, verdicts
from archive.admin.desk import RIGHTS
from archive.admin.lookup import RecordField, tell_apart
from archive.models import Attestation, Mention, Organisation, Person, Quotation, Topic, Verdict
from archive.models.authority import AuthorityRecord

MODELS: dict[str, type[AuthorityRecord]] = {"person": Person, "organisation": Organisation, "topic": Topic}
TAKE_BACK = "take-back"
LEAVE_OPEN = "open"
_IS = "is:"


def place(occurrence: dict[str, Any]) -> str:
    """What a form calls one place: its offsets, so that a page older than a reload strikes no other."""
    return f"{occurrence['start']}-{occurrence['end']}"


def verdict_on(row: Mention | Attestation | Quotation, said: Iterable[Verdict]) -> Verdict | None:
    """The latest of the verdicts in force that speaks of a whole row."""
    linked = row.linked if isinstance(row, Mention) else None
    found = None
    for verdict in said:
        if isinstance(row, Mention) and assigned.is_assigned(row):
            meant = linked.public_id if linked else ""
            fits = verdict.subject == Verdict.Subject.TOPIC and meant == verdict.record_id
        elif isinstance(row, Mention):
            fits = (
                verdict.subject == Verdict.Subject.MENTION
                and verdict.record_kind == row.kind
                and verdict.record_id == (linked.public_id if linked else "")
                and (linked is not None or verdict.words == row.surface)
            )
        else:
            subject = (
                Verdict.Subject.ATTESTATION if isinstance(row, Attestation) else Verdict.Subject.QUOTATION
            )
            fits = verdict.subject == subject and (verdict.start, verdict.end) == (row.start, row.end)
        if fits:
            found = verdict
    return found


class WordForm(forms.ModelForm):
    """A row that a program proposed, with an editor's word on it; no column of it is edited."""

    word = forms.ChoiceField(label=_("Your word"), required=False)

    class Meta:
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["word"]
        field.choices = self.words()
        self.fields["word"].widget.attrs["aria-label"] = _("Your word on “%(row)s”") % {
            "row": str(self.instance)[:60]
        }

    def words(self) -> list[tuple[str, Any]]:
        row = self.instance
        out: list[tuple[str, Any]] = [("", self.state())]
        if not row.accepted:
            out.append((Verdict.Word.ACCEPTED.value, _("accept")))
        if not row.rejected:
            out.append((Verdict.Word.REJECTED.value, _("reject")))
        if row.accepted or row.rejected:
            out.append((TAKE_BACK, _("take back")))
        return out

    def state(self) -> Any:
        return (
            _("rejected")
            if self.instance.rejected
            else _("accepted")
            if self.instance.accepted
            else _("proposed")
        )

    def _post_clean(self) -> None:
        """No column is edited here, so there is nothing of the row to check: it would cost queries a row."""

    def say(self, user: Any, reason: str) -> int:
        """Say the word chosen; returns how many verdicts were given."""
        word = self.cleaned_data.get("word")
        if not word:
            return 0
        if word == TAKE_BACK:
            verdict = verdict_on(self.instance, verdicts.in_force(self.instance.article))
            if verdict is not None:
                decisions.undo_verdict(verdict, user=user)
            return int(verdict is not None)
        judge = (
            decisions.judge_quotation if isinstance(self.instance, Quotation) else decisions.judge_attestation
        )
        judge(self.instance, word, user=user, reason=reason)
        return 1


class MentionWordForm(WordForm):
    """A name in the text: accept, reject, say whom it means, or strike single places."""

    #: Set by the formset: the records that the row's name could also stand for.
    others: Iterable[AuthorityRecord] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mention: Mention = self.instance
        if mention.kind in MODELS:
            label = _("Who or what is meant by “%(row)s”") % {"row": mention.surface[:60]}
            self.fields["stands_for"] = RecordField(
                MODELS[mention.kind], Mention._meta.get_field(mention.kind), label=_("Means instead")
            )
            self.fields["stands_for"].widget.attrs["aria-label"] = label
        self.fields["struck"] = forms.MultipleChoiceField(
            label=_("Not meant here"),
            required=False,
            choices=[(place(o), o["surface"]) for o in mention.occurrences],
            initial=[place(o) for o in mention.occurrences if o.get("rejected")],
            widget=forms.CheckboxSelectMultiple,
            show_hidden_initial=True,
        )

    def offer(self, others: Iterable[AuthorityRecord]) -> None:
        """Put the records that bear the same name among the words, so that one key settles it."""
        field: Any = self.fields["word"]
        field.choices = [
            *field.choices,
            *((f"{_IS}{r.public_id}", _("is: %(record)s") % {"record": tell_apart(r)}) for r in others),
        ]

    def words(self) -> list[tuple[str, Any]]:
        out = super().words()
        mention: Mention = self.instance
        if not mention.rejected:
            out.append((Verdict.Word.NOT_A_MENTION.value, _("not a name")))
        if mention.record is not None:
            out.append((LEAVE_OPEN, _("leave open who")))
        elif not (mention.accepted or mention.rejected) and mention.linked is not None:
            out.append((TAKE_BACK, _("take back")))
        return out

    def state(self) -> Any:
        if self.instance.record is None and not self.instance.rejected:
            return _("open")
        return super().state()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("word") and cleaned.get("stands_for"):
            raise ValidationError(_("Choose a word or another record, not both."))
        return cleaned

    def say(self, user: Any, reason: str) -> int:
        mention: Mention = self.instance
        places = [place(o) for o in mention.occurrences]
        before = {place(o) for o in mention.occurrences if o.get("rejected")}
        word, record = self.cleaned_data.get("word"), self.cleaned_data.get("stands_for")
        said = 0
        if word and word.startswith(_IS):
            record = MODELS[mention.kind]._default_manager.get(public_id=word.removeprefix(_IS))
        if record is not None or word == LEAVE_OPEN:
            decisions.link_mention(mention, record, user=user, reason=reason)
            said += 1
        elif word == TAKE_BACK:
            said += super().say(user, reason)
        elif word:
            decisions.judge_mention(mention, word, user=user, reason=reason)
            said += 1
        struck = set(self.cleaned_data.get("struck", []))
        for index, where in enumerate(places):
            if "struck" in self.changed_data and (where in struck) != (where in before):
                verdict = Verdict.Word.REJECTED if where in struck else Verdict.Word.ACCEPTED
                decisions.judge_mention(mention, verdict, user=user, reason=reason, occurrence=index)
                said += 1
        return said


class WordFormSet(forms.BaseInlineFormSet):
    """Rows that are judged, not edited: saving them says the words and touches nothing else."""

    def save(self, commit: bool = True) -> list[Any]:
        self.new_objects: list[Any] = []
        self.deleted_objects: list[Any] = []
        self.changed_objects = [
            (form.instance, form.changed_data) for form in self.forms if form.has_changed()
        ]
        return []

    def say(self, user: Any, reason: str) -> int:
        """Say every word chosen; returns how many verdicts were given."""
        changed: list[Any] = [form for form in self.forms if form.has_changed()]
        return sum(form.say(user, reason) for form in changed)


class MentionFormSet(WordFormSet):
    """The names of one article."""

    @cached_property
    def forms(self) -> list[Any]:
        """The row forms; records that share a name are fetched for all of them together."""
        made: list[Any] = super().forms
        wanted: dict[str, set[str]] = {}
        for form in made:
            wanted.setdefault(form.instance.kind, set()).update(form.instance.alternatives)
        found: dict[str, AuthorityRecord] = {}
        for kind, keys in wanted.items():
            if keys and kind in MODELS:
                rows = MODELS[kind]._default_manager.filter(public_id__in=keys)
                found.update({r.public_id: r for r in rows.exclude(status=AuthorityRecord.Status.MERGED)})
        for form in made:
            form.offer([found[key] for key in form.instance.alternatives if key in found])
        return made


class JudgedInline(admin.TabularInline):
    """Rows that a program proposed, to be judged by those who may."""

    extra = 0
    can_delete = False
    right = ""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(RIGHTS[self.right])


class MentionInline(JudgedInline):
    model = Mention
    form = MentionWordForm
    formset = MentionFormSet
    fields = ("word",)
    template = "archive/admin/mentions.html"
    right = "judge mentions"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        kinds = ("person", "organisation", "topic")
        return (
            super()
            .get_queryset(request)
            .filter(score=None)  # assigned subjects have a section of their own
            .select_related("article", *kinds, *(f"linked_{kind}" for kind in kinds))
            .order_by(
                # People first; an editor asks who is in it before anything else.
                Case(When(kind="person", then=0), When(kind="organisation", then=1), default=2),
                "first_start",
                "id",
            )
        )


class AttestationInline(JudgedInline):
    model = Attestation
    form = WordForm
    formset = WordFormSet
    fields = ("word",)
    template = "archive/admin/attestations.html"
    right = "judge roles"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attestation]:
        return (
            super()
            .get_queryset(request)
            .select_related(
                "article",
                "layer",
                "mention__person",
                "organisation_mention__organisation",
                "organisation_mention",
            )
        )


class QuotationInline(JudgedInline):
    model = Quotation
    form = WordForm
    formset = WordFormSet
    fields = ("word",)
    template = "archive/admin/quotations.html"
    right = "judge quotations"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quotation]:
        kinds = ("person", "organisation", "topic")
        return (
            super()
            .get_queryset(request)
            .select_related("article", "layer", *(f"speaker_mention__{kind}" for kind in kinds))
        )
