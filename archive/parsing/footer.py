"""Lines below a text that say what it is: date, author, keywords, address, and who edited or translated.

A footer is told by its shape: a run of short lines, each a label and a value, of which one ends in
a date and one
in an address or names an author. It needs no table of labels but the one for authors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from archive.documents import BlockKind, FieldValue, StatedDate
from archive.parsing.date_lines import state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.people import AUTHOR_NOUN, is_signature, read_names
from archive.parsing.text import Draft

_LONGEST = 300
_ADDRESS = re.compile(r"https?://\S{3,300}$")


@dataclass(slots=True)
class Footer:
    """What the lines below a text state."""

    published: StatedDate | None = None
    authors: list[FieldValue] = field(default_factory=list)
    fields: dict[str, FieldValue] = field(default_factory=dict)
    #: The first line of it; None where there is none.
    begins: int | None = None


def read_footer(draft: Draft, first: int, *, reader: str, version: str) -> Footer:
    """Find the first footer below a line, label its lines METADATA and read them."""
    footer = Footer()
    index = first
    while index < len(draft.lines):
        end = _run(draft, index)
        if end - index >= 3 and _states(draft, index, end):
            footer.begins = index
            for line in range(index, end):
                draft.kinds[line] = BlockKind.METADATA
                _read_line(draft, footer, line, reader, version)
            return footer
        index = max(end, index + 1)
    return footer


def _run(draft: Draft, index: int) -> int:
    """The line behind a run of bullets, or of short lines without blank ones between, beginning here."""
    lines = draft.lines
    bullet = lines[index].bullet
    end = index
    while (
        end < len(lines)
        and lines[end].bullet == bullet
        and len(lines[end].text) <= _LONGEST
        and draft.kinds[end] in (None, BlockKind.BOILERPLATE, BlockKind.METADATA)
        and (end == index or lines[end].gap <= bullet)
    ):
        end += 1
    return end


def _states(draft: Draft, index: int, end: int) -> bool:
    """Whether a run holds a label with a date, and an address or an author: at most a dozen lines of it."""
    dated = addressed = signed = False
    for line in draft.lines[index : min(end, index + 12)]:
        body = line.body
        if len(body) <= 60 and body[-1].isdecimal() and _date_at_end(draft, line.words, line.end):
            dated = True
        addressed = addressed or (" " in body and _ADDRESS.search(body) is not None)
        signed = signed or AUTHOR_NOUN.match(body) is not None
    return dated and (addressed or signed)


def _date_at_end(draft: Draft, start: int, end: int) -> bool:
    found, _ = find_dates(draft.layer.text, start, end, order=Order.DAY_FIRST)
    return len(found) == 1 and found[0].start > start and end - found[0].end <= 8


def _read_line(draft: Draft, footer: Footer, index: int, reader: str, version: str) -> None:
    line = draft.lines[index]
    text = draft.layer.text
    noun = AUTHOR_NOUN.match(line.body)
    if noun:
        rule = f"{reader}.footer_author/{version}"
        footer.authors += [
            draft.value(start, end, rule)
            for start, end in read_names(line.body, place=line.words, first=noun.end())
        ]
        if noun.end() < len(line.body):
            footer.fields.setdefault("byline", draft.value(line.words + noun.end(), line.end, rule))
        return
    address = _ADDRESS.search(line.body) if " " in line.body else None
    if address:
        start = line.words + address.start()
        footer.fields.setdefault("url", draft.value(start, line.end, f"{reader}.footer_address/{version}"))
    elif footer.published is None and len(line.body) <= 60 and _date_at_end(draft, line.words, line.end):
        found, _ = find_dates(text, line.words, line.end, order=Order.DAY_FIRST)
        stated = state_date(text, found[0], line.words, line.end, f"{reader}.footer_date/{version}")
        footer.published = replace(stated, reason=f"{stated.reason}, footer of the page")


def mark_signatures(draft: Draft, first: int, last: int) -> None:
    """Label "Editor: A. P." and its like METADATA, on the lines right below a text."""
    for index in range(first, min(last, len(draft.lines))):
        line = draft.lines[index]
        if draft.kinds[index] not in (None, BlockKind.BOILERPLATE) or len(line.text) > 80:
            continue
        if is_signature(line.body):
            draft.kinds[index] = BlockKind.METADATA
