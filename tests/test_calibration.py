"""How likely a proposal is right: counted, pooled with what is set by hand, taught by editors, shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from archive import loading
from archive.calibrating import own_counts, own_file, teach
from archive.documents import RawCapture
from archive.models import Article, Mention, Verdict
from archive.preparing import Preparer
from archive.recognition import Gazetteer, own_in_use, recognise, use_calibration
from archive.recognition.calibration import (
    BadCalibration,
    Calibration,
    count,
    read_counts,
    reliability,
    shipped,
    sign_of,
)
from tests.pages import classic_page
from tests.recognition_pages import article as page_of


@pytest.fixture(autouse=True)
def _as_shipped() -> Iterator[None]:
    before = own_in_use()
    use_calibration({})
    yield
    use_calibration(before)


# ------------------------------------------------------------------ chances


def test_a_rule_never_met_keeps_the_number_set_by_hand():
    assert Calibration().chance("new", "once, word", 0.7) == 0.7
    assert Calibration({"other": {"": (0, 90)}}).chance("new", "", 0.7) == 0.7


def test_few_cases_pull_a_little_and_many_nearly_all_the_way():
    def chance(right: int, number: int) -> float:
        return Calibration({"r": {"": (right, number)}}).chance("r", "", 0.8)

    assert chance(0, 1) == pytest.approx(8 / 11)
    assert chance(0, 3) == pytest.approx(8 / 13)  # three wrong ones prove no rule worthless
    assert chance(3, 3) < 1
    assert chance(100, 1000) == pytest.approx(0.107, abs=0.001)


def test_a_sign_is_pooled_with_its_rule():
    counts = {"r": {"": (90, 100), "once, word": (1, 4)}}
    rule = Calibration(counts).chance("r", "often, words", 0.9)
    assert rule == pytest.approx(0.9)
    assert Calibration(counts).chance("r", "once, word", 0.9) == pytest.approx((1 + 10 * rule) / 14)


def test_what_editors_said_weighs_on_top():
    text = Calibration({"r": {"": (50, 100)}}).chance("r", "", 0.5)
    both = Calibration({"r": {"": (50, 100)}}, {"r": {"": (990, 1000)}}).chance("r", "", 0.5)
    assert text == pytest.approx(0.5)
    assert both == pytest.approx((990 + 5) / 1010)


def test_decisions_are_counted_by_rule_and_sign():
    some = [("a", "often, word", 0.7, True), ("a", "once, word", 0.7, False), ("b", "once, word", 0.7, True)]
    assert count(some) == {
        "a": {"": (1, 2), "often, word": (1, 1), "once, word": (0, 1)},
        "b": {"": (1, 1), "once, word": (1, 1)},
    }
    assert count(some, with_signs=False) == {"a": {"": (1, 2)}, "b": {"": (1, 1)}}


@pytest.mark.parametrize(
    ("places", "name", "sign"),
    [(1, "Lund", "once, word"), (2, "Lund", "often, word"), (1, "Ada Lund", "once, words")],
)
def test_signs(places, name, sign):
    assert sign_of(places, name) == sign


def test_reliability_by_hand():
    told = [(0.92, True), (0.96, False), (0.11, False), (0.19, False), (1.0, True)]
    table = reliability(told)
    assert [(round(p, 2), round(y, 2), n) for p, y, n in table.bins] == [(0.15, 0.0, 2), (0.96, 0.67, 3)]
    assert table.error == pytest.approx((0.30 + 0.88) / 5)
    assert table.brier == pytest.approx((0.08**2 + 0.96**2 + 0.11**2 + 0.19**2) / 5)
    assert table.number == 5
    assert reliability([]).bins == ()


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"rules": 3}, {"rules": {"r": {"": [1]}}}, {"rules": {"r": {"": [2, 1]}}},
     {"rules": {"r": {"": [-1, 1]}}}, {"rules": {"r": {"": ["x", 1]}}}],
)  # fmt: skip
def test_what_is_no_calibration_is_refused(value):
    with pytest.raises(BadCalibration):
        read_counts(value)


def test_what_is_shipped_rests_on_enough_decisions_and_says_whose_text():
    path = Path(__file__).parents[1] / "archive" / "recognition" / "data" / "calibration.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["decisions"] == sum(signs[""][1] for signs in shipped().values()) >= 500
    assert told["licence"] == "CC BY-SA 4.0"
    for signs in shipped().values():
        assert signs[""][1] == sum(number for sign, (_right, number) in signs.items() if sign)


def test_a_proposal_tells_its_chance():
    text = "Chancellor Angela Merkel spoke."
    (name,) = recognise(text, page_of(text), Gazetteer.build(()), "en").mentions
    assert name.confidence == round(Calibration(shipped()).chance("person-title", "once, words", 0.9), 2)
    use_calibration({"person-title": {"": (0, 5000)}})
    (name,) = recognise(text, page_of(text), Gazetteer.build(()), "en").mentions
    assert name.confidence == 0.0


def test_quotations_follow_what_editors_said_of_their_rule():
    text = "“We will wait for the next round,” said Angela Merkel."
    (usual,) = recognise(text, page_of(text), Gazetteer.build(()), "en").quotations
    use_calibration({usual.rule: {"": (0, 1000)}})
    (taught,) = recognise(text, page_of(text), Gazetteer.build(()), "en").quotations
    assert taught.confidence < 0.05 < usual.confidence


def test_the_processes_that_read_are_told():
    use_calibration(
        {rule: {"": (0, 100_000)} for rule in ("person-title", "person-short", "person-evidence")}
    )
    preparer = Preparer(())
    try:
        done = preparer.prepare(RawCapture("x", b"x", classic_page().encode(), "text/plain"))
    finally:
        preparer.close()
    assert done.recognised is not None
    people = [m for m in done.recognised.mentions if m.rule.startswith("person-")]
    assert people
    assert {m.confidence for m in people} == {0.0}


# ------------------------------------------------------------------ editors' own


def verdicts(number: int, rule: str = "person-title", word: str = "accepted", **values: object) -> None:
    made = {"subject": "mention", "rule": rule, "version": "3", "start": 1, "end": 2} | values
    Verdict.objects.bulk_create(Verdict(word=word, **made) for _ in range(number))


@pytest.mark.django_db
def test_verdicts_in_force_teach_each_rule(settings, tmp_path):
    settings.ARCHIVE_HOME = tmp_path
    verdicts(300)
    verdicts(100, word="rejected")
    verdicts(50, word="different")  # a name it is; linking chose wrongly
    verdicts(50, word="not-a-mention", subject="occurrence")
    verdicts(40, rule="quotation-cue-after", subject="quotation")
    verdicts(9, rule="role-before", subject="attestation")
    verdicts(9, rule="", word="rejected")
    verdicts(9, word="taken-back")
    taught = teach()
    assert taught.counts == {"person-title": {"": (350, 500)}, "quotation-cue-after": {"": (40, 40)}}
    assert taught.number == 540
    assert taught.before.number == taught.after.number == 270
    out = StringIO()
    call_command("calibrate", "--dry-run", stdout=out)
    assert "expected calibration error" in out.getvalue()
    assert not own_file().exists()
    call_command("calibrate", stdout=StringIO())
    assert own_counts() == (taught.counts, "")


@pytest.mark.django_db
def test_chances_hold_better_with_what_verdicts_teach():
    for number, word in ((200, "rejected"), (60, "accepted")):  # good and bad in turn, as editors meet them
        verdicts(number, rule="gazetteer-person", word=word)
    taught = teach()
    assert taught.after.error < taught.before.error
    assert taught.after.brier < taught.before.brier


@pytest.mark.django_db
def test_too_few_verdicts_teach_nothing(settings, tmp_path):
    settings.ARCHIVE_HOME = tmp_path
    verdicts(499)
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("calibrate", stdout=StringIO(), stderr=err)
    assert ended.value.code == 1
    assert "499 verdicts; it takes 500." in err.getvalue()
    assert own_counts() == ({}, "")


def test_a_file_that_cannot_be_used_is_told_and_does_no_harm(settings, tmp_path):
    settings.ARCHIVE_HOME = tmp_path
    own_file().write_text("{broken")
    counts, fault = own_counts()
    assert counts == {}
    assert "calibration.json cannot be used. It is no JSON" in fault
    err = StringIO()
    call_command("check", tags=["calibration"], stderr=err)
    assert "archive.W001" in err.getvalue()
    assert "Run: manage.py calibrate, or remove the file." in err.getvalue()


# ------------------------------------------------------------------ where it is shown


@pytest.mark.django_db
def test_what_waits_for_a_word_stands_with_the_least_sure_first(tmp_path, client, editor):
    (tmp_path / "a.txt").write_text(classic_page())
    loading.load([str(tmp_path)])
    article = Article.objects.get()
    for mention in article.mentions.all():
        # never surer than the surest of its places; less where the link is in doubt
        assert 0 < mention.confidence <= max(o["confidence"] for o in mention.occurrences)
    assert len({m.confidence for m in article.mentions.all()}) > 1
    client.force_login(editor)
    address = reverse("admin:archive_mention_changelist")
    listed = client.get(address, {"state": "proposed"}).context["cl"].result_list
    sure = [m.confidence for m in listed]
    assert sure == sorted(sure)
    assert [m.pk for m in client.get(address).context["cl"].result_list] == sorted(
        Mention.objects.values_list("pk", flat=True), reverse=True
    )
    for name in ("attestation", "quotation"):
        asked = {"state": "proposed"}
        assert client.get(reverse(f"admin:archive_{name}_changelist"), asked).status_code == 200
