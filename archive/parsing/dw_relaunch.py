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
from archive.parsing.dw_lines import draft_of, ends_sentence
from archive.parsing.dw_people import read_authors
from archive.parsing.dw_signature import PERMALINK, RELAUNCH, RELAUNCH_TITLE, bears, skip_links
from archive.parsing.people import is_desk, is_name
from archive.parsing.text import Draft, folded, weight

NAME = "dw_relaunch"
VERSION = "2"
PUBLISHER = "Deutsche Welle"

#: Kicker, headline and up to four lines of authors stand above the date; more lines are menus.
_HEAD = 7


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
    dated = _find_date(draft, top)
    headline = _find_headline(draft, top, dated[0] if dated else None, fields)
    first = headline + 1 if headline >= 0 else top
    if headline >= 0:
        draft.kinds[headline] = BlockKind.HEADLINE
        fields["title"] = draft.field(headline, f"{NAME}.headline/{VERSION}")
        _read_kicker(draft, top, headline, dated[0] if dated else -1, fields)
    authors: list[FieldValue] = []
    if dated:
        index, line = dated
        draft.kinds[index] = BlockKind.DATELINE
        draft.warnings.extend(line.warnings)
        if index > headline >= 0:
            authors = _read_byline(draft, headline + 1, index, fields)
        first = max(first, index + 1)
    elif headline >= 0:
        first, authors = _read_undated(draft, first, fields)
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
        updated=dated[1].updated if dated else None,
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
        order = Order.MONTH_FIRST if "/" in title[1] and _is_english(text) else Order.DAY_FIRST
        dates, _ = find_dates(text, begin, line.end, order=order)
        if dates:
            return state_date(text, dates[0], dates[0].start, dates[0].end, rule)
        read = read_day_line(text, begin, line.end, rule=rule, english=order is Order.MONTH_FIRST)
        return read.published if read is not None else None
    return None


def _find_date(draft: Draft, top: int) -> tuple[int, DateLine] | None:
    """The first line that is a date, before the text has begun."""
    long_lines = 0
    english = _is_english(draft.layer.text)
    for index in range(top, min(len(draft.lines), top + 60)):
        line = draft.lines[index]
        if line.bullet or draft.kinds[index] is not None:
            continue
        read = read_day_line(
            draft.layer.text, line.start, line.end, rule=f"{NAME}.date/{VERSION}", english=english
        )
        if read is not None:
            return index, read
        long_lines += weight(line.text) >= 300
        if long_lines > 1:
            return None
    return None


def _is_english(text: str) -> bool:
    """Numbers with slashes are month first on English pages only."""
    return text.count(" the ") + text.count(" and ") > len(text) // 400


def _find_headline(draft: Draft, top: int, dated: int | None, fields: dict[str, FieldValue]) -> int:
    """The line that the page title names, or that stands above author and date. -1: none."""
    lines = draft.lines
    wanted = folded(fields["title"].value) if "title" in fields else ""
    if wanted:
        for index in range(top, len(lines)):
            if len(lines[index].text) <= 400 and folded(lines[index].text) == wanted:
                return index
    if dated is not None:
        above = [i for i in range(max(top, dated - _HEAD), dated) if _may_be_head(draft, i)]
        if above:
            return _of_stanzas(draft, above, dated)
        for index in range(dated + 1, min(len(lines), dated + 4)):
            if _may_be_head(draft, index) and 12 <= weight(lines[index].text) <= 250:
                return index  # the date stands above the headline
        return -1
    for index in range(top, min(len(lines), top + 15)):
        text = lines[index].text
        if 12 <= weight(text) <= 250 and _may_be_head(draft, index):
            return index
    return -1


def _may_be_head(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    return (
        draft.kinds[index] is None
        and not line.bullet
        and not is_button(line.text)
        and line.text[0] not in "[("
    )


def _of_stanzas(draft: Draft, above: list[int], dated: int) -> int:
    """Which of the lines above a date is the headline.

    Author and date stand close together, the headline apart above them, as in the seeds; where blank lines
    say nothing it is the heaviest line that is no name.
    """
    lines = draft.lines
    start = dated
    while start > above[0] and lines[start].gap == 0:
        start -= 1
    if (
        start in above
        and start > above[0]
        and start < dated
        and lines[start].gap
        and _apart(draft, above, start)
    ):
        return above[above.index(start) - 1]
    return max(above, key=lambda index: (_weight_as_headline(draft, index), -index))


def _apart(draft: Draft, above: list[int], start: int) -> bool:
    """Whether the line over a stanza of authors can be the headline: it is no name itself."""
    line = draft.lines[above[above.index(start) - 1]]
    return weight(line.text) >= 10 or not is_name(draft.lines[start].text)


def _weight_as_headline(draft: Draft, index: int) -> int:
    text = draft.lines[index].text
    heavy = min(weight(text), 250)
    if weight(text) > 300 or (ends_sentence(text.rstrip("?!؟？")) and weight(text) > 140):
        return 0  # a lead above the date, as live pages have it
    cased = text != text.lower()
    several = "|" in text and len(read_authors(text, 0, len(text))) > 1
    if several or is_desk(text) or (cased and is_name(text)) or _names_agencies(text):
        heavy //= 4
    return heavy


def _names_agencies(text: str) -> bool:
    """Whether a line ends in the sources of a byline: "Jane Doe (with AFP, Reuters)"."""
    return text[-1] in ")）" and weight(text) <= 120 and bool(read_authors(text, 0, len(text)))


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
