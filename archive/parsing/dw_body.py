"""The text of Deutsche Welle's pages, in both designs: where it ends, and what each of its lines is.

Within the text everything is text that is not plainly a picture, a film, a link or a button: the design
leaves nothing else there. What is one is told by the labels of `dw_labels` in the languages it knows, and by
position and shape in all: a length of time at the end of a line, a heading that the line before names again,
teasers that end in a day.
"""

from __future__ import annotations

import re

from archive.documents import BlockKind, Span
from archive.parsing import furniture
from archive.parsing.dw_images import label_pictures
from archive.parsing.dw_labels import bare, folded_set, labels, pattern
from archive.parsing.dw_lines import ends_sentence
from archive.parsing.dw_signature import PERMALINK
from archive.parsing.text import GLANCE, Draft, Line, numbered, weight

#: A line this heavy is a paragraph, whatever it ends with.
_PARAGRAPH = 200
_SUBHEADING = 130
_ENDS = folded_set("end")
_BUTTONS = folded_set("share", "advert")
_FILMS = folded_set("film")
_MORE_ALONE = folded_set("more")
_MORE = re.compile(rf"(?:{pattern(labels('more'))})\s{{0,3}}[:：፦›»>]+\s{{0,3}}", re.IGNORECASE)
_NOTE = re.compile(
    rf"(?:{pattern(label for label in labels('note') if ' ' not in label)}"
    rf"|{pattern(label for label in labels('note') if ' ' in label)})",
    re.IGNORECASE,
)
_NOTE_COLON = re.compile(r"\s{0,2}[:：፦]\s{0,3}\S")
_SKIP = re.compile(rf"(?:{pattern(label for label in labels('skip') if ' ' in label)})\s", re.IGNORECASE)
_TEASER = re.compile(r"\(\d{1,2}\.\d{1,2}\.\d{4}\)$")
_DURATION = re.compile(r"(?:[^\d:.!?]{2,40}[\s:：])?\d{1,2}:\d{2}(?::\d{2})?(?:\s?min\.?)?")
_NETWORKS = re.compile(
    r"facebook|twitter|google\+|whatsapp|tumblr|linkedin|stumble|digg|reddit|newsvine|telegram|xing|messenger",
    re.IGNORECASE,
)
_SIGN = r"[^\s\d/().,،、（）:：]{1,6}"
_AGENCY = r"[^\s\d/(),،、（）:：]{2,16}(?:[ -][^\s\d/(),،、（）:：]{1,12}){0,2}"
#: Who wrote and edited, with their sources: "cwo/fab (dpa, afp)", "ز.أ.ب/ع.ج.م (أ ف ب، رويترز)", "(dpa, AP)".
_SIGN_OFF = re.compile(
    rf"(?:{_SIGN}(?:[/.,]\s?{_SIGN}){{0,8}}\.?\s{{0,2}})?[(（]\s?{_AGENCY}(?:\s?[,،、/;]\s?{_AGENCY}){{0,9}}\s?[)）]"
    rf"|{_SIGN}\.?(?:/\s?{_SIGN}\.?){{1,8}}"
    rf"|DW\s?[/,]\s?[\w/, .]{{2,40}}"
)
#: "DW: Professor, did the reform fail?": with speakers named, questions are part of the talk, not headings.
_INTERVIEWER = re.compile(r"[^\W\d_][^:?!.,]{1,30}:\s[^?？؟]{5,300}[?？؟]$")
_ASKS = "?!？！؟"


def label_text(draft: Draft, first: int, last: int, *, classic: bool) -> int:
    """Label all lines from `first` up to `last` that have no kind yet; where the text ends.

    Lines from the returned one on are furniture and stay without a kind.
    """
    end = _find_end(draft, first, last)
    _mark_furniture(draft, first, end)
    label_pictures(draft, first, end, classic=classic)
    _mark_lists(draft, first, end)
    _mark_text(draft, first, end)
    return _trim_tail(draft, first, end)


def is_text(line: Line) -> bool:
    """Whether a line reads as text of an article: long, or a whole sentence of some length."""
    heavy = weight(line.text)
    return heavy >= _PARAGRAPH or (heavy >= 60 and ends_sentence(line.text) and not line.bullet)


def is_button(line: str) -> bool:
    """Whether a line is a button or advertising, whatever stands around it."""
    return len(line) <= 60 and (bare(line) in _BUTTONS or furniture.is_interruption(line))


