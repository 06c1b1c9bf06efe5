"""How well subjects are assigned: learned ones by cross-validation, cue words printed for reading by eye.

The reference data lies beside the checkout (../shared/data) and is no part of it; nothing learned from it is
kept. Without it there is nothing to measure.

    python tests/quality/subjects.py [--show 20] [--seeds 1,2,3]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from archive.documents import Block, BlockKind, KnownSubject, LayerText, ParsedArticle  # noqa: E402
from archive.parsing import parse  # noqa: E402
from archive.recognition import Gazetteer, SubjectIndex, recognise  # noqa: E402
from archive.recognition.subject_learning import example_of, try_out  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
LEARNED = "reuters21578_train_slice.jsonl"
READ = ("dev_gum_news.jsonl", "dev_public_statements.jsonl")


def starter_subjects() -> list[KnownSubject]:
    """The IPTC Media Topics as the starter files hold them."""
    path = ROOT / "seeds" / "authorities" / "media-topics.skos.json"
    graph: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    found = []
    for row in graph:
        broader = row.get("broader") or []
        several = [broader] if isinstance(broader, str | dict) else broader
        wider = tuple(b if isinstance(b, str) else b["@id"] for b in several)
        labels = row["prefLabel"]
        names = (labels["en"], *(label for language, label in labels.items() if language != "en"))
        found.append(KnownSubject(row["@id"], row["@id"], names, wider))
    return found


def with_title(title: str, text: str) -> tuple[str, ParsedArticle]:
    """A title and paragraphs as an article."""
    whole, at = f"{title}\n{text}", len(title) + 1
    blocks = [Block(BlockKind.HEADLINE, 0, len(title))]
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return whole, ParsedArticle("row", "1", tuple(blocks))


def measure_learned(path: Path, seeds: list[int], shown: int) -> None:
    """Prints what cross-validation makes of the editors' topics in a file, each known by its code alone."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    keys = sorted({topic for row in rows for topic in row["topics"]})
    cues = SubjectIndex.build(KnownSubject(key, "", (key,)) for key in keys)
    examples = [
        example_of(*with_title(row["title"], row["text"]), cues, row["topics"], judged=keys) for row in rows
    ]
    total = 0.0
    for seed in seeds:
        start = time.process_time()
        trial = try_out(examples, seed=seed)
        total += trial.after.f
        print(
            f"{path.stem}, cut {seed}: F {100 * trial.before.f:.1f} without, {100 * trial.after.f:.1f} with"
            f" (P {100 * trial.after.precision:.1f}, R {100 * trial.after.recall:.1f}),"
            f" {time.process_time() - start:.0f} s"
        )
    print(f"mean F {100 * total / len(seeds):.1f} over {len(seeds)} cuts; the last by subject:")
    for key, count, before, after in trial.subjects[:shown]:
        print(f"  {key:20}{count:5}  {100 * before.f:5.1f} {100 * after.f:5.1f}")


def print_by_eye(path: Path, index: SubjectIndex, shown: int) -> None:
    """Prints what cue words assign to the documents of a file, with what spoke for it."""
    gazetteer = Gazetteer.build((), index)
    names = {s.key: s.names[0] for s in index.subjects}
    print(f"\n== {path.stem}")
    found: Counter[str] = Counter()
    for number, line in enumerate(path.open(encoding="utf-8")):
        text = json.loads(line)["text"]
        topics = recognise(text, parse(LayerText(text, "plain", "1")), gazetteer, None).topics
        found.update(names[t.key] for t in topics)
        if number < shown:
            print(f"\n{' '.join(text.split())[:300]}")
            for topic in topics:
                print(f"    {topic.score:.2f} {names[topic.key]} [{topic.rule}] {', '.join(topic.evidence)}")
    print(f"\nassigned most: {', '.join(f'{name} {count}' for name, count in found.most_common(25))}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--show", type=int, default=12, help="so many documents and subjects of each file")
    options.add_argument("--seeds", default="1,2,3", help="numbers of the cuts into five parts")
    options.add_argument("files", nargs="*", type=Path, help="print these, a text a row, by eye instead")
    chosen = options.parse_args()
    index = SubjectIndex.build(starter_subjects())
    if not chosen.files and (DATA / LEARNED).exists():
        measure_learned(DATA / LEARNED, [int(n) for n in chosen.seeds.split(",")], 3 * chosen.show)
    for path in chosen.files or [DATA / name for name in READ]:
        if path.exists():
            print_by_eye(path, index, chosen.show)
        else:
            print(f"{path.name}: skipped, the reference data is not beside this checkout")


if __name__ == "__main__":
    main()
