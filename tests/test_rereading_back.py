"""A run that read again is taken back: earlier readings show again, editors' words stand; and its screens."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive import decisions, loading, verifying
from archive.loading import knowledge
from archive.loading.readings import columns_of, parsed_of
from archive.models import Article, ArticleRereading, Capture, Conflict, Reading, Rereading, TextLayer
from archive.parsing import dw_relaunch
from archive.parsing.html import extractor
from tests import rereading as again
from tests.changed_readers import Changed, first_words, use, use_extractor
from tests.html_pages import web_page
from tests.promises import CHANGED_LEAD, HARBOUR, PAGE, load_pages
from tests.rereading import differing, read_again, whole_archive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Captures are read here, by the readers that a test put in place."""
    monkeypatch.setattr(knowledge, "Preparer", again.Here)


def faults():
    return [str(fault) for fault in verifying.verify(verifying.Counts())]


def shown():
    """What articles show, ids and times aside."""
    from archive.loading.differences import picture_of

    pictures = [picture_of(a).rows for a in Article.objects.order_by("pk")]
    return [{k: v for k, v in p.items() if k not in ("readings", "conflicts")} for p in pictures]


def test_row_of_a_reading_holds_all_that_was_read(tmp_path, seeds):
    loading.load([str(seeds / "captures")])
    load_pages(tmp_path, a=PAGE, undated="Some words.\n\nAnd a few more of them.")
    (tmp_path / "page.html").write_text(web_page())
    loading.load([str(tmp_path / "page.html")])
    for reading in Reading.objects.all():
        again_as_row = columns_of(parsed_of(reading))
        assert again_as_row == {name: getattr(reading, name) for name in again_as_row}


def test_run_taken_back_leaves_every_article_as_it_was(tmp_path, monkeypatch, editor):
    load_pages(tmp_path, a=PAGE, b=HARBOUR)
    decisions.judge_mention(Article.objects.first().mentions.first(), "rejected", user=editor)
    before = shown()
    use(monkeypatch, Changed(first_words("title", 1)), dw_relaunch)
    read_again()
    assert shown() != before
    numbers = loading.undo_rereading(Rereading.objects.get(), user=editor)
    assert numbers == {"back": 2}
    assert shown() == before
    run = Rereading.objects.get()
    assert (run.undone_by, run.undone_at is None) == (editor, False)
    assert faults() == []
    with pytest.raises(ValueError, match="undone already"):
        loading.undo_rereading(run, user=editor)
    rows = whole_archive()
    load_pages(tmp_path, a=PAGE)  # met again: nothing follows the reading that was taken back
    assert [n for n in differing(rows, whole_archive()) if n not in ("Load", "Sighting")] == []


def test_editors_words_said_since_the_run_stand_when_it_is_taken_back(tmp_path, monkeypatch, editor):
    load_pages(tmp_path, a=PAGE)
    article = Article.objects.get()
    decisions.decide(article, "section", "Politics", user=editor)
    use(monkeypatch, Changed(first_words("title", 1)), dw_relaunch)
    read_again()
    article.refresh_from_db()
    decisions.confirm(article, "headline", user=editor)
    decisions.judge_quotation(article.quotations.get(), "rejected", user=editor)
    loading.undo_rereading(Rereading.objects.get(), user=editor)
    article.refresh_from_db()
    assert (article.headline, article.section) == ("Grain", "Politics")
    assert article.quotations.get().rejected
    assert Conflict.objects.get().reading_value == "Grain talks end without agreement"


def test_conflict_that_a_run_opened_goes_with_it(tmp_path, monkeypatch, editor):
    load_pages(tmp_path, a=PAGE)
    decisions.decide(Article.objects.get(), "headline", "An editor's headline", user=editor)
    use(monkeypatch, Changed(first_words("title", 1)), dw_relaunch)
    read_again()
    assert Conflict.objects.exists()
    loading.undo_rereading(Rereading.objects.get(), user=editor)
    assert not Conflict.objects.exists()
    assert Article.objects.get().headline == "An editor's headline"


