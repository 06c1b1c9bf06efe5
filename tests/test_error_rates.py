"""How often each rule was wrong: what is counted, and that every number leads to exactly what it counts."""

from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from archive import decisions
from archive.error_rates import RuleRate, error_rates, judged_by, wilson
from archive.models import Mention, Person, ProposedPair, Topic, Verdict
from tests import stored

pytestmark = pytest.mark.django_db

RULES = reverse("admin:archive_verdict_rules")


def rate_of(on: str, rule: str, version: str = "1") -> RuleRate:
    return next(r for r in error_rates() if (r.on, r.rule, r.version) == (on, rule, version))


@pytest.fixture
def article():
    return stored.stored()


def of(article, surface: str) -> Mention:
    return article.mentions.get(surface=surface)


@pytest.mark.parametrize(
    ("wrong", "judged", "low", "high"),
    [
        (0, 0, 0.0, 1.0),  # nothing is known
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 10, 0.0179, 0.4042),  # Wilson 1927, as in Newcombe 1998
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
    ],
)
def test_the_interval_is_wilsons(wrong, judged, low, high):
    assert wilson(wrong, judged) == pytest.approx((low, high), abs=5e-4)


def test_proposals_are_counted_by_rule_and_version(article):
    Mention.objects.filter(surface="Oslo").update(
        occurrences=[stored.occurrence("Oslo", version="2"), stored.occurrence("Oslo", 1, rule="other")]
    )
    made = {(r.on, r.rule, r.version): r.made for r in error_rates()}
    assert made["name", "r", "1"] == 3
    assert made["name", "r", "2"] == 1
    assert made["name", "other", "1"] == 1
    assert made["role", "r", "1"] == 1
    assert made["quotation", "r", "1"] == 1
    assert all(r.rate is None for r in error_rates())


def test_each_word_is_counted_once_and_only_while_it_is_in_force(article, editor):
    decisions.judge_mention(of(article, "Ada Lund"), "accepted", user=editor)
    decisions.judge_mention(of(article, "Ada Lund"), "rejected", user=editor, occurrence=1)
    decisions.judge_mention(of(article, "Nordic Council"), "not-a-mention", user=editor)
    other = Topic.objects.create(public_id="t-2", name="Another Oslo", slug="oslo-2", kind="place")
    decisions.link_mention(of(article, "Oslo"), other, user=editor)
    rate = rate_of("name", "r")
    assert (rate.accepted, rate.rejected, rate.not_a_mention, rate.changed) == (1, 1, 1, 1)
    assert (rate.judged, rate.wrong, rate.rate) == (4, 3, 0.75)
    decisions.judge_mention(of(article, "Nordic Council"), "accepted", user=editor)  # supersedes
    decisions.undo_verdict(Verdict.objects.get(word="different"), user=editor)
    rate = rate_of("name", "r")
    assert (rate.accepted, rate.rejected, rate.not_a_mention, rate.changed) == (2, 1, 0, 0)
    assert judged_by("name", "r", "1").count() == rate.judged == 3


def test_roles_quotations_subjects_and_pairs_have_their_own_rows(article, editor):
    decisions.judge_attestation(article.attestations.get(), "rejected", user=editor)
    decisions.judge_quotation(article.quotations.get(), "accepted", user=editor)
    trade = Topic.objects.create(public_id="t-9", name="Trade", slug="trade", kind="subject")
    assigned = stored.mention(article, trade, "Trade", [], score=0.6, reason="subject-cues/7")
    decisions.judge_mention(assigned, "rejected", user=editor)
    one, two = (stored.record(Person, name) for name in ("Ann One", "Ann Two"))
    low, high = sorted([one.public_id, two.public_id])
    pair = ProposedPair.objects.create(record_kind="person", first_id=low, second_id=high, reason="alike")
    decisions.judge_pair(pair, "different", user=editor)
    assert (rate_of("role", "r").rejected, rate_of("quotation", "r").accepted) == (1, 1)
    subject = rate_of("subject", "subject-cues", "7")
    assert (subject.made, subject.rejected) == (1, 1)
    alike = rate_of("pair", "look-alike-person", "")
    assert (alike.made, alike.rejected, alike.changed, alike.rate) == (1, 1, 0, 1.0)
    decisions.judge_pair(pair, "same", user=editor)
    assert rate_of("pair", "look-alike-person", "").rate == 0.0


