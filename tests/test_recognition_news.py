"""What reading unseen news showed to be wrong: one row for each rule mended, with names of our own."""

# ruff: noqa: E501 - tables of whole sentences

from __future__ import annotations

import pytest
from recognition_pages import named, organisation, quoted, read, roles


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # A nickname in marks between two names that stand in no list.
        ("Protest leader Pavit “Gazelle” Chimarat left.", ["Pavit “Gazelle” Chimarat"]),
        # A name before a colon and a mark speaks, though nobody knows it.
        ("Edor Terzim: “We did not deserve more than this.”", ["Edor Terzim"]),
        # Both family names stand alone.
        ("José Daniel Ferrer García was freed. Ferrer García left.", ["José Daniel Ferrer García", "Ferrer García"]),
        # Called by the given name, which no list holds.
        ("They met Prime Minister Thanavorn Juangkit. The party and Thanavorn denied it.", ["Thanavorn Juangkit", "Thanavorn"]),
        # A town's name that a person of the text bears, with a preposition that towns have, too.
        ("The lawmaker Eduardo Cunha left. They paid two millions to Cunha.", ["Eduardo Cunha", "Cunha"]),
        ("The CEO Maria das Graças Foster left.", ["Maria das Graças Foster"]),
        # A company's name after the person was introduced with a title.
        ("Ambassador Alex Saab was sent home. Saab’s extradition was wrong.", ["Alex Saab", "Saab"]),
        # In a headline a verb has its capital, too.
        ("Secretary and Turkish Foreign Minister Talk Syria and the Budget", []),
    ],
)  # fmt: skip
def test_people(text: str, people: list[str]) -> None:
    assert named(read(text), "person") == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # A given name that is an everyday word, before a hyphen or a particle.
        ("Das sagte Jury-Präsident Tom Tykmann in Berlin.", ["Tom Tykmann"]),
        ("Die Ära von Bundestrainer Joachim Lömann war zu Ende.", ["Joachim Lömann"]),
        # Described before the comma.
        (
            "Die Ministerin für Forschung des Landes Brandenburg, Munja Schülo, hat das besucht.",
            ["Munja Schülo"],
        ),
        # A role behind the comma.
        ("Selvin Çalıskan, Generalsekretärin von Greenpeace, kam.", ["Selvin Çalıskan"]),
        ("Hans-Dieter „Hansi“ Flick kam.", ["Hans-Dieter „Hansi“ Flick"]),
    ],
)
def test_german_people(text: str, people: list[str]) -> None:
    assert named(read(text, language="de"), "person") == people


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        # An adjective after an article is no general's.
        ("The General Accounting Office said so.", ["General Accounting Office"]),
        # The letters in brackets say where a name begins, whatever was taken for a name before.
        (
            "They met National Intelligence and Security Service (NISS) agents.",
            ["National Intelligence and Security Service", "NISS"],
        ),
        # In a headline verbs have capitals: they are no part of a name.
        ("Venezuelan Government Expects to Resume the Talks with Opposition", ["Venezuelan Government"]),
        # What only a company has.
        ("It was a lie, said Antonio Vazquez, Ibelia's chairman.", ["Ibelia"]),
        # A party without its noun.
        (
            "The court banned the Future Forward Party. Supporters of Future Forward cried.",
            ["Future Forward Party", "Future Forward"],
        ),
        # A head right behind "General"; a small word that is part of a name within a sentence.
        ("The carmaker is called General Motors.", ["General Motors"]),
        ("It was the ruling All Progressives Congress that won.", ["All Progressives Congress"]),
        ("It was Aurelian Capital Management that sued.", ["Aurelian Capital Management"]),
        # Talks are no team.
        ("They are known as the Mexico Talks.", []),
        ("The US Embassy said no.", ["US Embassy"]),
    ],
)
def test_organisations(text: str, organisations: list[str]) -> None:
    assert named(read(text), "organisation") == organisations


def test_and_joins_no_two_bodies() -> None:
    known = (organisation("amnesty", "Amnesty International"),)
    found = read("The National Commission on Human Rights and Amnesty International spoke.", known)
    assert named(found, "organisation") == ["National Commission on Human Rights", "Amnesty International"]


def test_everyday_words_of_an_office_are_no_magazine() -> None:
    known = (organisation("fa", "Foreign Affairs"),)
    found = read("Foreign Affairs Minister Fulan Plasenci met the Minister of Foreign Affairs.", known)
    assert named(found, "organisation") == []
    assert named(read("He wrote in Foreign Affairs that it failed.", known), "organisation") == [
        "Foreign Affairs"
    ]


