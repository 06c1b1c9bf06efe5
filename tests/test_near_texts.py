"""Nearly equal texts: proposed as pairs wherever they stand in the archive, few of them, never merged."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from archive import decisions, loading, merging, works
from archive.documents import ParsedArticle
from archive.loading import same_text
from archive.models import Article, ArticleWords, Capture, ProposedPair, TextBand
from archive.withdrawing import withdraw
from tests.pages import classic_page
from tests.test_same_article import VOCABULARY, load, outcomes, page, prose, record

pytestmark = pytest.mark.django_db

__all__ = ["load"]

AGENCY = prose(1)
GOLDEN = [2440104013726534222, -5304177311180495156, -8589433352646386138]


def changed(texts, every: int) -> tuple[str, ...]:
    """The text with every n-th word another one, as an editor's hand changes an agency's report."""
    words = " ".join(texts).split()
    words[::every] = [f"other{n}" for n in range(len(words[::every]))]
    return (" ".join(words),)


@pytest.mark.parametrize(
    ("texts", "proposed"),
    [
        (AGENCY, True),
        (changed(AGENCY, 30), True),
        (AGENCY[:5], True),  # the end cut off
        ((*AGENCY, prose(9)[0]), True),  # a paragraph more
        (changed(AGENCY, 4), False),
        (AGENCY[:2] + prose(9)[:4], False),  # a third in common
        (prose(9), False),
        (tuple(p.replace("1", "übersetzt") for p in AGENCY), False),  # a translation is another article
    ],
)
def test_nearly_equal_texts_are_proposed_and_others_are_not(load, texts, proposed):
    load(record(page("Bridge shut", AGENCY, publisher="The Paper")))
    load(record(page("A crossing is closed", texts, publisher="The Other Daily", day="2021-05-04")))
    assert Article.objects.count() == 2
    assert [pair.record_kind for pair in ProposedPair.objects.all()] == ["article"] * proposed
    for pair in ProposedPair.objects.all():
        assert pair.score >= same_text.LIKE
        assert "at another publisher (The Paper)" in pair.reason


def test_the_score_says_how_much_is_the_same(load):
    load(
        record(page("Bridge shut", AGENCY)),
        record(page("Bridge shut again", (*AGENCY, prose(9)[0]), day="2021-06-01")),
    )
    pair = ProposedPair.objects.get()
    assert 0.75 < pair.score < 0.95
    assert f"{round(pair.score * 100)} % of the two texts is the same" in pair.reason


def test_scripts_without_spaces_are_compared_by_their_characters(load):
    chance = random.Random(3)
    text = "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(300))
    load(record(page("桥梁关闭至春天", (text[:150], text[150:]))))
    load(record(page("渡口开放", (text[:150], text[150:280]), day="2021-06-01")))
    assert ProposedPair.objects.count() == 1


def weather(n: int) -> str:
    """A daily report by one form: all words but the figures and the day's name stay."""
    chance = random.Random(n)
    day = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[n % 7]
    towns = [
        f"In {town} it will be {chance.randrange(5, 30)} degrees with wind from the west at"
        f" {chance.randrange(3, 60)} kilometres an hour, rain {chance.randrange(100)} per cent."
        for town in ("Aldport", "Brackwater", "Coldham", "Dunmere", "Eastfold", "Fernbridge")
    ]
    return page(
        f"The weather on {day}",
        (f"The outlook for {day} from our weather desk.", *towns),
        day=f"2021-05-{n + 1:02}",
    )


def test_daily_reports_by_one_form_are_no_pairs(load):
    lines = load(*(record(weather(n)) for n in range(20)))
    assert outcomes(lines) == ["article"] * 20
    assert not ProposedPair.objects.exists()


