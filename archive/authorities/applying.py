"""One row of an authority file against the record it means: what is taken, what a decision keeps out.

A record belongs to the file that it was first taken from (`source`). That file's values replace older ones;
another file adds names and identifiers and fills what is empty, so that two files that differ do not take
turns. Nothing is emptied or deleted because a file no longer says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive.authorities.entries import AuthorityEntry, BadRow, NameForm
from archive.authorities.holdings import Held, Holdings, known
from archive.authorities.tally import file_name
from archive.documents import EntityKind, TopicKind
from archive.models import Conflict
from archive.models.authority import NAME_LENGTH, AuthorityRecord
from archive.models.naming import AuthorityName
from archive.names import fold, sort_name

_DESCRIPTION_LENGTH = 500
_PREFERRED = AuthorityName.Form.PREFERRED
_ALIAS = AuthorityName.Form.ALIAS


@dataclass(slots=True, eq=False)
class Placed:
    """A row and the record it means."""

    entry: AuthorityEntry
    held: Held
    created: bool = False
    #: It means the record only because another was merged into it: it may add, never replace.
    by_merge: bool = False
    changed: bool = False
    conflict: bool = False


class Applying:
    """Takes rows into the records of one kind; what cannot be taken is kept as faults, conflicts, notes."""

    def __init__(self, holdings: Holdings, *, take_over: bool = False) -> None:
        self._holdings = holdings
        self._take_over = take_over
        self.faults: list[tuple[AuthorityEntry, str]] = []
        self.conflicts: list[tuple[AuthorityEntry, str]] = []
        self.notes: list[str] = []
        self.opened: list[Conflict] = []

    def take(self, placed: Placed, country: str = "") -> None:
        """Compare every value of the row with the record's and take what is new."""
        entry, held = placed.entry, placed.held
        owner = self._owns(placed)
        before = held.record.name
        values: dict[str, Any] = {"name": entry.name, "description": shortened(entry.description)}
        if owner:
            values |= {"status": AuthorityRecord.Status.ESTABLISHED, "source": file_name(entry.file)}
        if entry.kind is EntityKind.PERSON:
            values["birth_date"] = entry.birth_date
        elif entry.kind is EntityKind.ORGANISATION:
            values |= {"classification": entry.classification[:100], "country": country[:100]}
        else:
            values["kind"] = (entry.topic_kind or TopicKind.SUBJECT).value
        for column, value in values.items():
            self.set(placed, column, value, owner=owner)
        self._sort_name(placed, before, owner=owner)
        self._names(placed, owner=owner)
        self._identifiers(placed)
        for scheme in entry.identifiers.keys() - known(entry.identifiers).keys():
            self.notes.append(
                f"{file_name(entry.file)}: identifier of the unknown scheme “{scheme}” not kept"
            )

    def _owns(self, placed: Placed) -> bool:
        record = placed.held.record
        if placed.by_merge:
            return False
        if self._take_over or not record.confirmed:
            return True
        return record.source in {"", file_name(placed.entry.file)}

    def set(self, placed: Placed, column: str, value: Any, *, owner: bool) -> None:
        """Take one value, unless it says nothing, an editor decided the field, or it is another file's."""
        held = placed.held
        now = getattr(held.record, column)
        if value in ("", None) or value == now:
            return
        if column in held.decisions:
            if owner:
                self.against_decision(placed, column, value)
        elif owner or not now:
            setattr(held.record, column, value)
            held.dirty.add(column)
            self._note_change(placed)

    def against_decision(self, placed: Placed, column: str, value: Any) -> None:
        """The decision on this field stands; a value it was not made on waits until someone resolves it."""
        decision = placed.held.decisions[column]
        conflicts = list(decision.conflicts.all())
        waiting = next((c for c in conflicts if c.resolved_at is None), None)
        if value in {decision.value, decision.reading_value} or (
            waiting is None and any(c.reading_value == value for c in conflicts)
        ):
            return
        placed.conflict = True
        self.conflicts.append(
            (placed.entry, f"{column} is “{value}” here; an editor decided “{decision.value}”, which stands")
        )
        if waiting is None:
            waiting = Conflict(decision=decision)
        if waiting.pk is None or waiting.reading_value != value:
            waiting.reading_value = value
            self.opened.append(waiting)

    def _note_change(self, placed: Placed) -> None:
        placed.changed = placed.held.changed = True

    def _sort_name(self, placed: Placed, before: str, *, owner: bool) -> None:
        """The file's sort name, else one made from a new name where the old one was made so too."""
        record, entry = placed.held.record, placed.entry
        person = entry.kind is EntityKind.PERSON
        stated = entry.sort_name[:NAME_LENGTH]
        if stated:
            self.set(placed, "sort_name", stated, owner=owner)
        elif record.name != before and record.sort_name == sort_name(before, person=person):
            made = sort_name(record.name, person=person)[:NAME_LENGTH]
            if "sort_name" not in placed.held.decisions:
                self.set(placed, "sort_name", made, owner=owner)
        key = fold(record.sort_name)[:NAME_LENGTH]
        if key != record.sort_key:
            record.sort_key = key
            placed.held.dirty.add("sort_key")

    # ----------------------------------------------------------------------- names

    def _names(self, placed: Placed, *, owner: bool) -> None:
        held, entry = placed.held, placed.entry
        self._preferred(placed)
        if "names" in held.decisions:
            return
        own = NameForm(entry.name, entry.language, _ALIAS)
        for form in (own, *entry.names):
            if len(form.text) > NAME_LENGTH:
                shown = f"“{form.text[:60]} …”"
                self.faults.append((entry, f"a name of {len(form.text)} characters is too long: {shown}"))
                continue
            self._name(placed, form, owner=owner)

    def _preferred(self, placed: Placed) -> None:
        """Exactly one row is the preferred name, and it is the one the record shows."""
        held, entry = placed.held, placed.entry
        shown = held.record.name
        rows = [row for row in held.names if row.text == shown]
        language = entry.language if shown == entry.name else ""
        chosen = next((r for r in rows if r.form == _PREFERRED), None) or next(
            (r for r in rows if r.language == language), rows[0] if rows else None
        )
        if chosen is None:
            self._add(placed, NameForm(shown, language, _PREFERRED))
        elif chosen.form != _PREFERRED:
            self._change(placed, chosen, form=_PREFERRED)
        for row in held.names:
            if row.form == _PREFERRED and row.text != shown:
                self._change(placed, row, form=_ALIAS)

    def _name(self, placed: Placed, form: NameForm, *, owner: bool) -> None:
        """A name without language is there when any row has its words; one with a language completes it."""
        rows = [row for row in placed.held.names if row.text == form.text]
        row = next((r for r in rows if r.language == form.language), None)
        if row is None and not form.language and rows:
            row = rows[0]
        if row is None:
            row = next((r for r in rows if not r.language), None)
            if row is None:
                self._add(placed, form)
                return
            self._change(placed, row, language=form.language)
        # Said without a language, "alias" must not undo what the file says of the same words in English.
        same = row.language == form.language and form.text != placed.entry.name
        if owner and same and row.form not in {form.form, _PREFERRED}:
            self._change(placed, row, form=form.form)

    def _add(self, placed: Placed, form: NameForm) -> None:
        placed.held.names.append(
            self._holdings.name_model(
                record=placed.held.record,
                text=form.text,
                language=form.language,
                form=form.form,
                source=file_name(placed.entry.file),
            )
        )
        self._note_change(placed)

    def _change(self, placed: Placed, row: Any, **values: str) -> None:
        for column, value in values.items():
            setattr(row, column, value)
        row.altered = True
        self._note_change(placed)

    # ----------------------------------------------------------------------- identifiers

    def _identifiers(self, placed: Placed) -> None:
        held, entry = placed.held, placed.entry
        if "identifiers" in held.decisions:
            return
        for scheme, value in sorted(known(entry.identifiers).items()):
            there = [row.value for row in held.identifiers if row.scheme == scheme]
            if value in there:
                continue
            if there and not placed.by_merge:
                self.faults.append(
                    (entry, f"{scheme} is {value} here and {there[0]} in the archive: correct the wrong one")
                )
            elif not there and self._holdings.holder(scheme, value) is None:
                self._holdings.give(held, scheme, value)
                self._note_change(placed)


def shortened(text: str, limit: int = _DESCRIPTION_LENGTH) -> str:
    """The text, cut at a word where it is too long to keep.

    >>> shortened("One two three", 10)
    'One two …'
    """
    if len(text) <= limit:
        return text
    return text[: limit - 2].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def refuse_unfit(entry: AuthorityEntry) -> None:
    """Raises `BadRow` where the row's own name cannot be kept."""
    if len(entry.name) > NAME_LENGTH:
        raise BadRow(f"the name has {len(entry.name)} characters, more than {NAME_LENGTH}: shorten it")
