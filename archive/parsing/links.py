"""What in a text belongs to other pages: related links, films, other stories; requests and sign-offs."""

from __future__ import annotations

import re

from archive.documents import BlockKind, Span
from archive.parsing import furniture
from archive.parsing.buttons import is_button
from archive.parsing.people import is_signature
from archive.parsing.text import Draft, Line, ends_sentence, is_prose, weight

#: Initials of those who wrote and edited, with their sources: "cwo/fab (dpa, afp)", "MDR (dst)".
SIGN_OFF = re.compile(
    r"(?:[a-zäöü]{1,4}(?:/[a-zäöüA-Z]{1,8}){1,5}|[A-Za-z]{2,5}/[a-z]{1,4}"
    r"|[a-z]{2,4})?\s?\((?:[A-Za-zäöüß.-]{2,20}(?:,\s?|/|\s)?){1,8}\)"
    r"|(?:edited|adapted|translated|compiled) by:? .{3,50}|(?:redaktion|redigiert von|adaptation"
    r"|editado por|редактор):? .{3,50}"
    r"|(?i:(?:additional |further )?(?:reporting|writing|translation|editing) (?:by|from):? .{3,240})"
    r"|(?i:(?:mitarbeit|bearbeitung|übersetzung|adaptation|traduction|traducción|tradução"
    r"|traduzione|перевод|переклад|tłumaczenie):? .{3,50})"
    r"|[a-zäöü]{1,4}(?:[/,][a-zäöüA-Z]{1,8}){1,6}|[A-Z]{2,5}/[A-Z]{2,5}(?:/[A-Z]{2,5})?"
    r"|[A-Z]{2,6}\s\([a-z]{2,4}\)"
)


def only_teasers(draft: Draft, first: int, last: int) -> bool:
    """Whether what follows are other stories: each text of a sentence or two has its title right above it."""
    pairs = 0
    titled = False
    for index in range(first, min(last, first + 60)):
        line = draft.lines[index]
        if furniture.is_ending(line.text[:201]):
            break
        if draft.kinds[index] is not None:
            continue
        if is_prose(line):
            if not titled or weight(line.text) > 320:
                return False
            pairs += 1
        titled = not is_prose(line) and not ends_sentence(line.text)
    return pairs >= 2


def find_links(draft: Draft, first: int, last: int) -> None:
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
            if hints and length <= 120 and furniture.is_request(text, hints):
                kinds[index] = BlockKind.BOILERPLATE
                continue
            if (
                length <= 40 and (text[-1] in "—–" or text.endswith(" -")) and length > 2
            ):  # the place of the report: "Millbrook —"
                kinds[index] = BlockKind.BOILERPLATE
                continue
            if _is_related_title(draft, index, first):
                kinds[index] = BlockKind.RELATED_LINK
                draft.related.append(Span(line.words, line.end))
                continue
            link = furniture.related_label(line.body)
            if link is not None and is_button(
                line.body[link:]
            ):  # "Lire aussi | Article réservé à nos abonnés"
                kinds[index] = BlockKind.BOILERPLATE
                if index + 1 < last and kinds[index + 1] is None and _is_title(lines[index + 1]):
                    kinds[index + 1] = BlockKind.RELATED_LINK
                    draft.related.append(Span(lines[index + 1].words, lines[index + 1].end))
                continue
            if link is not None:
                kinds[index] = BlockKind.RELATED_LINK
                draft.related.append(Span(line.words + link, line.end))
                continue
            if length <= 160 and (
                SIGN_OFF.fullmatch(text) or (index >= last - 6 and is_signature(line.body))
            ):
                kinds[index] = BlockKind.METADATA
                continue
        if hints and length <= 1200 and furniture.is_request(text, hints):
            kinds[index] = BlockKind.BOILERPLATE


def _is_related_title(draft: Draft, index: int, first: int) -> bool:
    """Another story's title beneath "Lesen Sie auch", or beneath the one before."""
    line = draft.lines[index]
    if index == first or not _is_title(line):
        return False
    above = draft.lines[index - 1]
    if furniture.is_related_heading(above.body):
        return line.gap <= 1
    if (
        index - 2 >= first
        and line.gap == 0
        and weight(above.text) < 28
        and draft.kinds[index - 1] in (None, BlockKind.BOILERPLATE)
        and furniture.is_related_heading(draft.lines[index - 2].body)
    ):  # "APPROFONDIMENTI", "IL CASO", the title
        draft.kinds[index - 1] = BlockKind.BOILERPLATE
        return True
    return (
        line.gap == 0
        and draft.kinds[index - 1] is BlockKind.RELATED_LINK
        and furniture.related_label(above.body) is None
    )


def _is_title(line: Line) -> bool:
    return line.text[-1] not in ".:" and 15 <= weight(line.text) <= 160


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
