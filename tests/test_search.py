"""Every count is a promise: what a badge says is what its link leads to, under any selection."""

import itertools
import random

import pytest
from django.db import transaction
from django.http import QueryDict

from archive.documents import EntityKind
from archive.filters import article_query, record_query
from archive.models import Article, Mention
from archive.search import (
    ENTITY_KINDS,
    ArticleQuery,
    PageBeyondEnd,
    RecordQuery,
    article_counts,
    facets,
    highlight,
    split_words,
    years_of,
)
from tests import builders

ANY_AND_NONE = [
    "",
    "q=harbour",
    "person=p0",
    "person=p0&person=p1",
    "person=p0&person=p1&person_match=any",
    "person=p0&person_not=p2",
    "person=p1&person=p3&person_match=any&person_not=p2&year=2017",
    "organisation=o0&organisation=o1&organisation_match=any&topic=t0",
    "topic=t0&topic=t1&topic_not=t2",
    "author=p4&author=p5",
    "section=World&section=Science&language=en",
    "publisher=o3&year=2016&year=2018",
    "date_after=2017-01-01&date_before=2017-12-31&person=p2",
    "q=harbour&person=p0&organisation=o1&organisation_match=any&topic_not=t1&section=World",
    "person=p0&person=p1&person=p2&person=p3&organisation=o0&topic=t0&topic=t1&year=2015",
]


@pytest.fixture(scope="module")
def shelf(django_db_setup, django_db_blocker):
    """Sixty articles drawn by a fixed seed, so that every combination of facets occurs; some withdrawn."""
    with django_db_blocker.unblock(), transaction.atomic():
        _fill()
        yield
        transaction.set_rollback(True)


def _fill():
    draw = random.Random(20171109)
    people = [builders.person(f"P{n}", slug=f"p{n}") for n in range(6)]
    bodies = [builders.organisation(f"O{n}", slug=f"o{n}") for n in range(4)]
    topics = [builders.topic(f"T{n}", slug=f"t{n}") for n in range(4)]
    load = builders.load()
    for number in range(60):
        builders.article(
            f"Article {number}",
            published=draw.choice(
                [None, "2015-03-01", "2016-07-05", "2017-11-09", "2017-02-02", "2018-01-01"]
            ),
            mentions=[r for r in itertools.chain(people[:4], bodies[:3], topics) if draw.random() < 0.45],
            authors=[p for p in people[3:] if draw.random() < 0.4],
            section=draw.choice(
                ["", "World", "Science", "Business", "Welt\u00a0& \u202eMehr", "100% <b>\t+#"]
            ),
            language=draw.choice(["en", "de", ""]),
            publisher=draw.choice([None, *bodies[2:]]),
            paragraphs=[draw.choice(["The harbour was closed.", "Nothing happened."])],
            state=draw.choice(["published", "published", "review"]),
            of_load=load,
        )
    rejected = Mention.objects.filter(person__isnull=False).order_by("pk")[:9]
    Mention.objects.filter(pk__in=[m.pk for m in rejected]).update(rejected=True)
    gone = Article.objects.order_by("pk")[10:16]
    Article.objects.filter(pk__in=[a.pk for a in gone]).update(state="withdrawn", state_reason="law")
    # After a merge an article may hold two rows of one record: it still counts once.
    for row in Mention.objects.filter(person=people[1], rejected=False).order_by("pk")[:6]:
        if not Mention.objects.filter(article=row.article, person=people[0]).exists():
            continue
        row.person = people[0]
        row.save()


@pytest.mark.django_db
@pytest.mark.parametrize("selection", ANY_AND_NONE)
def test_every_badge_leads_to_exactly_as_many_articles(shelf, selection):
    query = article_query(QueryDict(selection))
    checked = 0
    for facet in facets(query):
        for badge in facet.badges:
            # By the way of the address, as a visitor goes.
            led_to = article_query(QueryDict(badge.query.address()[1:]))
            assert led_to == badge.query
            assert led_to.count() == badge.count == len(list(led_to.rows())), (facet.name, badge.value)
            checked += 1
            if badge.leaving_out:
                left = {a.pk for a in badge.leaving_out.rows()}
                assert left <= {a.pk for a in query.rows()}
                assert (
                    not Mention.objects.counted()
                    .filter(article__in=left, **{f"{facet.name}__slug": badge.value})
                    .exists()
                )
    assert checked or query.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("selection", ANY_AND_NONE)
def test_facets_hold_every_value_that_narrows_the_list(shelf, selection):
    query = article_query(QueryDict(selection))
    for facet in facets(query):
        if facet.name not in ENTITY_KINDS or facet.match == "any":
            continue
        named = (
            Mention.objects.counted()
            .filter(article__in=query.rows().values("pk"), **{f"{facet.name}__isnull": False})
            .values_list(f"{facet.name}__slug", flat=True)
        )
        assert {b.value for b in facet.badges if b.count} == set(named)


