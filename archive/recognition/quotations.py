"""Quotations with their speakers: whole sentences, fragments, and words held at arm's length."""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from archive.documents import QuotationKind, QuotationSpan, RoleClaim, SpeakerKind

from .groups import Group
from .marks import Quoted, closing_mark, quoted_spans
from .page import Page
from .pronouns import HE, SHE, Speaker
from .quotation_joining import joined, made
from .quotation_kinds import Part, is_clause, is_name, is_scare, stops
from .speakers import Voices
from .spoken import find_spoken

_PREDICATE = frozenset("is are was were be been as remains ist sind war waren als".split())
_PARTICIPLES = frozenset("gesprochen genannt bezeichnet gewarnt beklagt".split())
_FAR_BEFORE = 60  # words in which a cue before a quotation is looked for
_ENDS = ".!?…"
_DASH = re.compile(r"\s{0,3}[-–—]\s")


def find_quotations(
    page: Page, groups: list[Group], version: str, claims: list[RoleClaim]
) -> list[QuotationSpan]:
    """All quotations of the page, in order; parts around one cue joined."""
    voices = Voices(page, groups, claims)
    parts: list[Part] = []
    for number in range(len(page.blocks)):
        for quoted in _quoted(page, number, parts[-1] if parts else None):
            first, last = bisect_left(page.starts, quoted.start), bisect_left(page.starts, quoted.end) - 1
            if last >= first:
                parts.append(Part(quoted, number, first, last))
    for at, part in enumerate(parts):
        before = parts[at - 1] if at and parts[at - 1].block == part.block else None
        after = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].block == part.block else None
        _read(page, voices, part, before, after, parts[at - 1] if at else None)
        if (
            part.speaker is not None
            and part.kind != QuotationKind.SCARE
            and part.speaker.kind != SpeakerKind.UNKNOWN
        ):
            voices.last, voices.last_block, voices.last_word = part.speaker, part.block, part.last
    for part, later in pairwise(parts):
        _with_later_cue(page, part, later)
    found = [made(page, whole, version) for whole in joined(page, parts)]
    others = {
        part.block: part.speaker.entity
        for part in parts
        if part.speaker is not None and part.rule in ("quotation-cue-after", "quotation-cue-before")
    }
    spoken = find_spoken(page, voices, others, version)
    return sorted((*found, *spoken), key=lambda q: q.parts[0].start) if spoken else found


def _quoted(page: Page, number: int, earlier: Part | None) -> list[Quoted]:
    """The marks of one block; first what a quotation left open in the paragraph before says here.

    `… out there.` / `We could've scored more.” Kane`: the second paragraph need not open anew.
    """
    block = page.blocks[number]
    open_ = earlier is not None and earlier.quoted.unclosed and earlier.block == number - 1
    closed = closing_mark(page.text, block.start, block.end) if open_ else None
    if closed is None:
        return quoted_spans(page.text, block.start, block.end)
    carried = Quoted(block.start, closed)
    return [carried, *quoted_spans(page.text, closed + 1, block.end)]


# --------------------------------------------------------------------------- one pair of marks


def _read(
    page: Page, voices: Voices, part: Part, before: Part | None, after: Part | None, earlier: Part | None
) -> None:
    text = page.text[part.quoted.start : part.quoted.end]
    part.kind = QuotationKind.SENTENCE if is_clause(page, part, text) else QuotationKind.FRAGMENT
    if is_name(page, part):
        part.kind, part.rule = QuotationKind.SCARE, "quotation-name"
        return
    part.speaker, part.rule = _attributed(page, voices, part, before, after, text)
    if part.speaker is not None:
        if part.kind == QuotationKind.FRAGMENT and is_scare(part):
            part.kind, part.speaker, part.rule = QuotationKind.SCARE, None, "quotation-scare"
        return
    if part.kind == QuotationKind.FRAGMENT:
        previous = page.words[part.first - 1].lower() if part.first > page.ranges[part.block][0] else ""
        if (
            before is not None
            and before.speaker is not None
            and before.kind == QuotationKind.SENTENCE
            and (previous in _PREDICATE or part.last - part.first >= 4)
        ):
            part.speaker, part.rule = _again(before.speaker), "quotation-continued"
        elif _own_sentence(page, part, text) and before is not None and before.rule == "quotation-cue-after":
            part.kind = QuotationKind.SENTENCE  # `“Nobody knows,” Lopez says. “Nobody.”`
            part.speaker = _again(before.speaker) if before.speaker is not None else None
            part.rule = "quotation-continued"
        elif part.last - part.first < 4:
            part.kind, part.rule = QuotationKind.SCARE, "quotation-scare"
        else:
            part.rule = "quotation-unattributed"
        return
    part.speaker, part.rule = _continued(page, voices, part, before, earlier)


