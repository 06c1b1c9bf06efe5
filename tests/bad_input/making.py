"""Makes a folder of inputs that no archive should be given, between two good captures.

python -m tests.bad_input.making FOLDER
"""
# Names are bytes here, which pathlib does not take.
# ruff: noqa: PTH103, PTH118, PTH120, PTH123

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bad_input.files import make_files
from tests.bad_input.markup import markup
from tests.bad_input.packed import PACKED
from tests.bad_input.stories import Bad, story
from tests.bad_input.texts import TEXTS

#: By folder, what makes the inputs in it, but for those that are no plain files.
PARTS = {**TEXTS, "html": (markup,), **PACKED}
FIRST = Bad(b"a-good-one.txt", "a good capture, met first", ("article",))
LAST = Bad(b"z-good-one.txt", "a good capture, met last", ("article",))


def make(folder: Path, part: str = "") -> Iterator[Bad]:
    """Write every input below `folder`, which is empty; each comes out as it is written.

    `part` is the one folder wanted; all of them where none is named.
    """
    root = os.fsencode(folder)
    for name, makers in PARTS.items():
        if part in ("", name):
            for bad, content in itertools.chain.from_iterable(one() for one in makers):
                path = os.path.join(root, bad.path)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(content)
                yield bad
    if part in ("", "files"):
        yield from make_files(folder)
    for good in (FIRST, LAST):
        (folder / os.fsdecode(good.path)).write_text(story(good.what).text, encoding="utf-8")
        yield good


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{sum(1 for _ in make(target)):,} inputs below {target}\n")
