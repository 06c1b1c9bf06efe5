"""Replaces the words of a captured page and keeps its structure, so that it can be stored as a test page.

    .venv/bin/python scripts/replace_words.py PAGE --output tests/stored_pages/daily_planet.html \
        --keep "Daily Planet" --keep "Read more"

Works for text and HTML. Kept are line ends, spaces, marks, digits (dates stay dates), elements, classes and
other names of the design, small words of common languages, names of months and weekdays, and labels such as
"By", "Photo:", "Read more". Every other word becomes syllables of the same length and capitals, the same word
the same everywhere on the page. Gone are scripts (except JSON-LD, whose words are replaced), styles, drawings
and comments. Words that a reader knows this design by must be kept with --keep: read the result through.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from babel import Locale  # noqa: E402
from lxml import etree, html  # noqa: E402

from archive.capture import media_type  # noqa: E402
from archive.parsing.html.charset import decode_page  # noqa: E402
from archive.parsing.layers import HTML_TYPES, decode  # noqa: E402

#: Words by which the language of a text is told, and those that readers of any design know.
SMALL = """
the a an of to in on at for from with by and or but is are was were be has have had not no it its he she they
his her their this that these those as more said will would which who when after before about over than also
der die das den dem des ein eine einen einem und oder aber ist sind war waren hat haben nicht mit von zu zum
zur im am auf aus bei für sich als auch wie er sie es wird werden nach über
le la les un une des du de et ou mais est sont était a ont pas avec par pour dans sur au aux que qui il elle
el los las una uno y o pero es son era fue ha han no con por para en del al que su se lo
il lo gli una e ed ma è sono di da con per nel della dei che non si
o os as um uma e mas é são do da dos das em no na com por para que não se
de het een en of maar is zijn was van op met voor door niet dat die te
"""
LABELS = """
by von par por door da photo foto image bild bilder picture photograph credit fotografie copyright
read more mehr zum thema lesen sie lire aussi leer más leia mais lees ook leggi anche see watch
published updated publié mis jour veröffentlicht aktualisiert stand publicado actualizado
pubblicato aggiornato gepubliceerd uhr am pm gmt utc cet cest bst est edt mez mesz
advertisement anzeige werbung publicité publicidad pubblicità advertentie sponsored
share teilen partager compartir home video audio podcast newsletter skip content main menu
date author keywords permalink datum autor schlagwörter related topics themen
afp ap dpa reuters epa efe ansa afd kna sid getty images alliance alamy imago
"""
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "sv", "da", "uk")
_LETTERS = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
_ADDRESS = re.compile(r"(https?://|//|www\.)([^/\s\"'<>]+)([^\s\"'<>]*)", re.IGNORECASE)
_CONSONANTS, _VOWELS = "bdfgklmnprstvwz", "aeiou"

#: Attributes with words for people, with addresses, and those that say what an element is.
WORDS = frozenset("alt title content aria-label placeholder value summary label".split())
ADDRESSES = frozenset("href src action cite poster data-src".split())
NAMES = frozenset(
    "class id itemprop itemtype itemscope itemid rel type property name role lang dir hidden datetime"
    " http-equiv aria-hidden aria-labelledby for colspan rowspan width height media start reversed".split()
)
#: Metadata whose value is a term, not words.
TERMS = re.compile(
    r"og:type|og:locale|twitter:card|viewport|robots|generator|language|.*content-type", re.IGNORECASE
)
JSON_TERMS = frozenset("@type @context inLanguage isAccessibleForFree encodingFormat".split())


class Replacer:
    """Words to syllables, the same word always to the same."""

    def __init__(self, text: str, keep: list[str]) -> None:
        self._kept = {word.casefold() for word in f"{SMALL} {LABELS} {' '.join(keep)}".split()}
        self._kept |= {part.casefold() for phrase in keep for part in _LETTERS.findall(phrase)}
        for language in LANGUAGES:
            names = Locale(language)
            for table in (names.months, names.days):
                for width in ("wide", "abbreviated"):
                    for form in ("format", "stand-alone"):
                        for name in table[form][width].values():
                            self._kept.update(part.casefold() for part in _LETTERS.findall(name))
        # Letters of other scripts are replaced by others of the same script that the page has.
        self._alphabets: dict[tuple[str, str], list[str]] = {}
        for letter in sorted({c for c in text if c.isalpha() and not c.isascii()}):
            self._alphabets.setdefault(_script(letter), []).append(letter)

    def words(self, text: str) -> str:
        """A text with its words replaced; addresses keep their host."""
        done, place = [], 0
        for address in _ADDRESS.finditer(text):
            done.append(_LETTERS.sub(self._word, text[place : address.start()]))
            done.append(address[1] + address[2] + _LETTERS.sub(self._word, address[3].partition("?")[0]))
            place = address.end()
        done.append(_LETTERS.sub(self._word, text[place:]))
        return "".join(done)

    def address(self, value: str) -> str:
        """An address with the words of its path replaced; scripts and data are dropped."""
        if value.lower().startswith(("javascript:", "data:", "blob:")):
            return "#"
        return (
            self.words(value)
            if "://" in value or value.startswith("//")
            else self.words(value.partition("?")[0])
        )

    def _word(self, met: re.Match[str]) -> str:
        # A label may be glued on: "… im Juli 2017Bild: AP", "… Boris NadeschdinBild: AP".
        return "".join(map(self._piece, _GLUED.split(met[0])))

    def _piece(self, word: str) -> str:
        if len(word) == 1 or word.casefold() in self._kept:
            return word
        digest = hashlib.sha256(word.casefold().encode()).digest()
        digest += hashlib.sha256(digest).digest()
        start = digest[0] % 7 != 0  # some begin with a vowel
        made = []
        for place, letter in enumerate(word):
            number = digest[(place + 1) % len(digest)]
            if not letter.isascii() and _script(letter)[0] != "LATIN":
                letters = self._alphabets.get(_script(letter), [letter])
                made.append(letters[number % len(letters)])
                continue
            letters_of = _CONSONANTS if (place % 2 == 0) is start else _VOWELS
            new = letters_of[number % len(letters_of)]
            made.append(new.upper() if letter.isupper() else new)
        return "".join(made)


def _script(letter: str) -> tuple[str, str]:
    """Script and case of a letter: ("CYRILLIC", "Lu")."""
    return unicodedata.name(letter, "?").split()[0], unicodedata.category(letter)


def replace_in_page(text: str, replacer: Replacer) -> str:
    """A page of HTML with its words replaced."""
    root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or _is_dropped(element):
            _drop(element)
            continue
        if element.tag == "script":
            element.text = _json(element.text or "", replacer)
        else:
            element.text = element.text and replacer.words(element.text)
        _attributes(element, replacer)
    for element in root.iter():
        element.tail = element.tail and replacer.words(element.tail)
    head = root.find("head")
    if head is not None:
        head.insert(0, etree.fromstring('<meta charset="utf-8"/>'))
    return etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>") + "\n"


def _is_dropped(element: Any) -> bool:
    """Whether an element holds nothing that a reader reads, or an encoding that no longer holds."""
    if element.tag == "script":
        return "ld+json" not in element.get("type", "")
    if element.tag == "meta":
        return element.get("charset") is not None or "content-type" in element.get("http-equiv", "").lower()
    if element.tag == "link":
        return not set(element.get("rel", "").split()) & {"canonical", "amphtml", "author"}
    return element.tag in ("style", "svg", "template", "iframe", "object", "embed")


def _drop(element: Any) -> None:
    """Remove an element and leave what stands behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _attributes(element: Any, replacer: Replacer) -> None:
    term = TERMS.fullmatch(element.get("property") or element.get("name") or element.get("http-equiv") or "")
    for name, value in list(element.attrib.items()):
        if name in ADDRESSES:
            element.set(name, replacer.address(value))
        elif name in WORDS:
            element.set(name, value if name == "content" and term else replacer.words(value))
        elif name == "style" and re.search(r"display|visibility", value):
            continue
        elif not (name in NAMES or (name.startswith("data-") and re.fullmatch(r"[\w:-]{0,40}", value))):
            del element.attrib[name]


def _json(text: str, replacer: Replacer) -> str:
    """JSON-LD with the words of its values replaced; what is no JSON goes."""

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: walk(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner, key) for inner in value]
        return replacer.words(value) if isinstance(value, str) and key not in JSON_TERMS else value

    try:
        return json.dumps(walk(json.loads(text)), ensure_ascii=False).replace("</", "<\\/")
    except ValueError:
        return ""


def replaced(path: Path, keep: list[str]) -> str:
    """The page in a file with its words replaced."""
    content = path.read_bytes()
    kind = media_type(content)
    if kind in HTML_TYPES:
        text = decode_page(content)[0]
        return replace_in_page(text, Replacer(text, keep))
    text = decode(content)[0]
    return Replacer(text, keep).words(text)


def main(write: Callable[[str], Any] = sys.stdout.write) -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("page", type=Path)
    options.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
    options.add_argument(
        "--keep", action="append", default=[], metavar="WORDS", help="words that stay; again for more"
    )
    chosen = options.parse_args()
    try:
        done = replaced(chosen.page, chosen.keep)
        if chosen.output is None:
            write(done)
        else:
            chosen.output.write_text(done, encoding="utf-8", newline="")
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}.\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
