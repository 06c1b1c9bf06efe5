"""Revisit records of WARC files: which capture they repeat, loaded in this run or in an earlier one."""

from __future__ import annotations

import base64
import binascii

from archive import works
from archive.capture import Revisit
from archive.documents import RawCapture
from archive.identity import sha256
from archive.models import Capture, Sighting, StatedDigest, WorkKey

#: So many works that lay claim to one address are looked at.
_MOST_CLAIMANTS = 4


def remember(raw: RawCapture | Revisit, capture: Capture) -> None:
    """Keep the digest that a record states of a capture, for revisits; the first to state it counts."""
    if raw.stated_digest:
        StatedDigest.objects.bulk_create(
            [StatedDigest(digest=_name(raw.stated_digest), capture=capture)], ignore_conflicts=True
        )


def find_original(met: Revisit) -> Capture | None:
    """The capture that a record repeats; None where the archive does not hold it.

    By the digest of its payload (the bytes themselves), else by the address and time it refers to, else by
    the last capture from its address: so a record says that has neither ("not modified").
    """
    captures = Capture.objects.select_related("article__merged_into")
    if met.digest:
        return captures.filter(digest=met.digest).first()
    if met.stated_digest:
        known = StatedDigest.objects.filter(digest=_name(met.stated_digest)).values("capture")
        found = captures.filter(pk__in=known).first()
        plain = _sha256_of(met.stated_digest)
        if found is None and plain:
            found = captures.filter(digest=plain).first()
        if found is not None:
            return found
    address = met.refers_to or met.url
    if address is None or (met.stated_digest and met.refers_at is None):
        return None
    seen = _sightings_at(address)
    if met.refers_at is not None:
        seen = [one for one in seen if one.captured_at == met.refers_at]
    elif met.captured_at is not None:
        seen = [one for one in seen if one.captured_at is not None and one.captured_at <= met.captured_at]
    return seen[-1].capture if seen else None


def _sightings_at(address: str) -> list[Sighting]:
    """Where captures were met at an address, the earliest first; of known articles, by the key it makes."""
    url = works.normalise_url(address)
    if url is None:
        return []
    digests = [works.turned(works.url_key(url), turn) for turn in range(_MOST_CLAIMANTS)]
    articles = WorkKey.objects.filter(scheme=WorkKey.Scheme.URL, digest__in=digests).values("article")
    rows = Sighting.objects.filter(capture__linked_article__in=articles, captured_at__isnull=False)
    found = rows.select_related("capture__article__merged_into").order_by("captured_at", "pk")
    return [one for one in found if works.normalise_url(one.source_url) == url]


def _name(stated: str) -> str:
    """One form for a digest as stated: "sha1:ABC…" or "SHA-1:abc…"."""
    algorithm, _colon, value = stated.strip().partition(":")
    return sha256(f"payload:{algorithm.lower().replace('-', '')}:{value.strip().rstrip('=').upper()}")


def _sha256_of(stated: str) -> str | None:
    """The SHA-256 in hexadecimal, where that is what is stated: then it is the capture's own name."""
    algorithm, _colon, value = stated.strip().partition(":")
    if algorithm.lower().replace("-", "") != "sha256":
        return None
    value = value.strip().rstrip("=")
    if len(value) == 64:
        return value.lower()
    try:
        return base64.b32decode(value.upper() + "=" * (-len(value) % 8)).hex()
    except (ValueError, binascii.Error):
        return None
