"""The versions of an article: what was captured when, which is current and why, what changed between two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.filters import BadParameters
from archive.models import Article, Decision
from archive.versions import Version, difference, reading_of, versions_of, why_current
from archive.views.addresses import article_at
from archive.views.errors import bad_parameters, gone
from archive.views.evidence import FIELD_LABELS

_PARAMETERS = ("from", "to")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@require_safe
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """All versions, and two side by side: `?from=&to=` (digests), else the current and the one before.

    Another id in the address redirects (301); a withdrawn article is gone.
    """
    article = article_at(public_id)
    if article.state == Article.State.WITHDRAWN:
        return gone(request, article)
    if article.public_id != public_id:
        address = reverse("archive:versions", args=[article.public_id])
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    held = versions_of(article)
    try:
        pair = _chosen(held, _asked(request))
    except BadParameters as error:
        return bad_parameters(request, error)
    context = {"article": article, "versions": held, "section": "articles", "why": why_current(article, held)}
    if pair is not None:
        old, new = pair
        readings = reading_of(article, old.capture), reading_of(article, new.capture)
        context |= {
            "old": old,
            "new": new,
            "readings": readings,
            "difference": difference(*readings),
            "decided": _decided(article),
        }
    return render(request, "archive/versions.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The two parameters, or none. Raises `BadParameters`."""
    problems = []
    for name in request.GET:
        if name not in _PARAMETERS:
            problems.append(
                _("%(name)s: is no parameter of this page. Take one of: %(known)s.")
                % {"name": name[:60], "known": ", ".join(_PARAMETERS)}
            )
        elif len(request.GET.getlist(name)) > 1:
            problems.append(_("%(name)s: is given more than once. Give it once.") % {"name": name})
        elif not _DIGEST.fullmatch(request.GET[name]):
            problems.append(
                _("%(name)s=%(value)s: is no capture. Give its SHA-256, 64 figures from 0 to f.")
                % {"name": name, "value": request.GET[name][:80]}
            )
    asked = {name: str(request.GET[name]) for name in _PARAMETERS if name in request.GET}
    if len(asked) == 1:
        problems.append(_("from, to: belong together. Give both."))
    elif asked and asked["from"] == asked["to"]:
        problems.append(_("from, to: are one and the same version. Choose two."))
    if problems:
        raise BadParameters(problems)
    return asked


def _chosen(held: Sequence[Version], asked: dict[str, str]) -> tuple[Version, Version] | None:
    """The two versions to compare; None where there is only one. Raises `Http404` for what is not held."""
    if not asked:
        return (held[1], held[0]) if len(held) > 1 else None
    by_digest = {version.digest: version for version in held}
    missing = [digest for digest in asked.values() if digest not in by_digest]
    if missing:
        raise Http404(
            _("This article has no version with the digest %(digest)s.") % {"digest": ", ".join(missing)}
        )
    return by_digest[asked["from"]], by_digest[asked["to"]]


def _decided(article: Article) -> list[str]:
    """The fields that an editor decided, by label: there the article's page shows the editor's word."""
    rows = Decision.objects.filter(record_kind="article", record_id=article.public_id, ended_at=None)
    fields = set(rows.values_list("field", flat=True))
    return [str(label) for name, label in FIELD_LABELS.items() if name in fields]
