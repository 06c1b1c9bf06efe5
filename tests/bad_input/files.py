"""What lies in a folder without being an ordinary file, and names that no one should give."""
# Names are bytes here, which pathlib does not take.
# ruff: noqa: PTH102, PTH103, PTH118, PTH123, PTH211

from __future__ import annotations

import contextlib
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

from tests.bad_input.stories import Bad, story


def make_files(folder: Path) -> Iterator[Bad]:
    """Make them below `folder`; what this system does not allow is left out."""
    root = os.fsencode(folder)
    place = os.path.join(root, b"files")
    os.makedirs(place)

    def write(name: bytes, content: bytes) -> None:
        with open(os.path.join(place, name), "wb") as file:
            file.write(content)

    for number, (name, what) in enumerate(
        (
            (b"caf\xe9.txt", "a name in Latin-1"),
            (b"\xff\xfe\x80.txt", "a name that is no text"),
            (b"line\nend.txt", "a line end in a name"),
            (b"bell\x07\x1b[31m.txt", "controls in a name"),
            ("reverse\u202etxt.exe".encode(), "a direction override in a name"),
            (b" space .txt ", "spaces around a name"),
            (b"-rf", "a name like an option"),
            (b"a" * 251 + b".txt", "a name as long as the system allows"),
            (b"quote'\"`$(id);&|.txt", "a name that a shell would run"),
            (b"nfd-e\xcc\x81.txt", "a name with a combining mark"),
            (b"nfd-\xc3\xa9.txt", "the same name, composed"),
            (b"x#12", "a name like a record's"),
            (b"%s%n.txt", "a name like a format"),
        )
    ):
        with contextlib.suppress(OSError):
            write(name, story(f"named {number}").text.encode())
            yield Bad(b"files/" + name, what, ("article",))

    yield from _links(root, place, write)
    yield from _special(place)
    yield from _sidecars(write)
    yield from _sizes(place)
    yield from _deep(root)


def _links(root: bytes, place: bytes, write) -> Iterator[Bad]:  # type: ignore[no-untyped-def]
    write(b"target.txt", story("link target").text.encode())
    yield Bad(b"files/target.txt", "the target of a link that was met before", ("duplicate",))
    outside = b"leads out of the given folder"
    for name, to, what, outcome, says in (
        (b"link-passwd.txt", b"/etc/passwd", "a link to /etc/passwd", "rejected", outside),
        (b"link-zero.txt", b"/dev/zero", "a link to /dev/zero", "rejected", outside),
        (b"link-root", b"/", "a link to the root of all files", "rejected", outside),
        (b"link-up", b"../..", "a link two folders up", "rejected", outside),
        (
            b"link-proc.txt",
            b"/proc/self/environ",
            "a link to the loader's own environment",
            "rejected",
            outside,
        ),
        (b"link-loop", b"link-loop", "a link to itself", "rejected", b"leads round"),
        (b"link-circle", b".", "a link to its own folder", "rejected", b"link to a folder"),
        (b"link-nowhere.txt", b"nowhere.txt", "a link to nothing", "rejected", b"does not exist"),
        (b"link-inside.txt", b"target.txt", "a link to a file beside it", "article", b""),
        (b"link-pipe.txt", b"pipe.txt", "a link to a pipe", "rejected", b"pipe"),
    ):
        os.symlink(to, os.path.join(place, name))
        yield Bad(b"files/" + name, what, tuple(outcome.split()), says.decode())


def _special(place: bytes) -> Iterator[Bad]:
    os.mkfifo(os.path.join(place, b"pipe.txt"))
    yield Bad(b"files/pipe.txt", "a pipe", ("rejected",), "pipe")
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.join(place, b"socket.txt"))
        yield Bad(b"files/socket.txt", "a socket", ("rejected",), "socket")
    with contextlib.suppress(OSError):
        os.mknod(os.path.join(place, b"zero.txt"), stat.S_IFCHR | 0o666, os.makedev(1, 5))
        yield Bad(b"files/zero.txt", "a device that never ends", ("rejected",), "device")
    if os.geteuid():  # the superuser may read all of it
        closed = os.path.join(place, b"closed")
        os.mkdir(closed, 0)
        yield Bad(b"files/closed", "a closed folder", ("failed",), "closed to this user")
        shut = os.path.join(place, b"shut.txt")
        os.close(os.open(shut, os.O_CREAT, 0))
        yield Bad(b"files/shut.txt", "a file that may not be read", ("failed",), "closed to this user")


def _sidecars(write) -> Iterator[Bad]:  # type: ignore[no-untyped-def]
    for number, (content, what, says) in enumerate(
        (
            (b'{"url": 5, "captured": []}', "a sidecar of wrong kinds", "no web address"),
            (b'{"url": "javascript:alert(1)"}', "a sidecar whose address is a program", "no web address"),
            (b'{"captured": "0000-00-00T99:99"}', "a sidecar whose time is none", "no time"),
            (b'{"url": "https://news.example/a', "a sidecar cut off", "sidecar"),
            (b"[" * 60_000, "a sidecar nested 60,000 deep", "sidecar"),
            (b"", "an empty sidecar", "empty"),
        )
    ):
        name = b"beside-%d.txt" % number
        write(name, story(f"beside {number}").text.encode())
        write(name + b".json", content)
        yield Bad(b"files/" + name, f"a text with {what}", ("article",))
        yield Bad(b"files/" + name + b".json", what, ("rejected",), says)
    write(b"beside.txt", story("beside").text.encode())
    write(b"beside.txt.json", b'{"url": "https://news.example/' + b"a" * 100_000 + b'"}')
    yield Bad(b"files/beside.txt", "a text with a sidecar of 100 KB", ("article",))
    yield Bad(b"files/beside.txt.json", "a sidecar of 100 KB", ("quarantined",), "json")
    write(b"both.txt", story("both sidecars").text.encode())
    write(b"both.txt.json", b'{"url": "https://news.example/both-1"}')
    write(b"both.txt.meta.json", b'{"url": "https://news.example/both-2"}')
    yield Bad(b"files/both.txt", "a text with two sidecars that contradict one another", ("article",))
    yield Bad(b"files/both.txt.meta.json", "the second of two sidecars", ("rejected",), "contradict")


def _sizes(place: bytes) -> Iterator[Bad]:
    with open(os.path.join(place, b"sparse.txt"), "wb") as file:
        file.truncate(1 << 40)
    yield Bad(b"files/sparse.txt", "a file of 1 TB, all holes", ("rejected",), "larger")


def _deep(root: bytes) -> Iterator[Bad]:
    """Folders in folders until their path is longer than the system takes, each made from the one above."""
    name = b"d" * 250
    before = os.getcwd()  # noqa: PTH109
    try:
        os.chdir(os.path.join(root, b"files"))
        for _ in range(18):
            os.mkdir(name)
            os.chdir(name)
        with open(b"page.txt", "wb") as file:
            file.write(story("too deep").text.encode())
    finally:
        os.chdir(before)
    yield Bad(b"files/" + name, "a file at a path of 4,500 bytes", ("failed",), "longer than")
    os.makedirs(os.path.join(root, b"files", *[b"n"] * 500))
    with open(os.path.join(root, b"files", *[b"n"] * 500, b"page.txt"), "wb") as file:
        file.write(story("nested folders").text.encode())
    yield Bad(b"files/n", "a file below 500 folders", ("article",))
