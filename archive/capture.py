"""From paths to captures: bytes, digest and media type of every file met; interprets nothing.

`find_captures` never raises for a bad file: what is not taken comes out as a `Refusal` with the reason, so
that a load can account for everything it met.
"""
# Names are bytes here, which pathlib does not take.
# ruff: noqa: PTH116, PTH118, PTH123, PTH208

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from archive.documents import RawCapture

#: Standard input, as a path.
STANDARD_INPUT = "-"
#: Larger than any page seen; what is larger is a mistake or an attack.
SIZE_LIMIT = 64 * 1024 * 1024

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

_HTML = re.compile(
    rb"<(?:!doctype\s+html|\?xml[^>]{0,200}\?>\s{0,20}<(?:!doctype\s+html|html)|!--|(?:html|head|body|title|meta|link"
    rb"|script|style|div|p|article|section|main|header|nav|table|h[1-6]|span|base|noscript)[\s>/])",
    re.IGNORECASE,
)
_JSON = re.compile(rb'\{\s{0,20}"[^"]{1,80}"\s{0,5}:')
#: Bytes a blank file may be made of: white space, NUL, byte-order marks, no-break spaces in UTF-8.
_BLANK = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe\xc2\xa0"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken, and why.

    `outcome` is "rejected" (no document) or "failed" (the system did not give it; another try may).
    """

    path: str
    path_bytes: bytes
    outcome: str
    message: str
    digest: str | None = None


def find_captures(
    paths: Iterable[str | bytes | os.PathLike[str]],
    *,
    standard_input: BinaryIO | None = None,
    size_limit: int = SIZE_LIMIT,
) -> Iterator[RawCapture | Refusal]:
    """Everything under the given paths, in a stable order: as given, folders depth first, names by bytes.

    A path is a folder, a file, or "-" for standard input. Nothing outside the paths is read: a link within a
    folder that leads out of it is refused. In folders, hidden files and README, LICENSE and the like are no
    captures and are passed over without a line.
    """
    for given in paths:
        path = os.fsencode(given)
        if path == STANDARD_INPUT.encode():
            stream = standard_input if standard_input is not None else sys.stdin.buffer
            yield _judge(path, stream.read(size_limit + 1), size_limit)
        else:
            yield from _walk(path, size_limit)


def shown(path: bytes) -> str:
    """A path for people and reports: bytes that are not UTF-8 written as escapes.

    >>> shown(b"caf\\xe9.txt")
    'caf\\\\xe9.txt'
    """
    return path.decode("utf-8", "backslashreplace")


def is_companion(name: bytes) -> bool:
    """Whether a file or folder of this name stands beside captures without being one."""
    return _COMPANION.match(name) is not None


def media_type(content: bytes) -> str:
    """What the bytes are, told from their beginning: text/html, application/json or text/plain."""
    # UTF-16 pages: without their NULs the tags can be compared.
    head = content[:4096].replace(b"\x00", b"").lstrip(b" \t\r\n\x0b\x0c\xef\xbb\xbf\xff\xfe")
    if _HTML.match(head):
        return "text/html"
    if _JSON.match(head):
        return "application/json"
    return "text/plain"


def _walk(given: bytes, size_limit: int) -> Iterator[RawCapture | Refusal]:
    """One path of the command line. A link given there is followed: it was named on purpose."""
    try:
        mode = os.stat(given).st_mode
    except OSError as error:
        yield _failed(given, error)
        return
    if not stat.S_ISDIR(mode):
        yield _read(given, mode, size_limit)
        return
    root = os.path.realpath(given)
    # A stack of open listings, not recursion: folders may be nested as deep as the system allows.
    stack: list[Iterator[bytes]] = []
    yield from _enter(given, stack)
    while stack:
        path = next(stack[-1], None)
        if path is None:
            stack.pop()
            continue
        try:
            mode = os.lstat(path).st_mode
            if stat.S_ISLNK(mode):
                yield _read_link(path, root, size_limit)
            elif stat.S_ISDIR(mode):
                yield from _enter(path, stack)
            else:
                yield _read(path, mode, size_limit)
        except OSError as error:
            yield _failed(path, error)


def _enter(folder: bytes, stack: list[Iterator[bytes]]) -> Iterator[Refusal]:
    """Put a folder's listing on the stack; a closed folder is one line."""
    try:
        names = sorted(name for name in os.listdir(folder) if not is_companion(name))
    except OSError as error:
        yield _failed(folder, error, what="folder")
        return
    stack.append(os.path.join(folder, name) for name in names)


