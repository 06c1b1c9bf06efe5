"""Forms of one name held together: "Putin" with "Vladimir Putin", "RIAC" with what it stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from archive.documents import EntityKind, NamedEntity, TopicKind
from archive.names import PARTICLES, fold, sound_key

from .gazetteer import Gazetteer
from .lexicon import W, capital_names, people_codes, place_codes
from .page import BRACKET, COMMA, JOIN, POSSESSIVE, Draft, Page

#: Why an entity has candidates that do not bear its name as it is spelt here; linking asks more of them.
OTHER_SPELLING = "another spelling of a known name"

_TIME_BEFORE = frozenset(
    "in since until till by from of early late mid last this next during before after every im seit ende anfang mitte".split()
)
_SUFFIX_WORDS = frozenset("jr jr. sr sr. ii iii iv".split())


@dataclass(slots=True, eq=False)
class Group:
    """One entity of the document on its way."""

    kind: str
    name: str
    drafts: list[Draft] = field(default_factory=list)
    full: bool = True
    reason: str = ""
    keys: tuple[str, ...] = ()
    evidence: list[str] = field(default_factory=list)
    country: str = ""


def hold_together(page: Page, gazetteer: Gazetteer) -> list[Group]:
    """Groups the page's drafts, finds the short forms, and sets each draft's `entity`."""
    groups: list[Group] = []
    people = _people(page, gazetteer, groups)
    _short_people(page, people, groups, gazetteer)
    _organisations(page, groups)
    _topics(page, groups)
    for number, group in enumerate(groups):
        for draft in group.drafts:
            draft.entity = number
    return groups


def parts_of(name: str) -> tuple[str, str]:
    """First and family name, folded, particles and suffixes left out: ("ursula", "leyen").

    >>> parts_of("Bashar al-Assad")
    ('bashar', 'assad')
    """
    words = [w for w in fold(name).replace("-", " ").split() if w not in _SUFFIX_WORDS]
    words = [w for w in words if w not in PARTICLES] or words
    if len(words) == 1:
        return "", words[0]
    return words[0], words[-1]


# --------------------------------------------------------------------------- people


def _people(page: Page, gazetteer: Gazetteer, groups: list[Group]) -> dict[str, list[Group]]:
    """Full names to groups; returned by family name."""
    by_family: dict[str, list[Group]] = {}
    by_name: dict[str, Group] = {}
    by_sound: dict[str, Group] = {}
    for draft in page.drafts:
        if draft.kind != "person" or draft.short:
            continue
        name = page.surface(draft.first, draft.last)
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
        _join(group, draft)
    for group in groups:
        if not group.keys and " " in group.name:
            group.keys = _sounding(gazetteer, group.name)
            group.reason = OTHER_SPELLING if group.keys else ""
    return by_family


def _sounding(gazetteer: Gazetteer, name: str) -> tuple[str, ...]:
    """Authority records that another transliteration of this name would be: only where there is exactly one."""
    keys = gazetteer.sounding(name)
    return keys if len(keys) == 1 else ()


def _join(group: Group, draft: Draft) -> None:
    group.drafts.append(draft)
    if draft.title and draft.title not in group.evidence:
        group.evidence.append(draft.title)
    if draft.keys:
        group.keys = tuple(dict.fromkeys((*group.keys, *draft.keys))) if not group.keys else (
            tuple(k for k in group.keys if k in draft.keys) or group.keys
        )


def _same_person(folded: str, first: str, others: Iterable[Group]) -> Group | None:
    """The group whose name has this family name and a given name that agrees: initial, middle name left out."""
    found = []
    for group in others:
        other = fold(group.name)
        other_first = parts_of(group.name)[0]
        if first == other_first:
            a, b = set(folded.replace(".", "").split()), set(other.replace(".", "").split())
            # "George W. Bush" and "George H. W. Bush" differ in what both state.
            if a <= b or b <= a or not ((a - b) and (b - a)):
                found.append(group)
        elif other_first and first and (len(first.rstrip(".")) == 1 or len(other_first.rstrip(".")) == 1):
            if first[0] == other_first[0]:
                found.append(group)
    return found[0] if len(found) == 1 else None


def _short_people(
    page: Page, by_family: dict[str, list[Group]], groups: list[Group], gazetteer: Gazetteer
) -> None:
    """Every other place where a family name of the document stands by itself, before its full form or after."""
    wanted: dict[str, list[Group]] = dict(by_family)
    for group in groups:
        for extra in _other_short_forms(group.name):
            wanted.setdefault(extra, [group] if extra not in by_family else by_family[extra])
    open_names: dict[str, Group] = {}
    for draft in [d for d in page.drafts if d.kind == "person" and d.short]:
        key = parts_of(page.surface(draft.first, draft.last))[1]
        _assign(page, draft, wanted.get(key, []), open_names, groups, gazetteer)
    bits, words = page.bits, page.words
    cap = int(W.CAP)
    for i, word in enumerate(words):
        if not bits[i] & cap:
            continue
        low = word.lower()
        plural = False
        candidates = wanted.get(low) or wanted.get(_folded(low))
        if candidates is None and low.endswith("s") and i and words[i - 1] in ("the", "The", "both"):
            candidates = wanted.get(_folded(low[:-1]))  # "the Clintons"
            plural = True
        if candidates is None:
            continue
        owner = page.owner[i]
        if owner is not None and not (owner.kind == "place" and owner.first == owner.last == i and _is_surname(page, i, candidates)):
            continue
        if plural and not bits[i - 1] & W.FUNCTION:
            continue
        first = i
        while first > 0 and page.joins(first) and bits[first - 1] & W.PARTICLE and page.owner[first - 1] is None and (
            not bits[first - 1] & W.FUNCTION and words[first - 1] in PARTICLES and page.block_of[first - 1] == page.block_of[i]
        ):
            first -= 1
        if not _may_be_short(page, first, i):
            continue
        draft = page.add(Draft("person", first, i, "person-short", 0.85, short=True))
        _assign(page, draft, candidates, open_names, groups, gazetteer)


def _folded(low: str) -> str:
    return low if low.isascii() else fold(low)


def _is_surname(page: Page, i: int, candidates: list[Group]) -> bool:
    """A place's name that a person of the document bears: a place where a preposition of place stands before it."""
    return len(candidates) > 0 and not (i and page.words[i - 1] in ("in", "at", "near", "to", "from", "im", "nach"))


