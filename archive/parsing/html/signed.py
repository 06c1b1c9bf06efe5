"""Who wrote a page: stated names weighed against the line that prints them. Only people are authors."""

from __future__ import annotations

import re

from archive.documents import BlockKind, FieldValue, Span
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.people import byline_label, is_desk, is_name, read_names
from archive.parsing.text import folded

_STATED = (
    "ld:author", "item:author", "author", "authors", "byl", "byline", "article:author", "article:author_name",
    "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "cxenseparse:author", "creator", "ld:creator", "og:author", "citation_author", "ld-page:author",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|de|org|net|fr|es|co)\b")
#: "di MARCO ROSSI": what introduces a name, where a name could also begin with it ("Di Stefano").
_PREFIX = re.compile(r"(?:by|von|par|por|di|av|af|door)\s{1,3}(?=[^\W\d_])")


def find_authors(
    page: Page, rows: list[Row], houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """Authors, and the byline as printed.

    `rows` are where a byline can stand, best first; `rule` is the reader's name and version.
    """
    stated = _stated(page, houses, rule)
    printed, byline = _printed(page, rows, houses, rule, stated)
    if stated:
        authors = [_as_printed(author, rows) for author in stated]
        return authors, byline
    return printed, byline


def _rule(rule: tuple[str, str], source: str) -> str:
    return f"{rule[0]}.author, {source}/{rule[1]}"


def _stated(page: Page, houses: set[str], rule: tuple[str, str]) -> list[FieldValue]:
    """The people that the first source names which names any."""
    for name in _STATED:
        found: dict[str, FieldValue] = {}
        for _name, span in page.said(name):
            for start, end in people_in(page.text, span, houses):
                value = page.value(start, end, _rule(rule, name))
                found.setdefault(folded(value.value), value)
        if found:
            return list(found.values())
    return []


def people_in(text: str, span: Span, houses: set[str]) -> list[tuple[int, int]]:
    """The people that a stated value names: "By A and B", "A; B", "A, Role"."""
    value = text[span.start : span.end]
    if _ADDRESS.search(value) or len(value) > 300 or folded(value) in houses:
        return []
    first = byline_label(value)
    if not first and (prefix := _PREFIX.match(value)) is not None:
        first = prefix.end()
    if not first and value.isupper() is False and is_name(value) and not _joins(value):
        return [(span.start, span.end)]
    # A lone word of Chinese or Japanese is a name where it is short; a longer one is a paper.
    lone = not value.isascii() and len(value) <= 4
    names = read_names(value, place=span.start, first=first, lone=lone)
    return [(s, e) for s, e in names if folded(text[s:e]) not in houses and not is_desk(text[s:e])]


def _joins(value: str) -> bool:
    return (
        re.search(r"[,;|/&]|\s(?:and|und|et|y|e|og|och|en|ja|i|és|и|та|ve|dan|with|mit)\s", value) is not None
    )


def _printed(
    page: Page, rows: list[Row], houses: set[str], rule: tuple[str, str], stated: list[FieldValue]
) -> tuple[list[FieldValue], FieldValue | None]:
    """The byline's row, and the people it names."""
    known = [folded(author.value) for author in stated]
    for want_known in (True, False):
        for row in rows:
            if _is_picture(page, row):
                continue
            signed = bool(row.signs & Sign.BYLINE) or any(
                page.sign[i] & Sign.BYLINE for i in page.inline(row)
            )
            label = byline_label(row.text[:200])
            if (
                row.weight > (200 if signed else 120)
                or row.kind in (BlockKind.HEADLINE, BlockKind.LEAD)
                or not (signed or label or _is_known(row, known))
            ):
                continue
            if want_known:
                if not any(name in folded(row.text) for name in known):
                    continue
            elif known:
                continue
            names = [
                (s, e)
                for s, e in read_names(
                    row.text, place=row.start, first=label, lone=signed and not row.text.isascii()
                )
                if folded(page.text[s:e]) not in houses
            ]
            if not names:
                names = _in_elements(page, row, houses)
            if names or want_known:
                if row.kind is None or row.kind is BlockKind.BOILERPLATE:
                    row.kind = BlockKind.BYLINE
                values = {folded(page.text[s:e]): page.value(s, e, _rule(rule, "byline")) for s, e in names}
                more = _further(page, rows, row, houses, rule) if signed and not known else {}
                return list({**values, **more}.values()), page.value(
                    row.start, row.end, _rule(rule, "byline")
                )
    return _beside_date(page, rows, houses, rule) if not known else ([], None)


def _is_picture(page: Page, row: Row) -> bool:
    return row.inner >= 0 and page.hints[row.inner].element == "img"


def _is_known(row: Row, known: list[str]) -> bool:
    """A line that is nothing but the name that the page states as its author's."""
    return row.weight <= 60 and folded(row.text) in known


def _in_elements(page: Page, row: Row, houses: set[str]) -> list[tuple[int, int]]:
    """Names that inline elements of a byline hold: "<span>Jane Doe</span><span>Correspondent</span>"."""
    found: list[tuple[int, int]] = []
    for index in page.inline(row):
        hint = page.hints[index]
        words = page.text[hint.start : hint.end]
        if found and hint.start < found[-1][1]:
            continue
        if page.sign[index] & Sign.BYLINE:
            names = read_names(words[:200], place=hint.start, first=byline_label(words[:200]))
        else:
            names = [(hint.start, hint.end)] if is_name(words) else []
        found += [(s, e) for s, e in names if folded(page.text[s:e]) not in houses]
    return found


def _beside_date(
    page: Page, rows: list[Row], houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """A name alone on its line, right above or below the date."""
    dated = {row.index for row in page.rows if row.kind is BlockKind.DATELINE}
    for row in rows:
        beside = not dated.isdisjoint(range(row.index - 2, row.index + 3))
        if not beside or row.kind is not None or row.weight > 60 or row.tag in HEADINGS:
            continue
        if is_name(row.text) and folded(row.text) not in houses and not _is_picture(page, row):
            row.kind = BlockKind.BYLINE
            value = page.value(row.start, row.end, _rule(rule, "beside the date"))
            return [value], value
    return [], None


def _further(
    page: Page, rows: list[Row], first: Row, houses: set[str], rule: tuple[str, str]
) -> dict[str, FieldValue]:
    """The authors that lines of their own name right beside the first one's."""
    found: dict[str, FieldValue] = {}
    for row in rows:
        if row is first or abs(row.index - first.index) > 6 or not row.signs & Sign.BYLINE or row.weight > 80:
            continue
        if not is_name(row.text) or row.tag != first.tag:
            continue
        if page.hints[row.inner].element != page.hints[first.inner].element or folded(row.text) in houses:
            continue
        row.kind = BlockKind.BYLINE
        found[folded(row.text)] = page.value(row.start, row.end, _rule(rule, "byline"))
    return found


def _as_printed(author: FieldValue, rows: list[Row]) -> FieldValue:
    """A stated author with the place where the byline prints the same name."""
    for row in rows:
        if row.kind is BlockKind.BYLINE or (row.weight <= 120 and row.signs & Sign.BYLINE):
            place = row.text.find(author.value)
            if place >= 0:
                start = row.start + place
                if row.kind is None:
                    row.kind = BlockKind.BYLINE
                return FieldValue(author.value, author.rule, start, start + len(author.value))
    return author
