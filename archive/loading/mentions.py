"""What was recognised in a text becomes rows: mentions, stated roles, quotations, each with its place."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from archive import verdicts
from archive.documents import BlockKind, EntityKind, MentionSpan, ParsedArticle, Recognised
from archive.linking import link
from archive.loading.records import RecordBook, Resolved, resolve
from archive.models import Article, Attestation, Mention, Quotation, TextLayer, Topic
from archive.models.merged import final


def write_mentions(
    article: Article,
    layer: TextLayer,
    text: str,
    parsed: ParsedArticle,
    recognised: Recognised,
    *,
    book: RecordBook,
    fresh: bool,
) -> None:
    """Replace what the article is known to mention, state and quote; verdicts are applied to the new rows.

    `fresh`: the article is new and has none of these yet.
    """
    if not fresh:
        article.quotations.all().delete()
        article.attestations.all().delete()
        article.mentions.all().delete()
    book.fetch(key for entity in recognised.entities for key in entity.candidates)
    links = link(recognised, book, on=article.published, text=text)
    resolved = resolve(recognised, links, book)
    rows = _mention_rows(article, layer, parsed, recognised, resolved)
    Mention.objects.bulk_create({id(row): row for row in rows if row is not None}.values())
    _write_roles(article, layer, recognised, rows)
    _write_quotations(article, layer, recognised, rows)
    _write_assigned(article, layer, recognised)
    if book.any_verdicts or not fresh:
        verdicts.apply(article)


def _occurrence(span: MentionSpan) -> dict[str, Any]:
    made: dict[str, Any] = {
        "start": span.start,
        "end": span.end,
        "surface": span.surface,
        "rule": span.rule,
        "version": span.version,
        "confidence": round(span.confidence, 3),
    }
    if span.metonym:
        made["metonym"] = True
    return made


def _mention_rows(
    article: Article,
    layer: TextLayer,
    parsed: ParsedArticle,
    recognised: Recognised,
    resolved: list[Resolved],
) -> list[Mention | None]:
    """A row for each entity (several entities of one record share theirs); None for one without a place."""
    headlines = [(b.start, b.end) for b in parsed.blocks if b.kind is BlockKind.HEADLINE]
    spans: dict[int, list[MentionSpan]] = defaultdict(list)
    for span in recognised.mentions:
        spans[span.entity].append(span)
    rows: list[Mention | None] = []
    by_record: dict[tuple[EntityKind, int], Mention] = {}
    for index, entity in enumerate(recognised.entities):
        if not spans[index]:
            rows.append(None)
            continue
        decided = resolved[index]
        occurrences = [_occurrence(span) for span in spans[index]]
        row = by_record.get((entity.kind, decided.linked.pk)) if decided.linked else None
        if row is None:
            row = Mention(
                article=article,
                layer=layer,
                kind=entity.kind.value,
                topic_kind=(entity.topic_kind or ""),
                surface=entity.name,
                reason=decided.reason[:500],
                alternatives=list(decided.alternatives),
                evidence=list(entity.evidence),
                confidence=decided.confidence,
            )
            if decided.linked is not None:
                setattr(row, f"linked_{entity.kind.value}", decided.linked)
                by_record[entity.kind, decided.linked.pk] = row
            verdicts.set_record(row, decided.record)
            row.occurrences = []
        elif len(entity.name) > len(row.surface):
            row.surface = entity.name
        row.occurrences = sorted([*row.occurrences, *occurrences], key=lambda o: (o["start"], o["end"]))
        # A name is as sure as the surest of its places, and the link to its record on top of that.
        row.confidence = round(decided.confidence * max(o["confidence"] for o in row.occurrences), 3)
        row.occurrence_count = len(row.occurrences)
        row.first_start = row.occurrences[0]["start"]
        row.in_headline = any(
            s <= o["start"] and o["end"] <= e for o in row.occurrences for s, e in headlines
        )
        rows.append(row)
    return rows


def _write_roles(
    article: Article, layer: TextLayer, recognised: Recognised, rows: list[Mention | None]
) -> None:
    made = []
    for claim in recognised.roles:
        person = rows[claim.person]
        if person is None:
            continue
        made.append(
            Attestation(
                article=article,
                mention=person,
                role=claim.role,
                organisation_mention=None if claim.organisation is None else rows[claim.organisation],
                layer=layer,
                start=claim.start,
                end=claim.end,
                role_start=claim.role_span.start if claim.role_span else None,
                role_end=claim.role_span.end if claim.role_span else None,
                rule=claim.rule[:80],
                version=claim.version,
            )
        )
    Attestation.objects.bulk_create(made)


def _write_quotations(
    article: Article, layer: TextLayer, recognised: Recognised, rows: list[Mention | None]
) -> None:
    made = []
    for span in recognised.quotations:
        first = span.parts[0]
        made.append(
            Quotation(
                article=article,
                layer=layer,
                text=span.text,
                kind=span.kind.value,
                start=first.start,
                end=first.end,
                parts=[[p.start, p.end] for p in span.parts],
                speaker=span.speaker or "",
                speaker_kind=span.speaker_kind.value,
                speaker_mention=None if span.speaker_entity is None else rows[span.speaker_entity],
                speaker_start=span.speaker_span.start if span.speaker_span else None,
                speaker_end=span.speaker_span.end if span.speaker_span else None,
                cue=(span.cue or "")[:100],
                cue_start=span.cue_span.start if span.cue_span else None,
                cue_end=span.cue_span.end if span.cue_span else None,
                rule=span.rule[:80],
                version=span.version,
                confidence=span.confidence,
            )
        )
    Quotation.objects.bulk_create(made)


def _write_assigned(article: Article, layer: TextLayer, recognised: Recognised) -> None:
    """Subjects the text is about without naming them: score and evidence instead of a place."""
    if not recognised.topics:
        return
    topics = {t.public_id: t for t in Topic.objects.filter(public_id__in=[t.key for t in recognised.topics])}
    named = set(article.mentions.filter(kind="topic").values_list("linked_topic_id", flat=True))
    made = []
    for assigned in recognised.topics:
        topic = topics.get(assigned.key)
        if topic is None or topic.pk in named:
            continue
        row = Mention(
            article=article,
            layer=layer,
            kind="topic",
            topic_kind=topic.kind,
            surface=topic.name,
            linked_topic=topic,
            score=assigned.score,
            confidence=assigned.score,
            evidence=list(assigned.evidence),
            reason=f"{assigned.rule}/{assigned.version}",
        )
        verdicts.set_record(row, final(topic))
        made.append(row)
    Mention.objects.bulk_create(made)
