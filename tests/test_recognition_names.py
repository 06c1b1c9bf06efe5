"""Who and what is named: a table of texts with the names that a careful reader would mark."""

# ruff: noqa: E501 - tables of whole sentences

from __future__ import annotations

import time

import pytest
from recognition_pages import article, gazetteer, named, organisation, person, read

from archive.documents import BlockKind
from archive.recognition import recognise
from archive.recognition.person_forms import parts_of


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # Titles and nationalities stand outside, in lists too.
        (
            "British Prime Minister Theresa May, German Chancellor Angela Merkel and Petro Poroshenko met.",
            ["Theresa May", "Angela Merkel", "Petro Poroshenko"],
        ),
        # The surname is also a month: "in May" is none, a subject with a verb of saying is she.
        ("Prime Minister Theresa May left in May. May said it was fine.", ["Theresa May", "May"]),
        ("Mrs May and Mr. Corbyn debated on Wednesday.", ["May", "Corbyn"]),
        ("Donald Trump met officials. Both Trump as well as they deny it.", ["Donald Trump", "Trump"]),
        # Initials, suffixes, particles, double and East Asian names.
        ("The writer J. K. Rowling met George W. Bush.", ["J. K. Rowling", "George W. Bush"]),
        ("Dr. Martin Luther King Jr. spoke.", ["Martin Luther King Jr."]),
        ("President Bashar al-Assad refused. Assad stays.", ["Bashar al-Assad", "Assad"]),
        ("Ursula von der Leyen won. Von der Leyen smiled.", ["Ursula von der Leyen", "Von der Leyen"]),
        ("Annegret Kramp-Karrenbauer spoke.", ["Annegret Kramp-Karrenbauer"]),
        ("Moon Jae-in met Kim Jong Un. Kim smiled.", ["Moon Jae-in", "Kim Jong Un", "Kim"]),
        # Possessives stay outside.
        ("Vladimir Putin's patience is long. Putin’s men wait.", ["Vladimir Putin", "Putin"]),
        # An office of several words: the name begins after it.
        ("Former US Secretary of State John Kerry spoke.", ["John Kerry"]),
        ('Benjamin "Bibi" Netanyahu left.', ['Benjamin "Bibi" Netanyahu']),
        ("The member Hans-Christian Ströbele spoke.", ["Hans-Christian Ströbele"]),
        # A particle that stands last is the family name; the stop after a Roman number is the sentence's.
        ("The spokesman Tahir Della left. Della was glad.", ["Tahir Della", "Della"]),
        ("They saw Pope John Paul II. It rained.", ["John Paul II"]),
        # What is done to people as a rule; a family name beside.
        ("They hoped to meet Sepp Blatter.", ["Sepp Blatter"]),
        # Party and home of a member of parliament.
        ("Rep. Zooey Zephyr, D-Missoula, left.", ["Zooey Zephyr"]),
        # A street is no person, a chain of hyphens no name.
        ("Petersallee became Anna-Mungunda-Allee.", []),
        # A capitalised thing after an article.
        ("The Polaroid camera and the Case for Colonialism were new.", []),
        # A given name alone is nobody; after the full name it is that person.
        ("Daniel Montalvo left. They lied to Daniel about it.", ["Daniel Montalvo", "Daniel"]),
        # A town's name inside a longer one; the longer name's end is the same person.
        ("The leader Aung San Suu Kyi was silent. Suu Kyi left.", ["Aung San Suu Kyi", "Suu Kyi"]),
        # In a list, a person beside an unknown name makes it one, too.
        ("It was known to such as Emil Habibi and Jabra Nicola.", ["Emil Habibi", "Jabra Nicola"]),
        # A place that is a name's last word.
        ("They played at Forbes Field and in Cal Anderson Park.", []),
        # A later surname holds before its full form, too: headlines.
        (
            "Putin and Trump meet\nVladimir Putin and Donald Trump met.",
            ["Putin", "Trump", "Vladimir Putin", "Donald Trump"],
        ),
        # Nobody's list has these: an apposition, a verb where the family name comes back, a possessive.
        ("Rinaldo Depagne, West Africa director at the firm, left.", ["Rinaldo Depagne"]),
        ("Ossufo Momade took over. Momade met them.", ["Ossufo Momade", "Momade"]),
        ("Cate Blanchett's speech was long.", ["Cate Blanchett"]),
        # The second half of a given name after a title and a nationality.
        ("Thai Prime Minister Prayuth Chan-ocha left.", ["Prayuth Chan-ocha"]),
        # A caption without its stop, then a sentence.
        ("DAB's Elizabeth Quat In the east she won.", ["Elizabeth Quat"]),
        # Middle names people use alone.
        ("Luiz Inacio Lula da Silva was jailed. Lula denies it.", ["Luiz Inacio Lula da Silva", "Lula"]),
    ],
)
def test_people(text: str, people: list[str]) -> None:
    assert named(read(text), "person") == people


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        (
            "The Russian Ministry of Foreign Affairs and the US Congress agreed.",
            ["Russian Ministry of Foreign Affairs", "US Congress"],
        ),
        # The possessive stays outside, the nationality in; "the ministry" is none.
        ("Moscow's foreign ministry spoke.", ["foreign ministry"]),
        ("The Russian foreign ministry spoke. The ministry left.", ["Russian foreign ministry"]),
        (
            "The Ministry of Health and Social Affairs and the Organization for Security and Co-operation in Europe (OSCE) met.",
            [
                "Ministry of Health and Social Affairs",
                "Organization for Security and Co-operation in Europe",
                "OSCE",
            ],
        ),
        (
            "The Food and Drug Administration and the Law and Justice party objected.",
            ["Food and Drug Administration", "Law and Justice"],
        ),
        ("The opposition Republican People's Party (CHP) lost.", ["Republican People's Party", "CHP"]),
        # Acronyms in brackets, in either order.
        (
            "RIAC (Russian International Affairs Council) and the Syrian Observatory for Human Rights (SOHR).",
            ["RIAC", "Russian International Affairs Council", "Syrian Observatory for Human Rights", "SOHR"],
        ),
        # A company's short name, after the long one; a chief executive has a company.
        ("Pegasus Gold Inc cut its debt. The analysts of Pegasus agreed.", ["Pegasus Gold Inc", "Pegasus"]),
        ("The Novatek CEO Leonid Mikhelson left.", ["Novatek"]),
        # The holder of an office is named in "the Trump Administration", no body.
        ("Donald Trump left. The Trump Administration ended.", []),
        # What the noun beside says.
        ("According to the Yonhap news agency and the gas giant Novatek it is true.", ["Yonhap", "Novatek"]),
        ("The Miami Dolphins lost.", ["Miami Dolphins"]),
        # What the text says of a name that no list knows: its members, its deeds, its chief.
        ("Nathan Law of Demosisto won. Demosisto's Agnes Chow lost.", ["Demosisto", "Demosisto"]),
        ("Konami said no. According to Konami, Konami announced a game.", ["Konami", "Konami", "Konami"]),
        # A body's name that ends in "'s"; a carmaker's that a person bears.
        ("McDonald's left. Mr McDonald stayed.", ["McDonald's"]),
        ("Harrison Ford bought a Volvo.", ["Volvo"]),
        # A team by its town, only where the text is about sport.
        (
            "Bremen beat Hamburg. The striker scored a goal from a penalty in the second half of the league match.",
            ["Bremen", "Hamburg"],
        ),
        ("Bremen beat Hamburg to the contract.", []),
        # No bodies: aircraft, things, plural kinds, editors' words in capitals.
        ("She left Air Force One. NGOs watched TV, and the GDP fell. A VBIED exploded. UNLESS it rains.", []),
        ("Russian media and Some pundits spoke of the Russian threat.", []),
    ],
)
def test_organisations(text: str, organisations: list[str]) -> None:
    assert named(read(text), "organisation") == organisations


