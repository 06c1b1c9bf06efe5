"""Are two captures the same work? The keys that say so, and how much of a text two of them share."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from archive.identity import sha256
from archive.names import fold_words

#: Query parameters that say where a reader came from, not what is read.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|maca|xtor|wt_\w+|at_\w+|ref|ref_src|cmpid|cmp|ocid|"
    r"smid|spm|share|ncid|sr_share|s_cid|_ga)$",
    re.IGNORECASE,
)
#: Publishers whose addresses carry an id of the work, whatever words stand before it.
_PUBLISHER_IDS = {"dw.com": re.compile(r"/a-(\d{4,})(?:[/?#]|$)")}

#: From how many runs of four words on a share of them says anything.
_ENOUGH_SHINGLES = 8
MOST_OF_THE_BODY = 0.5


def normalise_url(url: str) -> str | None:
    """The address that two captures of one page have in common; None where it is no web address.

    >>> normalise_url("http://WWW.dw.com:80/en/x/a-123/?maca=en-rss#top")
    'https://www.dw.com/en/x/a-123'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # "http://[broken", a port of letters
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    if port not in {None, 80, 443}:
        host = f"{host}:{port}"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in asked if not _TRACKING.match(pair[0])))
    return urlunsplit(("https", host, parts.path.rstrip("/"), query, ""))


def publisher_id(normalised_url: str) -> str | None:
    """The publisher's own id of the work within an address, with the publisher's domain."""
    parts = urlsplit(normalised_url)
    for domain, pattern in _PUBLISHER_IDS.items():
        if parts.netloc == domain or parts.netloc.endswith(f".{domain}"):
            found = pattern.search(parts.path)
            return f"{domain}:{found[1]}" if found else None
    return None


def url_key(normalised_url: str) -> str:
    """Digest of an address, as `WorkKey` keeps it and permanent ids begin with."""
    return sha256(f"url:{normalised_url}")


def publisher_id_key(identifier: str) -> str:
    return sha256(f"publisher-id:{identifier}")


def headline_day_key(publisher: str, day: date, headline: str, turn: int = 0) -> str:
    """Digest of publisher, day and folded headline; `turn` counts different works that agree in all three."""
    return sha256(f"headline-day:{publisher}:{day.isoformat()}:{fold_words(headline)}:{turn}")


def body_key(words: str) -> str:
    """Digest of the folded words of a body."""
    return sha256(f"body:{words}")


def shared(words_a: str, words_b: str) -> float:
    """How much of the shorter of two texts (folded words) stands in the other: 0 to 1, by runs of four."""
    a, b = words_a.split(), words_b.split()
    if min(len(a), len(b)) < _ENOUGH_SHINGLES + 3:
        return 1.0 if a == b else 0.0
    runs_a = {tuple(a[i : i + 4]) for i in range(len(a) - 3)}
    runs_b = {tuple(b[i : i + 4]) for i in range(len(b) - 3)}
    return len(runs_a & runs_b) / min(len(runs_a), len(runs_b))
