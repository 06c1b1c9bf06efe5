"""Who signs an article: the lines around a headline that name its authors, a desk or an agency."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.documents import BlockKind, FieldValue, StatedDate
from archive.parsing.credits import is_credit_line, split_label
from archive.parsing.date_lines import DateLine, is_date_word, read_date_line, says_only_dates, state_date
from archive.parsing.dates import Order, find_dates, is_ambiguous_month
from archive.parsing.language import detect_language
from archive.parsing.people import (
    byline_label,
    is_bare_label,
    is_desk,
    is_lone_name,
    is_role,
    read_names,
    read_reporter,
)
from archive.parsing.text import Draft, ends_sentence, is_prose, weight

#: What stands alone between two names that have a line each.
_JOINTS = frozenset("and und et y e og och en i и та і ve dan & , • | with mit avec con".split())


@dataclass(slots=True)
class Head:
    """What was read around the headline, and where the text begins."""

    text_start: int
    fields: dict[str, FieldValue] = field(default_factory=dict)
    authors: list[FieldValue] = field(default_factory=list)
    published: StatedDate | None = None
    updated: StatedDate | None = None
    order: Order | None = None

    def date_line(self, draft: Draft, index: int, rule: str) -> DateLine | None:
        line = draft.lines[index]
        read = read_date_line(draft.layer.text, line.start, line.end, rule=rule, order=self.order)
        if read is None and len(line.text) <= 60 and any(map(is_ambiguous_month, line.text.split())):
            language = detect_language(draft.layer.text[:6000])
            read = read_date_line(
                draft.layer.text, line.start, line.end, rule=rule, order=self.order, language=language
            )
        return read


def read_name_and_date(draft: Draft, head: Head, index: int, rule: str) -> None:
    """A line of a name and a date: "Ann Lee | 12 May 2020", "Ann Lee 3 minutes ago Fri 14th August 2020"."""
    line = draft.lines[index]
    if is_prose(line) or ends_sentence(line.text) or not any(map(str.isdecimal, line.text)):
        return
    dates, _ = find_dates(draft.layer.text, line.start, line.end, order=head.order)
    if len(dates) != 1 or dates[0].other is not None:
        return
    before = line.text[: dates[0].start - line.start]
    names = read_names(before, place=line.start)
    if any(is_date_word(word) for start, end in names for word in draft.layer.text[start:end].split()):
        return
    if not names or sum(end - start for start, end in names) * 4 < len(before.strip()):
        return
    draft.kinds[index] = BlockKind.BYLINE
    head.published = state_date(draft.layer.text, dates[0], line.start, line.end, rule)
    head.authors += [draft.value(start, end, rule) for start, end in names if _new(draft, head, start, end)]
    head.fields.setdefault("byline", draft.value(line.start, line.end, rule))


def read_labelled_bylines(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """ "By Houston Mitchell", "von David Straub, MDR THÜRINGEN", perhaps with a date behind the names."""
    index = first
    while index < stop:
        line = draft.lines[index]
        if draft.kinds[index] is None and len(line.text) <= 160 and (not line.bullet or len(line.text) <= 60):
            if is_bare_label(line.text) and index + 1 < stop:
                index = _read_names_beneath(draft, head, index, stop, rule)
                continue
            _read_labelled(draft, head, index, rule)
        index += 1


def _read_names_beneath(draft: Draft, head: Head, index: int, stop: int, rule: str) -> int:
    """ "By" on a line of its own, and the names on those beneath it; the line behind them."""
    below = index + 1
    while below < min(stop, index + 6):
        line = draft.lines[below]
        if draft.kinds[below] is not None or len(line.text) > 120 or is_prose(line):
            break
        names = read_names(line.text, place=line.start, lone=True)
        if not names and below == index + 1 and _plain_words(line.text):  # "Oleh" over "satrio wibisana"
            names = [(line.start, line.end)]
        joint = line.text.casefold() in _JOINTS
        if not names and not joint:
            break
        draft.kinds[below] = BlockKind.BYLINE
        _add(draft, head, below, names, rule)
        below += 1
    if below > index + 1:
        draft.kinds[index] = BlockKind.BYLINE
    return below


def _plain_words(text: str) -> bool:
    return (
        2 <= len(text.split()) <= 4
        and all(c.isalpha() or c in " .'’-" for c in text)
        and not ends_sentence(text)
    )


def _read_labelled(draft: Draft, head: Head, index: int, rule: str) -> None:
    line = draft.lines[index]
    mark = line.words - line.start  # "• نویسنده, مینا کاوه": a list of name and role
    label = byline_label(line.body)
    label = label + mark if label else 0
    if not label:
        names = read_reporter(line.text, place=line.start)
        if names:
            draft.kinds[index] = BlockKind.BYLINE
            _add(draft, head, index, names, rule)
        return
    if ends_sentence(line.text) and len(line.text) > 60 and not line.text.endswith("Uhr"):
        return
    dates, _ = find_dates(draft.layer.text, line.start, line.end, order=head.order)
    names_end = dates[0].start - line.start if dates else len(line.text)
    names = read_names(line.text[:names_end], place=line.start, first=label, lone=True)
    if not names and label < 12 and not _credits_house(line.text[label:]):
        return
    draft.kinds[index] = BlockKind.BYLINE
    _add(draft, head, index, names, rule)
    if dates and dates[0].other is None and head.published is None:
        from_line = read_date_line(draft.layer.text, dates[0].start, line.end, rule=rule, order=head.order)
        head.published = from_line.published if from_line else None


def _add(draft: Draft, head: Head, index: int, names: list[tuple[int, int]], rule: str) -> None:
    line = draft.lines[index]
    if names and index + 1 < len(draft.lines):
        below = draft.lines[index + 1]
        if (
            draft.kinds[index + 1] is None
            and below.gap <= 1
            and not ends_sentence(below.text)
            and is_role(below.text)
        ):
            draft.kinds[index + 1] = BlockKind.METADATA
    head.authors += [draft.value(start, end, rule) for start, end in names if _new(draft, head, start, end)]
    if "byline" not in head.fields:
        head.fields["byline"] = draft.value(line.start, line.end, rule)


def _new(draft: Draft, head: Head, start: int, end: int) -> bool:
    value = " ".join(draft.layer.text[start:end].split())
    return all(author.value != value for author in head.authors)


def _credits_house(names: str) -> bool:
    """A byline without a person: "Le Figaro et AFP". Short and capitalised, no sentence."""
    words = names.split()
    return 1 <= len(words) <= 6 and words[0][0].isupper() and not ends_sentence(names)


def read_plain_byline(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """A name alone on a line next to the date, or with a time glued on: "Nizaar Kinsella2 minutes ago"."""
    if head.authors:
        return
    for index in range(first, stop):
        line = draft.lines[index]
        if draft.kinds[index] is not None or len(line.text) > 120 or is_prose(line):
            continue
        names = read_names(line.body, place=line.words)
        if not names and 2 <= len(line.body) <= 5 and is_lone_name(line.body):  # "中村健一"
            names = [(line.words, line.end)]
        if not names or sum(end - start for start, end in names) * 3 < len(line.text):
            continue
        if line.bullet and names != [(line.words, line.end)]:
            continue
        if any(is_date_word(w) for start, end in names for w in draft.layer.text[start:end].split()):
            continue
        if (
            not (
                _beside_date(draft, index, first, stop)
                or _glued_time(line.text, names[-1][1] - line.start)
                or _above_role(draft, index, stop)
            )
            or _of_picture(draft, index, stop)
            or is_desk(line.text)
            or line.text[0] in "©(["
        ):
            continue
        draft.kinds[index] = BlockKind.BYLINE
        names = [(start + _shift(draft.layer.text[start:end]), end) for start, end in names]
        _add(draft, head, index, names, rule)
        if line.end - line.start <= 60:
            _read_more_names(draft, head, index + 1, stop, rule)
        return


def _shift(name: str) -> int:
    """How much of a name is the word before it: "Na Juma Mwakasege", in Swahili."""
    return 3 if name.startswith("Na ") and len(name.split()) > 2 else 0


def _read_more_names(draft: Draft, head: Head, index: int, stop: int, rule: str) -> None:
    """Further names on the lines right beneath the first, one each, offices between them or not.

    Only in scripts with capitals: elsewhere a place or a section has the shape of a name.
    """
    while index < stop and draft.lines[index].gap == 0:
        if draft.kinds[index] is BlockKind.METADATA:  # what the one before is
            index += 1
            continue
        line = draft.lines[index]
        if draft.kinds[index] is not None:
            return
        names = read_names(line.body, place=line.words) if len(line.text) <= 40 else []
        if (
            len(names) != 1
            or line.body.upper() == line.body.lower()
            or names[0][1] - names[0][0] < len(line.body) - 2
            or _of_picture(draft, index, stop)
        ):
            return
        draft.kinds[index] = BlockKind.BYLINE
        _add(draft, head, index, names, rule)
        index += 1


def _above_role(draft: Draft, index: int, stop: int) -> bool:
    """A name over a line that says what its bearer is: "Business correspondent, Millbrook"."""
    if index + 1 >= stop or draft.lines[index + 1].gap > 1:
        return False
    below = draft.lines[index + 1].text
    return len(below) <= 80 and not ends_sentence(below) and is_role(below)


def _of_picture(draft: Draft, index: int, stop: int) -> bool:
    """A name that is the picture's text: the same words, or a credit, stand right beneath."""
    if index + 1 >= stop or draft.lines[index + 1].gap or draft.kinds[index + 1] is not None:
        return False
    below = draft.lines[index + 1].text
    split = split_label(below)
    dated = index > 0 and draft.lines[index].gap == 0 and draft.kinds[index - 1] is BlockKind.DATELINE
    if dated and split is not None and split.words_end > 20 and not below.startswith(draft.lines[index].text):
        return False  # right beneath the date the name is the author's; the picture has a caption of its own
    return below.startswith(draft.lines[index].text) or is_credit_line(below) or split is not None


