"""Short forms of people's names: "Putin" with Vladimir Putin, "the Clintons", and those that stay open."""

# ruff: noqa: PLR0911, PLR0912 - evidence stands beside its reason

from __future__ import annotations

from archive.names import PARTICLES

from .gazetteer import Gazetteer
from .groups import Group, fold, join
from .lexicon import W
from .page import COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page
from .person_evidence import ASIAN_FAMILIES
from .person_forms import SUFFIX_WORDS, parts_of

_TIME_BEFORE = frozenset(
    "in since until till by from of early late mid last this next during before after every im seit ende"
    " anfang mitte".split()
)
_OF_A_HOLDER_CAPITAL = frozenset({"Administration", "Government", "Cabinet"})
_OF_A_HOLDER = frozenset(
    "administration government presidency cabinet era campaign supporters doctrine".split()
)
_AFTER_NAME = frozenset(
    "has had is was will would also did does says said told met wants wanted agreed won lost and became"
    " who".split()
)
_OF_COMPANIES = frozenset(
    "founder co-founder owner heir heiress chairman chairwoman ceo entrepreneur industrialist gründer"
    " gründerin unternehmer".split()
)
#: Rules that know a body by its name, whatever stands around it.
_BY_NAME_ALONE = frozenset({"organisation-known-word", "gazetteer-organisation"})
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_NO_GIVEN = W.COMMON | W.PLACE | W.CALENDAR | W.FUNCTION | W.ROLE
_NO_FAMILY = W.COMMON | W.PLACE | W.CALENDAR | W.FUNCTION | W.ROLE | W.ACRONYM | W.ORG_HEAD | W.PEOPLE
_FUNCTION_OR_CUE = W.FUNCTION | W.CUE
_PEOPLE_OR_ROLE_OR_PLACE = W.PEOPLE | W.ROLE | W.PLACE
_PLACE_HEAD_OR_EVENT_HEAD_OR_ORG_HEAD = W.PLACE_HEAD | W.EVENT_HEAD | W.ORG_HEAD
_COMMON_OR_CALENDAR_OR_FUNCTION = W.COMMON | W.CALENDAR | W.FUNCTION
_ROLE_OR_HONORIFIC_OR_CUE = W.ROLE | W.HONORIFIC | W.CUE
_CALENDAR_OR_FUNCTION = W.CALENDAR | W.FUNCTION


def find_short_people(
    page: Page, by_family: dict[str, list[Group]], groups: list[Group], gazetteer: Gazetteer
) -> None:
    """Every other place where a family name of the document stands alone, before or after its full form."""
    wanted: dict[str, list[Group]] = dict(by_family)
    for group in groups:
        for extra in _other_short_forms(group.name):
            wanted.setdefault(extra, by_family.get(extra, [group]))
    _first_names(page, groups, wanted)
    open_names: dict[str, Group] = {}
    for draft in [d for d in page.drafts if d.kind == "person" and d.short]:
        key = parts_of(page.name_of(draft))[1]
        _assign(page, draft, wanted.get(key, []), open_names, groups, gazetteer)
    for group in open_names.values():
        if not group.reason.startswith("several"):
            wanted.setdefault(parts_of(group.name)[1], [group])  # "President Obama left", "Obama said"
    bits, words = page.bits, page.words
    german = page.lexicon.nouns_capital
    for i in page.capitals:
        low = words[i].lower()
        plural = False
        candidates = wanted.get(low)
        if candidates is None and not low.isascii():
            candidates = wanted.get(fold(low))
        if candidates is None and low.endswith("s") and i and words[i - 1] in ("the", "The", "both"):
            candidates = wanted.get(_folded(low[:-1]))  # "the Clintons"
            plural = True
        trim = 0
        if candidates is None and german and low.endswith("s"):
            candidates = by_family.get(_folded(low[:-1]))  # "Putins Macht"
            trim = 1
        if candidates is None:
            continue
        owner = page.owner[i]
        if owner is not None and not (
            owner.first == owner.last == i
            and (
                (owner.kind == "place" and _is_surname(page, i, candidates))
                or (owner.kind == "organisation" and _is_no_body(page, i, owner, candidates))
            )
        ):
            continue
        if plural and not bits[i - 1] & W.FUNCTION:
            continue
        first = i
        while (
            first > 0
            and page.joins(first)
            and bits[first - 1] & W.PARTICLE
            and page.owner[first - 1] is None
            and (
                not bits[first - 1] & W.FUNCTION
                and words[first - 1].lower() in PARTICLES
                and page.block_of[first - 1] == page.block_of[i]
            )
        ):
            first -= 1
        if page.gaps[first] == HYPHEN:
            names = {w for g in candidates for w in fold(g.name).replace("-", " ").split()}
            while page.gaps[first] == HYPHEN and page.words[first - 1].lower() in names:
                first -= 1  # "Holland-Moritz": both halves
        if not _may_be_short(page, first, i):
            continue
        last = _second_name(page, i, candidates, wanted)
        draft = page.add(Draft("person", first, last, "person-short", 0.85, short=True, trim=trim))
        _assign(page, draft, candidates, open_names, groups, gazetteer)
    _known_families(page, groups, open_names, gazetteer)


