"""What waits for an editor, and what can be taken apart again: conflicts, pairs, merges, loads, verdicts."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from archive import decisions, loading, merging
from archive.models import (
    Article,
    Conflict,
    Decision,
    FormerSlug,
    Load,
    Mention,
    Merge,
    Organisation,
    Person,
    PersonName,
    ProposedPair,
    Verdict,
)
from tests import builders
from tests.desk import shown_form
from tests.pages import classic_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    def as_role(role):
        user = User.objects.create_user(role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return as_role


@pytest.fixture
def desk(sign_in):
    return sign_in("documentalist")


def list_of(model, **asked):
    return reverse(f"admin:archive_{model._meta.model_name}_changelist", query=asked or None)


def screen(row):
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def word(row, name):
    return reverse(f"admin:archive_{row._meta.model_name}_word", args=[row.pk, name])


def choose(client, model, action, *rows):
    sent = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(model), sent, follow=True)


def words_of(response):
    """A page's words, marks of the mark-up gone."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


# --------------------------------------------------------------------------- conflicts


@pytest.fixture
def conflict():
    article = builders.article(lead="Read first.")
    decision = decisions.decide(article, "lead", "An editor's.", user=None)
    return Conflict.objects.create(
        decision=decision, reading=article.current_reading, reading_value="Read now."
    )


def test_queue_shows_all_three_values_and_only_what_waits(desk, conflict):
    page = words_of(desk.get(list_of(Conflict)))
    assert all(value in page for value in ("Read first.", "An editor", "Read now."))
    decisions.resolve(conflict, "kept", user=None)
    assert "Read now." not in words_of(desk.get(list_of(Conflict)))
    assert "Read now." in words_of(desk.get(list_of(Conflict, settled="yes")))


@pytest.mark.parametrize(
    ("name", "resolution", "decided"), [("keep", "kept", True), ("take", "taken", False)]
)
def test_conflict_is_settled_from_its_screen_and_from_the_list(desk, conflict, name, resolution, decided):
    other = builders.article("Another", lead="Read first.")
    second = Conflict.objects.create(
        decision=decisions.decide(other, "lead", "Mine.", user=None), reading_value="Read now."
    )
    desk.post(word(conflict, name))
    choose(desk, Conflict, name, second)
    for row in (conflict, second):
        row.refresh_from_db()
        assert row.resolution == resolution
        assert row.resolved_by.username == "documentalist"
    assert Decision.objects.filter(ended_at=None).exists() is decided


def test_a_settled_conflict_is_not_settled_twice(desk, conflict):
    desk.post(word(conflict, "keep"))
    response = desk.post(word(conflict, "take"), follow=True)
    assert "done already" in words_of(response)
    conflict.refresh_from_db()
    assert conflict.resolution == "kept"


def test_looking_at_a_word_changes_nothing(desk, conflict):
    assert desk.get(word(conflict, "take")).status_code == 200
    conflict.refresh_from_db()
    assert conflict.resolved_at is None


# --------------------------------------------------------------------------- pairs


@pytest.fixture
def pair():
    one = builders.person("Sergey Lavrov", description="minister")
    two = builders.person("Sergej Lawrow", status="candidate")
    first, second = sorted((one.public_id, two.public_id))
    return ProposedPair.objects.create(
        record_kind="person", first_id=first, second_id=second, score=0.9, reason="They sound alike."
    )


def test_pair_is_shown_by_names_and_leads_to_its_preview(desk, pair):
    page = desk.get(list_of(ProposedPair)).content.decode()
    assert "Sergey Lavrov" in page
    assert "Sergej Lawrow" in page
    assert reverse("admin:archive_merge_preview", args=["person", pair.first_id, pair.second_id]) in page


def test_pair_is_judged_and_leaves_the_queue(desk, pair):
    choose(desk, ProposedPair, "different", pair)
    pair.refresh_from_db()
    assert pair.state == "different"
    assert Verdict.objects.get().word == "different"
    assert "Sergej Lawrow" not in words_of(desk.get(list_of(ProposedPair)))


def test_one_pair_called_the_same_leads_to_the_merge_and_merges_nothing_by_itself(desk, pair):
    response = choose(desk, ProposedPair, "same", pair)
    assert response.redirect_chain[-1][0].endswith("/preview/")
    assert not Merge.objects.exists()


