"""What an article is about without naming it: subjects, by the words that speak for them.

Cue words come with the program for the IPTC Media Topics (`data/subjects.txt`); labels of other subjects, in
any language, are cues as well; and what editors' assignments taught (`subject_learning`) goes before both.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from archive.documents import AssignedTopic, KnownSubject
from archive.names import fold_words

from .lexicon import lines_of
from .page import Page
from .subject_weights import Learned
from .subject_words import features_of, phrases, weights_of_blocks

#: The rules by which a subject is assigned: its own words, what editors' assignments taught, a narrower one.
CUES, LEARNED, WIDER = "subject-cues", "subject-learned", "subject-wider"

#: Strength from which a subject is assigned; chosen on news read by eye, for want of annotated subjects.
_ENOUGH = 1.6
#: Where none has that much, the strongest alone may do with this.
_ENOUGH_ALONE = 1.2
#: A subject of another field than the strongest has to come at least so near to it.
_SHARE_OF_BEST = 0.33
#: Code in the file of cues for phrases that speak for nothing.
_NO_SUBJECT = "00000000"
#: Languages of texts that cues are told apart by: "war" is German for "was".
_LANGUAGES = ("de", "en")
#: No more than this many are assigned by cues, wider ones aside.
_MOST = 6
#: A label of several words says much, one word little: it may stand there in passing.
_LABEL, _LONG_LABEL = 1.0, 2.0
_MOST_SEEN = 200_000


@dataclass(frozen=True, slots=True)
class _Cue:
    """One word or phrase and what it speaks for: (number of the subject, weight)."""

    text: str
    speaks_for: tuple[tuple[int, float], ...]


@dataclass(slots=True)
class SubjectIndex:
    """All subjects of an archive with their cues; built once per load."""

    subjects: list[KnownSubject]
    learned: Learned
    #: By language of the text ("de", "en" for all others): words as printed, in small letters, to their cue.
    words: dict[str, dict[str, _Cue]]
    #: Beginnings of words ("elect*"), likewise, by length.
    stems: dict[str, dict[int, dict[str, _Cue]]]
    #: First word of a phrase to its words and cue, the longest first.
    phrases: dict[str, list[tuple[tuple[str, ...], _Cue]]]
    wider: dict[int, tuple[int, ...]]
    #: Key of a subject to its number.
    place: dict[str, int]
    _seen: dict[tuple[str, str], _Cue | None] = field(default_factory=dict)

    @classmethod
    def build(cls, known: Iterable[KnownSubject], learned: Learned | None = None) -> SubjectIndex:
        """An index over these subjects."""
        subjects = list(known)
        place = {subject.key: n for n, subject in enumerate(subjects)}
        speaks: dict[str, dict[int, float]] = defaultdict(dict)
        cues = _cues()
        for number, subject in enumerate(subjects):
            own = cues.get(subject.code)
            for text, weight in own if own is not None else _labels(subject):
                speaks[text][number] = max(weight, speaks[text].get(number, 0.0))
        for text in _nothing():
            speaks.setdefault(text, {})
        made = {text: _Cue(_shown(text), tuple(told.items())) for text, told in speaks.items()}
        several = phrases(text for text in made if "_" in text)
        return cls(
            subjects,
            learned or Learned(),
            {language: _words_of(made, language) for language in _LANGUAGES},
            {language: _stems_of(made, language) for language in _LANGUAGES},
            {first: [(parts, made["_".join(parts)]) for parts in found] for first, found in several.items()},
            {
                number: tuple(place[key] for key in subject.broader if key in place)
                for number, subject in enumerate(subjects)
            },
            place,
        )

    # ------------------------------------------------------------------ assigning

    def assign(self, page: Page, version: str) -> tuple[AssignedTopic, ...]:
        """The subjects of a page, the surest first, each with the words that spoke for it; wider ones
        implied."""
        if not self.subjects or not page.words:
            return ()
        found = {
            key: AssignedTopic(key, round(score, 2), tuple(told), LEARNED, version)
            for key, score, told in (self.learned.assign(features_of(page)) if self.learned.subjects else [])
            if key in self.place  # else no subject any more
        }
        strengths, told = self._strengths(page)
        for number, strength in self._kept(strengths):
            subject = self.subjects[number]
            if subject.key not in found and not self.learned.decides_alone(subject.key):
                score = 1.0 - math.exp(-strength / 3.0)
                words = tuple(_most_telling(told[number]))
                found[subject.key] = AssignedTopic(subject.key, round(score, 2), words, CUES, version)
        for assigned in list(found.values()):
            self._widen(assigned, found, version)
        return tuple(sorted(found.values(), key=lambda t: (-t.score, t.key)))

    def _strengths(self, page: Page) -> tuple[dict[int, float], dict[int, dict[str, float]]]:
        """For each subject that anything speaks for its strength, and which words said how much."""
        counts: dict[int, tuple[_Cue, float]] = {}
        language = "de" if page.lexicon.nouns_capital else "en"
        total = 0.0
        for weight, (first, end) in zip(weights_of_blocks(page), page.ranges, strict=True):
            words = [word.lower() for word in page.words[first:end]]
            total += end - first
            past = 0  # what a phrase has taken: "European Union" is no trade union
            for at, word in enumerate(words):
                if at < past:
                    continue
                cue, length = self._phrase(words, at) if word in self.phrases else (None, 0)
                past = at + length
                cue = cue or self._word(word, language)
                if cue is not None:
                    counted = counts.get(id(cue))
                    counts[id(cue)] = (cue, weight + (counted[1] if counted else 0.0))
        # A long text has more of every word.
        norm = math.log2(total / 60.0 + 2.0)
        strengths: dict[int, float] = defaultdict(float)
        told: dict[int, dict[str, float]] = defaultdict(dict)
        for cue, count in counts.values():
            often = math.log2(1.0 + min(count, 15.0)) / norm
            for number, weight in cue.speaks_for:
                strengths[number] += weight * often
                told[number][cue.text] = weight * often
        return strengths, told

    def _kept(self, strengths: Mapping[int, float]) -> list[tuple[int, float]]:
        """The subjects with enough for them, the strongest first."""
        best = max(strengths.values(), default=0.0)
        if best < _ENOUGH:
            return [(n, s) for n, s in strengths.items() if s == best >= _ENOUGH_ALONE][:1]
        # "Sport" has a word for everything that "soccer" has one for: each level has a best of its own.
        narrow = max((s for n, s in strengths.items() if self.wider[n]), default=0.0)
        kept = sorted(
            (
                (s, n)
                for n, s in strengths.items()
                if s >= max(_ENOUGH, _SHARE_OF_BEST * (narrow if self.wider[n] else best))
            ),
            reverse=True,
        )
        return [(n, s) for s, n in kept[:_MOST]]

    def _widen(self, assigned: AssignedTopic, found: dict[str, AssignedTopic], version: str) -> None:
        """A subject implies the wider ones: soccer is sport."""
        own = self.subjects[self.place[assigned.key]]
        evidence = (own.names[0] if own.names else own.key, *assigned.evidence)[:6]
        for key in self.wider_than(assigned.key):
            known = found.get(key)
            if known is not None and known.rule != WIDER:
                found[key] = replace(known, score=max(known.score, assigned.score))
            elif known is None or known.score < assigned.score:
                found[key] = AssignedTopic(key, assigned.score, evidence, WIDER, version)

    def wider_than(self, key: str) -> list[str]:
        """The keys of all subjects that a subject implies, the nearest first."""
        waiting, seen = list(self.wider.get(self.place.get(key, -1), ())), dict[int, None]()
        while waiting:
            number = waiting.pop(0)
            if number not in seen:  # authority files may hold circles
                seen[number] = None
                waiting += self.wider.get(number, ())
        return [self.subjects[number].key for number in seen if self.subjects[number].key != key]

    # ------------------------------------------------------------------ words

    def _word(self, word: str, language: str) -> _Cue | None:
        key = (word, language)
        if key not in self._seen:
            if len(self._seen) > _MOST_SEEN:  # hostile or endless text must not fill the memory
                self._seen.clear()
            found = self.words[language].get(word)
            if found is None:
                for length, stems in self.stems[language].items():
                    found = stems.get(word[:length]) if len(word) >= length else None
                    if found is not None:
                        break
            self._seen[key] = found
        return self._seen[key]

    def _phrase(self, words: list[str], at: int) -> tuple[_Cue | None, int]:
        """The phrase that begins here, and of how many words it is."""
        for parts, cue in self.phrases[words[at]]:
            stop = at + len(parts)
            if words[at:stop] == list(parts):
                return cue, len(parts)
            last = parts[-1]
            begun = last.endswith("*") and stop <= len(words) and words[at : stop - 1] == list(parts[:-1])
            if begun and words[stop - 1].startswith(last[:-1]):
                return cue, len(parts)
        return None, 0


def _most_telling(told: Mapping[str, float], count: int = 5) -> list[str]:
    return [word for word, _ in sorted(told.items(), key=lambda t: (-t[1], t[0]))[:count]]


def _labels(subject: KnownSubject) -> list[tuple[str, float]]:
    """A subject's names as cues, in every language they are known in."""
    found = []
    for name in subject.names:
        words = fold_words(name.split("(")[0]).split()
        if words and len("".join(words)) > 3:
            found.append(("_".join(words), _LONG_LABEL if len(words) > 1 else _LABEL))
    return found


