"""From bytes to characters: by mark, by declaration where it holds, else by what the bytes look like.

One character for one, nothing repaired; what cannot be decoded becomes U+FFFD, with the places named.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import islice

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings that newsrooms' old systems wrote, for the detector to choose from: with all hundred it errs.
_LEGACY = (
    "cp1252 cp1250 cp1251 koi8_r cp1253 cp1254 cp1255 cp1256 cp874 shift_jis euc_jp gb18030 big5 euc_kr"
).split()
#: What Western European text in CP1252 holds beyond ASCII …
_WESTERN = frozenset("äöüßÄÖÜàáâãåæçèéêëìíîïñòóôõøùúûœÀÁÂÃÅÆÇÈÉÊËÍÎÑÓÔÕØÚŒ“”‘’„‚–—…€«»‹›¡¿°§©®·\xa0")
#: … and what Polish, Czech or Turkish bytes look like when read so: "³" and "¹" for "ł" and "ą".
_FOREIGN_INSIDE = re.compile(r"[^\W\d_][¹²³¼½¾¿£¤¥¦¨¬¯±´µ¶¸º×÷ÐÞðþýÝŸšž][^\W\d_]")
#: Enough to tell an encoding; the detector's time grows with it.
_SAMPLE = 32 * 1024

_SURROGATE = re.compile("[\ud800-\udfff]")

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
#: What an encoding is called once its byte-order mark is seen.
_BASE = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
#: Bytes of EBCDIC's small letters.
_EBCDIC_SMALL = frozenset((*range(0x81, 0x8A), *range(0x91, 0x9A), *range(0xA2, 0xAA)))
_MOST_PLACES = 20
#: Not looked for in what a server says: no page of news is written so, and UTF-7 can hide markup.
_NO_ENCODINGS = frozenset(("utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"))
#: A word that no language writes, so that its encoding is another: letters of two scripts, a sign or a line
#: of a table within it, a small letter before nothing but capitals ("пРЕЗИДЕНТ": KOI8-R read as CP1251).
_ODD_WORD = re.compile(
    "[A-Za-z\u00c0-\u024f][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z\u00c0-\u024f]"
    r"|[^\W\d_][¹²³¼½¾¿£¤¥¦¨¬¯±´µ¶¸º×÷\u0080-\u009f\u2500-\u25a0\ufffd][^\W\d_]"
    r"|\b[а-яё][А-ЯЁ]{2}|[A-Za-z][\uff61-\uff9f]|[a-z][\u3400-\u9fff][a-z]"
)
_FOREIGN_WORD = re.compile("[A-Za-z]*[^\x00-\x7f\u2010-\u201f][^\\s\u2010-\u201f]*")


def decode(content: bytes, stated: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Text, name of the encoding, and remarks: as declared, else UTF-8, else what the bytes look like.

    `stated` is what a container says (HTTP's charset). Servers say it of all their pages alike, so it holds
    only where the bytes bear it out: a byte-order mark and valid UTF-8 say more, and text that no language
    writes in that encoding is read as what it looks like.
    """
    declared = usual_name(stated) if stated else None
    text, encoding, remarks = _decoded(content, declared)
    if declared and encoding not in (declared, _BASE.get(declared)) and not text.isascii():
        remarks = (f"declared as {stated}, but its bytes are not; read as {encoding}", *remarks)
    elif stated and not declared:
        remarks = (f"declared as “{stated[:40]}”, which is no encoding; read as {encoding}", *remarks)
    return text, encoding, remarks


def usual_name(stated: str) -> str | None:
    """The encoding that pages of this declared name are really written in; None for what is no encoding.

    >>> usual_name("ISO-8859-1"), usual_name("x-unknown"), usual_name("base64")
    ('cp1252', None, None)
    """
    try:
        usual = codecs.lookup(stated.strip()).name
        b"".decode(usual)  # "base64" and "rot13" are codecs too, but of no text
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if usual in _NO_ENCODINGS else _WIDER.get(usual, usual)


