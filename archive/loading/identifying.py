"""Which article a capture belongs to: the keys it brings, what they lead to, and what only looks alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from archive import works
from archive.documents import BODY_KINDS, BlockKind, ParsedArticle, RawCapture
from archive.loading.believing import Comparison, compare
from archive.loading.doubts import states_address
from archive.loading.redirects import led_together
from archive.loading.same_text import Near, another_publisher, look_up, propose_pair
from archive.models import Article, WorkKey
from archive.models.merged import final
from archive.names import fold, fold_words

__all__ = ["Work", "find_work", "hold_keys", "propose_pair", "words_of"]

_WORD_KINDS = BODY_KINDS | {BlockKind.HEADLINE, BlockKind.LEAD, BlockKind.CAPTION}
#: So many different works of one publisher, day and headline ("Live blog") are told apart; more are not.
_MOST_TURNS = 20
#: So many works that lay claim to one address are known by it, each told by its text; more are not.
_MOST_CLAIMANTS = 4
#: Keys of headline and day that are asked for at once.
_TURNS_AHEAD = 3
_TOO_FEW_WORDS = 30

Key = tuple[str, str]
Scheme = WorkKey.Scheme


@dataclass(frozen=True, slots=True)
class Doubted:
    """An article that an address leads to, and that this capture is none of, by its own content."""

    article: Article
    address: works.Address


class Contested(NamedTuple):
    """The first key of an address that another article holds, perhaps by its mere claim."""

    key: Key
    #: The key that the holder would keep: free, or this work's own until now.
    instead: Key
    url: str


@dataclass
class Work:
    """The keys that a capture brings, and what they led to."""

    url: str | None = None
    keys: list[Key] = field(default_factory=list)
    article: Article | None = None
    #: The article whose key it was; `article` is what that stands for after merges.
    linked: Article | None = None
    #: Articles that look like this one, with the reason, to be proposed as pairs.
    close: list[tuple[Article, str]] = field(default_factory=list)
    #: What the archive holds that is nearly the same text.
    near: Near | None = None
    claims: works.Claims = field(default_factory=works.Claims)
    doubted: list[Doubted] = field(default_factory=list)
    contested: list[Contested] = field(default_factory=list)
    #: How the capture compares with `article`.
    comparison: Comparison | None = None

    def alike(self) -> list[Article]:
        """All that this looks like, by its keys or by its text."""
        near = self.near.alike if self.near is not None else ()
        return list(dict.fromkeys([*(one for one, _why in self.close), *(one for one, _score in near)]))

    @property
    def own_url(self) -> str | None:
        """The address that the article's permanent id comes from: none that another one is known by."""
        first = (WorkKey.Scheme.URL.value, works.url_key(self.url)) if self.url else None
        return self.url if first in self.keys else None

    def lead_to(self, linked: Article | None) -> None:
        """Take the article that a key belongs to, and what it stands for."""
        self.linked = linked
        self.article = final(linked) if linked is not None else None


def words_of(parsed: ParsedArticle, text: str) -> str:
    """The folded words of headline, lead and text, as `ArticleWords` keeps them: a space at either end."""
    return f" {fold_words(' '.join(text[b.start : b.end] for b in parsed.blocks if b.kind in _WORD_KINDS))} "


def find_work(raw: RawCapture, parsed: ParsedArticle, words: str) -> Work:
    """Which article these bytes are a capture of (DESIGN.md, "Same article?"); None for a new one."""
    return _Search(raw, parsed, words).work


