"""Quotations with their speakers: whole sentences, fragments, and words held at arm's length."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from archive.documents import QuotationKind, QuotationSpan, RoleClaim, Span, SpeakerKind

from .coreference import Group
from .lexicon import W
from .marks import Quoted, quoted_spans
from .page import DOT, SENTENCE, Page
from .speakers import Speaker, Voices

_CLAUSE_WORDS = frozenset(
    "is are was were be been has have had will would can could should must may might do does did am isn't aren't wasn't"
    " don't doesn't didn't won't can't couldn't wouldn't it's that's there's we're they're i'm you're he's she's we've"
    " i've they've we'll i'll let's i we you they he she it there this who"
    " ist sind war waren hat haben hatte wird werden kann können muss müssen soll will wir ich sie er es man gibt"
    " est sont a ont était sera es son está han fue será è sono ha hanno".split()
)
_HELD_OFF = re.compile(
    r"(?:so-called|called|named|known as|dubbed|titled|entitled|nicknamed|codenamed|termed|word|words|term|phrase|"
    r"sogenannten?|sogenannter|namens|genannt|Titel|Begriff|Film|film|book|novel|song|album|series)\s*$"
)
_PREDICATE = frozenset("is are was were be been as remains ist sind war waren als".split())
_ENDS = ".!?…"


@dataclass(slots=True)
class _Part:
    """One pair of marks on its way to a quotation."""

    quoted: Quoted
    block: int
    first: int  # words
    last: int
    kind: QuotationKind = QuotationKind.FRAGMENT
    speaker: Speaker | None = None
    rule: str = ""


def find_quotations(page: Page, groups: list[Group], version: str, claims: list[RoleClaim]) -> list[QuotationSpan]:
    """All quotations of the page, in order; parts around one cue joined."""
    voices = Voices(page, groups, claims)
    parts: list[_Part] = []
    for number, block in enumerate(page.blocks):
        for quoted in quoted_spans(page.text, block.start, block.end):
            first, last = bisect_left(page.starts, quoted.start), bisect_left(page.starts, quoted.end) - 1
            if last >= first:
                parts.append(_Part(quoted, number, first, last))
    for at, part in enumerate(parts):
        before = parts[at - 1] if at and parts[at - 1].block == part.block else None
        after = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].block == part.block else None
        _read(page, voices, part, before, after, parts[at - 1] if at else None)
        if part.speaker is not None and part.kind != QuotationKind.SCARE and part.speaker.kind != SpeakerKind.UNKNOWN:
            voices.last, voices.last_block = part.speaker, part.block
    return [_made(page, joined, version) for joined in _joined(page, parts)]


# --------------------------------------------------------------------------- one pair of marks


def _read(
    page: Page, voices: Voices, part: _Part, before: _Part | None, after: _Part | None, earlier: _Part | None
) -> None:
    text = page.text[part.quoted.start : part.quoted.end]
    part.kind = QuotationKind.SENTENCE if _is_clause(page, part, text) else QuotationKind.FRAGMENT
    if _is_name(page, part, before):
        part.kind, part.rule = QuotationKind.SCARE, "quotation-name"
        return
    part.speaker, part.rule = _attributed(page, voices, part, before, after, text)
    if part.speaker is not None:
        if part.kind == QuotationKind.FRAGMENT and _is_scare(page, part):
            part.kind, part.speaker, part.rule = QuotationKind.SCARE, None, "quotation-scare"
        return
    if part.kind == QuotationKind.FRAGMENT:
        previous = page.words[part.first - 1].lower() if part.first > page.ranges[part.block][0] else ""
        if before is not None and before.speaker is not None and before.kind == QuotationKind.SENTENCE and (
            previous in _PREDICATE or part.last - part.first >= 4
        ):
            part.speaker, part.rule = _again(before.speaker), "quotation-continued"
        elif part.last - part.first < 4:
            part.kind, part.rule = QuotationKind.SCARE, "quotation-scare"
        else:
            part.rule = "quotation-unattributed"
        return
    part.speaker, part.rule = _continued(page, part, before, earlier)


def _again(speaker: Speaker) -> Speaker:
    return Speaker(speaker.kind, speaker.name, speaker.entity, None, None, 0.7)


def _is_clause(page: Page, part: _Part, text: str) -> bool:
    """A whole clause or more, as against some words in the reporter's sentence."""
    words = [w.lower() for w in page.words[part.first : part.last + 1]]
    count = len(words)
    verb = any(w.replace("’", "'") in _CLAUSE_WORDS for w in words)
    if text[:1].isupper() and (count >= 3 and (verb or text[-1:] in ".,!?…" or count >= 6)):
        return True
    if text[:1].isupper() and text[-1:] in "!?" or text[:1].isupper() and text[-1:] in "." and count >= 2:
        return True
    return count >= 4 and verb and (words[0].replace("’", "'") in _CLAUSE_WORDS or text[-1:] in ".,!?…" or count >= 8)


