"""Who wrote a page: stated names weighed against the line that prints them. Only people are authors."""

from __future__ import annotations

import re

from archive.documents import BlockKind, FieldValue, Span
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.people import byline_label, is_desk, is_name, read_names
from archive.parsing.text import ends_sentence, folded

_STATED = (
    "ld:author", "item:author", "author", "authors", "byl", "byline", "article:author", "article:author_name",
    "og:article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "cxenseparse:author", "creator", "ld:creator", "og:author", "citation_author", "ld-page:author",
)  # fmt: skip
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|de|org|net|fr|es|co)\b")
#: "di MARCO ROSSI": what introduces a name, where a name could also begin with it ("Di Stefano").
_PREFIX = re.compile(r"(?:by|von|par|por|di|av|af|door)\s{1,3}(?=[^\W\d_])")

#: More of what introduces authors on pages.
_SIGNED = re.compile(
    r"(?:submitted|posted|published|contributed|produced|edited and written) by\s"
    r"|(?:escrito|publicado|redactado|reportagem) por\s|(?:écrit|publié|rédigé|propos recueillis) par\s"
    r"|(?:verfasst|geschrieben|ein (?:beitrag|bericht|artikel|kommentar|gastbeitrag)) von\s"
    r"|(?:scritto|a cura) (?:da|di)\s|geschreven door\s|(?:napisał|przygotował)a?\s"
    r"|(?:本报|本社|本网|本台|新华社|央视|见习|特派)*记者[\s：:]{0,2}(?=[\u4e00-\u9fff]{2,4}(?:\s|$|[、，]))"
    r"|reportase oleh\s|(?:oleh|kirjoittanut|skrevet av|skrevet af|skriven av)\s",
    re.IGNORECASE,
)
#: "김민지 기자", "林晓雯 记者": the profession behind the name.
_BEHIND = re.compile(r"\s?(?:기자|특파원|记者|記者|通讯员)\s?(?=$|[\s,=(|])")
#: Small words that lead to a name where a link or a bold element follows: "de <a>Ioana Munteanu</a>".
_OF = re.compile(r"(?:de|di|da|od|fra|van|por|par|autor|text)\s{1,2}")
#: Words of labels, which no name has.
_LABELS = frozenset(("article", "information", "byline", "artikel", "autoren", "authors", "reporting"))


def _label_end(line: str) -> int:
    """Where the names begin behind "By", "Submitted by"; 0 where a line has no such label."""
    label = byline_label(line)
    if not label and (signed := _SIGNED.match(line)) is not None and signed.end() < len(line):
        label = signed.end()
    return label


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
    first = _label_end(value)
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
            if _is_heading_of(page, row):
                continue
            signed = bool(row.signs & Sign.BYLINE) or any(
                page.sign[i] & Sign.BYLINE for i in page.inline(row)
            )
            label = _label_end(row.text[:200])
            first = label or _behind_label(page, row)
            plain = signed or label > 0 or bool(known) or _BEHIND.search(row.text[:60]) is not None
            if (
                row.weight > (200 if signed else 120)
                or row.kind in (BlockKind.HEADLINE, BlockKind.LEAD)
                or not (
                    signed
                    or label
                    or _is_known(row, known)
                    or _BEHIND.search(row.text[:60])
                    or _OF.match(row.text)
                )
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
                    _titled(row.text, first) if signed or label else row.text.replace("\n", "|"), place=row.start, first=first, lone=(signed or label > 0) and not row.text.isascii()
                )
                if plain and folded(page.text[s:e]) not in houses and not _is_label(page.text[s:e])
            ]
            if not names and (behind := _BEHIND.search(row.text[:60])) is not None:
                names = _before(row, behind.start())
            own = _in_elements(page, row, houses, bare=signed or label > 0, signs=Sign.BYLINE)
            if len(own) >= max(1, len(names)):  # "<span class='autor'>Ann Lee</span> Stand: 2. Juni"
                names = own
            if not names:
                names = _in_elements(page, row, houses, bare=signed or label > 0)
            names = [(s, _without_role(page.text, s, e)) for s, e in names]
            if names or want_known:
                if row.kind is None or row.kind is BlockKind.BOILERPLATE:
                    row.kind = BlockKind.BYLINE
                values = {folded(page.text[s:e]): page.value(s, e, _rule(rule, "byline")) for s, e in names}
                more = _further(page, rows, row, houses, rule) if signed and not known else {}
                return list({**values, **more}.values()), page.value(
                    row.start, row.end, _rule(rule, "byline")
                )
    if known:
        return [], None
    found, line = _beside_portrait(page, rows, houses, rule)
    return (found, line) if found else _beside_date(page, rows, houses, rule)


def is_signed(row: Row) -> bool:
    """Whether a line says "by" in so many words: in a post's footer, which is furniture else."""
    return row.weight <= 120 and _label_end(row.text[:120]) > 0


def _is_label(words: str) -> bool:
    return not _LABELS.isdisjoint(words.casefold().split())


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


def _without_role(text: str, start: int, end: int) -> int:
    """Where a name ends before the profession that is written like a part of it."""
    behind = _BEHIND.search(text[start:end])
    return start + behind.start() if behind is not None and behind.start() >= 2 else end


