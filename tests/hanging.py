"""Readers that do to their process what a bad reader may do; a page's first word says what."""

from __future__ import annotations

import os
import re
import signal
import time

from archive.documents import RawCapture
from archive.preparing import Prepared, prepare
from archive.recognition import Gazetteer


def read(raw: RawCapture, gazetteer: Gazetteer) -> Prepared:
    """Hang, search for ever, eat memory or die where the page says so; else read it."""
    if raw.content.startswith(b"SLEEP"):
        time.sleep(600)
    if raw.content.startswith(b"SEARCH"):
        re.match(r"(a+)+$", "a" * 60 + "b")  # never leaves the engine: no handler of Python's would run
    if raw.content.startswith(b"EAT"):
        [bytes(10_000_000) for _ in range(10_000)]
    if raw.content.startswith(b"DIE"):
        os.kill(os.getpid(), signal.SIGKILL)
    return prepare(raw, gazetteer)


def no_start(*parts: object) -> None:
    """Stands for a process that does not come up."""
    os._exit(7)
