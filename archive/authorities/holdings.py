"""The archive's records that the rows of authority files can mean, looked up once and matched in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.authorities.entries import AuthorityEntry, BadRow, Reference
from archive.authorities.tally import file_name
from archive.documents import EntityKind, TopicKind
from archive.identity import candidate_key, record_id
from archive.models import (
    Decision,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    Person,
    PersonIdentifier,
    PersonName,
    Topic,
    TopicIdentifier,
    TopicName,
)
from archive.models.authority import AuthorityRecord
from archive.models.naming import AuthorityIdentifier
from archive.names import fold, sort_name

MODELS: dict[EntityKind, tuple[Any, Any, Any]] = {
    EntityKind.PERSON: (Person, PersonName, PersonIdentifier),
    EntityKind.ORGANISATION: (Organisation, OrganisationName, OrganisationIdentifier),
    EntityKind.TOPIC: (Topic, TopicName, TopicIdentifier),
}
#: The best identifier first: what a new record's permanent id is made from.
SCHEMES = ("wikidata", "iptc", "iso", "geonames", "gnd", "viaf")
_KNOWN_SCHEMES = frozenset(AuthorityIdentifier.Scheme.values)
#: Keys of one query; SQLite's limit is higher, PostgreSQL plans longer lists badly.
CHUNK = 500
_MERGED = AuthorityRecord.Status.MERGED


@dataclass(slots=True, eq=False)
class Held:
    """A record with all that a row is compared with, and what is to be written of it."""

    record: Any
    names: list[Any] = field(default_factory=list)
    identifiers: list[Any] = field(default_factory=list)
    decisions: dict[str, Decision] = field(default_factory=dict)
    is_new: bool = False
    #: Columns to be written.
    dirty: set[str] = field(default_factory=set)
    changed: bool = False
    #: Rows of files that mean this record: file → place.
    claims: dict[str, str] = field(default_factory=dict)

    def compatible(self, identifiers: Mapping[str, str]) -> bool:
        """Whether no identifier contradicts these."""
        return all(identifiers.get(row.scheme, row.value) == row.value for row in self.identifiers)


@dataclass(slots=True)
class Wanted:
    """What rows and references name, gathered so that it is looked up in few queries."""

    identifiers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    public_ids: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def entry(self, entry: AuthorityEntry) -> None:
        self.reference(entry.kind, Reference(entry.id, entry.name, known(entry.identifiers)))
        self.public_ids.add(record_id(entry.kind, seed(entry)))

    def reference(self, kind: EntityKind, reference: Reference) -> None:
        if is_address(reference.id):
            self.public_ids.add(record_id(kind, f"id:{reference.id}"))
        for scheme, value in reference.identifiers.items():
            self.identifiers[scheme].add(value)
        if reference.name:
            self.names.add(reference.name)


def known(identifiers: Mapping[str, str]) -> dict[str, str]:
    """Those of the schemes that records keep."""
    return {scheme: value for scheme, value in identifiers.items() if scheme in _KNOWN_SCHEMES}


def is_address(own: str) -> bool:
    """Whether a file's id means the same in every file ("topic:place-europe"), not only there ("17")."""
    return ":" in own


