"""Subjects: what an article is about by its words, by labels, and by what editors taught."""

from __future__ import annotations

import json
import re

import pytest
from recognition_pages import article

from archive.documents import KnownSubject
from archive.recognition import Gazetteer, SubjectIndex, recognise
from archive.recognition.subject_fitting import Example
from archive.recognition.subject_learning import Gain, example_of, folds, learn, try_out
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


# --------------------------------------------------------------------------- who decides


def _matches(*, cued: bool, wrong: int = 0, count: int = 10) -> list[Example]:
    """Matches that say so in words, with cue words that find them or not, and `wrong` other finds."""
    features = features_of_article
    match = "The players {} kicked the round ball about the green field, spectators said."
    note = "Nothing of note happened {}, people said."
    found = frozenset({"soccer"}) if cued else frozenset[str]()
    texts = [match.format(word) for word in WORDS[:count]]
    right = [Example(features(t, article(t)), frozenset({"soccer"}), found) for t in texts]
    texts = [note.format(word) for word in (*WORDS, *WORDS)]
    others = [
        Example(features(t, article(t)), frozenset(), frozenset({"soccer"} if n < wrong else ()))
        for n, t in enumerate(texts)
    ]
    return [*right, *others]


def test_cue_words_that_are_right_are_not_outdone() -> None:
    """Learned weights are as good here: cue words stay, as they know words that were never met."""
    assert "soccer" not in learn(_matches(cued=True)).subjects


def test_a_few_examples_do_not_cost_a_subject_its_cue_words() -> None:
    learned = learn(_matches(cued=True, count=2, wrong=1))
    assert not learned.decides_alone("soccer")


def test_learned_weights_replace_cue_words_that_are_wrong() -> None:
    assert learn(_matches(cued=True, wrong=12)).decides_alone("soccer")


def test_both_count_where_each_finds_what_the_other_misses() -> None:
    some = _matches(cued=False)
    odd = "Champions crowned after extra time {}."
    more = [f"{odd.format(word)} {word * 3} {word * 4}." for word in WORDS[:6]]
    texts = [" ".join(f"{word}{n}{k}" for k in range(9)) for n, word in enumerate(more)]
    cued = [Example({t: 1.0}, frozenset({"soccer"}), frozenset({"soccer"})) for t in texts]
    learned = learn([*some, *cued])
    assert "soccer" in learned.subjects
    assert not learned.decides_alone("soccer")


def test_cue_words_count_beside_weights_where_they_should() -> None:
    text = "The striker scored a goal before halftime; the goalkeeper saved a penalty in the match."
    taught = Learned(("soccer",), {}, {}, (-1.0,))
    assert assigned(text, SOCCER, learned=taught) == {}
    both = Learned(("soccer",), {}, {}, (-1.0,), with_cues=frozenset({"soccer"}))
    assert assigned(text, SOCCER, learned=both) == {"soccer": "subject-cues"}


def test_weights_of_a_subject_that_is_gone_say_nothing() -> None:
    learned = learn(_taught())
    assert assigned("Farmers look forward to the wheat harvest.", ELECTION, learned=learned) == {}


def test_learned_weights_travel_as_plain_values() -> None:
    learned = learn(_taught())
    assert Learned.of_values(json.loads(json.dumps(learned.as_values()))) == learned


# --------------------------------------------------------------------------- by how much it helps


def test_a_trial_judges_only_by_what_it_never_saw() -> None:
    trial = try_out(_taught())
    assert trial.before == Gain(0, 0, 20)
    assert trial.after.f > 0.9
    assert {(key, count) for key, count, _before, _after in trial.subjects} == {("grain", 10), ("ship", 10)}


def test_a_trial_of_what_cannot_be_learned_shows_no_gain() -> None:
    """Assignments by lot."""
    texts = [f"Nothing of note happened {word} {other}." for word in WORDS for other in WORDS]
    some = [_example(text, *(["lot"] if n % 3 == 0 else [])) for n, text in enumerate(texts)]
    assert try_out(some).after.f < 0.6


def test_subjects_that_nobody_judged_are_neither_right_nor_wrong() -> None:
    features = {"words": 1.0}
    one = Example(features, frozenset({"a"}), frozenset({"a", "b"}), frozenset({"b"}))
    assert try_out([one] * 10).before == Gain(10, 0, 0)
    assert try_out([Example(features, frozenset({"a"}), frozenset({"a", "b"}))] * 10).before == Gain(
        10, 10, 0
    )


