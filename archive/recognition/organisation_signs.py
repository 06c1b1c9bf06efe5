"""Organisations that no head noun gives away: by the noun beside them, their employees, their town, their
long name."""

# ruff: noqa: PLR0911, PLR0912, SIM102 - evidence stands beside its reason

from __future__ import annotations

from .lexicon import W
from .page import HYPHEN, JOIN, QUOTE, Draft, Page

_EMPLOYED = frozenset(
    "ceo CEO cfo CFO spokesman spokeswoman spokesperson chairman chairwoman boss co-founder founder"
    " shares employees executives shareholders headquarters subsidiary chief".split()
)
_NOUNS_AFTER = frozenset(
    "newspaper agency magazine party broadcaster daily tabloid website foundation think-tank militants"
    " fighters militia movement airline".split()
)
_BEFORE_NOUN = frozenset("news daily opposition rebel militant terrorist rights aid advocacy".split())
#: Words beside a name that may say what it is: one look-up spares nearly all names the rest.
NOUNS_BESIDE = _NOUNS_AFTER | _BEFORE_NOUN
_LEGAL = frozenset("inc corp ltd llc plc gmbh ag co kg se spa sa nv bv company holdings group".split())
#: Plurals behind a place that nobody plays for: "the Mexico Talks".
_NO_TEAMS = frozenset(
    "talks games papers protests riots attacks bombings sanctions accords negotiations wars files principles"
    " agreements parties results rules laws times news dollars".split()
)
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_NOT_FIRST = W.PEOPLE | W.FUNCTION | W.ROLE | W.CALENDAR | W.HONORIFIC
_GIVEN_OR_COMMON_OR_COMPASS = W.GIVEN | W.COMMON | W.COMPASS
_NO_BODY = W.PLACE | W.INITIAL | W.DIGIT | W.NO_NAME
_CITY_OR_COMMON = W.CITY | W.COMMON
_FAMILY_OR_GIVEN = W.FAMILY | W.GIVEN
_GIVEN_OR_FAMILY_OR_COMMON = W.GIVEN | W.FAMILY | W.COMMON


def find_short_companies(page: Page) -> None:
    """ "Pegasus said" after "Pegasus Gold Inc": a company's name without what the law adds, and its first
    word."""
    wanted: set[str] = set()
    longer: dict[str, set[tuple[str, ...]]] = {}
    for draft in page.drafts:
        if draft.kind != "organisation" or page.words[draft.last].lower() not in _LEGAL:
            continue
        if draft.last - draft.first > 1:
            name = tuple(page.words[draft.first : draft.last])
            longer.setdefault(name[0], set()).add(name)  # "Cooper Development" of "Cooper Development Co"
        bits = page.bits[draft.first]
        odd = W.COMMON | W.PLACE | W.PEOPLE | W.CITY | W.FUNCTION | W.ROLE | W.MODIFIER | W.COMPASS
        if draft.last > draft.first and not bits & odd and len(page.words[draft.first]) > 3:
            wanted.add(page.words[draft.first])
    if not wanted and not longer:
        return
    for i, word in enumerate(page.words):
        for name in longer.get(word, ()):
            last = i + len(name) - 1
            if page.words[i : last + 1] == list(name) and page.free(i, last) and page.gaps[i] != HYPHEN:
                page.add(Draft("organisation", i, last, "organisation-company-short", 0.75, short=True))
        if word in wanted and page.owner[i] is None and page.gaps[i] != HYPHEN:
            page.add(Draft("organisation", i, i, "organisation-company-short", 0.7, short=True))


