"""Times the reading of one core, beside yardsticks taken in the same run: text captures, and pages of HTML.

Text: the layer and the reader, without and with the language, and with the recognition; the yardstick reads
the same bytes from disk, decodes them and splits them into lines. HTML: the layer and the reader; the
yardstick is lxml's bare parse, and trafilatura where it is installed. Medians over the rounds, in processor
time.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from seed_like import captures  # noqa: E402

from archive.capture import find_captures, media_type  # noqa: E402
from archive.documents import RawCapture  # noqa: E402
from archive.parsing import parse  # noqa: E402
from archive.parsing.layers import make_layer  # noqa: E402
from archive.preparing import prepare  # noqa: E402
from archive.recognition import Gazetteer  # noqa: E402


def raw(name: str, content: bytes) -> RawCapture:
    return RawCapture(name, name.encode(), content, media_type(content))


def timed(work: Callable[[], object], rounds: int) -> float:
    """Median of the seconds of processor time that the work takes; once before, uncounted."""
    work()
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return median(taken)


def all_of(work: Callable[[RawCapture], object], documents: Iterable[RawCapture]) -> Callable[[], object]:
    def run() -> None:
        for document in documents:
            work(document)

    return run


def texts(count: int, rounds: int) -> None:
    """Seed-like captures: documents a second."""
    documents = [raw(name, content) for name, content in captures(count)]
    gazetteer = Gazetteer.build(())
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as temporary:
        for document in documents:
            (Path(temporary) / document.path).write_bytes(document.content)

        def bare() -> None:
            for path in sorted(Path(temporary).iterdir()):
                path.read_bytes().decode("utf-8").split("\n")

        yardstick = timed(bare, rounds)
        found = timed(lambda: sum(1 for _ in find_captures([temporary])), rounds)
    size = sum(len(document.content) for document in documents) / count / 1024
    print(f"text: {count:,} seed-like captures of {size:.1f} KiB, documents/s on one core")
    for what, seconds in (
        ("yardstick: read, decode, split into lines", yardstick),
        ("found and judged in their folder", found),
        ("text layer", timed(all_of(make_layer, documents), rounds)),
        (
            "layer and reader",
            timed(all_of(lambda d: parse(make_layer(d), with_language=False), documents), rounds),
        ),
        ("layer, reader, language", timed(all_of(lambda d: parse(make_layer(d)), documents), rounds)),
        (
            "with recognition (no names known)",
            timed(all_of(lambda d: prepare(d, gazetteer), documents), rounds),
        ),
    ):
        print(f"  {what:44} {count / seconds:9,.0f}   {seconds / yardstick:7.1f} times the yardstick")


def pages(folders: list[Path], rounds: int) -> None:
    """Stored pages of HTML: milliseconds a page."""
    from lxml import html as lxml_html

    files = [path for folder in folders for path in sorted(folder.glob("*.html"))]
    documents = [raw(path.name, path.read_bytes()) for path in files]
    if not documents:
        return
    count = len(documents)
    size = sum(len(document.content) for document in documents) / count / 1024
    yardstick = timed(all_of(lambda d: lxml_html.document_fromstring(d.content), documents), rounds)
    rows = [
        ("yardstick: lxml's parse alone", yardstick),
        ("layer", timed(all_of(make_layer, documents), rounds)),
        ("layer, reader, language", timed(all_of(lambda d: parse(make_layer(d)), documents), rounds)),
    ]
    print(f"HTML: {count} stored pages of {size:.0f} KiB, milliseconds a page on one core")
    if importlib.util.find_spec("trafilatura") is not None:
        from trafilatura import bare_extraction

        words = [document.content.decode("utf-8", "replace") for document in documents]
        rows.append(
            (
                "trafilatura, with metadata",
                timed(lambda: [bare_extraction(w, with_metadata=True) for w in words], rounds),
            )
        )
    for what, seconds in rows:
        print(f"  {what:44} {1000 * seconds / count:9.2f}   {seconds / yardstick:7.1f} times the yardstick")
    if len(rows) == 3:
        print("  trafilatura                                  not installed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=Path, action="append", help="folder of HTML pages (may be repeated)")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    texts(options.documents, options.rounds)
    beside = ROOT.parent / "shared" / "data" / "pages" / "html"
    pages(options.pages or [ROOT / "tests" / "pages_html", beside], options.rounds)


if __name__ == "__main__":
    main()