def _with_later_cue(page: Page, part: Part, later: Part) -> None:
    """`„Um Applaus zu bekommen“, würden „die Existenzen aufs Spiel gesetzt“, kritisierte Hofmann`."""
    if part.speaker is not None or part.rule == "quotation-name" or later.rule != "quotation-cue-after":
        return
    if later.speaker is None or part.last - part.first < 2:
        return
    if part.quoted.unclosed and later.block == part.block + 1:
        # "“They are tired" / "“We did not see the reason,” he explained"
        if later.first == page.ranges[later.block][0] and part.kind == QuotationKind.SENTENCE:
            part.speaker, part.rule = _again(later.speaker), "quotation-next-paragraph"
        return
    if part.block != later.block:
        return
    if any(stops(page, k) for k in range(part.last + 1, later.first + 1)):
        return
    if part.kind == QuotationKind.SCARE:
        part.kind = QuotationKind.FRAGMENT
    part.speaker, part.rule = _again(later.speaker), "quotation-same-sentence"


def _own_sentence(page: Page, part: Part, text: str) -> bool:
    """Whether the marks hold a sentence of a word or two, after the end of another."""
    lead = page.text[page.blocks[part.block].start : part.quoted.start - 1].rstrip()
    return text[:1].isupper() and text[-1:] in ".!?" and lead[-1:] in (".", "!", "?")


def _again(speaker: Speaker) -> Speaker:
    return Speaker(speaker.kind, speaker.name, speaker.entity, None, None, 0.7)


def _attributed(
    page: Page, voices: Voices, part: Part, before: Part | None, after: Part | None, text: str
) -> tuple[Speaker | None, str]:
    """The speaker by the words around the marks, in the same sentence."""
    after_cue = _cue_after(page, voices, part, after, text)
    introduced = page.text[page.blocks[part.block].start : part.quoted.start - 1].rstrip()[-1:] == ":"
    if after_cue is not None and part.kind == QuotationKind.SENTENCE and after_cue.cue is not None:
        if introduced and (after_cue.pronoun or after_cue.kind == SpeakerKind.UNNAMED):
            after_cue = _introduced(page, voices, part, after_cue)
        if after_cue.cue is not None and after_cue.cue - part.last <= 3:
            return after_cue, "quotation-cue-after"
    dashed = _signed(page, voices, part)
    if dashed is not None:
        return dashed, "quotation-signed"
    low = page.ranges[part.block][0]
    floor = before.last + 1 if before is not None else low
    begin = part.first
    while begin > floor and part.first - begin < _FAR_BEFORE and not stops(page, begin):
        begin -= 1
    if begin == part.first == low and part.block and page.text[page.blocks[part.block - 1].end - 1] in ":,":
        # "Rathbun stated," at the end of the paragraph before
        end = page.ranges[part.block - 1][1]
        begin = max(page.sentence_start(end - 1), end - 40)
        speaker = voices.near_cue(range(begin, end), inverted=False) or voices.subject_of(begin, end)
        if speaker is not None:
            return speaker, "quotation-cue-above"
        begin = part.first
    if begin < part.first:
        # "Timofeyev said: “…”", "dismissing it as “nothing special”"
        speaker = voices.near_cue(range(begin, part.first), inverted=False)
        if speaker is not None:
            return speaker, "quotation-cue-before"
        if part.kind == QuotationKind.SENTENCE and introduced:
            speaker = _label(page, voices, _sentence(page, begin), part.first)
            if speaker is not None:
                return speaker, "quotation-colon"
    if after_cue is not None:
        return after_cue, "quotation-cue-after"
    return _in_passing(page, voices, part, before, begin, text)


def _introduced(page: Page, voices: Voices, part: Part, pronoun: Speaker) -> Speaker:
    """`Her colleague Tom Miller disagrees: “We can't go on,” he says`: he whom the colon announces."""
    named = _label(page, voices, _sentence(page, part.first - 1), part.first)
    if named is None or named.kind != SpeakerKind.PERSON:
        return pronoun
    named.cue = pronoun.cue
    return named


def _in_passing(
    page: Page, voices: Voices, part: Part, before: Part | None, begin: int, text: str
) -> tuple[Speaker | None, str]:
    """The speaker of words within a longer sentence, whose cue stands elsewhere in it."""
    behind = page.words[part.last + 1 : part.last + 2]
    if behind and behind[0] in _PARTICIPLES and begin < part.first:
        # `Muster hatte von einer „Katastrophe“ gesprochen`
        speaker = voices.subject_of(begin, part.first)
        if speaker is not None:
            speaker.cue = part.last + 1
            return speaker, "quotation-participle"
    # `Putin called it "a", and "b"`: the part before in this sentence had the cue.
    same_sentence = before is not None and not any(
        stops(page, k) for k in range(before.last + 1, part.first + 1)
    )
    if (
        before is not None
        and before.speaker is not None
        and same_sentence
        and (before.kind != QuotationKind.SENTENCE or _second_half(page, part, before, text))
    ):
        return _again(before.speaker), "quotation-same-sentence"
    return None, ""


