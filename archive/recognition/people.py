"""People in running text: full names by titles, given names and what stands around them.

Most names in the news stand in no list. Evidence is added up; a name is taken when there is enough of it.
"""

# ruff: noqa: PLR0911, PLR0912, SIM102 - evidence stands beside its reason

from __future__ import annotations

from collections import Counter

from .lexicon import W
from .page import HYPHEN, JOIN, Draft, Page
from .person_evidence import NOUN_ENDINGS, weigh
from .person_runs import (
    NOT_IN_NAME,
    beside_person,
    find_given_alone,
    find_nicknamed,
    free_parts,
    is_name_already,
    name_end,
    standing_alone,
)

_LEADING = (
    W.ROLE | W.HONORIFIC | W.MODIFIER | W.PEOPLE | W.PLACE | W.FUNCTION | W.ORG_HEAD | W.ACRONYM | W.CALENDAR
)
#: What has to come together before a run of capitals counts as a person.
_ENOUGH = 2.4
_ENOUGH_GERMAN = 3.0
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_ROLE_OR_HONORIFIC = W.ROLE | W.HONORIFIC
_GIVEN_OR_FAMILY = W.GIVEN | W.FAMILY
_GIVEN_OR_FAMILY_OR_CALENDAR = W.GIVEN | W.FAMILY | W.CALENDAR
_ACRONYM_OR_PLACE_OR_KNOWN_ORG = W.ACRONYM | W.PLACE | W.KNOWN_ORG
_INITIAL_OR_GIVEN = W.INITIAL | W.GIVEN
_COMMON_OR_ORG_HEAD = W.COMMON | W.ORG_HEAD
_FAMILY_OR_GIVEN_OR_CALENDAR = W.FAMILY | W.GIVEN | W.CALENDAR
_GIVEN_OR_INITIAL = W.GIVEN | W.INITIAL
_FAMILY_OR_GIVEN = W.FAMILY | W.GIVEN


