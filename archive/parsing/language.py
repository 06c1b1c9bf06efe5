"""The language of a text's body, told from the body and not from menus or headers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.documents import BODY_KINDS, BlockKind, FieldValue, LayerText, ParsedArticle

RULE = "language.body/2"
#: The detector is right on whole sentences and wrong on a few words.
_LEAST = 60
#: Enough for it: more text costs time and, in 28 languages tried, changed no answer.
_MOST = 500

#: Small words that one language alone uses so often: where a quarter of all words are these, no model is
#: asked, which takes as long as all the reading. Words of both ("in", "die", "was", "so") are left out.
_SMALL_WORDS = {
    "en": frozenset(
        "the of and to that is for with said as it by be are from at has have not this but they his her"
        " which had were he she on would will who their its been than also after into could should about"
        " there these those when where".split()
    ),
    "de": frozenset(
        "der und das den von zu mit ist nicht sich des auf für im dem ein eine auch als werden wird aus er"
        " hat dass sie nach bei einer um sind noch wie einem über einen zum haben nur oder aber zur bis durch"
        " sein wurde sei seine ihre gegen".split()
    ),
}
_SHARE = 0.25
_FEWEST_WORDS = 40
_LETTERS = re.compile(r"[^\W\d_]")
_WIDE = re.compile("[\u2e81-\U0010ffff]")
_READ = BODY_KINDS | {BlockKind.LEAD}


def detect_language(text: str) -> str | None:
    """BCP 47 tag of a text; None where there is too little of it."""
    found = text[: 2 * _MOST].split()
    told = _by_small_words(found)
    if told is not None:
        return told
    words = " ".join(text.split())[:_MOST]
    if len(_LETTERS.findall(words)) + 2 * len(_WIDE.findall(words)) < _LEAST:
        return None
    from py3langid.langid import classify  # noqa: PLC0415 - loads its model, which takes a second

    code = str(classify(words)[0])
    # The model says "no" for Norwegian; readers of BCP 47 expect the written standard.
    return {"no": "nb"}.get(code, code)


def _by_small_words(words: list[str]) -> str | None:
    """The language whose small words stand everywhere in a text; None where no language's do."""
    words = words[:160]
    if len(words) < _FEWEST_WORDS:
        return None
    for language, small in _SMALL_WORDS.items():
        # No small letters are made: a capital hides one word in twenty, and a text in capitals goes on.
        if sum(map(small.__contains__, words)) >= _SHARE * len(words):
            return language
    return None


def body_text(layer: LayerText, blocks: Iterable[tuple[BlockKind, int, int]]) -> str:
    """Lead and running text, as far as the detector looks."""
    parts: list[str] = []
    size = 0
    for kind, start, end in blocks:
        if kind in _READ:
            parts.append(layer.text[start : min(end, start + _MOST)])
            size += end - start
            if size >= _MOST:
                break
    return " ".join(parts)


def read_language(layer: LayerText, article: ParsedArticle) -> FieldValue | None:
    """The language of the article's body, as a derived value; None where too little stands there."""
    code = detect_language(body_text(layer, ((b.kind, b.start, b.end) for b in article.blocks)))
    return FieldValue(code, RULE) if code else None