def _other_short_forms(name: str) -> list[str]:
    """Forms other than the last word: first part of a double name, an Asian family name, a lone given name."""
    words = [w for w in fold(name).split() if w not in _SUFFIX_WORDS and len(w.rstrip(".")) > 1]
    forms = []
    if len(words) == 3 and len(words[0]) <= 5 and all(len(w) <= 5 for w in words) and "-" not in name:
        forms.append(words[0])  # "Kim Jong Un", "Kim"
    if len(words) == 2 and ("-" in words[1] or words[0] in _ASIAN_FAMILIES):
        forms.append(words[0])  # "Ban Ki-moon", "Xi Jinping"
    if len(words) == 3 and words[1] not in PARTICLES and "-" not in words[1]:
        forms.append(words[1])
    return forms


_ASIAN_FAMILIES = frozenset(
    "xi li hu wen wang zhang zhao liu chen yang huang wu zhou xu sun ma zhu lin guo he gao zheng bo jiang deng mao"
    " kim park lee choi jung moon ban roh yoon nguyen tran le pham tsai lam leung ai hun".split()
)


def _may_be_short(page: Page, first: int, last: int) -> bool:
    """Whether a lone word that is some person's family name is that person here."""
    bits, words, gaps = page.bits, page.words, page.gaps
    kind = bits[last]
    low, high = page.ranges[page.block_of[first]]
    before = words[first - 1] if first > low and gaps[first] == JOIN else ""
    after = last + 1
    if first > low and page.joins(first) and bits[first - 1] & W.CAP:
        previous = bits[first - 1]
        owner = page.owner[first - 1]
        if previous & W.GIVEN and owner is None and gaps[first] == JOIN and not page.opens_sentence(first - 1):
            return False  # another person's given name before it
        if gaps[first] not in (JOIN,):
            return bool(previous & (W.PEOPLE | W.ROLE | W.PLACE))
    if after < high and page.joins(after) and bits[after] & W.CAP and page.owner[after] is None:
        # "Trump Tower", "Putin Park"; "Trump Jr."
        if bits[after] & (W.PLACE_HEAD | W.EVENT_HEAD | W.ORG_HEAD) and gaps[after] == JOIN:
            return bool(bits[after] & W.ORG_HEAD)
    if not kind & (W.COMMON | W.CALENDAR | W.FUNCTION):
        return True
    # "May", "Brown", "Will": a word of every day needs support.
    if kind & W.CALENDAR:
        if before.lower() in _TIME_BEFORE or (after < high and bits[after] & W.DIGIT and gaps[after] in (JOIN, COMMA)):
            return False
        if first > low and bits[first - 1] & W.DIGIT:
            return False
    if after < high and gaps[after] == POSSESSIVE:
        return True
    if before and bits[first - 1] & (W.ROLE | W.HONORIFIC | W.CUE):
        return True
    if after < high and gaps[after] == JOIN and (bits[after] & W.CUE or words[after] in _AFTER_NAME):
        return True
    return not kind & (W.CALENDAR | W.FUNCTION) and not page.opens_sentence(first)


