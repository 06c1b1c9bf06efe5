"""Roles stated after a name: in apposition, in brackets, by "of", in a relative clause, by "is"."""

# ruff: noqa: PLR0911, PLR0912 - evidence stands beside its reason

from __future__ import annotations

from archive.documents import RoleClaim

from .lexicon import W
from .memberships import belongs, in_brackets
from .page import BRACKET, COMMA, DOT, HYPHEN, JOIN, POSSESSIVE, Draft, Page
from .role_claims import ARTICLES, AT, claim, owned

_BE = frozenset("is was became remains ist war wurde".split())
_BEFORE_ROLE = frozenset("one his her also now then".split())
_WORKS = frozenset("works worked serves served working serving arbeitet arbeitete".split())
_HEADS = frozenset(
    "heads headed leads led runs ran chairs chaired founded leitet leitete führt gründete".split()
)
_VERBS_OF_CLAUSES = frozenset(
    "solle sollen sei seien habe haben müsse müssen werde werden könne können wolle wollen dürfe dürfen ist"
    " hat wird kann muss soll will war hatte würde sollte müsste könnte".split()
)
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_ROLE_OR_MODIFIER_OR_CAP = W.ROLE | W.MODIFIER | W.CAP
_ROLE_OR_MODIFIER_OR_ORG_HEAD = W.ROLE | W.MODIFIER | W.ORG_HEAD
_ROLE_OR_MODIFIER = W.ROLE | W.MODIFIER
_MODIFIER_OR_ROLE = W.MODIFIER | W.ROLE
_ROLE_OR_MODIFIER_OR_COMMON = W.ROLE | W.MODIFIER | W.COMMON
_ORG_HEAD_OR_WEAK_HEAD = W.ORG_HEAD | W.WEAK_HEAD


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
    if page.lexicon.nouns_capital and not _VERBS_OF_CLAUSES.isdisjoint(page.words[nxt + 1 : nxt + 7]):
        return (
            None if _in_one_clause(page, nxt, high) else noun_phrase(page, draft, nxt, "role-after", version)
        )
    if page.bits[nxt] & W.DIGIT and nxt + 1 < high and page.gaps[nxt + 1] == COMMA:
        nxt += 1  # "Anna Schmidt, 45, a teacher in"
    return noun_phrase(page, draft, nxt, "role-after", version)


def _in_one_clause(page: Page, first: int, high: int) -> bool:
    """ "forderte Merz, der Kanzler solle eine Ministerin entlassen": a clause of its own, no apposition."""
    for k in range(first + 1, min(first + 7, high)):
        if page.gaps[k] not in (JOIN, HYPHEN):
            return False
        if page.words[k] in _VERBS_OF_CLAUSES:
            return True
    return False


def noun_phrase(page: Page, draft: Draft, first: int, rule: str, version: str) -> RoleClaim | None:
    """A role as a noun phrase that begins at word `first`, with the organisation it is held at."""
    bits, words, gaps = page.bits, page.words, page.gaps
    high = min(page.ranges[page.block_of[first]][1], first + 24)
    begin = first
    if words[begin].lower() in ARTICLES | _BEFORE_ROLE:
        begin += 1
    if begin < high and bits[begin] & W.CUE and not bits[begin] & _ROLE_OR_MODIFIER_OR_CAP:
        return None  # "Dorian Jones, says the opposition"
    k = begin
    head = None
    while k < high and k - begin < 9:
        if k > first and gaps[k] not in (JOIN, HYPHEN, POSSESSIVE) and not (gaps[k] == DOT and page.joins(k)):
            break
        owner = page.owner[k]
        if owner is not None and owner.kind == "person":
            # "Ibrahim Kalin, Erdogan's spokesman": the role follows the possessive.
            if k == begin and owner.last + 1 < high and gaps[owner.last + 1] == POSSESSIVE:
                begin = k = owner.last + 1
                continue
            return None
        kind, word = bits[k], words[k]
        if kind & W.ROLE and not kind & W.FUNCTION:
            head = k
            following = k + 1
            if (
                following < high
                and gaps[following] in (JOIN, HYPHEN)
                and bits[following] & _ROLE_OR_MODIFIER_OR_ORG_HEAD
                and not (bits[following] & W.FUNCTION)
            ):
                k += 1
                continue
            # "co-founder and director of", "member of the board and spokesman"
            if (
                following + 1 < high
                and words[following] in ("and", "und")
                and bits[following + 1] & _ROLE_OR_MODIFIER
            ):
                k += 2
                continue
            break
        if kind & W.FUNCTION and not kind & _MODIFIER_OR_ROLE and word.lower() not in ARTICLES:
            break
        if kind & W.CUE and not kind & _ROLE_OR_MODIFIER_OR_COMMON:
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
    own = owned(page, begin, head)
    if organisation is None and own is not None:
        organisation = own
    if (
        organisation is None
        and head + 1 < high
        and gaps[head + 1] == JOIN
        and page.owner[head + 1] is not None
    ):
        owner = page.owner[head + 1]
        # German genitive without article: "Sprecher Amnesty Internationals".
        if owner is not None and owner.kind == "organisation":
            organisation, last = owner, owner.last
    return claim(page, draft, (begin, role_last), organisation, begin, last, rule, version)


