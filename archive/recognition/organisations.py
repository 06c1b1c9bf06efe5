"""Organisations in running text: head nouns with what they govern, acronyms, and long forms in brackets."""

from __future__ import annotations

import re

from .lexicon import W, people_codes, place_codes
from .page import AMPERSAND, BRACKET, COMMA, HYPHEN, JOIN, POSSESSIVE, QUOTE, Draft, Page, titled

_CONNECTORS = frozenset("of for on to in against and de des der für zur del di do da du".split())
_ARTICLES = frozenset("the der die das den dem des la le les l los las el".split())
#: Words that open a name in capitals only because a sentence does.
_NOT_FIRST = W.FUNCTION | W.CALENDAR | W.DIGIT
_STOPS = W.CALENDAR | W.ROLE | W.HONORIFIC
#: Bare heads that stand for one body only when the full name is in the document.
_POSSESSIVE_INSIDE = frozenset(
    "people peoples children women men workers king queen farmers lloyd peasants citizens veterans students".split()
)
_LEGAL = frozenset("inc corp ltd llc plc gmbh ag co kg se spa sa nv bv company holdings group".split())
_MIXED_ACRONYM = re.compile(r"[A-ZÄÖÜ]{1,5}[a-z]{0,2}[A-ZÄÖÜ]{1,4}[a-z]?\d?")
_LOWER_MODIFIERS = frozenset(
    "foreign defense defence interior finance justice health education economy economics energy environment"
    " agriculture transport trade labor labour culture oil home tourism development security state information"
    " industry commerce planning sports".split()
)


def find_organisations(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """Leaves a draft for every organisation that its own words give away."""
    capitals = [titled(page, b) for b in range(len(page.ranges))]
    shouted = [
        page.text[block.start : block.end].isupper() and block.end - block.start > 12 for block in page.blocks
    ]
    for first, last in page_runs:
        _by_head(page, first, last, capitals[page.block_of[first]])
    for i, bits in enumerate(page.bits):
        if bits & W.CAP:
            if page.owner[i] is None and not shouted[page.block_of[i]]:
                _single(page, i, bits)
        elif page.words[i] in ("ministry", "parliament", "ministries"):
            _lower_body(page, i)
    _in_brackets(page)


def _by_head(page: Page, first: int, last: int, title_case: bool) -> None:
    """Every name in a run of capitals that has a head noun: "Russian Ministry of Foreign Affairs"."""
    bits, words = page.bits, page.words
    i = first
    while i <= last:
        if not bits[i] & W.ORG_HEAD or not bits[i] & W.CAP:
            i += 1
            continue
        end = i
        # "Senate Armed Services Committee": the last head of the stretch before a title or a person counts.
        k = i + 1
        while k <= last and not bits[k] & (W.ROLE | W.HONORIFIC | W.CALENDAR) and k - i < 6:
            if bits[k] & W.ORG_HEAD:
                end = k
            k += 1
        begin = _begin(page, first, end, i)
        grown = _grow(page, end, last)
        named = grown - begin >= 1
        if not named and not _stands_alone(page, begin):
            i = end + 1
            continue
        only_weak = all(
            bits[k] & W.WEAK_HEAD or not bits[k] & W.ORG_HEAD for k in range(begin, grown + 1)
        )
        if only_weak and not _weak_ok(page, begin, end, grown, title_case):
            i = end + 1
            continue
        owner = page.owner[begin]
        if owner is not None and owner.kind == "organisation" and owner.last >= grown:
            i = owner.last + 1
            continue
        covered = [page.owner[k] for k in range(begin, grown + 1) if page.owner[k] is not None]
        if any(d is not None and (d.first < begin or d.last > grown) for d in covered):
            i = end + 1
            continue
        confidence = 0.75 if only_weak else 0.9
        page.add(Draft("organisation", begin, grown, "organisation-head", confidence))
        i = grown + 1


def _begin(page: Page, first: int, end: int, head: int) -> int:
    """Where the name starts: titles, people and sentence openers before it are left out."""
    bits, words = page.bits, page.words
    begin = head
    while begin > first and not bits[begin - 1] & (W.HONORIFIC | W.CALENDAR):
        before = begin - 1
        owner = page.owner[before]
        if owner is not None and owner.kind == "person":
            # "Konrad Adenauer Foundation" is named after him; "Angela Merkel's Christian Democratic Union" is not.
            if head - owner.last > 1:
                break
            begin = max(first, owner.first)
            continue
        if bits[before] & W.ROLE and not bits[before] & W.MODIFIER:
            break
        begin -= 1
    while begin < end and bits[begin] & _NOT_FIRST and not (bits[begin] & W.MODIFIER and begin > first):
        begin += 1
    if begin == first:
        begin = _left_of_and(page, begin)
    before = begin - 1
    # "People's Liberation Army": such a possessive is part of the name.
    if (
        before >= 0
        and page.gaps[begin] == POSSESSIVE
        and bits[before] & W.CAP
        and words[before].lower() in _POSSESSIVE_INSIDE
        and page.block_of[before] == page.block_of[begin]
    ):
        begin = before
        while begin > 0 and bits[begin - 1] & W.CAP and page.gaps[begin] == JOIN and not page.opens_sentence(begin):
            if bits[begin - 1] & (W.FUNCTION | W.ROLE):
                break
            begin -= 1
    return begin


def _left_of_and(page: Page, begin: int) -> int:
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
        and not bits[before] & (W.PLACE | W.PEOPLE | W.GIVEN | W.ROLE | W.FUNCTION | W.ORG_HEAD | W.CITY | W.ACRONYM)
        and (bits[before] & W.COMMON or not joined)
        and page.owner[before] is None
    ):
        return before
    return begin


