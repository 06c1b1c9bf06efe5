"""The editors' desk as a whole: who sees what, what nobody may change, what a list costs."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import changes, decisions, merging
from archive.models import (
    Article,
    ArticleRereading,
    Batch,
    Conflict,
    Decision,
    Follower,
    FormerSlug,
    LearnedSubjects,
    LearnedWeights,
    Load,
    ProposedPair,
    Rereading,
    WorkKey,
)
from tests import builders

pytestmark = pytest.mark.django_db

#: Kept within another record's screen: names and identifiers of a record, and the narrow tables of long text.
WITHIN = {
    *(f"{kind}{part}" for kind in ("person", "organisation", "topic") for part in ("name", "identifier")),
    "capturebytes",
    "layercontent",
    "articlewords",
    *"doubt textband redirection stateddigest".split(),
    "learnedweights",
}
MODELS = [m for m in apps.get_app_config("archive").get_models() if m._meta.model_name not in WITHIN]
MACHINE = "capture sighting textlayer reading changelog load mention attestation quotation verdict".split()


def name_of(model):
    return model._meta.model_name


def list_of(model, **asked):
    return reverse(f"admin:archive_{model._meta.model_name}_changelist", query=asked or None)


@pytest.fixture
def sign_in(client):
    def as_role(role):
        user = User.objects.create_user(role, is_staff=True)
        if group := Group.objects.filter(name=role).first():
            user.groups.add(group)
        client.force_login(user)
        return client

    return as_role


def fill(count):
    """Rows of every kind, `count` more of each."""
    for _ in range(count):
        load = builders.load()
        one, two = builders.person(slug=f"one-{load.pk}"), builders.person("Ann Lee", slug=f"two-{load.pk}")
        body = builders.organisation(slug=f"body-{load.pk}")
        place = builders.topic(slug=f"place-{load.pk}")
        builders.membership(one, "minister", organisation=body, area=place)
        article = builders.article(
            publisher=body,
            mentions=[place, (None, "Lee")],
            roles=[(one, "minister", body)],
            quotes=[("Talks go on", two)],
            authors=[one],
            of_load=load,
        )
        WorkKey.objects.create(article=article, scheme="body", digest=f"{article.pk:064d}")
        decision = decisions.decide(article, "lead", "Mine.", user=None, reason="why")
        Conflict.objects.create(decision=decision, reading=article.current_reading, reading_value="Read.")
        for row in article.mentions.all():
            decisions.judge_mention(row, "accepted", user=None)
        decisions.judge_mention(article.mentions.first(), "rejected", user=None)
        first, second = sorted((one.public_id, two.public_id))
        ProposedPair.objects.create(record_kind="person", first_id=first, second_id=second, reason="alike")
        merging.merge(builders.person(slug=f"m-{load.pk}"), builders.person(slug=f"n-{load.pk}"), user=None)
        FormerSlug.objects.create(kind="person", slug=f"old-{load.pk}", public_id=one.public_id)
        Follower.objects.create(name=f"index {load.pk}")
        learned = LearnedSubjects.objects.create(kind="learning", version="1", examples=12, subjects=1)
        LearnedWeights.objects.create(learned=learned, data=LearnedWeights.pack({}))
        changes.log("person", one.public_id)
        run = Rereading.objects.create(kind="rereading", changes={"headline": {"changed": 1}})
        reading = article.current_reading
        ArticleRereading.objects.create(
            rereading=run, article=article, outcome="changed", before=reading, after=reading
        )


def test_every_record_has_its_screen():
    registered = {m._meta.model_name for m in admin.site._registry if m._meta.app_label == "archive"}
    assert registered == {m._meta.model_name for m in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_a_list_costs_no_query_a_row(model, sign_in):
    client = sign_in("documentalist")
    fill(1)
    page = list_of(model, settled="all") if model in (Conflict, ProposedPair) else list_of(model)
    client.get(page)
    with CaptureQueriesContext(connection) as small:
        first = client.get(page)
    fill(5)
    with CaptureQueriesContext(connection) as large:
        second = client.get(page)
    assert second.context["cl"].result_count > first.context["cl"].result_count
    assert len(large) <= len(small), [q["sql"][:200] for q in large.captured_queries]


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_screens_open_for_a_documentalist_with_nothing_inline(model, sign_in):
    """The policy allows no script and no style within a page."""
    client = sign_in("documentalist")
    fill(1)
    screen = reverse(f"admin:archive_{model._meta.model_name}_change", args=[model.objects.first().pk])
    for address in (list_of(model), screen):
        response = client.get(address)
        assert response.status_code == 200
        page = response.content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page), address
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page)), address
        # Nothing that is kept as JSON is shown as such.
        assert "{&#x27;" not in page
        assert "[{&quot;" not in page


@pytest.mark.parametrize("model", [m for m in MODELS if m._meta.model_name in MACHINE], ids=name_of)
def test_what_programs_wrote_is_changed_by_nobody(model, admin_client):
    fill(1)
    row = model.objects.first()
    name = f"admin:archive_{model._meta.model_name}"
    assert admin_client.get(reverse(f"{name}_add")).status_code == 403
    assert admin_client.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
    assert admin_client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_no_record_is_deleted_by_the_desk(model, admin_client):
    if model._meta.model_name == "membership":
        pytest.skip("a post that an editor wrote down may go")
    fill(1)
    row = model.objects.first()
    address = reverse(f"admin:archive_{model._meta.model_name}_delete", args=[row.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 403
    sent = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    admin_client.post(list_of(model), sent)
    assert model.objects.filter(pk=row.pk).exists()


def test_an_account_without_a_role_sees_nothing(sign_in):
    client = sign_in("nobody")
    fill(1)
    assert "no role yet" in client.get(reverse("admin:index")).content.decode()
    assert client.get(list_of(Article)).status_code == 403
    asked = {"app_label": "archive", "model_name": "article", "field_name": "authors", "term": "kurt"}
    assert client.get(reverse("admin:archive_lookup"), asked).status_code == 403


def test_index_says_what_waits(sign_in):
    client = sign_in("documentalist")
    fill(2)
    Article.objects.filter(pk=Article.objects.first().pk).update(state="review")
    page = " ".join(re.sub(r"<[^>]*>", " ", client.get(reverse("admin:index")).content.decode()).split())
    assert "2 conflicts between decisions and new readings" in page
    assert "2 pairs of records that look like one" in page
    assert "1 article in review" in page


# --------------------------------------------------------------------------- searching and narrowing lists


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "grain"}, {"Grain talks"}),
        ({"q": "GRÀIN Talk"}, {"Grain talks"}),  # accents and case level, words from their beginning
        ({"q": "rain"}, set()),  # not within a word
        ({"q": "a-grain"}, {"Grain talks"}),
        ({"state__exact": "review"}, {"Storks"}),
        ({"decided": "yes"}, {"Grain talks"}),
        ({"decided": "no"}, {"Storks"}),
        ({"decided": "conflict"}, {"Grain talks"}),
        ({"open": "yes"}, {"Storks"}),
        ({"open": "no"}, {"Grain talks"}),
        ({"published_year": "2017"}, {"Grain talks", "Storks"}),
        ({"published_year": "2018"}, set()),
        ({"language": "en"}, {"Grain talks", "Storks"}),
    ],
)
def test_articles_are_found_and_narrowed(asked, found, sign_in):
    client = sign_in("documentalist")
    grain = builders.article("Grain talks", public_id="a-grain", mentions=[builders.person()])
    builders.article("Storks", state="review", mentions=[(None, "Clark")])
    decision = decisions.decide(grain, "section", "World", user=None)
    Conflict.objects.create(decision=decision, reading_value="Business")
    result = client.get(list_of(Article, **asked)).context["cl"].result_list
    assert {a.headline for a in result} == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "lawrow"}, {"Sergey Lavrov"}),
        ({"q": "SERGEY lávrov"}, {"Sergey Lavrov"}),
        ({"q": "lavrov sergey"}, {"Sergey Lavrov"}),
        ({"q": "sergey trump"}, set()),
        ({"status__exact": "candidate"}, {"Donald Trump"}),
        ({"named": "yes"}, {"Sergey Lavrov"}),
        ({"named": "no"}, {"Donald Trump"}),
    ],
)
def test_people_are_found_by_any_of_their_names(asked, found, sign_in):
    client = sign_in("documentalist")
    lavrov = builders.person("Sergey Lavrov", names=["Sergej Lawrow"])
    trump = builders.person("Donald Trump", status="candidate")
    article = builders.article(mentions=[lavrov, trump])
    decisions.judge_mention(article.mentions.get(person=trump), "rejected", user=None)
    result = client.get(list_of(type(lavrov), **asked)).context["cl"].result_list
    assert {p.name for p in result} == found


def test_counts_in_lists_are_of_articles_not_of_rows(sign_in):
    client = sign_in("documentalist")
    one, two = builders.person(), builders.person("K. Volker", slug="k-volker")
    builders.article(mentions=[one, two])
    builders.article("Another", mentions=[one])
    merging.merge(one, two, user=None)
    rows = {p.pk: p.articles_counted for p in client.get(list_of(type(one))).context["cl"].result_list}
    assert rows == {one.pk: 2, two.pk: 0}


# --------------------------------------------------------------------------- actions of lists


def test_articles_come_out_of_review_as_one_batch(sign_in):
    client = sign_in("documentalist")
    rows = [
        builders.article(state="review"),
        builders.article("Second", state="review"),
        builders.article("Third"),
    ]
    client.post(list_of(Article), {"action": "publish", "_selected_action": [r.pk for r in rows]})
    assert set(Article.objects.values_list("state", flat=True)) == {"published"}
    assert Decision.objects.filter(field="state", batch=Batch.objects.get(kind="edit")).count() == 2


@pytest.mark.parametrize(
    ("role", "expected"),
    [("documentalist", {"publish", "merge_two"}), ("administrator", {"publish", "merge_two"})],
)
def test_actions_offered(role, expected, sign_in):
    client = sign_in(role)
    builders.article()
    form = client.get(list_of(Article)).context["action_form"]
    assert {value for value, _label in form.fields["action"].choices if value} == expected


def test_action_without_the_right_is_not_done(sign_in):
    client = sign_in("documentalist")
    load = builders.load()
    response = client.post(
        list_of(Load), {"action": "undo_chosen", "_selected_action": [load.pk]}, follow=True
    )
    assert response.redirect_chain == [] or "/word/" not in response.redirect_chain[-1][0]
    load.refresh_from_db()
    assert load.undone_at is None


# --------------------------------------------------------------------------- accounts


def test_an_administrator_cannot_make_anybody_mightier_than_a_role(sign_in):
    client = sign_in("administrator")
    account = User.objects.get(username="administrator")
    address = reverse("admin:auth_user_change", args=[account.pk])
    page = client.get(address).content.decode()
    assert 'name="groups"' in page
    assert 'name="is_superuser"' not in page
    assert 'name="user_permissions"' not in page
    client.post(
        address, {"username": "administrator", "is_superuser": "on", "is_active": "on", "is_staff": "on"}
    )
    account.refresh_from_db()
    assert not account.is_superuser


def test_an_administrator_cannot_touch_a_superuser(sign_in):
    chief = User.objects.create_superuser("chief", password="chief")
    client = sign_in("administrator")
    address = reverse("admin:auth_user_change", args=[chief.pk])
    assert client.post(address, {"username": "x"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[chief.pk])
    assert (
        client.post(password, {"password1": "s3cret-s3cret", "password2": "s3cret-s3cret"}).status_code == 403
    )
