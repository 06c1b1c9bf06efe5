"""Who wrote a page: stated names weighed against the line that prints them. Only people are authors."""

from __future__ import annotations

import re

from archive.documents import BlockKind, FieldValue, Span
from archive.parsing.html.beside import beside_date, beside_portrait, is_picture
from archive.parsing.html.bylines import (
    BEHIND,
    OF,
    PREFIX,
    bare_name,
    by_within,
    is_beside,
    is_label,
    is_photographer,
    joins,
    label_end,
    name_before,
    parted,
    titled,
    without_role,
)
from archive.parsing.html.page import Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.people import is_desk, is_name, read_names
from archive.parsing.text import folded

_STATED = (
    "ld:author", "item:author", "author", "authors", "byl", "byline", "article:author", "article:author_name",
    "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "cxenseparse:author", "creator", "ld:creator", "og:author", "citation_author", "ld-page:author",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|de|org|net|fr|es|co)\b")


def find_authors(
    page: Page, rows: list[Row], houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """Authors, and the byline as printed.

    `rows` are where a byline can stand, best first; `rule` is the reader's name and version.
    """
    stated = _stated(page, houses, rule)
    printed, byline = _printed(page, rows, houses, rule, stated)
    if stated and byline is None:  # none of them is printed: a line that surely signs knows better
        others, line = _printed(page, rows, houses, rule, [], surely=True)
        if others:
            return others, line
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
    if "(" in value:  # "Ulrike von Stetten (Text)", "Hannes Brandl (Bilder)"
        bare = value.partition("(")[0].rstrip()
        if is_beside(value, 0, len(bare)):
            return []
        if is_name(bare):
            value = bare
            span = Span(span.start, span.start + len(bare))
    first = label_end(value)
    if not first and (prefix := PREFIX.match(value)) is not None:
        first = prefix.end()
    if not first and value.isupper() is False and is_name(value) and not joins(value):
        return [] if is_label(value) or is_desk(value) else [(span.start, span.end)]
    # A lone word of Chinese or Japanese is a name where it is short; a longer one is a paper.
    lone = not value.isascii() and len(value) <= 4
    names = read_names(value, place=span.start, first=first, lone=lone)
    return [
        (s, e)
        for s, e in names
        if folded(text[s:e]) not in houses and not is_desk(text[s:e]) and not is_label(text[s:e])
    ]


def _printed(
    page: Page,
    rows: list[Row],
    houses: set[str],
    rule: tuple[str, str],
    stated: list[FieldValue],
    *,
    surely: bool = False,
) -> tuple[list[FieldValue], FieldValue | None]:
    """The byline's row, and the people it names; with `surely` only of rows that say they sign."""
    known = [folded(author.value) for author in stated]
    for row in rows:
        if is_picture(page, row) or row.kind in (BlockKind.HEADLINE, BlockKind.LEAD):
            continue
        if row.signs & Sign.CAPTION:  # who took the picture
            continue
        words = folded(row.text) if known else ""
        if known and not any(name in words for name in known):
            continue
        told = _Told(page, row)
        if is_photographer(page.rows[min(row.index + 1, len(page.rows) - 1)].text[:30]):
            continue
        if surely and not told.surely:
            continue
        if not told.may_sign and not (row.weight <= 60 and words in known):
            continue
        names = _names_in(page, row, told, houses)
        if not names and not known:
            continue
        if row.kind is None or row.kind is BlockKind.BOILERPLATE:
            row.kind = BlockKind.BYLINE
        values = {folded(page.text[s:e]): page.value(s, e, _rule(rule, "byline")) for s, e in names}
        more = _further(page, rows, row, houses, rule) if told.signed and not known else {}
        return list({**values, **more}.values()), page.value(row.start, row.end, _rule(rule, "byline"))
    if known or surely:
        return [], None
    found, line = beside_portrait(page, rows, houses, rule)
    return (found, line) if found else beside_date(page, rows, houses, rule)


class _Told:
    """What tells that a row is a byline: its elements' names, a label before a name, a profession behind."""

    def __init__(self, page: Page, row: Row) -> None:
        self.signed = bool(row.signs & Sign.BYLINE) or any(
            page.sign[index] & Sign.BYLINE for index in page.inline(row)
        )
        self.label = label_end(row.text[:200])
        self.behind = BEHIND.search(row.text[:60])
        self.first = self.label or _behind_label(page, row)
        self.end = row.end - row.start
        if not self.first and (inner := _labelled_within(page, row, self.signed)):
            self.first, self.end = inner
            self.label = self.first
        short = row.weight <= (200 if self.signed else 120)
        told = self.signed or self.label or self.behind or OF.match(row.text)
        self.may_sign = short and bool(told) and not _is_heading_of(page, row)

    @property
    def surely(self) -> bool:
        return self.signed or self.label > 0


def _names_in(page: Page, row: Row, told: _Told, houses: set[str]) -> list[tuple[int, int]]:
    """The people that a byline names: in an element of their own, else among its words."""
    text = titled(row.text, told.first) if told.surely else parted(row.text)
    text = text[: told.end]
    lone = told.surely and not row.text.isascii()
    names = [
        (start, end)
        for start, end in read_names(text, place=row.start, first=told.first, lone=lone)
        if folded(page.text[start:end]) not in houses and not is_label(page.text[start:end])
    ]
    if not told.surely and not told.behind:
        names = []
    if not names and told.behind is not None:
        names = name_before(row, told.behind.start())
    own = _in_elements(page, row, houses, bare=told.surely, signs=Sign.BYLINE)
    if len(own) >= max(1, len(names)):  # "<span class='autor'>Ann Lee</span> Stand: 2. Juni"
        names = own
    if not names:
        names = _in_elements(page, row, houses, bare=told.surely)
    return [
        (start, without_role(page.text, start, end))
        for start, end in names
        if not is_beside(row.text, start - row.start, end - row.start)
    ]


def _labelled_within(page: Page, row: Row, signed: bool) -> tuple[int, int] | None:
    """Where names begin in an element that says "by" behind others: "05.03.2021 | <b>Γράφει ο …</b>"."""
    if row.weight > 160:
        return None
    for index in page.inline(row):
        hint = page.hints[index]
        if hint.start > row.start and (label := label_end(page.text[hint.start : min(hint.end, row.end)])):
            first = hint.start + label
            for end in (hint.end, row.end):
                words = page.text[first:end]
                if read_names(parted(words), lone=not words.isascii()):
                    return first - row.start, end - row.start
    middle = by_within(row.text) if signed or row.signs & Sign.DATE else 0
    if middle and read_names(parted(row.text), first=middle)[:1]:
        return middle, len(row.text)
    return None


def _is_heading_of(page: Page, row: Row) -> bool:
    """Whether a row is but the label of the section around it (`aria-labelledby`)."""
    names = {page.hints[i].attributes.get("id") for i in (row.inner, row.block) if i >= 0} - {None, ""}
    return bool(names) and any(
        not names.isdisjoint(page.hints[i].attributes.get("aria-labelledby", "").split())
        for i in page.chain(row.inner)
    )


def _behind_label(page: Page, row: Row) -> int:
    """Where a row's words begin behind an element that is a label: "<span>Author, </span>Ann Lee"."""
    for index in page.inline(row):
        hint = page.hints[index]
        if hint.start > row.start:
            break
        if hint.end < row.end and hint.end - hint.start <= 25 and page.text[hint.end - 1] in ",:：،":
            return hint.end - row.start
    return 0


def _in_elements(
    page: Page, row: Row, houses: set[str], *, bare: bool, signs: int = 0
) -> list[tuple[int, int]]:
    """Names that inline elements of a byline hold: "<span>Jane Doe</span><span>Correspondent</span>".

    `bare` takes a name anywhere in the line; without it, right behind a word such as "de" alone. With
    `signs`, only elements that say so much of themselves are looked at.
    """
    found: list[tuple[int, int]] = []
    if not bare:
        for index in page.inline(row):
            hint = page.hints[index]
            led = OF.fullmatch(page.text[row.start : hint.start]) is not None
            if led and is_name(page.text[hint.start : hint.end]):
                return [(hint.start, hint.end)]
        return []
    for index in page.inline(row):
        hint = page.hints[index]
        words = page.text[hint.start : hint.end]
        if index == row.block or (found and hint.start < found[-1][1]):
            continue
        if signs and not page.sign[index] & signs:
            continue
        if page.sign[index] & Sign.BYLINE:
            first = label_end(words[:200])
            names = read_names(titled(words[:200], first), place=hint.start, first=first)
        else:
            begin, end = bare_name(words[:200])
            names = [(hint.start + begin, hint.start + end)] if is_name(words[begin:end]) else []
        found += [
            (s, e) for s, e in names if folded(page.text[s:e]) not in houses and not is_label(page.text[s:e])
        ]
    return found


def _further(
    page: Page, rows: list[Row], first: Row, houses: set[str], rule: tuple[str, str]
) -> dict[str, FieldValue]:
    """The authors that lines of their own name right beside the first one's."""
    found: dict[str, FieldValue] = {}
    below = page.rows[first.index + 1 : first.index + 7]
    alike = [row for row in below if first.names and row.names == first.names and row not in rows]
    for row in (*rows, *alike):
        if row is first or abs(row.index - first.index) > 6 or not row.signs & Sign.BYLINE or row.weight > 80:
            continue
        if not is_name(row.text) or row.tag != first.tag:
            continue
        if is_photographer(page.rows[min(row.index + 1, len(page.rows) - 1)].text[:30]):
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
