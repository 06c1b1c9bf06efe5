"""Names known beforehand, and where they stand in a page: looked up by their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.documents import KnownName
from archive.names import sound_key

from .known_names import (
    EVENT,
    ORGANISATION,
    OWN_ENDING,
    PERSON,
    PLACE,
    SUBJECT,
    Entry,
    Known,
    family_key,
    inflected,
    kind_of,
    own_entries,
    read_as,
)
from .lexicon import W
from .page import AMPERSAND, HYPHEN, JOIN, QUOTE, Draft, Page, words_in
from .spelling import fold_in_place, fold_word, level
from .subjects import SubjectIndex

_RULE = {
    PERSON: "gazetteer-person",
    ORGANISATION: "gazetteer-organisation",
    PLACE: "gazetteer-place",
    EVENT: "gazetteer-event",
}
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_GIVEN_OR_INITIAL = W.GIVEN | W.INITIAL
_COMMON_OR_ORG_HEAD = W.COMMON | W.ORG_HEAD
_COMMON_OR_MODIFIER = W.COMMON | W.MODIFIER
_COMMON_OR_FUNCTION = W.COMMON | W.FUNCTION


@dataclass(slots=True)
class Gazetteer:
    """All known names by their words; built once per load and shared by all its documents.

    A name is looked up where its first word stands and followed as far as some name goes on, so that a page
    costs little more than one dictionary look-up a word, however many names there are.
    """

    #: Folded words of a name, one space between, to the entries that are spelt so.
    entries: dict[str, tuple[Entry, ...]]
    #: Beginnings of names, likewise, that go on with another word.
    beginnings: frozenset[str]
    #: First words of names that begin with a small letter ("al-Qaida").
    small: frozenset[str] = frozenset()
    #: Family name (folded) to the keys of the people who bear it.
    families: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: What a full name sounds like to the keys of the people called so.
    sounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    preferred: dict[str, str] = field(default_factory=dict)
    #: What articles may be about without naming it; None where no subjects are known.
    subjects: SubjectIndex | None = None
    #: Words as printed to their folded form, "" where no name begins so; kept, as most words begin none.
    _seen: _FirstWords = field(init=False)
    #: Names as printed to what they may stand for, kept likewise: the same ones come back all through a load.
    _known: dict[str, Known | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._seen = _FirstWords(self)

    @classmethod
    def build(cls, names: Iterable[KnownName], subjects: SubjectIndex | None = None) -> Gazetteer:
        """An index over these names and over the countries, papers and bodies that come with the program."""
        patterns: dict[str, dict[tuple[str, str], Entry]] = {}
        families: dict[str, set[str]] = {}
        sounds: dict[str, set[str]] = {}
        preferred: dict[str, str] = {}

        def add(entry: Entry) -> None:
            for spelling in {entry.text, entry.text.replace("ß", "ss"), *inflected(entry.text)}:
                words = " ".join(fold_word(word) for word in words_in(spelling))
                if len(words) > 1:
                    patterns.setdefault(words, {}).setdefault((entry.kind, entry.key), entry)

        for name in names:
            text = " ".join(name.text.split())
            kind = kind_of(name)
            if not text or kind is None or (kind == EVENT and "'s " in text.replace("’", "'")):
                continue  # "Russia's annexation of Crimea" tells of an event, with two names in it
            add(Entry(kind, name.key, text, name.form))
            if name.form == "preferred":
                preferred[name.key] = text
            if kind == PERSON and " " in text:
                families.setdefault(family_key(text), set()).add(name.key)
                sounds.setdefault(sound_key(text), set()).add(name.key)
        for entry in own_entries():
            add(entry)
        beginnings = set()
        small = set()
        for words, spelt in patterns.items():
            at = words.find(" ")
            first = words[:at] if at > 0 else words
            while at > 0:
                beginnings.add(words[:at])
                at = words.find(" ", at + 1)
            if any(not entry.text[0].isupper() for entry in spelt.values()):
                small.add(first)
        return cls(
            {words: tuple(spelt.values()) for words, spelt in patterns.items()},
            frozenset(beginnings),
            frozenset(small),
            {k: tuple(sorted(v)) for k, v in families.items()},
            {k: tuple(sorted(v)) for k, v in sounds.items()},
            preferred,
            subjects,
        )

    def mark(self, page: Page) -> None:
        """Leaves a draft on the page for every known name that stands there as whole words."""
        entries, beginnings = self.entries, self.beginnings
        words = page.words
        upto, event = -1, False
        for first, folded in enumerate(map(self._seen.__getitem__, words)):
            if not folded or (first <= upto and not event):
                continue
            found = [(first, folded)] if folded in entries else []
            if folded in beginnings:
                last, end = first, page.ranges[page.block_of[first]][1] - 1
                name = folded
                while name in beginnings and last < end:
                    last += 1
                    name = f"{name} {fold_word(words[last])}"
                    if name in entries:
                        found.append((last, name))
            for last, name in reversed(found):
                known = self._what(page, first, last, entries[name])
                if known is None:
                    continue
                if first > upto:
                    upto = last
                    event = known.event
                    self._draft(page, first, last, known)
                elif event and last <= upto and known.place is not None:
                    # "Iran" stays a name in "the Iran nuclear deal".
                    page.nest(Draft(PLACE, first, last, _RULE[PLACE], 0.8, known.place))
                else:
                    continue
                if not event:
                    break

    def _what(self, page: Page, first: int, last: int, spelt: tuple[Entry, ...]) -> Known | None:
        """What the words may stand for, as their case and punctuation allow."""
        surface = page.text[page.starts[first] : page.ends[last]]
        if any(entry.text.endswith(OWN_ENDING) for entry in spelt):
            # "McDonald" is no McDonald's
            own = page.text[page.ends[last] : page.ends[last] + 2] in OWN_ENDING
            return read_as(tuple(e for e in spelt if own or not e.text.endswith(OWN_ENDING)), surface)
        if last > first and any(page.gaps[k] not in _PLAIN for k in range(first + 1, last + 1)):
            # "Angela, Merkel" is not Angela Merkel; but "Bündnis 90/Die Grünen" is itself
            return read_as(tuple(e for e in spelt if level(e.text) == level(surface)), surface)
        if surface not in self._known:
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[surface] = read_as(spelt, surface)
        return self._known[surface]

    def _draft(self, page: Page, first: int, last: int, known: Known) -> None:
        several = last > first
        kind = known.kind
        if kind == SUBJECT or (kind == ORGANISATION and not several and not _supported(page, first)):
            return
        if kind == ORGANISATION and not several and after_given(page, first):
            return
        if kind == ORGANISATION and page.bits[last] & W.COMMON and _goes_on(page, first, last):
            return
        if several and kind == ORGANISATION and _of_a_minister(page, first, last):
            return
        short = page.ends[first] - page.starts[first] < 4
        if kind == PERSON and not several and (short or page.bits[first] & _NOT_ONE_PERSON):
            return
        if several and kind == ORGANISATION and page.words[first].lower() in _ARTICLES:
            if last == first + 1 and not _paper(page, first):
                return
            if page.words[first].lower() in _OWN_ARTICLES.get(page.lexicon.language, _ARTICLES):
                first += 1  # "The Guardian": the name without its article; but "Der Spiegel" in English text
        if kind == ORGANISATION and _head_follows(page, last):
            last += 1  # "al-Nusra Front", "Porsche SE"
            several = True
        confidence = 0.95 if several else 0.85
        page.add(Draft(kind, first, last, _RULE[kind], confidence, known.keys, trim=known.trim))

    def family(self, name: str) -> tuple[str, ...]:
        """Keys of the people whose family name this is."""
        return self.families.get(fold_in_place(name), ())

    def sounding(self, name: str) -> tuple[str, ...]:
        """Keys of the people whose full name sounds like this one in another spelling."""
        return self.sounds.get(sound_key(name), ())


class _FirstWords(dict[str, str]):
    """Words as printed to their folded form, "" where no name begins so."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__()
        self.gazetteer = gazetteer

    def __missing__(self, word: str) -> str:
        first, names = fold_word(word), self.gazetteer
        if (word[0].islower() and first not in names.small) or (
            first not in names.entries and first not in names.beginnings
        ):
            first = ""
        if len(self) > 200_000:  # hostile or endless text must not fill the memory
            self.clear()
        self[word] = first
        return first


