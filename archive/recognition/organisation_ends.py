"""How far an organisation's name goes to the right of its head noun."""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

from .lexicon import W
from .page import HYPHEN, JOIN, Page

_CONNECTORS = frozenset("of for on to in against and und de des der für zur del di do da du".split())
_ARTICLES = frozenset("the der die das den dem des la le les l los las el".split())
_LEGAL = frozenset("inc corp ltd llc plc gmbh ag co kg se spa sa nv bv company holdings group".split())
_CALENDAR_OR_DIGIT = W.CALENDAR | W.DIGIT
_CALENDAR_OR_HONORIFIC = W.CALENDAR | W.HONORIFIC
_PLACE_OR_PEOPLE = W.PLACE | W.PEOPLE
#: Ends of German nouns that say what the name behind them is.
_WHAT_IT_IS = ("konzern", "gruppe", "partei", "verband", "gewerkschaft", "bank", "agentur")
_KNOWN_ORG_OR_ACRONYM = W.KNOWN_ORG | W.ACRONYM


def grow(page: Page, head: int, last: int) -> int:
    """How far the name goes to the right of its last head noun."""
    bits, words = page.bits, page.words
    end = head
    # "University College London", "Amnesty International USA": places and everyday words, no people.
    while end < last and page.gaps[end + 1] == JOIN and _trails(page, end + 1):
        end += 1
    town = W.CITY | W.PLACE
    while head < end < last and page.gaps[end + 1] == HYPHEN and bits[end] & town and bits[end + 1] & town:
        end += 1  # "Universität Duisburg-Essen"
    if end < last and words[end + 1].lower() in _LEGAL:
        end += 1
    if end < last and end > head:
        return end
    grown = end
    aim = False  # "for Security and Co-operation in Europe", but not "University of Peking in Beijing"
    count = len(words)
    while grown == end or grown - head < 14:
        k = grown + 1
        if k >= count or page.gaps[k] != JOIN or words[k] not in _CONNECTORS:
            break
        connector = words[k]
        if connector in ("and", "und") and grown == head:
            break  # "Congress and Senate"
        k += 1
        if k < count and page.gaps[k] == JOIN and words[k] in _ARTICLES:
            k += 1
        if k >= count or page.gaps[k] != JOIN or not bits[k] & W.CAP or bits[k] & _CALENDAR_OR_DIGIT:
            break
        if not _may_follow(page, connector, k, aim):
            break
        stretch = k
        while stretch + 1 < count and stretch - k < 5 and _continues(page, stretch + 1):
            stretch += 1
        grown = stretch
        aim = aim or connector in ("for", "für")
    return grown


def _trails(page: Page, k: int) -> bool:
    bits = page.bits[k]
    if page.lexicon.nouns_capital and k and page.bits[k] & _KNOWN_ORG_OR_ACRONYM:
        noun = page.words[k - 1].lower()
        if page.bits[k - 1] & W.ORG_NOUN or noun.endswith(_WHAT_IT_IS):
            return False  # "der Organisation OWD-Info", "der Mutterkonzern PSA": the noun says what it is
    if page.titled[page.block_of[k]] and not bits & (W.ORG_HEAD | W.PLACE):
        return False  # "Venezuelan Government Expects to Resume Talks"
    odd = W.ROLE | W.HONORIFIC | W.CALENDAR | W.EVENT_HEAD | W.FUNCTION | W.PEOPLE
    if bits & odd or (bits & W.GIVEN and not bits & W.PLACE):
        return False
    owner = page.owner[k]
    return (owner is None or (owner.kind == "place" and owner.first == k)) and bool(
        bits & (W.PLACE | W.CITY | W.COMMON | W.ACRONYM | W.ORG_HEAD)
    )


def _continues(page: Page, k: int) -> bool:
    """Whether word `k` goes on with the capitals before it: "Foreign Affairs", "Co-operation"."""
    bits, gap = page.bits[k], page.gaps[k]
    if gap == HYPHEN and not bits & W.CAP:
        return page.words[k].isalpha() and bool(page.bits[k - 1] & W.CAP)
    if gap not in (JOIN, HYPHEN) or not bits & W.CAP or bits & _CALENDAR_OR_HONORIFIC:
        return False
    if bits & W.ROLE and not bits & W.ORG_HEAD:
        nxt = k + 1
        named = nxt < len(page.words) and page.joins(nxt) and page.bits[nxt] & W.CAP
        return page.words[k].endswith("s") and not named  # "Council of Economic Experts"
    return not (page.bits[k - 1] & W.PLACE and bits & W.GIVEN)


def _may_follow(page: Page, connector: str, k: int, aim: bool) -> bool:
    """Whether "of", "for", "and" … with the capital after it still belongs to the organisation's name."""
    bits = page.bits[k]
    owner = page.owner[k]
    if owner is not None and owner.kind == "person":
        return False
    if connector in ("of", "de", "des", "der", "del", "di", "do", "da", "du"):
        return not bits & W.HONORIFIC or page.words[k] == "Justice"
    if connector in ("in",):
        return aim and bool(bits & W.PLACE)
    if connector in ("and", "und"):
        if owner is not None and owner.kind == "organisation" and owner.rule.startswith("gaz"):
            return False  # "the National Commission on Human Rights and Amnesty International"
        if k + 1 < len(page.words) and page.gaps[k + 1] == HYPHEN and not page.bits[k + 1] & W.CAP:
            return True  # "Security and Co-operation"
        near = page.words[k - 1] == connector
        if near and bits & W.PEOPLE and k + 1 < len(page.words) and page.gaps[k + 1] == JOIN:
            # "School of Oriental and African Studies"
            after = page.bits[k + 1]
            return bool(after & W.CAP) and not after & (W.GIVEN | W.ORG_HEAD | W.ROLE | W.PLACE)
        return not bits & (
            W.ROLE | W.PEOPLE | W.PLACE | W.GIVEN | W.ORG_HEAD | W.ACRONYM | W.KNOWN_ORG | W.HONORIFIC
        )
    if connector == "to":
        return bool(bits & W.COMMON) and not bits & _PLACE_OR_PEOPLE
    return not bits & (W.PLACE | W.GIVEN | W.ROLE | W.ACRONYM | W.HONORIFIC)