def test_a_known_name_before_the_head_of_a_run_ends() -> None:
    # A longer name's head noun stood behind a known one: the search for heads came back to where it was.
    found = read("The Rolling Stone Magazine and Manchester United Football Club Foundation met.")
    assert named(found, "organisation") == ["Rolling Stone", "Manchester United"]


def test_names_in_scripts_without_spaces() -> None:
    found = read(
        "美国总统唐纳德·特朗普表示。特朗普在東京说。",
        (person("t", "唐纳德·特朗普"), person("t", "特朗普", "alias")),
    )
    assert named(found, "person") == ["唐纳德·特朗普", "特朗普"]


def test_acronyms_are_told_from_words_by_their_case() -> None:
    names = (organisation("is", "Islamic State"), organisation("is", "IS", "acronym"))
    found = read('The "Islamic State" (IS) is losing. It IS so, and this is it.', names)
    assert named(found, "organisation")[:2] == ["Islamic State", "IS"]
    assert "is" not in named(found, "organisation")


def test_a_name_never_crosses_a_block() -> None:
    found = read("A visit by Angela\nMerkel Foundation opens")
    assert "Angela\nMerkel" not in named(found, "person")


def test_credits_are_not_searched() -> None:
    text = "Tahir Della speaks"
    found = recognise(text, article(text, BlockKind.CREDIT), gazetteer(), "en")
    assert found.mentions == ()


