"""What holds when several work at once, and when a run is stopped: no word lost, all that is kept told."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from archive import decisions, loading, merging
from archive.loading import knowledge, running
from archive.models import Article, Conflict, Load, Mention, Person, Sighting
from archive.preparing import Preparer
from tests.pages import classic_page
from tests.promises import CHANGED_LEAD, OTHER, PAGE, load_pages, person

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.django_db(transaction=True)

#: How long anything here may take before it counts as hanging.
PATIENCE = 60


@pytest.fixture
def several_writers():
    """SQLite has one writer at a time: the other waits before it reads, and these races cannot come about."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time; this race needs PostgreSQL")


def in_a_thread(work):
    """Start `work` on a connection of its own."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def write_pages(folder, count):
    """So many different articles, for runs that are stopped on the way."""
    folder.mkdir()
    for n in range(count):
        page = classic_page(f"Grain talks, round {n}", lead=f"Round {n} of the talks.", paragraphs=OTHER)
        (folder / f"{n:04}.txt").write_text(page)
    return folder


# --------------------------------------------------------------------------- editors against loaders


def test_value_that_an_editor_is_deciding_outlives_a_revision_loaded_meanwhile(tmp_path, several_writers):
    load_pages(tmp_path, a=PAGE)
    decided = threading.Event()

    def decide_slowly():
        with transaction.atomic():
            decisions.decide(Article.objects.get(), "lead", "An editor's lead.", user=None)
            decided.set()
            time.sleep(1)

    editor = in_a_thread(decide_slowly)
    assert decided.wait(PATIENCE)
    run = load_pages(tmp_path, a=CHANGED_LEAD)
    editor.join(PATIENCE)
    assert run.tally.by_outcome == {"revision": 1}
    assert Article.objects.get().lead == "An editor's lead."
    assert Conflict.objects.get().reading_value.startswith("Changed lead")


def test_what_a_batch_links_follows_a_merge_committed_while_it_ran(tmp_path, several_writers, monkeypatch):
    load_pages(tmp_path, a=PAGE)
    melnyk, other = Person.objects.get(name="Taras Melnyk"), person("Other Name")
    store_one = running._store_one
    merges = []

    def merge_first(*arguments):  # after the batch looked its names up, before it writes
        thread = in_a_thread(lambda: merges.append(merging.merge(other, melnyk, user=None)))
        thread.join(PATIENCE)
        assert not thread.is_alive()
        return store_one(*arguments)

    monkeypatch.setattr(running, "_store_one", merge_first)
    story = "Deputy Taras Melnyk told reporters that the grain had gone."
    load_pages(tmp_path, b=classic_page("A second story", day="01.02.2018", lead=story, paragraphs=[story]))
    assert len(merges) == 1
    met = Mention.objects.get(linked_person=melnyk, article__headline="A second story")
    assert met.person == other
    monkeypatch.undo()
    merging.undo(merges[0], user=None)
    met.refresh_from_db()
    assert met.person == melnyk


def test_load_undone_by_another_while_it_runs_stops_with_nothing_public(tmp_path, monkeypatch):
    folder = write_pages(tmp_path / "pages", 6)
    monkeypatch.setattr(running, "BATCH_DOCUMENTS", 2)

    def undo(count):
        if Load.objects.get().undone_at is None:
            thread = in_a_thread(lambda: loading.undo_load(Load.objects.get(), user=None))
            thread.join(PATIENCE)
            assert not thread.is_alive()

    tally = loading.load([str(folder)], progress=undo)
    assert tally.exit_status == 3
    assert Load.objects.get().state == Load.State.STOPPED
    assert not Article.objects.public().exists()
    assert not Sighting.objects.filter(live=True).exists()
    again = loading.load([str(folder)])
    assert again.by_outcome == {"duplicate": 2, "article": 4}
    assert Article.objects.public().count() == 6


# --------------------------------------------------------------------------- runs that are stopped


def test_workers_killed_between_documents_are_replaced_and_nothing_is_lost(tmp_path, monkeypatch):
    folder = write_pages(tmp_path / "pages", 12)
    monkeypatch.setattr(running, "BATCH_DOCUMENTS", 4)
    made = []

    class Watched(Preparer):
        def __init__(self, *arguments, **named):
            super().__init__(*arguments, **named)
            made.append(self)

    monkeypatch.setattr(knowledge, "Preparer", Watched)

    def kill_the_workers(count):
        made[0]._latest.result(PATIENCE)
        for reader in made[0]._readers:
            reader.kill()
            reader._process.join(PATIENCE)

    tally = loading.load([str(folder)], workers=2, progress=kill_the_workers)
    assert tally.by_outcome == {"article": 12}
    assert tally.exit_status == 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupted_command_exits_with_3_and_tells_what_it_kept(tmp_path, workers):
    folder = write_pages(tmp_path / "pages", 1500)
    report = tmp_path / "report.jsonl"
    environment = {**os.environ, "ARCHIVE_HOME": str(tmp_path / "home"), "PYTHONWARNINGS": "ignore"}
    environment.pop("DATABASE_URL", None)  # an archive of its own, whatever the suite runs on
    manage = [sys.executable, str(ROOT / "manage.py")]

    def run(*command):
        options = {"capture_output": True, "text": True, "timeout": PATIENCE}
        return subprocess.run([*manage, *command], env=environment, check=False, **options)

    assert run("migrate", "-v0").returncode == 0
    loader = subprocess.Popen(
        [*manage, "load_captures", str(folder), "--workers", workers, "--report", str(report)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + PATIENCE
    while not any(part.stat().st_size for part in tmp_path.glob(".report.jsonl.*.part")):
        assert time.monotonic() < until
        assert loader.poll() is None
        time.sleep(0.02)
    os.killpg(loader.pid, signal.SIGINT)  # as the terminal does: the whole group
    said, complained = loader.communicate(timeout=PATIENCE)
    assert loader.returncode == 3, complained
    assert "Stopped early: interrupted" in complained
    assert "Traceback" not in complained
    kept = len(report.read_text().splitlines())
    assert 0 < kept < 1500
    assert f"{kept} documents: {kept} articles." in said
    ask = "import json; from archive.models import Load, Article; load = Load.objects.get()\n"
    ask += "print(json.dumps([load.state, load.reason, load.tally, Article.objects.count()]))"
    answer = run("shell", "-v0", "-c", ask)
    assert json.loads(answer.stdout) == ["stopped", "interrupted", {"article": kept}, kept]
    assert run("verify_archive").returncode == 0
