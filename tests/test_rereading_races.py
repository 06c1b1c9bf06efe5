"""Reading again when several work at once, when a run is stopped, and in processes of its own."""

from __future__ import annotations

import functools
import threading

import pytest
from django.db import connection

from archive import loading, verifying
from archive.loading import knowledge, rereading, targets
from archive.models import Article, Capture, Person, Reading, Rereading
from archive.parsing import dw_relaunch
from archive.preparing import Preparer
from tests import changed_readers
from tests import rereading as again
from tests.changed_readers import Changed, first_words, use
from tests.pages import classic_page
from tests.promises import OTHER, PAGE, load_pages
from tests.rereading import differing, read_again, whole_archive

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 120


def pages(count):
    """So many different articles, whose leads begin with the same words."""
    lead = (
        "A round of talks ended without a word on the export of grain, and none knows when round {} begins."
    )
    return {
        f"p{n}": classic_page(
            f"Grain talks, round {n}",
            lead=lead.format(n),
            paragraphs=[f"Minister Olena Number{n} spoke in round {n}: {p}" for p in OTHER],
        )
        for n in range(count)
    }


def at_once(*works):
    """Each in a thread with a connection of its own; returns what they raised."""
    raised = []

    def run(work):
        try:
            work()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()
    return raised


def faults():
    return [str(fault) for fault in verifying.verify(verifying.Counts())]


def leads():
    return set(Article.objects.values_list("lead", flat=True))


@pytest.fixture
def changed(monkeypatch):
    """A changed reader, in this process, and small batches."""
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    monkeypatch.setattr(knowledge, "Preparer", again.Here)
    monkeypatch.setattr(targets, "BATCH_DOCUMENTS", 2)
    use(monkeypatch, Changed(first_words("lead", 4)), dw_relaunch)


def test_two_runs_at_once_store_each_reading_once(tmp_path, request):
    load_pages(tmp_path, **pages(6))
    request.getfixturevalue("changed")
    tallies = []
    assert at_once(*[lambda: tallies.append(read_again()[0])] * 2) == []
    assert [t.exit_status for t in tallies] == [0, 0]
    assert leads() == {"A round of talks"}
    assert Reading.objects.filter(version="99").count() == 6
    assert sum(t.by_outcome["changed"] for t in tallies) == 6
    assert faults() == []
    before = whole_archive()
    assert read_again()[0].by_outcome == {"unchanged": 6}
    assert differing(before, whole_archive()) == []


def test_run_and_load_at_once_leave_what_both_would_leave(tmp_path, request):
    load_pages(tmp_path, **pages(4))
    request.getfixturevalue("changed")
    more = pages(8)
    new = {name: more[name] for name in ("p4", "p5", "p6", "p7")}
    revised = {"p0": more["p0"].replace("a harbour", "a new harbour")}
    assert at_once(read_again, lambda: load_pages(tmp_path, **new, **revised)) == []
    read_again()  # what the load had read before the run came is read by the same program
    assert leads() == {"A round of talks"}
    assert Article.objects.count() == 8
    assert Capture.objects.count() == 9
    assert Person.objects.filter(name="Olena Number1").count() == 1
    assert faults() == []


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_run_that_is_stopped_midway_keeps_what_it_told_and_completes_when_run_again(
    tmp_path, request, monkeypatch, stop
):
    load_pages(tmp_path, **pages(5))
    request.getfixturevalue("changed")
    lines = []

    def stop_after_two_batches(count):
        if len(lines) == 4:
            raise stop

    tally = rereading.reread(rereading.Asked(), report=lines.append, progress=stop_after_two_batches)
    assert tally.exit_status == 3
    assert tally.by_outcome == {"changed": 4}
    run = Rereading.objects.get()
    assert (run.state, run.tally) == ("stopped", {"changed": 4})
    assert Article.objects.filter(lead="A round of talks").count() == 4
    assert faults() == []
    tally, _lines = read_again()
    assert (tally.by_outcome, tally.exit_status) == ({"unchanged": 4, "changed": 1}, 0)


def test_run_taken_back_while_it_runs_stops(tmp_path, request):
    load_pages(tmp_path, **pages(4))
    request.getfixturevalue("changed")

    def undo(count):
        if Rereading.objects.get().undone_at is None:
            loading.undo_rereading(Rereading.objects.get(), user=None)

    tally = rereading.reread(rereading.Asked(), progress=undo)
    assert (tally.exit_status, tally.by_outcome) == (3, {"changed": 2})
    assert len(leads()) == 4
    assert faults() == []


@pytest.mark.parametrize("workers", [1, 2])
def test_captures_are_read_in_processes_whose_program_is_todays(tmp_path, monkeypatch, workers):
    load_pages(tmp_path, a=PAGE, **pages(3))
    with_changed_reader = functools.partial(_changed_preparer, Preparer)
    monkeypatch.setattr(knowledge, "Preparer", with_changed_reader)
    tally, lines = read_again(workers=workers)
    assert tally.by_outcome == {"changed": 4}
    assert {line["changes"]["lead"]["new"] for line in lines} >= {"Ministers from six countries"}
    assert read_again(workers=workers)[0].by_outcome == {"unchanged": 4}


def _changed_preparer(made, names, workers, *, read, **more):
    return made(names, workers, read=changed_readers.read_with_short_leads, **more)


def test_page_at_which_its_process_hangs_now_keeps_its_reading(tmp_path, monkeypatch):
    load_pages(tmp_path, a=PAGE, **pages(2))
    monkeypatch.setattr(knowledge, "Preparer", functools.partial(_hanging_preparer, Preparer))
    before = whole_archive()
    tally, lines = read_again()
    assert (tally.by_outcome, tally.exit_status) == ({"kept": 1, "unchanged": 2}, 1)
    assert "stopped after 1 seconds" in lines[0]["message"]
    assert differing(before, whole_archive()) == []


def _hanging_preparer(made, names, workers, *, read, **more):
    return made(names, workers, read=changed_readers.hang_at_ministers, seconds=1, **more)
