"""Learning subjects from what editors assigned: what counts, what is kept, how much it helped, undoing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import builders
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from archive import decisions, merging
from archive.learning import Lesson, learn_topics, undo_learning
from archive.learning.examples import Subjects, examples_of_archive
from archive.loading import load
from archive.loading.knowledge import learned_in_force
from archive.models import Article, LearnedSubjects, LearnedWeights, Mention, Topic, TopicIdentifier

pytestmark = pytest.mark.django_db

WORDS = "early late today again there here soon once twice never always seldom".split()
GRAIN = "Good harvest {0}\nWheat and maize were sold {0}, farmers said. The wheat was dry."
SHIPS = "Tanker leaves {0}\nThe vessel left port {0}, its crew said. The tanker was full."
WET_MAIZE = "Wet maize\nThe maize and the wheat were sold by farmers."
NOTHING = "Nothing {0}\nNothing of note happened {0}, people said."


def subject(name: str, code: str = "", **more: Any) -> Topic:
    made = builders.topic(name, kind="subject", **more)
    if code:
        TopicIdentifier.objects.create(record=made, scheme="iptc", value=f"medtop:{code}")
    return made


def rows(topic_of_grain: str = "cereals", topic_of_ships: str = "seafaring") -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for word in WORDS:
        out.append({"text": GRAIN.format(word), "topics": [topic_of_grain]})
        title, text = SHIPS.format(word).split("\n")
        out.append({"title": title, "text": text, "topics": [topic_of_ships]})
        out.append({"text": NOTHING.format(word), "topics": []})
    return out


def written(path: Path, some: list[Any]) -> str:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in some)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def article(text: str) -> Article:
    headline, words = text.split("\n")
    return builders.article(headline, paragraphs=[words])


def judged_articles(grain: Topic) -> None:
    """Articles in the archive: some about grain by an editor's word, some not by one, some nobody judged."""
    for word in WORDS:
        about = article(GRAIN.format(word))
        decisions.assign_subject(about, grain, user=None)
        other = article(SHIPS.format(word))
        wrong = Mention.objects.create(
            article=other,
            layer=other.current_reading.layer,
            kind="topic",
            topic_kind="subject",
            surface=grain.name,
            linked_topic=grain,
            topic=grain,
            score=0.7,
            evidence=["port"],
            reason="subject-cues/2",
        )
        decisions.judge_mention(wrong, "rejected", user=None)
        article(NOTHING.format(word))


def assigned_to(text: str, folder: Path) -> set[str]:
    """Subjects that a page of this text gets when it is loaded now."""
    folder.mkdir()
    (folder / "page.txt").write_text(text, encoding="utf-8")
    load([str(folder)])
    article = Article.objects.latest("pk")
    return set(article.mentions.counted().filter(score__isnull=False).values_list("topic__name", flat=True))


def test_what_editors_accepted_and_rejected_is_learned_and_used_by_the_next_load(tmp_path):
    grain = subject("cereals")
    judged_articles(grain)
    assert assigned_to("Dry maize\nThe maize and the wheat were sold by farmers.", tmp_path / "a") == set()
    lesson = learn_topics()
    assert (lesson.examples, lesson.own) == (2 * len(WORDS), 2 * len(WORDS))
    assert lesson.trial.before.f < lesson.trial.after.f
    assert lesson.stored is not None
    assert lesson.stored.kind == "learning"
    assert assigned_to("Wet maize\nThe maize and the wheat were sold by farmers.", tmp_path / "b") == {
        "cereals"
    }
    assert assigned_to("At sea\nA tanker and a vessel left port with their crew.", tmp_path / "c") == set()


def test_examples_have_wider_subjects_and_what_nobody_judged_is_left_open():
    field = subject("farming", "20000210")
    grain = subject("cereals", broader=field)
    about = article(GRAIN.format("soon"))
    decisions.assign_subject(about, grain, user=None)
    subject("soccer", "20001065")
    (example,) = examples_of_archive(Subjects.now())
    assert example.subjects == {grain.public_id, field.public_id}
    assert not example.open & example.subjects
    assert "wheat" in example.features


