"""Makes captures in the manner of the two seeds, each of other words: load for benchmarks, not for proof.

Structure, furniture, punctuation and the short words that hold a sentence together stay; longer words are
exchanged among themselves, people and the day are replaced. The same number gives the same text.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

#: The people of the seeds, replaced wherever the full or the family name stands.
PEOPLE = (
    "Vladimir Putin",
    "Donald Trump",
    "Theresa May",
    "Angela Merkel",
    "Petro Poroshenko",
    "Barack Obama",
    "Sergey Lavrov",
    "Lilija Shevtsova",
    "Ivan Timofeyev",
    "Mark Simakovsky",
    "Andrey Kortunov",
    "Kurt Volker",
    "Roman Goncharenko",
)
#: One person in so many is nobody that the authority files know.
STRANGERS = 4

_WORD = re.compile(r"\b[a-z]{6,}\b")
_DAYS = re.compile(r"\b05\.07\.2017\b|\bNovember 9, 2017\b")


def captures(count: int, *, start: int = 0) -> Iterator[tuple[str, bytes]]:
    """`count` names and contents, the two designs in turn."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted((SEEDS / "captures").glob("0*.txt"))]
    known = _known_people()
    for number in range(start, start + count):
        text = _another(seeds[number % len(seeds)], known, random.Random(number))
        yield f"{number:06d}.txt", text.encode()


def _known_people() -> list[str]:
    """Names of two words from the starter authorities."""
    people = json.loads((SEEDS / "authorities" / "people.popolo.json").read_text(encoding="utf-8"))
    names = (person["name"] for person in people["persons"])
    return sorted({name for name in names if len(name.split()) == 2 and name.isascii()})


def _another(text: str, known: list[str], chance: random.Random) -> str:
    """This page about other people, on another day, in other words."""
    head, _, rest = text.partition("\n\n")
    pool = _WORD.findall(rest)
    rest = _WORD.sub(lambda m: chance.choice(pool) if chance.random() < 0.5 else m[0], rest)
    text = f"{head}\n\n{rest}"
    for person in PEOPLE:
        family = person.split()[1]
        new_given, new_family = _person(known, chance)
        text = text.replace(person, f"{new_given} {new_family}")
        if family != "May":  # also a month
            text = re.sub(rf"\b{family}\b", new_family, text)
    day = date(2003, 1, 1) + timedelta(days=chance.randrange(8000))
    return _DAYS.sub(lambda m: _printed(day, like=m[0]), text)


def _person(known: list[str], chance: random.Random) -> tuple[str, str]:
    given, family = chance.choice(known).split()
    if chance.randrange(STRANGERS) == 0:
        given = chance.choice(known).split()[0]
    return given, family


def _printed(day: date, *, like: str) -> str:
    return f"{day:%d.%m.%Y}" if like[0].isdigit() else f"{day:%B} {day.day}, {day.year}"
