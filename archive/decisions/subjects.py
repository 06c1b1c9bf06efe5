"""Editors' words on what an article is about: subjects accepted, rejected, and assigned unproposed."""

from __future__ import annotations

from django.db import transaction

from archive import assigned, verdicts
from archive.decisions.editing import Editor
from archive.decisions.writing import write
from archive.documents import TopicKind
from archive.models import Article, Mention, Topic, Verdict


def judge_subject(mention: Mention, word: str, user: Editor, reason: str) -> Verdict:
    """The word on an assigned subject; a row that is there only by an editor's word may be gone after it."""
    verdict = write(
        _on_subject(mention.linked_topic, word, assigned.rule_of(mention), reason, _version_of(mention)),
        mention,
        user=user,
    )
    mention.accepted, mention.rejected = word == Verdict.Word.ACCEPTED, word in verdicts.REJECTING
    return verdict


def _version_of(mention: Mention) -> str:
    """The version of the rule that proposed it, "" for an editor's own word."""
    return mention.reason.rpartition("/")[2] if "/" in mention.reason else ""


def _on_subject(topic: Topic | None, word: str, rule: str, reason: str, version: str = "") -> Verdict:
    return Verdict(
        subject=Verdict.Subject.TOPIC,
        word=word,
        record_kind="topic",
        record_id=topic.public_id if topic else "",
        words=topic.name if topic else "",
        rule=rule[:80],
        version=version[:80],
        reason=reason,
    )


@transaction.atomic
def assign_subject(article: Article, topic: Topic, *, user: Editor, reason: str = "") -> Verdict:
    """Say that an article is about a subject, proposed or not: it stands at every reload, wider ones implied.

    Raises `ValueError` for an event or a place, which the text has to name, and for an article without text.
    """
    if topic.kind != TopicKind.SUBJECT:
        raise ValueError(f"“{topic}” is a {topic.kind}: only subjects are assigned.")
    if article.current_reading is None:
        raise ValueError(f"“{article}” has no text that it could be said of.")
    proposed = article.mentions.filter(linked_topic=topic).first()
    if proposed is not None and not assigned.made_by_a_word(proposed):
        return judge_subject(proposed, Verdict.Word.ACCEPTED, user, reason)
    verdict = _on_subject(topic, Verdict.Word.ACCEPTED, assigned.EDITOR, reason)
    return write(verdict, Mention(article=article, layer=article.current_reading.layer), user=user)
