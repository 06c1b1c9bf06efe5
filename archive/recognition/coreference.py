"""All that a document calls by one name, whatever the form: drafts become groups, groups become entities."""

from __future__ import annotations

import re
from collections import Counter

from .gazetteer import Gazetteer
from .groups import Group, fold, join
from .lexicon import capital_names, place_codes
from .organisation_forms import group_organisations
from .page import Page
from .person_forms import group_people
from .short_people import find_short_people

_GATHERING = re.compile(r" (?:summits?|gipfel|gipfeltreffen)$")


def hold_together(page: Page, gazetteer: Gazetteer) -> list[Group]:
    """Groups the page's drafts, finds the short forms, and sets each draft's `entity`."""
    groups: list[Group] = []
    people = group_people(page, gazetteer, groups)
    find_short_people(page, people, groups, gazetteer)
    group_organisations(page, groups)
    _group_topics(page, groups)
    for number, group in enumerate(groups):
        for draft in group.drafts:
            draft.entity = number
    return groups


def _group_topics(page: Page, groups: list[Group]) -> None:
    by_name: dict[str, Group] = {}
    #: Names as printed, which come back: a page names its places ten times each.
    printed: dict[tuple[str, str, tuple[str, ...]], Group] = {}
    for draft in page.drafts:
        if draft.kind not in ("place", "event"):
            continue
        name = page.name_of(draft)
        again = printed.get((draft.kind, name, draft.keys))
        if again is not None:
            join(again, draft)
            continue
        code = place_codes().get(name, "") if draft.kind == "place" else ""
        country = code and name not in capital_names()
        key = f"country {code}" if country else f"{draft.kind} {fold(name).replace('.', '')}"
        if draft.kind == "event":
            key = _GATHERING.sub("", key)  # "the G20 in Hamburg" is "the G20 summit"
        known = f"record {draft.keys[0]}" if len(draft.keys) == 1 else key
        group = by_name.get(key) or by_name.get(known)
        if group is None:
            group = Group(draft.kind, name, country=code)
            groups.append(group)
        by_name[key] = by_name[known] = printed[draft.kind, name, draft.keys] = group
        join(group, draft)
    for group in {id(g): g for g in by_name.values()}.values():
        if len(group.drafts) == 1:
            continue
        # "Russia" ten times and "Russland" in one picture's text: the usual form is the name.
        forms = Counter(page.name_of(d) for d in group.drafts)
        longest = group.kind == "event"
        group.name = max(forms, key=lambda n: len(n) if longest else forms[n])
