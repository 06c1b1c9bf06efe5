"""Assigned subjects: proposed by programs, judged and added by editors, the same after every reload."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import builders
import pytest
from desk import shown_form
from django.contrib.auth.models import User
from django.urls import reverse

from archive import decisions, merging, verdicts
from archive.loading import load, undo_load
from archive.loading.knowledge import PreparesHere, known_subjects
from archive.loading.records import RecordBook
from archive.loading.showing import reread
from archive.models import (
    Article,
    ChangeLog,
    Load,
    Mention,
    Topic,
    TopicIdentifier,
    Verdict,
)
from archive.search import ArticleQuery, Picks
from archive.search.facets import facet
from archive.search.references import reference

pytestmark = pytest.mark.django_db

MATCH = (
    "Harbour City win late\n\nThe striker scored two goals before halftime.\n\nThe coach praised his"
    " goalkeeper, who saved a penalty, and the midfielder. It was the third soccer match of the season.\n"
)


def subject(name: str, code: str = "", **more: Any) -> Topic:
    made = builders.topic(name, kind="subject", **more)
    if code:
        TopicIdentifier.objects.create(record=made, scheme="iptc", value=f"medtop:{code}")
    return made


@pytest.fixture
def sport() -> dict[str, Topic]:
    """Three levels of the IPTC Media Topics, and a subject of another field."""
    top = subject("sport", "15000000")
    middle = subject("competition discipline", "20000822", broader=top)
    return {
        "sport": top,
        "discipline": middle,
        "soccer": subject("soccer", "20001065", broader=middle),
        "election": subject("election", "20000574", broader=subject("politics", "11000000")),
    }


def loaded(folder: Path, text: str = MATCH, name: str = "match") -> Article:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    load([str(folder)])
    return Article.objects.exclude(state="withdrawn").latest("pk")


def standing(article: Article) -> dict[str, str]:
    """Names of the subjects that count, with the rule that each rests on."""
    rows = article.mentions.counted().filter(score__isnull=False).select_related("topic")
    return {str(m.topic): m.reason.partition("/")[0] for m in rows}


def row(article: Article, topic: Topic) -> Mention:
    return article.mentions.get(linked_topic=topic)


def again(article: Article) -> None:
    """Read the article's capture again, as after a reader was mended."""
    assert article.current_capture is not None
    book = RecordBook(Load.objects.latest("pk"))
    reread(Article.objects.get(pk=article.pk), article.current_capture, book, PreparesHere())


def test_a_loaded_article_has_its_subjects_with_score_and_evidence(sport, tmp_path):
    article = loaded(tmp_path)
    soccer = row(article, sport["soccer"])
    assert soccer.score is not None
    assert 0 < soccer.score <= 1
    assert "striker" in soccer.evidence
    assert (soccer.occurrences, soccer.topic) == ([], sport["soccer"])
    assert set(standing(article)) == {"soccer", "competition discipline", "sport"}


def test_candidates_are_no_subjects_to_assign(tmp_path):
    subject("soccer", "20001065", status="candidate")
    assert not standing(loaded(tmp_path))


def test_loading_twice_changes_nothing(sport, tmp_path):
    article = loaded(tmp_path)
    before = list(article.mentions.order_by("pk").values()), ChangeLog.objects.count()
    load([str(tmp_path)])
    assert (list(article.mentions.order_by("pk").values()), ChangeLog.objects.count()) == before


def test_a_badge_counts_assigned_subjects_and_leads_to_them(sport, tmp_path):
    loaded(tmp_path)
    loaded(tmp_path, "Nothing of note\n\nThe bridge was painted green.\n", "bridge")
    badge = next(b for b in facet(ArticleQuery(), "topic").badges if b.label == "sport")
    assert badge.count == badge.query.count() == 1
    assert ArticleQuery(topic=Picks((reference(sport["soccer"]),))).count() == 1


def test_rejected_stays_rejected_and_takes_what_it_implied_with_it(sport, tmp_path):
    article = loaded(tmp_path)
    decisions.judge_mention(row(article, sport["soccer"]), "rejected", user=None)
    assert "soccer" not in standing(article)
    assert "competition discipline" not in standing(article)
    again(article)
    assert "soccer" not in standing(article)
    assert row(article, sport["soccer"]).rejected
    assert "competition discipline" not in standing(article)


