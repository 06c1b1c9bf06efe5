"""What one stream of bytes holds: a document, or a container of them, told from its first bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO

from archive.capture.feeds import GZIP, PIECE, Broken, Feed, Gunzip
from archive.capture.json_lines import is_json_lines, read_json_lines
from archive.capture.met import Met, Place
from archive.capture.warc import Repeats, WarcReader
from archive.capture.zips import read_zip

_ZIP = b"PK\x03\x04"
_WARC = b"WARC/"
_NAMED = ((GZIP, "a gzip file"), (_ZIP, "a zip file"), (_WARC, "a WARC file"))
#: A WACZ (1) holds WARC files packed by gzip (2, 3); one more is somebody's parcel of them.
MOST_NESTED = 4
_OPENS = re.compile(rb"\x1f\x8b|PK\x03\x04|WARC/[01]\.|\s{0,20}\{")


def may_be_container(name: bytes, head: bytes) -> bool:
    """Whether a file that begins so has to be opened, not only read."""
    return _OPENS.match(head) is not None or is_json_lines(name, b"")


class Opener:
    """Opens containers within containers, for one run."""

    def __init__(self, size_limit: int) -> None:
        self.size_limit = size_limit
        self._repeats = Repeats()

    def open(
        self,
        place: Place,
        feed: Feed,
        file: IO[bytes] | None = None,
        *,
        size: int = 0,
        depth: int = 0,
        what: str = "a file in a container",
    ) -> Iterator[Met]:
        """What the stream holds. `file` is the same where it can be read in any order, `size` its length.

        A container that is cut or damaged is one refusal more, behind the members before that place.
        """
        try:
            head = feed.peek(PIECE)
            what = next((name for magic, name in _NAMED if head.startswith(magic)), what)
            yield from self._open(place, feed, file, size, depth)
        except Broken as error:
            yield place.rejected(
                f"is {what} and could not be read to its end: {error}; what stands before that place is taken"
            )

    def _open(self, place: Place, feed: Feed, file: IO[bytes] | None, size: int, depth: int) -> Iterator[Met]:
        head = feed.peek(PIECE)
        packed = head.startswith((GZIP, _ZIP))
        if packed and depth >= MOST_NESTED:
            yield place.rejected(f"is a container inside {depth} others; unpack it and load what is inside")
        elif head.startswith(_ZIP):
            yield from self._open_zip(place, feed, file, size, depth)
        elif head.startswith(GZIP):
            yield from self._open_gzip(place, feed, depth)
        elif head.startswith(_WARC):
            yield from WarcReader(place, self.size_limit, self._repeats).read(feed)
        elif is_json_lines(place.path, head):
            yield from read_json_lines(place, feed, self.size_limit)
        else:
            yield place.judged(feed.read_up_to(self.size_limit + 1), self.size_limit)

    def _open_zip(
        self, place: Place, feed: Feed, file: IO[bytes] | None, size: int, depth: int
    ) -> Iterator[Met]:
        if file is None:
            # The directory of a zip stands at its end: one in a stream has to be held whole.
            content = feed.read_up_to(self.size_limit + 1)
            size = len(content)
            if size > self.size_limit:
                yield place.rejected(
                    f"is a zip file of more than {self.size_limit:,} bytes in a stream or another container;"
                    " save it as a file of its own and load that"
                )
                return
            file = io.BytesIO(content)

        def open_member(member: Place, inside: Feed) -> Iterator[Met]:
            return self.open(member, inside, depth=depth + 1)

        yield from read_zip(place, file, size, open_member)

    def _open_gzip(self, place: Place, feed: Feed, depth: int) -> Iterator[Met]:
        if _begins_with_warc(feed.peek(PIECE)):
            yield from WarcReader(place, self.size_limit, self._repeats).read_packed(feed)
        else:
            yield from self.open(place, Feed(Gunzip(feed).read), depth=depth + 1, what="a gzip file")


def _begins_with_warc(packed: bytes) -> bool:
    inner = Feed(Gunzip(Feed(io.BytesIO(packed).read)).read)
    try:
        return inner.peek(len(_WARC)) == _WARC
    except Broken:
        return False
