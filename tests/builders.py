"""Records for tests, made whole from a text: plain functions with defaults.

Every article that comes from here has its load, bytes, layer and reading, and everything said of it stands
where it says, so that any page and any proof of it can be asked for.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from typing import Any

from archive import fields
from archive.documents import SEARCHED_KINDS
from archive.models import (
    Article,
    ArticleWords,
    Attestation,
    Authorship,
    Capture,
    CaptureBytes,
    LayerContent,
    Load,
    Membership,
    Mention,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Quotation,
    Reading,
    Sighting,
    TextLayer,
    Topic,
    TopicName,
)
from archive.names import fold_words, slug

_numbers = itertools.count(1)
RULE = "built/rule"
VERSION = "1"
Record = Person | Organisation | Topic


def _public_id(prefix: str) -> str:
    return f"{prefix}{next(_numbers):07d}"


def person(name: str = "Kurt Volker", *, names: Sequence[str] = (), **more: Any) -> Person:
    """A person, established unless said otherwise; `names` are further spellings."""
    made = Person.objects.create(**_record("p", name, more))
    _names(PersonName, made, names)
    return made


def organisation(name: str = "Atlantic Council", *, names: Sequence[str] = (), **more: Any) -> Organisation:
    """An organisation, established unless said otherwise."""
    made = Organisation.objects.create(**_record("o", name, more))
    _names(OrganisationName, made, names)
    return made


def topic(name: str = "Ukraine", *, names: Sequence[str] = (), kind: str = "place", **more: Any) -> Topic:
    """A topic, a place unless said otherwise."""
    made = Topic.objects.create(kind=kind, **_record("t", name, more))
    _names(TopicName, made, names)
    return made


def _record(prefix: str, name: str, more: dict[str, Any]) -> dict[str, Any]:
    public_id = _public_id(prefix)
    usual = {"public_id": public_id, "name": name, "slug": slug(name) or public_id, "status": "established"}
    return usual | more


def _names(model: Any, record: Record, names: Sequence[str]) -> None:
    for text in (record.name, *names):
        model.objects.create(record=record, text=text, form="preferred" if text == record.name else "alias")


def membership(who: Person, post: str, *, start: str = "", end: str = "", **more: Any) -> Membership:
    """A post that an authority file says the person held."""
    digest = hashlib.sha256(f"{who.pk}{post}{start}{end}".encode()).hexdigest()
    return Membership.objects.create(person=who, post=post, start=start, end=end, digest=digest, **more)


def load() -> Load:
    """A finished run of the loader."""
    return Load.objects.create(kind="load", state="finished", paths=["built"])


def capture(content: bytes, *, of_load: Load | None = None, **more: Any) -> Capture:
    """Bytes as received, and their sighting."""
    run = of_load or load()
    made = Capture.objects.create(
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type="text/plain",
        encoding="utf-8",
        first_load=run,
        **more,
    )
    CaptureBytes.objects.create(capture=made, data=CaptureBytes.pack(content))
    Sighting.objects.create(
        load=run,
        path=f"built/{made.digest[:8]}.txt",
        path_bytes=b"built",
        place_digest=made.digest,
        outcome="article",
        capture=made,
    )
    return made


def layer(text: str, *, of: Capture | None = None) -> TextLayer:
    """The text of a capture."""
    stored = of or capture(text.encode("utf-8"))
    made = TextLayer.objects.create(
        capture=stored,
        extractor="plain",
        version=VERSION,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
    )
    LayerContent.objects.create(layer=made, text=text)
    return made


class _Text:
    """A text and its blocks, as they are put together."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[list[Any]] = []

    def add(self, kind: str, words: str, *, gap: str = "\n\n") -> tuple[int, int]:
        """Put a block behind the others and return its span."""
        if self.text:
            self.text += gap
        start = len(self.text)
        self.text += words
        self.blocks.append([kind, start, len(self.text)])
        return start, len(self.text)


