"""Times the whole load of seed-like captures, beside a yardstick: hash and insert of the same bytes.

Every round has a new archive in a temporary folder with the starter authorities loaded; the archive of
this checkout and DATABASE_URL are left alone. Figures are medians over the rounds.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from seed_like import captures

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "manage.py")]


@dataclass(frozen=True)
class Run:
    """What one command took."""

    seconds: float
    peak_mib: float


def command(home: Path, *arguments: str) -> Run:
    """Run a management command on the archive in this home; a failure ends the benchmark."""
    environment = {**os.environ, "ARCHIVE_HOME": str(home), "DATABASE_URL": "", "ARCHIVE_ENV": "local"}
    started = time.perf_counter()
    process = subprocess.Popen([*MANAGE, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{arguments[0]} ended with status {process.returncode}.")
    # Kibibytes on Linux, bytes on macOS.
    return Run(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def articles(home: Path) -> int:
    """How many articles the archive in this home holds."""
    connection = sqlite3.connect(home / "archive.sqlite3")
    (count,) = connection.execute("SELECT count(*) FROM archive_article").fetchone()
    connection.close()
    return int(count)


def yardstick(folder: Path, database: Path) -> float:
    """Seconds to read, hash and insert the same files, one transaction each, under the site's own pragmas."""
    started = time.perf_counter()
    connection = sqlite3.connect(database, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
    connection.execute("CREATE TABLE capture (digest TEXT PRIMARY KEY, bytes BLOB)")
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO capture VALUES (?, ?)", (digest, content))
        connection.execute("COMMIT")
    connection.close()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=1, help="1 (default) also keeps to one core")
    options = parser.parse_args()
    if options.workers == 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

    with tempfile.TemporaryDirectory(prefix="archive-bench-") as temporary:
        measure(Path(temporary), options)


def measure(place: Path, options: argparse.Namespace) -> None:
    """Prepare an archive once, load into copies of it, print the medians."""
    folder = place / "captures"
    folder.mkdir()
    for name, content in captures(options.documents):
        (folder / name).write_bytes(content)
    prepared = place / "prepared"
    command(prepared, "migrate", "--verbosity", "0")
    authorities = command(prepared, "load_authorities", str(ROOT / "seeds" / "authorities"))

    load = ("load_captures", str(folder), "--workers", str(options.workers), "--no-progress")
    firsts, seconds, plain = [], [], []
    for number in range(options.rounds):
        home = place / f"home-{number}"
        shutil.copytree(prepared, home)
        plain.append(yardstick(folder, home / "yardstick.sqlite3"))
        firsts.append(command(home, *load))
        seconds.append(command(home, *load))
        if (stored := articles(home)) != options.documents:
            sys.exit(f"{options.documents:,} captures became {stored:,} articles: the figures mean nothing.")
        size = (home / "archive.sqlite3").stat().st_size - (prepared / "archive.sqlite3").stat().st_size
        shutil.rmtree(home)

    count = options.documents
    raw = sum(path.stat().st_size for path in folder.iterdir())
    first = median(run.seconds for run in firsts)
    again = median(run.seconds for run in seconds)
    bare = median(plain)
    spread = f"{min(r.seconds for r in firsts):.1f} to {max(r.seconds for r in firsts):.1f} s"
    print(
        f"{count:,} captures ({raw / 2**20:.1f} MiB), {options.workers} process(es), "
        f"medians of {options.rounds} rounds, starting the program included\n"
        f"  load              {count / first:8.1f} documents/s   peak "
        f"{median(r.peak_mib for r in firsts):,.0f} MiB   ({spread})\n"
        f"  load again        {count / again:8.1f} documents/s   peak "
        f"{median(r.peak_mib for r in seconds):,.0f} MiB\n"
        f"  yardstick         {count / bare:8.1f} documents/s   (SHA-256 and insert of the same bytes; "
        f"the load takes {first / bare:,.0f} times as long)\n"
        f"  database          {size / 2**20:8.1f} MiB more, {size / raw:.1f} times the captures\n"
        f"  authorities       {authorities.seconds:8.1f} s, once   peak {authorities.peak_mib:,.0f} MiB"
    )


if __name__ == "__main__":
    main()
