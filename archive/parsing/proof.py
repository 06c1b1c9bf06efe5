"""Whether a reading keeps the rules that everything rests on: what a reader added from outside is held to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from archive.documents import Block, BlockKind, FieldValue, LayerText, ParsedArticle, Span, StatedDate

#: Fields that a reading may hold, each with what it is.
FIELDS = ("title", "kicker", "lead", "section", "byline", "url", "publisher", "language")
#: Values that may be derived, and then have no span.
_DERIVED = frozenset(("publisher", "language"))
#: As many as a person can look through.
_MOST = 20


class BadReading(Exception):
    """A reading that breaks the rules: the reader's fault, not the page's. `outcome` is "quarantined"."""

    outcome = "quarantined"

    def __init__(self, reader: str, faults: Sequence[str], article: Any = None) -> None:
        super().__init__(f"The reader {reader} breaks the rules of a reading: {' '.join(faults)}")
        self.faults = tuple(faults)
        #: What the reader returned, whatever it is.
        self.article = article


def faults_of(layer: LayerText, article: Any, name: str, version: str) -> list[str]:
    """What is wrong with a reading, a sentence each: at most 20, the first of them first.

    Held against it: every character that is not white space lies in exactly one block; blocks are in order;
    every value is what stands at its span, white space folded; fields, dates, pictures and links lie inside
    blocks; rules end in "/" and a number.
    """
    if not isinstance(article, ParsedArticle):
        return [f"parse() must return a ParsedArticle; it returned {type(article).__name__}."]
    found: list[str] = []
    if (article.reader, article.version) != (name, version):
        found.append(f"It is signed {article.reader}/{article.version}, not {name}/{version}.")
    for fault in (
        *_blocks(layer.text, article.blocks),
        *_values(layer.text, article),
        *_spans(layer.text, article),
    ):
        found.append(fault)
        if len(found) == _MOST:
            break
    return found


def _shown(text: str, start: int, end: int) -> str:
    words = " ".join(text[start : min(end, start + 200)].split())
    return f"“{words[:60]}{'…' if len(words) > 60 else ''}” ({start}–{end})"


def _blocks(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block.kind, BlockKind):
            yield f"“{block.kind}” is no kind of block."
        if not 0 <= block.start < block.end <= len(text):
            yield f"A {block.kind} block from {block.start} to {block.end} does not lie in the text."
            return
    for one, other in pairwise(blocks):
        if other.start < one.end:
            shown = _shown(text, other.start, other.end)
            yield f"The {other.kind} block {shown} begins before the one above it ends."
            return
    place = 0
    for start, end in (*((b.start, b.end) for b in blocks), (len(text), len(text))):
        between = text[place:start]
        if between and not between.isspace():
            first = place + len(between) - len(between.lstrip())
            yield f"In no block stands {_shown(text, first, place + len(between.rstrip()))}."
        place = end


def _values(text: str, article: ParsedArticle) -> Iterator[str]:
    named: list[tuple[str, FieldValue]] = [*article.fields.items()]
    named += [("author", author) for author in article.authors]
    for name, value in named:
        if name != "author" and name not in FIELDS:
            yield f"“{name}” is no field; there are {', '.join(FIELDS)}."
        yield from _rule(name, value.rule)
        if value.start is None or value.end is None:
            if name not in _DERIVED:
                yield f"The {name} “{value.value[:60]}” has no span."
        elif " ".join(text[value.start : value.end].split()) != value.value:
            shown = _shown(text, value.start, value.end)
            yield f"The {name} is “{value.value[:60]}”, but at its span stands {shown}."
        elif not value.value:
            yield f"The {name} is empty: leave it out instead."


def _spans(text: str, article: ParsedArticle) -> Iterator[str]:
    starts = [block.start for block in article.blocks]
    for name, span in _named_spans(article):
        rule = getattr(span, "rule", None)
        if isinstance(span, StatedDate):
            yield from _rule(name, str(rule))
        if span.start is None or span.end is None:
            continue
        if not 0 <= span.start < span.end <= len(text):
            yield f"The {name} from {span.start} to {span.end} does not lie in the text."
            continue
        # A byline may be two lines, and so two blocks.
        first, last = (bisect_right(starts, place) - 1 for place in (span.start, span.end - 1))
        if first < 0 or span.start >= article.blocks[first].end or span.end > article.blocks[last].end:
            yield f"The {name} {_shown(text, span.start, span.end)} does not lie inside blocks."


def _named_spans(article: ParsedArticle) -> Iterator[tuple[str, Span | FieldValue | StatedDate]]:
    yield from article.fields.items()
    yield from (("author", author) for author in article.authors)
    for name, date in (("date", article.published), ("date of change", article.updated)):
        if date is not None:
            yield name, date
    for image in article.images:
        for name, part in (
            ("caption", image.text),
            ("credit", image.credit),
            ("alternative text", image.alt),
        ):
            if part is not None:
                yield name, part
    yield from (("related link", span) for span in article.related)


def _rule(name: str, rule: str) -> Iterator[str]:
    words, slash, number = rule.rpartition("/")
    if not (words and slash and number.isdecimal()):
        yield f"Rules end in “/” and the version (“daily.headline/1”); that of the {name} is “{rule}”."
