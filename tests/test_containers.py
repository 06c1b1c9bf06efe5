"""Containers: every member comes out once, with its address and time, or with the reason why not."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from archive.capture import Refusal, Revisit, find_captures
from archive.documents import RawCapture

PAGE = b"A headline\n\nA paragraph of the article.\n"
HTML = b"<!doctype html><title>x</title><p>A paragraph of the page.</p>"
ADDRESS = "https://news.example/a-1"
WHEN = "2020-05-01T10:00:00Z"


def found_in(path: Path, content: bytes | None = None, **options) -> list:
    if content is not None:
        path.write_bytes(content)
    return list(find_captures([path], **options))


def contents(found: list) -> list[bytes]:
    return [met.content for met in found if isinstance(met, RawCapture)]


def reasons(found: list) -> list[str]:
    return [met.message for met in found if isinstance(met, Refusal)]


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def zipped(members: dict[str, bytes], **options) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


class Warc:
    """Writes WARC files record by record."""

    def __init__(self, *, packed: bool = False) -> None:
        self.packed = packed
        self.content = b""
        self.starts: list[int] = []

    def add(self, kind: str, block: bytes, **headers: str) -> None:
        self.starts.append(len(self.content))
        stated = {"WARC-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
        head = "".join(f"{name}: {value}\r\n" for name, value in stated.items())
        length = f"Content-Length: {len(block)}\r\n"
        record = f"WARC/1.0\r\n{head}{length}\r\n".encode() + block + b"\r\n\r\n"
        self.content += gzip.compress(record) if self.packed else record

    def response(self, body=HTML, url=ADDRESS, status="200 OK", when=WHEN, **headers: str) -> None:
        stated = {"Content-Type": "text/html", **{k.replace("_", "-"): v for k, v in headers.items()}}
        http = f"HTTP/1.1 {status}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in stated.items()) + "\r\n"
        self.add(
            "response",
            http.encode() + body,
            WARC_Target_URI=url,
            WARC_Date=when,
            WARC_Payload_Digest=digest_of(body),
            Content_Type="application/http; msgtype=response",
        )

    def revisit(self, digest: str, when: str, url=ADDRESS) -> None:
        self.add(
            "revisit",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            WARC_Target_URI=url,
            WARC_Date=when,
            WARC_Payload_Digest=digest,
            Content_Type="application/http; msgtype=response",
        )


def digest_of(body: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


# --------------------------------------------------------------------------- gzip


def test_a_gzip_file_is_the_document_inside(tmp_path: Path):
    (met,) = found_in(tmp_path / "page.txt.gz", gzip.compress(PAGE))
    assert (met.content, met.path) == (PAGE, str(tmp_path / "page.txt.gz"))


def test_gzip_members_that_follow_each_other_are_one_document(tmp_path: Path):
    packed = gzip.compress(PAGE) + gzip.compress(PAGE) + bytes(512)  # tapes are filled up with zeros
    assert contents(found_in(tmp_path / "page.gz", packed)) == [PAGE + PAGE]


@pytest.mark.parametrize(
    ("packed", "says"),
    [
        (gzip.compress(PAGE * 50, mtime=0)[:-20], "cut off at byte"),
        (gzip.compress(PAGE, mtime=0)[:-6] + b"\x00\x00\x00\x00\x00\x00", "damaged"),  # checksum and length
        (gzip.compress(PAGE, mtime=0) + b"more words", "no gzip"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (gzip.compress(b"\xff\xd8\xff\xe0", mtime=0), "JPEG"),
    ],
)
def test_a_broken_gzip_file_is_refused_with_the_place(tmp_path: Path, packed: bytes, says: str):
    (refusal,) = found_in(tmp_path / "page.gz", packed)
    assert isinstance(refusal, Refusal)
    assert says in refusal.message
    assert str(tmp_path / "page.gz") in refusal.message


def test_a_gzip_bomb_is_read_to_the_limit_only(tmp_path: Path):
    (refusal,) = found_in(tmp_path / "bomb.gz", gzip.compress(bytes(40_000_000)), size_limit=1000)
    assert "larger than a document may be" in refusal.message


def test_containers_nest_only_so_deep(tmp_path: Path):
    packed = PAGE
    for _ in range(7):
        packed = gzip.compress(packed)
    (refusal,) = found_in(tmp_path / "page.gz", packed)
    assert "inside 4 others" in refusal.message
    assert contents(found_in(tmp_path / "page.gz", gzip.compress(gzip.compress(PAGE)))) == [PAGE]


# --------------------------------------------------------------------------- zip


def test_members_of_a_zip_come_out_with_their_names(tmp_path: Path):
    packed = zipped(
        {"a/one.txt": PAGE, "empty.txt": b"", "README.md": b"x", "__MACOSX/._one": b"x", "two.html": HTML}
    )
    found = found_in(tmp_path / "pages.zip", packed)
    assert [Path(met.path).relative_to(tmp_path).as_posix() for met in found] == [
        "pages.zip/a/one.txt",
        "pages.zip/empty.txt",
        "pages.zip/two.html",
    ]
    assert contents(found) == [PAGE, HTML]


def test_names_in_a_zip_that_lead_out_are_only_names(tmp_path: Path):
    (met,) = found_in(tmp_path / "sly.zip", zipped({"../../escaped.txt": PAGE}))
    assert met.path.endswith("sly.zip/../../escaped.txt")
    assert not (tmp_path.parent.parent / "escaped.txt").exists()


def test_two_members_of_one_name_are_told_apart(tmp_path: Path):
    packed = zipped({"a.txt": PAGE, "b.txt": HTML}).replace(b"b.txt", b"a.txt")
    one, two = found_in(tmp_path / "twice.zip", packed)
    assert (one.content, two.content) == (PAGE, HTML)
    assert one.record_offset != two.record_offset


def test_one_bad_member_of_a_zip_does_not_cost_the_others(tmp_path: Path):
    packed = bytearray(zipped({"a.txt": PAGE, "b.txt": PAGE * 3, "c.txt": HTML}))
    packed[packed.index(b"b.txt") + 8] ^= 0xFF
    found = found_in(tmp_path / "pages.zip", bytes(packed))
    assert contents(found) == [PAGE, HTML]
    (reason,) = reasons(found)
    assert "pages.zip/b.txt" in reason


def test_an_encrypted_member_says_what_to_do(tmp_path: Path):
    packed = bytearray(zipped({"a.txt": PAGE}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flags, in both headers
        packed[packed.index(mark) + place] |= 1
    (refusal,) = found_in(tmp_path / "secret.zip", bytes(packed))
    assert "password" in refusal.message


@pytest.mark.parametrize(
    ("packed", "says"),
    [
        (zipped({"a.txt": PAGE})[:-30], "directory"),
        (zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "office file"),
        (zipped({"a.txt": bytes(3_000)}), "larger than a document may be"),
    ],
)
def test_zips_that_hold_no_pages_are_one_refusal(tmp_path: Path, packed: bytes, says: str):
    (refusal,) = found_in(tmp_path / "pages.zip", packed, size_limit=2_000)
    assert says in refusal.message


def test_a_zip_that_unpacks_to_too_much_is_left(tmp_path: Path):
    part = bytes(50_000_000)
    found = found_in(tmp_path / "bomb.zip", zipped({f"{n}.txt": part for n in range(8)}), size_limit=100)
    assert "as a bomb does" in found[-1].message
    assert len(found) < 8


# --------------------------------------------------------------------------- JSON lines


def test_a_line_of_json_is_a_capture_at_its_offset(tmp_path: Path):
    content = lines(
        {"path": "a.txt", "url": ADDRESS, "captured": WHEN, "text": "Wörter\n"},
        {"path": "b.html", "html": HTML.decode()},
    )
    text, html = found_in(tmp_path / "pages.jsonl", content)
    assert (text.content, text.media_type, text.url) == ("Wörter\n".encode(), "text/plain", ADDRESS)
    assert text.captured_at == datetime(2020, 5, 1, 10, tzinfo=UTC)
    assert (html.content, html.media_type, html.url, html.captured_at) == (HTML, "text/html", None, None)
    assert (text.record_offset, html.record_offset) == (0, content.index(b"\n") + 1)


def test_json_lines_are_told_by_their_content_too(tmp_path: Path):
    assert contents(found_in(tmp_path / "pages.txt", lines({"text": "x"}, {"text": "y"}))) == [b"x", b"y"]
    (single,) = found_in(tmp_path / "data.json", lines({"url": ADDRESS, "name": "x"}))
    assert (single.media_type, single.record_offset) == ("application/json", None)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"text": "x"', "no line of JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'["x"]', "no object"),
        (b'{"url": "https://news.example/"}', "neither"),
        (b'{"text": "x", "html": "<p>"}', "both"),
        (b'{"text": 5}', "neither"),
        (b'{"text": "x", "url": "javascript:x"}', "no web address"),
        (b'{"text": "x", "captured": "yesterday"}', "no time"),
        (b'{"text": "  "}', "only white space"),
    ],
)
def test_a_bad_line_is_refused_and_the_others_are_taken(tmp_path: Path, line: bytes, says: str):
    good = lines({"text": "good"})
    found = found_in(tmp_path / "pages.jsonl", good + line + b"\n\n" + good)
    assert contents(found) == [b"good", b"good"]
    (refusal,) = [met for met in found if isinstance(met, Refusal)]
    assert says in refusal.message
    assert refusal.record_offset == len(good)


def test_lone_surrogates_become_the_replacement_character_one_for_one(tmp_path: Path):
    (met,) = found_in(tmp_path / "p.jsonl", b'{"text": "a\\ud800\\udc00\\ud800b"}\n')
    assert met.content.decode() == "a\U00010000\ufffdb"


def test_lines_before_the_cut_of_a_gzip_file_are_taken(tmp_path: Path):
    packed = gzip.compress(lines(*({"text": f"page {n} {n * 7919}"} for n in range(2000))))
    found = found_in(tmp_path / "pages.jsonl.gz", packed[: len(packed) // 2])
    assert len(contents(found)) > 500
    (reason,) = reasons(found)
    assert "cut off" in reason


# --------------------------------------------------------------------------- WARC


@pytest.mark.parametrize("packed", [False, True])
def test_a_response_is_a_capture_with_address_time_and_offset(tmp_path: Path, packed: bool):
    warc = Warc(packed=packed)
    warc.add("warcinfo", b"software: x\r\n", WARC_Date=WHEN)
    warc.response()
    warc.response(
        b"Words\n", url="https://news.example/2", when="2021-01-01T00:00:00Z", Content_Type="text/plain"
    )
    one, two = found_in(tmp_path / "x.warc", warc.content)
    assert (one.content, one.url, one.media_type) == (HTML, ADDRESS, "text/html")
    assert one.captured_at == datetime(2020, 5, 1, 10, tzinfo=UTC)
    assert (two.content, two.media_type) == (b"Words\n", "text/plain")
    assert [one.record_offset, two.record_offset] == warc.starts[1:]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (
            gzip.compress(HTML, mtime=0),
            {"Content_Encoding": "gzip"},
        ),  # without the time, which names the test
        (brotli.compress(HTML), {"Content_Encoding": "br"}),
        (HTML, {"Content_Encoding": "gzip"}),  # stored unpacked, with the header kept
        (
            b"5\r\n" + HTML[:5] + b"\r\n%x\r\n" % len(HTML[5:]) + HTML[5:] + b"\r\n0\r\n\r\n",
            {"Transfer_Encoding": "chunked"},
        ),
        (HTML, {"Transfer_Encoding": "chunked"}),
    ],
)
def test_the_page_is_what_the_browser_got(tmp_path: Path, body: bytes, headers: dict):
    warc = Warc()
    warc.response(body, **headers)
    assert contents(found_in(tmp_path / "x.warc", warc.content)) == [HTML]


def test_the_charset_of_the_answer_is_kept(tmp_path: Path):
    warc = Warc()
    warc.response(Content_Type="text/html; charset=Windows-1251")
    (met,) = found_in(tmp_path / "x.warc", warc.content)
    assert met.stated_encoding == "windows-1251"


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ({"status": "301 Moved", "Location": "https://news.example/new"}, "redirect (301)"),
        ({"status": "404 Not Found"}, "answer 404"),
        ({"body": b""}, "is empty"),
        ({"body": b"body {}", "Content_Type": "text/css"}, "text/css"),
        ({"body": b"\xff\xd8\xff\xe0", "Content_Type": "text/html"}, "JPEG"),
        ({"body": gzip.compress(HTML * 9, mtime=0)[:-12], "Content_Encoding": "gzip"}, "cut off"),
        ({"body": brotli.compress(bytes(40_000_000)), "Content_Encoding": "br"}, "larger than"),
        ({"body": HTML, "Content_Encoding": "zstd"}, "zstd"),
    ],
)
def test_a_record_without_a_page_has_its_line_and_the_next_is_taken(tmp_path: Path, made: dict, says: str):
    warc = Warc(packed=True)
    warc.response(**made)
    warc.response(b"<p>next</p>")
    found = found_in(tmp_path / "x.warc.gz", warc.content, size_limit=10_000_000)
    assert contents(found) == [b"<p>next</p>"]
    (reason,) = reasons(found)
    assert says in reason


def test_a_revisit_is_another_sighting_of_the_record_it_repeats(tmp_path: Path):
    warc = Warc(packed=True)
    warc.response()
    warc.revisit(digest_of(HTML), "2022-02-02T00:00:00Z")
    warc.revisit("sha1:ABSENT", "2022-02-02T00:00:00Z", url="https://news.example/other")
    page, again, lost = found_in(tmp_path / "x.warc.gz", warc.content)
    assert isinstance(again, Revisit)
    assert (again.digest, again.url) == (page.digest, ADDRESS)
    assert again.captured_at == datetime(2022, 2, 2, tzinfo=UTC)
    assert (again.path, again.record_offset) == (page.path, warc.starts[1])
    assert (lost.digest, lost.stated_digest) == ("", "sha1:ABSENT")  # an earlier run may have met it


def test_a_revisit_of_a_record_that_was_not_taken_is_refused(tmp_path: Path):
    warc = Warc()
    warc.response(b"body {}", Content_Type="text/css")
    warc.revisit(digest_of(b"body {}"), "2022-02-02T00:00:00Z")
    assert "was not taken either" in reasons(found_in(tmp_path / "x.warc", warc.content))[1]


@pytest.mark.parametrize(
    ("location", "goal"),
    [
        ("https://news.example/new", "https://news.example/new"),
        ("/new?x=1", "https://news.example/new?x=1"),
        ("//other.example/new", "https://other.example/new"),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
    ],
)
def test_a_redirect_says_where_it_leads(tmp_path: Path, location: str, goal: str | None):
    warc = Warc()
    warc.response(status="301 Moved", Location=location)
    (met,) = found_in(tmp_path / "x.warc", warc.content)
    assert (met.outcome, met.url, met.goal) == ("rejected", ADDRESS, goal)


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_warc_gives_the_records_before_the_cut(tmp_path: Path, packed: bool):
    warc = Warc(packed=packed)
    warc.response(b"<p>one</p>")
    warc.response(b"<p>" + b" two" * 500)
    found = found_in(tmp_path / "x.warc", warc.content[: -60 if packed else -200])
    assert contents(found) == [b"<p>one</p>"]
    (refusal,) = [met for met in found if isinstance(met, Refusal)]
    assert "cut off" in refusal.message
    assert refusal.record_offset == warc.starts[1]


@pytest.mark.parametrize("lie", [20, 150, 90_000])
@pytest.mark.parametrize("packed", [False, True])
def test_a_record_that_lies_about_its_length_costs_only_itself(tmp_path: Path, lie: int, packed: bool):
    bodies = [b"<p>one</p>", b"<p>two</p>", b"<p>three</p>"]
    parts = []
    for body in bodies:
        warc = Warc()
        warc.response(body)
        parts.append(warc.content)
    length = parts[1].split(b"Content-Length: ")[1].split(b"\r\n")[0]
    parts[1] = parts[1].replace(b"Content-Length: " + length, b"Content-Length: %d" % lie)
    content = b"".join(map(gzip.compress, parts) if packed else parts)
    found = found_in(tmp_path / "x.warc", content)
    assert contents(found) == [b"<p>one</p>", b"<p>three</p>"]
    assert len(reasons(found)) == 1


def test_damage_inside_a_packed_warc_costs_one_record(tmp_path: Path):
    warc = Warc(packed=True)
    for n in range(3):
        warc.response(b"<p>page %d</p>" % n)
    content = bytearray(warc.content)
    content[warc.starts[1] + 40] ^= 0xFF
    found = found_in(tmp_path / "x.warc.gz", bytes(content))
    assert contents(found) == [b"<p>page 0</p>", b"<p>page 2</p>"]
    assert len(reasons(found)) == 1


def test_a_warc_packed_as_a_whole_is_read_too(tmp_path: Path):
    warc = Warc()
    warc.response(b"<p>one</p>")
    warc.response(b"<p>two</p>")
    found = found_in(tmp_path / "x.warc.gz", gzip.compress(warc.content))
    assert contents(found) == [b"<p>one</p>", b"<p>two</p>"]
    assert len({met.record_offset for met in found}) == 2


def test_a_wacz_gives_the_records_of_its_warc_files_and_nothing_else(tmp_path: Path):
    warc = Warc(packed=True)
    warc.response()
    members = {
        "datapackage.json": b"{}",
        "archive/data.warc.gz": warc.content,
        "indexes/index.cdx": b"x",
        "pages/pages.jsonl": lines({"text": "extracted", "url": ADDRESS}),
    }
    (met,) = found_in(tmp_path / "x.wacz", zipped(members))
    assert met.path == f"{tmp_path}/x.wacz/archive/data.warc.gz"
    assert (met.content, met.record_offset, met.url) == (HTML, 0, ADDRESS)


# --------------------------------------------------------------------------- standard input


@pytest.mark.parametrize("packed", [False, True])
def test_containers_come_by_standard_input_too(packed: bool):
    warc = Warc(packed=packed)
    warc.response()
    for content, expected in (
        (warc.content, HTML),
        (zipped({"a.txt": PAGE}), PAGE),
        (lines({"text": "x"}), b"x"),
        (gzip.compress(PAGE), PAGE),
    ):
        assert contents(list(find_captures(["-"], standard_input=io.BytesIO(content)))) == [expected]


# --------------------------------------------------------------------------- sidecars


@pytest.mark.parametrize("name", ["page.html.json", "page.html.meta.json", "page.json", "page.meta.json"])
def test_a_sidecar_states_address_and_time_and_is_no_capture(tmp_path: Path, name: str):
    (tmp_path / "page.html").write_bytes(HTML)
    (tmp_path / name).write_bytes(lines({"url": ADDRESS, "captured": "20200501100000"}))
    (met,) = found_in(tmp_path)
    assert (met.url, met.captured_at) == (ADDRESS, datetime(2020, 5, 1, 10, tzinfo=UTC))


def test_a_sidecar_is_read_in_a_zip_and_where_both_are_named(tmp_path: Path):
    beside = lines({"url": ADDRESS})
    (met,) = found_in(tmp_path / "x.zip", zipped({"d/page.html": HTML, "d/page.html.json": beside}))
    assert met.url == ADDRESS
    page, sidecar = tmp_path / "page.html", tmp_path / "page.html.json"
    page.write_bytes(HTML)
    sidecar.write_bytes(beside)
    assert [met.url for met in find_captures([page, sidecar])] == [ADDRESS]
    # Nothing outside the given paths is read, not even beside them.
    assert [met.url for met in find_captures([page])] == [None]


def test_a_sidecar_with_a_fault_has_a_line_and_its_file_is_taken(tmp_path: Path):
    (tmp_path / "page.html").write_bytes(HTML)
    (tmp_path / "page.html.json").write_bytes(lines({"url": ADDRESS, "captured": "in spring"}))
    page, refusal = found_in(tmp_path)
    assert (page.url, page.captured_at) == (ADDRESS, None)
    assert "in spring" in refusal.message


def test_json_beside_a_file_that_is_a_document_is_one(tmp_path: Path):
    (tmp_path / "page.html").write_bytes(HTML)
    (tmp_path / "page.json").write_bytes(lines({"text": "another", "url": ADDRESS}))
    assert contents(found_in(tmp_path)) == [HTML, b"another"]


# --------------------------------------------------------------------------- whatever comes


def test_no_damage_to_a_container_stops_the_run(tmp_path: Path):
    warc = Warc(packed=True)
    plain = Warc()
    for number in range(3):
        warc.response(b"<p>page %d</p>" % number)
        plain.response(b"<p>page %d</p>" % number)
    whole = [
        warc.content,
        plain.content,
        zipped({"a.txt": PAGE, "b.jsonl": lines({"text": "x"})}),
        gzip.compress(lines({"text": "x"}, {"html": "y"})),
    ]
    chance = random.Random(5)
    for turn in range(400):
        content = bytearray(whole[turn % len(whole)])
        for _ in range(chance.choice((1, 2, 10))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.2:
            del content[chance.randrange(1, len(content)) :]
        assert found_in(tmp_path / "damaged", bytes(content))
        assert list(find_captures(["-"], standard_input=io.BytesIO(content)))
