"""Bylines: which words of a line name the people who wrote it.

Only people are authors; an agency, a desk or the paper itself stays in the byline as printed.
"""

from __future__ import annotations

import re

from archive.names import PARTICLES

#: What introduces authors, and belongs to no name.
_BY = re.compile(
    r"(?:(?:written|reported|reporting|report|story|text|words|analysis|opinion|interview|video)\s+(?:by|von)"
    r"|by|von|par|por|di|door|av|af|przez|de la|propos recueillis par"
    r"|(?:authors?|autor(?:in|en|a|es|zy)?|auteurs?|autore|autori|författare|forfatter|text|texto|testo"
    r"|tekst|yazar|haber|penulis"
    r"|автор(?:ы|и)?|текст|συντάκτης|الكاتب|الكاتبة|إعداد|كتب|بقلم|نویسنده|लेखक|লেখক|作者|记者|記者|文|글"
    r"|tác giả|szerző|írta)"
    r"\s{0,2}[:：])\s{0,3}",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s{0,3}(?:[,;|/&·•]|\s(?:and|und|et|y|e|og|och|en|ja|i|és|și|a|и|та|і|ve|dan|with|mit|avec|con|com"
    r"|và|و|और)\s)\s{0,3}",
    re.IGNORECASE,
)
#: What is glued to a name when parts are run together: "ExnerKorrespondent", "Kinsella2 minutes ago".
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÄÖÜ])(?=[A-ZÄÖÜ][a-zäöü]{2,})|(?<=[^\W\d_])(?=\d)|(?=\[email)")
_MAC = re.compile(r"(?:\b(?:Mac|Mc|De|Di|Le|La|Van|Fitz|Du)|['’-])$")
_WORD = re.compile(r"[^\W\d_][\w'’.\-‐‑]*")
_AGENCIES = frozenset(
    """afp ap dpa reuters epa efe ansa tass interfax apa sda kna epd sid lusa belga anp ntb tt ritzau stt pap
    čtk ctk xinhua kyodo yonhap pti ani aap pa afx upi rtr bloomberg staff redaktion redaction redacción
    redazione agencies agenturen тасс""".split()
)
_NOT_NAMES = frozenset(
    """editor reporter correspondent korrespondent korrespondentin journalist journaliste periodista staff
    writer desk news agency associated press agence france-presse online team redaktion correspondant producer
    columnist contributor senior politics sports world chief bureau today yesterday updated published minutes
    min read share follow january february march april may june july august september october november
    december""".split()
)
#: A desk or an agency that signs instead of a person: "Redaktion", "Редакция сайта", "The Associated Press".
_DESK = re.compile(
    r"(?:(?:the|our|die|la|el) )?(?:redaktion|editorial (?:team|board)|newsroom|news desk|staff|rédaction"
    r"|redacción|redazione|redação"
    r"|redakcja|redakce|редакция|редакція|haber merkezi|associated press|agence france-presse"
    r"|press association)\b.{0,40}",
    re.IGNORECASE,
)
#: Small words within names that are anything elsewhere: "van den Berg", "van 't Hoff".
_SMALL = frozenset(("den", "het", "op", "dos", "das", "’t", "'t", "t"))
_ELIDED = re.compile(r"(?:d|l|dell|al|el|ad|as|ben)['’-][^\W\d_]")
_ARTICLES = frozenset("the le la les el los las die der das il lo".split())


def byline_label(line: str) -> int:
    """Where the names begin in a line that says "By …"; 0 where it does not."""
    label = _BY.match(line)
    return label.end() if label and label.end() < len(line) else 0


def read_names(line: str, *, place: int = 0, first: int = 0, lone: bool = False) -> list[tuple[int, int]]:
    """The people named in a byline, as spans shifted by `place`; `first` is where the names begin.

    `lone` takes a single word of a script without capitals ("罗曼"), for a line that is known to be a byline.
    """
    found: list[tuple[int, int]] = []
    for start, end in _joined(line, _parts(line[:300], first)):
        cut = _before_glue(line, start, end)
        if (
            is_name(line[start:cut])
            or _is_double(line[start:cut])
            or (lone and _is_lone_name(line[start:cut]))
        ):
            found.append((place + start, place + cut))
    return found


def _joined(line: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts of a line, with double surnames in one: "Núria Pujol i Serra", "José Ortega y Gasset"."""
    found: list[tuple[int, int]] = []
    for start, end in parts:
        between = line[found[-1][1] : start].strip().casefold() if found else ""
        single = line[start:end].isalpha() and line[start].isupper()
        if between in ("i", "y", "e") and single and is_name(line[slice(*found[-1])]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_double(text: str) -> bool:
    double = re.fullmatch(r"(.{5,40})\s[iye]\s[^\W\d_]+", text)
    return double is not None and is_name(double[1])


def _parts(line: str, first: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    place = first
    for separator in _SEPARATOR.finditer(line, first):
        parts.append((place, separator.start()))
        place = separator.end()
    parts.append((place, len(line)))
    trimmed: list[tuple[int, int]] = []
    for start, end in parts:
        part = line[start:end]
        # "By Ann Lee in Kyiv (with AFP)": the name ends where a bracket or a place begins.
        stop = re.search(r"\s?[(\[–—]|\s-\s|\s\d|\s(?:in|aus|à|en|desde|из|da|dal|em)\s|\s{2,}", part)
        if stop:
            part = part[: stop.start()]
        label = _BY.match(part)
        shift = label.end() if label and start > first else 0
        bare = part[shift:].strip(" .,:\xa0")
        if bare:
            begin = start + shift + part[shift:].index(bare)
            trimmed.append((begin, begin + len(bare)))
    return trimmed


def _before_glue(line: str, start: int, end: int) -> int:
    for glue in _GLUED.finditer(line, start, end):
        if glue.start() > start and not _MAC.search(line, start, glue.start()):
            return glue.start()
    return end


def is_desk(line: str) -> bool:
    """Whether a line is an editorial desk or an agency that signs for itself."""
    if len(line) > 60:
        return False
    words = re.findall(r"[^\W_]+", line.casefold())
    return _DESK.fullmatch(line) is not None or (
        0 < len(words) <= 4 and all(word in _AGENCIES for word in words)
    )


def is_name(text: str) -> bool:  # noqa: PLR0911 - each line is a reason of its own
    """Whether words have the shape of a person's name: two to five, capitalised, particles aside.

    Scripts without capitals have no shape: there two to four words of letters will do.
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    if words[0].casefold() in _ARTICLES and len(words) == 2:  # "Le Figaro"
        return False
    if words[-1][-1] in ".!?:…" and len(words[-1]) > 3:
        return False
    capitals = 0
    for word in words:
        bare = word.strip("'’\"“”()")
        if not _WORD.fullmatch(bare) and not _has_marks(bare):
            return False
        low = bare.casefold().rstrip(".")
        if low in _AGENCIES or low in _NOT_NAMES:
            return False
        if bare[0].isupper() or bare[0].istitle() or _ELIDED.match(bare):
            capitals += 1
        elif bare[0].islower() and low not in PARTICLES and low not in _SMALL:
            return False
    if all(word.isupper() for word in words) and any(len(word) <= 4 for word in words):
        return False  # "MDR THÜRINGEN", "DW NEWS"
    cased = any(c.isupper() or c.islower() for c in text)
    return capitals >= 2 if cased else len(words) <= 4


def _is_lone_name(text: str) -> bool:
    cased = any(c.isupper() or c.islower() or c.isdecimal() for c in text)
    return not cased and " " not in text and 2 <= len(text) <= 12 and _has_marks(text)


def _has_marks(word: str) -> bool:
    """Letters with combining marks, as in Hindi or Bengali, which no \\w matches."""
    return not word.isascii() and not any(c.isdecimal() or c in ",.;:!?/|" for c in word)
