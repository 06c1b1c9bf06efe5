"""Roles as an article states them: who is described as what, where, and in which words."""

# ruff: noqa: PLR0912, SIM102 - evidence stands beside its reason

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from archive.documents import RoleClaim

from .appositions import APPOSITIONS, noun_phrase
from .lexicon import W
from .page import BRACKET, COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page
from .role_claims import ARTICLES, AT, claim, owned

#: Small words that may stand inside a role: "head of policy and research", "ambassador to the UN".
_INSIDE = frozenset("of and for to on the in at im am beim".split())
#: Verbs between a role and another one: "names under consideration for CEO include former banker …".
_VERBS = frozenset(
    "include includes included including see sees saw seen meet met made make left leave led lead put set"
    " sent send get got give gave gives take took takes join joins want wants remain remains become"
    " becomes".split()
)
_ADJECTIVES = frozenset(
    "retired elected appointed renowned exiled jailed imprisoned convicted accused suspected alleged"
    " designated celebrated distinguished disgraced ousted deposed leading acting outgoing incoming"
    " founding managing marketing engineering housing visiting sitting reigning ruling training learning"
    " nursing banking shipping early elderly family supreme united naturalized experienced respected"
    " controversial detained murdered wounded".split()
)
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_MODIFIER_OR_ROLE = W.MODIFIER | W.ROLE
_ROLE_OR_MODIFIER = W.ROLE | W.MODIFIER
_CUE_OR_CALENDAR = W.CUE | W.CALENDAR
_ROLE_OR_MODIFIER_OR_CAP = W.ROLE | W.MODIFIER | W.CAP
_PEOPLE_OR_PLACE_OR_COMPASS = W.PEOPLE | W.PLACE | W.COMPASS
_MODIFIER_OR_COMPASS_OR_CAP = W.MODIFIER | W.COMPASS | W.CAP


def find_roles(page: Page, version: str) -> list[RoleClaim]:
    """All stated roles, in the order of the text, each once."""
    found: dict[tuple[int, int, int], RoleClaim] = {}
    for draft in sorted(page.drafts, key=lambda d: d.first):
        if draft.kind != "person":
            continue
        for stated in _claims(page, draft, version):
            if not stated.role and stated.organisation is None:
                continue
            found.setdefault((stated.person, stated.start, stated.end), stated)
    return list(found.values())


def _claims(page: Page, draft: Draft, version: str) -> Iterator[RoleClaim]:
    before = _before(page, draft, version)
    if before is not None:
        yield before
    elif (inverted := _before_with_comma(page, draft, version)) is not None:
        yield inverted
    for reader in APPOSITIONS:
        found = reader(page, draft, version)
        if found is not None:
            yield found
            if found.rule == "role-after" and found.organisation is not None:
                second = _second_role(page, draft, found, version)
                if second is not None:
                    yield second
            break


def _second_role(page: Page, draft: Draft, stated: RoleClaim, version: str) -> RoleClaim | None:
    """ "an economist at Goethe University and a member of the Council of Experts": the other body, too."""
    k = bisect_left(page.starts, stated.end)
    if k + 2 >= page.ranges[page.block_of[draft.last]][1] or page.words[k] not in ("and", "und"):
        return None
    if page.words[k + 1].lower() not in ARTICLES and not page.bits[k + 1] & _ROLE_OR_MODIFIER:
        return None
    second = noun_phrase(page, draft, k + 1, "role-after", version)
    return second if second is not None and second.role and second.organisation is not None else None


