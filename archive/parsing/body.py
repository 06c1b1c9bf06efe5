"""The running text between headline and end: paragraphs, subheadings, lists, and what interrupts them.

Shared by all readers. It looks at a line's shape and its neighbours first, at words only where shape leaves a
question, so that it holds for languages nobody has tried yet.
"""

from __future__ import annotations

import re

from archive.documents import BlockKind, Span
from archive.parsing import furniture
from archive.parsing.images import find_images
from archive.parsing.people import is_name
from archive.parsing.text import GLANCE, Draft, Line, ends_sentence, numbered, weight

#: A line this heavy is a paragraph, whatever it ends with.
_PARAGRAPH = 220
#: Beyond this no line is a subheading.
_SUBHEADING = 130
#: More lines than this are not looked for elsewhere in the text: each look reads all of it.
_MOST_QUOTES = 60
#: Initials of those who wrote and edited, with their sources: "cwo/fab (dpa, afp)", "MDR (dst)".
_SIGN_OFF = re.compile(
    r"(?:[a-zäöü]{1,4}(?:/[a-zäöüA-Z]{1,8}){1,5}|[A-Za-z]{2,5}/[a-z]{1,4}"
    r"|[a-z]{2,4})?\s?\((?:[A-Za-zäöüß.-]{2,20}(?:,\s?|/|\s)?){1,8}\)"
    r"|(?:edited|adapted|translated|compiled) by:? .{3,50}|(?:redaktion|redigiert von|adaptation"
    r"|editado por|редактор):? .{3,50}"
    r"|[a-zäöü]{1,4}(?:[/,][a-zäöüA-Z]{1,8}){1,6}|[A-Z]{2,5}/[A-Z]{2,5}(?:/[A-Z]{2,5})?"
    r"|[A-Z]{2,6}\s\([a-z]{2,4}\)"
)

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
    _find_links(draft, first, end)
    _find_lists(draft, first, end)
    _find_pull_quotes(draft, first, end)
    _label_text(draft, first, end)
    return _trim_tail(draft, first, end)


def is_prose(line: Line) -> bool:
    """Whether a line reads as text of an article: long, or a whole sentence of some length."""
    heavy = weight(line.text)
    return heavy >= _PARAGRAPH or (heavy >= 60 and ends_sentence(line.text) and not line.bullet)


def mark_furniture(draft: Draft, first: int, last: int) -> None:
    """Buttons, advertising, addresses: before pictures are looked for, so that none becomes a caption."""
    for index in range(first, last):
        line = draft.lines[index]
        if draft.kinds[index] is not None or line.end - line.start > 320:
            continue
        if furniture.is_interruption(line.body) and not furniture.is_video(line.text):
            draft.kinds[index] = BlockKind.BOILERPLATE


def _find_end(draft: Draft, first: int, last: int) -> int:
    """The first line that ends the text, once some of it has been seen.

    A sign-off ("ABC (xyz)") ends it too, where hardly any text comes after: live blogs sign every entry.
    """
    prose = 0
    signed: tuple[int, int] | None = None
    end = last
    for index in range(first, last):
        if draft.kinds[index] is not None:
            continue
        line = draft.lines[index]
        if line.end - line.start <= 200 and prose:
            if furniture.is_ending(line.text):
                end = index
                break
            if len(line.text) <= 60 and _SIGN_OFF.fullmatch(line.text):
                signed = (index, prose)
                continue
        prose += is_prose(line)
    if signed is not None and prose - signed[1] <= 1 < prose:
        draft.kinds[signed[0]] = BlockKind.METADATA
        return signed[0] + 1
    return end


def _find_links(draft: Draft, first: int, last: int) -> None:
    """Related links, films, and furniture within the text."""
    lines, kinds = draft.lines, draft.kinds
    hints = (
        furniture.request_hints(draft.layer.text[lines[first].start : lines[last - 1].end])
        if last > first
        else ()
    )
    for index in range(first, last):
        if kinds[index] is not None:
            continue
        line = lines[index]
        text = line.text
        length = len(text)
        if length <= 320:
            if length <= 60 and furniture.is_video(text):
                _mark_video(draft, index, first, last)
                continue
            if _is_related_title(draft, index, first):
                kinds[index] = BlockKind.RELATED_LINK
                draft.related.append(Span(line.words, line.end))
                continue
            link = furniture.related_label(line.body)
            if link is not None:
                kinds[index] = BlockKind.RELATED_LINK
                draft.related.append(Span(line.words + link, line.end))
                continue
            if length <= 60 and _SIGN_OFF.fullmatch(text):
                kinds[index] = BlockKind.METADATA
                continue
        if hints and length <= 1200 and furniture.is_request(text, hints):
            kinds[index] = BlockKind.BOILERPLATE


