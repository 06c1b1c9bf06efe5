"""What editors' verdicts make of the rows that programs proposed: read again after every reading.

A verdict is the truth; `accepted`, `rejected` and the record a mention stands for follow it here and
nowhere else. The place a verdict speaks of is found by layer and span, and when offsets have moved, by its
words and what stands around them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from archive import assigned
from archive.documents import EntityKind
from archive.models import (
    Article,
    Attestation,
    Mention,
    Organisation,
    Person,
    Quotation,
    Topic,
    Verdict,
)
from archive.models.authority import AuthorityRecord
from archive.models.merged import final, with_merged
from archive.names import fold_words

#: How many characters before and after the words are kept with a verdict.
CONTEXT = 60
#: How many of them must agree on either side before a place that has moved is believed to be the same one …
_ENOUGH_ON_A_SIDE = 12
#: … or on both together, where the text on one side was changed.
_ENOUGH_IN_ALL = 40

MODELS: dict[str, type[Person] | type[Organisation] | type[Topic]] = {
    EntityKind.PERSON: Person,
    EntityKind.ORGANISATION: Organisation,
    EntityKind.TOPIC: Topic,
}
REJECTING = frozenset({Verdict.Word.REJECTED, Verdict.Word.NOT_A_MENTION})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: span, words, and what is around them."""

    start: int
    end: int
    words: str
    before: str
    after: str