def _before(row: Row, end: int) -> list[tuple[int, int]]:
    """The name that stands before "기자"."""
    words = row.text[:end].strip()
    last = words.split()[-1] if words else ""
    if not 2 <= len(last) <= 4 or not last.isalpha():
        return []
    start = row.start + row.text.rindex(last, 0, end)
    return [(start, start + len(last))]


def _is_picture(page: Page, row: Row) -> bool:
    return row.inner >= 0 and page.hints[row.inner].element == "img"


def _is_known(row: Row, known: list[str]) -> bool:
    """A line that is nothing but the name that the page states as its author's."""
    return row.weight <= 60 and folded(row.text) in known


def _titled(line: str, first: int) -> str:
    """A line whose names are set in capitals, as though they were not: "By KOFI ASANTE"."""
    line = line.replace("\n", "|")  # a line each: "By Joel Stanhope", "Staff Writer"
    names = line[first:]
    if not names.isupper() or len(names) > 120:
        return line
    titled = line[:first] + names.title()
    return titled if len(titled) == len(line) else line


def _in_elements(
    page: Page, row: Row, houses: set[str], *, bare: bool, signs: int = 0
) -> list[tuple[int, int]]:
    """Names that inline elements of a byline hold: "<span>Jane Doe</span><span>Correspondent</span>".

    `bare` takes a name anywhere in the line; without it, right behind a word such as "de" alone. With `signs`,
    only elements that say so much of themselves are looked at.
    """
    found: list[tuple[int, int]] = []
    if not bare:
        for index in page.inline(row):
            hint = page.hints[index]
            led = _OF.fullmatch(page.text[row.start : hint.start]) is not None
            if led and is_name(page.text[hint.start : hint.end]):
                return [(hint.start, hint.end)]
        return []
    for index in page.inline(row):
        hint = page.hints[index]
        words = page.text[hint.start : hint.end]
        if (found and hint.start < found[-1][1]) or (signs and not page.sign[index] & signs):
            continue
        if page.sign[index] & Sign.BYLINE:
            first = _label_end(words[:200])
            names = read_names(_titled(words[:200], first), place=hint.start, first=first)
        else:
            names = [(hint.start, hint.end)] if is_name(words) else []
        found += [(s, e) for s, e in names if folded(page.text[s:e]) not in houses]
    return found


def _beside_date(
    page: Page, rows: list[Row], houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """A name alone on its line, right above or below the date."""
    dated = {row.index for row in page.rows if row.kind is BlockKind.DATELINE}
    dated |= {
        row.index
        for row in rows
        if row.signs & Sign.DATE and row.weight <= 60 and any(map(str.isdecimal, row.text))
    }
    for row in rows:
        beside = not dated.isdisjoint(range(row.index - 2, row.index + 3))
        if not beside or row.kind is not None or row.weight > 60 or row.tag in HEADINGS:
            continue
        if "\n" in row.text or folded(row.text) in houses or _is_picture(page, row):
            continue
        names = [(row.start, row.end)] if is_name(row.text) else []
        if not names and not dated.isdisjoint((row.index - 1, row.index + 1)):
            # "Rahmat Hidayat - detakNews"
            names = [(s, e) for s, e in read_names(row.text, place=row.start) if s == row.start]
        if names and folded(page.text[slice(*names[0])]) not in houses:
            row.kind = BlockKind.BYLINE
            found = [page.value(s, e, _rule(rule, "beside the date")) for s, e in names]
            return found, page.value(row.start, row.end, _rule(rule, "beside the date"))
    return [], None


def find_signature(
    page: Page, last: Row, houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """A name alone on the line right behind the text, beside its last paragraph."""
    for row in page.rows[last.index + 1 : last.index + 2]:
        alike = row.block >= 0 and page.hints[row.block].parent == page.hints[last.block].parent
        if row.kind is None and alike and row.links < 0.5 and is_name(row.text) and row.tag not in HEADINGS:
            if folded(row.text) in houses or _is_picture(page, row) or "\n" in row.text:
                continue
            row.kind = BlockKind.BYLINE
            value = page.value(row.start, row.end, _rule(rule, "behind the text"))
            return [value], value
    return [], None


def _beside_portrait(
    page: Page, rows: list[Row], houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """Names beside pictures that are described by the same name: "<img alt='Ann Lee'>Ann Lee, Reporter"."""
    found: list[FieldValue] = []
    byline: FieldValue | None = None
    near = {row.index for row in rows}
    for row in rows:
        following = page.rows[row.index + 1 : row.index + 2]
        if not _is_picture(page, row) or not is_name(row.text) or folded(row.text) in houses or not following:
            continue
        line = following[0]
        rest = line.text[len(row.text) :]
        if line.index not in near or not line.text.startswith(row.text) or len(rest) > 50:
            continue
        if line.signs & (Sign.FIGURE | Sign.CAPTION) or ends_sentence(line.text):
            continue
        line.kind = BlockKind.BYLINE
        found.append(page.value(line.start, line.start + len(row.text), _rule(rule, "beside a portrait")))
        byline = byline or page.value(line.start, line.end, _rule(rule, "beside a portrait"))
    return found, byline


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
