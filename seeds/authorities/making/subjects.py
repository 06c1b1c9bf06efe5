"""Media Topics of the IPTC, and the events that were listed by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from archive.authorities.entries import AuthorityEntry, NameForm, Reference
from archive.authorities.fields import without_repeats
from archive.authorities.identifiers import stated_identifier
from archive.documents import EntityKind, TopicKind
from seeds.authorities.making.handwritten import cell, names, sections


def media_topics(data: Path) -> list[AuthorityEntry]:
    """The live concepts; Wikidata's number only where one topic alone claims it."""
    concepts = json.loads((data / "iptc_media_topics.json").read_text(encoding="utf-8"))["concepts"]
    live = [concept for concept in concepts if "retired" not in concept]
    known = {concept["code"] for concept in live}
    matches = {concept["code"]: _wikidata(concept.get("match", [])) for concept in live}
    claims = Counter(number for numbers in matches.values() for number in numbers)
    found = []
    for concept in sorted(live, key=lambda concept: concept["code"]):
        labels = {language: " ".join(text.split()) for language, text in concept["label"].items()}
        name = labels.pop("en")
        identifiers = {"iptc": concept["code"]}
        numbers = matches[concept["code"]]
        if len(numbers) == 1 and claims[numbers[0]] == 1:
            identifiers["wikidata"] = numbers[0]
        found.append(
            AuthorityEntry(
                kind=EntityKind.TOPIC,
                id=concept["code"],
                name=name,
                language="en",
                names=without_repeats(name, "en", [NameForm(labels[tag], tag) for tag in sorted(labels)]),
                identifiers=identifiers,
                description=" ".join(concept.get("definition", {}).get("en", "").split()),
                topic_kind=TopicKind.SUBJECT,
                broader=tuple(Reference(code) for code in concept["broader"] if code in known),
            )
        )
    return found


def events() -> list[AuthorityEntry]:
    """The events of the hand-written list."""
    found = []
    for _, cells in sections("events.txt"):
        name, german = cell(cells, 1), cell(cells, 2)
        forms = ([NameForm(german, "de")] if german else []) + names(cell(cells, 3))
        found.append(
            AuthorityEntry(
                kind=EntityKind.TOPIC,
                id=f"topic:event-{cells[0]}",
                name=name,
                language="en",
                names=without_repeats(name, "en", forms),
                topic_kind=TopicKind.EVENT,
            )
        )
    return sorted(found, key=lambda entry: entry.id)


def _wikidata(addresses: list[str]) -> list[str]:
    found = (stated_identifier(address) for address in addresses)
    return [value for scheme, value in filter(None, found) if scheme == "wikidata"]
