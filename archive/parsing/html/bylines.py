"""Words of bylines on pages: what leads to a name, what stands behind it, what is none."""

from __future__ import annotations

import re

from archive.parsing.html.page import Row
from archive.parsing.people import byline_label

#: "di MARCO ROSSI": what introduces a name, where a name could also begin with it ("Di Stefano").
PREFIX = re.compile(r"(?:by|von|par|por|di|av|af|door)\s{1,3}(?=[^\W\d_])")

#: More of what introduces authors on pages.
_SIGNED = re.compile(
    r"(?:submitted|posted|published|contributed|produced|edited and written) by\s"
    r"|(?:escrito|publicado|redactado|reportagem) por\s|(?:écrit|publié|rédigé|propos recueillis) par\s"
    r"|(?:verfasst|geschrieben|ein (?:beitrag|bericht|artikel|kommentar|gastbeitrag)) von\s"
    r"|(?:scritto|a cura) (?:da|di)\s|geschreven door\s|(?:napisał|przygotował)a?\s"
    r"|(?:本报|本社|本网|本台|新华社|央视|见习|特派)*记者[\s：:]{0,2}(?=[\u4e00-\u9fff]{2,4}(?:\s|$|[、，]))"
    r"|(?:teksti|tekst|toimittaja|journalist|verslaggever|γράφει (?:ο|η)|text och foto)\s?:\s?"
    r"|reportase oleh\s|(?:oleh|kirjoittanut|skrevet av|skrevet af|skriven av)\s",
    re.IGNORECASE,
)
#: "김민지 기자", "林晓雯 记者": the profession behind the name.
BEHIND = re.compile(r"\s?(?:기자|특파원|记者|記者|通讯员)\s?(?=$|[\s,=(|])")
#: Small words that lead to a name where a link or a bold element follows: "de <a>Ioana Munteanu</a>".
OF = re.compile(r"(?:de|di|da|od|fra|van|por|par|autor|text)\s{1,2}")
#: "ARD-Studio Moskau": an abbreviation with something joined to it is a house.
_HOUSE = re.compile(r"[A-ZÄÖÜ]{2,6}[-‐‑/][^\W\d_]{3,}")
#: What leads from a name to a date: "Submitted by Ann Lee on Mon, 3 May 2021".
_ON = re.compile(r"\s(?:on|at|am|le|el|em|dne|den|op|på|il|na|на|в|la)\s(?=\D{0,14}\d)")
#: Words of labels, which no name has.
_LABELS = frozenset(("article", "information", "byline", "artikel", "autoren", "authors", "reporting"))


def label_end(line: str) -> int:
    """Where the names begin behind "By", "Submitted by"; 0 where a line has no such label."""
    label = byline_label(line)
    if not label and (signed := _SIGNED.match(line)) is not None and signed.end() < len(line):
        label = signed.end()
    return label


def is_signed(row: Row) -> bool:
    """Whether a line says "by" in so many words: in a post's footer, which is furniture else."""
    return row.weight <= 120 and label_end(row.text[:120]) > 0


def is_label(words: str) -> bool:
    """Whether words of a name's shape are none: "Article Information", "ARD-Studio Moskau"."""
    return not _LABELS.isdisjoint(words.casefold().split()) or _HOUSE.match(words) is not None


def without_role(text: str, start: int, end: int) -> int:
    """Where a name ends before the profession that is written like a part of it."""
    behind = BEHIND.search(text[start:end])
    return start + behind.start() if behind is not None and behind.start() >= 2 else end


def name_before(row: Row, end: int) -> list[tuple[int, int]]:
    """The name that stands before "기자"."""
    words = row.text[:end].strip()
    last = words.split()[-1] if words else ""
    if not 2 <= len(last) <= 4 or not last.isalpha():
        return []
    start = row.start + row.text.rindex(last, 0, end)
    return [(start, start + len(last))]


def parted(line: str) -> str:
    """A line with strokes, in the same places, where lines end and where a date begins."""
    line = line.replace("\n", "|")  # a line each: "By Joel Stanhope", "Staff Writer"
    return _ON.sub(lambda on: "|".ljust(len(on[0])), line)


def titled(line: str, first: int) -> str:
    """A line whose names are set in capitals, as though they were not: "By KOFI ASANTE"."""
    line = parted(line)
    names = line[first:]
    if not names.isupper() or len(names) > 120:
        return line
    titled = line[:first] + names.title()
    return titled if len(titled) == len(line) else line


def joins(value: str) -> bool:
    return (
        re.search(r"[,;|/&]|\s(?:and|und|et|y|e|og|och|en|ja|i|és|и|та|ve|dan|with|mit)\s", value) is not None
    )
