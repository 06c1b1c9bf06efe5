"""Stated roles: who is described as what, and where."""

# ruff: noqa: E501 - tables of whole sentences

from __future__ import annotations

import pytest
from recognition_pages import organisation, read, roles

KNOWN = (organisation("afd", "Alternative for Germany"), organisation("ec", "European Commission"))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Russian Foreign Minister Sergey Lavrov spoke.",
            ("Sergey Lavrov", "Russian Foreign Minister", None),
        ),
        (
            "It was Russian foreign policy expert Lilija Shevtsova.",
            ("Lilija Shevtsova", "Russian foreign policy expert", None),
        ),
        ("Sanctions came under former president Barack Obama.", ("Barack Obama", "former president", None)),
        (
            "Former US Secretary of State John Kerry spoke.",
            ("John Kerry", "Former US Secretary of State", None),
        ),
        # A verb before the nationality is no part of the role.
        ("They invited US historian Bruce Gilley.", ("Bruce Gilley", "US historian", None)),
        (
            "NATO Secretary General Jens Stoltenberg spoke.",
            ("Jens Stoltenberg", "NATO Secretary General", "NATO"),
        ),
        ("Greenpeace expert Anna Schmidt spoke.", ("Anna Schmidt", "Greenpeace expert", "Greenpeace")),
        (
            "Mark Simakovsky, a senior fellow at the US think tank Atlantic Council, told DW.",
            ("Mark Simakovsky", "senior fellow", "Atlantic Council"),
        ),
        (
            "Andrey Kortunov, director general of the Russian International Affairs Council (RIAC), spoke.",
            ("Andrey Kortunov", "director general", "Russian International Affairs Council"),
        ),
        (
            "Lilija Shevtsova, who currently works as an associate fellow at the UK-based policy institute, Chatham House, left.",
            ("Lilija Shevtsova", "associate fellow", "Chatham House"),
        ),
        ("Kenneth Roth, who heads Human Rights Watch, spoke.", ("Kenneth Roth", None, "Human Rights Watch")),
        (
            "Ivan Timofeyev of the Russian Council on Foreign Policy spoke.",
            ("Ivan Timofeyev", None, "Russian Council on Foreign Policy"),
        ),
        (
            "That was the new US special representative to Ukraine, Kurt Volker.",
            ("Kurt Volker", "US special representative to Ukraine", None),
        ),
        ("The FBI director, James Comey, was fired.", ("James Comey", "FBI director", "FBI")),
        (
            "Maria Zakharova, spokeswoman for the Russian Foreign Ministry, spoke.",
            ("Maria Zakharova", "spokeswoman", "Russian Foreign Ministry"),
        ),
        ("Angela Merkel's spokesman, Steffen Seibert, spoke.", ("Steffen Seibert", "spokesman", None)),
        (
            "Ursula von der Leyen was elected European Commission president.",
            ("Ursula von der Leyen", "European Commission president", "European Commission"),
        ),
        ("Frauke Petry (AfD) resigned.", ("Frauke Petry", None, "AfD")),
        # The body stands before the role: with a possessive, or with its acronym in brackets.
        (
            "Amnesty International's Europe director Gauri van Gulik spoke.",
            ("Gauri van Gulik", "Europe director", "Amnesty International"),
        ),
        (
            "Peoples' Democratic Party (HDP) co-leader Selahattin Demirtas was arrested.",
            ("Selahattin Demirtas", "co-leader", "Peoples' Democratic Party"),
        ),
        # Adjectives of the body are no part of the role.
        (
            "Sebastian Kurz, the leader of the conservative Austrian People's Party, won.",
            ("Sebastian Kurz", "leader", "Austrian People's Party"),
        ),
        ("Brian Hill, the governor presiding over the shift, left.", ("Brian Hill", "governor", None)),
    ],
)
def test_a_role_is_read_as_stated(text: str, stated: tuple[str, str | None, str | None]) -> None:
    assert stated in roles(read(text, KNOWN))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Kremlsprecher Dmitri Peskow schwieg.", ("Dmitri Peskow", "Kremlsprecher", None)),
        (
            "Der ehemalige Außenminister Joschka Fischer kam.",
            ("Joschka Fischer", "ehemalige Außenminister", None),
        ),
        ("Dann tritt Innenminister Horst Seehofer zurück.", ("Horst Seehofer", "Innenminister", None)),
        (
            "Nikolai Petrow, Gastwissenschaftler bei der Stiftung Wissenschaft, sprach.",
            ("Nikolai Petrow", "Gastwissenschaftler", "Stiftung Wissenschaft"),
        ),
        (
            "Die Präsidentin der EU-Kommission, Ursula von der Leyen, kam.",
            ("Ursula von der Leyen", "Präsidentin", "EU-Kommission"),
        ),
        ("Angela Merkel (CDU) kam.", ("Angela Merkel", None, "CDU")),
    ],
)
def test_german_forms(text: str, stated: tuple[str, str | None, str | None]) -> None:
    assert stated in roles(read(text, language="de"))


def test_in_a_list_everyone_has_his_own_title() -> None:
    found = read(
        "British Prime Minister Theresa May, German Chancellor Angela Merkel and French President Emmanuel Macron met."
    )
    assert roles(found) == [
        ("Theresa May", "British Prime Minister", None),
        ("Angela Merkel", "German Chancellor", None),
        ("Emmanuel Macron", "French President", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump is an unpredictable politician.",  # an opinion
        "Vladimir Putin at the G20 in Hamburg.",  # a place to be
        "Mrs May left.",  # an address, no role
    ],
)
def test_no_role_where_none_is_stated(text: str) -> None:
    assert roles(read(text)) == []


def test_the_statement_holds_the_name_and_the_role() -> None:
    text = "Then Mark Simakovsky, a senior fellow at the Atlantic Council, left."
    (claim,) = read(text).roles
    assert text[claim.start : claim.end] == "Mark Simakovsky, a senior fellow at the Atlantic Council"
    assert claim.role_span is not None
    assert claim.role_span.of(text) == "senior fellow"
