"""Measures reading on pages whose right reading a person wrote down; the first part of `make quality`.

From the root of the checkout:

    python tests/quality/reading.py [--pages FOLDER] [--per-page] [--json FILE] [--against FILE]

Measured are the stored test pages, the seeds, and the ten pages of the reference data beside the checkout,
where they are there (or a FOLDER like theirs). Beside the archive stand its general readers alone (what a
publisher gets whose design nobody taught), a simple baseline, and trafilatura where it is installed. `--json`
keeps the figures, `--against` shows what changed since they were kept.

title, date     share of pages; a title is right after folding, or as an accepted variant
authors, lead   F of the names; F of the words, over pages with a lead
words           F of the running text (lead, subheadings, paragraphs) as a bag of words
sequence        F of the longest common subsequence of its words
4-gram          F of its runs of four words, from the means of precision and recall
paragraphs      F of paragraphs given back exactly
noise           share of the page's furniture that came through (lower is better)
captions        F of captions given back exactly; credits likewise
kinds           share of lines whose kind is right

The readers were written with most of these pages in sight: the figures show what a change does, not what
unseen pages will give.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.quality.figures import add_options, conclude, read_figures  # noqa: E402
from tests.quality.reading_engines import Engine, engines  # noqa: E402
from tests.quality.reading_measures import average, measure  # noqa: E402
from tests.quality.reading_pages import SHARED, Page, shared_pages, stored_pages  # noqa: E402

COLUMNS = tuple(
    "title,date,authors,lead,words,sequence,4-gram,paragraphs,noise,captions,credits,kinds".split(",")
)
Figures = dict[str, float]
#: Group, engine, page: its measures.
Rows = dict[str, dict[str, dict[str, Figures]]]

NOTHING_LEARNED = (
    "Nothing in the readers is learned from pages, they are rules: so no publisher is left out in turn.\n"
    "“general readers” shows what the rules that know no publisher make of the pages of known designs, too."
)


def run(pages: Sequence[Page], known: Mapping[str, Engine]) -> tuple[Rows, dict[str, str], dict[str, float]]:
    """All measures; the archive's reader of each page; milliseconds a page of each engine."""
    rows: Rows = {}
    readers: dict[str, str] = {}
    spent: dict[str, float] = defaultdict(float)
    for name, read in known.items():
        for page in pages:
            read(page)  # once without the clock: imports and tables
        for page in pages:
            start = time.process_time()
            found = read(page)
            spent[name] += time.process_time() - start
            by_name = rows.setdefault(page.group, {})
            by_name.setdefault(name, {})[page.wanted.name] = measure(page.wanted, found)
            if name == "archive":
                readers[f"{page.group}/{page.wanted.name}"] = found["reader"]
    return rows, readers, {name: 1000 * total / max(1, len(pages)) for name, total in spent.items()}


def summed(rows: Rows, readers: Mapping[str, str]) -> dict[str, dict[str, Figures]]:
    """Averages by group and engine, then the archive's by reader."""
    told = {
        group: {
            name: {"pages": len(pages), **average(list(pages.values()))} for name, pages in by_name.items()
        }
        for group, by_name in rows.items()
    }
    by_reader: dict[str, list[Figures]] = defaultdict(list)
    for group, by_name in rows.items():
        for page, figures in by_name.get("archive", {}).items():
            by_reader[readers[f"{group}/{page}"]].append(figures)
    told["by reader"] = {
        name: {"pages": len(found), **average(found)} for name, found in sorted(by_reader.items())
    }
    return told


def _line(name: str, figures: Figures, width: int) -> str:
    cells = (f"{figures[c]:>11.3f}" if c in figures else f"{'–':>11}" for c in COLUMNS)
    return f"  {name:<{width}}{figures.get('pages', ''):>6}{''.join(cells)}"


def show(sums: Mapping[str, Mapping[str, Figures]], rows: Rows, *, per_page: bool) -> None:
    width = max(len(name) for by_name in sums.values() for name in by_name) + 1
    if per_page:
        width = max(
            width, *(len(p) + 3 for by_name in rows.values() for pages in by_name.values() for p in pages)
        )
    for group, by_name in sums.items():
        print(f"\n== {group}")
        print(f"  {'':<{width}}{'pages':>6}{''.join(f'{column:>11}' for column in COLUMNS)}")
        for name, figures in by_name.items():
            print(_line(name, figures, width))
            if per_page and group in rows:
                for page, own in rows[group][name].items():
                    print(_line(f"  {page}", own, width))


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pages", type=Path, default=SHARED, metavar="FOLDER")
    options.add_argument("--per-page", action="store_true", help="a line for every page")
    add_options(options)
    chosen = options.parse_args()
    earlier = read_figures(chosen.against)
    shared = list(shared_pages(chosen.pages))
    if not shared:
        print(f"Shared pages: skipped, {chosen.pages} is not there or holds none.")
    known, left_out = engines()
    rows, readers, spent = run([*shared, *stored_pages()], known)
    sums = summed(rows, readers)
    show(sums, rows, per_page=chosen.per_page)
    print(f"\n{NOTHING_LEARNED}")
    print("Milliseconds of processor time a page: " + ", ".join(f"{n} {ms:.0f}" for n, ms in spent.items()))
    if left_out:
        print(left_out)
    figures = {"reading": sums, "reading, by page": {group: rows[group].get("archive", {}) for group in rows}}
    conclude(figures, chosen.json, chosen.against, earlier)


if __name__ == "__main__":
    main()
