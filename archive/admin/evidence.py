"""The captured text beside an editor's form: blocks with their labels, names and quotations marked in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from archive.models import Article, LayerContent

#: A longer text is shown up to here; the whole stands in the proof view.
LONGEST = 200_000
#: Words around an occurrence, in characters.
AROUND = 48


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that something was read from."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same marks; `anchor` is set where a mark begins."""

    text: str
    kinds: str = ""
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceBlock:
    """A labelled block of the reading, cut at its marks."""

    kind: str
    start: int
    end: int
    segments: Sequence[Segment] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The text of an article's current reading, ready to be shown."""

    text: str = ""
    reader: str = ""
    blocks: Sequence[EvidenceBlock] = ()
    warnings: Sequence[dict[str, object]] = ()
    cut_at: int = 0
    missing: str = field(default="")


def evidence_of(article: Article, marks: Iterable[Mark]) -> Evidence:
    """The text that an article's values were read from; says why where there is none."""
    reading = article.current_reading
    if reading is None:
        return Evidence(missing="no reading")
    content = LayerContent.objects.filter(layer=reading.layer_id).first()
    if content is None:
        return Evidence(missing="no text")
    text = content.text
    limit = min(len(text), LONGEST)
    shown = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    blocks = [
        EvidenceBlock(kind, start, end, cut(text, start, end, shown))
        for kind, start, end in reading.blocks
        if start < limit
    ]
    return Evidence(text, str(reading), blocks, reading.warnings, limit if limit < len(text) else 0)


def cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[Segment]:
    """A block's text in runs, each under the marks that cover it; marks may overlap."""
    here = [m for m in marks if m.start < end and m.end > start]
    edges = sorted({start, end, *(p for m in here for p in (m.start, m.end) if start < p < end)})
    begins = {m.start for m in here}
    covering: dict[int, set[str]] = defaultdict(set)
    for mark in here:
        for edge in edges:
            if mark.start <= edge < mark.end:
                covering[edge].add(mark.kind)
    return [
        Segment(text[a:b], " ".join(sorted(covering[a])), a if a in begins else None)
        for a, b in pairwise(edges)
    ]


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """An occurrence with some words before and after, for a line of its own."""
    before = " ".join(text[max(0, start - AROUND) : start].split())
    after = " ".join(text[end : end + AROUND].split())
    gap_before = " " if start and text[start - 1].isspace() else ""
    gap_after = " " if text[end : end + 1].isspace() else ""
    return before + gap_before, text[start:end], gap_after + after
