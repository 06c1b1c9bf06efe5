"""What is known of single words: classes of function words, titles, cue verbs, names and places, by language.

A word's classes are bits of one number, worked out once per spelling and kept, so that a page costs one
dictionary look-up a word.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel import Locale

from archive.names import fold

_DATA = Path(__file__).parent / "data"


class W:
    """Classes a word can belong to, several at once: plain bits, since an enumeration costs ten times as
    much."""

    CAP = 1  # begins with a capital letter
    ACRONYM = 1 << 1  # two to seven capitals
    INITIAL = 1 << 2  # "W."
    FUNCTION = 1 << 3
    ROLE = 1 << 4
    HONORIFIC = 1 << 5
    MODIFIER = 1 << 6  # stands before a role: "prime", "former", "foreign"
    PEOPLE = 1 << 7  # "Russian", "Germans", "Islamic"
    PLACE = 1 << 8  # country, capital, continent
    ORG_HEAD = 1 << 9
    EVENT_HEAD = 1 << 10
    CALENDAR = 1 << 11
    GIVEN = 1 << 12
    FAMILY = 1 << 13
    COMMON = 1 << 14  # known as a common word in small letters
    PARTICLE = 1 << 15
    SUFFIX = 1 << 16
    CUE = 1 << 17
    KIN = 1 << 18
    NO_NAME = 1 << 19  # acronyms that name no body: TV, GDP
    KNOWN_ORG = 1 << 20  # single words that name a body: Bundestag
    CITY = 1 << 21
    PLACE_HEAD = 1 << 22
    COMPASS = 1 << 23  # North, Eastern
    WEAK_HEAD = 1 << 24  # heads an organisation's name only with other signs: House, Team
    DIGIT = 1 << 25
    ORG_NOUN = 1 << 26  # says what the capitals beside it are: group, newspaper, Partei


_PARTICLES = frozenset(
    "al el ap bar ben bin bint ibn da dal de del della dela der di dos du la le san st ten ter van vom"
    " von zu zum zur und y as ash an ul ud dem den".split()
)
_NAME_PARTICLES = _PARTICLES - {"und", "y", "an", "as", "la", "le", "dem", "den", "st", "san"}
_SUFFIXES = frozenset("jr sr ii iii iv jnr snr".split())
#: Bodies of up to four letters that are printed in small ones.
_SHORT_BODIES = frozenset(
    "duma tass uber lego ikea bild sony audi opel puma aldi lidl rewe saab rada ajax nato".split()
)
#: Given names that hold although they are also a people's, an event's or a title's word.
_STILL_GIVEN = frozenset("bill christian roman dean earl".split())
#: What German papers and bodies are called, in other languages' texts too: "the Leipziger Volkszeitung".
_PAPERS = ("zeitung", "anzeiger", "rundschau", "nachrichten", "stiftung", "verband")
_FAMILY_ENDS = (
    "ov", "ova", "ev", "eva", "enko", "sky", "skyy", "ski", "ska", "skiy", "skaya", "owa", "ow", "ew", "ewa",
    "vich", "vic", "vić", "ić", "wicz", "witsch", "escu", "idze", "shvili", "schwili", "yan", "ian", "oglu",
    "oğlu", "sson", "sen", "ssen", "opoulos", "akis", "adis", "idis", "ez", "inho", "etti", "elli", "ini",
    "mann", "berg", "stein", "heimer", "bauer", "meier", "meyer", "maier", "hofer", "huber", "ling", "feld",
    "enkov", "chuk", "tschuk", "uk", "dottir", "zadeh", "pour", "zai", "khan", "wala", "singh",
)  # fmt: skip


@dataclass(slots=True)
class Lexicon:
    """The word classes of one language, and what goes with them."""

    language: str
    classes: dict[str, int] = field(default_factory=dict)
    suffix_roles: tuple[str, ...] = ()
    suffix_orgs: tuple[str, ...] = ()
    #: All common nouns take a capital: a capital alone proves nothing.
    nouns_capital: bool = False
    known: _Known = field(init=False)

    def __post_init__(self) -> None:
        self.known = _Known(self)

    def of(self, word: str) -> int:
        """The classes of one word as printed."""
        return self.known[word]

    def classify(self, word: str) -> int:
        low = word.lower().replace("’", "'")
        bits = self.classes.get(low, 0)
        if not low.isascii():
            bits |= self.classes.get(fold(low), 0) & (W.GIVEN | W.FAMILY)  # "Moisés" and "Moises"
        if word[0].isdigit():
            return bits | W.DIGIT
        if not word[0].isupper():
            # Names in small letters are none; what a place list holds counts only with its capital.
            return bits & ~(W.GIVEN | W.FAMILY | W.CITY | W.PLACE | W.KNOWN_ORG | W.PEOPLE | W.CALENDAR)
        bits |= W.CAP
        letters = low.replace(".", "")
        if len(word) == 2 and word[1] == ".":
            return bits & ~W.COMMON | W.INITIAL
        if 2 <= len(letters) <= 7 and word.replace(".", "").isupper():
            # "US", "IS" and "WHO" are not "us", "is" and "who".
            bits = (bits | W.ACRONYM) & ~W.FUNCTION if len(letters) > 1 else bits
        else:
            bits &= ~W.NO_NAME
            if len(low) <= 4 and low not in _SHORT_BODIES:
                bits &= ~W.KNOWN_ORG  # "UN" is the United Nations, "Un" the end of Kim Jong Un
        if self.nouns_capital and not bits & W.ROLE and low.removesuffix("s").endswith(self.suffix_roles):
            bits |= W.ROLE
        if not bits & W.ORG_HEAD and len(low) > 9 and low.endswith(_PAPERS):
            bits |= W.ORG_HEAD
        if (
            self.nouns_capital
            and not bits & W.ORG_HEAD
            and (low.endswith(self.suffix_orgs) or (low.endswith("s") and self._is_head(low)))
        ):
            bits |= W.ORG_HEAD
        if not bits & (W.GIVEN | W.COMMON | W.FUNCTION | W.PLACE | W.PEOPLE) and low.endswith(_FAMILY_ENDS):
            bits |= W.FAMILY
        return bits

    def _is_head(self, low: str) -> bool:
        """ "des Bundesamtes", "des Landesamts": whether the word without its genitive heads a name."""
        stem = low.removesuffix("s")
        return any(
            self.classes.get(form, 0) & W.ORG_HEAD or form.endswith(self.suffix_orgs)
            for form in (stem, stem.removesuffix("e"))
        )


class _Known(dict[str, int]):
    """Words as printed to their classes, each worked out once."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> int:
        if len(self) > 200_000:  # hostile or endless text must not fill the memory
            self.clear()
        found = self[word] = self.lexicon.classify(word)
        return found


