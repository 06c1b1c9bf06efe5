"""From names in a text to rows: what the archive knows by a name, and candidates for what it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.documents import EntityKind, KnownRecord, Link, LinkOutcome, Recognised, TopicKind
from archive.identity import candidate_key
from archive.loading.candidates import MODELS, NAMES, free_places, make_candidates
from archive.loading.knowledge import MERGED_SOURCE
from archive.models import (
    Batch,
    Membership,
    Organisation,
    Person,
    Topic,
    Verdict,
)
from archive.models.authority import NAME_LENGTH, AuthorityRecord
from archive.models.merged import final
from archive.names import fold


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an entity of a document is linked to, and what that stands for today."""

    linked: AuthorityRecord | None
    record: AuthorityRecord | None
    reason: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


class RecordBook(Mapping[str, KnownRecord]):
    """The authority records that one run meets: what linking may weigh, and the rows that names lead to.

    What linking weighs is kept for the run. Rows are kept for one batch, asked for together: `begin` it,
    and `forget` them when a document was taken back, as its new candidates are gone with it.
    """

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self._known: dict[str, KnownRecord | None] = {}
        self._rows: dict[tuple[EntityKind, str], AuthorityRecord | None] = {}
        self._by_name: dict[tuple[EntityKind, str], list[AuthorityRecord]] = {}
        #: Permanent id and address part kept for a candidate that may have to be made, by kind and key.
        self._reserved: dict[tuple[EntityKind, str], tuple[str, str]] = {}
        #: Whether there is any verdict at all; where there is none, no document needs to ask.
        self.any_verdicts = True
        #: Candidates made since the batch began.
        self.made: list[AuthorityRecord] = []

    # ------------------------------------------------------------------ what linking may weigh

    def fetch(self, keys: Iterable[str]) -> None:
        """Read the records of these permanent ids that are not held yet, in a handful of queries."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._known]
        if not missing:
            return
        self._known.update(dict.fromkeys(missing))
        offices: dict[int, list[tuple[str, str, str, str]]] = defaultdict(list)
        people = {p.pk: p for p in Person.objects.filter(public_id__in=missing)}
        held = Membership.objects.filter(person__in=people).order_by("pk")
        for pk, post, area, body, start, end in held.values_list(
            "person_id", "post", "area_name", "organisation__name", "start", "end"
        ):
            offices[pk].append((post, body or area, start, end))
        for pk, person in people.items():
            self._known[person.public_id] = KnownRecord(
                person.public_id, EntityKind.PERSON, person.name, offices=tuple(offices[pk])
            )
        for body_ in Organisation.objects.filter(public_id__in=missing):
            self._known[body_.public_id] = KnownRecord(
                body_.public_id, EntityKind.ORGANISATION, body_.name, country=body_.country
            )
        for topic in Topic.objects.filter(public_id__in=missing).select_related("broader"):
            self._known[topic.public_id] = KnownRecord(
                topic.public_id,
                EntityKind.TOPIC,
                topic.name,
                topic_kind=TopicKind(topic.kind),
                country=topic.broader.name if topic.broader else "",
            )

    def __getitem__(self, key: str) -> KnownRecord:
        self.fetch([key])
        found = self._known[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for key, record in self._known.items() if record is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    # ------------------------------------------------------------------ rows

    def begin(self, documents: Iterable[Recognised]) -> None:
        """Ask for the rows that the documents of a batch will need, in a few queries for all of them."""
        self.forget()
        keys: dict[EntityKind, set[str]] = defaultdict(set)
        names: dict[EntityKind, set[str]] = defaultdict(set)
        for document in documents:
            for entity in document.entities:
                keys[entity.kind].update(entity.candidates)
                if entity.full and not entity.candidates:
                    names[entity.kind].add(entity.name)
        self.fetch(key for some in keys.values() for key in some)
        for kind, some in keys.items():
            self.rows(kind, some)
        for kind, some in names.items():
            self._look_up(kind, some)
            new = sorted(name for name in some if not self._by_name[kind, fold(name)])
            self._reserve(kind, {candidate_key(kind, name): name for name in new})
        self.any_verdicts = Verdict.objects.exists()

    def forget(self) -> None:
        """Drop the rows held: they may not be in the database any more."""
        self._rows.clear()
        self._by_name.clear()
        self._reserved.clear()
        self.made.clear()
        self.any_verdicts = True

    def rows(self, kind: EntityKind, keys: Iterable[str]) -> dict[str, AuthorityRecord]:
        """The rows of these permanent ids."""
        wanted = list(keys)
        missing = [key for key in wanted if (kind, key) not in self._rows]
        if missing:
            self._rows.update({(kind, key): None for key in missing})
            found = MODELS[kind].objects.filter(public_id__in=missing).order_by()
            self._rows.update({(kind, r.public_id): r for r in found.select_related("merged_into")})
        return {key: row for key in wanted if (row := self._rows[kind, key]) is not None}

    def met(self, kind: EntityKind, names: Mapping[str, TopicKind | None]) -> dict[str, AuthorityRecord]:
        """The record of each full name: met under its key, alone in bearing the name, or a new candidate.

        A name that several records bear is left out. Raises `IntegrityError` when another loader makes the
        same candidate at this moment; the document is then tried again and meets it.
        """
        self._look_up(kind, names)
        fresh: dict[str, str] = {}
        for name in names:
            if not self._by_name[kind, fold(name)]:
                fresh.setdefault(candidate_key(kind, name), name)
        if fresh:
            self._reserve(kind, fresh)
            places = {key: self._reserved[kind, key] for key in fresh}
            for key, record in make_candidates(kind, fresh, places, names, self.batch).items():
                self._by_name[kind, fold(fresh[key])] = [record]
                self.made.append(record)
        found = {name: self._by_name[kind, fold(name)] for name in names}
        return {name: records[0] for name, records in found.items() if len(records) == 1}

    def _reserve(self, kind: EntityKind, fresh: Mapping[str, str]) -> None:
        new = {key: name for key, name in fresh.items() if (kind, key) not in self._reserved}
        if new:
            kept = [slug for (k, _key), (_id, slug) in self._reserved.items() if k is kind]
            self._reserved.update({(kind, key): place for key, place in free_places(kind, new, kept).items()})

    def _look_up(self, kind: EntityKind, names: Iterable[str]) -> None:
        """Hold, for each name, the record met under its key, else all that bear it as a name or variant."""
        missing = {f: name for name in names if (kind, f := fold(name)) not in self._by_name}
        if not missing:
            return
        keys = {candidate_key(kind, name): f for f, name in missing.items()}
        self._by_name.update({(kind, f): [] for f in missing})
        under_key = MODELS[kind].objects.filter(candidate_key__in=list(keys)).order_by()
        for record in under_key.select_related("merged_into"):
            self._by_name[kind, keys[record.candidate_key or ""]] = [record]
        left = {f[:NAME_LENGTH]: f for f in missing if not self._by_name[kind, f]}
        if left:
            bearers: dict[str, dict[int, AuthorityRecord]] = defaultdict(dict)
            rows = NAMES[kind].objects.filter(folded__in=list(left)).exclude(source__startswith=MERGED_SOURCE)
            for row in rows.order_by().select_related("record__merged_into"):
                bearers[row.folded][row.record_id] = row.record
            for folded, records in bearers.items():
                self._by_name[kind, left[folded]] = list(records.values())


def resolve(recognised: Recognised, links: Sequence[Link], book: RecordBook) -> list[Resolved]:
    """One `Resolved` for each entity, in order; new full names become, or meet, candidates."""
    wanted: dict[EntityKind, set[str]] = defaultdict(set)
    unmatched: dict[EntityKind, dict[str, TopicKind | None]] = defaultdict(dict)
    for link in links:
        entity = recognised.entities[link.entity]
        if link.outcome is LinkOutcome.LINKED and link.key:
            wanted[entity.kind].add(link.key)
        elif link.outcome is LinkOutcome.UNMATCHED:
            unmatched[entity.kind].setdefault(entity.name, entity.topic_kind)
        else:
            wanted[entity.kind].update(link.alternatives)
    rows = {kind: book.rows(kind, keys) for kind, keys in wanted.items()}
    candidates = {kind: book.met(kind, names) for kind, names in unmatched.items()}

    out: list[Resolved] = [Resolved(None, None, "")] * len(recognised.entities)
    for link in links:
        entity = recognised.entities[link.entity]
        row: AuthorityRecord | None = None
        reason = link.reason
        if link.outcome is LinkOutcome.LINKED and link.key:
            row = rows[entity.kind].get(link.key)
        elif link.outcome is LinkOutcome.UNMATCHED:
            row = candidates[entity.kind].get(entity.name)
            if row is None:
                reason = "Several records bear this name."
        elif link.alternatives:
            # Several keys that merges have made one record are no ambiguity.
            possible = [rows[entity.kind][key] for key in link.alternatives if key in rows[entity.kind]]
            if len(possible) > 1 and len({final(r).pk for r in possible}) == 1:
                row = possible[0]
        out[link.entity] = Resolved(
            row, final(row) if row else None, reason, link.confidence, () if row else link.alternatives
        )
    return out
