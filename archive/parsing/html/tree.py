"""From characters to elements: a tolerant parser with bounded depth, time and memory."""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree

#: Elements of real pages number a few thousand; beyond this a tree would not fit in memory.
MOST_TAGS = 1_000_000
_MOST_PARAGRAPHS = 20_000

_HEAVY = re.compile(r"<(script|style|svg|noscript|template|head)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})(?=[\s/>])[^<>]{0,20000}>")
#: What keeps its meaning when a page nests too deep to be parsed: elements that do not nest in themselves.
_FLAT = frozenset(
    "html head body title meta link script style p h1 h2 h3 h4 h5 h6 br hr img time figcaption"
    " template".split()
)
_ANY_TAG = re.compile(r"<[!/?a-zA-Z][^<>]{0,20000}>")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def parse_tree(text: str) -> tuple[Any, tuple[str, ...]]:
    """The root element of a page, or None where nothing can be made of it, with remarks.

    The parser gives up at 2,048 levels; such a page is parsed again without the elements that nest.
    """
    text = text.lstrip("\ufeff").replace("\x00", "\ufffd")
    text = _CONTROLS.sub("\ufffd", text)
    if text.count("<") > MOST_TAGS:
        words = html.unescape(_ANY_TAG.sub("\n", text))
        return _plain(words), ("more elements than any page has; only its words were read",)
    root, too_deep = _parse(text)
    if not too_deep:
        return root, ()
    flat = _TAG.sub(lambda tag: tag[0] if tag[2].lower() in _FLAT else "\n", text)
    root, too_deep = _parse(flat)
    remark = "its elements nest too deep; it was read without those that do"
    if too_deep:
        return _plain(html.unescape(_ANY_TAG.sub("\n", text))), (remark,)
    return root, (remark,)


def _parse(text: str) -> tuple[Any, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing at all between the tags
        return None, False
    return root, any("Excessive depth" in entry.message for entry in parser.error_log)


def _plain(words: str) -> Any:
    """A tree of a paragraph for each line of a text, or for some lines where there are very many."""
    lines = [line for line in words.splitlines() if line and not line.isspace()]
    together = len(lines) // _MOST_PARAGRAPHS + 1
    root = etree.Element("html")
    body = etree.SubElement(root, "body")
    for index in range(0, len(lines), together):
        etree.SubElement(body, "p").text = " ".join(lines[index : index + together])
    return root
