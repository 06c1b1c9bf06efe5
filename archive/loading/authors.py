"""Who wrote an article: byline names become people, in the order printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.documents import EntityKind
from archive.loading.records import final, meet_candidates
from archive.models import Article, Authorship, Load, Person

#: Person, name as printed, start, end, rule.
AuthorRow = tuple[Person, str, int | None, int | None, str]


def authors_of(printed: Sequence[dict], load: Load) -> list[AuthorRow]:
    """People for the authors a reading gives (`Reading.authors`); an ambiguous name stays in the byline."""
    met = meet_candidates(EntityKind.PERSON, {a["value"]: None for a in printed}, load)
    return [
        (person, a["value"], a["start"], a["end"], a["rule"])
        for a in printed
        if isinstance(person := met.get(a["value"]), Person)
    ]


def authors_as_read(article: Article) -> list[AuthorRow]:
    """The authors that the current reading gives."""
    reading = article.current_reading
    return authors_of(reading.authors, article.first_load) if reading else []


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