def _read_link(path: bytes, root: bytes, size_limit: int) -> RawCapture | Refusal:
    target = os.path.realpath(path)
    if target != root and not target.startswith(root.rstrip(b"/") + b"/"):
        return _rejected(path, "is a link that leads out of the given folder; name its target to load it")
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        # Its files are met at their own place; following it could go round for ever.
        return _rejected(path, "is a link to a folder inside the given one, whose files are met there")
    return _read(path, mode, size_limit)


def _read(path: bytes, mode: int, size_limit: int) -> RawCapture | Refusal:
    """A file's bytes. What is no regular file is never opened: a pipe would wait, a device would act."""
    if not stat.S_ISREG(mode):
        return _rejected(path, f"is {_special(mode)}, not a regular file; copy its content into a file")
    try:
        # O_NONBLOCK: should a pipe have taken the file's place since, opening it must not wait.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                return _rejected(path, "was replaced by something that is no regular file")
            if found.st_size > size_limit:
                return _too_large(path, found.st_size, size_limit)
            content = file.read(size_limit + 1)
    except OSError as error:
        return _failed(path, error)
    return _judge(path, content, size_limit)


def _judge(path: bytes, content: bytes, size_limit: int) -> RawCapture | Refusal:
    if not content:
        return _rejected(path, "is empty")
    if len(content) > size_limit:
        return _too_large(path, len(content), size_limit)
    if not content.translate(None, _BLANK):
        return _rejected(path, "holds only white space")
    known = _no_document(content)
    if known:
        what, cure = known
        return _rejected(path, f"is {what}, told by its first bytes whatever its name; {cure}")
    return RawCapture(path=shown(path), path_bytes=path, content=content, media_type=media_type(content))


def _no_document(content: bytes) -> tuple[str, str] | None:
    for offset, magic, what, cure in _NO_DOCUMENTS:
        if content.startswith(magic, offset):
            return what, cure
    if b"\x00" in content[:64]:
        for magic, what, cure in _WITH_NUL:
            if content.startswith(magic):
                return what, cure
    return None


def _special(mode: int) -> str:
    for test, word in (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return word
    return "something special"


def _rejected(path: bytes, reason: str) -> Refusal:
    return Refusal(shown(path), path, "rejected", _plain(f"{shown(path)} {reason}."))


def _too_large(path: bytes, size: int, limit: int) -> Refusal:
    return _rejected(
        path,
        f"is larger than a document may be (at least {size:,} of {limit:,} bytes); split it into its pages",
    )


def _failed(path: bytes, error: OSError, *, what: str = "file") -> Refusal:
    if isinstance(error, FileNotFoundError):
        reason = "does not exist; check the name and load again"
    elif isinstance(error, PermissionError):
        reason = f"may not be read: the {what} is closed to this user; open it (chmod) and load again"
    else:
        reason = f"could not be read: {error.strerror or error}; load again when that is mended"
    return Refusal(shown(path), path, "failed", _plain(f"{shown(path)} {reason}."))


def _plain(message: str) -> str:
    """At most 1,000 characters, none of them a control character (file names may hold any)."""
    clean = "".join(c if c.isprintable() else "\ufffd" for c in message)
    return clean if len(clean) <= 1000 else f"{clean[:400]} … {clean[-590:]}"
