"""What `load_captures --report` writes of each document met (EXPORT.md)."""

from __future__ import annotations

import base64
import re
from typing import Any

from archive.capture import Refusal, Revisit
from archive.documents import BODY_KINDS, RawCapture
from archive.loading.storing import Outcome, Stored
from archive.models import Article

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
        line |= _as_read(stored.article)
    return line


def _as_read(article: Article) -> dict[str, Any]:
    authors = article.authorships.select_related("person").order_by("position")
    people = article.mentions.counted().filter(kind="person").select_related("person")
    return {
        "headline": clean(article.headline),
        "slug": article.slug,
        "date": article.published_stated or None,
        "author": ", ".join(clean(a.person.name) for a in authors) or None,
        "body": body_text(article),
        "persons": list(dict.fromkeys(clean(m.person.name if m.person else m.surface) for m in people)),
    }


def body_text(article: Article) -> str:
    """The running text of an article, a line to a block, cleaned for reading."""
    reading = article.current_reading
    if reading is None:
        return ""
    text = reading.layer.text
    return "\n".join(clean(text[start:end]) for kind, start, end in reading.blocks if kind in _BODY)


def clean(text: str) -> str:
    """A value for reading: no control characters, direction marks or byte-order mark; white space folded."""
    return " ".join(_CONTROL.sub(" ", _UNSEEN.sub("", text)).split())
