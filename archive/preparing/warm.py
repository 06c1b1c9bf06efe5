"""Imported once by the process that reading processes are forked from: what is slow to load is there then."""

from __future__ import annotations

from archive.preparing.bounds import one_thread

one_thread()

from archive.documents import RawCapture  # noqa: E402
from archive.preparing.reading import prepare  # noqa: E402
from archive.recognition import Gazetteer  # noqa: E402

_PAGE = """Politics

A headline of some words

The President spoke in Berlin on 5 July 2017, and the ministers went home when all had been said.

"It was a long day," said Ann Example, a minister. Much remains to be done by all of them.
"""

prepare(
    RawCapture(path="", path_bytes=b"", content=_PAGE.encode(), media_type="text/plain"), Gazetteer.build(())
)
