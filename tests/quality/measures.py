"""Counts what recognition found against what people marked: spans, entities, quotations, speakers.

Our own, and stricter on names than most: the kind must be right, a split or merged entity costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.names import fold_words, split_person

Row = Mapping[str, Any]
_TITLES = frozenset("mr mrs ms dr prof sir lord president prime minister chancellor senator the".split())
_SMALL = frozenset("of for and on in de des the".split())


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed; a plain share has nothing wrong."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, right: int, wrong: int, missed: int) -> None:
        self.right += right
        self.wrong += wrong
        self.missed += missed

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shared(a: Row, b: Row) -> int:
    """Characters that two spans have in common."""
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def pairs(
    gold: Sequence[Row], found: Sequence[Row], likeness: Callable[[Row, Row], float]
) -> list[tuple[int, int]]:
    """One to one, best first."""
    weighed = sorted(
        ((likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda w: -w[0],
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    made = []
    for weight, i, j in weighed:
        if weight <= 0:
            break
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            made.append((i, j))
    return made


def same_span(a: Row, b: Row) -> float:
    return float(a["start"] == b["start"] and a["end"] == b["end"])


def same_quotation(a: Row, b: Row) -> float:
    """Four fifths of all that either spans."""
    whole = max(a["end"], b["end"]) - min(a["start"], b["start"])
    likeness = shared(a, b) / whole if whole else 0.0
    return likeness if likeness >= 0.8 else 0.0


def mentions_of(entities: Sequence[Row], kind: str = "") -> list[Row]:
    """All mentions, each with its kind and the number of its entity."""
    return [
        {**mention, "kind": entity["kind"], "entity": number}
        for number, entity in enumerate(entities)
        for mention in entity["mentions"]
        if not kind or entity["kind"] == kind
    ]


def same_entity(a: Row, b: Row) -> float:
    """How many mentions two entities of one kind share."""
    if a["kind"] != b["kind"]:
        return 0.0
    return sum(any(shared(m, n) for n in b["mentions"]) for m in a["mentions"])


def bare(name: str | None) -> str:
    """A name without titles and possessives, folded."""
    return " ".join(w for w in fold_words(re.sub(r"[’']s\b", "", name or "")).split() if w not in _TITLES)


def same_speaker(a: str | None, b: str | None) -> bool:
    """Whether two names, as different texts print them, may be one speaker's."""
    one, two = bare(a), bare(b)
    if not one or not two:
        return False
    if one == two or set(one.split()) <= set(two.split()) or set(two.split()) <= set(one.split()):
        return True
    first, second = split_person(one), split_person(two)
    if first[1] == second[1] and first[0][:1] == second[0][:1]:
        return True
    initials = ["".join(w[0] for w in n.split() if w not in _SMALL) for n in (one, two)]
    return two.replace(" ", "") == initials[0] or one.replace(" ", "") == initials[1]


def count_document(tallies: dict[str, Tally], gold: Row, found: Row) -> dict[str, list[Row]]:
    """Adds one document to the tallies; returns the mentions wrongly made and missed, the quotations too."""
    optional = [{"start": a, "end": b} for a, b in gold.get("optional", [])]

    def excused(span: Row) -> bool:
        return any(shared(span, o) for o in optional)

    wrong: list[Row] = []
    missed: list[Row] = []
    right: list[Row] = []
    for kind in ("person", "organisation"):
        wanted, made = mentions_of(gold["entities"], kind), mentions_of(found["entities"], kind)
        for level, likeness in (("exact", same_span), ("overlap", shared)):
            matched = pairs(wanted, made, likeness)
            taken = {j for _, j in matched}
            extra = [m for j, m in enumerate(made) if j not in taken and not excused(m)]
            tallies[f"mention {level} {kind}"].add(len(matched), len(extra), len(wanted) - len(matched))
            if level == "exact":
                wrong += extra
                missed += [m for i, m in enumerate(wanted) if i not in {i for i, _ in matched}]
                right += [made[j] for _, j in matched]
        entities = [e for e in gold["entities"] if e["kind"] == kind]
        ours = [e for e in found["entities"] if e["kind"] == kind]
        matched = pairs(entities, ours, same_entity)
        taken = {j for _, j in matched}
        free = sum(j not in taken and all(excused(m) for m in e["mentions"]) for j, e in enumerate(ours))
        tallies["entity in document"].add(
            len(matched), len(ours) - len(matched) - free, len(entities) - len(matched)
        )
    _count_other_names(tallies["other name on the right record"], gold, found)
    quotes_missed, quotes_wrong = _count_quotations(tallies, gold, found) if "quotes" in gold else ([], [])
    return {
        "wrong": wrong, "missed": missed, "right": right,
        "quotes missed": quotes_missed, "quotes wrong": quotes_wrong,
    }  # fmt: skip


def _count_other_names(tally: Tally, gold: Row, found: Row) -> None:
    """Of the mentions that are not the entity's own name, those that stand with a mention that is."""
    made = mentions_of(found["entities"])
    for entity in gold["entities"]:
        own = {bare(entity["name"]), bare(entity.get("longest"))} - {""}
        for mention in entity["mentions"]:
            if bare(mention["text"]) == bare(entity["name"]):
                continue
            at = next((m for m in made if shared(m, mention)), None)
            if at is None:
                tally.add(0, 0, 1)
                continue
            ours = found["entities"][at["entity"]]
            names = {bare(ours["name"])} | {
                bare(m["text"]) for m in ours["mentions"] if any(shared(m, n) for n in entity["mentions"])
            }
            good = bool(names & own) or (
                entity["kind"] == "person" and same_speaker(ours["name"], entity["name"])
            )
            tally.add(int(good), 0, int(not good))


def _count_quotations(tallies: dict[str, Tally], gold: Row, found: Row) -> tuple[list[Row], list[Row]]:
    wanted, made = gold["quotes"], found["quotes"]
    direct = [i for i, q in enumerate(wanted) if q["form"] == "direct" and not q.get("optional")]
    matched = dict(pairs(wanted, made, same_quotation))
    taken = set(matched.values())
    extra = [q for j, q in enumerate(made) if j not in taken and not any(shared(q, w) for w in wanted)]
    crooked = [q for j, q in enumerate(made) if j not in taken and any(shared(q, wanted[i]) for i in direct)]
    hit = [i for i in direct if i in matched]
    tallies["quotation, direct"].add(len(hit), len(extra) + len(crooked), len(direct) - len(hit))
    names = {e["name"]: {e["name"], *(m["text"] for m in e["mentions"])} for e in gold["entities"]}

    def right(i: int) -> bool:
        speaker = made[matched[i]].get("speaker")
        return any(
            same_speaker(speaker, name) for name in names.get(wanted[i]["speaker"], {wanted[i]["speaker"]})
        )

    known = [i for i in direct if wanted[i].get("speaker")]
    good = [i for i in known if i in matched and right(i)]
    other = [i for i in known if i in matched and i not in good and made[matched[i]].get("speaker")]
    tallies["quotation with speaker, direct"].add(
        len(good), len(other) + sum(bool(q.get("speaker")) for q in extra), len(known) - len(good)
    )
    every = [i for i, q in enumerate(wanted) if q.get("speaker") and not q.get("optional")]
    told = [i for i in every if i in matched and right(i)]
    tallies["quotation with speaker, any (recall)"].add(len(told), 0, len(every) - len(told))
    missed = [wanted[i] for i in direct if i not in matched]
    missed += [
        {**wanted[i], "ours": made[matched[i]].get("speaker")}
        for i in every
        if i in matched and i not in told
    ]
    return missed, extra + crooked
