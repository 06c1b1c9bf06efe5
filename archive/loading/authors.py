"""Who wrote an article and who published it: byline names become people, in the order printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from archive.documents import EntityKind
from archive.loading.records import RecordBook
from archive.models import Article, Authorship, Decision, Organisation, Person
from archive.models.merged import final

#: Person, name as printed, start, end, rule.
AuthorRow = tuple[Person, str, int | None, int | None, str]


def authors_of(printed: Sequence[dict[str, Any]], book: RecordBook) -> list[AuthorRow]:
    """People for the authors a reading gives (`Reading.authors`); an ambiguous name stays in the byline."""
    met = book.met(EntityKind.PERSON, {a["value"]: None for a in printed})
    return [
        (person, a["value"], a["start"], a["end"], a["rule"])
        for a in printed
        if isinstance(person := met.get(a["value"]), Person)
    ]


def authors_as_read(article: Article) -> list[AuthorRow]:
    """The authors that the current reading gives."""
    reading = article.current_reading
    return authors_of(reading.authors, RecordBook(article.first_load)) if reading else []


def publisher_as_read(article: Article) -> Organisation | None:
    """The publisher that the current reading gives, as loading would take it."""
    reading = article.current_reading
    found = reading.fields.get("publisher") if reading else None
    return publisher_of(found["value"], RecordBook(article.first_load)) if found else None


def publisher_of(name: str, book: RecordBook) -> Organisation | None:
    """The organisation of a publisher's name; None where several bear it."""
    met = book.met(EntityKind.ORGANISATION, {name: None}).get(name)
    return final(met) if isinstance(met, Organisation) else None


def restore_authors(article: Article) -> None:
    """Write the authors anew: those an editor decided, else those of the current reading."""
    decision = Decision.objects.filter(
        record_kind="article", record_id=article.public_id, field="authors", ended_at=None
    ).first()
    if decision is None:
        set_authors(article, authors_as_read(article))
    else:
        ids: list[str] = decision.value or []
        people = {p.public_id: p for p in Person.objects.filter(public_id__in=ids)}
        set_authors(article, [(people[i], "", None, None, "editor") for i in ids])


def set_authors(article: Article, rows: Iterable[AuthorRow], *, fresh: bool = False) -> None:
    """Let these, in this order, be the article's authors. `fresh`: it has none yet."""
    if not fresh:
        article.authorships.all().delete()
    made: dict[int, Authorship] = {}
    for person, surface, start, end, rule in rows:
        made.setdefault(
            final(person).pk,
            Authorship(
                article=article,
                person=final(person),
                linked_person=person,
                position=len(made),
                surface=surface,
                start=start,
                end=end,
                rule=rule[:80],
            ),
        )
    Authorship.objects.bulk_create(made.values())
