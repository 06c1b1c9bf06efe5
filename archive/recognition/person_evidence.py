"""What speaks for a run of capitals being a person's name: its words, and what stands around it."""

# ruff: noqa: PLR0912, PLR0915, SIM102 - evidence stands beside its reason

from __future__ import annotations

import re
from collections import Counter

from .lexicon import W
from .page import BRACKET, COMMA, HYPHEN, JOIN, POSSESSIVE, SENTENCE, Page

_EVERYDAY = W.COMMON | W.CITY | W.PLACE | W.FUNCTION | W.ACRONYM | W.ROLE | W.ORG_HEAD
_FAMILY_OR_TOWN = W.FAMILY | W.CITY
_NO_TOWN = _EVERYDAY & ~W.CITY
#: Of German nouns; few names end so.
NOUN_ENDINGS = (
    "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen", "tät",
    "täten", "ismus", "nis", "nisse", "innen", "ment", "mente",
)  # fmt: skip
ASIAN_FAMILIES = frozenset(
    "xi li hu wen wang zhang zhao liu chen yang huang wu zhou xu sun ma zhu lin guo he gao zheng bo jiang"
    " deng mao kim park lee choi jung moon ban roh yoon nguyen tran le pham tsai lam leung ai hun liao ren"
    " cao ding fang feng geng gu han hong hou jia jin kong lei liang lu luo meng pan peng qian qin qiu"
    " shen shi song su tan tang tao tian wei xiao xie xiong xue yan yao ye yin yu yuan zeng zhong zou bao"
    " pu".split()
)
_LIKES_PEOPLE = frozenset("who whose whom aged".split())
VERBS_OF_PEOPLE = frozenset(
    "has had was is says said did does will would won met wants wanted became died went came took made"
    " got hat ist war wurde will sagte sagt".split()
)
_BEFORE_PEOPLE = frozenset(
    "by with and between against from for to before after alongside including like as than when that while"
    " von mit und gegen durch für beim wie als".split()
)
#: Verbs whose object is a person as a rule: "to meet Sepp Blatter".
_DONE_TO_PEOPLE = frozenset(
    "meet met meets meeting replaced replaces replacing succeeded succeeds succeeding thanked thanks married"
    " appointed hired arrested elected nominated welcomed congratulated interviewed portrays portraying"
    " defeated defeating befriended assassinated murdered killed starring featuring honored honoured named"
    " sacked fired signed traf trifft heiratete ernannte verhaftete ersetzt".split()
)
_MEMBER_OF = frozenset("of from at von vom".split())
#: "headed by Wafula Chebukati"
_LED = frozenset("headed led chaired founded written directed composed run".split())
_HELD_AT = frozenset("von vom des der bei beim im in für".split())
_DEFINITE = frozenset("the der die dem den his her its their".split())
_LABEL = re.compile(r"\s?:\s?[\"“„«»”]")
_BEFORE_PLACES = frozenset("in at near around across outside inside im bei nahe".split())


def weigh(page: Page, begin: int, end: int, alone: Counter[str], lower: set[str], title_case: bool) -> float:
    bits, words, gaps = page.bits, page.words, page.gaps
    inner = range(begin, end + 1)
    capitals = [k for k in inner if bits[k] & W.CAP and not bits[k] & W.SUFFIX]
    score = 0.0
    head, tail = bits[begin], bits[capitals[-1]]
    if all(bits[k] & W.INITIAL for k in capitals):
        return 0.0  # "A. A. A."
    if len(words[begin]) == 1 and begin < end and gaps[begin + 1] == HYPHEN:
        return 0.0  # "D-Missoula": party and home of a member of parliament
    if tail & W.PLACE_HEAD:
        score -= 2.5  # "Forbes Field", "Cal Anderson Park"
    if all(gaps[k] == HYPHEN for k in inner if k > begin):
        return 0.0  # "Anna-Mungunda-Allee" is a street
    german = page.lexicon.nouns_capital
    if (
        german
        and not head & (W.GIVEN | W.INITIAL)
        and not (gaps[begin] == JOIN and bits[begin - 1] & (W.ROLE | W.KIN))
    ):
        nouns = any(bits[k] & _EVERYDAY or words[k].endswith(NOUN_ENDINGS) for k in capitals)
        owned = words[begin].endswith("s") and words[begin][:-1] in lower  # "Putins Sieg"
        if nouns or owned or len(capitals) != 2 or words[begin].endswith("er"):
            return 0.0  # two nouns beside each other are nothing special in German
        score += 1.5  # "Thorgan Hazard": but no word that anybody knows
        if tail & W.GIVEN:
            score += 0.5  # "Mojib Latif"
    if head & W.GIVEN:
        weak = head & (W.COMMON | W.PLACE | W.CALENDAR | W.MODIFIER)
        score += 2.0 if weak else 3.0
    elif head & W.INITIAL:
        score += 2.0
    elif len(capitals) == 2 and words[begin].lower() in ASIAN_FAMILIES and not head & W.FUNCTION:
        score += 1.0  # "Liao Yiwu"
    elif len(capitals) > 2 and bits[capitals[1]] & W.GIVEN:
        score += 1.0
    if tail & W.FAMILY:
        score += 1.5
    if any(bits[k] & W.INITIAL for k in inner if k > begin):
        score += 2.0
    if any(gaps[k] == HYPHEN and not bits[k] & W.CAP for k in inner if k > begin):
        score += 2.5  # "Ban Ki-moon"
    if not any(_everyday(bits[k]) for k in capitals) and not title_case and not german:
        score += 1.4 if page.opens_sentence(begin) else 1.8
    if any(not bits[k] & W.CAP and bits[k] & W.PARTICLE for k in inner):
        score += 1.5
    if alone[words[capitals[-1]]] and not tail & (W.PLACE | W.COMMON | W.PEOPLE):
        score += 1.5
    sure = bool(head & W.GIVEN) and not head & (W.COMMON | W.PLACE | W.CALENDAR | W.MODIFIER)
    for k in capitals:
        if (bits[k] & W.COMMON and not bits[k] & (W.GIVEN | W.FAMILY)) or words[k].lower() in lower:
            # "Martha Chase", "John Near": after a sure given name an everyday word says little.
            score -= 0.5 if sure and k > begin else 1.5
    if tail & (W.PLACE | W.PEOPLE) or (head & (W.PLACE | W.PEOPLE) and not head & W.GIVEN):
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


