"""Places, gatherings, wars and treaties in running text, and places that stand for their government."""

from __future__ import annotations

from .lexicon import W, capital_names, place_codes
from .page import BRACKET, COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page

_LOCATIVE = frozenset(
    "in at near from to toward towards around outside inside across into of via leaving visiting im nach"
    " aus bei nahe à en dans vers desde".split()
)
#: Verbs, beyond those of speaking, whose subject decides or feels; a place does so only as a government.
_ACTS = frozenset(
    "has have had will would wants blame condemn deny reject support oppose want expect fear hope refuse"
    " seek wanted hopes hoped seeks sought fears feared refuses refused rejects rejected expects expected"
    " accuses accused retaliated decided decides declined declines supports supported backs backed opposes"
    " opposed imposed imposes recognizes recognizes recognized recognised annexed launched sent sends"
    " signed invited expelled expels withdrew withdraws threatened threatens considers considered sees"
    " blames demands demanded needs remains insists vowed pledges pledged promises offered offers plans"
    " planned tried tries intends agreed agrees condemned condemns denies denied voted blocked vetoed"
    " responded reacted summoned recalled broke cut suspended lifted joined pulled shown answered"
    " portrayed avoided hat will wirft fordert kritisiert reagierte verlangt droht lehnt beschloss"
    " verurteilte warf forderte setzt plant hofft".split()
)
_ADVERBS = frozenset("also already not once again now still both never always however too".split())
_ATTITUDES = frozenset(
    "hopes hope wish wishes priorities priority position stance demands demand interests interest goal"
    " goals aims aim policy policies strategy response reaction decision plans intentions meddling"
    " aggression aggressions support sanctions threat threats ambitions view views concerns fears claims"
    " refusal foreign interior defense defence government".split()
)
_BARGAINS = frozenset("deal agreement accord pact treaty talks".split())
_KINDS_OF_BARGAIN = frozenset(
    "nuclear climate peace trade free ceasefire truce refugee grain border gas arms".split()
)
_GATHERING = frozenset("summit summits conference talks meeting gipfel gipfeltreffen konferenz".split())


#: Before a capital these make it a government, others (in, at, near, from) a spot on the map.
_TOWARDS_GOVERNMENT = frozenset(
    "with against on by blame blames blamed stopping between accuse accused accuses accusing urge urged"
    " urges pressure warn warned warns criticize criticized tell told toward towards mit gegen".split()
)
_DEALINGS = frozenset(
    "concessions regard response message signal support aid offer answer alternative appeal letter"
    " relations ties pressure according similar close closer loyal hostile".split()
)
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_FUNCTION_OR_CALENDAR = W.FUNCTION | W.CALENDAR
_FUNCTION_OR_ROLE = W.FUNCTION | W.ROLE
_PLACE_OR_CITY = W.PLACE | W.CITY
_ACRONYM_OR_NO_NAME_OR_DIGIT = W.ACRONYM | W.NO_NAME | W.DIGIT


