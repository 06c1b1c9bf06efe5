"""The page of an article: the text with its names, who is in it as what, who says what, how it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive import assigned
from archive.documents import EntityKind, TopicKind
from archive.models import Article, Capture, Mention, Organisation, Person, Topic
from archive.models.mention import MentionQuerySet
from archive.roles import Role, roles_on
from archive.search import ArticleQuery, Picks
from archive.search.references import reference
from archive.versions import public_captures
from archive.views.addresses import article_at
from archive.views.errors import gone
from archive.views.evidence import evidence_of
from archive.views.marking import Marker, links_of, parts_of, quotes_of, value_html

_TOPIC_TITLES = {TopicKind.PLACE: _("Places"), TopicKind.EVENT: _("Events")}
#: How many of the people an article is mostly about the link to related articles names.
_MOSTLY_ABOUT = 2


@dataclass(slots=True)
class Named:
    """A record that the article names, all its mentions together."""

    record: Person | Organisation | Topic
    mentions: list[Mention]
    times: int = 0
    roles: tuple[Role, ...] = ()

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    @property
    def by_an_editor(self) -> bool:
        return any(m.accepted for m in self.mentions)

    @property
    def score(self) -> float | None:
        """Of an assigned subject; None for one that is named in the text."""
        return max((m.score for m in self.mentions if m.score is not None), default=None)

    @property
    def because(self) -> list[str]:
        """The words that speak for an assigned subject."""
        told = [word for m in self.mentions if assigned.rule_of(m) != assigned.WIDER for word in m.evidence]
        return list(dict.fromkeys(told))


@dataclass(slots=True)
class InArticle:
    """Everything that the margin of an article lists."""

    people: list[Named] = field(default_factory=list)
    organisations: list[Named] = field(default_factory=list)
    topics: list[tuple[Any, list[Named]]] = field(default_factory=list)
    #: What it is about, the surest first, and the wider subjects that these imply.
    subjects: list[Named] = field(default_factory=list)
    wider: list[Named] = field(default_factory=list)
    open: list[Mention] = field(default_factory=list)


@require_safe
def article(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """One article. Another id or an old name in the address redirects (301); a withdrawn one is gone."""
    found = article_at(public_id)
    if found.state == Article.State.WITHDRAWN:
        return gone(request, found)
    if found.public_id != public_id or found.address_part != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    mentions = standing(found)
    quotations = list(
        found.quotations.filter(rejected=False)
        .select_related("speaker_mention__person", "speaker_mention__organisation", "speaker_mention__topic")
        .order_by("start", "pk")
    )
    authors = [a.person for a in found.authorships.select_related("person").order_by("position", "pk")]
    reading = found.current_reading
    text = reading.layer.content.text if reading else ""
    layer = reading.layer_id if reading else None
    shown = [q for q in quotations if q.layer_id == layer]
    marker = Marker(text, links_of(found, [m for m in mentions if m.layer_id == layer]), quotes_of(shown))
    inside = in_article(found, mentions)
    sighting = (
        found.current_capture.sightings.order_by("-live", "pk").select_related("load").first()
        if found.current_capture
        else None
    )
    evidence = evidence_of(found, [a.name for a in authors])
    context = {
        "article": found,
        "authors": authors,
        "headline": value_html(marker, reading, "title", found.headline),
        "lead": value_html(marker, reading, "lead", found.lead) if found.lead else escape(""),
        "parts": parts_of(marker, reading) if reading else [],
        "inside": inside,
        "quotations": [q for q in shown if q.kind != "scare"],
        "captures": captures_of(found),
        "versions": public_captures(found).count(),
        "sighting": sighting,
        "known": [e for e in evidence if e.value or e.rule or e.decision],
        "unknown": [e.label for e in evidence if not (e.value or e.rule or e.decision)],
        "related": related(inside.people),
        "section": "articles",
    }
    return render(request, "archive/article.html", context)


def standing(found: Article) -> list[Mention]:
    """The mentions that count and of which a place, or an assignment without one, is left."""
    rows: MentionQuerySet = found.mentions.all()
    mentions = rows.counted().select_related("person", "organisation", "topic").order_by("first_start", "pk")
    return [m for m in mentions if not m.occurrences or m.standing_occurrences()]


def in_article(found: Article, mentions: Sequence[Mention]) -> InArticle:
    """The records an article names, each once, with people's roles on its date."""
    groups: dict[tuple[str, int], Named] = {}
    out = InArticle()
    for mention in mentions:
        record = mention.record
        if record is None:
            out.open.append(mention)
            continue
        named = groups.setdefault((mention.kind, record.pk), Named(record, []))
        named.mentions.append(mention)
        named.times += len(mention.standing_occurrences())
    topics: dict[str, list[Named]] = {}
    for (kind, _pk), named in groups.items():
        if kind == EntityKind.PERSON:
            out.people.append(named)
        elif kind == EntityKind.ORGANISATION:
            out.organisations.append(named)
        elif isinstance(named.record, Topic):
            topics.setdefault(named.record.kind, []).append(named)
    about = sorted(topics.pop(TopicKind.SUBJECT, []), key=lambda n: (-(n.score or 1.0), n.record.name))
    above = _wider_of(about)
    for named in about:
        wider = named.record.pk in above and not named.by_an_editor
        (out.wider if wider else out.subjects).append(named)
    out.topics = [(title, topics[kind]) for kind, title in _TOPIC_TITLES.items() if kind in topics]
    roles = roles_on(found, [named.record.pk for named in out.people])
    for named in out.people:
        named.roles = roles.get(named.record.pk, ())
    return out


def _wider_of(about: Sequence[Named]) -> set[int]:
    """Keys of the subjects that another of them is part of; all of these stand in the article, too."""
    above = {named.record.pk: getattr(named.record, "broader_id", None) for named in about}
    out: set[int] = set()
    waiting = [key for key in above.values() if key is not None]
    while waiting:
        key = waiting.pop()
        if key not in out:
            out.add(key)
            waiting += [wider for wider in (above.get(key),) if wider is not None]
    return out


def captures_of(found: Article) -> Sequence[Capture]:
    """Its revisions, the current one first, then the latest."""
    rows = found.captures.order_by(F("compared_at").desc(nulls_last=True), "-pk")
    return sorted(rows, key=lambda c: c.pk != found.current_capture_id)


def related(people: Sequence[Named]) -> tuple[ArticleQuery, int, list[str]] | None:
    """The query for other articles about the same people, how many there are besides this one, and who."""
    mostly = sorted(people, key=lambda n: (-any(m.in_headline for m in n.mentions), -n.times))
    picks = tuple(reference(n.record) for n in mostly[:_MOSTLY_ABOUT])
    if not picks:
        return None
    query = ArticleQuery(person=Picks(picks))
    others = query.count() - 1
    return (query, others, [p.name for p in picks]) if others > 0 else None
