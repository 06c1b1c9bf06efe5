"""Makes the starter authority files from the reference data in a folder, from Babel and from `hand/`.

From the root of the checkout:

    python -m seeds.authorities.build FOLDER

The files come out the same, byte for byte, whenever the sources are the same.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TextIO

from archive.authorities.entries import AuthorityEntry
from archive.authorities.formats import write_popolo, write_skos
from seeds.authorities.making.added import with_people
from seeds.authorities.making.organisations import organisations
from seeds.authorities.making.people import people
from seeds.authorities.making.places import countries, country_codes, places
from seeds.authorities.making.spellings import with_spellings
from seeds.authorities.making.subjects import events, media_topics

_HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write every file beside this one and say how many records each holds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", type=Path, help="the folder with people.jsonl, cities.csv and the other sources"
    )
    for name, number in build(parser.parse_args().data, _HERE).items():
        print(f"{name}: {number:,}")


def build(data: Path, target: Path) -> dict[str, int]:
    """Write every file into the folder `target`; file name → number of records."""
    states = countries()
    codes = country_codes(states)
    place_list = places(data, codes)
    names = {entry.id: _english(entry) for entry in [*states, *place_list]}
    topics = {
        "countries": states,
        "places": place_list,
        "media-topics": media_topics(data),
        "events": events(),
    }
    country_names = {entry.identifiers["iso"]: entry.name for entry in states}
    bodies = organisations(data, codes, country_names)
    holders = {
        "organisations": bodies,
        "people": with_spellings(
            with_people(people(data, codes, names), country_names, {body.name: body.id for body in bodies})
        ),
    }
    numbers = {}
    for name, entries in topics.items():
        with _file(target, f"{name}.skos.json") as stream:
            write_skos(entries, stream)
        numbers[f"{name}.skos.json"] = len(entries)
    for name, entries in holders.items():
        with _file(target, f"{name}.popolo.json") as stream:
            write_popolo(entries, stream)
        numbers[f"{name}.popolo.json"] = len(entries)
    return numbers


def _file(target: Path, name: str) -> TextIO:
    return (target / name).open("w", encoding="utf-8", newline="\n")


def _english(entry: AuthorityEntry) -> list[str]:
    return [
        entry.name,
        *(form.text for form in entry.names if form.language == "en" and form.form != "acronym"),
    ]


if __name__ == "__main__":
    main()