def _shown(cue: str) -> str:
    return cue.partition("@")[0].rstrip("*").replace("_", " ")


def _words_of(cues: Mapping[str, _Cue], language: str) -> dict[str, _Cue]:
    """Cues that are whole words in texts of a language."""
    own = {text.partition("@")[0]: cue for text, cue in cues.items() if text.endswith(f"@{language}")}
    free = {text: cue for text, cue in cues.items() if "@" not in text}
    return {text: cue for text, cue in (free | own).items() if "_" not in text and not text.endswith("*")}


def _stems_of(cues: Mapping[str, _Cue], language: str) -> dict[int, dict[str, _Cue]]:
    """Cues that are beginnings of words, the longest first."""
    stems: dict[int, dict[str, _Cue]] = defaultdict(dict)
    for text, cue in cues.items():
        bare, _, only = text.partition("@")
        if bare.endswith("*") and "_" not in bare and only in ("", language):
            stems[len(bare) - 1][bare[:-1]] = cue
    return dict(sorted(stems.items(), reverse=True))


@cache
def _cues() -> dict[str, list[tuple[str, float]]]:
    """IPTC code to the cues that come with the program."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for line in (*lines_of("subjects.txt"), *lines_of("subjects_more.txt")):
        head, _, cues = line.partition("|")
        for cue in cues.split():
            weight = {"!": 2.0, "?": 0.5}.get(cue[0], 1.0)
            found[f"medtop:{head.split()[0]}"].append((cue.lstrip("!?"), weight))
    return dict(found)


@cache
def _nothing() -> tuple[str, ...]:
    """Phrases whose words would speak for what they do not mean."""
    return tuple(cue for cue, _weight in _cues()[f"medtop:{_NO_SUBJECT}"])
