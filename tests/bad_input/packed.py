"""Containers: cut, lying, exploding, nested, locked."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.bad_input.stories import Bad, story

Made = tuple[Bad, bytes]
_WHEN = "2020-05-01T10:00:00Z"


def text(name: str) -> bytes:
    return story(name).text.encode()


# --------------------------------------------------------------------------- gzip


def zeros(size: int) -> bytes:
    """A gzip file of so many zeros, made without holding them."""
    packer = zlib.compressobj(9, wbits=31)
    piece = bytes(1_000_000)
    return b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()


def _gzip() -> Iterator[Made]:
    whole = gzip.compress(text("gzip"))
    bomb = zeros(3_000_000_000)
    for name, what, outcomes, says, content in (
        ("good", "a gzip file", "article", "", whole),
        ("bomb", "a gzip file of 3 GB of zeros", "rejected", "larger", bomb),
        ("bomb-of-bombs", "the same packed once more", "rejected", "larger", gzip.compress(bomb)),
        ("cut", "a gzip file cut off", "rejected", "cut off", gzip.compress(text("gzip cut") * 30)[:-40]),
        ("crc", "a gzip file whose checksum is wrong", "rejected", "damaged", whole[:-8] + bytes(8)),
        (
            "damaged",
            "a gzip file with a byte turned",
            "rejected",
            "damaged",
            whole[:30] + b"\xff\xff" + whole[32:],
        ),
        ("head-only", "the first two bytes of a gzip file", "rejected", "cut off", whole[:2]),
        (
            "trailing",
            "words behind a gzip file",
            "rejected",
            "no gzip",
            gzip.compress(text("gzip trailing")) + b"words",
        ),
        ("empty", "a gzip file of nothing", "rejected", "empty", gzip.compress(b"")),
        ("members", "100,000 empty gzip members", "rejected", "empty", gzip.compress(b"") * 100_000),
        (
            "picture",
            "a JPEG in a gzip file",
            "rejected",
            "JPEG",
            gzip.compress(b"\xff\xd8\xff\xe0" + bytes(99)),
        ),
        ("nested", "gzip in gzip, seven deep", "rejected", "inside 4 others", _times(7, text("gzip nested"))),
    ):
        yield Bad(f"packed/{name}.txt.gz".encode(), what, (outcomes,), says), content


def _times(times: int, content: bytes) -> bytes:
    for _ in range(times):
        content = gzip.compress(content)
    return content


# --------------------------------------------------------------------------- zip


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _zip() -> Iterator[Made]:
    good = zipped({f"{n}.txt": text(f"zip {n}") for n in "ab"})
    office = zipped({"[Content_Types].xml": b"x", "word/document.xml": b"<w:p/>"})
    sly = zipped(
        {
            "../../escaped.txt": text("zip dots"),
            "/etc/passwd": text("zip absolute"),
            "C:\\x\\y.txt": text("zip drive"),
        }
    )
    one = zipped({"a.txt": text("zip cut")})
    inner = zipped({f"{n}.txt": bytes(30_000_000) for n in range(20)})
    for name, what, outcomes, says, content in (
        ("good.txt", "a zip file under a text name", "article article", "", good),
        ("word.txt", "a Word file under a text name", "rejected", "office", office),
        ("sly.zip", "names that lead out of a zip", "article article article", "", sly),
        ("cut.zip", "a zip file cut off", "rejected", "directory", one[:-30]),
        ("no-end.zip", "the first bytes of a zip file", "rejected", "directory", one[:40]),
        ("empty.zip", "a zip file without members", "rejected", "empty", zipped({})),
        ("encrypted.zip", "an encrypted member", "rejected", "password", _encrypted()),
        ("method.zip", "a member packed by an unknown method", "rejected", "unpacked", _method(99)),
        ("lying-size.zip", "a member that states a wrong size", "article", "", _lying()),
        (
            "overlapping.zip",
            "1,000 members that share one 20 MB stretch of zeros",
            "rejected",
            "bomb",
            _overlapping(),
        ),
        (
            "bomb.zip",
            "20 members of 30 MB of zeros, in a zip in a zip",
            "rejected",
            "bomb|larger",
            zipped({"in.zip": inner}),
        ),
        ("nested.zip", "zip in zip, seven deep", "rejected", "inside 4 others", _zips(7, text("zip nested"))),
        ("quine.zip", "a directory that points at its own start", "rejected", "", _quine()),
        (
            "names.zip",
            "names that are not UTF-8, and control characters",
            "article article",
            "",
            _odd_names(),
        ),
        ("link.zip", "a link to /etc/passwd in a zip", "rejected", "link", _link()),
        (
            "many.zip",
            "20,000 members, all empty",
            "rejected " * 20_000,
            "empty",
            zipped({f"{n}.txt": b"" for n in range(20_000)}, 0),
        ),
        ("directory.zip", "a directory that claims 4 GB", "rejected", "directory", _large_directory()),
    ):
        found = tuple(sorted(outcomes.split()))
        several = name in ("overlapping.zip", "bomb.zip")
        yield (
            Bad(f"packed/{name}".encode(), what, found, says, 60.0 if name == "many.zip" else 10.0, several),
            content,
        )


def _zips(times: int, content: bytes) -> bytes:
    for n in range(times):
        content = zipped({f"{n}.zip" if n else "page.txt": content})
    return content


def _encrypted() -> bytes:
    content = bytearray(zipped({"a.txt": text("zip encrypted")}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def _method(number: int) -> bytes:
    content = bytearray(zipped({"a.txt": text("zip method")}))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.index(mark) + place
        content[at : at + 2] = struct.pack("<H", number)
    return bytes(content)


def _lying() -> bytes:
    content = bytearray(zipped({"a.txt": text("zip lying") * 9}))
    for mark, place in ((b"PK\x03\x04", 18), (b"PK\x01\x02", 20)):
        at = content.index(mark) + place
        content[at : at + 8] = struct.pack("<II", 0xFFFF_FFF0, 0xFFFF_FFF0)
    return bytes(content)


def _record(name: bytes, packed_size: int, size: int, crc: int, offset: int) -> bytes:
    return (
        struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            33,
            crc,
            packed_size,
            size,
            len(name),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        + name
    )


def _overlapping() -> bytes:
    """Every record of the directory points at the same member."""
    size = 20_000_000
    packer = zlib.compressobj(9, wbits=-15)
    body = packer.compress(bytes(size)) + packer.flush()
    crc = zlib.crc32(bytes(size))
    local = (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(body), size, 5, 0) + b"a.txt" + body
    )
    directory = b"".join(_record(b"a.txt", len(body), size, crc, 0) for _ in range(1000))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), len(local), 0)
    return local + directory + end


def _quine() -> bytes:
    directory = _record(b"a.zip", 0xFFFF, 0xFFFF, 0, 0)
    head = b"PK\x03\x04" + bytes(26)
    return head + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(head), 0)


def _large_directory() -> bytes:
    return (
        b"PK\x03\x04"
        + bytes(100)
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_000, 65_000, 0xFFFF_FFFE, 0, 0)
    )


def _odd_names() -> bytes:
    content = zipped({"caf_.txt": text("zip latin name"), "a_b.txt": text("zip control name")})
    return content.replace(b"caf_.txt", b"caf\xe9.txt").replace(b"a_b.txt", b"a\nb.txt")


def _link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


# --------------------------------------------------------------------------- JSON lines


def _json_lines() -> Iterator[Made]:
    def line(**record: object) -> bytes:
        return json.dumps(record).encode() + b"\n"

    good = line(text=story("line 1").text, url="https://news.example/line-1", captured=_WHEN)
    wrong: list[tuple[bytes, str]] = [
        (line(text=5), "rejected"),
        (line(text=None, html=None), "rejected"),
        (line(text="a", html="<p>b"), "rejected"),
        (line(text=story("line url").text, url=5), "rejected"),
        (line(text=story("line when").text, captured="soon"), "rejected"),
        (b'["a"]\n', "rejected"),
        (b'"a"\n', "rejected"),
        (b"null\n", "rejected"),
        (b'{"text": "a"\n', "rejected"),
        (b'{"text": "\xff\xfe"}\n', "rejected"),
        (b"[" * 200_000 + b"\n", "rejected"),
        (b'{"text": ' * 100_000 + b"\n", "rejected"),
        (b'{"text": "' + b"a" * 9_000_000 + b'"}\n', "rejected"),
        (b'{"text": ' + b"9" * 100_000 + b"}\n", "rejected"),
        (line(text=""), "rejected"),
        (b'{"text": "first", "text": ' + json.dumps(story("line twice").text).encode() + b"}\n", "article"),
        (b'{"url": NaN, "text": ' + json.dumps(story("line nan").text).encode() + b"}\n", "rejected"),
        (b'{"text": ' + json.dumps(story("line lone").text + "\ud800").encode() + b"}\n", "article"),
        (line(text=story("line path").text, path="../../etc/passwd"), "article"),
    ]
    lines = b"".join(content for content, _ in wrong)
    outcomes = tuple(sorted([*(o for _, o in wrong), "article", "article"]))
    last = line(text=story("line last").text).rstrip(b"\n")
    yield (
        Bad(b"packed/lines.jsonl", "lines of wrong kinds, deep, giant, with keys twice, NaN", outcomes),
        (good + lines + last),
    )
    yield (
        Bad(b"packed/one-line.jsonl", "one line of 40 MB that never ends", ("rejected",), "8,388,608"),
        (b'{"text": "' + b"words " * 7_000_000),
    )
    yield (
        Bad(b"packed/cut.jsonl", "a file cut off in its line", ("article", "rejected"), "cut off"),
        (line(text=story("line before cut").text) + line(text=story("line cut").text)[:-40]),
    )


# --------------------------------------------------------------------------- WARC


def record(
    body: bytes,
    address: str,
    *,
    length: str | None = None,
    kind: str = "response",
    http: str = "",
    charset: str = "",
) -> bytes:
    """One record of a WARC file; `length` states another one than its own."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html{charset}\r\n{http}\r\n".encode()
    block = head + body
    stated = str(len(block)) if length is None else length
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {_WHEN}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {stated}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def _warc() -> Iterator[Made]:
    def page(name: str) -> bytes:
        return story(name).page().encode()

    def between(name: str, middle: bytes) -> bytes:
        """The record between two good ones, which must not be lost."""
        return (
            record(page(f"{name} before"), f"https://news.example/{name}-1")
            + middle
            + record(page(f"{name} after"), f"https://news.example/{name}-3")
        )

    address = "https://news.example/x"
    for name, what, middle, says in (
        ("negative", "a record of negative length", record(page("w"), address, length="-5"), ""),
        ("huge", "a record that claims 900 PB", record(page("w"), address, length="9" * 18), ""),
        ("endless-number", "a length of 10,000 digits", record(page("w"), address, length="9" * 10_000), ""),
        ("words", "a length in words", record(page("w"), address, length="many"), ""),
        ("short", "a length that is too short", record(page("w"), address, length="100"), "length"),
        (
            "long",
            "a length that reaches into the next record",
            record(page("w"), address, length="900"),
            "length",
        ),
        (
            "chunks",
            "chunks of unreadable length",
            record(b"5\r\nhello\r\nzz\r\nxx", address, http="Transfer-Encoding: chunked\r\n"),
            "chunk",
        ),
        (
            "chunk-huge",
            "a chunk of 10^30 bytes",
            record(b"F" * 25 + b"\r\nhello", address, http="Transfer-Encoding: chunked\r\n"),
            "chunk",
        ),
        (
            "chunk-negative",
            "a chunk of negative length",
            record(b"5\r\nhello\r\n-5\r\nxx", address, http="Transfer-Encoding: chunked\r\n"),
            "",
        ),
        (
            "encoding",
            "content that is said to be packed and cut",
            record(gzip.compress(page("w") * 9)[:-30], address, http="Content-Encoding: gzip\r\n"),
            "cut",
        ),
        (
            "encodings",
            "content packed 100 times, so it says",
            record(page("w"), address, http=f"Content-Encoding: {', '.join(['gzip'] * 100)}\r\n"),
            "",
        ),
        (
            "bomb",
            "3 GB of zeros in a record",
            record(zeros(3_000_000_000), address, http="Content-Encoding: gzip\r\n"),
            "larger",
        ),
        (
            "no-http",
            "a response without HTTP",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n",
            "",
        ),
        ("head", "a head of 3 MB", b"WARC/1.0\r\n" + b"X-A: b\r\n" * 400_000 + b"\r\n", "head"),
        ("head-line", "a head line of 3 MB", b"WARC/1.0\r\nX-A: " + b"b" * 3_000_000 + b"\r\n\r\n", ""),
        (
            "noise",
            "a kilobyte of noise between records",
            b"WARC/1.0" + bytes(range(256)) * 4 + b"\r\n\r\n",
            "",
        ),
    ):
        outcomes = ("article", "article", "rejected")
        yield (
            Bad(f"warc/{name}.warc".encode(), f"{what}, between two good ones", outcomes, says),
            between(name, middle),
        )
    cut = between("cut", record(page("cut middle"), address + "/cut"))
    yield (
        Bad(
            b"warc/cut.warc",
            "a WARC file cut off in its last record",
            ("article", "article", "rejected"),
            "cut off",
        ),
        cut[:-300],
    )
    packed_one = b"".join(
        gzip.compress(record(page(f"packed {n}"), f"{address}/packed/{n}")) for n in range(3)
    )
    yield (
        Bad(b"warc/cut.warc.gz", "a packed WARC file cut off", ("article", "article", "rejected"), "cut off"),
        packed_one[:-60],
    )
    for number, (charset, real) in enumerate(
        (
            ("utf-8", "cp1252"),
            ("iso-8859-1", "utf-8"),
            ("windows-1251", "windows-1251"),
            ("base64", "utf-8"),
            ("x" * 300, "utf-8"),
        )
    ):
        body = story(f"warc charset {number}").page().replace("plan", "план" if "1251" in real else "plän")
        yield (
            Bad(
                f"warc/charset-{number}.warc".encode(),
                f"the server says {charset[:20]}, the page is {real}",
                ("article",),
            ),
            record(
                body.encode(real, "replace"), f"{address}/charset/{number}", charset=f"; charset={charset}"
            ),
        )
    odd = record(page("warc address"), "javascript:alert(1)") + record(
        page("warc file"), "file:///etc/passwd"
    )
    yield (
        Bad(
            b"warc/addresses.warc",
            "records whose addresses are no web addresses",
            ("rejected", "rejected"),
            "no answer to HTTP",
        ),
        odd,
    )


#: By folder, what makes the inputs in it.
PACKED = {"packed": (_gzip, _zip, _json_lines), "warc": (_warc,)}
