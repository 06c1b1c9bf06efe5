"""Reading a page opens no connection and no file that the page names."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pytest

from archive.capture import find_captures
from archive.documents import RawCapture
from archive.preparing import prepare
from archive.recognition import Gazetteer

SECRET = "Kranichfeder Zwetschgenmus"
PAGES = {
    "entities": '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY f SYSTEM "{file}"><!ENTITY n SYSTEM "{net}">'
    '<!ENTITY % outer SYSTEM "{net}">%outer;]><html><body><h1>Bridge opened</h1><p>Words &f; &n;</p></body>'
    "</html>",
    "definition": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{net}">'
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Words of a page</p></body></html>',
    "inclusion": '<html xmlns:xi="http://www.w3.org/2001/XInclude"><body><p>Words</p>'
    '<xi:include href="{file}" parse="text"/><xi:include href="{net}"/></body></html>',
    "links": '<html><head><base href="{net}"><meta http-equiv=refresh content="0;url={net}">'
    '<link rel=stylesheet href="{net}"><link rel=canonical href="{net}"><script src="{net}"></script>'
    '<?xml-stylesheet href="{file}"?></head><body><p>Words</p><iframe src="{file}"></iframe>'
    '<img src="{net}" srcset="{net} 2x"><object data="{file}"></object><video poster="{net}"></video></body>'
    "</html>",
    "json": '<html><head><script type="application/ld+json">{{"@context": "{net}", "@id": "{file}",'
    ' "@type": "NewsArticle", "headline": "Bridge opened"}}</script></head><body><p>Words</p></body></html>',
    "text": "Bridge opened\n\nRead it at {net} or {file}, says &f; the council.\n",
    "document": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY f SYSTEM "{file}">]><r>&f;</r>',
}


@pytest.fixture
def listening():
    """A server that would notice a connection, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server, f"http://127.0.0.1:{server.getsockname()[1]}/x"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("stored", ["page.html", "page.txt.gz"])
def test_nothing_that_a_page_names_is_fetched_or_opened(tmp_path: Path, listening, monkeypatch, name, stored):
    server, address = listening
    secret = tmp_path / "outside" / "secret.txt"
    secret.parent.mkdir()
    secret.write_text(SECRET)
    page = PAGES[name].format(file=secret.as_uri(), net=address).encode()
    given = tmp_path / "given"
    given.mkdir()
    (given / stored).write_bytes(gzip.compress(page) if stored.endswith(".gz") else page)
    gazetteer = Gazetteer.build(())

    def refuse(*arguments, **options):
        raise AssertionError(f"a connection is made: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (met,) = find_captures([given])
    assert isinstance(met, RawCapture)
    made = prepare(met, gazetteer)

    with pytest.raises(BlockingIOError):
        server.accept()  # libraries in C know nothing of what is forbidden above
    assert "AssertionError" not in made.reason
    if made.layer is None:
        assert name == "document"
    else:
        assert made.layer.text.strip()
        for word in SECRET.split():
            assert word not in made.layer.text
