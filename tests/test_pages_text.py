"""Text captures of many shapes and languages, each with the kind of every line as a person labelled it.

A file of `pages_text/` begins with what should be read of the page, as JSON; then each line is its kinds, a
tab and the text. The structure is that of real pages, the words are invented.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.parsing import general
from tests.readings import check_proof, layer

PAGES = sorted((Path(__file__).parent / "pages_text").glob("*.txt"))


def stored(path: Path) -> tuple[dict, str, list[tuple[str, int, int]]]:
    """What is expected of a page, its text, and for each line its kinds and where it lies."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    text, lines = "", []
    for row in body.rstrip("\n").split("\n"):
        kinds, _, line = row.partition("\t")
        if kinds:
            start = len(text) + len(line) - len(line.lstrip())
            lines.append((kinds, start, len(text) + len(line.rstrip())))
        text += line + "\n"
    return json.loads(head), text, lines


def test_there_are_pages_of_many_languages():
    assert len({stored(path)[0]["language"] for path in PAGES}) >= 15


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read_line_by_line(path: Path):
    expected, text, lines = stored(path)

    article = general.parse(layer(text))

    check_proof(text, article)
    read = []
    for _, start, end in lines:
        inside = [b.kind.value for b in article.blocks if start <= b.start and b.end <= end]
        read.append(
            "+".join(inside) or next(b.kind.value for b in article.blocks if b.start <= start < b.end)
        )
    assert [(kinds, text[start:end]) for kinds, (_, start, end) in zip(read, lines, strict=True)] == [
        (kinds, text[start:end]) for kinds, start, end in lines
    ]
    assert (article.fields["title"].value if "title" in article.fields else None) == expected["title"]
    assert (article.fields["lead"].value if "lead" in article.fields else None) == expected["lead"]
    assert (article.published.day.isoformat() if article.published else None) == expected["date"]
    assert [author.value for author in article.authors] == expected["authors"]
    assert [span.of(text) for span in article.related] == expected["related"]
    images = [
        {
            name: span.of(text)
            for name, span in (("text", i.text), ("credit", i.credit), ("alt", i.alt))
            if span is not None
        }
        for i in article.images
    ]
    assert images == expected["captions"]
