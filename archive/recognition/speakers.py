"""Who says what stands between quotation marks: cue verbs, "according to", pronouns, unnamed speakers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.documents import RoleClaim, SpeakerKind

from .coreference import Group
from .lexicon import W, gender_of_given
from .page import COMMA, DOT, HYPHEN, JOIN, POSSESSIVE, Draft, Page

_HE, _SHE, _THEY = frozenset({"he", "er"}), frozenset({"she"}), frozenset({"they", "sie"})
_PRONOUNS = _HE | _SHE | _THEY | {"it", "who", "der", "die"}
_ARTICLES = frozenset(
    "a an the der die das den dem des ein eine einer eines einem his her their its this that these those".split()
)
_AUXILIARIES = frozenset(
    "has have had was is were will would also later then repeatedly recently reportedly further again even once"
    " just simply still has hat habe haben hatte auch später zudem weiter to be been and".split()
)
#: A name after one of these is no subject: "talks with Trump", "a fellow at the Atlantic Council".
_OBJECT_PREPOSITIONS = frozenset(
    "of with at by to for in on from between against about over under through towards toward into like than after"
    " before during including since regarding mit bei von an auf für gegen über nach vor zu zum zur aus im am beim"
    " vom des".split()
)
_HEADS = frozenset(
    "statement report ministry government police company agency group party court commission committee army military"
    " administration university bank organization organisation embassy union association spokespeople sources source"
    " residents people protesters officials experts pundits critics observers investigators prosecutors witnesses"
    " analysts lawmakers authorities media newspaper website paper magazine scientists researchers activists man woman"
    " men women mother father brother sister wife husband friend neighbor neighbour victims survivors locals students"
    " teenager girl boy user users office team campaign letter study survey text document tweet post message banner"
    " polizei behörde behörden regierung ministerium partei konzern sprecherin experten kritiker beobachter".split()
)
_BODY_NOUNS = frozenset(
    "ministry agency party court commission committee council university bank company group organization organisation"
    " union association institute army office department police parliament center centre foundation newspaper paper"
    " ministerium partei bank konzern behörde zeitung institut".split()
)
_ANY_BODY = frozenset("company group organization organisation agency newspaper paper konzern".split())
_WRITTEN = frozenset("statement report letter study survey text document tweet post message banner".split())


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
class Voices:
    """What has been read so far of who speaks in a page, for pronouns and definite descriptions."""

    page: Page
    groups: list[Group]
    claims: list[RoleClaim]
    last: Speaker | None = None
    last_block: int = -1

    # ----------------------------------------------------------------- subjects

    def near_cue(self, words: Iterable[int], inverted: bool) -> Speaker | None:
        """The speaker in a stretch of words beside a quotation: its cue, and that cue's subject."""
        stretch = list(words)
        cues = [k for k in stretch if self._is_cue(k)]
        if not cues:
            return None
        for cue in cues if inverted else reversed(cues):
            found = self._of_cue(stretch, cue, inverted)
            if found is not None:
                found.cue = cue
                return found
        return None

    def _is_cue(self, k: int) -> bool:
        page = self.page
        word, bits = page.words[k], page.bits[k]
        if bits & W.CAP or page.owner[k] is not None:
            return word == "According" and k + 1 < len(page.words) and page.words[k + 1] == "to"
        if word in ("according", "laut", "zufolge"):
            return True
        if not bits & W.CUE:
            return False
        if page.gaps[k] == HYPHEN or (k + 1 < len(page.words) and page.gaps[k + 1] == HYPHEN):
            return False  # "so-called", "state-run"
        if word == "think" and page.words[k + 1 : k + 2] == ["tank"]:
            return False
        before = page.words[k - 1].lower() if k and page.gaps[k] == JOIN else ""
        # "the report", "his claims": a noun that is spelt like a verb of saying.
        if before in _ARTICLES or before in ("of", "to") and word not in ("say", "tell"):
            return False
        if k and page.gaps[k] == JOIN and before in ("new", "recent", "official", "media", "many"):
            return False
        return True

    def _of_cue(self, stretch: list[int], cue: int, inverted: bool) -> Speaker | None:
        page = self.page
        word = page.words[cue].lower()
        high = stretch[-1] + 1
        if word == "according":
            return self._phrase_after(cue + 2, min(high, cue + 22))
        if word == "laut":
            return self._phrase_after(cue + 1, min(high, cue + 14))
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
        return cue - first <= 2 and all(self.page.words[k].lower() in _AUXILIARIES or self.page.words[k] in ("so", "as", "wie") for k in range(first, cue))

    def _phrase_after(self, first: int, high: int) -> Speaker | None:
        """The noun phrase that begins at word `first`: "said Russian Foreign Minister Sergey Lavrov"."""
        page = self.page
        if first >= high:
            return None
        if page.words[first].lower() in _PRONOUNS and page.words[first].lower() != "die":
            return self.pronoun(first)
        head = None
        k = first
        while k < high:
            gap = page.gaps[k]
            owner = page.owner[k]
            if k > first and gap not in (JOIN, HYPHEN, POSSESSIVE) and not (gap == DOT and page.joins(k)):
                if gap == COMMA and head is not None and owner is not None and owner.kind == "person" and k - first < 10:
                    return self.entity(owner)  # "said the US envoy, Kurt Volker"
                break
            if owner is not None and owner.kind == "person" and not self._possessed(owner):
                return self.entity(owner)
            word, bits = page.words[k], page.bits[k]
            if owner is None:
                if word in ("who", "that", "when", "while", "after", "as", "during", "before", "but", "because") or (
                    bits & W.CUE and not bits & W.ROLE and k > first and word.islower()
                ):
                    break
                if word.islower() and (bits & W.ROLE or word in _HEADS) and not bits & W.FUNCTION and head is None:
                    head = k
                elif page.lexicon.nouns_capital and bits & W.ROLE and head is None:
                    head = k
            k += 1
        return self._nominal(first, k, head)

    def _possessed(self, owner: Draft) -> bool:
        nxt = owner.last + 1
        return nxt < len(self.page.words) and self.page.gaps[nxt] == POSSESSIVE

    def _nominal(self, first: int, end: int, head: int | None) -> Speaker | None:
        """A speaker without a person's name: a body, a place, or unnamed people."""
        page = self.page
        if head is not None:
            return self.described(first, head)
        for k in range(first, min(end, first + 8)):
            owner = page.owner[k]
            if owner is not None and owner.kind in ("organisation", "place") and not self._possessed(owner):
                return self.entity(owner)
        return None

    def _subject_before(self, first: int, cue: int) -> Speaker | None:
        """The subject of the cue verb at `cue`, looked for from there to the left."""
        page = self.page
        k = cue - 1
        gerund = page.words[cue].lower().endswith("ing")
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
                if not self._object(owner.first, first) and not self._possessed(owner):
                    if owner.kind == "person" or owner.kind == "organisation" and nominal is None:
                        return self.entity(owner)
                    if owner.kind == "place" and place is None:
                        place = owner
                        if adjacent:
                            return self.entity(owner)
                k = owner.first - 1
                adjacent = False
                continue
            if low in _HE | _SHE or (low in ("they", "it") and adjacent):
                found = self.pronoun(k)
                if found is not None:
                    return found
            if word.islower() or (k == first or page.opens_sentence(k)):
                bits = page.bits[k]
                is_head = (bits & W.ROLE or low in _HEADS) and not bits & W.FUNCTION
                if is_head and nominal is None and not self._object(k, first):
                    nominal = (k, k)
                    begin = self._phrase_begin(k, first)
                    named = page.owner[begin - 1] if begin > first and page.gaps[begin] == COMMA else None
                    if named is not None and named.kind == "person":
                        return self.entity(named)  # "Mark Simakovsky, a senior fellow at …, told"
                    if not gerund or bits & W.ROLE:
                        return self.described(begin, k)
                elif adjacent and low in _AUXILIARIES or low.endswith("ly"):
                    k -= 1
                    continue
                elif adjacent and not bits & (W.FUNCTION | W.CUE) and nominal is None and word.islower() and not gerund:
                    begin = self._phrase_begin(k, first)
                    if begin < k and page.words[begin].lower() in _ARTICLES | {"some", "many"}:
                        return self.described(begin, k)
            adjacent = False
            k -= 1
        if place is not None:
            return self.entity(place)
        return None

    def _phrase_begin(self, head: int, first: int) -> int:
        page = self.page
        k = head
        while k > first and head - k < 6 and page.gaps[k] in (JOIN, HYPHEN):
            low = page.words[k - 1].lower()
            if low in _ARTICLES or low in ("some", "many", "several", "one", "two", "three", "most", "other", "another", "few", "einige", "viele", "mehrere"):
                return k - 1
            if page.bits[k - 1] & (W.FUNCTION | W.CUE) and not page.bits[k - 1] & (W.MODIFIER | W.ROLE) and page.owner[k - 1] is None:
                break
            k -= 1
        return k

    def _object(self, i: int, first: int) -> bool:
        """Whether the noun phrase that word `i` is in hangs on a preposition."""
        page = self.page
        k = i - 1
        while k >= first and i - k < 7 and page.gaps[k + 1] in (JOIN, HYPHEN):
            low = page.words[k].lower()
            if low in _OBJECT_PREPOSITIONS:
                return True
            bits = page.bits[k]
            if bits & (W.FUNCTION | W.CUE) and low not in _ARTICLES and not bits & (W.MODIFIER | W.ROLE | W.CAP):
                return low in ("and", "or", "und") and self._object(k, first) and i - k < 3
            k -= 1
        return False

    # ----------------------------------------------------------------- who it is

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
        """ "the ministry", "the president", "a Kremlin spokesperson": a name where the page gives one, else the words."""
        page = self.page
        begin = first
        definite = page.words[begin].lower() in ("the", "der", "die", "das", "dem", "den")
        while begin < head and page.words[begin].lower() in _ARTICLES:
            begin += 1
        noun = page.words[head].lower()
        if definite and begin == head:
            number = self._body(noun, head) if noun in _BODY_NOUNS else self._holder(noun, head)
            if number is not None:
                group = self.groups[number]
                kind = SpeakerKind.PERSON if group.kind == "person" else SpeakerKind.ORGANISATION
                return Speaker(kind, " ".join(group.name.split()), number, (begin, head), confidence=0.7)
        if noun in _WRITTEN:
            # "a statement by the ministry said", "the Kremlin's statement said"
            for k in range(max(first - 4, 0), head + 1):
                owner = page.owner[k]
                if owner is not None and owner.kind in ("organisation", "person") and page.block_of[k] == page.block_of[head]:
                    return self.entity(owner, 0.6)
        return Speaker(SpeakerKind.UNNAMED, page.surface(begin, head), None, (begin, head), confidence=0.7)

    def _body(self, noun: str, at: int) -> int | None:
        """The organisation last named before word `at` whose name ends in that noun."""
        best: Draft | None = None
        for draft in self.page.drafts:
            if draft.kind == "organisation" and draft.last < at and (best is None or draft.first > best.first):
                name = self.groups[draft.entity].name.lower()
                if noun in _ANY_BODY or noun in name.replace("-", " ").split():
                    best = draft
        return best.entity if best is not None else None

    def _holder(self, noun: str, at: int) -> int | None:
        """The one person whom the page gave this title before word `at`, the latest if several."""
        best: RoleClaim | None = None
        start = self.page.starts[at]
        for claim in self.claims:
            if claim.role and claim.start < start and noun in claim.role.lower().split():
                best = claim
        if best is not None:
            return best.person
        return None

    def pronoun(self, at: int) -> Speaker | None:
        """ "she said": the last speaker, or else the last person named as a subject, whose gender does not contradict."""
        page = self.page
        word = page.words[at].lower()
        wanted = "m" if word in _HE else "f" if word in _SHE else ""
        if word in ("it",):
            kinds: tuple[str, ...] = ("organisation",)
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
            elif last.entity is not None and self.groups[last.entity].kind in kinds and self._agrees(last.entity, wanted):
                if not self._person_between(last, at, wanted):
                    return Speaker(last.kind, last.name, last.entity, (at, at), confidence=0.75, pronoun=True)
        number = self._last_named(at, kinds, wanted)
        if number is None:
            return Speaker(SpeakerKind.UNKNOWN, None, None, (at, at), confidence=0.3, pronoun=True)
        group = self.groups[number]
        kind = SpeakerKind.PERSON if group.kind == "person" else SpeakerKind.ORGANISATION
        return Speaker(kind, " ".join(group.name.split()), number, (at, at), confidence=0.65, pronoun=True)

    def _person_between(self, last: Speaker, at: int, wanted: str) -> bool:
        """Whether another person opens a sentence between the last speaker and word `at`."""
        page = self.page
        first = last.span[1] + 1 if last.span else at
        for k in range(first, at):
            owner = page.owner[k]
            if owner is not None and owner.kind == "person" and owner.entity != last.entity:
                if owner.first == k and page.opens_sentence(k) and self._agrees(owner.entity, wanted):
                    return True
        return False

    def _last_named(self, at: int, kinds: tuple[str, ...], wanted: str) -> int | None:
        """The subject of the sentence before, or the last person named in this paragraph or the one above."""
        page = self.page
        block = page.block_of[at]
        low = page.ranges[max(block - 1, 0)][0]
        here = page.sentence_start(at)
        fallback = None
        k = at - 1
        while k >= low:
            owner = page.owner[k]
            if owner is not None and owner.kind in kinds and self._agrees(owner.entity, wanted):
                start = page.sentence_start(owner.first)
                if not self._object(owner.first, start) and not self._possessed(owner):
                    # The first such name of its sentence is its subject.
                    subject = self._first_of(start, owner.first, kinds, wanted)
                    return subject if start < here else owner.entity
                if fallback is None:
                    fallback = owner.entity
            k = owner.first - 1 if owner is not None else k - 1
        return fallback

    def _first_of(self, start: int, upto: int, kinds: tuple[str, ...], wanted: str) -> int:
        page = self.page
        for k in range(start, upto + 1):
            owner = page.owner[k]
            if owner is not None and owner.kind in kinds and self._agrees(owner.entity, wanted):
                if not self._object(owner.first, start) and not self._possessed(owner):
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
                if low in ("mrs", "ms", "miss", "lady", "queen", "princess", "frau") or low.endswith(("woman", "in", "ess")):
                    known = "f"
                elif low in ("mr", "sir", "king", "prince", "herr", "lord") or low.endswith("man"):
                    known = "m"
        return known in ("-", wanted)


