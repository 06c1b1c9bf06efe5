"""The running text between headline and end: paragraphs, subheadings, lists, and what interrupts them.

Shared by all readers. It looks at a line's shape and its neighbours first, at words only where shape leaves a
question, so that it holds for languages nobody has tried yet.
"""

from __future__ import annotations

import re

from archive.documents import BlockKind
from archive.parsing import furniture
from archive.parsing.buttons import begins_skipped, ends_skipped, is_button, is_reading_time
from archive.parsing.date_lines import says_when
from archive.parsing.images import find_images
from archive.parsing.links import SIGN_OFF, find_links, only_teasers
from archive.parsing.quotes import find_pull_quotes
from archive.parsing.sources import is_signed
from archive.parsing.text import GLANCE, PARAGRAPH, Draft, Line, ends_sentence, is_prose, numbered, weight

#: Beyond this no line is a subheading.
_SUBHEADING = 130

#: "DW: Professor, did the reform fail?": with speakers named, questions are part of the talk, not headings.
_INTERVIEWER = re.compile(r"[^\W\d_a-zäöü][^:?!.,]{1,30}:\s[^?]{5,300}\?$")


def label_body(draft: Draft, first: int, last: int, *, any_source: bool = False) -> int:
    """Label all lines from `first` up to `last` that have no kind and no cuts yet; where the text ends.

    Lines from the returned one on are furniture and stay without a kind.
    """
    draft.name_cut(first, last)
    mark_furniture(draft, first, last)
    end = _find_end(draft, first, last)
    find_images(draft, first, end, any_source=any_source)
    find_links(draft, first, end)
    _find_lists(draft, first, end)
    find_pull_quotes(draft, first, end)
    _label_text(draft, first, end)
    return _trim_tail(draft, first, end)


def mark_furniture(draft: Draft, first: int, last: int) -> None:
    """Buttons, advertising, addresses: before pictures are looked for, so that none becomes a caption."""
    skipping = 0
    for index in range(first, last):
        line = draft.lines[index]
        if index < skipping:
            draft.mark(BlockKind.BOILERPLATE, index)
        if draft.kinds[index] is not None or line.end - line.start > 320:
            continue
        length = line.end - line.start
        if length <= 100 and begins_skipped(line.text):
            draft.kinds[index] = BlockKind.BOILERPLATE
            skipping = _skipped(draft, index, last)
        elif length > 90:
            if furniture.is_interruption(line.body):
                draft.kinds[index] = BlockKind.BOILERPLATE
        elif furniture.is_video(line.text):
            continue
        elif length <= 40 and says_when(line.text):
            draft.kinds[index] = BlockKind.METADATA  # "Posted at 14:02" in a live blog
        elif (
            furniture.is_interruption(line.body)
            or is_reading_time(line.body)
            or (is_button(line.body) and not furniture.is_ending(line.text))
        ):
            draft.kinds[index] = BlockKind.BOILERPLATE


def _skipped(draft: Draft, index: int, last: int) -> int:
    """The line behind what "skip past …" offers to skip; the next one where its end is not said."""
    for after in range(index + 1, min(last, index + 16)):
        if ends_skipped(draft.lines[after].text):
            return after + 1
    return index + 1


def _find_end(draft: Draft, first: int, last: int) -> int:
    """The first line that ends the text, once some of it has been seen.

    A sign-off ("ABC (xyz)") ends it too, where hardly any text comes after: live blogs sign every entry.
    """
    lines = draft.lines
    prose = 0
    signed: tuple[int, int] | None = None
    end = last
    for index in range(first, last):
        line = draft.lines[index]
        if draft.kinds[index] is not None:
            if prose >= 3 and furniture.announces_others(line.text) and only_teasers(draft, index + 1, last):
                end = index
                break
            continue
        if line.end - line.start <= 200 and prose:
            if furniture.is_ending(line.text):
                behind = _resumes(draft, index, last)
                if behind:
                    draft.mark(BlockKind.BOILERPLATE, index, behind)
                    continue
                end = index
                break
            if (len(line.text) <= 60 or "diting by" in line.text) and SIGN_OFF.fullmatch(line.text):
                signed = (index, prose)
                continue
        prose += is_prose(line)
        if line.text[-1] in ")）" and is_signed(line.text):  # "… zu. (APA, red, 22.6.2023)"
            signed = (index, prose)
    if signed is not None and prose - signed[1] <= 1 < prose:
        if SIGN_OFF.fullmatch(lines[signed[0]].text[:GLANCE]):
            draft.kinds[signed[0]] = BlockKind.METADATA
        return signed[0] + 1
    return end


def _resumes(draft: Draft, index: int, last: int) -> int:
    """Where the text goes on behind a box of other stories' titles that stands within it; 0 where not.

    "Most popular", "1. …", "2. …", "3. …", and two paragraphs that stand alone.
    """
    lines = draft.lines
    place = index + 1
    while place < min(last, index + 8) and (place == index + 1 or lines[place].gap == 0):
        if weight(lines[place].text) > 120 or ends_sentence(lines[place].text):
            return 0
        place += 1
    if place - index < 3 or any(weight(line.text) < 15 for line in lines[index + 1 : place]):
        return 0
    following = lines[place : min(last, place + 2)]
    goes_on = len(following) == 2 and all(
        line.gap > 0
        and is_prose(line)
        and weight(line.text) >= 120
        and not furniture.is_request(line.text[:GLANCE])
        for line in following
    )
    return place if goes_on else 0


