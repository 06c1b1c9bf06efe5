"""Are two captures the same work? Addresses, the keys they make, and how much of a text two of them share."""

from archive.works.addresses import agree, is_front, normalise_url, plain_form, publisher_id, site_of
from archive.works.claims import Address, Claims, read_claims
from archive.works.keys import body_key, headline_day_key, publisher_id_key, turned, url_key
from archive.works.texts import (
    MOST_OF_THE_BODY,
    bands,
    headlines_alike,
    resemblance,
    says_enough,
    shared,
    tokens,
    without_figures,
)

__all__ = [
    "MOST_OF_THE_BODY",
    "Address",
    "Claims",
    "agree",
    "bands",
    "body_key",
    "headline_day_key",
    "headlines_alike",
    "is_front",
    "normalise_url",
    "plain_form",
    "publisher_id",
    "publisher_id_key",
    "read_claims",
    "resemblance",
    "says_enough",
    "shared",
    "site_of",
    "tokens",
    "turned",
    "url_key",
    "without_figures",
]
