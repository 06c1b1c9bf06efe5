"""Measures recognition on annotated news, by kind and by rule; part of `make quality`.

From the root of the checkout:

    python tests/quality/recognition.py [--errors 40] [--bare] [--json FILE] [--against FILE] [GOLD.jsonl ...]

Without files it takes the annotated news of the reference data beside the checkout, and says so where that
is absent. The rules were written with these documents in sight: the figures show what a change does, not
what unseen text will give. `--bare` leaves the starter authorities out.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from figures import add_options, conclude, read_figures  # noqa: E402
from measures import Tally, count_document  # noqa: E402

from archive.authorities.formats import AuthorityEntry, read_file  # noqa: E402
from archive.documents import (  # noqa: E402
    Block,
    BlockKind,
    EntityKind,
    KnownName,
    LayerText,
    ParsedArticle,
    QuotationKind,
    Recognised,
)
from archive.parsing import parse  # noqa: E402
from archive.recognition import Gazetteer, recognise  # noqa: E402

GOLD = ("dev_gum_news.jsonl", "dev_public_statements.jsonl")


def starter_names() -> Iterator[KnownName]:
    """All names of the starter authorities, as a load would put them into the archive."""
    for path in sorted((ROOT / "seeds" / "authorities").glob("*.json")):
        for number, entry in enumerate(read_file(path)):
            if not isinstance(entry, AuthorityEntry):
                continue
            key = entry.id or f"{path.name} {number}"
            yield KnownName(key, entry.kind, entry.name, "preferred", entry.language, entry.topic_kind)
            for name in entry.names:
                yield KnownName(key, entry.kind, name.text, name.form, name.language, entry.topic_kind)


def article(text: str) -> ParsedArticle:
    """One paragraph a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(BlockKind.PARAGRAPH, start, at + len(line.rstrip())))
        at += len(line) + 1
    return ParsedArticle("plain", "1", tuple(blocks))


def as_row(text: str, found: Recognised) -> dict[str, Any]:
    """What was found, in the form of the annotated files."""
    entities = [
        {"kind": str(e.kind), "name": e.name, "mentions": []}
        for e in found.entities
        if e.kind != EntityKind.TOPIC
    ]
    places = [i for i, e in enumerate(found.entities) if e.kind != EntityKind.TOPIC]
    for mention in found.mentions:
        if mention.entity in places:
            row = {"start": mention.start, "end": mention.end, "text": mention.surface, "rule": mention.rule}
            entities[places.index(mention.entity)]["mentions"].append(row)
    quotes = [
        {"start": p.start, "end": p.end, "text": p.of(text), "speaker": q.speaker, "rule": q.rule}
        for q in found.quotations
        if q.kind != QuotationKind.SCARE
        for p in q.parts
    ]
    return {"entities": entities, "quotes": quotes}


def measure(path: Path, gazetteer: Gazetteer, errors: int) -> dict[str, dict[str, float]]:
    """Prints one file's figures, then the rules with their errors; returns the figures."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    good: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    lines: list[str] = []
    with path.open(encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    for document in documents:
        text = document["text"]
        found = recognise(text, article(text), gazetteer, document.get("lang", "en"))
        told = count_document(tallies, document, as_row(text, found))
        good.update(m["rule"] for m in told["right"])
        bad.update(m["rule"] for m in told["wrong"])
        for what in ("wrong", "missed", "quotes missed", "quotes wrong"):
            for row in told[what]:
                around = text[max(row["start"] - 50, 0) : row["start"]].replace("\n", "/")
                behind = text[row["end"] : row["end"] + 40].replace("\n", "/")
                inside = text[row["start"] : row["end"]].replace("\n", "/")
                note = " ".join(str(row.get(k, "")) for k in ("kind", "rule", "speaker", "ours"))
                lines.append(f"{what:13} {around} [[{inside}]] {behind} | {note}")
    print(f"\n== {path.stem}: {len(documents)} documents")
    for name, tally in tallies.items():
        print(
            f"{name:40}{tally.right + tally.missed:6}"
            f"   P {100 * tally.precision:5.1f}   R {100 * tally.recall:5.1f}   F {100 * tally.f:5.1f}"
        )
    print("rule (exact spans)                       right  wrong")
    for rule in sorted({*good, *bad}, key=lambda r: -good[r] - bad[r]):
        print(f"  {rule:38}{good[rule]:6}{bad[rule]:7}")
    for line in sorted(lines)[:errors]:
        print(line)
    return {name: {"P": t.precision, "R": t.recall, "F": t.f} for name, t in tallies.items()}


def measure_speed(gazetteer: Gazetteer) -> None:
    """Prints what recognition costs for each of the two seeds, in processor time."""
    for path in sorted((ROOT / "seeds" / "captures").glob("0*.txt")):
        text = path.read_bytes().decode("utf-8")
        parsed = parse(LayerText(text, "plain", "1"))
        for _ in range(5):
            recognise(text, parsed, gazetteer, "en")
        best = 1e9
        for _ in range(8):
            start = time.process_time()
            for _ in range(10):
                recognise(text, parsed, gazetteer, "en")
            best = min(best, (time.process_time() - start) / 10)
        print(f"{path.name}: {1000 * best:.2f} ms for {len(text)} characters")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", nargs="*", type=Path)
    options.add_argument("--errors", type=int, default=0, help="print so many errors of each file")
    options.add_argument("--bare", action="store_true", help="without the starter authorities")
    add_options(options)
    chosen = options.parse_args()
    earlier = read_figures(chosen.against)
    figures: dict[str, dict[str, dict[str, float]]] = {}
    gazetteer = Gazetteer.build(() if chosen.bare else starter_names())
    measure_speed(gazetteer)
    folder = ROOT.parent / "shared" / "data"
    for path in chosen.gold or [folder / name for name in GOLD]:
        if path.exists():
            figures[path.stem] = measure(path, gazetteer, chosen.errors)
        else:
            print(f"{path.name}: skipped, the reference data is not beside this checkout")
    conclude({"recognition": figures}, chosen.json, chosen.against, earlier)


if __name__ == "__main__":
    main()
