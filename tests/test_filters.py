"""Every parameter selects what it says and nothing else; every bad value is refused by name."""

from datetime import date

import pytest
from django.http import QueryDict

from archive.documents import EntityKind
from archive.filters import BadParameters, article_query, record_query
from archive.models import FormerSlug, Person
from archive.search import ArticleQuery, ArticleSort, Match
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """Three articles that differ in everything that can be asked for."""
    volker, lavrov = builders.person("Kurt Volker"), builders.person("Sergey Lavrov")
    council, ministry = builders.organisation("Atlantic Council"), builders.organisation("Foreign Ministry")
    ukraine, syria = builders.topic("Ukraine"), builders.topic("Syria")
    house, other_house = builders.organisation("Deutsche Welle"), builders.organisation("Nordic Post")
    writer, other_writer = builders.person("Roman Goncharenko"), builders.person("Ines Falkenberg")
    builders.article(
        "Both are named",
        published="2017-11-09",
        mentions=[volker, lavrov, council, ministry, ukraine, syria],
        authors=[writer],
        section="World",
        language="en",
        publisher=house,
        paragraphs=["Peacekeeping troops were deployed again."],
    )
    builders.article(
        "Only Volker is named",
        published="2018-02-01",
        mentions=[volker, council, ukraine],
        authors=[other_writer],
        section="Business",
        language="de",
        publisher=other_house,
        paragraphs=["Troops for peacekeeping were not deployed."],
    )
    builders.article("Nobody is named", published=None, paragraphs=["Empty."], language="ar")


