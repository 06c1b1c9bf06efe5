"""Stores what authority files say: makes and updates records, heeds decisions, changes nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from archive import changes
from archive.authorities.applying import Applying, Placed, refuse_unfit
from archive.authorities.entries import AuthorityEntry, BadRow, Fault, Reference
from archive.authorities.holdings import Held, Holdings, Wanted, known, seed
from archive.authorities.relations import Places, Relations, place_of, wanted_references
from archive.authorities.tally import Outcome, Tally, file_name
from archive.documents import EntityKind
from archive.identity import record_id, record_slugs
from archive.models import Batch, Membership
from archive.models.authority import NAME_LENGTH, AuthorityRecord
from archive.names import fold, sort_name

#: References lead from people to organisations to topics, so these come first.
ORDER = (EntityKind.TOPIC, EntityKind.ORGANISATION, EntityKind.PERSON)
#: A loader in another process may make the same record meanwhile; the next attempt meets it.
ATTEMPTS = 3
_ROWS_AT_ONCE = 2000


def store(
    entries: Iterable[AuthorityEntry | Fault],
    *,
    user: Any = None,
    take_over: bool = False,
    report: Callable[[str], None] = lambda _message: None,
) -> Tally:
    """Store the rows of one or several files in one transaction and tell what came of each.

    Rows with a fault are left out and named; the rest is stored. With `take_over` the values of these files
    replace those of the files that records were first taken from. `report` is told what is being done.
    """
    rows: list[AuthorityEntry] = []
    faults: list[Fault] = []
    for entry in entries:
        if isinstance(entry, Fault):
            faults.append(entry)
        else:
            rows.append(entry)
    for attempt in range(ATTEMPTS):
        run = _Run(user=user, take_over=take_over, report=report)
        try:
            with transaction.atomic():
                tally = run.take(rows)
        except IntegrityError:
            if attempt + 1 == ATTEMPTS:
                raise
        else:
            tally.faults[:0] = faults
            return tally
    raise AssertionError("the last attempt returns or raises")


class _Run:
    """One attempt: everything is compared in memory, then written."""

    def __init__(self, *, user: Any, take_over: bool, report: Callable[[str], None]) -> None:
        self._user = user
        self._report = report
        self._batch: Batch | None = None
        self._files: list[str] = []
        self._holdings = {kind: Holdings(kind) for kind in ORDER}
        self._applying = {kind: Applying(self._holdings[kind], take_over=take_over) for kind in ORDER}
        self._places: Places = {}
        self._relations = Relations(
            self._holdings, self._applying, self._places, self._organisation_named_only
        )

        #: The row that bears an id, by kind and file: an id that stands twice would mean two records in turn.
        self._ids: dict[tuple[EntityKind, str, str], AuthorityEntry] = {}

    def take(self, rows: list[AuthorityEntry]) -> Tally:
        self._files = list(dict.fromkeys(file_name(row.file) for row in rows))
        self._fetch(rows)
        placed = [one for kind in ORDER for one in self._take_kind([r for r in rows if r.kind is kind])]
        self._report("comparing relations")
        for one in placed:
            self._relations.broader(one)
        self._relations.memberships(one for one in placed if one.entry.kind is EntityKind.PERSON)
        self._write()
        return self._tally(placed)

    def _fetch(self, rows: list[AuthorityEntry]) -> None:
        self._report("looking up records")
        wanted = {kind: Wanted() for kind in ORDER}
        for row in rows:
            wanted[row.kind].entry(row)
            for kind, reference in wanted_references(row):
                wanted[kind].reference(kind, reference)
        for kind in ORDER:
            self._holdings[kind].fetch(wanted[kind])

    def _take_kind(self, rows: list[AuthorityEntry]) -> list[Placed]:
        placed = []
        for row in rows:
            try:
                refuse_unfit(row)
                one = self._place(row)
            except BadRow as error:
                self._applying[row.kind].faults.append((row, str(error)))
                continue
            self._applying[row.kind].take(one, self._country(row))
            if row.id:
                self._places[place_of(row.file, row.id), row.kind] = one.held
            placed.append(one)
        if rows:
            self._insert(rows[0].kind)
        return placed

    def _place(self, row: AuthorityEntry) -> Placed:
        if row.id:
            first = self._ids.setdefault((row.kind, row.file, row.id), row)
            if first is not row:
                raise BadRow(f"its id “{row.id}” is that of {first.row or first.name}: give each row its own")
        found = self._holdings[row.kind].find(row)
        if found is None:
            placed = Placed(row, self._create(row), created=True, changed=True)
        else:
            placed = Placed(row, found[0], by_merge=found[1])
        if not placed.by_merge:
            if row.file in placed.held.claims:
                raise BadRow(
                    f"it means “{placed.held.record.name}”, as {placed.held.claims[row.file]} does:"
                    " make one row of the two, or correct one"
                )
            placed.held.claims[row.file] = row.row or "an earlier row"
        return placed

    def _country(self, row: AuthorityEntry) -> str:
        if row.area is None:
            return ""
        held = self._relations.resolve_place(row, row.area)
        return row.area.name or (held.record.name if held else "")

    # ----------------------------------------------------------------------- new records

    def _create(self, row: AuthorityEntry) -> Held:
        """An established record; loaders meet it by its key as long as nobody else bears the name."""
        record = self._record(row.kind, row.name, seed(row))
        record.status = AuthorityRecord.Status.ESTABLISHED
        record.candidate_key = self._holdings[row.kind].key_for(row.name)
        record.source = file_name(row.file)
        if row.sort_name:
            record.sort_name = row.sort_name[:NAME_LENGTH]
            record.sort_key = fold(record.sort_name)[:NAME_LENGTH]
        if row.topic_kind:
            record.kind = row.topic_kind.value
        return self._holdings[row.kind].add(record)

    def _organisation_named_only(self, row: AuthorityEntry, reference: Reference) -> Held:
        """A candidate for a body that a row names and nobody describes ("member of the Bundestag")."""
        holdings = self._holdings[EntityKind.ORGANISATION]
        name = reference.name[:NAME_LENGTH]
        identifiers = known(reference.identifiers)
        there = holdings.candidate(name)
        if there is not None and holdings.winner(there).compatible(identifiers):
            return holdings.winner(there)
        described = AuthorityEntry(EntityKind.ORGANISATION, name, "", identifiers=identifiers, file=row.file)
        record = self._record(EntityKind.ORGANISATION, name, seed(described))
        record.candidate_key = holdings.key_for(name)
        record.source = file_name(row.file)
        held = holdings.add(record)
        for scheme, value in identifiers.items():
            holdings.give(held, scheme, value)
        held.names.append(holdings.name_model(record=record, text=name, form="preferred"))
        self._insert(EntityKind.ORGANISATION)
        return held

    def _record(self, kind: EntityKind, name: str, grown_from: str) -> Any:
        holdings = self._holdings[kind]
        public_id, number = record_id(kind, grown_from), 1
        while public_id in holdings.by_public_id:
            number += 1
            public_id = record_id(kind, f"{grown_from}#{number}")
        sorted_as = sort_name(name, person=kind is EntityKind.PERSON)[:NAME_LENGTH]
        return holdings.model(
            public_id=public_id,
            name=name,
            sort_name=sorted_as,
            sort_key=fold(sorted_as)[:NAME_LENGTH],
            origin=self._batch_of_change(),
        )

    def _batch_of_change(self) -> Batch:
        """The batch of this run, made when the first change is."""
        if self._batch is None:
            reason = f"load_authorities: {', '.join(self._files)}"
            self._batch = Batch.objects.create(kind=Batch.Kind.IMPORT, user=self._user, reason=reason)
        return self._batch

    def _insert(self, kind: EntityKind) -> None:
        """Write the new records of a kind, so that others can point at them."""
        holdings = self._holdings[kind]
        new, holdings.new = holdings.new, []
        if not new:
            return
        self._report(f"writing {len(new):,} records")
        records = [held.record for held in new]
        slugs = record_slugs(holdings.model, [(r.name, r.public_id) for r in records])
        for record, slug in zip(records, slugs, strict=True):
            record.slug = slug
        holdings.model.objects.bulk_create(records, batch_size=_ROWS_AT_ONCE)
        for held in new:
            held.dirty.clear()  # what is set from here on is written as a change
            holdings.by_pk[held.record.pk] = held

    # ----------------------------------------------------------------------- writing

    def _write(self) -> None:
        self._report("writing")
        logged = []
        for kind in ORDER:
            logged += [(kind.value, held.record.public_id) for held in self._write_kind(kind)]
        Membership.objects.bulk_create(self._relations.new, batch_size=_ROWS_AT_ONCE)
        columns = ["post", "start", "end", "source", "source_date", "organisation", "area", "area_name"]
        Membership.objects.bulk_update(self._relations.altered, columns, batch_size=_ROWS_AT_ONCE // 10)
        for conflict in (c for kind in ORDER for c in self._applying[kind].opened):
            conflict.save()
        if logged:
            self._batch_of_change()
            changes.log_all(logged)
        if self._batch is not None:
            self._batch.finished_at = timezone.now()
            self._batch.save(update_fields=["finished_at"])

    def _write_kind(self, kind: EntityKind) -> list[Held]:
        holdings = self._holdings[kind]
        now = timezone.now()
        by_columns: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        changed = []
        for held in holdings.by_public_id.values():
            if held.changed:
                changed.append(held)
                if not held.is_new:
                    held.record.changed_at = now
                    held.dirty.add("changed_at")
            if held.dirty:
                by_columns[tuple(sorted(held.dirty))].append(held.record)
        for columns, records in by_columns.items():
            holdings.model.objects.bulk_update(records, columns, batch_size=_ROWS_AT_ONCE // 10)
        names = [row for held in changed for row in held.names]
        altered = [row for row in names if row.pk and getattr(row, "altered", False)]
        # A language is completed before the same words are added in another one.
        holdings.name_model.objects.bulk_update(altered, ["form", "language"], batch_size=_ROWS_AT_ONCE // 10)
        holdings.name_model.objects.bulk_create(
            [row for row in names if row.pk is None], batch_size=_ROWS_AT_ONCE
        )
        holdings.identifier_model.objects.bulk_create(
            [row for held in changed for row in held.identifiers if row.pk is None],
            batch_size=_ROWS_AT_ONCE,
        )
        return changed

    def _tally(self, placed: list[Placed]) -> Tally:
        tally = Tally()
        for one in placed:
            outcome = Outcome.UNCHANGED
            if one.conflict:
                outcome = Outcome.CONFLICT
            elif one.created:
                outcome = Outcome.CREATED
            elif one.changed:
                outcome = Outcome.UPDATED
            tally.add(one.entry, outcome)
        for kind in ORDER:
            applying = self._applying[kind]
            tally.faults += [Fault(e.file, e.row, f"{e.name}: {message}") for e, message in applying.faults]
            tally.conflicts += [
                f"{file_name(e.file)}, {e.row}: {e.name}: {message}" for e, message in applying.conflicts
            ]
            tally.notes.update(applying.notes)
        return tally