def test_an_article_nobody_judged_is_no_example():
    subject("cereals")
    article(GRAIN.format("soon"))
    assert list(examples_of_archive(Subjects.now())) == []


def test_undoing_brings_back_what_was_in_force_before(tmp_path):
    grain, ships = subject("cereals"), subject("seafaring")
    file = written(tmp_path / "rows.jsonl", rows())
    first = learn_topics([file]).stored
    assert set(learned_in_force().subjects) == {grain.public_id, ships.public_id}
    judged_articles(grain)
    second = learn_topics().stored
    assert first is not None
    assert second is not None
    assert LearnedSubjects.objects.in_force() == second
    assert set(learned_in_force().subjects) == {grain.public_id}
    assert undo_learning(second, user=None) == first
    assert set(learned_in_force().subjects) == {grain.public_id, ships.public_id}
    assert undo_learning(first, user=None) is None
    assert not learned_in_force().subjects
    with pytest.raises(ValueError, match="undone already"):
        undo_learning(first, user=None)


def test_weights_come_back_as_they_were_fitted(tmp_path):
    subject("cereals")
    subject("seafaring")
    lesson = learn_topics([written(tmp_path / "rows.jsonl", rows())])
    assert learned_in_force() == lesson.learned


def test_damaged_weights_are_none(tmp_path, caplog):
    subject("cereals")
    subject("seafaring")
    learn_topics([written(tmp_path / "rows.jsonl", rows())])
    LearnedWeights.objects.update(data=b"rubbish")
    assert not learned_in_force().subjects
    assert "Learn again" in caplog.text


def test_a_dry_run_measures_and_changes_nothing(tmp_path):
    before = Topic.objects.count()
    lesson = learn_topics([written(tmp_path / "rows.jsonl", rows())], create=True, dry_run=True)
    assert lesson.helped
    assert lesson.created == ["cereals", "seafaring"]
    assert (lesson.stored, Topic.objects.count(), LearnedSubjects.objects.count()) == (None, before, 0)


def test_unknown_topics_are_made_subjects_where_that_is_asked(tmp_path):
    builders.topic("Cereals")  # a place of that name is no subject
    learn_topics([written(tmp_path / "rows.jsonl", rows())], create=True)
    made = Topic.objects.get(name="cereals", kind="subject")
    assert (made.status, made.source) == ("established", "rows.jsonl")
    assert made.names.get().text == "cereals"
    assert assigned_to("Wet maize\nThe maize and the wheat were sold by farmers.", tmp_path / "b") == {
        "cereals"
    }
    assert not Article.objects.filter(headline__contains="harvest").exists()
    lesson = learn_topics([str(tmp_path / "rows.jsonl")], create=True)
    assert lesson.created == []


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("20000210", True),
        ("medtop:20000210", True),
        ("Getreide", True),  # a variant name
        ("CEREALS", True),
        ("20000211", False),
        ("Peru", False),  # a place
    ],
)
def test_topics_are_told_by_name_code_or_id(tmp_path, said, means):
    subject("cereals", "20000210", names=["Getreide"])
    subject("seafaring")
    builders.topic("Peru")
    lesson = learn_topics([written(tmp_path / "rows.jsonl", rows(said))], dry_run=True)
    assert bool(lesson.faults) is not means
    if not means:
        assert said in str(lesson.faults[0])
        assert lesson.faults[0].row == 1


def test_a_permanent_id_tells_a_topic_and_a_merged_one_means_what_it_went_into(tmp_path):
    grain = subject("cereals")
    subject("seafaring")
    lesson = learn_topics([written(tmp_path / "rows.jsonl", rows(grain.public_id))], dry_run=True)
    assert not lesson.faults
    wheat = subject("corn and such")
    merging.merge(grain, wheat, user=None)
    lesson = learn_topics([written(tmp_path / "rows.jsonl", rows(wheat.public_id))], dry_run=True)
    assert not lesson.faults
    assert grain.public_id in lesson.learned.subjects


