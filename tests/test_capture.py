"""From paths to captures: every file met comes out once, with its bytes or with the reason why not."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from archive.capture import Refusal, find_captures, is_companion, media_type
from archive.documents import RawCapture

ARTICLE = b"A headline\n\nA paragraph of the article.\n"


def write(path: bytes, content: bytes) -> None:
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib does not take bytes
        file.write(content)


def taken(*paths, **options) -> list[RawCapture]:
    return [found for found in find_captures(paths, **options) if isinstance(found, RawCapture)]


def refused(*paths, **options) -> list[Refusal]:
    return [found for found in find_captures(paths, **options) if isinstance(found, Refusal)]


def test_a_folder_is_walked_depth_first_in_the_order_of_its_names_bytes(tmp_path: Path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "Z.txt", "ä.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(ARTICLE)

    found = [os.path.relpath(os.fsdecode(c.path_bytes), tmp_path) for c in taken(tmp_path)]

    assert found == ["Z.txt", "a/b/c.txt", "a/z.txt", "b.txt", "ä.txt"]


def test_bytes_come_out_as_they_are_with_the_path_as_given(tmp_path: Path, monkeypatch):
    (tmp_path / "page.txt").write_bytes(b"\xef\xbb\xbfx \r\n\xa0")
    monkeypatch.chdir(tmp_path)

    (capture,) = taken("page.txt")

    assert (capture.path, capture.path_bytes) == ("page.txt", b"page.txt")
    assert capture.content == b"\xef\xbb\xbfx \r\n\xa0"
    assert capture.media_type == "text/plain"


@pytest.mark.parametrize(
    ("name", "companion"),
    [
        (b".gitattributes", True),
        (b".DS_Store", True),
        (b"README.md", True),
        (b"readme", True),
        (b"LICENSE.txt", True),
        (b"Readme on war.txt", False),  # a headline may begin so
        (b"LICENSE-debate.txt", False),
        (b"page.txt", False),
    ],
)
def test_what_stands_beside_captures_is_no_capture(name: bytes, companion: bool):
    assert is_companion(name) is companion


def test_companions_are_passed_over_in_folders_but_read_when_named(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(ARTICLE)
    (tmp_path / "README.md").write_bytes(ARTICLE)

    assert list(find_captures([tmp_path])) == []
    assert len(taken(tmp_path / "README.md")) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "only white space"),
        (b"\xef\xbb\xbf\n", "only white space"),
        (b"\xff\xfe\n\x00 \x00", "only white space"),
        ("\u00a0\n".encode(), "only white space"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"GIF89a\x01", "GIF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14", "zip"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"WARC/1.0\r\n", "WARC"),
        (b"\x7fELF\x02\x01", "program"),
        (b"MZ\x90\x00\x03\x00\x00", "program"),
    ],
)
def test_empty_files_and_known_non_documents_are_rejected_whatever_their_name(tmp_path: Path, content, says):
    path = tmp_path / "page.txt"
    path.write_bytes(content)

    (refusal,) = refused(tmp_path)

    assert refusal.outcome == "rejected"
    assert says in refusal.message
    assert str(path) in refusal.message


@pytest.mark.parametrize(
    "content",
    [
        b"MZ-Pr\xc3\xa4sident spricht\n",
        b"BMW baut aus\n",
        b"RIFF in der Koalition\n",
        b"PKK: talks go on\n",
        b"ID3 cars recalled\n",
    ],
)
def test_a_text_that_begins_like_a_binary_format_is_taken(tmp_path: Path, content):
    (tmp_path / "page.txt").write_bytes(content)

    assert [capture.content for capture in taken(tmp_path)] == [content]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"\xef\xbb\xbf \n<html lang=en>", "text/html"),
        ("<html><body>".encode("utf-16"), "text/html"),
        (b"<!-- saved from -->\n<p>x", "text/html"),
        (b"<3 is what readers wrote\n", "text/plain"),
        (b"<Name> declined to comment\n", "text/plain"),
        (b'{"url": "https://example.org/", "text": "x"}\n', "application/json"),
        (b"{sic} is how it was spelt\n", "text/plain"),
        (b"Words\n<p>quoted markup</p>", "text/plain"),
    ],
)
def test_the_media_type_is_told_from_the_content(content, expected):
    assert media_type(content) == expected


def test_what_is_no_regular_file_is_rejected_without_being_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")  # opening it would wait for ever
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
        (tmp_path / "page.txt").write_bytes(ARTICLE)

        found = {Path(f.path).name: f for f in find_captures([tmp_path])}

    assert "pipe" in found["pipe.txt"].message
    assert "socket" in found["socket.txt"].message
    assert isinstance(found["page.txt"], RawCapture)
    (device,) = refused("/dev/null")
    assert (device.outcome, "device" in device.message) == ("rejected", True)


def test_nothing_outside_the_given_folder_is_read(tmp_path: Path):
    outside = tmp_path / "outside.txt"
    outside.write_bytes(ARTICLE)
    given = tmp_path / "given"
    given.mkdir()
    (given / "link.txt").symlink_to(outside)
    (given / "link").symlink_to(tmp_path)
    # A folder whose name only begins like the given one lies outside.
    (tmp_path / "given-too").mkdir()
    (tmp_path / "given-too" / "page.txt").write_bytes(ARTICLE)
    (given / "sly.txt").symlink_to(tmp_path / "given-too" / "page.txt")

    assert taken(given) == []
    assert all("leads out of" in refusal.message for refusal in refused(given))
    assert len(refused(given)) == 3


def test_links_inside_the_folder_and_loops_survive(tmp_path: Path):
    (tmp_path / "page.txt").write_bytes(ARTICLE)
    (tmp_path / "again.txt").symlink_to(tmp_path / "page.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")

    assert [Path(c.path).name for c in taken(tmp_path)] == ["again.txt", "page.txt"]
    assert sorted(Path(r.path).name for r in refused(tmp_path)) == ["loop", "self"]


def test_a_link_named_on_the_command_line_is_followed(tmp_path: Path):
    (tmp_path / "page.txt").write_bytes(ARTICLE)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "page.txt")

    assert [capture.path for capture in taken(link)] == [str(link)]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_closed_folder_is_one_failed_line(tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.txt").write_bytes(ARTICLE)
    (closed / "b.txt").write_bytes(ARTICLE)
    closed.chmod(0)
    try:
        (refusal,) = list(find_captures([tmp_path]))
    finally:
        closed.chmod(0o700)
    assert refusal.outcome == "failed"
    assert "closed to this user" in refusal.message


def test_refused_permission_fails_with_the_cure(tmp_path: Path, monkeypatch):
    (tmp_path / "page.txt").write_bytes(ARTICLE)

    def deny(*args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    (refusal,) = list(find_captures([tmp_path]))

    assert refusal.outcome == "failed"
    assert "chmod" in refusal.message


def test_a_missing_path_is_one_failed_line_and_the_rest_goes_on(tmp_path: Path):
    (tmp_path / "page.txt").write_bytes(ARTICLE)

    missing, page = find_captures([tmp_path / "nowhere", tmp_path / "page.txt"])

    assert isinstance(missing, Refusal)
    assert (missing.outcome, "does not exist" in missing.message) == ("failed", True)
    assert isinstance(page, RawCapture)


def test_names_that_are_not_utf8_and_hold_control_characters_survive(tmp_path: Path):
    name = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    write(name, ARTICLE)
    empty = os.fsencode(tmp_path) + b"/x\xff.txt"
    write(empty, b"")

    page, refusal = find_captures([tmp_path])

    assert page.path_bytes == name
    assert page.path.endswith("caf\\xe9\n.txt")
    assert refusal.path_bytes == empty
    page.path.encode("utf-8")
    assert refusal.message.isprintable()


def test_a_document_beyond_the_limit_is_rejected_with_the_limit_named(tmp_path: Path):
    (tmp_path / "large.txt").write_bytes(b"x" * 101)
    (tmp_path / "right.txt").write_bytes(b"x" * 100)

    found = list(find_captures([tmp_path], size_limit=100))

    assert "larger than a document may be" in found[0].message
    assert isinstance(found[1], RawCapture)


def test_standard_input_is_one_document():
    (capture,) = taken("-", standard_input=io.BytesIO(ARTICLE))
    assert (capture.path, capture.content) == ("-", ARTICLE)

    (refusal,) = refused("-", standard_input=io.BytesIO(b""))
    assert refusal.message == "- is empty."
