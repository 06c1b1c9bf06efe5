"""What editors' words promise: they stand at the place they were said of, until they are taken back."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from archive import decisions, loading, merging
from archive.models import (
    Article,
    Attestation,
    Conflict,
    Decision,
    Person,
    PersonName,
    ProposedPair,
    Quotation,
    Verdict,
)
from archive.withdrawing import withdraw
from tests.pages import PARAGRAPHS, classic_page, relaunched_page
from tests.promises import (
    CHANGED_LEAD,
    CHANGED_TWICE,
    HARBOUR,
    MOVED,
    MOVED_AGAIN,
    PAGE,
    UNDATED,
    load_pages,
    mention,
    organisation,
    pair,
    person,
)

pytestmark = pytest.mark.django_db

KLARKSON = "Prime Minister Klarkson spoke on Monday about grain. Nobody listened to Klarkson in the end."


# --------------------------------------------------------------------------- mentions


def test_struck_occurrence_moves_with_its_words_and_can_be_unstruck_there(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.judge_mention(mention("Olena Bondar"), "rejected", user=None, occurrence=1)
    load_pages(tmp_path, a=MOVED)
    bondar = mention("Olena Bondar")
    assert [bool(o.get("rejected")) for o in bondar.occurrences] == [False, True]
    decisions.judge_mention(bondar, "accepted", user=None, occurrence=1)
    load_pages(tmp_path, a=MOVED_AGAIN)
    assert not any(o.get("rejected") for o in mention("Olena Bondar").occurrences)


def test_struck_occurrence_that_is_gone_strikes_no_other(tmp_path):
    morning = "In the morning the Ukrainian Foreign Minister Olena Bondar spoke to nobody at all."
    evening = "In the evening the Ukrainian Foreign Minister Olena Bondar arrived in Kyiv by train."
    load_pages(tmp_path, a=classic_page(paragraphs=[morning, *PARAGRAPHS[1:], evening]))
    decisions.judge_mention(mention("Olena Bondar"), "rejected", user=None, occurrence=0)
    load_pages(tmp_path, a=classic_page(paragraphs=[*PARAGRAPHS[1:], evening]))
    assert not any(o.get("rejected") for o in mention("Olena Bondar").occurrences)


def test_mention_all_of_whose_occurrences_are_struck_is_rejected_until_accepted_as_a_whole(tmp_path):
    load_pages(tmp_path, a=PAGE)
    melnyk = mention("Taras Melnyk")
    decisions.judge_mention(melnyk, "rejected", user=None, occurrence=0)
    assert melnyk.rejected
    decisions.judge_mention(melnyk, "accepted", user=None)
    assert melnyk.accepted
    assert not melnyk.rejected


def test_rejected_open_mention_stays_rejected_when_a_record_learns_the_name(tmp_path):
    load_pages(tmp_path, a=classic_page(paragraphs=[KLARKSON, *PARAGRAPHS]))
    open_one = mention("Klarkson")
    assert open_one.record is None
    decisions.judge_mention(open_one, "rejected", user=None)
    who = person("Peter Klarkson", status="established")
    PersonName.objects.create(record=who, text="Klarkson", form="alias")
    load_pages(tmp_path, a=classic_page(paragraphs=[KLARKSON, *PARAGRAPHS, "One more line."]))
    assert mention("Klarkson").rejected


def test_open_mention_linked_by_an_editor_keeps_the_link_when_the_linker_learns_another(tmp_path):
    load_pages(tmp_path, a=classic_page(paragraphs=[KLARKSON, *PARAGRAPHS]))
    meant = person("Xenia Klarkson")
    decisions.link_mention(mention("Klarkson"), meant, user=None)
    other = person("Peter Klarkson", status="established")
    PersonName.objects.create(record=other, text="Klarkson", form="alias")
    load_pages(tmp_path, a=classic_page(paragraphs=[KLARKSON, *PARAGRAPHS, "One more line."]))
    assert mention("Klarkson").person == meant


def test_rejected_mention_stays_rejected_when_a_namesake_is_established(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None)
    namesake = person("Taras Melnyk 1", status="established")
    PersonName.objects.create(record=namesake, text="Taras Melnyk", form="alias")
    load_pages(tmp_path, a=MOVED)
    assert mention("Taras Melnyk").rejected


def test_rejected_mention_stays_rejected_when_an_authority_file_brings_the_name(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None)
    identifiers = [{"scheme": "wikidata", "identifier": "Q424242"}]
    file = tmp_path / "people.json"
    file.write_text(
        json.dumps({"persons": [{"id": "x1", "name": "Taras Melnyk", "identifiers": identifiers}]})
    )
    call_command("load_authorities", str(file), verbosity=0)
    load_pages(tmp_path, a=MOVED)
    assert mention("Taras Melnyk").rejected


def test_accepting_a_mention_accepts_it_as_what_an_editor_said_it_is(tmp_path):
    load_pages(tmp_path, a=PAGE)
    yara = person("Yara Two")
    decisions.link_mention(mention("Olena Bondar"), yara, user=None)
    decisions.judge_mention(mention("Olena Bondar"), "accepted", user=None)
    load_pages(tmp_path, a=MOVED)
    assert mention("Olena Bondar").person == yara
    assert mention("Olena Bondar").accepted


def test_link_stands_again_when_a_later_rejection_is_taken_back(tmp_path):
    load_pages(tmp_path, a=PAGE)
    yara = person("Yara Two")
    decisions.link_mention(mention("Olena Bondar"), yara, user=None)
    verdict = decisions.judge_mention(mention("Olena Bondar"), "rejected", user=None)
    decisions.undo_verdict(verdict, user=None)
    again = mention("Olena Bondar")
    assert (again.person, again.accepted, again.rejected) == (yara, True, False)


def test_words_that_are_no_mention_stay_none_after_a_reload_and_until_accepted(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.judge_mention(mention("Taras Melnyk"), "not-a-mention", user=None)
    load_pages(tmp_path, a=MOVED)
    assert mention("Taras Melnyk").rejected
    decisions.judge_mention(mention("Taras Melnyk"), "accepted", user=None)
    assert mention("Taras Melnyk").accepted


@pytest.mark.parametrize("word", ["different", "same", "taken-back", "nonsense"])
def test_word_that_judges_no_proposal_is_refused(tmp_path, word):
    load_pages(tmp_path, a=PAGE)
    judged = (
        (decisions.judge_mention, mention("Olena Bondar")),
        (decisions.judge_quotation, Quotation.objects.get()),
        (decisions.judge_attestation, Attestation.objects.first()),
    )
    for judge, what in judged:
        with pytest.raises(ValueError, match=word):
            judge(what, word, user=None)
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("index", [-1, 2])
def test_occurrence_that_is_not_there_cannot_be_judged(tmp_path, index):
    load_pages(tmp_path, a=PAGE)
    with pytest.raises(ValueError, match="no occurrence"):
        decisions.judge_mention(mention("Olena Bondar"), "rejected", user=None, occurrence=index)
    assert not Verdict.objects.exists()


# --------------------------------------------------------------------------- taking back


def test_verdict_taken_back_after_a_withdrawal_brings_no_words_back(tmp_path):
    load_pages(tmp_path, a=PAGE)
    opened = decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None)
    withdraw(Article.objects.get(), user=None, reason="court")
    decisions.undo_verdict(opened, user=None)
    assert list(Verdict.objects.values_list("words", "before", "after")) == [("", "", "")] * 2


def test_verdict_taken_back_leaves_the_programs_proposal(tmp_path):
    load_pages(tmp_path, a=PAGE)
    verdict = decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None)
    decisions.undo_verdict(verdict, user=None)
    assert not mention("Taras Melnyk").rejected
    assert Verdict.objects.count() == 2  # appended, never deleted


def test_taking_back_what_took_back_reinstates_the_verdict(tmp_path):
    load_pages(tmp_path, a=PAGE)
    verdict = decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None)
    decisions.undo_verdict(verdict, user=None)
    decisions.undo_verdict(Verdict.objects.latest("id"), user=None)
    assert mention("Taras Melnyk").rejected
    load_pages(tmp_path, a=MOVED)
    assert mention("Taras Melnyk").rejected


def test_superseded_verdict_cannot_be_taken_back(tmp_path):
    load_pages(tmp_path, a=PAGE)
    first = decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None)
    decisions.judge_mention(mention("Taras Melnyk"), "accepted", user=None)
    with pytest.raises(ValueError, match="superseded already"):
        decisions.undo_verdict(first, user=None)


def test_verdict_given_anew_supersedes_and_taken_back_leaves_the_proposal(tmp_path):
    load_pages(tmp_path, a=PAGE)
    first = decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None)
    decisions.undo_verdict(first, user=None)
    again = decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None)
    assert mention("Taras Melnyk").rejected
    decisions.undo_verdict(again, user=None)
    assert not mention("Taras Melnyk").rejected


def test_pair_taken_back_twice_is_judged_again():
    proposed = pair(person("A One"), person("B Two"))
    states = []
    decisions.judge_pair(proposed, "different", user=None)
    for _turn in range(2):
        decisions.undo_verdict(Verdict.objects.latest("id"), user=None)
        proposed.refresh_from_db()
        states.append(proposed.state)
    assert states == [ProposedPair.State.PROPOSED, ProposedPair.State.DIFFERENT]


# --------------------------------------------------------------------------- roles and quotations


def test_verdict_on_a_quotation_is_superseded_where_it_moved_to(tmp_path):
    load_pages(tmp_path, a=PAGE)
    first = decisions.judge_quotation(Quotation.objects.get(), "rejected", user=None)
    load_pages(tmp_path, a=MOVED)
    moved = Quotation.objects.get()
    assert moved.rejected
    second = decisions.judge_quotation(moved, "accepted", user=None)
    assert moved.accepted
    assert second.supersedes == first


def test_of_two_roles_at_one_place_only_the_judged_one_is_rejected(tmp_path):
    load_pages(tmp_path, a=PAGE)
    stated = Attestation.objects.get(mention__surface="Olena Bondar")
    other = Attestation.objects.create(
        article=stated.article,
        mention=mention("Taras Melnyk"),
        role=stated.role,
        layer=stated.layer,
        start=stated.start,
        end=stated.end,
        rule="x",
        version="1",
    )
    decisions.judge_attestation(other, "rejected", user=None)
    stated.refresh_from_db()
    assert (stated.rejected, other.rejected) == (False, True)


def test_rejected_role_that_is_gone_rejects_no_other_in_the_same_words(tmp_path):
    arrives = "Ukrainian Foreign Minister Olena Bondar met her colleagues in Brussels on Monday."
    leaves = "Then Ukrainian Foreign Minister Olena Bondar left for Kyiv by train."
    load_pages(tmp_path, a=classic_page(paragraphs=[arrives, leaves, PARAGRAPHS[2]]))
    decisions.judge_attestation(Attestation.objects.order_by("start").first(), "rejected", user=None)
    load_pages(tmp_path, a=classic_page(paragraphs=[leaves, PARAGRAPHS[2]]))
    assert list(Attestation.objects.values_list("rejected", flat=True)) == [False]


# --------------------------------------------------------------------------- fields


@pytest.mark.parametrize(
    "field",
    "headline kicker lead published updated section byline language url publisher authors state".split(),
)
@pytest.mark.parametrize(
    "page",
    [classic_page(), relaunched_page(), " ".join(PARAGRAPHS)],
    ids=["older design", "newer design", "bare text"],
)
def test_confirming_and_releasing_a_field_changes_nothing(tmp_path, field, page):
    load_pages(tmp_path, a=page)
    columns = [f.attname for f in Article._meta.fields if f.attname != "changed_at"]

    def shown():
        article = Article.objects.get()
        authors = article.authorships.values_list("person_id", "surface", "start", "end", "rule", "position")
        return {c: getattr(article, c) for c in columns}, list(authors)

    before = shown()
    decisions.confirm(Article.objects.get(), field, user=None)
    decisions.release(Article.objects.get(), field, user=None)
    assert shown() == before


def test_released_headline_is_the_stand_in_again(tmp_path):
    load_pages(tmp_path, a=" ".join(PARAGRAPHS))
    read = Article.objects.get().headline
    decisions.decide(Article.objects.get(), "headline", "Editor's headline", user=None)
    assert not Article.objects.get().headline_stands_in
    decisions.release(Article.objects.get(), "headline", user=None)
    article = Article.objects.get()
    assert (article.headline, article.headline_stands_in) == (read, True)


def test_conflict_follows_the_page_through_its_whole_life(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.decide(Article.objects.get(), "lead", "An editor's lead.", user=None)
    load_pages(tmp_path, a=CHANGED_LEAD)
    load_pages(tmp_path, a=CHANGED_TWICE)
    conflict = Conflict.objects.get()
    assert conflict.reading_value.startswith("Changed twice")
    decisions.resolve(conflict, "kept", user=None)
    run = load_pages(tmp_path, a=classic_page(lead="Changed thrice, one line more than the first."))
    assert Conflict.objects.filter(resolved_at=None).count() == 1
    loading.undo_load(run.load, user=None)
    assert not Conflict.objects.filter(resolved_at=None).exists()
    assert Article.objects.get().lead == "An editor's lead."
    decisions.release(Article.objects.get(), "lead", user=None)
    assert Article.objects.get().lead.startswith("Changed twice")


def test_releasing_a_decision_settles_its_conflict_as_taken(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.decide(Article.objects.get(), "lead", "An editor's lead.", user=None)
    load_pages(tmp_path, a=CHANGED_LEAD)
    decisions.release(Article.objects.get(), "lead", user=None)
    assert Conflict.objects.get().resolution == Conflict.Resolution.TAKEN
    assert Article.objects.get().lead.startswith("Changed lead")


def test_settled_conflict_cannot_be_settled_again(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.decide(Article.objects.get(), "lead", "An editor's lead.", user=None)
    load_pages(tmp_path, a=CHANGED_LEAD)
    decisions.resolve(Conflict.objects.get(), "kept", user=None)
    with pytest.raises(ValueError, match="settled already"):
        decisions.resolve(Conflict.objects.get(), "taken", user=None)
    assert Article.objects.get().lead == "An editor's lead."


def test_state_that_an_editor_set_stands_after_undoing_and_loading_again(tmp_path):
    run = load_pages(tmp_path, a=UNDATED)
    decisions.decide(Article.objects.get(), "state", "published", user=None)
    loading.undo_load(run.load, user=None)
    assert Article.objects.get().state == Article.State.WITHDRAWN
    loading.load([str(run.folder)])
    assert Article.objects.get().state == Article.State.PUBLISHED


def test_state_that_an_editor_set_stands_against_new_reasons_with_a_conflict(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.decide(Article.objects.get(), "state", "published", user=None)
    broken = classic_page(paragraphs=[*PARAGRAPHS, "One more line in a caf"]).encode() + b"\xe9 of the town."
    load_pages(tmp_path, a=broken)
    article = Article.objects.get()
    assert article.captures.count() == 2
    assert article.review_reasons
    assert article.state == Article.State.PUBLISHED
    assert Conflict.objects.get().decision.field == "state"


def test_article_is_not_withdrawn_by_its_state(tmp_path):
    load_pages(tmp_path, a=PAGE)
    with pytest.raises(ValueError, match="withdrawn for good"):
        decisions.decide(Article.objects.get(), "state", "withdrawn", user=None, reason="because")
    assert Article.objects.get().state == Article.State.PUBLISHED
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nonsense", "x"),
        ("public_id", "other"),  # given once, for ever
        ("merged_into", None),  # a merge's to set
        ("status", "merged"),  # likewise
        ("slug", "taken"),  # another's
        ("name", ""),
        ("slug", "Not A Slug!"),
        ("status", "nonsense"),
        ("broader", "x"),  # people have none
    ],
)
def test_value_that_does_not_fit_a_record_is_refused_and_nothing_written(field, value):
    who = person("Anna Karova")
    person("Taken")
    before = list(Person.objects.values())
    with pytest.raises((ValueError, ValidationError)):
        decisions.decide(who, field, value, user=None)
    assert list(Person.objects.values()) == before
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("headline", ""), ("headline", " \n"), ("nonsense", "x"), ("published", "soon")]
)
def test_value_that_does_not_fit_an_article_is_refused_and_nothing_written(tmp_path, field, value):
    load_pages(tmp_path, a=PAGE)
    before = Article.objects.values().get()
    with pytest.raises(ValueError):  # noqa: PT011  (each says something else)
        decisions.decide(Article.objects.get(), field, value, user=None)
    assert Article.objects.values().get() == before
    assert not Decision.objects.exists()


def test_nothing_can_be_decided_of_a_merged_record():
    one, two = person("Anna Karova"), person("Anja Karowa")
    merging.merge(one, two, user=None)
    with pytest.raises(ValueError, match="merged into “Anna Karova”"):
        decisions.decide(two, "status", "established", user=None)


def test_nothing_can_be_decided_of_a_merged_article(tmp_path):
    load_pages(tmp_path, a=PAGE, b=HARBOUR)
    winner, loser = Article.objects.order_by("pk")
    merging.merge(winner, loser, user=None)
    with pytest.raises(ValueError, match="merged into"):
        decisions.decide(loser, "state", "published", user=None)
    assert list(Article.objects.public()) == [winner]


@pytest.mark.parametrize("word", ["published", "review"])
def test_state_set_while_no_load_vouches_waits_for_the_next(tmp_path, word):
    run = load_pages(tmp_path, a=PAGE)
    loading.undo_load(run.load, user=None)
    decisions.decide(Article.objects.get(), "state", word, user=None)
    assert not Article.objects.public().exists()
    loading.load([str(run.folder)])
    assert Article.objects.get().state == word


def test_releasing_the_state_while_no_load_vouches_leaves_the_article_withdrawn(tmp_path):
    run = load_pages(tmp_path, a=PAGE)
    decisions.decide(Article.objects.get(), "state", "review", user=None)
    loading.undo_load(run.load, user=None)
    decisions.release(Article.objects.get(), "state", user=None)
    assert not Article.objects.public().exists()


def test_body_cannot_be_put_below_its_own_part():
    above = organisation("Above")
    part = organisation("Part", broader=above)
    with pytest.raises(ValidationError):
        decisions.decide(above, "broader", part.public_id, user=None)


# --------------------------------------------------------------------------- what others did meanwhile


def test_edit_of_a_page_opened_before_a_reload_keeps_the_reload(tmp_path):
    load_pages(tmp_path, a=PAGE)
    opened = Article.objects.get()
    load_pages(tmp_path, a=CHANGED_LEAD)
    decisions.decide(opened, "kicker", "An editor's kicker", user=None)
    article = Article.objects.get()
    assert article.kicker == "An editor's kicker"
    assert article.lead.startswith("Changed lead")
    assert article.current_reading.layer_id == article.mentions.first().layer_id


def test_verdict_on_a_page_opened_before_an_edit_keeps_the_edit(tmp_path):
    load_pages(tmp_path, a=PAGE)
    opened = Quotation.objects.select_related("article").get()
    decisions.decide(Article.objects.get(), "lead", "An editor's lead.", user=None)
    decisions.judge_quotation(opened, "accepted", user=None)
    assert Article.objects.get().lead == "An editor's lead."


def test_nothing_can_be_decided_of_a_withdrawn_article(tmp_path):
    load_pages(tmp_path, a=PAGE)
    withdraw(Article.objects.get(), user=None, reason="court")
    with pytest.raises(ValueError, match="withdrawn"):
        decisions.decide(Article.objects.get(), "state", "published", user=None)
    with pytest.raises(ValueError, match="withdrawn"):
        decisions.decide(Article.objects.get(), "headline", "It was about grain.", user=None)
    article = Article.objects.get()
    assert (article.state, article.headline) == (Article.State.WITHDRAWN, "[withdrawn]")
