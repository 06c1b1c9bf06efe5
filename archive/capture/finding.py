"""Everything under the paths of a command line, in a stable order, each met once."""
# Names are bytes here, which pathlib does not take.
# ruff: noqa: PTH116, PTH118, PTH119, PTH120, PTH123, PTH208

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO

from archive.capture.feeds import Feed
from archive.capture.kinds import is_companion
from archive.capture.met import SIZE_LIMIT, Met, Place, Refusal
from archive.capture.opening import Opener, may_be_container
from archive.capture.stated import SIDECAR_LIMIT, Sidecars

#: Standard input, as a path.
STANDARD_INPUT = "-"


def find_captures(
    paths: Iterable[str | bytes | os.PathLike[str]],
    *,
    standard_input: BinaryIO | None = None,
    size_limit: int = SIZE_LIMIT,
) -> Iterator[Met]:
    """Everything under the given paths, in a stable order: as given, folders depth first, names by bytes.

    A path is a folder, a file, or "-" for standard input; containers are opened. Nothing outside the paths is
    read: a link within a folder that leads out of it is refused. In folders, hidden files and README, LICENSE
    and the like are no captures and are passed over without a line, as are sidecars, which state the address
    and time of capture of the file beside them.
    """
    given = [os.fsencode(path) for path in paths]
    walk = _Walk(Opener(size_limit))
    for path in given:
        if path == STANDARD_INPUT.encode():
            stream = standard_input if standard_input is not None else sys.stdin.buffer
            yield from walk.opener.open(Place(path), Feed(stream.read))
        else:
            # A sidecar beside a file that is named is read only when it is named too.
            beside = {os.path.basename(p) for p in given if os.path.dirname(p) == os.path.dirname(path)}
            yield from walk.given(path, beside)


class _Walk:
    """One run through files and folders."""

    def __init__(self, opener: Opener) -> None:
        self.opener = opener

    def given(self, path: bytes, beside: set[bytes]) -> Iterator[Met]:
        """One path of the command line. A link given there is followed: it was named on purpose."""
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            yield Place(path).failed(error)
            return
        if not stat.S_ISDIR(mode):
            folder = _Folder(os.path.dirname(path), beside)
            yield from self._file(path, mode, folder)
            return
        root = os.path.realpath(path)
        # A stack of open listings, not recursion: folders may be nested as deep as the system allows.
        stack: list[tuple[_Folder, Iterator[bytes]]] = []
        yield from _enter(path, stack)
        while stack:
            folder, names = stack[-1]
            name = next(names, None)
            if name is None:
                stack.pop()
                continue
            path = os.path.join(folder.path, name)
            try:
                mode = os.lstat(path).st_mode
                if stat.S_ISLNK(mode):
                    yield from self._link(path, root, folder)
                elif stat.S_ISDIR(mode):
                    yield from _enter(path, stack)
                else:
                    yield from self._file(path, mode, folder)
            except OSError as error:
                yield Place(path).failed(error)

    def _link(self, path: bytes, root: bytes, folder: _Folder) -> Iterator[Met]:
        target = os.path.realpath(path)
        if target != root and not target.startswith(root.rstrip(b"/") + b"/"):
            yield Place(path).rejected(
                "is a link that leads out of the given folder; name its target to load it"
            )
            return
        if not os.path.lexists(target):
            yield Place(path).rejected("is a link to something that does not exist; mend or remove it")
            return
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
            yield Place(path).rejected("is a link that leads round to itself; remove it")
            return
        if stat.S_ISDIR(mode):
            # Its files are met at their own place; following it could go round for ever.
            yield Place(path).rejected(
                "is a link to a folder inside the given one, whose files are met there"
            )
            return
        yield from self._file(path, mode, folder)

    def _file(self, path: bytes, mode: int, folder: _Folder) -> Iterator[Met]:
        """What a file holds. What is none is never opened: a pipe would wait, a device would act."""
        place = Place(path)
        if not stat.S_ISREG(mode):
            yield place.rejected(f"is {_special(mode)}, not a regular file; copy its content into a file")
            return
        name = os.path.basename(path)
        if folder.sidecars.is_one(name):
            if fault := folder.sidecars.fault_of(name):
                yield place.rejected(f"is a sidecar that could not be used whole: {fault}")
            return
        place = folder.sidecars.of(name, place)
        try:
            with _opened(path) as file:
                yield from self._opened(place, file)
        except OSError as error:
            yield place.failed(error)
        except _Replaced:
            yield place.rejected("was replaced by something that is no regular file")

    def _opened(self, place: Place, file: BinaryIO) -> Iterator[Met]:
        before = os.fstat(file.fileno())
        size = before.st_size
        head = file.read(512)
        file.seek(0)
        if may_be_container(place.path, head):
            yield from self.opener.open(place, Feed(file.read, file.seek), file, size=size)
            if _state(os.fstat(file.fileno())) != _state(before):
                yield place.changed()
        elif size > self.opener.size_limit:
            yield place.too_large(size, self.opener.size_limit)
        else:
            content = file.read(size + 1)
            # Half of the old page and half of the new one are no capture; what grows is not finished.
            whole = len(content) == size and _state(os.fstat(file.fileno())) == _state(before)
            yield place.judged(content, self.opener.size_limit) if whole else place.changed()


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


class _Replaced(Exception):
    """What was a regular file a moment ago is none now."""


def _opened(path: bytes) -> BinaryIO:
    # O_NONBLOCK: should a pipe have taken the file's place since, opening it must not wait.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _Replaced
    return open(descriptor, "rb")


class _Folder:
    """A folder's path, and the sidecars in it."""

    def __init__(self, path: bytes, names: Collection[bytes]) -> None:
        self.path = path
        self.sidecars = Sidecars(names, self._small)

    def _small(self, name: bytes) -> bytes:
        path = os.path.join(self.path, name)
        try:
            found = os.lstat(path)
            if not stat.S_ISREG(found.st_mode) or found.st_size > SIDECAR_LIMIT:
                return b""
            with _opened(path) as file:
                return file.read(SIDECAR_LIMIT)
        except (OSError, _Replaced):  # it is met, and refused with the reason, as a file of its own
            return b""


def _enter(path: bytes, stack: list[tuple[_Folder, Iterator[bytes]]]) -> Iterator[Refusal]:
    """Put a folder's listing on the stack; a closed folder is one line."""
    try:
        names = sorted(name for name in os.listdir(path) if not is_companion(name))
    except OSError as error:
        yield Place(path).failed(error, what="folder")
        return
    stack.append((_Folder(path, names), iter(names)))


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
