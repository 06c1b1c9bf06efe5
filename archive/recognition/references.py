"""Whom a pronoun, "the ministry" or "a Kremlin spokesperson" means."""

# ruff: noqa: SIM102 - evidence stands beside its reason

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field

from archive.documents import RoleClaim, SpeakerKind

from .groups import Group
from .lexicon import W, gender_of_given, people_codes
from .page import HYPHEN, JOIN, POSSESSIVE, Draft, Page

HE, SHE, THEY = frozenset({"he", "er"}), frozenset({"she"}), frozenset({"they", "sie"})
ARTICLES = frozenset(
    "a an the der die das den dem des ein eine einer eines einem his her their its this that these"
    " those".split()
)
#: A name after one of these is no subject: "talks with Trump", "a fellow at the Atlantic Council".
_OBJECT_PREPOSITIONS = frozenset(
    "of with at by to for in on from between against about over under through towards toward into like"
    " than after before during including since regarding mit bei von an auf für gegen über nach vor zu zum"
    " zur aus im am beim vom des".split()
)
_BODY_NOUNS = frozenset(
    "ministry agency party court commission committee council university bank company group organization"
    " organisation union association institute army office department police parliament center centre"
    " foundation newspaper paper ministerium partei bank konzern behörde zeitung institut".split()
)
_ANY_BODY = frozenset("company group organization organisation agency newspaper paper konzern".split())
_WRITTEN = frozenset("statement report letter study survey text document tweet post message banner".split())
_ROLE_AND_CAP = W.ROLE | W.CAP
#: How many words back a pronoun or "the ministry" may point.
_FAR = 400
#: How many paragraphs back, where the one before names nobody.
_BLOCKS_BACK = 6


#: Who speaks for somebody else.
_FOR_OTHERS = frozenset(
    "spokesman spokeswoman spokesperson official lawyer attorney prosecutor judge officer aide diplomat"
    " witness sprecher sprecherin anwalt anwältin richter staatsanwalt zeuge".split()
)
#: Who is at the head of a body, whatever it calls them.
_AT_THE_HEAD = frozenset(
    "chef chefin präsident präsidentin leiter leiterin direktor direktorin vorsitzender vorsitzende"
    " vorsitzenden vorstand chief head boss president chairman chairwoman chair director leader ceo".split()
)
#: First halves of German titles that say no more than the title: "der Landesminister".
_GENERAL = ("landes", "bundes", "partei", "fraktions", "regierungs", "konzern", "firmen", "verbands")


def _same_office(noun: str, role: list[str]) -> bool:
    """Whether a title is the one a role of the same body states."""
    return noun in role or (noun in _AT_THE_HEAD and not _AT_THE_HEAD.isdisjoint(role))