class _Search:
    """Goes from the surest key to the weakest; one query finds who holds them."""

    def __init__(self, raw: RawCapture, parsed: ParsedArticle, words: str) -> None:
        self._parsed, self._words = parsed, words
        self._compared: dict[int, Comparison] = {}
        stated = parsed.fields.get("url")
        claims = works.read_claims(raw.url, stated.value if stated else None)
        self.work = Work(url=claims.url, claims=claims)
        addressed = list(_keys_of(_with_redirects(claims.addresses)))
        turns = range(_MOST_CLAIMANTS)
        headline, body = self._headline_base(), self._body_key()
        sought = {(s, works.turned(d, t)) for s, d, _address in addressed for t in turns}
        sought |= {(Scheme.HEADLINE_DAY, self._headline_key(t)) for t in range(_TURNS_AHEAD) if headline}
        sought |= {body} if body else set()
        if claims.refused:
            sought.add((Scheme.URL, works.url_key(claims.refused)))
        self._held = _holders(sought)
        self._asked = sought
        for scheme, digest, address in addressed:
            self._by_address(scheme, digest, address)
        self._by_refused()
        self._by_headline(headline)
        self._by_body(body)
        if self.work.article is not None:
            self.work.comparison = self._compare(self.work.article)
        self.work.near = look_up(words, parsed, self.work.article)

    def _compare(self, article: Article) -> Comparison:
        if article.pk not in self._compared:
            self._compared[article.pk] = compare(self._parsed, self._words, article)
        return self._compared[article.pk]

    # ------------------------------------------------------------------ addresses

    def _by_address(self, scheme: str, digest: str, address: works.Address) -> None:
        """Let one address, or the id in it, lead to the first holder that this can be a capture of."""
        work, doubted = self.work, list[Doubted]()
        for turn in range(_MOST_CLAIMANTS):
            key = (scheme, works.turned(digest, turn))
            linked = self._held.get(key)
            if linked is None:
                if address.sure or not turn:
                    work.keys.append(key)
                    self._contest(scheme, digest, key, address, doubted)
                break
            holder = final(linked)
            if self._compare(holder).believed(address):
                if work.article is None:
                    work.lead_to(linked)
                if work.article is not None and work.article.pk == holder.pk:
                    self._contest(scheme, digest, key, address, doubted)
                else:
                    work.close.append((holder, f"Both are known by the address {address.url}."))
                break
            doubted.append(Doubted(holder, address))
        known = {one.article.pk for one in work.doubted}
        work.doubted += [one for one in doubted if one.article.pk not in known]

    def _contest(
        self, scheme: str, digest: str, key: Key, address: works.Address, doubted: list[Doubted]
    ) -> None:
        if doubted and address.stated:
            self.work.contested.append(Contested((scheme, digest), key, address.url))

    def _by_refused(self) -> None:
        """A copy that names the original on another site: close, if the text says so too."""
        refused = self.work.claims.refused
        linked = self._held.get((Scheme.URL, works.url_key(refused))) if refused else None
        if linked is not None and self._compare(final(linked)).alike:
            self.work.close.append(
                (final(linked), f"It names {refused} as its address, which is this one's.")
            )

    # ------------------------------------------------------------------ headline and body

    def _headline_base(self) -> bool:
        fields = self._parsed.fields
        return bool("publisher" in fields and "title" in fields and self._parsed.published)

    def _headline_key(self, turn: int) -> str:
        fields, when = self._parsed.fields, self._parsed.published
        if when is None:
            raise ValueError("A headline without a day makes no key.")
        return works.headline_day_key(fold(fields["publisher"].value), when.day, fields["title"].value, turn)

    def _by_headline(self, known: bool) -> None:
        work = self.work
        for turn in range(_MOST_TURNS if known else 0):
            key = (Scheme.HEADLINE_DAY, self._headline_key(turn))
            met = self._holder(key)
            if met is None:
                work.keys.append(key)
                return
            holder = final(met)
            if work.article is not None and holder.pk == work.article.pk:
                return
            share = self._compare(holder).text
            if work.article is None and share is not None and share > works.MOST_OF_THE_BODY:
                if not self._another_id(holder):
                    work.lead_to(met)
                    return
                work.close.append(
                    (holder, "Same publisher, day and headline, but another id of the publisher.")
                )
            else:
                work.close.append((holder, "Same publisher, day and headline, but most of the text differs."))

    def _another_id(self, holder: Article) -> bool:
        """Whether the publisher itself counts the two as two works."""
        if not any(scheme == Scheme.PUBLISHER_ID for scheme, _digest in self.work.keys):
            return False
        return WorkKey.objects.filter(article=holder, scheme=Scheme.PUBLISHER_ID).exists()

    def _body_key(self) -> Key | None:
        if len(works.tokens(self._words)) < _TOO_FEW_WORDS:  # too little to say anything
            return None
        return Scheme.BODY, works.body_key(self._words)

    def _by_body(self, key: Key | None) -> None:
        if key is None:
            return
        met = self._holder(key)
        if met is None:
            self.work.keys.append(key)
        elif self.work.article is None or final(met).pk != self.work.article.pk:
            elsewhere = another_publisher(self._parsed, final(met))
            where = f", at another publisher ({final(met).publisher})" if elsewhere else ""
            self.work.close.append((final(met), f"The same text, word for word{where}."))

    def _holder(self, key: Key) -> Article | None:
        if key not in self._asked:
            self._asked.add(key)
            self._held |= _holders([key])
        return self._held.get(key)


