"""Names of a document linked to authority records: exactly one match is taken, ambiguity is settled by
evidence or left open.

A pure function: records that bear the names come in, a decision with its reason for every entity goes out.
"""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from archive.documents import EntityKind, KnownRecord, Link, LinkOutcome, NamedEntity, Recognised
from archive.names import fold, fold_words

Records = Mapping[str, KnownRecord] | Callable[[Sequence[str]], Mapping[str, KnownRecord]]

#: How recognition marks candidates that only sound like the name in the text.
OTHER_SPELLING = "another spelling of a known name"

#: What must come together before one of several namesakes is taken, and by how much it must lead.
_ENOUGH = 2.0
_LEAD = 1.0
#: A title that fits one bearer of a short name and no other.
_TITLE_ALONE = 1.2

_SMALL = frozenset("of the for and in a an der die das des von und für de la to at on".split())
#: Words of a role that mean the same office.
_SAME_OFFICE = {
    "pm": "prime minister",
    "premier": "prime minister",
    "ministerpräsident": "prime minister",
    "premierminister": "prime minister",
    "premierministerin": "prime minister",
    "präsident": "president",
    "präsidentin": "president",
    "bundespräsident": "president",
    "kanzler": "chancellor",
    "kanzlerin": "chancellor",
    "bundeskanzler": "chancellor",
    "bundeskanzlerin": "chancellor",
    "außenminister": "foreign minister",
    "außenministerin": "foreign minister",
    "innenminister": "interior minister",
    "innenministerin": "interior minister",
    "finanzminister": "finance minister",
    "finanzministerin": "finance minister",
    "verteidigungsminister": "defence minister",
    "verteidigungsministerin": "defence minister",
    "justizminister": "justice minister",
    "justizministerin": "justice minister",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "defense": "defence",
    "congressman": "representative",
    "congresswoman": "representative",
}
_SAME_OFFICE = {fold(word): same for word, same in _SAME_OFFICE.items()}
_OFFICE_WORDS = {"affairs": "foreign", "internal": "interior"}
#: Heads of a role, without which two roles are not the same.
_HEADS = frozenset(
    "president minister chancellor secretary senator governor mayor king queen ambassador representative"
    " speaker commissioner judge justice director chief chairman leader general envoy prosecutor pope"
    " prince deputy mp member emir sultan premier head".split()
)
#: Adjectives and short names of countries that do not begin as the country's name does.
_COUNTRY_WORDS = {
    "us": "united states",
    "u.s": "united states",
    "usa": "united states",
    "american": "united states",
    "america": "united states",
    "washington": "united states",
    "british": "united kingdom",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "english": "united kingdom",
    "french": "france",
    "dutch": "netherlands",
    "greek": "greece",
    "spanish": "spain",
    "polish": "poland",
    "danish": "denmark",
    "finnish": "finland",
    "swedish": "sweden",
    "swiss": "switzerland",
    "turkish": "turkey",
    "czech": "czech",
    "chinese": "china",
    "irish": "ireland",
    "welsh": "wales",
    "kremlin": "russia",
    "deutsch": "germany",
    "franzosisch": "france",
    "britisch": "united kingdom",
    "englisch": "united kingdom",
    "amerikanisch": "united states",
    "us-amerikanisch": "united states",
    "niederlandisch": "netherlands",
    "griechisch": "greece",
    "spanisch": "spain",
    "polnisch": "poland",
    "schwedisch": "sweden",
    "danisch": "denmark",
    "schweizerisch": "switzerland",
    "osterreichisch": "austria",
    "chinesisch": "china",
    "irisch": "ireland",
    "agyptisch": "egypt",
    "ungarisch": "hungary",
    "norwegisch": "norway",
}
_BEFORE_PREPOSITION = re.compile(r" (?:to|of|for|at|in) ")
_GERMAN_ENDING = re.compile(r"e[nrms]?$")