def _everyday(kinds: int) -> bool:
    """Whether a word is known as something else than a name; most family names are some town's, too."""
    return bool(kinds & _EVERYDAY) and not (
        kinds & _FAMILY_OR_TOWN == _FAMILY_OR_TOWN and not kinds & _NO_TOWN
    )


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
            elif word == "by" and begin - 2 >= low and words[begin - 2] in _LED:
                score += 1.2
            elif word in _DONE_TO_PEOPLE:
                score += 0.8
            elif word in _BEFORE_PEOPLE:
                score += 0.3
        elif before & (W.ROLE | W.KIN):
            score += 1.0
    nxt = end + 1
    if nxt < high:
        after, word = bits[nxt], words[nxt]
        german = page.lexicon.nouns_capital
        if gaps[nxt] == SENTENCE and _LABEL.match(page.text, page.ends[end]):
            score += 1.5  # `Edin Terzic: “We deserve more.”`
        if gaps[nxt] == JOIN and word in _MEMBER_OF and _body_near(page, nxt + 1, high):
            score += 1.5 if german else 1.0  # "Hortensia Völckers von der Kulturstiftung des Bundes"
        if gaps[nxt] == JOIN:
            if after & W.CUE:
                score += 2.0
            elif word in VERBS_OF_PEOPLE or (word.endswith("ed") and word.islower()):
                score += 0.8
            elif word in _LIKES_PEOPLE:
                score += 2.0
        elif gaps[nxt] == COMMA:
            if begin > low and gaps[begin] == COMMA:
                score += 0.8  # "the head of the agency, Filippo Grandi, called for help"
                if _role_opens(page, begin, low):
                    score += 1.2
            if (
                word in _LIKES_PEOPLE
                or word in ("whose", "born", "der", "die")
                or (after & W.DIGIT and word.isdigit() and len(word) == 2)
            ):
                score += 1.5
            elif word in ("a", "an", "the", "director", "head", "chief") or (
                after & W.ROLE and not after & W.CAP
            ):
                score += 1.0
            elif _role_follows(page, nxt, high):
                score += 1.2
            elif german and after & W.ROLE and words[nxt + 1 : nxt + 2] and words[nxt + 1] in _HELD_AT:
                score += 1.6  # "Selmin Çalışkan, Generalsekretärin von Amnesty International"
            elif after & (W.PLACE) and not after & W.GIVEN:
                score -= 1.5
        elif gaps[nxt] == POSSESSIVE:
            score += 0.3 if page.lexicon.nouns_capital else 1.0
        elif gaps[nxt] == BRACKET and after & W.DIGIT and len(word) == 2:
            score += 1.5
    return score


def _body_near(page: Page, first: int, high: int) -> bool:
    """Whether an organisation is named within a word or two."""
    near = page.owner[first : min(first + 3, high)]
    return any(owner is not None and owner.kind == "organisation" for owner in near)


def _role_opens(page: Page, begin: int, low: int) -> bool:
    """ "Die Ministerin für Wissenschaft des Landes, Manja Schüle, …": who is described before the comma."""
    for k in range(begin - 1, max(low, begin - 14) - 1, -1):
        kinds = page.bits[k]
        if page.gaps[k + 1] not in (JOIN, HYPHEN, COMMA, POSSESSIVE) or page.owner[k] is not None:
            if page.owner[k] is None or page.owner[k].kind == "person":  # type: ignore[union-attr]
                return False
        if kinds & W.ROLE and not kinds & W.FUNCTION:
            return bool(k > low and page.words[k - 1].lower() in _DEFINITE) or page.gaps[k] == POSSESSIVE
        if kinds & W.CUE and not kinds & W.CAP:
            return False
    return False


def _role_follows(page: Page, first: int, high: int) -> bool:
    """ "Rinaldo Depagne, West Africa director at": an apposition that begins with no article."""
    for k in range(first, min(first + 6, high)):
        if k > first and page.gaps[k] not in (JOIN, HYPHEN, POSSESSIVE):
            return False
        kinds = page.bits[k]
        if kinds & W.ROLE and not kinds & W.FUNCTION:
            return k > first
        if kinds & W.FUNCTION or kinds & W.CUE:
            return False
    return False
