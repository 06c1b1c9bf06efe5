"""An article's versions for editors: every capture with every reading of it, and any two side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.admin.desk import DeskAdmin, change_url
from archive.models import Article, Reading
from archive.versions import Version, difference, versions_of, why_current

#: What the comparison shows of an article; an editor who may not look at these does not see it.
RIGHTS = ("archive.view_capture", "archive.view_textlayer", "archive.view_reading")
_PARAMETERS = ("from", "to")


@dataclass(frozen=True, slots=True)
class Held:
    """A version with everything that was read of it, the latest reading first."""

    version: Version
    readings: Sequence[Reading]


class VersionsMixin(DeskAdmin):
    """The part of an article's screen that is about its versions, and the page that compares them."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_safe(self.versions_view))
        return [
            path("<path:object_id>/versions/", view, name="archive_article_versions"),
            *super().get_urls(),
        ]

    def may_see_versions(self, request: HttpRequest, article: Article) -> bool:
        """Whether the signed-in editor may look at all that the comparison shows."""
        return self.has_view_permission(request, article) and request.user.has_perms(RIGHTS)

    def versions_shown(self, request: HttpRequest, article: Article) -> list[Version]:
        """The versions for the article's own screen, those of undone loads among them."""
        if not self.may_see_versions(request, article):
            return []
        return versions_of(article, article.captures.all())

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """All versions and readings; `?from=&to=` (numbers of readings) stand side by side.

        Without them the current reading and that of the version before, else an earlier one of the same.
        """
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404(_("This article is not there, or not there any more."))
        if not self.may_see_versions(request, article):
            raise PermissionDenied
        versions = versions_of(article, article.captures.all())
        held = _held(versions)
        numbers, problems = _asked(request)
        pair = _pair(article, held, numbers) if not problems else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Versions"),
            "opts": self.opts,
            "article": article,
            "back": change_url(article),
            "held": held,
            "readings_held": sum(len(one.readings) for one in held),
            "why": why_current(article, versions),
            "problems": problems,
            "media": self.media,
        }
        if pair is not None:
            old, new = pair
            context |= {"old": old, "new": new, "difference": difference(_whole(old[1]), _whole(new[1]))}
        return TemplateResponse(
            request, "archive/admin/versions.html", context, status=400 if problems else 200
        )


Side = tuple[Version, Reading]


def _held(versions: Sequence[Version]) -> list[Held]:
    """Each version with its readings, in one query; without their blocks and fields."""
    rows = (
        Reading.objects.filter(layer__capture__in=[v.capture.pk for v in versions])
        .select_related("layer")
        .defer("fields", "authors", "blocks", "images", "related")
        .order_by("-pk")
    )
    by_capture: dict[int, list[Reading]] = {}
    for reading in rows:
        by_capture.setdefault(reading.layer.capture_id, []).append(reading)
    return [Held(version, by_capture.get(version.capture.pk, [])) for version in versions]


def _asked(request: HttpRequest) -> tuple[tuple[int, ...], list[str]]:
    """The numbers of the two readings, or none, and what is wrong with the address."""
    problems = []
    for name in request.GET:
        value = request.GET[name]
        if name not in _PARAMETERS:
            problems.append(
                _("%(name)s: is no parameter of this page. Take one of: %(known)s.")
                % {"name": name[:60], "known": ", ".join(_PARAMETERS)}
            )
        elif len(request.GET.getlist(name)) > 1:
            problems.append(_("%(name)s: is given more than once. Give it once.") % {"name": name})
        elif not (value.isascii() and value.isdecimal() and len(value) < 16):
            problems.append(f"{name}={value[:60]}: {_('Give the number of a reading.')}")
    asked = [request.GET[name] for name in _PARAMETERS if name in request.GET]
    if len(asked) == 1:
        problems.append(_("from, to: belong together. Give both."))
    elif asked and asked[0] == asked[1]:
        problems.append(_("from, to: are one and the same reading. Choose two."))
    return (tuple(int(number) for number in asked) if not problems else ()), problems


def _pair(article: Article, held: Sequence[Held], numbers: tuple[int, ...]) -> tuple[Side, Side] | None:
    """The two readings to compare; None where there is only one. Raises `Http404` for another article's."""
    sides: dict[int, Side] = {r.pk: (one.version, r) for one in held for r in one.readings}
    if numbers:
        if any(number not in sides for number in numbers):
            raise Http404(_("This article has no reading with this number."))
        return sides[numbers[0]], sides[numbers[1]]
    # In the order of the list: current first; the current reading need not be the latest of its capture.
    current = sides.get(article.current_reading_id or 0)
    new = current or next(iter(sides.values()), None)
    if new is None:
        return None
    of_same = [side for side in sides.values() if side[0] is new[0] and side[1].pk < new[1].pk]
    of_others = [side for side in sides.values() if side[0] is not new[0]]
    old = next(iter((*of_others, *of_same, *(s for s in sides.values() if s[1].pk != new[1].pk))), None)
    return (old, new) if old is not None else None


def _whole(reading: Reading) -> Any:
    """The reading with its text and everything that was read."""
    return Reading.objects.select_related("layer__content").filter(pk=reading.pk).first()