def test_a_word_taken_back_lets_the_proposal_stand_again(sport, tmp_path):
    article = loaded(tmp_path)
    before = standing(article)
    verdict = decisions.judge_mention(row(article, sport["soccer"]), "rejected", user=None)
    decisions.undo_verdict(verdict, user=None)
    assert standing(article) == before
    assert not article.mentions.filter(rejected=True).exists()


def test_a_subject_an_editor_adds_stands_over_every_reload_with_its_wider_ones(sport, tmp_path):
    article = loaded(tmp_path)
    log = ChangeLog.objects.count()
    decisions.assign_subject(article, sport["election"], user=None)
    assert ChangeLog.objects.filter(kind="article", public_id=article.public_id).count() > 1
    assert ChangeLog.objects.count() > log
    for _ in range(2):
        assert standing(article)["election"] == "subject-editor"
        assert standing(article)["politics"] == "subject-wider"
        assert row(article, sport["election"]).accepted
        again(article)


def test_what_was_added_is_taken_back_with_all_it_implied(sport, tmp_path):
    article = loaded(tmp_path)
    before = list(article.mentions.values_list("pk", flat=True))
    decisions.undo_verdict(decisions.assign_subject(article, sport["election"], user=None), user=None)
    assert list(article.mentions.values_list("pk", flat=True)) == before


def test_adding_twice_is_one_row_and_the_later_word_supersedes(sport, tmp_path):
    article = loaded(tmp_path)
    decisions.assign_subject(article, sport["election"], user=None)
    decisions.assign_subject(article, sport["election"], user=None)
    assert article.mentions.filter(topic=sport["election"]).count() == 1
    assert len([v for v in verdicts.in_force(article) if v.subject == "topic"]) == 1


def test_adding_what_was_proposed_accepts_it_and_counts_for_its_rule(sport, tmp_path):
    article = loaded(tmp_path)
    decisions.assign_subject(article, sport["soccer"], user=None)
    assert row(article, sport["soccer"]).accepted
    assert Verdict.objects.get().rule == "subject-cues"
    assert standing(article)["soccer"] == "subject-cues"


def test_a_rejected_wider_subject_stays_out_though_it_is_implied(sport, tmp_path):
    article = loaded(tmp_path)
    decisions.judge_mention(row(article, sport["sport"]), "rejected", user=None)
    again(article)
    assert set(standing(article)) == {"soccer", "competition discipline"}


def test_only_subjects_are_assigned(tmp_path, sport):
    article = loaded(tmp_path)
    with pytest.raises(ValueError, match="only subjects"):
        decisions.assign_subject(article, builders.topic("Peru"), user=None)
    with pytest.raises(ValueError, match="accepted or rejected"):
        decisions.link_mention(row(article, sport["soccer"]), sport["election"], user=None)


def test_words_outlive_another_capture_of_the_article(sport, tmp_path):
    url = json.dumps({"url": "https://news.example.org/match", "captured": "2020-05-01T10:00:00Z"})
    first, later = tmp_path / "first", tmp_path / "later"
    first.mkdir()
    later.mkdir()
    (first / "match.txt.json").write_text(url, encoding="utf-8")
    (first / "match.txt").write_text(MATCH, encoding="utf-8")
    load([str(first)])
    article = Article.objects.get()
    decisions.assign_subject(article, sport["election"], user=None)
    decisions.judge_mention(row(article, sport["soccer"]), "rejected", user=None)
    (later / "match.txt.json").write_text(url.replace("2020", "2021"), encoding="utf-8")
    (later / "match.txt").write_text(MATCH.replace("late", "very late"), encoding="utf-8")
    load([str(later)])
    article = Article.objects.get()
    assert article.captures.count() == 2
    assert "very late" in article.headline
    assert standing(article)["election"] == "subject-editor"
    assert row(article, sport["soccer"]).rejected
    undo_load(Load.objects.latest("pk"), user=None)
    article.refresh_from_db()
    assert "very late" not in article.headline
    assert standing(article)["election"] == "subject-editor"
    assert row(article, sport["soccer"]).rejected


