"""Text captures in the manner of the two seeds, for tests that load: plain functions with defaults."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
CAPTURES = SEEDS / "captures"

PARAGRAPHS = (
    "Ukrainian Foreign Minister Olena Bondar met her colleagues in Brussels on Monday. The talks lasted for"
    " three hours, and both sides spoke of slow progress on the question of grain exports.",
    '"We have not given up," said Bondar after the meeting. Her deputy, Taras Melnyk, told reporters that'
    " another round would follow before the end of the month, probably in a smaller circle.",
    "Observers doubt that the next round will bring a breakthrough. The harvest begins in six weeks, and the"
    " storage houses along the river are still full of the grain of last year.",
)


LEAD = "Ministers from six countries have failed to agree on the export of grain. A new round is planned."


def classic_page(
    headline: str = "Grain talks end without agreement",
    *,
    day: str = "14.06.2019",
    section: str = "World",
    lead: str = LEAD,
    paragraphs: Sequence[str] = PARAGRAPHS,
) -> str:
    """A page of the older design: title line with the day, skip links, headline, lead, paragraphs."""
    top = (
        f"{headline} | {section}| Breaking news and perspectives from around the globe | DW | {day}\n"
        "  1. Inhalt\n  2. Navigation\n  3. Weitere Inhalte\n  4. Metanavigation\n  5. Suche\n"
        "  6. Choose from 30 Languages\n\n\n"
    )
    return top + "\n\n".join([headline, lead, *paragraphs])


def relaunched_page(
    headline: str = "Grain talks end without agreement",
    *,
    author: str = "Ines Falkenberg",
    day: str = "June 14, 2019",
    lead: str = LEAD,
    paragraphs: Sequence[str] = PARAGRAPHS,
) -> str:
    """A page of the newer design: skip links, headline, author and date lines, lead, paragraphs."""
    top = "1. Skip to content\n  2. Skip to main menu\n  3. Skip to more DW sites\n\n"
    return top + "\n\n".join([headline, f"{author}\n{day}", lead, *paragraphs])