_AFTER_NAME = frozenset(
    "has had is was will would also did does says said told met wants wanted agreed won lost and became who".split()
)


def _assign(
    page: Page,
    draft: Draft,
    candidates: list[Group],
    open_names: dict[str, Group],
    groups: list[Group],
    gazetteer: Gazetteer,
) -> None:
    """Gives a short form to the one person it can be, else to a group of its own that says why it is open."""
    name = page.surface(draft.first, draft.last)
    if len(candidates) == 1:
        _join(candidates[0], draft)
        return
    if len(candidates) > 1:
        fitting = [g for g in candidates if draft.title and draft.title in g.evidence] if draft.title else []
        if len(fitting) == 1:
            _join(fitting[0], draft)
            return
        key = "several " + fold(name)
        if key not in open_names:
            names = ", ".join(sorted(g.name for g in candidates))
            group = Group("person", name, full=False, reason=f"several people of this name in the text: {names}")
            group.keys = tuple(dict.fromkeys(k for g in candidates for k in g.keys))
            open_names[key] = group
            groups.append(group)
        _join(open_names[key], draft)
        return
    key = fold(name)
    group = open_names.get(key)
    if group is None:
        group = open_names[key] = Group("person", name, full=False, reason="only a short name in the text")
        group.keys = gazetteer.family(name) or ()
        groups.append(group)
    keys = group.keys
    _join(group, draft)
    group.keys = keys


# --------------------------------------------------------------------------- organisations

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
_SMALL = frozenset("of for and on in the to de des der für und in a".split())


def _organisations(page: Page, groups: list[Group]) -> None:
    drafts = [d for d in page.drafts if d.kind == "organisation"]
    by_name: dict[str, Group] = {}
    by_key: dict[tuple[str, ...], Group] = {}
    for draft in drafts:
        name = page.surface(draft.first, draft.last)
        country, bare = _country_of(page, draft, name)
        folded = _org_fold(name)
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
        _join(group, draft)
    _one_ministry(groups, by_name)
    _acronyms(page, groups)


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


def _one_ministry(groups: list[Group], by_name: dict[str, Group]) -> None:
    """A ministry without a country is the one of its kind that the document names with one."""
    for function in set(_FUNCTIONS.values()):
        loose = by_name.get(f"{function} ministry of ?")
        named = [n for n in by_name if n.startswith(f"{function} ministry of ") and not n.endswith("?")]
        targets = {id(by_name[n]) for n in named}
        if loose is not None and len(targets) == 1:
            target = by_name[named[0]]
            if target is not loose:
                _merge(groups, loose, target)


