"""Imports go one way: every module's imports, lazy ones too, held against one table of layers."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT / "archive"

#: From the ground up. A part imports from layers below its own, never from its own layer or above.
LAYERS = (
    {"documents", "names"},
    {"capture", "parsing", "recognition", "linking", "comparing"},
    {"preparing"},
    {"models"},
    {"assigned", "changes", "identity"},
    {"fields", "verdicts", "roles", "search", "error_rates"},
    {"works", "exporting", "verifying", "authorities", "calibrating"},
    {"loading"},
    {"decisions", "learning", "merging", "withdrawing"},
    {"filters", "wording", "versions"},
    {"templatetags"},
    {"views", "admin", "management", "checks"},
    {"urls", "apps"},
)
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}

#: Parts that may know less than all that lies below them.
WORDS = {"documents", "names"}
ONLY = {
    **dict.fromkeys(("capture", "parsing", "recognition", "linking", "comparing"), WORDS),
    "models": WORDS,
    "search": {*WORDS, "models"},
}

#: Reading is done by functions that can be tried with a line of text.
WITHOUT_DJANGO = (*sorted(WORDS), "capture", "parsing", "recognition", "linking", "comparing", "preparing")

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "services", "service", "common", "misc"}


def modules() -> Iterator[Path]:
    for path in sorted(ARCHIVE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def part_of(path: Path) -> str:
    """The module or package directly under `archive/` that a file belongs to; "" for the root itself."""
    first = path.relative_to(ARCHIVE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imported(source: str, package: list[str]) -> set[str]:
    """The full names that a module of this package imports."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            names.update(f"{base}.{alias.name}" for alias in node.names)
    return names


def imports_of(path: Path) -> set[str]:
    return imported(path.read_text(encoding="utf-8"), ["archive", *path.relative_to(ARCHIVE).parts[:-1]])


def test_imports_are_seen_however_they_are_written():
    source = "import archive.names\nfrom archive import models\nfrom . import text\n"
    source += "from ..linking import link\n"
    lazy = "def f():\n    from archive.loading import load\n"
    assert imported(source + lazy, ["archive", "parsing"]) == {
        "archive.names",
        "archive.models",
        "archive.parsing.text",
        "archive.linking.link",
        "archive.loading.load",
    }


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ARCHIVE)))
def test_a_module_imports_only_from_below(path):
    part = part_of(path)
    ours = {name.split(".")[1] for name in imports_of(path) if name.startswith("archive.")} - {part}
    if not part:
        assert not ours, "archive/__init__.py stays empty"
        return
    assert part in LEVEL, f"archive/{part} has no place in the table of layers yet: give it one"
    below = ONLY.get(part, {other for other, level in LEVEL.items() if level < LEVEL[part]})
    assert ours <= below, f"{part} may not import {', '.join(sorted(ours - below))}"


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ARCHIVE)))
def test_reading_does_not_name_django(path):
    if part_of(path) in WITHOUT_DJANGO:
        assert not {name for name in imports_of(path) if name.split(".")[0] in ("django", "dwsite")}


def test_reading_loads_no_django_by_any_way():
    parts = ", ".join(f"archive.{part}" for part in WITHOUT_DJANGO)
    code = f"import sys, {parts}; print('django' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_modules_carry_the_archives_own_words():
    assert not {str(path) for path in modules() if SAYS_NOTHING & {path.stem, path.parent.name}}
