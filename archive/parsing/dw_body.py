"""The text of Deutsche Welle's pages, in both designs: where it ends, and what each of its lines is.

Within the text everything is text that is not plainly a picture, a film, a link or a button: the design
leaves nothing else there. What is one is told by the labels of `dw_labels` in the languages it knows, and by
position and shape in all: a length of time at the end of a line, a heading that the line before names again,
teasers that end in a day.
"""

from __future__ import annotations

import re

from archive.documents import BlockKind, FieldValue
from archive.parsing import furniture
from archive.parsing.dw_furniture import is_talk, mark_furniture
from archive.parsing.dw_images import label_pictures
from archive.parsing.dw_labels import bare, folded_set, labels, pattern
from archive.parsing.dw_lines import ends_sentence, ends_text
from archive.parsing.dw_people import read_authors, signed_at
from archive.parsing.text import GLANCE, Draft, Line, numbered, weight

#: A line this heavy is a paragraph, whatever it ends with.
_PARAGRAPH = 200
_SUBHEADING = 130
#: Teasers of other stories are lighter.
_NO_TEASER = 240
_ENDS = folded_set("end")
_SKIP = re.compile(rf"(?:{pattern(label for label in labels('skip') if ' ' in label)})\s", re.IGNORECASE)
_TEASER = re.compile(r"\(\d{1,2}\.\d{1,2}\.\d{4}\)$")
_ASKS = "?!？！؟"


def label_text(draft: Draft, first: int, last: int, *, classic: bool) -> int:
    """Label all lines from `first` up to `last` that have no kind yet; where the text ends.

    Lines from the returned one on are furniture and stay without a kind.
    """
    end = _find_end(draft, first, last)
    mark_furniture(draft, first, end)
    label_pictures(draft, first, end, classic=classic)
    _mark_lists(draft, first, end)
    _mark_text(draft, first, end)
    return _trim_tail(draft, first, end)


def is_text(line: Line) -> bool:
    """Whether a line reads as text of an article: long, or a whole sentence of some length."""
    heavy = weight(line.text)
    return heavy >= _PARAGRAPH or (heavy >= 60 and ends_sentence(line.text) and not line.bullet)


def _find_end(draft: Draft, first: int, last: int) -> int:
    """The first line that ends the text, once some of it has been seen.

    A heading such as "Mehr zum Thema" may stand within the text too: it ends none that goes on behind it.
    """
    lines, kinds = draft.lines, draft.kinds
    seen = False
    goes_on = _last_but_one(draft, first, last)
    for index in range(first, last):
        line = lines[index]
        length = line.end - line.start
        if kinds[index] is None and seen and length <= 120 and index > goes_on:
            if line.text[0] == "©" or bare(line.text) in _ENDS:
                return index
            if length <= 60 and furniture.is_ending(line.text):
                return index
            following = lines[index + 1] if index + 1 < last else None
            if _SKIP.match(line.text) or (following is not None and _names_next(line, following)):
                return index
        if seen and length <= 500 and line.text[-1] == ")" and _TEASER.search(line.text[-14:]):
            heading = _heading_of_teasers(draft, index, first)
            if heading is not None and heading > goes_on:
                return heading
        seen = seen or is_text(line)
    return last


def _last_but_one(draft: Draft, first: int, last: int) -> int:
    """The last line but one that only an article has: heavier than any teaser of another story. -1: none."""
    found = -1
    for index in range(last - 1, first - 1, -1):
        line = draft.lines[index]
        if line.end - line.start < _NO_TEASER // 3 or draft.kinds[index] is not None or line.bullet:
            continue
        heavy = line.end - line.start >= _NO_TEASER or weight(line.text) >= _NO_TEASER
        if heavy and ends_text(line.text) and not _TEASER.search(line.text[-14:]):
            if found >= 0:
                return index
            found = index
    return -1


def _names_next(line: Line, following: Line) -> bool:
    """ "Skip next section Explore more", and beneath it "Explore more": in any language."""
    short = following.text
    return (
        3 <= len(short) <= 60
        and len(short) + 5 <= len(line.text) <= 110
        and not line.bullet
        and (line.text.endswith(short) or short in line.text[3:])
        and not ends_sentence(line.text)
        and ":" not in line.text
        and "/" not in line.text
    )