def test_a_merged_subject_is_assigned_as_what_it_stands_for_and_comes_back(sport, tmp_path):
    article = loaded(tmp_path)
    football = subject("football", broader=sport["sport"])
    done = merging.merge(football, sport["soccer"], user=None)
    again(article)
    assert {"football", "sport"} <= set(standing(article))
    assert "soccer" not in standing(article)
    assert ArticleQuery(topic=Picks((reference(football),))).count() == 1
    merging.undo(done, user=None)
    again(article)
    assert "soccer" in standing(article)
    assert "football" not in standing(article)


def test_an_editors_word_on_a_merged_subject_goes_with_it(sport, tmp_path):
    article = loaded(tmp_path)
    decisions.assign_subject(article, sport["election"], user=None)
    ballot = subject("ballots")
    done = merging.merge(ballot, sport["election"], user=None)
    again(article)
    assert "ballots" in standing(article)
    assert "election" not in standing(article)
    merging.undo(done, user=None)
    assert "election" in standing(article)
    assert "ballots" not in standing(article)


def test_subjects_are_known_with_codes_names_and_wider_ones(sport):
    known = {s.key: s for s in known_subjects()}
    soccer = known[sport["soccer"].public_id]
    assert soccer.code == "medtop:20001065"
    assert soccer.names[0] == "soccer"
    assert soccer.broader == (sport["discipline"].public_id,)


def test_the_page_tells_why_and_what_it_is_part_of(client, sport, tmp_path):
    article = loaded(tmp_path)
    page = client.get(article.get_absolute_url()).content.decode()
    assert all(words in page for words in ("assigned (0.", "because of", "striker"))
    part_of = page[page.index("Part of:") :].partition("</p>")[0]
    assert "sport" in part_of
    assert "competition discipline" in part_of
    assert "soccer" not in part_of
    decisions.judge_mention(row(article, sport["soccer"]), "rejected", user=None)
    assert (
        "striker"
        not in client.get(article.get_absolute_url()).content.decode().partition("Subjects")[2][:900]
    )


def test_an_editor_adds_and_judges_at_the_desk(admin_client, sport, tmp_path):
    article = loaded(tmp_path)
    address = reverse("admin:archive_article_change", args=[article.pk])
    sent = shown_form(admin_client.get(address), "article_form")
    sent["subjects_added"] = [str(sport["election"].pk)]
    sent["reason"] = ["They vote on the stadium."]
    rows = [key for key, value in sent.items() if value == [str(row(article, sport["soccer"]).pk)]]
    (own,) = [key for key in rows if key.startswith("mentions-") and key.endswith("-id")]
    sent[own.removesuffix("id") + "word"] = ["rejected"]
    answer = admin_client.post(address, sent, follow=True)
    assert answer.status_code == 200
    assert "election" in standing(article)
    assert "soccer" not in standing(article)
    said = Verdict.objects.filter(subject="topic")
    assert {v.reason for v in said} == {"They vote on the stadium."}
    assert {v.author for v in said} == {"admin"}


def test_the_desk_offers_subjects_only(admin_client, sport):
    builders.topic("Soccer Town")
    asked = {"term": "socc", "app_label": "archive", "model_name": "mention", "field_name": "topic"}
    found = admin_client.get(reverse("admin:archive_lookup"), {**asked, "kind": "subject"}).json()["results"]
    assert [r["id"] for r in found] == [str(sport["soccer"].pk)]
    assert len(admin_client.get(reverse("admin:archive_lookup"), asked).json()["results"]) == 2


def test_who_may_not_judge_adds_nothing(client, sport, tmp_path):
    article = loaded(tmp_path)
    User.objects.create_user("guest", password="guest", is_staff=True)
    client.login(username="guest", password="guest")
    answer = client.post(
        reverse("admin:archive_article_change", args=[article.pk]), {"subjects_added": [sport["election"].pk]}
    )
    assert answer.status_code == 403
    assert "election" not in standing(article)
