"""Words spoken without quotation marks: answers in an interview, lines of dialogue that open with a dash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.documents import BlockKind, QuotationKind, QuotationSpan, Span, SpeakerKind

from .page import COMMA, Page
from .pronouns import Speaker
from .speakers import Voices

#: "DW: ", "Ivan Petrov: ", "Frage: " at the start of a paragraph.
_LABEL = re.compile(r"([^\s:?!.,;“”\"][^\n:?!;“”\"]{0,50}?) ?: ?(?=\S)")
_ASKING = frozenset("q question frage pregunta domanda pergunta vraag вопрос soru".split())
_ANSWERING = frozenset("a answer antwort respuesta risposta resposta réponse antwoord ответ cevap".split())
#: What closes an interview: who held it, what was done to it.
_CLOSING = re.compile(
    r"\b(?:interview(?:ed|er)?|gespräch führte|fragen stellte|entrevista|entretien|intervista|интервью)\b",
    re.I,
)
_LONGEST_QUESTION = 350
_DASHES = "–—―"
_OPENING_DASH = re.compile(rf"\s*[{_DASHES}-]\s*(?=[^\W\d_¿¡])")
#: A dash between what is said and who says it: Spanish glues it to one side.
_INNER_DASH = re.compile(rf"(?:(?<=[\s.,!?…])[{_DASHES}]\s?|\s?[{_DASHES}](?=[\s.,]))")


@dataclass(slots=True)
class _Turn:
    """One paragraph of an interview: `start` is where the words begin, behind a label."""

    block: int
    start: int
    label: str = ""
    speaker: Speaker | None = None
    asks: bool = False


def find_spoken(
    page: Page, voices: Voices, attributed: Mapping[int, int | None], version: str
) -> list[QuotationSpan]:
    """Answers and lines of dialogue, in the order of the text.

    `attributed` holds the blocks with a quotation in marks and its speaker's entity: where somebody else is
    quoted so, an interview is over.
    """
    found = [*_answers(page, voices, attributed, version), *_dialogue(page, voices, version)]
    return sorted(found, key=lambda q: q.parts[0].start)


# --------------------------------------------------------------------------- interviews


def _answers(
    page: Page, voices: Voices, attributed: Mapping[int, int | None], version: str
) -> Iterator[QuotationSpan]:
    turns = [_turn(page, voices, number) for number in range(len(page.blocks))]
    labelled = [t for t in turns if t.label]
    if not _is_interview(labelled):
        return
    askers = _askers(page, labelled)
    first, answering = labelled[0].block, list[_Turn]()
    speaker: Speaker | None = None
    for turn in turns[first:]:
        block = page.blocks[turn.block]
        text = page.text[turn.start : block.end]
        if turn.label:
            yield from _made(page, answering, speaker, version)
            answering = []
            asks = turn.label in askers
            speaker = None if asks else turn.speaker or speaker
            if not asks and turn.speaker is not None:
                answering = [turn]
            continue
        if _CLOSING.search(text) and len(text) < _LONGEST_QUESTION:
            break
        if text.endswith("?") and len(text) < _LONGEST_QUESTION:
            yield from _made(page, answering, speaker, version)
            answering = []
            # A question without a label is put to whom the label before it named, if that was one person.
            answered = [t for t in labelled if t.label not in askers and t.speaker is not None]
            if len({t.label for t in answered}) == 1:
                speaker = answered[0].speaker
            continue
        if speaker is not None and attributed.get(turn.block, speaker.entity) != speaker.entity:
            break
        if block.kind != BlockKind.PARAGRAPH or (speaker is not None and _tells_of(page, turn, speaker)):
            continue
        if speaker is not None:
            answering.append(turn)
    yield from _made(page, answering, speaker, version)


def _turn(page: Page, voices: Voices, number: int) -> _Turn:
    block = page.blocks[number]
    found = _LABEL.match(page.text, block.start, min(block.end, block.start + 80))
    if found is None or block.kind not in (BlockKind.PARAGRAPH, BlockKind.SUBHEADING, BlockKind.LIST_ITEM):
        return _Turn(number, block.start)
    first, high = page.ranges[number]
    last = first
    while last + 1 < high and page.ends[last + 1] <= found.end(1):
        last += 1
    owner = page.owner[last]
    label = found[1].casefold()
    if owner is not None and owner.first == first and owner.last == last and owner.kind != "place":
        return _Turn(number, found.end(), label, voices.entity(owner, 0.85))
    if label in _ASKING | _ANSWERING:
        return _Turn(number, found.end(), label)
    return _Turn(number, block.start)


def _is_interview(labelled: list[_Turn]) -> bool:
    """Two who take turns: each labelled, one of them a body or more than once."""
    labels = Counter(t.label for t in labelled)
    if len(labels) < 2 or len(labelled) < 2:
        return False
    asking = any(t.speaker is None or t.speaker.kind == SpeakerKind.ORGANISATION for t in labelled)
    return (asking or max(labels.values()) > 1) and labelled[-1].block - labelled[0].block < 400


def _askers(page: Page, labelled: list[_Turn]) -> set[str]:
    """Labels of those who ask: the outlet, "Q", or whoever's words end in question marks most."""
    asked: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for turn in labelled:
        said[turn.label] += 1
        asked[turn.label] += page.text[page.blocks[turn.block].end - 1] == "?"
    bodies = {
        t.label
        for t in labelled
        if t.label in _ASKING or (t.speaker is not None and t.speaker.kind == SpeakerKind.ORGANISATION)
    }
    return bodies or {label for label in said if 2 * asked[label] > said[label]}


