"""What rows say of other records: broader topics, parent bodies, countries, posts held."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from archive.authorities.applying import Applying, Placed
from archive.authorities.entries import AuthorityEntry, BadRow, MembershipEntry, Reference
from archive.authorities.holdings import SCHEMES, Held, Holdings, chunks, is_address, known
from archive.authorities.tally import file_name
from archive.documents import EntityKind, TopicKind
from archive.identity import sha256
from archive.models import Membership
from archive.models.authority import NAME_LENGTH
from archive.names import fold

Places = dict[tuple[str, EntityKind], Held]


def place_of(file: str, own: str) -> str:
    """What a row is pointed at by: its id, which may be good in its own file only."""
    return own if is_address(own) else f"{file}#{own}"


def identity(reference: Reference | None) -> str:
    """What stays the same of a reference whether or not its record is there yet."""
    if reference is None:
        return ""
    for scheme in SCHEMES:
        if scheme in reference.identifiers:
            return f"{scheme}:{reference.identifiers[scheme]}"
    return fold(reference.name) or reference.id


def source_day(text: str) -> date | None:
    """The first day that a shortened date of a source can mean: an open end must not prove too much."""
    return date.fromisoformat((text + "-01-01")[:10]) if text else None


class Relations:
    """Resolves the references of placed rows and writes them onto the records."""

    def __init__(
        self,
        holdings: dict[EntityKind, Holdings],
        applying: dict[EntityKind, Applying],
        places: Places,
        missing_organisation: Callable[[AuthorityEntry, Reference], Held],
    ) -> None:
        self._holdings = holdings
        self._applying = applying
        self._places = places
        self._missing_organisation = missing_organisation
        self._parents: dict[tuple[EntityKind, int], int | None] = {}
        self.new: list[Membership] = []
        self.altered: list[Membership] = []

    def _resolve(
        self,
        entry: AuthorityEntry,
        kind: EntityKind,
        reference: Reference,
        topic_kind: TopicKind | None = None,
    ) -> Held | None:
        """The record meant: a row of these files, else one that the archive holds. Raises `BadRow`."""
        held = self._places.get((place_of(entry.file, reference.id), kind)) if reference.id else None
        return held or self._holdings[kind].resolve(reference, topic_kind)

    def resolve_place(self, entry: AuthorityEntry, reference: Reference) -> Held | None:
        """The place meant; None also where several have the name, which then stays as it is stated."""
        try:
            return self._resolve(entry, EntityKind.TOPIC, reference, TopicKind.PLACE)
        except BadRow:
            return None

    # ----------------------------------------------------------------------- broader

    def broader(self, placed: Placed) -> None:
        """Put the record under the first of its broader ones; never under itself."""
        entry = placed.entry
        if entry.kind is EntityKind.PERSON or not entry.broader or placed.by_merge:
            return
        try:
            target = next((h for ref in entry.broader if (h := self._resolve(entry, entry.kind, ref))), None)
        except BadRow as error:
            self._fault(entry, f"its broader record: {error}")
            return
        if target is None and entry.kind is EntityKind.ORGANISATION and entry.broader[0].name:
            target = self._missing_organisation(entry, entry.broader[0])
        if target is None:
            shown = entry.broader[0].name or entry.broader[0].id
            self._fault(entry, f"its broader record “{shown}” is not in the archive: load that first")
            return
        record = placed.held.record
        if record.broader_id == target.record.pk:
            return
        if self._stands_above(entry.kind, record.pk, target.record.pk):
            shown = f"under “{target.record.name}”"
            self._fault(entry, f"“{record.name}” would stand above itself {shown}: not taken")
            return
        owner = record.source == file_name(entry.file)
        if "broader" in placed.held.decisions:
            if owner:
                self._applying[entry.kind].against_decision(placed, "broader", target.record.public_id)
            return
        self._applying[entry.kind].set(placed, "broader_id", target.record.pk, owner=owner)
        self._parents[entry.kind, record.pk] = record.broader_id

    def _stands_above(self, kind: EntityKind, record: int, target: int) -> bool:
        """Whether `record` is found on the way up from `target`."""
        seen: set[int] = set()
        at: int | None = target
        while at is not None and at not in seen:
            if at == record:
                return True
            seen.add(at)
            at = self._parent(kind, at)
        return False

    def _parent(self, kind: EntityKind, pk: int) -> int | None:
        if (kind, pk) not in self._parents:
            held = self._holdings[kind].by_pk.get(pk)
            if held is not None:
                self._parents[kind, pk] = held.record.broader_id
            else:
                rows = self._holdings[kind].model.objects.filter(pk=pk)
                self._parents[kind, pk] = rows.values_list("broader_id", flat=True).first()
        return self._parents[kind, pk]

    # ----------------------------------------------------------------------- posts held

    def memberships(self, placed: Iterable[Placed]) -> None:
        """Compare the posts that rows state with those that the archive holds from the same source."""
        rows = [p for p in placed if p.entry.memberships and "memberships" not in p.held.decisions]
        there: dict[int, dict[str, Membership]] = defaultdict(dict)
        for some in chunks({p.held.record.pk for p in rows if not p.held.is_new}):
            for membership in Membership.objects.filter(person__in=some):
                there[membership.person_id][membership.digest] = membership
        for one in rows:
            stated = there[one.held.record.pk]
            for digest, post in self._digests(one.entry):
                self._membership(one, post, digest, stated)

    def _digests(self, entry: AuthorityEntry) -> list[tuple[str, MembershipEntry]]:
        """Each post with what it is known by: all but its end and its source's date, which may come later.

        Posts alike in the rest ("Minister", start unknown, twice) are numbered in the order of their ends.
        """
        met: Counter[str] = Counter()
        out = []
        for stated in sorted(entry.memberships, key=lambda m: (m.start, m.end or "9999")):
            source = stated.source.note or stated.source.url or file_name(entry.file)
            parts = [
                stated.role,
                identity(stated.organisation),
                identity(stated.area),
                stated.start,
                source,
            ]
            text = "\x1f".join(parts)
            met[text] += 1
            out.append((sha256(f"{text}\x1f{met[text]}" if met[text] > 1 else text), stated))
        return out

    def _membership(
        self, placed: Placed, stated: MembershipEntry, digest: str, there: dict[str, Membership]
    ) -> None:
        entry = placed.entry
        if len(stated.role) > NAME_LENGTH:
            self._fault(entry, f"a post of {len(stated.role)} characters is too long: “{stated.role[:60]} …”")
            return
        values: dict[str, Any] = {"post": stated.role, "start": stated.start}
        if stated.organisation is not None:
            try:
                held = self._organisation(entry, stated.organisation)
            except BadRow as error:
                self._fault(entry, f"the organisation of a post: {error}")
                return
            values["organisation_id"] = held.record.pk
        if stated.area is not None:
            area = self.resolve_place(entry, stated.area)
            name = stated.area.name or (area.record.name if area else stated.area.id)
            values |= {"area_id": area.record.pk if area else None, "area_name": name[:NAME_LENGTH]}
        values |= {
            "end": stated.end,
            "source": (stated.source.note or stated.source.url or file_name(entry.file))[:300],
            "source_date": source_day(stated.source.date),
        }
        row = there.get(digest)
        if row is None:
            there[digest] = row = Membership(person_id=placed.held.record.pk, digest=digest, **values)
            self.new.append(row)
            placed.changed = placed.held.changed = True
            return
        new = {k: v for k, v in values.items() if v not in {"", None} and getattr(row, k) != v}
        if new:
            for column, value in new.items():
                setattr(row, column, value)
            self.altered.append(row)
            placed.changed = placed.held.changed = True

    def _organisation(self, entry: AuthorityEntry, reference: Reference) -> Held:
        held = self._resolve(entry, EntityKind.ORGANISATION, reference)
        if held is None and not reference.name:
            raise BadRow(f"{reference.id} is not in the archive: load that first")
        return held or self._missing_organisation(entry, reference)

    def _fault(self, entry: AuthorityEntry, message: str) -> None:
        self._applying[entry.kind].faults.append((entry, message))


def wanted_references(entry: AuthorityEntry) -> Iterable[tuple[EntityKind, Reference]]:
    """Every record that a row points at, by kind, with only such identifiers as records keep."""
    pointed = [(entry.kind, reference) for reference in entry.broader]
    if entry.area is not None:
        pointed.append((EntityKind.TOPIC, entry.area))
    for membership in entry.memberships:
        if membership.organisation is not None:
            pointed.append((EntityKind.ORGANISATION, membership.organisation))
        if membership.area is not None:
            pointed.append((EntityKind.TOPIC, membership.area))
    for kind, reference in pointed:
        yield kind, Reference(reference.id, reference.name, known(reference.identifiers))
