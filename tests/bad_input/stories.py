"""Small articles of their own words each, so that no two inputs are one work, and what one input is."""
# ruff: noqa: E501 - the inputs, a line each

from __future__ import annotations

import random
from dataclasses import dataclass

_NOUNS = (
    "harbour council budget bridge school railway hospital museum forest river market tunnel archive library"
    " stadium factory theatre village airport quarry orchard lighthouse ferry dam canal greenhouse brewery"
).split()
_VERBS = "rejects approves delays reopens inspects sells restores closes expands defends".split()
_PLACES = "Aldmouth Brenfeld Castrel Dunholm Esterby Falkstad Gravenau Hollin Ivenport Jarrow".split()
_PEOPLE = (
    "Maren Toft, Otto Brandvik, Clara Weyland, Ruben Aske, Ines Falkner, Jonas Hallgren, Petra Lindqvist,"
    " Hugo Stenmark, Alma Reuter, Viktor Dahl"
).split(", ")


@dataclass(frozen=True)
class Story:
    """Headline and paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join((self.headline, *self.paragraphs)) + "\n"

    @property
    def html(self) -> str:
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in self.paragraphs)
        return f"<h1>{self.headline}</h1>\n{body}"

    def page(self, before: str = "", after: str = "", head: str = "") -> str:
        """A whole page around it."""
        return (
            f"<!doctype html>\n<html lang=en><head><title>{self.headline}</title>{head}</head>\n"
            f"<body><main><article>{before}{self.html}{after}</article></main></body></html>\n"
        )


def story(name: str) -> Story:
    """An article of about a hundred words; the same name gives the same one."""
    chance = random.Random(name)

    def noun() -> str:
        return chance.choice(_NOUNS)

    place, person = chance.choice(_PLACES), chance.choice(_PEOPLE)
    headline = f"{place} {chance.choice(_VERBS)} plan for {noun()} and {noun()} ({chance.randrange(10_000)})"
    paragraphs = tuple(
        f"The {noun()} near {place} was discussed for {chance.randrange(2, 90)} hours on Monday, and the"
        f" {noun()} came up {chance.randrange(2, 90)} times. “We saw the {noun()} before we saw the {noun()},”"
        f" said {person}, who has led the {noun()} since {chance.randrange(1960, 2020)}. A second {noun()} is"
        f" to follow, and the {noun()} beside it will be {chance.choice(('rebuilt', 'sold', 'painted'))}."
        for _ in range(3)
    )
    return Story(headline, paragraphs)


@dataclass(frozen=True)
class Bad:
    """One input, and what has to come of it."""

    #: Its path below the folder, as bytes: names need not be UTF-8.
    path: bytes
    what: str
    #: The outcomes of its lines in the report, sorted; a container has several.
    outcomes: tuple[str, ...]
    #: Words that one of its messages must hold.
    says: str = ""
    #: Seconds that reading and storing all of it may take.
    seconds: float = 10.0
    #: Each outcome may come any number of times: where a bomb is noticed is the reader's affair.
    several: bool = False
