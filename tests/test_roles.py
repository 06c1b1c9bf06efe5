"""The role on a date: stated here, else earlier, else by an authority file; never from a later article."""

from datetime import date

import pytest

from archive.roles import Basis, last_roles, members, roles_on, time_line
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def lavrov():
    return builders.person("Sergey Lavrov")


def role_in(article, person):
    """(words, basis, day) of the first role, or None."""
    roles = roles_on(article, [person.pk]).get(person.pk)
    return (roles[0].text, roles[0].basis, roles[0].day) if roles else None


def test_what_this_article_states_stands(lavrov):
    builders.article(published="2016-01-01", roles=[(lavrov, "foreign minister", None)])
    builders.membership(lavrov, "Minister", start="2004", end="2030")
    here = builders.article(published="2017-07-05", roles=[(lavrov, "Russian Foreign Minister", None)])
    assert role_in(here, lavrov) == ("Russian Foreign Minister", Basis.HERE, date(2017, 7, 5))


def test_else_the_latest_earlier_statement_with_its_day(lavrov):
    builders.article(published="2015-01-01", roles=[(lavrov, "diplomat", None)])
    builders.article(published="2016-01-01", roles=[(lavrov, "minister", None)])
    builders.article(published="2018-01-01", roles=[(lavrov, "former minister", None)])
    here = builders.article(published="2017-07-05", mentions=[lavrov])
    assert role_in(here, lavrov) == ("minister", Basis.EARLIER, date(2016, 1, 1))


@pytest.mark.parametrize("later", ["2017-07-05", "2017-07-06", "2030-01-01", None])
def test_never_a_later_one_nor_one_of_the_same_day_nor_an_undated_one(lavrov, later):
    builders.article(published=later, roles=[(lavrov, "later minister", None)])
    here = builders.article(published="2017-07-05", mentions=[lavrov])
    assert role_in(here, lavrov) is None


@pytest.mark.parametrize(
    ("start", "end", "as_of", "held"),
    [
        ("2004-03-09", "2020-01-01", None, True),
        ("2004", "2017", None, True),  # to the end of the year it names
        ("2017-07-06", "2020", None, False),
        ("2004", "2017-07-04", None, False),
        ("2004", "", date(2022, 7, 1), True),  # open, and the file is from later
        ("2004", "", date(2016, 7, 1), False),  # open, but the file could not know
        ("2004", "", None, False),
    ],
)
def test_else_a_post_held_then_according_to_its_source(lavrov, start, end, as_of, held):
    builders.membership(
        lavrov, "Foreign Minister", start=start, end=end, source="Wikidata", source_date=as_of
    )
    here = builders.article(published="2017-07-05", mentions=[lavrov])
    assert role_in(here, lavrov) == (("Foreign Minister", Basis.AUTHORITY, None) if held else None)


def test_of_several_posts_held_the_one_taken_up_last(lavrov):
    builders.membership(lavrov, "Ambassador", start="1994", end="2020")
    builders.membership(lavrov, "Minister", start="2004", end="2020")
    here = builders.article(published="2017-07-05", mentions=[lavrov])
    assert role_in(here, lavrov)[0] == "Minister"


def test_undated_article_has_only_what_it_states(lavrov):
    builders.article(published="2015-01-01", roles=[(lavrov, "minister", None)])
    builders.membership(lavrov, "Minister", start="1900", end="2100")
    assert role_in(builders.article(published=None, mentions=[lavrov]), lavrov) is None
    stating = builders.article(published=None, roles=[(lavrov, "envoy", None)])
    assert role_in(stating, lavrov) == ("envoy", Basis.HERE, None)


def test_rejected_statements_mentions_and_withdrawn_articles_do_not_count(lavrov):
    first = builders.article(published="2015-01-01", roles=[(lavrov, "chef", None)])
    first.attestations.update(rejected=True)
    second = builders.article(published="2015-01-02", roles=[(lavrov, "painter", None)])
    second.mentions.update(rejected=True)
    third = builders.article(published="2015-01-03", roles=[(lavrov, "pilot", None)])
    type(third).objects.filter(pk=third.pk).update(state="withdrawn", state_reason="law")
    here = builders.article(published="2017-07-05", mentions=[lavrov])
    assert role_in(here, lavrov) is None
    assert last_roles([lavrov.pk]) == {}
    assert time_line(lavrov) == []


def test_each_different_role_of_the_article_in_its_order(lavrov):
    council = builders.organisation()
    here = builders.article(
        roles=[
            (lavrov, "US expert", None),
            (lavrov, "senior fellow", council),
            (lavrov, "US Expert", None),
        ]
    )
    roles = roles_on(here, [lavrov.pk])[lavrov.pk]
    assert [(r.text, r.organisation) for r in roles] == [("US expert", None), ("senior fellow", council)]


def test_shorter_wording_goes_without_saying(lavrov):
    council = builders.organisation()
    here = builders.article(
        roles=[
            (lavrov, "President", None),
            (lavrov, "Russian President", None),
            (lavrov, "presidential envoy", None),  # another word
            (lavrov, "President", council),  # another place
        ]
    )
    roles = roles_on(here, [lavrov.pk])[lavrov.pk]
    assert [r.text for r in roles] == ["Russian President", "presidential envoy", "President"]


def test_last_role_is_of_the_newest_article_in_its_fullest_wording(lavrov):
    builders.article(published="2015-01-01", roles=[(lavrov, "long-serving deputy minister", None)])
    builders.article(
        published="2017-01-01", roles=[(lavrov, "minister", None), (lavrov, "foreign minister", None)]
    )
    assert last_roles([lavrov.pk])[lavrov.pk].text == "foreign minister"


def test_time_line_joins_one_role_across_articles_and_parts_it_where_another_stands_between(lavrov):
    for published, role in [
        ("2015-01-01", "minister"),
        ("2016-01-01", "Minister"),
        ("2017-01-01", "envoy"),
        ("2018-01-01", "minister"),
    ]:
        builders.article(published=published, roles=[(lavrov, role, None)])
    line = time_line(lavrov)
    assert [(role.text, [s.day.year for s in statements]) for role, statements in line] == [
        ("minister", [2018]),
        ("envoy", [2017]),
        ("Minister", [2016, 2015]),
    ]


def test_members_of_an_organisation_are_those_described_so(lavrov):
    council, volker = builders.organisation(), builders.person()
    builders.article(published="2015-01-01", roles=[(volker, "fellow", council), (lavrov, "minister", None)])
    builders.article(
        published="2016-01-01", roles=[(volker, "Fellow", council), (volker, "director", council)]
    )
    found = [(r.person, r.text, r.day.year) for r in members(council, 10)]
    assert found == [(volker.pk, "Fellow", 2016), (volker.pk, "director", 2016)]


def test_questions_do_not_grow_with_people(lavrov, django_assert_num_queries):
    people = [builders.person(f"Person {n}") for n in range(12)]
    for number, who in enumerate(people):
        if number % 3 == 1:
            builders.article(published="2010-01-01", roles=[(who, "minister", None)])
        if number % 3 == 2:
            builders.membership(who, "Minister", start="2000", end="2020")
    here = builders.article(mentions=people, roles=[(who, "envoy", None) for who in people[::3]])
    with django_assert_num_queries(4):
        assert len(roles_on(here, [p.pk for p in people])) == 12
    with django_assert_num_queries(2):
        last_roles([p.pk for p in people])
