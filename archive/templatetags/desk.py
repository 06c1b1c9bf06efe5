"""The editors' menu: lists in the order of the work, and what waits."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from archive.models import Article, Capture, Conflict, ProposedPair

register = template.Library()

SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Waiting"), ("Conflict", "ProposedPair")),
    (_("Articles"), ("Article", "Mention", "Attestation", "Quotation", "Authorship")),
    (_("Authority records"), ("Person", "Organisation", "Topic", "Membership", "FormerSlug")),
    (_("Editors’ words"), ("Decision", "Verdict", "Merge", "Batch")),
    (_("Received and read"), ("Load", "Capture", "Sighting", "TextLayer", "Reading")),
    (_("Engine room"), ("ChangeLog", "Follower", "WorkKey")),
)


@register.filter
def sections(app_list: list[dict[str, Any]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The models an editor may see, in sections; what stands in none keeps its application's name."""
    out: list[tuple[Any, list[dict[str, Any]]]] = []
    for app in app_list:
        held = {model["object_name"]: model for model in app["models"]}
        if app["app_label"] == "archive":
            for title, names in SECTIONS:
                out.append((title, [held.pop(name) for name in names if name in held]))
        out.append((app["name"], list(held.values())))
    return [(title, models) for title, models in out if models]


@register.simple_tag
def waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """What waits for an editor, as (number, words, address), for those who may see it."""
    queues = (
        (
            "archive.view_conflict",
            Conflict.objects.filter(resolved_at=None),
            ngettext_lazy(
                "conflict between a decision and a new reading",
                "conflicts between decisions and new readings",
            ),
            reverse("admin:archive_conflict_changelist"),
        ),
        (
            "archive.view_proposedpair",
            ProposedPair.objects.filter(state=ProposedPair.State.PROPOSED),
            ngettext_lazy("pair of records that look like one", "pairs of records that look like one"),
            reverse("admin:archive_proposedpair_changelist"),
        ),
        (
            "archive.view_article",
            Article.objects.filter(state=Article.State.REVIEW),
            ngettext_lazy("article in review", "articles in review"),
            f"{reverse('admin:archive_article_changelist')}?state__exact=review",
        ),
        (
            "archive.view_capture",
            Capture.objects.filter(state=Capture.State.QUARANTINED),
            ngettext_lazy("capture in quarantine", "captures in quarantine"),
            f"{reverse('admin:archive_capture_changelist')}?state__exact=quarantined",
        ),
    )
    out = []
    for right, rows, words, url in queues:
        if request.user.has_perm(right):
            number = rows.count()
            out.append({"number": number, "words": words % number, "url": url})
    return out