def _find_lists(draft: Draft, first: int, last: int) -> None:
    """Runs of bullets: a list of the text where its items say something, else a menu."""
    index = first
    while index < last:
        run = index
        while run < last and draft.lines[run].bullet and draft.kinds[run] is None:
            run += 1
        if run == index and draft.kinds[index] is None and draft.lines[index].text[0].isdecimal():
            count = numbered(draft.lines, index)
            run = min(last, index + count) if count > 1 else index
        if run > index:
            items = draft.lines[index:run]
            heavy = sum(weight(item.text) for item in items) / len(items)
            if _is_dialogue(items):
                index = run
                continue
            told = index > first and (
                draft.lines[index - 1].text[-1] in ":："
                or furniture.announces_points(draft.lines[index - 1].text)
            )
            said = heavy >= 45 or told or (heavy >= 25 and any(ends_sentence(item.text) for item in items))
            draft.mark(BlockKind.LIST_ITEM if said else BlockKind.BOILERPLATE, index, run)
        index = max(run, index + 1)


def _is_dialogue(items: list[Line]) -> bool:
    """Speech behind a dash, in Polish, Spanish, Russian: "- Nie podniesiemy podatków - zapewnił minister"."""
    if any(item.text[0] not in "-*" for item in items):
        return False
    return len(items) == 1 or any(" - " in item.body or " – " in item.body for item in items)


def _label_text(draft: Draft, first: int, last: int) -> None:
    lines, kinds = draft.lines, draft.kinds
    gaps = sum(lines[index].gap > 0 for index in range(first, last))
    dense = gaps < 0.2 * (last - first)  # no blank lines at all: none of them says anything
    interview = any(_INTERVIEWER.match(lines[index].text[:GLANCE]) for index in range(first, last))
    for index in range(first, last):
        if kinds[index] is not None:
            continue
        line = lines[index]
        heavy = len(line.text) if len(line.text) >= PARAGRAPH else weight(line.text)
        if heavy >= PARAGRAPH:
            kinds[index] = BlockKind.PARAGRAPH
        elif ends_sentence(line.text) and (interview or not _asks(draft, index, last, dense)):
            # "But the tide turned." is a paragraph; "Go!" and "1." hardly.
            kinds[index] = BlockKind.PARAGRAPH if heavy >= 12 or interview else BlockKind.BOILERPLATE
        elif line.text[-1] in ":：,;，、" and heavy >= 25:
            kinds[index] = BlockKind.PARAGRAPH
        elif heavy <= _SUBHEADING and _leads_on(draft, index, last):
            kinds[index] = BlockKind.SUBHEADING
        else:
            kinds[index] = BlockKind.PARAGRAPH if heavy > 90 else BlockKind.BOILERPLATE


def _asks(draft: Draft, index: int, last: int, dense: bool) -> bool:
    """A short question or exclamation that stands alone before text is a subheading."""
    line = draft.lines[index]
    return (
        line.text[-1] in "?!？！؟"
        and weight(line.text) <= 90
        and (dense or _alone(draft, index))
        and _leads_on(draft, index, last)
    )


def _alone(draft: Draft, index: int) -> bool:
    after = draft.lines[index + 1] if index + 1 < len(draft.lines) else None
    return draft.lines[index].gap > 0 and (after is None or after.gap > 0)


def _leads_on(draft: Draft, index: int, last: int) -> bool:
    """Whether text follows: a subheading introduces something."""
    for after in range(index + 1, min(last, index + 7)):
        kind = draft.kinds[after]
        line = draft.lines[after]
        if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE):
            return True
        if kind is None and (
            is_prose(line) or (ends_sentence(line.text[-GLANCE:]) and weight(line.text) >= 25)
        ):
            return True
        if kind is None and after > index + 1:
            return False
    return False


def _trim_tail(draft: Draft, first: int, end: int) -> int:
    """Take back short lines at the end: a subheading ends no article."""
    last = end
    while last > first and draft.kinds[last - 1] in (BlockKind.SUBHEADING, BlockKind.BOILERPLATE, None):
        if draft.kinds[last - 1] is not BlockKind.BOILERPLATE:
            draft.kinds[last - 1] = None
        last -= 1
    return _without_box(draft, first, last)


def _without_box(draft: Draft, first: int, last: int) -> int:
    """Take back a box at the end: a heading or question with short lines glued to it.

    Only in a text of blank lines.

    "Meer nieuws uit Oudewaal?" over a form; "New Tides Favorites" over teasers of a sentence each.
    """
    lines, kinds = draft.lines, draft.kinds
    start = last - 1
    while start > first and lines[start].gap == 0 and last - start < 10:
        start -= 1
    if start <= first + 2 or lines[start].gap == 0 or kinds[start - 1] is not BlockKind.PARAGRAPH:
        return last
    stop = last
    while stop < len(lines) and lines[stop].gap == 0 and stop < last + 4:
        stop += 1
    opener, rest = lines[start], lines[start + 1 : last]
    opens = kinds[start] is BlockKind.SUBHEADING or (
        kinds[start] is BlockKind.PARAGRAPH and opener.text[-1] in "?:？：" and weight(opener.text) <= 70
    )
    if (
        not opens
        or stop - start < 2
        or any(kinds[place] is BlockKind.LIST_ITEM for place in range(start, last))
    ):
        return last
    above = range(first, start - 1)
    if any(kinds[place] is BlockKind.SUBHEADING and lines[place + 1].gap == 0 for place in above):
        return last  # this page glues its subheadings to their text
    if sum(lines[place].gap == 0 for place in range(first + 1, start)) > 0.3 * (start - first):
        return last
    longest = max((weight(line.text) for line in rest), default=0)
    if longest > 220 or (longest > 70 and stop == last):
        return last
    for place in range(start, last):
        kinds[place] = None
        draft.cuts.pop(place, None)
    return start
