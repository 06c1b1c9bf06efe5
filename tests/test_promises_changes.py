"""What the change log promises: after every operation, each public page that says something else is in it.

Followers make lists anew from the articles that are logged: what a page lists of *other* articles (numbers,
years, company, roles and quotations taken from them) is therefore left aside here.
"""

import re

import pytest

from archive import decisions, loading, merging
from archive.models import (
    Article,
    Attestation,
    ChangeLog,
    Conflict,
    Load,
    Membership,
    Merge,
    Organisation,
    Person,
    PersonName,
    Quotation,
    Topic,
    Verdict,
)
from archive.withdrawing import withdraw
from tests.pages import PARAGRAPHS, classic_page, relaunched_page
from tests.promises import OTHER, load_pages, organisation

pytestmark = pytest.mark.django_db

GRAIN = relaunched_page()
REVISED = relaunched_page(lead="Another lead.", paragraphs=["An opening line that is new.", *PARAGRAPHS])
HARBOUR = classic_page("Harbour", day="02.02.2019", lead="A port.", paragraphs=[*OTHER, PARAGRAPHS[0]])

_MAIN = re.compile(r"<title>.*?</title>|<main\b.*</main>", re.S)
_PASSING = re.compile(r"nonce-\S+|csrf\S+")
_LISTS_OF_ARTICLES = re.compile(
    r'<section\b[^>]*aria-labelledby="(?:related|articles|years|quotations|roles|members)".*?</section>'
    r'|<section aria-label="[^"]* named together">.*?</section>'
    r'|<p class="lead">.*?</p><p class="meta">.*?</p>'  # the role last stated
    r'|<p class="meta">(?:No article names|<a href="[^"]*">[\d,]+ articles?).*?</p>',
    re.S,
)
_RELATED = re.compile(r'<section\b[^>]*aria-labelledby="related".*?</section>', re.S)


def pages(client):
    """What each record's public page says of it, by kind and permanent id."""
    out = {}
    for model in (Article, Person, Organisation, Topic):
        others = _RELATED if model is Article else _LISTS_OF_ARTICLES
        for record in model.objects.all():
            answer = client.get(record.get_absolute_url())
            shown = answer.headers.get("Location", "")
            if answer.status_code == 200:
                shown = others.sub("", _PASSING.sub("", "".join(_MAIN.findall(answer.content.decode()))))
            out[str(model.KIND), record.public_id] = (answer.status_code, shown)
    return out


def article():
    return Article.objects.order_by("pk").first()


def bondar():
    return Person.objects.get(candidate_key__isnull=False, names__text="Olena Bondar")


def melnyk():
    return Person.objects.get(candidate_key__isnull=False, names__text="Taras Melnyk")


def body():
    return Organisation.objects.get(name="Ministry")


def decide(field, value):
    return lambda folder: decisions.decide(article(), field, value, user=None)


def of(record, field, value):
    return lambda folder: decisions.decide(record(), field, value, user=None)


def judge(surface, word, **options):
    return lambda folder: decisions.judge_mention(
        article().mentions.get(surface=surface), word, user=None, **options
    )


def merge_people(folder):
    merging.merge(bondar(), melnyk(), user=None)


def merge_bodies(folder):
    merging.merge(organisation("Winner"), body(), user=None)


def merge_parts(folder):
    merging.merge(organisation("Winner"), Organisation.objects.get(name="Desk"), user=None)


def merge_places(folder):
    brussels = Topic.objects.get(name="Brussels")
    capital = Topic.objects.create(public_id="t1", slug="capital", name="Capital", kind=brussels.kind)
    merging.merge(capital, brussels, user=None)


def merge_articles(folder):
    merging.merge(*Article.objects.order_by("pk"), user=None)


def undo_merge(folder):
    merging.undo(Merge.objects.get(), user=None)


def revise(folder):
    load_pages(folder, a=REVISED)


def undo_load(folder):
    loading.undo_load(Load.objects.latest("pk"), user=None)


def take_back(folder):
    decisions.undo_verdict(Verdict.objects.latest("id"), user=None)


def link(folder):
    decisions.link_mention(article().mentions.get(surface="Olena Bondar"), melnyk(), user=None)


def resolve(resolution):
    return lambda folder: decisions.resolve(Conflict.objects.get(), resolution, user=None)


def release(field):
    return lambda folder: decisions.release(article(), field, user=None)