def test_every_number_leads_to_exactly_so_many_verdicts(article, editor, client):
    decisions.judge_mention(of(article, "Ada Lund"), "accepted", user=editor)
    decisions.judge_mention(of(article, "Ada Lund"), "rejected", user=editor, occurrence=1)
    decisions.judge_mention(of(article, "Ada Lund"), "accepted", user=editor)
    decisions.judge_mention(of(article, "Nordic Council"), "rejected", user=editor)
    decisions.judge_attestation(article.attestations.get(), "rejected", user=editor)
    client.force_login(editor)
    page = client.get(RULES).content.decode()
    links = re.findall(r'<a href="([^"]*judged=[^"]*)">(\d+)</a>', page)
    assert len(links) == 5  # names: judged, accepted, rejected; roles: judged, rejected
    for url, number in links:
        listed = client.get(url.replace("&amp;", "&"))
        assert listed.context["cl"].result_count == int(number)
        assert len(listed.context["cl"].result_list) == int(number)


def test_the_table_sorts_by_each_column_and_ignores_others(article, editor, client):
    decisions.judge_mention(of(article, "Ada Lund"), "rejected", user=editor)
    decisions.judge_quotation(article.quotations.get(), "accepted", user=editor)
    client.force_login(editor)

    def first(asked: str) -> tuple[str, str]:
        rows = client.get(RULES, {"o": asked}).context["rows"]
        return str(rows[0]["on"]), rows[0]["rate"]

    assert first("rate") == ("name", "100.0 %")
    assert first("on") == ("name", "100.0 %")
    assert first("-on")[0] == "stated role"
    assert first("made")[0] == "name"
    assert first("-made")[0] != "name"
    assert client.get(RULES, {"o": "no-such-column"}).status_code == 200
    assert 'aria-sort="descending"' in client.get(RULES, {"o": "rate"}).content.decode()


def test_only_who_may_see_verdicts_sees_it(client, django_user_model):
    nobody = django_user_model.objects.create_user("nobody", is_staff=True)
    client.force_login(nobody)
    assert client.get(RULES).status_code == 403
    assert client.post(RULES).status_code in (403, 405)
    client.logout()
    assert client.get(RULES).status_code == 302


def test_questions_do_not_grow_with_rules(article, editor, client, django_assert_max_num_queries):
    client.force_login(editor)
    Verdict.objects.bulk_create(
        Verdict(subject="mention", word="accepted", rule=f"rule-{n}", version="1", start=1, end=2)
        for n in range(150)
    )
    with django_assert_max_num_queries(9):
        assert len(client.get(RULES).context["rows"]) > 150


def test_a_hostile_rule_is_words(article, client, editor):
    Verdict.objects.create(subject="mention", word="accepted", rule="<b>|&x", version="|1", start=1, end=2)
    client.force_login(editor)
    page = client.get(RULES).content.decode()
    assert "<b>|" not in page
    row = next(r for r in client.get(RULES).context["rows"] if r["rule"] == "<b>|&x")
    assert client.get(row["numbers"][0][1]).context["cl"].result_count == 1
    for odd in ("", "nonsense", "[1]", '["name", null, {}]', "{}"):
        listed = client.get(reverse("admin:archive_verdict_changelist"), {"judged": odd})
        assert listed.status_code == 200


def test_the_command_tells_the_same(article, editor):
    decisions.judge_mention(of(article, "Ada Lund"), "rejected", user=editor)
    out = StringIO()
    call_command("rule_report", "--json", stdout=out)
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert told == [rate.told() for rate in error_rates()]
    assert told[0]["error_rate"] == 1.0
    assert told[0]["interval"] == [0.2065, 1.0]
    out = StringIO()
    call_command("rule_report", stdout=out)
    assert "1 judged  100.0 % wrong" in out.getvalue()


def test_verdicts_keep_the_version_they_judge(article, editor):
    verdict = decisions.judge_mention(of(article, "Ada Lund"), "rejected", user=editor)
    assert (verdict.rule, verdict.version) == ("r", "1")
    decisions.undo_verdict(verdict, user=editor)
    assert Verdict.objects.latest("pk").version == "1"


def test_a_large_archive_is_counted_only_where_that_is_asked_for(article, editor, client, monkeypatch):
    monkeypatch.setattr("archive.error_rates._FEW", 1)
    decisions.judge_mention(of(article, "Ada Lund"), "rejected", user=editor)
    client.force_login(editor)
    page = client.get(RULES)
    assert [(r["rule"], r["made"]) for r in page.context["rows"]] == [("r", "–")]
    assert "Count them" in page.content.decode()
    page = client.get(RULES, {"made": "yes"})
    assert page.context["rows"][0]["made"] > 1
    assert all("made=yes" in head["url"] for head in page.context["heads"])
