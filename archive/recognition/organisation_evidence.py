"""Unknown organisations by what the text says of them: "Konami said", "Nathan Law of Demosisto".

No list and no head noun gives these names away. As with people, the signs of all places where a name
stands are added up, and the name is taken everywhere or nowhere.
"""

# ruff: noqa: PLR0911, PLR0912 - evidence stands beside its reason

from __future__ import annotations

from .lexicon import W
from .page import COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page

_ENOUGH = 2.0
_ODD = (
    W.PLACE | W.CALENDAR | W.FUNCTION | W.ROLE | W.HONORIFIC | W.PEOPLE | W.EVENT_HEAD | W.PLACE_HEAD
    | W.NO_NAME | W.COMPASS | W.DIGIT | W.INITIAL | W.MODIFIER
)  # fmt: skip
#: What only a body does, as a rule.
_DEEDS = frozenset(
    "announced announces launched launches unveiled acquired acquires owns operates operated employs employed"
    " manufactures produces produced sells sold published publishes filed plans reported reports recalled"
    " merged developed develops provides provided hired fired posted bought cut raised issued signed sponsors"
    " broadcast aired campaigned advocates monitors claims claimed estimates estimated lobbies".split()
)
_OWNED = frozenset(
    "ceo cfo spokesman spokeswoman spokesperson headquarters shares products website editor founder board"
    " employees customers profits owner subsidiary chairman chairwoman director offices app software fleet"
    " members lawyers representative representatives leadership manifesto".split()
)
#: What only a company has.
_OF_COMPANIES = frozenset(
    "ceo CEO cfo CFO chairman chairwoman headquarters shares subsidiary shareholders customers".split()
)
#: A role that one has in a body, of which "of", "at", "for" or "with" tells the name.
_ROLES_OF_PLACES = frozenset(
    "president king queen prince princess duke duchess emperor mayor bishop archbishop governor minister"
    " premier chancellor ambassador people residents resident citizen citizens victims victim survivor"
    " survivors village son daughter father mother brother sister wife husband part parts".split()
)
_MEMBERS = frozenset(
    "member members employee employees founder co-founder ceo chairman chairwoman spokesman spokeswoman"
    " spokesperson editor editor-in-chief boss owner manager head director analyst analysts lawyer singer"
    " guitarist drummer subsidiary supporters activists parent customers shareholders".split()
)
#: "Nobel laureate", "Oscar winner", "Hitler expert"
_NO_EMPLOYEES = frozenset(
    "laureate winner winners champion star expert experts critic veteran actor actress supporter hero rival"
    " successor opponent candidate rebel survivor victim".split()
)
_TOLD = frozenset("subsidiary unit division affiliate part".split())
_WORKS = frozenset("works worked working plays played playing writes signed founded joined".split())
_INTO = frozenset(
    "joined acquired bought founded sued quit joining left co-founded owns owned acquiring join".split()
)


