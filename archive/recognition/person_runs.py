"""The words of a run of capitals that may be a person's name: where it begins and ends, and who is called so
alone."""

# ruff: noqa: SIM102 - evidence stands beside its reason

from __future__ import annotations

from collections import Counter

from .lexicon import W
from .page import COMMA, HYPHEN, JOIN, POSSESSIVE, QUOTE, Draft, Page
from .person_evidence import VERBS_OF_PEOPLE

NOT_IN_NAME = (
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
#: Somebody in a list is called "In"; after a caption without its stop the word begins a sentence.
_NEVER_IN_NAME = frozenset("In On At Of For And But By With From As It Its The When After Also If".split())
_MARKS = frozenset("\"“”„‟«»'‘’")
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_BEFORE_A_NAME = W.ROLE | W.HONORIFIC | W.FUNCTION | W.PEOPLE
_ROLE_OR_HONORIFIC = W.ROLE | W.HONORIFIC
_GIVEN_OR_FAMILY = W.GIVEN | W.FAMILY
_NOT_GIVEN_ALONE = W.COMMON | W.PLACE | W.CITY | W.CALENDAR | W.FUNCTION | W.ACRONYM | W.MODIFIER
_ORG_HEAD_OR_PEOPLE = W.ORG_HEAD | W.PEOPLE
_INITIAL_OR_SUFFIX = W.INITIAL | W.SUFFIX

#: What stands before something in marks without being a given name.
_NO_NICKNAME_AFTER = (
    NOT_IN_NAME | W.COMMON | W.ROLE | W.HONORIFIC | W.PLACE | W.CITY | W.ACRONYM | W.KNOWN_ORG
)


def find_nicknamed(page: Page) -> None:
    """ "Benjamin “Bibi” Netanyahu": one name, with what the person is called in marks."""
    bits, text, gaps, last = page.bits, page.text, page.gaps, len(page.words) - 1
    for i in page.capitals:
        if i == last or gaps[i + 1] != QUOTE:
            continue  # nearly all
        sure = bits[i] & W.GIVEN
        if i + 2 >= page.ranges[page.block_of[i]][1] or (not sure and bits[i] & _NO_NICKNAME_AFTER):
            continue
        opened = text[page.ends[i] : page.starts[i + 1]]
        if len(opened) != 2 or opened[1] not in _MARKS or opened[0] != " ":
            continue
        k = i + 2
        while k < page.ranges[page.block_of[i]][1] and k < i + 5:
            closed = text[page.ends[k - 1] : page.starts[k]]
            if len(closed) == 2 and closed[0] in _MARKS and closed[1] == " ":
                # "Parit “Penguin” Chiwarak": names nobody knows, with one word between them
                known = sure or (k == i + 2 and not bits[k] & W.COMMON and not page.lexicon.nouns_capital)
                if known and bits[k] & W.CAP and not bits[k] & NOT_IN_NAME and bits[i + 1] & W.CAP:
                    first = i
                    while page.gaps[first] == HYPHEN and bits[first - 1] & W.GIVEN:
                        first -= 1  # "Hans-Dieter „Hansi“ Flick"
                    page.add(Draft("person", first, k, "person-nickname", 0.9))
                break
            k += 1


def standing_alone(page: Page, page_runs: list[tuple[int, int]]) -> Counter[str]:
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


def free_parts(page: Page, first: int, last: int) -> list[tuple[int, int]]:
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


def is_name_already(page: Page, begin: int, k: int) -> bool:
    """Whether the words before a title-like one are a given name ("Martin Luther King", "Stephen King")."""
    bits = page.bits
    if begin >= k or k - begin > 2 or not bits[begin] & W.GIVEN or bits[begin] & _ROLE_OR_HONORIFIC:
        return False
    if page.gaps[k] == HYPHEN:
        return False  # "Jury-Präsident Tom Tykwer": there are people called Jury
    # "Die Ära von Bundestrainer Joachim Löw": in German a role is one, unless people are called so.
    return not page.lexicon.nouns_capital or bool(bits[k] & W.FAMILY)


def name_end(page: Page, begin: int, last: int) -> int:
    """Last word of the name that starts at `begin`: at most five capitals, no words that no name holds."""
    bits = page.bits
    end = begin - 1
    capitals = 0
    k = begin
    while k <= last:
        if bits[k] & W.CAP:
            if capitals >= 5 or (
                bits[k] & NOT_IN_NAME
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


def find_given_alone(page: Page, page_runs: list[tuple[int, int]]) -> None:
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


def beside_person(page: Page, begin: int, end: int, families: set[str]) -> bool:
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
