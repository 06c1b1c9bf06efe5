"""Known names in a text: whole words, the case that the name asks for, offsets into the layer, sounds."""

from __future__ import annotations

import pytest
from recognition_pages import gazetteer, named, organisation, person, place, read

from archive.documents import EntityKind, KnownName, TopicKind
from archive.names import sound_key
from archive.recognition import Gazetteer
from archive.recognition.spelling import fold_in_place


def keys_of(text: str, *names: KnownName, language: str = "en") -> dict[str, tuple[str, ...]]:
    found = read(text, names, language)
    return {m.surface: found.entities[m.entity].candidates for m in found.mentions}


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("They met Recep Tayyip Erdogan.", "Recep Tayyip Erdoğan", True),  # accents are levelled
        ("They met Kim Jong-un.", "Kim Jong Un", True),  # hyphens count as spaces
        ("They met Iranians.", "Iran", False),  # whole words
        ("The AmazonS shop", "Amazon", False),
        ("It is who we are.", "WHO", False),  # an acronym asks for its capitals
        ("The WHO warned.", "WHO", True),
        ("The U.N. warned.", "UN", False),
        ("On the left side they sat.", "The Left", False),  # words of a name keep their capitals …
        ("The Democratic party won.", "Democratic Party", True),  # … but its common noun may lose its own
    ],
)
def test_what_counts_as_the_name(text: str, name: str, found: bool) -> None:
    assert (("k",) in keys_of(text, organisation("k", name)).values()) is found


def test_offsets_hold_after_folding() -> None:
    text = "Zoë ﬁles: „İstanbul“ and Straße, then Emmanuel\u00a0Macron’s men."
    found = read(text, [person("m", "Emmanuel Macron")])
    (mention,) = [m for m in found.mentions if found.entities[m.entity].candidates == ("m",)]
    assert mention.surface == "Emmanuel\u00a0Macron"
    assert text[mention.start : mention.end] == mention.surface


def test_folding_is_one_character_for_one() -> None:
    text = "İßŁﬁ＂Ǆ\U0001d400é\u0301"
    assert len(fold_in_place(text)) == len(text)


def test_the_longest_name_at_a_place_is_taken() -> None:
    names = (
        organisation("c", "European Council"),
        organisation("f", "European Council on Foreign Relations"),
    )
    assert keys_of("The European Council on Foreign Relations met.", *names) == {
        "European Council on Foreign Relations": ("f",)
    }


def test_a_name_that_ends_in_a_longer_word_does_not_hide_the_shorter() -> None:
    names = (organisation("a", "Green Party"), organisation("b", "Green Party Germ"))
    assert ("a",) in keys_of("The Green Party Germany sent.", *names).values()


def test_the_article_of_a_paper_stays_outside() -> None:
    assert keys_of("He told The Guardian so.", organisation("g", "The Guardian")) == {"Guardian": ("g",)}


def test_several_records_of_one_name_are_all_candidates() -> None:
    found = keys_of("He met John Smith.", person("a", "John Smith"), person("b", "John Smith"))
    assert sorted(found["John Smith"]) == ["a", "b"]


def test_subjects_are_no_mentions() -> None:
    subject = KnownName("s", EntityKind.TOPIC, "Economy", topic_kind=TopicKind.SUBJECT)
    assert keys_of("The Economy grows.", subject) == {}


def test_a_place_inside_an_event_keeps_its_name() -> None:
    names = (
        KnownName("e", EntityKind.TOPIC, "Iran nuclear deal", topic_kind=TopicKind.EVENT),
        place("i", "Iran"),
    )
    found = keys_of("They signed the Iran nuclear deal.", *names)
    assert found == {"Iran nuclear deal": ("e",), "Iran": ("i",)}


def test_an_everyday_word_names_a_body_only_with_support() -> None:
    bild = organisation("b", "Bild")
    assert keys_of("Das Bild hängt schief, sagt man.", bild, language="de") == {}
    assert ("b",) in keys_of('Das berichtet die Zeitung "Bild" heute.', bild, language="de").values()


def test_the_names_that_come_with_the_program_need_no_authority() -> None:
    found = read("In Saudi Arabia the New York Times and Südkorea are known.")
    assert named(found, "place") == ["Saudi Arabia", "Südkorea"]
    assert named(found, "organisation") == ["New York Times"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergej Lawrow", "Sergey Lavrov"),
        ("Wladimir Putin", "Vladimir Putin"),
        ("Lilija Schewzowa", "Lilia Shevtsova"),
        ("Michail Chodorkowski", "Mikhail Khodorkovsky"),
        ("Michail Gorbatschow", "Mikhail Gorbachev"),
        ("Wiktor Janukowitsch", "Viktor Yanukovych"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Tatjana Stanowaja", "Tatiana Stanovaya"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Jong Un", "Kim Jong Il"), ("Sergey Lavrov", "Aleksey Lavrov"), ("Marta Klein", "Martin Klein")],
)
def test_look_alikes_sound_different(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_people_are_found_by_family_name_and_by_sound() -> None:
    names = [person(f"p{i}", f"Anna{i} Berg{i}") for i in range(20_000)]
    big = Gazetteer.build(names)
    assert big.family("Berg19999") == ("p19999",)
    assert big.sounding("Anna7 Berg7") != ()
    assert gazetteer().family("Berg19999") == ()
