"""One entity of a document on its way: the places where it is named, held together."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from archive.documents import EntityKind, NamedEntity, TopicKind
from archive.names import fold as fold_any

from .page import Draft

#: Why an entity has candidates that do not bear its name as it is spelt here; linking asks more of them.
OTHER_SPELLING = "another spelling of a known name"


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The folded form of a name, kept: the same names come back all through a load."""
    return fold_any(name)


@dataclass(slots=True, eq=False)
class Group:
    """One entity of the document on its way."""

    kind: str
    name: str
    drafts: list[Draft] = field(default_factory=list)
    full: bool = True
    reason: str = ""
    keys: tuple[str, ...] = ()
    evidence: list[str] = field(default_factory=list)
    country: str = ""


def join(group: Group, draft: Draft) -> None:
    """Adds a place to a group, with the title and the authority keys it brings."""
    group.drafts.append(draft)
    if draft.title and draft.title not in group.evidence:
        group.evidence.append(draft.title)
    if draft.keys and draft.keys != group.keys:
        group.keys = (
            tuple(dict.fromkeys((*group.keys, *draft.keys)))
            if not group.keys
            else (tuple(k for k in group.keys if k in draft.keys) or group.keys)
        )


def entities_of(groups: list[Group]) -> tuple[NamedEntity, ...]:
    """The groups as the values that leave recognition."""
    kinds = {
        "person": (EntityKind.PERSON, None),
        "organisation": (EntityKind.ORGANISATION, None),
        "place": (EntityKind.TOPIC, TopicKind.PLACE),
        "event": (EntityKind.TOPIC, TopicKind.EVENT),
    }
    made = []
    for group in groups:
        kind, topic = kinds[group.kind]
        made.append(
            NamedEntity(
                kind,
                " ".join(group.name.split()),
                topic,
                group.full,
                group.keys[:20],
                tuple(group.evidence),
                group.reason,
            )
        )
    return tuple(made)
