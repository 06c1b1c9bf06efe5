"""Names known beforehand, and where they stand in a page: one pass of an automaton over the folded text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import ahocorasick_rs

from archive.documents import EntityKind, KnownName, TopicKind
from archive.names import PARTICLES, sound_key, split_person

from .lexicon import W, capital_names, lines_of, place_codes
from .page import HYPHEN, QUOTE, Draft, Page

_PERSON, _ORGANISATION, _PLACE, _EVENT, _SUBJECT = "person", "organisation", "place", "event", "subject"
_RULE = {
    _PERSON: "gazetteer-person",
    _ORGANISATION: "gazetteer-organisation",
    _PLACE: "gazetteer-place",
    _EVENT: "gazetteer-event",
}


class _OneForOne(dict[int, str]):
    """Folds a character to exactly one other, so that offsets into the folded text hold in the layer."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isspace() or char in "-‐‑‒–—":
            made = " "
        elif char in "’‘ʼ`´":
            made = "'"
        else:
            low = char.lower()
            bare = unicodedata.normalize("NFKD", low)
            made = bare[0] if bare and not unicodedata.combining(bare[0]) and bare[0].isalnum() else low[0]
            made = _SPECIAL.get(made, made)
        if len(self) < 70_000:
            self[code] = made
        return made


_SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "s"}
_FOLD = _OneForOne()


