"""Makes the word lists beside it from openly licensed files: names of people, places and common words.

Run it once when a source changes, from a checkout, with the sources in one folder:

    python archive/recognition/data/build_lists.py FOLDER

FOLDER holds people.jsonl and us_legislators.jsonl (CC0), given_name_variants.csv (Apache-2.0), cities.csv
(GeoNames, CC BY 4.0), iptc_media_topics.json (IPTC, CC BY 4.0) and ner_training/wikigold.conll (CC BY 4.0).
README.md in this folder carries the notices.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _people(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and stated gender ("" where none) of every person in the authority files."""
    for name in ("people.jsonl", "us_legislators.jsonl"):
        with (folder / name).open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["name"], (row.get("gender") or "")[:1].lower()


def _names(folder: Path) -> tuple[dict[str, str], Counter[str]]:
    """Given names with a letter for the gender that prevails, and family names with their number."""
    given: dict[str, Counter[str]] = {}
    family: Counter[str] = Counter()
    for name, gender in _people(folder):
        words = [w for w in re.split(r"[\s-]+", re.sub(r"\([^)]*\)|\"[^\"]*\"", " ", name)) if w]
        if len(words) < 2:
            continue
        capitals = [w for w in words if w[0].isupper() and len(w.strip(".")) > 1 and _WORD.fullmatch(w)]
        for word in capitals[:-1]:
            given.setdefault(word, Counter())[gender] += 1
        if capitals:
            family[capitals[-1]] += 1
    with (folder / "given_name_variants.csv").open(encoding="utf-8") as lines:
        for row in csv.reader(lines):
            for word in (row[0], row[-1]):
                if word.isalpha() and word not in ("name1", "name2"):
                    given.setdefault(word.capitalize(), Counter())
    letters: dict[str, str] = {}
    for word, genders in given.items():
        men, women = genders["m"], genders["f"]
        letters[word] = "m" if men > 4 * women else "f" if women > 4 * men else "-"
    # A word that is far more often a family name proves nothing about the word after it.
    return {w: g for w, g in letters.items() if family[w] <= 6 * (sum(given[w].values()) + 1)}, family


def _cities(folder: Path) -> set[str]:
    with (folder / "cities.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {r[k] for r in rows for k in ("name", "subcountry") if r[k] and r[k][0].isupper()}


def _vocabulary(folder: Path) -> tuple[set[str], set[str]]:
    """English words seen in small letters, and German words of definitions, which name nobody."""
    english: set[str] = set()
    german: set[str] = set()
    with (folder / "ner_training" / "wikigold.conll").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, tag = line.strip().partition(" ")
            if tag == "O" and word.islower() and len(word) > 2 and word.isalpha():
                english.add(word)
    topics = json.loads((folder / "iptc_media_topics.json").read_text(encoding="utf-8"))
    for topic in topics["concepts"]:
        for field in ("label", "definition"):
            texts = topic.get(field) or {}
            english |= {w for w in _WORD.findall(texts.get("en") or "") if w.islower() and len(w) > 2}
            german |= {w for w in _WORD.findall(texts.get("de") or "") if len(w) > 2 and w[1:].islower()}
    return english, german


def _write(name: str, lines: list[str]) -> None:
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(lines)} lines\n")


def main(folder: Path) -> None:
    """Writes the lists, sorted, so that a rebuild shows as a readable difference."""
    given, family = _names(folder)
    english, german = _vocabulary(folder)
    _write("given_names.txt", sorted(f"{w} {g}" for w, g in given.items()))
    _write("family_names.txt", sorted(family))
    _write("cities.txt", sorted(_cities(folder)))
    _write("vocabulary_en.txt", sorted(english))
    _write("vocabulary_de.txt", sorted(german))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
