"""What one document may take in the process that reads it; the system itself holds to these bounds."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

#: Seconds for an ordinary document and for the largest; with the start they stay below 10 and 60.
SECONDS = (8.0, 50.0)
_ORDINARY, _LARGEST = 2 * 1024 * 1024, 8 * 1024 * 1024
#: What a process may hold once it has read the names, for one document; and altogether, at least.
ROOM = 220 * 1024 * 1024
AT_LEAST = 420 * 1024 * 1024


def seconds_for(size: int) -> float:
    """How long reading so many bytes may take.

    >>> seconds_for(5_000)
    8.0
    >>> seconds_for(64 * 1024 * 1024)
    50.0
    """
    shortest, longest = SECONDS
    share = (size - _ORDINARY) / (_LARGEST - _ORDINARY)
    return shortest + (longest - shortest) * min(1.0, max(0.0, share))


def begin_document(size: int, seconds: float | None = None) -> None:
    """From now on this process has so long; then the kernel ends it, whatever it is doing.

    No handler of ours has to run: a pattern that searches for ever, or a call into a library, would keep one
    waiting.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds_for(size) if seconds is None else seconds)


def end_document() -> None:
    """The document is done; the clock stops."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def bound_memory() -> None:
    """Let this process hold some more than it does now; asking for more raises MemoryError.

    Only on Linux, where the bound counts what is used and not what is merely reserved.
    """
    if not sys.platform.startswith("linux"):
        return
    import resource  # noqa: PLC0415 - not on every system

    found = re.search(r"^VmData:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    held = int(found[1]) * 1024 if found else 0
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = max(AT_LEAST, held + ROOM)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def one_thread() -> None:
    """Let numpy's library start no threads: each would reserve memory, and nothing here is so large."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