def _heading_of_teasers(draft: Draft, teaser: int, first: int) -> int | None:
    """The heading above recommendations, whose teasers end in their day: "… (25.07.2019)"."""
    heading = teaser - 2
    if heading < first or draft.kinds[heading] is not None:
        return None
    title, above = draft.lines[teaser - 1], draft.lines[heading]
    if ends_sentence(title.text.rstrip("?!")) or weight(title.text) > 160:
        return None
    return heading if weight(above.text) <= 60 and not ends_sentence(above.text) else None


def _mark_lists(draft: Draft, first: int, last: int) -> None:
    """Runs of bullets and of counted lines; one dash alone is speech, as in Polish."""
    index = first
    while index < last:
        run = index
        while run < last and draft.lines[run].bullet and draft.kinds[run] is None:
            run += 1
        if run == index and draft.kinds[index] is None and draft.lines[index].text[0].isdecimal():
            count = numbered(draft.lines, index, last - index)
            run = index + count if count > 1 else index
        if run - index > 1 or (run > index and draft.lines[index].text[0] not in "-*"):
            draft.mark(BlockKind.LIST_ITEM, index, run)
        index = max(run, index + 1)


def _mark_text(draft: Draft, first: int, last: int) -> None:
    lines, kinds = draft.lines, draft.kinds
    talk = is_talk(
        [
            (lines[index].text, weight(lines[index].text))
            for index in range(first, last)
            if kinds[index] is None
        ]
    )
    for index in range(first, last):
        if kinds[index] is not None:
            continue
        line = lines[index]
        heavy = len(line.text) if len(line.text) >= _PARAGRAPH else weight(line.text)
        if heavy >= _PARAGRAPH:
            kinds[index] = BlockKind.PARAGRAPH
        elif ends_text(line.text):
            asks = line.text[-1] in _ASKS or (line.text[-1] in ";\u037e" and not line.text.isascii())
            heading = asks and not talk and heavy <= 90 and _leads_on(draft, index, last)
            kinds[index] = BlockKind.SUBHEADING if heading else BlockKind.PARAGRAPH
        elif line.text[-1] in ":：,;，、" and heavy >= 25:
            kinds[index] = BlockKind.PARAGRAPH
        elif heavy <= _SUBHEADING and _leads_on(draft, index, last):
            kinds[index] = BlockKind.SUBHEADING
        else:
            kinds[index] = BlockKind.PARAGRAPH if heavy > 90 else None
    for index in range(first, last):
        if kinds[index] is None:
            kinds[index] = BlockKind.BOILERPLATE


def _leads_on(draft: Draft, index: int, last: int) -> bool:
    """Whether text follows: a subheading introduces something."""
    for after in range(index + 1, min(last, index + 9)):
        kind = draft.kinds[after]
        if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE):
            return True
        if kind is None:
            line = draft.lines[after]
            if is_text(line) or (ends_sentence(line.text[-GLANCE:]) and weight(line.text) >= 12):
                return True
            if after > index + 1:
                return False
    return False


def _trim_tail(draft: Draft, first: int, end: int) -> int:
    """Take back short lines at the end: a subheading ends no article."""
    last = end
    while last > first and draft.kinds[last - 1] in (BlockKind.SUBHEADING, BlockKind.BOILERPLATE, None):
        if draft.kinds[last - 1] is not BlockKind.BOILERPLATE:
            draft.kinds[last - 1] = None
        last -= 1
    return last


def read_signature(
    draft: Draft, first: int, fields: dict[str, FieldValue], reader: str, version: str
) -> list[FieldValue]:
    """The authors whom a line beneath the text names: "Autor: Dirk Kaufmann".

    One with text after it signs something else, a gallery within the article.
    """
    authors: list[FieldValue] = []
    text_after = False
    for index in range(len(draft.lines) - 1, first - 1, -1):
        text_after = text_after or draft.kinds[index] is BlockKind.PARAGRAPH
        if draft.kinds[index] is not BlockKind.BYLINE:
            continue
        line = draft.lines[index]
        if text_after or authors:
            draft.kinds[index] = BlockKind.BOILERPLATE
            continue
        begin = line.words + signed_at(line.body)
        fields.setdefault("byline", draft.value(begin, line.end, f"{reader}.byline/{version}"))
        authors = [
            draft.value(start, end, f"{reader}.author/{version}")
            for start, end in read_authors(draft.layer.text, begin, line.end)
        ]
    return authors