def _same_compound(noun: str, role: str) -> bool:
    """ "der Minister" or "der Landesminister" for a "Justizminister"."""
    if role.endswith(noun) and len(noun) > 4:
        return True
    general = next((part for part in _GENERAL if noun.startswith(part)), "")
    return bool(general) and len(noun) > len(general) + 3 and role.endswith(noun.removeprefix(general))


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
class References:
    """Whom pronouns and descriptions of a page mean, by what has been read of it so far."""

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

    def described(self, first: int, head: int) -> Speaker | None:
        """ "the ministry", "the president", "a Kremlin spokesperson": a name where the page gives one,
        else the words."""
        page = self.page
        begin = first
        definite = page.words[begin].lower() in ("the", "der", "die", "das", "dem", "den")
        while begin < head and page.words[begin].lower() in ARTICLES:
            begin += 1
        noun = page.words[head].lower()
        if noun == "old" and page.gaps[head] == HYPHEN:
            return self.pronoun(head)  # "the 65-year-old said": somebody named before
        # "Brazil's Foreign Minister" is none of those named so far, "ein Konzernsprecher" nobody named.
        bare = begin == first and page.gaps[first] != POSSESSIVE and not page.lexicon.nouns_capital
        if definite or bare:
            number = None
            if noun not in _BODY_NOUNS:
                number = self._holder(begin, head)
                if number is None and definite and begin == head:
                    number = self._still_speaking(head)
            elif definite and begin == head:
                number = self._body(noun, head)
            if number is not None:
                group = self.groups[number]
                kind = SpeakerKind.PERSON if group.kind == "person" else SpeakerKind.ORGANISATION
                return Speaker(kind, " ".join(group.name.split()), number, (begin, head), confidence=0.7)
        if noun in _WRITTEN:
            # "a statement by the ministry said", "the Kremlin's statement said"
            for k in range(max(first - 4, 0), head + 1):
                owner = page.owner[k]
                if (
                    owner is not None
                    and owner.kind in ("organisation", "person")
                    and page.block_of[k] == page.block_of[head]
                ):
                    return self.entity(owner, 0.6)
        last = self._with_body(head)
        return Speaker(SpeakerKind.UNNAMED, page.surface(begin, last), None, (begin, last), confidence=0.7)

    def _with_body(self, head: int) -> int:
        """ "spokesman for the German Interior Ministry": whose spokesman it is belongs to the words."""
        page = self.page
        high = page.ranges[page.block_of[head]][1]
        k = head + 1
        if k >= high or page.words[k] not in ("of", "for", "from", "des", "der", "von", "vom"):
            return head
        while k < high and k - head < 4 and page.gaps[k] == JOIN:
            owner = page.owner[k]
            if owner is not None:
                return owner.last if owner.kind == "organisation" else head
            k += 1
        return head

    def _body(self, noun: str, at: int) -> int | None:
        """The organisation last named before word `at` whose name ends in that noun."""
        page = self.page
        k = at - 1
        while k >= 0 and at - k < _FAR:
            owner = page.owner[k]
            if owner is not None and owner.kind == "organisation":
                name = self.groups[owner.entity].name.lower()
                if noun in _ANY_BODY or noun in name.replace("-", " ").split():
                    return owner.entity
            k = owner.first - 1 if owner is not None else k - 1
        return None

    def _holder(self, begin: int, head: int) -> int | None:
        """The one person whom the page gave this title before word `head`, the latest if several.

        "The foreign minister" is whom the page called "Turkish Foreign Minister", "der Landesminister" its
        "Justizminister", "der BAMF-Chef" the president of that body.
        """
        page = self.page
        noun = page.words[head].lower()
        words = {page.words[k].lower() for k in range(begin, head) if not page.bits[k] & W.PEOPLE}
        peoples = {page.words[k].lower() for k in range(begin, head) if page.bits[k] & W.PEOPLE}
        bodies = {
            owner.entity for owner in page.owner[begin:head] if owner is not None and owner.kind != "event"
        }
        upto = bisect_left(self.claim_starts, page.starts[head])
        for claim in reversed(self.claims[max(upto - 100, 0) : upto]):
            if not claim.role:
                continue
            role = claim.role.lower().replace("-", " ").split()
            if claim.organisation in bodies and _same_office(noun, role):
                return claim.person
            known = {word for word in role if word in people_codes()}
            same = noun in role or (page.lexicon.nouns_capital and _same_compound(noun, role[-1]))
            if same and words <= {*role, noun} and (not peoples or not known or peoples <= known):
                return claim.person
        return None

    def _still_speaking(self, head: int) -> int | None:
        """ "the researcher added": the person who spoke last, where nobody else was named since."""
        last, noun = self.last, self.page.words[head].lower()
        if last is None or last.kind != SpeakerKind.PERSON or last.entity is None:
            return None
        if not self.page.bits[head] & W.ROLE or noun in _FOR_OTHERS or noun.endswith("s"):
            return None
        near = self.page.block_of[head] - self.last_block <= 1
        return last.entity if near and not self._person_between(last, head, "") else None

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
        first = max(self.last_word + 1, at - _FAR)
        names = self._names()
        for k in names[bisect_left(names, first) : bisect_left(names, at)]:
            owner = page.owner[k]
            if owner is not None and owner.kind == "person" and owner.entity != last.entity:
                if page.opens_sentence(k) and self._agrees(owner.entity, wanted):
                    return True
        return False

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
            if k < low or at - k >= _FAR:
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
