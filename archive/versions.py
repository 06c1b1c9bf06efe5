"""The versions of an article: its captures, which of them is current and why, what differs between two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from archive import fields
from archive.comparing import (
    Change,
    Likeness,
    Passage,
    Piece,
    Row,
    Stretch,
    Tally,
    compare,
    compare_texts,
    folded,
)
from archive.documents import BlockKind
from archive.loading.articles import choose_current
from archive.models import Article, Capture, Reading, Sighting, TextLayer

#: What a reader reads of an article; the furniture of the page is no part of a version.
COMPARED_KINDS = frozenset(BlockKind) - {
    BlockKind.BOILERPLATE,
    BlockKind.PAGE_TITLE,
    BlockKind.METADATA,
    # Shown as fields:
    BlockKind.KICKER,
    BlockKind.HEADLINE,
    BlockKind.BYLINE,
    BlockKind.DATELINE,
    BlockKind.LEAD,
}
#: Fields that are prose: their words are counted with those of the text.
PROSE = ("kicker", "headline", "lead")
#: Fields that are compared as a whole, or word by word but not counted.
FACTS = ("published", "updated", "byline", "authors", "section")
_DATES = ("published", "updated")

#: Characters of both sides that one page shows, and of one side of one paragraph.
LONGEST_SHOWN, LONGEST_SIDE = 400_000, 30_000
#: Rows of one page, however short.
MOST_ROWS = 2_000


class Basis(StrEnum):
    """What a version is compared by (DESIGN.md, rule 4)."""

    STATED = "stated"
    ON_PAGE = "on-page"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Version:
    """A capture as a version of its article."""

    capture: Capture
    basis: Basis
    current: bool
    #: Whether a load that was not undone has met it; only then can it be current, and is it public.
    vouched: bool
    #: Where it was met: the sighting that states its time, else the first that counts.
    sighting: Sighting | None

    @property
    def digest(self) -> str:
        return self.capture.digest


def public_captures(article: Article) -> QuerySet[Capture]:
    """The captures that are versions for everyone: understood, and a load vouches for them."""
    live = Sighting.objects.filter(capture=OuterRef("pk"), live=True)
    return article.captures.filter(Exists(live), state=Capture.State.TAKEN)


def versions_of(article: Article, captures: QuerySet[Capture] | None = None) -> list[Version]:
    """The versions of an article, by default the public ones, the current one first, then the latest.

    Two queries, for however many.
    """
    met = Sighting.objects.filter(capture=OuterRef("pk"), live=True)
    met = met.order_by(F("captured_at").desc(nulls_last=True), "pk")
    rows = list(
        (public_captures(article) if captures is None else captures)
        .annotate(met=Subquery(met.values("pk")[:1]))
        .order_by(F("compared_at").desc(nulls_last=True), "-pk")
    )
    sightings = Sighting.objects.select_related("load").in_bulk([row.met for row in rows if row.met])
    out = []
    for row in rows:
        sighting = sightings.get(row.met)
        if row.compared_at is None:
            basis = Basis.NONE
        else:
            basis = Basis.STATED if sighting and sighting.captured_at else Basis.ON_PAGE
        vouched = sighting is not None and row.state == Capture.State.TAKEN
        out.append(Version(row, basis, row.pk == article.current_capture_id, vouched, sighting))
    return sorted(out, key=lambda version: not version.current)


def why_current(article: Article, versions: Sequence[Version]) -> str:
    """In one sentence, by which rule the current version is the current one; "" where there is no other."""
    rivals = [v for v in versions if v.vouched and not v.current]
    current = next((v for v in versions if v.current), None)
    if current is None or not rivals:
        return ""
    chosen = choose_current(article)
    if chosen is None or chosen.pk != current.capture.pk:
        return _("Another version would be current by its time, but could not be taken over.")
    timed = [v.capture.compared_at for v in rivals if v.capture.compared_at]
    when = current.capture.compared_at
    if when is None:
        return _("Order of loading: no version states a time, and this one was loaded last.")
    if when in timed:
        return _("Order of loading: another version has the same time, and this one was loaded later.")
    if current.basis is Basis.ON_PAGE:
        return (
            _("Date of change on the page: the latest time among the versions.")
            if timed
            else _("Date of change on the page: no other version has a time.")
        )
    return (
        _("Latest stated time of capture.")
        if timed
        else _("Stated time of capture: no other version has a time.")
    )


# --------------------------------------------------------------------------- what a version says


def reading_of(article: Article, capture: Capture) -> Reading | None:
    """What is shown of a capture: the article's reading where it is current, else the latest one of it."""
    current = article.current_reading
    if current is not None and article.current_capture_id == capture.pk:
        return current
    latest = (
        TextLayer.objects.filter(capture=capture, readings__isnull=False).order_by("-pk").values("pk")[:1]
    )
    rows = Reading.objects.filter(layer__in=Subquery(latest))
    return rows.select_related("layer__content", "layer__capture").order_by("-pk").first()