@pytest.mark.django_db
def test_chosen_values_stand_first_and_stay_with_no_hits(shelf):
    query = article_query(QueryDict("section=Nowhere&section=World&person=p0&q=harbour"))
    by_name = {facet.name: facet for facet in facets(query)}
    assert [b.chosen for b in by_name["section"].badges[:3]] == [True, True, False]
    assert {(b.value, b.count) for b in by_name["section"].badges} >= {("Nowhere", 0)}
    assert by_name["person"].badges[0].value == "p0"


@pytest.mark.django_db
def test_years_add_up_to_the_dated_articles(shelf):
    everything = ArticleQuery()
    assert (
        sum(n for _year, n in years_of(everything)) == everything.matching().exclude(published=None).count()
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", list(EntityKind))
@pytest.mark.parametrize(
    "selection", ["", "letter=p", "q=p1", "articles_min=0", "articles_min=20", "sort=articles"]
)
def test_counts_of_records_lead_to_as_many(shelf, kind, selection):
    query = record_query(kind, QueryDict(selection))
    rows = list(query.rows())
    assert len(rows) == query.count()
    for letter, count in query.letters():
        assert query.having(letter=letter).count() == count
    for name in ("status", "kind") if kind is EntityKind.TOPIC else ("status",):
        for value, count in query.values_of(name).items():
            assert query.having(**{name: value}).count() == count
    counts = article_counts(kind.value, [r.pk for r in rows])
    for record in rows:
        parameters = QueryDict(f"{kind.value}={record.slug}")
        assert article_query(parameters).count() == counts.get(record.pk, 0)


@pytest.mark.django_db
def test_withdrawn_articles_are_in_no_list(shelf):
    withdrawn = set(Article.objects.filter(state="withdrawn").values_list("pk", flat=True))
    assert len(withdrawn) == 6
    assert not withdrawn & {a.pk for a in ArticleQuery().rows()}


@pytest.mark.django_db
@pytest.mark.parametrize("selection", ["", "sort=oldest", "sort=headline", "sort=loaded", "person=p0"])
def test_pages_together_are_the_list(shelf, selection):
    query = article_query(QueryDict(selection))
    count = query.count()
    pages = [query.at_page(n).page_of(count) for n in range(1, -(-count // 20) + 1)]
    assert [a.pk for page in pages for a in page.rows] == [a.pk for a in query.rows()]
    assert pages[-1].last_row == count
    with pytest.raises(PageBeyondEnd):
        query.at_page(len(pages) + 1).page_of(count)


@pytest.mark.django_db
@pytest.mark.parametrize("selection", ANY_AND_NONE[:8])
def test_facets_cost_the_same_for_few_and_for_many(shelf, selection, django_assert_max_num_queries):
    query = article_query(QueryDict(selection))
    with django_assert_max_num_queries(14):
        facets(query)
        query.count()


@pytest.mark.django_db
def test_records_without_articles_are_listed_only_on_request(shelf):
    builders.person("Never Named")
    assert not RecordQuery(EntityKind.PERSON, q="never").count()
    assert RecordQuery(EntityKind.PERSON, q="never", articles_min=0).count() == 1


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("asked", "terms"),
    [
        ("Kurt Volker", ("kurt", "volker")),
        ('"Kurt Volker" troops', ("kurt volker", "troops")),
        ("„Kurt Volker“", ("kurt volker",)),
        ("«troupes de paix»", ("troupes de paix",)),
        ("US-Russian", ("us russian",)),  # one printed word, two folded ones: a phrase
        ("troops TROOPS", ("troops",)),
        ('"', ()),
        ("%_\\", ()),
        ("", ()),
    ],
)
def test_words_and_phrases(asked, terms):
    assert split_words(asked) == terms


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("First. The troops came. Last.", "troops", ["troops"]),
        ("The UN peacekeeping troops, again.", '"peacekeeping troops"', ["peacekeeping troops"]),
        (
            "Peacekeeping. Troops of peacekeeping troops.",
            "peacekeeping troops",
            ["Troops", "peacekeeping", "troops"],
        ),
        ("Señor O’Brien said.", "o'brien", ["O’Brien"]),
        ("Der Bun\u00addes\u00adtag tagt.", "bundestag", ["Bun\u00addes\u00adtag"]),  # soft hyphens inside
        ("Nothing of the kind.", "kin", []),
        ("中国外交部发言人表示。", "外交部", ["中国外交部发言人表示"]),  # no spaces between words
    ],
)
def test_sentence_that_matches_is_shown_with_its_words_marked(text, asked, marked):
    pieces = highlight(text, split_words(asked))
    assert [words for words, hit in pieces if hit] == marked
    assert "".join(words for words, _hit in pieces).strip(" …") in text


def test_long_sentence_is_cut_around_the_match():
    pieces = highlight("word " * 300 + "needle " + "word " * 300, ("needle",))
    assert ("needle", True) in pieces
    assert sum(len(words) for words, _hit in pieces) < 300