def _sections(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section = ""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("= "):
            section = line[2:].strip()
        else:
            found.setdefault(section, []).extend(line.split())
    return found


def lines_of(name: str) -> list[str]:
    """The entries of a data file, one a line, without its remarks."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


_SECTION_BITS = {
    "function": W.FUNCTION,
    "starters": W.COMMON,
    "honorifics": W.HONORIFIC,
    "roles": W.ROLE,
    "role_modifiers": W.MODIFIER,
    "kin": W.KIN,
    "cues": W.CUE,
    "org_heads": W.ORG_HEAD,
    "org_heads_weak": W.WEAK_HEAD,
    "event_heads": W.EVENT_HEAD,
    "place_heads": W.PLACE_HEAD,
    "north_south": W.COMPASS,
    "calendar": W.CALENDAR,
    "not_names": W.NO_NAME,
    "nationality_adjacent": W.PEOPLE,
    "single_organisations": W.KNOWN_ORG,
    "single_places": W.PLACE,
    "org_nouns": W.ORG_NOUN,
}


@cache
def gender_of_given() -> dict[str, str]:
    """Given name in small letters to "m", "f" or "-" (both, or not stated)."""
    genders = {w.lower(): g for w, _, g in (line.rpartition(" ") for line in lines_of("given_names.txt"))}
    for line in lines_of("given_more.txt"):
        gender, *names = line.split()
        for name in names:
            genders.setdefault(name.lower(), gender)
            if genders[name.lower()] == "-":
                genders[name.lower()] = gender
    return genders


@cache
def place_codes() -> dict[str, str]:
    """Names of countries and of the capitals that stand for their governments, to the country's code."""
    codes: dict[str, str] = {}
    for tag in ("en", "de", "fr", "es", "it", "nl", "pt", "pl"):
        for code, name in Locale(tag).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"):
                codes.setdefault(name, code)
    for line in lines_of("country_names.txt"):
        code, _, names = line.partition(" | ")
        codes.update((n.replace("_", " "), code) for n in names.split())
    codes.update((n, code) for code, names in _capitals().items() for n in names)
    # Names of small territories that are everyday words or given names in the languages read here.
    for odd in ("Réunion", "Jersey", "Man", "Of", "Polen-Litauen"):
        codes.pop(odd, None)
    return codes


@cache
def _capitals() -> dict[str, list[str]]:
    rows = (line.split("|") for line in lines_of("peoples.txt"))
    return {r[0].strip(): [n.replace("_", " ") for n in r[1].split()] for r in rows}


@cache
def capital_names() -> frozenset[str]:
    """Capitals, in English and German, that may stand for a government."""
    return frozenset(n for names in _capitals().values() for n in names)


@cache
def people_codes() -> dict[str, str]:
    """Words for a people ("Russian", "russisch" with its endings) in small letters, to the country's code."""
    codes: dict[str, str] = {}
    for line in lines_of("peoples.txt"):
        code, _, english, german = (part.strip() for part in line.split("|"))
        for word in english.split():
            codes[word.replace("_", " ").lower()] = code
        for stem in german.split():
            codes.update((stem + ending, code) for ending in ("", "e", "er", "en", "em", "es"))
    return codes


@cache
def lexicon(language: str | None) -> Lexicon:
    """The word classes for a language tag; English where it is unknown, a Romance mixture for other
    tongues."""
    base = (language or "en").split("-")[0].lower()
    if base in ("en", "de"):
        return _lexicon(base)
    # A page of each language would else leave its hundred thousand words in the memory of the process.
    made = copy(_lexicon("other"))
    made.language = base
    return made


@cache
def _lexicon(base: str) -> Lexicon:
    """What is held of English, of German, and of all others together ("other")."""
    files = {"en": ["english.txt"], "de": ["german.txt"]}.get(base, ["other.txt"])
    made = Lexicon(base, nouns_capital=base == "de")
    classes = made.classes

    def add(words: list[str], bit: int) -> None:
        for word in words:
            classes[word] = classes.get(word, 0) | bit

    if base != "de":
        add(["das"], W.PARTICLE)  # "Maria das Graças Foster"
    add([w for w in _PARTICLES if base != "en" or w in _NAME_PARTICLES | {"la", "le"}], W.PARTICLE)
    add(list(_SUFFIXES), W.SUFFIX)
    for names, bit in (
        (list(gender_of_given()), W.GIVEN),
        ([w.lower() for w in lines_of("family_names.txt")], W.FAMILY),
        ([w.lower() for line in lines_of("family_more.txt") for w in line.split()], W.FAMILY),
    ):
        add(names, bit)
        add([fold(n) for n in names if not n.isascii()], bit)
    add([c.lower() for c in lines_of("cities.txt") if " " not in c and "-" not in c], W.CITY)
    add([n.lower() for n in place_codes() if " " not in n and "-" not in n], W.PLACE)
    add([w for w in people_codes() if " " not in w], W.PEOPLE)
    shared = _sections("english.txt")
    for name in ("single_organisations", "single_places", "nationality_adjacent", "not_names"):
        add(shared[name], _SECTION_BITS[name])
    for file in files:
        sections = _sections(file)
        for name, words in sections.items():
            if name in _SECTION_BITS:
                add(words, _SECTION_BITS[name])
        made.suffix_roles = tuple(sections.get("role_suffixes", ()))
        made.suffix_orgs = tuple(sections.get("org_suffixes", ()))
    # Somebody in a list is called "Minister", "Judge" or "Both": as a word before a name it is the title.
    stronger = W.ROLE | W.MODIFIER | W.HONORIFIC | W.ORG_HEAD | W.FUNCTION | W.EVENT_HEAD | W.PEOPLE
    if base == "de":
        classes["christian"] &= ~W.PEOPLE
    for word, bits in classes.items():
        if bits & stronger and word not in _STILL_GIVEN:
            classes[word] = bits & ~(W.GIVEN | W.CITY)
    if base == "de":
        nouns = [w.lower() for w in lines_of("vocabulary_de.txt")]
        # "Ulrich" stands in a definition, and somebody in a list is called "Jahr".
        sure = {w for w, gender in gender_of_given().items() if gender in "mf"}
        add([w for w in nouns if w not in sure], W.COMMON)
    else:
        add(lines_of("vocabulary_en.txt"), W.COMMON)
    return made