def find_by_noun(page: Page, first: int, last: int) -> None:
    """ "the Russian gas giant Gazprom", "Yonhap news agency", "the Bild newspaper": the noun beside says
    what it is."""
    bits, words = page.bits, page.words
    begin = first
    while begin <= last and bits[begin] & _NOT_FIRST:
        begin += 1
    if begin > last or last - begin > 3:
        return
    if any(d is not None and d.kind != "place" for d in page.owner[begin : last + 1]):
        return
    if not page.free(begin, last):
        before = begin - 1
        named = before >= 0 and page.gaps[begin] == JOIN and bits[before] & W.ORG_NOUN
        if named and words[before].islower() and page.owner[begin] is None and last > begin:
            if not bits[begin] & _GIVEN_OR_COMMON_OR_COMPASS:
                # "human rights group Haki Africa"
                page.add(Draft("organisation", begin, last, "organisation-noun-before", 0.7))
            return
        if _is_team(page, begin, last):
            page.add(Draft("organisation", begin, last, "organisation-team", 0.6))
        return
    if bits[begin] & _NO_BODY or (begin == last and bits[begin] & _CITY_OR_COMMON):
        return
    german = page.lexicon.nouns_capital
    if _is_team(page, begin, last):
        page.add(Draft("organisation", begin, last, "organisation-team", 0.6))
        return
    low, high = page.ranges[page.block_of[first]]
    before = begin - 1
    if (
        before >= low
        and page.gaps[begin] in (JOIN, QUOTE)
        and bits[before] & W.ORG_NOUN
        and not bits[begin] & W.COMMON
    ):
        if (words[before].islower() or german) and not (bits[begin] & W.GIVEN and begin < last):
            page.add(Draft("organisation", begin, last, "organisation-noun-before", 0.7))
            return
    if german:
        return
    k = last + 1
    if k < high and words[k] in _BEFORE_NOUN:
        k += 1
    if k < high and page.gaps[k] == JOIN and page.gaps[last + 1] == JOIN and words[k] in _NOUNS_AFTER:
        if not (bits[begin] & W.GIVEN and begin < last) and not (
            begin == last and bits[begin] & _FAMILY_OR_GIVEN
        ):
            page.add(Draft("organisation", begin, last, "organisation-noun-after", 0.65))


def _is_team(page: Page, begin: int, last: int) -> bool:
    """ "Miami Dolphins", "Green Bay Packers": a town, then a plural that is nobody's family name."""
    bits = page.bits
    if (
        begin == last
        or page.lexicon.nouns_capital
        or not page.words[last].endswith("s")
        or page.words[last].endswith("ss")
    ):
        return False
    if bits[last] & (
        W.GIVEN
        | W.FAMILY
        | W.PLACE
        | W.CITY
        | W.PEOPLE
        | W.EVENT_HEAD
        | W.PLACE_HEAD
        | W.ROLE
        | W.CALENDAR
        | W.ORG_HEAD
    ):
        return False
    town = page.owner[begin]
    if page.words[last].lower() in _NO_TEAMS:
        return False
    if bits[begin] & W.ACRONYM:
        return False  # "U.S. Dollars"
    if town is not None:
        return town.kind == "place" and town.last == last - 1
    return last - begin == 1 and bool(bits[begin] & W.CITY) and not bits[begin] & _GIVEN_OR_FAMILY_OR_COMMON


def find_employers(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """ "Novatek CEO Leonid Mikhelson", "Secunia shares": who has a chief executive is a company.

    Comes after the people: "Trump spokesman" has an employer, too.
    """
    families = {page.words[d.last] for d in page.drafts if d.kind == "person"}
    odd = W.PLACE | W.CITY | W.PEOPLE | W.COMMON | W.FUNCTION | W.ROLE | W.MODIFIER | W.GIVEN | W.CALENDAR
    for first, last in page_runs:
        for k in range(first + 1, min(last + 2, len(page.words))):
            if page.words[k] not in _EMPLOYED or page.gaps[k] != JOIN:
                continue
            end = begin = k - 1
            if begin > first and page.gaps[begin] == JOIN and not page.bits[begin - 1] & odd:
                begin -= 1
            usual = any(page.bits[i] & (odd | W.INITIAL) for i in range(begin, end + 1))
            if page.free(begin, end) and not usual and page.words[end] not in families:
                page.add(Draft("organisation", begin, end, "organisation-employer", 0.6))
