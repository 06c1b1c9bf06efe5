"""Folding and splitting of names: the one rule for comparing them.

Two names are the same name when their folded forms are equal. Folding never decides that two names are
one *person*; it only lets a name meet itself again whatever its accents, marks and spaces.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼ′`´＇", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys(
            "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e", None
        ),
        "ß": "ss",
        "ẞ": "ss",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "ı": "i",
    }
)
_NOT_A_WORD = re.compile(r"[^\w]+")

#: Lower-case words that stand inside a family name ("Ursula von der Leyen", "Bashar al-Assad").
PARTICLES = frozenset(
    "af al ap av ben bin bint da dal de degli dei del dela della der des di do dos du e el el- ibn la le"
    " los mac mc ter ten van vande vanden vander vom von und y zu zum zur".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())


class _WithoutMarks(dict[int, int | None]):
    """Characters to themselves, combining marks to nothing: no object for each character of a text."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.combining(chr(code)) else code
        self[code] = kept
        return kept


_BARE = _WithoutMarks()


def fold(text: str) -> str:
    """The comparable form of a name: accents, case, marks and spacing levelled; its script is kept.

    >>> fold("Sergej  LAWRÓW’s")
    "sergej lawrow's"
    """
    levelled = unicodedata.normalize("NFKC", text).translate(_SAME).casefold()
    if not levelled.isascii():
        levelled = unicodedata.normalize("NFKD", levelled).translate(_BARE)
    return " ".join(levelled.split())


def fold_words(text: str) -> str:
    """The folded words of a text, one space between, punctuation gone: what word search compares.

    >>> fold_words("US-Russian relations: “worse”!")
    'us russian relations worse'
    """
    return " ".join(_NOT_A_WORD.sub(" ", fold(text)).replace("_", " ").split())


def split_person(name: str) -> tuple[str, str]:
    """Given and family part of a person's name as printed in Western order; particles go with the family.

    A name of one word is all family name.

    >>> split_person("Ursula von der Leyen")
    ('Ursula', 'von der Leyen')
    """
    words = name.split()
    suffix: list[str] = []
    while len(words) > 1 and words[-1].strip(".,").casefold() in _SUFFIXES:
        suffix.insert(0, words.pop())
    if len(words) < 2:
        return "", " ".join(words + suffix)
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:] + suffix).replace(" ,", ",")


def sort_name(name: str, *, person: bool = True) -> str:
    """The form a list is ordered by: "Putin, Vladimir"; particles stay before the family name."""
    if person:
        given, family = split_person(name)
        return f"{family}, {given}" if given else family
    return re.sub(r"^(?:the|die|der|das|la|le|les|el|los)\s+", "", name, flags=re.IGNORECASE)


def slug(text: str, limit: int = 80) -> str:
    """An ASCII address part, cut at a word; "" where nothing of the text can be written so.

    >>> slug("Wladimir Putin: „Ж“")
    'wladimir-putin-zh'
    """
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", anyascii(text)).lower())
    out = ""
    for word in words:
        longer = f"{out}-{word}" if out else word
        if len(longer) > limit:
            return out or word[:limit]
        out = longer
    return out


#: Spellings of one sound in Latin letters, longest first: German, English and scientific transliteration.
_SOUNDS = re.compile(
    "shch|schtsch|sch|tsch|tch|dsch|dzh|zh|sh|ch|kh|gh|ck|ph|th|qu|tz|ts|cz|sz|"
    "iy|yi|ij|ji|yj|ii|yy|ya|ja|ia|yu|ju|iu|ye|je|ie|yo|jo|io|ou|oo|ee|"
    "w|v|y|j|i|c|k|q|x|z|s|g|h|[a-z]"
)
_SOUND_OF = {
    "shch": "S", "schtsch": "S", "sch": "S", "sh": "S", "sz": "S", "tsch": "C", "tch": "C",
    "ch": "C", "cz": "C",
    "dsch": "J", "dzh": "J", "zh": "S", "kh": "C", "gh": "g", "ck": "k", "ph": "f", "th": "t", "qu": "k",
    "tz": "s", "ts": "s", "iy": "i", "yi": "i", "ij": "i", "ji": "i", "yj": "i", "ii": "i", "yy": "i",
    "ya": "a", "ja": "a", "ia": "a", "yu": "u", "ju": "u", "iu": "u", "ye": "e", "je": "e",
    "ie": "e", "yo": "o",
    "jo": "o", "io": "o", "ou": "u", "oo": "u", "ee": "i", "w": "v", "y": "i", "j": "i", "c": "k", "q": "k",
    "x": "ks", "z": "s", "h": "",
}  # fmt: skip
_LATIN_WORD = re.compile(r"[a-z]+")
_SOUND_DOUBLED = re.compile(r"(.)\1+")
_SOUND_GLIDES = re.compile(r"i([aeou])")
_SOUND_UMLAUTS = re.compile(r"([aou])e")
_SOUND_HUSHED = re.compile(r"(?<=[SC])ev")
_SOUND_ENDINGS = re.compile(r"(?:i|ii|ei|ai)$")


def sound_key(name: str) -> str:
    """What a full name sounds like, whatever the transliteration; equal keys are a proposal, never a proof.

    >>> sound_key("Sergej Lawrow") == sound_key("Sergey Lavrov") == sound_key("Sergei Lavrov")
    True
    >>> sound_key("Kim Jong Un") == sound_key("Kim Jong Il")
    False
    """
    latin = fold(name)
    if not latin.isascii():
        latin = anyascii(latin).lower()
    return " ".join(_sound_of_word(word) for word in _LATIN_WORD.findall(latin))


@lru_cache(maxsize=65_536)
def _sound_of_word(word: str) -> str:
    sounded = "".join(_SOUND_OF.get(m, m) for m in _SOUNDS.findall(word))
    sounded = _SOUND_DOUBLED.sub(r"\1", sounded).replace("ks", "x")
    # Lilija, Lilia; Tatjana, Tatiana; Jörg, Joerg; Gorbatschow, Gorbachev.
    sounded = _SOUND_GLIDES.sub(r"\1", sounded)
    sounded = _SOUND_UMLAUTS.sub(r"\1", sounded)
    sounded = _SOUND_HUSHED.sub("ov", sounded)
    # The last vowel is where spellings differ most: Dmitri, Dmitry, Dmitrij; Sergei, Sergey.
    return _SOUND_ENDINGS.sub("i", sounded) if len(sounded) > 3 else sounded


#: Words of an organisation's name that tell nothing of which one it is.
_SMALL = frozenset(
    "the of for and on in at to de des du la le les der die das fur und von vom zur zum im e y".split()
)


def telling_words(name: str) -> list[str]:
    """The words of an organisation's name that set it apart, folded, in order."""
    return [word for word in fold_words(name).split() if word not in _SMALL]


def likeness_key(name: str, *, person: bool) -> str:
    """What two names must share to be looked at as one: a cheap first sieve, no judgement.

    A person's is the sound of the family name with the given name's first letter; an organisation's its
    first telling word. "" where a name has too little.

    >>> likeness_key("Sergej Lawrow", person=True) == likeness_key("S. Lavrov", person=True)
    True
    """
    if not person:
        words = telling_words(name)
        return words[0][:40] if len(words) > 1 else ""
    given, family = split_person(name)
    family_sound, given_sound = sound_key(family), sound_key(given)
    return f"{family_sound} {given_sound[0]}"[:40] if family_sound and given_sound else ""
