"""The screen of one article: what an editor changed becomes decisions and verdicts, nothing else does."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import decisions, loading
from archive.models import Article, Batch, Decision, Person, PersonName, Verdict
from tests import builders
from tests.desk import buttons, shown_form
from tests.pages import LEAD, classic_page

pytestmark = pytest.mark.django_db
FORM = "article_form"


@pytest.fixture
def desk(client):
    """A documentalist, signed in."""
    user = User.objects.create_user("doc", is_staff=True)
    user.groups.add(Group.objects.get(name="documentalist"))
    client.force_login(user)
    return client


@pytest.fixture
def article(tmp_path):
    (tmp_path / "a.txt").write_text(classic_page())
    loading.load([str(tmp_path)])
    return Article.objects.get()


def url(article):
    return reverse("admin:archive_article_change", args=[article.pk])


def save(desk, article, form=None, **changed):
    """Send the screen's form as a browser would, with some fields changed."""
    sent = dict(form or shown_form(desk.get(url(article)), FORM))
    sent.update({name: value if isinstance(value, list) else [value] for name, value in changed.items()})
    response = desk.post(url(article), sent)
    article.refresh_from_db()
    return response


def row_of(form, prefix, pk):
    """The prefix of the row that judges this mention, role or quotation."""
    total = int(form[f"{prefix}-TOTAL_FORMS"][0])
    return next(f"{prefix}-{i}" for i in range(total) if form[f"{prefix}-{i}-id"] == [str(pk)])


# --------------------------------------------------------------------------- fields


def test_saving_an_unchanged_form_decides_nothing(desk, article):
    before = article.changed_at
    assert save(desk, article).status_code == 302
    assert not Decision.objects.exists()
    assert not Verdict.objects.exists()
    assert article.changed_at == before


@pytest.mark.parametrize("field", ["headline", "kicker", "lead", "byline", "section", "language", "url"])
@pytest.mark.parametrize(
    "value", ["two\nlines", "two\r\nlines", "\nleading", " \u00a0spaces ", "tab\tand\u2028line"]
)
def test_odd_white_space_is_no_change(desk, article, field, value):
    Article.objects.filter(pk=article.pk).update(**{field: value})
    assert save(desk, article).status_code == 302
    assert not Decision.objects.exists()
    assert getattr(article, field) == value


def test_a_changed_field_becomes_a_decision_and_the_others_stay_the_readings(desk, article):
    save(desk, article, lead="An editor wrote this.\r\nOn two lines.", reason="too long")
    decision = Decision.objects.get()
    assert (decision.field, decision.value) == ("lead", "An editor wrote this.\nOn two lines.")
    assert (decision.reading_value, decision.user.username) == (LEAD, "doc")
    assert decision.batch.kind == Batch.Kind.EDIT
    assert decision.batch.reason == "too long"
    assert article.lead == decision.value


def test_what_a_reload_changed_meanwhile_is_not_taken_for_the_editors_word(desk, article):
    form = shown_form(desk.get(url(article)), FORM)
    Article.objects.filter(pk=article.pk).update(lead="Read in a later capture.")
    save(desk, article, form, section="Europe")
    assert [d.field for d in Decision.objects.all()] == ["section"]
    assert article.lead == "Read in a later capture."


