"""Reading in tests: a text becomes a layer, a reading and its proof, with sentences to build pages from."""

from __future__ import annotations

from archive.documents import LayerText, ParsedArticle
from archive.parsing import parse

PROSE = "The council met on Tuesday and decided to close the old bridge for repairs until the spring."
MORE = "A spokesman said that the works would last for months, and that a ferry would run every half hour."


def layer(text: str) -> LayerText:
    return LayerText(text, "text", "1")


def read(text: str) -> ParsedArticle:
    return parse(layer(text), with_language=False)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in read(text).blocks]


def check_proof(text: str, article: ParsedArticle) -> None:
    """Blocks cover all visible characters once and in order; every value is what its span says."""
    place = 0
    for block in article.blocks:
        assert block.start >= place
        assert block.end > block.start
        assert not text[place : block.start].strip()
        place = block.end
    assert not text[place:].strip()
    for value in (*article.fields.values(), *article.authors):
        assert value.rule.rpartition("/")[2].isdecimal()
        if value.start is not None:
            assert " ".join(text[value.start : value.end].split()) == value.value != ""
    inside = [*article.related]
    for image in article.images:
        inside += [span for span in (image.text, image.credit, image.alt) if span]
    inside += [date for date in (article.published, article.updated) if date]
    for span in inside:
        assert text[span.start : span.end].strip()
        assert any(block.start <= span.start and span.end <= block.end for block in article.blocks)


def page(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"
