"""Merges: previewed in numbers, refused where unclear, one transaction, taken apart without loss."""

import pytest

from archive import decisions, loading, merging
from archive.identity import record_id
from archive.models import (
    Article,
    ChangeLog,
    Membership,
    Organisation,
    Person,
    PersonIdentifier,
    PersonName,
    ProposedPair,
    Topic,
)
from tests.pages import PARAGRAPHS, classic_page

pytestmark = pytest.mark.django_db


def person(name, **values):
    made = Person.objects.create(
        public_id=record_id("person", name), slug=name.lower().replace(" ", "-"), name=name, **values
    )
    PersonName.objects.create(record=made, text=name, form="preferred")
    return made


@pytest.fixture
def spellings(tmp_path):
    """Two spellings of one person, each loaded from an article of its own."""
    (tmp_path / "a.txt").write_text(classic_page())
    other = [
        p.replace("Olena Bondar", "Olena Bondarenko").replace("Bondar ", "Bondarenko ") for p in PARAGRAPHS
    ]
    (tmp_path / "b.txt").write_text(
        classic_page("Harvest begins", day="01.08.2019", lead="It is early this year.", paragraphs=other)
    )
    loading.load([str(tmp_path)])
    return Person.objects.get(name="Olena Bondar"), Person.objects.get(name="Olena Bondarenko")


def rows(record):
    return {
        "mentions": sorted(record.mentions.values_list("pk", flat=True)),
        "names": sorted(record.names.values_list("text", flat=True)),
        "status": record.status,
    }


def test_merge_moves_everything_and_undo_brings_it_back(spellings, django_user_model):
    editor = django_user_model.objects.create_user("editor")
    winner, loser = spellings
    before = rows(winner), rows(loser)
    assert merging.preview(winner, loser).counts["mentions"] == 1
    done = merging.merge(winner, loser, user=editor, reason="one spelling")
    winner.refresh_from_db()
    loser.refresh_from_db()
    assert loser.status == Person.Status.MERGED
    assert loser.merged_into == winner
    assert Article.objects.mentioning(winner).count() == 2
    assert not Article.objects.mentioning(loser).exists()
    assert "Olena Bondarenko" in winner.names.values_list("text", flat=True)
    merging.undo(done, user=editor)
    winner.refresh_from_db()
    loser.refresh_from_db()
    assert (rows(winner), rows(loser)) == before
    with pytest.raises(merging.CannotMerge, match="undone already"):
        merging.undo(done, user=editor)


def test_merged_name_does_not_come_back_at_the_next_load(spellings, tmp_path):
    winner, loser = spellings
    done = merging.merge(winner, loser, user=None)
    lead = "Olena Bondarenko visits farmers in the east."
    (tmp_path / "c.txt").write_text(
        classic_page("Third", day="02.08.2019", lead=lead, paragraphs=["Nothing else."])
    )
    loading.load([str(tmp_path)])
    assert Person.objects.public().filter(name__startswith="Olena").count() == 1
    assert Article.objects.mentioning(winner).count() == 3
    # … and taking the merge apart gives back what was loaded under that name meanwhile.
    merging.undo(done, user=None)
    assert Article.objects.mentioning(loser).count() == 2
    assert Article.objects.mentioning(winner).count() == 1


def test_change_log_names_both_records_and_every_article(spellings):
    winner, loser = spellings
    at = ChangeLog.objects.latest("pk").pk
    merging.merge(winner, loser, user=None)
    logged = set(ChangeLog.objects.filter(pk__gt=at).values_list("kind", "public_id", "event"))
    # The winner's own article too: it no longer says "unconfirmed" beside the name.
    articles = Article.objects.values_list("public_id", flat=True)
    assert logged == {
        ("person", winner.public_id, "changed"),
        ("person", loser.public_id, "merged"),
        *(("article", public_id, "changed") for public_id in articles),
    }


