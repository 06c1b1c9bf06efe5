"""Both seeds against what a person read in them: names, traps, roles, speakers."""

from __future__ import annotations

from typing import Any

import pytest
from recognition_pages import expected, organisation, person

from archive.documents import EntityKind, Recognised
from archive.recognition import Gazetteer, recognise

SEEDS = ("000_8ad540781c143b60", "001_41e07a5bab543b02")
#: A handful of authorities, as a newsroom would have; most names of both seeds stand in none.
KNOWN = (
    person("putin", "Vladimir Putin"),
    person("trump", "Donald Trump"),
    person("obama", "Barack Obama"),
    person("lavrov", "Sergey Lavrov"),
    person("alexey", "Aleksey Lavrov"),
    organisation("nato", "North Atlantic Treaty Organization"),
    organisation("nato", "NATO", "acronym"),
    organisation("is", "Islamic State"),
    organisation("is", "IS", "acronym"),
    organisation("dw", "Deutsche Welle"),
    organisation("dw", "DW", "acronym"),
    organisation("kremlin", "Kremlin"),
)


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Recognised]:
    text, wanted, article = expected(request.param)
    return wanted, recognise(text, article, Gazetteer.build(KNOWN), "en")


def _spans(found: Recognised, kind: EntityKind) -> set[tuple[int, int]]:
    return {(m.start, m.end) for m in found.mentions if found.entities[m.entity].kind == kind}


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_every_name_is_found_at_its_exact_place(seed, kind: str) -> None:
    wanted, found = seed
    spans = _spans(found, EntityKind(kind))
    missing = [
        m["text"]
        for e in wanted["entities"]
        if e["kind"] == kind
        for m in e["mentions"]
        if not m.get("optional")
        and (m["start"], m["end"]) not in spans
        and (m.get("alternative", {}).get("start"), m.get("alternative", {}).get("end")) not in spans
    ]
    assert missing == []


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_nothing_else_is_made_a_name(seed, kind: str) -> None:
    wanted, found = seed
    allowed = {
        (m["start"], m["end"])
        for e in wanted["entities"]
        for mention in e["mentions"]
        for m in (mention, mention.get("alternative", mention))
        if e["kind"] == kind
    }
    extra = [
        m.surface
        for m in found.mentions
        if found.entities[m.entity].kind == kind and (m.start, m.end) not in allowed
    ]
    assert extra == []


def test_forms_of_one_name_are_held_together(seed) -> None:
    wanted, found = seed
    entity_at = {(m.start, m.end): m.entity for m in found.mentions}
    for entity in wanted["entities"]:
        together = {entity_at.get((m["start"], m["end"])) for m in entity["mentions"]} - {None}
        assert len(together) <= 1, entity["name"]


def test_the_traps_hold(seed) -> None:
    wanted, found = seed
    for trap in wanted["traps"]:
        if trap["check"] not in ("mention", "mention_overlap"):
            continue
        for m in found.mentions:
            entity = found.entities[m.entity]
            if str(entity.topic_kind or entity.kind) not in trap["kinds"]:
                continue
            same = (m.start, m.end) == (trap["start"], trap["end"])
            touches = m.start < trap["end"] and trap["start"] < m.end
            assert not (same if trap["check"] == "mention" else touches), trap["why"]


def test_every_stated_role_is_read(seed) -> None:
    wanted, found = seed
    read = {
        (
            found.entities[r.person].name.split()[-1],
            r.role,
            found.entities[r.organisation].name if r.organisation is not None else None,
        )
        for r in found.roles
    }
    for role in wanted["attestations"]:
        if role.get("optional"):
            continue
        texts = {role["role"], *role.get("role_may_be", ())}
        assert any((role["person"].split()[-1], t, role["organisation"]) in read for t in texts), role


def test_every_quotation_has_its_speaker(seed) -> None:
    wanted, found = seed
    read = {(q.parts[0].start, q.parts[0].end): q for q in found.quotations}
    for quote in wanted["quotes"]:
        part = quote["parts"][0]
        q = read.get((part["start"], part["end"]))
        assert q is not None, quote["text"]
        assert (str(q.kind), len(q.parts)) == (quote["kind"], len(quote["parts"])), quote["text"]
        speakers = {quote["speaker"], *quote.get("speaker_may_be", ())}
        assert q.speaker in speakers, quote["text"]
    assert len(found.quotations) == len(wanted["quotes"])