def _grow(page: Page, head: int, last: int) -> int:
    """How far the name goes to the right of its last head noun."""
    bits, words = page.bits, page.words
    end = head
    # "University College London", "Council Europe": the rest of the run, up to a title or a person.
    while (
        end < last
        and not bits[end + 1] & (W.ROLE | W.HONORIFIC | W.CALENDAR | W.GIVEN | W.EVENT_HEAD | W.FUNCTION | W.PEOPLE)
        and page.owner[end + 1] is None
        and page.gaps[end + 1] == JOIN
    ):
        end += 1
    if end < last and words[end + 1].lower() in _LEGAL:
        end += 1
    if end < last and end > head:
        return end
    grown = end
    count = len(words)
    while grown == end or grown - head < 14:
        k = grown + 1
        if k >= count or page.gaps[k] != JOIN or words[k] not in _CONNECTORS:
            break
        connector = words[k]
        if connector == "and" and grown == head:
            break  # "Congress and Senate"
        k += 1
        if k < count and page.gaps[k] == JOIN and words[k] in _ARTICLES:
            k += 1
        if k >= count or page.gaps[k] != JOIN or not bits[k] & W.CAP or bits[k] & (W.CALENDAR | W.DIGIT):
            break
        if not _may_follow(page, connector, k, grown > head):
            break
        stretch = k
        while (
            stretch + 1 < count
            and page.gaps[stretch + 1] in (JOIN, HYPHEN)
            and bits[stretch + 1] & W.CAP
            and not bits[stretch + 1] & (W.CALENDAR | W.HONORIFIC)
            and not (bits[stretch + 1] & W.ROLE and not bits[stretch + 1] & W.ORG_HEAD)
            and not (bits[stretch] & W.PLACE and bits[stretch + 1] & W.GIVEN)
            and stretch - k < 5
        ):
            stretch += 1
        grown = stretch
    return grown


def _may_follow(page: Page, connector: str, k: int, continued: bool) -> bool:
    """Whether "of", "for", "and" … with the capital after it still belongs to the organisation's name."""
    bits = page.bits[k]
    owner = page.owner[k]
    if owner is not None and owner.kind == "person":
        return False
    if connector in ("of", "de", "des", "der", "del", "di", "do", "da", "du"):
        return not bits & W.HONORIFIC
    if connector in ("in",):
        return continued and bool(bits & W.PLACE)
    if connector in ("and", "und"):
        return not bits & (W.ROLE | W.PEOPLE | W.PLACE | W.GIVEN | W.ORG_HEAD | W.ACRONYM | W.KNOWN_ORG | W.HONORIFIC)
    if connector == "to":
        return bool(bits & W.COMMON) and not bits & (W.PLACE | W.PEOPLE)
    return not bits & (W.PLACE | W.GIVEN | W.ROLE | W.ACRONYM | W.HONORIFIC)