# --------------------------------------------------------------------------- merges


@pytest.mark.parametrize("count", [1, 3])
def test_merging_needs_exactly_two(desk, count):
    people = [builders.person(f"Person {i}", slug=f"p{i}") for i in range(count)]
    response = choose(desk, Person, "merge_two", *people)
    assert "Choose exactly two" in words_of(response)


def test_two_people_are_previewed_in_numbers_merged_and_taken_apart(desk):
    winner = builders.person("Sergey Lavrov")
    loser = builders.person("Sergej Lawrow", names=["S. Lawrow"], status="candidate")
    for i in range(3):
        builders.article(f"Talks {i}", mentions=[loser])
    preview = choose(desk, Person, "merge_two", loser, winner)
    assert preview.context["winner"] == winner  # the confirmed one stays
    page = words_of(preview)
    assert "3 mentions move" in page
    assert "2 names become variants" in page
    assert not Merge.objects.exists()
    desk.post(preview.redirect_chain[-1][0], {"reason": "one man"})
    done = Merge.objects.get()
    assert (done.winner_id, done.reason, done.user.username) == (winner.public_id, "one man", "documentalist")
    loser.refresh_from_db()
    assert loser.merged_into == winner
    assert desk.post(screen(loser), {"name": "x"}).status_code == 403  # a merged record rests

    question = desk.get(word(done, "undo"))
    assert "3 mentions move" in words_of(question)
    desk.post(word(done, "undo"))
    done.refresh_from_db()
    assert done.undone_at is None  # asked, not yet sure
    desk.post(word(done, "undo"), {"sure": "yes"})
    done.refresh_from_db()
    loser.refresh_from_db()
    assert done.undone_at is not None
    assert loser.merged_into is None


def test_a_refusal_is_shown_and_stands_against_a_forced_post(desk):
    winner, loser = builders.person("Kim Jong Un"), builders.person("Kim Jong Il")
    winner.identifiers.create(scheme="wikidata", value="Q1")
    loser.identifiers.create(scheme="wikidata", value="Q2")
    address = reverse("admin:archive_merge_preview", args=["person", winner.public_id, loser.public_id])
    page = desk.get(address)
    assert "Their wikidata identifiers differ: Q1 and Q2." in words_of(page)
    assert 'class="button default"' not in page.content.decode()
    desk.post(address, {"reason": "all the same"})
    assert not Merge.objects.exists()


def test_two_articles_are_merged_from_their_list(desk):
    one, two = builders.article("Talks end"), builders.article("Talks end again")
    preview = choose(desk, Article, "merge_two", one, two)
    assert "1 captures move" in words_of(preview)
    desk.post(preview.redirect_chain[-1][0], {})
    assert Merge.objects.get().record_kind == "article"


def test_preview_of_records_that_are_not_there_is_not_found(desk):
    person = builders.person()
    for kind, winner, loser in (("person", person.public_id, "nobody"), ("load", "1", "2")):
        address = reverse("admin:archive_merge_preview", args=[kind, winner, loser])
        assert desk.get(address).status_code == 404


def test_who_may_not_merge_gets_no_preview(client):
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.set(
        Group.objects.get(name="documentalist").permissions.filter(codename__startswith="view_")
    )
    client.force_login(user)
    one, two = builders.person(), builders.person("Other")
    address = reverse("admin:archive_merge_preview", args=["person", one.public_id, two.public_id])
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    assert not Merge.objects.exists()


# --------------------------------------------------------------------------- loads and withdrawals


@pytest.fixture
def load(tmp_path):
    (tmp_path / "a.txt").write_text(classic_page())
    loading.load([str(tmp_path)])
    return Load.objects.get()


def test_undoing_a_load_is_asked_in_numbers_and_done_by_an_administrator(sign_in, load):
    client = sign_in("administrator")
    question = choose(client, Load, "undo_chosen", load)
    page = words_of(question)
    assert "1 sightings no longer count" in page
    assert "1 articles that no other load vouches for are withdrawn" in page
    load.refresh_from_db()
    assert load.undone_at is None
    client.post(word(load, "undo"), {"sure": "yes"})
    load.refresh_from_db()
    assert load.undone_by.username == "administrator"
    assert Article.objects.get().state == "withdrawn"
    assert "done already" in words_of(client.post(word(load, "undo"), {"sure": "yes"}, follow=True))


