"""Watches memory over very many documents: the processes that read, this one, and, if asked, a whole load.

The documents are seed-like, each of other words, so that nothing can be kept of one for the next. What is
resident in this process and in each reading process is sampled on the way: it has to stay level.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from seed_like import captures  # noqa: E402

from archive.documents import RawCapture  # noqa: E402
from archive.preparing import Preparer  # noqa: E402

_AT_ONCE = 40


def resident_mib(process: int) -> float:
    """What a process holds in memory now, in MiB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def read(count: int, samples: int) -> None:
    """Read documents as the loader does, a batch begun while the one before is taken."""
    preparer = Preparer(())
    documents = (RawCapture(n, n.encode(), content, "text/plain") for n, content in captures(count))
    done, started, ahead = 0, time.monotonic(), None
    every = max(count // samples, 1)
    print(f"{'documents':>10} {'this process':>14} {'reading process':>16}   MiB resident")
    while batch := list(islice(documents, _AT_ONCE)):
        begun = preparer.begin(batch)
        if ahead is not None:
            ahead.result()
        ahead = begun
        if done // every != (done + len(batch)) // every or not done:
            begun.result()
            child = preparer._readers[0]._process.pid
            print(
                f"{done + len(batch):10,} {resident_mib(os.getpid()):14.1f} {resident_mib(child):16.1f}",
                flush=True,
            )
        done += len(batch)
    preparer.close()
    seconds = time.monotonic() - started
    print(f"{done:,} documents read in {seconds:.0f} s, {done / seconds:,.0f} a second, with their making")


def load(count: int, samples: int) -> None:
    """Load documents into an archive of its own, and watch the loader from outside."""
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as temporary:
        folder, home = Path(temporary) / "captures", Path(temporary) / "home"
        folder.mkdir()
        for name, content in captures(count):
            (folder / name).write_bytes(content)
        manage = [sys.executable, str(ROOT / "manage.py")]
        environment = {**os.environ, "ARCHIVE_HOME": str(home), "DATABASE_URL": "", "ARCHIVE_ENV": "local"}
        subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
        reading, writing = os.pipe()
        started = time.monotonic()
        process = subprocess.Popen(
            [*manage, "load_captures", str(folder), "--no-progress", "--report", f"/dev/fd/{writing}"],
            env=environment,
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
        )
        os.close(writing)
        every = max(count // samples, 1)
        print(f"{'documents':>10} {'loader':>14}   MiB resident, of a whole load")
        with os.fdopen(reading, "rb") as lines:
            for number, _line in enumerate(lines, 1):
                if number % every == 0 or number == _AT_ONCE:
                    print(f"{number:10,} {resident_mib(process.pid):14.1f}", flush=True)
        process.wait()
        seconds = time.monotonic() - started
        rate = f"{count:,} documents loaded in {seconds:.0f} s, {count / seconds:,.0f} a second"
        print(f"{rate}; status {process.returncode}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000, help="read so many (default 100,000)")
    parser.add_argument("--load", type=int, default=0, help="load so many into a database (default none)")
    parser.add_argument("--samples", type=int, default=10)
    options = parser.parse_args()
    if options.documents:
        read(options.documents, options.samples)
    if options.load:
        load(options.load, options.samples)


if __name__ == "__main__":
    main()
