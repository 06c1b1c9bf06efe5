"""Where somebody belongs, and what else stands in brackets behind a name: "Frauke Petry (AfD)"."""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

from archive.documents import RoleClaim

from .lexicon import W
from .page import BRACKET, COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page
from .role_claims import ARTICLES, claim, owned

_FUNCTION_OR_CUE = W.FUNCTION | W.CUE


def in_brackets(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Frauke Petry (AfD)": the party is all that is stated."""
    nxt = draft.last + 1
    if nxt >= page.ranges[page.block_of[draft.last]][1] or page.gaps[nxt] != BRACKET:
        return None
    owner = page.owner[nxt]
    role = _role_in_brackets(page, nxt)
    if role is not None:
        first, last, upto = role
        return claim(page, draft, (first, last), owned(page, nxt, upto), nxt, upto, "role-brackets", version)
    if owner is None or owner.kind != "organisation" or owner.first != nxt:
        return None
    return claim(page, draft, None, owner, draft.first, owner.last, "role-brackets", version)


def _role_in_brackets(page: Page, first: int) -> tuple[int, int, int] | None:
    """ "Oliver Glasner (Eintracht Frankfurt coach)", "Urs Fischer (coach of Union Berlin)": first and last
    word of the role, last word in the brackets."""
    high = page.ranges[page.block_of[first]][1]
    last = first
    while page.text[page.ends[last] : page.ends[last] + 1] != ")":
        last += 1
        if last >= high or last - first > 7 or page.gaps[last] not in (JOIN, HYPHEN, POSSESSIVE):
            return None
    heads = [
        k
        for k in range(first, last + 1)
        if page.bits[k] & W.ROLE and not page.bits[k] & W.FUNCTION and page.owner[k] is None
    ]
    if not heads:
        return None
    if heads[-1] == last:
        return first, last, last
    # "Coach Union Berlin": the body follows
    body = owned(page, heads[-1] + 1, last)
    return (first, heads[-1], last) if body is not None and body.last == last else None


def belongs(page: Page, draft: Draft, version: str) -> RoleClaim | None:
    """ "Ivan Timofeyev of the Russian Council on Foreign Policy": membership, no role."""
    nxt = draft.last + 1
    high = page.ranges[page.block_of[draft.last]][1]
    titled = bool(draft.first and page.gaps[draft.first] == JOIN and page.bits[draft.first - 1] & W.ROLE)
    if nxt + 1 >= high or page.gaps[nxt] not in (JOIN, COMMA) or (draft.short and not titled):
        return None
    word = page.words[nxt]
    if word not in ("of", "from", "at", "with", "von", "vom", "bei", "beim"):
        return None
    if page.gaps[nxt] == COMMA and word not in ("of", "from", "von", "vom"):
        return None  # "wird Jerry Brown, bei der Akademie treffen"
    k = nxt + 1
    while k < high and k - nxt < 6 and page.gaps[k] == JOIN:
        owner = page.owner[k]
        if owner is not None:
            if owner.kind == "organisation":
                # "Putin at the G20" is a place to be; "Anna Schmidt at the Institute for …" belongs there.
                if page.words[nxt] in ("at", "with") and owner.first == owner.last:
                    return None
                return claim(page, draft, None, owner, nxt, owner.last, "role-membership", version)
            if owner.kind == "person":
                return None
            k = owner.last + 1
            continue
        if page.bits[k] & _FUNCTION_OR_CUE and page.words[k].lower() not in ARTICLES:
            return None
        k += 1
    return None