def place_of(text: str, start: int, end: int) -> Place:
    """The place of `text[start:end]`, with its context."""
    return Place(
        start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


def find_again(
    verdict: Verdict,
    layer_digest: str,
    places: Sequence[Place],
    prefer: Callable[[int], bool] = lambda index: True,
) -> int | None:
    """Index of the place that a verdict speaks of; None where it is gone or cannot be told from others.

    Several things can stand at one place (two people in one role): `prefer` then says which is meant.
    """
    if verdict.layer_digest == layer_digest:
        same = [i for i, p in enumerate(places) if (p.start, p.end) == (verdict.start, verdict.end)]
        if same:
            return next((i for i in same if prefer(i)), same[0])
    words = fold_words(verdict.words)
    scored = sorted(
        (
            (_likeness(verdict, place), index)
            for index, place in enumerate(places)
            if fold_words(place.words) == words
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    best = [index for score, index in scored if score and score == scored[0][0]]
    spans = {(places[i].start, places[i].end) for i in best}
    if len(spans) != 1:
        return None
    return next((i for i in best if prefer(i)), best[0])


def _likeness(verdict: Verdict, place: Place) -> int:
    """How many characters agree outwards from the words; 0 where that is too little to go by."""
    before = _common(verdict.before[::-1], place.before[::-1])
    after = _common(verdict.after, place.after)
    enough = before >= min(_ENOUGH_ON_A_SIDE, len(verdict.before)) and after >= min(
        _ENOUGH_ON_A_SIDE, len(verdict.after)
    )
    return before + after if enough or before + after >= _ENOUGH_IN_ALL else 0


def _common(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def in_force(article: Article) -> list[Verdict]:
    """The verdicts on an article, and on what was merged into it, that none has superseded, oldest first."""
    ids = [work.public_id for work in with_merged(article)]
    return list(Verdict.objects.filter(article_id_public__in=ids, superseded_by=None).order_by("id"))


def apply(article: Article) -> None:
    """Let every row of the article show what the verdicts say. Call inside the transaction of the change."""
    verdicts = in_force(article)
    mentions = list(
        article.mentions.select_related(
            "linked_person__merged_into",
            "linked_organisation__merged_into",
            "linked_topic__merged_into",
            "person",
            "organisation",
            "topic",
        )
    )
    if not verdicts:
        if any(map(_shows_a_verdict, mentions)) or _judged(article):
            _reset(mentions)
            assigned.follow(article, [], mentions)
            _save(mentions)
            _apply_to_statements(article, [], "", "")
        return
    _reset(mentions)
    layer = article.current_reading.layer if article.current_reading else None
    digest, text = (layer.digest, layer.text) if layer else ("", "")
    for verdict in verdicts:
        if verdict.subject == Verdict.Subject.MENTION:
            _apply_to_mentions(verdict, mentions)
        elif verdict.subject == Verdict.Subject.OCCURRENCE:
            _apply_to_occurrence(verdict, mentions, digest, text)
    for mention in mentions:
        if mention.occurrences and not mention.standing_occurrences():
            mention.rejected, mention.accepted = True, False
    assigned.follow(article, verdicts, mentions)
    _save(mentions)
    _apply_to_statements(article, verdicts, digest, text)


def set_record(mention: Mention, record: AuthorityRecord | None) -> None:
    """Let a mention (unsaved) stand for a record of its kind, or for none."""
    mention.person = record if isinstance(record, Person) else None
    mention.organisation = record if isinstance(record, Organisation) else None
    mention.topic = record if isinstance(record, Topic) else None


def _shows_a_verdict(mention: Mention) -> bool:
    return (
        mention.accepted
        or mention.rejected
        or assigned.made_by_a_word(mention)
        or final(mention.linked) != mention.record
        or any("rejected" in o for o in mention.occurrences)
    )


def _judged(article: Article) -> bool:
    return (
        Attestation.objects.filter(article=article).exclude(accepted=False, rejected=False).exists()
        or Quotation.objects.filter(article=article).exclude(accepted=False, rejected=False).exists()
    )


def _reset(mentions: Iterable[Mention]) -> None:
    for mention in mentions:
        mention.accepted = mention.rejected = False
        for occurrence in mention.occurrences:
            occurrence.pop("rejected", None)
        set_record(mention, final(mention.linked))


def _save(mentions: Sequence[Mention]) -> None:
    if mentions:
        Mention.objects.bulk_update(
            mentions,
            ["accepted", "rejected", "occurrences", "person", "organisation", "topic"],
            batch_size=200,
        )


def _apply_to_mentions(verdict: Verdict, mentions: Sequence[Mention]) -> None:
    for mention in _spoken_of(verdict, mentions):
        if verdict.word in REJECTING:
            mention.rejected, mention.accepted = True, False
        elif verdict.word == Verdict.Word.ACCEPTED:
            mention.rejected, mention.accepted = False, True
            for occurrence in mention.occurrences:  # what was struck before stands again
                occurrence.pop("rejected", None)
        elif verdict.word == Verdict.Word.DIFFERENT:
            other = MODELS[mention.kind].objects.filter(public_id=verdict.other_id).first()
            set_record(mention, final(other))
            mention.accepted, mention.rejected = other is not None, False


def _spoken_of(verdict: Verdict, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions a verdict is on: those linked to its record; where there is none any more, by its words.

    The linker may have learned another record for them since: what an editor said of the words stands.
    """
    same_kind = [m for m in mentions if m.kind == verdict.record_kind and not assigned.is_assigned(m)]
    by_words = [m for m in same_kind if fold_words(m.surface) == fold_words(verdict.words)]
    if verdict.word == Verdict.Word.NOT_A_MENTION or not verdict.record_id:
        return by_words
    linked = [m for m in same_kind if m.linked is not None and m.linked.public_id == verdict.record_id]
    return linked or by_words


def _apply_to_occurrence(verdict: Verdict, mentions: Sequence[Mention], digest: str, text: str) -> None:
    spots = [
        (mention, occurrence)
        for mention in mentions
        if mention.kind == verdict.record_kind
        for occurrence in mention.occurrences
    ]
    index = find_again(verdict, digest, [place_of(text, o["start"], o["end"]) for _m, o in spots])
    if index is None:
        return
    if verdict.word in REJECTING:
        spots[index][1]["rejected"] = True
    elif verdict.word == Verdict.Word.ACCEPTED:
        spots[index][1].pop("rejected", None)


def value_judged(statement: Attestation | Quotation) -> tuple[str, str]:
    """What a verdict on a statement keeps of it: permanent id of the person, and the value."""
    if isinstance(statement, Quotation):
        return "", statement.speaker[:300]
    person = statement.mention.record
    body = statement.organisation_mention
    value = f"{statement.role or ''} | {body.surface if body else ''}"[:300]
    return person.public_id if person else "", value


def _apply_to_statements(article: Article, verdicts: Sequence[Verdict], digest: str, text: str) -> None:
    for model, subject in (
        (Attestation, Verdict.Subject.ATTESTATION),
        (Quotation, Verdict.Subject.QUOTATION),
    ):
        rows: list[Any] = list(model.objects.filter(article=article))
        for row in rows:
            row.accepted = row.rejected = False
        concerned = [v for v in verdicts if v.subject == subject]
        places = [place_of(text, row.start, row.end) for row in rows] if concerned else []
        for verdict in concerned:
            meant = [value_judged(row) == (verdict.record_id, verdict.value) for row in rows]
            index = find_again(verdict, digest, places, meant.__getitem__)
            if index is not None:
                rows[index].accepted = verdict.word == Verdict.Word.ACCEPTED
                rows[index].rejected = verdict.word in REJECTING
        model.objects.bulk_update(rows, ["accepted", "rejected"], batch_size=200)