def test_a_documentalist_undoes_no_load_and_withdraws_nothing(desk, load):
    article = Article.objects.get()
    for row, name in ((load, "undo"), (article, "withdraw")):
        assert word(row, name) not in desk.get(screen(row)).content.decode()
        assert desk.get(word(row, name)).status_code == 403
        assert desk.post(word(row, name), {"sure": "yes", "reason": "x"}).status_code == 403
    article.refresh_from_db()
    assert article.state != "withdrawn"


def test_a_withdrawal_needs_its_reason(sign_in, load):
    client = sign_in("administrator")
    article = Article.objects.get()
    assert word(article, "withdraw") in client.get(screen(article)).content.decode()
    response = client.post(word(article, "withdraw"), {"sure": "yes", "reason": " "}, follow=True)
    assert "needs its reason" in words_of(response)
    client.post(word(article, "withdraw"), {"sure": "yes", "reason": "court order 12/26"})
    article.refresh_from_db()
    assert (article.state, article.state_reason) == ("withdrawn", "court order 12/26")
    assert client.get(screen(article)).status_code == 200
    assert word(article, "withdraw") not in client.get(screen(article)).content.decode()


# --------------------------------------------------------------------------- verdicts, decisions, statements


def test_a_verdict_is_taken_back_by_a_further_one(desk):
    article = builders.article(mentions=[builders.person()])
    mention = article.mentions.get()
    verdict = decisions.judge_mention(mention, "rejected", user=None)
    choose(desk, Verdict, "take_back", verdict)
    mention.refresh_from_db()
    assert not mention.rejected
    assert Verdict.objects.count() == 2
    page = words_of(choose(desk, Verdict, "take_back", verdict))
    assert "settled already" in page
    assert Verdict.objects.count() == 2


def test_a_decision_is_given_back_from_its_screen(desk):
    article = builders.article(lead="Read.")
    decision = decisions.decide(article, "lead", "Mine.", user=None)
    desk.post(word(decision, "release"))
    article.refresh_from_db()
    assert article.lead == "Read."


def test_names_are_judged_from_their_list(desk):
    article = builders.article(mentions=[builders.person(), builders.organisation()])
    choose(desk, Mention, "reject", *article.mentions.all())
    assert article.mentions.filter(rejected=True).count() == 2
    choose(desk, Mention, "accept", article.mentions.first())
    assert article.mentions.filter(accepted=True).count() == 1


@pytest.mark.parametrize(
    ("asked", "count"), [({"linked": "open"}, 1), ({"state": "rejected"}, 1), ({"q": "volker"}, 1)]
)
def test_names_are_narrowed(desk, asked, count):
    article = builders.article(mentions=[builders.person(), builders.organisation(), (None, "Clark")])
    decisions.judge_mention(article.mentions.get(kind="organisation"), "rejected", user=None)
    assert desk.get(list_of(Mention, **asked)).context["cl"].result_count == count


# --------------------------------------------------------------------------- authority records


def form_of(client, row):
    return shown_form(client.get(screen(row)), f"{row._meta.model_name}_form")


def test_an_unchanged_record_decides_nothing(desk):
    person = builders.person("Kurt Volker", names=["K. Volker"], description="envoy")
    desk.post(screen(person), form_of(desk, person))
    assert not Decision.objects.exists()


def test_changed_fields_of_a_record_become_decisions(desk):
    body = builders.organisation("Atlantic Council", description="think tank")
    above = builders.organisation("Umbrella")
    form = form_of(desk, body) | {
        "description": ["US think tank"],
        "broader": [str(above.pk)],
        "reason": ["known"],
    }
    assert desk.post(screen(body), form).status_code == 302
    made = {d.field: (d.value, d.reading_value) for d in Decision.objects.all()}
    assert made == {"description": ("US think tank", "think tank"), "broader": (above.public_id, None)}
    body.refresh_from_db()
    assert (body.description, body.broader) == ("US think tank", above)


def test_a_record_above_itself_is_refused(desk):
    above = builders.organisation("Umbrella")
    body = builders.organisation("Office", broader=above)
    response = desk.post(screen(above), form_of(desk, above) | {"broader": [str(body.pk)]})
    assert "would stand above itself" in words_of(response)
    assert not Decision.objects.exists()


