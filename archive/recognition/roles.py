"""Roles as an article states them: who is described as what, where, and in which words."""

from __future__ import annotations

from collections.abc import Iterator

from archive.documents import RoleClaim, Span

from .coreference import Group
from .lexicon import W
from .page import BRACKET, COMMA, DOT, HYPHEN, JOIN, POSSESSIVE, Draft, Page

_ARTICLES = frozenset("a an the der die das den dem des ein eine einer eines einem einen le la les un une el los las".split())
_AT = frozenset("of at for with from in to on bei beim der des von vom für im am zur zum in de del du della".split())
#: Small words that may stand inside a role: "head of policy and research", "ambassador to the UN".
_INSIDE = frozenset("of and for to on the in at".split())
_BE = frozenset("is was became remains ist war wurde".split())
_WORKS = frozenset("works worked serves served working serving arbeitet arbeitete".split())
_HEADS = frozenset("heads headed leads led runs ran chairs chaired founded leitet leitete führt gründete".split())


def find_roles(page: Page, groups: list[Group], version: str) -> list[RoleClaim]:
    """All stated roles, in the order of the text, each once."""
    found: dict[tuple[int, int, int], RoleClaim] = {}
    for draft in sorted(page.drafts, key=lambda d: d.first):
        if draft.kind != "person":
            continue
        for claim in _claims(page, draft, version):
            if not claim.role and claim.organisation is None:
                continue
            found.setdefault((claim.person, claim.start, claim.end), claim)
    return list(found.values())


def _claims(page: Page, draft: Draft, version: str) -> Iterator[RoleClaim]:
    before = _before(page, draft, version)
    if before is not None:
        yield before
    elif (inverted := _before_with_comma(page, draft, version)) is not None:
        yield inverted
    for reader in (_after, _brackets, _belongs, _relative, _is):
        claim = reader(page, draft, version)
        if claim is not None:
            yield claim
            break


def _claim(
    page: Page, draft: Draft, role: tuple[int, int] | None, organisation: Draft | None, first: int, last: int, rule: str, version: str
) -> RoleClaim:
    start, end = page.starts[first], page.ends[last]
    text = " ".join(page.surface(*role).split()) if role else None
    span = Span(page.starts[role[0]], page.ends[role[1]]) if role else None
    number = organisation.entity if organisation is not None else None
    return RoleClaim(draft.entity, text, number, start, end, span, rule, version)