def headlines(query: str) -> set[str]:
    return {a.headline.split()[0] for a in article_query(QueryDict(query)).rows()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Both", "Only", "Nobody"}),
        ("q=peacekeeping", {"Both", "Only"}),
        ("q=peace", set()),  # whole words only
        ("q=PEACEKEEPING+deployed", {"Both", "Only"}),  # all must occur, in any order and case
        ("q=peacekeeping+empty", set()),
        ('q="peacekeeping troops"', {"Both"}),
        ("q=“Peacekeeping troops“ again", {"Both"}),
        ('q="troops for', {"Only"}),  # a mark that is never closed reaches to the end
        ("q=100%25", set()),  # no wildcard of the database
        ("q=peace_eeping", set()),
        ("date_after=2018-01-01", {"Only"}),
        ("date_after=2017-11-09", {"Both", "Only"}),  # the day itself belongs to the range
        ("date_before=2017-11-09", {"Both"}),
        ("date_after=2017-11-09&date_before=2017-11-09", {"Both"}),
        ("year=2018", {"Only"}),
        ("year=2018&year=2017", {"Both", "Only"}),
        ("year=1999", set()),
        ("person=kurt-volker", {"Both", "Only"}),
        ("person=kurt-volker&person=sergey-lavrov", {"Both"}),  # all of them, unless asked otherwise
        ("person=kurt-volker&person=sergey-lavrov&person_match=all", {"Both"}),
        ("person=kurt-volker&person=sergey-lavrov&person_match=any", {"Both", "Only"}),
        ("person_not=sergey-lavrov", {"Only", "Nobody"}),
        ("person_not=sergey-lavrov&person_not=kurt-volker", {"Nobody"}),
        ("person=kurt-volker&person_not=sergey-lavrov", {"Only"}),
        ("organisation=atlantic-council", {"Both", "Only"}),
        ("organisation=atlantic-council&organisation=foreign-ministry", {"Both"}),
        (
            "organisation=atlantic-council&organisation=foreign-ministry&organisation_match=any",
            {"Both", "Only"},
        ),
        ("organisation_not=foreign-ministry", {"Only", "Nobody"}),
        ("topic=syria", {"Both"}),
        ("topic=syria&topic=ukraine&topic_match=any", {"Both", "Only"}),
        ("topic_not=syria", {"Only", "Nobody"}),
        ("author=roman-goncharenko", {"Both"}),
        ("author=roman-goncharenko&author=ines-falkenberg", {"Both", "Only"}),
        ("author=kurt-volker", set()),  # named is not written by
        ("section=World", {"Both"}),
        ("section=World&section=Business", {"Both", "Only"}),
        ("section=world", set()),  # as printed
        ("language=de", {"Only"}),
        ("publisher=deutsche-welle", {"Both"}),
        ("publisher=deutsche-welle&publisher=nordic-post", {"Both", "Only"}),
        ("person=kurt-volker&year=2017&topic=syria&q=troops", {"Both"}),
        ("q=&person=&year=&date_after=&section=", {"Both", "Only", "Nobody"}),  # as forms send them
    ],
)
def test_parameter_selects_what_it_says(shelf, query, found):
    assert headlines(query) == found


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["Only", "Both", "Nobody"]),
        ("sort=newest", ["Only", "Both", "Nobody"]),
        ("sort=oldest", ["Both", "Only", "Nobody"]),  # undated last: nobody knows that it is old
        ("sort=headline", ["Both", "Nobody", "Only"]),
        ("sort=loaded", ["Nobody", "Only", "Both"]),
    ],
)
def test_sort_orders_and_undated_stand_last(shelf, query, order):
    assert [a.headline.split()[0] for a in article_query(QueryDict(query)).rows()] == order


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("colour=red", ["colour=red", "person"]),
        ("persn=kurt-volker", ["persn=kurt-volker", "“person”"]),
        ("q=!!!", ["q=!!!", "word"]),
        (f"q={'x' * 201}", ["q=", "200"]),
        ("q=a&q=b", ["q:", "once"]),
        ("q=a%00b", ["q="]),
        ("date_after=yesterday", ["date_after=yesterday", "2017-11-09"]),
        ("date_after=2017-02-30", ["date_after=2017-02-30"]),
        ("date_before=09.11.2017", ["date_before=09.11.2017"]),
        ("date_after=2018-01-01&date_before=2017-01-01", ["date_after=2018-01-01", "date_before=2017-01-01"]),
        ("year=17", ["year=17", "four figures"]),
        ("year=２０１７", ["year=２０１７"]),
        ("person=nobody-of-this-name", ["person=nobody-of-this-name", "people"]),
        ("person=../etc", ["person=../etc"]),
        ("person_match=some", ["person_match=some", "all, any"]),
        ("person_not=nobody", ["person_not=nobody"]),
        ("organisation=nothing", ["organisation=nothing"]),
        ("organisation_match=none", ["organisation_match=none"]),
        ("organisation_not=nothing", ["organisation_not=nothing"]),
        ("topic=nothing", ["topic=nothing"]),
        ("topic_match=2", ["topic_match=2"]),
        ("topic_not=nothing", ["topic_not=nothing"]),
        ("author=nobody", ["author=nobody"]),
        ("publisher=nothing", ["publisher=nothing"]),
        (f"section={'x' * 201}", ["section=", "200"]),
        ("section=a%00b", ["section=", "NUL"]),
        ("language=klingonisch!", ["language=klingonisch!", "pt-BR"]),
        ("sort=best", ["sort=best", "newest, oldest, headline"]),
        ("page=0", ["page=0"]),
        ("page=one", ["page=one", "whole number"]),
        ("page=1.5", ["page=1.5"]),
        ("page=99999999999999999999", ["page="]),
        ("per_page=21", ["per_page=21", "20, 50, 100"]),
        ("&".join(f"year={2000 + n}" for n in range(26)), ["year=", "25"]),
    ],
)
def test_bad_parameter_is_refused_by_name_value_and_cure(shelf, query, named):
    with pytest.raises(BadParameters) as refused:
        article_query(QueryDict(query))
    message = str(refused.value)
    assert all(words in message for words in named), message


def test_all_that_is_wrong_is_told_at_once(db):
    with pytest.raises(BadParameters) as refused:
        article_query(QueryDict("page=0&sort=best&colour=red"))
    assert len(refused.value.messages) == 3


def test_former_slug_and_merged_record_lead_to_what_stands(shelf):
    volker = Person.objects.get(slug="kurt-volker")
    FormerSlug.objects.create(kind="person", slug="k-volker", public_id=volker.public_id)
    builders.person("Curt Volker", status="merged", merged_into=volker)
    for slug in ("k-volker", "curt-volker"):
        query = article_query(QueryDict(f"person={slug}"))
        assert query == article_query(QueryDict("person=kurt-volker"))
        assert query.address() == "?person=kurt-volker"


