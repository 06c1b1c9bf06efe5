"""What bytes are, told from their beginning, and what stands in a folder without being a capture."""

from __future__ import annotations

import re

#: What stands beside captures in a folder without being one. Hidden files (.gitattributes, .DS_Store) and
#: hidden folders (.git) count too. A file named on the command line is read whatever it is called.
_COMPANION = re.compile(
    rb"\A(?:\..*|Thumbs\.db|desktop\.ini"
    rb"|(?:README|LICEN[CS]E|COPYING|NOTICE|CHANGELOG)(?:\.(?:md|txt|rst))?)\Z",
    re.IGNORECASE | re.DOTALL,
)

_WORDS = "save the page as text or HTML and load that"
_UNPACK = "unpack it and load what is inside"
#: First bytes of files that are no documents: (offset, bytes, what it is, what to do).
_NO_DOCUMENTS: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\xff\xd8\xff", "a JPEG picture", _WORDS),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG picture", _WORDS),
    (0, b"GIF87a", "a GIF picture", _WORDS),
    (0, b"GIF89a", "a GIF picture", _WORDS),
    (0, b"II*\x00", "a TIFF picture", _WORDS),
    (0, b"MM\x00*", "a TIFF picture", _WORDS),
    (0, b"\x00\x00\x01\x00", "an icon", _WORDS),
    (4, b"ftyp", "a film or sound", _WORDS),
    (0, b"OggS\x00", "a film or sound", _WORDS),
    (0, b"fLaC\x00", "a sound", _WORDS),
    (0, b"\x1aE\xdf\xa3", "a film", _WORDS),
    (0, b"%PDF-", "a PDF", _WORDS),
    (0, b"%!PS", "a PostScript file", _WORDS),
    (0, b"{\\rtf", "a word processor's file", _WORDS),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office file", _WORDS),
    (0, b"PK\x03\x04", "a zip or office file", _UNPACK),
    (0, b"PK\x05\x06", "an empty zip file", _UNPACK),
    (0, b"\x1f\x8b", "a gzip file", _UNPACK),
    (0, b"BZh91AY&SY", "a bzip2 file", _UNPACK),
    (0, b"\xfd7zXZ\x00", "an xz file", _UNPACK),
    (0, b"(\xb5/\xfd", "a zstandard file", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z file", _UNPACK),
    (0, b"Rar!\x1a\x07", "a rar file", _UNPACK),
    (257, b"ustar", "a tar file", _UNPACK),
    (0, b"WARC/1.", "a WARC file", _UNPACK),
    (0, b"\x7fELF", "a program", "load pages, not programs"),
    (0, b"\xca\xfe\xba\xbe", "a program", "load pages, not programs"),
    (0, b"\xcf\xfa\xed\xfe", "a program", "load pages, not programs"),
    (0, b"\x00asm", "a program", "load pages, not programs"),
    (0, b"SQLite format 3\x00", "a database", "export its pages and load those"),
    (0, b"wOFF\x00", "a font", _WORDS),
    (0, b"wOF2\x00", "a font", _WORDS),
)
#: First bytes that an article could begin with too ("MZ", "BM", "ID3", "RIFF"): only beside a NUL.
_WITH_NUL: tuple[tuple[bytes, str, str], ...] = (
    (b"MZ", "a program", "load pages, not programs"),
    (b"BM", "a picture", _WORDS),
    (b"ID3", "a sound", _WORDS),
    (b"RIFF", "a picture, film or sound", _WORDS),
)

#: What may stand before the first element: declaration, comments, instructions, in any number.
_BEFORE = re.compile(rb"(?:\s++|<\?[^>]{0,500}>|<!--(?:[^-]++|-(?!->)){0,2000}-->)*+", re.IGNORECASE)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|!--|(?:html|head|body|title|meta|link"
    rb"|script|style|div|p|article|section|main|header|nav|table|h[1-6]|span|base|noscript)[\s>/])",
    re.IGNORECASE,
)
#: Formats of XML that news come in, also without the declaration.
_XML = re.compile(
    rb"<(?:\?xml[\s?]|!doctype\s+(?!html)[a-z]|(?:rss|feed|rdf:rdf|svg|urlset|sitemapindex|opml|nitf|newsml"
    rb"|newsitem|newsmessage|tei|teiheader)[\s>/])",
    re.IGNORECASE,
)
_JSON = re.compile(rb'(?:\[\s{0,20}){0,3}\{\s{0,20}"[^"]{1,80}"\s{0,5}:')
#: Bytes a blank file may be made of: white space, NUL, byte-order marks, no-break spaces in UTF-8.
BLANK = re.compile(rb"[ \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe\xc2\xa0]*+")


def is_companion(name: bytes) -> bool:
    """Whether a file or folder of this name stands beside captures without being one."""
    return _COMPANION.match(name) is not None


def media_type(content: bytes) -> str:
    """What the bytes are, told from their beginning.

    text/html, application/xml, application/json or text/plain.
    """
    # UTF-16 pages: without their NULs the tags can be compared.
    head = content[:4096].replace(b"\x00", b"").lstrip(b" \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe")
    if head.startswith(b"<"):
        found = _BEFORE.match(head)
        if _HTML.match(head, found.end() if found else 0) or head.startswith(b"<!--"):
            return "text/html"
        if _XML.match(head):
            return "application/xml"
    if _JSON.match(head):
        return "application/json"
    return "text/plain"


def no_document(content: bytes) -> tuple[str, str] | None:
    """What known non-document the bytes are, and what to do with it; None where they may be a document."""
    for offset, magic, what, cure in _NO_DOCUMENTS:
        if content.startswith(magic, offset):
            return what, cure
    if b"\x00" in content[:64]:
        for magic, what, cure in _WITH_NUL:
            if content.startswith(magic):
                return what, cure
    return None
