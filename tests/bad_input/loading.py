"""Loads the folder of bad inputs in one run and tells of each: outcome, reason, seconds, memory.

    python -m tests.bad_input.loading [--workers N] [--authorities] [--part FOLDER]

In an archive of its own, in a temporary folder. Exit status 1 where something is not as it should be.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from archive.documents import RawCapture
from archive.preparing import Prepared, prepare
from archive.recognition import Gazetteer
from tests.bad_input.making import make
from tests.bad_input.stories import Bad

ROOT = Path(__file__).resolve().parents[2]
_NOTES = "BAD_INPUT_NOTES"
MOST_MIB = 500.0


@dataclass
class Seen:
    """What came of one input."""

    path: str
    what: str
    outcomes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    #: Finding, reading and storing, all its records together, in processor time.
    seconds: float = 0.0
    #: The most that a process which read one of its records held.
    reader_mib: float = 0.0
    #: The most that the loader held while it found and stored them.
    loader_mib: float = 0.0
    faults: list[str] = field(default_factory=list)


# --------------------------------------------------------------------------- in the reading process


def read(raw: RawCapture, gazetteer: Gazetteer) -> Prepared:
    """Read a capture and note how long it took and what this process held at most meanwhile."""
    key = _key(raw.path_bytes)
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    # Processor time: how busy the machine is with other work is not the document's affair.
    started = time.process_time()
    _note("begin", key)
    made = prepare(raw, gazetteer)
    _note("end", key, time.process_time() - started, peak_mib())
    return made


def _note(*parts: object) -> None:
    with Path(os.environ[_NOTES]).open("a", encoding="utf-8") as notes:
        notes.write(json.dumps(parts) + "\n")


def _key(path: bytes) -> str:
    return base64.b64encode(path).decode()


def peak_mib(process: object = "self") -> float:
    """What a process held at most, in MiB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


# --------------------------------------------------------------------------- in the loader


class Watch:
    """Times what the loader does with each document, by its path."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        #: What the loader held at most while it found or stored a document, with all that waits beside it.
        self.mib: dict[str, float] = defaultdict(float)
        self.most = 0.0

    def note(self, key: str, started: float) -> None:
        """One step is done: its time, and the loader's peak since the step before."""
        self.seconds[key] += time.process_time() - started
        peak = peak_mib()
        self.mib[key] = max(self.mib[key], peak)
        self.most = max(self.most, peak)
        Path("/proc/self/clear_refs").write_text("5")

    def install(self, *, patient: bool) -> None:
        from archive.loading import knowledge, running

        find, store, preparer = running.find_captures, running._store_one, knowledge.Preparer

        def found(paths: Iterable[str]) -> Iterator[Any]:
            documents = find(paths)
            while True:
                started = time.process_time()
                met = next(documents, None)
                if met is None:
                    return
                self.note(_key(met.path_bytes), started)
                yield met

        def stored(met: Any, *rest: Any) -> Any:
            started = time.process_time()
            try:
                return store(met, *rest)
            finally:
                self.note(_key(met.path_bytes), started)

        running.find_captures = found
        running._store_one = stored
        # On a busy machine the usual bound would stop what takes half of it of the processor's time.
        seconds = 30.0 if patient else None
        knowledge.Preparer = lambda names, workers, **more: preparer(
            names, workers, **(more | {"read": read, "seconds": seconds})
        )