def fold_in_place(text: str) -> str:
    """The text with case and accents levelled, character for character.

    >>> fold_in_place("Erdoğan’s A-Team")
    "erdogan's a team"
    """
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of a known name."""

    kind: str
    key: str  # "" for names that come with the program (countries, papers)
    text: str
    form: str = ""


@dataclass(slots=True)
class Gazetteer:
    """All known names in one automaton; built once per load and shared by all its documents."""

    automaton: ahocorasick_rs.AhoCorasick
    #: For each pattern the entries that are spelt so.
    entries: list[tuple[Entry, ...]]
    lengths: list[int]
    #: Family name (folded) to the keys of the people who bear it.
    families: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: What a full name sounds like to the keys of the people called so.
    sounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    preferred: dict[str, str] = field(default_factory=dict)

    @classmethod
    def build(cls, names: Iterable[KnownName]) -> Gazetteer:
        """An automaton over these names and over the countries, papers and bodies that come with the
        program."""
        patterns: dict[str, dict[tuple[str, str], Entry]] = {}
        families: dict[str, set[str]] = {}
        sounds: dict[str, set[str]] = {}
        preferred: dict[str, str] = {}

        def add(entry: Entry) -> None:
            for spelling in {entry.text, entry.text.replace("ß", "ss"), _inflected(entry.text)}:
                folded = " ".join(fold_in_place(spelling).split())
                if len(folded) > 1:
                    patterns.setdefault(folded, {}).setdefault((entry.kind, entry.key), entry)

        for name in names:
            text = " ".join(name.text.split())
            kind = _kind_of(name)
            if not text or kind is None or (kind == _EVENT and "'s " in text.replace("’", "'")):
                continue  # "Russia's annexation of Crimea" tells of an event, with two names in it
            add(Entry(kind, name.key, text, name.form))
            if name.form == "preferred":
                preferred[name.key] = text
            if kind == _PERSON and " " in text:
                families.setdefault(family_key(text), set()).add(name.key)
                sounds.setdefault(sound_key(text), set()).add(name.key)
        for entry in _own_entries():
            add(entry)
        order = list(patterns)
        return cls(
            ahocorasick_rs.AhoCorasick(order or ["\0"], matchkind=ahocorasick_rs.MATCHKIND_STANDARD),
            [tuple(patterns[p].values()) for p in order],
            [len(p) for p in order],
            {k: tuple(sorted(v)) for k, v in families.items()},
            {k: tuple(sorted(v)) for k, v in sounds.items()},
            preferred,
        )

    def mark(self, page: Page) -> None:
        """Leaves a draft on the page for every known name that stands there as whole words."""
        by_start, by_end = page.by_start, page.by_end
        entries, lengths = self.entries, self.lengths
        hits: dict[int, list[tuple[int, int]]] = {}
        folded = fold_in_place(page.text)
        for pattern, start, end in self.automaton.find_matches_as_indexes(folded, overlapping=True):
            first = by_start.get(start)
            if first is None:
                continue
            last = by_end.get(end)
            if last is None:
                # "U.S." is one word of the page with its last stop; a name may end before it.
                last = by_end.get(end + 1)
                if last is None or page.text[end] != ".":
                    continue
            hits.setdefault(first, []).append((last, pattern))
        block_of = page.block_of
        upto, event = -1, False
        for first in sorted(hits):
            for last, pattern in sorted(hits[first], reverse=True):
                if last < first or block_of[first] != block_of[last]:
                    continue
                kept = [
                    e for e in entries[pattern] if fits(e, page.text[page.starts[first] : page.ends[last]])
                ]
                if not kept:
                    continue
                if first > upto:
                    upto = last
                    event = any(e.kind == _EVENT for e in kept) and last > first
                    self._draft(page, first, last, kept, lengths[pattern])
                elif event and last <= upto and (inner := [e for e in kept if e.kind == _PLACE]):
                    # "Iran" stays a name in "the Iran nuclear deal".
                    keys = tuple(dict.fromkeys(e.key for e in inner if e.key))
                    page.nest(Draft(_PLACE, first, last, _RULE[_PLACE], 0.8, keys))
                else:
                    continue
                if not event:
                    break

    def _draft(self, page: Page, first: int, last: int, kept: list[Entry], length: int) -> None:
        kinds = {e.kind for e in kept}
        kind = next((k for k in (_ORGANISATION, _PERSON, _EVENT, _PLACE) if k in kinds), _SUBJECT)
        if kind == _PERSON and _PLACE in kinds and first == last:
            kind = _PLACE
        if _EVENT in kinds and any(e.kind == _EVENT and not e.key for e in kept):
            kind = _EVENT  # "the G20 in Hamburg" is a meeting
        several = last > first
        if kind == _SUBJECT or (kind == _ORGANISATION and not several and not _supported(page, first)):
            return
        if kind == _PERSON and not several and (length < 4 or page.bits[first] & _NOT_ONE_PERSON):
            return
        if several and page.words[first].lower() in _ARTICLES:
            first += 1  # "The Guardian": the mention is the name without its article
        keys = tuple(dict.fromkeys(e.key for e in kept if e.kind == kind and e.key))
        confidence = 0.95 if several else 0.85
        page.add(Draft(kind, first, last, _RULE[kind], confidence, keys))

    def family(self, name: str) -> tuple[str, ...]:
        """Keys of the people whose family name this is."""
        return self.families.get(fold_in_place(name), ())

    def sounding(self, name: str) -> tuple[str, ...]:
        """Keys of the people whose full name sounds like this one in another spelling."""
        return self.sounds.get(sound_key(name), ())


def _inflected(name: str) -> str:
    """ "der Deutschen Welle": a German adjective at the start of a name takes an ending."""
    first, _, rest = name.partition(" ")
    return f"{first}n {rest}" if rest and rest[0].isupper() and first.endswith(("sche", "inte")) else name


_NOT_ONE_PERSON = W.ROLE | W.HONORIFIC | W.COMMON | W.FUNCTION | W.GIVEN | W.PLACE | W.CITY | W.CALENDAR
_ARTICLES = frozenset("the der die das le la el los las les il".split())


def _supported(page: Page, i: int) -> bool:
    """Whether a body called by an everyday word ("Bild", "Total", "Focus") is meant at word `i`."""
    bits = page.bits[i]
    if not bits & W.CAP or bits & W.ACRONYM or bits & W.KNOWN_ORG or not bits & (W.COMMON | W.FUNCTION):
        return True
    after = i + 1
    hyphened = after < len(page.words) and page.gaps[after] == HYPHEN
    if page.lexicon.nouns_capital:
        return page.gaps[i] == QUOTE or hyphened or bool(i and page.bits[i - 1] & W.ORG_NOUN)
    return not page.opens_sentence(i)


def family_key(name: str) -> str:
    """The family name as the short form prints it: particles may be left out ("Assad")."""
    family = split_person(name)[1].split()
    while len(family) > 1 and family[0].casefold() in PARTICLES:
        family = family[1:]
    return " ".join(fold_in_place(" ".join(family)).split())


def fits(entry: Entry, surface: str) -> bool:
    """Whether the case of the printed words allows this name: "IS" is not "is", "may" nobody's name."""
    if entry.text.isupper() and len(entry.text) <= 7:
        return surface == entry.text or (surface.replace(".", "") == entry.text.replace(".", ""))
    if not entry.text[0].islower() and surface[0].islower():
        return False
    if entry.kind == _PLACE or entry.text.isupper() or surface.isupper():
        return True
    # "The Left" is a party, "the left" none; but "Democratic party" is the Democratic Party.
    known, printed = entry.text.split(), surface.split()
    if len(known) != len(printed) or len(known) < 2:
        return True
    pairs = list(zip(known, printed, strict=True))[1:]
    return all(not k[0].isupper() or not p[0].islower() or k.lower() in _MAY_BE_SMALL for k, p in pairs)


_MAY_BE_SMALL = frozenset(
    "party council ministry union commission parliament court agency news bank movement group".split()
)


def _kind_of(name: KnownName) -> str | None:
    if name.kind == EntityKind.PERSON:
        return _PERSON
    if name.kind == EntityKind.ORGANISATION:
        return _ORGANISATION
    return {TopicKind.PLACE: _PLACE, TopicKind.EVENT: _EVENT}.get(
        name.topic_kind or TopicKind.SUBJECT
    )  # subjects: no mentions


@cache
def _own_entries() -> tuple[Entry, ...]:
    made = [Entry(_PLACE, "", n) for n in (*place_codes(), *capital_names()) if len(n) > 1]
    made += [Entry(_PLACE, "", c) for c in lines_of("cities.txt") if " " in c or "-" in c]
    made += [Entry(_ORGANISATION, "", n) for n in lines_of("media.txt")]
    made += [Entry(_EVENT, "", n) for n in lines_of("events.txt")]
    return tuple(made)
