"""Bytes read forward in pieces, so that no container is ever in memory as a whole."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

PIECE = 64 * 1024
GZIP = b"\x1f\x8b"
#: A container that unpacks to more than this many times its size, beyond what a small file may, is a bomb:
#: pages of text come to 5 or 10 times, deflate can reach 1,032.
MOST_TIMES = 200
HARMLESS = 256 * 1024 * 1024


class Broken(Exception):
    """A container cannot be read further. The message says why, and what to do."""


class Bomb(Broken):
    """A container that unpacks to far too much; nothing behind it is read."""


class Feed:
    """A stream of bytes with a look ahead. `read` gives up to so many bytes, none only at the end."""

    def __init__(self, read: Callable[[int], bytes], seek: Callable[[int], object] | None = None) -> None:
        self._source = read
        self._seek = seek
        self._held = bytearray()
        self._start = 0
        #: Why the source broke off: told once all before that place is taken.
        self._fault: Broken | None = None
        #: How many bytes were taken from it.
        self.position = 0

    def peek(self, size: int) -> bytes:
        """The next bytes, as many as there are up to `size`, without taking them."""
        while len(self._held) - self._start < size and self._fill():
            pass
        return bytes(self._held[self._start : self._start + size]) or self._end()

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer do not mean the end, none do."""
        if self._start >= len(self._held) and not self._fill():
            return self._end()
        return self._take(min(size, len(self._held) - self._start))

    def read_up_to(self, size: int) -> bytes:
        """`size` bytes, or all there are."""
        # A buffer becomes the result without a copy; parts and what they are joined to take twice as much.
        taken = io.BytesIO()
        while size > 0 and (part := self.read(size)):
            size -= taken.write(part)
        return taken.getvalue()

    def readline(self, size: int = PIECE) -> bytes:
        """A line with its end, or its first `size` bytes."""
        searched = 0
        while True:
            found = self._held.find(b"\n", self._start + searched, self._start + size)
            if found >= 0:
                return self._take(found + 1 - self._start)
            searched = len(self._held) - self._start
            if searched >= size:
                return self._take(size)
            if not self._fill():
                # A line that the fault cut short is no line.
                return self._end() or self._take(searched)

    @property
    def can_go_back(self) -> bool:
        return self._seek is not None

    def go_to(self, position: int) -> None:
        """Continue from another place of the source; only where `can_go_back`."""
        if self._seek is None:
            raise Broken("this stream cannot be read twice")
        self._seek(position)
        self._held.clear()
        self._start, self.position, self._fault = 0, position, None

    def skip_to(self, mark: bytes) -> bool:
        """Skip to the next place where `mark` stands; False, at the end, where there is none."""
        while True:
            found = self._held.find(mark, self._start)
            if found >= 0:
                self._take(found - self._start)
                return True
            self._take(max(0, len(self._held) - self._start - len(mark) + 1))
            if not self._fill():
                return bool(self._end())

    def _take(self, size: int) -> bytes:
        taken = bytes(self._held[self._start : self._start + size])
        self._start += size
        self.position += size
        if self._start >= len(self._held):
            self._held.clear()
            self._start = 0
        return taken

    def _end(self) -> bytes:
        if self._fault is not None:
            raise self._fault
        return b""

    def _fill(self) -> bool:
        if self._fault is not None:
            return False
        try:
            more = self._source(PIECE)
        except Broken as fault:
            self._fault = fault
            return False
        except Exception as error:
            # Damaged data raise whatever the unpackers raise; a disk's error bears a number.
            if isinstance(error, OSError) and error.errno is not None:
                raise
            self._fault = Broken(f"{error}; fetch or pack it again")
            return False
        if self._start:
            del self._held[: self._start]
            self._start = 0
        self._held += more
        return bool(more)


class Gunzip:
    """What a gzip file holds, member after member, a bounded piece at a time."""

    def __init__(self, packed: Feed) -> None:
        self._packed = packed
        self._unpacker: zlib._Decompress | None = None
        self._given = 0
        #: Where the present member begins in the file.
        self.member_start = packed.position

    def next_member(self) -> bool:
        """Go to the next member; False at the end of the file. Raises Broken at what is no gzip."""
        while (head := self._packed.peek(PIECE)) and not head.strip(b"\x00"):
            self._packed.read(len(head))  # some programs fill up the last block with zeros
        if not head:
            return False
        self._packed.read(len(head) - len(head.lstrip(b"\x00")))
        self.member_start = self._packed.position
        if not self._packed.peek(2).startswith(GZIP):
            raise Broken(f"at byte {self.member_start:,} something that is no gzip follows; pack it again")
        self._unpacker = zlib.decompressobj(wbits=31)
        return True

    def read_member(self, size: int) -> bytes:
        """Up to `size` bytes of the present member; none at its end. Raises Broken where it is cut."""
        unpacker = self._unpacker
        if unpacker is None:
            return b""
        while not unpacker.eof:
            piece = self._packed.peek(PIECE // 4)
            try:
                out = unpacker.decompress(piece, size)
            except zlib.error as error:
                raise Broken(
                    f"its packed data are damaged near byte {self._packed.position:,} ({error}); fetch it"
                    " again"
                ) from error
            # What lies behind the member's end, or waits for the next call, was only looked at.
            self._packed.read_up_to(len(piece) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data))
            self._count(len(out))
            if out:
                return out
            if not piece and not unpacker.eof:
                raise Broken(f"it is cut off at byte {self._packed.position:,}; fetch it again")
        self._unpacker = None
        return b""

    def read(self, size: int) -> bytes:
        """Up to `size` bytes of all members together; none at the end of the file."""
        while True:
            if self._unpacker is not None and (out := self.read_member(size)):
                return out
            if not self.next_member():
                return b""

    def _count(self, size: int) -> None:
        self._given += size
        if self._given > HARMLESS and self._given > MOST_TIMES * self._packed.position:
            raise Bomb(
                f"it unpacks to more than {MOST_TIMES} times its size, as a bomb does; if it is none, unpack"
                " it and load what is inside"
            )
