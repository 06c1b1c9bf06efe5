"""WARC files: the pages in their records, with address and time of capture; whatever else is said why not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from warcio.recordloader import ArcWarcRecordLoader

from archive.capture.bodies import read_body
from archive.capture.feeds import GZIP, PIECE, Bomb, Broken, Feed, Gunzip
from archive.capture.met import Met, Place, Refusal, Revisit
from archive.capture.stated import NotStated, stated_address, stated_time
from archive.documents import RawCapture

#: The lines before a record's content are read whole.
HEAD_LIMIT = 1024 * 1024
#: How often one file is read again from behind a record whose length is a lie.
_MOST_RETURNS = 100
_MOST_KNOWN = 200_000
#: Answers that send a browser on to the address of the same page.
_REDIRECTS = {"301", "302", "303", "307", "308"}
#: Records about records; they hold no page, and get no line.
_FURNITURE = {"warcinfo", "request", "metadata"}
#: What a page may be said to be; "" and the others are what servers say that do not know.
_HTML = {"text/html", "application/xhtml+xml"}
_PAGES = {*_HTML, "text/plain", "", "application/octet-stream", "unknown/unknown", "unk"}


class Repeats:
    """What the records met so far held, so that a revisit can be understood; the latest 200,000."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()

    def remember(self, keys: list[tuple[str, str]], digest: str) -> None:
        for key in keys:
            self._known[key] = digest
            self._known.move_to_end(key)
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    def find(self, keys: list[tuple[str, str]]) -> str | None:
        """SHA-256 of the bytes that a record held; "" where it was not taken, None where none was met."""
        return next((self._known[key] for key in keys if key in self._known), None)


