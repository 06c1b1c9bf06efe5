"""What merges promise: undone later, whatever came between, every row is back where it belongs."""

import pytest

from archive import decisions, loading, merging
from archive.models import (
    Article,
    Conflict,
    Membership,
    Merge,
    Organisation,
    Person,
    PersonIdentifier,
    PersonName,
    ProposedPair,
    Quotation,
)
from archive.withdrawing import withdraw
from tests.pages import PARAGRAPHS, classic_page, relaunched_page
from tests.promises import (
    CHANGED_LEAD,
    HARBOUR,
    MOVED,
    OTHER,
    PAGE,
    Run,
    load_pages,
    mention,
    organisation,
    pair,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def works(tmp_path):
    """Two articles, each from a load of its own: article, article, and their loads."""
    grain, harbour = load_pages(tmp_path, a=PAGE), load_pages(tmp_path, b=HARBOUR)
    return (
        Article.objects.get(headline="Grain talks end without agreement"),
        Article.objects.get(headline="Harbour opened"),
        grain,
        harbour,
    )


def load_story_of(tmp_path, name: str, headline: str, day: str) -> Run:
    """Load an article in which Olena Bondar's part is played by somebody else."""
    surname = name.rsplit(maxsplit=1)[-1]
    paragraphs = [
        p.replace("Olena Bondar", name).replace("said Bondar", f"said {surname}") for p in PARAGRAPHS
    ]
    return load_pages(
        tmp_path, a=classic_page(headline, day=day, lead=f"It is {headline}.", paragraphs=paragraphs)
    )


@pytest.fixture
def three_spellings(tmp_path):
    """Three spellings of one name, each known from an article of its own."""
    names = ("Anna Karova", "Anja Karowa", "Anya Carova")
    for n, name in enumerate(names, 1):
        load_story_of(tmp_path, name, f"Story number {n}", f"0{n}.03.2018")
    return [Person.objects.get(name=name) for name in names]


# --------------------------------------------------------------------------- articles


def test_undoing_a_merge_of_articles_restores_every_field_and_link(works):
    winner, loser, *_ = works
    fields = [f.attname for f in Article._meta.fields if f.attname != "changed_at"]

    def shown():
        return [
            (
                {f: getattr(a, f) for f in fields},
                list(a.mentions.order_by("pk").values_list("surface", "person_id")),
            )
            for a in Article.objects.order_by("pk")
        ]

    before = [(row, sorted(mentions)) for row, mentions in shown()]
    merging.undo(merging.merge(winner, loser, user=None), user=None)
    assert [(row, sorted(mentions)) for row, mentions in shown()] == before


@pytest.mark.parametrize("undone", ["winner", "loser"])
def test_article_whose_load_was_undone_while_merged_is_withdrawn_after_the_merge_is_undone(works, undone):
    winner, loser, of_winner, of_loser = works
    done = merging.merge(winner, loser, user=None)
    loading.undo_load({"winner": of_winner, "loser": of_loser}[undone].load, user=None)
    merging.undo(done, user=None)
    gone, there = (winner, loser) if undone == "winner" else (loser, winner)
    gone.refresh_from_db()
    there.refresh_from_db()
    assert (gone.state, there.state) == (Article.State.WITHDRAWN, Article.State.PUBLISHED)


def test_revision_of_the_merged_article_goes_back_with_it(works, tmp_path):
    winner, loser, *_ = works
    done = merging.merge(winner, loser, user=None)
    revised = HARBOUR.replace("A port was opened.", "A port was opened. It rained.")
    run = load_pages(tmp_path, c=revised)
    assert (run.lines[0]["outcome"], run.lines[0]["article"]) == ("revision", winner.public_id)
    merging.undo(done, user=None)
    assert (winner.captures.count(), loser.captures.count()) == (1, 2)
    loser.refresh_from_db()
    assert "It rained." in loser.current_reading.layer.text


def test_verdicts_on_the_merged_article_stand_on_the_one_that_shows_its_text(works, tmp_path):
    grain, harbour, *_ = works
    decisions.judge_mention(mention("Taras Melnyk", pk=grain.pk), "rejected", user=None)
    load_pages(
        tmp_path, a=classic_page(paragraphs=[*PARAGRAPHS, "Later line added to the grain story here."])
    )
    merging.merge(harbour, grain, user=None)
    harbour.refresh_from_db()
    assert harbour.headline == "Grain talks end without agreement"
    assert mention("Taras Melnyk", pk=harbour.pk).rejected


def test_verdict_given_while_merged_stands_on_the_text_it_speaks_of_after_the_merge_is_undone(
    works, tmp_path
):
    grain, harbour, *_ = works
    load_pages(tmp_path, a=MOVED)
    done = merging.merge(harbour, grain, user=None)
    decisions.judge_mention(mention("Taras Melnyk", pk=harbour.pk), "rejected", user=None)
    merging.undo(done, user=None)
    assert mention("Taras Melnyk", pk=grain.pk).rejected


def test_verdict_on_a_record_holds_in_both_texts_of_one_work_and_only_while_they_are_one(works, tmp_path):
    grain, harbour, *_ = works
    also = [*OTHER, "Ukrainian Foreign Minister Olena Bondar was there."]
    load_pages(tmp_path, b=classic_page("Harbour opened", day="02.02.2019", paragraphs=also))
    decisions.judge_mention(mention("Olena Bondar", pk=grain.pk), "rejected", user=None)
    done = merging.merge(harbour, grain, user=None)
    while_one = mention("Olena Bondar", pk=harbour.pk).rejected
    merging.undo(done, user=None)
    assert while_one
    assert not mention("Olena Bondar", pk=harbour.pk).rejected
    assert mention("Olena Bondar", pk=grain.pk).rejected


def test_editors_headline_stands_on_the_article_that_stays_with_a_conflict_for_the_other_text(works):
    winner, loser, *_ = works
    decisions.decide(winner, "headline", "Editor's headline", user=None)
    done = merging.merge(winner, loser, user=None)
    winner.refresh_from_db()
    assert winner.headline == "Editor's headline"
    assert Conflict.objects.get().reading_value == "Harbour opened"
    merging.undo(done, user=None)
    assert not Conflict.objects.exists()


def test_names_in_the_merged_article_count_once(works):
    grain, harbour, *_ = works
    merging.merge(harbour, grain, user=None)
    bondar = Person.objects.get(name="Olena Bondar")
    assert not Article.objects.public().mentioning(bondar).exists()


def test_merged_article_cannot_be_withdrawn_but_the_one_that_shows_it_can(works):
    winner, loser, *_ = works
    merging.merge(winner, loser, user=None)
    loser.refresh_from_db()
    with pytest.raises(ValueError, match=f"merged into {winner.public_id}"):
        withdraw(loser, user=None, reason="court")
    winner.refresh_from_db()
    withdraw(winner, user=None, reason="court")
    assert not Article.objects.public().exists()


def test_merge_of_a_withdrawn_article_cannot_be_undone(works):
    winner, loser, *_ = works
    done = merging.merge(winner, loser, user=None)
    winner.refresh_from_db()
    withdraw(winner, user=None, reason="court")
    with pytest.raises(merging.CannotMerge, match="withdrawn by order"):
        merging.undo(done, user=None)
    loser.refresh_from_db()
    assert (loser.state, loser.state_reason, loser.headline) == (
        Article.State.WITHDRAWN,
        "court",
        "[withdrawn]",
    )


@pytest.mark.parametrize("withdrawn", ["winner", "loser"])
def test_withdrawn_article_cannot_be_merged(works, withdrawn):
    winner, loser, *_ = works
    withdraw(winner if withdrawn == "winner" else loser, user=None, reason="court")
    with pytest.raises(merging.CannotMerge, match="withdrawn by order"):
        merging.merge(winner, loser, user=None)


def test_articles_judged_different_cannot_be_merged(works):
    winner, loser, *_ = works
    decisions.judge_pair(pair(winner, loser), "different", user=None)
    with pytest.raises(merging.CannotMerge, match="not the same"):
        merging.merge(winner, loser, user=None)


@pytest.mark.parametrize("undone", [True, False], ids=["one without a load", "both loaded"])
def test_article_merged_while_no_load_vouches_for_it_shows_the_other(works, undone):
    winner, loser, of_winner, _ = works
    if undone:
        loading.undo_load(of_winner.load, user=None)
    done = merging.merge(winner, loser, user=None)
    winner.refresh_from_db()
    assert (winner.headline, winner.state) == ("Harbour opened", Article.State.PUBLISHED)
    merging.undo(done, user=None)
    assert Article.objects.public().count() == (1 if undone else 2)


# --------------------------------------------------------------------------- chains


def test_what_was_loaded_during_a_chain_of_merges_goes_back_step_by_step(three_spellings, tmp_path):
    anna, anja, anya = three_spellings
    first = merging.merge(anja, anna, user=None)
    second = merging.merge(anya, Person.objects.get(pk=anja.pk), user=None)
    load_story_of(tmp_path, "Anna Karova", "Story number 4", "04.03.2018")
    late = Article.objects.get(headline="Story number 4").mentions.get(linked_person=anna)
    stands_for = [late.person]
    for done in (second, first):
        merging.undo(done, user=None)
        late.refresh_from_db()
        stands_for.append(late.person)
    assert stands_for == [anya, anja, anna]


def test_record_stays_established_while_another_merge_vouches_for_it(three_spellings):
    anna, anja, anya = three_spellings
    first = merging.merge(anya, anna, user=None)
    merging.merge(Person.objects.get(pk=anya.pk), anja, user=None)
    merging.undo(first, user=None)
    assert Person.objects.get(pk=anya.pk).status == Person.Status.ESTABLISHED


def test_record_that_nothing_vouches_for_any_more_is_a_candidate_again(three_spellings):
    anna, anja, anya = three_spellings
    first = merging.merge(anya, anna, user=None)
    second = merging.merge(Person.objects.get(pk=anya.pk), anja, user=None)
    merging.undo(first, user=None)
    merging.undo(second, user=None)
    assert Person.objects.get(pk=anya.pk).status == Person.Status.CANDIDATE


def test_record_that_an_editor_established_stays_so_when_its_merge_is_undone(three_spellings):
    anna, anja, _ = three_spellings
    done = merging.merge(anja, anna, user=None)
    decisions.decide(anja, "status", "established", user=None)
    merging.undo(done, user=None)
    assert Person.objects.get(pk=anja.pk).status == Person.Status.ESTABLISHED


def test_not_the_same_is_remembered_through_a_third_record():
    one, two, three = person("A One"), person("B Two"), person("C Three")
    decisions.judge_pair(pair(one, two), "different", user=None)
    merging.merge(three, one, user=None)
    with pytest.raises(merging.CannotMerge, match="not the same"):
        merging.merge(three, two, user=None)


def test_pair_first_judged_different_then_the_same_can_be_merged():
    one, two = person("A One"), person("B Two")
    proposed = pair(one, two)
    decisions.judge_pair(proposed, "different", user=None)
    decisions.judge_pair(proposed, "same", user=None)
    merging.merge(one, two, user=None)
    assert Merge.objects.count() == 1


def test_undone_merge_leaves_its_pair_proposed():
    one, two = person("A One"), person("B Two")
    proposed = pair(one, two)
    merging.undo(merging.merge(one, two, user=None), user=None)
    proposed.refresh_from_db()
    assert proposed.state == ProposedPair.State.PROPOSED


def test_pair_judged_different_while_merged_is_different_when_the_merge_is_undone():
    one, two = person("A One"), person("B Two")
    proposed = pair(one, two)
    done = merging.merge(one, two, user=None)
    decisions.judge_pair(proposed, "different", user=None)
    merging.undo(done, user=None)
    proposed.refresh_from_db()
    assert proposed.state == ProposedPair.State.DIFFERENT


# --------------------------------------------------------------------------- links and names


def test_mention_linked_by_an_editor_to_the_merged_record_is_that_record_again(tmp_path):
    load_pages(tmp_path, a=PAGE)
    xenia, yara = person("Xenia One"), person("Yara Two")
    decisions.link_mention(mention("Olena Bondar"), xenia, user=None)
    done = merging.merge(yara, xenia, user=None)
    load_pages(tmp_path, a=MOVED)
    assert mention("Olena Bondar").person == yara
    merging.undo(done, user=None)
    assert mention("Olena Bondar").person == xenia


def test_mention_linked_by_an_editor_to_the_record_that_stays_stays_with_it(tmp_path):
    load_pages(tmp_path, a=PAGE)
    bondar, yara = Person.objects.get(name="Olena Bondar"), person("Yara Two")
    decisions.link_mention(mention("Olena Bondar"), yara, user=None)
    merging.undo(merging.merge(yara, bondar, user=None), user=None)
    assert mention("Olena Bondar").person == yara


@pytest.mark.parametrize("rejected_first", [True, False], ids=["then merged", "while merged"])
def test_mention_rejected_before_or_during_a_merge_stays_rejected_after_it(tmp_path, rejected_first):
    load_pages(tmp_path, a=PAGE)
    melnyk, other = Person.objects.get(name="Taras Melnyk"), person("Other Name", status="established")
    steps = [
        lambda: decisions.judge_mention(mention("Taras Melnyk"), "rejected", user=None),
        lambda: merging.merge(other, melnyk, user=None),
    ]
    for step in steps if rejected_first else reversed(steps):
        step()
    load_pages(tmp_path, a=MOVED)
    assert mention("Taras Melnyk").rejected
    merging.undo(Merge.objects.get(), user=None)
    load_pages(tmp_path, a=CHANGED_LEAD)
    again = mention("Taras Melnyk")
    assert again.rejected
    assert again.person == melnyk


def test_author_of_an_article_loaded_while_merged_goes_back(tmp_path):
    load_pages(tmp_path, a=relaunched_page())
    author, other = Person.objects.get(name="Ines Falkenberg"), person("Ines F.")
    done = merging.merge(other, author, user=None)
    load_pages(tmp_path, a=relaunched_page(lead="Changed lead, one line more than the first."))
    assert list(Article.objects.get().authors.all()) == [other]
    merging.undo(done, user=None)
    assert list(Article.objects.get().authors.all()) == [author]


def test_two_authors_who_are_one_stand_once_and_are_two_again_after_the_merge_is_undone(tmp_path):
    load_pages(tmp_path, a=relaunched_page(author="Ines Falkenberg, Ina Falkenberg"))
    ines, ina = Person.objects.get(name="Ines Falkenberg"), Person.objects.get(name="Ina Falkenberg")
    done = merging.merge(ines, ina, user=None)
    assert list(Article.objects.get().authors.all()) == [ines]
    merging.undo(done, user=None)
    assert list(Article.objects.get().authorships.order_by("position").values_list("person", flat=True)) == [
        ines.pk,
        ina.pk,
    ]


def test_authors_that_an_editor_decided_go_back_with_the_merge(tmp_path):
    load_pages(tmp_path, a=relaunched_page())
    xenia, yara = person("Xenia One"), person("Yara Two")
    decisions.decide(Article.objects.get(), "authors", [xenia.public_id], user=None)
    merging.undo(merging.merge(yara, xenia, user=None), user=None)
    assert list(Article.objects.get().authors.all()) == [xenia]


def test_publisher_given_by_an_editor_follows_the_merge_and_its_undoing(tmp_path):
    load_pages(tmp_path, a=PAGE)
    given, stays = organisation("Other Paper"), organisation("Winner Paper")
    decisions.decide(Article.objects.get(), "publisher", given.public_id, user=None)
    done = merging.merge(stays, given, user=None)
    load_pages(tmp_path, a=CHANGED_LEAD)
    assert Article.objects.get().publisher == stays
    merging.undo(done, user=None)
    assert Article.objects.get().publisher == given


def test_publisher_read_while_it_was_merged_goes_back(tmp_path):
    load_pages(tmp_path, a=PAGE)
    read = Article.objects.get().publisher
    done = merging.merge(organisation("Winner Paper"), read, user=None)
    load_pages(tmp_path, b=HARBOUR)
    merging.undo(done, user=None)
    assert list(Article.objects.values_list("publisher", flat=True)) == [read.pk, read.pk]


def test_value_released_after_a_merge_is_the_record_that_stays(tmp_path):
    load_pages(tmp_path, a=PAGE)
    article, stays = Article.objects.get(), organisation("Deutsche Welle GmbH")
    merging.merge(stays, article.publisher, user=None)
    decisions.confirm(article, "publisher", user=None)
    decisions.release(article, "publisher", user=None)
    assert Article.objects.get().publisher == stays


def test_merged_publisher_that_an_editor_names_is_the_record_that_stays(tmp_path):
    load_pages(tmp_path, a=PAGE)
    article, stays = Article.objects.get(), organisation("Deutsche Welle GmbH")
    merged = article.publisher
    merging.merge(stays, merged, user=None)
    decisions.decide(article, "publisher", merged.public_id, user=None)
    assert Article.objects.get().publisher == stays


def test_name_added_to_the_record_while_merged_stays_and_copied_ones_go():
    anna, anja = person("Anna Karova"), person("Anja Karowa")
    done = merging.merge(anna, anja, user=None)
    PersonName.objects.create(record=anna, text="A. K.", form="alias")
    merging.undo(done, user=None)
    assert set(anna.names.values_list("text", flat=True)) == {"Anna Karova", "A. K."}


def test_names_copied_along_a_chain_all_go_when_it_is_undone():
    one, two, three = person("Anna Karova"), person("Anja Karowa"), person("Cecilia Dee")
    first = merging.merge(one, two, user=None)
    second = merging.merge(three, Person.objects.get(pk=one.pk), user=None)
    assert PersonName.objects.count() > 3
    merging.undo(second, user=None)
    merging.undo(first, user=None)
    assert sorted(PersonName.objects.values_list("record__name", "text")) == sorted(
        (record.name, record.name) for record in (one, two, three)
    )


def test_identifier_moves_with_the_merge_and_back():
    one, two = person("Anna Karova"), person("Anja Karowa")
    identifier = PersonIdentifier.objects.create(record=two, scheme="wikidata", value="Q5")
    done = merging.merge(one, two, user=None)
    identifier.refresh_from_db()
    assert identifier.record == one
    merging.undo(done, user=None)
    identifier.refresh_from_db()
    assert identifier.record == two


def test_part_that_an_editor_moved_out_while_merged_stays_out():
    stays, merged = organisation("Stays"), organisation("Goes")
    part = organisation("Part", broader=merged)
    done = merging.merge(stays, merged, user=None)
    part.refresh_from_db()
    assert part.broader == stays
    decisions.decide(part, "broader", None, user=None)
    merging.undo(done, user=None)
    part.refresh_from_db()
    assert part.broader is None


def test_merge_into_a_record_high_above_makes_no_circle():
    top = organisation("Top")
    middle = organisation("Middle", broader=top)
    low = organisation("Low", broader=middle)
    lowest = organisation("Lowest", broader=low)
    merging.merge(top, low, user=None)
    lowest.refresh_from_db()
    assert lowest.broader == top
    for record in Organisation.objects.all():
        record.clean()


def test_quotation_of_a_merged_speaker_is_the_speakers_again(tmp_path):
    load_pages(tmp_path, a=PAGE)
    bondar, other = Person.objects.get(name="Olena Bondar"), person("Other Name")
    said = Quotation.objects.get(speaker_mention__person=bondar)
    done = merging.merge(other, bondar, user=None)
    said.refresh_from_db()
    assert said.speaker_mention.person == other
    merging.undo(done, user=None)
    said.refresh_from_db()
    assert said.speaker_mention.person == bondar


def test_member_of_a_merged_body_is_a_member_of_the_one_that_stays_until_it_is_undone():
    body, stays, member = organisation("Body"), organisation("Stays"), person("Anna Karova")
    post = Membership.objects.create(person=member, post="Chair", organisation=body, digest="d")
    done = merging.merge(stays, body, user=None)
    post.refresh_from_db()
    assert post.organisation == stays
    merging.undo(done, user=None)
    post.refresh_from_db()
    assert post.organisation == body
