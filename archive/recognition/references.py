"""Whom a pronoun, "the ministry" or "a Kremlin spokesperson" means."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from archive.documents import SpeakerKind

from .lexicon import W, people_codes
from .page import HYPHEN, JOIN, POSSESSIVE
from .pronouns import ARTICLES, FAR, Pronouns, Speaker

_BODY_NOUNS = frozenset(
    "ministry agency party court commission committee council university bank company group organization"
    " organisation union association institute army office department police parliament center centre"
    " foundation newspaper paper ministerium partei bank konzern behörde zeitung institut".split()
)
_ANY_BODY = frozenset("company group organization organisation agency newspaper paper konzern".split())
_WRITTEN = frozenset("statement report letter study survey text document tweet post message banner".split())


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
class References(Pronouns):
    """Whom descriptions of a page mean, by what has been read of it so far."""

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
        while k >= 0 and at - k < FAR:
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