def test_a_body_within_a_body_is_another_one() -> None:
    found = read("The African Union Commission met. The African Union did not.")
    assert len({m.entity for m in found.mentions}) == 2


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        # A head noun in the genitive; letters printed like a word, here and further on.
        (
            "Das Bundesamt für Migration (Bamf) prüft. Das Bamf schweigt.",
            ["Bundesamt für Migration", "Bamf", "Bamf"],
        ),
        (
            "Der Präsident des Bundesamtes für Migration und Flüchtlinge (BAMF) kam.",
            ["Bundesamtes für Migration und Flüchtlinge", "BAMF"],
        ),
        # The noun says what it is; a board has no name.
        ("Sie gehört zum Mutterkonzern PSA.", ["PSA"]),
        ("Er sitzt im Aufsichtsrat der Tochter.", []),
        ("Der Mannheimer HC und der Hamburger Polo Club spielten.", ["Mannheimer HC", "Hamburger Polo Club"]),
    ],
)
def test_german_organisations(text: str, organisations: list[str]) -> None:
    assert named(read(text, language="de"), "organisation") == organisations


def test_an_acronym_goes_with_the_body_whose_letters_it_has() -> None:
    text = "Das Institut für Weltwirtschaft an der Universität Kiel (IfW) warnte."
    found = read(text, language="de")
    of = {m.surface: found.entities[m.entity].name for m in found.mentions}
    assert of["IfW"] == "Institut für Weltwirtschaft"
    assert of["Universität Kiel"] == "Universität Kiel"


def test_a_compound_is_the_short_form_of_what_it_begins() -> None:
    text = "Das Potsdam-Institut für Klimafolgenforschung warnte. Sie besuchte das Potsdam-Institut."
    found = read(text, language="de")
    assert len({m.entity for m in found.mentions}) == 1


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        # The role and its body in brackets behind the name.
        ("Oliver Glasmann (Green Party spokesman) left.", ("Oliver Glasmann", "Green Party spokesman", "Green Party")),
        ("Oliver Glasmann (spokesman of the Green Party) left.", ("Oliver Glasmann", "spokesman", "Green Party")),
        # Two bodies.
        (
            "Volker Wielan, an economist at Goethe University and a member of the German Council of Economic Experts, left.",
            ("Volker Wielan", "member", "German Council of Economic Experts"),
        ),
        # Something of a place's in between.
        (
            "The head of Venezuela’s government delegation, Jorge Rodrigo, left.",
            ("Jorge Rodrigo", "head of Venezuela’s government delegation", None),
        ),
        # No article: held at a body that is named.
        (
            "It was former chief executive of the miner Volker Group, Roger Agnell: he left.",
            ("Roger Agnell", "former chief executive", "Volker Group"),
        ),
        ("It was Iyiola Omisore who leads the Green Party.", ("Iyiola Omisore", None, "Green Party")),
        # The verb before is no part of it.
        ("They had decided to remove CEO Maria Foster.", ("Maria Foster", "CEO", None)),
        (
            "Names for CEO include former banker Henrique Meirel.",
            ("Henrique Meirel", "former banker", None),
        ),
    ],
)  # fmt: skip
def test_roles(text: str, stated: tuple[str, str | None, str | None]) -> None:
    assert (stated[0], stated[1].removesuffix(" of the") if stated[1] else None, stated[2]) in roles(
        read(text)
    )


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Der Geschäftsführer der FDP-Fraktion im Bundestag Marco Busch sprach.",
            ("Marco Busch", "Geschäftsführer", "FDP-Fraktion"),
        ),
        (
            "Der Präsident des Bundesamtes für Migration (BAMF), Hans-Eckhard Sommer, kam.",
            ("Hans-Eckhard Sommer", "Präsident", "Bundesamtes für Migration"),
        ),
        ("Oppositionsführerin Weidel von der AfD sprach.", ("Weidel", None, "AfD")),
        # Neither verbs nor adverbs belong to it.
        ("In Berlin dankte Altkanzler Gerhard Schröder.", ("Gerhard Schröder", "Altkanzler", None)),
        ("Viele kamen, darunter Landesdirektorin Anna Kurz.", ("Anna Kurz", "Landesdirektorin", None)),
        ("Der bekannte Anwalt Peter Kurz kam.", ("Peter Kurz", "bekannte Anwalt", None)),
    ],
)
def test_german_roles(text: str, stated: tuple[str, str | None, str | None]) -> None:
    assert stated in roles(read(text, language="de"))


