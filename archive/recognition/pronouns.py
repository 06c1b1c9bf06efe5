"""Whom a pronoun means, and the speaker that it stands for."""

# ruff: noqa: SIM102 - evidence stands beside its reason

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field

from archive.documents import RoleClaim, SpeakerKind

from .groups import Group
from .lexicon import W, gender_of_given
from .page import COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page

HE, SHE, THEY = frozenset({"he", "er"}), frozenset({"she"}), frozenset({"they", "sie"})
#: A name after one of these is no subject: "talks with Trump", "a fellow at the Atlantic Council".
_OBJECT_PREPOSITIONS = frozenset(
    "of with at by to for in on from between against about over under through towards toward into like"
    " than after before during including since regarding mit bei von an auf für gegen über nach vor zu zum"
    " zur aus im am beim vom des".split()
)
_ROLE_AND_CAP = W.ROLE | W.CAP
#: How many words back a pronoun or "the ministry" may point.
FAR = 400
#: How many paragraphs back, where the one before names nobody.
_BLOCKS_BACK = 6
ARTICLES = frozenset(
    "a an the der die das den dem des ein eine einen einer eines einem his her their its this that these"
    " those".split()
)


@dataclass(slots=True)
class Speaker:
    """Who is said to have said it, and the words that say so."""

    kind: SpeakerKind
    name: str | None = None
    entity: int | None = None
    span: tuple[int, int] | None = None  # words
    cue: int | None = None  # word
    confidence: float = 0.8
    pronoun: bool = False