def _decoded(content: bytes, declared: str | None) -> tuple[str, str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _lenient(content, encoding)
    if b"\x00" in content[:4096]:
        wide = _wide_encoding(content[:4096])
        if wide:
            text, encoding, remarks = _lenient(content, wide)
            return text, encoding, (f"no byte-order mark; read as {wide}, as its NUL bytes show", *remarks)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        lone = _with_surrogates(content)
        if lone is not None:
            return lone
        return _lenient(content, "utf-8") if _is_broken_utf8(content) else _not_utf8(content, declared)
    return _unescaped(content, declared) or (text, "utf-8", ())


def _with_surrogates(content: bytes) -> tuple[str, str, tuple[str, ...]] | None:
    """UTF-8 but for halves of characters, as programs write that count in UTF-16; None for anything else."""
    try:
        text = content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    text, count = _SURROGATE.subn("\ufffd", text)
    return text, "utf-8", (f"{count:,} surrogates, which are no characters, shown as U+FFFD",)


def _not_utf8(content: bytes, declared: str | None) -> tuple[str, str, tuple[str, ...]]:
    """As declared where that reads well or better than what the bytes look like."""
    held = _as_declared(content, declared) if declared and not declared.startswith("utf") else None
    if held is not None and _oddness(held[0]) == 0:
        return held
    guessed = _legacy(content)
    if held is not None and _oddness(held[0]) <= _oddness(guessed[0]):
        return held
    return guessed


def _unescaped(content: bytes, declared: str | None) -> tuple[str, str, tuple[str, ...]] | None:
    """Japanese, Chinese or Korean by escapes, whose bytes are all ASCII; None where it is none."""
    if b"\x1b$" not in content[: 16 * _SAMPLE] and declared != "hz":
        return None
    for name in dict.fromkeys([declared or "iso2022_jp_2", "iso2022_jp_2", "iso2022_kr"]):
        if name.startswith("iso2022") or name == "hz":
            try:
                text = content.decode(name)
            except UnicodeDecodeError:
                continue
            said = () if name == declared else (f"read as {name}, as its escapes show",)
            return (text, name, said) if not text.isascii() else None
    return None


def _as_declared(content: bytes, declared: str) -> tuple[str, str, tuple[str, ...]] | None:
    """The text as its declaration has it; None where more than some characters are undecodable so."""
    if declared == "cp1252" and not _is_western(content):
        return None  # what servers say of everything, and no byte contradicts
    text, encoding, remarks = _lenient(content, declared)
    return (text, encoding, remarks) if text.count("\ufffd") * 200 <= len(text) else None


def _oddness(text: str) -> float:
    """The share of words beyond ASCII that no language writes so; a few in a hundred happen in any text."""
    words = [found[0] for found in islice(_FOREIGN_WORD.finditer(text, 0, 16 * _SAMPLE), 2000)]
    odd = sum(1 for word in words if _ODD_WORD.search(word))
    return odd / len(words) if odd > 0.05 * len(words) else 0.0


def looks_like_ebcdic(content: bytes) -> bool:
    """Whether the bytes are a mainframe's: its space is an "@", its small letters are no ASCII.

    >>> looks_like_ebcdic("The council met on Monday.".encode("cp500")), looks_like_ebcdic(b"a@b c")
    (True, False)
    """
    head = content[:4096]
    letters = sum(1 for b in head if b in _EBCDIC_SMALL)
    return letters > 0.5 * len(head) and head.count(0x40) > 0.05 * len(head) > 50 * head.count(0x20)


def _lenient(content: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Decode what can be decoded; the rest becomes U+FFFD, with the places named."""
    places: list[int] = []
    count = 0

    def note(error: UnicodeError) -> tuple[str, int]:
        nonlocal count
        if not isinstance(error, UnicodeDecodeError):
            raise error
        count += 1
        if count <= _MOST_PLACES:
            places.append(error.start)
        return "\ufffd", error.end

    codecs.register_error("archive-note", note)
    text = content.decode(encoding, "archive-note")
    # UTF-32 and surrogate pairs aside, no decoder gives these; no database takes them.
    text = _SURROGATE.sub("\ufffd", text)
    if not places:
        return text, encoding, ()
    named = ", ".join(f"{place:,}" for place in places)
    more = f" and {count - _MOST_PLACES:,} more" if count > _MOST_PLACES else ""
    return text, encoding, (f"undecodable as {encoding} at byte {named}{more}; shown as U+FFFD",)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-32 or UTF-16 without a mark; of the latter one half of the pairs is nearly always the same.

    Latin text has 00 there, Cyrillic 04, Arabic 06, each with some 00 for spaces.
    """
    fours = head[: len(head) // 4 * 4]
    for high, low, encoding in ((3, 0, "utf-32-le"), (0, 3, "utf-32-be")):
        zeros = fours[high::4].count(0) + fours[1 if high == 0 else 2 :: 4].count(0)
        bare = fours[low::4].count(0)
        if len(fours) >= 8 and zeros >= 0.49 * len(fours) and bare <= 0.01 * len(fours):
            return encoding
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        halves = head[parity::2]
        common = Counter(halves).most_common(2)
        low_zeros = head[1 - parity :: 2].count(0)
        small = sum(count for value, count in common if value < 0x20)
        if small >= 0.85 * len(halves) and low_zeros <= 0.05 * len(halves):
            return encoding
    return None


def _is_broken_utf8(content: bytes) -> bool:
    """Whether the bytes are UTF-8 with damage rather than another encoding.

    In damaged UTF-8 whole sequences outnumber broken ones by far; in CP1252 hardly any sequence is whole.
    """
    sample = content if len(content) <= 1024 * 1024 else content[: 1024 * 1024]
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text if c > "\x7f") - broken
    if whole > 2 * broken:
        return True
    # Cut in the middle of the last character: nothing else is wrong with it.
    return broken == 1 and text.endswith("\ufffd") and whole > 0


def _legacy(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    if _is_western(content):
        text, name, remarks = _lenient(content, "cp1252")
        return text, name, ("not UTF-8; read as cp1252, as its letters suggest", *remarks)
    lines = b"\n".join(line for line in content[: 16 * _SAMPLE].splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(lines or content[:_SAMPLE], cp_isolation=_LEGACY, threshold=0.4).best()
    encoding = best.encoding.replace("_", "-") if best is not None else "cp1252"
    text, name, remarks = _lenient(content, encoding)
    return text, name, (f"not UTF-8; read as {name}, as its letters suggest", *remarks)


def _is_western(content: bytes) -> bool:
    """Whether the bytes read well as CP1252, which Latin-1 is part of.

    Asked before the detector, which takes a German sentence for Central European and a French one for Baltic.
    """
    text = content[: 16 * _SAMPLE].decode("cp1252", "replace")
    beyond = [c for c in text if c > "\x7f"]
    letters = sum(1 for c in text if c.isalpha())
    accented = sum(1 for c in beyond if c.isalpha())
    if accented > 0.25 * letters:  # Cyrillic, Greek, Arabic, Chinese: hardly an ASCII letter among them
        return False
    strange = sum(1 for c in beyond if c not in _WESTERN)
    return strange <= 0.1 * len(beyond) and len(_FOREIGN_INSIDE.findall(text)) <= 0.03 * len(beyond)
