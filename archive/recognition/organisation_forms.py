"""Forms of an organisation's name held together: "RIAC" with what it stands for, one ministry under four
names."""

from __future__ import annotations

import re
from collections.abc import Callable

from .groups import Group, fold, join
from .lexicon import people_codes, place_codes
from .page import BRACKET, POSSESSIVE, Draft, Page

_FUNCTIONS = {
    "foreign ministry": "foreign",
    "ministry of foreign affairs": "foreign",
    "foreign office": "foreign",
    "ministry for foreign affairs": "foreign",
    "ministry of defence": "defence",
    "ministry of defense": "defence",
    "defence ministry": "defence",
    "defense ministry": "defence",
    "interior ministry": "interior",
    "ministry of interior": "interior",
    "ministry of the interior": "interior",
    "ministry of internal affairs": "interior",
    "finance ministry": "finance",
    "ministry of finance": "finance",
    "justice ministry": "justice",
    "ministry of justice": "justice",
    "health ministry": "health",
    "ministry of health": "health",
    "education ministry": "education",
    "ministry of education": "education",
    "economy ministry": "economy",
    "ministry of economy": "economy",
}
_LEGAL = frozenset("inc corp ltd llc plc gmbh ag co kg se spa sa nv bv".split())
#: What a company's short name leaves off: "Barclays" with "Barclays Bank Plc", "USAir" with "USAir Group".
_LEFT_OFF = _LEGAL | frozenset(
    "group holding holdings company corporation incorporated limited pty oy oyj ab asa as srl sarl bank"
    " party movement coalition airlines airways industries international enterprises motors cos".split()
)
#: Bodies that a body has: what is left without them is another one.
_ORGANS = frozenset(
    "commission council parliament court committee assembly mission office delegation secretariat bureau"
    " agency institute foundation army police ministry".split()
)
_ENDINGS = re.compile(r"(?<=\w{4})(?:e[nrms]?|s)\b")
_SMALL = frozenset("of for and on in the to de des der für fur und in a".split())


def group_organisations(page: Page, groups: list[Group]) -> None:
    drafts = [d for d in page.drafts if d.kind == "organisation"]
    by_name: dict[str, Group] = {}
    by_key: dict[tuple[str, ...], Group] = {}
    for draft in drafts:
        name = page.name_of(draft)
        country, bare = _country_of(page, draft, name)
        folded = _org_fold(name)
        if page.lexicon.nouns_capital:
            folded = _ENDINGS.sub("", folded)  # "Zentrale Wahlkommission", "der Zentralen Wahlkommission"
        function = _FUNCTIONS.get(_org_fold(bare))
        group = None
        if function:
            folded = f"{function} ministry of {country or '?'}"
        group = by_name.get(folded)
        if group is None and draft.keys:
            group = by_key.get(draft.keys)
        if group is None:
            group = Group("organisation", name, country=country)
            groups.append(group)
        by_name.setdefault(folded, group)
        if draft.keys:
            by_key.setdefault(draft.keys, group)
        if len(name) > len(group.name):
            group.name = name
        join(group, draft)
    _one_ministry(by_name)
    _acronyms(page, groups)
    groups[:] = [g for g in groups if g.kind]


def _org_fold(name: str) -> str:
    folded = fold(name).replace(".", "")
    for article in ("the ", "der ", "die ", "das "):
        folded = folded.removeprefix(article)
    return folded


def _country_of(page: Page, draft: Draft, name: str) -> tuple[str, str]:
    """The country whose body this is, and the name without the word that says so."""
    words = name.split()
    country, bare = draft.country, name
    for take in (2, 1):
        if len(words) > take:
            head = " ".join(words[:take])
            code = people_codes().get(head.lower()) or place_codes().get(head, "")
            if code:
                return code, " ".join(words[take:])
    first = draft.first
    if not country and first > 0 and page.gaps[first] == POSSESSIVE:
        owner = page.owner[first - 1]
        before = page.surface(owner.first, owner.last) if owner is not None else page.words[first - 1]
        country = place_codes().get(before, "")
    return country, bare


def _one_ministry(by_name: dict[str, Group]) -> None:
    """A ministry without a country is the one of its kind that the document names with one."""
    for function in set(_FUNCTIONS.values()):
        loose = by_name.get(f"{function} ministry of ?")
        named = [n for n in by_name if n.startswith(f"{function} ministry of ") and not n.endswith("?")]
        targets = {id(by_name[n]) for n in named}
        if loose is not None and len(targets) == 1:
            target = by_name[named[0]]
            if target is not loose:
                _merge(loose, target)