@pytest.mark.parametrize(
    ("text", "people", "organisations"),
    [
        (
            "Kremlsprecher Dmitri Peskow und Bundeskanzlerin Angela Merkel (CDU) sprachen.",
            ["Dmitri Peskow", "Angela Merkel"],
            ["CDU"],
        ),
        # Two nouns beside each other are nothing special.
        ("Der Thüringer Bratwurst und den Konsumentinnen und Konsumenten geht es gut.", [], []),
        # The genitive's "s" is a possessive.
        ("Boris Nadeschdin sammelt. Nadeschdins Helfer warten.", ["Boris Nadeschdin", "Nadeschdin"], []),
        (
            "Ulrich Münkler von der Humboldt-Universität glaubt das nicht.",
            ["Ulrich Münkler"],
            ["Humboldt-Universität"],
        ),
        (
            "Die Organisation für Sicherheit und Zusammenarbeit in Europa (OSZE) warnte.",
            [],
            ["Organisation für Sicherheit und Zusammenarbeit in Europa", "OSZE"],
        ),
        ("Christian Lindner, Vorsitzender der FDP, lehnte ab.", ["Christian Lindner"], ["FDP"]),
        # A family name that is a small word, one behind nouns, two words that nobody knows.
        ("Gestern sagte Torwart Manuel Neuer das.", ["Manuel Neuer"], []),
        ("Das geschah unter Leitung von Ella Pamfilowa gestern.", ["Ella Pamfilowa"], []),
        ("Direktor Nationalmannschaften ist er.", [], []),
        ("Wladimir Putin kam. Putins Sieg ist sicher, sein Sieg auch.", ["Wladimir Putin", "Putin"], []),
        (
            "Ähnlich sprach Hortensia Völckers vom Goethe-Institut.",
            ["Hortensia Völckers"],
            ["Goethe-Institut"],
        ),
        (
            "Ferdinand Beck lehrt an der Universität Duisburg-Essen.",
            ["Ferdinand Beck"],
            ["Universität Duisburg-Essen"],
        ),
        # A paper only in its marks; otherwise it is the world.
        ("Er sagte: „Die Welt schaut weg.“", [], []),
        ("Das schrieb die Zeitung „Die Welt“ gestern.", [], ["Welt"]),
    ],
)
def test_german(text: str, people: list[str], organisations: list[str]) -> None:
    found = read(text, language="de")
    assert (named(found, "person"), named(found, "organisation")) == (people, organisations)