class _Stream:
    """What warcio reads from: lines before the content are bounded together."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._lines = 0

    def read(self, size: int) -> bytes:
        return self._feed.read(size)

    def readline(self, size: int | None = None) -> bytes:
        line = self._feed.readline(PIECE if size is None else min(size, PIECE))
        if size is None or size > 64:  # the lengths of chunks are asked for with 64
            self._lines += len(line)
            if self._lines > HEAD_LIMIT:
                raise ValueError("its head has no end")
        return line

    def tell(self) -> int:
        return self._feed.position


class WarcReader:
    """Reads one WARC file, plain or packed by gzip record by record, as it should be, or as a whole."""

    def __init__(self, place: Place, size_limit: int, repeats: Repeats) -> None:
        self._place = place
        self._size_limit = size_limit
        self._repeats = repeats
        self._loader = ArcWarcRecordLoader()
        self._returns = 0

    def read_packed(self, packed: Feed) -> Iterator[Met]:
        """The records of a `.warc.gz`, each at the offset of its gzip member in the file."""
        gunzip = Gunzip(packed)
        lost = False
        while True:
            try:
                if not gunzip.next_member():
                    return
                member = Feed(gunzip.read_member)
                if not lost or member.peek(5) == b"WARC/":
                    lost = False
                    yield from self.read(member, gunzip.member_start)
                while member.read(PIECE):
                    pass
            except Broken as error:
                if not lost:
                    here = replace(self._place, offset=gunzip.member_start)
                    yield here.rejected(f"holds a record that cannot be read: {error}; the others are taken")
                lost = True
                if isinstance(error, Bomb) or not packed.can_go_back:
                    return
                packed.go_to(gunzip.member_start + 1)
                if not packed.skip_to(GZIP + b"\x08"):
                    return

    def read(self, feed: Feed, base: int = 0) -> Iterator[Met]:
        """The records of a plain WARC file; `base` is where the feed begins in the file."""
        while True:
            while feed.peek(1) in (b"\r", b"\n"):
                feed.read(1)
            start = feed.position
            here = replace(self._place, offset=base + start)
            head = feed.peek(5)
            if not head:
                return
            if head != b"WARC/":
                yield here.rejected("is no WARC record where one should begin; the next one is looked for")
            else:
                met, whole = self._record(here, feed)
                if met is not None:
                    yield met
                if whole:
                    continue
                if feed.can_go_back and self._returns < _MOST_RETURNS:
                    self._returns += 1
                    feed.go_to(start + 1)
            if not feed.skip_to(b"\nWARC/1."):
                return
            feed.read(1)

    def _record(self, here: Place, feed: Feed) -> tuple[Met | None, bool]:
        """What one record is, and whether the next one begins where this one says it ends."""
        try:
            record = self._loader.parse_record_stream(_Stream(feed), known_format="warc")
            if record.length is None:
                return here.rejected(
                    "is a record that does not state its length; write the WARC file again"
                ), False
            met = self._met(here, record)
            while record.raw_stream.read(PIECE):
                pass
        except Broken:
            raise
        except Exception as error:  # warcio raises what Python raises: IndexError, AttributeError, …
            said = f" ({error})" if isinstance(error, ValueError) else ""  # others speak of Python
            return here.rejected(
                f"is a damaged record, whose head cannot be understood{said}; fetch it again"
            ), False
        if record.raw_stream.limit > 0:
            return here.rejected(
                f"is cut off, or states a length that is not its own: {record.raw_stream.limit:,} of its"
                f" {record.length:,} bytes are missing; fetch it again"
            ), False
        after = feed.peek(16).lstrip(b"\r\n")[:5]
        if after and not b"WARC/".startswith(after):
            return here.rejected(
                f"states a length ({record.length:,} bytes) behind which no record begins: its content cannot"
                " be told from what follows; fetch it again"
            ), False
        if isinstance(met, RawCapture):
            self._repeats.remember(_keys(record), met.digest)
        elif isinstance(met, Refusal):
            self._repeats.remember(_keys(record), "")
        return met, True

    def _met(self, here: Place, record: Any) -> Met | None:
        kind = (record.rec_type or "").lower()
        if kind in _FURNITURE:
            return None
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        here = replace(here, url=_address(address), captured_at=_time(record))
        if record.rec_headers.get_header("WARC-Segment-Number"):
            return here.rejected("is one part of a record in several; join its parts and load that")
        if kind == "revisit":
            return self._revisit(here, record)
        if kind not in ("response", "resource", "conversion"):
            return here.rejected(f"is a record of the kind “{kind[:40]}”, which holds no page")
        reason = _no_page(kind, address, record.http_headers)
        if reason:
            return replace(here.rejected(reason), goal=_goal(kind, address, record.http_headers))
        found = self._page(here, record)
        stated = _payload(record)
        return replace(found, stated_digest=stated) if stated and isinstance(found, RawCapture) else found

    def _page(self, here: Place, record: Any) -> Met:
        headers = record.http_headers

        def stated(name: str) -> str:
            return (headers.get_header(name) or "") if headers else ""

        kind = stated("Content-Type") if headers else record.content_type or ""
        main, _, rest = kind.partition(";")
        main = main.strip().lower()
        if main not in _PAGES:
            return here.rejected(f"is {main[:60]}, not a page of text or HTML")
        try:
            content = read_body(
                record.raw_stream,
                chunked=stated("Transfer-Encoding").lower() == "chunked",
                encoding=stated("Content-Encoding"),
                limit=self._size_limit + 1,
            )
        except Broken as error:
            return here.rejected(f"holds a page that cannot be unpacked: {error}; capture it again")
        found = here.judged(content, self._size_limit, "text/html" if main in _HTML else None)
        charset = _charset(rest)
        return replace(found, stated_encoding=charset) if charset and isinstance(found, RawCapture) else found

    def _revisit(self, here: Place, record: Any) -> Met:
        digest = self._repeats.find(_keys(record, earlier=True))
        if digest == "":
            return here.rejected("repeats a record that was not taken either")
        assert here.offset is not None  # noqa: S101
        headers = record.rec_headers
        return Revisit(
            path=str(replace(here, offset=None)),
            path_bytes=here.path,
            record_offset=here.offset,
            digest=digest or "",
            url=here.url,
            captured_at=here.captured_at,
            stated_digest=_payload(record),
            refers_to=_address(headers.get_header("WARC-Refers-To-Target-URI") or ""),
            refers_at=_time(record, "WARC-Refers-To-Date"),
        )


def _payload(record: Any) -> str | None:
    """The digest of its payload as a record states it."""
    return (record.rec_headers.get_header("WARC-Payload-Digest") or "").strip()[:200] or None


def _keys(record: Any, *, earlier: bool = False) -> list[tuple[str, str]]:
    """By what a revisit may refer to a record: digest of its payload, address and time, address alone."""
    headers = record.rec_headers
    payload = headers.get_header("WARC-Payload-Digest") or ""
    address, when = headers.get_header("WARC-Target-URI") or "", headers.get_header("WARC-Date") or ""
    if earlier:
        address = headers.get_header("WARC-Refers-To-Target-URI") or address
        when = headers.get_header("WARC-Refers-To-Date") or ""
    keys = [("payload", payload)] if payload else []
    if address and when:
        keys.append(("met", f"{when} {address}"))
    elif address and not payload:
        keys.append(("address", address))
    if not earlier and address:
        keys.append(("address", address))
    return keys


def _no_page(kind: str, address: str, headers: Any) -> str:
    """Why a response or resource holds no page; "" where it may."""
    if kind == "response" and headers is None:
        return f"is no answer to HTTP ({address[:200]}), so it holds no page"
    if address.lower().startswith("urn:"):
        return f"is what a program noted of a page ({address[:200]}), not the page"
    status = headers.get_statuscode() if headers else "200"
    if status[:1] == "3":
        goal = headers.get_header("Location") or "an unknown address"
        return f"is a redirect ({status}) from {address[:300]} to {goal[:300]}, without a page"
    if status not in ("200", "203"):
        return f"is the server's answer {status[:20]} for {address[:300]}, not a page"
    return ""


def _address(value: str) -> str | None:
    try:
        return stated_address(value)
    except NotStated:
        return None


def _goal(kind: str, address: str, headers: Any) -> str | None:
    """Where a redirect leads."""
    if kind != "response" or headers is None or headers.get_statuscode() not in _REDIRECTS:
        return None
    try:
        return _address(urljoin(address, (headers.get_header("Location") or "").strip()))
    except ValueError:  # "http://[broken"
        return None


def _time(record: Any, name: str = "WARC-Date") -> Any:
    try:
        return stated_time(record.rec_headers.get_header(name))
    except NotStated:
        return None


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'").lower()[:40] or None
    return None
