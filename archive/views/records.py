"""The pages of a person, an organisation and a topic: names, roles as attested, words, articles, years."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import roles
from archive.documents import EntityKind
from archive.models import Article, Membership, Organisation, Person, Quotation, Topic
from archive.models.authority import AuthorityRecord
from archive.search import ENTITY_KINDS, ArticleQuery, Picks, RecordQuery, find_by_slug
from archive.search.facets import facet
from archive.search.references import reference
from archive.views.lists import TOPIC_KIND_LABELS, lines_of

ARTICLES_SHOWN = 10
QUOTATIONS_SHOWN = 20
TOGETHER_SHOWN = 8
MEMBERS_SHOWN = 40
NARROWER_SHOWN = 60


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """A person as attested: roles over time, words, articles, company."""
    found = _record(EntityKind.PERSON, slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    assert isinstance(found, Person)  # noqa: S101  (the kind was asked for)
    context = _common(found, "people") | {
        "time_line": roles.time_line(found),
        "last_role": roles.last_roles([found.pk]).get(found.pk),
        "memberships": found.memberships.select_related("organisation", "area").order_by("-start", "pk"),
        "written": _written(found),
    }
    return render(request, "archive/person.html", context)


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """An organisation: who was described as being there, its words, articles, parts."""
    found = _record(EntityKind.ORGANISATION, slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    assert isinstance(found, Organisation)  # noqa: S101  (the kind was asked for)
    members = roles.members(found, MEMBERS_SHOWN)
    people = Person.objects.in_bulk([role.person for role in members])
    published = ArticleQuery(publisher=(reference(found),))
    context = _common(found, "organisations") | {
        "members": [(people[role.person], role) for role in members],
        "narrower": found.narrower.public().order_by("sort_key", "public_id")[:NARROWER_SHOWN],
        "memberships": Membership.objects.filter(organisation=found)
        .select_related("person")
        .order_by("-start", "pk")[:MEMBERS_SHOWN],
        "published": (published, count) if (count := published.count()) else None,
    }
    return render(request, "archive/organisation.html", context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A subject, event or place: articles, company, narrower topics, what it said where it acts."""
    found = _record(EntityKind.TOPIC, slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    assert isinstance(found, Topic)  # noqa: S101  (the kind was asked for)
    context = _common(found, "topics") | {
        "narrower": found.narrower.public().order_by("sort_key", "public_id")[:NARROWER_SHOWN],
        "kind_query": RecordQuery(EntityKind.TOPIC, kind=found.kind),
        "kind_label": TOPIC_KIND_LABELS[found.kind],
    }
    return render(request, "archive/topic.html", context)


def _record(kind: EntityKind, slug: str) -> AuthorityRecord:
    """The record an address leads to; its own slug differs where that is a former or a merged one."""
    found = find_by_slug(kind.value, [slug]).get(slug)
    if found is None:
        raise Http404(_("No record has the address “%(slug)s”.") % {"slug": slug})
    return found


def _common(record: Person | Organisation | Topic, section: str) -> dict[str, Any]:
    """What the pages of all kinds show."""
    kind = record.KIND.value
    here = reference(record)
    picks: dict[str, Any] = {kind: Picks((here,))}
    query = ArticleQuery(**picks)
    count = query.count()
    newest = list(query.rows().select_related("publisher")[:ARTICLES_SHOWN])
    counted = {name: facet(query, name) for name in ("year", *ENTITY_KINDS)} if count else {}
    quotations = _quotations(kind, record)
    said = quotations.count()
    return {
        "record": record,
        "names": [n for n in record.names.order_by("form", "language", "text") if n.text != record.name],
        "identifiers": record.identifiers.order_by("scheme", "value"),
        "query": query,
        "count": count,
        "lines": lines_of(newest),
        "together": [
            (f.title, name, [b for b in f.badges if not b.chosen][:TOGETHER_SHOWN])
            for name, f in counted.items()
            if name in ENTITY_KINDS
        ],
        "years": [(int(b.value), b.count, b.query) for b in reversed(counted["year"].badges)]
        if counted
        else [],
        "quotations": quotations.select_related("article")[:QUOTATIONS_SHOWN],
        "quotations_count": said,
        "section": section,
    }


def _quotations(kind: str, record: Person | Organisation | Topic) -> QuerySet[Quotation]:
    """Words attributed to the record in public articles, newest first."""
    return (
        Quotation.objects.filter(
            rejected=False, speaker_mention__rejected=False, **{f"speaker_mention__{kind}": record}
        )
        .exclude(article__state=Article.State.WITHDRAWN)
        .exclude(kind="scare")
        .order_by("-article__recency", "article__public_id", "start", "pk")
    )


def _written(found: Person) -> tuple[ArticleQuery, int] | None:
    """The articles the person wrote, and how many."""
    query = ArticleQuery(author=(reference(found),))
    count = query.count()
    return (query, count) if count else None