def _before(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Russian Foreign Minister Sergey Lavrov", "policy expert Lilija Shevtsova", "NATO chief Jens
    Stoltenberg"."""
    first = draft.first
    low = page.ranges[page.block_of[first]][0]
    if first == low or not page.joins(first):
        return None
    last = first - 1
    bits, words = page.bits, page.words
    # Honorifics are no roles: "Mrs May", "Professor Dr. Smith" keeps its "Professor".
    while last > low and bits[last] & W.HONORIFIC and not bits[last] & W.ROLE and page.joins(last):
        last -= 1
    of_phrase = None
    if not bits[last] & W.ROLE or bits[last] & W.FUNCTION:
        of_phrase = _role_with_of(page, last, low)
        if of_phrase is None:
            return None
    begin = _role_begin(page, of_phrase if of_phrase is not None else last, low)
    if (
        begin == last
        and bits[last] & W.HONORIFIC
        and words[last].lower() in ("mr", "mrs", "ms", "dr", "herr", "frau", "herrn")
    ):
        return None
    if words[last].lower() in ("mr", "mrs", "ms", "miss", "dr", "sir"):
        return None
    organisation = owned(page, begin, last) or _body_before(page, begin, low)
    if of_phrase is not None and organisation is not None and organisation.first > of_phrase:
        # "Der Geschäftsführer der FDP-Fraktion im Bundestag Marco Buschmann"
        last = of_phrase
    return claim(page, draft, (begin, last), organisation, begin, draft.last, "role-before", version)


def _body_before(page: Page, begin: int, low: int) -> Draft | None:
    """ "Deutsche Welle's correspondent", "Peoples' Democratic Party (HDP) co-leader": whose role it is."""
    if begin <= low:
        return None
    bracket = page.text[page.ends[begin - 1] : page.starts[begin]].strip() == ")"
    if page.gaps[begin] != POSSESSIVE and not bracket:
        return None
    owner = page.owner[begin - 1]
    return owner if owner is not None and owner.kind == "organisation" else None


def _role_with_of(page: Page, last: int, low: int) -> int | None:
    """ "Secretary of State John Kerry", "leader of the SPD Martin Schulz": the role noun before "of"."""
    bits, words = page.bits, page.words
    k = last
    steps = 0
    while k > low and steps < 9 and page.gaps[k] in (JOIN, HYPHEN):
        if (
            words[k] in ("of", "for", "des", "der", "to", "von", "vom")
            and bits[k - 1] & W.ROLE
            and not bits[k - 1] & W.FUNCTION
        ):
            inner = page.bits[k + 1 : last + 1]
            if (
                inner
                and (inner[-1] & W.CAP)
                and not any(b & W.CALENDAR or (b & W.CUE and not b & W.CAP) for b in inner)
            ):
                return k - 1
        if not bits[k] & W.CAP and (
            bits[k] & W.CUE or (bits[k] & W.FUNCTION and words[k] not in _INSIDE | ARTICLES)
        ):
            return None
        k -= 1
        steps += 1
    return None


def _role_begin(page: Page, head: int, low: int) -> int:
    """First word of the role that ends at `head`: nationality, adjectives and nouns before it belong to
    it."""
    bits, words = page.bits, page.words
    begin = head
    while begin > low and head - begin < 7:
        k = begin - 1
        if page.gaps[begin] not in (JOIN, HYPHEN):
            break
        kind, word = bits[k], words[k]
        owner = page.owner[k]
        if owner is not None and owner.kind == "person":
            break
        if (
            owner is not None
            and page.lexicon.nouns_capital
            and owner.kind == "place"
            and page.gaps[begin] == JOIN
        ):
            break  # "Russland Kandidatin Yekaterina Duntsova": German says "russische Kandidatin"
        if owner is not None:
            if owner.first < low:
                break
            begin = owner.first
            continue
        if page.gaps[begin] == HYPHEN and page.gaps[k] == HYPHEN and k > low and word.islower():
            begin = k - 1  # "commander-in-chief", "editor-at-large"
            continue
        if kind & W.FUNCTION and not kind & _MODIFIER_OR_ROLE and word.lower() not in ("vice",):
            # "head of policy", "minister for Europe": handled where the role has its head before "of".
            if word == "and" and k > low and bits[k - 1] & _ROLE_OR_MODIFIER and page.gaps[k] == JOIN:
                begin = k - 1
                continue
            break
        if (word == "think" and words[begin] != "tank") or (word in _VERBS and not kind & _ROLE_OR_MODIFIER):
            break
        if (kind & _CUE_OR_CALENDAR and not kind & _ROLE_OR_MODIFIER) or kind & W.DIGIT:
            break
        if (
            word.islower()
            and bits[begin] & W.CAP
            and not kind & _ROLE_OR_MODIFIER
            and page.gaps[begin] == JOIN
        ):
            if not page.lexicon.nouns_capital and not bits[begin] & W.ACRONYM and page.owner[begin] is None:
                break  # "300 mln dlr penalty tariffs President Reagan has ordered"
        if (
            word.endswith(("ed", "ing", "ly"))
            and not kind & _ROLE_OR_MODIFIER_OR_CAP
            and word not in _ADJECTIVES
        ):
            if page.gaps[begin] != HYPHEN:
                break  # "they invited US historian Bruce Gilley"
        if word in ARTICLES or kind & W.KIN:
            break
        if k > low and words[k - 1] == "to" and word.islower() and not kind & _ROLE_OR_MODIFIER:
            break  # "had decided to remove CEO Maria Foster"
        national = bits[begin] & _PEOPLE_OR_PLACE_OR_COMPASS and bits[begin] & W.CAP
        if (
            national
            and not kind & _MODIFIER_OR_COMPASS_OR_CAP
            and word not in _ADJECTIVES
            and page.gaps[begin] == JOIN
        ):
            break  # "Moon met North Korean leader Kim": the nationality opens the role
        if page.lexicon.nouns_capital and word.islower() and not word.endswith(("e", "en", "er", "es", "em")):
            break  # "tritt Innenminister Horst Seehofer zurück"
        if page.lexicon.nouns_capital and word.islower() and _no_adjective(page, k, low):
            break  # "dankte Altkanzler Gerhard Schröder", "darunter Landesdirektorin Anna Kurz"
        begin = k
    while (
        begin < head
        and page.owner[begin] is None
        and (
            words[begin].lower() in ARTICLES
            or (bits[begin] & W.FUNCTION and not bits[begin] & _MODIFIER_OR_ROLE)
        )
    ):
        begin += 1
    return begin


def _no_adjective(page: Page, k: int, low: int) -> bool:
    """Whether a German word in small letters before a role is a verb or an adverb: an adjective has an
    article, a preposition or another adjective before it."""
    if page.bits[k] & (W.ROLE | W.MODIFIER | W.PEOPLE) or "-" in page.surface(k, k):
        return False
    if k == low or page.gaps[k] not in (JOIN, HYPHEN):
        return page.gaps[k] not in (JOIN, HYPHEN) and not page.opens_sentence(k)
    before = page.words[k - 1]
    return not (before.islower() or page.bits[k - 1] & W.FUNCTION or page.gaps[k] == HYPHEN)


def _before_with_comma(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "the new US special representative to Ukraine, Kurt Volker", "director of the IMF, Christine
    Lagarde,"."""
    first = draft.first
    low = page.ranges[page.block_of[first]][0]
    if draft.short or first - 2 < low or page.gaps[first] != COMMA:
        return None
    bits, words = page.bits, page.words
    k = first - 1
    head = None
    while k >= low and first - k <= 14:
        owner = page.owner[k]
        if owner is not None and owner.kind == "person":
            break
        if bits[k] & W.ROLE and not bits[k] & W.FUNCTION and owner is None:
            head = k
            break
        bracketed = owner is not None and owner.kind == "organisation" and page.gaps[owner.first] == BRACKET
        if (
            owner is not None
            and owner.last == k
            and (owner.last > owner.first or bracketed)
            and owner.first > low
        ):
            k = owner.first - 1  # "der Leiter von Ärzte ohne Grenzen, Philippe Latour"
            continue
        if (bits[k] & W.CUE and not bits[k] & W.CAP) or (
            bits[k] & W.FUNCTION and words[k].lower() not in _INSIDE | ARTICLES | AT
        ):
            break
        if page.gaps[k] not in (JOIN, HYPHEN, POSSESSIVE) and k > low:
            break
        k -= 1
    if head is None:
        return None
    begin = _role_begin(page, head, low)
    # "the new US special representative to Ukraine, Kurt Volker": the article may stand before an adjective.
    k = begin - 1
    if (
        k - 1 >= low
        and page.gaps[k + 1] == JOIN == page.gaps[k]
        and words[k].islower()
        and words[k] not in ARTICLES
    ):
        k -= 1
    article = words[k].lower() if k >= low else ""
    after = draft.last + 1
    closed = after < len(words) and page.gaps[after] == COMMA and article in ("a", "an", "ein", "eine")
    definite = (
        article in ("the", "der", "die", "his", "her", "their", "its") or page.gaps[begin] == POSSESSIVE
    )
    held = (
        owned(page, head, first - 1) is not None
        and words[head + 1] in AT
        and not words[head].endswith(("rs", "ts", "en"))
    )
    if not definite and not closed and not held:
        # "former chief executive of the miner Vale, Roger Agnelli" is held somewhere; "He met the president,
        # Angela Merkel, …" states a role; "leaders, Angela Merkel" does not.
        return None
    organisation = owned(page, begin, first - 1)
    last = head if organisation is not None else first - 1
    organisation = organisation or _body_before(page, begin, low)
    return claim(page, draft, (begin, last), organisation, begin, draft.last, "role-before-comma", version)