def _is_related_title(draft: Draft, index: int, first: int) -> bool:
    """The title of another story beneath "Lesen Sie auch": it looks like a subheading."""
    line = draft.lines[index]
    if index == first or ends_sentence(line.text) or not 20 <= weight(line.text) <= 140:
        return False
    return furniture.is_related_heading(draft.lines[index - 1].body)


def _mark_video(draft: Draft, index: int, first: int, last: int) -> None:
    """A film's label, its title on the next line, and the same title before it where the page repeats it."""
    lines, kinds = draft.lines, draft.kinds
    kinds[index] = BlockKind.VIDEO_TEASER
    after = index + 1
    while after < min(last, index + 4) and (
        kinds[after] is BlockKind.BOILERPLATE
        or (kinds[after] is None and furniture.is_video(lines[after].text))
    ):  # "Share", "Now live", "02:17 mins."
        if kinds[after] is None:
            kinds[after] = BlockKind.VIDEO_TEASER
        after += 1
    if after >= last or kinds[after] is not None:
        return
    title = lines[after]
    if weight(title.text) > 140 or title.text[-1] == "." or title.bullet:
        return
    kinds[after] = BlockKind.VIDEO_TEASER
    before = index - 1
    if before >= first and lines[index].gap == 0 and lines[before].text == title.text:
        kinds[before] = BlockKind.VIDEO_TEASER


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
            told = index > first and draft.lines[index - 1].text[-1] in ":："
            said = heavy >= 45 or told or (heavy >= 25 and any(ends_sentence(item.text) for item in items))
            draft.mark(BlockKind.LIST_ITEM if said else BlockKind.BOILERPLATE, index, run)
        index = max(run, index + 1)


def _is_dialogue(items: list[Line]) -> bool:
    """Speech behind a dash, in Polish, Spanish, Russian: "- Nie podniesiemy podatków - zapewnił minister"."""
    if any(item.text[0] not in "-*" for item in items):
        return False
    return len(items) == 1 or any(" - " in item.body or " – " in item.body for item in items)


def _find_pull_quotes(draft: Draft, first: int, last: int) -> None:
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
        named = below is not None and _is_attribution(below)
        if not named and line.text[0] not in "\"“„«»'‘”":
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


def _label_text(draft: Draft, first: int, last: int) -> None:
    lines, kinds = draft.lines, draft.kinds
    interview = any(_INTERVIEWER.match(lines[index].text[:GLANCE]) for index in range(first, last))
    for index in range(first, last):
        if kinds[index] is not None:
            continue
        line = lines[index]
        heavy = len(line.text) if len(line.text) >= _PARAGRAPH else weight(line.text)
        if heavy >= _PARAGRAPH:
            kinds[index] = BlockKind.PARAGRAPH
        elif ends_sentence(line.text) and (interview or not _asks(draft, index, last)):
            # "But the tide turned." is a paragraph; "Go!" and "1." hardly.
            kinds[index] = BlockKind.PARAGRAPH if heavy >= 12 or interview else BlockKind.BOILERPLATE
        elif line.text[-1] in ":：,;，、" and heavy >= 25:
            kinds[index] = BlockKind.PARAGRAPH
        elif heavy <= _SUBHEADING and _leads_on(draft, index, last):
            kinds[index] = BlockKind.SUBHEADING
        else:
            kinds[index] = BlockKind.PARAGRAPH if heavy > 90 else BlockKind.BOILERPLATE


def _asks(draft: Draft, index: int, last: int) -> bool:
    """A short question or exclamation that stands alone before text is a subheading."""
    line = draft.lines[index]
    return (
        line.text[-1] in "?!？！؟"
        and weight(line.text) <= 90
        and _alone(draft, index)
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
    return last