def _second_name(page: Page, i: int, candidates: list[Group], wanted: dict[str, list[Group]]) -> int:
    """ "Ferrer García" after "José Daniel Ferrer García": the last word of two family names."""
    nxt = i + 1
    if (
        len(candidates) != 1
        or nxt >= page.ranges[page.block_of[i]][1]
        or page.gaps[nxt] != JOIN
        or page.owner[nxt] is not None
        or wanted.get(fold(page.words[nxt])) != candidates
    ):
        return i
    pair = f" {fold(page.words[i])} {fold(page.words[nxt])} "
    return nxt if pair in f" {fold(candidates[0].name)} " else i


def _first_names(page: Page, groups: list[Group], wanted: dict[str, list[Group]]) -> None:
    """ "Daniel" after "Daniel Montalvo": a given name that only one person of the document has."""
    german = page.lexicon.nouns_capital
    given: dict[str, list[Group]] = {}
    for group in groups:
        if group.kind == "person" and " " in group.name:
            given.setdefault(parts_of(group.name)[0], []).append(group)
    given.pop("", None)
    for name, bearers in given.items():
        bits = page.lexicon.of(name.capitalize())
        if len(bearers) == 1 and name not in wanted and len(name) > 3:
            unknown = bits == W.CAP and not german  # "Thanathorn" after "Thanathorn Juangroongruangkit"
            if (bits & W.GIVEN and not bits & _NO_GIVEN) or unknown:
                wanted[name] = bearers


def _known_families(
    page: Page, groups: list[Group], open_names: dict[str, Group], gazetteer: Gazetteer
) -> None:
    """ "the Obama administration" without a Barack Obama: a name that authorities know, left open with its
    title."""
    bits, words, german = page.bits, page.words, page.lexicon.nouns_capital
    for i in page.capitals:
        kind, word = bits[i], words[i]
        if page.owner[i] is not None or len(word) < 4 or page.gaps[i] == HYPHEN:
            continue
        if kind & _NO_FAMILY:
            continue
        if not gazetteer.family(word):
            continue
        after = i + 1
        high = page.ranges[page.block_of[i]][1]
        held = after < high and page.gaps[after] == JOIN and words[after] in _OF_A_HOLDER
        if not held:
            # By itself in running text, known as a family name and as nothing else.
            beside = (i and page.joins(i) and bits[i - 1] & W.CAP) or (
                after < high and page.joins(after) and bits[after] & W.CAP
            )
            speaks = after < high and page.gaps[after] == JOIN and bits[after] & W.CUE
            if beside or german or (kind & W.CITY and not speaks) or page.opens_sentence(i) or len(word) < 5:
                continue
            if words[i - 1] in ("the", "The", "in", "at", "a", "an"):
                continue
            noun = after < high and page.gaps[after] == JOIN and not bits[after] & _FUNCTION_OR_CUE
            if noun and not words[after].endswith(("ed", "s")):
                continue  # "Barker pond"
        title = "President" if held and words[after] in ("administration", "presidency") else ""
        draft = page.add(Draft("person", i, i, "person-known-family", 0.6, short=True, title=title))
        _assign(page, draft, [], open_names, groups, gazetteer)


def _folded(low: str) -> str:
    return low if low.isascii() else fold(low)


def _is_surname(page: Page, i: int, candidates: list[Group]) -> bool:
    """A place's name that a person of the document bears: a place where a preposition of place stands
    before it."""
    if not candidates or not i:
        return bool(candidates)
    before = page.words[i - 1]
    if before in ("to", "from"):
        return not page.bits[i] & W.PLACE and any(
            " " in group.name for group in candidates
        )  # "paid to Cunha"
    return before not in ("in", "at", "near", "im", "nach")


