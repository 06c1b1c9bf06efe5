"""Reading stored captures again: what is new is taken, what editors said stands, the rest stays untouched."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from archive import decisions, loading, merging, recognition, verifying, withdrawing
from archive.exporting import export
from archive.loading import knowledge, rereading, storing
from archive.loading.targets import UnknownReader
from archive.models import (
    Article,
    ArticleRereading,
    Batch,
    Capture,
    ChangeLog,
    Conflict,
    Person,
    Reading,
    Rereading,
    TextLayer,
)
from archive.parsing import dw_classic, dw_relaunch
from tests import changed_readers
from tests import rereading as again
from tests.changed_readers import Changed, first_words, use, with_value, without
from tests.pages import PARAGRAPHS, classic_page, relaunched_page
from tests.promises import HARBOUR, OTHER, PAGE, load_pages
from tests.rereading import differing, read_again, whole_archive

pytestmark = pytest.mark.django_db

PORT = classic_page(
    "Harbour opened",
    day="02.02.2019",
    lead="A port was opened on the coast after years of work. Ships of every size can land there now.",
    paragraphs=OTHER,
)
EARLY = classic_page(
    lead="Ministers from six countries have failed to agree. This page was captured EARLY in the day."
)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Captures are read here, by the readers that a test put in place."""
    monkeypatch.setattr(knowledge, "Preparer", again.Here)


def faults():
    return [str(fault) for fault in verifying.verify(verifying.Counts())]


def exported():
    return {a["id"]: {k: v for k, v in a.items() if k != "changed"} for a in export(Article.objects.public())}


# --------------------------------------------------------------------------- what changed is taken


def test_changed_reader_changes_what_it_reads_otherwise_and_says_so_by_field(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE, b=PORT, c=relaunched_page("Another story", paragraphs=OTHER))
    before = exported()
    use(monkeypatch, Changed(first_words("lead", 4)), dw_relaunch)
    tally, lines = read_again(reason="leads were too long")
    assert tally.by_outcome == {"changed": 2, "unchanged": 1}
    assert tally.changes()["lead"] == {"changed": 2}
    assert set(tally.changes()) == {"lead"}
    assert tally.exit_status == 0
    changed = Article.objects.get(headline="Harbour opened")
    assert changed.lead == "A port was opened"
    assert str(changed.current_reading) == "dw_classic/99"
    line = next(line for line in lines if line["headline"] == "Grain talks end without agreement")
    old = "Ministers from six countries have failed to agree on the export of grain. A new round is planned."
    assert line["changes"] == {"lead": {"old": old, "new": "Ministers from six countries"}}
    assert (line["before"]["reader"], line["after"]["reader"]) == (
        f"dw_classic/{dw_classic.VERSION}",
        "dw_classic/99",
    )
    after = exported()
    untouched = Article.objects.get(headline="Another story").public_id
    assert after[untouched] == before[untouched]
    assert faults() == []
    run = Rereading.objects.get()
    assert (run.kind, run.state, run.reason) == (Batch.Kind.REREADING, "finished", "leads were too long")
    assert (run.tally, run.changes) == ({"changed": 2, "unchanged": 1}, {"lead": {"changed": 2}})
    assert Reading.objects.filter(reader="dw_classic").count() == 4  # the earlier ones remain


def test_every_changed_article_is_in_the_change_log_and_no_other(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE, c=relaunched_page("Another story", paragraphs=OTHER))
    at = ChangeLog.objects.latest("pk").pk
    use(monkeypatch, Changed(first_words("lead", 4)), dw_relaunch)
    read_again()
    logged = ChangeLog.objects.filter(pk__gt=at).values_list("kind", "public_id")
    assert list(logged) == [("article", Article.objects.get(lead="Ministers from six countries").public_id)]


@pytest.mark.parametrize("force", [False, True])
def test_reading_again_with_the_same_program_changes_no_row(tmp_path, seeds, force):
    loading.load([str(seeds / "captures")])
    load_pages(
        tmp_path, a=PAGE, b=HARBOUR, undated="Some words.\n\nAnd a few more of them.", bad=b"%PDF-1.7 x"
    )
    before = whole_archive()
    tally, _lines = read_again(force=force)
    assert set(tally.by_outcome) == {"unchanged"}
    assert differing(before, whole_archive()) == []
    assert ArticleRereading.objects.count() == 0


