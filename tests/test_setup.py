"""Set-up: what production must state, what a fresh clone may leave out, what is never in the repository."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import postgresql

ROOT = Path(__file__).resolve().parent.parent

SEED_DIGESTS = {
    "000_8ad540781c143b60.txt": "f682720c40aff1560c214d31b3064ec4c05bbb63b005f3e488a8a80aa5cb97db",
    "001_41e07a5bab543b02.txt": "b50b5ce559dc9106d7219d001b1f5f0f0543c775038e005df91a7fd544c57d7e",
}


def setting(name, tmp_path, **variables):
    """A setting as a fresh process with only these variables reads it."""
    code = f"from dwsite import settings; print(settings.{name})"
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "ARCHIVE_HOME": str(tmp_path / "home"), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


PRODUCTION = {"ARCHIVE_ENV": "production", "ARCHIVE_SECRET_KEY": "s" * 60, "ARCHIVE_HOSTS": "archive.example"}


@pytest.mark.parametrize("missing", ["ARCHIVE_SECRET_KEY", "ARCHIVE_HOSTS"])
def test_production_names_the_variable_that_it_lacks(tmp_path, missing):
    run = setting("SECRET_KEY", tmp_path, **{k: v for k, v in PRODUCTION.items() if k != missing})
    assert run.returncode != 0
    assert missing in run.stderr.splitlines()[-1]


def test_production_runs_with_what_it_demands_and_only_behind_https(tmp_path):
    run = setting(
        "SESSION_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, settings.DEBUG", tmp_path, **PRODUCTION
    )
    assert run.stdout.split() == ["True", "True", "False"], run.stderr


def test_a_fresh_clone_makes_a_secret_of_its_own_and_keeps_it(tmp_path):
    first = setting("SECRET_KEY", tmp_path)
    again = setting("SECRET_KEY", tmp_path)
    elsewhere = setting("SECRET_KEY", tmp_path / "other")
    assert len(first.stdout.strip()) >= 50, first.stderr
    assert first.stdout == again.stdout != elsewhere.stdout
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o077 == 0


def test_everything_kept_lies_under_the_home(tmp_path):
    run = setting("DATABASES['default']['NAME'], settings.STATIC_ROOT", tmp_path)
    assert all(path.startswith(str(tmp_path / "home")) for path in run.stdout.split()), run.stdout


def test_one_setting_moves_to_postgresql(tmp_path):
    run = setting(
        "DATABASES['default']['ENGINE'], settings.DATABASES['default']['HOST']",
        tmp_path,
        DATABASE_URL="postgres://reader@db.example/news",
    )
    assert run.stdout.split() == ["django.db.backends.postgresql", "db.example"], run.stderr


def test_every_variable_that_the_settings_read_is_in_the_operators_table():
    read = set(
        re.findall(r"env\.\w+\(\s*\"(\w+)\"", (ROOT / "dwsite" / "settings.py").read_text(encoding="utf-8"))
    )
    told = re.findall(
        r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "operator.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert "ARCHIVE_HOME" in read
    assert sorted(told) == sorted(read)


def test_seeds_are_byte_for_byte_what_was_received(seeds):
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (seeds / "captures").glob("0*.txt")}
    assert found == SEED_DIGESTS


# --- locks ----------------------------------------------------------------------------------------


def pinned(lock):
    """Name → lines of pins, markers included, of a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = {}
    for name, rest in re.findall(r"^([a-z0-9-]+)(==[^\\\n]+)", text, re.MULTILINE):
        pins.setdefault(name, set()).add(rest.strip())
    return pins


