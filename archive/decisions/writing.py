"""How a verdict is written: with an anchor, after the one it supersedes, rows following."""

from __future__ import annotations

from archive import verdicts
from archive.decisions.editing import Editor, account, hold, touch
from archive.models import Article, Attestation, Mention, Quotation, Verdict


def judgement(word: str) -> Verdict.Word:
    """The word as one that judges a proposal. Raises `ValueError` for words that pairs or links use."""
    said = Verdict.Word(word)
    if said != Verdict.Word.ACCEPTED and said not in verdicts.REJECTING:
        raise ValueError(f"A proposal is accepted or rejected, not {word!r}.")
    return said


def write(
    verdict: Verdict,
    judged: Mention | Attestation | Quotation,
    *,
    span: tuple[int, int] | None = None,
    user: Editor,
) -> Verdict:
    """Append a verdict with its anchor, superseding the one on the same place, and let the rows follow it."""
    article = hold(judged.article)
    # Of merged articles, the one whose text was judged: the verdict stays with it when they are parted.
    verdict.article_id_public = (judged.layer.capture.linked_article or article).public_id
    place = None
    if span:
        layer = judged.layer
        place = verdicts.place_of(layer.text, *span)
        verdict.layer_digest, verdict.start, verdict.end = layer.digest, place.start, place.end
        verdict.before, verdict.after = place.before, place.after
        verdict.words = verdict.words or place.words
    verdict.supersedes = _earlier(verdict, article, place)
    append(verdict, user)
    let_rows_follow(article)
    return verdict


def let_rows_follow(article: Article) -> None:
    fresh = hold(article)
    verdicts.apply(fresh)
    touch(fresh)


def _earlier(verdict: Verdict, article: Article, place: verdicts.Place | None) -> Verdict | None:
    """The verdict in force on exactly this, if any, also where offsets have moved since."""
    same = [
        v
        for v in reversed(verdicts.in_force(article))
        if (v.subject, v.record_kind) == (verdict.subject, verdict.record_kind)
    ]
    if verdict.subject == Verdict.Subject.MENTION:
        same = [v for v in same if v.record_id == verdict.record_id]
        return next((v for v in same if verdict.record_id or v.words == verdict.words), None)
    if verdict.subject == Verdict.Subject.TOPIC:
        return next((v for v in same if v.record_id == verdict.record_id), None)
    if place is None:
        return None
    on_this = (
        v for v in same if not verdict.value or (v.record_id, v.value) == (verdict.record_id, verdict.value)
    )
    return next(
        (v for v in on_this if verdicts.find_again(v, verdict.layer_digest, [place]) is not None), None
    )


def append(verdict: Verdict, user: Editor) -> Verdict:
    signed_in = account(user)
    verdict.user = signed_in
    verdict.author = signed_in.get_username() if signed_in else ""
    verdict.save()
    return verdict
