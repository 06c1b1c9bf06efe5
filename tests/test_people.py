"""Which words of a byline are the people who wrote it."""

from __future__ import annotations

import pytest

from archive.parsing.people import is_name, read_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Houston Mitchell", ["Houston Mitchell"]),
        ("von David Straub, MDR THÜRINGEN", ["David Straub"]),
        ("Von Ulrich ExnerKorrespondent", ["Ulrich Exner"]),  # parts of the page run together
        ("Nizaar Kinsella2 minutes ago", ["Nizaar Kinsella"]),
        ("Par Le Figaro et AFP", []),
        ("By and", []),
        ("Ann Lee | Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("By Ann Lee in Kyiv (with dpa)", ["Ann Lee"]),
        ("By Ursula von der Leyen and Jean-Claude Juncker", ["Ursula von der Leyen", "Jean-Claude Juncker"]),
        ("Ana García y Luis Pérez", ["Ana García", "Luis Pérez"]),
        ("Роман Гончаренко и Анна Петрова", ["Роман Гончаренко", "Анна Петрова"]),
        ("By Sean McDonald", ["Sean McDonald"]),  # no glue there
        ("By Associated Press", []),
    ],
)
def test_authors_are_the_people_of_a_byline(line, names):
    first = (
        len(line) - len(line.split(" ", 1)[1]) if line.split()[0].casefold() in ("by", "von", "par") else 0
    )
    assert [line[start:end] for start, end in read_names(line, first=first)] == names


def test_a_heading_in_capitals_or_a_sentence_is_no_name():
    assert is_name("Lee Baker")
    assert not is_name("MDR NEWS")
    assert not is_name("Trust but verify")
    assert not is_name("Baker said.")