def _second_half(page: Page, part: Part, before: Part, text: str) -> bool:
    """`“If this goes on,” warned the head of the agency, Maria Lopez, “thousands will die.”`"""
    comma = page.text[page.blocks[part.block].start : part.quoted.start - 1].rstrip()[-1:] == ","
    if before.rule != "quotation-cue-after" or not comma or not text[:1].islower():
        return False
    part.kind = QuotationKind.SENTENCE
    return True


def _signed(page: Page, voices: Voices, part: Part) -> Speaker | None:
    """ "…” - Matthew Ingram": a name after a dash, and nothing behind it."""
    after = part.last + 1
    high = page.ranges[part.block][1]
    if after >= high or after + 6 < high or not _DASH.match(page.text, part.quoted.end + 1):
        return None
    owner = page.owner[after]
    return voices.entity(owner, 0.7) if owner is not None and owner.kind == "person" else None


def _cue_after(page: Page, voices: Voices, part: Part, after: Part | None, text: str) -> Speaker | None:
    """`…,” said Shevtsova`, `…” Putin has repeatedly said`: the cue in the rest of the sentence."""
    upto = after.first if after is not None else page.ranges[part.block][1]
    end = part.last + 1
    # A quotation that ends its own sentence is attributed after it only in small letters: `…?" she asked`.
    outside = _closed_outside(page, part)
    closed = text[-1:] in _ENDS or outside
    if end >= upto or outside or (closed and not page.words[end][0].islower() and text[-1:] not in "!?"):
        return None
    stretch_end = end + 1
    while stretch_end < upto and stretch_end - end < 30 and not stops(page, stretch_end):
        stretch_end += 1
    speaker = voices.near_cue(range(end, stretch_end), inverted=True)
    if speaker is not None and closed and speaker.cue is not None and speaker.cue - end > 6:
        return None
    return speaker


def _sentence(page: Page, begin: int) -> int:
    """First word of the sentence that word `begin` stands in, quotations inside it passed over."""
    low = page.ranges[page.block_of[begin]][0]
    k = begin
    while k > low and begin - k < _FAR_BEFORE and not stops(page, k):
        k -= 1
    return k


def _label(page: Page, voices: Voices, begin: int, end: int) -> Speaker | None:
    """ "Merkel: “We can do it.”": a name right before a colon, or the sentence's subject."""
    owner = page.owner[end - 1]
    if owner is not None and owner.kind in ("person", "organisation") and end - owner.first >= end - begin:
        return voices.entity(owner, 0.8)
    if page.words[begin].lower() in HE | SHE:
        return voices.pronoun(begin)  # `Er habe die Kanzlerin dazu aufgefordert: „Kommen Sie!“`
    found = voices.subject_of(begin, end)
    if found is not None:
        return found
    # "an einer Antwort von Kremlsprecher Dmitri Peskov …: „Wir …“": the only person there is.
    people = {id(d): d for d in page.owner[begin:end] if d is not None and d.kind == "person"}
    return voices.entity(next(iter(people.values())), 0.45) if len(people) == 1 else None


def _closed_outside(page: Page, part: Part) -> bool:
    """`… “long overdue”. Then`: the sentence ends after the mark."""
    rest = page.text[part.quoted.end + 1 : part.quoted.end + 3]
    return rest[:1] in ".!?"


def _continued(
    page: Page, voices: Voices, part: Part, before: Part | None, earlier: Part | None
) -> tuple[Speaker | None, str]:
    """A sentence in marks without a cue of its own: the speaker before it goes on."""
    low = page.ranges[part.block][0]
    if before is not None and before.speaker is not None:
        return _again(before.speaker), "quotation-continued"
    if part.first > low:
        # "Heald noted that … is important. “An air-quality cleanup would …”": reported speech, then the
        # words.
        end = part.first
        for _ in range(2):
            if end <= low:
                break
            begin = page.sentence_start(end - 1)
            speaker = voices.near_cue(range(begin, end), inverted=False) or voices.subject_of(begin, end)
            if speaker is not None:
                return Speaker(
                    speaker.kind, speaker.name, speaker.entity, speaker.span, None, 0.6
                ), "quotation-sentence-before"
            end = begin
        return None, "quotation-unattributed"
    if earlier is not None and earlier.speaker is not None and earlier.block == part.block - 1:
        closes = earlier.last >= page.ranges[earlier.block][1] - 12
        if earlier.quoted.unclosed or closes:
            return _again(earlier.speaker), "quotation-next-paragraph"
    return None, "quotation-unattributed"