def test_address_of_a_query_asks_the_same_query(shelf):
    asked = (
        "q=“troops”+again&person=kurt-volker&person=sergey-lavrov&person_match=any&person_not=ines-falkenberg"
        "&topic_not=syria&author=roman-goncharenko&section=World&language=en&year=2017&year=2018"
        "&date_after=2017-01-01&date_before=2018-12-31&sort=oldest&per_page=50&page=2"
    )
    query = article_query(QueryDict(asked))
    assert article_query(QueryDict(query.address()[1:])) == query
    assert query.person.match is Match.ANY
    assert (query.date_after, query.sort, query.page, query.per_page) == (
        date(2017, 1, 1), ArticleSort.OLDEST, 2, 50,
    )  # fmt: skip


def test_plain_query_has_a_plain_address():
    assert ArticleQuery().address() == ""


@pytest.fixture
def authorities():
    """People named often, once and never; one of them unconfirmed; places and an event."""
    may = builders.person("Theresa May", names=["Theresa Mary May"])
    lavrov = builders.person("Sergey Lavrov", names=["Sergej Lawrow", "Сергей Лавров"])
    builders.person("Bashar al-Assad", names=["Bashar Hafez al-Assad"], status="candidate")
    builders.person("Şükrü Öz")
    builders.person("习近平")
    assad = Person.objects.get(slug="bashar-al-assad")
    builders.article("First", mentions=[may, lavrov])
    builders.article("Second", mentions=[lavrov])
    builders.article("Third", mentions=[lavrov, assad])
    builders.topic("Hamburg")
    builders.topic("G20 summit", kind="event")
    builders.topic("Armed conflict", kind="subject")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Bashar al-Assad", "Sergey Lavrov", "Theresa May"]),  # named in articles, by sort name
        ("articles_min=0", ["Bashar al-Assad", "Sergey Lavrov", "Theresa May", "Şükrü Öz", "习近平"]),
        ("articles_min=2", ["Sergey Lavrov"]),
        ("articles_min=9", []),
        ("q=lawrow", ["Sergey Lavrov"]),  # any of the names
        ("q=лавров", ["Sergey Lavrov"]),
        ("q=assad", ["Bashar al-Assad"]),  # behind a hyphen
        ("q=sergej+lawrow", ["Sergey Lavrov"]),
        ("q=sergej+may", []),  # all words in one name
        ("q=esa", []),  # the beginning of a word, not its middle
        ("q=OZ&articles_min=0", ["Şükrü Öz"]),
        ("letter=m", ["Theresa May"]),
        ("letter=o&articles_min=0", ["Şükrü Öz"]),
        ("letter=other&articles_min=0", ["习近平"]),
        ("letter=x", []),
        ("status=candidate", ["Bashar al-Assad"]),
        ("status=established", ["Sergey Lavrov", "Theresa May"]),
        ("sort=articles", ["Sergey Lavrov", "Bashar al-Assad", "Theresa May"]),
    ],
)
def test_people_are_listed_as_asked(authorities, query, found):
    assert [p.name for p in record_query(EntityKind.PERSON, QueryDict(query)).rows()] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("articles_min=0&kind=place", ["Hamburg"]),
        ("articles_min=0&kind=event", ["G20 summit"]),
        ("articles_min=0", ["Armed conflict", "G20 summit", "Hamburg"]),
        ("kind=subject", []),
    ],
)
def test_topics_are_listed_by_kind(authorities, query, found):
    assert [t.name for t in record_query(EntityKind.TOPIC, QueryDict(query)).rows()] == found


@pytest.mark.parametrize(
    ("kind", "query", "named"),
    [
        (EntityKind.PERSON, "kind=place", "kind=place"),  # people have no such parameter
        (EntityKind.TOPIC, "kind=person", "kind=person"),
        (EntityKind.PERSON, "letter=ä", "letter=ä"),
        (EntityKind.PERSON, "status=merged", "status=merged"),
        (EntityKind.PERSON, "articles_min=-1", "articles_min=-1"),
        (EntityKind.ORGANISATION, "sort=newest", "sort=newest"),
        (EntityKind.ORGANISATION, "page=x", "page=x"),
        (EntityKind.ORGANISATION, "per_page=10", "per_page=10"),
        (EntityKind.ORGANISATION, "q=...", "q=..."),
    ],
)
def test_bad_parameter_of_a_list_of_records_is_refused(kind, query, named):
    with pytest.raises(BadParameters, match="=") as refused:
        record_query(kind, QueryDict(query))
    assert named in str(refused.value)
