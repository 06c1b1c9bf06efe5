"""HTML pages for tests: a small page from its parts, and what the readers make of it."""

from __future__ import annotations

import html
import json
from typing import Any

from archive.documents import LayerText, ParsedArticle, RawCapture
from archive.parsing import parse
from archive.parsing.layers import make_layer

PROSE = (
    "The council met in the evening and decided to close the old bridge for repairs until next year.",
    "A spokesman said that the works would last for months, and that a ferry would run every half hour.",
    "Shopkeepers on both banks of the river fear for their business and have asked the mayor for a meeting.",
    "The bridge was built in 1893 and carries twelve thousand cars a day, twice as many as it was meant for.",
    "Engineers had warned of cracks in the piers since the flood; the money was spent on the new harbour.",
)
TITLE = "Old bridge closed until spring"


def paragraphs(texts: tuple[str, ...] = PROSE, name: str = "") -> str:
    attribute = f' class="{name}"' if name else ""
    return "".join(f"<p{attribute}>{html.escape(text)}</p>" for text in texts)


def web_page(
    body: str | None = None,
    *,
    head: str = "",
    title: str = TITLE,
    before: str = "",
    after: str = "",
    linked_data: dict[str, Any] | None = None,
) -> str:
    """A page of a heading and paragraphs; `before` stands between the two, `after` behind them."""
    script = ""
    if linked_data is not None:
        script = f'<script type="application/ld+json">{json.dumps(linked_data)}</script>'
    inner = f"<article>{body if body is not None else paragraphs()}</article>"
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}{script}</head>"
        f"<body><nav><a href='/'>Home</a><a href='/news'>News</a></nav><main><h1>{title}</h1>{before}{inner}"
        f"{after}</main><footer><p>Imprint</p></footer></body></html>"
    )


def layer_of(page: str | bytes) -> LayerText:
    content = page if isinstance(page, bytes) else page.encode()
    return make_layer(RawCapture("page.html", b"page.html", content, "text/html"))


def read_page(page: str | bytes) -> tuple[ParsedArticle, str]:
    """The reading and the text that its offsets refer to."""
    layer = layer_of(page)
    return parse(layer, with_language=False), layer.text


def kinds_of(page: str | bytes) -> list[tuple[str, str]]:
    """All blocks but furniture and metadata, as (kind, words)."""
    article, text = read_page(page)
    return [
        (block.kind.value, text[block.start : block.end])
        for block in article.blocks
        if block.kind.value not in ("boilerplate", "metadata", "page-title")
    ]
