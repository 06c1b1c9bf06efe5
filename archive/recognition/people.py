"""People in running text: full names by titles, given names and what stands around them.

Most names in the news stand in no list. Evidence is added up; a name is taken when there is enough of it.
"""

from __future__ import annotations

from collections import Counter

from .lexicon import W
from .page import BRACKET, COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page, titled

_NOT_IN_NAME = (
    W.FUNCTION | W.CALENDAR | W.DIGIT | W.ORG_HEAD | W.PEOPLE | W.EVENT_HEAD | W.PLACE_HEAD | W.COMPASS | W.NO_NAME
)
_LEADING = W.ROLE | W.HONORIFIC | W.MODIFIER | W.PEOPLE | W.PLACE | W.FUNCTION | W.ORG_HEAD | W.ACRONYM | W.CALENDAR
#: What has to come together before a run of capitals counts as a person.
_ENOUGH = 2.5
_ENOUGH_GERMAN = 3.0
_EVERYDAY = W.COMMON | W.CITY | W.PLACE | W.FUNCTION | W.ACRONYM | W.ROLE | W.ORG_HEAD
_LIKES_PEOPLE = frozenset("who whose whom aged".split())
_VERBS_OF_PEOPLE = frozenset(
    "has had was is says said did does will would won met wants wanted became died went came took made got"
    " hat ist war wurde will sagte sagt".split()
)
_BEFORE_PEOPLE = frozenset(
    "by with and between against from for to von mit und gegen durch für beim".split()
)
_BEFORE_PLACES = frozenset("in at near around across outside inside im bei nahe".split())


