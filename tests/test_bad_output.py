"""Commands whose output nobody takes, and runs that are stopped between two documents of a batch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from archive import loading
from archive.loading import batches, running
from archive.models import Article, Load
from tests.pages import classic_page

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("load_captures", "export_articles", "verify_archive")


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """An archive with one article."""
    place = tmp_path_factory.mktemp("output")
    (place / "page.txt").write_text(classic_page())
    assert manage(place, "migrate", "--verbosity", "0") == (0, "")
    assert manage(place, "load_captures", str(place / "page.txt")) == (0, "")
    return place


def manage(
    place: Path, *arguments: str, stdout: object = subprocess.DEVNULL, shut: str = ""
) -> tuple[int, str]:
    """Status and standard error of a command; `shut` closes one of its outputs, as in a shell."""
    words = [sys.executable, str(ROOT / "manage.py"), *arguments]
    ran = subprocess.run(
        ["sh", "-c", f'"$@" {shut}', "sh", *words] if shut else words,
        env={**os.environ, "ARCHIVE_HOME": str(place), "DATABASE_URL": "", "ARCHIVE_ENV": "local"},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=ROOT,
    )
    return ran.returncode, ran.stderr


def arguments_of(command: str, home: Path) -> tuple[str, ...]:
    return (command, str(home / "page.txt")) if command == "load_captures" else (command,)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", COMMANDS)
def test_output_without_room_is_one_line_and_status_3(home, command):
    with Path("/dev/full").open("w") as full:
        status, said = manage(home, *arguments_of(command, home), stdout=full)
    assert status == 3
    assert "No space left" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_output_that_is_closed_is_one_line_and_nothing_begins(home, command):
    status, said = manage(home, *arguments_of(command, home), shut=">&-")
    assert status == 2
    assert "Standard output is closed" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_has_gone_costs_no_traceback(home, command):
    reading, writing = os.pipe()
    os.close(reading)
    status, said = manage(home, *arguments_of(command, home), stdout=writing)
    os.close(writing)
    assert (status, said) == (0, "")


def test_a_command_that_cannot_end_early_ends_as_other_programs_do(home):
    reading, writing = os.pipe()
    os.close(reading)
    assert manage(home, "showmigrations", stdout=writing) == (128 + signal.SIGPIPE, "")
    os.close(writing)


@pytest.mark.parametrize("command", COMMANDS)
def test_closed_messages_change_no_result(home, command):
    assert manage(home, *arguments_of(command, home), shut="2>&-")[0] == 0


@pytest.mark.django_db
def test_what_a_batch_tried_again_has_committed_is_told_when_it_is_stopped_midway(tmp_path, monkeypatch):
    for day in ("01.02.2019", "02.02.2019", "03.02.2019"):
        (tmp_path / f"{day}.txt").write_text(classic_page(f"News of {day}", day=day))
    store_one = running._store_one
    turns = []

    def stopped_at_the_third(*arguments):
        turns.append(arguments)
        if len(turns) == 1:
            raise OperationalError("database is locked")
        if len(turns) == 4:
            raise KeyboardInterrupt
        return store_one(*arguments)

    monkeypatch.setattr(running, "_store_one", stopped_at_the_third)
    monkeypatch.setattr(batches, "passing", lambda error: True)
    report = []
    tally = loading.load([str(tmp_path)], report=report.append)

    assert tally.exit_status == 3
    assert [line["outcome"] for line in report] == ["article", "article"]
    assert tally.by_outcome == {"article": 2} == Load.objects.get().tally
    assert Article.objects.count() == 2
