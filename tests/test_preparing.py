"""Reading in processes that can be stopped: a bad reader costs one document."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from archive import loading
from archive.documents import RawCapture
from archive.loading import knowledge
from archive.models import Capture, Sighting
from archive.preparing import Preparer, prepare
from archive.preparing.bounds import seconds_for
from archive.recognition import Gazetteer
from tests import hanging
from tests.pages import classic_page

ROOT = Path(__file__).resolve().parent.parent


def raw(content: bytes) -> RawCapture:
    return RawCapture(path="x", path_bytes=b"x", content=content, media_type="text/plain")


@pytest.fixture
def impatient(monkeypatch):
    """The loader with the bad readers, and one second for each document."""
    monkeypatch.setattr(knowledge, "Preparer", functools.partial(Preparer, read=hanging.read, seconds=1))


@pytest.mark.django_db
@pytest.mark.parametrize("workers", [1, 2])
def test_a_hanging_reader_is_stopped_its_document_kept_and_the_rest_loads(tmp_path, impatient, workers):
    for name, content in (
        ("a", classic_page("First news")),
        ("b", "SLEEP"),
        ("c", "SEARCH"),
        ("d", "DIE"),
        ("e", "EAT"),
        ("f", classic_page("Last news", day="01.02.2019")),
    ):
        (tmp_path / f"{name}.txt").write_text(content)
    report = []
    tally = loading.load([str(tmp_path)], workers=workers, report=report.append)
    told = {Path(line["path"]).stem: (line["outcome"], line["message"]) for line in report}
    assert [told[name][0] for name in "abcdef"] == ["article", *["quarantined"] * 4, "article"]
    assert "stopped after 1 seconds" in told["b"][1]
    assert "stopped after 1 seconds" in told["c"][1]
    assert "signal 9" in told["d"][1]
    assert "more memory than one document may have" in told["e"][1]
    assert tally.exit_status == 1
    assert Capture.objects.get(sightings__path__endswith="c.txt").content == b"SEARCH"
    assert Sighting.objects.count() == 6


def test_what_comes_back_from_the_other_process_is_what_is_read_here():
    content = classic_page().encode()
    preparer = Preparer(())
    try:
        there = preparer.begin([raw(content), raw(b"\x00\x01" * 500)]).result()
    finally:
        preparer.close()
    here = Gazetteer.build(())
    assert there == [prepare(raw(content), here), prepare(raw(b"\x00\x01" * 500), here)]


@pytest.mark.django_db
def test_a_process_that_cannot_start_ends_the_run_and_condemns_no_document(monkeypatch, tmp_path):
    monkeypatch.setattr("archive.preparing.processes._serve", hanging.no_start)
    (tmp_path / "a.txt").write_text(classic_page())
    with pytest.raises(CommandError, match="status 7") as stopped:
        call_command("load_captures", str(tmp_path))
    assert stopped.value.returncode == 2
    assert not Capture.objects.exists()


def test_the_time_allowed_grows_with_the_document():
    assert seconds_for(100) < 10
    assert seconds_for(100) < seconds_for(4_000_000) < seconds_for(60_000_000) < 60


_LOADER = """
import os, sys
from pathlib import Path
from archive.documents import RawCapture
from archive.preparing import Preparer
from tests import hanging
if __name__ == "__main__":
    preparer = Preparer((), read=hanging.read)
    preparer._readers[0].ask(RawCapture(path="", path_bytes=b"", content=b"SEARCH", media_type="text/plain"))
    print(preparer._readers[0]._process.pid, flush=True)
    os.kill(os.getpid(), 9)
"""


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_no_reading_process_outlives_a_loader_that_was_killed(tmp_path):
    script = tmp_path / "loader.py"
    script.write_text(_LOADER)
    run = subprocess.run(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL
    child = int(run.stdout)
    until = time.monotonic() + 12
    while _alive(child) and time.monotonic() < until:
        time.sleep(0.2)
    assert not _alive(child)
