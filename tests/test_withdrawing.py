"""A withdrawal takes bytes and everything quoted from them; the tombstone keeps reason and digest."""

import pytest
from django.apps import apps

from archive import decisions, loading, merging
from archive.models import Article, Capture, CaptureBytes, ChangeLog, Person
from archive.withdrawing import withdraw
from tests.pages import classic_page

pytestmark = pytest.mark.django_db


def test_nothing_quoted_is_left_and_the_same_bytes_are_rejected(tmp_path, django_user_model):
    editor = django_user_model.objects.create_user("editor")
    page = tmp_path / "a.txt"
    page.write_text(classic_page())
    loading.load([str(tmp_path)])
    article = Article.objects.get()
    decisions.decide(article, "lead", "Quoted grain exports by an editor.", user=editor)
    decisions.judge_mention(article.mentions.get(person__name="Taras Melnyk"), "rejected", user=editor)
    digest = Capture.objects.get().digest
    gone = withdraw(article, user=editor, reason="court order 12/2026")
    assert gone["captures"] == 1
    assert gone["mentions"] > 0
    article.refresh_from_db()
    assert (article.state, article.state_reason) == (Article.State.WITHDRAWN, "court order 12/2026")
    assert not CaptureBytes.objects.exists()
    assert Capture.objects.get(digest=digest).reason == "court order 12/2026"
    assert not Person.objects.candidates().filter(name__in=["Olena Bondar", "Taras Melnyk"]).exists()
    for model in apps.get_app_config("archive").get_models():
        if model._meta.model_name not in ("load", "batch"):
            for row in model.objects.values():
                assert "grain" not in str(row).lower(), model
                assert "Bondar" not in str(row), model
    assert ChangeLog.objects.filter(kind="article", event="deleted").exists()
    tally = loading.load([str(tmp_path)])
    assert tally.by_outcome == {"rejected": 1}


def test_reason_is_demanded(tmp_path):
    (tmp_path / "a.txt").write_text(classic_page())
    loading.load([str(tmp_path)])
    with pytest.raises(ValueError, match="reason"):
        withdraw(Article.objects.get(), user=None, reason=" ")
    assert CaptureBytes.objects.exists()


def test_article_that_another_was_merged_into_takes_that_along(tmp_path):
    other = [
        f"Paragraph {n} tells of grain and of something else: a harbour and the price of salt." for n in "123"
    ]
    (tmp_path / "a.txt").write_text(classic_page())
    (tmp_path / "b.txt").write_text(
        classic_page(paragraphs=other, lead="A grain port was opened by Olena Bondar.")
    )
    loading.load([str(tmp_path)])
    winner, loser = Article.objects.order_by("pk")
    merging.merge(winner, loser, user=None)
    gone = withdraw(Article.objects.get(pk=winner.pk), user=None, reason="court order")
    assert gone["captures"] == 2
    assert not CaptureBytes.objects.exists()
    assert not Person.objects.candidates().exists()
    assert list(Article.objects.values_list("headline", flat=True)) == ["[withdrawn]"] * 2
    assert loading.load([str(tmp_path)]).by_outcome == {"rejected": 2}
