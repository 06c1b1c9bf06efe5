"""The text of an article as a reader reads it: blocks in order, names linked and quotations marked in place.

Captured text is hostile: every piece of it is escaped here, and nothing but these marks is markup.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.documents import BlockKind
from archive.models import Article, Mention, Quotation, Reading

PICTURE_KINDS = frozenset({BlockKind.IMAGE_ALT, BlockKind.CAPTION, BlockKind.CREDIT})
#: Blocks of which several in a row are one thing: a list, the lines of a teaser, links under one label.
GROUPED_KINDS = frozenset({BlockKind.LIST_ITEM, BlockKind.VIDEO_TEASER, BlockKind.RELATED_LINK})
#: What the reader sees below headline and lead; the rest is furniture of the page, and in the proof view.
SHOWN_KINDS = (
    PICTURE_KINDS
    | GROUPED_KINDS
    | {
        BlockKind.PARAGRAPH,
        BlockKind.SUBHEADING,
        BlockKind.BLOCKQUOTE,
    }
)


@dataclass(frozen=True, slots=True)
class LinkMark:
    """An occurrence of a name and where it leads."""

    start: int
    end: int
    url: str
    title: str = ""
    classes: str = "name"


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A part of a quotation; the first part carries the anchor."""

    start: int
    end: int
    anchor: str = ""


@dataclass(slots=True)
class Part:
    """One thing of the running text, by its kind: a paragraph, a list with its items, a picture's texts."""

    kind: str
    html: str = ""
    items: list[str] = field(default_factory=list)
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Marker:
    """Marks stretches of one text layer."""

    def __init__(self, text: str, links: Iterable[LinkMark], quotes: Iterable[QuoteMark]) -> None:
        self.text = text
        self._links = _without_overlap(links)
        self._quotes = _without_overlap(quotes)

    def marked(self, start: int, end: int) -> SafeString:
        """`text[start:end]` escaped, with its marks; a name across a quotation's edge is linked twice."""
        out: list[SafeString] = []
        at = start
        for quote in _within(self._quotes, start, end):
            low, high = max(quote.start, at), min(quote.end, end)
            out.append(self._linked(at, low))
            anchor = format_html(' id="{}"', quote.anchor) if quote.anchor and low == quote.start else ""
            out.append(format_html('<span class="quoted"{}>{}</span>', anchor, self._linked(low, high)))
            at = high
        out.append(self._linked(at, end))
        return format_html_join("", "{}", ((piece,) for piece in out))

    def _linked(self, start: int, end: int) -> SafeString:
        out: list[SafeString] = []
        at = start
        for link in _within(self._links, start, end):
            low, high = max(link.start, at), min(link.end, end)
            title = format_html(' title="{}"', link.title) if link.title else ""
            out.append(escape(self.text[at:low]))
            out.append(
                format_html(
                    '<a class="{}" href="{}"{}>{}</a>', link.classes, link.url, title, self.text[low:high]
                )
            )
            at = high
        out.append(escape(self.text[at:end]))
        return format_html_join("", "{}", ((piece,) for piece in out))


def _without_overlap(marks: Iterable[Any]) -> list[Any]:
    """The marks in order; of two that overlap the one that begins first, and of those the longer."""
    out: list[Any] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.start < mark.end and (not out or mark.start >= out[-1].end):
            out.append(mark)
    return out


def _within(marks: Sequence[Any], start: int, end: int) -> Sequence[Any]:
    """Those that touch the stretch; `marks` are in order and apart, so their ends are in order too."""
    low = bisect_right(marks, start, key=attrgetter("end"))
    return marks[low : bisect_left(marks, end, key=attrgetter("start"))]


# --------------------------------------------------------------------------- marks of an article


def links_of(article: Article, mentions: Iterable[Mention]) -> list[LinkMark]:
    """A link for each standing occurrence: to the record, or to the proof of what could not be decided."""
    out = []
    for mention in mentions:
        record = mention.record
        if record is None:
            url = f"{reverse('archive:proof', args=[article.public_id])}?mention={mention.pk}"
            title, classes = _("not identified; see why"), "name open"
        else:
            url, title, classes = record.get_absolute_url(), "", "name"
            if not record.confirmed:
                title, classes = _("unconfirmed"), "name candidate"
        for found in mention.standing_occurrences():
            if found.get("metonym"):
                out.append(
                    LinkMark(
                        found["start"],
                        found["end"],
                        url,
                        _("a place that stands for its government"),
                        f"{classes} metonym",
                    )
                )
            else:
                out.append(LinkMark(found["start"], found["end"], url, title, classes))
    return out


def quotes_of(quotations: Iterable[Quotation]) -> list[QuoteMark]:
    """The parts of all quotations; words held at arm's length are nobody's and stay unmarked."""
    return [
        QuoteMark(start, end, f"quotation-{quotation.pk}" if index == 0 else "")
        for quotation in quotations
        if quotation.kind != "scare"
        for index, (start, end) in enumerate(quotation.parts)
    ]


def value_html(marker: Marker, reading: Reading | None, key: str, value: str) -> SafeString:
    """A field's value, marked where it stands in the text; an editor's own words plain."""
    found = reading.fields.get(key) if reading else None
    if found and found["start"] is not None:
        words = marker.text[found["start"] : found["end"]]
        if " ".join(words.split()) == " ".join(value.split()):
            return marker.marked(found["start"], found["end"])
    return escape(value)


def parts_of(marker: Marker, reading: Reading) -> list[Part]:
    """The running text in order, list items and the texts of one picture together."""
    parts: list[Part] = []
    picture_of = _pictures(reading)
    last_picture: int | None = None
    for kind, start, end in reading.blocks:
        if kind not in SHOWN_KINDS:
            continue
        if kind in PICTURE_KINDS:
            picture = picture_of(start, end)
            open_picture = bool(parts) and parts[-1].kind == "picture"
            if not open_picture or picture != last_picture or _taken(parts[-1], kind):
                parts.append(Part("picture"))
            last_picture = picture
            _add_to_picture(parts[-1], marker, reading, kind, start, end)
        elif kind in GROUPED_KINDS:
            if not parts or parts[-1].kind != kind:
                parts.append(Part(kind))
            parts[-1].items.append(marker.marked(start, end))
        else:
            parts.append(Part(kind, marker.marked(start, end)))
    return parts


def _pictures(reading: Reading) -> Any:
    """Which picture a block belongs to, by the spans that were read of each; -1 where none is known."""

    def picture_of(start: int, end: int) -> int:
        for index, image in enumerate(reading.images):
            for span in (image.get("text"), image.get("credit"), image.get("alt")):
                if span and start <= span[0] and span[1] <= end:
                    return index
        return -1

    return picture_of


def _taken(part: Part, kind: str) -> bool:
    """Whether this picture has such a text already, so that another picture begins."""
    return bool(
        {BlockKind.IMAGE_ALT: part.alt, BlockKind.CAPTION: part.caption, BlockKind.CREDIT: part.credit}[
            BlockKind(kind)
        ]
    )


def _add_to_picture(part: Part, marker: Marker, reading: Reading, kind: str, start: int, end: int) -> None:
    if kind == BlockKind.CREDIT:
        credits = [i["credit"] for i in reading.images if i.get("credit")]
        bare = next(((s, e) for s, e in credits if start <= s and e <= end), (start, end))
        part.credit = marker.text[bare[0] : bare[1]].strip()
    elif kind == BlockKind.IMAGE_ALT:
        part.alt = marker.marked(start, end)
    else:
        part.caption = marker.marked(start, end)