def test_a_new_address_part_keeps_the_old_one_leading_here(desk):
    person = builders.person("Kurt Volker")
    old = person.slug
    desk.post(screen(person), form_of(desk, person) | {"slug": ["kurt-d-volker"]})
    assert FormerSlug.objects.get().slug == old
    other = builders.person("Another")
    response = desk.post(screen(other), form_of(desk, other) | {"slug": [old]})
    assert "still leads to another record" in words_of(response)


def test_names_and_identifiers_are_kept_as_rows_and_logged(desk):
    person = builders.person("Kurt Volker")
    form = form_of(desk, person)
    form |= {
        "names-TOTAL_FORMS": ["2"],
        "names-1-text": ["Kurt D. Volker"],
        "names-1-form": ["alias"],
        "names-1-language": [""],
        "names-1-record": [str(person.pk)],
    }
    assert desk.post(screen(person), form).status_code == 302
    added = person.names.get(text="Kurt D. Volker")
    assert (added.folded, added.source) == ("kurt d. volker", "editor")
    assert not Decision.objects.exists()


def test_a_name_taken_away_is_a_decision_on_the_list(desk):
    person = builders.person("Kurt Volker")
    PersonName.objects.create(record=person, text="K. Volker", form="alias")
    form = form_of(desk, person)
    index = next(k[6] for k, v in form.items() if k.endswith("-text") and v == ["K. Volker"])
    assert desk.post(screen(person), form | {f"names-{index}-DELETE": ["on"]}).status_code == 302
    decision = Decision.objects.get()
    assert (decision.field, decision.value, decision.reading_value) == (
        "names",
        ["Kurt Volker"],
        ["Kurt Volker"],
    )


def test_a_record_made_by_an_editor_is_established_and_found(desk):
    address = reverse("admin:archive_person_add")
    sent = {
        "name": "Ines Falkenberg",
        "sort_name": "",
        "description": "reporter",
        "birth_date": "",
        "death_date": "",
    }
    assert desk.post(address, sent).status_code == 302
    person = Person.objects.get()
    assert (person.status, person.sort_name, person.slug) == (
        "established",
        "Falkenberg, Ines",
        "ines-falkenberg",
    )
    assert [n.text for n in person.names.all()] == ["Ines Falkenberg"]
    assert desk.post(address, sent).status_code == 302  # a namesake is another person
    assert Person.objects.values("public_id").distinct().count() == 2
    assert Person.objects.values("slug").distinct().count() == 2


def test_candidates_are_confirmed_from_their_list(desk):
    bodies = [builders.organisation(f"Body {i}", status="candidate") for i in range(2)]
    choose(desk, Organisation, "establish", *bodies)
    assert set(Organisation.objects.values_list("status", flat=True)) == {"established"}
    assert Decision.objects.filter(field="status").count() == 2


def test_a_merged_record_shows_where_it_went(desk):
    winner, loser = builders.person("Sergey Lavrov"), builders.person("Sergej Lawrow")
    merging.merge(winner, loser, user=None)
    assert "into “Sergey Lavrov”" in words_of(desk.get(screen(loser)))


def test_a_new_name_is_preferred_and_the_old_one_stays_a_variant(desk):
    person = builders.person("Sergej Lawrow")
    desk.post(screen(person), form_of(desk, person) | {"name": ["Sergey Lavrov"], "sort_name": [""]})
    person.refresh_from_db()
    assert (person.name, person.sort_name) == ("Sergey Lavrov", "Lavrov, Sergey")
    assert {n.text: n.form for n in person.names.all()} == {
        "Sergey Lavrov": "preferred",
        "Sergej Lawrow": "alias",
    }


def test_superseded_verdicts_are_told_from_those_that_stand(desk):
    article = builders.article(mentions=[builders.person()])
    first = decisions.judge_mention(article.mentions.get(), "rejected", user=None)
    second = decisions.judge_mention(article.mentions.get(), "accepted", user=None)
    for stands, expected in (("yes", [second]), ("no", [first])):
        assert list(desk.get(list_of(Verdict, stands=stands)).context["cl"].result_list) == expected