def test_german_is_told_by_its_small_words_where_no_language_is_stated() -> None:
    text = "Die Thüringer Bratwurst und der Bundestag sind nicht das, was mit der Zeit von den Leuten geliebt wird."
    found = recognise(text, article(text), gazetteer(), None)
    assert named(found, "person") == []
    assert named(found, "organisation") == ["Bundestag"]


@pytest.mark.parametrize(
    ("text", "standing_for_governments"),
    [
        ("Moscow has shown understanding for it.", ["Moscow"]),
        ("Moscow retaliated. They blame Moscow for it.", ["Moscow", "Moscow"]),
        ("Relations with Washington are bad.", ["Washington"]),
        ("He travelled to Tehran and lives in Moscow.", []),
    ],
)
def test_a_place_that_acts_stands_for_its_government(text: str, standing_for_governments: list[str]) -> None:
    assert [m.surface for m in read(text).mentions if m.metonym] == standing_for_governments


def test_summits_and_treaties_are_events() -> None:
    found = read("At the G20 summit in Hamburg the INF Treaty and the Iran nuclear deal were discussed.")
    assert named(found, "event") == ["G20 summit", "INF Treaty", "Iran nuclear deal"]
    assert named(found, "organisation") == []
    assert named(found, "place") == ["Hamburg", "Iran"]


def test_two_people_of_one_surname_leave_the_short_form_open() -> None:
    found = read("Bill Clinton met Hillary Clinton. Clinton said no.")
    entity = found.entities[found.mentions[-1].entity]
    assert (entity.name, entity.full) == ("Clinton", False)
    assert "Bill Clinton, Hillary Clinton" in entity.reason


def test_another_spelling_in_one_document_is_the_same_person() -> None:
    found = read(
        "Russian Foreign Minister Sergey Lavrov spoke.\nRussland Sergej Lawrow in Moskau",
        [person("l", "Sergey Lavrov")],
    )
    assert len({m.entity for m in found.mentions if found.entities[m.entity].kind == "person"}) == 1


def test_look_alikes_stay_apart() -> None:
    found = read("Kim Jong Un followed Kim Jong Il.")
    assert len({m.entity for m in found.mentions}) == 2


def test_a_ministry_under_four_names_is_one_entity() -> None:
    text = (
        "The Russian foreign ministry, Moscow's foreign ministry, Russia's Ministry of Foreign Affairs"
        " and the Russian Ministry of Foreign Affairs spoke."
    )
    found = read(text)
    bodies = [m for m in found.mentions if found.entities[m.entity].kind == "organisation"]
    assert (len(bodies), len({m.entity for m in bodies})) == (4, 1)


def test_similar_councils_stay_two() -> None:
    found = read("The Russian Council on Foreign Policy and the Russian International Affairs Council met.")
    assert len({m.entity for m in found.mentions}) == 2


def test_every_mention_is_cut_from_the_text_and_names_its_rule() -> None:
    text = "President Trump met Angela Merkel's aide at the U.N. in New York; „Putins“ men, too."
    for mention in read(text).mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.rule
        assert mention.version
        assert 0 < mention.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "A. A. A. " * 20_000,
        '"We go," he said. ' * 5_000,
        "Ministry of " * 15_000,
        "„a b " * 20_000,
        " ".join(f"President Aname{i} Bname{i} said no." for i in range(5_000)),
    ],
    ids=["initials", "pronouns", "heads", "open marks", "names"],
)
def test_endless_text_takes_time_in_proportion(text: str) -> None:
    half = text[: len(text) // 2]
    times = []
    for part in (half, text):
        start = time.process_time()
        read(part)
        times.append(time.process_time() - start)
    # Twice the text: twice the time, with room for a busy machine; a quadratic rule needs four times as much.
    assert times[1] < 3.3 * times[0] + 0.5


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Bashar al-Assad", ("bashar", "assad")),
        ("Martin Luther King Jr.", ("martin", "king")),
        ("II", ("", "ii")),  # a suffix that stands alone is all there is
        ("-", ("", "-")),
    ],
)
def test_parts_of_a_name_are_found_whatever_stands_there(name, parts):
    assert parts_of(name) == parts
