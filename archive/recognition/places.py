"""Places, gatherings, wars and treaties in running text, and places that stand for their government."""

from __future__ import annotations

from .lexicon import W, capital_names, place_codes
from .page import BRACKET, COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page

_LOCATIVE = frozenset(
    "in at near from to toward towards around outside inside across into of via leaving visiting im nach aus bei nahe"
    " à en dans vers desde".split()
)
#: Verbs, beyond those of speaking, whose subject decides or feels; a place does so only as a government.
_ACTS = frozenset(
    "has had will would wants wanted hopes hoped seeks sought fears feared refuses refused rejects rejected expects"
    " expected accuses accused retaliated decided decides declined declines supports supported backs backed opposes"
    " opposed imposed imposes recognizes recognizes recognized recognised annexed launched sent sends signed"
    " invited expelled expels withdrew withdraws threatened threatens considers considered sees blames demands demanded"
    " needs remains insists vowed pledges pledged promises offered offers plans planned tried tries intends agreed"
    " agrees condemned condemns denies denied voted blocked vetoed responded reacted summoned recalled broke cut"
    " suspended lifted joined pulled shown answered portrayed avoided hat will wirft fordert kritisiert reagierte"
    " verlangt droht lehnt beschloss verurteilte warf forderte setzt plant hofft".split()
)
_ATTITUDES = frozenset(
    "hopes hope wish wishes priorities priority position stance demands demand interests interest goal goals aims aim"
    " policy policies strategy response reaction decision plans intentions meddling aggression aggressions support"
    " sanctions threat threats ambitions view views concerns fears claims refusal foreign interior defense defence"
    " government".split()
)
_GATHERING = frozenset("summit summits conference talks meeting gipfel gipfeltreffen konferenz".split())


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
            elif kind & W.CITY and first == last and _located(page, i) and not kind & (W.FUNCTION | W.CALENDAR):
                page.add(Draft("place", i, i, "place-city", 0.7))


def _located(page: Page, i: int) -> bool:
    low, high = page.ranges[page.block_of[i]]
    if i > low and page.gaps[i] == JOIN and page.words[i - 1] in _LOCATIVE:
        return True
    after = i + 1
    return after < high and page.gaps[after] == COMMA and bool(page.bits[after] & W.PLACE)


def find_events(page: Page, page_runs: list[tuple[int, int]]) -> None:
    """ "the G20 summit in Hamburg", "INF Treaty", "2016 US elections" is a subject and no name."""
    bits, words = page.bits, page.words
    for first, last in page_runs:
        owner = page.owner[last]
        for i in range(first, last + 1):
            # "INF Treaty", "Vietnam War", "Olympic Games": capitals up to the head noun.
            if bits[i] & W.EVENT_HEAD and i > first and page.owner[i] is None and page.gaps[i] == JOIN:
                begin = first
                while begin < i and (bits[begin] & (W.FUNCTION | W.ROLE) or page.owner[begin] and page.owner[begin].kind == "person"):
                    begin += 1
                if begin < i and (i - begin > 1 or bits[i - 1] & (W.ACRONYM | W.PLACE | W.CITY) or not bits[i - 1] & W.CALENDAR):
                    if not any(page.owner[k] and page.owner[k].last > i for k in range(begin, i)):
                        page.add(Draft("event", begin, i, "event-head", 0.7))
        after = last + 1
        if after < len(words) and page.gaps[after] == JOIN and words[after].lower() in _GATHERING:
            _gathering(page, first, last, after, owner)


def _gathering(page: Page, first: int, last: int, head: int, owner: Draft | None) -> None:
    bits = page.bits
    if owner is not None and owner.kind not in ("event",) and not bits[last] & W.NO_NAME:
        return
    if not bits[last] & (W.ACRONYM | W.NO_NAME | W.DIGIT) and owner is None:
        return
    if page.words[head].lower() not in ("summit", "gipfel", "gipfeltreffen"):
        return
    end = head
    # "G20 summit in Hamburg": the place tells this summit from the last.
    if (
        head + 2 < len(page.words)
        and page.words[head + 1] in ("in", "im")
        and page.gaps[head + 1] == JOIN == page.gaps[head + 2]
        and bits[head + 2] & (W.PLACE | W.CITY)
        and page.block_of[head + 2] == page.block_of[head]
    ):
        end = head + 2
    begin = owner.first if owner is not None else last
    page.add(Draft("event", begin, end, "event-gathering", 0.85))


def mark_metonyms(page: Page) -> None:
    """Marks places that speak, decide or feel: "Moscow has shown understanding", "Moscow's hopes"."""
    bits, words, gaps = page.bits, page.words, page.gaps
    codes, capitals = place_codes(), capital_names()
    for draft in page.drafts:
        if draft.kind != "place":
            continue
        name = page.surface(draft.first, draft.last)
        if name not in codes:
            continue
        nxt = draft.last + 1
        high = page.ranges[page.block_of[draft.last]][1]
        if nxt >= high:
            continue
        word = words[nxt]
        if gaps[nxt] == POSSESSIVE:
            draft.metonym = name in capitals and any(
                words[k].lower() in _ATTITUDES for k in range(nxt, min(nxt + 2, high))
            )
            continue
        if gaps[nxt] != JOIN or not _subject(page, draft):
            continue
        if bits[nxt] & W.FUNCTION and word in ("also", "already", "not", "once", "again", "has", "had", "will", "would") and nxt + 1 < high:
            verb = nxt if word in ("has", "had", "will", "would") else nxt + 1
        else:
            verb = nxt
        acts = words[verb] in _ACTS or (bits[verb] & W.CUE and words[verb].endswith(("s", "ed", "te", "t", "said")))
        past = words[verb].endswith("ed") and words[verb].islower()
        draft.metonym = acts or (past and name in capitals)


def _subject(page: Page, draft: Draft) -> bool:
    low = page.ranges[page.block_of[draft.first]][0]
    i = draft.first
    if i == low or page.opens_sentence(i):
        return True
    gap, before = page.gaps[i], page.words[i - 1]
    if gap in (COMMA, BRACKET, HYPHEN):
        return gap == COMMA
    return page.bits[i - 1] & W.FUNCTION and before not in _LOCATIVE and before not in (
        "with", "by", "on", "against", "for", "between", "about", "over", "than", "as", "the", "a", "under",
    )  # fmt: skip
