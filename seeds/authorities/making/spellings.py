"""Adds the spellings of people's names that newspapers use and the lists lack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from archive.authorities.entries import AuthorityEntry, NameForm
from archive.authorities.fields import without_repeats
from archive.documents import EntityKind
from seeds.authorities.making.handwritten import cell, names, sections


def with_spellings(entries: Iterable[AuthorityEntry]) -> list[AuthorityEntry]:
    """The people with the spellings of the hand-written list; a name there has to mean one of them."""
    found = list(entries)
    places = defaultdict(list)
    for place, entry in enumerate(found):
        if entry.kind is EntityKind.PERSON:
            places[entry.name].append(place)
    for _, cells in sections("spellings.txt"):
        if len(places[cells[0]]) != 1:
            raise SystemExit(f"spellings.txt: {cells[0]} is the name of {len(places[cells[0]])} people")
        place = places[cells[0]][0]
        entry = found[place]
        spellings = [*names(cell(cells, 1), "de"), *names(cell(cells, 2), "en")]
        forms = [NameForm(form.text, form.language, "transliteration") for form in spellings]
        found[place] = replace(entry, names=without_repeats(entry.name, "", [*entry.names, *forms]))
    return found
