"""Names that stand in or behind the text: "〔記者林晓雯／新港市報導〕", "— Ann Lee"."""

from __future__ import annotations

import re

from archive.documents import BlockKind, FieldValue
from archive.parsing.html.bylines import is_label
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.people import is_name
from archive.parsing.text import folded

_HAN = r"[\u3400-\u9fff]{2,4}"
#: Where East Asian reports begin: who reports from where, in brackets.
_OPENING = re.compile(
    rf"[〔【\[(（]\s?(?:[\u3400-\u9fff]{{0,8}}?(?:記者|记者)|文)\s?(?P<zh>{_HAN}(?:[、，]{_HAN}){{0,3}})"
    r"\s?[／/、，│|\s〕】\])）]"
    r"|[(\[（【][^()\[\]（）【】]{2,30}[)\]）】]\s?(?P<ko>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,3})\s?(?:기자|특파원)"
    r"|[(\[（【][^()\[\]（）【】]{2,20}[\s=](?P<ko2>[가-힣]{2,4})\s?(?:기자|특파원)\s?[)\]）】]"
)
#: Where they end: "【佐藤美咲、高橋健一】", "（记者 林晓雯）", "김민지 박성호 기자 minji@hangu.example".
_CLOSING = re.compile(
    rf"[【〔](?P<ja>[\u3400-\u9fff]{{3,6}}(?:[、・][\u3400-\u9fff]{{3,6}}){{0,3}})[】〕]\s?\Z"
    rf"|[(（]\s?(?:[\u3400-\u9fff]{{0,8}}?(?:記者|记者)|文)[\s：:]{{0,2}}(?P<zh>{_HAN}(?:[、，\s]{_HAN}){{0,3}})\s?[)）]\s?\Z"
    r"|(?:\A|[\s/.])(?P<ko>[가-힣]{2,4}(?:[\s·,]{1,2}[가-힣]{2,4}){0,3})\s(?:기자|특파원)(?:\s\S{3,60}@\S{3,60})?\s?\Z"
)
_NAMES = re.compile(r"[\u3400-\u9fff가-힣]{2,6}")
_MARKED = re.compile(r"[\s(\[—–\-/*•_]{0,4}(?P<name>[^()\[\]/*•_]{4,60}?)[\s)\]/*_]{0,3}\Z")


def find_in_text(
    page: Page, text: list[Row], houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """The reporters that the first words of the text name, or the last ones."""
    if not text:
        return [], None
    before = page.rows[max(0, text[0].index - 2) : text[0].index]
    for row in (*before, *text[:2]):
        match = _OPENING.match(row.text[:120]) if not row.text[:120].isascii() else None
        if match is not None:
            return _named(page, row, 0, match, houses, (rule[0], "opening", rule[1]))
    for row in (text[-1], *page.rows[text[-1].index + 1 : text[-1].index + 2]):
        tail = row.text[-120:]
        match = _CLOSING.search(tail) if not tail.isascii() and row.kind is not BlockKind.SUBHEADING else None
        if match is not None:
            shift = len(row.text) - len(tail)
            return _named(page, row, shift, match, houses, (rule[0], "end of the text", rule[1]))
    return [], None


def _named(
    page: Page, row: Row, shift: int, match: re.Match[str], houses: set[str], rule: tuple[str, str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    group = match.lastgroup or ""
    said = f"{rule[0]}.author, {rule[1]}/{rule[2]}"
    found: dict[str, FieldValue] = {}
    for name in _NAMES.finditer(match.string, *match.span(group)):
        start = row.start + shift + name.start()
        if folded(name[0]) not in houses:
            found.setdefault(name[0], page.value(start, start + len(name[0]), said))
    line = page.value(row.start + shift + match.start(), row.start + shift + match.end(), said)
    return list(found.values()), line if found else None


def _between_marks(line: str) -> tuple[int, int]:
    """A name without what sets it off: "— Ann Lee", "(Ann Lee)", "/Ann Lee/"."""
    marked = _MARKED.match(line)
    return marked.span("name") if marked is not None else (0, len(line))


def find_signature(
    page: Page, last: Row, houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """A name alone on the line right behind the text, beside its last paragraph."""
    for row in page.rows[last.index + 1 : last.index + 2]:
        alike = row.block >= 0 and page.hints[row.block].parent == page.hints[last.block].parent
        if row.kind is None and alike and row.links < 0.5 and row.tag not in HEADINGS and row.weight <= 80:
            start, end = _between_marks(row.text)
            words = row.text[start:end]
            if not is_name(words) or folded(words) in houses or is_label(words) or "\n" in row.text:
                continue
            if page.hints[row.inner].element == "img":
                continue
            row.kind = BlockKind.BYLINE
            more = _alike_below(page, row, houses)
            value = page.value(
                row.start + start, row.start + end, f"{rule[0]}.author, behind the text/{rule[1]}"
            )
            others = [page.value(one.start, one.end, value.rule) for one in more]
            return [value, *others], page.value(row.start, row.end, value.rule)
    return [], None


def _alike_below(page: Page, first: Row, houses: set[str]) -> list[Row]:
    """Names in elements of the same name a few lines below: a list of authors with their addresses."""
    if not first.names:
        return []
    found: list[Row] = []
    for row in page.rows[first.index + 1 : first.index + 13]:
        if row.tag == first.tag and row.names == first.names:
            if not is_name(row.text) or folded(row.text) in houses:
                break
            row.kind = BlockKind.BYLINE
            found.append(row)
    return found
