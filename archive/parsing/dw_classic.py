"""Deutsche Welle's older page design (until about 2022), as a text capture gives it.

Its signature is judged in `dw_signature`. The date stands in the page title, day first; alternative texts
stand on lines of their own with the credit in brackets, captions on the next; whole-page captures end in a
list "Date …, Author …, Keywords …, Permalink …".
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.documents import BlockKind, FieldValue, LayerText, ParsedArticle, StatedDate
from archive.parsing import furniture
from archive.parsing.credits import split_bracket
from archive.parsing.date_lines import state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.dw_body import is_text, label_text, read_signature
from archive.parsing.dw_footer import read_footer
from archive.parsing.dw_furniture import is_button
from archive.parsing.dw_gallery import label_gallery
from archive.parsing.dw_lines import draft_of, ends_sentence
from archive.parsing.dw_signature import CLASSIC, CLASSIC_TITLE, bears
from archive.parsing.text import Draft, Line, folded, weight

NAME = "dw_classic"
VERSION = "2"
PUBLISHER = "Deutsche Welle"

_NUMBER = re.compile(r"\d[.)]\s+")


def recognises(layer: LayerText) -> bool:
    """A page title of Deutsche Welle at the top, three of the German skip links, or the list at the foot."""
    return bears(layer, CLASSIC)


def parse(layer: LayerText) -> ParsedArticle:
    draft = draft_of(layer)
    fields: dict[str, FieldValue] = {}
    published = _read_page_title(draft, fields)
    headline = _find_headline(draft, fields)
    first = headline + 1
    if headline >= 0:
        draft.kinds[headline] = BlockKind.HEADLINE
        fields["title"] = draft.field(headline, f"{NAME}.headline/{VERSION}")
        _read_kicker(draft, headline, fields)
        first = _read_lead(draft, first, fields)
    last, footer_date, authors = read_footer(draft, first, fields, NAME, VERSION)
    label_gallery(draft, first, last)
    label_text(draft, first, last, classic=True)
    authors = authors or read_signature(draft, first, fields, NAME, VERSION)
    fields["publisher"] = FieldValue(PUBLISHER, f"{NAME}.publisher/{VERSION}")
    return draft.finish(NAME, VERSION, fields=fields, published=published or footer_date, authors=authors)


def _read_page_title(draft: Draft, fields: dict[str, FieldValue]) -> StatedDate | None:
    """Date and section from "Headline | World| News … | DW | 05.07.2017"; headline too, where none stands
    below."""
    for index, line in enumerate(draft.lines[:4]):
        title = CLASSIC_TITLE.search(line.text, max(0, len(line.text) - 60))
        if not title:
            continue
        draft.kinds[index] = BlockKind.PAGE_TITLE
        parts: list[tuple[int, int]] = []
        place = line.start
        for part in line.text[: title.start()].split("|"):
            bare = part.strip()
            begin = place + (part.index(bare) if bare else 0)
            parts.append((begin, begin + len(bare)))
            place += len(part) + 1
        if parts[0][1] > parts[0][0]:
            fields["title"] = draft.value(*parts[0], f"{NAME}.page_title/{VERSION}")
        if len(parts) > 1 and parts[1][1] > parts[1][0]:
            fields["section"] = draft.value(*parts[1], f"{NAME}.section/{VERSION}")
        dates, warnings = find_dates(
            draft.layer.text, line.start + title.start(1), line.end, order=Order.DAY_FIRST
        )
        draft.warnings.extend(warnings)
        for found in dates:
            stated = state_date(draft.layer.text, found, found.start, found.end, f"{NAME}.date/{VERSION}")
            return replace(stated, reason="day first, page title")
    return None


def _find_headline(draft: Draft, fields: dict[str, FieldValue]) -> int:
    """The line that says what the page title says; without one, the first words above a lead. -1: none."""
    wanted = folded(fields["title"].value) if "title" in fields else ""
    lines = draft.lines
    if wanted:
        # A headline that holds a "|" itself is more than the title's first part: its beginning will do.
        begun = -1
        for index, line in enumerate(lines):
            if draft.kinds[index] is not None or len(line.text) > 400:
                continue
            words = folded(line.body)
            if words == wanted:
                return index
            if begun < 0 and len(wanted) >= 20 and words.startswith(wanted) and not ends_sentence(line.text):
                begun = index
        if begun >= 0:
            return begun
    skipped = 0
    for index, line in enumerate(lines):
        if draft.kinds[index] is not None or line.bullet or _NUMBER.match(line.text):
            skipped = index
            continue
        if index > skipped + 12 or _is_paragraph(line):
            break  # a capture that begins within the text has no headline
        follows = index + 1 < len(lines) and ends_sentence(lines[index + 1].text)
        words_heavy = weight(line.text)
        if (
            15 <= words_heavy <= 200
            and follows
            and not ends_sentence(line.text.rstrip("?!؟？"))
            and not is_button(line.text)
            and not furniture.is_request(line.text[:400])
        ):
            return index
    return -1


def _is_paragraph(line: Line) -> bool:
    heavy = weight(line.text) >= 120 and ends_sentence(line.text)
    return heavy and not furniture.is_request(line.text[:400])


def _read_kicker(draft: Draft, headline: int, fields: dict[str, FieldValue]) -> None:
    """The short line right above the headline: "Germany"."""
    above = headline - 1
    if above < 0 or draft.kinds[above] is not None:
        return
    line = draft.lines[above]
    plain = not line.bullet and not _NUMBER.match(line.text) and "/" not in line.text
    if plain and weight(line.text) <= 60 and not is_button(line.text) and not ends_sentence(line.text):
        draft.kinds[above] = BlockKind.KICKER
        fields["kicker"] = draft.field(above, f"{NAME}.kicker/{VERSION}")


def _read_lead(draft: Draft, first: int, fields: dict[str, FieldValue]) -> int:
    """The paragraph under the headline; the design prints one on every article. The line after it.

    Pages of a film or a sound have no other text.
    """
    index = first
    while index < min(len(draft.lines), first + 3) and is_button(draft.lines[index].text):
        draft.kinds[index] = BlockKind.BOILERPLATE
        index += 1
    if index >= len(draft.lines):
        return first
    line = draft.lines[index]
    beneath = draft.lines[index + 1 : index + 8]
    text_follows = any(weight(other.text) >= 60 for other in beneath)
    alone = ends_sentence(line.text) and not any(is_text(other) for other in beneath)
    if (
        (text_follows or alone)
        and 40 <= weight(line.text) <= 900
        and not line.bullet
        and not split_bracket(line.text, any_source=True)
    ):
        draft.kinds[index] = BlockKind.LEAD
        fields["lead"] = draft.field(index, f"{NAME}.lead/{VERSION}")
        return index + 1
    return index
