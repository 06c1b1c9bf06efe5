"""Which line is the headline of a page whose design nobody knows."""

from __future__ import annotations

import re

from archive.documents import BlockKind
from archive.parsing import furniture
from archive.parsing.buttons import is_button, is_reading_time
from archive.parsing.credits import is_credit_line, split_bracket, split_label, split_tail
from archive.parsing.date_lines import counts_time, read_date_line, read_dated_line, says_when
from archive.parsing.people import byline_label, is_name, read_names
from archive.parsing.text import GLANCE, Draft, ends_sentence, folded, is_prose, numbered, weight

#: How far down a page a headline is looked for: whole-page captures begin with menus of two hundred lines.
_DEEPEST = 600
#: What a line must reach to be one; below, the text has no headline.
_ENOUGH = 5.0
#: A headline of more characters than this is damage, and stays a paragraph.
_ENDLESS = 20_000
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।](?:\s|$)")
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", "| ")

#: Where a sentence ends within a line: headlines hold one.
_QUOTED = re.compile(r"[\"“”„«»‹›‘’':：]|[?!]\s")
_TWO_SENTENCES = re.compile(r"[^\W\d]{3}[.!?…]['\"»”]?\s[\"„“«‘'(¿¡]?[^\W\da-z]")


def find_headline(draft: Draft) -> int | None:
    """The line of the headline; None where no line plainly is one. Marks the page title, if there is one."""
    titled = _page_title(draft)
    if titled is not None:
        return titled
    lines = draft.lines
    best: tuple[float, int] | None = None
    limit = _text_begins(draft)
    repeated = _repetitions(draft, limit)
    others = [_is_other(draft, index) for index in range(limit)]
    signs = [_is_sign(draft, index) for index in range(min(len(lines), limit + 8))]
    before: list[str] = []
    prose_seen: int | None = None
    for index in range(limit):
        line = lines[index]
        if line.bullet or not 15 <= weight(line.text) <= 260 or others[index]:
            continue
        words = folded(line.text)
        if any(earlier.startswith(words) for earlier in before[-8:]):  # the picture's text, cut short
            continue
        before.append(words)
        if prose_seen is None and is_prose(line):
            prose_seen = index
        score = _score(draft, index, limit, others, signs) + (
            2.0 if words in repeated and not _says_two_things(line.text) else 0.0
        )
        if _above_kicker(draft, index, limit, others):
            score -= 1.5
        if prose_seen is not None and index > prose_seen:  # a subheading, or a teaser below the text
            score -= 2.0
        if best is None or score > best[0] + 0.01:
            best = (score, index)
    if best is not None and best[0] >= _ENOUGH:
        return best[1]
    return 0 if _is_endless(draft) else None


def _is_endless(draft: Draft) -> bool:
    """Whether a page begins with a line too long for a headline that can be nothing else.

    It stands alone above the text and holds no end of a sentence; a paragraph of that length has several.
    """
    if len(draft.lines) < 2:
        return False
    line, after = draft.lines[:2]
    prose = any(map(is_prose, draft.lines[1:8]))
    return (
        260 < len(line.text) <= _ENDLESS
        and not line.bullet
        and after.gap > 0
        and prose
        and _SENTENCE_END.search(line.text) is None
    )


def _page_title(draft: Draft) -> int | None:
    """The line that repeats a page title on one of the first lines: "Headline | Section | Publisher"."""
    for index in range(min(3, len(draft.lines))):
        text = draft.lines[index].text
        if len(text) > 400:
            continue
        for separator in _SEPARATORS:
            if separator not in text:
                continue
            # "A - B - Publisher": the headline may hold the separator itself, so try the longest part first.
            part = text
            while separator in part:
                part = part.rpartition(separator)[0]
                found = _same_line(draft, folded(part), index + 1)
                if found is not None:
                    draft.kinds[index] = BlockKind.PAGE_TITLE
                    return found
    return None


def _same_line(draft: Draft, wanted: str, first: int) -> int | None:
    if len(wanted) < 8:
        return None
    for index in range(first, min(len(draft.lines), _DEEPEST)):
        text = draft.lines[index].text
        if len(text) <= 400 and not draft.lines[index].bullet and folded(text) == wanted:
            return index
    return None


def _text_begins(draft: Draft) -> int:
    """The line behind which no headline comes: two paragraphs have gone by."""
    prose = 0
    for index, line in enumerate(draft.lines[:_DEEPEST]):
        if is_prose(line) and not furniture.is_request(line.text[:1000]) and split_label(line.text) is None:
            prose += 1
            # A lead and a first paragraph may stand above each other; the headline stands before both.
            if prose == 2:
                return index
    return min(len(draft.lines), _DEEPEST)


