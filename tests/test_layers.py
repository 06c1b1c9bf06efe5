"""The text layer: decoded characters, one for one, whatever the bytes are."""

# ruff: noqa: E501
from __future__ import annotations

import base64
import hashlib

import pytest

from archive.documents import RawCapture
from archive.parsing.layers import NoExtractor, Unreadable, make_layer

GERMAN = "Die Bundesregierung hat für die Übergangszeit größere Änderungen beschlossen.\n"
POLISH = "Prezydent powiedział, że rząd będzie musiał podjąć decyzję jeszcze w tym tygodniu. Źródła mówią o kryzysie.\n"
RUSSIAN = "Президент России Владимир Путин заявил, что переговоры продолжатся на следующей неделе.\n"
ARABIC = "قال الرئيس الروسي إن المفاوضات ستستمر الأسبوع المقبل في موسكو\n"
CHINESE = "俄罗斯总统普京表示，谈判将于下周继续进行。他在莫斯科对记者说。\n"
TURKISH = (
    "Cumhurbaşkanı Erdoğan, görüşmelerin gelecek hafta süreceğini söyledi. İstanbul'da açıklama yapıldı.\n"
)


JAPANESE = (
    "市議会は月曜日、川にかかる新しい橋の計画を承認した。担当者は記者団に対し、工事は来年始まると語った。\n"
)


def capture(content: bytes, media_type: str = "text/plain", stated: str | None = None) -> RawCapture:
    return RawCapture(
        path="page.txt",
        path_bytes=b"page.txt",
        content=content,
        media_type=media_type,
        stated_encoding=stated,
    )


def test_nothing_is_stripped_translated_or_repaired():
    text = "\n  x\u00a0\r\n\ty \u2028\x0b z\r\n\n"

    layer = make_layer(capture(text.encode()))

    assert layer.text == text
    assert layer.encoding == "utf-8"
    assert layer.remarks == ()
    assert layer.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_declares_the_encoding_and_stays_a_character(encoding):
    text = "\ufeff" + GERMAN

    layer = make_layer(capture(text.encode(encoding)))

    assert layer.text == text
    assert layer.encoding == encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        ("“Dra. Núñez” dijo: ¿qué pasó en São Paulo?\n", "cp1252"),
        ("only ascii but for a café\n", "latin-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32-le"),
        (RUSSIAN, "utf-32-be"),
        (ARABIC, "cp1256"),
        (ARABIC, "utf-16-le"),
        (TURKISH, "cp1254"),
        (CHINESE, "gb18030"),
    ],
)
def test_undeclared_encodings_are_told_from_the_bytes_and_remarked(text, encoding):
    layer = make_layer(capture((text * 3).encode(encoding)))

    assert layer.text == text * 3
    assert len(layer.remarks) == 1


@pytest.mark.parametrize(
    ("text", "encoding", "stated"),
    [
        (POLISH, "iso8859-2", "ISO-8859-2"),  # a detector takes it for cp1250
        (GERMAN, "mac-roman", "macintosh"),  # no detector looks for it
        (TURKISH, "cp1254", "iso-8859-9"),
        (JAPANESE, "euc-jp", "EUC-JP"),
        (JAPANESE, "iso2022-jp", "iso-2022-jp"),
        ("naïve\n", "latin-1", "latin1"),
    ],
)
def test_what_a_server_declares_is_taken_where_the_bytes_bear_it_out(text, encoding, stated):
    layer = make_layer(capture(text.encode(encoding), stated=stated))

    assert layer.text == text
    assert layer.remarks == ()


@pytest.mark.parametrize(
    ("text", "encoding", "stated"),
    [
        (GERMAN, "utf-8", "iso-8859-1"),
        (GERMAN, "utf-8-sig", "windows-1251"),
        (GERMAN, "utf-16", "us-ascii"),
        (GERMAN, "cp1252", "utf-8"),
        (GERMAN, "cp1252", "windows-1251"),
        (GERMAN, "cp1252", "shift_jis"),
        (GERMAN, "cp1252", "gb2312"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "windows-1251"),
        (RUSSIAN, "cp1251", "koi8-r"),
        (CHINESE, "gb18030", "iso-8859-1"),
        (GERMAN, "utf-8", "x-unknown"),
        (GERMAN, "utf-8", "base64"),
        (GERMAN, "cp1252", "utf-7"),
        (GERMAN, "utf-8", "x" * 300),
        (GERMAN, "utf-8", "utf\x00-8"),
    ],
)
def test_a_lying_declaration_spoils_no_text_and_is_remarked(text, encoding, stated):
    layer = make_layer(capture((text * 3).encode(encoding), stated=stated))

    assert layer.text.removeprefix("\ufeff") == text * 3
    assert f"read as {layer.encoding}" in layer.remarks[0]
    assert stated[:40] in layer.remarks[0]


def test_ascii_needs_no_remark_whatever_is_declared():
    assert make_layer(capture(b"Plain words.\n", stated="windows-1251")).remarks == ()


def test_escapes_of_japanese_mail_are_told_without_a_declaration():
    assert make_layer(capture(JAPANESE.encode("iso2022-jp"))).text == JAPANESE


def test_broken_utf8_is_decoded_around_the_damage_with_its_places_named():
    content = ("Größe " * 20).encode() + b"\xff\xfe then \xc3"

    layer = make_layer(capture(content))

    assert layer.text == "Größe " * 20 + "\ufffd\ufffd then \ufffd"
    assert layer.encoding == "utf-8"
    assert "at byte 160, 161, 168" in layer.remarks[0]


def test_nul_and_lone_surrogates_become_replacement_characters_one_for_one():
    assert make_layer(capture(b"one\x00two three four")).text == "one\ufffdtwo three four"
    wide = "\ufeffone ".encode("utf-16-le") + b"\x00\xd8" + " two".encode("utf-16-le")
    assert make_layer(capture(wide)).text == "\ufeffone \ufffd two"


def test_mojibake_is_remarked_not_repaired():
    text = "Die Regierung hat fÃ¼r morgen eingeladen"

    layer = make_layer(capture(text.encode()))

    assert layer.text == text
    assert "decoded twice" in layer.remarks[0]


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 8,
        b"\x01\x02\x03\x04\x05\x06\x07 \x0e\x0f\x10",
        "\u3000\u2003\n".encode(),
        "\u200b\ufeff\n".encode(),
        "\u00a0\u3000\u200b\u2060\n".encode(),
        "\u3164\u2800\U000e0041\n".encode(),
    ],
)
def test_bytes_without_text_are_unreadable_and_so_rejected(content):
    with pytest.raises(Unreadable) as caught:
        make_layer(capture(content))
    assert caught.value.outcome == "rejected"
    assert "page.txt" in str(caught.value)


@pytest.mark.parametrize("media_type", ["application/json", "application/octet-stream"])
def test_other_kinds_of_document_wait_for_their_reader(media_type):
    with pytest.raises(NoExtractor) as caught:
        make_layer(capture(b"<html>", media_type))
    assert caught.value.outcome == "quarantined"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (GERMAN.encode("cp500"), "EBCDIC"),
        (b"?!\n---\n***\n", "not one word"),
        (base64.encodebytes(bytes(range(256)) * 30), "base64"),
    ],
)
def test_what_is_kept_without_being_understood_says_why(content, says):
    with pytest.raises(NoExtractor, match=says):
        make_layer(capture(content))
