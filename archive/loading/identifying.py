"""Which article a capture belongs to: the keys it brings, what they lead to, and what only looks alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive import works
from archive.documents import BODY_KINDS, BlockKind, ParsedArticle, RawCapture
from archive.models import Article, ArticleWords, ProposedPair, WorkKey
from archive.models.merged import final
from archive.names import fold, fold_words

_WORD_KINDS = BODY_KINDS | {BlockKind.HEADLINE, BlockKind.LEAD, BlockKind.CAPTION}
#: So many different works of one publisher, day and headline ("Live blog") are told apart; more are not.
_MOST_TURNS = 20


@dataclass
class Work:
    """The keys that a capture brings, and what they led to."""

    url: str | None = None
    keys: list[tuple[str, str]] = field(default_factory=list)
    article: Article | None = None
    #: The article whose key it was; `article` is what that stands for after merges.
    linked: Article | None = None
    #: Articles that look like this one, with the reason, to be proposed as pairs.
    close: list[tuple[Article, str]] = field(default_factory=list)

    def lead_to(self, linked: Article | None) -> None:
        """Take the article that a key belongs to, and what it stands for."""
        self.linked = linked
        self.article = final(linked) if linked is not None else None


def words_of(parsed: ParsedArticle, text: str) -> str:
    """The folded words of headline, lead and text, as `ArticleWords` keeps them: a space at either end."""
    return f" {fold_words(' '.join(text[b.start : b.end] for b in parsed.blocks if b.kind in _WORD_KINDS))} "


def find_work(raw: RawCapture, parsed: ParsedArticle, words: str) -> Work:
    """Which article these bytes are a capture of (DESIGN.md, "Same article?"); None for a new one."""
    work = Work()
    stated = parsed.fields.get("url")
    work.url = works.normalise_url(raw.url or (stated.value if stated else "") or "")
    if work.url:
        work.keys.append((WorkKey.Scheme.URL, works.url_key(work.url)))
        if identifier := works.publisher_id(work.url):
            work.keys.append((WorkKey.Scheme.PUBLISHER_ID, works.publisher_id_key(identifier)))
        for scheme, digest in work.keys:
            if work.linked is None:
                work.lead_to(_article_by(scheme, digest))
    _by_headline(work, parsed, words)
    _by_body(work, words)
    return work


def _by_headline(work: Work, parsed: ParsedArticle, words: str) -> None:
    publisher, title, when = parsed.fields.get("publisher"), parsed.fields.get("title"), parsed.published
    if not (publisher and title and when):
        return
    for turn in range(_MOST_TURNS):
        key = works.headline_day_key(fold(publisher.value), when.day, title.value, turn)
        met = _article_by(WorkKey.Scheme.HEADLINE_DAY, key)
        if met is None:
            work.keys.append((WorkKey.Scheme.HEADLINE_DAY, key))
            return
        if work.article is not None and final(met).pk == work.article.pk:
            return
        if work.article is None and works.shared(words, _words_held(met)) > works.MOST_OF_THE_BODY:
            work.lead_to(met)
            return
        work.close.append((final(met), "Same publisher, day and headline, but most of the text differs."))


def _by_body(work: Work, words: str) -> None:
    if len(words.split()) < 30:  # too little to say anything
        return
    key = works.body_key(words)
    met = _article_by(WorkKey.Scheme.BODY, key)
    if met is None:
        work.keys.append((WorkKey.Scheme.BODY, key))
    elif work.article is None or final(met).pk != work.article.pk:
        work.close.append((final(met), "The same text, word for word."))


def _article_by(scheme: str, digest: str) -> Article | None:
    key = (
        WorkKey.objects.filter(scheme=scheme, digest=digest)
        .select_related("article", "article__merged_into")
        .first()
    )
    return key.article if key else None


def _words_held(article: Article) -> str:
    held = ArticleWords.objects.filter(article=article).first()
    return held.text if held else ""


def hold_keys(work: Work, article: Article) -> None:
    """Write the keys that no article has yet, and propose the pairs that look like the same work."""
    WorkKey.objects.bulk_create(WorkKey(article=article, scheme=s, digest=d) for s, d in _free(work.keys))
    shown = final(article)
    for other, reason in work.close:
        if other.pk != shown.pk:
            propose_pair("article", shown.public_id, other.public_id, reason, score=0.9)


def propose_pair(kind: str, one: str, other: str, reason: str, *, score: float) -> None:
    """Let an editor say whether two records are one; nothing happens where the pair is known."""
    first, second = sorted((one, other))
    ProposedPair.objects.get_or_create(
        first_id=first,
        second_id=second,
        defaults={"record_kind": kind, "reason": reason[:500], "score": score},
    )


def _free(keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    wanted = list(keys)
    taken = set(WorkKey.objects.filter(digest__in=[d for _s, d in wanted]).values_list("scheme", "digest"))
    return [key for key in wanted if key not in taken]
