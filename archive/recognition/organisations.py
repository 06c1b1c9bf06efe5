"""Organisations in running text: head nouns with what they govern, acronyms, and long forms in brackets."""

from __future__ import annotations

from .acronyms import mark_bracketed, mark_lower_body, mark_single
from .lexicon import W
from .organisation_ends import grow
from .organisation_signs import NOUNS_BESIDE, find_by_noun, find_short_companies
from .page import AMPERSAND, HYPHEN, JOIN, POSSESSIVE, Draft, Page

#: Words that open a name in capitals only because a sentence does.
_NOT_FIRST = W.FUNCTION | W.CALENDAR | W.DIGIT
#: Bare heads that stand for one body only when the full name is in the document.
_POSSESSIVE_INSIDE = frozenset(
    "people peoples children women men workers king queen farmers lloyd peasants citizens veterans"
    " students".split()
)
_TITLES = frozenset(
    "president minister chancellor senator governor mayor king queen prince princess pope chief director"
    " head leader chairman chairwoman spokesman spokeswoman spokesperson coach captain secretary"
    " ambassador judge professor speaker commissioner member mp ceo founder editor reporter correspondent"
    " analyst expert".split()
)
_LOWER_BODIES = frozenset({"ministry", "parliament", "ministries"})
_HELD = frozenset({"Administration", "Government", "Cabinet"})
_LEGAL = frozenset("inc corp ltd llc plc gmbh ag co kg se spa sa nv bv company holdings group".split())
#: Bodies within a body, which have no name of their own.
_BOARDS = ("aufsichtsrat", "betriebsrat", "verwaltungsrat", "stadtrat", "gemeinderat")
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_KNOWN_ORG_OR_ACRONYM = W.KNOWN_ORG | W.ACRONYM
_ROLE_OR_HONORIFIC_OR_CALENDAR = W.ROLE | W.HONORIFIC | W.CALENDAR
_HONORIFIC_OR_CALENDAR = W.HONORIFIC | W.CALENDAR
_FUNCTION_OR_ROLE = W.FUNCTION | W.ROLE
_FUNCTION_OR_ROLE_OR_PEOPLE = W.FUNCTION | W.ROLE | W.PEOPLE


