"""Identifiers of authority records: the schemes known here, their one spelling, the ids that state one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from archive.authorities.entries import BadRow

#: scheme → (pattern of a valid value, an example for the message)
_SCHEMES = {
    "wikidata": (re.compile(r"Q[1-9][0-9]{0,15}"), "Q7747"),
    "gnd": (re.compile(r"[0-9]{1,12}(?:-?[0-9X])?"), "118540238"),
    "viaf": (re.compile(r"[0-9]{1,24}"), "88045299"),
    "iptc": (re.compile(r"medtop:[0-9]{8}"), "medtop:20000593"),
    "iso": (re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?"), "DE or GB-SCT"),
    "geonames": (re.compile(r"[1-9][0-9]{0,11}"), "2950159"),
}

#: Beginnings of ids that state an identifier, in web form and as a compact prefix.
_PREFIXES = (
    ("wikidata", "http://www.wikidata.org/entity/", ""),
    ("wikidata", "https://www.wikidata.org/entity/", ""),
    ("wikidata", "https://www.wikidata.org/wiki/", ""),
    ("wikidata", "wikidata:", ""),
    ("wikidata", "wd:", ""),
    ("gnd", "https://d-nb.info/gnd/", ""),
    ("gnd", "http://d-nb.info/gnd/", ""),
    ("gnd", "gnd:", ""),
    ("viaf", "http://viaf.org/viaf/", ""),
    ("viaf", "https://viaf.org/viaf/", ""),
    ("viaf", "viaf:", ""),
    ("iptc", "http://cv.iptc.org/newscodes/mediatopic/", "medtop:"),
    ("iptc", "https://cv.iptc.org/newscodes/mediatopic/", "medtop:"),
    ("iptc", "medtop:", "medtop:"),
    ("geonames", "https://sws.geonames.org/", ""),
    ("geonames", "http://sws.geonames.org/", ""),
    ("geonames", "https://www.geonames.org/", ""),
    ("geonames", "geonames:", ""),
    ("iso", "https://www.iso.org/obp/ui/#iso:code:3166:", ""),
    ("iso", "iso:", ""),
)
_BARE_WIKIDATA = _SCHEMES["wikidata"][0]


def normalised(scheme: str, value: str) -> tuple[str, str]:
    """Scheme and value in their one spelling; a scheme not known here is kept as it is written.

    >>> normalised("Wikidata", "https://www.wikidata.org/entity/Q76")
    ('wikidata', 'Q76')
    """
    scheme = scheme.strip().casefold()
    value = value.strip()
    if not scheme or not value:
        raise BadRow("an identifier lacks its scheme or its value: give both or leave it out")
    stated = stated_identifier(value)
    if stated is not None and stated[0] == scheme:
        return stated
    known = _SCHEMES.get(scheme)
    if known is not None:
        if scheme == "iso":
            value = value.upper()
        if scheme == "iptc" and re.fullmatch(r"[0-9]{8}", value):
            value = f"medtop:{value}"
        if not known[0].fullmatch(value):
            raise BadRow(f"{value[:80]!r} is no {scheme} identifier: write it like {known[1]}")
    return scheme, value


def stated_identifier(text: str) -> tuple[str, str] | None:
    """The identifier that an id or address states, or None.

    >>> stated_identifier("http://cv.iptc.org/newscodes/mediatopic/20000593")
    ('iptc', 'medtop:20000593')
    """
    if _BARE_WIKIDATA.fullmatch(text):
        return "wikidata", text
    if ":" not in text:
        return None
    for scheme, prefix, put_back in _PREFIXES:
        if text.startswith(prefix):
            rest = text[len(prefix) :].rstrip("/")
            if scheme == "geonames":
                rest = rest.partition("/")[0]
            value = put_back + rest
            return (scheme, value) if _SCHEMES[scheme][0].fullmatch(value) else None
    return None


def identifiers_of_id(text: str) -> dict[str, str]:
    """What an id alone tells, as a mapping: {"iso": "DE"} for "iso:DE", {} for "person/17"."""
    stated = stated_identifier(text)
    return dict([stated]) if stated else {}


def id_for(identifiers: Mapping[str, str]) -> str:
    """A compact id made from the best identifier, or "": what a written file calls the record."""
    for scheme in ("wikidata", "iptc", "iso", "geonames", "gnd", "viaf"):
        if scheme in identifiers:
            value = identifiers[scheme]
            return value if scheme == "iptc" else f"{scheme}:{value}"
    return ""
