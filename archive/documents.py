"""The shapes a document takes on its way from bytes to records.

Frozen values without behaviour of their own: each stage takes the one before and returns the next, so
that reading, recognition and linking are functions that can be tried with a line of text.

Offsets are Unicode code points into one text layer, the end exclusive, everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class BlockKind(StrEnum):
    """What a stretch of a page is (DESIGN.md, rule 3)."""

    BOILERPLATE = "boilerplate"
    PAGE_TITLE = "page-title"
    KICKER = "kicker"
    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    LIST_ITEM = "list-item"
    BLOCKQUOTE = "blockquote"
    IMAGE_ALT = "image-alt"
    CAPTION = "caption"
    CREDIT = "credit"
    VIDEO_TEASER = "video-teaser"
    RELATED_LINK = "related-link"
    METADATA = "metadata"


#: Blocks that names and quotations are looked for in; credits, links and the page's furniture are not.
SEARCHED_KINDS = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.LEAD,
        BlockKind.PARAGRAPH,
        BlockKind.SUBHEADING,
        BlockKind.LIST_ITEM,
        BlockKind.BLOCKQUOTE,
        BlockKind.IMAGE_ALT,
        BlockKind.CAPTION,
    }
)

#: Blocks that make up the running text a reader reads.
BODY_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.SUBHEADING, BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE})


class EntityKind(StrEnum):
    """The kinds of authority record a name can stand for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    TOPIC = "topic"


class TopicKind(StrEnum):
    """What a topic is about."""

    SUBJECT = "subject"
    EVENT = "event"
    PLACE = "place"


class QuotationKind(StrEnum):
    """How much of somebody's words stands between the marks."""

    SENTENCE = "sentence"
    FRAGMENT = "fragment"
    SCARE = "scare"


class SpeakerKind(StrEnum):
    """Who is said to have said it."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


class DatePrecision(StrEnum):
    """The smallest unit that the page states."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


# --------------------------------------------------------------------------- bytes and text


@dataclass(frozen=True, slots=True)
class RawCapture:
    """Bytes as received, with what their container says of them; nothing interpreted."""

    path: str
    #: The path's exact bytes: file names need not be UTF-8.
    path_bytes: bytes
    content: bytes
    media_type: str
    #: Address and time of capture as stated by a container or sidecar; unknown stays None.
    url: str | None = None
    captured_at: datetime | None = None
    #: Position within a container file, for `FILE#OFFSET`.
    record_offset: int | None = None
    #: The encoding that a container states (HTTP's charset): a claim like that of the page itself.
    stated_encoding: str | None = None
    #: The digest of its payload that a WARC record states ("sha1:…"): later revisits refer to it.
    stated_digest: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal: the capture's name everywhere."""
        return hashlib.sha256(self.content).hexdigest()


