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

_LETTERS = re.compile(r"[^\W\d_]")
_WIDE = re.compile("[\u2e81-\U0010ffff]")
_READ = BODY_KINDS | {BlockKind.LEAD}


def detect_language(text: str) -> str | None:
    """BCP 47 tag of a text; None where there is too little of it."""
    words = " ".join(text.split())[:_MOST]
    if len(_LETTERS.findall(words)) + 2 * len(_WIDE.findall(words)) < _LEAST:
        return None
    from py3langid.langid import classify  # noqa: PLC0415 - loads its model, which takes a second

    code = str(classify(words)[0])
    # The model says "no" for Norwegian; readers of BCP 47 expect the written standard.
    return {"no": "nb"}.get(code, code)


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
