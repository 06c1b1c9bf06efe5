"""Authority rows against the records: met, made, updated, left to editors; and nothing the second time."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.authorities.entries import (
    AuthorityEntry,
    Fault,
    MembershipEntry,
    NameForm,
    Reference,
    SourceNote,
)
from archive.authorities.store import store
from archive.documents import EntityKind, TopicKind
from archive.identity import candidate_key, record_id
from archive.models import (
    Batch,
    ChangeLog,
    Conflict,
    Decision,
    Membership,
    Organisation,
    Person,
    PersonIdentifier,
    Topic,
)

pytestmark = pytest.mark.django_db

P, O, T = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.TOPIC  # noqa: E741
WIKIDATA = SourceNote("Wikidata", "", "2022-12-31")


def entry(kind: EntityKind, name: str, **values: Any) -> AuthorityEntry:
    values = {"file": "people.json", "row": "line 1"} | values
    return AuthorityEntry(kind, name, **values)


def merkel(**values: Any) -> AuthorityEntry:
    values = {
        "id": "wikidata:Q567",
        "identifiers": {"wikidata": "Q567", "gnd": "119545373"},
        "names": (NameForm("Ангела Меркель", "ru", "alias"), NameForm("AM", "", "acronym")),
        "description": "Chancellor of Germany",
        "birth_date": "1954-07-17",
        "memberships": (
            MembershipEntry(
                "Chancellor", None, Reference("", "Germany", {"iso": "DE"}), "2005-11-22", "", WIKIDATA
            ),
        ),
    } | values
    return entry(P, "Angela Merkel", **values)


def germany() -> AuthorityEntry:
    return entry(
        T, "Germany", id="iso:DE", identifiers={"iso": "DE"}, topic_kind=TopicKind.PLACE, file="places.json"
    )


def dump() -> dict[str, list[dict[str, Any]]]:
    return {
        m.__name__: list(m.objects.order_by("pk").values())
        for m in apps.get_app_config("archive").get_models()
    }


def candidate(model: Any, name: str, **values: Any) -> Any:
    kind = model.KIND.value
    return model.objects.create(
        public_id=record_id(kind, name.casefold()),
        slug=f"{kind}-{name.casefold().replace(' ', '-')}",
        name=name,
        candidate_key=candidate_key(kind, name),
        **values,
    )


def decide(record: Any, field: str, value: Any, reading_value: Any) -> Decision:
    setattr(record, field, value)
    record.save()
    return Decision.objects.create(
        record_kind=record.KIND.value,
        record_id=record.public_id,
        field=field,
        value=value,
        reading_value=reading_value,
    )


def test_a_row_becomes_an_established_record_with_names_identifiers_and_posts():
    tally = store([merkel(), germany()])
    person = Person.objects.get()
    assert (person.name, person.sort_name, person.slug) == (
        "Angela Merkel",
        "Merkel, Angela",
        "angela-merkel",
    )
    assert (person.status, person.source, person.birth_date) == ("established", "people.json", "1954-07-17")
    assert person.public_id == record_id("person", "wikidata:Q567")
    assert {(n.text, n.language, n.form) for n in person.names.all()} == {
        ("Angela Merkel", "", "preferred"),
        ("Ангела Меркель", "ru", "alias"),
        ("AM", "", "acronym"),
    }
    assert {(i.scheme, i.value) for i in person.identifiers.all()} == {
        ("wikidata", "Q567"),
        ("gnd", "119545373"),
    }
    post = Membership.objects.get()
    assert (post.post, post.area.name, post.start, post.end) == ("Chancellor", "Germany", "2005-11-22", "")
    assert (post.source, str(post.source_date)) == ("Wikidata", "2022-12-31")
    assert tally.lines() == [
        "places.json: topics: 1 created, 0 updated, 0 unchanged, 0 conflict",
        "people.json: people: 1 created, 0 updated, 0 unchanged, 0 conflict",
    ]
    assert Batch.objects.get().kind == "import"
    assert {(c.kind, c.public_id) for c in ChangeLog.objects.all()} == {
        ("person", person.public_id),
        ("topic", Topic.objects.get().public_id),
    }


def test_the_same_rows_again_change_no_table():
    rows = [
        merkel(),
        merkel(file="other.json", id="x", description="Another", names=(NameForm("Merkel", "de"),)),
        germany(),
        entry(P, "Kim", id="1"),
        entry(
            P, "Kim", id="2", row="line 3"
        ),  # namesakes without identifiers: told apart by the file's own ids
        entry(
            O,
            "Atlantic Council",
            names=(NameForm("Atlantic Council", "de"),),
            broader=(Reference("", "NATO"),),
        ),
    ]
    store(rows)
    before = dump()
    tally = store(rows)
    assert dump() == before
    assert not tally.changed
    assert tally.total("unchanged") == len(rows)
    assert Person.objects.count() == 3


def test_a_candidate_of_the_same_folded_name_is_established_and_keeps_id_slug_and_key():
    there = candidate(Person, "Angéla Merkel")
    store([merkel()])
    person = Person.objects.get()
    assert (person.pk, person.public_id, person.slug) == (there.pk, there.public_id, there.slug)
    assert person.candidate_key == candidate_key("person", "Angela Merkel")
    assert (person.name, person.status) == ("Angela Merkel", "established")
    assert person.names.get(form="preferred").text == "Angela Merkel"


def test_a_name_meets_only_what_no_identifier_contradicts():
    store([entry(P, "Michael Müller", identifiers={"wikidata": "Q1"})])
    store([entry(P, "Michael Müller", identifiers={"wikidata": "Q2"})])
    assert sorted(PersonIdentifier.objects.values_list("value", flat=True)) == ["Q1", "Q2"]
    assert Person.objects.count() == 2
    # Namesakes: a loader that reads the bare name must not meet either of them by its key.
    assert not Person.objects.exclude(candidate_key=None).exists()


def test_a_variant_alone_is_no_match():
    store([merkel()])
    store([entry(P, "AM", identifiers={"wikidata": "Q9"})])
    assert Person.objects.count() == 2


def test_a_name_that_several_bear_needs_an_identifier():
    store([entry(P, "Kim", identifiers={"wikidata": "Q1"}), entry(P, "Kim", identifiers={"wikidata": "Q2"})])
    before = dump()
    tally = store([entry(P, "Kim", file="more.json", row="line 7")])
    assert dump() == before
    assert str(tally.faults[0]).startswith("more.json, line 7: Kim: 2 records are called “Kim”")


def test_two_rows_of_a_file_never_mean_one_record():
    tally = store([merkel(), entry(P, "Merkel", id="z", identifiers={"gnd": "119545373"}, row="line 2")])
    assert "line 1" in str(tally.faults[0])
    assert Person.objects.count() == 1


def test_identifiers_of_two_records_are_a_fault_and_change_nothing():
    store(
        [entry(P, "A B", identifiers={"wikidata": "Q1"}), entry(P, "C D", identifiers={"gnd": "2"}, row="2")]
    )
    before = dump()
    tally = store([entry(P, "A B", identifiers={"wikidata": "Q1", "gnd": "2"})])
    assert dump() == before
    assert "merge the two" in tally.faults[0].message


def test_what_the_file_corrects_is_updated_and_the_old_name_stays_as_a_variant():
    store([merkel()])
    tally = store(
        [entry(P, "Angela Dorothea Merkel", identifiers={"wikidata": "Q567"}, description="Scientist")]
    )
    person = Person.objects.get()
    assert (person.name, person.sort_name) == ("Angela Dorothea Merkel", "Merkel, Angela Dorothea")
    assert person.sort_key == "merkel, angela dorothea"
    assert person.description == "Scientist"
    assert person.birth_date == "1954-07-17"  # a file that is silent empties nothing
    assert {(n.text, n.form) for n in person.names.filter(text__startswith="Angela")} == {
        ("Angela Dorothea Merkel", "preferred"),
        ("Angela Merkel", "alias"),
    }
    assert tally.total("updated") == 1


def test_another_file_adds_but_replaces_nothing_unless_it_takes_over():
    store([merkel(birth_date="")])
    second = merkel(file="hand.json", description="Physicist", birth_date="1954")
    store([second])
    person = Person.objects.get()
    assert (person.description, person.birth_date, person.source) == (
        "Chancellor of Germany",
        "1954",
        "people.json",
    )
    store([second], take_over=True)
    person.refresh_from_db()
    assert (person.description, person.source) == ("Physicist", "hand.json")


@pytest.mark.parametrize(
    ("reading_value", "conflicts"),
    [
        ("Angela Merkel", 0),  # what the file says is what the editor decided against: silent
        ("A. Merkel", 1),  # the file says something new: it waits for the editor
    ],
)
def test_an_editors_name_stands_and_a_new_value_waits(reading_value: str, conflicts: int):
    store([merkel()])
    decide(Person.objects.get(), "name", "Merkel, the editor's", reading_value)
    for _ in range(2):
        tally = store([merkel()])
        assert Person.objects.get().name == "Merkel, the editor's"
        assert Conflict.objects.filter(reading_value="Angela Merkel").count() == conflicts
        assert tally.total("conflict") == conflicts
    preferred = Person.objects.get().names.get(form="preferred")
    assert preferred.text == "Merkel, the editor's"


def test_a_settled_conflict_is_not_opened_again():
    store([merkel()])
    decide(Person.objects.get(), "name", "Merkel", "A. Merkel")
    store([merkel()])
    Conflict.objects.update(resolved_at=timezone.now(), resolution="kept")
    before = dump()
    assert store([merkel()]).total("conflict") == 0
    assert dump() == before


def test_names_an_editor_decided_are_left_alone():
    store([merkel()])
    person = Person.objects.get()
    person.names.filter(text="AM").delete()
    decide(person, "description", "x", "Chancellor of Germany")
    Decision.objects.create(record_kind="person", record_id=person.public_id, field="names", value=[])
    store([merkel()])
    assert not person.names.filter(text="AM").exists()


def test_a_merged_name_does_not_come_back():
    store([merkel(), entry(P, "Sergej Lawrow", id="l", row="line 2")])
    winner, loser = Person.objects.get(name="Angela Merkel"), Person.objects.get(name="Sergej Lawrow")
    Person.objects.filter(pk=loser.pk).update(status="merged", merged_into=winner)
    tally = store([entry(P, "Sergej Lawrow", id="l", row="line 2", description="Minister")])
    winner.refresh_from_db()
    assert Person.objects.count() == 2
    assert (winner.name, winner.description) == ("Angela Merkel", "Chancellor of Germany")
    assert winner.names.get(text="Sergej Lawrow").form == "alias"
    assert not tally.faults


def test_an_end_that_appears_later_updates_the_post():
    store([germany(), merkel()])
    ended = MembershipEntry(
        "Chancellor", None, Reference("", "Germany", {"iso": "DE"}), "2005-11-22", "2021-12-08",
        SourceNote("Wikidata", "", "2023"),
    )  # fmt: skip
    store([merkel(memberships=(ended,))])
    post = Membership.objects.get()
    assert (post.end, str(post.source_date)) == ("2021-12-08", "2023-01-01")


def test_posts_alike_but_for_their_ends_are_two():
    posts = tuple(MembershipEntry("Minister", None, None, "", end, WIKIDATA) for end in ("2001", "2005"))
    for _ in range(2):
        store([merkel(memberships=posts)])
    assert sorted(Membership.objects.values_list("end", flat=True)) == ["2001", "2005"]


def test_an_area_that_is_loaded_later_is_linked_then():
    store([merkel()])
    assert (Membership.objects.get().area, Membership.objects.get().area_name) == (None, "Germany")
    store([germany()])
    store([merkel()])
    assert Membership.objects.get().area == Topic.objects.get()


def test_a_body_that_is_only_named_becomes_a_candidate_until_its_own_row_comes():
    member = MembershipEntry("member", Reference("", "Bundestag"), None, "", "", WIKIDATA)
    store([merkel(memberships=(member,))])
    body = Organisation.objects.get()
    assert (body.status, Membership.objects.get().organisation) == ("candidate", body)
    store([entry(O, "Bundestag", identifiers={"wikidata": "Q154797"}, file="bodies.json")])
    assert Organisation.objects.get().status == "established"


def test_broader_records_are_linked_whatever_the_order_of_rows():
    store(
        [
            entry(T, "election", id="medtop:2", broader=(Reference("medtop:1"),), row="1"),
            entry(T, "politics", id="medtop:1", row="2"),
        ]
    )
    assert Topic.objects.get(name="election").broader.name == "politics"


def test_a_circle_of_broader_records_is_refused_by_name():
    store([entry(T, "a", id="a", row="1"), entry(T, "b", id="b", broader=(Reference("a"),), row="2")])
    tally = store([entry(T, "a", id="a", broader=(Reference("b"),), row="1"), entry(T, "b", id="b", row="2")])
    assert Topic.objects.get(name="a").broader is None
    assert "“a” would stand above itself" in str(tally.faults[0])


def test_a_faulty_row_is_named_and_the_rest_is_stored():
    long = entry(P, "x" * 301, row="line 2")
    tally = store([Fault("people.json", "line 9", "is no JSON"), long, merkel()])
    assert [fault.row for fault in tally.faults] == ["line 9", "line 2"]
    assert Person.objects.get().name == "Angela Merkel"


def test_a_subject_and_a_place_of_one_name_are_two_topics():
    store([entry(T, "Georgia", identifiers={"iptc": "medtop:20000001"})])
    store([entry(T, "Georgia", topic_kind=TopicKind.PLACE, file="places.json")])
    assert sorted(Topic.objects.values_list("kind", flat=True)) == ["place", "subject"]


def test_queries_do_not_grow_with_rows(django_assert_max_num_queries: Any):
    rows = [entry(P, f"Person {n}", identifiers={"wikidata": f"Q{n + 1}"}, row=str(n)) for n in range(400)]
    with django_assert_max_num_queries(40):
        store(rows)
    with django_assert_max_num_queries(25):
        store(rows)


def test_a_form_said_of_one_language_is_not_undone_by_the_same_words_without_one():
    names = (NameForm("Abiy Ahmed", "", "alias"), NameForm("Abiy Ahmed", "en", "transliteration"))
    row = entry(P, "Abiy Ahmed Ali", identifiers={"wikidata": "Q1"}, names=names)
    store([row])
    assert store([row]).total("unchanged") == 1
    assert Person.objects.get().names.get(text="Abiy Ahmed").form == "transliteration"


_LANGUAGES = st.sampled_from(["", "de", "en"])
_NAMES = st.sampled_from(["Ana", "ANA", "Bo", "Bó", "Cy"])
_FORMS = st.builds(NameForm, _NAMES, _LANGUAGES, st.sampled_from(["alias", "acronym", "former"]))
_POSTS = st.builds(
    MembershipEntry,
    st.sampled_from(["Minister", "Member"]),
    st.none() | st.builds(Reference, st.just(""), st.sampled_from(["Senate", "Bo"])),
    st.none() | st.builds(Reference, st.just(""), st.sampled_from(["Ana", "Utopia"])),
    st.sampled_from(["", "2001"]),
    st.sampled_from(["", "2005", "2006"]),
)
_ROWS = st.builds(
    AuthorityEntry,
    kind=st.sampled_from([P, O, T]),
    name=_NAMES,
    id=st.sampled_from(["", "1", "2", "x:3"]),
    language=_LANGUAGES,
    names=st.lists(_FORMS, max_size=3, unique_by=lambda f: (f.text, f.language)).map(tuple),
    identifiers=st.dictionaries(st.sampled_from(["wikidata", "gnd"]), st.sampled_from(["1", "2"])),
    description=st.sampled_from(["", "one", "two"]),
    sort_name=st.sampled_from(["", "A"]),
    topic_kind=st.sampled_from([None, TopicKind.PLACE]),
    broader=st.lists(st.builds(Reference, st.sampled_from(["1", "x:3"])), max_size=1).map(tuple),
    memberships=st.lists(_POSTS, max_size=3).map(tuple),
    file=st.sampled_from(["a.json", "b.json"]),
    row=st.just("line"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_ROWS, max_size=6))
def test_whatever_the_rows_say_the_second_time_changes_nothing(rows: list[AuthorityEntry]):
    with transaction.atomic():
        store(rows)
        before = dump()
        tally = store(rows)
        assert not tally.changed
        assert dump() == before
        transaction.set_rollback(True)
