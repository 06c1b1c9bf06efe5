"""How near a reading comes to what a person read off the page: words, paragraphs, fields, kinds of lines.

Everything is compared after `canonical`: quotation marks and dashes are alike, case and white space do not
count. A measure that has nothing to measure on a page (no captions, no lead) is left out there, not counted
as right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

Json = dict[str, Any]

#: Kinds that are running text, and those of them that are paragraphs.
RUNNING = frozenset(("lead", "subheading", "paragraph", "list-item", "blockquote"))
PARAGRAPHS = frozenset(("paragraph", "list-item", "blockquote"))

_ALIKE = str.maketrans(
    dict.fromkeys('"“”„‟«»‹›′″’‘‚‛`´', "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
)
_BULLET = re.compile(r"^[•·▪*-] ")
#: Scripts without spaces between words: each character counts as a word.
_UNSPACED = re.compile(
    "[\u0e00-\u0e5f\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]"
)
_BY = re.compile(r"(?:by|von|par|por|di|de)\s+")
_CREDIT_LABEL = re.compile(
    r"[\s(|]*(?:(?:bild|image|foto|photo|photograph|credit)\s*:|©|\(c\))?\s*", re.IGNORECASE
)


class Share(NamedTuple):
    """Precision, recall, and the harmonic mean of both."""

    precision: float
    recall: float
    f: float


def share(common: int, found: int, wanted: int) -> Share:
    """What part of the found is right and of the wanted found; nothing wanted and nothing found is right.

    >>> share(1, 2, 4)
    Share(precision=0.5, recall=0.25, f=0.3333333333333333)
    """
    if not found and not wanted:
        return Share(1.0, 1.0, 1.0)
    precision = common / found if found else 0.0
    recall = common / wanted if wanted else 0.0
    both = precision + recall
    return Share(precision, recall, 2 * precision * recall / both if both else 0.0)


# ------------------------------------------------------------------ words


def canonical(text: str | None) -> str:
    """A text as it is compared: "• The  “Bridge” – closed" is "the 'bridge' - closed"."""
    plain = unicodedata.normalize("NFKC", text or "").translate(_ALIKE)
    return _BULLET.sub("", " ".join(plain.split()).casefold(), count=1) if plain else ""


def words_of(text: str | None) -> list[str]:
    """The words of a text; in scripts without spaces, its characters."""
    words: list[str] = []
    for kind, run in groupby(canonical(text), key=_kind_of):
        if kind == "word":
            words.append("".join(run))
        elif kind == "unspaced":
            words.extend(run)
    return words


def _kind_of(character: str) -> str:
    mark = unicodedata.category(character)[0] == "M"
    if not (mark or character.isalnum()):
        return "between"
    return "unspaced" if _UNSPACED.match(character) else "word"


def common_length(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Length of the longest common subsequence, a bit for each place of `one` (Crochemore, Hyyrö).

    >>> common_length("the bridge is shut now".split(), "now the old bridge is closed".split())
    3
    """
    places: dict[Hashable, int] = {}
    for place, word in enumerate(one):
        places[word] = places.get(word, 0) | (1 << place)
    everywhere = (1 << len(one)) - 1
    unmatched = everywhere
    for word in other:
        here = unmatched & places.get(word, 0)
        unmatched = ((unmatched + here) | (unmatched & ~here)) & everywhere
    return len(one) - unmatched.bit_count()


def runs(words: Sequence[str], length: int = 4) -> Counter[tuple[str, ...]]:
    """All runs of so many words, each as often as it stands there; of a shorter text the whole."""
    size = min(length, len(words))
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1)) if size else Counter()


def common(found: Iterable[Hashable], wanted: Iterable[Hashable]) -> Share:
    """How many of the found are wanted, each as often as it stands there."""
    a, b = Counter(found), Counter(wanted)
    return share((a & b).total(), a.total(), b.total())


def exact(found: Iterable[str | None], wanted: Iterable[str | None]) -> float:
    """F of the texts given back exactly; empty ones do not count."""
    a, b = ([text for one in texts if (text := canonical(one))] for texts in (found, wanted))
    return common(a, b).f


# ------------------------------------------------------------------ what a person read off a page


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page and what it is; `also` are kinds that are as right."""

    kind: str
    start: int
    end: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person read off one page; None and empty lists of what was not marked are not measured."""

    name: str
    publisher: str
    titles: tuple[str, ...]
    date: str | None
    dates: tuple[str, ...]
    authors: tuple[tuple[str, ...], ...]
    lead: str | None
    #: Kind and words, in order; without the lead.
    body: tuple[tuple[str, str], ...]
    captions: tuple[Mapping[str, str | None], ...] = ()
    #: Lines that are no text of the article; None where they were not marked.
    noise: tuple[str, ...] | None = None
    lines: tuple[Line, ...] = field(default=(), repr=False)

    @property
    def running_text(self) -> str:
        """Lead and body as one reads them."""
        return "\n".join([self.lead or "", *(text for _kind, text in self.body)])


# ------------------------------------------------------------------ one page