def _stands_alone(page: Page, i: int) -> bool:
    bits = page.bits[i]
    if bits & W.KNOWN_ORG:
        return True
    if page.lexicon.nouns_capital:
        low = page.words[i].lower()
        # "Außenministerium", "Bundesverfassungsgericht": the compound is the name.
        return low.endswith(("ministerium", "ministeriums")) and len(low) > 13 or (
            low.startswith("bundes") and len(low) > 9 and low not in ("bundesgericht", "bundespartei", "bundesbehörde")
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


def _single(page: Page, i: int, bits: int) -> None:
    """One word that names a body: a known one, or an acronym."""
    word = page.words[i]
    if bits & W.NO_NAME or bits & W.PLACE and not bits & W.KNOWN_ORG:
        return
    if bits & W.KNOWN_ORG:
        if page.opens_sentence(i) and bits & W.COMMON and not bits & W.ACRONYM:
            return
        if word.islower() or (word.lower() in ("who", "it", "is") and not word.isupper()):
            return
        if bits & W.ACRONYM or not word.isupper():
            if word.lower() in ("who", "un", "ap", "eu", "us", "dw", "is") and word not in (
                "WHO", "UN", "AP", "EU", "DW", "U.N.", "E.U.",
            ):
                return
            page.add(Draft("organisation", i, i, "organisation-known-word", 0.85))
        return
    nxt = i + 1
    if nxt < len(page.words) and page.gaps[nxt] == HYPHEN and page.words[nxt][0].isdigit():
        return  # COVID-19, F-16
    if bits & W.ACRONYM and len(word.replace(".", "")) >= 3 and word.isalpha():
        if bits & W.GIVEN and len(word) > 4:
            return
        page.add(Draft("organisation", i, i, "organisation-acronym", 0.7))
    elif 3 <= len(word) <= 7 and not word.isupper() and _MIXED_ACRONYM.fullmatch(word) and not word.startswith("Mc"):
        page.add(Draft("organisation", i, i, "organisation-acronym", 0.7))


def _lower_body(page: Page, i: int) -> None:
    """ "the Russian foreign ministry", "Moscow's foreign ministry", "the Russian parliament".

    The nationality belongs to the name, a possessive does not; "the ministry" alone is none.
    """
    words, bits = page.words, page.bits
    low = page.ranges[page.block_of[i]][0]
    first = i
    while first > low and page.gaps[first] == JOIN and words[first - 1] in _LOWER_MODIFIERS:
        first -= 1
    if first - 2 > low and words[first - 1] == "and" and words[first - 2] in _LOWER_MODIFIERS and first < i:
        first -= 2
    country = ""
    if first > low and page.gaps[first] == JOIN and bits[first - 1] & (W.PEOPLE | W.PLACE) and bits[first - 1] & W.CAP:
        begin = first - 1
        if begin > low and page.gaps[begin] in (JOIN, HYPHEN) and bits[begin - 1] & W.COMPASS and bits[begin - 1] & W.CAP:
            begin -= 1
        name = page.surface(begin, first - 1)
        country = people_codes().get(name.lower()) or place_codes().get(name, "")
        if begin > low and page.gaps[begin] == HYPHEN:
            return
        first = begin
    elif first == i:
        return
    elif first > low and page.gaps[first] == POSSESSIVE:
        country = place_codes().get(words[first - 1], "")
    page.add(Draft("organisation", first, i, "organisation-lower-ministry", 0.85, country=country))


def _in_brackets(page: Page) -> None:
    """ "Russian International Affairs Council (RIAC)", "“Islamic State” (IS)", "RIAC (Russian … Council)"."""
    words, bits = page.words, page.bits
    for i in range(1, len(words)):
        if page.gaps[i] != BRACKET or not bits[i] & W.CAP:
            continue
        gap = page.text[page.ends[i - 1] : page.starts[i]]
        if gap.count("(") != 1 or not gap.endswith("("):
            continue
        after = page.text[page.ends[i] : page.ends[i] + 1]
        word = words[i]
        if after == ")" and 2 <= len(word) <= 9 and sum(c.isupper() for c in word) >= 2:
            _acronym_after(page, i)
        elif bits[i - 1] & W.CAP and sum(c.isupper() for c in words[i - 1]) >= 2:
            _long_form_after(page, i)


def _acronym_after(page: Page, i: int) -> None:
    before = page.owner[i - 1]
    if before is not None and before.kind == "organisation" and before.last == i - 1:
        page.add(Draft("organisation", i, i, "organisation-bracket", 0.95))
        return
    if before is not None and before.kind == "person":
        # "Angela Merkel (CDU)": her party; "John McCain (R-AZ)" is a state.
        if page.words[i].isalpha() and page.owner[i] is None and not page.bits[i] & (W.PLACE | W.NO_NAME):
            page.add(Draft("organisation", i, i, "organisation-bracket", 0.8))
        return
    first = _initials_begin(page, i)
    if first is not None:
        page.add(Draft("organisation", first, i - 1, "organisation-bracket", 0.9))
        page.add(Draft("organisation", i, i, "organisation-bracket", 0.9))


def _initials_begin(page: Page, i: int) -> int | None:
    """First word of the stretch before a bracket whose capitals spell the acronym in it."""
    letters = [c.lower() for c in page.words[i] if c.isalpha()]
    k = i - 1
    low = page.ranges[page.block_of[i]][0]
    need = len(letters) - 1
    first = None
    while k >= low and i - k <= 2 * len(letters) + 4 and need >= 0:
        word = page.words[k]
        if word[0].lower() == letters[need] and page.bits[k] & W.CAP:
            need -= 1
            first = k
        elif page.bits[k] & W.CAP and letters[need] not in word.lower():
            break
        elif not page.bits[k] & W.CAP and word not in _CONNECTORS | _ARTICLES:
            break
        if k > low and page.gaps[k] not in (JOIN, HYPHEN, AMPERSAND, COMMA):
            break
        k -= 1
    return first if need < 0 and first is not None and i - first >= 2 else None


def _long_form_after(page: Page, i: int) -> None:
    """ "RIAC (Russian International Affairs Council)"."""
    short = page.words[i - 1]
    end = page.ranges[page.block_of[i]][1]
    close = page.text.find(")", page.ends[i], page.ends[i] + 120)
    if close < 0:
        return
    last = i
    while last + 1 < end and page.ends[last + 1] <= close:
        last += 1
    initials = "".join(page.words[k][0].lower() for k in range(i, last + 1) if page.bits[k] & W.CAP)
    if last > i and initials == "".join(c for c in short.lower() if c.isalpha()):
        page.add(Draft("organisation", i - 1, i - 1, "organisation-bracket", 0.9))
        page.add(Draft("organisation", i, last, "organisation-bracket", 0.9))
