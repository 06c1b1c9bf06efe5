"""From the bytes of an HTML page to characters: mark, declaration, and what the bytes themselves say."""

from __future__ import annotations

import codecs
import re

from archive.parsing.layers import decode

_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
#: Browsers read these names as the wider encoding that pages were really written in.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "big5": "big5hkscs",
}


#: Words long enough to show whether an encoding is right.
_WORD = re.compile(r"[^\W\d_]{3,40}")
_HUMP = re.compile(r"[^\W\d_A-ZÀ-ÞЀ-Я][A-ZÀ-ÖØ-ÞЀ-Я]")
#: What Central European bytes look like when they are read as Western ones: "za¿ó³æ".
_INSIDE = re.compile(r"[^\W\d_][¹²³¼½¾¿£¤¥¦¨¬¯±´µ¶¸º×÷][^\W\d_]")
_SAMPLE = 400_000
_MOST_WORDS = 4_000


def decode_page(content: bytes, stated: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Text, name of the encoding, and remarks where what is declared does not hold.

    In turn: a byte-order mark, what HTTP said (`stated`), what the page says of itself, UTF-8, and what the
    bytes look like; each only where the bytes bear it out. UTF-8 that is valid and not plain ASCII is UTF-8
    whatever is declared: no other encoding's text happens to be valid UTF-8.
    """
    if content.startswith(_MARKS):
        return decode(content)
    claims = _claims(stated, content[:4096])
    if not claims or claims[0][1].startswith("utf"):
        text, encoding, remarks = decode(content)
        if len(claims) < 2 or encoding.startswith("utf"):
            return text, encoding, remarks
        claims = claims[1:]  # HTTP's word for UTF-8 does not hold; the page's own may
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if text.isascii():
            # Escapes of ISO-2022-JP and HZ are ASCII bytes.
            declared = claims[0][1]
            escaped = b"\x1b$" in content or declared == "hz"
            return (content.decode(declared, "replace"), declared, ()) if escaped else (text, "utf-8", ())
        return text, "utf-8", (f"{claims[0][0]} as {claims[0][1]}, but its bytes are UTF-8",)
    return _decode_as_claimed(content, claims)


def _claims(stated: str | None, head: bytes) -> list[tuple[str, str]]:
    """Who claims what: ("declared by HTTP", encoding), then ("declared", encoding).

    Latin-1 is what old servers said of every page, whatever was in it: the page's own word comes before it.
    """
    found: list[tuple[str, str]] = []
    if stated is not None and (http := _usual(stated.strip(" \t\"';"))) is not None:
        found.append(("declared by HTTP", http))
    if (own := _declared(head)) is not None and all(own != encoding for _who, encoding in found):
        found.append(("declared", own))
    if len(found) == 2 and found[0][1] == "cp1252":
        found.reverse()
    return found


def _decode_as_claimed(content: bytes, claims: list[tuple[str, str]]) -> tuple[str, str, tuple[str, ...]]:
    """The first claim that the bytes bear out: they decode, and what comes out reads as words."""
    doubts: list[str] = []
    for who, encoding in claims:
        if encoding.startswith("utf"):
            doubts.append(f"{who} as {encoding}, but its bytes are not")
            continue
        text = content.decode(encoding, "replace")
        broken = text.count("\ufffd")
        if broken * 200 <= len(text) and _reads_well(text):
            if broken:
                doubts.append(f"{broken:,} characters undecodable as {encoding}; shown as U+FFFD")
            return text, encoding, tuple(doubts)
        doubts.append(f"{who} as {encoding}, but its bytes are not")
    text, encoding, remarks = decode(content)
    return text, encoding, (*doubts, *remarks)


def _reads_well(text: str) -> bool:
    """Whether the words of a text look like words: one script each, no capitals within, no signs within.

    "Ïðèâåò" is Russian read as Western European, "оПХБЕР" is one Russian encoding read as another, which
    turns small letters into capitals.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return True
    words: list[str] = []
    for match in _WORD.finditer(sample):
        if not match[0].isascii():
            words.append(match[0])
            if len(words) >= _MOST_WORDS:
                break
    signs = len(_INSIDE.findall(sample))
    if len(words) < 5:
        return signs <= len(words)
    letters = "".join(words)
    if sum(map(str.isupper, letters)) > sum(map(str.islower, letters)) > 0:
        return False
    strange = sum(1 for word in words if _is_strange(word))
    return strange <= 0.2 * len(words) and signs <= 0.2 * len(words)


def _is_strange(word: str) -> bool:
    if len(word) >= 4 and all("\xc0" <= c <= "\xff" for c in word):  # hardly a word has no plain letter
        return True
    far = any("\u0370" <= c < "\u0600" for c in word)
    return (far and any(c.isascii() for c in word)) or (far and _HUMP.search(word) is not None)


_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _declared(head: bytes) -> str | None:
    """The encoding that the page names for itself, by its usual name; None for none and for unknown ones."""
    found = _META.search(head)
    if found is None:
        return None
    usual = _usual((found[1] or found[2]).decode("ascii", "replace"))
    # UTF-16 cannot be: the declaration itself was read as ASCII.
    return "utf-8" if usual is not None and usual.startswith(("utf-16", "utf-32")) else usual


def _usual(name: str) -> str | None:
    """An encoding by its usual name, as browsers understand it; None for unknown ones."""
    try:
        usual = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    try:
        b"".decode(usual)
    except (LookupError, ValueError):  # "base64", "rot13", "punycode": codecs that are no encodings of text
        return None
    return _WIDER.get(usual, usual)
