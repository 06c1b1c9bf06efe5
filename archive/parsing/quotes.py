"""Words lifted out of a text and printed again in large type, and quotations set apart with their speaker."""

from __future__ import annotations

import re

from archive.documents import BlockKind
from archive.parsing.people import is_name
from archive.parsing.text import Draft, Line, ends_sentence, is_prose

#: More lines than this are not looked for elsewhere in the text: each look reads all of it.
_MOST_QUOTES = 60


_QUOTES = "\"“„«»'‘”"


def find_pull_quotes(draft: Draft, first: int, last: int) -> None:
    """Words lifted out of the text, or printed with their speaker beneath, are no paragraph of it.

    What the text says again is furniture; what stands only here is a quotation set apart.
    """
    lines, kinds = draft.lines, draft.kinds
    whole = draft.layer.text[lines[first].start : lines[last - 1].end] if last > first else ""
    speakers: set[str] = set()
    asked = 0
    for index in range(first + 1, last):
        line = lines[index]
        if kinds[index] is not None or not 25 <= len(line.text) <= 260 or not ends_sentence(line.text):
            continue
        below = lines[index + 1] if index + 1 < last and kinds[index + 1] is None else None
        # Without capitals any two words look like a name: only marked quotations have a speaker beneath.
        named = (
            below is not None
            and _is_attribution(below)
            and (_has_case(below.text) or line.text[0] in _QUOTES)
        )
        if not named and line.text[0] not in _QUOTES:
            continue
        asked += 1
        repeated = asked <= _MOST_QUOTES and _said_again(line.text, whole)
        speaker = " ".join(below.text.split()[:2]) if named and below is not None else ""
        together = named and below is not None and (below.gap == 0 or speaker in speakers)
        if not repeated and not together:
            continue
        kinds[index] = BlockKind.BOILERPLATE if repeated else BlockKind.BLOCKQUOTE
        if speaker:
            speakers.add(speaker)
            _mark_attribution(draft, index + 1, last)


def _has_case(text: str) -> bool:
    return any(c.isupper() or c.islower() for c in text)


def _said_again(quote: str, whole: str) -> bool:
    """Whether each sentence of a quotation stands in the text once more."""
    sentences = [sentence.strip(" \xa0\"'“”„«»‘’‹›") for sentence in re.split(r"[.!?…。]+", quote)]
    return all(whole.count(sentence) > 1 for sentence in sentences if len(sentence) >= 10)


def _mark_attribution(draft: Draft, index: int, last: int) -> None:
    """The speaker, and what they are, on the lines beneath."""
    draft.kinds[index] = BlockKind.BOILERPLATE
    for below in range(index + 1, last):
        if draft.kinds[below] is not None or draft.lines[below].gap or is_prose(draft.lines[below]):
            return
        draft.kinds[below] = BlockKind.BOILERPLATE


def _is_attribution(line: Line) -> bool:
    """A speaker under a quotation: "Lee Baker", "Kevin Holland-Moritz Geschäftsführer …"."""
    if len(line.text) > 120 or line.text[-1] in ".!?:":
        return False
    words = line.text.split()
    return is_name(line.text) or (len(words) > 2 and is_name(" ".join(words[:2])) and len(words) <= 9)
