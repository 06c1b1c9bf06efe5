"""Small pages for the tests of recognition: a text becomes an article of one paragraph a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from archive.documents import (
    Block,
    BlockKind,
    EntityKind,
    KnownName,
    ParsedArticle,
    QuotationSpan,
    Recognised,
    TopicKind,
)
from archive.recognition import Gazetteer, recognise

ROOT = Path(__file__).resolve().parents[1]


def article(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> ParsedArticle:
    """An article whose blocks are the lines of the text that hold something."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(kind, start, at + len(line.rstrip())))
        at += len(line) + 1
    return ParsedArticle("test", "1", tuple(blocks))


def person(key: str, text: str, form: str = "preferred") -> KnownName:
    return KnownName(key, EntityKind.PERSON, text, form)


def organisation(key: str, text: str, form: str = "preferred") -> KnownName:
    return KnownName(key, EntityKind.ORGANISATION, text, form)


def place(key: str, text: str) -> KnownName:
    return KnownName(key, EntityKind.TOPIC, text, topic_kind=TopicKind.PLACE)


@cache
def gazetteer(names: tuple[KnownName, ...] = ()) -> Gazetteer:
    return Gazetteer.build(names)


def read(text: str, names: Iterable[KnownName] = (), language: str = "en") -> Recognised:
    """What recognition makes of a text, one paragraph a line."""
    return recognise(text, article(text), gazetteer(tuple(names)), language)


def named(found: Recognised, kind: str) -> list[str]:
    """The surfaces of one kind ("person", "organisation", "place", "event"), in the order of the text."""
    return [
        m.surface
        for m in found.mentions
        if kind in (str(found.entities[m.entity].kind), str(found.entities[m.entity].topic_kind))
    ]


def roles(found: Recognised) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            found.entities[r.person].name,
            r.role,
            found.entities[r.organisation].name if r.organisation is not None else None,
        )
        for r in found.roles
    ]


def quoted(found: Recognised) -> list[tuple[str, str, str | None]]:
    """Kind, text and speaker of each quotation."""
    return [(str(q.kind), q.text, q.speaker) for q in found.quotations]


def only_quotation(found: Recognised) -> QuotationSpan:
    (quotation,) = found.quotations
    return quotation


def expected(stem: str) -> tuple[str, dict[str, Any], ParsedArticle]:
    """A seed's text, what should come out of it, and its blocks as a person read them."""
    text = (ROOT / "seeds" / "captures" / f"{stem}.txt").read_bytes().decode("utf-8")
    wanted = json.loads((ROOT / "tests" / "expected" / f"{stem}.json").read_text(encoding="utf-8"))
    blocks = tuple(Block(BlockKind(b["kind"]), b["start"], b["end"]) for b in wanted["blocks"])
    return text, wanted, ParsedArticle("expected", "1", blocks)