@dataclass(frozen=True, slots=True)
class _Weighed:
    """How well one record fits what the text says, and in which points."""

    record: KnownRecord
    score: float
    points: tuple[str, ...]


def link(recognised: Recognised, records: Records, *, on: date | None, text: str) -> tuple[Link, ...]:
    """One decision for every entity, in their order; `on` is the article's date, `text` its layer.

    Exactly one record: linked. Several: the one that the text supports by a title, a country and a term in
    force on that date, or none. A full name that no record bears is unmatched (and becomes a candidate).
    A lone short name is linked only where its title leaves one record.
    """
    keys = tuple(dict.fromkeys(k for e in recognised.entities for k in e.candidates))
    known = records(keys) if callable(records) else records
    roles: dict[int, list[str]] = {}
    for claim in recognised.roles:
        words = [claim.role or ""]
        if claim.organisation is not None:
            words.append(recognised.entities[claim.organisation].name)
        roles.setdefault(claim.person, []).append(" ".join(w for w in words if w))
    folded = f" {fold_words(text)} "
    return tuple(
        _decide(number, entity, known, [*entity.evidence, *roles.get(number, ())], on, folded)
        for number, entity in enumerate(recognised.entities)
    )


def _decide(
    number: int,
    entity: NamedEntity,
    known: Mapping[str, KnownRecord],
    said: Sequence[str],
    on: date | None,
    folded: str,
) -> Link:
    found = [
        known[k] for k in dict.fromkeys(entity.candidates) if k in known and _same_kind(entity, known[k])
    ]
    alternatives = tuple(r.key for r in found)
    ranked = sorted((_weigh(r, said, on, folded) for r in found), key=lambda w: (-w.score, w.record.key))
    if not entity.full:
        return _short(number, entity, ranked, alternatives)
    if not found:
        return Link(number, LinkOutcome.UNMATCHED, None, entity.reason or "no record bears this name", 0.8)
    if entity.reason == OTHER_SPELLING:
        first = ranked[0]
        if len(found) == 1 and first.score >= _ENOUGH:
            why = f"another spelling of {first.record.name}; {_join(first.points)}"
            return Link(number, LinkOutcome.LINKED, first.record.key, why, 0.75)
        why = f"sounds like {found[0].name}, and nothing in the text confirms it"
        return Link(number, LinkOutcome.UNMATCHED, None, why, 0.6, alternatives)
    if len(found) == 1:
        why = f"the only record of this name{_and(ranked[0].points)}"
        return Link(number, LinkOutcome.LINKED, found[0].key, why, 0.95 if ranked[0].points else 0.9)
    best = _clear_winner(ranked)
    if best is not None:
        why = f"of {len(found)} records of this name the one that the text supports: {_join(best.points)}"
        rest = tuple(k for k in alternatives if k != best.record.key)
        return Link(number, LinkOutcome.LINKED, best.record.key, why, 0.8, rest)
    names = ", ".join(sorted({r.name for r in found}))
    why = f"{len(found)} records bear this name and the text does not decide: {names}"
    return Link(number, LinkOutcome.OPEN, None, why, 0.5, alternatives)


def _short(number: int, entity: NamedEntity, ranked: list[_Weighed], alternatives: tuple[str, ...]) -> Link:
    """A short name without its full form: only a title that fits exactly one of those records decides."""
    titled = [w for w in ranked if "title" in w.points]
    best = _clear_winner(titled, _ENOUGH if len(titled) > 1 else _TITLE_ALONE)
    if best is not None and not entity.reason.startswith("several"):
        why = f"short name; {_join(best.points)} fit {best.record.name} alone"
        rest = tuple(k for k in alternatives if k != best.record.key)
        return Link(number, LinkOutcome.LINKED, best.record.key, why, 0.7, rest)
    return Link(
        number, LinkOutcome.OPEN, None, entity.reason or "only a short name in the text", 0.5, alternatives
    )


