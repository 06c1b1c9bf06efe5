"""Deutsche Welle's newer page design (since about 2022), as a text capture gives it.

Its signature is judged in `dw_signature`. Numbered skip links in the page's own language, then kicker,
headline, author, date, lead, often a permalink of p.dw.com, and pictures as two lines: alternative text, and
caption with the credit glued on ("… 2017Image: AP").
"""

from __future__ import annotations

from archive.documents import BlockKind, FieldValue, LayerText, ParsedArticle, StatedDate
from archive.parsing.date_lines import DateLine, state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.dw_body import label_text, read_signature
from archive.parsing.dw_dates import is_relative, read_day_line
from archive.parsing.dw_furniture import is_button
from archive.parsing.dw_head import find_date, find_headline, find_joined, is_english
from archive.parsing.dw_lines import draft_of, ends_sentence
from archive.parsing.dw_people import read_authors
from archive.parsing.dw_signature import PERMALINK, RELAUNCH, RELAUNCH_TITLE, bears, skip_links
from archive.parsing.people import is_name
from archive.parsing.text import Draft, weight

NAME = "dw_relaunch"
VERSION = "2"
PUBLISHER = "Deutsche Welle"


def recognises(layer: LayerText) -> bool:
    """Numbered skip links the last of which names the house, its page title, or its bare permalink."""
    return bears(layer, RELAUNCH)


def parse(layer: LayerText) -> ParsedArticle:
    draft = draft_of(layer)
    lines = draft.lines
    fields: dict[str, FieldValue] = {}
    titled = _read_page_title(draft, fields)
    skip = skip_links(lines)
    top = 0 if skip is None else skip[1]
    while top < len(lines) and draft.kinds[top] is not None:
        top += 1
    dated = find_date(draft, top, f"{NAME}.date/{VERSION}")
    joined = None if dated else find_joined(draft, top, f"{NAME}.date/{VERSION}")
    dated = dated or joined
    headline = find_headline(draft, top, dated[0] if dated else None, fields)
    first = headline + 1 if headline >= 0 else top
    if headline >= 0:
        draft.kinds[headline] = BlockKind.HEADLINE
        fields["title"] = draft.field(headline, f"{NAME}.headline/{VERSION}")
        _read_kicker(draft, top, headline, dated[0] if dated else -1, fields)
    authors: list[FieldValue] = []
    updated = dated[1].updated if dated else None
    if dated:
        index, line = dated
        draft.kinds[index] = BlockKind.DATELINE
        draft.warnings.extend(line.warnings)
        if index > headline >= 0:
            authors = _read_byline(draft, headline + 1, index, fields)
        if joined:
            authors += _read_joined(draft, index, line, fields)
        first = max(first, index + 1)
        first, updated = _read_update(draft, first, updated)
    elif headline >= 0:
        first, authors = _read_undated(draft, first, fields)
    if headline >= 0 or dated:
        first = _read_lead(draft, first, fields)
    label_text(draft, first, len(lines), classic=False)
    authors = authors or read_signature(draft, first, fields, NAME, VERSION)
    fields["publisher"] = FieldValue(PUBLISHER, f"{NAME}.publisher/{VERSION}")
    published = dated[1].published if dated else None
    return draft.finish(
        NAME,
        VERSION,
        fields=fields,
        published=published or titled,
        updated=updated,
        authors=authors,
    )


def _read_page_title(draft: Draft, fields: dict[str, FieldValue]) -> StatedDate | None:
    """Headline and day from "Headline – DW – 30.01.2024", where a capture has it."""
    for index, line in enumerate(draft.lines[:4]):
        title = RELAUNCH_TITLE.search(line.text, max(0, len(line.text) - 60))
        if not title:
            continue
        draft.kinds[index] = BlockKind.PAGE_TITLE
        end = line.start + title.start()
        if title.start() > 0:
            fields["title"] = draft.value(line.start, end, f"{NAME}.page_title/{VERSION}")
        rule = f"{NAME}.date/{VERSION}"
        begin = line.start + title.start(1)
        text = draft.layer.text
        order = Order.MONTH_FIRST if "/" in title[1] and is_english(text) else Order.DAY_FIRST
        dates, _ = find_dates(text, begin, line.end, order=order)
        if dates:
            return state_date(text, dates[0], dates[0].start, dates[0].end, rule)
        read = read_day_line(text, begin, line.end, rule=rule, english=order is Order.MONTH_FIRST)
        return read.published if read is not None else None
    return None


def _read_joined(draft: Draft, index: int, read: DateLine, fields: dict[str, FieldValue]) -> list[FieldValue]:
    """The authors before the day on its own line, which is cut in two."""
    line = draft.lines[index]
    if read.published is None or "byline" in fields:
        return []
    text = draft.layer.text
    end = line.start + len(text[line.start : read.published.start].rstrip(" |,·\xa0"))
    spans = read_authors(text, line.start, end) if end > line.start else []
    if not spans:
        return []
    draft.cuts[index] = [
        (BlockKind.BYLINE, line.start, end),
        (BlockKind.DATELINE, read.published.start, line.end),
    ]
    fields["byline"] = draft.value(line.start, end, f"{NAME}.byline/{VERSION}")
    return [draft.value(start, finish, f"{NAME}.author/{VERSION}") for start, finish in spans]


