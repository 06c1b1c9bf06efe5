"""The list at the foot of Deutsche Welle's older pages: "• Date 19.01.2020 • Author Ben Knight …".

In any language it begins with a day and ends in a permalink; between them stand author, subjects, keywords,
feedback and print, in this order. A label may also stand on a line of its own above its value.
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.documents import BlockKind, FieldValue, StatedDate
from archive.parsing.date_lines import state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.dw_labels import bare, folded_set, labels, pattern
from archive.parsing.dw_people import read_authors
from archive.parsing.dw_signature import PERMALINK, foot_of
from archive.parsing.people import is_name
from archive.parsing.text import Draft, folded

_AUTHOR = re.compile(rf"(?:{pattern(labels('author'))})(?:\s{{0,2}}[:：፦]\s{{0,3}}|\s{{1,3}})", re.IGNORECASE)
_AUTHOR_ALONE = folded_set("author")
_TOOLS = re.compile(rf"(?:{pattern(labels('tools', 'permalink', 'date'))})(?!\w)", re.IGNORECASE)
_LABEL_WORDS = 3


def read_footer(
    draft: Draft, first: int, fields: dict[str, FieldValue], reader: str, version: str
) -> tuple[int, StatedDate | None, list[FieldValue]]:
    """Where the first list begins (else the end), and what it states; all lines of such lists are metadata.

    A whole page has the list twice.
    """
    last = len(draft.lines)
    published: StatedDate | None = None
    authors: list[FieldValue] = []
    place = first
    while (foot := foot_of(draft.lines, place)) is not None:
        start, end = foot
        for index in range(start, end):
            draft.kinds[index] = BlockKind.METADATA
        if published is None:
            last = start
            published = _day(draft, start, f"{reader}.date/{version}")
            authors = _authors(draft, start, end, fields, reader, version)
            address = PERMALINK.search(draft.lines[end - 1].text)
            if address is not None:
                begin = draft.lines[end - 1].start
                fields["url"] = draft.value(
                    begin + address.start(), begin + address.end(), f"{reader}.permalink/{version}"
                )
        place = end
    return last, published, authors


def _day(draft: Draft, index: int, rule: str) -> StatedDate | None:
    line = draft.lines[index]
    dates, _ = find_dates(draft.layer.text, line.words, line.end, order=Order.DAY_FIRST)
    if not dates:
        return None
    stated = state_date(draft.layer.text, dates[0], line.end, line.end, rule)
    return replace(stated, reason="day first, footer of the page")


def _authors(
    draft: Draft, start: int, end: int, fields: dict[str, FieldValue], reader: str, version: str
) -> list[FieldValue]:
    place = _author_place(draft, start, end)
    if place is None:
        return []
    begin, finish = place
    text = draft.layer.text
    fields["byline"] = draft.value(begin, finish, f"{reader}.byline/{version}")
    return [draft.value(s, e, f"{reader}.author/{version}") for s, e in read_authors(text, begin, finish)]


def _author_place(draft: Draft, start: int, end: int) -> tuple[int, int] | None:
    """Where the names stand: behind a known label, beneath one, or in the line after the day."""
    lines = draft.lines
    for index in range(start + 1, end):
        line = lines[index]
        label = _AUTHOR.match(line.body)
        if label and label.end() < len(line.body):
            return line.words + label.end(), line.end
        if bare(line.body) in _AUTHOR_ALONE and index + 1 < end:
            return lines[index + 1].words, lines[index + 1].end
    return _unlabelled(draft, start, end)


def _unlabelled(draft: Draft, start: int, end: int) -> tuple[int, int] | None:
    """The author where no label is known: the line after the day, unless it is the subjects' or keywords'.

    With subjects and keywords, feedback and print, an author makes five lines; four may be without one: then
    the line's words come again among the keywords beneath.
    """
    between = end - start - 2
    line = draft.lines[start + 1]
    if between < 4 or _TOOLS.match(line.body) or len(line.body) > 160:
        return None
    words = line.body.split(" ")
    for count in range(1, min(len(words), _LABEL_WORDS + 1)):
        rest = " ".join(words[count:])
        begin = line.end - len(rest)
        names = read_authors(draft.layer.text, begin, line.end)
        if not names or names[0][0] != begin:
            continue
        cased = rest != rest.lower() or rest != rest.upper()
        if cased and not is_name(draft.layer.text[names[0][0] : names[0][1]]):
            continue
        if between == 4 and folded(rest) in folded(draft.lines[start + 2].body):
            return None
        return begin, line.end
    return None
