"""The commands that export, verify and take authority files: what they write, where, and how they end."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper

from archive.management.writing import output
from archive.models import Batch, Person
from tests.stored import TEXT, stored

ROOT = Path(__file__).resolve().parent.parent

MERKEL = {
    "type": "Person",
    "id": "wikidata:Q567",
    "name": "Angela Merkel",
    "identifiers": [{"scheme": "wikidata", "identifier": "Q567"}],
}


def manage(home: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a person does, on an archive of its own."""
    environment = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "ARCHIVE_ENV"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment | {"ARCHIVE_HOME": str(home)},
        text=True,
        check=False,
        timeout=120,
        **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options),
    )


# --------------------------------------------------------------------------- export_articles


@pytest.mark.django_db
def test_the_export_goes_to_standard_output_and_messages_do_not(capsys: pytest.CaptureFixture[str]):
    stored()
    call_command("export_articles")
    out = capsys.readouterr()
    assert json.loads(out.out)["id"] == "a1"
    assert out.err == ""


@pytest.mark.django_db
def test_an_output_file_is_written_whole_and_readable_by_others(tmp_path: Path, capsys: Any):
    stored()
    stored("a2", text=f"{TEXT}\n2")
    target = tmp_path / "out.jsonl"
    call_command("export_articles", "--output", str(target))
    assert [json.loads(line)["id"] for line in target.read_text("utf-8").splitlines()] == ["a1", "a2"]
    assert list(tmp_path.iterdir()) == [target]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~umask
    assert capsys.readouterr().out == ""


def test_what_was_there_stays_when_writing_fails(tmp_path: Path):
    target = tmp_path / "out.jsonl"
    target.write_text("before")

    def fail() -> None:
        with output(str(target), OutputWrapper(sys.stdout)) as write:
            write("half")
            raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_keeps_pointing_where_it_does(tmp_path: Path):
    (tmp_path / "real.jsonl").write_text("before")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    with output(str(tmp_path / "link.jsonl"), OutputWrapper(sys.stdout)) as write:
        write("after")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text() == "after"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "csv"], "The format csv comes later. Use --format jsonl."),
        (["--output", "{tmp}/missing/out.jsonl"], "/missing/out.jsonl cannot be written: No such file"),
        (["--output", "{tmp}"], " cannot be written: Is a directory"),
        (["--query", "persn=angela-merkel"], "--query: "),
        (["--query", "year=soon"], "--query: "),
    ],
)
def test_what_cannot_be_exported_is_one_line_and_status_2(tmp_path: Path, arguments: list[str], message: str):
    with pytest.raises(CommandError) as stopped:
        call_command("export_articles", *(a.replace("{tmp}", str(tmp_path)) for a in arguments))
    assert message in str(stopped.value)
    assert "\n" not in str(stopped.value)
    assert stopped.value.returncode == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["a2", "a1"]),
        ("person=person-ada-lund&year=2019", ["a1"]),
        ("?year=2020", ["a2"]),  # copied with the question mark
        ("year=2018", []),
    ],
)
def test_a_query_exports_what_the_list_shows(query: str, ids: list[str], capsys: pytest.CaptureFixture[str]):
    stored()
    stored("a2", stated="2020-05-03", text=f"{TEXT}\n2")
    call_command("export_articles", "--query", query)
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ids


# --------------------------------------------------------------------------- load_authorities


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.jsonl"
    file.write_text(json.dumps(MERKEL) + "\n", "utf-8")
    return file


@pytest.mark.django_db
def test_authorities_are_tallied_and_taken_once(people: Path, capsys: pytest.CaptureFixture[str]):
    call_command("load_authorities", str(people))
    assert capsys.readouterr().out.splitlines() == [
        "people.jsonl: people: 1 created, 0 updated, 0 unchanged, 0 conflict",
        "Authority records: 1 created, 0 updated, 0 unchanged, 0 conflict, 0 faults",
    ]
    call_command("load_authorities", str(people.parent))  # a folder stands for its files
    assert "people: 0 created, 0 updated, 1 unchanged, 0 conflict" in capsys.readouterr().out
    assert Batch.objects.count() == 1


@pytest.mark.django_db
def test_a_bad_row_and_a_missing_file_are_named_and_the_rest_is_taken(people: Path, capsys: Any):
    people.write_text(people.read_text("utf-8") + '{"type": "Person"}\n{"type": ', "utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("load_authorities", str(people), str(people.parent / "gone.json"))
    errors = capsys.readouterr().err.splitlines()
    assert stopped.value.code == 1
    assert [line.partition(": ")[0].removeprefix(f"{people.parent}/") for line in errors] == [
        "people.jsonl, line 2",
        "people.jsonl, line 3",
        "gone.json",
    ]
    assert Person.objects.get().name == "Angela Merkel"


@pytest.mark.django_db
def test_nothing_to_load_is_status_2(tmp_path: Path):
    with pytest.raises(SystemExit) as stopped:
        call_command("load_authorities", str(tmp_path / "gone.json"))
    assert stopped.value.code == 2
    with pytest.raises(CommandError) as empty:
        call_command("load_authorities", str(tmp_path))
    assert empty.value.returncode == 2


# --------------------------------------------------------------------------- as a person runs them


@pytest.mark.parametrize("command", ["export_articles", "verify_archive", "load_authorities FILE"])
def test_without_tables_there_is_one_line_and_status_2(command: str, tmp_path: Path, people: Path):
    ran = manage(tmp_path / "home", *command.replace("FILE", str(people)).split())
    assert ran.returncode == 2
    assert "has no tables yet. Run: python manage.py migrate" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert ran.stdout == ""


def test_a_closed_pipe_is_no_fault_and_shows_no_traceback(tmp_path: Path):
    home = tmp_path / "home"
    assert manage(home, "migrate", "--verbosity", "0").returncode == 0
    reading, writing = os.pipe()
    os.close(reading)
    ran = manage(home, "verify_archive", stdout=writing)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, "")
