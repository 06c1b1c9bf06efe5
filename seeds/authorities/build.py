"""Makes the starter authority files from the reference data in a folder, from Babel and from `hand/`.

From the root of the checkout:

    python -m seeds.authorities.build FOLDER

The files come out the same, byte for byte, whenever the sources are the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from archive.authorities.entries import AuthorityEntry
from archive.authorities.formats import write_popolo, write_skos
from seeds.authorities.making.organisations import organisations
from seeds.authorities.making.people import people
from seeds.authorities.making.places import countries, country_codes, places
from seeds.authorities.making.subjects import events, media_topics

_HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write every file and say how many records each holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", type=Path, help="the folder with people.jsonl, cities.csv and the other sources"
    )
    data: Path = parser.parse_args().data
    states = countries()
    codes = country_codes(states)
    place_list = places(data, codes)
    names = {entry.id: _english(entry) for entry in [*states, *place_list]}
    _skos("countries", states)
    _skos("places", place_list)
    _skos("media-topics", media_topics(data))
    _skos("events", events())
    _popolo("organisations", organisations(data, codes))
    _popolo("people", people(data, codes, names))


def _english(entry: AuthorityEntry) -> list[str]:
    return [
        entry.name,
        *(form.text for form in entry.names if form.language == "en" and form.form != "acronym"),
    ]


def _skos(name: str, entries: Iterable[AuthorityEntry]) -> None:
    listed = list(entries)
    with (_HERE / f"{name}.skos.json").open("w", encoding="utf-8", newline="\n") as stream:
        write_skos(listed, stream)
    print(f"{name}.skos.json: {len(listed):,}")


def _popolo(name: str, entries: Iterable[AuthorityEntry]) -> None:
    listed = list(entries)
    with (_HERE / f"{name}.popolo.json").open("w", encoding="utf-8", newline="\n") as stream:
        write_popolo(listed, stream)
    print(f"{name}.popolo.json: {len(listed):,}")


if __name__ == "__main__":
    main()