_LEGAL_FORMS = frozenset("SE AG GmbH Ltd Inc Corp Plc PLC SA NV".split())
#: Between words of a name: what is between them in most of its spellings.
_PLAIN = (JOIN, HYPHEN, AMPERSAND)
_NOT_ONE_PERSON = W.ROLE | W.HONORIFIC | W.COMMON | W.FUNCTION | W.GIVEN | W.PLACE | W.CITY | W.CALENDAR
_ARTICLES = frozenset("the der die das le la el los las les il".split())
#: Articles of the text's own language; a foreign one is part of the name ("Le Monde" in German text).
_OWN_ARTICLES = {"en": frozenset({"the"}), "de": frozenset("der die das".split())}


def after_given(page: Page, i: int) -> bool:
    """Whether a given name stands before word `i`: "Harrison Ford" is no carmaker."""
    if not i or page.gaps[i] != JOIN:
        return False
    before = page.bits[i - 1]
    return bool(before & _GIVEN_OR_INITIAL) and not before & (W.COMMON | W.PLACE | W.CALENDAR | W.ROLE)


def _of_a_minister(page: Page, first: int, last: int) -> bool:
    """Whether everyday words say what an office is for: "Minister of Foreign Affairs" reads no magazine."""
    bits = page.bits
    if not all(bits[k] & _COMMON_OR_MODIFIER for k in range(first, last + 1)):
        return False
    after = last + 1
    if after < len(page.words) and page.gaps[after] == JOIN and bits[after] & W.ROLE and bits[after] & W.CAP:
        return True
    before = first - 1
    while before > 0 and page.words[before] in ("of", "for", "the") and page.gaps[before] == JOIN:
        before -= 1
    return 0 <= before < first - 1 and bool(bits[before] & W.ROLE and bits[before] & W.CAP)