def _read_kicker(draft: Draft, top: int, headline: int, dated: int, fields: dict[str, FieldValue]) -> None:
    """A short line right above the headline, or two where only skip links and buttons stand over them."""
    first = headline
    for above in (headline - 1, headline - 2):
        if above < top or above == dated or not _may_be_kicker(draft, above):
            break
        if above < headline - 1 and above > top and not is_button(draft.lines[above - 1].text):
            break
        first = above
    if first < headline:
        draft.mark(BlockKind.KICKER, first, headline)
        fields["kicker"] = draft.value(
            draft.lines[first].words, draft.lines[headline - 1].end, f"{NAME}.kicker/{VERSION}"
        )


def _may_be_kicker(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    if draft.kinds[index] is not None or line.bullet or weight(line.text) > 60:
        return False
    return not is_button(line.text) and not ends_sentence(line.text) and not PERMALINK.search(line.text)


def _read_byline(draft: Draft, first: int, dated: int, fields: dict[str, FieldValue]) -> list[FieldValue]:
    """The lines between headline and date are those who wrote it, agencies included."""
    authors: list[FieldValue] = []
    places: list[int] = []
    text = draft.layer.text
    for index in range(first, dated):
        line = draft.lines[index]
        if draft.kinds[index] is not None or len(line.text) > 160 or is_button(line.text):
            continue
        if weight(line.text) > 100 or (ends_sentence(line.text) and weight(line.text) > 50):
            continue  # a lead above the date, as live pages have it
        draft.kinds[index] = BlockKind.BYLINE
        places.append(index)
        for start, end in read_authors(text, line.start, line.end):
            value = draft.value(start, end, f"{NAME}.author/{VERSION}")
            if all(value.value != author.value for author in authors):
                authors.append(value)
    if places:
        fields["byline"] = draft.value(
            draft.lines[places[0]].start, draft.lines[places[-1]].end, f"{NAME}.byline/{VERSION}"
        )
    return authors


def _read_update(draft: Draft, first: int, updated: StatedDate | None) -> tuple[int, StatedDate | None]:
    """The day of an update on a line of its own beneath the day of publication. The line after it."""
    if first < len(draft.lines) and draft.kinds[first] is None:
        line = draft.lines[first]
        read = read_day_line(
            draft.layer.text,
            line.start,
            line.end,
            rule=f"{NAME}.date/{VERSION}",
            english=is_english(draft.layer.text),
        )
        if read is not None:
            draft.kinds[first] = BlockKind.DATELINE
            return first + 1, updated or read.updated
    return first, updated


def _read_undated(draft: Draft, first: int, fields: dict[str, FieldValue]) -> tuple[int, list[FieldValue]]:
    """Authors and a time such as "vor 3 Stunden" where no day is printed. The line after them."""
    last = first
    until = first
    while last < min(len(draft.lines), first + 4):
        text = draft.lines[last].text
        if is_relative(text):
            draft.kinds[last] = BlockKind.DATELINE
            return last + 1, _read_byline(draft, first, last, fields)
        if is_name(text) and text != text.lower():
            until = last + 1
        elif weight(text) > 60 or ends_sentence(text):
            break
        last += 1
    return until, _read_byline(draft, first, until, fields)


def _read_lead(draft: Draft, first: int, fields: dict[str, FieldValue]) -> int:
    """The first paragraph after the date, before the permalink. The line after both."""
    lines = draft.lines
    index = first
    while index < min(len(lines), first + 8):
        line = lines[index]
        if draft.kinds[index] is not None:
            pass
        elif PERMALINK.fullmatch(line.text[:200]):
            draft.kinds[index] = BlockKind.BOILERPLATE
            fields["url"] = draft.field(index, f"{NAME}.permalink/{VERSION}")
        elif is_button(line.text):
            draft.kinds[index] = BlockKind.BOILERPLATE
        elif "lead" not in fields and 40 <= weight(line.text) <= 900 and _is_lead(draft, index):
            draft.kinds[index] = BlockKind.LEAD
            fields["lead"] = draft.field(index, f"{NAME}.lead/{VERSION}")
        else:
            break
        index += 1
    return index


def _is_lead(draft: Draft, index: int) -> bool:
    """Not a picture's two lines, and not the only paragraph there is."""
    line = draft.lines[index]
    after = draft.lines[index + 1] if index + 1 < len(draft.lines) else None
    if line.bullet or after is None or (after.gap == 0 and not ends_sentence(line.text)):
        return False
    return ends_sentence(line.text) or weight(line.text) >= 60
