"""Words and phrases that a visitor asks for, and the sentence of a text that answers them best."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.names import fold_words

#: Pairs of marks that hold a phrase together; a mark that is never closed reaches to the end.
_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+)')
#: Scripts that write no space between words: there a word is found inside a longer run.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
#: A word as printed, with marks that folding takes away (accents set apart, soft hyphens) kept inside.
_WORD = re.compile(r"[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+|\n+")
#: How much of a long text is looked through for a sentence to show.
_LOOKED_THROUGH = 60_000
_LONGEST_SENTENCE = 280
#: A match that stands further in than this is shown with so many characters before it.
_FAR_IN, _BEFORE = 110, 70


def split_words(asked: str) -> tuple[str, ...]:
    """The folded words and phrases of what was asked, each once, in order.

    >>> split_words('Kurt "peace-keeping troops"')
    ('kurt', 'peace keeping troops')
    """
    terms = (fold_words(phrase or word) for phrase, word in _PHRASE.findall(asked))
    return tuple(dict.fromkeys(term for term in terms if term))


def needle(term: str) -> str:
    """What to look for in `ArticleWords.text` so that only whole words match."""
    return term if _UNSPACED.search(term) else f" {term} "


def highlight(text: str, terms: Sequence[str]) -> list[tuple[str, bool]]:
    """The sentence that holds most of the terms, cut into (words, whether they match); [] where none does."""
    best: tuple[int, int, int, list[tuple[int, int]]] | None = None
    at = 0
    looked = text[:_LOOKED_THROUGH]
    while at < len(looked):
        end_match = _SENTENCE_END.search(looked, at)
        end = end_match.end() if end_match else len(looked)
        found, spans = _matches(looked[at:end], terms)
        if found and (best is None or found > best[0]):
            best = (found, at, end, spans)
            if found == len(terms):
                break
        at = end
    if best is None:
        return []
    _found, start, end, spans = best
    return _cut(looked[start:end], spans)


def _matches(sentence: str, terms: Sequence[str]) -> tuple[int, list[tuple[int, int]]]:
    """How many of the terms a sentence holds, and where."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _WORD.finditer(sentence):
        for word in fold_words(match[0]).split():
            words.append(word)
            places.append(match.span())
    found = 0
    spans: list[tuple[int, int]] = []
    for term in terms:
        hit = False
        parts = term.split()
        inside = bool(_UNSPACED.search(term))
        for i in range(len(words) - len(parts) + 1):
            if words[i : i + len(parts)] == parts or (inside and term in words[i]):
                spans.append((places[i][0], places[i + len(parts) - 1][1]))
                hit = True
        found += hit
    return found, spans


def _cut(sentence: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A sentence as pieces, matching and not; a long one only around its first match."""
    first = min(start for start, _end in spans)
    low = 0
    if first > _FAR_IN:  # so that the match is seen on a narrow page too
        low = sentence.find(" ", first - _BEFORE) + 1
        low = low if 0 < low <= first else first
    high = min(len(sentence), low + _LONGEST_SENTENCE)
    pieces: list[tuple[str, bool]] = [("… ", False)] if low else []
    at = low
    for start, end in sorted(spans):
        if start < at or end > high:
            continue
        pieces += [(sentence[at:start], False), (sentence[start:end], True)]
        at = end
    pieces.append((sentence[at:high].rstrip(), False))
    if high < len(sentence):
        pieces.append((" …", False))
    return [(words, hit) for words, hit in pieces if words]