def find_organisations(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """Leaves a draft for every organisation that its own words give away."""
    shouted = [
        page.text[block.start : block.end].isupper() and block.end - block.start > 12 for block in page.blocks
    ]
    head = int(W.ORG_HEAD)
    for first, last in page_runs:
        if any(kinds & head for kinds in page.bits[first : last + 1]):
            _by_head(page, first, last, page.titled[page.block_of[first]])
    bits, words, owner = page.bits, page.words, page.owner
    for i in page.capitals:
        telling = bits[i] & _KNOWN_ORG_OR_ACRONYM or not words[i][1:].islower()
        if telling and owner[i] is None and not shouted[page.block_of[i]]:
            mark_single(page, i, bits[i])
    if not _LOWER_BODIES.isdisjoint(words):
        for i, word in enumerate(words):
            if word in _LOWER_BODIES:
                mark_lower_body(page, i)
    mark_bracketed(page)
    noun, count = int(W.ORG_NOUN), len(words)
    for first, last in page_runs:
        alone = first == last and not (first and bits[first - 1] & noun)
        if alone and (last + 1 == count or words[last + 1] not in NOUNS_BESIDE):
            continue
        taken = owner[last]
        if taken is None or taken.kind == "place":
            find_by_noun(page, first, last)
    find_short_companies(page)


def _by_head(page: Page, first: int, last: int, title_case: bool) -> None:
    """Every name in a run of capitals that has a head noun: "Russian Ministry of Foreign Affairs"."""
    bits, words = page.bits, page.words
    i = first
    while i <= last:
        if not bits[i] & W.ORG_HEAD or not bits[i] & W.CAP:
            i += 1
            continue
        if page.lexicon.nouns_capital and _is_board(words[i]):
            i += 1
            continue
        end = i
        # "Senate Armed Services Committee": the last head of the stretch before a title or a person counts.
        k = i + 1
        while k <= last and not bits[k] & _ROLE_OR_HONORIFIC_OR_CALENDAR and k - i < 6:
            if bits[k] & W.ORG_HEAD:
                end = k
            k += 1
        begin = _begin(page, first, end, i)
        grown = grow(page, end, last)
        after = grown + 1
        if after < len(words) and page.gaps[after] == JOIN and words[after] in ("One", "Two"):
            i = after + 1  # "Air Force One" is an aircraft
            continue
        named = grown - begin >= 1
        if not named and not _stands_alone(page, begin):
            i = end + 1
            continue
        only_weak = all(bits[k] & W.WEAK_HEAD or not bits[k] & W.ORG_HEAD for k in range(begin, grown + 1))
        if only_weak and not _weak_ok(page, begin, end, grown, title_case):
            i = end + 1
            continue
        if grown - begin == 1 and words[grown] in _HELD and _is_holder(page, begin):
            i = end + 1  # "the Trump Administration" names Trump
            continue
        owner = page.owner[begin]
        known = (
            owner is not None and owner.first == begin and owner.last > begin and owner.rule.startswith("gaz")
        )
        if owner is not None and owner.kind == "organisation" and (owner.last >= grown or known):
            i = max(owner.last, end) + 1
            continue
        event = page.owner[end]
        if event is not None and event.kind == "event":
            i = max(event.last, end) + 1  # "Champions League"
            continue
        covered = [page.owner[k] for k in range(begin, grown + 1) if page.owner[k] is not None]
        if any(d is not None and (d.first < begin or d.last > grown) for d in covered):
            i = end + 1
            continue
        confidence = 0.75 if only_weak else 0.9
        page.add(Draft("organisation", begin, grown, "organisation-head", confidence))
        i = grown + 1


def _is_board(word: str) -> bool:
    """ "der Aufsichtsrat der Stahltochter" and "des Betriebsrats" name no body."""
    return word.lower().removesuffix("s").removesuffix("e").endswith(_BOARDS)


def _is_holder(page: Page, i: int) -> bool:
    return bool(page.bits[i] & W.FAMILY) and not page.bits[i] & (W.PLACE | W.PEOPLE | W.COMMON | W.ACRONYM)


def _begin(page: Page, first: int, end: int, head: int) -> int:
    """Where the name starts: titles, people and sentence openers before it are left out."""
    bits, words = page.bits, page.words
    begin = head
    legal = words[end].lower() in _LEGAL
    while begin > first and (
        not bits[begin - 1] & _HONORIFIC_OR_CALENDAR
        or (words[begin - 1] == "General" and (legal or _is_general(page, begin)))
    ):
        before = begin - 1
        owner = page.owner[before]
        if owner is not None and owner.kind == "person":
            # "Konrad Adenauer Foundation" is named after him; "Angela Merkel's Christian Democratic
            # Union" is not.
            if head - owner.last > 1:
                break
            begin = max(first, owner.first)
            continue
        if bits[before] & W.PARTICLE and not bits[before] & W.CAP and page.lexicon.nouns_capital:
            break  # "Herfried Münkler von der Humboldt-Universität"
        if words[before].lower() in _TITLES or (bits[before] & W.ROLE and page.lexicon.language != "en"):
            # "President Obama Foundation" keeps its title out; "FINRA Investor Education Foundation" its
            # investor in
            break
        begin -= 1
    while begin < end and bits[begin] & _NOT_FIRST and not (bits[begin] & W.MODIFIER and begin > first):
        if words[begin] == "All" and not page.opens_sentence(begin) and not page.titled[page.block_of[begin]]:
            break  # "the ruling All Progressives Congress"
        begin += 1
    if begin == first:
        begin = _left_of_and(page, begin, legal)
    before = begin - 1
    # "People's Liberation Army": such a possessive is part of the name.
    if (
        before >= 0
        and page.gaps[begin] == POSSESSIVE
        and bits[before] & W.CAP
        and (words[before].lower() in _POSSESSIVE_INSIDE or _members(page, before, head))
        and page.block_of[before] == page.block_of[begin]
    ):
        begin = before
        while (
            begin > 0
            and bits[begin - 1] & W.CAP
            and page.gaps[begin] == JOIN
            and not page.opens_sentence(begin)
        ):
            if bits[begin - 1] & _FUNCTION_OR_ROLE or page.gaps[begin - 1] == HYPHEN:
                break  # "Pro-Kurdish Peoples' Democratic Party"
            begin -= 1
    return begin


def _is_general(page: Page, begin: int) -> bool:
    """ "the General Accounting Office": an adjective, where an article stands before and no name behind."""
    article = begin >= 2 and page.words[begin - 2] in ("the", "The") and page.gaps[begin - 1] == JOIN
    # "General Motors": a head right behind it is nobody's name
    return bool(page.bits[begin] & W.ORG_HEAD) or (article and bool(page.bits[begin] & W.COMMON))


def _members(page: Page, before: int, head: int) -> bool:
    """ "National Coffee Growers' Federation": many who are no people, then a head that governs them."""
    kinds = page.bits[before]
    behind = page.text[page.ends[before] - 1 : page.ends[before] + 1]
    return (
        behind in ("s'", "s’")
        and not kinds & (W.PLACE | W.PEOPLE | W.KNOWN_ORG | W.ACRONYM)
        and not page.bits[head] & W.WEAK_HEAD
        and page.owner[before] is None
    )


def _left_of_and(page: Page, begin: int, legal: bool) -> int:
    """ "Food and Drug Administration", "Law and Justice party": the word before "and" belongs to it."""
    bits = page.bits
    if begin < 2 or page.block_of[begin - 2] != page.block_of[begin]:
        return begin
    joined = page.words[begin - 1] in ("and", "und") and page.gaps[begin] == JOIN == page.gaps[begin - 1]
    if not joined and page.gaps[begin] != AMPERSAND:
        return begin
    before = begin - 2 if joined else begin - 1
    if (
        bits[before] & W.CAP
        and not bits[before] & (W.PLACE | W.PEOPLE | W.GIVEN | W.ROLE | W.FUNCTION | W.CITY | W.ACRONYM)
        and (legal or not bits[before] & W.ORG_HEAD)  # "The Herald and Weekly Times Ltd"
        and (bits[before] & W.COMMON or not joined)
        and page.owner[before] is None
    ):
        # "Independent Electoral and Boundaries Commission"
        low = page.ranges[page.block_of[before]][0]
        while before > low and page.gaps[before] == JOIN and bits[before - 1] & W.CAP:
            if not bits[before - 1] & W.COMMON or bits[before - 1] & _FUNCTION_OR_ROLE_OR_PEOPLE:
                break
            before -= 1
        return before
    return begin


def _stands_alone(page: Page, i: int) -> bool:
    bits = page.bits[i]
    if bits & W.KNOWN_ORG:
        return True
    if page.lexicon.nouns_capital:
        low = page.words[i].lower()
        # "Außenministerium", "Bundesverfassungsgericht": the compound is the name.
        return (low.endswith(("ministerium", "ministeriums")) and len(low) > 13) or (
            low.startswith("bundes")
            and len(low) > 9
            and low not in ("bundesgericht", "bundespartei", "bundesbehörde")
        )
    return False


def _weak_ok(page: Page, begin: int, head: int, grown: int, title_case: bool) -> bool:
    """Heads such as House, Office, Times: a name only with another capital before or "of" after them."""
    if title_case and grown == head:
        return False
    if grown > head:
        return True
    if begin == head:
        return False
    inner = page.bits[begin:head]
    if page.lexicon.nouns_capital and page.gaps[head] != HYPHEN:
        return any(b & W.ACRONYM for b in inner)
    return not (page.opens_sentence(begin) and head - begin == 1 and page.bits[begin] & W.COMMON)