@pytest.mark.parametrize(
    "text",
    [
        # A clause of its own, no apposition.
        "Das forderte Friedrich Merz, der Kanzler solle eine Ministerin entlassen.",
        # A place to meet.
        "Sie wird Jerry Braun, bei der Akademie der Wissenschaften treffen.",
    ],
)
def test_no_german_role(text: str) -> None:
    assert roles(read(text, language="de")) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Who opens the sentence speaks on after a comma.
        (
            "Antony Blinker declined to comment on how Sergey Lavrik replied, saying, “I don’t want to do that.”",
            "Antony Blinker",
        ),
        # An apposition with brackets and dashes.
        (
            "Bernardo Alvarez, ambassador to the Organization of American States (OAS), tells reporters “We don’t believe it.”",
            "Bernardo Alvarez",
        ),
        (
            "Secretary of State Hillary Clinker -- not surprisingly -- told reporters that it was “at the top of our list.”",
            "Hillary Clinker",
        ),
        # A small word elsewhere ("Source: dpa"), here who speaks.
        ("“We failed,” the source said in Berlin.", "source"),
        # Who is introduced in the sentence right before, and not who spoke last.
        (
            "“It is a machine,” said Lucien Favrel.\nThe group's director, Wenzel Michal, criticised the move. “Berlin must act,” he told DW.",
            "Wenzel Michal",
        ),
        # By the title that the page gave before; whoever spoke last, where it gave none.
        ("Turkish Foreign Minister Ahmet Davut left. “It is over,” the foreign minister said.", "Ahmet Davut"),
        ("“It is over,” said Suna Phasuk. “They are afraid of us all,” the researcher added.", "Suna Phasuk"),
        # Somebody else's minister is none of those.
        (
            "Foreign Minister Delcy Rodrigo left. Brazil’s Foreign Minister says “We are on alert.”",
            "Foreign Minister",
        ),
        # An abbreviated title between the mark and the verb.
        ("Hillary Clinker left. “We stand with the people,” Sec. Clinker said.", "Hillary Clinker"),
        # What the subject of the sentence called it.
        ("Belarus recalled its ambassador in response to what it called “hostile and unfriendly” actions.", "Belarus"),
    ],
)  # fmt: skip
def test_speakers(text: str, speaker: str) -> None:
    assert quoted(read(text))[-1][2] == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # The cue stands behind the second of two.
        (
            "„Um Applaus von der Börse zu bekommen“, würden „die Existenzen aufs Spiel gesetzt“, kritisierte Jörg Hofer.",
            ["Jörg Hofer", "Jörg Hofer"],
        ),
        # Titles that say less than the one stated.
        ("Justizminister Guido Wolff kam. „Das hilft niemandem“, sagte der Landesminister.", ["Guido Wolff"]),
        (
            "Der Präsident des Bundesamtes für Migration (BAMF), Hans-Eckhard Sommer, kam. „Das ist absolut richtig“, sagte der BAMF-Chef.",
            ["Hans-Eckhard Sommer"],
        ),
        # "Ein" names nobody, though the page has a holder of that title.
        (
            "Konzernsprecher Marc Schlett kam. „Das ist nicht wahr“, sagte ein Konzernsprecher.",
            ["Konzernsprecher"],
        ),
        # The sentence that announces it begins with a pronoun.
        (
            "Marco Busch sprach. Er habe die Kanzlerin dazu aufgefordert: „Kommen Sie doch ins Parlament!“",
            ["Marco Busch"],
        ),
        # He whom the colon announces, and whom an agency quotes.
        (
            "CSU-Chef Markus Söter wies das zurück: „Das ist Unsinn“, sagte der bayerische Ministerpräsident.",
            ["Markus Söter"],
        ),
        (
            "„Wir werden sehen“, zitiert die Agentur Interfax einen Sprecher des Ministeriums.",
            ["Sprecher"],
        ),
        ("Anna Kurz sprach von einem „Offenbarungseid der Regierung“.", ["Anna Kurz"]),
        ("„Das kann für beide wichtig sein“, hob Oliver Bierhof hervor.", ["Oliver Bierhof"]),
    ],
)
def test_german_speakers(text: str, speakers: list[str]) -> None:
    assert [speaker for _, _, speaker in quoted(read(text, language="de"))] == speakers


def test_a_quotation_left_open_is_his_who_goes_on_in_the_next_paragraph() -> None:
    text = "Raila Oding left.\n“They say that we are tired of it all.\n“We did not see the reason for it,” he explained."
    assert {speaker for _, _, speaker in quoted(read(text))} == {"Raila Oding"}


@pytest.mark.parametrize(
    "text",
    [
        "The group Jamwi (roughly “army of emigrants and helpers”) fell.",
        "Protest leader Pavit “Gazelle” Chimarat said nothing.",
        "Die Anwältin Anna Kurz sagte im „Reichsbürger“-Prozess nichts.",
    ],
)
def test_marks_that_quote_nobody(text: str) -> None:
    assert {(kind, speaker) for kind, _, speaker in quoted(read(text))} == {("scare", None)}
