"""Who says what stands between quotation marks: the subject of a cue verb, "according to", a label."""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .cue_subjects import AUXILIARIES, HEADS, CueSubjects
from .lexicon import W
from .page import COMMA, DOT, HYPHEN, JOIN, POSSESSIVE
from .pronouns import ARTICLES, HE, SHE, THEY, Speaker

_PRONOUNS = HE | SHE | THEY | {"it", "who", "der", "die"}
#: "According to" in one word: German, French, Spanish, Italian, Portuguese, Dutch.
_ACCORDING = frozenset("laut selon según secondo segundo volgens".split())
_ONE = frozenset("a an one another ein eine einer eines".split())
_SUBORDINATE = frozenset("if why because although unless wenn weil obwohl".split())
_BEFORE_NOUNS = frozenset("new recent official media many several his some".split())
_ALSO_NOUNS = frozenset(
    "reports report claims claim comments comment answers answer calls call notes note states state".split()
)
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_NACH_DEN = frozenset("Worten Angaben Aussage Ansicht Meinung Einschätzung".split())
_QUOTES = frozenset("zitiert zitierte zitieren zitierten".split())
#: Verbs of saying whose object is the one spoken to.
_ADDRESSES = frozenset("told tells tell telling".split())


@dataclass(slots=True)
class Voices(CueSubjects):
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
        if word in _QUOTES and page.lexicon.nouns_capital:
            quoted = self._object_of(cue + 1, min(high, cue + 12))
            if quoted is not None:
                return quoted
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

    def _object_of(self, first: int, high: int) -> Speaker | None:
        """ "zitiert die Agentur Interfax einen Sprecher des Ministeriums": whom an agency quotes."""
        page = self.page
        for k in range(first + 1, high - 1):
            if page.words[k] in ("einen", "eine", "den") and page.bits[k + 1] & W.ROLE:
                return self.described(k, k + 1)
        return None

    def _only_auxiliaries(self, first: int, cue: int) -> bool:
        return cue - first <= 2 and all(
            self.page.words[k].lower() in AUXILIARIES or self.page.words[k] in ("so", "as", "wie")
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
                    and (word in HEADS or (bits & W.ROLE and not bits & W.FUNCTION))
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