def _tells_of(page: Page, turn: _Turn, speaker: Speaker) -> bool:
    """Whether a paragraph speaks of the interviewed as of another: "Ivan Petrov is a professor at …"."""
    first = page.ranges[turn.block][0]
    owner = page.owner[first] if first < len(page.owner) else None
    return owner is not None and owner.kind == "person" and owner.entity == speaker.entity


def _made(page: Page, turns: list[_Turn], speaker: Speaker | None, version: str) -> Iterator[QuotationSpan]:
    if speaker is None or not turns:
        return
    spans = tuple(Span(t.start, page.blocks[t.block].end) for t in turns)
    label = turns[0].speaker
    named = label.span if label is not None else None
    yield QuotationSpan(
        QuotationKind.SENTENCE,
        spans,
        " ".join(s.of(page.text) for s in spans),
        speaker.kind,
        "quotation-interview",
        version,
        speaker.entity,
        speaker.name,
        Span(page.starts[named[0]], page.ends[named[1]]) if named is not None else None,
        None,
        None,
        0.8,
    )


# --------------------------------------------------------------------------- dialogue


def _dialogue(page: Page, voices: Voices, version: str) -> Iterator[QuotationSpan]:
    """ "– We will not give up, said Peter Hansen.", "—No iremos —dijo Juan—. Y punto."."""
    for number, block in enumerate(page.blocks):
        opened = _OPENING_DASH.match(page.text, block.start, block.end)
        if opened is None:
            continue
        inner = [m.span() for m in _INNER_DASH.finditer(page.text, opened.end(), block.end)]
        told = (
            _between(page, voices, number, opened.end(), inner)
            if inner
            else _after_comma(page, voices, number, opened.end())
        )
        if told is None:
            continue
        speaker, spans = told
        yield QuotationSpan(
            QuotationKind.SENTENCE,
            spans,
            " ".join(s.of(page.text) for s in spans),
            speaker.kind,
            "quotation-dash",
            version,
            speaker.entity,
            speaker.name,
            Span(page.starts[speaker.span[0]], page.ends[speaker.span[1]]) if speaker.span else None,
            page.words[speaker.cue] if speaker.cue is not None else None,
            Span(page.starts[speaker.cue], page.ends[speaker.cue]) if speaker.cue is not None else None,
            0.75,
        )


def _between(
    page: Page, voices: Voices, number: int, start: int, inner: list[tuple[int, int]]
) -> tuple[Speaker, tuple[Span, ...]] | None:
    """Speech, then who says it between dashes, then more speech."""
    end = page.blocks[number].end
    upto = inner[1][0] if len(inner) > 1 else end
    first, high = page.ranges[number]
    words = [k for k in range(first, high) if inner[0][1] <= page.starts[k] < upto][:30]
    speaker = voices.near_cue(words, inverted=True) if words else None
    if speaker is None or speaker.cue is None or speaker.cue - words[0] > 3:
        return None
    spans = [_trimmed(page, start, inner[0][0])]
    if len(inner) > 1:
        spans.append(_trimmed(page, inner[1][1], end))
    kept = tuple(s for s in spans if s.end > s.start)
    return (speaker, kept) if kept else None


def _after_comma(
    page: Page, voices: Voices, number: int, start: int
) -> tuple[Speaker, tuple[Span, ...]] | None:
    """Speech, a comma (or its own mark), the verb of saying in small letters, the speaker, nothing more."""
    first, high = page.ranges[number]
    for k in range(max(first + 1, high - 16), high):
        closes = page.text[page.ends[k - 1] : page.starts[k]].strip()
        if (page.gaps[k] == COMMA or closes in ("?", "!", "…")) and page.words[k][0].islower():
            speaker = voices.near_cue(range(k, high), inverted=True)
            if speaker is not None and speaker.cue is not None and speaker.cue - k <= 2:
                span = _trimmed(page, start, page.starts[k])
                return (speaker, (span,)) if span.end > span.start else None
    return None


def _trimmed(page: Page, start: int, end: int) -> Span:
    """Without white space, and without the comma or stop that belongs to the sentence around."""
    while start < end and (page.text[start].isspace() or page.text[start] in ".,;"):
        start += 1
    while start < end and (page.text[end - 1].isspace() or page.text[end - 1] in ","):
        end -= 1
    return Span(start, end)