def test_second_run_after_a_change_changes_no_row(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE, b=HARBOUR)
    use(monkeypatch, Changed(first_words("title", 1)), dw_relaunch)
    assert read_again()[0].by_outcome == {"changed": 2}
    before = whole_archive()
    assert read_again()[0].by_outcome == {"unchanged": 2}
    assert read_again(force=True)[0].by_outcome == {"unchanged": 2}
    assert differing(before, whole_archive()) == []


def test_other_version_that_reads_the_same_is_shown_as_the_reader_and_counted_apart(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    use(monkeypatch, Changed(changed_readers.as_it_was), dw_relaunch)
    tally, _lines = read_again()
    assert (tally.by_outcome, tally.changes()) == ({"same": 1}, {})
    assert str(Article.objects.get().current_reading) == "dw_classic/99"


def test_other_version_of_recognition_is_stored_with_what_it_recognised(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    monkeypatch.setattr(recognition, "VERSION", "99")
    assert read_again()[0].by_outcome == {"same": 1}
    mentions = Article.objects.get().mentions.all()
    assert {o["version"] for m in mentions for o in m.occurrences} == {"99"}
    assert read_again()[0].by_outcome == {"unchanged": 1}


def test_new_design_takes_pages_that_another_reader_has_read(tmp_path, monkeypatch):
    page = f"NEW DESIGN\n\nHeadline of the page\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    load_pages(tmp_path, a=page, b=HARBOUR)
    general = Article.objects.get(current_reading__reader="general")
    from archive.parsing import general as reader

    mine = Changed(
        with_value("section", "World"),
        version=dw_classic.VERSION,
        base=reader,
        name="new_design",
        recognises=lambda layer: layer.text.startswith("NEW DESIGN"),
    )
    use(monkeypatch, dw_classic, dw_relaunch, mine)
    tally, _lines = read_again()
    assert tally.by_outcome == {"changed": 1, "unchanged": 1}
    assert tally.changes()["section"] == {"set": 1}
    general.refresh_from_db()
    assert (general.current_reading.reader, general.section) == ("new_design", "World")


def test_field_that_is_not_read_any_more_is_emptied(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    use(monkeypatch, Changed(without("section")), dw_relaunch)
    assert read_again()[0].changes() == {"section": {"emptied": 1}}
    assert Article.objects.get().section == ""


def test_address_that_was_read_and_is_not_any_more_goes_with_its_reading(tmp_path, monkeypatch):
    use(
        monkeypatch,
        Changed(with_value("url", "https://news.example/wrong"), version=dw_classic.VERSION),
        dw_relaunch,
    )
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    load_pages(tmp_path, a=PAGE)
    assert Article.objects.get().url == "https://news.example/wrong"
    use(monkeypatch, Changed(changed_readers.as_it_was), dw_relaunch)
    assert read_again()[0].changes() == {"url": {"emptied": 1}}
    assert Article.objects.get().url == ""


def test_reader_that_reads_otherwise_under_the_same_version_is_refused(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    before = whole_archive()
    use(monkeypatch, Changed(first_words("lead", 4), version=dw_classic.VERSION), dw_relaunch)
    tally, lines = read_again(force=True)
    assert (tally.by_outcome, tally.exit_status) == ({"kept": 1}, 1)
    assert "Raise its VERSION" in lines[0]["message"]
    assert differing(before, whole_archive()) == []


# --------------------------------------------------------------------------- editors' words stand


def test_editors_headline_stands_and_a_conflict_waits_where_the_reading_changed(
    tmp_path, monkeypatch, editor
):
    load_pages(tmp_path, a=PAGE, b=HARBOUR)
    for article in Article.objects.all():
        decisions.decide(article, "headline", "An editor's headline", user=editor)
    decisions.confirm(Article.objects.first(), "lead", user=editor)
    use(monkeypatch, Changed(first_words("title", 2)), dw_relaunch)
    tally, lines = read_again()
    assert tally.changes() == {"conflicts": {"opened": 1}}  # "Harbour opened" has two words: read as before
    assert tally.by_outcome == {"changed": 1, "same": 1}
    assert set(Article.objects.values_list("headline", flat=True)) == {"An editor's headline"}
    conflict = Conflict.objects.get()
    assert (conflict.decision.field, conflict.reading_value) == ("headline", "Grain talks")
    assert [line["changes"].get("conflicts") for line in lines] == [{"opened": ["headline"]}, None]
    before = whole_archive()
    read_again(force=True)
    assert differing(before, whole_archive()) == []
    decisions.resolve(conflict, "kept", user=editor)
    read_again(force=True)
    assert not Conflict.objects.filter(resolved_at=None).exists()
    assert faults() == []


def test_rejected_and_merged_stay_so_and_verdicts_find_their_place_when_blocks_change(
    tmp_path, monkeypatch, editor
):
    load_pages(tmp_path, a=PAGE)
    article = Article.objects.get()
    melnyk = article.mentions.get(surface="Taras Melnyk")
    decisions.judge_mention(melnyk, "rejected", user=editor)
    quotation = article.quotations.get()
    decisions.judge_quotation(quotation, "rejected", user=editor)
    bondar = Person.objects.get(name="Olena Bondar")
    other = Person.objects.create(public_id="p1", slug="o-b", name="O. Bondar", status="established")
    merging.merge(other, bondar, user=editor)
    role = article.attestations.filter(mention__linked_person=bondar).first()
    if role is not None:
        decisions.judge_attestation(role, "accepted", user=editor)
    use(monkeypatch, Changed(first_words("title", 2)), dw_relaunch)
    assert read_again()[0].by_outcome == {"changed": 1}
    assert article.mentions.get(surface="Taras Melnyk").rejected
    assert article.quotations.get().rejected
    mention = article.mentions.get(linked_person=bondar)
    assert mention.person == other
    if role is not None:
        assert article.attestations.filter(mention=mention, accepted=True).exists()
    assert not Person.objects.filter(name="Olena Bondar", merged_into=None).exists()
    assert faults() == []


def test_reading_that_claims_another_articles_address_is_doubted_and_moves_nothing(tmp_path, monkeypatch):
    address = "https://news.example/story"
    use(monkeypatch, Changed(with_value("url", address), version=dw_classic.VERSION), dw_relaunch)
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    load_pages(tmp_path, a=PAGE)
    use(monkeypatch, Changed(changed_readers.as_it_was, version=dw_classic.VERSION), dw_relaunch)
    load_pages(tmp_path, b=HARBOUR)
    owners = list(Capture.objects.order_by("pk").values_list("article", flat=True))
    use(monkeypatch, Changed(with_value("url", address)), dw_relaunch)
    read_again()
    assert list(Capture.objects.order_by("pk").values_list("article", flat=True)) == owners
    assert len(set(owners)) == 2
    harbour = Article.objects.get(captures=Capture.objects.order_by("pk")[1])
    assert [reason["code"] for reason in harbour.review_reasons] == ["address-not-believed"]
    assert harbour.url == ""


# --------------------------------------------------------------------------- what cannot be read any more


@pytest.mark.parametrize(
    ("readers", "told"),
    [
        ((Changed(changed_readers.breaks), dw_relaunch), "RuntimeError: no such line"),
        (
            (dw_classic, Changed(changed_readers.as_it_was, name="also_fits"), dw_relaunch),
            "Several page designs fit: dw_classic, also_fits",
        ),
    ],
)
def test_page_that_cannot_be_read_any_more_keeps_its_reading_and_is_reported(
    tmp_path, monkeypatch, readers, told
):
    load_pages(tmp_path, a=PAGE, c=relaunched_page("Another story", paragraphs=OTHER))
    before = whole_archive()
    use(monkeypatch, *readers)
    tally, lines = read_again()
    assert (tally.by_outcome, tally.exit_status) == ({"kept": 1, "unchanged": 1}, 1)
    assert told in lines[0]["message"]
    assert differing(before, whole_archive()) == []
    row = ArticleRereading.objects.get()
    assert (row.outcome, told in row.message, row.after) == ("kept", True, None)


def test_article_that_cannot_be_stored_fails_alone_and_whole(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE, b=PORT)
    use(monkeypatch, Changed(first_words("lead", 2)), dw_relaunch)
    show = rereading.show

    def fails_for_harbour(article, *rest):
        show(article, *rest)
        if article.headline == "Harbour opened":
            raise RuntimeError("disk of straw")

    monkeypatch.setattr(rereading, "show", fails_for_harbour)
    tally, lines = read_again()
    assert (tally.by_outcome, tally.exit_status) == ({"changed": 1, "failed": 1}, 1)
    assert "disk of straw" in next(line["message"] for line in lines if line["outcome"] == "failed")
    harbour = Article.objects.get(headline="Harbour opened")
    assert (harbour.lead[:18], str(harbour.current_reading)) == (
        "A port was opened ",
        f"dw_classic/{dw_classic.VERSION}",
    )
    assert faults() == []
    monkeypatch.setattr(rereading, "show", show)
    assert read_again()[0].by_outcome == {"changed": 1, "unchanged": 1}
    assert Article.objects.get(headline="Harbour opened").lead == "A port"


def test_withdrawn_undone_and_merged_articles_are_never_read(tmp_path, monkeypatch, editor):
    load_pages(tmp_path, a=PAGE)
    undone = load_pages(tmp_path, b=HARBOUR).load
    load_pages(
        tmp_path, c=classic_page("A third", day="01.01.2018", paragraphs=[f"Third: {p}" for p in OTHER])
    )
    load_pages(
        tmp_path, d=classic_page("A fourth", day="01.02.2018", paragraphs=[f"Four: {p}" for p in OTHER])
    )
    third, fourth = (Article.objects.get(headline=h) for h in ("A third", "A fourth"))
    loading.undo_load(undone, user=None)
    withdrawing.withdraw(Article.objects.get(headline__startswith="Grain"), user=editor, reason="law")
    merging.merge(third, fourth, user=editor)
    use(monkeypatch, Changed(first_words("lead", 1)), dw_relaunch)
    tally, lines = read_again(all_captures=True)
    assert [line["article"] for line in lines] == [third.public_id]
    assert tally.total == 1
    assert Reading.objects.filter(version="99").count() == 2  # both captures of the one that stays
    assert faults() == []


# --------------------------------------------------------------------------- several captures


def test_only_the_current_capture_is_read_unless_all_are_asked_for(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    load_pages(tmp_path, a=classic_page(lead="Changed lead, one line more than the first."))
    use(monkeypatch, Changed(first_words("lead", 2)), dw_relaunch)
    assert read_again()[0].by_outcome == {"changed": 1}
    assert Reading.objects.filter(version="99").count() == 1
    assert Article.objects.get().lead == "Changed lead,"
    assert read_again(all_captures=True)[0].by_outcome == {"same": 1}
    assert Reading.objects.filter(version="99").count() == 2
    before = whole_archive()
    assert read_again(all_captures=True, force=True)[0].by_outcome == {"unchanged": 1}
    assert differing(before, whole_archive()) == []


def test_date_of_change_that_is_read_now_makes_the_later_capture_current(tmp_path, monkeypatch):
    from dataclasses import replace
    from datetime import date

    first = load_pages(tmp_path, a=EARLY).lines[0]["sha256"]
    second = load_pages(tmp_path, a=PAGE).lines[0]["sha256"]
    assert Article.objects.get().current_capture.digest == second

    def early_is_later(layer, read):
        days = {True: date(2020, 1, 2), False: date(2020, 1, 1)}
        return replace(read, updated=replace(read.published, day=days["EARLY" in layer.text], instant=None))

    use(monkeypatch, Changed(early_is_later), dw_relaunch)
    read_again()  # the current one alone: dated now, and so later than what has no date
    assert Article.objects.get().current_capture.digest == second
    read_again(all_captures=True)
    article = Article.objects.get()
    assert article.current_capture.digest == first
    assert "EARLY" in article.lead
    assert faults() == []
    before = whole_archive()
    read_again(all_captures=True, force=True)
    load_again = storing.Outcome.DUPLICATE
    assert load_pages(tmp_path, a=PAGE).lines[0]["outcome"] == load_again
    assert [n for n in differing(before, whole_archive()) if n not in ("Load", "Sighting")] == []


# --------------------------------------------------------------------------- quarantine


def test_quarantined_page_becomes_an_article_once_a_reader_fits(tmp_path, monkeypatch):
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    use(monkeypatch, dw_classic, Changed(changed_readers.as_it_was, name="also_fits"))
    load_pages(tmp_path, a=PAGE)
    capture = Capture.objects.get()
    assert (capture.state, Article.objects.exists()) == ("quarantined", False)
    before = whole_archive()
    tally, _lines = read_again()
    assert (tally.by_outcome, tally.exit_status) == ({"quarantined": 1}, 0)
    assert read_again(quarantined=True)[0].exit_status == 1  # asked for it, and could not
    assert differing(before, whole_archive()) == []
    monkeypatch.setattr(changed_readers.parsing, "READERS", (dw_classic, dw_relaunch))
    tally, lines = read_again()
    assert (tally.by_outcome, tally.changes()) == ({"article": 1}, {})
    article = Article.objects.get()
    assert lines[0]["article"] == article.public_id
    capture.refresh_from_db()
    assert (capture.state, capture.reason, capture.article) == ("taken", "", article)
    assert article.public_id == capture.digest[:20]
    assert faults() == []
    assert load_pages(tmp_path, a=PAGE).lines[0]["article"] == article.public_id
    assert read_again()[0].by_outcome == {"unchanged": 1}


def test_quarantined_revision_joins_its_article(tmp_path, monkeypatch):
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    load_pages(tmp_path, a=PAGE)
    use(monkeypatch, dw_classic, Changed(changed_readers.as_it_was, name="also_fits"))
    load_pages(tmp_path, a=classic_page(lead="Changed lead, one line more than the first."))
    assert Capture.objects.filter(state="quarantined").count() == 1
    use(monkeypatch, dw_classic, dw_relaunch)
    tally, lines = read_again(quarantined=True)
    assert tally.by_outcome == {"revision": 1}
    assert tally.changes()["lead"] == {"changed": 1}
    article = Article.objects.get()
    assert (article.captures.count(), article.lead) == (2, "Changed lead, one line more than the first.")
    assert lines[0]["changes"]["lead"]["new"] == article.lead
    assert faults() == []


def test_quarantined_page_of_a_withdrawn_article_stays_where_it_is(tmp_path, monkeypatch, editor):
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    load_pages(tmp_path, a=PAGE)
    use(monkeypatch, dw_classic, Changed(changed_readers.as_it_was, name="also_fits"))
    load_pages(tmp_path, a=classic_page(lead="Changed lead, one line more than the first."))
    withdrawing.withdraw(Article.objects.get(), user=editor, reason="by order of a court")
    use(monkeypatch, dw_classic, dw_relaunch)
    tally, lines = read_again()
    assert tally.by_outcome == {"quarantined": 1}
    assert "withdrawn" in lines[0]["message"]
    assert not Article.objects.public().exists()


def test_quarantined_page_whose_load_was_undone_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    use(monkeypatch, dw_classic, Changed(changed_readers.as_it_was, name="also_fits"))
    run = load_pages(tmp_path, a=PAGE)
    loading.undo_load(run.load, user=None)
    use(monkeypatch, dw_classic, dw_relaunch)
    assert read_again()[0].total == 0


# --------------------------------------------------------------------------- which are read, and trying first


def test_choice_by_reader_and_by_query(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE, b=HARBOUR, c=relaunched_page("Another story", paragraphs=OTHER))
    use(monkeypatch, Changed(changed_readers.as_it_was), Changed(changed_readers.as_it_was, base=dw_relaunch))
    assert read_again(reader="dw_relaunch", dry_run=True)[0].by_outcome == {"same": 1}
    call_command("reread", "q=harbour", "--dry-run", "-v0")
    assert read_again(reader="dw_classic", dry_run=True)[0].by_outcome == {"same": 2}
    with pytest.raises(UnknownReader, match=r"dw_classic \(2\), dw_relaunch \(1\)"):
        rereading.Asked(reader="dw-classic").check_reader()
    assert Rereading.objects.count() == 0


def test_dry_run_tells_what_the_run_does_and_changes_nothing(tmp_path, monkeypatch, editor):
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    load_pages(tmp_path, a=PAGE, b=HARBOUR)
    use(monkeypatch, dw_classic, Changed(changed_readers.as_it_was, name="also_fits"))
    load_pages(
        tmp_path, c=classic_page("A third", day="01.01.2018", paragraphs=[f"Third: {p}" for p in OTHER])
    )
    decisions.decide(Article.objects.first(), "headline", "An editor's headline", user=editor)
    use(monkeypatch, Changed(first_words("title", 1)), dw_relaunch)
    before = whole_archive()
    tried, told = read_again(dry_run=True)
    assert differing(before, whole_archive()) == []
    assert not Rereading.objects.exists()
    tally, lines = read_again()
    assert (tried, told) == (tally, lines)
    assert tally.by_outcome == {"changed": 2, "article": 1}


# --------------------------------------------------------------------------- the command


def test_command_tells_the_summary_and_writes_the_report(tmp_path, monkeypatch, capsys):
    load_pages(tmp_path, a=PAGE, b=HARBOUR)
    use(monkeypatch, Changed(first_words("title", 2)), dw_relaunch)
    report = tmp_path / "report.jsonl"
    call_command("reread", "/articles/?date_after=2019-03-01", "--report", str(report), "--reason", "why")
    said = capsys.readouterr().out
    assert said == f"1 changed.\n  headline: 1 changed\nReport: {report}\n"
    line = json.loads(report.read_text())
    assert line["changes"]["headline"] == {"old": "Grain talks end without agreement", "new": "Grain talks"}
    call_command("reread", "--dry-run")
    assert capsys.readouterr().out.startswith("Dry run, nothing changed. 1 read the same")
    call_command("reread", "grain harvest")
    assert capsys.readouterr().out == "1 unchanged.\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["published_after=2017-01-01"], "there is no such parameter"),
        (["date_after=yesterday"], "Give an existing day"),
        (["--reader", "nobody"], "No reading was made by"),
        (["--quarantined", "words"], "goes without QUERY"),
        (["--workers", "0"], "from 1 to 64"),
    ],
)
def test_command_refuses_what_it_cannot_do_with_status_2(arguments, told):
    with pytest.raises(CommandError, match=told) as refused:
        call_command("reread", *arguments)
    assert refused.value.returncode in (1, 2)  # the parser's own errors have no status until it exits


def test_command_ends_with_1_where_a_page_cannot_be_read_any_more(tmp_path, monkeypatch, capsys):
    load_pages(tmp_path, a=PAGE)
    use(monkeypatch, Changed(changed_readers.breaks), dw_relaunch)
    with pytest.raises(SystemExit) as ended:
        call_command("reread")
    assert ended.value.code == 1
    assert "no such line" in capsys.readouterr().err


def test_old_layers_and_readings_remain_until_an_order_takes_them(tmp_path, monkeypatch, editor):
    load_pages(tmp_path, a=PAGE)
    use(monkeypatch, Changed(changed_readers.breaks), dw_relaunch)
    read_again()
    use(monkeypatch, Changed(changed_readers.as_it_was), dw_relaunch)
    read_again()
    withdrawing.withdraw(Article.objects.get(), user=editor, reason="law")
    assert not TextLayer.objects.exists()
    assert not Reading.objects.exists()
    assert set(ArticleRereading.objects.values_list("message", flat=True)) == {""}
    assert faults() == []
