"""What every screen of the editors' desk shares: who may what, words on one record, links, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.models import Batch

#: Rights of the desk in words, and the permission that carries each (see the groups' migration).
RIGHTS = {
    "judge mentions": "archive.change_mention",
    "judge roles": "archive.change_attestation",
    "judge quotations": "archive.change_quotation",
    "decide": "archive.change_article",
    "resolve": "archive.change_conflict",
    "judge pairs": "archive.change_proposedpair",
    "take back": "archive.change_verdict",
    "merge": "archive.add_merge",
    "undo merges": "archive.change_merge",
    "undo loads": "archive.change_load",
    "undo rereadings": "archive.change_rereading",
    "undo learning": "archive.change_learnedsubjects",
    "withdraw": "archive.delete_article",
}

EMPTY = "–"


def may(request: HttpRequest, right: str) -> bool:
    """Whether the signed-in editor has a right of `RIGHTS`."""
    return request.user.has_perm(RIGHTS[right])


def change_url(record: Model) -> str:
    """Address of a record's screen."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(record.pk)])


def list_url(model: type[Model], **asked: Any) -> str:
    """Address of a model's list, narrowed by what is asked."""
    opts = model._meta
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return f"{url}?{query}" if query else url


def linked(record: Model | None, text: Any = None) -> SafeString | str:
    """A link to a record's screen, or a dash."""
    if record is None:
        return EMPTY
    return format_html('<a href="{}">{}</a>', change_url(record), text or record)


def anchor(url: str, text: Any) -> SafeString:
    """A link to any address of ours."""
    return format_html('<a href="{}">{}</a>', url, text)


