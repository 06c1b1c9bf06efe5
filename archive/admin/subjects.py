"""What an article is about: assigned subjects with their evidence, waiting for a word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import assigned, decisions
from archive.admin.desk import MachineAdmin, Word, anchor, change_url, editor, may, table
from archive.admin.judging import JudgedInline, WordForm, WordFormSet
from archive.learning import undo_learning
from archive.models import Article, LearnedSubjects, Mention, Topic, Verdict

_RULES = {
    "subject-cues": gettext_lazy("words that speak for it"),
    "subject-learned": gettext_lazy("words that accepted assignments taught"),
    assigned.WIDER: gettext_lazy("wider than"),
    assigned.EDITOR: gettext_lazy("assigned by an editor"),
}
_BY = {
    "learned": gettext_lazy("learned weights"),
    "both": gettext_lazy("weights and cue words"),
    "cues": gettext_lazy("cue words"),
}


class SubjectWordForm(WordForm):
    """A subject that was assigned: accept or reject."""

    def words(self) -> list[tuple[str, Any]]:
        if self.instance.reason == assigned.EDITOR:  # accepted by whoever assigned it
            return [("", self.state()), (Verdict.Word.REJECTED.value, _("reject"))]
        return super().words()

    @property
    def because(self) -> Any:
        """The rule in words."""
        return _RULES.get(assigned.rule_of(self.instance), self.instance.reason)

    def say(self, user: Any, reason: str) -> int:
        word = self.cleaned_data.get("word")
        if word in (Verdict.Word.ACCEPTED, Verdict.Word.REJECTED):
            decisions.judge_mention(self.instance, word, user=user, reason=reason)
            return 1
        return super().say(user, reason)


class SubjectInline(JudgedInline):
    model = Mention
    form = SubjectWordForm
    formset = WordFormSet
    fields = ("word",)
    template = "archive/admin/subjects.html"
    right = "judge mentions"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        rows = super().get_queryset(request).filter(score__isnull=False)
        return rows.select_related("article", "topic", "linked_topic").order_by("-score", "surface", "id")


def assign_chosen(request: HttpRequest, article: Article, topics: Iterable[Topic], reason: str) -> int:
    """Assign the subjects an editor chose; returns how many."""
    said = 0
    for topic in topics if may(request, "judge mentions") else ():
        decisions.assign_subject(article, topic, user=editor(request), reason=reason)
        said += 1
    return said


def assigned_in_words(count: int) -> str:
    return ngettext("%(n)d subject assigned.", "%(n)d subjects assigned.", count) % {"n": count}


@admin.register(LearnedSubjects)
class LearnedSubjectsAdmin(MachineAdmin):
    """What `learn_topics` made of accepted subjects, and by how much it helped."""

    list_display = ("finished_at", "user", "examples", "subjects", "f_before", "f_after", "standing")
    list_select_related = ("user",)
    fields = (
        "finished_at",
        "user",
        "reason",
        "version",
        "examples",
        "subjects",
        "standing",
        "measured",
        "by_subject",
        "undone_at",
        "undone_by",
    )
    readonly_fields = ("standing", "measured", "by_subject")
    words = (Word("undo", gettext_lazy("Undo this learning"), "undo learning", asks=True),)

    def with_counts(self, rows: QuerySet[LearnedSubjects]) -> QuerySet[LearnedSubjects]:
        later = LearnedSubjects.objects.filter(undone_at=None, pk__gt=OuterRef("pk"))
        return rows.annotate(superseded=Exists(later))

    @admin.display(description=gettext_lazy("F without"))
    def f_before(self, learned: LearnedSubjects) -> str:
        return _percent(learned.report.get("before"), "f")

    @admin.display(description=gettext_lazy("F with it"))
    def f_after(self, learned: LearnedSubjects) -> str:
        return _percent(learned.report.get("after"), "f")

    @admin.display(description=gettext_lazy("in force"), boolean=True)
    def standing(self, learned: Any) -> bool:
        if learned.undone_at is not None:
            return False
        if not hasattr(learned, "superseded"):
            return LearnedSubjects.objects.in_force() == learned
        return not learned.superseded

    @admin.display(description=gettext_lazy("measured on articles not learned from"))
    def measured(self, learned: LearnedSubjects) -> Any:
        rows = [
            (label, *(_percent(learned.report.get(key), what) for what in ("precision", "recall", "f")))
            for key, label in (("before", _("without it")), ("after", _("with it")))
        ]
        return table(["", _("Precision"), _("Recall"), _("F")], rows, numeric=[1, 2, 3])

    @admin.display(description=gettext_lazy("by subject"))
    def by_subject(self, learned: LearnedSubjects) -> Any:
        told = learned.report.get("subjects", [])
        topics = {t.public_id: t for t in Topic.objects.filter(public_id__in=[s["id"] for s in told])}
        rows = [
            (
                anchor(change_url(topics[s["id"]]), s["name"]) if s["id"] in topics else s["name"],
                s["examples"],
                f"{100 * s['before']:.0f}",
                f"{100 * s['after']:.0f}",
                _BY.get(s["by"], s["by"]),
            )
            for s in told
        ]
        heads = [_("Subject"), _("Articles"), _("F without"), _("F with it"), _("Decided by")]
        return table(heads, rows, numeric=[1, 2, 3])

    def applies(self, word: Word, obj: LearnedSubjects) -> bool:
        return obj.undone_at is None

    def consequences(self, word: Word, obj: LearnedSubjects) -> tuple[list[tuple[Any, Any]], list[Any]]:
        return [(obj.subjects, _("subjects are decided on by what was learned before, or by cue words"))], [
            _("Articles keep their subjects until they are read again. Editors’ words stay."),
        ]

    def say(self, request: HttpRequest, word: Word, obj: LearnedSubjects, reason: str) -> Any:
        earlier = undo_learning(obj, user=editor(request))
        if earlier is None:
            return _("Undone; cue words decide alone again.")
        return _("Undone; what was learned on %(day)s is in force again.") % {
            "day": f"{earlier.started_at:%Y-%m-%d %H:%M}"
        }


def _percent(values: Any, what: str) -> str:
    return f"{100 * values[what]:.1f}" if isinstance(values, dict) and what in values else "–"