def _clear_winner(ranked: Sequence[_Weighed], enough: float = _ENOUGH) -> _Weighed | None:
    if not ranked or ranked[0].score < enough:
        return None
    if len(ranked) > 1 and ranked[0].score - ranked[1].score < _LEAD:
        return None
    return ranked[0]


def _same_kind(entity: NamedEntity, record: KnownRecord) -> bool:
    if entity.kind != record.kind:
        return False
    return (
        entity.kind != EntityKind.TOPIC or record.topic_kind is None or record.topic_kind == entity.topic_kind
    )


def _join(points: Iterable[str]) -> str:
    return ", ".join(points) or "nothing else known"


def _and(points: Sequence[str]) -> str:
    return f"; {_join(points)} agree" if points else ""


# --------------------------------------------------------------------------- evidence


def _weigh(record: KnownRecord, said: Sequence[str], on: date | None, folded: str) -> _Weighed:
    """Adds up what speaks for a record: its best office against the roles in the text, and its country."""
    score = 0.0
    points: tuple[str, ...] = ()
    for title, place, start, end in record.offices:
        for role in said:
            got, why = _office(title, place, start, end, role, on)
            if got > score:
                score, points = got, why
    country = record.country or (record.offices[0][1] if record.offices else "")
    if country and f" {fold_words(country)} " in folded:
        score += 0.5
        points = (*points, "country named in the text") if "country" not in points else points
    return _Weighed(record, score, points)


def _office(
    title: str, place: str, start: str, end: str, role: str, on: date | None
) -> tuple[float, tuple[str, ...]]:
    stated, held = _role_words(role), _role_words(title)
    # "Senior Advisor to the President" is no president: the head stands before the preposition.
    if not (stated & _role_words(_BEFORE_PREPOSITION.split(title, maxsplit=1)[0]) & _HEADS):
        return 0.0, ()
    score, points = 1.5, ["title"]
    special_stated, special_held = stated - _HEADS, held - _HEADS
    if special_held and special_stated & special_held:
        score += 1.0
    elif special_held - {"state"} and len(stated & _HEADS) == 1 and "minister" in stated and len(stated) > 1:
        score -= 0.5
    countries = _countries(role)
    if countries and place:
        if any(_same_country(c, place) for c in countries):
            score += 1.0
            points.append("country")
        else:
            score -= 0.7
    if on is not None and start:
        day = on.isoformat()
        if start <= day and (not end or end >= day[: len(end)]):
            score += 1.0
            points.append("term in office")
        elif "former" in fold(role).split() or "ehemalige" in fold(role):
            score += 0.5
        elif start > day:
            score -= 1.0
        else:
            score -= 0.3  # a text may speak of the past: "the Obama administration"
    return score, tuple(points)


def _role_words(role: str) -> set[str]:
    words: set[str] = set()
    for word in fold_words(role).split():
        for same in _SAME_OFFICE.get(word, word).split():
            words.add(_OFFICE_WORDS.get(same, same))
    return words - _SMALL


def _countries(role: str) -> list[str]:
    """Words of a role that may be a country's: with a capital and none of its heads, or "russische"."""
    words = []
    for word in role.replace("-", " ").split():
        low = fold(word).strip(".,")
        stem = _GERMAN_ENDING.sub("", low)
        if word[:1].isupper() and low not in _HEADS | _SMALL | _NO_COUNTRY and low not in _SAME_OFFICE:
            words.append(low)
        elif stem.endswith("isch") or stem == "deutsch":
            words.append(stem)
    return words


_NO_COUNTRY = frozenset(
    "foreign prime interior finance defence defense justice vice deputy former affairs economy health"
    " education secretary general state acting first".split()
)


def _same_country(word: str, country: str) -> bool:
    name = fold(country)
    told = _COUNTRY_WORDS.get(word)
    if told:
        return name.startswith(told)
    stem = fold(word)
    shared = 0
    for a, b in zip(stem, name, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 or (shared == len(name) and shared > 0)
