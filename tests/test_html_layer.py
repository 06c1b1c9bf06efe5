"""The text layer of an HTML page: its words in lines, characters of any declaration, hostile input."""

from __future__ import annotations

import time

import pytest

from archive.documents import RawCapture
from archive.parsing import parse
from archive.parsing.html.moments import read_moment
from archive.parsing.html.signs import Sign, signs_of, words_of
from archive.parsing.html.stated import read_json
from archive.parsing.layers import EXTRACTORS, Unreadable, make_layer
from tests.html_pages import PROSE, TITLE, layer_of, paragraphs, web_page
from tests.readings import check_proof


def lines(body: str) -> list[str]:
    return layer_of(f"<html><body>{body}</body></html>").text.split("\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>One\n   and\ttwo</p>", ["One and two"]),
        ("<p>No\xa0break stays</p>", ["No\xa0break stays"]),
        ("<p>A <b>bold</b> word</p>", ["A bold word"]),
        ("<p>glu<b>ed</b></p>", ["glued"]),
        ("<div>a line<br>and one more</div>", ["a line", "and one more"]),
        ("<div>One<br><br>Two</div>", ["One", "Two"]),
        # A drop cap is an element of its own, with white space behind it for looks.
        ('<p><span class="dropcap">D</span> ie Brücke</p>', ["Die Brücke"]),
        ('<p><span class="drop-cap">A</span> Tuesday in May</p>', ["A Tuesday in May"]),
        # Drawn as two lines, written without a space.
        ("<h1><span>Harbour</span><span>Old bridge closed</span></h1>", ["Harbour", "Old bridge closed"]),
        ("<div><span>By Ann Lee</span><span>3 May</span></div>", ["By Ann Lee 3 May"]),
        ('<p>before <img alt="The bridge"> after</p>', ["before after", "The bridge"]),
        # A button without words breaks no line.
        ("<p>like <span>bitcoin<button><i></i></button></span>, investors</p>", ["like bitcoin, investors"]),
        ("<p>Seen</p><script>unseen()</script><style>p{}</style><template><p>no</p></template>", ["Seen"]),
        ("<p>&lt;b&gt; &amp;amp; &#8222;x&#8220;</p>", ["<b> &amp; „x“"]),
        ("<p>a<!-- remark -->b</p>", ["ab"]),
    ],
)
def test_lines_are_what_a_browser_draws(body, expected):
    assert lines(body) == expected


@pytest.mark.parametrize(
    ("content", "words", "encoding"),
    [
        ('<meta charset="utf-8"><p>Brücke'.encode(), "Brücke", "utf-8"),
        ("<p>Brücke".encode(), "Brücke", "utf-8"),
        ("\ufeff<p>Brücke".encode(), "Brücke", "utf-8"),
        ("<p>Brücke".encode("utf-16"), "Brücke", "utf-16-le"),
        ('<meta charset="iso-8859-1"><p>„Brücke“'.encode("cp1252"), "„Brücke“", "cp1252"),
        ('<meta http-equiv="content-type" content="text/html; charset=windows-1251"><p>Мост'.encode("cp1251"),
         "Мост", "cp1251"),
        ('<?xml version="1.0" encoding="koi8-r"?><html><p>Мост'.encode("koi8_r"), "Мост", "koi8-r"),
        ('<meta charset="shift_jis"><p>古い橋'.encode("cp932"), "古い橋", "cp932"),
        # Lying: what is valid UTF-8 and not ASCII is nothing else.
        ('<meta charset="iso-8859-15"><p>Brücke'.encode(), "Brücke", "utf-8"),
        ('<meta charset="no-such-charset"><p>Brücke'.encode(), "Brücke", "utf-8"),
        ('<meta charset="utf-16"><p>Brücke'.encode(), "Brücke", "utf-8"),
        ('<meta charset="base64"><p>Brücke'.encode(), "Brücke", "utf-8"),
        ('<meta charset="utf-8"><p>Die Brücke ist für Fußgänger geöffnet'.encode("cp1252"),
         "Die Brücke ist für Fußgänger geöffnet", "cp1252"),
    ],
)  # fmt: skip
def test_characters_are_decoded_as_declared_unless_the_bytes_say_otherwise(content, words, encoding):
    layer = layer_of(content)
    assert layer.text.strip() == words
    assert layer.encoding == encoding


def test_a_charset_that_lies_is_remarked_on():
    assert layer_of('<meta charset="iso-8859-15"><p>Brücke'.encode()).remarks == (
        "declared as iso8859-15, but its bytes are UTF-8",
    )


RUSSIAN = "Городской совет проголосовал во вторник за закрытие старого моста, и никто не знает, надолго ли."
POLISH = (
    "Rada miasta zamyka stary most; to już trzecia taka decyzja, więc mieszkańcy są źli i chcą wyjaśnień."
)
GERMAN = (
    "Die Brücke bleibt für Monate gesperrt; über Nacht müssen alle Züge ausfallen, heißt es aus dem Büro."
)


