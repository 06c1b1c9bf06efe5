"""What loading promises: nothing lost, the same in any order, undone cleanly, withdrawn things stay away."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection

from archive import decisions, loading, merging, works
from archive.documents import RawCapture
from archive.loading import batches, knowledge, running
from archive.loading.knowledge import gazetteer_now
from archive.loading.records import RecordBook
from archive.loading.storing import store
from archive.models import (
    Article,
    Capture,
    ChangeLog,
    Conflict,
    Load,
    Mention,
    Organisation,
    Person,
    ProposedPair,
    Sighting,
    Topic,
    WorkKey,
)
from archive.preparing import Prepared, prepare
from archive.withdrawing import withdraw
from tests.pages import LEAD, PARAGRAPHS, classic_page, relaunched_page
from tests.promises import CHANGED_LEAD, CHANGED_TWICE, HARBOUR, OTHER, PAGE, UNDATED, load_pages

pytestmark = pytest.mark.django_db

ADDRESS = "https://www.dw.com/en/x/a-12345"


def store_with_address(page: str, address: str = ADDRESS):
    """Store one page as a capture that states its address, as WARC records do."""
    load = Load.objects.create(kind="load")
    raw = RawCapture("x", b"x", page.encode(), "text/plain", url=address)
    gazetteer = gazetteer_now()
    return store(raw, None, load, RecordBook(load), lambda again: prepare(again, gazetteer))


# --------------------------------------------------------------------------- undoing loads


def test_loads_undone_in_any_order_leave_the_latest_that_counts(tmp_path):
    runs = [load_pages(tmp_path, p=page) for page in (PAGE, CHANGED_LEAD, CHANGED_TWICE, PAGE)]
    leads = [Article.objects.get().lead.split()[1]]
    for n in (0, 2, 3):
        loading.undo_load(runs[n].load, user=None)
        leads.append(Article.objects.get().lead.split()[1])
    assert leads == ["twice,", "twice,", "lead,", "lead,"]
    loading.undo_load(runs[1].load, user=None)
    assert Article.objects.get().state == Article.State.WITHDRAWN
    load_pages(tmp_path, p=PAGE)
    assert (Article.objects.get().state, Article.objects.get().lead) == ("published", LEAD)
    load_pages(tmp_path, p=CHANGED_TWICE)
    assert Article.objects.get().lead.startswith("Changed twice")


def test_undoing_a_running_load_stops_its_loader(tmp_path, monkeypatch):
    for n in range(3):
        page = classic_page(f"Grain talks, day {n}", day=f"0{n + 1}.06.2019", lead=f"Round {n}.")
        (tmp_path / f"{n}.txt").write_text(page)
    monkeypatch.setattr(running, "BATCH_DOCUMENTS", 1)

    def undo_after_the_first(count):
        if Load.objects.get().undone_at is None:
            loading.undo_load(Load.objects.get(), user=None)

    tally = loading.load([str(tmp_path)], progress=undo_after_the_first)
    assert (tally.exit_status, tally.by_outcome) == (3, {"article": 1})
    load = Load.objects.get()
    assert (load.state, load.reason) == (Load.State.STOPPED, "the load was undone while it ran")
    assert load.undone_at is not None
    assert not Article.objects.public().exists()
    assert not Sighting.objects.filter(live=True).exists()


def test_undoing_where_todays_readers_cannot_read_the_earlier_capture_asks_an_editor(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    run = load_pages(tmp_path, a=CHANGED_LEAD)
    monkeypatch.setattr(knowledge, "prepare", lambda raw, gazetteer: Prepared(reason="several layouts"))
    loading.undo_load(run.load, user=None)
    article = Article.objects.get()
    assert article.state == Article.State.REVIEW
    assert "unreadable" in [reason["code"] for reason in article.review_reasons]


def test_capture_that_cannot_be_read_any_more_is_told_once_however_often_it_is_met(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    run = load_pages(tmp_path, a=CHANGED_LEAD)
    monkeypatch.setattr(knowledge, "prepare", lambda raw, gazetteer: Prepared(reason="several layouts"))
    loading.undo_load(run.load, user=None)
    monkeypatch.setattr(knowledge.Preparer, "prepare", lambda self, raw: Prepared(reason="several layouts"))
    before, at = Article.objects.values().get(), ChangeLog.objects.latest("pk")
    load_pages(tmp_path, a=PAGE)
    assert Article.objects.values().get() == before
    assert ChangeLog.objects.latest("pk") == at


def test_load_undone_before_a_batch_is_tried_again_one_by_one_stops(tmp_path, monkeypatch):
    store_one = running._store_one
    tries = []

    def deadlocked_at_first(*arguments):
        tries.append(arguments)
        if len(tries) == 1:
            raise OperationalError("deadlock")
        return store_one(*arguments)

    def undo_and_go_on(error):
        loading.undo_load(Load.objects.get(), user=None)
        return True

    monkeypatch.setattr(running, "_store_one", deadlocked_at_first)
    monkeypatch.setattr(batches, "passing", undo_and_go_on)
    run = load_pages(tmp_path, a=PAGE)
    assert run.tally.exit_status == 3
    assert "undone" in run.load.reason
    assert not Article.objects.exists()


def test_revision_of_an_article_whose_load_was_undone_reinstates_it(tmp_path):
    loading.undo_load(load_pages(tmp_path, a=PAGE).load, user=None)
    run = load_pages(tmp_path, a=CHANGED_LEAD)
    article = Article.objects.get()
    assert (run.lines[0]["outcome"], article.state) == ("revision", Article.State.PUBLISHED)
    assert article.lead.startswith("Changed lead")


# --------------------------------------------------------------------------- the same again


def test_rebuild_in_the_recorded_order_gives_the_same_ids_and_addresses(tmp_path):
    run = load_pages(
        tmp_path,
        a=PAGE,
        b=relaunched_page("Other head", day="May 1, 2020"),
        c=HARBOUR,
        d=classic_page(paragraphs=OTHER),
    )

    def ids():
        records = (Article, Person, Organisation, Topic)
        return [list(m.objects.order_by("pk").values_list("public_id", "slug")) for m in records]

    before = ids()
    with connection.constraint_checks_disabled():
        for model in apps.get_app_config("archive").get_models():
            model.objects.all()._raw_delete(model.objects.db)
    loading.load([str(run.folder)], workers=2)
    assert ids() == before


@pytest.mark.parametrize("workers", [1, 2])
def test_dry_run_tells_what_the_run_does_with_known_new_changed_and_bad_documents(tmp_path, workers):
    load_pages(tmp_path, a=PAGE, n=UNDATED)
    folder = tmp_path / "mixed"
    folder.mkdir()
    pages = {
        "known": PAGE,
        "known-too": PAGE,
        "changed": CHANGED_LEAD,
        "changed-too": CHANGED_LEAD,
        "changed-twice": CHANGED_TWICE,
        "empty": "",
        "harbour": HARBOUR,
        "newer-design": relaunched_page("Next", day="May 3, 2021"),
        "same-headline": classic_page(paragraphs=OTHER),
        "binary": "\x00\x01\x02\x03" * 300,
    }
    for name, page in pages.items():
        (folder / f"{name}.txt").write_text(page)

    def run(**options):
        lines = []
        tally = loading.load([str(folder), str(folder / "known.txt")], report=lines.append, **options)
        return lines, tally.exit_status, tally.by_outcome

    assert run(dry_run=True, workers=workers) == run()


def test_file_that_changes_between_two_meetings_is_two_captures_with_a_sighting_each(tmp_path, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_text(PAGE)
    found = running.find_captures

    def changing(paths):
        for met in found(paths):
            yield met
            file.write_text(CHANGED_LEAD)

    monkeypatch.setattr(running, "find_captures", changing)
    tally = loading.load([str(file), str(file)])
    assert tally.by_outcome == {"article": 1, "revision": 1}
    assert all(capture.sightings.exists() for capture in Capture.objects.all())


def test_name_that_is_no_text_is_met_and_told_apart(tmp_path):
    folder = os.fsencode(tmp_path)
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        Path(os.fsdecode(folder + b"/" + name)).write_text(PAGE)
    tally = loading.load([str(tmp_path)])
    assert tally.by_outcome == {"article": 1, "duplicate": 1}
    assert {bytes(path)[-8:] for path in Sighting.objects.values_list("path_bytes", flat=True)} == {
        b"caf\xe9.txt",
        b"caf\xe8.txt",
    }


def test_address_stated_later_leads_to_the_article_and_is_logged(tmp_path):
    load_pages(tmp_path, a=PAGE)
    at = ChangeLog.objects.latest("pk").pk
    store_with_address(PAGE)
    article = Article.objects.get()
    assert article.url == ADDRESS
    assert ("article", article.public_id) in ChangeLog.objects.filter(pk__gt=at).values_list(
        "kind", "public_id"
    )


def test_older_capture_that_arrives_late_changes_nothing_shown_and_is_logged(tmp_path):
    load_pages(tmp_path, a=PAGE)
    Capture.objects.update(compared_at=datetime(2030, 1, 1, tzinfo=UTC))
    at = ChangeLog.objects.latest("pk").pk
    run = load_pages(tmp_path, a=CHANGED_LEAD)
    article = Article.objects.get()
    assert (run.lines[0]["outcome"], article.lead, article.captures.count()) == ("revision", LEAD, 2)
    assert list(ChangeLog.objects.filter(pk__gt=at).values_list("public_id", flat=True)) == [
        article.public_id
    ]


# --------------------------------------------------------------------------- withdrawals


def test_revision_of_a_withdrawn_article_is_rejected_and_its_tombstone_stays_empty(tmp_path):
    load_pages(tmp_path, a=PAGE)
    article = Article.objects.get()
    key = works.url_key(works.normalise_url(ADDRESS))
    WorkKey.objects.create(article=article, scheme=WorkKey.Scheme.URL, digest=key)
    withdraw(article, user=None, reason="court")
    stored = store_with_address(CHANGED_LEAD)
    article = Article.objects.get()
    assert (stored.outcome, stored.capture) == (Sighting.Outcome.REJECTED, None)
    assert "court" in stored.message
    assert (article.headline, article.state) == ("[withdrawn]", Article.State.WITHDRAWN)
    assert not Mention.objects.exists()


def test_tombstone_keeps_the_reason_first_given(tmp_path):
    load_pages(tmp_path, a=PAGE)
    withdraw(Article.objects.get(), user=None, reason="court")
    with pytest.raises(ValueError, match="withdrawn already"):
        withdraw(Article.objects.get(), user=None, reason="another reason")
    assert Article.objects.get().state_reason == "court"


def test_withdrawal_leaves_no_conflict_waiting(tmp_path):
    load_pages(tmp_path, a=PAGE)
    decisions.decide(Article.objects.get(), "lead", "An editor's lead.", user=None)
    load_pages(tmp_path, a=CHANGED_LEAD)
    withdraw(Article.objects.get(), user=None, reason="court")
    assert not Conflict.objects.filter(resolved_at=None).exists()


def test_same_bytes_are_rejected_and_the_same_text_in_others_waits_for_a_person(tmp_path):
    load_pages(tmp_path, a=PAGE)
    withdraw(Article.objects.get(), user=None, reason="court")
    again, nearly = load_pages(tmp_path, a=PAGE), load_pages(tmp_path, a=PAGE + "\n")
    assert (again.lines[0]["outcome"], again.tally.exit_status) == ("rejected", 1)
    assert nearly.lines[0]["outcome"] == "quarantined"
    assert not Article.objects.public().exists()


def test_undoing_the_load_of_a_withdrawn_article_keeps_the_tombstones_reason(tmp_path):
    run = load_pages(tmp_path, a=PAGE)
    withdraw(Article.objects.get(), user=None, reason="court")
    loading.undo_load(run.load, user=None)
    assert Article.objects.get().state_reason == "court"


def test_withdrawal_leaves_no_proposed_pair_that_quotes_a_name(tmp_path):
    def story(name, headline, day):
        surname = name.split()[1]
        paragraphs = [p.replace("Olena Bondar", name).replace("Bondar", surname) for p in PARAGRAPHS]
        return classic_page(headline, day=day, paragraphs=paragraphs)

    load_pages(
        tmp_path,
        a=story("Sergej Lawrenko", "One story", "01.02.2018"),
        b=story("Sergey Lavrenko", "Another one", "02.02.2018"),
    )
    assert ProposedPair.objects.filter(reason__contains="Sergey Lavrenko").exists()
    withdraw(Article.objects.get(headline="Another one"), user=None, reason="court")
    assert not Person.objects.filter(name__contains="Lavrenko").exists()
    assert not ProposedPair.objects.filter(reason__contains="Sergey Lavrenko").exists()


def test_archive_with_a_withdrawn_merged_article_is_without_fault(tmp_path, capsys):
    load_pages(tmp_path, a=PAGE)
    load_pages(tmp_path, b=HARBOUR)
    winner, loser = Article.objects.order_by("pk")
    merging.merge(winner, loser, user=None)
    withdraw(Article.objects.get(pk=winner.pk), user=None, reason="court")
    call_command("verify_archive")
    assert "no fault" in capsys.readouterr().out