def _beside_date(draft: Draft, index: int, first: int, stop: int) -> bool:
    """Whether a date stands right above or beneath, or a little further with only short lines between."""
    for step, reach in ((-1, 2), (1, 3)):
        for away in range(1, reach + 1):
            other = index + step * away
            if not first <= other < stop or draft.lines[max(other, other - step)].gap > 1:
                break
            if draft.kinds[other] in (BlockKind.DATELINE, BlockKind.METADATA) or says_only_dates(
                draft.lines[other].text
            ):
                return True
            if draft.kinds[other] is None and (
                ends_sentence(draft.lines[other].text) or weight(draft.lines[other].text) > 60
            ):
                break
            if away == 1 and step < 0 and draft.kinds[other] is None:
                break
    return False


def _glued_time(text: str, names_end: int) -> bool:
    """Digits right behind the name: "Kinsella2 minutes ago"."""
    return text[names_end : names_end + 1].isdecimal()


def _is_acronym(text: str) -> bool:
    """Whether a line is a few capitals, as an agency's sign beside the date is: "ČTA"."""
    return 2 <= len(text) <= 6 and text.isalpha() and text.isupper()


def read_names_behind_date(draft: Draft, head: Head, index: int, end: int, rule: str) -> None:
    """Names behind a date and a label: "March 4, 2019 by Dermot Keane"; `end` is where the date ends."""
    text = draft.layer.text[end : draft.lines[index].end]
    bare = text.lstrip(" ,|•·-–")
    label = byline_label(bare)
    if label and not head.authors:
        start = end + len(text) - len(bare)
        _add(draft, head, index, read_names(bare, place=start, first=label), rule)


def mark_beside(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """What stands around a byline and is no text: "Assistant Sports Editor", "Profile picture of Ann Lee"."""
    names = [author.value for author in head.authors]
    for index in range(first, stop):
        line = draft.lines[index]
        if draft.kinds[index] is not None or line.bullet or is_prose(line) or ends_sentence(line.text):
            continue
        if is_desk(line.text) or (_is_acronym(line.text) and _beside_date(draft, index, first, stop)):
            draft.kinds[index] = BlockKind.BYLINE
            head.fields.setdefault("byline", draft.field(index, rule))
            continue
        if len(line.text) <= 80 and head.authors and is_role(line.text):
            draft.kinds[index] = BlockKind.METADATA
            continue
        above = draft.kinds[index - 1] if index > first else None
        beneath = line.gap == 0 and above in (BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.BOILERPLATE)
        if beneath or (weight(line.text) <= 80 and any(name in line.text for name in names)):
            draft.kinds[index] = BlockKind.BOILERPLATE
