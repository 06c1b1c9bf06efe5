"""Counts how often each rule of recognition is right on annotated text that nothing was built on.

From the root of the checkout, with the reference data beside it:

    python tests/quality/calibration.py            how well the chances hold, on the half that is not counted
    python tests/quality/calibration.py --write    also writes archive/recognition/data/calibration.json

The text is UNER's English EWT (weblogs, mails, reviews, news groups: not the news). Every second document is
counted, the others tell how well the chances hold. No rule may be written with either half in sight, or the
counts mean nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import read_tokens  # noqa: E402
from recognition import article, starter_names  # noqa: E402

from archive.recognition import VERSION, Gazetteer, recognise  # noqa: E402
from archive.recognition.calibration import (  # noqa: E402
    Calibration,
    Decision,
    Reliability,
    count,
    reliability,
    sign_of,
)

FILES = ("uner-ewt-dev.iob2", "uner-ewt-test.iob2")
TARGET = ROOT / "archive" / "recognition" / "data" / "calibration.json"
#: The kinds that the text has marked. Events are not among them; their chances stay as set by hand.
KINDS = ("person", "organisation", "place")


def decisions(documents: Iterable[dict[str, Any]], gazetteer: Gazetteer) -> Iterator[Decision]:
    """Each proposed name, and whether the very span is marked as a name of this kind."""
    for document in documents:
        marked = {
            (mention["start"], mention["end"], entity["kind"])
            for entity in document["entities"]
            for mention in entity["mentions"]
        }
        found = recognise(document["text"], article(document["text"]), gazetteer, "en")
        places = Counter(mention.entity for mention in found.mentions)
        for mention in found.mentions:
            entity = found.entities[mention.entity]
            kind = str(entity.topic_kind or entity.kind)
            if kind in KINDS:
                sign = sign_of(places[mention.entity], mention.surface)
                right = (mention.start, mention.end, kind) in marked
                yield mention.rule, sign, mention.confidence, right


def told_by(chances: Calibration, rows: Iterable[Decision]) -> Reliability:
    return reliability((chances.chance(*row[:3]), row[3]) for row in rows)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    chosen = options.parse_args()
    folder = ROOT.parent / "shared" / "data" / "ner_training"
    if not all((folder / name).exists() for name in FILES):
        print("skipped, the reference data is not beside this checkout")
        return
    gazetteer = Gazetteer.build(starter_names())
    documents = [d for name in FILES for d in read_tokens(folder / name, KINDS)]
    by_hand()
    counted = list(decisions(documents[::2], gazetteer))
    held = list(decisions(documents[1::2], gazetteer))
    counts = count(counted)
    print(f"{len(documents)} documents; {len(counted)} decisions counted, {len(held)} held back\n")
    for name, chances in (("set by hand", Calibration()), ("counted", Calibration(counts))):
        print(f"== {name}, on the half held back")
        print("\n".join(told_by(chances, held).lines()), end="\n\n")
    if chosen.write:
        told = {
            "about": "Proposals that were right, and all, by rule and sign; see README.md",
            "source": "UNER_English-EWT (universalner.org), dev and test, every second document",
            "licence": "CC BY-SA 4.0",
            "recognition": VERSION,
            "decisions": len(counted),
            "rules": counts,
        }
        TARGET.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def by_hand() -> None:
    """Let recognition tell the numbers set by hand: what is counted here must not weigh already."""
    from archive.recognition import calibration

    calibration._Used.calibration = Calibration()


if __name__ == "__main__":
    main()