def test_wider_subjects_count_with_the_narrower() -> None:
    one = Example({"words": 1.0}, frozenset({"a", "above"}), frozenset({"a"}))
    assert try_out([one] * 10, {"a": ["above"]}).before == Gain(20, 0, 0)


def test_an_example_has_its_words_its_wider_subjects_and_what_is_open() -> None:
    index = SubjectIndex.build([SPORT, SOCCER, DISCIPLINE, ELECTION])
    made = example_of(MATCH, article(MATCH), index, ["election"], judged=["sport"])
    assert made.subjects == {"election"}
    assert "soccer" in made.cued
    assert made.open == {"soccer", "discipline"}
    assert example_of(MATCH, article(MATCH), index, ["soccer"], judged=[]).subjects == {
        "soccer",
        "discipline",
        "sport",
    }


# --------------------------------------------------------------------------- cues that mislead

WAR = KnownSubject("war", "medtop:20000062", ("war",))
UNIONS = KnownSubject("unions", "medtop:20000536", ("unions",))
CHILDREN = KnownSubject("children", "medtop:20000790", ("children",))


def test_a_word_of_one_language_speaks_in_no_other() -> None:
    """ "war" is German for "was", "Kind" for "child"."""
    german = (
        "Das Wetter war schön. Es war warm, und es war hell. Am Abend war der Himmel klar, und es war still."
    )
    text = f"Die Woche war lang\n{german}"
    page = recognise(text, article(text), Gazetteer.build((), SubjectIndex.build([WAR])), "de")
    assert not page.topics
    english = "It was a kind of bridge. The kind man painted it in a kind of green; this kind is rare."
    assert not assigned(english, CHILDREN)
    assert assigned("A war begins\nThe war went on. Both sides lost the war, and the war was long.", WAR)


def test_a_phrase_takes_its_words() -> None:
    """The European Union is no trade union."""
    text = "European Union meets\nThe European Union decided. The European Union said so and pays."
    assert not assigned(text, UNIONS)
    assert assigned(text.replace("European Union", "trade union"), UNIONS)


SEVERAL = [
    ("fr", "Le footballeur marque\nLe footballeur de Ligue 1 a battu le gardien de but.", "soccer"),
    ("es", "Goles en el fútbol\nEl futbolista y el delantero marcaron dos goles en el fútbol.", "soccer"),
    ("it", "Calcio\nIl calciatore di Serie A e il portiere: calcio italiano, un calciatore.", "soccer"),
    ("nl", "Voetbal\nHet doelpunt viel laat. Voetbal in de eredivisie: nog een doelpunt.", "soccer"),
    ("pl", "Wybory\nWyborcy idą na wybory. Wybory wygra ten, na kogo wyborcy głosują.", "election"),
    ("ru", "Выборы\nИзбиратели пришли на выборы. На выборах идёт голосование.", "election"),
    ("tr", "Seçim\nSeçmenler seçime gidiyor. Seçim günü seçmenler sandık başında.", "election"),
    ("pt", "Eleição\nOs eleitores vão às eleições. Um eleitor fala da eleição.", "election"),
]


@pytest.mark.parametrize(("language", "text", "meant"), SEVERAL)
def test_other_languages_have_cues_too(language: str, text: str, meant: str) -> None:
    index = SubjectIndex.build([SPORT, SOCCER, DISCIPLINE, ELECTION])
    found = recognise(text, article(text), Gazetteer.build((), index), language).topics
    assert meant in {t.key for t in found}
    assert not {t.key for t in found} & ({"soccer", "election"} - {meant})


def test_the_files_of_cues_are_sound() -> None:
    from archive.recognition.lexicon import lines_of

    known = set()
    for file in ("subjects.txt", "subjects_more.txt"):
        for line in lines_of(file):
            head, bar, cues = line.partition("|")
            code, _, name = head.strip().partition(" ")
            assert bar, line
            assert re.fullmatch(r"\d{8}", code), line
            assert name, line
            if file == "subjects.txt":
                assert code not in known, f"{code} stands twice"
                known.add(code)
            assert code in known, f"{code} is not in subjects.txt"
            for cue in cues.split():
                bare, _, language = cue.lstrip("!?").partition("@")
                assert language in ("", "de", "en"), cue
                assert bare == bare.lower(), cue
                assert bare.strip("*_"), cue
                assert "*" not in bare[:-1], cue
