"""What every test stands on: a home and database of its own, the seeds, people who sign in, a browser."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from hypothesis import settings as examples

# A clean clone is judged by the same examples each time; a developer's machine looks for new ones.
examples.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    examples.load_profile("ci")


if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


# --- database and files ---------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def archive_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that stands for ARCHIVE_HOME, so that no test touches the archive of this checkout."""
    home = tmp_path_factory.mktemp("home")
    settings.ARCHIVE_HOME = home
    settings.STATIC_ROOT = home / "static"
    settings.STATIC_ROOT.mkdir()
    # Hashing a password slowly is the point elsewhere.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return home


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    archive_home: Path, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Name the test database.

    On SQLite a file, as in use: a database in memory knows no other process or thread, and the browser's
    server is one. On PostgreSQL a name of this checkout's own, so that two checkouts can test at once.
    """
    database = settings.DATABASES["default"]
    names = database.setdefault("TEST", {})
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    if database["ENGINE"].endswith("sqlite3"):
        names["NAME"] = str(archive_home / "test.sqlite3")
    else:
        checkout = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
        names["NAME"] = f"test_archive_{checkout}_{worker}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit end by emptying the tables: let each begin with what migrations made, the groups."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        arguments = dict(marker.kwargs) if marker else {}
        if "live_server" in getattr(item, "fixturenames", ()):
            arguments["transaction"] = True
        if arguments.get("transaction"):
            arguments["serialized_rollback"] = True
            item.add_marker(pytest.mark.django_db(**arguments), append=False)


# --- documents ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of seeds: `captures/` and `authorities/`."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Test data beside the checkout that not everyone has."""
    if not SHARED.is_dir():
        pytest.skip("no folder “shared” beside the checkout")
    return SHARED


# --- people who sign in ---------------------------------------------------------------------------


@pytest.fixture
def editor(django_user_model, db):
    """An administrator, signed in nowhere yet; `admin_client` is pytest-django's own."""
    return django_user_model.objects.create_superuser("editor", password="editor")


# --- browser --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium without a window; tests that need it are skipped where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no chromium on this machine (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page; the test fails where the page's own script or policy reports an error."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    fresh = context.new_page()
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    fresh.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield fresh
    context.close()
    assert not errors
