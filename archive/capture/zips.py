"""Zip files and WACZ: member after member, in the order of their directory, never written to disk."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from archive.capture.feeds import HARMLESS, MOST_TIMES, Bomb, Broken, Feed
from archive.capture.kinds import is_companion
from archive.capture.met import Met, Place
from archive.capture.stated import SIDECAR_LIMIT, Sidecars

#: The directory is read whole: some 150,000 members, which take 100 MB.
DIRECTORY_LIMIT = 16 * 1024 * 1024
#: Members by which an office file or book is told, which are zips too.
_OFFICE = {"[Content_Types].xml", "META-INF/container.xml", "content.xml", "META-INF/MANIFEST.MF"}
_ENCRYPTED, _UTF8 = 0x1, 0x800

Open = Callable[[Place, Feed], Iterator[Met]]


class _Careful:
    """A file that refuses to be read in one piece of more than the directory may have."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size > DIRECTORY_LIMIT:
            raise BadZipFile("its directory is larger than that of 150,000 members; split it")
        return self._file.read(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def read_zip(place: Place, file: IO[bytes], size: int, open_member: Open) -> Iterator[Met]:
    """What the members of a zip hold. Raises Broken where its directory cannot be read.

    Members are called `ZIP/MEMBER`; a second of the same name has its offset too.
    """
    try:
        archive = ZipFile(_Careful(file))
    except Exception as error:  # a damaged directory raises struct.error, UnicodeDecodeError and more
        raise Broken(
            f"its directory, which stands at its end, cannot be read ({error}); fetch it again"
        ) from error
    with archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        if names & _OFFICE or "mimetype" in names:
            yield place.rejected("is an office file or a book; save its pages as text or HTML and load those")
            return
        if not members:
            yield place.rejected("is a zip file without members")
            return
        if "datapackage.json" in names and any(_is_warc(member.filename) for member in members):
            # WACZ: what stands beside the WARC files are indexes and lists of them.
            members = [member for member in members if _is_warc(member.filename)]
        yield from _read_members(place, archive, members, size, open_member)


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _read_members(
    place: Place, archive: ZipFile, members: list[ZipInfo], size: int, open_member: Open
) -> Iterator[Met]:
    by_name = {_name(member): member for member in members}
    sidecars = Sidecars(by_name, lambda name: _small(archive, by_name[name]))
    seen: set[bytes] = set()
    unpacked = 0
    for member in members:
        name = _name(member)
        if member.is_dir() or any(is_companion(part) or part == b"__MACOSX" for part in _parts(name)):
            continue
        here = replace(place, path=place.path + b"/" + name)
        if name in seen:
            here = replace(here, offset=member.header_offset)
        seen.add(name)
        if stat.S_ISLNK(member.external_attr >> 16):
            yield here.rejected("is a link inside a zip file; put the file itself in its place")
            continue
        if member.flag_bits & _ENCRYPTED:
            yield here.rejected("is encrypted; unpack it with its password and load what is inside")
            continue
        if sidecars.is_one(name):
            if fault := sidecars.fault_of(name):
                yield here.rejected(f"is a sidecar that could not be used whole: {fault}")
            continue
        here = sidecars.of(name, here)
        unpacked += min(member.file_size, HARMLESS)
        if unpacked > HARMLESS and unpacked > MOST_TIMES * size:
            raise Bomb(
                f"it unpacks to more than {MOST_TIMES} times its size, as a bomb does; if it is none, unpack"
                " it and load what is inside"
            )
        yield from _read_member(here, archive, member, open_member)


def _read_member(here: Place, archive: ZipFile, member: ZipInfo, open_member: Open) -> Iterator[Met]:
    try:
        stream = archive.open(member)
    except Exception as error:  # likewise
        yield here.rejected(f"cannot be unpacked ({error}); pack it again, or unpack it and load that")
        return
    with stream:
        yield from open_member(here, Feed(stream.read))


def _small(archive: ZipFile, member: ZipInfo) -> bytes:
    if member.file_size > SIDECAR_LIMIT or member.flag_bits & _ENCRYPTED:
        return b""
    try:
        with archive.open(member) as stream:
            return stream.read(SIDECAR_LIMIT)
    except Exception:  # it is met, and refused with the reason, as a member of its own
        return b""


def _name(member: ZipInfo) -> bytes:
    """The exact bytes of a member's name: UTF-8 where the zip says so, else whatever they are."""
    if member.flag_bits & _UTF8:
        return member.orig_filename.encode("utf-8", "surrogatepass")
    return member.orig_filename.encode("cp437", "replace")


def _parts(name: bytes) -> list[bytes]:
    # "." and ".." are no hidden files: the name leads nowhere, it is only shown.
    return [part for part in name.split(b"/") if part not in (b"", b".", b"..")]