@pytest.mark.parametrize(
    ("words", "encoding", "http", "meta"),
    [
        (RUSSIAN, "cp1251", "windows-1251", None),
        (RUSSIAN, "koi8-r", "KOI8-R", "windows-1251"),
        # HTTP or the page lies: what comes out of it is no words.
        (RUSSIAN, "cp1251", "koi8-r", "windows-1251"),
        (RUSSIAN, "cp1251", "windows-1252", None),
        (RUSSIAN, "koi8-r", "windows-1251", "koi8-r"),
        (GERMAN, "cp1252", "windows-1251", None),
        (GERMAN, "utf-8", "iso-8859-1", "iso-8859-1"),
        (GERMAN, "cp1252", "utf-8", None),
        # Latin-1 was said of every page by old servers.
        (POLISH, "iso-8859-2", "ISO-8859-1", "iso-8859-2"),
        (POLISH, "iso-8859-2", "utf-8", "iso-8859-2"),
        (POLISH, "utf-8-sig", "windows-1250", "iso-8859-2"),
        (GERMAN, "cp1252", "no-such-encoding", None),
    ],
)
def test_what_http_says_is_weighed_with_the_page_and_its_bytes(words, encoding, http, meta):
    head = f'<meta charset="{meta}">' if meta else ""
    content = f"<html><head>{head}</head><body><p>{words}</p></body></html>".encode(encoding)
    layer = make_layer(RawCapture("x", b"x", content, "text/html", stated_encoding=http))
    assert layer.text == words


def test_metadata_stands_behind_the_words_with_names_that_share_a_value():
    head = (
        '<meta property="og:title" content="Bridge"><meta name="twitter:title" content="Bridge">'
        '<meta name="viewport" content="width=device-width"><link rel="canonical" href="https://a.example/b/c">'
    )
    text = layer_of(web_page(head=head, linked_data={"@type": "NewsArticle", "headline": "A &amp; B"})).text
    assert text.endswith(
        "Imprint\n\nld:headline: A & B\nog:title, twitter:title: Bridge\ncanonical: https://a.example/b/c"
    )


def test_hints_lie_in_order_within_the_element_around_them():
    layer = layer_of(web_page(after='<figure><img alt="A bridge"><figcaption>Closed</figcaption></figure>'))
    begins = [hint.start for hint in layer.hints]
    assert begins == sorted(begins)
    for index, hint in enumerate(layer.hints):
        assert 0 <= hint.start < hint.end <= len(layer.text)
        assert hint.parent < index
        if hint.parent >= 0:
            assert layer.hints[hint.parent].start <= hint.start
            assert hint.end <= layer.hints[hint.parent].end
    assert [layer.text[h.start : h.end] for h in layer.hints if h.element == "figcaption"] == ["Closed"]


def test_the_same_bytes_make_the_same_layer():
    page = web_page(linked_data={"@type": "NewsArticle", "author": [{"name": "B A"}, {"name": "C D"}]})
    assert layer_of(page) == layer_of(page)
    assert (layer_of(page).extractor, layer_of(page).version) in EXTRACTORS


@pytest.mark.parametrize(
    "content", ["<html></html>", "<!DOCTYPE html>", "<!-- x -->", "<html> <p>\n</p></html>"]
)
def test_a_page_without_words_is_unreadable(content):
    with pytest.raises(Unreadable):
        layer_of(content)