def seed(entry: AuthorityEntry) -> str:
    """What a permanent id is made from: the best identifier, else the file's own id, else the name."""
    for scheme in SCHEMES:
        if scheme in entry.identifiers:
            return f"{scheme}:{entry.identifiers[scheme]}"
    if entry.id:
        return f"id:{entry.id}" if is_address(entry.id) else f"{file_name(entry.file)}#{entry.id}"
    return fold(entry.name)


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The values in lists of at most `size`, in a stable order."""
    listed = sorted(values)
    for at in range(0, len(listed), size):
        yield listed[at : at + size]


class Holdings:
    """The records of one kind that a run can meet."""

    def __init__(self, kind: EntityKind) -> None:
        self.kind = kind
        self.model, self.name_model, self.identifier_model = MODELS[kind]
        self.by_pk: dict[int, Held] = {}
        self.by_public_id: dict[str, Held] = {}
        self._by_key: dict[str, Held] = {}
        self._by_identifier: dict[tuple[str, str], Held] = {}
        self._by_name: dict[str, list[Held]] = defaultdict(list)
        self.new: list[Held] = []

    def fetch(self, wanted: Wanted) -> None:
        """Look up everything that the wanted keys may lead to, with the winners of merged records."""
        found: set[int] = set()
        for scheme, values in wanted.identifiers.items():
            for some in chunks(values):
                rows = self.identifier_model.objects.filter(scheme=scheme, value__in=some)
                found.update(rows.values_list("record_id", flat=True))
        person = self.kind is EntityKind.PERSON
        for column, keys in (
            ("public_id", wanted.public_ids),
            ("candidate_key", {candidate_key(self.kind, name) for name in wanted.names}),
            ("sort_key", {fold(sort_name(name, person=person)) for name in wanted.names}),
        ):
            for some in chunks(keys):
                rows = self.model.objects.filter(**{f"{column}__in": some})
                found.update(rows.values_list("pk", flat=True))
        for some in chunks({fold(name) for name in wanted.names}):
            rows = self.name_model.objects.filter(folded__in=some, form="preferred")
            found.update(rows.values_list("record_id", flat=True))
        while found := found - self.by_pk.keys():
            for some in chunks(found):
                self._load(some)
            found = {h.record.merged_into_id for h in self.by_pk.values() if h.record.merged_into_id}

    def _load(self, pks: list[int]) -> None:
        held = {record.pk: Held(record) for record in self.model.objects.filter(pk__in=pks).order_by("pk")}
        for name in self.name_model.objects.filter(record__in=pks).order_by("pk"):
            held[name.record_id].names.append(name)
        for identifier in self.identifier_model.objects.filter(record__in=pks).order_by("pk"):
            held[identifier.record_id].identifiers.append(identifier)
        by_public_id = {h.record.public_id: h for h in held.values()}
        decided = Decision.objects.filter(
            record_kind=self.kind.value, record_id__in=by_public_id, ended_at=None
        ).prefetch_related("conflicts")
        for decision in decided:
            by_public_id[decision.record_id].decisions[decision.field] = decision
        for one in held.values():
            self.by_pk[one.record.pk] = one
            self._index(one)

    def _index(self, held: Held) -> None:
        record = held.record
        self.by_public_id[record.public_id] = held
        if record.candidate_key:
            self._by_key[record.candidate_key] = held
        for row in held.identifiers:
            self._by_identifier[row.scheme, row.value] = held
        self._by_name[fold(record.name)].append(held)

    def add(self, record: Any) -> Held:
        """A record made in this run; found by its name and by the identifiers it is given."""
        held = Held(record, is_new=True, changed=True)
        self.new.append(held)
        self._index(held)
        return held

    def give(self, held: Held, scheme: str, value: str) -> None:
        """Add an identifier to a record."""
        held.identifiers.append(self.identifier_model(record=held.record, scheme=scheme, value=value))
        self._by_identifier[scheme, value] = held

    def holder(self, scheme: str, value: str) -> Held | None:
        """Who bears this identifier, the winner where it was merged."""
        held = self._by_identifier.get((scheme, value))
        return self.winner(held) if held else None

    def winner(self, held: Held) -> Held:
        """What the record stands for now: itself, or the one it was merged into."""
        while held.record.merged_into_id and held.record.merged_into_id in self.by_pk:
            held = self.by_pk[held.record.merged_into_id]
        return held

    def find(self, entry: AuthorityEntry) -> tuple[Held, bool] | None:
        """The record that a row means, and whether only by way of a merge; None where it is new.

        By an identifier, by the permanent id its row once gave, else by kind and name where exactly one
        record fits and nothing contradicts it; never by a variant. Raises `BadRow` where it means several.
        """
        identifiers = known(entry.identifiers)
        found = {id(h): h for pair in identifiers.items() if (h := self._by_identifier.get(pair))}
        winners = {id(w): w for h in found.values() if (w := self.winner(h))}
        if len(winners) > 1:
            named = " and ".join(f"“{w.record.name}” ({w.record.public_id})" for w in winners.values())
            raise BadRow(f"its identifiers belong to {named}: merge the two, or correct the row")
        if winners:
            direct = any(h.record.status != _MERGED for h in found.values())
            return next(iter(winners.values())), not direct
        made = self.by_public_id.get(record_id(self.kind, seed(entry)))
        if made is not None and (identifiers or entry.id):
            return self.winner(made), made.record.status == _MERGED
        fitting, merged = self._of_name(entry, identifiers)
        if made is not None and made in fitting:
            return made, False
        if len(fitting) > 1 and not identifiers and not entry.id:
            raise BadRow(
                f"{len(fitting)} records are called “{entry.name}”:"
                " give the row an identifier of the one it means"
            )
        if len(fitting) > 1 and entry.id:
            # A namesake of the same file was made by a row of its own; this row met the other file's first.
            elsewhere = [held for held in fitting if held.record.source != file_name(entry.file)]
            fitting = elsewhere if len(elsewhere) == 1 else fitting
        if len(fitting) == 1:
            return fitting[0], False
        return (merged[0], True) if len(merged) == 1 and not fitting else None

    def _of_name(
        self, entry: AuthorityEntry, identifiers: Mapping[str, str]
    ) -> tuple[list[Held], list[Held]]:
        """Records of exactly this name (a candidate's may differ in accents), and winners of merged ones."""
        same = self._called(entry.name)
        candidate = self.candidate(entry.name)
        if candidate is not None and candidate not in same:
            same.append(candidate)
        same = [held for held in same if self._same_kind(held.record, entry.topic_kind)]
        fitting = [
            held
            for held in same
            if held.record.status != _MERGED
            and held.compatible(identifiers)
            and entry.file not in held.claims
        ]
        winners = {id(w): w for held in same if (w := self.winner(held)) is not held}
        return fitting, [winner for winner in winners.values() if winner.compatible(identifiers)]

    def _same_kind(self, record: Any, topic_kind: TopicKind | None) -> bool:
        return self.kind is not EntityKind.TOPIC or record.kind == (topic_kind or TopicKind.SUBJECT)

    def _called(self, name: str) -> list[Held]:
        return [held for held in self._by_name[fold(name)] if held.record.name == name]

    def candidate(self, name: str) -> Held | None:
        """The unconfirmed record, or the merged one, that loaders meet on this name."""
        held = self._by_key.get(candidate_key(self.kind, name))
        return held if held is not None and not held.record.confirmed else None

    def key_for(self, name: str) -> str | None:
        """What loaders may meet a new record of this name on: nothing where it has a namesake.

        An established namesake gives its key up as well: the bare name no longer says who is meant.
        """
        key = candidate_key(self.kind, name)
        holder = self._by_key.get(key)
        if holder is not None and holder.record.confirmed:
            del self._by_key[key]
            holder.record.candidate_key = None
            holder.dirty.add("candidate_key")
        return None if holder is not None or self._by_name[fold(name)] else key

    def resolve(self, reference: Reference, topic_kind: TopicKind | None = None) -> Held | None:
        """The record that another row points at: by id, by identifier, else by its name.

        Raises `BadRow` where several have the name.
        """
        made = self.by_public_id.get(record_id(self.kind, f"id:{reference.id}"))
        if made is not None and is_address(reference.id):
            return self.winner(made)
        for pair in known(reference.identifiers).items():
            if held := self._by_identifier.get(pair):
                return self.winner(held)
        same = {
            id(held): held
            for found in self._called(reference.name)
            if (held := self.winner(found)).compatible(reference.identifiers)
            and (topic_kind is None or held.record.kind == topic_kind)
        }
        if len(same) > 1:
            raise BadRow(
                f"{len(same)} records are called “{reference.name}”: point at one by id or identifier"
            )
        return next(iter(same.values()), None)
