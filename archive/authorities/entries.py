"""What an authority file says of one record: frozen values between a file's rows and the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.documents import EntityKind, TopicKind

#: What a further name can be to its record; the preferred name stands apart in `AuthorityEntry.name`.
NAME_FORMS = ("alias", "acronym", "transliteration", "former")


class BadRow(ValueError):
    """A row, or part of one, that cannot be taken; the message names the fault and its cure."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """A further name of a record. `language` is a BCP 47 tag or empty, `form` one of `NAME_FORMS`."""

    text: str
    language: str = ""
    form: str = "alias"


@dataclass(frozen=True, slots=True)
class Reference:
    """Another record that a row points at.

    `id` is the file's own id for it. `name` and `identifiers` are filled in from the same file, or from the
    id itself ("iso:DE", "http://www.wikidata.org/entity/Q183"), so that it is found in the database as well.
    """

    id: str
    name: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a statement comes from. After `date` (ISO, may be shortened) an open end proves nothing."""

    note: str = ""
    url: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class MembershipEntry:
    """A post held: `role` at an organisation or for an area.

    Dates are ISO, shortened to YYYY-MM or YYYY where no more is known, empty where nothing is.
    """

    role: str
    organisation: Reference | None = None
    area: Reference | None = None
    start: str = ""
    end: str = ""
    source: SourceNote = field(default_factory=SourceNote)


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One person, organisation or topic of an authority file.

    `names` holds every further name: the preferred names in other languages first, as aliases.
    """

    kind: EntityKind
    name: str
    id: str = ""
    #: Of the preferred name; empty where the file does not say.
    language: str = ""
    names: tuple[NameForm, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    sort_name: str = ""
    topic_kind: TopicKind | None = None
    #: Wider topics or, for an organisation, its parent.
    broader: tuple[Reference, ...] = ()
    memberships: tuple[MembershipEntry, ...] = ()
    #: The country of an organisation.
    area: Reference | None = None
    #: What sort of organisation ("company"), in the file's words.
    classification: str = ""
    birth_date: str = ""
    #: Where it was read, for messages: "line 12", "persons[11]".
    file: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, where, and what to do; `row` is empty when it concerns the whole file."""

    file: str
    row: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.row}" if self.row else self.file
        return f"{place}: {self.message}"