def editor(request: HttpRequest) -> User:
    """Who is signed in; the desk opens for nobody else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def edit_batch(request: HttpRequest, reason: str) -> Batch:
    """What one save or one list action decided, so that it can be found and told as one."""
    return Batch.objects.create(
        kind=Batch.Kind.EDIT, user=editor(request), reason=reason, finished_at=timezone.now()
    )


def table(
    heads: Sequence[Any], rows: Iterable[Sequence[Any]], *, numeric: Iterable[int] = ()
) -> SafeString | str:
    """Values that are kept as JSON, as a table that can be read; a dash where there are none."""
    numbers = set(numeric)
    body = [
        format_html_join("", "<td{}>{}</td>", ((_number(i in numbers), v) for i, v in enumerate(row)))
        for row in rows
    ]
    if not body:
        return EMPTY
    return format_html(
        '<table class="facts"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        format_html_join(
            "", '<th scope="col"{}>{}</th>', ((_number(i in numbers), h) for i, h in enumerate(heads))
        ),
        format_html_join("", "<tr>{}</tr>", ((b,) for b in body)),
    )


def _number(yes: bool) -> SafeString | str:
    return format_html(' class="{}"', "number") if yes else ""


def plain(value: Any) -> str:
    """A decided or read value in words: lists joined, nothing as a dash, never as JSON."""
    if value in (None, "", [], {}):
        return EMPTY
    if isinstance(value, list | tuple):
        return "; ".join(plain(v) for v in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {plain(v)}" for key, v in value.items())
    return str(value)


def labelled(values: dict[str, Any]) -> SafeString | str:
    """A small JSON object as a table of two columns."""
    return table([_("What"), _("Value")], [(key, plain(value)) for key, value in values.items()])


# --------------------------------------------------------------------------- lists


class CountingList(ChangeList):
    """A list whose counts are sub-queries: added to the list alone, never to pages, look-ups or totals."""

    def __init__(self, request: HttpRequest, model: type[Model], *args: Any, **kwargs: Any) -> None:
        self._counted = False
        super().__init__(request, model, *args, **kwargs)
        if not self.is_popup:
            self.title = str(capfirst(self.opts.verbose_name_plural))

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        if not self._counted:
            self.root_queryset = self.model_admin.with_counts(self.root_queryset)  # type: ignore[attr-defined]
            self._counted = True
        return super().get_queryset(request, exclude_parameters)


# --------------------------------------------------------------------------- words on one record


@dataclass(frozen=True, slots=True)
class Word:
    """Something an editor can say on one record by a button: "undo", "keep", "take back"."""

    name: str
    label: Any
    right: str
    #: Shown in numbers and asked again before it is done.
    asks: bool = False
    #: Cannot be undone, or not at once.
    grave: bool = False
    #: The question takes a reason, and it is kept.
    reasoned: bool = False


class DeskAdmin(admin.ModelAdmin):
    """A screen of the desk: nothing is ever deleted here, totals are not counted twice."""

    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
    empty_value_display = EMPTY
    words: ClassVar[Sequence[Word]] = ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def with_counts(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The list's rows with what is counted beside each; sub-queries only."""
        return rows

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CountingList

    # -- words: buttons above a record's screen

    def words_for(self, request: HttpRequest, obj: Any) -> list[Word]:
        """The words that apply to this record now and that this editor may say."""
        return [w for w in self.words if may(request, w.right) and self.applies(w, obj)]

    def applies(self, word: Word, obj: Any) -> bool:
        """Whether a word means anything for this record now."""
        return True

    def consequences(self, word: Word, obj: Any) -> tuple[list[tuple[Any, Any]], list[Any]]:
        """What a word that asks would do, as (number, what), and remarks in whole sentences."""
        return [], []

    def say(self, request: HttpRequest, word: Word, obj: Any, reason: str) -> Any:
        """Do it and return what happened, in one sentence. Raises `ValueError` where it cannot be done."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        opts = self.model._meta
        view = self.admin_site.admin_view(require_http_methods(["GET", "POST"])(self.word_view))
        own = path(
            "<path:object_id>/word/<slug:name>/", view, name=f"{opts.app_label}_{opts.model_name}_word"
        )
        return [own, *super().get_urls()]

    def word_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """One button: asked with numbers where it is grave, done by POST alone."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404(_("This record is not there, or not there any more."))
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        word = next((w for w in self.words if w.name == name), None)
        if word is None:
            raise Http404(_("Nothing of this name can be said here."))
        if not may(request, word.right):
            raise PermissionDenied
        back = change_url(obj)
        if not self.applies(word, obj):
            self.message_user(request, _("This was done already; nothing was changed."), messages.WARNING)
            return HttpResponseRedirect(back)
        if request.method == "GET" or (word.asks and "sure" not in request.POST):
            numbers, remarks = self.consequences(word, obj)
            context = {
                **self.admin_site.each_context(request),
                "title": word.label,
                "opts": self.model._meta,
                "object": obj,
                "word": word,
                "numbers": numbers,
                "remarks": remarks,
                "back": back,
                "media": self.media,
            }
            return TemplateResponse(request, "archive/admin/ask.html", context)
        try:
            done = self.say(request, word, obj, request.POST.get("reason", "").strip())
        except ValueError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.log_change(request, obj, str(word.label))
            self.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(back)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None:
            context["words"] = [(w, self.word_url(obj, w.name)) for w in self.words_for(request, obj)]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def word_url(self, obj: Any, name: str) -> str:
        """Address of a word on a record."""
        opts = self.model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_word", args=[quote(obj.pk), name])

    def ask_about(self, request: HttpRequest, rows: QuerySet[Any], name: str) -> HttpResponse | None:
        """List action for a word that asks: the one chosen row leads to the question."""
        chosen = list(rows[:2])
        if len(chosen) != 1:
            self.message_user(
                request, _("Choose exactly one row: what will happen is shown first."), messages.WARNING
            )
            return None
        return HttpResponseRedirect(self.word_url(chosen[0], name))

    def say_to_each(self, request: HttpRequest, rows: Iterable[Any], name: str) -> None:
        """Say one word on every chosen row of a list; what cannot be done is named, the rest is done."""
        word = next(w for w in self.words if w.name == name)
        if not may(request, word.right):
            raise PermissionDenied
        done = 0
        for row in rows:
            try:
                if not self.applies(word, row):
                    raise ValueError(_("“%(row)s” was settled already.") % {"row": row})  # noqa: TRY301
                self.say(request, word, row, "")
            except ValueError as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
            else:
                self.log_change(request, row, str(word.label))
                done += 1
        self.message_user(
            request,
            _("%(word)s: %(count)d done.") % {"word": word.label, "count": done},
            messages.SUCCESS if done else messages.WARNING,
        )


class MachineAdmin(DeskAdmin):
    """Rows that programs write: to be looked at, by nobody to be changed."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MachineInline(admin.TabularInline):
    """Rows that programs write, within another record's screen."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
