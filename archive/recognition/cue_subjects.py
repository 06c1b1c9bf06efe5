"""The subject of a verb of saying, looked for to its left."""

# ruff: noqa: PLR0911, PLR0912, PLR0915 - evidence stands beside its reason

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import W
from .page import BRACKET, BREAK, COMMA, HYPHEN, JOIN, Draft
from .pronouns import ARTICLES, HE, SHE, Speaker
from .references import References

AUXILIARIES = frozenset(
    "a ont ha han hanno tem has have had was is were will would also later then repeatedly recently"
    " reportedly further again even once just simply still has hat habe haben hatte auch später zudem"
    " weiter to be been and".split()
)
HEADS = frozenset(
    "statement report ministry government police company agency group party court commission committee"
    " army military administration university bank organization organisation embassy union association"
    " spokespeople sources source residents people protesters officials experts pundits critics observers"
    " investigators prosecutors witnesses analysts lawmakers authorities media newspaper website paper"
    " magazine scientists researchers activists man woman men women mother father brother sister wife"
    " husband friend neighbor neighbour victims survivors locals students teenager girl boy user users"
    " office team campaign letter study survey text document tweet post message banner polizei behörde"
    " behörden regierung ministerium partei konzern sprecherin experten kritiker beobachter".split()
)
_FUNCTION_OR_CUE = W.FUNCTION | W.CUE
_MODIFIER_OR_ROLE = W.MODIFIER | W.ROLE


@dataclass(slots=True)
class CueSubjects(References):
    """Finds who is the subject of a cue."""

    def _subject_before(self, first: int, cue: int) -> Speaker | None:
        """The subject of the cue verb at `cue`, looked for from there to the left."""
        page = self.page
        named = self._before_apposition(first, cue)
        if named is not None:
            return named
        k = cue - 1
        gerund = page.words[cue].lower().endswith("ing")
        if gerund and page.gaps[cue] == COMMA:
            main = self._main_subject(first, cue)
            if main is not None:
                return main
        adjacent = True
        nominal: tuple[int, int] | None = None
        place: Draft | None = None
        while k >= first:
            owner = page.owner[k]
            word = page.words[k]
            low = word.lower()
            if owner is not None:
                if owner.kind == "event":
                    k = owner.first - 1
                    continue
                if not self.object(owner.first, first) and not self.possessed(owner):
                    if owner.kind == "person" or (owner.kind == "organisation" and nominal is None):
                        return self.entity(owner)
                    if owner.kind == "place" and place is None:
                        place = owner
                        if adjacent:
                            return self.entity(owner)
                k = owner.first - 1
                adjacent = False
                continue
            people = page.bits[k] & W.PEOPLE and page.bits[k] & W.CAP and adjacent and not low.endswith("s")
            the = k > first and page.gaps[k] == JOIN and page.words[k - 1].lower() == "the"
            if low in HE | SHE or (low in ("they", "it") and adjacent) or (people and the):
                found = self.pronoun(k)
                if found is not None:
                    return found
            bits = page.bits[k]
            titled = adjacent and bits & W.ROLE and page.gaps[k + 1] == JOIN  # "the Foreign Minister stated"
            if word.islower() or page.lexicon.nouns_capital or k == first or page.opens_sentence(k) or titled:
                is_head = low in HEADS or (bits & W.ROLE and not bits & W.FUNCTION)
                if is_head and nominal is None and not self.object(k, first):
                    nominal = (k, k)
                    begin = self._phrase_begin(k, first)
                    holder = page.owner[begin - 1] if begin > first and page.gaps[begin] == COMMA else None
                    if holder is not None and holder.kind == "person":
                        return self.entity(holder)  # "Mark Simakovsky, a senior fellow at …, told"
                    if not gerund or bits & W.ROLE:
                        return self.described(begin, k)
                elif (adjacent and low in AUXILIARIES) or low.endswith("ly"):
                    k -= 1
                    continue
                elif (
                    adjacent
                    and page.gaps[k + 1] == JOIN
                    and not bits & _FUNCTION_OR_CUE
                    and nominal is None
                    and word.islower()
                    and not gerund
                ):
                    begin = self._phrase_begin(k, first)
                    if begin < k and page.words[begin].lower() in ARTICLES | {"some", "many"}:
                        return self.described(begin, k)
            adjacent = False
            k -= 1
        if place is not None:
            return self.entity(place)
        return None

    def _main_subject(self, first: int, cue: int) -> Speaker | None:
        """ "Blinken declined to comment on how Lavrov replied, saying": who opens the sentence speaks on."""
        page = self.page
        first = max(first, page.sentence_start(cue))
        for k in range(first, min(first + 4, cue)):
            if page.words[k].lower() in HE | SHE:
                return self.pronoun(k)
        owner = page.owner[first]
        for k in range(first, min(first + 9, cue)):
            owner = page.owner[k]
            if owner is not None or page.bits[k] & W.CUE:
                break
        if (
            owner is None
            or owner.kind != "person"
            or self.possessed(owner)
            or self.object(owner.first, first)
        ):
            return None
        return self.entity(owner)

    def _before_apposition(self, first: int, cue: int) -> Speaker | None:
        """ "Jeff Rathke, the State Department spokesperson, said": a comma before the verb closes an
        apposition."""
        page = self.page
        k = cue
        while k > first and page.gaps[k] == JOIN and page.words[k - 1].lower() in AUXILIARIES:
            k -= 1
        if k <= first or not self._sets_off(k):
            return None
        j = k - 1
        while j >= first:
            owner = page.owner[j]
            if owner is not None:
                nxt = owner.last + 1
                if (
                    owner.kind == "person"
                    and nxt <= k
                    and (page.gaps[nxt] == BRACKET or self._sets_off(nxt))
                    and not self.object(owner.first, first)
                ):
                    return self.entity(owner)
                j = owner.first
            j -= 1
        return None

    def _sets_off(self, k: int) -> bool:
        """Whether a comma or dashes stand before word `k`: "Clinton -- not surprisingly -- told"."""
        gap = self.page.gaps[k]
        if gap == COMMA:
            return True
        between = self.page.text[self.page.ends[k - 1] : self.page.starts[k]] if gap == BREAK else ""
        return "--" in between

    def subject_of(self, first: int, end: int) -> Speaker | None:
        """The first person or body of a stretch that hangs on no preposition: its subject, as far as one
        can tell."""
        page = self.page
        k = first
        while k < end:
            owner = page.owner[k]
            if owner is None:
                k += 1
                continue
            if owner.kind == "person" and not self.possessed(owner) and not self.object(owner.first, first):
                return self.entity(owner, 0.55)
            k = owner.last + 1
        return None

    def _phrase_begin(self, head: int, first: int) -> int:
        page = self.page
        k = head
        while k > first and head - k < 6 and page.gaps[k] in (JOIN, HYPHEN):
            low = page.words[k - 1].lower()
            if low in ARTICLES or low in (
                "some",
                "many",
                "several",
                "one",
                "two",
                "three",
                "most",
                "other",
                "another",
                "few",
                "einige",
                "viele",
                "mehrere",
            ):
                return k - 1
            if (
                page.bits[k - 1] & _FUNCTION_OR_CUE
                and not page.bits[k - 1] & _MODIFIER_OR_ROLE
                and page.owner[k - 1] is None
            ):
                break
            k -= 1
        return k
