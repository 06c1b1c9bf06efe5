"""Names known beforehand, one spelling each, and which printed words a spelling allows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from archive.documents import EntityKind, KnownName, TopicKind
from archive.names import PARTICLES, split_person

from .lexicon import capital_names, lines_of, place_codes
from .spelling import fold_in_place, level

PERSON, ORGANISATION, PLACE, EVENT, SUBJECT = "person", "organisation", "place", "event", "subject"
OWN_ENDING = ("'s", "’s")
_MAY_BE_SMALL = frozenset(
    "party council ministry union commission parliament court agency news bank movement group".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One spelling of a known name."""

    kind: str
    key: str  # "" for names that come with the program (countries, papers)
    text: str
    form: str = ""


def fits(entry: Entry, surface: str) -> bool:
    """Whether the case of the printed words allows this name: "IS" is not "is", "may" nobody's name."""
    if entry.text.isupper() and len(entry.text) <= 7:
        return surface == entry.text or (surface.replace(".", "") == entry.text.replace(".", ""))
    if not entry.text[0].islower() and surface[0].islower():
        return False
    if entry.kind == PLACE or entry.text.isupper() or surface.isupper():
        return True
    # "The Left" is a party, "the left" none; but "Democratic party" is the Democratic Party.
    known, printed = entry.text.split(), surface.split()
    if len(known) != len(printed) or len(known) < 2:
        return True
    pairs = list(zip(known, printed, strict=True))[1:]
    return all(not k[0].isupper() or not p[0].islower() or k.lower() in _MAY_BE_SMALL for k, p in pairs)


def family_key(name: str) -> str:
    """The family name as the short form prints it: particles may be left out ("Assad")."""
    family = split_person(name)[1].split()
    while len(family) > 1 and family[0].casefold() in PARTICLES:
        family = family[1:]
    return " ".join(fold_in_place(" ".join(family)).split())


def kind_of(name: KnownName) -> str | None:
    if name.kind == EntityKind.PERSON:
        return PERSON
    if name.kind == EntityKind.ORGANISATION:
        return ORGANISATION
    return {TopicKind.PLACE: PLACE, TopicKind.EVENT: EVENT}.get(
        name.topic_kind or TopicKind.SUBJECT
    )  # subjects: no mentions


@cache
def own_entries() -> tuple[Entry, ...]:
    made = [Entry(PLACE, "", n) for n in (*place_codes(), *capital_names()) if len(n) > 1]
    made += [Entry(PLACE, "", c) for c in lines_of("cities.txt") if " " in c or "-" in c]
    made += [Entry(ORGANISATION, "", n) for file in ("media.txt", "bodies.txt") for n in lines_of(file)]
    made += [Entry(EVENT, "", n) for n in lines_of("events.txt")]
    return tuple(made)


def inflected(name: str) -> tuple[str, ...]:
    """ "der Deutschen Welle", "laut Süddeutscher Zeitung": a German adjective takes endings."""
    first, _, rest = name.partition(" ")
    if not (rest and rest[0].isupper() and first.endswith(("sche", "inte"))):
        return ()
    return f"{first}n {rest}", f"{first}r {rest}"


@dataclass(frozen=True, slots=True)
class Known:
    """What a name as printed may stand for."""

    kind: str
    keys: tuple[str, ...]
    #: A name of several words for an event: other names may stand in it.
    event: bool
    #: Keys of the place that it may be as well; None where it is none.
    place: tuple[str, ...] | None
    #: -2 where "'s" is the name's own ("McDonald's").
    trim: int = 0


def read_as(spelt: tuple[Entry, ...], surface: str) -> Known | None:
    kept = [entry for entry in spelt if fits(entry, surface)]
    if not kept:
        return None
    kinds = {e.kind for e in kept}
    several = " " in level(surface)
    kind = next((k for k in (ORGANISATION, PERSON, EVENT, PLACE) if k in kinds), SUBJECT)
    if kind == PERSON and PLACE in kinds and not several:
        kind = PLACE
    if any(e.kind == EVENT and not e.key for e in kept):
        kind = EVENT  # "the G20 in Hamburg" is a meeting

    def keys(of: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e.key for e in kept if e.kind == of and e.key))

    own = all(e.text.endswith(OWN_ENDING) for e in kept if e.kind == kind)
    return Known(
        kind,
        keys(kind),
        EVENT in kinds and several,
        keys(PLACE) if PLACE in kinds else None,
        -2 if own else 0,
    )