def test_a_text_that_stands_everywhere_gives_few_pairs_and_few_rows(load, monkeypatch):
    monkeypatch.setattr(same_text, "MOST_IN_BAND", 10)
    notices = (
        page(f"Notice {n} of the village council", (*AGENCY, prose(100 + n)[0]), day=f"2021-05-{n + 1:02}")
        for n in range(28)
    )
    load(*map(record, notices))
    assert Article.objects.count() == 28
    per_article = {
        a.public_id: sum(a.public_id in (p.first_id, p.second_id) for p in ProposedPair.objects.all())
        for a in Article.objects.all()
    }
    assert max(per_article.values()) <= same_text.MOST_WAITING + same_text.MOST_PROPOSED
    assert ProposedPair.objects.count() <= 28 * same_text.MOST_PROPOSED
    held = Counter(TextBand.objects.values_list("band", flat=True))
    assert max(held.values()) == 10


def test_what_is_looked_up_does_not_grow_with_the_archive(load, django_assert_max_num_queries):
    load(*(record(page(f"Story {n} of the valley", prose(n), day="2021-05-03")) for n in range(30)))
    words = ArticleWords.objects.first()
    with django_assert_max_num_queries(3):
        same_text.look_up(words.text, ParsedArticle("x", "1", ()))


def test_not_the_same_is_remembered_at_every_load_and_through_merges(load):
    load(record(page("Bridge shut", AGENCY)), record(page("Bridge shut again", AGENCY, day="2021-06-01")))
    decisions.judge_pair(ProposedPair.objects.get(), "different", user=None)
    revised = page("Bridge shut again", (*AGENCY, prose(9)[0]), day="2021-06-01")
    load(record(revised))
    assert ProposedPair.objects.get().state == ProposedPair.State.DIFFERENT
    first, second = Article.objects.order_by("pk")
    third = load(record(page("An orchard prize", prose(3))))[0]["article"]
    merging.merge(Article.objects.get(public_id=third), second, user=None)
    same_text.propose_pair("article", first.public_id, third, "alike", score=1)
    assert ProposedPair.objects.count() == 1


def test_a_revision_is_found_by_its_new_text_and_no_more_by_the_old(load):
    load(record(page("Bridge shut", AGENCY), "/news/bridge-17"))
    old = set(TextBand.objects.values_list("band", flat=True))
    load(record(page("Bridge shut", prose(2)), "/news/bridge-17"))
    assert Article.objects.count() == 1
    assert not old & set(TextBand.objects.values_list("band", flat=True))
    assert TextBand.objects.count() == 20


def test_undoing_a_load_brings_the_earlier_bands_back(load):
    load(record(page("Bridge shut", AGENCY), "/news/bridge-17"))
    old = set(TextBand.objects.values_list("band", flat=True))
    load(record(page("Bridge shut", prose(2)), "/news/bridge-17"))
    loading.undo_load(Capture.objects.latest("pk").first_load, user=None)
    assert set(TextBand.objects.values_list("band", flat=True)) == old


def test_a_near_copy_of_a_withdrawn_article_waits_for_a_person(load):
    load(record(page("Bridge shut", AGENCY)))
    withdraw(Article.objects.get(), user=None, reason="court")
    (line,) = load(record(page("A crossing is closed", changed(AGENCY, 100), publisher="The Other Daily")))
    assert line["outcome"] == "quarantined"
    assert load(record(page("An orchard prize", prose(3))))[0]["outcome"] == "article"


def test_the_bands_of_a_text_are_those_that_databases_hold():
    """Were they computed otherwise, nothing loaded before would be found: then they have to be made anew."""
    words = f" {' '.join(f'{word}{n}' for n in range(3) for word in VOCABULARY)} "
    assert works.bands(words)[:3] == GOLDEN
    assert len(works.bands(words)) == 20
    assert works.bands("too short to say anything") == []


def test_text_captures_without_metadata_are_compared_too(tmp_path):
    text = tuple(AGENCY)
    (tmp_path / "a.txt").write_text(classic_page("Bridge shut", day="01.05.2021", paragraphs=text))
    (tmp_path / "b.txt").write_text(classic_page("Ferry in its place", day="02.05.2021", paragraphs=text))
    loading.load([str(tmp_path)])
    assert (Article.objects.count(), ProposedPair.objects.filter(record_kind="article").count()) == (2, 1)
