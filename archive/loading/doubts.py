"""Doubts about captures: written where they arise, told to an editor as reasons of the article's review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archive import works
from archive.documents import ParsedArticle
from archive.loading.same_text import propose_pair
from archive.models import Article, Capture, Doubt, Sighting
from archive.models.merged import final, with_merged

if TYPE_CHECKING:
    from archive.loading.identifying import Work

Code = Doubt.Code
#: A page that a whole site claims to be would otherwise tell an editor of each of them.
_MOST_CLAIMANTS_TOLD = 3
_HOLLOW = (
    "An error, a notice or a teaser was captured in the article’s place ({} words where it has {}); it is"
    " kept, and the article shows the fuller capture."
)
_OTHER_TEXT = (
    "Something else, without a date, was captured at the article’s address; it is kept, and not shown."
)
_DIFFER = "headline, text, and day or publisher differ, so these are taken as two articles"
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def note(
    article: Article,
    capture: Capture,
    code: Doubt.Code,
    message: str,
    *,
    other: Article | None = None,
    aside: bool = False,
) -> None:
    """Write a doubt that a capture raises about an article, once."""
    if code == Code.CLAIMED_BY_OTHER:
        told = (
            Doubt.objects.filter(article=article, code=code).exclude(other=other).values("other").distinct()
        )
        if told.count() >= _MOST_CLAIMANTS_TOLD:
            return
    Doubt.objects.get_or_create(
        article=article,
        capture=capture,
        code=code,
        defaults={"message": message[:1000], "other": other, "aside": aside},
    )


def reasons(article: Article) -> list[dict[str, str]]:
    """Why an article waits for an editor, as far as doubts go; its current capture is known."""
    current = article.current_capture
    rows = Doubt.objects.standing().filter(article__in=with_merged(article)).order_by("pk")
    out: list[dict[str, str]] = []
    for doubt in rows.select_related("capture", "other__merged_into"):
        if doubt.other is not None and final(doubt.other).pk == article.pk:
            continue  # a merge has settled it
        if doubt.code != Code.CLAIMED_BY_OTHER and doubt.capture.article_id != article.pk:
            continue
        if doubt.aside and not _matters(doubt, current):
            continue
        out.append({"code": doubt.code, "message": doubt.message})
    return list({one["message"]: one for one in out}.values())


def _matters(doubt: Doubt, current: Capture | None) -> bool:
    """Whether a capture set aside would be shown otherwise, or is shown for want of another."""
    if current is None or doubt.capture_id == current.pk:
        return doubt.code == Code.FURTHER_PAGE
    return order_of(doubt.capture) > order_of(current)


def order_of(capture: Capture) -> tuple[bool, datetime, int]:
    """What captures of one article are compared by: timed, later, loaded later."""
    return capture.compared_at is not None, capture.compared_at or _EARLIEST, capture.pk


def states_address(article: Article, url: str) -> bool:
    """Whether a container says of a capture of this article that it stood at this address (normalised)."""
    sightings = Sighting.objects.filter(capture__article=article, live=True).exclude(source_url="")
    return any(
        works.agree(stated, url)
        for source in set(sightings.values_list("source_url", flat=True)[:200])
        if (stated := works.normalise_url(source))
    )


def refused_address(article: Article, captures: Iterable[Capture]) -> bool:
    """Whether the address that these captures claim is not believed."""
    return Doubt.objects.filter(article=article, capture__in=captures, code=Code.CLAIM_REFUSED).exists()


def raise_doubts(work: Work, article: Article, capture: Capture) -> list[Article]:
    """Write what is doubtful about the address of a capture of this article; returns others concerned.

    Its sighting is written already, and the article that it became or belongs to is stored.
    """
    concerned: list[Article] = []
    if work.claims.refused:
        note(article, capture, Code.CLAIM_REFUSED, work.claims.reason)
    for doubted in work.doubted:
        other, url = doubted.article, doubted.address.url
        how = "was captured from" if doubted.address.stated else "claims"
        seen_there = states_address(other, url)
        if doubted.address.stated and not seen_there and other.current_capture is not None:
            # The other one only claims it.
            message = f"It claims the address {url}, from which {article.public_id} was captured; {_DIFFER}."
            note(other, other.current_capture, Code.CLAIM_REFUSED, message, other=article)
            concerned.append(other)
            continue
        message = f"It {how} the address {url}, by which article {other.public_id} is known; {_DIFFER}."
        note(article, capture, Code.CLAIM_REFUSED, message, other=other)
        if doubted.address.sure and (doubted.address.stated or not seen_there):
            message = f"Article {article.public_id} {how} this article’s address {url}; {_DIFFER}."
            note(other, capture, Code.CLAIMED_BY_OTHER, message, other=article)
            concerned.append(other)
        if doubted.address.stated:
            reason = f"Both were captured from {url}, but their texts differ."
            propose_pair("article", article.public_id, other.public_id, reason, score=0.3)
    return concerned


def set_aside(work: Work, parsed: ParsedArticle, article: Article, capture: Capture) -> None:
    """Write which capture of an article is none to show: the new one, or the one shown until now."""
    page, compared, current = work.claims.page, work.comparison, article.current_capture
    if page > 1:
        message = f"Page {page} of the article was captured; only its first page is shown as the article."
        note(article, capture, Code.FURTHER_PAGE, message, aside=True)
    if compared is None or current is None or current.pk == capture.pk:
        return
    if compared.hollow:
        message = _HOLLOW.format(compared.length, compared.held)
        note(article, capture, Code.HOLLOW, message, aside=True)
    elif compared.fuller:
        message = _HOLLOW.format(compared.held, compared.length)
        note(article, current, Code.HOLLOW, message, aside=True)
    elif compared.other_words and compared.day is None:
        if parsed.published is None and article.published is not None:
            note(article, capture, Code.OTHER_TEXT, _OTHER_TEXT, aside=True)
        elif parsed.published is not None and article.published is None:
            note(article, current, Code.OTHER_TEXT, _OTHER_TEXT, aside=True)
