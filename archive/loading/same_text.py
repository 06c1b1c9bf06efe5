"""Texts that are nearly the same: looked up in the whole archive, proposed as pairs, never merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from archive import works
from archive.documents import ParsedArticle
from archive.models import Article, ArticleWords, ProposedPair, TextBand, Verdict
from archive.models.merged import final, with_merged
from archive.names import fold

#: What so many texts share (a template, a notice under every page) finds nothing any more: further texts are
#: not entered there. It bounds what is read for a document at 20 bands of 40 rows, however large the archive.
MOST_IN_BAND = 40
#: So many texts, those with most bands in common, are compared word for word.
_MOST_COMPARED = 8
#: So many pairs are proposed for a document, and so many may wait for one article.
MOST_PROPOSED, MOST_WAITING = 3, 6
#: From this share of common runs of four words on, two texts are nearly the same. With every fifteenth word
#: changed it is .6, with the last third cut off .67; two daily reports by one form come to .2 to .5.
LIKE = 0.6
#: A withdrawn text has no words to compare: so many of its bands in common are some nine tenths of its runs.
_WITHDRAWN_BANDS = 10


@dataclass(frozen=True, slots=True)
class Near:
    """What the archive holds that is nearly the same as a text."""

    words: str
    bands: tuple[int, ...] = ()
    #: Bands that hold as many texts as they may.
    full: frozenset[int] = frozenset()
    #: Articles and how alike they are, most alike first.
    alike: tuple[tuple[Article, float], ...] = ()


def look_up(words: str, parsed: ParsedArticle, own: Article | None = None) -> Near:
    """What is nearly the same as this text, other than `own`; two queries, whatever the archive's size."""
    bands = tuple(works.bands(words))
    rows = list(TextBand.objects.filter(band__in=bands).values_list("band", "article_id")) if bands else []
    common = Counter(article for _band, article in rows if own is None or article != own.pk)
    best = sorted(common, key=lambda pk: (-common[pk], pk))[:_MOST_COMPARED]
    alike: dict[int, tuple[Article, float]] = {}
    if best:
        held = dict(ArticleWords.objects.filter(article__in=best).values_list("article_id", "text"))
        found = Article.objects.filter(pk__in=best).select_related("merged_into", "publisher").order_by("pk")
        for article in found:
            shown = final(article)
            text = held.get(article.pk)
            if text is None:
                score = common[article.pk] / len(bands) if common[article.pk] >= _WITHDRAWN_BANDS else 0.0
            else:
                score = _likeness(words, parsed, text, article)
            if score >= LIKE or (text is None and score):
                if own is not None and shown.pk == own.pk:
                    continue
                if score > alike.get(shown.pk, (shown, 0.0))[1]:
                    alike[shown.pk] = (shown, score)
    return Near(
        words=words,
        bands=bands,
        full=_full(rows),
        alike=tuple(sorted(alike.values(), key=lambda one: (-one[1], one[0].pk))),
    )


def _likeness(words: str, parsed: ParsedArticle, other_words: str, other: Article) -> float:
    """How alike two texts are; 0 for two reports by one form, which differ by their day and their figures."""
    score = works.resemblance(words, other_words)
    if score < LIKE or parsed.published is None or other.published in (None, parsed.published.day):
        return score
    if another_publisher(parsed, other):
        return score
    formed = works.resemblance(works.without_figures(words), works.without_figures(other_words))
    return 0.0 if formed - score >= (1 - score) / 2 and score < 1 else score


def another_publisher(parsed: ParsedArticle, other: Article) -> bool:
    """Whether both publishers are known and differ."""
    publisher = parsed.fields.get("publisher")
    if publisher is None or other.publisher is None:
        return False
    names = {fold(other.publisher.name), *(fold(n.text) for n in other.publisher.names.all())}
    if other.current_reading is not None and (read := other.current_reading.fields.get("publisher")):
        names.add(fold(read["value"]))
    return fold(publisher.value) not in names


def _full(rows: list[tuple[int, int]]) -> frozenset[int]:
    held = Counter(band for band, _article in rows)
    return frozenset(band for band, count in held.items() if count >= MOST_IN_BAND)


def keep_words(article: Article, words: str, *, fresh: bool, near: Near | None = None) -> None:
    """Write the words that an article is searched by, and the bands that it is found by.

    `near` is what was looked up for these words, if it was.
    """
    gone: set[int] = set()
    if fresh:
        ArticleWords.objects.create(article=article, text=words)
    else:
        held = ArticleWords.objects.filter(article=article).first()
        if held is not None and held.text != words:
            gone = set(works.bands(held.text))
        ArticleWords.objects.update_or_create(article=article, defaults={"text": words})
    if near is None or near.words != words:
        bands = tuple(works.bands(words))
        rows = list(TextBand.objects.filter(band__in=bands).values_list("band", "article_id"))
        near = Near(words, bands, _full(rows))
    if gone := gone.difference(near.bands):
        TextBand.objects.filter(band__in=gone, article=article).delete()
    TextBand.objects.bulk_create(
        (TextBand(band=band, article=article) for band in dict.fromkeys(near.bands) if band not in near.full),
        ignore_conflicts=True,
    )


def propose_near(article: Article, parsed: ParsedArticle, near: Near) -> None:
    """Propose what is nearly the same as this article's text, some of it: a queue of thousands is none."""
    for other, score in near.alike[:MOST_PROPOSED]:
        if other.state == Article.State.WITHDRAWN or _waiting(other) >= MOST_WAITING:
            continue
        reason = f"{round(score * 100)} % of the two texts is the same"
        if another_publisher(parsed, other):
            reason += f", at another publisher ({other.publisher})"
        propose_pair("article", article.public_id, other.public_id, f"{reason}.", score=round(score, 2))


def _waiting(article: Article) -> int:
    either = Q(first_id=article.public_id) | Q(second_id=article.public_id)
    return ProposedPair.objects.filter(either, state=ProposedPair.State.PROPOSED).count()


def propose_pair(kind: str, one: str, other: str, reason: str, *, score: float) -> None:
    """Let an editor say whether two records are one; nothing happens where the pair is known or judged."""
    first, second = sorted((one, other))
    if first == second or (kind == "article" and _told_apart(one, other)):
        return
    ProposedPair.objects.get_or_create(
        first_id=first,
        second_id=second,
        defaults={"record_kind": kind, "reason": reason[:500], "score": score},
    )


def _told_apart(one: str, other: str) -> bool:
    """Whether an editor said "not the same" of articles that were merged into these two."""
    merged = Article.objects.filter(public_id__in=(one, other), merged_from__isnull=False)
    if not merged.exists():
        return False  # the pair's own row remembers what was said of it
    ones, others = (
        [a.public_id for found in Article.objects.filter(public_id=key) for a in with_merged(found)]
        for key in (one, other)
    )
    different = Verdict.objects.filter(
        subject=Verdict.Subject.PAIR, word=Verdict.Word.DIFFERENT, superseded_by=None
    )
    return different.filter(
        Q(record_id__in=ones, other_id__in=others) | Q(record_id__in=others, other_id__in=ones)
    ).exists()