def _repetitions(draft: Draft, limit: int) -> frozenset[str]:
    """Lines of the head that stand again, alone, further down: pages print their headline beside "Share"."""
    head = {folded(line.text) for line in draft.lines[:limit] if 25 <= len(line.text) <= 260}
    if not head:
        return frozenset()
    # Quotation marks may differ, so may the length a little; folding every line costs more than this.
    lengths = {len(line.text) + more for line in draft.lines[:limit] for more in range(-4, 5)}
    below = (
        folded(line.text)
        for line in draft.lines[limit:]
        if 25 <= len(line.text) <= 260 and len(line.text) in lengths
    )
    return frozenset(head.intersection(below))


def _is_other(draft: Draft, index: int) -> bool:
    """Whether a line plainly is something else: furniture, a date, a byline, a caption, a menu's number."""
    line = draft.lines[index]
    text = line.text
    return (
        furniture.is_interruption(text)
        or furniture.is_ending(text)
        or furniture.is_request(text)
        or (text[0].isdecimal() and numbered(draft.lines, index, 3) > 2)
        or (byline_label(text) > 0 and read_names(text, first=byline_label(text)) != [])
        or is_button(text)
        or is_reading_time(text)
        or says_when(text)
        or counts_time(text)
        or read_date_line(draft.layer.text, line.start, line.end, rule="") is not None
        or split_label(text) is not None
        or split_tail(text) is not None
        or (text[-1] in ")]）" and split_bracket(text, any_source=False) is not None)
        or (line.gap == 0 and is_credit_line(text))
    )


def _score(draft: Draft, index: int, limit: int, others: list[bool], signs: list[bool]) -> float:
    lines = draft.lines
    line = lines[index]
    heavy = weight(line.text)
    after = lines[index + 1] if index + 1 < len(lines) else None
    score = 0.0
    # Set off by blank lines, or by what is plainly something else: a date, a kicker, the first paragraph.
    above = index == 0 or line.gap > 0 or others[index - 1] or weight(lines[index - 1].text) < 28
    below = after is not None and (
        after.gap > 0
        or (index + 1 < limit and others[index + 1])
        or is_prose(after)
        or (heavy >= 35 and weight(after.text) > 1.2 * heavy)  # a lead that is glued on
        or (index + 1 < len(signs) and signs[index + 1])
    )
    if above and below:
        score += 3.0
    elif above:
        score += 1.5
    elif below:  # below a kicker that is glued to it
        score += 1.0
    if heavy >= 28:
        score += 2.0
    if heavy > 170:
        score -= 2.0
    if not ends_sentence(line.text) or line.text[-1] not in ".。।":
        score += 2.0
    else:
        score -= 4.0
    if (
        heavy > 60 and ends_sentence(line.text) and _TWO_SENTENCES.search(line.text)
    ):  # a lead of several sentences that ends in a question
        score -= 3.0
    elif heavy > 30 and _says_two_things(line.text):
        score -= 1.5
    if after is not None and index + 1 <= limit and _introduces(draft, index, signs):
        score += 1.0
    if any(
        signs[index + 1 : index + 8]
    ):  # of several lines alike, teasers in a menu have no date or byline below
        score += 1.5
    # The first that fits: a subheading looks the same, further down.
    return score - 0.05 * min(index, 40)


def _says_two_things(text: str) -> bool:
    """Whether a line holds two sentences and no speech: "Read without advertising. Join us"."""
    return _TWO_SENTENCES.search(text) is not None and _QUOTED.search(text) is None


def _above_kicker(draft: Draft, index: int, limit: int, others: list[bool]) -> bool:
    """Whether a kicker and a further line like a headline follow: then this one is a ticker or a teaser."""
    if index + 2 >= limit or others[index + 1] or others[index + 2] or draft.lines[index + 2].bullet:
        return False
    kicker, further = draft.lines[index + 1], draft.lines[index + 2]
    return (
        weight(kicker.text) < 28
        and len(kicker.text.split()) <= 3
        and not is_name(kicker.text)
        and not ends_sentence(further.text)
        and 28 <= weight(further.text) <= 260
        and weight(draft.lines[index].text) <= 120
        and not ends_sentence(kicker.text)
    )


def _is_sign(draft: Draft, index: int) -> bool:
    """Whether a line is a date or a byline."""
    return byline_label(draft.lines[index].text[:GLANCE]) > 0 or _is_dated(draft, index)


def _is_dated(draft: Draft, index: int) -> bool:
    """Whether a line is a date, or a name and a date."""
    line = draft.lines[index]
    if line.bullet or len(line.text) > 160 or not any(map(str.isdecimal, line.text)):
        return False
    text = draft.layer.text
    return (
        read_date_line(text, line.start, line.end, rule="") is not None
        or read_dated_line(text, line.start, line.end, rule="") is not None
    )


def _introduces(draft: Draft, index: int, signs: list[bool]) -> bool:
    """Whether text, a date or a byline follows soon."""
    return any(signs[index + 1 : index + 8]) or any(map(is_prose, draft.lines[index + 1 : index + 8]))
