"""As what a person appears: the role on the date of an article, the last one stated, the whole time line.

On a date: what this article states, else the latest statement of an earlier day, with that day, else a post
that an authority file shows to be held then, with its source. Never a later one. Every question is asked for
many people at once, in a fixed number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length

from archive.models import Article, Attestation, Membership, Organisation, Person
from archive.names import fold_words

#: How many statements of one person a time line is made of; the newest count.
LONGEST_TIME_LINE = 400


#: What makes two statements the same role: its words, and where.
_Key = tuple[str, int | None, str]


class Basis(StrEnum):
    """Where a role comes from."""

    HERE = "here"
    EARLIER = "earlier"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Role:
    """One role of one person, and what says so: a statement in an article, or an authority file's post."""

    person: int
    text: str
    basis: Basis
    organisation: Organisation | None = None
    #: An organisation or country that has no record, or is a country.
    place: str = ""
    attestation: Attestation | None = None
    membership: Membership | None = None

    @property
    def day(self) -> date | None:
        """The day of the article that states it."""
        return self.attestation.article.published if self.attestation else None


def stated() -> QuerySet[Attestation]:
    """Statements that count: in public articles, of people whose mention stands."""
    return (
        Attestation.objects.filter(rejected=False, mention__rejected=False, mention__person__isnull=False)
        .exclude(article__state=Article.State.WITHDRAWN)
        .select_related("article", "mention", "organisation_mention__organisation")
    )


def roles_on(article: Article, people: Collection[int]) -> dict[int, tuple[Role, ...]]:
    """The roles of these people (by primary key) on the date of the article; unknown ones are missing.

    An undated article has only what it states itself: nothing is known to be earlier.
    """
    out: dict[int, tuple[Role, ...]] = {}
    here = stated().filter(article=article, mention__person__in=people).order_by("start", "pk")
    for person, roles in _by_person(here, Basis.HERE).items():
        out[person] = _different(roles)
    day = article.published
    if day is None:
        return out
    if missing := set(people) - set(out):
        for person, role in _last_stated(missing, before=day).items():
            out[person] = (role,)
    if missing := set(people) - set(out):
        held = Membership.objects.filter(person__in=missing).select_related("organisation", "area")
        for post in sorted(held, key=lambda m: (m.start, m.pk)):
            if post.in_force(day.isoformat()):  # the post taken up last stands
                out[post.person_id] = (from_membership(post),)
    return out


def last_roles(people: Collection[int]) -> dict[int, Role]:
    """What each of these people was last called, in the newest article that says so."""
    return _last_stated(people)


def time_line(person: Person) -> list[tuple[Role, list[Role]]]:
    """What a person was called over time, newest first: each run of one role, with all that state it.

    What an article states several times stands once; what the article before it states too is one run.
    """
    newest = (
        stated()
        .filter(mention__person=person)
        .order_by("-article__recency", "article__public_id", "start", "pk")
    )
    runs: list[tuple[Role, list[Role]]] = []
    going_on: dict[_Key, list[Role]] = {}
    for _article, statements in groupby(newest[:LONGEST_TIME_LINE], key=attrgetter("article_id")):
        of_article: dict[_Key, list[Role]] = {}
        for statement in statements:
            role = from_attestation(statement, Basis.HERE)
            key = _key(role)
            if key not in of_article:
                if key not in going_on:
                    runs.append((role, []))
                    going_on[key] = runs[-1][1]
                of_article[key] = going_on[key]
            of_article[key].append(role)
        going_on = of_article
    return runs


def members(organisation: Organisation, limit: int) -> list[Role]:
    """Who was described as being at an organisation: the newest statement for each person and role."""
    newest = (
        stated()
        .filter(organisation_mention__organisation=organisation, organisation_mention__rejected=False)
        .select_related("mention__person")
        .order_by("-article__recency", "article__public_id", "start", "pk")
    )
    out: dict[tuple[int, str], Role] = {}
    for statement in newest[:LONGEST_TIME_LINE]:
        role = from_attestation(statement, Basis.HERE)
        out.setdefault((role.person, fold_words(role.text)), role)
    return list(out.values())[:limit]


def from_attestation(statement: Attestation, basis: Basis) -> Role:
    """The role that an article states."""
    at = statement.organisation_mention
    shown = at if at is not None and not at.rejected else None
    person = statement.mention.person_id
    assert person is not None  # noqa: S101  (`stated` asks for it)
    return Role(
        person,
        statement.role or "",
        basis,
        shown.organisation if shown else None,
        shown.surface if shown and shown.organisation is None else "",
        attestation=statement,
    )


def from_membership(post: Membership) -> Role:
    """The role that an authority file states."""
    place = post.area.name if post.area else post.area_name
    return Role(post.person_id, post.post, Basis.AUTHORITY, post.organisation, place, membership=post)


def _last_stated(people: Collection[int], before: date | None = None) -> dict[int, Role]:
    """The newest statement for each person, of a day before the given one; two queries."""
    statements = stated().select_related(None).filter(mention__person=OuterRef("pk"))
    if before is not None:
        statements = statements.filter(article__published__lt=before)
    # Of what one article says, the fullest wording: "Russian President" rather than "President".
    fullness = Coalesce(Length("role"), 0)
    last = statements.order_by("-article__recency", "article__public_id", fullness.desc(), "start", "pk")
    found = Person.objects.filter(pk__in=people).annotate(last=Subquery(last.values("pk")[:1]))
    pks = [pk for pk in found.order_by().values_list("last", flat=True) if pk is not None]
    by_person = _by_person(stated().filter(pk__in=pks), Basis.EARLIER)
    return {person: roles[0] for person, roles in by_person.items()}


def _by_person(statements: Iterable[Attestation], basis: Basis) -> dict[int, list[Role]]:
    out: dict[int, list[Role]] = defaultdict(list)
    for statement in statements:
        role = from_attestation(statement, basis)
        out[role.person].append(role)
    return out


def _key(role: Role) -> _Key:
    return fold_words(role.text), role.organisation.pk if role.organisation else None, role.place


def _different(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Each role once, in the order of the text; "President" needs no line beside "Russian President"."""
    out: dict[_Key, Role] = {}
    for role in roles:
        out.setdefault(_key(role), role)
    return tuple(role for key, role in out.items() if not any(_fuller(other, key) for other in out))


def _fuller(other: _Key, key: _Key) -> bool:
    """Whether the other says the same, at the same place, in more words."""
    return other != key and other[1:] == key[1:] and (not key[0] or f" {key[0]} " in f" {other[0]} ")
