"""Forms of a person's name held together: "Putin" with "Vladimir Putin", "Lawrow" with "Lavrov"."""

# ruff: noqa: PLR0912, SIM102 - evidence stands beside its reason

from __future__ import annotations

from collections.abc import Iterable

from archive.names import PARTICLES, sound_key

from .gazetteer import Gazetteer
from .groups import OTHER_SPELLING, Group, fold, join
from .page import Draft, Page

_STOPPED = frozenset("jr sr jnr snr".split())
SUFFIX_WORDS = frozenset("jr jr. sr sr. ii iii iv".split())


def parts_of(name: str) -> tuple[str, str]:
    """First and family name, folded, particles and suffixes left out: ("ursula", "leyen").

    >>> parts_of("Bashar al-Assad")
    ('bashar', 'assad')
    """
    spelled = fold(name).replace("-", " ").split() or [fold(name)]
    words = [w for w in spelled if w not in SUFFIX_WORDS] or spelled  # "II" alone, as in "John Paul and II"
    # "Tahir Della": a particle that stands last is the family name.
    words = [*(w for w in words[:-1] if w not in PARTICLES), words[-1]]
    if len(words) == 1:
        return "", words[0]
    return words[0], words[-1]


def group_people(page: Page, gazetteer: Gazetteer, groups: list[Group]) -> dict[str, list[Group]]:
    """Full names to groups; returned by family name."""
    by_family: dict[str, list[Group]] = {}
    by_name: dict[str, Group] = {}
    by_sound: dict[str, Group] = {}
    for draft in page.drafts:
        if draft.kind == "person" and draft.last > draft.first and not parts_of(page.name_of(draft))[0]:
            draft.short = True  # "De Keersmaeker" opens a sentence: a family name with its particle
    full = [d for d in page.drafts if d.kind == "person" and not d.short]
    if page.lexicon.nouns_capital:
        _genitives(page, full)
    for draft in full:
        if page.words[draft.last].lower() in _STOPPED and page.text[page.ends[draft.last] :][:1] == ".":
            draft.trim = -1  # the stop belongs to "Jr.", after "John Paul II" it is the sentence's
        name = page.name_of(draft)
        folded = fold(name)
        group = by_name.get(folded)
        if group is None:
            first, family = parts_of(name)
            group = _same_person(folded, first, by_family.get(family, ())) if first else None
            if group is None and first:
                # "Sergej Lawrow" in the picture's text, "Sergey Lavrov" in the article.
                group = by_sound.get(sound_key(name))
            if group is None:
                group = Group("person", name)
                groups.append(group)
            by_family.setdefault(family, [])
            if group not in by_family[family]:
                by_family[family].append(group)
            if len(name) > len(group.name) and (not group.keys or draft.keys):
                group.name = name
            by_name[folded] = group
            if first:
                by_sound.setdefault(sound_key(name), group)
        join(group, draft)
    for group in groups:
        if not group.keys and " " in group.name:
            group.keys = _sounding(gazetteer, group.name)
            group.reason = OTHER_SPELLING if group.keys else ""
    return by_family


def _genitives(page: Page, full: list[Draft]) -> None:
    """ "Boris Nadeschdins Wähler": the "s" is left out where the page also has the name without it."""
    bare = {fold(page.name_of(d)) for d in full} | {fold(w) for w in page.words}
    for draft in full:
        last = fold(page.words[draft.last])
        if last.endswith("s") and not draft.keys and last[:-1] in bare:
            draft.trim = 1


def _sounding(gazetteer: Gazetteer, name: str) -> tuple[str, ...]:
    """Authority records that another transliteration of this name would be: only where there is exactly
    one."""
    keys = gazetteer.sounding(name)
    return keys if len(keys) == 1 else ()


def _same_person(folded: str, first: str, others: Iterable[Group]) -> Group | None:
    """The group whose name has this family name and a given name that agrees: initial, middle name left
    out."""
    found = []
    for group in others:
        other = fold(group.name)
        other_first = parts_of(group.name)[0]
        if other.endswith(f" {folded}") or folded.endswith(f" {other}"):
            found.append(group)  # "Suu Kyi" with "Aung San Suu Kyi"
        elif first == other_first:
            a, b = set(folded.replace(".", "").split()), set(other.replace(".", "").split())
            # "George W. Bush" and "George H. W. Bush" differ in what both state.
            if a <= b or b <= a or not ((a - b) and (b - a)):
                found.append(group)
        elif other_first and first and (len(first.rstrip(".")) == 1 or len(other_first.rstrip(".")) == 1):
            if first[0] == other_first[0]:
                found.append(group)
    return found[0] if len(found) == 1 else None
