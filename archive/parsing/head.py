"""What stands around a headline on a page whose design nobody knows: kicker, byline, date, lead."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.documents import BlockKind, ImageText, ReadingWarning, StatedDate
from archive.parsing import furniture
from archive.parsing.body import mark_furniture
from archive.parsing.buttons import is_button, is_reading_time
from archive.parsing.credits import split_label
from archive.parsing.date_lines import DateLine, read_date_line, read_dated_line, says_only_dates, says_when
from archive.parsing.dates import Order
from archive.parsing.images import find_images
from archive.parsing.people import byline_label
from archive.parsing.signed import (
    Head,
    mark_beside,
    read_labelled_bylines,
    read_name_and_date,
    read_names_behind_date,
    read_plain_byline,
)
from archive.parsing.sources import opens_report
from archive.parsing.text import Draft, ends_sentence, is_prose, weight

#: How far below the headline author, date and lead are looked for.
_DEPTH = 16
#: How far above it a date may stand.
_ABOVE = 6

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")


def read_head(draft: Draft, headline: int | None, *, reader: str, version: str) -> Head:
    """Label and read the lines around the headline."""
    first = 0 if headline is None else headline + 1
    head = Head(text_start=first, order=_order(draft))
    stop = _head_ends(draft, first)
    if headline is not None:
        for index in range(first, stop):
            if draft.lines[index].text == draft.lines[headline].text:  # some pages print it twice
                draft.kinds[index] = BlockKind.BOILERPLATE
    _mark_controls(draft, first, stop)
    _read_dates(draft, head, first, stop, f"{reader}.date/{version}")
    if headline is not None:
        _read_dates(draft, head, max(0, headline - _ABOVE), headline, f"{reader}.date_above/{version}")
    read_labelled_bylines(draft, head, first, stop, f"{reader}.byline/{version}")
    if headline is not None and not head.authors:
        read_labelled_bylines(draft, head, max(0, headline - 3), headline, f"{reader}.byline/{version}")
    mark_furniture(draft, first, stop)
    read_plain_byline(draft, head, first, stop, f"{reader}.byline_beside_date/{version}")
    find_images(draft, first, stop, longest=400)
    mark_beside(draft, head, first, stop, f"{reader}.desk/{version}")
    if headline is not None:
        if headline <= 4:  # a picture above the headline; higher up stand menus
            find_images(draft, 0, headline)
        _read_kicker(draft, head, headline, f"{reader}.kicker/{version}")
        _read_lead(draft, head, first, stop, f"{reader}.lead/{version}")
        _lead_taken_for_alt(draft, head, first, f"{reader}.lead/{version}")
        _read_short_first(draft, head, first, stop, f"{reader}.lead_by_length/{version}")
        _read_page_title(draft, head, headline, f"{reader}.date_in_page_title/{version}")
    return head


def _read_page_title(draft: Draft, head: Head, headline: int, rule: str) -> None:
    """A date at the end of the page title, where none stands elsewhere: "… | World | Paper | 05.07.2017"."""
    if head.published is not None:
        return
    for index in range(min(3, headline)):
        line = draft.lines[index]
        bar = line.text.rfind(" | ")
        if draft.kinds[index] is not BlockKind.PAGE_TITLE or bar < 0:
            continue
        read = read_date_line(draft.layer.text, line.start + bar + 3, line.end, rule=rule, order=head.order)
        if read is not None and read.published is not None:
            head.published = replace(read.published, reason=f"{read.published.reason}, page title")


def _order(draft: Draft) -> Order | None:
    """Numbers with slashes: day first outside English; in English as other numbers show, else open."""
    sample = draft.layer.text[:12000]
    english = sample.count(" the ") + sample.count(" and ") + sample.count(" of ")
    if english * 120 <= len(sample):
        return Order.DAY_FIRST
    shown = {
        Order.DAY_FIRST if int(first) > 12 else Order.MONTH_FIRST
        for first, second in _SLASHED.findall(sample)
        if (int(first) > 12) != (int(second) > 12)
    }
    return shown.pop() if len(shown) == 1 else None


def _head_ends(draft: Draft, first: int) -> int:
    """Behind the first paragraphs, at most some lines below the headline."""
    prose = 0
    last = min(len(draft.lines), first + _DEPTH)
    for index in range(first, last):
        if is_prose(draft.lines[index]):
            prose += 1
            if prose == 3:
                return index
    return last


def _mark_controls(draft: Draft, first: int, stop: int) -> None:
    """Share rows, reading times, counts of comments and times counted from today, before anything is read."""
    for index in range(first, stop):
        line = draft.lines[index]
        if draft.kinds[index] is not None or len(line.text) > 90:
            continue
        if says_when(line.text):
            draft.kinds[index] = BlockKind.METADATA
        elif (
            is_reading_time(line.text)
            or is_button(line.body)
            or furniture.is_comment_count(line.text)
            or furniture.is_request(line.text)
        ):
            draft.kinds[index] = BlockKind.BOILERPLATE


def _read_dates(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """Lines that are dates, up to the first long paragraphs; the first that says "published" counts."""
    prose = False
    for index in range(first, stop):
        line = draft.lines[index]
        prose = prose or is_prose(line)
        if line.bullet or draft.kinds[index] is not None or len(line.text) > 160:
            continue
        read = head.date_line(draft, index, rule)
        if read is not None and prose and _heads_section(head, read):
            continue
        if read is None:
            if says_only_dates(line.text):  # "Publié , mis à jour": the dates themselves are gone
                draft.kinds[index] = BlockKind.METADATA
                continue
            if head.published is None and not byline_label(line.text):
                read_name_and_date(draft, head, index, rule)
            if (
                draft.kinds[index] is not None
                or byline_label(line.text)
                or split_label(line.text)
                or (
                    read := read_dated_line(
                        draft.layer.text, line.start, line.end, rule=rule, order=head.order
                    )
                )
                is None
            ):
                continue
        draft.kinds[index] = BlockKind.DATELINE
        if read.published is not None:
            read_names_behind_date(draft, head, index, read.published.end, rule)
        _take_dates(draft, head, read)


def _heads_section(head: Head, read: DateLine) -> bool:
    """Whether a date below text and the article's date is a chronicle's heading: another day, no update."""
    stated, other = head.published, read.published
    return stated is not None and other is not None and read.updated is None and stated.day != other.day


def _read_kicker(draft: Draft, head: Head, headline: int, rule: str) -> None:
    above = headline - 1
    while above > 0 and not any(map(str.isalpha, draft.lines[above].text)):  # a colon or bar between the two
        above -= 1
    if above < 0 or draft.kinds[above] is not None:
        return
    line = draft.lines[above]
    plain = not line.bullet and not furniture.is_interruption(line.text) and not ends_sentence(line.text)
    # The last line of a menu is none: a kicker stands apart.
    before = draft.lines[above - 1]
    apart = above == 0 or line.gap > 0 or draft.kinds[above - 1] is not None or before.text[0].isdecimal()
    if apart and plain and 2 <= weight(line.text) <= 60 and not furniture.is_ending(line.text):
        draft.kinds[above] = BlockKind.KICKER
        head.fields["kicker"] = draft.field(above, rule)


def _take_dates(draft: Draft, head: Head, read: DateLine) -> None:
    """What a line of dates states beside those before it; an update stands in for a date only alone."""
    stated, other = head.published, read.published
    warnings = list(read.warnings)
    if stated is not None and _stands_in(other, read.updated):
        other = None
        warnings = [warning for warning in warnings if warning.code != "date-of-update"]
    elif other is not None and _stands_in(stated, head.updated):
        stated = None
        draft.warnings = [warning for warning in draft.warnings if warning.code != "date-of-update"]
    if stated is not None and other is not None and other.day != stated.day:
        warnings.append(
            ReadingWarning(
                "dates-contradict",
                f"The page states {stated.day} and, on another line, {other.day}; the first was taken.",
                other.start,
                other.end,
            )
        )
    draft.warnings.extend(warnings)
    head.published = stated or other
    head.updated = head.updated or read.updated


def _stands_in(published: StatedDate | None, updated: StatedDate | None) -> bool:
    """Whether a date of publication is that of an update, for want of another."""
    return published is not None and updated is not None and published.start == updated.start


def _read_lead(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """A lead stands between headline and byline, or what is no paragraph sets it off from the text."""
    kinds = draft.kinds
    for index in range(first, stop):
        if kinds[index] is not None:
            continue
        line = draft.lines[index]
        heavy = weight(line.text)
        if line.bullet or heavy > 900 or furniture.related_label(line.text):
            return
        sentence = ends_sentence(line.text)
        if heavy < (30 if sentence else 40):
            continue
        set_off = index + 1 < stop and kinds[index + 1] is not None
        if (
            _signed_below(draft, index, stop)
            or (set_off and (sentence or index == first))
            or (index == first and not sentence and (line.gap > 0 or heavy >= 60))
        ):
            last = index if sentence else _lead_goes_on(draft, index, stop)
            draft.mark(BlockKind.LEAD, index, last + 1)
            head.fields["lead"] = draft.value(line.words, draft.lines[last].end, rule)
            return
        if sentence:
            return


def _lead_goes_on(draft: Draft, index: int, stop: int) -> int:
    """The last of several lines under a headline, none a whole sentence, glued together above a byline."""
    last = index
    while last + 1 < min(stop, index + 5):
        line = draft.lines[last + 1]
        if draft.kinds[last + 1] is not None or line.gap or line.bullet or weight(line.text) < 30:
            break
        last += 1
    signed = last + 1 < stop and draft.kinds[last + 1] in (BlockKind.BYLINE, BlockKind.DATELINE)
    plain = all(not ends_sentence(line.text) for line in draft.lines[index : last + 1])
    return last if signed and plain else index


def _read_short_first(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """The first paragraph, where nothing but its length says that it is a lead."""
    if "lead" in head.fields:
        return
    for index in range(first, stop):
        line = draft.lines[index]
        if draft.kinds[index] is None and (is_prose(line) or weight(line.text) > 60):
            if (
                not line.bullet
                and ends_sentence(line.text)
                and (_sums_up(draft, index, first) or _hangs_on(draft, index))
            ):
                draft.kinds[index] = BlockKind.LEAD
                head.fields["lead"] = draft.field(index, rule)
            return


def _hangs_on(draft: Draft, index: int) -> bool:
    """Whether a line is glued to the head above it, while blank lines part the paragraphs below."""
    lines = draft.lines
    if index == 0 or lines[index].gap or not 60 <= weight(lines[index].text) <= 450:
        return False
    if draft.kinds[index - 1] is None or opens_report(lines[index].text):
        return False
    following = [line.gap > 0 for line in lines[index + 1 : index + 5] if is_prose(line)]
    return len(following) >= 2 and all(following)


def _sums_up(draft: Draft, index: int, first: int) -> bool:
    """Whether the first paragraph below a date or byline is so much shorter than the next that it is a lead.

    Agencies write paragraphs of one length, a place before the first; papers that print a lead
    write longer ones.
    """
    line = draft.lines[index]
    credited = index == first or any(
        draft.kinds[above] in (BlockKind.BYLINE, BlockKind.DATELINE) for above in range(first, index)
    )
    if (
        not credited
        or not 60 <= weight(line.text) <= 320
        or line.text[0] in '"“„«'
        or opens_report(line.text)
    ):
        return False
    following = [
        len(other.text)
        for place, other in enumerate(draft.lines[index + 1 : index + 7], index + 1)
        if draft.kinds[place] is None and is_prose(other)
    ][:3]
    return len(following) == 3 and sum(following) > 3 * 1.7 * len(line.text)


def _signed_below(draft: Draft, index: int, stop: int) -> bool:
    """Whether date or byline come after a line and before the text does."""
    prose = 0
    for later in range(index + 1, min(stop, index + 9)):
        if draft.kinds[later] in (BlockKind.BYLINE, BlockKind.DATELINE):
            return True
        prose += draft.kinds[later] is None and is_prose(draft.lines[later])
        if prose > 1:
            return False
    return False


def _lead_taken_for_alt(draft: Draft, head: Head, first: int, rule: str) -> None:
    """Three lines under the headline, "lead / caption / credit": no word of the first is in the second."""
    if "lead" in head.fields or not draft.images or first >= len(draft.lines):
        return
    while first < len(draft.lines) - 1 and draft.kinds[first] in (
        BlockKind.BYLINE,
        BlockKind.DATELINE,
        BlockKind.METADATA,
        BlockKind.BOILERPLATE,
    ):
        first += 1
    line = draft.lines[first]
    for place, image in enumerate(draft.images[:2]):
        if image.alt is None or image.text is None or image.alt.start != line.words or weight(line.text) < 40:
            continue
        words = {word for word in image.alt.of(draft.layer.text).casefold().split() if len(word) > 4}
        if words & set(image.text.of(draft.layer.text).casefold().split()):
            return
        draft.images[place] = ImageText(image.text, image.credit)
        draft.kinds[first] = BlockKind.LEAD
        draft.cuts.pop(first, None)
        head.fields["lead"] = draft.field(first, rule)
        return
