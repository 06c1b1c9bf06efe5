"""What reads the pages: the archive, its general readers alone, a simple baseline, an extraction library."""

from __future__ import annotations

import html
import importlib
from collections.abc import Callable

from archive.documents import Block, BlockKind, FieldValue, ParsedArticle
from archive.parsing import GENERAL, HTML_GENERAL, choose_reader, read_with
from archive.parsing.outline import outline
from archive.parsing.text import lines_of, weight
from tests.quality.reading_measures import Json
from tests.quality.reading_pages import Page

Engine = Callable[[Page], Json]

#: A line of a paragraph has at least so many characters.
_LONG = 60


def ours(page: Page) -> Json:
    """The archive: the reader whose signature fits, else the general one."""
    return outline(page.layer, read_with(choose_reader(page.layer), page.layer, with_language=False))


def general_alone(page: Page) -> Json:
    """The general reader on every page, as though no design were known: what a new publisher gets."""
    reader = HTML_GENERAL if page.layer.extractor == "html" else GENERAL
    return outline(page.layer, read_with(reader, page.layer, with_language=False))


def longest_run(page: Page) -> Json:
    """The baseline: the first line is the title, the heaviest run of long lines the text."""
    lines = lines_of(page.layer.text)
    best: list[int] = []
    run: list[int] = []
    for index, line in enumerate(lines):
        run = [*run, index] if weight(line.text) >= _LONG and index else []
        if sum(len(lines[i].text) for i in run) > sum(len(lines[i].text) for i in best):
            best = run
    blocks = tuple(
        Block(
            BlockKind.HEADLINE
            if not index
            else BlockKind.PARAGRAPH
            if index in best
            else BlockKind.BOILERPLATE,
            line.start,
            line.end,
        )
        for index, line in enumerate(lines)
    )
    title = {"title": FieldValue(lines[0].text, "first line", lines[0].start, lines[0].end)} if lines else {}
    return outline(page.layer, ParsedArticle("longest run of lines", "1", blocks, title))


def trafilatura() -> tuple[str, Engine]:
    """The library's name with its version, and what reads a page with it. Raises ImportError."""
    library = importlib.import_module("trafilatura")

    def read(page: Page) -> Json:
        source = page.html
        if source is None:  # a text capture: its lines as paragraphs
            rows = "".join(f"<p>{html.escape(line.text)}</p>" for line in lines_of(page.layer.text))
            source = f"<html><body><article>{rows}</article></body></html>"
        made = library.bare_extraction(source, with_metadata=True, include_comments=False)
        told = made.as_dict() if hasattr(made, "as_dict") else dict(made or {})
        names = [name.strip() for name in (told.get("author") or "").split(";") if name.strip()]
        value: Json = {
            "text": told.get("text") or "",
            "title": None,
            "date": None,
            "authors": [],
            "lead": None,
        }
        if page.html is not None:
            value |= {"title": told.get("title"), "date": told.get("date"), "authors": names}
            value["lead"] = told.get("description")
        return value

    return f"trafilatura {library.__version__}", read


def engines() -> tuple[dict[str, Engine], str]:
    """All that can be asked here by name, and what is left out and why ("" for nothing)."""
    known: dict[str, Engine] = {"archive": ours, "general readers": general_alone, "longest run": longest_run}
    try:
        name, read = trafilatura()
    except ImportError as error:
        return known, (
            f"trafilatura: left out, it cannot be imported here ({error}). To compare with it, make an"
            " environment of your own: pip install trafilatura lxml_html_clean"
        )
    return {**known, name: read}, ""
