"""One article as other programs receive it: the JSON object that `export_articles` writes on a line.

Articles are read in chunks with a fixed number of queries each, so that a million of them cost time and no
memory. The keys are a contract: one is added freely, never renamed or dropped.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Count, Min, Prefetch, Q, QuerySet, prefetch_related_objects

from archive.documents import EntityKind, QuotationKind
from archive.fields import READING_KEYS
from archive.models import (
    Article,
    Attestation,
    Authorship,
    Capture,
    Decision,
    Mention,
    Organisation,
    Person,
    Quotation,
    Sighting,
    Topic,
)

#: Articles of one chunk: their texts are in memory together, and each chunk costs the same few queries.
CHUNK = 200
#: The fields whose place in the text is told, by the keys of the export.
PROVENANCE = ("title", "kicker", "lead", "section", "date", "byline")
#: Line ends to some readers of "one object a line", though JSON lets them stand.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_DECIDED = {key: field for field, key in READING_KEYS.items()}

_Value = TypeVar("_Value")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What belongs to an article without hanging on its row."""

    sighting: Sighting | None
    captures: int
    decisions: dict[str, Decision]


def export(articles: QuerySet[Article]) -> Iterator[Json]:
    """The articles in the order and with the filters of the query set, each as EXPORT.md states it."""
    rows = articles.select_related(
        "current_capture", "current_reading__layer__content", "publisher"
    ).iterator(chunk_size=CHUNK)
    for chunk in _chunks(rows, CHUNK):
        prefetch_related_objects(
            chunk,
            Prefetch("authorships", Authorship.objects.select_related("person").order_by("position", "pk")),
            Prefetch(
                "mentions",
                Mention.objects.counted().select_related("person", "organisation", "topic").order_by("pk"),
            ),
            "mentions__person__identifiers",
            "mentions__organisation__identifiers",
            "mentions__topic__identifiers",
            Prefetch("attestations", Attestation.objects.filter(rejected=False).order_by("start", "pk")),
            Prefetch("quotations", Quotation.objects.filter(rejected=False).order_by("start", "pk")),
        )
        beside = _beside(chunk)
        for article in chunk:
            yield as_json(article, beside[article.pk])


def line_of(value: Json) -> str:
    """The object as one line, without the line's end."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).translate(_LINE_ENDS)


def write_jsonl(
    articles: QuerySet[Article],
    write: Callable[[str], Any],
    *,
    progress: Callable[[int], None] = lambda _count: None,
) -> int:
    """Write the articles one a line and return how many; `progress` is told of each."""
    count = 0
    for value in export(articles):
        write(line_of(value) + "\n")
        count += 1
        progress(1)
    return count


def _chunks(values: Iterable[_Value], size: int) -> Iterator[list[_Value]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _beside(articles: Sequence[Article]) -> dict[int, _Beside]:
    """Sightings, captures and decisions of a chunk, in a query or two for each."""
    current = [a.current_capture_id for a in articles if a.current_capture_id]
    firsts = (
        Sighting.objects.filter(capture__in=current)
        .values("capture")
        .annotate(live=Min("pk", filter=Q(live=True)), any=Min("pk"))
        .order_by()
    )
    sightings = {
        s.capture_id: s for s in Sighting.objects.filter(pk__in=[row["live"] or row["any"] for row in firsts])
    }
    counts = dict(
        Capture.objects.filter(article__in=articles).values_list("article").annotate(Count("pk")).order_by()
    )
    decisions: dict[str, dict[str, Decision]] = defaultdict(dict)
    decided = Decision.objects.filter(
        record_kind="article", record_id__in=[a.public_id for a in articles], ended_at=None
    )
    for decision in decided:
        decisions[decision.record_id][decision.field] = decision
    return {
        a.pk: _Beside(sightings.get(a.current_capture_id), counts.get(a.pk, 0), decisions[a.public_id])
        for a in articles
    }


# --------------------------------------------------------------------------- one article


def as_json(article: Article, beside: _Beside) -> Json:
    """One article with what was prefetched for it; `export` is the way to call this."""
    reading = article.current_reading
    text = reading.layer.content.text if reading else ""
    blocks = reading.blocks if reading else []
    named = _Named(article, text)
    capture = article.current_capture
    return {
        "id": article.public_id,
        "slug": article.slug,
        "path": article.get_absolute_url(),
        "source": beside.sighting.name if beside.sighting else None,
        "sha256": capture.digest if capture else None,
        "media_type": capture.media_type if capture else None,
        "captures": beside.captures,
        "url": article.url or None,
        "publisher": article.publisher.name if article.publisher else None,
        "section": article.section or None,
        "language": article.language or None,
        "title": None if article.headline_stands_in else article.headline,
        "kicker": article.kicker or None,
        "lead": article.lead or None,
        "date": article.published_stated or None,
        "date_precision": article.date_precision or None,
        "date_reason": article.date_reason or None,
        "authors": list(dict.fromkeys(a.person.name for a in article.authorships.all())),
        "byline": article.byline or None,
        "text": text,
        "blocks": [
            {"kind": kind, "text": text[start:end], "start": start, "end": end} for kind, start, end in blocks
        ],
        "captions": [
            {part: _cut(text, image.get(part)) for part in ("text", "credit", "alt")}
            for image in (reading.images if reading else [])
        ],
        "related": [text[start:end] for start, end in (reading.related if reading else [])],
        "entities": named.entities(),
        "topics": named.topics(),
        "attestations": named.attestations(),
        "quotes": named.quotes(),
        "provenance": _provenance(article, beside.decisions),
        "loaded": article.created_at.isoformat(),
        "changed": article.changed_at.isoformat(),
    }


def _cut(text: str, span: Sequence[int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def _provenance(article: Article, decisions: dict[str, Decision]) -> Json:
    """Where each value stands; an editor's own value stands nowhere, a confirmed one where it was read."""
    read = article.current_reading.fields if article.current_reading else {}
    told: Json = {}
    for key in PROVENANCE:
        found = read.get(key)
        decision = decisions.get(_DECIDED[key])
        if decision is not None:
            confirmed = found if found and found["value"] == decision.value else {}
            told[key] = {"start": confirmed.get("start"), "end": confirmed.get("end"), "rule": "editor"}
        elif found:
            told[key] = {"start": found["start"], "end": found["end"], "rule": found["rule"]}
        else:
            told[key] = None
    return told