def _merge(groups: list[Group], source: Group, target: Group) -> None:
    for draft in source.drafts:
        _join(target, draft)
    if len(source.name) > len(target.name):
        target.name = source.name
    if not target.keys:
        target.keys = source.keys
    groups.remove(source)


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
        _merge(groups, short_one, long_one)

    group_of = {id(d): g for g in groups if g.kind == "organisation" for d in g.drafts}
    for draft in page.drafts:
        if draft.kind != "organisation" or draft.first == 0 or page.gaps[draft.first] != BRACKET:
            continue
        before = page.owner[draft.first - 1]
        closed = page.text[page.ends[draft.last] : page.ends[draft.last] + 1] == ")"
        if closed and before is not None and before.kind == "organisation" and before.last == draft.first - 1:
            unite(group_of[id(before)], group_of[id(draft)])
    # "EU" and "European Union", "SPD" without brackets: the initials, where only one name has them.
    longs: dict[str, list[Group]] = {}
    for group in [g for g in groups if g.kind == "organisation" and " " in g.name]:
        initials = "".join(w[0] for w in _org_fold(group.name).replace("-", " ").split() if w not in _SMALL)
        longs.setdefault(initials, []).append(group)
    for group in [g for g in groups if g.kind == "organisation" and " " not in g.name]:
        letters = group.name.replace(".", "").lower()
        fitting = longs.get(letters, [])
        if 2 <= len(letters) <= 7 and group.name.replace(".", "").isupper() and len(fitting) == 1:
            unite(fitting[0], group)
    _shorter_forms(groups, unite)


def _shorter_forms(groups: list[Group], unite: Callable[[Group, Group], None]) -> None:
    """ "Atlantic Council" with "Atlantic Council of the United States": a name that only leaves words off at an end."""
    names = [g for g in groups if g.kind == "organisation"]
    by_end: dict[str, list[Group]] = {}
    for group in names:
        words = _org_fold(group.name).split()
        for k in range(1, len(words)):
            by_end.setdefault(" ".join(words[k:]), []).append(group)
            if k > 1:
                by_end.setdefault(" ".join(words[:k]), []).append(group)
    for group in list(names):
        if group not in groups:
            continue
        words = _org_fold(group.name).split()
        longer = [g for g in by_end.get(" ".join(words), []) if g in groups and g is not group]
        # "Islamic State" in "Islamic State of Iraq"; but a lone "Council" could be several.
        if len(words) >= 2 and len({id(g) for g in longer}) == 1:
            unite(longer[0], group)


# --------------------------------------------------------------------------- places and events


def _topics(page: Page, groups: list[Group]) -> None:
    by_name: dict[str, Group] = {}
    for draft in page.drafts:
        if draft.kind not in ("place", "event"):
            continue
        name = page.surface(draft.first, draft.last)
        code = place_codes().get(name, "") if draft.kind == "place" else ""
        country = code and name not in capital_names()
        key = f"country {code}" if country else f"{draft.kind} {fold(name).replace('.', '')}"
        group = by_name.get(key)
        if group is None:
            group = by_name[key] = Group(draft.kind, name, country=code)
            groups.append(group)
        _join(group, draft)
    for group in by_name.values():
        # "Russia" ten times and "Russland" in one picture's text: the usual form is the name.
        forms = Counter(page.surface(d.first, d.last) for d in group.drafts)
        group.name = max(forms, key=lambda n: (forms[n], len(n)))


def entities_of(groups: list[Group]) -> tuple[NamedEntity, ...]:
    """The groups as the values that leave recognition."""
    kinds = {
        "person": (EntityKind.PERSON, None),
        "organisation": (EntityKind.ORGANISATION, None),
        "place": (EntityKind.TOPIC, TopicKind.PLACE),
        "event": (EntityKind.TOPIC, TopicKind.EVENT),
    }
    made = []
    for group in groups:
        kind, topic = kinds[group.kind]
        made.append(
            NamedEntity(
                kind,
                " ".join(group.name.split()),
                topic,
                group.full,
                group.keys[:20],
                tuple(group.evidence),
                group.reason,
            )
        )
    return tuple(made)
