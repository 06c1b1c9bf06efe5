"""The page "teach the archive a new page design" is true: its files and commands do what it says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from archive.parsing import names_in_use, use_readers
from archive.parsing.plugging import load_readers

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "new-page-design.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", PAGE, re.DOTALL))
READERS = ("courier", "courier_text")


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that the page calls work/courier, as though PYTHONPATH named it."""
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    shutil.copy(tmp_path / "page.html", tmp_path / "courier.html")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    before = names_in_use()
    yield tmp_path
    use_readers(before)
    for name in READERS:
        sys.modules.pop(name, None)


def read(*words: str) -> tuple[str, int]:
    """What `read_capture` writes, and its status."""
    out = StringIO()
    try:
        call_command("read_capture", *words, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


def kinds_of(out: str) -> list[str]:
    return re.findall(r"^ +\d+–\d+ +(\S+)", out, re.MULTILINE)


def test_the_page_has_its_files_and_names_what_there_is():
    assert set(FILES) == {"page.html", "courier.json", "courier.py", "courier_page.txt", "courier_text.py"}
    to_be_made = {"archive/parsing/html/courier.py", "archive/parsing/courier_text.py"}
    for path in set(re.findall(r"(?:scripts|tests|archive)/[\w/]+\.py", PAGE)) - to_be_made:
        assert (ROOT / path).exists(), path


def test_the_general_reader_is_wrong_where_the_page_says_so(work):
    out, status = read(str(work / "page.html"), "--expected", str(work / "courier.json"))
    assert status == 1
    for wrong in ("reader: expected courier", "date: expected", "J. Doe / Courier", "[subheading] What"):
        assert wrong in out


def test_the_readers_of_the_page_are_accepted(work):
    assert load_readers(READERS, ())[1] == []


def test_the_commands_of_the_page_end_as_expected(work):
    page, expected = str(work / "courier.html"), str(work / "courier.json")
    run = subprocess.run(
        [sys.executable, "manage.py", "read_capture", page, "--expected", expected],
        cwd=ROOT,
        env={
            **os.environ,
            "ARCHIVE_HOME": str(work / "home"),
            "PYTHONPATH": str(work),
            "ARCHIVE_READERS": "courier",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.returncode) == (f"{page}: as expected.\n", 0), run.stderr


def test_the_difference_that_the_page_shows_is_the_one_that_is_shown(work):
    module = work / "courier.py"
    lines = '        elif inside(page, row, "hc-promo"):\n            row.kind = BlockKind.BOILERPLATE\n'
    source = module.read_text(encoding="utf-8")
    assert lines in source
    module.write_text(source.replace(lines, ""), encoding="utf-8")
    use_readers(["courier"])
    out, status = read(str(work / "courier.html"), "--expected", str(work / "courier.json"))
    assert status == 1
    for line in out.splitlines()[:-1]:
        assert f"    {line}\n" in PAGE


def test_the_text_reader_of_the_page_reads_every_line(work):
    use_readers(READERS)
    out, status = read(str(work / "courier_page.txt"))
    assert status == 0, out
    assert "Reader: courier_text/1 (its signature fits)" in out
    assert kinds_of(out) == [
        "page-title", "boilerplate", "boilerplate", "kicker", "headline", "byline", "lead",
        "paragraph", "paragraph", "subheading", "paragraph", "boilerplate", "boilerplate",
    ]  # fmt: skip
    assert "2021-03-05T10:15 (minute; day first)" in out
    assert out.count("  author  ") == 2


@pytest.mark.parametrize("name", ["courier.html", "courier_page.txt"])
def test_a_page_with_its_words_replaced_is_read_alike(work, name):
    made = work / f"made{Path(name).suffix}"
    keep = ["--keep", "Harbour Courier", "--keep", "Reported Picture Skip to story menu services"]
    subprocess.run(
        [sys.executable, "scripts/replace_words.py", str(work / name), "--output", str(made), *keep],
        cwd=ROOT,
        check=True,
    )
    use_readers(READERS)
    before, after = (kinds_of(read(str(page))[0]) for page in (work / name, made))
    assert before == after != []