class _Named:
    """What an article names and who says what in it, with one name for each record throughout."""

    def __init__(self, article: Article, text: str) -> None:
        self._article = article
        self._text = text
        self._layer = article.current_reading.layer_id if article.current_reading else None
        self._rows = {m.pk: m for m in article.mentions.all() if self._stands(m)}

    def _stands(self, mention: Mention) -> bool:
        """Whether anything of a mention is left: a place in this text, or a subject assigned without one."""
        if mention.layer_id != self._layer:
            return False
        return not mention.occurrences or bool(mention.standing_occurrences())

    def entities(self) -> list[Json]:
        """People and organisations, in the order of their first mention."""
        return self._grouped((EntityKind.PERSON, EntityKind.ORGANISATION))

    def topics(self) -> list[Json]:
        """Subjects, events and places; subjects that were only assigned stand last."""
        return self._grouped((EntityKind.TOPIC,))

    def _grouped(self, kinds: Sequence[str]) -> list[Json]:
        groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for row in self._rows.values():
            if row.kind in kinds:
                record = row.record
                groups[row.kind, record.public_id if record else f"open {row.pk}"].append(row)
        objects = [self._object(rows) for rows in groups.values()]
        return sorted(
            objects,
            key=lambda o: (o["mentions"][0]["start"] if o["mentions"] else len(self._text), o["name"]),
        )

    def _object(self, rows: list[Mention]) -> Json:
        """All rows of one record as one object: after a merge an article may have several."""
        record = rows[0].record
        if isinstance(record, Topic) or (record is None and rows[0].kind == EntityKind.TOPIC):
            kind = record.kind if isinstance(record, Topic) else rows[0].topic_kind or None
        else:
            kind = rows[0].kind
        return {
            "kind": kind,
            "name": self._name(rows[0]),
            "id": record.public_id if record else None,
            "status": record.status if record else None,
            "identifiers": _identifiers(record),
            "mentions": self._mentions(rows),
        }

    def _mentions(self, rows: list[Mention]) -> list[Json]:
        places: dict[tuple[int, int], Json] = {}
        for row in rows:
            for found in row.standing_occurrences():
                start, end = found["start"], found["end"]
                place = places.setdefault(
                    (start, end), {"start": start, "end": end, "text": self._text[start:end]}
                )
                if found.get("metonym"):
                    place["metonym"] = True
        return [places[span] for span in sorted(places)]

    def _name(self, mention: Mention) -> str:
        record = mention.record
        return record.name if record else mention.surface

    def _name_of(self, pk: int | None) -> str | None:
        """The name of a mention that stands; None for one that an editor rejected."""
        return self._name(self._rows[pk]) if pk in self._rows else None

    def attestations(self) -> list[Json]:
        """Roles as stated, of people whose mention stands."""
        return [
            {
                "person": self._name_of(stated.mention_id),
                "role": stated.role or None,
                "organisation": self._name_of(stated.organisation_mention_id),
                "start": stated.start,
                "end": stated.end,
            }
            for stated in self._article.attestations.all()
            if stated.layer_id == self._layer and stated.mention_id in self._rows
        ]

    def quotes(self) -> list[Json]:
        """Quotations with their speakers, by the name that `entities` and `topics` give them."""
        return [
            {
                "text": quote.text,
                "speaker": None
                if quote.kind == QuotationKind.SCARE
                else self._name_of(quote.speaker_mention_id) or quote.speaker or None,
                "speaker_kind": quote.speaker_kind,
                "cue": quote.cue or None,
                "kind": quote.kind,
                "start": quote.start,
                "end": quote.end,
                "parts": [{"start": start, "end": end} for start, end in quote.parts],
            }
            for quote in self._article.quotations.all()
            if quote.layer_id == self._layer
        ]


def _identifiers(record: Person | Organisation | Topic | None) -> dict[str, str]:
    """By scheme, the first of each."""
    found: dict[str, str] = {}
    if record is not None:
        for row in sorted(record.identifiers.all(), key=lambda i: (i.scheme, i.value)):
            found.setdefault(row.scheme, row.value)
    return found
