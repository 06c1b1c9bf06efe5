"""The head of Deutsche Welle's newer pages in a text capture: which lines are headline and date.

Above the text stand kicker, headline, authors and date, close together or apart as the tool that captured the
page would have it.
"""

from __future__ import annotations

from functools import lru_cache

from archive.documents import FieldValue
from archive.parsing.date_lines import DateLine
from archive.parsing.dates import Order, find_dates
from archive.parsing.dw_dates import read_day_line
from archive.parsing.dw_furniture import is_button
from archive.parsing.dw_lines import ends_sentence
from archive.parsing.dw_people import read_authors
from archive.parsing.people import is_desk, is_name
from archive.parsing.text import Draft, folded, weight

#: Kicker, headline and up to four lines of authors stand above the date; more lines are menus.
_HEAD = 7


def find_date(draft: Draft, top: int, rule: str) -> tuple[int, DateLine] | None:
    """The first line that is a date, before the text has begun."""
    long_lines = 0
    english = is_english(draft.layer.text)
    for index in range(top, min(len(draft.lines), top + 60)):
        line = draft.lines[index]
        if line.bullet or draft.kinds[index] is not None:
            continue
        read = read_day_line(draft.layer.text, line.start, line.end, rule=rule, english=english)
        if read is not None:
            return index, read
        long_lines += weight(line.text) >= 300
        if long_lines > 1:
            return None
    return None


def find_joined(draft: Draft, top: int, rule: str) -> tuple[int, DateLine] | None:
    """Author and day on one line, as some tools set them: "Jennifer Pahlke 30. Januar 2024"."""
    text = draft.layer.text
    for index in range(top, min(len(draft.lines), top + 12)):
        line = draft.lines[index]
        if line.bullet or draft.kinds[index] is not None or len(line.text) > 120:
            continue
        if ends_sentence(line.text) or not line.text[-5:].strip("."):
            continue
        dates, _ = find_dates(text, line.start, line.end, order=Order.DAY_FIRST)
        if not dates or not read_authors(text, line.start, dates[0].start):
            continue
        read = read_day_line(text, dates[0].start, line.end, rule=rule, english=is_english(text))
        if read is not None and read.published is not None:
            return index, read
    return None


@lru_cache(maxsize=4)
def is_english(text: str) -> bool:
    """Numbers with slashes are month first on English pages only."""
    return text.count(" the ") + text.count(" and ") > len(text) // 400


def find_headline(  # noqa: PLR0911 - each line is a reason of its own
    draft: Draft, top: int, dated: int | None, fields: dict[str, FieldValue]
) -> int:
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
        if weight(text) >= 120 and ends_sentence(text):
            return -1  # a capture that begins within the text
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