def _before(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Russian Foreign Minister Sergey Lavrov", "policy expert Lilija Shevtsova", "NATO chief Jens Stoltenberg"."""
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
    if begin == last and bits[last] & W.HONORIFIC and words[last].lower() in ("mr", "mrs", "ms", "dr", "herr", "frau", "herrn"):
        return None
    if words[last].lower() in ("mr", "mrs", "ms", "miss", "dr", "sir"):
        return None
    organisation = _owned(page, begin, last)
    if organisation is None and begin > low and page.gaps[begin] == POSSESSIVE:
        owner = page.owner[begin - 1]
        organisation = owner if owner is not None and owner.kind == "organisation" else None
    return _claim(page, draft, (begin, last), organisation, begin, draft.last, "role-before", version)


def _role_with_of(page: Page, last: int, low: int) -> int | None:
    """ "Secretary of State John Kerry", "leader of the SPD Martin Schulz": the role noun before "of"."""
    bits, words = page.bits, page.words
    k = last
    steps = 0
    while k > low and steps < 9 and page.gaps[k] in (JOIN, HYPHEN):
        if words[k] in ("of", "for", "des", "der", "to", "von", "vom") and bits[k - 1] & W.ROLE and not bits[k - 1] & W.FUNCTION:
            inner = page.bits[k + 1 : last + 1]
            if inner and (inner[-1] & W.CAP) and not any(b & (W.CUE | W.CALENDAR) for b in inner):
                return k - 1
        if bits[k] & W.CUE or (bits[k] & W.FUNCTION and words[k] not in _INSIDE | _ARTICLES and not bits[k] & W.CAP):
            return None
        k -= 1
        steps += 1
    return None


def _role_begin(page: Page, head: int, low: int) -> int:
    """First word of the role that ends at `head`: nationality, adjectives and nouns before it belong to it."""
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
        if owner is not None:
            if owner.first < low:
                break
            begin = owner.first
            continue
        if kind & W.FUNCTION and not kind & (W.MODIFIER | W.ROLE) and word.lower() not in ("vice",):
            # "head of policy", "minister for Europe": handled where the role has its head before "of".
            if word == "and" and k > low and bits[k - 1] & (W.ROLE | W.MODIFIER) and page.gaps[k] == JOIN:
                begin = k - 1
                continue
            break
        if word == "think" and words[begin] != "tank":
            break
        if kind & (W.CUE | W.CALENDAR) and not kind & (W.ROLE | W.MODIFIER) or kind & W.DIGIT:
            break
        if not kind & (W.ROLE | W.MODIFIER | W.PEOPLE | W.PLACE | W.ORG_HEAD | W.COMMON | W.CAP | W.COMPASS) and word.endswith(
            ("ed", "ing", "ly")
        ) and page.gaps[begin] != HYPHEN:
            break
        if word in _ARTICLES or kind & W.KIN:
            break
        begin = k
    while begin < head and (words[begin].lower() in _ARTICLES or bits[begin] & W.FUNCTION and not bits[begin] & (W.MODIFIER | W.ROLE)):
        begin += 1
    return begin


def _owned(page: Page, first: int, last: int) -> Draft | None:
    for k in range(first, last + 1):
        owner = page.owner[k]
        if owner is not None and owner.kind == "organisation":
            return owner
    return None


def _before_with_comma(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "the new US special representative to Ukraine, Kurt Volker", "director of the IMF, Christine Lagarde,"."""
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
        if (bits[k] & W.CUE and not bits[k] & W.CAP) or (bits[k] & W.FUNCTION and words[k].lower() not in _INSIDE | _ARTICLES | _AT):
            break
        if page.gaps[k] not in (JOIN, HYPHEN) and k > low:
            break
        k -= 1
    if head is None:
        return None
    begin = _role_begin(page, head, low)
    article = words[begin - 1].lower() if begin > low else ""
    if article not in ("the", "der", "die", "his", "her", "their", "its") and page.gaps[begin] != POSSESSIVE:
        # "He met the president, Angela Merkel, …" states a role; "leaders, Angela Merkel" does not.
        return None
    organisation = _owned(page, begin, first - 1)
    last = head
    if organisation is None:
        last = first - 1
    elif organisation.first < head:
        organisation_last = head
        last = max(head, organisation_last)
    return _claim(page, draft, (begin, last), organisation, begin, draft.last, "role-before-comma", version)


def _after(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Mark Simakovsky, a senior fellow at the US think tank Atlantic Council, told DW"."""
    nxt = draft.last + 1
    high = page.ranges[page.block_of[draft.last]][1]
    if nxt >= high:
        return None
    if page.gaps[nxt] == BRACKET:
        # "Frauke Petry (AfD), leader of …": step over what stands in brackets.
        while nxt < high and page.gaps[nxt] != COMMA and nxt - draft.last < 5:
            nxt += 1
        if nxt >= high:
            return None
    if page.gaps[nxt] != COMMA:
        return None
    if page.bits[nxt] & W.DIGIT and nxt + 1 < high and page.gaps[nxt + 1] == COMMA:
        nxt += 1  # "Anna Schmidt, 45, a teacher in"
    return _noun_phrase(page, draft, nxt, "role-after", version)


def _noun_phrase(page: Page, draft: Draft, first: int, rule: str, version: str) -> RoleClaim | None:
    """A role as a noun phrase that begins at word `first`, with the organisation it is held at."""
    bits, words, gaps = page.bits, page.words, page.gaps
    high = min(page.ranges[page.block_of[first]][1], first + 24)
    begin = first
    if words[begin].lower() in _ARTICLES or words[begin].lower() in ("one", "his", "her", "also", "now", "then"):
        begin += 1
    k = begin
    head = None
    while k < high and k - begin < 9:
        if k > first and gaps[k] not in (JOIN, HYPHEN, POSSESSIVE) and not (gaps[k] == DOT and page.joins(k)):
            break
        owner = page.owner[k]
        if owner is not None and owner.kind == "person":
            return None
        kind, word = bits[k], words[k]
        if kind & W.ROLE and not kind & W.FUNCTION:
            head = k
            following = k + 1
            if following < high and gaps[following] in (JOIN, HYPHEN) and bits[following] & (W.ROLE | W.MODIFIER | W.ORG_HEAD) and not (
                bits[following] & W.FUNCTION
            ):
                k += 1
                continue
            # "co-founder and director of", "member of the board and spokesman"
            if following + 1 < high and words[following] in ("and", "und") and bits[following + 1] & (W.ROLE | W.MODIFIER):
                k += 2
                continue
            break
        if kind & W.FUNCTION and not kind & (W.MODIFIER | W.ROLE) and word.lower() not in _ARTICLES:
            break
        if kind & W.CUE and not kind & (W.ROLE | W.MODIFIER | W.COMMON):
            break
        k += 1
    if head is None:
        return None
    if begin > first and words[first].lower() in ("der", "die") and _is_relative(page, begin, head):
        return None
    if head + 1 < high and page.joins(head + 1):
        # "Theresa May, German Chancellor Angela Merkel and …": the next one's title, not hers.
        owner = page.owner[head + 1]
        if owner is not None and owner.kind == "person":
            return None
    role_last, organisation, last = _complement(page, head, high)
    own = _owned(page, begin, head)
    if organisation is None and own is not None:
        organisation = own
    if organisation is None and head + 1 < high and gaps[head + 1] == JOIN and page.owner[head + 1] is not None:
        owner = page.owner[head + 1]
        # German genitive without article: "Sprecher Amnesty Internationals".
        if owner is not None and owner.kind == "organisation":
            organisation, last = owner, owner.last
    return _claim(page, draft, (begin, role_last), organisation, begin, last, rule, version)


def _is_relative(page: Page, begin: int, head: int) -> bool:
    """German "der" after a comma opens a clause as often as an apposition."""
    return any(page.bits[k] & W.FUNCTION and page.words[k] in ("als", "in", "mit", "sich", "von") for k in range(begin, head))


def _complement(page: Page, head: int, high: int) -> tuple[int, Draft | None, int]:
    """What follows the role noun: last word of the role, the organisation, last word of the statement."""
    bits, words, gaps = page.bits, page.words, page.gaps
    k = head + 1
    role_last = head
    organisation: Draft | None = None
    last = head
    inside = True  # "professor of politics" is a role, "fellow at the UK-based institute" ends with its noun
    while k < high and k - head < 16:
        if gaps[k] == COMMA and organisation is None and last > head:
            # "at the UK-based policy institute, Chatham House": the name may follow its description.
            owner = page.owner[k]
            if owner is not None and owner.kind == "organisation" and _describes_body(page, k - 1):
                return role_last, owner, owner.last
            break
        if gaps[k] not in (JOIN, HYPHEN, POSSESSIVE) and not page.joins(k):
            break
        owner = page.owner[k]
        if owner is not None and owner.kind == "person":
            break
        if owner is not None and owner.kind == "organisation":
            return role_last, owner, owner.last
        word, kind = words[k], bits[k]
        if kind & W.CUE and not kind & W.CAP and word != "state" and words[k + 1 : k + 2] != ["tank"]:
            break
        if kind & W.FUNCTION and word not in _AT | _ARTICLES | {"and", "und"} and gaps[k] != HYPHEN:
            break
        if word in ("at", "with", "from", "bei", "beim", "in", "im", "am"):
            inside = False
        if word in _AT | _ARTICLES | {"and", "und"}:
            k += 1
            continue
        if not inside:
            last = k
            k += 1
            continue
        # Words of the complement: part of the role ("professor of politics", "minister for Europe").
        role_last = last = k
        k += 1
    if organisation is None:
        last = role_last = head if role_last - head > 7 else role_last
    return role_last, organisation, last


def _describes_body(page: Page, k: int) -> bool:
    return bool(page.bits[k] & (W.ORG_HEAD | W.WEAK_HEAD)) or page.words[k] in ("tank", "organization", "group", "body")


def _brackets(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Frauke Petry (AfD)": the party is all that is stated."""
    nxt = draft.last + 1
    if nxt >= page.ranges[page.block_of[draft.last]][1] or page.gaps[nxt] != BRACKET:
        return None
    owner = page.owner[nxt]
    if owner is None or owner.kind != "organisation" or owner.first != nxt:
        return None
    return _claim(page, draft, None, owner, draft.first, owner.last, "role-brackets", version)


def _belongs(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Ivan Timofeyev of the Russian Council on Foreign Policy": membership, no role."""
    nxt = draft.last + 1
    high = page.ranges[page.block_of[draft.last]][1]
    if nxt + 1 >= high or page.gaps[nxt] not in (JOIN, COMMA) or draft.short:
        return None
    if page.words[nxt] not in ("of", "from", "at", "with", "von", "vom", "bei", "beim"):
        return None
    k = nxt + 1
    while k < high and k - nxt < 6 and page.gaps[k] == JOIN:
        owner = page.owner[k]
        if owner is not None:
            if owner.kind == "organisation":
                # "Putin at the G20" is a place to be; "Anna Schmidt at the Institute for …" belongs there.
                if page.words[nxt] in ("at", "with") and owner.first == owner.last:
                    return None
                return _claim(page, draft, None, owner, nxt, owner.last, "role-membership", version)
            if owner.kind == "person":
                return None
            k = owner.last + 1
            continue
        if page.bits[k] & (W.FUNCTION | W.CUE) and page.words[k].lower() not in _ARTICLES:
            return None
        k += 1
    return None


def _relative(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Shevtsova, who currently works as an associate fellow at …", "…, who heads the IMF"."""
    nxt = draft.last + 1
    high = page.ranges[page.block_of[draft.last]][1]
    if nxt + 2 >= high or page.gaps[nxt] != COMMA or page.words[nxt] not in ("who", "der", "die"):
        return None
    k = nxt + 1
    while k < high and k - nxt < 4 and page.words[k] not in _WORKS | _HEADS | _BE and page.gaps[k] == JOIN:
        k += 1
    if k + 1 >= high:
        return None
    word = page.words[k]
    if word in _WORKS:
        k += 1
        if page.words[k] in ("as", "als"):
            return _noun_phrase(page, draft, k + 1, "role-relative", version) if k + 1 < high else None
        owner = page.owner[min(k + 2, high - 1)] or page.owner[min(k + 1, high - 1)]
        if page.words[k] in ("for", "at", "bei", "für") and owner is not None and owner.kind == "organisation":
            return _claim(page, draft, None, owner, k - 1, owner.last, "role-relative", version)
        return None
    if word in _BE:
        return _noun_phrase(page, draft, k + 1, "role-relative", version)
    if word in _HEADS:
        for j in range(k + 1, min(k + 5, high)):
            owner = page.owner[j]
            if owner is not None and owner.kind == "organisation":
                return _claim(page, draft, None, owner, k, owner.last, "role-relative", version)
    return None


def _is(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Kurt Volker is the US special representative to Ukraine"."""
    nxt = draft.last + 1
    high = page.ranges[page.block_of[draft.last]][1]
    if nxt + 2 >= high or page.gaps[nxt] != JOIN or page.words[nxt] not in _BE:
        return None
    if page.words[nxt + 1].lower() not in _ARTICLES | {"also"} and not page.bits[nxt + 1] & W.ROLE:
        return None
    claim = _noun_phrase(page, draft, nxt + 1, "role-is", version)
    # "Trump is an unpredictable politician" is an opinion; "is the head of", "is a fellow at X" states a role.
    definite = page.words[nxt + 1].lower() in ("the", "der", "die") or page.bits[nxt + 1] & W.ROLE
    return claim if claim is not None and (definite or claim.organisation is not None) else None