def article(
    headline: str = "Talks end without agreement",
    *,
    published: str | None = "2017-11-09",
    kicker: str = "",
    lead: str = "",
    byline: str = "",
    paragraphs: Sequence[str] = (),
    blocks: Sequence[tuple[str, str]] = (),
    mentions: Sequence[Record | tuple[Record | None, str]] = (),
    roles: Sequence[tuple[Person, str | None, Organisation | None]] = (),
    quotes: Sequence[tuple[str, Record | str | None]] = (),
    authors: Sequence[Person] = (),
    section: str = "",
    language: str = "en",
    url: str = "",
    publisher: Organisation | None = None,
    state: str = "published",
    images: Sequence[dict[str, Any]] = (),
    public_id: str = "",
    article_slug: str | None = None,
    of_load: Load | None = None,
) -> Article:
    """An article from a page made of its parts.

    `mentions` are records, or (record, words) where the text calls it otherwise; (None, words) stays open.
    Words that stand nowhere else get a paragraph of their own, so do roles ("ROLE NAME of ORGANISATION") and
    quotes ("“WORDS,” said NAME."). `blocks` are further (kind, words) after the paragraphs.
    """
    page = _Text()
    named = [m if isinstance(m, tuple) else (m, m.name) for m in mentions]
    read: dict[str, Any] = {}
    for key, kind, words in (
        ("kicker", "kicker", kicker),
        ("title", "headline", headline),
        ("byline", "byline", byline or ", ".join(a.name for a in authors)),
        ("date", "dateline", published or ""),
        ("lead", "lead", lead),
    ):
        if words:
            start, end = page.add(kind, words)
            read[key] = {"value": words, "rule": RULE, "start": start, "end": end}
    if "date" in read:
        read["date"] |= {"precision": "day", "reason": "built"}
    if section:
        read["section"] = {"value": section, "rule": RULE, "start": None, "end": None}
    read["language"] = {"value": language, "rule": RULE, "start": None, "end": None}
    for words in paragraphs:
        page.add("paragraph", words)
    for kind, words in blocks:
        page.add(kind, words)
    role_spans = [_role_paragraph(page, *role) for role in roles]
    quote_spans = [_quote_paragraph(page, *quote) for quote in quotes]
    named += [(who, who.name) for who, _role, _at in roles]
    named += [(at, at.name) for _who, _role, at in roles if at is not None]
    named += [(by, by.name) for _words, by in quotes if by is not None and not isinstance(by, str)]
    for _record_named, words in named:
        if words not in page.text:
            page.add("paragraph", f"Also named: {words}.")
    # Two articles of one text are two captures all the same.
    page.add("boilerplate", f"No. {next(_numbers)}")
    stored = layer(page.text, of=capture(page.text.encode(), of_load=of_load))
    reading = Reading.objects.create(
        layer=stored,
        reader="built",
        version=VERSION,
        fields=read,
        blocks=page.blocks,
        authors=[{"value": a.name, "rule": RULE, "start": None, "end": None} for a in authors],
        images=list(images),
    )
    made = Article(
        public_id=public_id or _public_id("a"),
        slug=slug(headline) if article_slug is None else article_slug,
        headline=headline,
        kicker=kicker,
        lead=lead,
        byline=byline or ", ".join(a.name for a in authors),
        section=section,
        language=language,
        url=url,
        publisher=publisher,
        state=state,
        current_capture=stored.capture,
        current_reading=reading,
        first_load=stored.capture.first_load,
    )
    fields.set_date(made, published, reason="built")
    made.save()
    stored.capture.article = stored.capture.linked_article = made
    stored.capture.save()
    searched = [page.text[s:e] for kind, s, e in page.blocks if kind in SEARCHED_KINDS]
    ArticleWords.objects.create(article=made, text=f" {fold_words(' '.join(searched))} ")
    for position, author in enumerate(authors):
        Authorship.objects.create(
            article=made,
            person=author,
            linked_person=author,
            position=position,
            surface=author.name,
            rule=RULE,
        )
    rows = _write_mentions(made, stored, page.text, named)
    for (who, role, at), (start, end) in zip(roles, role_spans, strict=True):
        Attestation.objects.create(
            article=made,
            mention=rows[who],
            role=role,
            organisation_mention=rows[at] if at is not None else None,
            layer=stored,
            start=start,
            end=end,
            rule=RULE,
            version=VERSION,
        )
    for (words, by), (start, end) in zip(quotes, quote_spans, strict=True):
        _write_quotation(made, stored, words, by, start, end, rows)
    return made


def _role_paragraph(page: _Text, who: Person, role: str | None, at: Organisation | None) -> tuple[int, int]:
    words = f"{role or ''} {who.name}{f' of {at.name}' if at else ''}".strip()
    return page.add("paragraph", words)


def _quote_paragraph(page: _Text, words: str, by: Record | str | None) -> tuple[int, int]:
    who = by if isinstance(by, str) or by is None else by.name
    start, _end = page.add("paragraph", f"“{words}”{f' said {who}' if who else ''}.")
    return start + 1, start + 1 + len(words)


def _write_mentions(
    made: Article, stored: TextLayer, text: str, named: list[tuple[Record | None, str]]
) -> dict[Record, Mention]:
    places: dict[Any, set[str]] = {}
    for record, words in named:
        places.setdefault(record or words, set()).add(words)
    rows: dict[Record, Mention] = {}
    for key, surfaces in places.items():
        record = None if isinstance(key, str) else key
        spans = _longest({span for words in surfaces for span in _all(text, words)})
        kind = str(record.KIND) if record else "person"
        link = {kind: record, f"linked_{kind}": record} if record else {"reason": "ambiguous"}
        rows[key] = Mention.objects.create(
            article=made,
            layer=stored,
            kind=kind,
            topic_kind=record.kind if isinstance(record, Topic) else "",
            surface=max(surfaces, key=len),
            occurrences=[
                {
                    "start": start,
                    "end": end,
                    "surface": text[start:end],
                    "rule": RULE,
                    "version": VERSION,
                    "confidence": 1.0,
                }
                for start, end in spans
            ],
            occurrence_count=len(spans),
            first_start=spans[0][0] if spans else None,
            in_headline=any(words in made.headline for words in surfaces),
            **link,
        )
    return rows


def _longest(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, without those that lie within another: "Volker" in "Kurt Volker"."""
    return sorted(s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans))


def _all(text: str, words: str) -> list[tuple[int, int]]:
    spans, at = [], text.find(words)
    while at >= 0:
        spans.append((at, at + len(words)))
        at = text.find(words, at + len(words))
    return spans


def _write_quotation(
    made: Article,
    stored: TextLayer,
    words: str,
    by: Record | str | None,
    start: int,
    end: int,
    rows: dict[Record, Mention],
) -> None:
    record = by if by is not None and not isinstance(by, str) else None
    if record is None:
        kind = "unnamed" if by else "unknown"
    else:
        kind = "place" if isinstance(record, Topic) else str(record.KIND)
    Quotation.objects.create(
        article=made,
        layer=stored,
        text=words,
        kind="sentence",
        start=start,
        end=end,
        parts=[[start, end]],
        speaker=by if isinstance(by, str) else record.name if record else "",
        speaker_kind=kind,
        speaker_mention=rows[record] if record else None,
        cue="said",
        rule=RULE,
        version=VERSION,
    )
