"""Spans against the text they were cut from: blocks, fields, images, names, quotations. No database."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from archive.documents import SEARCHED_KINDS, BlockKind
from archive.verifying.faults import Flaw

#: Values that no place of the text states; they name only the rule that derived them.
DERIVED = frozenset({"language", "publisher", "url"})
#: Values in another form than printed ("05.07.2017" is 2017-07-05): their span is only seen to be there.
CONVERTED = frozenset({"date", "updated"})
_KINDS = frozenset(BlockKind)
_SHOWN = 60


def folded(text: str) -> str:
    """White space levelled: the one liberty that a value may take with its span."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """A few words of a text for a message, on one line."""
    line = folded(text)
    return f"“{line[:_SHOWN]} …”" if len(line) > _SHOWN else f"“{line}”"


class Spans:
    """One text layer with the blocks that a reading cut it into."""

    def __init__(self, text: str, blocks: Sequence[Sequence[Any]]) -> None:
        self.text = text
        self.blocks = [b for b in blocks if self._is_block(b)]
        self._broken = [b for b in blocks if not self._is_block(b)]
        self._starts = [start for _kind, start, _end in self.blocks]

    def _is_block(self, block: Sequence[Any]) -> bool:
        return len(block) == 3 and block[0] in _KINDS and self.fits(block[1], block[2])

    def fits(self, start: Any, end: Any) -> bool:
        """Whether these are a start and an end within the text."""
        whole = isinstance(start, int) and isinstance(end, int)
        return whole and 0 <= start < end <= len(self.text)

    def block_around(self, start: int, end: int) -> str | None:
        """The kind of the block that the span lies in; None where it lies in none, or across two."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self.blocks[at][2]:
            return None
        return str(self.blocks[at][0])

    # ----------------------------------------------------------------------- checks

    def check_blocks(self) -> Iterator[Flaw]:
        """Blocks are of known kinds, in order, do not overlap, and leave nothing but white space out."""
        for block in self._broken:
            yield Flaw("block", f"{block} is no block of this text of {len(self.text):,} characters")
        at = 0
        for kind, start, end in self.blocks:
            if start < at:
                yield Flaw(
                    "block-order", f"the {kind} at {start}–{end} begins before {at}, where another ends"
                )
            else:
                yield from self._gap(at, start)
            at = max(at, end)
        yield from self._gap(at, len(self.text))

    def _gap(self, start: int, end: int) -> Iterator[Flaw]:
        between = self.text[start:end]
        if between and not between.isspace():
            first = start + len(between) - len(between.lstrip())
            count = sum(not c.isspace() for c in between)
            yield Flaw("unlabelled", f"{count:,} characters from {first} lie in no block: {shown(between)}")

    def check_value(
        self, rule: str, value: str | None, start: Any, end: Any, *, converted: bool = False
    ) -> Iterator[Flaw]:
        """A value stands where it is said to stand, inside one block."""
        if not self.fits(start, end):
            yield Flaw(rule, f"{start}–{end} is no place in this text of {len(self.text):,} characters")
            return
        there = self.text[start:end]
        if not converted and value is not None and folded(there) != folded(value):
            yield Flaw(rule, f"{shown(value)} is stored, at {start}–{end} stands {shown(there)}")
        elif self.block_around(start, end) is None:
            yield Flaw(rule, f"{shown(there)} at {start}–{end} lies in no block, or across several")

    def check_name(self, rule: str, value: str, start: Any, end: Any) -> Iterator[Flaw]:
        """A value stands where it should, in a block that names and quotations are looked for in."""
        flaws = list(self.check_value(rule, value, start, end))
        yield from flaws
        if not flaws and (kind := self.block_around(start, end)) not in SEARCHED_KINDS:
            yield Flaw(rule, f"{shown(value)} at {start}–{end} stands in a block of kind {kind}")

    def check_reading(self, reading: Any) -> Iterator[Flaw]:
        """All that a reading states: blocks, fields, authors, image texts, related links, warnings."""
        yield from self.check_blocks()
        for name, field in reading.fields.items():
            yield from self._field(name, field)
        for author in reading.authors:
            if author.get("start") is not None:
                yield from self.check_value("author", author["value"], author["start"], author["end"])
        for image in reading.images:
            for part, span in image.items():
                if span is not None:
                    yield from self.check_value(f"image-{part}", None, *span)
        for span in reading.related:
            yield from self.check_value("related-link", None, *span)
        for warning in reading.warnings:
            start, end = warning.get("start"), warning.get("end")
            if start is not None and not self.fits(start, end):
                yield Flaw("warning", f"{warning.get('code')}: {start}–{end} is no place in this text")

    def _field(self, name: str, field: Mapping[str, Any]) -> Iterator[Flaw]:
        if not field.get("rule"):
            yield Flaw(f"field-{name}", "does not say which rule read it")
        start, end = field.get("start"), field.get("end")
        if start is not None:
            converted = name in CONVERTED or name in DERIVED
            yield from self.check_value(f"field-{name}", field.get("value"), start, end, converted=converted)
        elif name not in DERIVED:
            yield Flaw(f"field-{name}", "does not say where it stands")

    def check_occurrences(self, mention: Any) -> Iterator[Flaw]:
        """Every place of a mention holds its words; the figures beside them agree."""
        places = [(o.get("start"), o.get("end")) for o in mention.occurrences]
        for occurrence, (start, end) in zip(mention.occurrences, places, strict=True):
            yield from self.check_name("mention", str(occurrence.get("surface")), start, end)
            if not occurrence.get("rule") or not occurrence.get("version"):
                yield Flaw("mention", f"{shown(mention.surface)} at {start}–{end} names no rule or version")
        if not _in_order(places):
            yield Flaw("mention-order", f"the places of {shown(mention.surface)} are not in order")
        if mention.occurrence_count != len(places):
            message = f"{shown(mention.surface)} counts {mention.occurrence_count} of {len(places)} places"
            yield Flaw("mention-count", message)
        first = places[0][0] if places else None
        if mention.first_start != first:
            message = f"{shown(mention.surface)} is said to come first at {mention.first_start}, not {first}"
            yield Flaw("mention-count", message)
        if not places and mention.score is None:
            yield Flaw("mention", f"{shown(mention.surface)} has neither a place nor a score")

    def check_attestation(self, stated: Any) -> Iterator[Flaw]:
        """The words that state a role are there, and the role's own among them."""
        yield from self.check_value("attestation", None, stated.start, stated.end)
        if stated.role:
            start, end = stated.role_start, stated.role_end
            yield from self.check_value("attestation-role", stated.role, start, end)
            if self.fits(start, end) and not (stated.start <= start and end <= stated.end):
                yield Flaw("attestation-role", f"{shown(stated.role)} lies outside the words that state it")

    def check_quotation(self, quote: Any) -> Iterator[Flaw]:
        """The parts of a quotation are its words, and its speaker and cue stand where they should."""
        if not quote.parts:
            yield Flaw("quotation", f"{shown(quote.text)} has no parts")
            return
        for start, end in quote.parts:
            yield from self.check_name(
                "quotation", self.text[start:end] if self.fits(start, end) else "", start, end
            )
        cut = " ".join(self.text[start:end] for start, end in quote.parts)
        if folded(cut) != folded(quote.text):
            yield Flaw("quotation", f"{shown(quote.text)} is stored, its parts are {shown(cut)}")
        if [quote.start, quote.end] != list(quote.parts[0]) or not _in_order(quote.parts):
            yield Flaw("quotation", f"{shown(quote.text)} does not begin with its first part")
        for what, value, start, end in (
            ("cue", quote.cue, quote.cue_start, quote.cue_end),
            ("speaker", None, quote.speaker_start, quote.speaker_end),
        ):
            if start is not None:
                yield from self.check_value(f"quotation-{what}", value, start, end)


def _in_order(spans: Sequence[Sequence[Any]]) -> bool:
    try:
        return all(a[0] <= b[0] for a, b in pairwise(spans))
    except TypeError:  # a place that is no number has been told of already
        return True