def test_a_field_changed_by_both_is_asked_again(desk, article):
    form = shown_form(desk.get(url(article)), FORM)
    Article.objects.filter(pk=article.pk).update(lead="Written by a colleague.")
    response = save(desk, article, form, lead="Written by me.")
    assert response.status_code == 200
    assert "Written by a colleague." in response.content.decode()
    assert article.lead == "Written by a colleague."
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("name", "sent", "field", "kept"),
    [
        ("headline", "Another headline", "headline", "Another headline"),
        ("published_stated", "2019-06-15T10:30+02:00", "published", "2019-06-15T10:30+02:00"),
        ("published_stated", "", "published", None),
        ("section", "", "section", ""),
        ("language", "de", "language", "de"),
        ("url", "https://example.org/a", "url", "https://example.org/a"),
        ("state", "review", "state", "review"),
    ],
)
def test_each_field_is_decided_in_the_form_that_decisions_keep(desk, article, name, sent, field, kept):
    assert save(desk, article, **{name: sent}).status_code == 302
    assert [(d.field, d.value) for d in Decision.objects.all()] == [(field, kept)]


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("published_stated", "yesterday"),
        ("published_stated", "31.02.2019"),
        ("headline", "  "),
        ("state", "withdrawn"),  # a withdrawal has its own question
        ("written_by", "999999"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_beside_its_field(desk, article, name, sent):
    response = save(desk, article, **{name: sent})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors[name]
    assert not Decision.objects.exists()


def test_authors_are_decided_in_the_order_chosen(desk, article):
    first, second = builders.person("Zoe Adams"), builders.person("Ada Zimmer")
    save(desk, article, written_by=[str(first.pk), str(second.pk)])
    assert Decision.objects.get().value == [first.public_id, second.public_id]
    form = shown_form(desk.get(url(article)), FORM)
    assert form["written_by"] == [str(first.pk), str(second.pk)]
    save(desk, article, form)
    assert Decision.objects.count() == 1
    save(desk, article, form, written_by=[str(second.pk), str(first.pk)])
    assert Decision.objects.get(ended_at=None).value == [second.public_id, first.public_id]


def test_publisher_is_decided_by_permanent_id(desk, article):
    house = builders.organisation("Another House")
    save(desk, article, publisher=str(house.pk))
    assert Decision.objects.get().value == house.public_id
    assert article.publisher == house


def test_a_field_is_confirmed_as_it_is_and_given_back(desk, article):
    response = desk.get(url(article))
    assert ("_confirm", "lead") in buttons(response, FORM)
    save(desk, article, _confirm="lead")
    assert [(d.field, d.value) for d in Decision.objects.filter(ended_at=None)] == [("lead", LEAD)]
    response = desk.get(url(article))
    assert "Decided by doc" in response.content.decode()
    assert ("_release", "lead") in buttons(response, FORM)
    save(desk, article, lead="Mine.")
    save(desk, article, _release="lead")
    assert not Decision.objects.filter(ended_at=None).exists()
    assert article.lead == LEAD


def test_a_button_with_a_made_up_field_changes_nothing(desk, article):
    save(desk, article, _confirm="public_id")
    assert not Decision.objects.exists()


def test_the_readings_value_rule_and_place_stand_beside_a_decided_field(desk, article):
    decisions.decide(article, "lead", "Mine.", user=None)
    found = article.current_reading.fields["lead"]
    page = desk.get(url(article)).content.decode()
    assert found["rule"] in page
    assert f'href="#at-{found["start"]}">{LEAD[:40]}' in page


# --------------------------------------------------------------------------- names, roles, quotations


def test_words_on_names_become_verdicts(desk, article):
    mention = article.mentions.get(person__name="Olena Bondar")
    form = shown_form(desk.get(url(article)), FORM)
    save(
        desk, article, form, **{row_of(form, "mentions", mention.pk) + "-word": "rejected"}, reason="not she"
    )
    mention.refresh_from_db()
    assert mention.rejected
    assert Verdict.objects.get().reason == "not she"
    form = shown_form(desk.get(url(article)), FORM)
    save(desk, article, form, **{row_of(form, "mentions", mention.pk) + "-word": "take-back"})
    mention.refresh_from_db()
    assert not mention.rejected
    assert Verdict.objects.count() == 2


def test_a_verdict_does_not_undo_a_field_saved_with_it(desk, article):
    mention = article.mentions.get(person__name="Olena Bondar")
    form = shown_form(desk.get(url(article)), FORM)
    word = {row_of(form, "mentions", mention.pk) + "-word": "accepted"}
    save(desk, article, form, headline="A headline of ours", **word)
    mention.refresh_from_db()
    assert mention.accepted
    assert article.headline == "A headline of ours"


def test_a_name_is_linked_to_another_record(desk, article):
    mention = article.mentions.get(person__name="Olena Bondar")
    other = builders.person("Olena Bondar", slug="olena-bondar-2", description="chess player")
    form = shown_form(desk.get(url(article)), FORM)
    save(desk, article, form, **{row_of(form, "mentions", mention.pk) + "-stands_for": str(other.pk)})
    mention.refresh_from_db()
    assert mention.person == other
    assert mention.linked_person != other


def test_a_word_and_another_record_at_once_are_refused(desk, article):
    mention = article.mentions.get(person__name="Olena Bondar")
    form = shown_form(desk.get(url(article)), FORM)
    row = row_of(form, "mentions", mention.pk)
    other = builders.person("Somebody Else")
    sent = {f"{row}-word": "accepted", f"{row}-stands_for": str(other.pk)}
    assert save(desk, article, form, **sent).status_code == 200
    assert not Verdict.objects.exists()


def test_single_places_are_struck_and_restored(desk, article):
    mention = article.mentions.get(person__name="Olena Bondar")
    second = mention.occurrences[1]
    form = shown_form(desk.get(url(article)), FORM)
    row = row_of(form, "mentions", mention.pk)
    save(desk, article, form, **{f"{row}-struck": f"{second['start']}-{second['end']}"})
    mention.refresh_from_db()
    assert [bool(o.get("rejected")) for o in mention.occurrences][:2] == [False, True]
    form = shown_form(desk.get(url(article)), FORM)
    assert form[f"{row}-struck"] == [f"{second['start']}-{second['end']}"]
    save(desk, article, form)  # unchanged: nothing is said twice
    assert Verdict.objects.count() == 1
    form.pop(f"{row}-struck")
    save(desk, article, form)
    mention.refresh_from_db()
    assert not any(o.get("rejected") for o in mention.occurrences)


def test_an_ambiguous_name_offers_its_bearers(desk):
    one = builders.person("Michael Miller", description="minister")
    two = builders.person("Michael Miller", slug="michael-miller-2", description="painter")
    article = builders.article(mentions=[(None, "Michael Miller")])
    mention = article.mentions.get()
    mention.alternatives = [one.public_id, two.public_id]
    mention.save()
    response = desk.get(url(article))
    assert "is: Michael Miller – painter" in response.content.decode()
    form = shown_form(response, FORM)
    save(desk, article, form, **{"mentions-0-word": f"is:{two.public_id}"})
    mention.refresh_from_db()
    assert mention.person == two


def test_roles_and_quotations_are_judged(desk, article):
    role, quotation = article.attestations.first(), article.quotations.first()
    form = shown_form(desk.get(url(article)), FORM)
    words = {
        row_of(form, "attestations", role.pk) + "-word": "rejected",
        row_of(form, "quotations", quotation.pk) + "-word": "accepted",
    }
    save(desk, article, form, **words)
    role.refresh_from_db()
    quotation.refresh_from_db()
    assert (role.rejected, quotation.accepted) == (True, True)
    form = shown_form(desk.get(url(article)), FORM)
    save(desk, article, form, **{row_of(form, "attestations", role.pk) + "-word": "take-back"})
    role.refresh_from_db()
    assert not role.rejected


def test_a_page_older_than_a_reload_speaks_of_nothing(desk, article):
    form = shown_form(desk.get(url(article)), FORM)
    row = row_of(form, "mentions", article.mentions.get(person__name="Olena Bondar").pk)
    article.quotations.all().delete()
    article.attestations.all().delete()
    article.mentions.all().delete()
    response = desk.post(url(article), {**form, f"{row}-word": ["rejected"], "lead": ["Mine."]}, follow=True)
    assert "Nothing was saved" in response.content.decode()
    assert not Verdict.objects.exists()
    assert not Decision.objects.exists()


def test_who_may_only_change_articles_judges_nothing(client, article):
    user = User.objects.create_user("half", is_staff=True)
    group = Group.objects.get(name="documentalist")
    rights = group.permissions.exclude(
        codename__in=["change_mention", "change_quotation", "change_attestation"]
    )
    user.user_permissions.set(rights)
    client.force_login(user)
    mention = article.mentions.get(person__name="Olena Bondar")
    form = shown_form(client.get(url(article)), FORM)
    index = [
        m.pk for m in client.get(url(article)).context["inline_admin_formsets"][0].formset.queryset
    ].index(mention.pk)
    save(client, article, form, **{f"mentions-{index}-word": "rejected", "section": "Europe"})
    assert not Verdict.objects.exists()
    assert Decision.objects.get().field == "section"


# --------------------------------------------------------------------------- the text beside it


def test_the_captured_text_stands_beside_the_form_block_by_block(desk, article):
    response = desk.get(url(article))
    evidence = response.context["evidence"]
    text = article.current_reading.layer.text
    assert [(b.kind, b.start, b.end) for b in evidence.blocks] == [
        tuple(b) for b in article.current_reading.blocks
    ]
    for block in evidence.blocks:
        assert "".join(s.text for s in block.segments) == text[block.start : block.end]
    bondar = article.mentions.get(person__name="Olena Bondar")
    page = response.content.decode()
    for occurrence in bondar.occurrences:
        assert f'id="at-{occurrence["start"]}"' in page


HOSTILE = '<script>alert("x")</script><img src=x onerror=y>'


def test_hostile_text_is_shown_as_text_everywhere(desk):
    person = builders.person(f"Eve {HOSTILE}", slug="eve", description=HOSTILE)
    article = builders.article(
        headline=f"Talks {HOSTILE}",
        lead=HOSTILE,
        kicker=HOSTILE,
        byline=HOSTILE,
        section=HOSTILE[:40],
        url=f"javascript:{HOSTILE}",
        mentions=[person],
        roles=[(person, HOSTILE, None)],
        quotes=[(HOSTILE, person)],
    )
    article.current_reading.warnings = [{"code": "x", "message": HOSTILE, "start": 0, "end": 1}]
    article.current_reading.save()
    decisions.decide(article, "lead", f"{HOSTILE} decided", user=None, reason=HOSTILE)
    decisions.judge_mention(article.mentions.first(), "rejected", user=None, reason=HOSTILE)
    for page in (
        url(article),
        reverse("admin:archive_article_changelist"),
        reverse("admin:archive_decision_changelist"),
    ):
        content = desk.get(page).content.decode()
        assert "alert(" in content
        assert "<script>alert" not in content
        assert "<img src=x" not in content
        assert 'href="javascript:' not in content


def test_a_withdrawn_article_is_looked_at_and_not_changed(desk, article):
    Article.objects.filter(pk=article.pk).update(state="withdrawn", state_reason="a court said so")
    response = desk.get(url(article))
    assert response.status_code == 200
    assert "a court said so" in response.content.decode()
    assert desk.post(url(article), {"headline": "x"}).status_code == 403


def test_screen_costs_no_query_a_row(desk):
    def made(count):
        people = [builders.person(f"Person Number{count} Of{i}", slug=f"p-{count}-{i}") for i in range(count)]
        return builders.article(mentions=people, quotes=[(f"Words {i}", people[i]) for i in range(count)])

    few, many = made(2), made(12)
    desk.get(url(few))
    with CaptureQueriesContext(connection) as small:
        desk.get(url(few))
    with CaptureQueriesContext(connection) as large:
        desk.get(url(many))
    assert len(large) <= len(small)


def test_authors_found_while_typing_tell_namesakes_apart(desk):
    builders.person("Müller, Jörg", description="reporter", status="established")
    builders.person("Jörg Müller", slug="jm2", description="minister")
    merged = builders.person("Joerg Muller Merged", slug="jm3")
    Person.objects.filter(pk=merged.pk).update(status="merged", merged_into=Person.objects.first())
    PersonName.objects.create(record=Person.objects.get(slug="jm2"), text="J. Mueller")
    asked = {"app_label": "archive", "model_name": "article", "field_name": "authors", "term": "jorg muller"}
    found = desk.get(reverse("admin:archive_lookup"), asked).json()["results"]
    assert [r["text"] for r in found] == ["Jörg Müller – minister", "Müller, Jörg – reporter"]


def test_what_is_confirmed_is_what_the_page_showed(desk, article):
    form = shown_form(desk.get(url(article)), FORM)
    Article.objects.filter(pk=article.pk).update(lead="Read in a later capture.")
    assert save(desk, article, form, _confirm="lead").status_code == 200
    assert not Decision.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_name_is_rejected_by_keyboard_with_its_place_in_view(live_server, page, tmp_path):
    User.objects.create_superuser("chief", password="chief")
    (tmp_path / "a.txt").write_text(classic_page())
    loading.load([str(tmp_path)])
    article = Article.objects.get()
    mention = article.mentions.get(person__name="Olena Bondar")
    page.goto(f"{live_server.url}{url(article)}")
    page.fill("#id_username", "chief")
    page.fill("#id_password", "chief")
    page.keyboard.press("Enter")
    page.get_by_label("Your word on “Olena Bondar”").focus()
    shown = page.locator(".evidence mark.shown")
    assert shown.text_content() in mention.surface
    box, frame = shown.bounding_box(), page.locator(".evidence").bounding_box()
    assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
    page.keyboard.type("reject")
    page.keyboard.press("Enter")
    page.locator("input[name='_continue']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")
    mention.refresh_from_db()
    assert mention.rejected
