"""Rows of text in the boxes of Deutsche Welle's pages, in both designs, told by element and not by language.

A link to another story is a paragraph that is all link, or a few words, a colon, and then all link: so it
reads in thirty languages. Embedded posts and films are documents of their own.
"""

from __future__ import annotations

import re

from archive.documents import BlockKind, FieldValue, Span
from archive.parsing import furniture
from archive.parsing.dw_furniture import is_appeal, is_button, is_note, is_sign_off, is_talk
from archive.parsing.dw_lines import ends_text
from archive.parsing.dw_people import read_authors, signed_at
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.people import is_desk

#: Boxes within the text of either design that hold something else.
EMBEDDED = (
    "embed", "vjs-wrapper", "vjs-no-js", "vjs-control-bar", "advertisement", "advertising", "adsContainer",
    "rich-text-ad", "gpt-slot", "widget", "teaser", "gallery", "slideshow", "imgTeaserM", "imgTeaserL",
    "video", "linkList", "relatedContent", "sharing-bar", "teaserContentWrap", "infoBox", "contentBox",
    "twitter-tweet", "instagram-media", "fb-post", "tiktok-embed", "newsletter-teaser", "feedback",
)  # fmt: skip
_LABEL_END = re.compile(r"[:：፦›»>]\s{0,3}$")
_LONGEST_LABEL = 40


def label_rows(page: Page, rows: list[Row]) -> list[Row]:
    """Give kinds to rows of boxes of text; the rows that are text."""
    text: list[Row] = []
    talk = is_talk([(row.text, row.weight) for row in rows if row.kind is None])
    for row in rows:
        if row.kind is not None or page.inside(row, EMBEDDED) or page.element_of(row, "figure"):
            continue
        place = link_place(page, row)
        if place is not None:
            row.kind = BlockKind.RELATED_LINK
            page.related.append(Span(place, row.end))
            continue
        row.kind = _kind(page, row, talk=talk)
        if row.kind not in (None, BlockKind.METADATA, BlockKind.BYLINE):
            text.append(row)
    while text and text[-1].kind is BlockKind.SUBHEADING:
        text.pop().kind = None
    return text


def link_place(page: Page, row: Row) -> int | None:
    """Where the title of another story begins in a row that links to it; None where it is no such row."""
    if row.links < 0.3 or row.tag in HEADINGS or row.weight > 320 or furniture.is_request(row.text[:400]):
        return None
    links = [index for index in page.inline(row) if page.hints[index].element == "a"]
    if row.links > 0.95:
        return row.start + (furniture.related_label(row.text) or 0)
    if len(links) != 1:
        return None
    link = page.hints[links[0]]
    label = page.text[row.start : link.start]
    tail = page.text[link.end : row.end].strip(" .!?\xa0")
    if len(label) > _LONGEST_LABEL or tail:
        return None
    if _LABEL_END.search(label) or furniture.related_label(row.text) is not None:
        return link.start
    return None


def _kind(page: Page, row: Row, *, talk: bool) -> BlockKind | None:  # noqa: PLR0911 - each line is a reason of its own
    words = row.text
    if not any(map(str.isalnum, words)) or is_button(words) or furniture.is_video(words):
        return None
    if is_appeal(words) or (row.weight < 400 and furniture.is_request(words)):
        return None
    if signed_at(words):
        return BlockKind.BYLINE
    if is_sign_off(words) or is_note(words):
        return BlockKind.METADATA
    if row.tag in HEADINGS:
        return BlockKind.SUBHEADING
    if row.tag == "li":
        return BlockKind.LIST_ITEM
    if talk and words[-1] in "?？؟" and row.tag not in HEADINGS:
        return BlockKind.PARAGRAPH
    if (
        row.tag in ("p", "div")
        and page.all_bold(row)
        and row.weight <= 120
        and not ends_text(words.rstrip("?!"))
    ):
        return BlockKind.SUBHEADING
    if row.tag in ("td", "th", "caption"):
        return BlockKind.PARAGRAPH if row.weight >= 60 and ends_text(words) else None
    return BlockKind.BLOCKQUOTE if row.tag == "blockquote" else BlockKind.PARAGRAPH


def authors_in(page: Page, start: int, end: int, *, named: bool = False) -> list[tuple[int, int]]:
    """The people between two places; `named`: an element says that they are authors, one word will do."""
    found = read_authors(page.text, start, end)
    words = page.text[start:end].strip(" ,|;")
    if (
        not found
        and named
        and 3 <= len(words) <= 30
        and words.isalpha()
        and words.istitle()
        and not is_desk(words)
    ):
        begin = page.text.index(words, start)
        return [(begin, begin + len(words))]
    return found


def read_signature(page: Page, fields: dict[str, FieldValue], reader: str, version: str) -> list[FieldValue]:
    """The authors whom the last line of the text names: "Autor: Dirk Kaufmann"."""
    for row in reversed(page.rows):
        place = signed_at(row.text) if row.kind is BlockKind.BYLINE else 0
        if place:
            start = row.start + place
            fields.setdefault("byline", page.value(start, row.end, f"{reader}.byline/{version}"))
            return [
                page.value(s, e, f"{reader}.author/{version}")
                for s, e in read_authors(page.text, start, row.end)
            ]
    return []
