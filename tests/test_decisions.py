"""Editors' words: set, confirmed, released; accepted, rejected, taken back."""

import pytest

from archive import decisions, loading
from archive.models import Article, Batch, Decision, FormerSlug, Organisation, Person, Verdict
from tests.pages import PARAGRAPHS, classic_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("editor")


@pytest.fixture
def article(tmp_path):
    (tmp_path / "a.txt").write_text(classic_page())
    loading.load([str(tmp_path)])
    return Article.objects.get()


def test_decision_keeps_value_reading_and_editor(article, editor):
    read = article.lead
    decision = decisions.decide(article, "lead", "Shorter.", user=editor, reason="too long")
    assert (decision.value, decision.reading_value, decision.user) == ("Shorter.", read, editor)
    assert decision.batch.kind == Batch.Kind.EDIT
    assert decision.batch.reason == "too long"
    article.refresh_from_db()
    assert article.lead == "Shorter."


def test_second_decision_ends_the_first(article, editor):
    decisions.decide(article, "lead", "One.", user=editor)
    decisions.decide(article, "lead", "Two.", user=editor)
    assert Decision.objects.filter(ended_at=None).get().value == "Two."
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    "field", ["headline", "lead", "section", "published", "publisher", "authors", "language"]
)
def test_released_field_returns_to_what_was_read(article, editor, field):
    person = Person.objects.first()
    body = Organisation.objects.create(public_id="o9", slug="o9", name="Another house")
    value = {"published": "2001-02-03", "publisher": body.public_id, "authors": [person.public_id]}.get(
        field, "xx"
    )
    read = decisions.value_of(article, field)
    decisions.decide(article, field, value, user=editor)
    article.refresh_from_db()
    assert decisions.value_of(article, field) == value
    decisions.release(article, field, user=editor)
    article.refresh_from_db()
    assert decisions.value_of(article, field) == read
    assert decisions.decisions_in_force(article) == {}


def test_decided_date_orders_lists(article, editor):
    decisions.decide(article, "published", "2001-02-03T04:05+01:00", user=editor)
    article.refresh_from_db()
    assert article.published.isoformat() == "2001-02-03"
    assert article.published_stated == "2001-02-03T04:05+01:00"
    assert article.published_at.isoformat() == "2001-02-03T03:05:00+00:00"
    assert article.published_year == 2001
    decisions.decide(article, "published", None, user=editor)
    article.refresh_from_db()
    assert (article.published, article.recency, article.published_year) == (None, 0, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [("published", "yesterday"), ("headline", ""), ("authors", ["nobody"]), ("no_such_field", "x")],
)
def test_value_that_does_not_fit_is_refused_and_nothing_is_written(article, editor, field, value):
    with pytest.raises((ValueError, AttributeError, KeyError)):
        decisions.decide(article, field, value, user=editor)
    assert not Decision.objects.exists()


def test_rejected_mention_can_be_taken_back(article, editor):
    mention = article.mentions.get(person__name="Olena Bondar")
    verdict = decisions.judge_mention(mention, "rejected", user=editor)
    assert mention.rejected
    decisions.undo_verdict(verdict, user=editor)
    mention.refresh_from_db()
    assert not mention.rejected
    assert Verdict.objects.count() == 2  # appended, never deleted


def test_later_verdict_supersedes_the_earlier(article, editor):
    mention = article.mentions.get(person__name="Olena Bondar")
    first = decisions.judge_mention(mention, "rejected", user=editor)
    second = decisions.judge_mention(mention, "accepted", user=editor)
    assert second.supersedes == first
    assert mention.accepted
    assert not mention.rejected


def test_one_occurrence_is_rejected_and_the_others_stand(article, editor):
    mention = article.mentions.get(person__name="Olena Bondar")
    assert len(mention.occurrences) >= 2
    decisions.judge_mention(mention, "rejected", user=editor, occurrence=1)
    assert [bool(o.get("rejected")) for o in mention.occurrences][:2] == [False, True]
    assert not mention.rejected


def test_mention_linked_to_another_person_stays_so_after_a_reload(article, editor, tmp_path):
    other = Person.objects.create(
        public_id="p9", slug="p9", name="Olena Bondar", description="the chess player"
    )
    mention = article.mentions.get(person__name="Olena Bondar")
    decisions.link_mention(mention, other, user=editor)
    assert mention.person == other
    (tmp_path / "a.txt").write_text(classic_page(paragraphs=["An opening line that is new.", *PARAGRAPHS]))
    loading.load([str(tmp_path)])
    assert article.captures.count() == 2
    assert article.mentions.get(surface="Olena Bondar").person == other
    with pytest.raises(ValueError, match="cannot be linked"):
        decisions.link_mention(mention, Organisation(public_id="o1", name="x"), user=editor)


def test_role_and_quotation_are_judged_and_stay_judged(article, editor, tmp_path):
    role = article.attestations.get(mention__person__name="Olena Bondar")
    words = article.quotations.get(text__startswith="We have not given up")
    decisions.judge_attestation(role, "rejected", user=editor)
    decisions.judge_quotation(words, "accepted", user=editor)
    assert role.rejected
    assert words.accepted
    (tmp_path / "a.txt").write_text(
        classic_page(lead="A longer lead stands here now, which moves all of the text.")
    )
    loading.load([str(tmp_path)])
    assert article.attestations.get(mention__person__name="Olena Bondar").rejected
    assert article.quotations.get(text__startswith="We have not given up").accepted


def test_authority_records_value_is_decided_and_old_address_remembered(editor):
    person = Person.objects.create(public_id="p1", slug="old-name", name="Old Name")
    decisions.decide(person, "name", "New Name", user=editor)
    decisions.decide(person, "slug", "new-name", user=editor)
    person.refresh_from_db()
    assert (person.name, person.slug) == ("New Name", "new-name")
    assert FormerSlug.objects.get(kind="person", slug="old-name").public_id == "p1"
    decisions.release(person, "name", user=editor)
    person.refresh_from_db()
    assert person.name == "Old Name"


def test_reviewed_article_leaves_the_queue_until_its_reasons_change(tmp_path, editor):
    text = classic_page().split("\n\n\n", 1)[1]  # no title line: no date
    (tmp_path / "a.txt").write_text(text)
    loading.load([str(tmp_path)])
    article = Article.objects.get()
    assert article.state == Article.State.REVIEW
    decisions.decide(article, "state", "published", user=editor)
    article.refresh_from_db()
    assert article.state == Article.State.PUBLISHED


def test_decided_list_of_names_is_left_alone_by_later_files(editor):
    person = Person.objects.create(public_id="p1", slug="ada", name="Ada Byron")
    person.names.create(text="Ada Lovelace")
    decision = decisions.decide(person, "names", decisions.value_of(person, "names"), user=editor)
    assert decision.value == ["Ada Lovelace"]
    decisions.release(person, "names", user=editor)
    assert decisions.decisions_in_force(person) == {}
    assert person.names.get().text == "Ada Lovelace"