def load(
    folder: Path, home: Path, *, workers: int, authorities: bool, patient: bool
) -> tuple[list[dict[str, Any]], Watch, float]:
    """Load everything below `folder`: the report's lines, what was timed, the loader's peak in MiB."""
    os.environ |= {
        "ARCHIVE_HOME": str(home),
        "DATABASE_URL": "",
        "ARCHIVE_ENV": "local",
        "DJANGO_SETTINGS_MODULE": "dwsite.settings",
        _NOTES: str(home / "notes.jsonl"),
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    if authorities:
        call_command("load_authorities", str(ROOT / "seeds" / "authorities"), verbosity=0)
    watch = Watch()
    watch.install(patient=patient)
    Path("/proc/self/clear_refs").write_text("5")
    try:
        call_command(
            "load_captures",
            str(folder),
            report=str(home / "report.jsonl"),
            workers=workers,
            verbosity=0,
            stdout=open(os.devnull, "w"),  # noqa: SIM115, PTH123
        )
    except SystemExit as ended:
        if ended.code != 1:
            raise
    lines = [json.loads(line) for line in (home / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    return lines, watch, max(watch.most, peak_mib())


def judged(
    bads: list[Bad], folder: Path, lines: list[dict[str, Any]], watch: Watch, notes: Path
) -> list[Seen]:
    """What came of each input, with what is not as it should be."""
    seconds, peaks, open_ = dict(watch.seconds), defaultdict(float), set()
    for line in notes.read_text(encoding="utf-8").splitlines():
        kind, key, *rest = json.loads(line)
        if kind == "begin":
            open_.add(key)
        else:
            open_.discard(key)
            seconds[key] = seconds.get(key, 0.0) + rest[0]
            peaks[key] = max(peaks[key], rest[1])
    root = os.fsencode(folder) + b"/"
    seen = []
    by_path = {
        root + bad.path: Seen(os.fsencode(bad.path).decode("utf-8", "backslashreplace"), bad.what)
        for bad in bads
    }

    def owner(path: bytes) -> bytes | None:
        """The input that a document belongs to: itself, or the container or folder that it is met in."""
        parts = path.split(b"/")
        starts = (b"/".join(parts[:upto]) for upto in range(len(parts), 0, -1))
        return next((one for one in starts if one in by_path), None)

    found: dict[bytes, list[dict[str, Any]]] = defaultdict(list)
    strange = []
    for line in lines:
        one = owner(base64.b64decode(line["path_b64"]))
        if one is None:
            strange.append(line)
        else:
            found[one].append(line)
    keys_of: dict[bytes | None, list[str]] = defaultdict(list)
    for key in {*seconds, *open_}:
        keys_of[owner(base64.b64decode(key))].append(key)
    for bad in bads:
        path = root + bad.path
        made = by_path[path]
        seen.append(made)
        made.outcomes = tuple(line["outcome"] for line in found[path])
        made.messages = tuple(line["message"] for line in found[path])
        keys = keys_of[path]
        made.seconds = sum(seconds.get(k, 0.0) for k in keys)
        made.reader_mib = max((peaks[k] for k in keys), default=0.0)
        made.loader_mib = max((watch.mib.get(k, 0.0) for k in keys), default=0.0)
        made.faults = _faults(bad, made)
    for line in strange:
        seen.append(
            Seen(
                line["path"],
                "met, but not made",
                (line["outcome"],),
                (line["message"],),
                faults=["unexpected"],
            )
        )
    return seen


def _faults(bad: Bad, made: Seen) -> list[str]:
    faults = []
    came: Iterable[str] = set(made.outcomes) if bad.several else made.outcomes
    if tuple(sorted(came)) != bad.outcomes:
        faults.append(f"outcomes are {_counted(made.outcomes)}, not {_counted(bad.outcomes)}")
    if any(
        o != "article" and not m
        for o, m in zip(made.outcomes, made.messages, strict=True)
        if o not in ("duplicate", "revision")
    ):
        faults.append("no reason")
    if any(not m.isprintable() or len(m) > 1000 for m in made.messages):
        faults.append("a message is too long or holds control characters")
    if bad.says and not re.search(bad.says, " ".join(made.messages)):
        faults.append(f"no message says “{bad.says}”")
    if made.seconds > bad.seconds:
        faults.append(f"{made.seconds:.1f} seconds")
    for who, mib in (("the reading process", made.reader_mib), ("the loader", made.loader_mib)):
        if mib > MOST_MIB:
            faults.append(f"{who} held {mib:.0f} MiB")
    return faults


def _counted(outcomes: tuple[str, ...]) -> str:
    kinds = sorted(set(outcomes))
    return ", ".join(f"{outcomes.count(kind):,} {kind}" for kind in kinds) or "none"


# --------------------------------------------------------------------------- telling


def made(folder: Path, part: str) -> list[Bad]:
    """The inputs, once they are written."""
    return list(make(folder, part))


def run(
    folder: Path,
    home: Path,
    *,
    workers: int = 1,
    authorities: bool = False,
    part: str = "",
    patient: bool = False,
) -> dict[str, Any]:
    """Make, load and judge; what came of it, ready for JSON."""
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # what making takes is not the loader's
        bads = apart.submit(made, folder, part).result()
    started = time.monotonic()
    lines, watch, peak = load(folder, home, workers=workers, authorities=authorities, patient=patient)
    seen = judged(bads, folder, lines, watch, home / "notes.jsonl")
    return {
        "seen": [asdict(one) for one in seen],
        "loader_mib": peak,
        "seconds": time.monotonic() - started,
        "lines": len(lines),
        "folder": str(folder),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--authorities", action="store_true", help="with the starter authorities loaded")
    parser.add_argument("--part", default="", help="one folder of them: text, encoding, bait, html, …")
    parser.add_argument("--patient", action="store_true", help="30 seconds for each, for a busy machine")
    parser.add_argument("--json", metavar="FILE", help="write what came of it for a program")
    parser.add_argument("--faults", action="store_true", help="only what is not as it should be")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bad-input-") as temporary:
        folder, home = Path(temporary) / "in", Path(temporary) / "home"
        folder.mkdir()
        home.mkdir()
        result = run(
            folder,
            home,
            workers=options.workers,
            authorities=options.authorities,
            part=options.part,
            patient=options.patient,
        )
    if options.json:
        Path(options.json).write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    bad = 0
    for one in result["seen"]:
        bad += bool(one["faults"])
        if options.faults and not one["faults"]:
            continue
        messages = [m.replace(result["folder"] + "/", "") for m in one["messages"] if m]
        print(
            f"{one['path']} ({one['what']}): {_counted(tuple(one['outcomes']))}; {one['seconds']:.1f} s,"
            f" {one['reader_mib']:.0f}/{one['loader_mib']:.0f} MiB"
            f"{''.join(f'; {m[:300]}' for m in messages[:3])}"
            f"{'   ** ' + '; '.join(one['faults']) if one['faults'] else ''}"
        )
    print(
        f"{len(result['seen'])} inputs, {result['lines']:,} lines in the report, {result['seconds']:.0f} s;"
        f" the loader held {result['loader_mib']:.0f} MiB at most; {bad} not as they should be"
    )
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
