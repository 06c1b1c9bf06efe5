"""An article's screen: fields beside what was read, the captured text beside both, words on what it says."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import decisions, fields, withdrawing
from archive.admin import known
from archive.admin.desk import DeskAdmin, Word, change_url, edit_batch, editor, may
from archive.admin.evidence import evidence_of
from archive.admin.filtering import (
    DecidedFilter,
    OpenNamesFilter,
    conflicts_on_articles,
    decisions_on_articles,
)
from archive.admin.forms import ArticleForm
from archive.admin.judging import AttestationInline, MentionInline, QuotationInline
from archive.admin.lookup import lookup_view, worded
from archive.admin.merges import merge_chosen
from archive.admin.places import marks_of, show_places
from archive.admin.subjects import SubjectInline, assign_chosen, assigned_in_words
from archive.admin.versions import VersionsMixin
from archive.models import (
    Article,
    Capture,
    Mention,
    Sighting,
)
from archive.versions import why_current

#: Fields of the form → what `known` calls them.
KNOWN_AS = {"published_stated": "published", "updated_stated": "updated", "written_by": "authors"}


def _count(model: Any, **narrowed: Any) -> Coalesce:
    rows = model.objects.filter(article=OuterRef("pk"), **narrowed).order_by().values("article")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())


@admin.register(Article)
class ArticleAdmin(VersionsMixin, DeskAdmin):
    form = ArticleForm
    inlines = (MentionInline, SubjectInline, AttestationInline, QuotationInline)
    list_display = (
        "headline_shown",
        "published_shown",
        "section",
        "publisher",
        "state",
        "names",
        "captures_held",
        "decided",
    )
    list_display_links = ("headline_shown",)
    list_select_related = ("publisher",)
    list_filter = ("state", DecidedFilter, OpenNamesFilter, "published_year", "language", "date_precision")
    date_hierarchy = "published"
    search_fields = ("words__text",)
    search_help_text = gettext_lazy("Words of headline, lead and text, or a permanent id")
    actions = ("publish", "merge_two")
    ordering = ("-recency", "public_id")
    fieldsets = (
        (
            gettext_lazy("Fields"),
            {
                "fields": (
                    "headline",
                    "kicker",
                    "lead",
                    "published_stated",
                    "updated_stated",
                    "written_by",
                    "byline",
                    "section",
                    "publisher",
                    "language",
                    "url",
                    "state",
                    "subjects_added",
                    "reason",
                )
            },
        ),
    )
    words = (
        Word("withdraw", gettext_lazy("Withdraw for good"), "withdraw", asks=True, grave=True, reasoned=True),
    )
    change_form_template = "admin/archive/article/change_form.html"

    # -- who may what

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is not None and obj.state == Article.State.WITHDRAWN:
            return False
        return super().has_change_permission(request, obj)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return may(request, "decide")

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return may(request, "merge")

    # -- the list

    def with_counts(self, rows: QuerySet[Article]) -> QuerySet[Article]:
        return rows.annotate(
            names_counted=_count(Mention, rejected=False),
            captures_counted=_count(Capture),
            is_decided=Exists(decisions_on_articles()),
            in_conflict=Exists(conflicts_on_articles()),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return (worded(queryset, search_term) if search_term else queryset), False

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def headline_shown(self, article: Article) -> Any:
        text = article.headline if len(article.headline) <= 120 else f"{article.headline[:119]}…"
        return format_html("<em>{}</em>", text) if article.headline_stands_in else text

    @admin.display(description=gettext_lazy("published"), ordering="recency")
    def published_shown(self, article: Article) -> Any:
        return article.published_stated.replace("T", " ") or None

    @admin.display(description=gettext_lazy("names"), ordering="names_counted")
    def names(self, article: Any) -> int:
        return article.names_counted

    @admin.display(description=gettext_lazy("captures"), ordering="captures_counted")
    def captures_held(self, article: Any) -> int:
        return article.captures_counted

    @admin.display(description=gettext_lazy("decisions"))
    def decided(self, article: Any) -> Any:
        if article.in_conflict:
            return format_html('<strong class="signal">{}</strong>', _("conflict"))
        return _("decided") if article.is_decided else None

    @admin.action(description=gettext_lazy("Take out of review: publish"), permissions=["decide"])
    def publish(self, request: HttpRequest, rows: QuerySet[Article]) -> None:
        chosen = list(rows.filter(state=Article.State.REVIEW))
        batch = edit_batch(request, "publish")
        for article in chosen:
            decisions.decide(article, "state", Article.State.PUBLISHED.value, user=request.user, batch=batch)
            self.log_change(request, article, _("Published."))
        self.message_user(
            request,
            ngettext("%(n)d article is out of review.", "%(n)d articles are out of review.", len(chosen))
            % {"n": len(chosen)},
        )

    @admin.action(description=gettext_lazy("Merge the two chosen …"), permissions=["merge"])
    def merge_two(self, request: HttpRequest, rows: QuerySet[Article]) -> HttpResponse | None:
        return merge_chosen(self, request, rows)

    # -- one article

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(lookup_view)
        return [path("lookup/", view, name="archive_lookup"), *super().get_urls()]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        article = super().get_object(request, object_id, from_field)
        if article is not None:
            prefetch_related_objects([article], "publisher", "current_reading__layer__capture")
        return article

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        # Without the right to change, the page shows columns: the form's own fields are none.
        shown = [
            f for f in self.fieldsets[0][1]["fields"] if f not in {"written_by", "subjects_added", "reason"}
        ]
        return [(_("Fields"), {"fields": [*shown, "authors_shown", "state_reason"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if self.has_change_permission(request, obj) else ("authors_shown", "state_reason")

    @admin.display(description=gettext_lazy("authors"))
    def authors_shown(self, article: Article) -> str:
        return "; ".join(str(a.person) for a in article.authorships.select_related("person"))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        article: Article | None = obj
        if article is not None:
            facts = known.of_article(article)
            context["groups"] = [
                (fieldset, [(line, [(f, facts.get(self._known_as(f))) for f in line]) for line in fieldset])
                for fieldset in context["adminform"]
            ]
            forms = [form for inline in context["inline_admin_formsets"] for form in inline.formset.forms]
            evidence = evidence_of(article, marks_of(article, facts.values(), [f.instance for f in forms]))
            show_places(article, evidence, forms)
            context["evidence"] = evidence
            context["can_decide"] = self.has_change_permission(request, article)
            context["proof_url"] = article.get_proof_url()
            context["sightings"] = _sightings(article)
            context["versions"] = self.versions_shown(request, article)
            context["why_current"] = why_current(article, context["versions"])
            context["capture_url"] = change_url(article.current_capture) if article.current_capture else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

    @staticmethod
    def _known_as(field: Any) -> str:
        name = field.field["name"] if isinstance(field.field, dict) else field.field.name
        return KNOWN_AS.get(str(name), str(name))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Refuse a page whose rows a reload has replaced: its words would speak of other places."""
        if request.method == "POST" and object_id.isdecimal():
            for inline in self.inlines:
                sent = _rows_sent(request.POST, inline.model)
                rows = inline.model._default_manager.filter(article__pk=object_id, pk__in=sent)
                if sent and rows.count() != len(sent):
                    self.message_user(
                        request,
                        _("The article was read again since you opened this page. Nothing was saved."),
                        messages.WARNING,
                    )
                    return HttpResponseRedirect(request.path)
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Decide what the editor changed; nothing else that the form holds reaches the article."""
        article = Article.objects.select_for_update().get(pk=obj.pk)
        changed = form.decided()
        reason = form.cleaned_data.get("reason", "")
        batch = edit_batch(request, reason) if reason and changed else None
        for field, value in changed.items():
            decisions.decide(article, field, value, user=request.user, batch=batch)
        chosen = form.cleaned_data.get("subjects_added") or ()
        if said := assign_chosen(request, article, chosen, reason):
            self.message_user(request, assigned_in_words(said))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save()
        inline = next(i for i in self.inlines if i.model is formset.model)
        # The rows came before `save_model` decided: a verdict must not save the article they came with.
        article = Article.objects.get(pk=form.instance.pk)
        for row in formset.forms:
            row.instance.article = article
        if may(request, inline.right):
            said = formset.say(request.user, form.cleaned_data.get("reason", ""))
            if said:
                self.message_user(
                    request, ngettext("%(n)d verdict given.", "%(n)d verdicts given.", said) % {"n": said}
                )

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Buttons beside a field: after all other changes are saved, confirm it or give it back."""
        article = Article.objects.get(pk=obj.pk)
        for name, act, done in (
            ("_confirm", decisions.confirm, _("confirmed")),
            ("_release", decisions.release, _("given back to what is read")),
        ):
            field = request.POST.get(name, "")
            if field in fields.DECIDABLE:
                act(article, field, user=request.user)
                self.message_user(request, _("%(field)s: %(done)s.") % {"field": field, "done": done})
                return HttpResponseRedirect(f"{request.path}#field-{field}")
        return super().response_change(request, obj)

    # -- withdrawal

    def applies(self, word: Word, obj: Article) -> bool:
        return obj.current_capture_id is not None and not _tombstone(obj)

    def consequences(self, word: Word, obj: Article) -> tuple[list[tuple[Any, Any]], list[Any]]:
        numbers = [
            (obj.captures.count(), _("captures lose their bytes and text, for good")),
            (obj.mentions.count(), _("names go")),
            (obj.attestations.count(), _("stated roles go")),
            (obj.quotations.count(), _("quotations go")),
        ]
        return numbers, [
            _("The page answers “gone” (410). A tombstone with your reason and the digest stays."),
            _("The same bytes are refused from then on. This cannot be undone."),
        ]

    def say(self, request: HttpRequest, word: Word, obj: Article, reason: str) -> Any:
        withdrawing.withdraw(obj, user=editor(request), reason=reason)
        return _("The article is withdrawn.")


def _rows_sent(post: QueryDict, model: Any) -> set[int]:
    """Keys of the rows of one inline that a page was made with."""
    prefix = model._meta.get_field("article").remote_field.get_accessor_name()
    values = [str(post[key]) for key in post if key.startswith(f"{prefix}-") and key.endswith("-id")]
    # A number of more digits is none of ours, and too large for the database.
    return {int(value) for value in values if value.isdecimal() and len(value) < 19}


def _tombstone(article: Article) -> bool:
    return article.headline == withdrawing.TOMBSTONE


def _sightings(article: Article) -> list[Any]:
    rows = Sighting.objects.filter(capture__article=article).select_related("capture", "load")
    return list(rows.order_by("-seen_at", "-pk")[:20])