def _goes_on(page: Page, first: int, last: int) -> bool:
    """Whether an everyday word is only the first of a longer name: "the Independent Electoral Commission"."""
    single = last == first or (last == first + 1 and page.words[first].lower() in _ARTICLES)
    after = last + 1
    return (
        single
        and not page.lexicon.nouns_capital
        and after < len(page.words)
        and page.gaps[after] == JOIN
        and bool(page.bits[after] & W.CAP and page.bits[after] & _COMMON_OR_ORG_HEAD)
    )


def _head_follows(page: Page, last: int) -> bool:
    """Whether the next word belongs to the name: a head noun that names no body by itself, a legal form."""
    k = last + 1
    if k >= page.ranges[page.block_of[last]][1] or page.gaps[k] != JOIN or page.titled[page.block_of[last]]:
        return False
    kinds = page.bits[k]
    if page.words[k] in _LEGAL_FORMS:
        return True
    return bool(
        kinds & W.ORG_HEAD
        and kinds & W.CAP
        and (not kinds & W.WEAK_HEAD or page.words[k] == "Front")
        and not kinds & (W.ROLE | W.KNOWN_ORG | W.ACRONYM)
        and not page.lexicon.nouns_capital
    )


def _paper(page: Page, i: int) -> bool:
    """Whether "Die Welt" is the paper: in marks, or after a noun that says so; else it is the world."""
    if not page.lexicon.nouns_capital or not page.bits[i + 1] & W.COMMON:
        return True
    after = page.text[page.ends[i + 1] : page.ends[i + 1] + 1]
    return (bool(after) and after in "\"“”«»’'") or bool(i and page.bits[i - 1] & W.ORG_NOUN)


def _supported(page: Page, i: int) -> bool:
    """Whether a body called by an everyday word ("Bild", "Total", "Focus") is meant at word `i`."""
    bits = page.bits[i]
    if not bits & W.CAP or bits & W.ACRONYM or bits & W.KNOWN_ORG or not bits & _COMMON_OR_FUNCTION:
        return True
    after = i + 1
    hyphened = after < len(page.words) and page.gaps[after] == HYPHEN
    if page.lexicon.nouns_capital:
        return page.gaps[i] == QUOTE or hyphened or bool(i and page.bits[i - 1] & W.ORG_NOUN)
    return not page.opens_sentence(i)
