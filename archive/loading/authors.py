"""Who wrote an article: byline names become people, in the order printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from archive.documents import EntityKind
from archive.loading.records import RecordBook, final
from archive.models import Article, Authorship, Person

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


def set_authors(article: Article, rows: Iterable[AuthorRow], *, fresh: bool = False) -> None:
    """Let these, in this order, be the article's authors. `fresh`: it has none yet."""
    if not fresh:
        article.authorships.all().delete()
    made: dict[int, Authorship] = {}
    for person, surface, start, end, rule in rows:
        made.setdefault(
            person.pk,
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
