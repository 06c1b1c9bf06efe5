"""Names that nothing calls authors: beside a date, or a portrait that is described by the same name."""

from __future__ import annotations

from archive.documents import BlockKind, FieldValue
from archive.parsing.dates import find_dates
from archive.parsing.html.bylines import is_beside, is_label, parted
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.people import is_name, read_names
from archive.parsing.text import ends_sentence, folded


def _rule(rule: tuple[str, str], source: str) -> str:
    return f"{rule[0]}.author, {source}/{rule[1]}"


def is_picture(page: Page, row: Row) -> bool:
    return row.inner >= 0 and page.hints[row.inner].element == "img"


def beside_date(
    page: Page, rows: list[Row], houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """A name alone on its line, right above or below the date."""
    dated = {row.index for row in page.rows if row.kind is BlockKind.DATELINE}
    dated |= {
        row.index
        for row in rows
        if row.weight <= 120
        and any(map(str.isdecimal, row.text))
        and ((row.signs & Sign.DATE and row.weight <= 60) or find_dates(row.text, 0, len(row.text))[0])
    }
    for row in rows:
        beside = not dated.isdisjoint(range(row.index - 2, row.index + 3))
        if not beside or row.kind is not None or row.weight > 120:
            continue
        if row.tag in HEADINGS and (row.tag in ("h1", "h2", "h3") or not _only_names(row.text)):
            continue
        if "\n" in row.text or folded(row.text) in houses or is_picture(page, row):
            continue
        names = read_names(parted(row.text), place=row.start) if _only_names(row.text) else []
        if len(names) < 2:
            names = _opens_with_name(page, row)
        if not names:
            names = [(row.start, row.end)] if is_name(row.text) else _with_date(page, row)
        if not names and _only_names(row.text):
            names = read_names(parted(row.text), place=row.start)
        if not names and row.weight <= 60 and not dated.isdisjoint((row.index - 1, row.index + 1)):
            # "Rahmat Hidayat - detakNews"; without capitals any words would do: "کد خبر: ۸۲۳۴۵"
            cased = row.text.upper() != row.text.lower() and ":" not in row.text
            names = [(s, e) for s, e in read_names(row.text, place=row.start) if cased and s == row.start]
        if names and folded(page.text[slice(*names[0])]) not in houses:
            row.kind = BlockKind.BYLINE
            found = [page.value(s, e, _rule(rule, "beside the date")) for s, e in names]
            return found, page.value(row.start, row.end, _rule(rule, "beside the date"))
    return [], None


def _opens_with_name(page: Page, row: Row) -> list[tuple[int, int]]:
    """The name in an element of its own at the start of a line: "<b>Aino Virtanen</b> HS", "… Bron: ANP"."""
    if row.weight > 60:
        return []
    for index in page.inline(row):
        hint = page.hints[index]
        words = page.text[hint.start : hint.end]
        if hint.start == row.start and hint.end < row.end and is_name(words) and not is_label(words):
            return [(hint.start, hint.end)]
    return []


def _only_names(line: str) -> bool:
    """Whether a line holds names and what joins them: "Tomas Whitby and Priya Nandakumar"."""
    names = read_names(parted(line)) if line.upper() != line.lower() else []
    rest = len(folded(line)) - sum(len(folded(line[start:end])) for start, end in names)
    return bool(names) and rest <= 3 * len(names) and not any(map(str.isdecimal, line))


def _with_date(page: Page, row: Row) -> list[tuple[int, int]]:
    """The name that begins a line with a date, or has an element there: "Ann Lee Reporter 5 May 2021"."""
    if ends_sentence(row.text) or row.links > 0.8 or not find_dates(row.text, 0, len(row.text))[0]:
        return []
    for index in page.inline(row):
        hint = page.hints[index]
        words = page.text[hint.start : hint.end]
        if (
            is_name(words)
            and not is_label(words)
            and not is_beside(row.text, hint.start - row.start, len(row.text))
        ):
            return [(hint.start, hint.end)]
    if row.text.upper() == row.text.lower():
        return []
    return [(s, e) for s, e in read_names(parted(row.text), place=row.start) if s == row.start]


def beside_portrait(
    page: Page, rows: list[Row], houses: set[str], rule: tuple[str, str]
) -> tuple[list[FieldValue], FieldValue | None]:
    """Names beside pictures that are described by the same name: "<img alt='Ann Lee'>Ann Lee, Reporter"."""
    found: list[FieldValue] = []
    byline: FieldValue | None = None
    near = {row.index for row in rows}
    for row in rows:
        following = page.rows[row.index + 1 : row.index + 2]
        if not is_picture(page, row) or not is_name(row.text) or folded(row.text) in houses or not following:
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
