"""Who says what stands between quotation marks: the subject of a cue verb, "according to", a label."""

# ruff: noqa: PLR0911, PLR0912, PLR0915 - evidence stands beside its reason

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .lexicon import W
from .page import BRACKET, BREAK, COMMA, DOT, HYPHEN, JOIN, POSSESSIVE, Draft
from .references import ARTICLES, HE, SHE, THEY, References, Speaker

_PRONOUNS = HE | SHE | THEY | {"it", "who", "der", "die"}
_AUXILIARIES = frozenset(
    "a ont ha han hanno tem has have had was is were will would also later then repeatedly recently"
    " reportedly further again even once just simply still has hat habe haben hatte auch später zudem"
    " weiter to be been and".split()
)
#: "According to" in one word: German, French, Spanish, Italian, Portuguese, Dutch.
_ACCORDING = frozenset("laut selon según secondo segundo volgens".split())
_HEADS = frozenset(
    "statement report ministry government police company agency group party court commission committee"
    " army military administration university bank organization organisation embassy union association"
    " spokespeople sources source residents people protesters officials experts pundits critics observers"
    " investigators prosecutors witnesses analysts lawmakers authorities media newspaper website paper"
    " magazine scientists researchers activists man woman men women mother father brother sister wife"
    " husband friend neighbor neighbour victims survivors locals students teenager girl boy user users"
    " office team campaign letter study survey text document tweet post message banner polizei behörde"
    " behörden regierung ministerium partei konzern sprecherin experten kritiker beobachter".split()
)
_ONE = frozenset("a an one another ein eine einer eines".split())
_SUBORDINATE = frozenset("if why because although unless wenn weil obwohl".split())
_BEFORE_NOUNS = frozenset("new recent official media many several his some".split())
_ALSO_NOUNS = frozenset(
    "reports report claims claim comments comment answers answer calls call notes note states state".split()
)
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_FUNCTION_OR_CUE = W.FUNCTION | W.CUE
_MODIFIER_OR_ROLE = W.MODIFIER | W.ROLE
_NACH_DEN = frozenset("Worten Angaben Aussage Ansicht Meinung Einschätzung".split())
#: Verbs of saying whose object is the one spoken to.
_ADDRESSES = frozenset("told tells tell telling".split())


