"""What stands within the text of Deutsche Welle's pages without being text: buttons, films, links, notes.

Told by the labels of `dw_labels` in the languages it knows, and by shape in all: a length of time at the end
of a short line, networks to share on, initials with their agencies, a label before a colon that comes twice.
"""

from __future__ import annotations

import re
from collections import Counter

from archive.documents import BlockKind, Span
from archive.parsing import furniture
from archive.parsing.dw_dates import is_relative, read_day_line
from archive.parsing.dw_labels import bare, folded_set, labels, pattern
from archive.parsing.dw_lines import ends_sentence, ends_text
from archive.parsing.dw_people import signed_at
from archive.parsing.dw_signature import PERMALINK
from archive.parsing.text import GLANCE, Draft, weight

_BUTTONS = folded_set("share", "advert")
_FILMS = folded_set("film")
_MORE_ALONE = folded_set("more")
_MORE = re.compile(rf"(?:{pattern(labels('more'))})\s{{0,3}}[:：፦›»>]+\s{{0,3}}", re.IGNORECASE)
_APPEAL = re.compile(pattern(labels("appeal")), re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_MARK = re.compile("[:：፦›»>]")
#: No request to the reader is longer.
_REQUEST = 400
_NOTE = re.compile(
    rf"(?:{pattern(label for label in labels('note') if ' ' not in label)}"
    rf"|{pattern(label for label in labels('note') if ' ' in label)})",
    re.IGNORECASE,
)
#: Few lines begin with one of these letters and words: the others need no closer look.
_NOTE_LETTERS = frozenset(label[0].casefold() for label in labels("note"))
#: "This opinion piece was originally written in German."; labels above hold the same in other languages.
_WRITTEN = re.compile(
    r"(?:this|the) (?:opinion |news )?(?:article|story|interview|piece|text|commentary|opinion|op-ed|report"
    r"|column|post|review|feature|explainer|analysis) (?:was|has been|is)"
    r" (?:originally|first|adapted|translated)\b",
    re.IGNORECASE,
)
_NOTE_COLON = re.compile(r"\s{0,2}[:：፦]\s{0,3}\S")
_DURATION = re.compile(r"(?:[^\d:.!?]{2,40}[\s:：])?\d{1,2}:\d{2}(?::\d{2})?(?:\s?min\.?)?")
_NETWORKS = re.compile(
    r"facebook|twitter|google\+|whatsapp|tumblr|linkedin|stumble|digg|reddit|newsvine|telegram|xing|messenger",
    re.IGNORECASE,
)
_LETTERS = r"[^\s\d/().,،、（）:：]"
#: Initials, in some scripts with spaces between: "cwo", "ز.أ.ب", "ا ا".
_SIGN = rf"{_LETTERS}{{1,6}}(?:\s{_LETTERS}){{0,2}}"
_AGENCY = r"[^\s\d/(),،、（）:：]{1,16}(?:[ -][^\s\d/(),،、（）:：]{1,12}){0,2}"
#: Who wrote and edited, with their sources: "cwo/fab (dpa, afp)", "ز.أ.ب/ع.ج.م (أ ف ب، رويترز)", "(dpa, AP)",
#: "AFP,dpa/BK,EC", "ا ا / ش ر (ڈی پی اے)".
_SIGN_OFF = re.compile(
    rf"(?:(?:[a-zäöü]{{1,4}}|[A-Z]{{1,3}}(?=\s?\([^/)]{{1,40}},)|{_SIGN}(?:\s?[/.,]\s?{_SIGN}){{1,8}}\.?)\s{{0,2}})?"
    rf"[(（]\s?{_AGENCY}(?:\s?[,،、/;]\s?{_AGENCY}){{0,9}}\s?[)）]"
    rf"|{_SIGN}\.?(?:\s?[/,]\s?{_SIGN}\.?){{1,8}}"
    rf"|DW\s?[/,]\s?[\w/, .]{{2,40}}"
)
#: "DW: Professor, did the reform fail?": with speakers named, questions are part of the talk, not headings.
_INTERVIEWER = re.compile(r"[^\W\d_][^:?!.,]{1,30}:\s[^?？؟]{5,300}[?？؟]$")
#: "Lexoni: Ura e re": a short label with its colon, and what follows.
_HEAD = re.compile(r"([^\s:：፦\d][^:：፦\d]{1,24})[:：፦]\s{0,3}(?=\S)")
_ASKS = "?!？！؟"


def is_button(line: str) -> bool:
    """Whether a line is a button or advertising, whatever stands around it."""
    return len(line) <= 60 and (bare(line) in _BUTTONS or furniture.is_interruption(line))


def mark_furniture(draft: Draft, first: int, last: int) -> None:
    """Buttons, films, links, notes: all that is told by a label or by its shape alone."""
    lines, kinds = draft.lines, draft.kinds
    short = [line.text for line in lines[first:last] if line.end - line.start <= _REQUEST]
    hints = furniture.request_hints("\n".join(short))
    learned = _learn_links(draft, first, last)
    for index in range(first, last):
        if kinds[index] is not None:
            continue
        line = lines[index]
        text = line.body
        length = len(text)
        if length <= 320:
            kinds[index] = _kind_of_short(draft, index, first, last, learned)
        if kinds[index] is None and hints and length <= _REQUEST and furniture.is_request(text, hints):
            low = text.casefold()
            if "javascript" in low and "html5" in low:
                _mark_notice(draft, index, first, last)
            else:
                kinds[index] = BlockKind.BOILERPLATE


def _learn_links(draft: Draft, first: int, last: int) -> frozenset[str]:
    """Labels of links that no table knows: what stands before the colon of several short lines of the text.

    Speakers of an interview stand so too, but their lines are sentences.
    """
    seen: Counter[str] = Counter()
    for index in range(first, last):
        line = draft.lines[index]
        if draft.kinds[index] is not None or line.end - line.words > 200 or weight(line.text) < 16:
            continue
        head = None if ends_text(line.text) else _HEAD.match(line.body)
        if head and not head[1].isupper():
            seen[head[1]] += 1
    return frozenset(label for label, count in seen.items() if count >= 2)


def _kind_of_short(  # noqa: PLR0911 - each line is a reason of its own
    draft: Draft, index: int, first: int, last: int, learned: frozenset[str]
) -> BlockKind | None:
    line = draft.lines[index]
    text = line.body
    if len(text) <= 60:
        if _is_film(text):
            return _mark_film(draft, index, first, last)
        if is_button(text):
            return BlockKind.BOILERPLATE
        if bare(text) in _MORE_ALONE:
            return BlockKind.BOILERPLATE
        if _is_day(text):
            return BlockKind.DATELINE
    if index > first and is_sign_off(text):
        return BlockKind.METADATA
    if _is_beneath(text):
        return BlockKind.BOILERPLATE
    if is_appeal(text):
        return BlockKind.BOILERPLATE
    if signed_at(text):
        return BlockKind.BYLINE
    if is_note(text):
        return BlockKind.METADATA
    place = _link_place(draft, index, first, learned)
    if place is not None:
        draft.related.append(Span(line.words + place, line.end))
        return BlockKind.RELATED_LINK
    # A short line was asked as a button above.
    return BlockKind.BOILERPLATE if len(text) > 60 and furniture.is_interruption(text) else None


def is_sign_off(text: str) -> bool:
    """Whether a line is the initials of those who wrote and edited, or their sources in brackets."""
    return len(text) <= 90 and ("/" in text or text[-1] in ")）") and _SIGN_OFF.fullmatch(text) is not None


def _link_place(draft: Draft, index: int, first: int, learned: frozenset[str]) -> int | None:
    """Where the words of a link to another story begin on a line; None where it is none."""
    text = draft.lines[index].body
    marked = _MARK.search(text) is not None
    if marked:
        link = _MORE.match(text)
        if link and link.end() < len(text):
            return link.end()
    if marked or not ends_text(text):
        place = furniture.related_label(text)
        if place is not None:
            return place
    if index > first and draft.kinds[index - 1] is BlockKind.BOILERPLATE:
        alone = bare(draft.lines[index - 1].body) in _MORE_ALONE
        if alone and 20 <= weight(text) <= 140 and not ends_sentence(text):
            return 0
    head = _HEAD.match(text) if learned and not ends_text(text) else None
    return head.end() if head and head[1] in learned else None


def is_note(text: str) -> bool:
    """ "Edited by: Sean Sinico", "This article was originally written in German."."""
    if len(text) > 200 or text[0].casefold() not in _NOTE_LETTERS:
        return False
    if _WRITTEN.match(text):
        return True
    note = _NOTE.match(text)
    if note is None:
        return False
    if _NOTE_COLON.match(text, note.end()):
        return len(text) <= 90
    return " " in note[0] and note[0].count(" ") >= 2


def _is_day(text: str) -> bool:
    """Whether a line within the text is nothing but a day, or how long ago it was, as on live pages."""
    if not _YEAR.search(text):
        return is_relative(text)
    return read_day_line(text, 0, len(text), rule="", english=False) is not None


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
        elif text == title or (_is_film(text) and title is None):
            kinds[after] = BlockKind.VIDEO_TEASER
        elif is_button(text) or _is_beneath(text):
            kinds[after] = BlockKind.BOILERPLATE
        else:
            break
        after += 1
    before = index - 1
    if before >= first and kinds[before] in (None, BlockKind.VIDEO_TEASER):
        text = lines[before].text
        close = lines[index].gap == 0 and weight(text) <= 120 and text[-1] not in ".:。"
        if text == title or (title is None and close):  # "Living without a bridge", and beneath it "02:15"
            kinds[before] = BlockKind.VIDEO_TEASER
    return BlockKind.VIDEO_TEASER


def _is_beneath(text: str) -> bool:
    """What stands beneath a film's title: networks to share it on, its permalink."""
    if len(text) > 160:
        return False
    if "dw.com" in text and len(text) <= 100 and PERMALINK.search(text) is not None:
        return True
    low = text.casefold()
    return ("facebook" in low or "twitter" in low) and len(_NETWORKS.findall(text)) >= 3


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


def is_appeal(text: str) -> bool:
    """Whether a line speaks to the reader of the house's own offers, at the end of its texts."""
    return len(text) <= 300 and _APPEAL.match(text) is not None


def is_talk(lines: list[tuple[str, int]]) -> bool:
    """Whether questions are asked of somebody: speakers are named, or the questions are long ones.

    `lines` are texts with their weights. Questions are then part of the talk, and no headings.
    """
    asked: list[int] = []
    for text, heavy in lines:
        if text[-1] not in _ASKS or len(text) > GLANCE:
            continue
        if _INTERVIEWER.match(text):
            return True
        asked.append(heavy)
    return len(asked) >= 3 and sum(asked) / len(asked) > 75