def _is_relative(page: Page, begin: int, head: int) -> bool:
    """German "der" after a comma opens a clause as often as an apposition."""
    return any(
        page.bits[k] & W.FUNCTION and page.words[k] in ("als", "in", "mit", "sich", "von")
        for k in range(begin, head)
    )


def _complement(page: Page, head: int, high: int) -> tuple[int, Draft | None, int]:
    """What follows the role noun: last word of the role, the organisation, last word of the statement."""
    bits, words, gaps = page.bits, page.words, page.gaps
    k = head + 1
    role_last = head
    organisation: Draft | None = None
    last = head
    settled = head  # the role's last word before the latest preposition: what follows describes the body
    inside = True  # "professor of politics" is a role, "fellow at the UK-based institute" ends with its noun
    while k < high and k - head < 16:
        if gaps[k] == COMMA and organisation is None and last > head:
            # "at the UK-based policy institute, Chatham House": the name may follow its description.
            owner = page.owner[k]
            if owner is not None and owner.kind == "organisation" and _describes_body(page, k - 1):
                return settled, owner, owner.last
            break
        if gaps[k] not in (JOIN, HYPHEN, POSSESSIVE) and not page.joins(k):
            break
        owner = page.owner[k]
        if owner is not None and owner.kind == "person":
            break
        if owner is not None and owner.kind == "organisation":
            return settled, owner, owner.last
        word, kind = words[k], bits[k]
        if kind & W.CUE and not kind & W.CAP and word != "state" and words[k + 1 : k + 2] != ["tank"]:
            break
        if kind & W.FUNCTION and word not in AT | ARTICLES | {"and", "und"} and gaps[k] != HYPHEN:
            break
        if word in ("at", "with", "from", "bei", "beim", "in", "im", "am"):
            inside = False
        if word in AT:
            settled = role_last
        if word in AT | ARTICLES | {"and", "und"}:
            k += 1
            continue
        if (
            word.endswith("ing")
            and word.islower()
            and not kind & _ROLE_OR_MODIFIER
            and gaps[k] == JOIN
            and words[k - 1] not in AT
        ):
            break  # "the governor presiding over the shift"
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
    return bool(page.bits[k] & _ORG_HEAD_OR_WEAK_HEAD) or page.words[k] in (
        "tank",
        "organization",
        "group",
        "body",
    )


def _relative(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Shevtsova, who currently works as an associate fellow at …", "…, who heads the IMF"."""
    nxt = draft.last + 1
    high = page.ranges[page.block_of[draft.last]][1]
    if nxt + 2 >= high or page.words[nxt] not in ("who", "der", "die"):
        return None
    close = page.gaps[nxt] == JOIN and page.words[nxt] == "who"  # "Iyiola Omisore who leads the SDF party"
    if page.gaps[nxt] != COMMA and not (close and page.words[nxt + 1] in _HEADS | _WORKS):
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
            return noun_phrase(page, draft, k + 1, "role-relative", version) if k + 1 < high else None
        owner = page.owner[min(k + 2, high - 1)] or page.owner[min(k + 1, high - 1)]
        if (
            page.words[k] in ("for", "at", "bei", "für")
            and owner is not None
            and owner.kind == "organisation"
        ):
            return claim(page, draft, None, owner, k - 1, owner.last, "role-relative", version)
        return None
    if word in _BE:
        return noun_phrase(page, draft, k + 1, "role-relative", version)
    if word in _HEADS:
        for j in range(k + 1, min(k + 5, high)):
            owner = page.owner[j]
            if owner is not None and owner.kind == "organisation":
                return claim(page, draft, None, owner, k, owner.last, "role-relative", version)
    return None


def _is(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Kurt Volker is the US special representative to Ukraine"."""
    nxt = draft.last + 1
    high = page.ranges[page.block_of[draft.last]][1]
    if nxt + 2 >= high or page.gaps[nxt] != JOIN or page.words[nxt] not in _BE:
        return None
    if page.words[nxt + 1] in ("elected", "appointed", "named", "re-elected", "reelected"):
        skip = 3 if page.words[nxt + 2] in ("as", "the") else 2
        return noun_phrase(page, draft, nxt + skip, "role-made", version) if nxt + skip < high else None
    if page.words[nxt + 1].lower() not in ARTICLES | {"also"} and not page.bits[nxt + 1] & W.ROLE:
        return None
    stated = noun_phrase(page, draft, nxt + 1, "role-is", version)
    # "Trump is an unpredictable politician" is an opinion; "is the head of", "is a fellow at X" states a
    # role.
    definite = page.words[nxt + 1].lower() in ("the", "der", "die") or page.bits[nxt + 1] & W.ROLE
    return stated if stated is not None and (definite or stated.organisation is not None) else None


#: The readers of what follows a name, tried in this order; the first that finds something has it.
APPOSITIONS = (_after, in_brackets, belongs, _relative, _is)