PAGE = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{paragraphs()}"
HOSTILE = {
    "nested boxes": PAGE + "<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>after</p>",
    "nested bold": PAGE + "<b>" * 100_000 + "deep<p>after</p>",
    "nested lists": PAGE + "<ul><li>" * 50_000 + "deep",
    "nested tables": PAGE + "<table><tr><td>" * 30_000 + "deep",
    "nested below the limit": PAGE + "<div>" * 1_900 + "<p>A sentence of some words.</p>" * 500,
    "unfinished tags": PAGE + "<a " * 100_000,
    "open brackets": PAGE + "<" * 500_000,
    "unfinished attribute": PAGE + '<a href="' + "x" * 500_000,
    "unfinished remarks": PAGE + "<!-- " * 100_000,
    "unfinished script": PAGE + "<script>" + "var a;" * 100_000,
    "many attributes": PAGE + "<p " + "a=1 " * 100_000 + ">z</p>",
    "a long class": PAGE + '<p class="' + "author-box related " * 20_000 + '">words</p>',
    "entity bomb": '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + PAGE + "&b;" * 50_000,
    "impossible characters": PAGE + "&#0;&#xD800;&#x110000;&#99999999999;&#128;" * 2_000 + "\x00\x01\x1f",
    "nested JSON": PAGE + '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    "many headings": PAGE + "<h1>Heading of a page</h1>" * 10_000,
    "many labels with links": PAGE + "<div>" + "See: <a href='/x'>the other story</a><br><br>" * 20_000,
    "many captions": PAGE
    + "<div class='related images'>"
    + "<figure><img alt='A b'><figcaption>The crane <i>at work</i> (AP)</figcaption></figure>" * 10_000,
    "many letters": PAGE + "<div>" + "<h3>Comments</h3><p>Words of a reader.</p>" * 20_000,
    "many teasers": PAGE + "<div><h3><a href='/x'>Ferry sinks</a></h3><p>It went down.</p></div>" * 20_000,
    "many bold lines": PAGE + "<div>" + "<b>A line</b><br>words of a line<br>" * 30_000,
    "many bylines": PAGE + "<div class='author'><span>Ann Lee</span> <b>on Mon</b></div>" * 20_000,
    "many values": PAGE + "".join(f'<meta property="og:title" content="t {n}">' for n in range(20_000)),
    "a long title": f"<title>{'x - y | ' * 50_000}</title>" + PAGE,
    "more elements than any page": PAGE + "<i>x</i>" * 600_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_bounded_time_and_wholly_labelled(name):
    start = time.perf_counter()
    layer = layer_of(HOSTILE[name])
    article = parse(layer, with_language=False)
    assert time.perf_counter() - start < 10
    check_proof(layer.text, article)
    assert PROSE[0] in layer.text
    assert not {"\x00", "\ud800"} & set(layer.text)


def test_what_nests_too_deep_keeps_its_words_and_is_remarked_on():
    layer = layer_of(HOSTILE["nested boxes"])
    assert "deep\nafter" in layer.text
    assert layer.remarks == ("its elements nest too deep; it was read without those that do",)


def test_undecodable_bytes_and_surrogates_are_no_failure():
    content = PAGE.encode() + b"<p>\xed\xa0\x80 \xff\xfe</p>"
    layer = make_layer(RawCapture("x", b"x", content, "text/html"))
    layer.text.encode("utf-8")
    assert PROSE[4] in layer.text


@pytest.mark.parametrize(
    ("value", "day", "instant"),
    [
        ("2024-11-22T07:22:44+01:00", "2024-11-22", "2024-11-22T07:22:44+01:00"),
        ("2023-04-28T18:23:00+0000", "2023-04-28", "2023-04-28T18:23:00+00:00"),
        ("2024-01-30T14:13:12.269Z", "2024-01-30", "2024-01-30T14:13:12+00:00"),
        ("2013/02/05 15:00:00", "2013-02-05", None),
        ("20230428", "2023-04-28", None),
        ("2023-04-28", "2023-04-28", None),
        ("1682706180", "2023-04-28", "2023-04-28T18:23:00+00:00"),
        ("1682706180000", "2023-04-28", "2023-04-28T18:23:00+00:00"),
        ("Fri, 28 Apr 2023 18:23:00 GMT", "2023-04-28", "2023-04-28T18:23:00+00:00"),
        ("Fri Apr 28 2023 18:23:00 GMT+0200 (CEST)", "2023-04-28", "2023-04-28T18:23:00+02:00"),
        ("28 avril 2023", "2023-04-28", None),
        ("April 28, 2023 2:05 pm", "2023-04-28", None),
        # A program's midnight is a day.
        ("2023-04-28T00:00:00", "2023-04-28", None),
    ],
)
def test_dates_of_metadata_in_all_their_forms(value, day, instant):
    stated = read_moment(value, 0, len(value), reason="", rule="x/1")
    assert stated is not None
    assert stated.day.isoformat() == day
    assert (stated.instant.isoformat() if stated.instant else None) == instant


@pytest.mark.parametrize(
    "value", ["", "0001-01-01T00:00:00Z", "1970-01-01", "2023-13-40", "yesterday", "05/07/2017", "7"]
)
def test_what_is_no_date_for_certain_is_none(value):
    assert read_moment(value, 0, len(value), reason="", rule="x/1") is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('{"a": 1}', {"a": 1}),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('{"a": "line\nend"}', {"a": "line\nend"}),
        ('{"a": [1, 2,],}', {"a": [1, 2]}),
        ("{&quot;a&quot;: 1}", {"a": 1}),
        ("{broken", None),
    ],
)
def test_json_is_read_as_pages_hold_it(text, read):
    assert read_json(text) == read


def test_names_of_elements_are_taken_apart():
    assert " lead " in words_of("c-article__leadText")
    assert signs_of("div", {"class": "c-article__leadText"}) & Sign.LEAD
    assert signs_of("span", {"itemprop": "author"}) & Sign.BYLINE
    assert not signs_of("div", {"class": "headlines-loader shadow"}) & Sign.AD  # "ad" is no part of a word
    assert signs_of("p", {"style": "display: none"}) & Sign.HIDDEN
