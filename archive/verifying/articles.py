"""Articles against the readings they show: fields, mentions, stated roles, quotations, and whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from archive import fields
from archive.documents import SpeakerKind
from archive.models import Article, Capture, Decision, LayerContent, Mention, Reading
from archive.verifying.faults import Flaw
from archive.verifying.spans import Spans, shown

#: What a speaker is by the kind of its mention.
_SPEAKERS = {
    "person": SpeakerKind.PERSON,
    "organisation": SpeakerKind.ORGANISATION,
    "topic": SpeakerKind.PLACE,
}
#: Columns that show the reading's value as it is. The address may come from a sighting, people and publishers
#: are records.
_SHOWN_AS_READ = ("headline", "kicker", "lead", "byline", "section", "language", "published", "updated")


class ArticleCheck:
    """Checks one article, prefetched by `running.articles`."""

    def __init__(
        self, article: Article, decisions: Mapping[str, Decision], count: Callable[[str], None]
    ) -> None:
        self._article = article
        self._decisions = decisions
        self._count = count
        self._texts: dict[int, Spans | None] = {}
        self._mentions: dict[int, Mention] = {m.pk: m for m in article.mentions.all()}

    def flaws(self) -> Iterator[Flaw]:
        article = self._article
        self._count("articles")
        yield from self._current()
        if article.current_reading is not None:
            yield from self._columns(article.current_reading)
            yield from self._authors(article.current_reading)
        for mention in self._mentions.values():
            self._count("mentions")
            if spans := self._spans(mention.layer_id):
                yield from spans.check_occurrences(mention)
            else:
                yield Flaw("mention", f"the text that {shown(mention.surface)} was read in is not stored")
        yield from self._attestations()
        yield from self._quotations()

    def _spans(self, layer: int) -> Spans | None:
        """The text of a layer with the blocks of its reading; most often the current one."""
        if layer not in self._texts:
            current = self._article.current_reading
            if current is not None and current.layer_id == layer:
                reading: Reading | None = current
                text = getattr(current.layer, "content", None)
            else:
                reading = Reading.objects.filter(layer=layer).order_by("-pk").first()
                text = LayerContent.objects.filter(layer=layer).first()
            self._texts[layer] = Spans(text.text, reading.blocks if reading else []) if text else None
        return self._texts[layer]

    # ----------------------------------------------------------------------- the article itself

    def _current(self) -> Iterator[Flaw]:
        """A public article shows a reading of a capture of its own that was taken."""
        article = self._article
        capture, reading = article.current_capture, article.current_reading
        if article.state == Article.State.WITHDRAWN:
            # One whose load was undone, or that was merged, keeps its capture; by order it does not.
            by_order = capture is not None and capture.state == Capture.State.WITHDRAWN
            if by_order and (reading or self._mentions or article.quotations.all()):
                yield Flaw("withdrawal", "it was withdrawn, but words quoted from it are still stored")
            return
        if capture is None or reading is None:
            yield Flaw("article-capture", "it is public and shows no capture")
            return
        if capture.article_id != article.pk:
            yield Flaw("article-capture", f"it shows capture {capture}, which belongs to another article")
        if capture.state != Capture.State.TAKEN:
            yield Flaw("article-capture", f"it shows capture {capture}, which is {capture.state}")
        if reading.layer.capture_id != capture.pk:
            yield Flaw("article-reading", f"its reading {reading} was made of another capture")

    def _columns(self, reading: Reading) -> Iterator[Flaw]:
        """Each column shows what an editor decided, else what was read."""
        article = self._article
        for field in _SHOWN_AS_READ:
            column = f"{field}_stated" if field in {"published", "updated"} else field
            value = getattr(article, column)
            decision = self._decisions.get(field)
            if decision is not None:
                expected, source = decision.value or "", "an editor decided"
            elif field == "headline" and article.headline_stands_in:
                continue
            else:
                expected, source = fields.reading_value(reading, field) or "", f"{reading} read"
            longest = 200 if field == "section" else None
            if value != str(expected)[:longest]:
                yield Flaw("article-field", f"its {field} is {shown(value)}, {source} {shown(str(expected))}")

    def _authors(self, reading: Reading) -> Iterator[Flaw]:
        for author in self._article.authorships.all():
            if author.start is not None and (spans := self._spans(reading.layer_id)):
                yield from spans.check_value("author", author.surface, author.start, author.end)

    # ----------------------------------------------------------------------- what it states and quotes

    def _own(self, rule: str, mention: int | None) -> Iterator[Flaw]:
        if mention is not None and mention not in self._mentions:
            yield Flaw(rule, "it refers to a mention of another article")

    def _attestations(self) -> Iterator[Flaw]:
        for stated in self._article.attestations.all():
            self._count("stated roles")
            yield from self._own("attestation", stated.mention_id)
            yield from self._own("attestation", stated.organisation_mention_id)
            for pk, kind in (
                (stated.mention_id, "person"),
                (stated.organisation_mention_id, "organisation"),
            ):
                mention = self._mentions.get(pk) if pk else None
                if mention is not None and mention.kind != kind:
                    message = f"{shown(mention.surface)} is a {mention.kind} in the place of a {kind}"
                    yield Flaw("attestation", message)
            yield from self._with_spans("attestation", stated, "check_attestation")

    def _quotations(self) -> Iterator[Flaw]:
        for quote in self._article.quotations.all():
            self._count("quotations")
            yield from self._own("quotation", quote.speaker_mention_id)
            speaker = self._mentions.get(quote.speaker_mention_id or 0)
            if speaker is not None and quote.speaker_kind != _SPEAKERS[speaker.kind]:
                message = f"{shown(speaker.surface)}, a {speaker.kind}, speaks as {quote.speaker_kind}"
                yield Flaw("quotation-speaker", message)
            yield from self._with_spans("quotation", quote, "check_quotation")

    def _with_spans(self, rule: str, row: Any, check: str) -> Iterator[Flaw]:
        spans = self._spans(row.layer_id)
        if spans is None:
            yield Flaw(rule, "the text it was read in is not stored")
        else:
            yield from getattr(spans, check)(row)