def _introduced(group: Group) -> bool:
    """Whether a person came with a title, and none that ties a company to its name: "founder Henry Ford"."""
    return bool(group.evidence) and not _OF_COMPANIES & {title.lower() for title in group.evidence}


def _is_no_body(page: Page, i: int, owner: Draft, candidates: list[Group]) -> bool:
    """ "Saab’s extradition" after "Ambassador Alex Saab": a company's name that a person of the document
    bears."""
    kinds = page.bits[i]
    if owner.trim or kinds & W.ACRONYM or owner.rule not in _BY_NAME_ALONE:
        return False
    if not all(" " in group.name and _introduced(group) for group in candidates):
        return False
    nxt = i + 1
    beside = nxt < len(page.words) and page.joins(nxt) and page.bits[nxt] & W.CAP
    noun = i and page.gaps[i] == JOIN and page.words[i - 1] in ("the", "The", "at", "für", "bei")
    return not beside and not noun


def _other_short_forms(name: str) -> list[str]:
    """Forms other than the last word: first part of a double name, an Asian family name, a lone given
    name."""
    words = [w for w in fold(name).split() if w not in SUFFIX_WORDS and len(w.rstrip(".")) > 1]
    forms = []
    if len(words) == 3 and len(words[0]) <= 5 and all(len(w) <= 5 for w in words) and "-" not in name:
        forms.append(words[0])  # "Kim Jong Un", "Kim"
    if len(words) == 2 and ("-" in words[1] or words[0] in ASIAN_FAMILIES):
        forms.append(words[0])  # "Ban Ki-moon", "Xi Jinping"
    # "Luiz Inacio Lula da Silva": one of the names in the middle may be the one people use.
    forms += [w for w in words[1:-1] if w not in PARTICLES and "-" not in w and len(w) > 3]
    return forms


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
        if (
            previous & W.GIVEN
            and owner is None
            and gaps[first] == JOIN
            and not page.opens_sentence(first - 1)
        ):
            return False  # another person's given name before it
        if gaps[first] not in (JOIN,):
            return bool(previous & _PEOPLE_OR_ROLE_OR_PLACE)
    run = after
    while (
        run < high and run - after < 4 and page.joins(run) and bits[run] & W.CAP and page.owner[run] is None
    ):
        # "Trump Tower", "Lincoln Reservoir Park"
        if (
            bits[run] & _PLACE_HEAD_OR_EVENT_HEAD_OR_ORG_HEAD
            and gaps[run] == JOIN
            and words[run] not in _OF_A_HOLDER_CAPITAL
        ):
            return False
        run += 1
    if not kind & _COMMON_OR_CALENDAR_OR_FUNCTION:
        return True
    # "May", "Brown", "Will": a word of every day needs support.
    if kind & W.CALENDAR:
        if before.lower() in _TIME_BEFORE or (
            after < high and bits[after] & W.DIGIT and gaps[after] in (JOIN, COMMA)
        ):
            return False
        if first > low and bits[first - 1] & W.DIGIT:
            return False
    if after < high and gaps[after] == POSSESSIVE:
        return True
    if before and bits[first - 1] & _ROLE_OR_HONORIFIC_OR_CUE:
        return True
    if after < high and gaps[after] == JOIN and (bits[after] & W.CUE or words[after] in _AFTER_NAME):
        return True
    return not kind & _CALENDAR_OR_FUNCTION and not page.opens_sentence(first)


def _assign(
    page: Page,
    draft: Draft,
    candidates: list[Group],
    open_names: dict[str, Group],
    groups: list[Group],
    gazetteer: Gazetteer,
) -> None:
    """Gives a short form to the one person it can be, else to a group of its own that says why it is open."""
    name = page.name_of(draft)
    if len(candidates) == 1:
        join(candidates[0], draft)
        return
    if len(candidates) > 1:
        fitting = [g for g in candidates if draft.title and draft.title in g.evidence] if draft.title else []
        if len(fitting) == 1:
            join(fitting[0], draft)
            return
        key = "several " + fold(name)
        if key not in open_names:
            names = ", ".join(sorted(g.name for g in candidates))
            group = Group(
                "person", name, full=False, reason=f"several people of this name in the text: {names}"
            )
            group.keys = tuple(dict.fromkeys(k for g in candidates for k in g.keys))
            open_names[key] = group
            groups.append(group)
        join(open_names[key], draft)
        return
    key = fold(name)
    if key not in open_names:
        made = Group("person", name, full=False, reason="only a short name in the text")
        made.keys = gazetteer.family(name)
        groups.append(made)
        open_names[key] = made
    join(open_names[key], draft)
