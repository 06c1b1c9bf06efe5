"""The body of an HTTP response as the browser got it: without chunks and content encoding, bounded."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli

from archive.capture.feeds import PIECE, Broken


class Stream(Protocol):
    """What a record's bytes are read from."""

    def read(self, length: int) -> bytes: ...
    def readline(self, length: int) -> bytes: ...


def read_body(stream: Stream, *, chunked: bool, encoding: str, limit: int) -> bytes:
    """Up to `limit` bytes of the body. Raises Broken where it cannot be unpacked."""
    pieces: Iterable[bytes] = _chunks(stream) if chunked else iter(lambda: stream.read(PIECE), b"")
    for name in reversed([part for part in encoding.lower().replace(" ", "").split(",") if part]):
        if name in ("gzip", "x-gzip"):
            pieces = _inflated(pieces, 31)
        elif name == "deflate":
            pieces = _inflated(pieces, 15)
        elif name == "br":
            pieces = _from_brotli(pieces)
        elif name not in ("identity", "none", "utf-8"):  # some servers name the charset here
            raise Broken(f"its content is packed as “{name[:40]}”, which is not known here")
    parts, size = [], 0
    for piece in pieces:
        parts.append(piece[: limit - size])
        size += len(parts[-1])
        if size >= limit:
            break
    return b"".join(parts)


def _chunks(stream: Stream) -> Iterator[bytes]:
    """The data of the chunks; of a body that is only said to be chunked, all of it."""
    first = True
    while True:
        head = stream.readline(64)
        try:
            size = int(head.split(b";")[0].strip() or b"x", 16)
        except ValueError:
            if not first:
                raise Broken("the length of one of its chunks is unreadable") from None
            # Programs that store the unpacked body often keep the server's header all the same.
            yield head
            yield from iter(lambda: stream.read(PIECE), b"")
            return
        if size <= 0:
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
