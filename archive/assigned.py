"""Subjects assigned to an article that it does not name: how editors' words and the hierarchy settle them.

A program proposes rows with a score and no place. An accepted subject that no program proposes gets a row
all the same; a rejected one takes with it the wider ones that only it implied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.documents import EntityKind
from archive.models import Article, Mention, Topic, Verdict
from archive.models.merged import final

#: Rule of a row that is there because an editor assigned the subject.
EDITOR = "subject-editor"
#: Rule of a row that a narrower subject implies; those that follow from editors' words bear no version.
WIDER = "subject-wider"
_REJECTING = frozenset({Verdict.Word.REJECTED, Verdict.Word.NOT_A_MENTION})


def is_assigned(mention: Mention) -> bool:
    """Whether a row stands for an assignment, not for a name in the text."""
    return mention.kind == EntityKind.TOPIC and mention.score is not None and not mention.occurrences


def rule_of(mention: Mention) -> str:
    """The rule by which a subject was assigned."""
    return mention.reason.partition("/")[0]


def made_by_a_word(mention: Mention) -> bool:
    """Whether a row is there only because of an editor's word."""
    return is_assigned(mention) and mention.reason in (EDITOR, WIDER)


def follow(article: Article, said: Iterable[Verdict], mentions: list[Mention]) -> None:
    """Let assigned subjects show what verdicts say; rows are added to `mentions`, or taken out and deleted.

    `mentions` are all rows of the article, reset and unsaved, with the records they are linked to.
    """
    words = {v.record_id: v.word for v in said if v.subject == Verdict.Subject.TOPIC}
    if not words and not any(made_by_a_word(m) for m in mentions):
        return
    for mention in mentions:
        word = words.get(_key(mention))
        mention.accepted = mention.accepted or word == Verdict.Word.ACCEPTED
        mention.rejected = mention.rejected or word in _REJECTING
    accepted = [key for key, word in words.items() if word == Verdict.Word.ACCEPTED]
    _drop(mentions, [m for m in mentions if m.reason == EDITOR and not m.accepted and is_assigned(m)])
    _add_assigned(article, accepted, mentions)
    _follow_the_hierarchy(article, words, mentions)


def _key(mention: Mention) -> str:
    return mention.linked_topic.public_id if mention.linked_topic else "(open)"


def _add_assigned(article: Article, accepted: Sequence[str], mentions: list[Mention]) -> None:
    there = {_key(m) for m in mentions}
    missing = [key for key in accepted if key not in there]
    if missing:
        topics = Topic.objects.filter(public_id__in=missing).select_related("merged_into").order_by("pk")
        _add(article, [_row(article, topic, 1.0, [], EDITOR) for topic in topics], mentions)
        for mention in mentions:
            mention.accepted = mention.accepted or (_key(mention) in missing and mention.reason == EDITOR)


def _follow_the_hierarchy(article: Article, words: dict[str, str], mentions: list[Mention]) -> None:
    """Wider subjects stand as long as a narrower one does; those of an editor's subject are added."""
    standing = [
        m
        for m in mentions
        if is_assigned(m) and not m.rejected and m.topic is not None and (m.accepted or rule_of(m) != WIDER)
    ]
    implied: dict[int, tuple[Topic, Mention]] = {}
    for mention in sorted(standing, key=lambda m: (not m.accepted, -(m.score or 0.0))):
        for topic in wider_than(mention.topic):
            implied.setdefault(topic.pk, (topic, mention))
    groundless = [m for m in mentions if is_assigned(m) and rule_of(m) == WIDER and m.topic_id not in implied]
    _drop(mentions, [m for m in groundless if m.reason == WIDER and not m.accepted])
    for mention in groundless:
        mention.rejected = mention.rejected or not mention.accepted
    there = {m.topic_id for m in mentions}
    fresh = [
        _row(article, topic, mention.score or 0.0, [mention.surface], WIDER)
        for pk, (topic, mention) in implied.items()
        if pk not in there and words.get(topic.public_id) not in _REJECTING
    ]
    _add(article, fresh, mentions)


def wider_than(topic: Topic | None) -> list[Topic]:
    """The subjects that a subject implies, the nearest first."""
    out: list[Topic] = []
    seen = {topic.pk} if topic else set()
    while topic is not None and topic.broader is not None:
        above = final(topic.broader)
        topic = above if isinstance(above, Topic) else None
        if topic is None or topic.pk in seen:
            break  # a circle, made by a merge
        seen.add(topic.pk)
        out.append(topic)
    return out


def _row(article: Article, topic: Topic, score: float, evidence: list[str], rule: str) -> Mention:
    reading = article.current_reading
    stands_for = final(topic)
    return Mention(
        article=article,
        layer=reading.layer if reading else None,
        kind=EntityKind.TOPIC.value,
        topic_kind=topic.kind,
        surface=topic.name,
        linked_topic=topic,
        topic=stands_for if isinstance(stands_for, Topic) else None,
        score=score,
        confidence=score,
        evidence=evidence,
        reason=rule,
    )


def _add(article: Article, rows: list[Mention], mentions: list[Mention]) -> None:
    if rows and article.current_reading is not None:
        mentions += Mention.objects.bulk_create(rows)


def _drop(mentions: list[Mention], rows: list[Mention]) -> None:
    if rows:
        gone = {m.pk for m in rows}
        Mention.objects.filter(pk__in=gone).delete()
        mentions[:] = [m for m in mentions if m.pk not in gone]