def test_rows_of_a_file_say_nothing_of_subjects_it_never_names(tmp_path):
    """Whoever made the file was never asked about sport."""
    subject("soccer", "20001065")
    subject("cereals")
    subject("seafaring")
    some = rows()
    some.append({"text": "A win\nThe striker scored a goal, the coach said of the match.", "topics": []})
    lesson = learn_topics([written(tmp_path / "rows.jsonl", some)], dry_run=True)
    assert lesson.trial.before.wrong == 0


# --------------------------------------------------------------------------- the command


def run(*arguments: str) -> tuple[str, str, int]:
    out, err = StringIO(), StringIO()
    try:
        call_command("learn_topics", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return out.getvalue(), err.getvalue(), int(stop.code or 0)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}", error.returncode
    return out.getvalue(), err.getvalue(), 0


def test_the_command_says_by_how_much_it_helped(tmp_path):
    subject("cereals")
    subject("seafaring")
    out, err, status = run("--from", written(tmp_path / "rows.jsonl", rows()))
    assert (err, status) == ("", 0)
    assert "36 articles, 0 of the archive" in out
    assert "without learning" in out
    assert "it helps by" in out
    assert "cereals" in out


def test_with_too_few_examples_it_says_how_many_and_where(tmp_path):
    _out, err, status = run()
    assert status == 2
    assert "at least 10" in err
    assert "editors' desk" in err
    assert not LearnedSubjects.objects.exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{no json", "no JSON object"),
        ("[1]", "no JSON object"),
        ({"topics": []}, 'no "text"'),
        ({"text": "Words.", "topics": "cereals"}, '"topics" must be'),
        ({"text": "Words.", "topics": [1]}, '"topics" must be'),
        ({"text": "Words.", "topics": ["unheard of"]}, "unheard of"),
        ({"text": "Words.", "title": 3, "topics": []}, '"title"'),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_used(tmp_path, row, said):
    subject("cereals")
    subject("seafaring")
    _out, err, status = run("--from", written(tmp_path / "rows.jsonl", [*rows(), row]))
    assert status == 1
    assert f"rows.jsonl, row {len(rows()) + 1}: " in err
    assert said in err
    assert LearnedSubjects.objects.count() == 1


def test_a_file_that_is_not_there_is_named(tmp_path):
    _out, err, status = run("--from", str(tmp_path / "none.jsonl"))
    assert status == 2
    assert "none.jsonl" in err


def test_create_goes_with_a_file():
    assert run("--create")[2] == 2


def test_what_does_not_help_is_not_kept(tmp_path):
    """Cue words that are always right cannot be outdone."""
    subject("soccer", "20001065")
    match = "A match\nThe striker scored a goal {0}, the coach of the soccer team said of the match."
    some = [{"text": match.format(word), "topics": ["soccer"]} for word in WORDS]
    some += [{"text": NOTHING.format(word), "topics": []} for word in WORDS]
    out, _err, status = run("--from", written(tmp_path / "rows.jsonl", some))
    assert status == 0
    assert "does not help" in out
    assert not LearnedSubjects.objects.exists()


# --------------------------------------------------------------------------- at the desk


def test_the_desk_shows_its_report_and_undoes_it(admin_client, tmp_path):
    subject("cereals")
    subject("seafaring")
    stored = learn_topics([written(tmp_path / "rows.jsonl", rows())]).stored
    assert stored is not None
    page = admin_client.get(
        reverse("admin:archive_learnedsubjects_change", args=[stored.pk])
    ).content.decode()
    assert "cereals" in page
    assert "Undo this learning" in page
    listed = admin_client.get(reverse("admin:archive_learnedsubjects_changelist")).content.decode()
    assert "rows" in listed or "36" in listed
    address = reverse("admin:archive_learnedsubjects_word", args=[stored.pk, "undo"])
    admin_client.post(address, {"sure": "1"})
    assert LearnedSubjects.objects.in_force() is None


def test_a_lesson_without_examples_reports_nothing():
    assert Lesson().report()["subjects"] == []