@dataclass(slots=True)
class Pronouns:
    """Whom the pronouns of a page mean, by what has been read of it so far."""

    page: Page
    groups: list[Group]
    claims: list[RoleClaim]
    claim_starts: list[int] = field(default_factory=list)
    last: Speaker | None = None
    #: Last word of the quotation that the last speaker had.
    last_word: int = -1
    last_block: int = -1
    _firsts: array[int] | None = None

    def __post_init__(self) -> None:
        self.claims = sorted(self.claims, key=lambda c: c.start)
        self.claim_starts = [c.start for c in self.claims]

    def possessed(self, owner: Draft) -> bool:
        """Whether a possessive follows: "Trump's spokesman" is not Trump."""
        nxt = owner.last + 1
        return nxt < len(self.page.words) and self.page.gaps[nxt] == POSSESSIVE

    def object(self, i: int, first: int) -> bool:
        """Whether the noun phrase that word `i` is in hangs on a preposition."""
        page = self.page
        k = i - 1
        while k >= first and i - k < 7 and page.gaps[k + 1] in (JOIN, HYPHEN):
            low = page.words[k].lower()
            if low == "of" and k > first and page.bits[k - 1] & _ROLE_AND_CAP == _ROLE_AND_CAP:
                if page.owner[k + 1] is None and page.bits[k + 1] & W.CAP:
                    k -= 1  # "Secretary of State Hillary Clinton"
                    continue
            if low in _OBJECT_PREPOSITIONS:
                return True
            bits = page.bits[k]
            compound = page.gaps[k] == HYPHEN or page.gaps[k + 1] == HYPHEN  # "state-run"
            if (
                bits & (W.FUNCTION | W.CUE)
                and low not in ARTICLES
                and not bits & (W.MODIFIER | W.ROLE | W.CAP)
                and not compound
            ):
                return low in ("and", "or", "und") and self.object(k, first) and i - k < 3
            k -= 1
        return False

    def entity(self, draft: Draft, confidence: float = 0.9) -> Speaker:
        kind = {
            "person": SpeakerKind.PERSON,
            "organisation": SpeakerKind.ORGANISATION,
            "place": SpeakerKind.PLACE,
        }.get(draft.kind, SpeakerKind.UNKNOWN)
        if draft.kind == "place":
            draft.metonym = True
        name = " ".join(self.groups[draft.entity].name.split())
        return Speaker(kind, name, draft.entity, (draft.first, draft.last), confidence=confidence)

    def pronoun(self, at: int) -> Speaker | None:
        """ "she said": the last speaker, or else the last person named as a subject, whose gender does not
        contradict."""
        page = self.page
        word = page.words[at].lower()
        wanted = "m" if word in HE else "f" if word in SHE else ""
        if word == "it":
            kinds: tuple[str, ...] = ("organisation",)
            subject = self._of_what_it_called(at)
            if subject is not None:
                return subject
        elif word in ("they", "sie", "who", "der", "die"):
            kinds = ("person", "organisation")
        else:
            kinds = ("person",)
        last = self.last
        block = page.block_of[at]
        if last is not None and block - self.last_block <= 1 and last.kind != SpeakerKind.UNKNOWN:
            if last.kind == SpeakerKind.UNNAMED:
                if not self._person_between(last, at, wanted):
                    return Speaker(last.kind, last.name, None, (at, at), confidence=0.6, pronoun=True)
            elif (
                last.entity is not None
                and self.groups[last.entity].kind in kinds
                and self._agrees(last.entity, wanted)
            ):
                if not self._person_between(last, at, wanted):
                    return Speaker(last.kind, last.name, last.entity, (at, at), confidence=0.75, pronoun=True)
        number = self._last_named(at, kinds, wanted)
        if number is None:
            return Speaker(SpeakerKind.UNKNOWN, None, None, (at, at), confidence=0.3, pronoun=True)
        group = self.groups[number]
        kind = SpeakerKind.PERSON if group.kind == "person" else SpeakerKind.ORGANISATION
        return Speaker(kind, " ".join(group.name.split()), number, (at, at), confidence=0.65, pronoun=True)

    def _of_what_it_called(self, at: int) -> Speaker | None:
        """ "Belarus recalled its ambassador in response to what it called …": who opens the sentence."""
        page = self.page
        first = page.sentence_start(at)
        if page.words[at - 1 : at] != ["what"]:
            return None
        owner = page.owner[first] or page.owner[min(first + 1, at)]
        if owner is None or owner.kind not in ("organisation", "place") or self.possessed(owner):
            return None
        return self.entity(owner, 0.7)

    def _person_between(self, last: Speaker, at: int, wanted: str) -> bool:
        """Whether another person opens a sentence between the last speaker and word `at`."""
        page = self.page
        first = max(self.last_word + 1, at - FAR)
        names = self._names()
        for k in names[bisect_left(names, first) : bisect_left(names, at)]:
            owner = page.owner[k]
            if owner is not None and owner.kind == "person" and owner.entity != last.entity:
                subject = page.opens_sentence(k) or self._subject_by_title(owner, at)
                if subject and self._agrees(owner.entity, wanted):
                    return True
        return False

    def _subject_by_title(self, owner: Draft, at: int) -> bool:
        """ "The group's director, Wenzel Michalski, criticised it. “Berlin must act,” he said": who is
        introduced in the sentence right before."""
        page, k = self.page, owner.first
        here, start = page.sentence_start(at), page.sentence_start(k)
        if owner.short or start >= here or k - start > 9 or k == start:
            return False
        if page.sentence_start(here - 1) != start:
            return False
        titled = page.gaps[k] == JOIN and page.bits[k - 1] & W.ROLE
        set_off = page.gaps[k] == COMMA and any(b & W.ROLE for b in page.bits[start:k])
        return bool(titled or set_off) and not self.object(k, start) and not self.possessed(owner)

    def _names(self) -> array[int]:
        """Numbers of the first words of all names that have their words to themselves, in order."""
        if self._firsts is None:
            owner = self.page.owner
            firsts = sorted(d.first for d in self.page.drafts if owner[d.first] is d)
            self._firsts = array("i", firsts)
        return self._firsts

    def _last_named(self, at: int, kinds: tuple[str, ...], wanted: str) -> int | None:
        """The subject of the sentence before, or the last person named in this paragraph or the one above."""
        page = self.page
        block = page.block_of[at]
        found = self._named_since(page.ranges[max(block - 1, 0)][0], at, kinds, wanted)
        if found is None:
            # Reported speech goes on for paragraphs with "he said" alone.
            found = self._named_since(page.ranges[max(block - _BLOCKS_BACK, 0)][0], at, kinds, wanted)
        return found

    def _named_since(self, low: int, at: int, kinds: tuple[str, ...], wanted: str) -> int | None:
        page = self.page
        here = page.sentence_start(at)
        fallback = None
        names = self._names()
        for number in range(bisect_left(names, at) - 1, -1, -1):
            owner = page.owner[names[number]]
            if owner is None:
                continue
            k = min(owner.last, at - 1)
            if k < low or at - k >= FAR:
                break
            if owner.kind in kinds and self._agrees(owner.entity, wanted):
                start = page.sentence_start(owner.first)
                if not self.object(owner.first, start) and not self.possessed(owner):
                    # The first such name of its sentence is its subject.
                    subject = self._first_of(start, owner.first, kinds, wanted)
                    return subject if start < here else owner.entity
                if fallback is None:
                    fallback = owner.entity
        return fallback

    def _first_of(self, start: int, upto: int, kinds: tuple[str, ...], wanted: str) -> int:
        page = self.page
        for k in range(start, upto + 1):
            owner = page.owner[k]
            if owner is not None and owner.kind in kinds and self._agrees(owner.entity, wanted):
                if not self.object(owner.first, start) and not self.possessed(owner):
                    return owner.entity
        owner = page.owner[upto]
        return owner.entity if owner is not None else -1

    def _agrees(self, entity: int, wanted: str) -> bool:
        if not wanted or self.groups[entity].kind != "person":
            return True
        group = self.groups[entity]
        known = gender_of_given().get(group.name.split()[0].lower(), "-") if " " in group.name else "-"
        if known == "-":
            for title in group.evidence:
                low = title.lower()
                if low in ("mrs", "ms", "miss", "lady", "queen", "princess", "frau") or low.endswith(
                    ("woman", "in", "ess")
                ):
                    known = "f"
                elif low in ("mr", "sir", "king", "prince", "herr", "lord") or low.endswith("man"):
                    known = "m"
        return known in ("-", wanted)