def passages_of(reading: Reading | None) -> list[Passage]:
    """The running text that was read, captions and their like included, in the order of the page."""
    if reading is None:
        return []
    text = reading.layer.text
    return [Passage(kind, text[start:end]) for kind, start, end in reading.blocks if kind in COMPARED_KINDS]


def value_of(reading: Reading | None, name: str) -> str:
    """What was read of a field, "" where nothing; never an editor's word."""
    value: Any = fields.reading_value(reading, name)
    if isinstance(value, list):
        return ", ".join(value)
    return value or ""


# --------------------------------------------------------------------------- two versions compared


@dataclass(slots=True)
class FieldRow:
    """A field on both sides."""

    name: str
    row: Row

    @property
    def is_date(self) -> bool:
        return self.name in _DATES


@dataclass(slots=True)
class Difference:
    """Two versions side by side, ready to be shown."""

    fields: list[FieldRow] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    #: Rows that are not shown because the texts are too long for one page.
    left_out: int = 0
    #: Whether a paragraph is shown in part only.
    cut: bool = False

    @property
    def fields_changed(self) -> list[str]:
        return [f.name for f in self.fields if not f.row.unchanged]

    @property
    def any(self) -> bool:
        return bool(self.fields_changed) or self.tally.any


def difference(old: Reading | None, new: Reading | None) -> Difference:
    """What differs between two readings: headline, kicker, lead and facts, then the text by paragraphs."""
    likeness = Likeness()
    compared = compare(passages_of(old), passages_of(new), likeness)
    out = Difference(tally=compared.tally)
    for name in (*PROSE, *FACTS):
        values = value_of(old, name), value_of(new, name)
        if any(values):
            out.fields.append(FieldRow(name, _field_row(name, *values, likeness, out.tally)))
    room, rows_left = LONGEST_SHOWN, MOST_ROWS
    for stretch in folded(compared.rows):
        rows: list[Row] = []
        for row in stretch.rows:
            shown = _cut(row)
            room -= sum(len(p.text) for p in (*shown.old_pieces, *shown.new_pieces))
            rows_left -= 1
            if room < 0 or rows_left < 0:
                out.left_out += 1
                continue
            out.cut |= shown is not row
            rows.append(shown)
        if rows:
            out.stretches.append(Stretch(stretch.folded, rows))
    return out


def _field_row(name: str, old: str, new: str, likeness: Likeness, tally: Tally) -> Row:
    sides = Passage(name, old) if old else None, Passage(name, new) if new else None
    if name in _DATES:  # a date is one thing: "9 November" did not become "10 November" by a word
        same = old == new
        pieces = [(Piece(text, not same),) if text else () for text in (old, new)]
        return Row(Change.SAME if same else _change(old, new), *sides, pieces[0], pieces[1])
    compared = compare_texts(old, new, likeness)
    if name in PROSE:
        tally.count(compared)
    change = Change.SAME if compared.same else _change(old, new)
    return Row(change, *sides, compared.old, compared.new, compared.compared)


def _change(old: str, new: str) -> Change:
    return Change.CHANGED if old and new else Change.REMOVED if old else Change.ADDED


def _cut(row: Row) -> Row:
    """The row as far as a page shows it."""
    sides = _cut_side(row.old_pieces), _cut_side(row.new_pieces)
    if sides == (row.old_pieces, row.new_pieces):
        return row
    return replace(row, old_pieces=sides[0], new_pieces=sides[1])


def _cut_side(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    room = LONGEST_SIDE
    out = []
    for piece in pieces:
        if room <= 0:
            break
        out.append(piece if len(piece.text) <= room else Piece(f"{piece.text[:room]} …", piece.changed))
        room -= len(piece.text)
    return tuple(out)
