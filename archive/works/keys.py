"""Digests that make captures meet on one article, as `WorkKey` keeps them."""

from __future__ import annotations

from datetime import date

from archive.identity import sha256
from archive.names import fold_words


def url_key(normalised_url: str) -> str:
    """Digest of an address, as `WorkKey` keeps it and permanent ids begin with."""
    return sha256(f"url:{normalised_url}")


def publisher_id_key(identifier: str) -> str:
    return sha256(f"publisher-id:{identifier}")


def turned(digest: str, turn: int) -> str:
    """The key of the first, second … work that lays claim to one address or id: `turn` counts from 0."""
    return sha256(f"{digest}#{turn}") if turn else digest


def headline_day_key(publisher: str, day: date, headline: str, turn: int = 0) -> str:
    """Digest of publisher, day and folded headline; `turn` counts different works that agree in all three."""
    return sha256(f"headline-day:{publisher}:{day.isoformat()}:{fold_words(headline)}:{turn}")


def body_key(words: str) -> str:
    """Digest of the folded words of a body."""
    return sha256(f"body:{words}")
