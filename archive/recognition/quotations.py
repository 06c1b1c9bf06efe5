"""Quotations with their speakers: whole sentences, fragments, and words held at arm's length."""

# ruff: noqa: PLR0911, SIM102 - evidence stands beside its reason

from __future__ import annotations

import re
from bisect import bisect_left

from archive.documents import QuotationKind, QuotationSpan, RoleClaim, Span, SpeakerKind

from .groups import Group
from .marks import quoted_spans
from .page import DOT, SENTENCE, Page
from .quotation_kinds import Part, is_clause, is_name, is_scare
from .references import Speaker
from .speakers import Voices

_PREDICATE = frozenset("is are was were be been as remains ist sind war waren als".split())
_FAR_BEFORE = 60  # words in which a cue before a quotation is looked for
_ENDS = ".!?…"
_DASH = re.compile(r"\s{0,3}[-–—]\s")


def find_quotations(
    page: Page, groups: list[Group], version: str, claims: list[RoleClaim]
) -> list[QuotationSpan]:
    """All quotations of the page, in order; parts around one cue joined."""
    voices = Voices(page, groups, claims)
    parts: list[Part] = []
    for number, block in enumerate(page.blocks):
        for quoted in quoted_spans(page.text, block.start, block.end):
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
    return [_made(page, joined, version) for joined in _joined(page, parts)]


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
        elif part.last - part.first < 4:
            part.kind, part.rule = QuotationKind.SCARE, "quotation-scare"
        else:
            part.rule = "quotation-unattributed"
        return
    part.speaker, part.rule = _continued(page, voices, part, before, earlier)


def _again(speaker: Speaker) -> Speaker:
    return Speaker(speaker.kind, speaker.name, speaker.entity, None, None, 0.7)


def _attributed(
    page: Page, voices: Voices, part: Part, before: Part | None, after: Part | None, text: str
) -> tuple[Speaker | None, str]:
    """The speaker by the words around the marks, in the same sentence."""
    after_cue = _cue_after(page, voices, part, after, text)
    if after_cue is not None and part.kind == QuotationKind.SENTENCE and after_cue.cue is not None:
        if after_cue.cue - part.last <= 3:
            return after_cue, "quotation-cue-after"
    dashed = _signed(page, voices, part)
    if dashed is not None:
        return dashed, "quotation-signed"
    low = page.ranges[part.block][0]
    floor = before.last + 1 if before is not None else low
    begin = part.first
    while begin > floor and part.first - begin < _FAR_BEFORE and not _stops(page, begin):
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
        if part.kind == QuotationKind.SENTENCE and page.text[: part.quoted.start - 1].rstrip()[-1:] == ":":
            speaker = _label(page, voices, _sentence(page, begin), part.first)
            if speaker is not None:
                return speaker, "quotation-colon"
    if after_cue is not None:
        return after_cue, "quotation-cue-after"
    # `Putin called it "a", and "b"`: the part before in this sentence had the cue.
    same_sentence = before is not None and not any(
        _stops(page, k) for k in range(before.last + 1, part.first + 1)
    )
    if (
        before is not None
        and before.speaker is not None
        and same_sentence
        and before.kind != QuotationKind.SENTENCE
    ):
        return _again(before.speaker), "quotation-same-sentence"
    return None, ""


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
    while stretch_end < upto and stretch_end - end < 30 and not _stops(page, stretch_end):
        stretch_end += 1
    speaker = voices.near_cue(range(end, stretch_end), inverted=True)
    if speaker is not None and closed and speaker.cue is not None and speaker.cue - end > 6:
        return None
    return speaker


def _sentence(page: Page, begin: int) -> int:
    """First word of the sentence that word `begin` stands in, quotations inside it passed over."""
    low = page.ranges[page.block_of[begin]][0]
    k = begin
    while k > low and begin - k < _FAR_BEFORE and not _stops(page, k):
        k -= 1
    return k


def _label(page: Page, voices: Voices, begin: int, end: int) -> Speaker | None:
    """ "Merkel: “We can do it.”": a name right before a colon, or the sentence's subject."""
    owner = page.owner[end - 1]
    if owner is not None and owner.kind in ("person", "organisation") and end - owner.first >= end - begin:
        return voices.entity(owner, 0.8)
    found = voices.subject_of(begin, end)
    if found is not None:
        return found
    # "an einer Antwort von Kremlsprecher Dmitri Peskov …: „Wir …“": the only person there is.
    people = {id(d): d for d in page.owner[begin:end] if d is not None and d.kind == "person"}
    return voices.entity(next(iter(people.values())), 0.45) if len(people) == 1 else None


def _stops(page: Page, k: int) -> bool:
    """Whether a sentence ends right before word `k`, marks aside."""
    gap = page.gaps[k]
    if gap == SENTENCE:
        between = page.text[page.ends[k - 1] : page.starts[k]] if k else ""
        return not between or any(c in between for c in ".!?…\n•") or not between.strip()
    if gap == DOT:
        return not page.joins(k)
    return False


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


# --------------------------------------------------------------------------- joining


def _joined(page: Page, parts: list[Part]) -> list[list[Part]]:
    """Parts of one quotation that only its cue divides: `“We wait,” said X. “But then we act.”`"""
    out: list[list[Part]] = []
    for part in parts:
        if out and _goes_on(page, out[-1][-1], part):
            out[-1].append(part)
        else:
            out.append([part])
    return out


def _goes_on(page: Page, a: Part, b: Part) -> bool:
    if a.block != b.block or a.kind != QuotationKind.SENTENCE or b.kind == QuotationKind.SCARE:
        return False
    if a.rule != "quotation-cue-after" or a.speaker is None:
        return False
    if page.text[a.quoted.end - 1] not in ",—–-…" and page.text[a.quoted.end + 1 : a.quoted.end + 2] != ",":
        return False
    sentences = sum(1 for k in range(a.last + 2, b.first) if _stops(page, k))
    if sentences or b.first - a.last > 40:
        return False
    if b.rule in ("quotation-continued", "quotation-same-sentence"):
        return True
    # `“We wait,” said X, “but then we act.”`
    return b.rule == "quotation-cue-before" and b.speaker is not None and b.speaker.cue == a.speaker.cue


def _made(page: Page, parts: list[Part], version: str) -> QuotationSpan:
    lead = parts[0]
    speaker = lead.speaker
    spans = tuple(Span(p.quoted.start, p.quoted.end) for p in parts)
    kind = lead.kind
    confidence = (speaker.confidence if speaker is not None else 0.5) - (0.2 if lead.quoted.unclosed else 0.0)
    cue_span = speaker_span = None
    cue = None
    if speaker is not None and speaker.cue is not None:
        cue = page.words[speaker.cue]
        cue_span = Span(page.starts[speaker.cue], page.ends[speaker.cue])
        if cue.lower() in ("according", "referred", "refers", "referring"):
            cue_span = Span(cue_span.start, page.ends[speaker.cue + 1])
            cue = cue_span.of(page.text)
    if speaker is not None and speaker.span is not None:
        speaker_span = Span(page.starts[speaker.span[0]], page.ends[speaker.span[1]])
    return QuotationSpan(
        kind,
        spans,
        " ".join(s.of(page.text) for s in spans),
        speaker.kind if speaker is not None else SpeakerKind.UNKNOWN,
        lead.rule or "quotation",
        version,
        speaker.entity if speaker is not None else None,
        speaker.name if speaker is not None else None,
        speaker_span,
        cue,
        cue_span,
        round(max(confidence, 0.1), 2),
    )
