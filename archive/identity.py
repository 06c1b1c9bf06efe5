"""Permanent ids and address parts: given once, the same when an archive is rebuilt in the same order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from archive.names import fold, slug

if TYPE_CHECKING:
    from archive.models.authority import AuthorityRecord

ID_LENGTH = 20
#: Long enough to tell two namesakes apart in an address, short enough to read over.
SLUG_TAIL = 6


def sha256(text: str) -> str:
    """SHA-256 of the text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def candidate_key(kind: str, name: str) -> str:
    """What loaders meet on when a full name is new to them: digest of kind and folded name."""
    return sha256(f"{kind}:{fold(name)}")


def record_id(kind: str, seed: str) -> str:
    """Permanent id of an authority record, from what first named it.

    `seed` is an identifier ("wikidata:Q76") where the record has one, else its folded name.
    """
    return sha256(f"record:{kind}:{seed}")[:ID_LENGTH]


def article_id(*, url: str | None, capture_digest: str) -> str:
    """Permanent id of an article: from its normalised address, else from its first capture's digest."""
    return (sha256(f"url:{url}") if url else capture_digest)[:ID_LENGTH]


def article_slug(headline: str) -> str:
    """The readable part of an article's address."""
    return slug(headline, limit=80)


def record_slugs(
    model: type[AuthorityRecord], wanted: Sequence[tuple[str, str]], reserved: Iterable[str] = ()
) -> list[str]:
    """Free address parts for new records, given as (name, permanent id), in one query.

    A namesake's carries the beginning of its permanent id: "michael-mueller-3f9a0c".
    """
    from archive.models.authority import FormerSlug  # noqa: PLC0415  (models import names, names stay pure)

    plain = [slug(name) or public_id[:SLUG_TAIL] for name, public_id in wanted]
    taken = set(reserved)
    for at in range(0, len(plain), 500):
        some = plain[at : at + 500]
        taken.update(model.objects.filter(slug__in=some).values_list("slug", flat=True))
        taken.update(
            FormerSlug.objects.filter(kind=model.KIND.value, slug__in=some).values_list("slug", flat=True)
        )
    out = []
    for base, (_name, public_id) in zip(plain, wanted, strict=True):
        free = base
        if free in taken:
            free = f"{base}-{public_id[:SLUG_TAIL]}"
        if free in taken:
            free = f"{base}-{public_id}"
        taken.add(free)
        out.append(free)
    return out