def find_unknown_bodies(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """Leaves a draft wherever a name stands for which enough speaks that it is a body's."""
    if page.lexicon.nouns_capital:
        return  # two capitals beside each other prove nothing in German
    places: dict[str, list[tuple[int, int]]] = {}
    families = {page.words[d.last] for d in page.drafts if d.kind == "person"}
    owner, bits = page.owner, page.bits
    for first, last in page_runs:
        if first == last and (owner[first] is not None or bits[first] & _ODD):
            continue  # most runs
        for begin, end in _free(page, first, last):
            if page.words[end] in families or page.words[begin] in families:
                continue
            places.setdefault(page.surface(begin, end), []).append((begin, end))
    for found in places.values():
        begin, end = found[0]
        score = sum(_sign(page, *place) for place in found) + min(0.6, 0.3 * (len(found) - 1))
        if begin == end:
            kinds = bits[begin]
            if kinds & (W.GIVEN | W.FAMILY):
                score -= 1.0  # "Smith said": a person of whom the text does not say more
            if kinds & W.COMMON:
                score -= 1.2
            if kinds & W.CITY:
                score -= 1.0
        if score >= _ENOUGH:
            for place in found:
                page.add(Draft("organisation", *place, "organisation-evidence", min(0.9, 0.4 + score / 10)))


def _free(page: Page, first: int, last: int) -> list[tuple[int, int]]:
    """Stretches of one to three words of a run that nothing has claimed and that may be a body's name."""
    bits, found = page.bits, []
    begin = -1
    for k in range(first, last + 2):
        fits = (
            k <= last
            and page.owner[k] is None
            and bits[k] & W.CAP
            and not bits[k] & _ODD
            and not (k > first and k == begin and page.gaps[k] == HYPHEN)
        )
        if fits:
            begin = k if begin < 0 else begin
        elif begin >= 0:
            if k - begin <= 3 and not (page.opens_sentence(begin) and bits[begin] & W.COMMON):
                behind_hyphen = page.gaps[begin] == HYPHEN or (k <= last and page.gaps[k] == HYPHEN)
                if not behind_hyphen and not page.titled[page.block_of[begin]]:
                    found.append((begin, k - 1))
            begin = -1
    return found


def _sign(page: Page, begin: int, end: int) -> float:
    """What one place says for (or against) the name being a body's."""
    words, gaps, bits, owner = page.words, page.gaps, page.bits, page.owner
    low, high = page.ranges[page.block_of[begin]]
    score = 0.0
    nxt = end + 1
    if nxt < high:
        after = words[nxt]
        if gaps[nxt] == JOIN:
            if after in _DEEDS:
                score += 1.6
            elif bits[nxt] & W.CUE and after.islower():
                score += 1.7  # whoever speaks and is a person was named in full before
            elif after in _OWNED or (
                bits[nxt] & W.ROLE and after.islower() and nxt + 1 < high and after not in _NO_EMPLOYEES
            ):
                # "Novatek spokesman", "Youngspiration lawmaker Yau Wai-ching"
                person = owner[nxt + 1] if nxt + 1 < high else None
                score += 2.0 if person is not None and person.kind == "person" else 1.4
        elif gaps[nxt] == COMMA:
            score += _described(page, nxt, high)
        elif gaps[nxt] == POSSESSIVE:
            person = owner[nxt]
            if after in _OF_COMPANIES and not bits[end] & (W.FAMILY | W.GIVEN):
                score += 2.0  # "Iberia's chairman and chief executive"
            elif after in _OWNED or bits[nxt] & W.ROLE:
                score += 1.6
            elif person is not None and person.kind == "person" and not person.short:
                score += 2.0  # "Demosisto's Nathan Law"
    if begin > low and gaps[begin] == JOIN:
        before = words[begin - 1]
        if before in ("in", "near", "the", "The", "a", "an"):
            score -= 1.5 if before in ("in", "near") else 0.6
        elif before in _INTO:
            score += 1.2
        elif before == "to" and begin - 2 >= low and words[begin - 2] in ("according", "According"):
            score += 1.5
        elif before == "told":
            score += 1.2
        elif before in ("of", "at", "for", "with", "from", "by") and begin - 2 >= low:
            score += _after_preposition(page, before, begin - 2)
    return score


def _described(page: Page, first: int, high: int) -> float:
    """ "Safaricom, the country's largest mobile operator": the noun in apposition says what it is."""
    if page.words[first] not in ("a", "an", "the", "one"):
        told = page.words[first] in _TOLD and first + 1 < high and page.words[first + 1] == "of"
        return 2.2 if told else 0.0  # "at Conoco, subsidiary of DuPont"
    for k in range(first + 1, min(first + 8, high)):
        if page.gaps[k] not in (JOIN, HYPHEN, POSSESSIVE) or page.words[k] in (
            "of",
            "in",
            "at",
            "for",
            "who",
        ):
            return 0.0
        if page.bits[k] & W.ORG_NOUN and page.words[k].islower():
            return 2.2
    return 0.0


def find_same_bodies(page: Page) -> None:
    """An organisation's name found in one place is its name in all others that nothing has claimed."""
    wanted: dict[str, set[tuple[str, ...]]] = {}
    for draft in page.drafts:
        if draft.kind == "organisation" and not draft.trim and draft.rule != "organisation-team-place":
            name = tuple(page.words[draft.first : draft.last + 1])
            odd = W.COMMON | W.PLACE | W.CITY | W.FAMILY | W.GIVEN | W.FUNCTION | W.PEOPLE | W.ROLE
            if len(name) > 1 or not page.bits[draft.first] & odd:
                wanted.setdefault(name[0], set()).add(name)
            if _says_more_without(page, draft):
                wanted.setdefault(name[0], set()).add(name[:-1])
    for i in page.capitals:
        for name in wanted.get(page.words[i], ()):
            last = i + len(name) - 1
            if (
                page.owner[i] is None
                and tuple(page.words[i : last + 1]) == name
                and page.block_of[i] == page.block_of[last]
                and page.free(i, last)
                and page.gaps[i] != HYPHEN
            ):
                page.add(Draft("organisation", i, last, "organisation-again", 0.75))
                break


def _says_more_without(page: Page, draft: Draft) -> bool:
    """ "Future Forward" after "Future Forward Party": a name that does without the noun at its end."""
    if page.words[draft.last] not in ("Party", "Movement", "Coalition") or draft.last - draft.first < 1:
        return False
    kinds, word = page.bits[draft.last - 1], page.words[draft.last - 1].lower()
    if kinds & (W.PEOPLE | W.MODIFIER | W.PLACE | W.FUNCTION | W.ORG_HEAD | W.GIVEN | W.FAMILY):
        return False
    if word.endswith(("ic", "al", "ist", "ive", "an", "ar", "ese", "ish")):
        return False  # "Social Democratic", "Socialist"
    return draft.last - draft.first > 1 or not kinds & W.COMMON


def _after_preposition(page: Page, preposition: str, k: int) -> float:
    """ "Nathan Law of Demosisto", "an analyst at Jefferies", "works for Jefferies", "owned by Newell"."""
    owner, word = page.owner[k], page.words[k].lower()
    if preposition == "by":
        return 1.5 if word in ("owned", "acquired", "published", "manufactured", "employed") else 0.0
    if preposition == "from":
        return 0.8 if word in _MEMBERS else 0.0
    if owner is not None and owner.kind == "person":
        return {"of": 2.0, "at": 2.0, "with": 1.0}.get(preposition, 0.0)
    if word in _MEMBERS:
        return 2.0
    if word in _WORKS:
        return 1.5 if preposition in ("at", "for", "with") else 0.0
    if page.bits[k] & W.ROLE and word not in _ROLES_OF_PLACES:
        return 1.2 if preposition in ("at", "for", "with") else 0.8
    return 0.0