def _merge(source: Group, target: Group) -> None:
    for draft in source.drafts:
        join(target, draft)
    if len(source.name) > len(target.name):
        target.name = source.name
    if not target.keys:
        target.keys = source.keys
    source.kind = ""  # taken out of the list at the end, all at once


def _acronyms(page: Page, groups: list[Group]) -> None:
    """An acronym in brackets goes with the name before it, and so do all other places where it stands."""
    merged: dict[int, Group] = {}

    def now(group: Group) -> Group:
        while id(group) in merged:
            group = merged[id(group)]
        return group

    def unite(a: Group, b: Group) -> None:
        a, b = now(a), now(b)
        if a is b:
            return
        long_one, short_one = (a, b) if len(a.name) >= len(b.name) else (b, a)
        merged[id(short_one)] = long_one
        _merge(short_one, long_one)

    group_of = {id(d): g for g in groups if g.kind == "organisation" for d in g.drafts}
    for draft in page.drafts:
        if draft.kind != "organisation" or draft.first == 0 or page.gaps[draft.first] != BRACKET:
            continue
        before = page.owner[draft.first - 1]
        closed = page.text[page.ends[draft.last] : page.ends[draft.last] + 1] == ")"
        if closed and before is not None and before.kind == "organisation" and before.last == draft.first - 1:
            whose = _spelt_by(page, page.name_of(draft), before)
            unite(group_of[id(whose)], group_of[id(draft)])
    # "EU" and "European Union", "SPD" without brackets: the initials, where only one name has them.
    longs: dict[str, list[Group]] = {}
    for group in [g for g in groups if g.kind == "organisation" and " " in g.name]:
        for initials in _initials(group.name):
            longs.setdefault(initials, []).append(group)
    for group in [g for g in groups if g.kind == "organisation" and " " not in g.name]:
        letters = group.name.replace(".", "").lower()
        fitting = longs.get(letters, [])
        if 2 <= len(letters) <= 7 and group.name.replace(".", "").isupper() and len(fitting) == 1:
            unite(fitting[0], group)
    _shorter_forms(groups, unite)


def _spelt_by(page: Page, acronym: str, before: Draft) -> Draft:
    """ "Institut für Weltwirtschaft an der Universität Kiel (IfW)": whose initials the bracket holds."""
    letters = acronym.replace(".", "").lower()
    k = before.first - 1
    if letters in _initials(page.name_of(before)):
        return before
    while k >= 0 and before.first - k < 4 and page.block_of[k] == page.block_of[before.first]:
        owner = page.owner[k]
        if owner is not None:
            fits = owner.kind == "organisation" and letters in _initials(page.name_of(owner))
            return owner if fits else before
        k -= 1
    return before


def _shorter_forms(groups: list[Group], unite: Callable[[Group, Group], None]) -> None:
    """ "Atlantic Council" with "Atlantic Council of the United States": a name that only leaves words off
    at an end."""
    names = [g for g in groups if g.kind == "organisation"]
    by_end: dict[str, list[Group]] = {}
    for group in names:
        words = _org_fold(group.name).split()
        for k in range(1, min(len(words), 12)):
            by_end.setdefault(" ".join(words[k:]), []).append(group)
            if words[k] in _ORGANS:
                continue  # the African Union Commission is not the African Union
            compound = "-" in words[0] and words[k] in _SMALL  # "Potsdam-Institut für Klimafolgenforschung"
            if k > 1 or compound or all(w in _LEFT_OFF for w in words[k:]):
                by_end.setdefault(" ".join(words[:k]), []).append(group)
    for group in list(names):
        if not group.kind:
            continue
        words = _org_fold(group.name).split()
        longer = {id(g): g for g in by_end.get(" ".join(words), []) if g.kind and g is not group}
        # "Islamic State" in "Islamic State of Iraq"; but a lone "Council" could be several.
        if len(longer) != 1:
            continue
        only = next(iter(longer.values()))
        company = all(w in _LEFT_OFF for w in _org_fold(only.name).split()[1:]) and len(words[0]) > 3
        if len(words) >= 2 or "-" in words[0] or group.drafts[0].short or company:
            unite(only, group)


def _initials(name: str) -> set[str]:
    """What a name is shortened to: with and without its small words, without what the law adds."""
    words = _org_fold(name).replace("-", " ").split()
    while len(words) > 2 and words[-1] in _LEFT_OFF:
        words.pop()
    small = "".join(w[0] for w in words if w not in _SMALL)
    every = "".join(w[0] for w in words)
    full = "".join(w[0] for w in _org_fold(name).replace("-", " ").split() if w not in _SMALL)
    return {small, every, full}
