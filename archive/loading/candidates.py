"""New authority records for full names that nobody knew: made unconfirmed, for an editor to decide once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from archive import changes
from archive.documents import EntityKind, TopicKind
from archive.identity import record_id, record_slugs
from archive.models import (
    Batch,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Topic,
    TopicName,
)
from archive.models.authority import NAME_LENGTH, AuthorityRecord
from archive.models.naming import AuthorityName
from archive.names import fold, sort_name

MODELS: dict[EntityKind, type[Person] | type[Organisation] | type[Topic]] = {
    EntityKind.PERSON: Person,
    EntityKind.ORGANISATION: Organisation,
    EntityKind.TOPIC: Topic,
}
NAMES: dict[EntityKind, type[PersonName] | type[OrganisationName] | type[TopicName]] = {
    EntityKind.PERSON: PersonName,
    EntityKind.ORGANISATION: OrganisationName,
    EntityKind.TOPIC: TopicName,
}


def free_places(
    kind: EntityKind, fresh: Mapping[str, str], reserved: Iterable[str] = ()
) -> dict[str, tuple[str, str]]:
    """A free permanent id and address part for each name, by its key; `reserved` ones are not free."""
    model = MODELS[kind]
    ids = {key: record_id(kind, fold(name)) for key, name in fresh.items()}
    taken = set(model.objects.filter(public_id__in=list(ids.values())).values_list("public_id", flat=True))
    for key, name in fresh.items():
        turn = 1
        while ids[key] in taken:  # a namesake's, whose key was released
            turn += 1
            ids[key] = record_id(kind, f"{fold(name)}#{turn}")
            if model.objects.filter(public_id=ids[key]).exists():
                taken.add(ids[key])
    slugs = record_slugs(model, [(name, ids[key]) for key, name in fresh.items()], reserved)
    return {key: (ids[key], slug) for key, slug in zip(fresh, slugs, strict=True)}


def make_candidates(
    kind: EntityKind,
    fresh: Mapping[str, str],
    places: Mapping[str, tuple[str, str]],
    topic_kinds: Mapping[str, TopicKind | None],
    batch: Batch,
) -> dict[str, AuthorityRecord]:
    """New candidates by key, each with a name row. `fresh` maps keys to names, `places` to id and address.

    Raises `IntegrityError` where another loader has made one of them meanwhile.
    """
    model: Any = MODELS[kind]
    name_model: Any = NAMES[kind]
    records = []
    for key, name in fresh.items():
        public_id, slug = places[key]
        order = sort_name(name, person=kind is EntityKind.PERSON)[:NAME_LENGTH]
        record = model(
            public_id=public_id,
            slug=slug,
            name=name[:NAME_LENGTH],
            sort_name=order,
            sort_key=fold(order)[:NAME_LENGTH],
            candidate_key=key,
            origin=batch,
        )
        if isinstance(record, Topic):
            record.kind = topic_kinds.get(name) or TopicKind.SUBJECT
        records.append(record)
    model.objects.bulk_create(records)
    name_model.objects.bulk_create(
        name_model(record=r, text=r.name, form=AuthorityName.Form.PREFERRED, source=str(batch.public_id))
        for r in records
    )
    changes.log_all((kind.value, r.public_id) for r in records)
    return {r.candidate_key: r for r in records}