@dataclass(slots=True)
class Voices(References):
    """Finds the speaker in the words beside a quotation."""

    def near_cue(self, words: Iterable[int], inverted: bool) -> Speaker | None:
        """The speaker in a stretch of words beside a quotation: its cue, and that cue's subject."""
        stretch = list(words)
        cues = [k for k in stretch if self._is_cue(k)]
        if not cues:
            return None
        if not inverted:
            cues = self._main(cues, stretch[-1])
        for cue in cues if inverted else reversed(cues):
            found = self._of_cue(stretch, cue, inverted)
            if found is not None:
                found.cue = cue
                return found
        return None

    def _main(self, cues: list[int], last: int) -> list[int]:
        """The cues without those of clauses within reported speech: "said that if Brussels agreed …"."""
        words = self.page.words
        kept = cues[:1]
        for cue in cues[1:]:
            inner = any(w in _SUBORDINATE for w in words[kept[-1] + 1 : cue])
            if not inner or last - cue < 2:
                kept.append(cue)
        return kept

    def _is_cue(self, k: int) -> bool:
        page = self.page
        word, bits = page.words[k], page.bits[k]
        if (bits & W.CAP or page.owner[k] is not None) and word not in _NACH_DEN:
            if word == "According":
                return page.words[k + 1 : k + 2] == ["to"]
            return word.lower() in _ACCORDING and page.owner[k] is None
        if word in ("according", "zufolge") or word in _ACCORDING:
            return True
        if word in _NACH_DEN:
            return "nach" in (w.lower() for w in page.words[max(k - 2, 0) : k])  # "nach den Worten eines …"
        if word == "words":
            return page.words[k - 2 : k] == ["in", "the"] and page.words[k + 1 : k + 2] == ["of"]
        if not bits & W.CUE:
            return False
        if page.gaps[k] == HYPHEN or (k + 1 < len(page.words) and page.gaps[k + 1] == HYPHEN):
            return False  # "so-called", "state-run"
        if word == "think" and page.words[k + 1 : k + 2] == ["tank"]:
            return False
        before = page.words[k - 1].lower() if k and page.gaps[k] == JOIN else ""
        # "the report", "his claims": a noun that is spelt like a verb of saying.
        articles = ARTICLES if page.lexicon.language in ("en", "de") else frozenset()
        if before in articles or (before in ("of", "to") and word not in ("say", "tell")):
            return False
        if word in ("state", "states"):
            # "make clear to member states that": a noun, unless its subject stands before it
            owner = page.owner[k - 1] if k and page.gaps[k] == JOIN else None
            named = owner is not None and owner.kind in ("person", "organisation")
            return named or before in HE | SHE | THEY | {"it", "who"}
        return not (word in _ALSO_NOUNS and before in _BEFORE_NOUNS)

    def _of_cue(self, stretch: list[int], cue: int, inverted: bool) -> Speaker | None:
        page = self.page
        word = page.words[cue].lower()
        high = stretch[-1] + 1
        if word in ("according", "words"):
            return self._phrase_after(cue + 2, min(high, cue + 22))
        if word in _ACCORDING or page.words[cue] in _NACH_DEN:
            return self._phrase_after(cue + 1, min(high, cue + 14))
        if word == "so" and page.lexicon.nouns_capital:
            # "Deutschland müsse, so Guérot weiter, „endlich …“": the subject is not who speaks.
            return self._phrase_after(cue + 1, min(high, cue + 12))
        if word in _ADDRESSES:
            return self._subject_before(stretch[0], cue)  # "the Catalan told Sky Germany": whom, not who
        if inverted and (cue == stretch[0] or self._only_auxiliaries(stretch[0], cue)):
            after = self._phrase_after(cue + 1, min(high, cue + 22))
            if after is not None:
                return after
        before = self._subject_before(stretch[0], cue)
        if before is not None:
            return before
        if page.lexicon.nouns_capital or inverted:
            return self._phrase_after(cue + 1, min(high, cue + 12))
        return None

    def _only_auxiliaries(self, first: int, cue: int) -> bool:
        return cue - first <= 2 and all(
            self.page.words[k].lower() in _AUXILIARIES or self.page.words[k] in ("so", "as", "wie")
            for k in range(first, cue)
        )

    def _phrase_after(self, first: int, high: int) -> Speaker | None:
        """The noun phrase that begins at word `first`: "said Russian Foreign Minister Sergey Lavrov"."""
        page = self.page
        if first >= high:
            return None
        if page.words[first].lower() in _PRONOUNS - {"die", "der"}:
            return self.pronoun(first)
        head = None
        k = first
        while k < high:
            gap = page.gaps[k]
            owner = page.owner[k]
            if k > first and gap not in (JOIN, HYPHEN, POSSESSIVE) and not (gap == DOT and page.joins(k)):
                if (
                    gap == COMMA
                    and head is not None
                    and owner is not None
                    and owner.kind == "person"
                    and k - first < 10
                ):
                    return self.entity(owner)  # "said the US envoy, Kurt Volker"
                break
            if owner is not None and owner.kind == "person" and not self.possessed(owner):
                return self.entity(owner)
            word, bits = page.words[k], page.bits[k]
            if owner is None:
                if word in (
                    "who",
                    "that",
                    "when",
                    "while",
                    "after",
                    "as",
                    "during",
                    "before",
                    "but",
                    "because",
                ) or (bits & W.CUE and not bits & W.ROLE and k > first and word.islower()):
                    break
                if (
                    word.islower()
                    and (bits & W.ROLE or word in _HEADS)
                    and not bits & W.FUNCTION
                    and head is None
                ) or (page.lexicon.nouns_capital and bits & W.ROLE and head is None):
                    head = k
            k += 1
        return self._nominal(first, k, head)

    def _nominal(self, first: int, end: int, head: int | None) -> Speaker | None:
        """A speaker without a person's name: a body, a place, or unnamed people."""
        page = self.page
        if head is not None:
            return self.described(first, head)
        for k in range(first, min(end, first + 8)):
            owner = page.owner[k]
            if owner is not None and owner.kind in ("organisation", "place") and not self.possessed(owner):
                return self.entity(owner)
        return self._somebody(first, end)

    def _somebody(self, first: int, end: int) -> Speaker | None:
        """ "said a shopkeeper", "sagt eine Anwohnerin": an article and a noun that names nobody."""
        page = self.page
        if page.words[first].lower() not in _ONE or first + 1 >= end:
            return None
        german, head = page.lexicon.nouns_capital, None
        for k in range(first + 1, min(end, first + 5)):
            if page.gaps[k] not in (JOIN, HYPHEN) or page.bits[k] & W.FUNCTION or page.owner[k] is not None:
                break
            if german == bool(page.bits[k] & W.CAP) and not page.bits[k] & W.CUE:
                head = k
                if german:
                    break
        return self.described(first, head) if head is not None else None

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
                is_head = (bits & W.ROLE or low in _HEADS) and not bits & W.FUNCTION
                if is_head and nominal is None and not self.object(k, first):
                    nominal = (k, k)
                    begin = self._phrase_begin(k, first)
                    holder = page.owner[begin - 1] if begin > first and page.gaps[begin] == COMMA else None
                    if holder is not None and holder.kind == "person":
                        return self.entity(holder)  # "Mark Simakovsky, a senior fellow at …, told"
                    if not gerund or bits & W.ROLE:
                        return self.described(begin, k)
                elif (adjacent and low in _AUXILIARIES) or low.endswith("ly"):
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
        while k > first and page.gaps[k] == JOIN and page.words[k - 1].lower() in _AUXILIARIES:
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