def test_article_that_went_on_since_the_run_stays_as_it_is(tmp_path, monkeypatch, editor):
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    load_pages(tmp_path, a=PAGE, b=HARBOUR)
    use(monkeypatch, Changed(first_words("title", 1)), dw_relaunch)
    read_again()
    load_pages(tmp_path, a=CHANGED_LEAD)
    assert loading.undo_rereading(Rereading.objects.get(), user=editor) == {"back": 1, "stay": 1}
    assert sorted(Article.objects.values_list("headline", flat=True)) == ["Grain", "Harbour opened"]
    assert faults() == []


# --------------------------------------------------------------------------- another text of the same bytes


def test_new_extractor_makes_a_new_layer_and_verdicts_follow_their_words(tmp_path, monkeypatch, editor):
    prose = (
        "Ukrainian Foreign Minister Olena Bondar met her colleagues in Brussels on Monday for three hours.",
        "“We have not given up,” said Bondar after the meeting. Her deputy Taras Melnyk told reporters that"
        " another round would follow before the end of the month, probably in a smaller circle of states.",
        "Observers doubt that the next round will bring a breakthrough, and the storage houses are full.",
    )
    (tmp_path / "page.html").write_text(web_page(again.html_body(prose)))
    loading.load([str(tmp_path)])
    article = Article.objects.get()
    layer = article.current_reading.layer
    mention = article.mentions.get(surface="Taras Melnyk")
    decisions.judge_mention(mention, "rejected", user=editor)
    place = mention.occurrences[0]["start"]
    quotation = article.quotations.first()
    decisions.judge_quotation(quotation, "accepted", user=editor)
    before = shown()
    use_extractor(monkeypatch)
    tally, lines = read_again()
    assert tally.by_outcome == {"changed": 1}
    assert tally.changes()["mentions"] == {"moved": sum(m.occurrence_count for m in article.mentions.all())}
    assert "verdicts" not in lines[0]["changes"] or set(lines[0]["changes"]["verdicts"]) == {"moved"}
    article.refresh_from_db()
    now = article.current_reading.layer
    assert (now.version, layer.version) == ("99", extractor.VERSION)
    assert TextLayer.objects.filter(capture=Capture.objects.get()).count() == 2
    moved = article.mentions.get(surface="Taras Melnyk")
    assert moved.rejected
    assert moved.occurrences[0]["start"] == place + len("A line that is new.\n\n")
    assert article.quotations.get(text=quotation.text).accepted
    assert faults() == []
    rows = whole_archive()
    assert read_again(force=True)[0].by_outcome == {"unchanged": 1}
    assert differing(rows, whole_archive()) == []
    loading.undo_rereading(Rereading.objects.order_by("pk")[0], user=editor)
    assert shown() == before


# --------------------------------------------------------------------------- the desk


@pytest.fixture
def changed_run(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    use(monkeypatch, Changed(first_words("title", 1)), dw_relaunch)
    read_again(reason="titles")
    return Rereading.objects.get()


@pytest.mark.parametrize(("role", "may_undo"), [("documentalist", False), ("administrator", True)])
def test_desk_shows_runs_and_lets_an_administrator_take_one_back(client, changed_run, role, may_undo):
    user = User.objects.create_user(role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    listed = client.get(reverse("admin:archive_rereading_changelist")).content.decode()
    assert "titles" in listed
    assert "headline: 1 changed" in listed
    screen = reverse("admin:archive_rereading_change", args=[changed_run.pk])
    assert client.get(screen).status_code == 200
    articles = reverse(
        "admin:archive_articlerereading_changelist", query={"rereading__id__exact": changed_run.pk}
    )
    assert "Grain" in client.get(articles).content.decode()
    row = ArticleRereading.objects.get()
    assert client.get(reverse("admin:archive_articlerereading_change", args=[row.pk])).status_code == 200
    assert "rereading" in client.get(reverse("admin:archive_batch_changelist")).content.decode()
    undo = reverse("admin:archive_rereading_word", args=[changed_run.pk, "undo"])
    if not may_undo:
        assert client.get(undo).status_code == 403
        return
    asked = client.get(undo).content.decode()
    assert "articles show the reading they showed before" in asked
    client.post(undo, {"sure": "yes"})
    assert Article.objects.get().headline == "Grain talks end without agreement"