def judge_role(folder):
    decisions.judge_attestation(Attestation.objects.filter(article=article()).first(), "rejected", user=None)


def judge_quotation(folder):
    decisions.judge_quotation(Quotation.objects.filter(article=article()).first(), "rejected", user=None)


def authors(folder):
    decisions.decide(article(), "authors", [melnyk().public_id], user=None)


def give_to_body(folder):
    decisions.decide(article(), "publisher", body().public_id, user=None)


def put_below_body(folder):
    decisions.decide(article().publisher, "broader", body().public_id, user=None)


def withdraw_article(folder):
    withdraw(article(), user=None, reason="court")


#: Name → what goes before, and the operation that is watched.
OPERATIONS = {
    "revision": ([], revise),
    "load undone": ([], undo_load),
    "revision undone": ([revise], undo_load),
    "loaded again": ([undo_load], lambda folder: load_pages(folder, a=GRAIN, b=HARBOUR)),
    "headline": ([], decide("headline", "New headline")),
    "headline released": ([decide("headline", "New headline")], release("headline")),
    "date": ([], decide("published", "2001-01-01")),
    "state": ([], decide("state", "review")),
    "publisher": ([], give_to_body),
    "authors": ([], authors),
    "authors released": ([authors], release("authors")),
    "conflict kept": ([decide("lead", "E."), revise], resolve("kept")),
    "conflict taken": ([decide("lead", "E."), revise], resolve("taken")),
    "person's name": ([], of(bondar, "name", "O. Bondar")),
    "person's address": ([], of(bondar, "slug", "o-bondar")),
    "person confirmed": ([], of(bondar, "status", "established")),
    "body's name": ([], of(body, "name", "Department")),
    "body's address": ([], of(body, "slug", "department")),
    "publisher's name": ([], of(lambda: article().publisher, "name", "DW News")),
    "part's name": ([], of(lambda: Organisation.objects.get(name="Desk"), "name", "Bureau")),
    "part merged": ([], merge_parts),
    "merge of part undone": ([merge_parts], undo_merge),
    "body put below another": ([], put_below_body),
    "body put elsewhere": ([], of(lambda: Organisation.objects.get(name="Desk"), "broader", None)),
    "place's name": ([], of(lambda: Topic.objects.get(name="Brussels"), "name", "Bruxelles")),
    "mention rejected": ([], judge("Taras Melnyk", "rejected")),
    "occurrence rejected": ([], judge("Olena Bondar", "rejected", occurrence=1)),
    "rejection taken back": ([judge("Taras Melnyk", "rejected")], take_back),
    "mention linked": ([], link),
    "link taken back": ([link], take_back),
    "role rejected": ([], judge_role),
    "role's rejection taken back": ([judge_role], take_back),
    "quotation rejected": ([], judge_quotation),
    "people merged": ([], merge_people),
    "merge of people undone": ([merge_people], undo_merge),
    "merge of people undone after a revision": ([merge_people, revise], undo_merge),
    "merge of linked people undone": ([link, merge_people], undo_merge),
    "bodies merged": ([], merge_bodies),
    "merge of bodies undone": ([merge_bodies], undo_merge),
    "places merged": ([], merge_places),
    "merge of places undone": ([merge_places], undo_merge),
    "articles merged": ([], merge_articles),
    "merge of articles undone": ([merge_articles], undo_merge),
    "article withdrawn": ([], withdraw_article),
    "merged article withdrawn": ([merge_articles], withdraw_article),
}


@pytest.mark.parametrize(("before", "operation"), OPERATIONS.values(), ids=OPERATIONS)
def test_every_page_that_changed_is_in_the_change_log(tmp_path, client, before, operation):
    load_pages(tmp_path, a=GRAIN, b=HARBOUR)
    ministry = organisation("Ministry")
    organisation("Desk", broader=ministry)
    PersonName.objects.create(record=melnyk(), text="T. Melnyk", form="alias")
    Membership.objects.create(person=bondar(), post="Chair", organisation=ministry, digest="d")
    for step in before:
        step(tmp_path)
    said, at = pages(client), ChangeLog.objects.latest("pk").pk
    operation(tmp_path)
    says = pages(client)
    changed = {key for key in said.keys() | says.keys() if said.get(key) != says.get(key)}
    logged = set(ChangeLog.objects.filter(pk__gt=at).values_list("kind", "public_id"))
    assert logged
    assert changed - logged == set()
