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


def decode_page(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Text, name of the encoding, and remarks where the page's own declaration does not hold.

    UTF-8 that is valid and not plain ASCII is UTF-8 whatever the page declares: no other encoding's text
    happens to be valid UTF-8.
    """
    declared = _declared(content[:4096])
    if declared is None or declared.startswith("utf") or content[:4].startswith(_MARKS):
        return decode(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if text.isascii():
            # Escapes of ISO-2022-JP and HZ are ASCII bytes.
            escaped = b"\x1b$" in content or declared == "hz"
            return (content.decode(declared, "replace"), declared, ()) if escaped else (text, "utf-8", ())
        return text, "utf-8", (f"declared as {declared}, but its bytes are UTF-8",)
    try:
        return content.decode(declared), declared, ()
    except UnicodeDecodeError:
        pass
    lenient = content.decode(declared, "replace")
    if lenient.count("\ufffd") * 200 <= len(lenient):
        count = lenient.count("\ufffd")
        return lenient, declared, (f"{count:,} characters undecodable as {declared}; shown as U+FFFD",)
    text, encoding, remarks = decode(content)
    return text, encoding, (f"declared as {declared}, but its bytes are not", *remarks)


_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _declared(head: bytes) -> str | None:
    """The encoding that the page names for itself, by its usual name; None for none and for unknown ones."""
    found = _META.search(head)
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii", "replace")
    try:
        usual = codecs.lookup(name).name
    except LookupError:
        return None
    if usual.startswith(("utf-16", "utf-32")):  # cannot be: the declaration itself was read as ASCII
        return "utf-8"
    try:
        b"".decode(usual)
    except LookupError:  # "base64", "rot13": codecs that are no encodings of text
        return None
    return _WIDER.get(usual, usual)