def test_memberships_that_both_hold_stand_once():
    one, two = person("Ada Byron"), person("Ada Lovelace")
    for record in (one, two):
        Membership.objects.create(person=record, post="Analyst", digest="same")
    Membership.objects.create(person=two, post="Countess", digest="other")
    done = merging.merge(one, two, user=None)
    assert sorted(one.memberships.values_list("post", flat=True)) == ["Analyst", "Countess"]
    merging.undo(done, user=None)
    assert sorted(two.memberships.values_list("post", flat=True)) == ["Analyst", "Countess"]


def test_unclear_merges_are_refused_with_the_reason():
    one, two = person("Kim Jong Un"), person("Kim Jong Il")
    PersonIdentifier.objects.create(record=one, scheme="wikidata", value="Q1")
    PersonIdentifier.objects.create(record=two, scheme="wikidata", value="Q2")
    with pytest.raises(merging.CannotMerge, match="wikidata identifiers differ: Q1 and Q2"):
        merging.merge(one, two, user=None)
    body = Organisation.objects.create(public_id="o1", slug="o1", name="Body")
    with pytest.raises(merging.CannotMerge, match="different kinds"):
        merging.merge(one, body, user=None)
    with pytest.raises(merging.CannotMerge, match="with itself"):
        merging.merge(one, one, user=None)
    place = Topic.objects.create(public_id="t1", slug="t1", name="Georgia", kind="place")
    subject = Topic.objects.create(public_id="t2", slug="t2", name="Georgia", kind="subject")
    with pytest.raises(merging.CannotMerge, match="is a place"):
        merging.merge(place, subject, user=None)


def test_pair_judged_different_cannot_be_merged_until_that_is_taken_back():
    one, two = person("Michael Müller"), person("Michael Mueller")
    first, second = sorted((one.public_id, two.public_id))
    pair = ProposedPair.objects.create(record_kind="person", first_id=first, second_id=second, reason="alike")
    verdict = decisions.judge_pair(pair, "different", user=None)
    with pytest.raises(merging.CannotMerge, match="not the same"):
        merging.merge(one, two, user=None)
    decisions.undo_verdict(verdict, user=None)
    merging.merge(one, two, user=None)
    pair.refresh_from_db()
    assert pair.state == ProposedPair.State.SAME


def test_record_above_cannot_go_into_one_below():
    ministry = Organisation.objects.create(public_id="o1", slug="o1", name="Ministry")
    desk = Organisation.objects.create(public_id="o2", slug="o2", name="Desk", broader=ministry)
    with pytest.raises(merging.CannotMerge, match="stands below"):
        merging.merge(desk, ministry, user=None)


def test_chain_of_merges_is_undone_from_its_end():
    a, b, c = person("A One"), person("B Two"), person("C Three")
    PersonIdentifier.objects.create(record=a, scheme="wikidata", value="Q1")
    first = merging.merge(b, a, user=None)
    second = merging.merge(c, b, user=None)
    with pytest.raises(merging.CannotMerge, match="undo that merge first"):
        merging.undo(first, user=None)
    merging.undo(second, user=None)
    merging.undo(first, user=None)
    assert PersonIdentifier.objects.get().record == a
    assert not Person.objects.filter(status=Person.Status.MERGED).exists()


def test_merged_articles_show_the_current_capture_of_both(tmp_path):
    other = [
        f"Paragraph {n} tells of something else entirely: a harbour and the price of salt." for n in "123"
    ]
    (tmp_path / "a.txt").write_text(classic_page())
    loading.load([str(tmp_path)])
    (tmp_path / "b.txt").write_text(classic_page(paragraphs=other, lead="A port was opened."))
    loading.load([str(tmp_path)])
    winner, loser = Article.objects.order_by("pk")
    done = merging.merge(winner, loser, user=None)
    winner.refresh_from_db()
    assert winner.captures.count() == 2
    assert "harbour" in winner.current_reading.layer.text
    assert Article.objects.public().count() == 1
    merging.undo(done, user=None)
    winner.refresh_from_db()
    loser.refresh_from_db()
    assert "harbour" not in winner.current_reading.layer.text
    assert Article.objects.public().count() == 2
    assert loser.captures.count() == 1
