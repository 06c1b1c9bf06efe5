"""What `load_captures --report` writes of each document met (EXPORT.md)."""

from __future__ import annotations

import base64
import re
from typing import Any

from archive.capture import Refusal, Revisit
from archive.documents import BODY_KINDS, RawCapture
from archive.fields import first_words, reading_value, stand_in_headline
from archive.identity import article_slug
from archive.loading.storing import Outcome, Stored
from archive.models import Article, Capture, Reading

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BODY = frozenset(k.value for k in BODY_KINDS)


def report_line(
    met: RawCapture | Refusal | Revisit, stored: Stored, *, brief: bool = False
) -> dict[str, Any]:
    """One line of the report, as a mapping that JSON takes; `brief` leaves out what was read."""
    offset = met.record_offset
    line: dict[str, Any] = {
        "path": met.path if offset is None else f"{met.path}#{offset}",
        "path_b64": base64.b64encode(met.path_bytes).decode("ascii"),
        "outcome": str(stored.outcome),
        "message": clean(stored.message)[:1000],
        "sha256": stored.capture.digest if stored.capture else None,
        "article": stored.article.public_id if stored.article else None,
    }
    if not brief and stored.article is not None and stored.outcome in (Outcome.ARTICLE, Outcome.REVISION):
        if stored.capture is not None and stored.article.current_capture_id == stored.capture.pk:
            line |= _as_shown(stored.article)
        elif stored.capture is not None:
            line |= _as_read(stored.capture)
    return line


def _as_shown(article: Article) -> dict[str, Any]:
    """What the article shows, as its current capture was read."""
    authors = article.authorships.select_related("person").order_by("position")
    people = article.mentions.counted().filter(kind="person").select_related("person")
    return {
        "headline": clean(article.headline),
        "slug": article.slug,
        "date": article.published_stated or None,
        "author": ", ".join(clean(a.person.name) for a in authors) or None,
        "body": body_text(article.current_reading),
        "persons": list(dict.fromkeys(clean(m.person.name if m.person else m.surface) for m in people)),
    }


def _as_read(capture: Capture) -> dict[str, Any]:
    """What was read in a capture that is not the current one: an older one that arrived late."""
    reading = Reading.objects.filter(layer__capture=capture).order_by("-pk").first()
    title = reading_value(reading, "headline")
    return {
        "headline": clean(title or stand_in_headline(first_words(reading))),
        "slug": article_slug(title or ""),
        "date": reading_value(reading, "published"),
        "author": ", ".join(clean(a) for a in reading_value(reading, "authors") or []) or None,
        "body": body_text(reading),
        "persons": [],
    }


def body_text(reading: Reading | None) -> str:
    """The running text that was read, a line to a block, cleaned for reading."""
    if reading is None:
        return ""
    text = reading.layer.text
    return "\n".join(clean(text[start:end]) for kind, start, end in reading.blocks if kind in _BODY)


def clean(text: str) -> str:
    """A value for reading: no control characters, direction marks or byte-order mark; white space folded."""
    return " ".join(_CONTROL.sub(" ", _UNSEEN.sub("", text)).split())