def find_people(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """Leaves a draft for every full name, and for every short one that a title announces."""
    alone = standing_alone(page, page_runs)
    lower = set(page.words)
    find_nicknamed(page)
    weighed: dict[str, list[tuple[float, int, int]]] = {}
    for first, last in page_runs:
        for begin, end in free_parts(page, first, last):
            found = _in_part(page, begin, end, alone, lower, page.titled[page.block_of[first]])
            if found is not None:
                weighed.setdefault(page.surface(found[1], found[2]), []).append(found)
    enough = _ENOUGH_GERMAN if page.lexicon.nouns_capital else _ENOUGH
    doubtful = []
    for places in weighed.values():
        # What one place leaves open another may show: "Dries Mertens scored", "Mertens said".
        score = max(p[0] for p in places) + min(1.5, 0.5 * (len(places) - 1))
        if score >= enough:
            _take(page, places, score)
        elif score >= enough - 1.2:
            doubtful.append((score, places))
    families = {page.words[d.last] for d in page.drafts if d.kind == "person"}
    for score, places in doubtful:
        # "Emil Habibi and Jabra Nicola": beside a person, in a list.
        if any(beside_person(page, begin, end, families) for _, begin, end in places):
            _take(page, places, score + 1.2)
    find_given_alone(page, page_runs)


def _in_part(
    page: Page, first: int, last: int, alone: Counter[str], lower: set[str], title_case: bool
) -> tuple[float, int, int] | None:
    """Takes what a title announces; else the weight of what may be a name, with its first and last word."""
    bits = page.bits
    begin = first
    title = ""
    # "British Prime Minister Theresa May", "US President Donald Trump", "Mrs May": the name follows the
    # last title.
    for k in range(first, last + 1):
        if bits[k] & _ROLE_OR_HONORIFIC and not (k > first and is_name_already(page, begin, k)):
            if bits[k] & W.GIVEN and k < last and not bits[k] & W.HONORIFIC and k == first:
                continue
            begin = k + 1
            title = page.words[k]
        elif bits[k] & _LEADING and not bits[k] & W.GIVEN and k == begin and k < last:
            begin = k + 1
    if begin > last:
        return None
    if (
        not title
        and begin > first >= 2
        and page.words[first - 1] == "of"
        and (bits[first - 2] & W.ROLE and bits[first - 2] & W.CAP and bits[first] & W.MODIFIER)
    ):
        title = page.words[first - 2]  # "Secretary of State Kerry"
    while begin < last and bits[begin] & W.FUNCTION:
        begin += 1
    if not title and bits[begin] & W.COMMON and not bits[begin] & _GIVEN_OR_FAMILY:
        # "County Coroner William McLaughlin": the name begins with the given one.
        given = next(
            (k for k in range(begin + 1, last) if bits[k] & W.GIVEN and not bits[k] & W.COMMON), None
        )
        if given is not None and page.gaps[given] == JOIN:
            begin = given
    if page.lexicon.nouns_capital and not title and not bits[begin] & W.GIVEN:
        # "unter Leitung von Ella Pamfilowa": nouns before a sure given name are nouns.
        sure = (k for k in range(begin + 1, last) if bits[k] & W.GIVEN and not bits[k] & W.COMMON)
        given = next(sure, None)
        if given is not None and page.gaps[given] == JOIN:
            begin = given
    if begin > first and page.gaps[begin] == HYPHEN and not title:
        return None
    end = name_end(page, begin, last)
    if end < begin and title and title[0].isupper() and bits[begin] & W.FAMILY and begin == last:
        end = begin  # "Mrs May"
    if end < begin:
        return None
    if title:
        _after_title(page, begin, end, title)
        return None
    if end == begin:
        _single_after_role(page, begin)
        return None
    return weigh(page, begin, end, alone, lower, title_case), begin, end


def _take(page: Page, places: list[tuple[float, int, int]], score: float) -> None:
    for _, begin, end in places:
        page.add(Draft("person", begin, end, "person-evidence", min(0.95, 0.5 + score / 12)))


def _after_title(page: Page, begin: int, end: int, title: str) -> None:
    """A name right after a title: full with two words and more, short with one."""
    bits = page.bits
    if page.titled[page.block_of[begin]] and not bits[begin] & _GIVEN_OR_FAMILY:
        if bits[begin] & W.COMMON or bits[end] & W.PLACE:
            return  # "Turkish Foreign Minister Talk Syria, Iran"
    if bits[begin] & (NOT_IN_NAME & ~W.CALENDAR) and not bits[begin] & _GIVEN_OR_FAMILY_OR_CALENDAR:
        return
    if bits[begin] & _ACRONYM_OR_PLACE_OR_KNOWN_ORG and not bits[begin] & _INITIAL_OR_GIVEN:
        return
    if end == begin and bits[begin] & W.CALENDAR and not page.words[begin - 1][0].isupper():
        return
    if end == begin and page.lexicon.nouns_capital and page.words[begin].endswith(NOUN_ENDINGS):
        return  # "Direktor Nationalmannschaften"
    common = bits[begin] & _COMMON_OR_ORG_HEAD and not bits[begin] & _FAMILY_OR_GIVEN_OR_CALENDAR
    if end == begin and common:
        return  # "Official Website", "General Meeting"
    if (
        page.lexicon.nouns_capital
        and end > begin
        and not (bits[begin] & _GIVEN_OR_INITIAL or bits[end] & W.FAMILY)
    ):
        if bits[begin] & W.COMMON:
            return
    page.add(
        Draft(
            "person",
            begin,
            end,
            "person-title",
            0.9 if end > begin else 0.75,
            short=end == begin,
            title=title,
        )
    )


def _single_after_role(page: Page, i: int) -> None:
    """One capital after a role in small letters: "chancellor Merkel", "spokesman Peskov"."""
    bits = page.bits[i]
    if page.gaps[i] != JOIN or i == 0:
        return
    before = page.bits[i - 1]
    if (
        before & W.ROLE
        and not before & W.FUNCTION
        and page.words[i - 1].islower()
        and not page.words[i - 1].endswith("s")
        and not bits & (NOT_IN_NAME | W.PLACE | W.KNOWN_ORG | W.ACRONYM | W.CITY)
        and (bits & _FAMILY_OR_GIVEN or not bits & W.COMMON)
    ):
        page.add(Draft("person", i, i, "person-title", 0.6, short=True, title=page.words[i - 1]))