def _find_end(draft: Draft, first: int, last: int) -> int:
    """The first line that ends the text, once some of it has been seen."""
    lines, kinds = draft.lines, draft.kinds
    seen = False
    for index in range(first, last):
        line = lines[index]
        length = line.end - line.start
        if kinds[index] is None and seen and length <= 120:
            if bare(line.text) in _ENDS or (length <= 60 and furniture.is_ending(line.text)):
                return index
            following = lines[index + 1] if index + 1 < last else None
            if _SKIP.match(line.text) or (following is not None and _names_next(line, following)):
                return index
        if seen and length <= 500 and line.text[-1] == ")" and _TEASER.search(line.text[-14:]):
            heading = _heading_of_teasers(draft, index, first)
            if heading is not None:
                return heading
        seen = seen or is_text(line)
    return last


def _names_next(line: Line, following: Line) -> bool:
    """ "Skip next section Explore more", and beneath it "Explore more": in any language."""
    short = following.text
    return (
        3 <= len(short) <= 60
        and len(short) + 5 <= len(line.text) <= 110
        and not line.bullet
        and (line.text.endswith(short) or short in line.text[3:])
        and not ends_sentence(line.text)
        and ":" not in line.text
        and "/" not in line.text
    )


def _heading_of_teasers(draft: Draft, teaser: int, first: int) -> int | None:
    """The heading above recommendations, whose teasers end in their day: "… (25.07.2019)"."""
    heading = teaser - 2
    if heading < first or draft.kinds[heading] is not None:
        return None
    title, above = draft.lines[teaser - 1], draft.lines[heading]
    if ends_sentence(title.text.rstrip("?!")) or weight(title.text) > 160:
        return None
    return heading if weight(above.text) <= 60 and not ends_sentence(above.text) else None


def _mark_furniture(draft: Draft, first: int, last: int) -> None:
    """Buttons, films, links, notes: all that is told by a label or by its shape alone."""
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
        text = line.body
        length = len(text)
        if length <= 320:
            kinds[index] = _kind_of_short(draft, index, first, last)
        if kinds[index] is None and hints and length <= 1200 and furniture.is_request(text, hints):
            low = text.casefold()
            if "javascript" in low and "html5" in low:
                _mark_notice(draft, index, first, last)
            else:
                kinds[index] = BlockKind.BOILERPLATE


def _kind_of_short(draft: Draft, index: int, first: int, last: int) -> BlockKind | None:  # noqa: PLR0911
    line = draft.lines[index]
    text = line.body
    if len(text) <= 60:
        if _is_film(text):
            return _mark_film(draft, index, first, last)
        if is_button(text):
            return BlockKind.BOILERPLATE
        if bare(text) in _MORE_ALONE:
            return BlockKind.BOILERPLATE
    if len(text) <= 90 and _SIGN_OFF.fullmatch(text) and index > first:
        return BlockKind.METADATA
    if PERMALINK.search(text) and len(text) <= 100:
        return BlockKind.BOILERPLATE
    if len(text) <= 160 and len(_NETWORKS.findall(text)) >= 3:
        return BlockKind.BOILERPLATE
    if _is_note(text):
        return BlockKind.METADATA
    link = _MORE.match(text)
    place = link.end() if link and link.end() < len(text) else furniture.related_label(text)
    if place is None and index > first and draft.kinds[index - 1] is BlockKind.BOILERPLATE:
        alone = bare(draft.lines[index - 1].body) in _MORE_ALONE
        if alone and 20 <= weight(text) <= 140 and not ends_sentence(text):
            place = 0
    if place is not None:
        draft.related.append(Span(line.words + place, line.end))
        return BlockKind.RELATED_LINK
    return BlockKind.BOILERPLATE if furniture.is_interruption(text) else None


def _is_note(text: str) -> bool:
    """ "Edited by: Sean Sinico", "This article was originally written in German."."""
    if len(text) > 200:
        return False
    note = _NOTE.match(text)
    if note is None:
        return False
    if _NOTE_COLON.match(text, note.end()):
        return len(text) <= 90
    return " " in note[0] and note[0].count(" ") >= 2


def _is_film(text: str) -> bool:
    if furniture.is_video(text) or bare(text) in _FILMS:
        return True
    return text[-1].isdecimal() and _DURATION.fullmatch(text) is not None and len(text.split()) <= 5