def _is_name(page: Page, part: _Part, before: _Part | None) -> bool:
    """Marks that only hold a name: "Islamic State", the title of a film."""
    owners = {id(page.owner[k]) for k in range(part.first, part.last + 1)}
    owner = page.owner[part.first]
    if len(owners) == 1 and owner is not None and owner.first == part.first and owner.last == part.last:
        return True
    lead = page.text[max(part.quoted.start - 30, 0) : part.quoted.start - 1]
    if _HELD_OFF.search(lead) and part.last - part.first < 8 and part.kind == QuotationKind.FRAGMENT:
        return True
    if part.kind == QuotationKind.FRAGMENT and part.last > part.first:
        long_words = [k for k in range(part.first, part.last + 1) if len(page.words[k]) > 3 or k == part.first]
        if not page.lexicon.nouns_capital and len(long_words) > 2 and all(page.bits[k] & W.CAP for k in long_words):
            return True
    return False


def _is_scare(page: Page, part: _Part) -> bool:
    """A word or two with an article before it, far from any verb of saying."""
    speaker = part.speaker
    if speaker is None or speaker.cue is None or part.last - part.first > 1:
        return False
    distance = part.first - speaker.cue if speaker.cue < part.first else speaker.cue - part.last
    return distance > 14


def _attributed(
    page: Page, voices: Voices, part: _Part, before: _Part | None, after: _Part | None, text: str
) -> tuple[Speaker | None, str]:
    """The speaker by the words around the marks, in the same sentence."""
    after_cue = _cue_after(page, voices, part, after, text)
    if after_cue is not None and part.kind == QuotationKind.SENTENCE and after_cue.cue is not None:
        if after_cue.cue - part.last <= 3:
            return after_cue, "quotation-cue-after"
    low = page.ranges[part.block][0]
    floor = before.last + 1 if before is not None else low
    begin = part.first
    while begin > floor and not _stops(page, begin):
        begin -= 1
    if begin < part.first:
        # "Timofeyev said: “…”", "dismissing it as “nothing special”"
        speaker = voices.near_cue(range(begin, part.first), inverted=False)
        if speaker is not None:
            return speaker, "quotation-cue-before"
        if part.kind == QuotationKind.SENTENCE and page.text[: part.quoted.start - 1].rstrip()[-1:] == ":":
            speaker = _label(page, voices, begin, part.first)
            if speaker is not None:
                return speaker, "quotation-colon"
    if after_cue is not None:
        return after_cue, "quotation-cue-after"
    # `Putin called it "a", and "b"`: the part before in this sentence had the cue.
    same_sentence = before is not None and not any(_stops(page, k) for k in range(before.last + 1, part.first + 1))
    if before is not None and before.speaker is not None and same_sentence and before.kind != QuotationKind.SENTENCE:
        return _again(before.speaker), "quotation-same-sentence"
    return None, ""


def _cue_after(page: Page, voices: Voices, part: _Part, after: _Part | None, text: str) -> Speaker | None:
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


def _label(page: Page, voices: Voices, begin: int, end: int) -> Speaker | None:
    """ "Merkel: “We can do it.”": a name right before a colon."""
    owner = page.owner[end - 1]
    if owner is not None and owner.kind in ("person", "organisation") and end - begin < 12:
        return voices.entity(owner, 0.8)
    for k in range(begin, end):
        owner = page.owner[k]
        if owner is not None and owner.kind == "person":
            return voices.entity(owner, 0.5)
    return None


def _stops(page: Page, k: int) -> bool:
    """Whether a sentence ends right before word `k`, marks aside."""
    gap = page.gaps[k]
    if gap == SENTENCE:
        between = page.text[page.ends[k - 1] : page.starts[k]] if k else ""
        return not between or any(c in between for c in ".!?…\n•") or not between.strip()
    if gap == DOT:
        return not page.joins(k)
    return False


def _closed_outside(page: Page, part: _Part) -> bool:
    """`… “long overdue”. Then`: the sentence ends after the mark."""
    rest = page.text[part.quoted.end + 1 : part.quoted.end + 3]
    return rest[:1] in ".!?"


def _continued(
    page: Page, part: _Part, before: _Part | None, earlier: _Part | None
) -> tuple[Speaker | None, str]:
    """A sentence in marks without a cue: the speaker before it goes on."""
    if before is not None and before.speaker is not None:
        return _again(before.speaker), "quotation-continued"
    if (
        earlier is not None
        and earlier.speaker is not None
        and earlier.block == part.block - 1
        and part.first == page.ranges[part.block][0]
        and (earlier.quoted.unclosed or earlier.last >= page.ranges[earlier.block][1] - 12)
    ):
        return _again(earlier.speaker), "quotation-next-paragraph"
    low = page.ranges[part.block][0]
    # The sentence before ends in a colon or names one person: "Merkel was clear. “We …”" stays unknown.
    if part.first > low and page.text[: part.quoted.start - 1].rstrip()[-1:] == ":":
        return None, "quotation-unattributed"
    return None, "quotation-unattributed"


# --------------------------------------------------------------------------- joining


def _joined(page: Page, parts: list[_Part]) -> list[list[_Part]]:
    """Parts of one quotation that only its cue divides: `“We wait,” said X. “But then we act.”`"""
    out: list[list[_Part]] = []
    for part in parts:
        if out and _goes_on(page, out[-1][-1], part):
            out[-1].append(part)
        else:
            out.append([part])
    return out


def _goes_on(page: Page, a: _Part, b: _Part) -> bool:
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


def _made(page: Page, parts: list[_Part], version: str) -> QuotationSpan:
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
        if cue.lower() == "according":
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