def find_places(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """Leaves a draft for every known place that nothing else has claimed."""
    bits, words = page.bits, page.words
    for first, last in page_runs:
        for i in range(first, last + 1):
            if page.owner[i] is not None:
                continue
            kind = bits[i]
            if kind & W.PLACE and not (kind & W.NO_NAME and words[i] not in place_codes()):
                page.add(Draft("place", i, i, "place-known", 0.85))
            elif kind & W.CITY and first == last and _located(page, i) and not kind & _FUNCTION_OR_CALENDAR:
                page.add(Draft("place", i, i, "place-city", 0.7))


def _located(page: Page, i: int) -> bool:
    low, high = page.ranges[page.block_of[i]]
    if i > low and page.gaps[i] == JOIN and page.words[i - 1] in _LOCATIVE:
        return True
    after = i + 1
    return after < high and page.gaps[after] == COMMA and bool(page.bits[after] & W.PLACE)


def find_events(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """ "the G20 summit in Hamburg", "INF Treaty", "2016 US elections" is a subject and no name."""
    bits, words, gaps, head, count = page.bits, page.words, page.gaps, int(W.EVENT_HEAD), len(page.words)
    for first, last in page_runs:
        owner = page.owner[last]
        for i in range(first + 1, last + 1):
            # "INF Treaty", "Vietnam War", "Olympic Games": capitals up to the head noun.
            if bits[i] & head and page.owner[i] is None and page.gaps[i] == JOIN:
                # In capitals throughout a head noun governs no more than the two words before it.
                begin = max(first, i - (2 if page.titled[page.block_of[i]] else 5))
                while begin < i and (bits[begin] & _FUNCTION_OR_ROLE or _is_person(page, begin)):
                    begin += 1
                alone = i - begin == 1 and bits[i - 1] & W.CALENDAR and not bits[i - 1] & _PLACE_OR_CITY
                if begin < i and not alone:
                    page.add(Draft("event", begin, i, "event-head", 0.7))
        after = last + 1
        if after >= count or gaps[after] != JOIN:
            continue
        if words[after].lower() in _GATHERING:
            _gathering(page, first, last, after, owner)
        # "the Iran nuclear deal", "the Paris climate agreement"
        if (
            words[after] in _KINDS_OF_BARGAIN
            and after + 1 < count
            and gaps[after + 1] == JOIN
            and words[after + 1] in _BARGAINS
            and bits[last] & _PLACE_OR_CITY
            and words[after + 1] != "talks"
        ):
            page.nest(Draft("event", last, after + 1, "event-bargain", 0.7))


def _is_person(page: Page, i: int) -> bool:
    owner = page.owner[i]
    return owner is not None and owner.kind == "person"


def _gathering(page: Page, first: int, last: int, head: int, owner: Draft | None) -> None:
    """ "the APEC summit", "G20 summit in Hamburg": the place stays a name of its own."""
    named = page.bits[last] & _ACRONYM_OR_NO_NAME_OR_DIGIT
    if (owner is None and not named) or (owner is not None and owner.kind not in ("event", "organisation")):
        return
    if page.words[head].lower() not in ("summit", "gipfel", "gipfeltreffen"):
        return
    begin = owner.first if owner is not None else last
    if begin >= first:
        event = Draft("event", begin, head, "event-gathering", 0.85)
        if owner is not None and owner.kind == "organisation":
            page.nest(event)  # "the NATO summit" names NATO, too
        else:
            page.add(event)


def mark_metonyms(page: Page) -> None:
    """Marks places that speak, decide or feel: "Moscow has shown understanding", "Moscow's hopes"."""
    words, gaps = page.words, page.gaps
    codes, capitals = place_codes(), capital_names()
    for draft in sorted(page.drafts, key=lambda d: d.first):
        if draft.kind != "place":
            continue
        name = page.surface(draft.first, draft.last)
        if name not in codes:
            continue
        capital = name in capitals
        if capital and _addressed(page, draft):
            draft.metonym = True
            continue
        nxt = draft.last + 1
        high = page.ranges[page.block_of[draft.last]][1]
        if nxt >= high:
            continue
        if gaps[nxt] == POSSESSIVE:
            draft.metonym = capital and any(
                words[k].lower() in _ATTITUDES for k in range(nxt, min(nxt + 2, high))
            )
        elif gaps[nxt] == JOIN and _subject(page, draft):
            draft.metonym = _acts(page, nxt, high, capital)


def _acts(page: Page, nxt: int, high: int, capital: bool) -> bool:
    """Whether the verb after a place is one of deciding, feeling or speaking; "Kyiv and the West blame"
    has one, too."""
    words, bits = page.words, page.bits
    verb = nxt
    if words[nxt] in ("and", "und"):
        while (
            verb < min(nxt + 5, high)
            and page.gaps[verb] == JOIN
            and (bits[verb] & W.CAP or words[verb] in ("and", "und", "the"))
        ):
            verb += 1
    while verb + 1 < high and words[verb] in _ADVERBS and page.gaps[verb + 1] == JOIN:
        verb += 1
    if verb >= high or page.gaps[verb] != JOIN:
        return False
    word = words[verb]
    if word in _ACTS or (bits[verb] & W.CUE and word.endswith(("s", "ed", "te", "t", "d"))):
        return True
    return capital and word.endswith("ed") and word.islower()


def _addressed(page: Page, draft: Draft) -> bool:
    """ "relations with Washington", "blame Moscow", "concessions to Pyongyang": a capital as party to
    politics."""
    i = draft.first
    low = page.ranges[page.block_of[i]][0]
    if i <= low or page.gaps[i] != JOIN:
        return False
    before = page.words[i - 1].lower()
    if before in ("and", "und") and i - 2 >= low:
        other = page.owner[i - 2]
        return other is not None and other.kind == "place" and other.metonym
    if before == "to":
        return page.words[i - 2].lower() in _DEALINGS if i - 2 >= low else False
    return before in _TOWARDS_GOVERNMENT and not page.bits[i - 1] & W.PLACE


def _subject(page: Page, draft: Draft) -> bool:
    low = page.ranges[page.block_of[draft.first]][0]
    i = draft.first
    if i == low or page.opens_sentence(i):
        return True
    gap, before = page.gaps[i], page.words[i - 1]
    if gap in (COMMA, BRACKET, HYPHEN):
        return gap == COMMA
    return bool(page.bits[i - 1] & W.FUNCTION) and before not in _LOCATIVE and before not in (
        "with", "by", "on", "against", "for", "between", "about", "over", "than", "as", "the", "a", "under",
    )  # fmt: skip
