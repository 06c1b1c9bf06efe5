"""A whole article stored row by row, as loading stores it, for tests that look at rows or damage one."""

from __future__ import annotations

import hashlib
from typing import Any

from archive.documents import RawCapture
from archive.fields import set_date
from archive.models import (
    Article,
    ArticleWords,
    Attestation,
    Authorship,
    Batch,
    Capture,
    CaptureBytes,
    LayerContent,
    Load,
    Mention,
    Organisation,
    Person,
    Quotation,
    Reading,
    Sighting,
    TextLayer,
    Topic,
)
from archive.parsing.layers import make_layer

HEADLINE = "Harbour talks resume"
TEXT = f"""{HEADLINE}

Ada Brandt
May 3, 2019

Oslo signals movement in the harbour dispute.

Foreign Minister Ada Lund of the Nordic Council spoke in Oslo. "We are close," Lund said, "but not there."

A crane in the harbour of OsloImage: AP/J. Doe
Read more: Harbour talks suspended
"""
BLOCKS = (
    ("headline", HEADLINE),
    ("byline", "Ada Brandt"),
    ("dateline", "May 3, 2019"),
    ("lead", "Oslo signals movement in the harbour dispute."),
    ("paragraph", TEXT.split("\n")[7]),
    ("caption", "A crane in the harbour of Oslo"),
    ("credit", "Image: AP/J. Doe"),
    ("related-link", "Read more: Harbour talks suspended"),
)


def span(words: str, nth: int = 0, text: str = TEXT) -> tuple[int, int]:
    """Where the words stand for the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def occurrence(words: str, nth: int = 0, **values: Any) -> dict[str, Any]:
    start, end = span(words, nth)
    return {
        "start": start, "end": end, "surface": words, "rule": "r", "version": "1", "confidence": 1.0,
    } | values  # fmt: skip


def read(words: str, value: str | None = None, **values: Any) -> dict[str, Any]:
    start, end = span(words)
    return {"value": value or words, "rule": "hand/1", "start": start, "end": end} | values


def mention(
    article: Article, record: Any, surface: str, occurrences: list[dict[str, Any]], **values: Any
) -> Mention:
    kind = values.pop("kind", None) or record.KIND.value
    links = {kind: record, f"linked_{kind}": record} if record is not None else {}
    return Mention.objects.create(
        article=article,
        layer=article.current_reading.layer,
        kind=kind,
        surface=surface,
        occurrences=occurrences,
        occurrence_count=len(occurrences),
        first_start=occurrences[0]["start"] if occurrences else None,
        **(links | values),
    )


def record(model: Any, name: str, **values: Any) -> Any:
    """An established record of this name, made once."""
    key = f"{model.KIND.value}-{name.casefold().replace(' ', '-')}"
    values = {"name": name, "status": "established", "slug": key} | values
    return model.objects.get_or_create(public_id=key[:24], defaults=values)[0]


def stored(
    public_id: str = "a1", *, stated: str = "2019-05-03", name: str = "harbour.txt", text: str = TEXT
) -> Article:
    """The article above with everything that hangs on it. `text` may go on with a line of its own."""
    load = Load.objects.create(kind=Batch.Kind.LOAD)
    content = text.encode()
    capture = Capture.objects.create(
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type="text/plain",
        first_load=load,
    )
    CaptureBytes.objects.create(capture=capture, data=CaptureBytes.pack(content))
    Sighting.objects.create(
        load=load, path=f"/in/{name}", path_bytes=name.encode(), place_digest=public_id, outcome="article",
        capture=capture,
    )  # fmt: skip
    made = make_layer(RawCapture(name, name.encode(), content, "text/plain"))
    layer = TextLayer.objects.create(
        capture=capture, extractor=made.extractor, version=made.version, digest=made.digest, length=len(text)
    )
    LayerContent.objects.create(layer=layer, text=text)
    more = [["paragraph", len(TEXT) + 1, len(text)]] if len(text) > len(TEXT) else []
    reading = Reading.objects.create(
        layer=layer,
        reader="hand",
        version="1",
        fields={
            "title": read(HEADLINE),
            "lead": read("Oslo signals movement in the harbour dispute."),
            "byline": read("Ada Brandt"),
            "date": read("May 3, 2019", stated, precision="day", reason="month by name"),
            "language": {"value": "en", "rule": "words", "start": None, "end": None},
        },
        authors=[read("Ada Brandt")],
        blocks=[[kind, *span(words)] for kind, words in BLOCKS] + more,
        images=[{"text": span("A crane in the harbour of Oslo"), "credit": span("AP/J. Doe"), "alt": None}],
        related=[span("Harbour talks suspended")],
    )
    article = Article(
        public_id=public_id, slug="harbour-talks-resume", headline=HEADLINE, language="en",
        lead="Oslo signals movement in the harbour dispute.", byline="Ada Brandt", first_load=load,
        current_capture=capture, current_reading=reading, publisher=record(Organisation, "Nordic Post"),
    )  # fmt: skip
    set_date(article, stated, precision="day", reason="month by name")
    article.save()
    Capture.objects.filter(pk=capture.pk).update(article=article, linked_article=article)
    capture.refresh_from_db()
    ArticleWords.objects.create(article=article, text=" words ")
    author = record(Person, "Ada Brandt")
    start, end = span("Ada Brandt")
    Authorship.objects.create(
        article=article,
        person=author,
        linked_person=author,
        surface="Ada Brandt",
        start=start,
        end=end,
        rule="r",
    )
    lund = mention(
        article, record(Person, "Ada Lund"), "Ada Lund", [occurrence("Ada Lund"), occurrence("Lund", 1)]
    )
    council = mention(
        article, record(Organisation, "Nordic Council"), "Nordic Council", [occurrence("Nordic Council")]
    )
    mention(
        article,
        record(Topic, "Oslo", kind="place"),
        "Oslo",
        [occurrence("Oslo", metonym=True), occurrence("Oslo", 1), occurrence("Oslo", 2)],
        topic_kind="place",
    )
    start, end = span("Foreign Minister Ada Lund of the Nordic Council")
    role_start, role_end = span("Foreign Minister")
    Attestation.objects.create(
        article=article, mention=lund, role="Foreign Minister", organisation_mention=council, layer=layer,
        start=start, end=end, role_start=role_start, role_end=role_end, rule="r", version="1",
    )  # fmt: skip
    parts = [span("We are close,"), span("but not there.")]
    cue_start, cue_end = span("said")
    Quotation.objects.create(
        article=article, layer=layer, text="We are close, but not there.", kind="sentence", start=parts[0][0],
        end=parts[0][1], parts=parts, speaker="Lund", speaker_kind="person", speaker_mention=lund, cue="said",
        cue_start=cue_start, cue_end=cue_end, rule="r", version="1",
    )  # fmt: skip
    return Article.objects.get(pk=article.pk)
