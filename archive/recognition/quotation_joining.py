"""Parts of one quotation joined, and what leaves recognition of it."""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

from archive.documents import QuotationKind, QuotationSpan, Span, SpeakerKind

from .page import Page
from .quotation_kinds import Part, stops


def joined(page: Page, parts: list[Part]) -> list[list[Part]]:
    """Parts of one quotation that only its cue divides: `“We wait,” said X. “But then we act.”`"""
    out: list[list[Part]] = []
    for part in parts:
        if out and _goes_on(page, out[-1][-1], part):
            out[-1].append(part)
        else:
            out.append([part])
    return out


def _goes_on(page: Page, a: Part, b: Part) -> bool:
    if a.quoted.unclosed and b.block == a.block + 1 and b.kind == QuotationKind.SENTENCE:
        # a new mark, or none, at the start of the next paragraph: the same words go on
        opens = b.first == page.ranges[b.block][0]
        same = a.speaker is not None and b.speaker is not None and a.speaker.name == b.speaker.name
        return opens and (same or b.speaker is None)
    if a.block != b.block or a.kind != QuotationKind.SENTENCE or b.kind == QuotationKind.SCARE:
        return False
    if a.rule != "quotation-cue-after" or a.speaker is None:
        return False
    if page.text[a.quoted.end - 1] not in ",—–-…" and page.text[a.quoted.end + 1 : a.quoted.end + 2] != ",":
        return False
    sentences = sum(1 for k in range(a.last + 2, b.first) if stops(page, k))
    if sentences or b.first - a.last > 40:
        return False
    if b.rule in ("quotation-continued", "quotation-same-sentence"):
        return True
    # `“We wait,” said X, “but then we act.”`
    return b.rule == "quotation-cue-before" and b.speaker is not None and b.speaker.cue == a.speaker.cue


def made(page: Page, parts: list[Part], version: str) -> QuotationSpan:
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
