"""The body of an HTTP response as the browser got it: without chunks and content encoding, bounded."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli

from archive.capture.feeds import PIECE, Broken

#: A server packs a page once, a proxy perhaps once more.
_MOST_ENCODINGS = 4
_LENGTH = re.compile(rb"[0-9a-fA-F]{1,60}")


class Stream(Protocol):
    """What a record's bytes are read from."""

    def read(self, length: int) -> bytes: ...
    def readline(self, length: int) -> bytes: ...


def read_body(stream: Stream, *, chunked: bool, encoding: str, limit: int) -> bytes:
    """Up to `limit` bytes of the body. Raises Broken where it cannot be unpacked."""
    pieces: Iterable[bytes] = _chunks(stream) if chunked else iter(lambda: stream.read(PIECE), b"")
    names = [part for part in encoding.lower().replace(" ", "").split(",") if part]
    if len(names) > _MOST_ENCODINGS:
        raise Broken(f"its content is said to be packed {len(names):,} times over")
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            pieces = _inflated(pieces, 31)
        elif name == "deflate":
            pieces = _inflated(pieces, 15)
        elif name == "br":
            pieces = _from_brotli(pieces)
        elif name not in ("identity", "none", "utf-8"):  # some servers name the charset here
            raise Broken(f"its content is packed as “{name[:40]}”, which is not known here")
    body = io.BytesIO()
    for piece in pieces:
        if body.write(piece[: limit - body.tell()]) < len(piece) or body.tell() >= limit:
            break
    return body.getvalue()


def _chunks(stream: Stream) -> Iterator[bytes]:
    """The data of the chunks; of a body that is only said to be chunked, all of it."""
    first = True
    while True:
        head = stream.readline(64)
        stated = head.split(b";")[0].strip()
        if not _LENGTH.fullmatch(stated):
            if not first:
                raise Broken("the length of one of its chunks is unreadable")
            # Programs that store the unpacked body often keep the server's header all the same.
            yield head
            yield from iter(lambda: stream.read(PIECE), b"")
            return
        size = int(stated, 16)
        if not size:
            return
        first = False
        while size:
            piece = stream.read(min(size, PIECE))
            if not piece:
                raise Broken("it is cut off in the middle of a chunk")
            size -= len(piece)
            yield piece
        stream.readline(64)


def _inflated(pieces: Iterable[bytes], window: int) -> Iterator[bytes]:
    """Unpacked data; of a body that is only said to be packed, all of it as it stands."""
    unpacker = zlib.decompressobj(wbits=window)
    begun = False
    for packed in pieces:
        piece = packed
        while True:
            try:
                out = unpacker.decompress(piece, PIECE)
            except zlib.error as error:
                if begun:
                    raise Broken(f"its packed content is damaged ({error})") from error
                if window == 15:  # servers send “deflate” without the header as often as with it
                    yield from _inflated(_again(piece, pieces), -15)
                else:
                    yield from _again(piece, pieces)
                return
            begun = begun or bool(out)
            if out:
                yield out
            piece = unpacker.unconsumed_tail
            if unpacker.eof:
                return
            if not piece and len(out) < PIECE:
                break
    if begun and not unpacker.eof:
        raise Broken("its packed content is cut off")


def _again(piece: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield piece
    yield from pieces


def _from_brotli(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    begun = False
    for packed in pieces:
        piece = packed
        while True:
            try:
                out = unpacker.process(piece, output_buffer_limit=PIECE)
            except brotli.error as error:
                if begun:
                    raise Broken("its packed content is damaged") from error
                yield from _again(piece, pieces)
                return
            begun = begun or bool(out)
            if out:
                yield out
            piece = b""
            if unpacker.can_accept_more_data() or unpacker.is_finished():
                break
    if begun and not unpacker.is_finished():
        raise Broken("its packed content is cut off")
