"""An article's fields: how a value, read or decided, becomes columns, and what a reading says of each.

The values here are plain JSON, as decisions keep and compare them: strings, None, a list of names.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from archive.identity import article_slug
from archive.models import Article, Organisation, Reading
from archive.models.merged import final

#: Article field → key of `Reading.fields` (DESIGN.md, Reading). Their order is the order on the page.
READING_KEYS = {
    "headline": "title",
    "kicker": "kicker",
    "lead": "lead",
    "published": "date",
    "updated": "updated",
    "section": "section",
    "byline": "byline",
    "language": "language",
    "url": "url",
    "publisher": "publisher",
}
#: Fields an editor can decide. The values of authors (people) and publisher (organisation) are permanent ids.
DECIDABLE = (*READING_KEYS, "authors", "state")
PLAIN = ("headline", "kicker", "lead", "section", "byline", "language", "url")

#: The columns that follow from each field; a field that is not here is its own only column.
COLUMNS = {
    "headline": ("headline", "headline_stands_in", "slug"),
    "published": (
        "published",
        "published_stated",
        "published_at",
        "published_year",
        "date_precision",
        "date_reason",
        "recency",
    ),
    "updated": ("updated", "updated_stated"),
    "authors": (),
    "state": ("state", "state_reason"),
}

#: How many characters of the text stand in where a page has no headline.
STAND_IN = 80
_LONGEST = {"section": 200, "language": 35}


def reading_value(reading: Reading | None, field: str) -> Any:
    """What the reading says of a field, as decisions compare it; None where it says nothing.

    `authors` is the list of names as printed; every other field a string.
    """
    if reading is None:
        return None
    if field == "authors":
        return [a["value"] for a in reading.authors] or None
    found = reading.fields.get(READING_KEYS[field])
    return found["value"] if found else None


def what_was_read(article: Article, field: str) -> Any:
    """What the program makes of a field today, as decisions compare it; of the state, its reasons."""
    if field == "state":
        return sorted(reason["code"] for reason in article.review_reasons)
    return reading_value(article.current_reading, field)


def parse_stated(stated: str) -> tuple[date, time | None, datetime | None]:
    """The printed local day, its time, and the instant where an offset is stated.

    `stated` is ISO as the page states it: "2017-11-09", "2017-11-09T10:49", "2017-11-09T10:49+01:00".
    Raises `ValueError` for anything else.
    """
    if len(stated) == len("2017-11-09"):
        return date.fromisoformat(stated), None, None
    moment = datetime.fromisoformat(stated)
    instant = moment.astimezone(UTC) if moment.tzinfo else None
    return moment.date(), moment.timetz().replace(tzinfo=None), instant


def set_date(article: Article, stated: str | None, *, precision: str = "", reason: str = "") -> None:
    """Set everything that follows from the date of publication: day, instant, year and place in lists."""
    if not stated:
        article.published = article.published_at = article.published_year = None
        article.published_stated = article.date_precision = ""
        article.date_reason = reason[:300]
        article.recency = 0
        return
    day, clock, instant = parse_stated(stated)
    article.published, article.published_at, article.published_stated = day, instant, stated
    article.published_year = day.year
    article.date_precision = precision or ("day" if clock is None else "second" if clock.second else "minute")
    article.date_reason = reason[:300]
    seconds = 0 if clock is None else clock.hour * 3600 + clock.minute * 60 + clock.second
    article.recency = day.toordinal() * 86_400 + seconds


def set_field(article: Article, field: str, value: Any, *, precision: str = "", reason: str = "") -> None:
    """Put one value into the article's columns (unsaved). Authors are rows and are set by their callers."""
    if field == "published":
        set_date(article, value, precision=precision, reason=reason)
    elif field == "updated":
        article.updated = parse_stated(value)[0] if value else None
        article.updated_stated = value or ""
    elif field == "publisher":
        article.publisher = final(Organisation.objects.get(public_id=value)) if value else None
    elif field == "state":
        article.state, article.state_reason = Article.State(value), ""
    elif field in PLAIN:
        setattr(article, field, (value or "")[: _LONGEST.get(field)])
        if field == "headline":
            article.slug = article_slug(article.headline)
    else:
        raise ValueError(f"Articles have no field {field!r} that can be set.")


def first_words(reading: Reading | None) -> str:
    """Where the text itself begins; the layer's beginning if all of it is furniture."""
    if reading is None:
        return ""
    text = reading.layer.text
    for kinds in (("lead", "paragraph", "subheading", "list-item", "blockquote"), ("caption", "image-alt")):
        for kind, start, end in reading.blocks:
            if kind in kinds:
                return text[start:end]
    return text.strip()


def stand_in_headline(text: str) -> str:
    """The first words of a text, for a page whose headline could not be read."""
    words = " ".join(text[: STAND_IN * 4].split())
    if len(words) <= STAND_IN:
        return words or "…"
    cut = words.rfind(" ", 0, STAND_IN)
    return f"{words[: cut if cut > STAND_IN // 2 else STAND_IN].rstrip()} …"
