"""The words of a page as subjects weigh them: by where they stand, and how often."""

from __future__ import annotations

import math
from collections.abc import Iterable

from archive.documents import BlockKind, ParsedArticle

from .lexicon import lexicon
from .page import Page, cut

#: A word of the headline tells more of what an article is about than one of its twelfth paragraph.
_WEIGHT = {BlockKind.HEADLINE: 3.0, BlockKind.LEAD: 2.0, BlockKind.SUBHEADING: 1.5}
#: Captions repeat what the text says.
_WEIGHT_OF_THE_REST = {BlockKind.PARAGRAPH: 1.0, BlockKind.LIST_ITEM: 1.0, BlockKind.BLOCKQUOTE: 1.0}
_CAPTION = 0.5


def weights_of_blocks(page: Page) -> list[float]:
    """For each searched block of the page how much its words weigh."""
    rest = _WEIGHT_OF_THE_REST
    return [_WEIGHT.get(block.kind) or rest.get(block.kind, _CAPTION) for block in page.blocks]


def features_of(page: Page) -> dict[str, float]:
    """Words in small letters to their weight: the logarithm of how often, by where; the vector has length 1.

    Numbers and single letters are left out, possessives are cut off by the page's own words.
    """
    counts: dict[str, float] = {}
    for weight, (first, end) in zip(weights_of_blocks(page), page.ranges, strict=True):
        for word in page.words[first:end]:
            if len(word) > 1 and not word[0].isdigit():
                low = word.lower()
                counts[low] = counts.get(low, 0.0) + weight
    for word, count in counts.items():
        counts[word] = 1.0 + math.log(count) if count > 1 else count
    length = math.sqrt(sum(c * c for c in counts.values())) or 1.0
    return {word: count / length for word, count in counts.items()}


def features_of_article(text: str, article: ParsedArticle) -> dict[str, float]:
    """The same from a reading, for learning."""
    return features_of(cut(text, article, lexicon("en")))


def phrases(words: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases ("human_rights") by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in words:
        parts = tuple(phrase.split("_"))
        found.setdefault(parts[0], []).append(parts)
    for several in found.values():
        several.sort(key=len, reverse=True)
    return found
