"""People in running text: full names by titles, given names and what stands around them.

Most names in the news stand in no list. Evidence is added up; a name is taken when there is enough of it.
"""

# ruff: noqa: PLR0912, SIM102 - evidence stands beside its reason

from __future__ import annotations

from collections import Counter

from .lexicon import W
from .page import COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page
from .person_evidence import NOUN_ENDINGS, VERBS_OF_PEOPLE, weigh

_NOT_IN_NAME = (
    W.FUNCTION
    | W.CALENDAR
    | W.DIGIT
    | W.ORG_HEAD
    | W.PEOPLE
    | W.EVENT_HEAD
    | W.PLACE_HEAD
    | W.COMPASS
    | W.NO_NAME
)
_LEADING = (
    W.ROLE | W.HONORIFIC | W.MODIFIER | W.PEOPLE | W.PLACE | W.FUNCTION | W.ORG_HEAD | W.ACRONYM | W.CALENDAR
)
#: Somebody in a list is called "In"; after a caption without its stop the word begins a sentence.
_NEVER_IN_NAME = frozenset("In On At Of For And But By With From As It Its The When After Also If".split())
_MARKS = frozenset("\"“”„‟«»'‘’")
#: What has to come together before a run of capitals counts as a person.
_ENOUGH = 2.4
_ENOUGH_GERMAN = 3.0
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_BEFORE_A_NAME = W.ROLE | W.HONORIFIC | W.FUNCTION | W.PEOPLE
_ROLE_OR_HONORIFIC = W.ROLE | W.HONORIFIC
_GIVEN_OR_FAMILY = W.GIVEN | W.FAMILY
_NOT_GIVEN_ALONE = W.COMMON | W.PLACE | W.CITY | W.CALENDAR | W.FUNCTION | W.ACRONYM | W.MODIFIER
_ORG_HEAD_OR_PEOPLE = W.ORG_HEAD | W.PEOPLE
_INITIAL_OR_SUFFIX = W.INITIAL | W.SUFFIX
_GIVEN_OR_FAMILY_OR_CALENDAR = W.GIVEN | W.FAMILY | W.CALENDAR
_ACRONYM_OR_PLACE_OR_KNOWN_ORG = W.ACRONYM | W.PLACE | W.KNOWN_ORG
_INITIAL_OR_GIVEN = W.INITIAL | W.GIVEN
_COMMON_OR_ORG_HEAD = W.COMMON | W.ORG_HEAD
_FAMILY_OR_GIVEN_OR_CALENDAR = W.FAMILY | W.GIVEN | W.CALENDAR
_GIVEN_OR_INITIAL = W.GIVEN | W.INITIAL
_FAMILY_OR_GIVEN = W.FAMILY | W.GIVEN