def plain(requirement):
    """The name of a requirement as locks write it."""
    return re.match(r"[\w.-]+", requirement)[0].replace("_", "-").lower()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_have_a_hash_for_every_pin_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    for entry in re.split(r"\n(?=[a-z])", text.strip()):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_locks_agree_with_each_other_and_with_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert {plain(r) for r in project["project"]["dependencies"]} <= lock.keys()
    assert {plain(r) for r in project["dependency-groups"]["dev"]} <= dev.keys()
    # A marker may widen where a tool needs the package on more Pythons; the release is the same.
    releases = {name: {pin.split(" ")[0] for pin in pins} for name, pins in dev.items()}
    for name, pins in lock.items():
        assert {pin.split(" ")[0] for pin in pins} == releases[name], name


# --- scripts of the Makefile ----------------------------------------------------------------------


def install(tmp_path, python):
    """Run `scripts/install` with a stand-in for the interpreter, a shell script of these lines."""
    stand_in = tmp_path / "python"
    stand_in.write_text("#!/bin/sh\n" + python, encoding="utf-8")
    stand_in.chmod(0o755)
    return subprocess.run(
        [ROOT / "scripts" / "install", tmp_path / "venv", ROOT / "requirements.lock"],
        env={"PATH": os.environ["PATH"], "PYTHON": str(stand_in), "UV": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def test_installing_says_when_python_is_too_old(tmp_path):
    run = install(tmp_path, 'case "$1" in --version) echo Python 3.9.2 ;; *) exit 1 ;; esac\n')
    assert run.returncode == 1
    assert "Python 3.11 or newer; found: Python 3.9.2." in run.stderr
    assert not (tmp_path / "venv").exists()


def test_installing_says_when_venv_is_missing(tmp_path):
    run = install(tmp_path, 'case "$2" in *ensurepip*) exit 1 ;; esac\n')
    assert run.returncode == 1
    assert "apt install python3-venv" in run.stderr
    assert not (tmp_path / "venv").exists()


def test_report_is_shown_with_those_not_taken_first(tmp_path):
    article = {"outcome": "article", "path": "a.txt", "message": "", "headline": "News", "date": None}
    refused = {"outcome": "rejected", "path": "b.jpg", "message": "a JPEG picture"}
    report = tmp_path / "report.jsonl"
    report.write_text("".join(json.dumps(line) + "\n" for line in (article, refused)), encoding="utf-8")
    shown = subprocess.run(
        [sys.executable, ROOT / "scripts" / "show_report.py", report],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line.split() for line in shown.splitlines()] == [
        ["rejected", "b.jpg"],
        ["a", "JPEG", "picture"],
        ["article", "a.txt"],
        ["News"],
    ]


def test_a_server_that_does_not_answer_is_told_quickly():
    started = time.monotonic()
    assert postgresql.usable("postgres://nobody@127.0.0.1:1/nothing")
    assert time.monotonic() - started < 5


# --- the local administrator ----------------------------------------------------------------------


def ensure():
    out = StringIO()
    call_command("ensure_local_administrator", stdout=out)
    return out.getvalue()


@pytest.fixture
def embedded(settings):
    """As on one's own machine, whichever database the suite runs on."""
    settings.DATABASE_URL = ""
    settings.PRODUCTION = False
    return settings


@pytest.mark.django_db
def test_the_local_administrators_password_is_shown_once_and_works(embedded, client):
    said = ensure()
    password = re.search(r"password: (\S+)", said)[1]
    assert client.login(username="admin", password=password)
    again = ensure()
    assert password not in again
    assert "Administrator made" not in again
    assert client.login(username="admin", password=password)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), [("DATABASE_URL", "postgres://x/y"), ("PRODUCTION", True)])
def test_no_local_administrator_where_the_database_is_not_the_embedded_one(
    embedded, django_user_model, name, value
):
    setattr(embedded, name, value)
    assert "createsuperuser" in ensure()
    assert not django_user_model.objects.exists()


@pytest.mark.django_db
def test_an_account_that_bears_the_name_already_is_left_alone(embedded, django_user_model):
    django_user_model.objects.create_user("admin", password="mine")
    ensure()
    assert not django_user_model.objects.get().is_superuser
