"""What stands around a headline on a page whose design nobody knows: kicker, byline, date, lead."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.documents import BlockKind, FieldValue, ImageText, StatedDate
from archive.parsing import furniture
from archive.parsing.body import is_prose, mark_furniture
from archive.parsing.date_lines import DateLine, read_date_line, says_only_dates, state_date
from archive.parsing.dates import Order, find_dates, is_ambiguous_month
from archive.parsing.images import find_images
from archive.parsing.language import detect_language
from archive.parsing.people import byline_label, is_desk, read_names
from archive.parsing.text import Draft, ends_sentence, weight

#: How far below the headline author, date and lead are looked for.
_DEPTH = 16
#: How far above it a date may stand.
_ABOVE = 6


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


def read_head(draft: Draft, headline: int | None, *, reader: str, version: str) -> Head:
    """Label and read the lines around the headline."""
    first = 0 if headline is None else headline + 1
    head = Head(text_start=first, order=_order(draft))
    stop = _head_ends(draft, first)
    if headline is not None:
        for index in range(first, stop):
            if draft.lines[index].text == draft.lines[headline].text:  # some pages print it twice
                draft.kinds[index] = BlockKind.BOILERPLATE
    _read_dates(draft, head, first, stop, f"{reader}.date/{version}")
    if headline is not None and head.published is None:
        _read_dates(draft, head, max(0, headline - _ABOVE), headline, f"{reader}.date_above/{version}")
    _read_labelled_bylines(draft, head, first, stop, f"{reader}.byline/{version}")
    mark_furniture(draft, first, stop)
    find_images(draft, first, stop)
    _read_plain_byline(draft, head, first, stop, f"{reader}.byline_beside_date/{version}")
    _mark_beside(draft, head, first, stop, f"{reader}.desk/{version}")
    if headline is not None:
        if headline <= 4:  # a picture above the headline; higher up stand menus
            find_images(draft, 0, headline)
        _read_kicker(draft, head, headline, f"{reader}.kicker/{version}")
        _read_lead(draft, head, first, stop, f"{reader}.lead/{version}")
        _lead_taken_for_alt(draft, head, first, f"{reader}.lead/{version}")
    return head


def _order(draft: Draft) -> Order | None:
    """Numbers with slashes: day first outside English; in English either, so left open."""
    sample = draft.layer.text[:20000]
    english = sample.count(" the ") + sample.count(" and ") + sample.count(" of ")
    return None if english * 120 > len(sample) else Order.DAY_FIRST


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


def _read_dates(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """Lines that are dates, up to the first long paragraphs; the first that says "published" counts."""
    for index in range(first, stop):
        line = draft.lines[index]
        if line.bullet or draft.kinds[index] is not None or len(line.text) > 160:
            continue
        read = head.date_line(draft, index, rule)
        if read is None:
            if says_only_dates(line.text):  # "Publié , mis à jour": the dates themselves are gone
                draft.kinds[index] = BlockKind.BOILERPLATE
            elif head.published is None and not byline_label(line.text):
                _read_name_and_date(draft, head, index, rule)
            continue
        draft.kinds[index] = BlockKind.DATELINE
        draft.warnings.extend(read.warnings)
        head.published = head.published or read.published
        head.updated = head.updated or read.updated


def _read_name_and_date(draft: Draft, head: Head, index: int, rule: str) -> None:
    """A line of a name and a date: "Ann Lee | 12 May 2020", "Ann Lee 3 minutes ago Fri 14th August 2020"."""
    line = draft.lines[index]
    if is_prose(line) or ends_sentence(line.text) or not any(map(str.isdecimal, line.text)):
        return
    dates, _ = find_dates(draft.layer.text, line.start, line.end, order=head.order)
    if len(dates) != 1 or dates[0].other is not None:
        return
    before = line.text[: dates[0].start - line.start]
    names = read_names(before, place=line.start)
    if not names or sum(end - start for start, end in names) * 4 < len(before.strip()):
        return
    draft.kinds[index] = BlockKind.BYLINE
    head.published = state_date(draft.layer.text, dates[0], line.start, line.end, rule)
    head.authors += [draft.value(start, end, rule) for start, end in names if _new(draft, head, start, end)]
    head.fields.setdefault("byline", draft.value(line.start, line.end, rule))


def _read_labelled_bylines(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """ "By Houston Mitchell", "von David Straub, MDR THÜRINGEN", perhaps with a date behind the names."""
    for index in range(first, stop):
        line = draft.lines[index]
        if draft.kinds[index] is not None or len(line.text) > 160 or line.bullet:
            continue
        label = byline_label(line.text)
        if not label or (ends_sentence(line.text) and len(line.text) > 60 and not line.text.endswith("Uhr")):
            continue
        dates, _ = find_dates(draft.layer.text, line.start, line.end, order=head.order)
        names_end = dates[0].start - line.start if dates else len(line.text)
        names = read_names(line.text[:names_end], place=line.start, first=label)
        if not names and not _credits_house(line.text[label:]):
            continue
        draft.kinds[index] = BlockKind.BYLINE
        head.authors += [
            draft.value(start, end, rule) for start, end in names if _new(draft, head, start, end)
        ]
        if "byline" not in head.fields:
            head.fields["byline"] = draft.value(line.start, line.end, rule)
        if dates and dates[0].other is None and head.published is None:
            from_line = read_date_line(
                draft.layer.text, dates[0].start, line.end, rule=rule, order=head.order
            )
            head.published = from_line.published if from_line else None


def _new(draft: Draft, head: Head, start: int, end: int) -> bool:
    value = " ".join(draft.layer.text[start:end].split())
    return all(author.value != value for author in head.authors)


def _credits_house(names: str) -> bool:
    """A byline without a person: "Le Figaro et AFP". Short and capitalised, no sentence."""
    words = names.split()
    return 1 <= len(words) <= 6 and words[0][0].isupper() and not ends_sentence(names)


def _read_plain_byline(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """A name alone on a line next to the date, or with a time glued on: "Nizaar Kinsella2 minutes ago"."""
    if head.authors:
        return
    for index in range(first, stop):
        line = draft.lines[index]
        if draft.kinds[index] is not None or len(line.text) > 120 or line.bullet or is_prose(line):
            continue
        names = read_names(line.text, place=line.start)
        if not names or not (
            _beside_date(draft, index, first, stop) or _glued_time(line.text, names[-1][1] - line.start)
        ):
            continue
        covered = sum(end - start for start, end in names)
        if covered * 3 < len(line.text):
            continue
        draft.kinds[index] = BlockKind.BYLINE
        head.authors = [draft.value(start, end, rule) for start, end in names]
        head.fields.setdefault("byline", draft.value(line.start, line.end, rule))
        return


def _beside_date(draft: Draft, index: int, first: int, stop: int) -> bool:
    for other in (index - 1, index + 1):
        if not first <= other < stop:
            continue
        near = draft.lines[max(index, other)].gap <= 1
        if near and (draft.kinds[other] is BlockKind.DATELINE or says_only_dates(draft.lines[other].text)):
            return True
    return False


def _glued_time(text: str, names_end: int) -> bool:
    """Digits right behind the name: "Kinsella2 minutes ago"."""
    return text[names_end : names_end + 1].isdecimal()


def _read_kicker(draft: Draft, head: Head, headline: int, rule: str) -> None:
    above = headline - 1
    if above < 0 or draft.kinds[above] is not None:
        return
    line = draft.lines[above]
    plain = not line.bullet and not furniture.is_interruption(line.text) and not ends_sentence(line.text)
    # The last line of a menu is none: a kicker stands apart.
    apart = above == 0 or line.gap > 0 or draft.kinds[above - 1] is not None
    if apart and plain and 2 <= weight(line.text) <= 60 and not furniture.is_ending(line.text):
        draft.kinds[above] = BlockKind.KICKER
        head.fields["kicker"] = draft.field(above, rule)


def _read_lead(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """A lead stands between headline and byline, or what is no paragraph sets it off from the text."""
    kinds = draft.kinds
    seen_credit = False
    for index in range(first, stop):
        kind = kinds[index]
        line = draft.lines[index]
        if kind is not None:
            seen_credit = seen_credit or kind in (BlockKind.BYLINE, BlockKind.DATELINE)
            continue
        if line.bullet or not 30 <= weight(line.text) <= 900 or furniture.related_label(line.text):
            return
        follows = kinds[index + 1] if index + 1 < stop else None
        set_off = follows is not None
        credit_below = not seen_credit and any(
            kinds[later] in (BlockKind.BYLINE, BlockKind.DATELINE) for later in range(index + 1, stop)
        )
        sentence = ends_sentence(line.text)
        if (
            credit_below
            or (set_off and (sentence or index == first))
            or (index == first and not sentence and line.gap > 0)
        ):
            if not sentence and weight(line.text) < 40:
                return
            kinds[index] = BlockKind.LEAD
            head.fields["lead"] = draft.field(index, rule)
        return


def _mark_beside(draft: Draft, head: Head, first: int, stop: int, rule: str) -> None:
    """What stands around a byline and is no text: "Assistant Sports Editor", "Profile picture of Ann Lee"."""
    names = [author.value for author in head.authors]
    for index in range(first, stop):
        line = draft.lines[index]
        if draft.kinds[index] is not None or line.bullet or is_prose(line) or ends_sentence(line.text):
            continue
        if is_desk(line.text):
            draft.kinds[index] = BlockKind.BYLINE
            head.fields.setdefault("byline", draft.field(index, rule))
            continue
        above = draft.kinds[index - 1] if index > first else None
        beneath = line.gap == 0 and above in (BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.BOILERPLATE)
        if beneath or (weight(line.text) <= 80 and any(name in line.text for name in names)):
            draft.kinds[index] = BlockKind.BOILERPLATE


def _lead_taken_for_alt(draft: Draft, head: Head, first: int, rule: str) -> None:
    """Three lines under the headline, "lead / caption / credit": no word of the first is in the second."""
    if "lead" in head.fields or not draft.images or first >= len(draft.lines):
        return
    image, line = draft.images[0], draft.lines[first]
    if image.alt is None or image.text is None or image.alt.start != line.words or weight(line.text) < 40:
        return
    words = {word for word in image.alt.of(draft.layer.text).casefold().split() if len(word) > 4}
    if words & set(image.text.of(draft.layer.text).casefold().split()):
        return
    draft.images[0] = ImageText(image.text, image.credit)
    draft.kinds[first] = BlockKind.LEAD
    draft.cuts.pop(first, None)
    head.fields["lead"] = draft.field(first, rule)
