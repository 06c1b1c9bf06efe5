"""What the tests of the archive's promises stand on: pages loaded in runs of their own, records by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from archive import loading
from archive.identity import record_id
from archive.loading.running import Tally
from archive.models import Article, Load, Organisation, Person, PersonName, ProposedPair
from tests.pages import PARAGRAPHS, classic_page

#: Page texts of one article: as it was first, and after something was put before, which moves all offsets.
PAGE = classic_page()
MOVED = classic_page(paragraphs=["An opening line that is new.", *PARAGRAPHS])
MOVED_AGAIN = classic_page(paragraphs=["An opening line that is new.", "And a second one.", *PARAGRAPHS])
CHANGED_LEAD = classic_page(lead="Changed lead, one line more than the first.")
CHANGED_TWICE = classic_page(lead="Changed twice, one line more than the first.")
#: Text that shares nothing with `PARAGRAPHS`.
OTHER = tuple(
    f"Paragraph {n} tells of something else entirely: a harbour, a bridge and the price of salt in town."
    for n in ("one", "two", "three")
)
HARBOUR = classic_page("Harbour opened", day="02.02.2019", lead="A port was opened.", paragraphs=OTHER)
#: The page without the line that holds its date and publisher.
UNDATED = PAGE.split("\n\n\n", 1)[1]


@dataclass(frozen=True)
class Run:
    """One run of the loader: what it counted and reported, its row, and the folder it read."""

    tally: Tally
    lines: list[dict[str, Any]]
    load: Load
    folder: Path


def load_pages(base: Path, **pages: str | bytes) -> Run:
    """Load these pages, by file name, from a fresh folder under `base`."""
    folder = Path(mkdtemp(dir=base))
    for name, page in pages.items():
        (folder / f"{name}.txt").write_bytes(page if isinstance(page, bytes) else page.encode())
    lines: list[dict[str, Any]] = []
    tally = loading.load([str(folder)], report=lines.append)
    return Run(tally, lines, Load.objects.latest("pk"), folder)


def person(name: str, **values: Any) -> Person:
    """A person with a preferred name."""
    made = Person.objects.create(
        public_id=record_id("person", name), slug=name.lower().replace(" ", "-"), name=name, **values
    )
    PersonName.objects.create(record=made, text=name, form="preferred")
    return made


def organisation(name: str, **values: Any) -> Organisation:
    """An organisation that an editor vouches for."""
    slug = name.lower().replace(" ", "-")
    return Organisation.objects.create(
        public_id=record_id("organisation", name), slug=slug, name=name, status="established", **values
    )


def pair(one: Any, other: Any) -> ProposedPair:
    """The proposal that two records are one."""
    first, second = sorted((one.public_id, other.public_id))
    return ProposedPair.objects.create(
        record_kind=str(one.KIND), first_id=first, second_id=second, reason="alike"
    )


def mention(surface: str, **of: Any) -> Any:
    """The mention with this surface of the only article, or of the article that `of` picks."""
    return Article.objects.get(**of).mentions.get(surface=surface)