def _with_redirects(addresses: tuple[works.Address, ...]) -> list[works.Address]:
    """The addresses, and behind them those that servers lead to them or from them."""
    known = {address.url for address in addresses}
    out = list(addresses)
    for address in addresses:
        for url in led_together(address.url):
            if url not in known:
                known.add(url)
                out.append(works.Address(url, address.stated, address.sure))
    return out


def _keys_of(addresses: Iterable[works.Address]) -> Iterable[tuple[str, str, works.Address]]:
    """The keys of addresses, the addresses themselves first, then the publisher's ids in them."""
    listed = list(addresses)
    yield from ((Scheme.URL, works.url_key(address.url), address) for address in listed)
    seen = set()
    for address in listed:
        identifier = works.publisher_id(address.url)
        if identifier and identifier not in seen:
            seen.add(identifier)
            yield Scheme.PUBLISHER_ID, works.publisher_id_key(identifier), address


def _holders(keys: Iterable[Key]) -> dict[Key, Article]:
    """The articles that hold these keys."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = WorkKey.objects.filter(digest__in={digest for _scheme, digest in wanted}).select_related(
        "article__merged_into", "article__publisher", "article__current_reading"
    )
    return {key: row.article for row in rows if (key := (row.scheme, row.digest)) in wanted}


def hold_keys(work: Work, article: Article) -> None:
    """Write the keys that no article has yet, and propose the pairs that look like the same work."""
    keys = dict.fromkeys(work.keys)
    for contested in work.contested:
        if take_over(contested, article):
            keys.pop(contested.instead, None)
    WorkKey.objects.bulk_create(WorkKey(article=article, scheme=s, digest=d) for s, d in keys)
    shown = final(article)
    for other, reason in work.close:
        if other.pk != shown.pk:
            propose_pair("article", shown.public_id, other.public_id, reason, score=0.9)


def take_over(contested: Contested, article: Article) -> bool:
    """Give an article the first key of an address that a container has seen it at and its holder only claims.

    The holder keeps the key that is free or the article's own. Returns whether that was so. An archive loaded
    in another order comes to the same.
    """
    (scheme, digest), (_scheme, instead), url = contested
    row = WorkKey.objects.filter(scheme=scheme, digest=digest).select_related("article__merged_into").first()
    if row is None or final(row.article).pk == final(article).pk or states_address(final(row.article), url):
        return False
    WorkKey.objects.filter(scheme=scheme, digest=instead).delete()
    row.digest = instead
    row.save(update_fields=["digest"])
    WorkKey.objects.create(article=article, scheme=scheme, digest=digest)
    return True
