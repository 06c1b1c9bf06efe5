"""Subjects: what an article is about by its words, by labels, and by what editors taught."""

from __future__ import annotations

from recognition_pages import article

from archive.documents import KnownSubject
from archive.recognition import Gazetteer, SubjectIndex, recognise
from archive.recognition.subject_fitting import Example
from archive.recognition.subject_learning import Gain, folds, learn
from archive.recognition.subject_weights import Learned
from archive.recognition.subject_words import features_of_article

SPORT = KnownSubject("sport", "medtop:15000000", ("sport",))
SOCCER = KnownSubject("soccer", "medtop:20001065", ("soccer", "Fußball"), ("discipline",))
DISCIPLINE = KnownSubject("discipline", "medtop:20000822", ("competition discipline",), ("sport",))
ELECTION = KnownSubject("election", "medtop:20000574", ("election", "Wahl"))
MATCH = (
    "Dortmund win late\nThe striker scored two goals before halftime. The coach praised his goalkeeper, who"
    " saved a penalty, and the midfielder. It was the third match of the Bundesliga season."
)


def assigned(text: str, *subjects: KnownSubject, learned: Learned | None = None) -> dict[str, str]:
    """Keys of the subjects found, with the rule that assigned each."""
    gazetteer = Gazetteer.build((), SubjectIndex.build(subjects, learned))
    return {t.key: t.rule for t in recognise(text, article(text), gazetteer, "en").topics}


def test_words_speak_for_a_subject_and_it_implies_the_wider_ones() -> None:
    found = assigned(MATCH, SPORT, SOCCER, DISCIPLINE, ELECTION)
    assert found["soccer"] == "subject-cues"
    assert found["discipline"] == "subject-wider"
    assert "sport" in found
    assert "election" not in found


def test_each_assignment_has_its_evidence() -> None:
    gazetteer = Gazetteer.build((), SubjectIndex.build([SOCCER]))
    (topic,) = recognise(MATCH, article(MATCH), gazetteer, "en").topics
    assert 0 < topic.score <= 1
    assert {"goal", "striker", "bundesliga"} & {word.rstrip("s") for word in topic.evidence}


def test_german_words_count_too() -> None:
    text = "Die Wähler gehen zur Wahl. Im Wahlkampf warben die Kandidaten um Stimmen für die Stichwahl."
    assert "election" in assigned(text, SPORT, ELECTION)


def test_a_text_about_nothing_of_these_gets_none() -> None:
    assert not assigned("The old bridge was painted green in spring.", SPORT, SOCCER, ELECTION)


def test_a_local_subject_is_known_by_its_labels() -> None:
    local = KnownSubject("local", "", ("harbour ferry", "Hafenfähre"))
    text = "New harbour ferry\nThe harbour ferry sails again. The harbour ferry had been repaired."
    assert assigned(text, local) == {"local": "subject-cues"}
    assert not assigned("The harbour lies still. A ferry is seldom seen.", local)


def test_the_pronoun_who_is_no_health_organisation() -> None:
    health = KnownSubject("health", "medtop:07000000", ("health",))
    assert not assigned("Those who wait and those who go and those who stay all know who came.", health)


def test_circles_among_wider_subjects_end() -> None:
    one = KnownSubject("one", "", ("harbour ferry",), ("two",))
    two = KnownSubject("two", "", ("public transport on water",), ("one",))
    text = "New harbour ferry\nThe harbour ferry sails again. The harbour ferry was repaired."
    assert set(assigned(text, one, two)) == {"one", "two"}


def _example(text: str, *subjects: str) -> Example:
    return Example(features_of_article(text, article(text)), frozenset(subjects))


def _taught() -> list[Example]:
    grain = [_example(f"Wheat and maize harvest number {w} was good, farmers said.", "grain") for w in WORDS]
    ships = [_example(f"The tanker {w} left port, crews on the vessel said.", "ship") for w in WORDS]
    return [*grain, *ships, *(_example(f"Nothing of note happened {w}, people said.") for w in WORDS)]


WORDS = ("early", "late", "today", "again", "there", "here", "soon", "once", "twice", "never")


def test_assignments_teach_words() -> None:
    learned = learn(_taught())
    grain, ship = KnownSubject("grain", "", ("grain",)), KnownSubject("ship", "", ("ship",))
    assert assigned("Farmers look forward to the wheat harvest.", grain, ship, learned=learned) == {
        "grain": "subject-learned"
    }
    assert "ship" in assigned("A vessel waits in port; its crews rest.", grain, ship, learned=learned)
    assert not assigned("Nothing of note happened again.", grain, ship, learned=learned)


def test_learning_is_repeatable_and_needs_examples() -> None:
    assert learn(_taught()) == learn(_taught())
    assert not learn([_example("Wheat.", "grain")]).subjects
    assert not learn([]).subjects


def test_folds_hold_each_document_once() -> None:
    parts = folds(23, seed=3)
    assert sorted(i for part in parts for i in part) == list(range(23))
    assert folds(4, seed=3) == []


def test_gain_is_counted_over_all_subjects() -> None:
    gain = (
        Gain().with_document(frozenset("ab"), frozenset("bc")).with_document(frozenset("d"), frozenset("d"))
    )
    assert (gain.right, gain.wrong, gain.missed) == (2, 1, 1)
    assert gain.f == 4 / 6