def find_people(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """Leaves a draft for every full name, and for every short one that a title announces."""
    alone = _alone(page, page_runs)
    lower = set(page.words)
    _nicknamed(page)
    weighed: dict[str, list[tuple[float, int, int]]] = {}
    for first, last in page_runs:
        for begin, end in _free_parts(page, first, last):
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
        if any(_beside_person(page, begin, end, families) for _, begin, end in places):
            _take(page, places, score + 1.2)
    _given_alone(page, page_runs)


def _nicknamed(page: Page) -> None:
    """ "Benjamin “Bibi” Netanyahu": one name, with what the person is called in marks."""
    bits, text = page.bits, page.text
    for i in page.capitals:
        if not bits[i] & W.GIVEN or i + 2 >= page.ranges[page.block_of[i]][1]:
            continue
        opened = text[page.ends[i] : page.starts[i + 1]]
        if len(opened) != 2 or opened[1] not in _MARKS or opened[0] != " ":
            continue
        k = i + 2
        while k < page.ranges[page.block_of[i]][1] and k < i + 5:
            closed = text[page.ends[k - 1] : page.starts[k]]
            if len(closed) == 2 and closed[0] in _MARKS and closed[1] == " ":
                if bits[k] & W.CAP and not bits[k] & _NOT_IN_NAME and bits[i + 1] & W.CAP:
                    page.add(Draft("person", i, k, "person-nickname", 0.9))
                break
            k += 1


def _alone(page: Page, page_runs: list[tuple[int, int]]) -> Counter[str]:
    """How often each capitalised word stands by itself: a family name comes back without the given one."""
    words: Counter[str] = Counter()
    for first, last in page_runs:
        begin = first
        while begin < last and page.bits[begin] & _BEFORE_A_NAME:
            begin += 1
        if begin == last and not (begin == first and page.opens_sentence(first)):
            if first and page.words[first - 1] in ("the", "The", "a", "an", "their", "own"):
                continue  # "the Polaroid" is a thing
            if page.lexicon.nouns_capital and first and page.bits[first - 1] & W.FUNCTION:
                continue  # "am Flughafen" says nothing of "Münchner Flughafen"
            words[page.words[last]] += 1
        elif begin == last == first and (page.bits[last] & W.FAMILY or _acts(page, last)):
            words[page.words[last]] += 1
    return words


def _acts(page: Page, i: int) -> bool:
    """Whether a word that opens a sentence is its subject: "Momade met", "Momade's men"."""
    after = i + 1
    if after >= page.ranges[page.block_of[i]][1] or page.bits[i] & (W.COMMON | W.FUNCTION):
        return False
    if page.gaps[after] == POSSESSIVE:
        return True
    verb = (
        page.bits[after] & W.CUE or page.words[after] in VERBS_OF_PEOPLE or page.words[after].endswith("ed")
    )
    return page.gaps[after] == JOIN and bool(verb) and not page.lexicon.nouns_capital


def _free_parts(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    """The stretches of a run that nothing has claimed yet; a gazetteer's person may grow by its
    neighbours."""
    if first == last:
        owner = page.owner[first]
        return [(first, last)] if owner is None or _soft(page, owner) else []
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
    """A single known place or city inside a run proves little: "Jack London", "Kevin Holland-Moritz"."""
    if owner.kind != "place":
        return False
    if owner.last > owner.first:
        # "Aung San" is a town, Aung San Suu Kyi is not.
        nxt = owner.last + 1
        goes_on = nxt < len(page.words) and page.joins(nxt) and page.bits[nxt] & W.CAP
        given = page.bits[owner.first] & W.GIVEN and not page.bits[owner.first] & W.COMMON
        return bool(goes_on and given and not owner.keys)
    after = owner.last + 1
    hyphened = page.gaps[owner.first] == HYPHEN or (after < len(page.gaps) and page.gaps[after] == HYPHEN)
    return hyphened or not page.lexicon.nouns_capital


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
        if bits[k] & _ROLE_OR_HONORIFIC and not (k > first and _is_name_already(page, begin, k)):
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
    end = _name_end(page, begin, last)
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


def _beside_person(page: Page, begin: int, end: int, families: set[str]) -> bool:
    """Whether a comma or "and" is all that stands between these words and a person."""
    low, high = page.ranges[page.block_of[begin]]
    for at, step in ((begin - 1, -1), (end + 1, 1)):
        k = at
        if low <= k < high and page.words[k] in ("and", "und", "or", "&"):
            k += step
        elif page.gaps[begin if step < 0 else at if at < high else begin] != COMMA:
            continue
        if low <= k < high:
            owner = page.owner[k]
            if owner is not None and owner.kind == "person":
                return True
            if owner is None and page.words[k] in families:
                return True  # "Arjen Robben and Lewandowski turned the match around"
    return False


def _given_alone(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """ "Gloria" three times and never a family name: somebody is called so, though nobody can say who."""
    if page.lexicon.nouns_capital:
        return  # "Jahr" is somebody's name, too
    found: dict[str, list[int]] = {}
    families = {page.words[d.last] for d in page.drafts if d.kind == "person" and d.last > d.first}
    for first, last in page_runs:
        bits = page.bits[first]
        if page.words[first] in families:
            continue
        if first != last or page.owner[first] is not None or not bits & W.GIVEN:
            continue
        if bits & _NOT_GIVEN_ALONE or len(page.words[first]) < 4:
            continue
        if page.gaps[first] == HYPHEN or page.words[first - 1] in ("the", "The", "in", "of"):
            continue
        after = first + 1
        if after < len(page.words) and page.gaps[after] == COMMA and page.bits[after] & W.PLACE:
            continue  # "Hiram, Maine"
        found.setdefault(page.words[first], []).append(first)
    for places in found.values():
        if len(places) >= 2:
            for i in places:
                page.add(Draft("person", i, i, "person-given-alone", 0.5, short=True))


def _is_name_already(page: Page, begin: int, k: int) -> bool:
    """Whether the words before a title-like one are a given name ("Martin Luther King", "Stephen King")."""
    bits = page.bits
    return (
        begin < k and bool(bits[begin] & W.GIVEN) and not bits[begin] & _ROLE_OR_HONORIFIC and k - begin <= 2
    )


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
                and not (capitals == 0 and k < last and bits[k] & W.GIVEN)
                and not (k > begin and page.gaps[k] == HYPHEN and bits[k] & W.GIVEN)  # "Hans-Christian"
                and not (
                    capitals >= 1
                    and bits[k] & _GIVEN_OR_FAMILY
                    and not bits[k] & _ORG_HEAD_OR_PEOPLE
                    and page.words[k] not in _NEVER_IN_NAME
                )
                and not (
                    # "Manuel Neuer": within a sentence German prints no small word large.
                    capitals == 1
                    and page.lexicon.nouns_capital
                    and bits[k] & W.FUNCTION
                    and bits[begin] & W.GIVEN
                    and page.gaps[k] == JOIN
                )
            ):
                break
            if (
                bits[k] & W.ACRONYM
                and not bits[k] & _INITIAL_OR_SUFFIX
                and k > begin
                and not page.words[k].endswith(".")
            ):
                # "VLADIMIR PUTIN" in capitals throughout is a name, "Getty AFP" none.
                if not bits[k - 1] & W.ACRONYM:
                    break
            if capitals and bits[k] & W.ROLE and not bits[k] & _GIVEN_OR_FAMILY:
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
    if bits[begin] & (_NOT_IN_NAME & ~W.CALENDAR) and not bits[begin] & _GIVEN_OR_FAMILY_OR_CALENDAR:
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
        and not bits & (_NOT_IN_NAME | W.PLACE | W.KNOWN_ORG | W.ACRONYM | W.CITY)
        and (bits & _FAMILY_OR_GIVEN or not bits & W.COMMON)
    ):
        page.add(Draft("person", i, i, "person-title", 0.6, short=True, title=page.words[i - 1]))
