"""The pages that reading is measured on: stored test pages, seeds, shared pages beside the checkout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.capture import find_captures
from archive.documents import LayerText, RawCapture
from archive.parsing.layers import make_layer
from tests.quality.reading_measures import RUNNING, Json, Line, Wanted, canonical

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "pages"


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its text layer, and what a person read off it."""

    group: str
    layer: LayerText
    #: The page as HTML where it is one, for libraries that read that.
    html: str | None
    wanted: Wanted


def stored_pages() -> Iterator[Page]:
    """The stored pages of tests, and the two seeds."""
    for path in sorted((ROOT / "tests" / "stored_pages").iterdir()):
        if path.suffix in (".txt", ".html"):
            kind = "HTML" if path.suffix == ".html" else "text"
            yield _page(f"stored {kind}", path, path.with_suffix(".json"))
    for path in sorted((ROOT / "seeds" / "captures").glob("*_*.txt")):
        yield _page("stored text", path, ROOT / "tests" / "expected" / f"{path.stem}.json")


def shared_pages(folder: Path = SHARED) -> Iterator[Page]:
    """The pages of a folder with html/, html/gold/, text/, text/gold/."""
    for kind, suffix in (("HTML", ".html"), ("text", ".txt")):
        for gold in sorted((folder / kind.lower() / "gold").glob("*.json")):
            path = folder / kind.lower() / f"{gold.stem}{suffix}"
            if path.exists():
                yield _page(f"shared {kind}", path, gold)


def _page(group: str, path: Path, gold: Path) -> Page:
    (met,) = find_captures([str(path)])
    if not isinstance(met, RawCapture):
        raise TypeError(f"{path} is no capture: {met}")
    layer = make_layer(met)
    value = json.loads(gold.read_text(encoding="utf-8"))
    html = None
    if layer.extractor == "html":
        html = re.sub("\r\n?", "\n", met.content.decode("utf-8", "replace"))
    return Page(group, layer, html, _wanted(path.stem, value, layer))


def _wanted(name: str, value: Json, layer: LayerText) -> Wanted:
    """What a file of expected values says: a stored page's, a seed's, or one of the shared pages'."""
    lines = _lines(value, layer)
    noise = value.get("noise")
    body = tuple(_body(value))
    if noise is None and "blocks" in value:
        furniture = [layer.text[line.start : line.end] for line in lines if line.kind not in RUNNING]
        # A quotation lifted out of the text stands in the text, too: that it is there shows nothing.
        right = canonical("\n".join([value.get("lead") or "", *(text for _kind, text in body)]))
        noise = [line for line in furniture if canonical(line).strip("' ") not in right]
    return Wanted(
        name=name,
        publisher=value.get("publisher") or name,
        titles=(value.get("title") or "", *value.get("title_alt", ())),
        date=value.get("date"),
        dates=tuple(value.get("date_accept", ())),
        authors=(tuple(value.get("authors", ())), *map(tuple, value.get("authors_accept", ()))),
        lead=value.get("lead"),
        body=body,
        captions=tuple(value.get("captions", ())),
        noise=None if noise is None else tuple(noise),
        lines=lines,
    )


def _body(value: Json) -> Iterator[tuple[str, str]]:
    """The running text without the lead; the shared text pages list lines instead of blocks."""
    for row in value.get("body") or value.get("blocks") or value.get("lines") or ():
        if row["kind"] in RUNNING - {"lead"}:
            yield row["kind"], row["text"]


def _lines(value: Json, layer: LayerText) -> tuple[Line, ...]:
    """The lines of the layer with the kinds that a person gave them; () where none did."""
    if "lines" in value:
        rows = [(row["kind"], row["text"], tuple(row.get("also", ()))) for row in value["lines"]]
        return tuple(_placed(layer.text, rows))
    if "blocks" not in value:
        return ()
    found = list(_placed(layer.text, [(b["kind"], b["text"], ()) for b in value["blocks"]]))
    return tuple(sorted([*found, *_furniture(layer.text, found)], key=lambda line: line.start))


#: Words so long hardly stand on a page twice: they hold the short ones between them in place.
_ANCHOR = 40


def _placed(text: str, rows: Sequence[tuple[str, str, tuple[str, ...]]]) -> Iterator[Line]:
    """Where rows stand in the text, in order, whatever white space is between their words.

    A short one (the kicker "Germany") stands in the menu, too: it is looked for from the next long one
    upwards.
    """
    bare = [place for place, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[place] for place in bare)
    wanted = ["" if kind == "blank" else "".join(words.split()) for kind, words, _also in rows]
    found: dict[int, int] = {}
    at = 0
    for index, words in enumerate(wanted):
        if len(words) >= _ANCHOR and (place := squeezed.find(words, at)) >= 0:
            found[index] = place
            at = place + len(words)
    below = len(squeezed)
    for index in range(len(wanted) - 1, -1, -1):
        words = wanted[index]
        if index in found:
            below = found[index]
        elif words:
            above = max((found[i] + len(wanted[i]) for i in found if i < index), default=0)
            behind_all = below == len(squeezed)
            place = squeezed.find(words, above) if behind_all else squeezed.rfind(words, above, below)
            if place >= 0:
                found[index] = place
                below = place if not behind_all else below
    for index in sorted(found):
        kind, _words, also = rows[index]
        start = found[index]
        yield Line(kind, bare[start], bare[start + len(wanted[index]) - 1] + 1, also)


def _furniture(text: str, placed: list[Line]) -> Iterator[Line]:
    """The lines of a text that no expected block speaks for."""
    taken = [(line.start, line.end) for line in placed]
    start = 0
    for raw in text.splitlines(keepends=True):
        end = start + len(raw.rstrip())
        first = start + len(raw) - len(raw.lstrip())
        if first < end and not any(a < end and first < b for a, b in taken):
            yield Line("boilerplate", first, end, ("metadata",))
        start += len(raw)