class Hint(NamedTuple):
    """Which element of a page a stretch of its layer came from; never stored: the bytes give it again.

    `element` is the tag, "#text" for a run of text without a block inside it, "meta" for a value of metadata.
    """

    start: int
    end: int
    element: str
    #: Index of the element around it among the layer's hints; -1 for the outermost.
    parent: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LayerText:
    """An immutable text made from a capture, which all offsets refer to."""

    text: str
    extractor: str
    version: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    #: What had to be done to decode ("undecodable bytes at 17, 93"); shown to an editor.
    remarks: tuple[str, ...] = ()
    #: For the readers of a capture that has elements; outermost first, in the order of the text.
    hints: tuple[Hint, ...] = field(default=(), compare=False, repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


# --------------------------------------------------------------------------- what a reader reads


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text layer: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the layer. Blocks are in order and never overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value read off a page: what, where, and by which rule.

    `start` and `end` are None only for derived values (publisher, language), which name their rule.
    `value` may be tidier than the span (white space folded), never something else.
    """

    value: str
    rule: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as the page states it: the printed local day, and the instant where there is one."""

    day: date
    precision: DatePrecision
    #: Which rule read it, in words for an editor ("day first, page title").
    reason: str
    rule: str
    start: int
    end: int
    #: With the offset the page states; None where only a day (or no zone) is printed.
    instant: datetime | None = None
    #: Wall-clock time "HH:MM" or "HH:MM:SS" where it is printed without a zone.
    local_time: str | None = None


@dataclass(frozen=True, slots=True)
class ImageText:
    """What a page says of one picture. Each part is a span of the layer, label and brackets excluded."""

    text: Span | None = None
    credit: Span | None = None
    alt: Span | None = None


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something an editor should look at; not an error. `code` is stable, `message` is English."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """What one reader made of one text layer.

    `blocks` cover the layer: every character that is not white space lies in exactly one block.
    `fields` may hold: title, kicker, lead, section, byline, url, publisher, language.
    """

    reader: str
    version: str
    blocks: tuple[Block, ...]
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    published: StatedDate | None = None
    updated: StatedDate | None = None
    authors: tuple[FieldValue, ...] = ()
    images: tuple[ImageText, ...] = ()
    related: tuple[Span, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()


# --------------------------------------------------------------------------- what is recognised in it


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """One occurrence of a name: the name alone, without title, article or possessive."""

    start: int
    end: int
    surface: str
    #: Index into `Recognised.entities`: which of the document's entities this occurrence names.
    entity: int
    rule: str
    version: str
    confidence: float
    #: A place that stands for its government ("Moscow has shown understanding").
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """All that a document calls by one name: its forms held together, not yet linked to a record."""

    kind: EntityKind
    #: The fullest form in the text.
    name: str
    #: Only for topics.
    topic_kind: TopicKind | None = None
    #: False for a lone short name ("Clark" with no full form anywhere): never a candidate.
    full: bool = True
    #: Keys of the authority records that bear one of these names, best first (see `KnownName`).
    candidates: tuple[str, ...] = ()
    #: What the text says that helps to choose: titles, countries, roles, in printed form.
    evidence: tuple[str, ...] = ()
    #: Why it is not full or not one record, in words for an editor; "" where nothing is to say.
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """ "Described as ROLE at ORGANISATION": what this text states of a person, with the words that do."""

    person: int
    role: str | None
    organisation: int | None
    start: int
    end: int
    #: Where the role's own words stand; None where only membership is stated.
    role_span: Span | None
    rule: str
    version: str


@dataclass(frozen=True, slots=True)
class QuotationSpan:
    """Words and who said them. `parts` lie inside the quotation marks."""

    kind: QuotationKind
    parts: tuple[Span, ...]
    #: The parts joined by a space.
    text: str
    speaker_kind: SpeakerKind
    rule: str
    version: str
    #: Index into `Recognised.entities`, where the speaker is one of them.
    speaker_entity: int | None = None
    #: The speaker in the words of the text without article ("Kremlin spokesperson"), or the entity's name.
    speaker: str | None = None
    speaker_span: Span | None = None
    #: The word that introduces it ("said"), or None.
    cue: str | None = None
    cue_span: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class AssignedTopic:
    """A subject that a document is about without naming it; score and evidence instead of a span."""

    key: str
    score: float
    evidence: tuple[str, ...]
    rule: str
    version: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """Everything recognition found in one document."""

    entities: tuple[NamedEntity, ...] = ()
    mentions: tuple[MentionSpan, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    quotations: tuple[QuotationSpan, ...] = ()
    topics: tuple[AssignedTopic, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()


# --------------------------------------------------------------------------- what it is linked to


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name under which an authority record is known; the gazetteer is built from these.

    `key` is the record's public id. `forms` of a record are several KnownNames with one key.
    """

    key: str
    kind: EntityKind
    text: str
    #: "preferred", "alias", "acronym", "transliteration", "former".
    form: str = "preferred"
    language: str = ""
    topic_kind: TopicKind | None = None


@dataclass(frozen=True, slots=True)
class KnownSubject:
    """A subject that articles may be about; the index of subjects is built from these."""

    key: str
    #: Its code in the IPTC Media Topics ("medtop:15000000"), or "".
    code: str = ""
    #: The preferred name first, then the others, in any language.
    names: tuple[str, ...] = ()
    #: Keys of the wider subjects.
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """What linking may weigh when several records bear one name."""

    key: str
    kind: EntityKind
    name: str
    topic_kind: TopicKind | None = None
    #: Roles with country and term: (title, country or organisation, start ISO or "", end ISO or "").
    offices: tuple[tuple[str, str, str, str], ...] = ()
    country: str = ""


class LinkOutcome(StrEnum):
    """What linking could decide about one entity."""

    LINKED = "linked"
    #: A full name that no record bears: becomes, or meets, a candidate.
    UNMATCHED = "unmatched"
    #: Several records, or a lone short name: left open with the reason.
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Link:
    """The decision about one entity of a document, with why."""

    entity: int
    outcome: LinkOutcome
    key: str | None
    reason: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