def _mark_film(draft: Draft, index: int, first: int, last: int) -> BlockKind:
    """A film's label; its title, with the buttons beneath it, and the title again."""
    lines, kinds = draft.lines, draft.kinds
    after = index + 1
    title: str | None = None
    while after < min(last, index + 9) and kinds[after] is None:
        text = lines[after].text
        if title is None and not is_button(text) and not _is_film(text) and not _is_beneath(text):
            if weight(text) > 140 or (ends_sentence(text) and text[-1] not in _ASKS):
                break
            title = text
            kinds[after] = BlockKind.VIDEO_TEASER
        elif text == title:
            kinds[after] = BlockKind.VIDEO_TEASER
        elif is_button(text) or _is_beneath(text):
            kinds[after] = BlockKind.BOILERPLATE
        elif _is_film(text) and title is None:
            kinds[after] = BlockKind.VIDEO_TEASER
        else:
            break
        after += 1
    before = index - 1
    if title is not None and before >= first and lines[before].text == title:
        kinds[before] = BlockKind.VIDEO_TEASER
    return BlockKind.VIDEO_TEASER


def _is_beneath(text: str) -> bool:
    """What stands beneath a film's title: networks to share it on, its permalink."""
    if len(text) > 200:
        return False
    return PERMALINK.search(text) is not None or len(_NETWORKS.findall(text)) >= 3


def _mark_notice(draft: Draft, index: int, first: int, last: int) -> None:
    """ "To view this video please enable JavaScript …": the film's title stands close above, or beneath."""
    lines, kinds = draft.lines, draft.kinds
    kinds[index] = BlockKind.BOILERPLATE
    for place, near in ((index - 1, lines[index].gap == 0), (index + 1, True)):
        if not first <= place < last or kinds[place] is not None:
            continue
        close = near if place < index else lines[place].gap == 0
        if close and weight(lines[place].text) <= 120 and lines[place].text[-1] not in ".:。":
            kinds[place] = BlockKind.VIDEO_TEASER
            return


def _mark_lists(draft: Draft, first: int, last: int) -> None:
    """Runs of bullets and of counted lines; one dash alone is speech, as in Polish."""
    index = first
    while index < last:
        run = index
        while run < last and draft.lines[run].bullet and draft.kinds[run] is None:
            run += 1
        if run == index and draft.kinds[index] is None and draft.lines[index].text[0].isdecimal():
            count = numbered(draft.lines, index, last - index)
            run = index + count if count > 1 else index
        if run - index > 1 or (run > index and draft.lines[index].text[0] not in "-*"):
            draft.mark(BlockKind.LIST_ITEM, index, run)
        index = max(run, index + 1)


def _mark_text(draft: Draft, first: int, last: int) -> None:
    lines, kinds = draft.lines, draft.kinds
    talk = _is_interview(draft, first, last)
    for index in range(first, last):
        if kinds[index] is not None:
            continue
        line = lines[index]
        heavy = len(line.text) if len(line.text) >= _PARAGRAPH else weight(line.text)
        if heavy >= _PARAGRAPH:
            kinds[index] = BlockKind.PARAGRAPH
        elif _ends(line.text):
            asks = line.text[-1] in _ASKS or (line.text[-1] in ";\u037e" and not line.text.isascii())
            heading = asks and not talk and heavy <= 90 and _leads_on(draft, index, last)
            kinds[index] = BlockKind.SUBHEADING if heading else BlockKind.PARAGRAPH
        elif line.text[-1] in ":：,;，、" and heavy >= 25:
            kinds[index] = BlockKind.PARAGRAPH
        elif heavy <= _SUBHEADING and _leads_on(draft, index, last):
            kinds[index] = BlockKind.SUBHEADING
        else:
            kinds[index] = BlockKind.PARAGRAPH if heavy > 90 else None
    for index in range(first, last):
        if kinds[index] is None:
            kinds[index] = BlockKind.BOILERPLATE


def _ends(text: str) -> bool:
    """As sentences do, the Greek question mark included."""
    return ends_sentence(text) or (text[-1] in ";\u037e" and "\u0370" <= text[-2:-1] <= "\u03ff")


def _is_interview(draft: Draft, first: int, last: int) -> bool:
    """Whether questions here are asked of somebody: speakers are named, or the questions are long ones."""
    asked: list[int] = []
    for index in range(first, last):
        line = draft.lines[index]
        if draft.kinds[index] is not None or line.text[-1] not in _ASKS or len(line.text) > GLANCE:
            continue
        if _INTERVIEWER.match(line.text):
            return True
        asked.append(weight(line.text))
    return len(asked) >= 3 and sum(asked) / len(asked) > 75


def _leads_on(draft: Draft, index: int, last: int) -> bool:
    """Whether text follows: a subheading introduces something."""
    for after in range(index + 1, min(last, index + 9)):
        kind = draft.kinds[after]
        if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCKQUOTE):
            return True
        if kind is None:
            line = draft.lines[after]
            if is_text(line) or (ends_sentence(line.text[-GLANCE:]) and weight(line.text) >= 12):
                return True
            if after > index + 1:
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