def measure(wanted: Wanted, found: Json) -> dict[str, float]:
    """The measures of one page, each between 0 and 1. `found` is an outline, or part of one.

    Without `blocks` but with `text`, only the running text is compared; without `captions` no captions.
    """
    told: dict[str, float] = {}
    title = (found.get("title") or "").strip()
    told["title"] = float(canonical(title) in {canonical(one) for one in wanted.titles})
    told["title exact"] = float(title == wanted.titles[0].strip())
    told["date"] = float(
        _same_day(found.get("date"), wanted.date) or (found.get("date") or "")[:10] in wanted.dates
    )
    told["authors"] = max(common(_names(found.get("authors")), _names(names)).f for names in wanted.authors)
    if wanted.date:
        told["date, stated"] = told["date"]
    if wanted.authors[0]:
        told["authors, named"] = told["authors"]
    if wanted.lead:
        told["lead"] = common(words_of(found.get("lead")), words_of(wanted.lead)).f
    running = running_text(found)
    read, right = words_of(running), words_of(wanted.running_text)
    told["words"] = common(read, right).f
    whole = share(common_length(read, right), len(read), len(right))
    told["sequence"], told["sequence P"], told["sequence R"] = whole.f, whole.precision, whole.recall
    fours = common(runs(read).elements(), runs(right).elements())
    told["4-gram"], told["4-gram P"], told["4-gram R"] = fours.f, fours.precision, fours.recall
    if found.get("blocks") is not None:
        lead = canonical(found.get("lead"))
        paragraphs = [
            b["text"] for b in found["blocks"] if b["kind"] in PARAGRAPHS and canonical(b["text"]) != lead
        ]
        told["paragraphs"] = exact(paragraphs, (text for kind, text in wanted.body if kind in PARAGRAPHS))
    if wanted.noise:
        told["noise"] = _noise(wanted.noise, running)
    if found.get("captions") is not None:
        told |= _captions(found["captions"], wanted.captions)
    if wanted.lines and found.get("blocks") and "start" in found["blocks"][0]:
        told["kinds"] = sum(_is_right(line, found["blocks"]) for line in wanted.lines) / len(wanted.lines)
    return told


def running_text(found: Json) -> str:
    """Lead and body as one reads them; a lead that stands apart from the blocks comes first."""
    if found.get("text") is not None:
        return str(found["text"])
    parts = [block["text"] for block in found.get("blocks") or () if block["kind"] in RUNNING]
    lead = found.get("lead")
    if lead and canonical(lead) not in canonical("\n".join(parts)):
        parts.insert(0, lead)
    return "\n".join(parts)


def _names(names: Iterable[str] | None) -> set[str]:
    return {_BY.sub("", canonical(name), count=1).strip(" .,") for name in names or () if canonical(name)}


def _same_day(found: str | None, wanted: str | None) -> bool:
    """The day as stated, or the same moment's day in the zone of the wanted one; None only for None."""
    if (found or "")[:10] == (wanted or "")[:10]:
        return True
    try:
        a, b = datetime.fromisoformat(found or ""), datetime.fromisoformat(wanted or "")
    except ValueError:
        return False
    return bool(a.tzinfo and b.tzinfo) and a.astimezone(b.tzinfo).date() == b.date()


def _noise(lines: Iterable[str], running: str) -> float:
    """The share of the page's furniture that came through; short lines count only as whole lines."""
    whole = [canonical(line) for line in running.split("\n")]
    known, joined = set(whole), "\n".join(whole)
    furniture = [text for line in lines if (text := canonical(line))]
    through = sum(text in known or (len(text) >= 25 and text in joined) for text in furniture)
    return through / len(furniture) if furniture else 0.0


def _captions(found: Iterable[Json], wanted: Sequence[Mapping[str, str | None]]) -> dict[str, float]:
    told = {}
    if any(caption.get("text") for caption in wanted):
        told["captions"] = exact((c.get("text") for c in found), (c.get("text") for c in wanted))
    if any(caption.get("credit") for caption in wanted):
        told["credits"] = exact(
            (bare_credit(c.get("credit")) for c in found), (bare_credit(c.get("credit")) for c in wanted)
        )
    return told


def bare_credit(text: str | None) -> str:
    """A credit without label and brackets: "(Foto: dpa/A. Lee (M))" is "dpa/A. Lee (M)"."""
    words = _CREDIT_LABEL.sub("", text or "", count=1).rstrip(" \t\n|)")
    return words + ")" if words.count("(") > words.count(")") else words


def _is_right(line: Line, blocks: Sequence[Json]) -> bool:
    """Whether one of the blocks that a line is cut into is of its kind."""
    kinds = {b["kind"] for b in blocks if b["start"] < line.end and line.start < b["end"]} or {"boilerplate"}
    if kinds & {line.kind, *line.also} or (line.kind in PARAGRAPHS and kinds & PARAGRAPHS):
        return True
    # Furniture has no sharp edges between its kinds.
    return (
        (line.kind == "page-title" and "boilerplate" in kinds)
        or (line.kind == "boilerplate" and bool(kinds & {"kicker", "metadata"}))
        or (line.kind == "metadata" and "boilerplate" in kinds)
        or (line.kind in ("byline", "dateline") and "metadata" in kinds)
    )


# ------------------------------------------------------------------ many pages


def average(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each measure over the pages that have it; F of the 4-grams from the means of P and R."""
    told = {}
    for key in dict.fromkeys(key for row in rows for key in row):
        values = [row[key] for row in rows if key in row]
        told[key] = sum(values) / len(values)
    if "4-gram P" in told:
        p, r = told["4-gram P"], told["4-gram R"]
        told["4-gram"] = 2 * p * r / (p + r) if p + r else 0.0
    return told
