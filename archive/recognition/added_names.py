"""Names that a recogniser finds which is none of the archive's own: its spans become drafts on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from archive.documents import Block, ReadingWarning

from .gazetteer import Gazetteer, fold_word
from .lexicon import W
from .page import Draft, Page

KINDS = frozenset({"person", "organisation", "place", "event"})
MODES = frozenset({"add", "replace"})
#: How sure a recogniser is of a span where it does not say.
UNSURE = 0.7

_ARTICLES = frozenset("the a an der die das den dem des la le les el los las il".split())
_ROLE_OR_HONORIFIC = W.ROLE | W.HONORIFIC
#: Letters that may follow a name within its word: "Putins", "Merkels".
_LONGEST_ENDING = 2


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name found: `text[start:end]` of the layer, within one block.

    An article or a title at its beginning and a possessive at its end may be in it; they are left out.
    """

    start: int
    end: int
    #: "person", "organisation", "place" or "event".
    kind: str
    #: From 0 to 1: how likely the span is a name of this kind, and complete.
    confidence: float = UNSURE


class Recogniser(Protocol):
    """What an object must have to find names in pages.

    NAME and VERSION are stored with every name it finds (as rule and version): raise VERSION with whatever
    changes what it finds. MODE "add": its spans count where nothing is claimed; "replace": they take the
    place of what the steps before it found there. It may have `begin()`, which is called once in each process
    that reads, before that process's memory and time are bounded: the place for loading a model.
    """

    NAME: str
    VERSION: str
    MODE: str

    def find(self, text: str, blocks: Sequence[Block], language: str) -> Iterable[NameSpan]:
        """Names in these blocks of the layer's text; `language` is a BCP 47 tag ("en", "de-AT").

        What it raises costs the document these names and gives it a warning, nothing more.
        """
        ...


def find_added(
    page: Page, recogniser: Recogniser, gazetteer: Gazetteer, language: str
) -> tuple[ReadingWarning, ...]:
    """Leaves a draft for each span that a recogniser finds; returns what an editor should know of it."""
    try:
        spans = sorted(
            recogniser.find(page.text, tuple(page.blocks), language), key=lambda s: (s.start, -s.end)
        )
        odd = sum(not _take(page, span, recogniser, gazetteer) for span in spans)
    except Exception as error:  # a model's fault must not cost the document what the rules find in it
        said = f"{recogniser.NAME} stopped with {type(error).__name__}: {error}"[:300]
        return (ReadingWarning("recogniser-stopped", f"{said}. Names that it finds may be missing."),)
    told: tuple[ReadingWarning, ...] = tuple(getattr(recogniser, "remarks", tuple)())
    if odd:
        said = f"{recogniser.NAME} told {odd} names that are no names in this text; they were left out."
        told += (ReadingWarning("recogniser-odd", said),)
    return told


def _take(page: Page, span: NameSpan, recogniser: Recogniser, gazetteer: Gazetteer) -> bool:
    """Makes a draft of a span, unless its words are claimed; False where it is no span of words."""
    if span.kind not in KINDS or not 0 <= span.confidence <= 1 or not 0 <= span.start < span.end:
        return False
    first = bisect_right(page.ends, span.start)
    last = bisect_right(page.starts, span.end - 1) - 1
    if first > last or page.block_of[first] != page.block_of[last] or page.starts[first] < span.start:
        return False
    block = page.blocks[page.block_of[first]]
    if span.start < block.start or span.end > block.end:
        return False
    trim = max(page.ends[last] - span.end, 0)
    if trim > _LONGEST_ENDING:
        return False
    first, title = _without_title(page, first, last, span.kind)
    draft = Draft(
        span.kind,
        first,
        last,
        recogniser.NAME,
        span.confidence,
        _keys(page, first, last, span.kind, gazetteer),
        short=span.kind == "person" and first == last,
        title=title,
        trim=trim,
    )
    if page.free(first, last) or (recogniser.MODE == "replace" and not _agrees(page, draft)):
        page.add(draft)
    return True


def _without_title(page: Page, first: int, last: int, kind: str) -> tuple[int, str]:
    """The number of the name's own first word, and the title before it: "President Obama", "the Guardian"."""
    title = ""
    while first < last and page.words[first] in _ARTICLES | {w.capitalize() for w in _ARTICLES}:
        first += 1
    while kind == "person" and first < last and page.bits[first] & _ROLE_OR_HONORIFIC:
        if page.bits[first] & W.GIVEN:
            break
        title = page.words[first]
        first += 1
    return first, title


def _keys(page: Page, first: int, last: int, kind: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The records that bear these words as a name."""
    spelt = gazetteer.entries.get(" ".join(map(fold_word, page.words[first : last + 1])), ())
    return tuple(dict.fromkeys(entry.key for entry in spelt if entry.kind == kind and entry.key))


def _agrees(page: Page, draft: Draft) -> bool:
    """Whether a step before found the very same: it knows more of it (its record, its title)."""
    there = page.owner[draft.first]
    return there is not None and (there.kind, there.first, there.last) == (
        draft.kind,
        draft.first,
        draft.last,
    )