def find_people(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """Leaves a draft for every full name, and for every short one that a title announces."""
    alone = _alone(page, page_runs)
    lower = {w for w, b in zip(page.words, page.bits, strict=True) if not b & W.CAP}
    heads = [titled(page, b) for b in range(len(page.ranges))]
    for first, last in page_runs:
        for begin, end in _free_parts(page, first, last):
            _in_part(page, begin, end, alone, lower, heads[page.block_of[first]])


def _alone(page: Page, page_runs: list[tuple[int, int]]) -> Counter[str]:
    """How often each capitalised word stands by itself: a family name comes back without the given one."""
    words: Counter[str] = Counter()
    for first, last in page_runs:
        begin = first
        while begin < last and page.bits[begin] & (W.ROLE | W.HONORIFIC | W.FUNCTION | W.PEOPLE):
            begin += 1
        if begin == last and not (begin == first and page.opens_sentence(first)):
            words[page.words[last]] += 1
        elif begin == last == first and page.bits[last] & W.FAMILY:
            words[page.words[last]] += 1
    return words


def _free_parts(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    """The stretches of a run that nothing has claimed yet; a gazetteer's person may grow by its neighbours."""
    parts = []
    begin = first
    for i in range(first, last + 2):
        owner = page.owner[i] if i <= last else None
        if i > last or (owner is not None and not _soft(page, owner)):
            if begin < i:
                parts.append((begin, i - 1))
            begin = i + 1
    return parts


def _soft(page: Page, owner: Draft) -> bool:
    """A single known place or city inside a run proves little: "Jack London", "Paris Hilton"."""
    return owner.kind == "place" and owner.first == owner.last


def _in_part(page: Page, first: int, last: int, alone: Counter[str], lower: set[str], title_case: bool) -> None:
    bits = page.bits
    begin = first
    title = ""
    # "British Prime Minister Theresa May", "US President Donald Trump", "Mrs May": the name follows the last title.
    for k in range(first, last + 1):
        if bits[k] & (W.ROLE | W.HONORIFIC) and not (k > first and _is_name_already(page, begin, k)):
            if bits[k] & W.GIVEN and k < last and not bits[k] & W.HONORIFIC and k == first:
                continue
            begin = k + 1
            title = page.words[k]
        elif bits[k] & _LEADING and not bits[k] & W.GIVEN and k == begin and k < last:
            begin = k + 1
    if begin > last:
        return
    while begin < last and bits[begin] & W.FUNCTION:
        begin += 1
    if begin > first and page.gaps[begin] == HYPHEN and not title:
        return
    end = _name_end(page, begin, last)
    if end < begin:
        return
    if title:
        _after_title(page, begin, end, title)
        return
    if end == begin:
        _single_after_role(page, begin)
        return
    score = _score(page, begin, end, alone, lower, title_case)
    if score >= (_ENOUGH_GERMAN if page.lexicon.nouns_capital else _ENOUGH):
        page.add(Draft("person", begin, end, "person-evidence", min(0.95, 0.5 + score / 12)))


def _is_name_already(page: Page, begin: int, k: int) -> bool:
    """Whether the words before a title-like one are a given name ("Martin Luther King", "Stephen King")."""
    bits = page.bits
    return begin < k and bool(bits[begin] & W.GIVEN) and not bits[begin] & (W.ROLE | W.HONORIFIC) and k - begin <= 2


def _name_end(page: Page, begin: int, last: int) -> int:
    """Last word of the name that starts at `begin`: at most five capitals, no words that no name holds."""
    bits = page.bits
    end = begin - 1
    capitals = 0
    k = begin
    while k <= last:
        if bits[k] & W.CAP:
            if capitals >= 5 or (
                bits[k] & _NOT_IN_NAME
                and not (bits[k] & W.SUFFIX and capitals >= 2)
                and not (bits[k] & W.INITIAL)
                and not (capitals >= 1 and bits[k] & (W.GIVEN | W.FAMILY) and not bits[k] & (W.ORG_HEAD | W.PEOPLE))
            ):
                break
            if bits[k] & W.ACRONYM and not bits[k] & (W.INITIAL | W.SUFFIX) and k > begin and not page.words[k].endswith("."):
                # "VLADIMIR PUTIN" in capitals throughout is a name, "Getty AFP" none.
                if not bits[k - 1] & W.ACRONYM:
                    break
            if capitals and bits[k] & W.ROLE and not bits[k] & (W.GIVEN | W.FAMILY):
                break
            capitals += 1
            end = k
        elif page.gaps[k] == HYPHEN:
            end = k
        k += 1
    return end


def _after_title(page: Page, begin: int, end: int, title: str) -> None:
    """A name right after a title: full with two words and more, short with one."""
    bits = page.bits
    if bits[begin] & (_NOT_IN_NAME & ~W.CALENDAR) and not bits[begin] & (W.GIVEN | W.FAMILY):
        return
    if bits[begin] & (W.ACRONYM | W.PLACE | W.KNOWN_ORG) and not bits[begin] & (W.INITIAL | W.GIVEN):
        return
    if end == begin and bits[begin] & W.CALENDAR and not page.words[begin - 1][0].isupper():
        return
    if end == begin and page.lexicon.nouns_capital and bits[begin] & (W.COMMON | W.ORG_HEAD) and not bits[begin] & W.FAMILY:
        return
    if page.lexicon.nouns_capital and end > begin and not (bits[begin] & (W.GIVEN | W.INITIAL) or bits[end] & W.FAMILY):
        if bits[begin] & W.COMMON:
            return
    page.add(
        Draft("person", begin, end, "person-title", 0.9 if end > begin else 0.75, short=end == begin, title=title)
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
        and not bits & (_NOT_IN_NAME | W.PLACE | W.KNOWN_ORG | W.ACRONYM | W.CITY)
        and (bits & (W.FAMILY | W.GIVEN) or not bits & W.COMMON)
    ):
        page.add(Draft("person", i, i, "person-title", 0.6, short=True, title=page.words[i - 1]))


def _score(  # noqa: PLR0912, PLR0915 - one line of evidence after the other; apart they could not be weighed
    page: Page, begin: int, end: int, alone: Counter[str], lower: set[str], title_case: bool
) -> float:
    bits, words, gaps = page.bits, page.words, page.gaps
    inner = range(begin, end + 1)
    capitals = [k for k in inner if bits[k] & W.CAP and not bits[k] & W.SUFFIX]
    score = 0.0
    head, tail = bits[begin], bits[capitals[-1]]
    if head & W.GIVEN:
        weak = head & (W.COMMON | W.PLACE | W.CALENDAR | W.MODIFIER)
        score += 2.0 if weak else 3.0
    elif head & W.INITIAL:
        score += 2.0
    elif len(capitals) > 2 and bits[capitals[1]] & W.GIVEN:
        score += 1.0
    if tail & W.FAMILY:
        score += 1.5
    if any(bits[k] & W.INITIAL for k in inner if k > begin):
        score += 2.0
    if any(gaps[k] == HYPHEN and not bits[k] & W.CAP for k in inner if k > begin):
        score += 2.5  # "Ban Ki-moon"
    if not any(bits[k] & _EVERYDAY for k in capitals) and not page.opens_sentence(begin):
        score += 0.8
    if any(not bits[k] & W.CAP and bits[k] & W.PARTICLE for k in inner):
        score += 1.5
    if alone[words[capitals[-1]]] and not tail & (W.PLACE | W.COMMON | W.PEOPLE):
        score += 1.5
    common = sum(
        1 for k in capitals if bits[k] & W.COMMON and not bits[k] & (W.GIVEN | W.FAMILY) or words[k].lower() in lower
    )
    score -= 1.5 * common
    if tail & (W.PLACE | W.PEOPLE) or head & (W.PLACE | W.PEOPLE) and not head & W.GIVEN:
        score -= 2.5
    if any(bits[k] & (W.ACRONYM | W.KNOWN_ORG) and not bits[k] & (W.INITIAL | W.SUFFIX) for k in capitals):
        if not all(bits[k] & W.ACRONYM for k in capitals):
            score -= 3.0
    score += _context(page, begin, end)
    if title_case:
        score -= 0.5
    if page.opens_sentence(begin) and head & (W.FUNCTION | W.COMMON) and not head & W.GIVEN:
        score -= 1.5
    if len(capitals) > 4:
        score -= 1.0
    if gaps[begin] == HYPHEN:
        score -= 2.0
    return score


def _context(page: Page, begin: int, end: int) -> float:
    """What the words around a run say."""
    bits, words, gaps = page.bits, page.words, page.gaps
    score = 0.0
    low, high = page.ranges[page.block_of[begin]]
    if begin > low and gaps[begin] in (JOIN, COMMA):
        before, word = bits[begin - 1], words[begin - 1]
        if gaps[begin] == JOIN:
            if before & (W.ROLE | W.KIN) and not before & W.FUNCTION:
                score += 2.5
            elif before & W.CUE and not before & W.FUNCTION:
                score += 1.5
            elif word in ("the", "The", "der", "die", "das", "den", "dem", "des"):
                score -= 2.5
            elif word in ("a", "an", "this", "that"):
                score -= 2.0
            elif word in _BEFORE_PLACES:
                score -= 1.5
            elif word in _BEFORE_PEOPLE:
                score += 0.3
        elif before & (W.ROLE | W.KIN):
            score += 1.0
    nxt = end + 1
    if nxt < high:
        after, word = bits[nxt], words[nxt]
        if gaps[nxt] == JOIN:
            if after & W.CUE:
                score += 2.0
            elif word in _VERBS_OF_PEOPLE:
                score += 0.8
            elif word in _LIKES_PEOPLE:
                score += 2.0
        elif gaps[nxt] == COMMA:
            if word in _LIKES_PEOPLE or word in ("whose", "born", "der", "die") or after & W.DIGIT and word.isdigit() and len(word) == 2:
                score += 1.5
            elif word in ("a", "an", "the", "director", "head", "chief") or after & W.ROLE and not after & W.CAP:
                score += 1.0
            elif after & (W.PLACE) and not after & W.GIVEN:
                score -= 1.5
        elif gaps[nxt] == POSSESSIVE:
            score += 0.3
        elif gaps[nxt] == BRACKET and after & W.DIGIT and len(word) == 2:
            score += 1.5
    return score


