"""Is a page what its address says? Its text, headline, day and publisher against the article held there."""

from __future__ import annotations

from dataclasses import dataclass

from archive import works
from archive.documents import ParsedArticle
from archive.loading.same_text import another_publisher
from archive.models import Article, ArticleWords
from archive.names import fold, fold_words

#: Less of the shorter text stands in the other: another text. Formulas of one publisher come to a tenth.
_ANOTHER_TEXT = 0.15
#: So much of it does: a text of the same matter, rewritten.
_SAME_MATTER = 0.3
#: An article of so many words that shrinks to less than this share of them was not captured whole.
_A_TEXT, _MOST_IS_GONE = 80, 0.3


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a capture has in common with an article; None where one of them says nothing of it."""

    text: float | None
    headline: bool | None
    day: bool | None
    publisher: bool | None
    #: Words of the capture, and of the article.
    length: int
    held: int

    @property
    def alike(self) -> bool:
        """Whether something speaks for their being one."""
        return bool(self.headline) or (self.text is not None and self.text >= _SAME_MATTER)

    @property
    def other_words(self) -> bool:
        """Whether text and headline both clearly differ."""
        return self.text is not None and self.text <= _ANOTHER_TEXT and not self.headline

    def believed(self, address: works.Address) -> bool:
        """Whether this capture is one of the article that its address leads to.

        What a container states is doubted only where text, headline, and day or publisher all differ; so is a
        publisher's own id. Of other addresses that only the page claims (many sites name one address on every
        page) text and headline suffice.
        """
        if not address.sure:
            return self.alike
        if not self.other_words:
            return True
        if address.stated:
            return self.day is not False and self.publisher is not False
        if works.publisher_id(address.url) is not None:
            return self.day is True and self.publisher is not False
        return False

    @property
    def hollow(self) -> bool:
        """Whether most of the article's text is gone in the capture: an error, a notice, a teaser to buy."""
        return self.held >= _A_TEXT and self.length < self.held * _MOST_IS_GONE

    @property
    def fuller(self) -> bool:
        """Whether, the other way round, the article as held lacks most of the text."""
        return self.length >= _A_TEXT and self.held < self.length * _MOST_IS_GONE


def compare(parsed: ParsedArticle, words: str, article: Article) -> Comparison:
    """Hold a capture (its reading, its folded words) against an article."""
    kept = ArticleWords.objects.filter(article=article).first()
    held = kept.text if kept else ""
    title, reading = parsed.fields.get("title"), article.current_reading
    read = reading.fields if reading is not None else {}
    headlines = [] if article.headline_stands_in else [article.headline]
    if "title" in read:  # an editor may have written another one
        headlines.append(read["title"]["value"])
    headline = None
    if title is not None and headlines:
        headline = any(works.headlines_alike(fold_words(title.value), fold_words(h)) for h in headlines)
    publisher, held_publisher = parsed.fields.get("publisher"), read.get("publisher")
    same_publisher = None
    if publisher is not None and held_publisher is not None:
        same_publisher = fold(publisher.value) == fold(held_publisher["value"]) or not another_publisher(
            parsed, article
        )
    return Comparison(
        text=works.shared(words, held) if works.says_enough(words, held) else None,
        headline=headline,
        day=None
        if parsed.published is None or article.published is None
        else parsed.published.day == article.published,
        publisher=same_publisher,
        length=len(works.tokens(words)),
        held=len(works.tokens(held)),
    )
