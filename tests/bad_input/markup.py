"""HTML: nested without end, unfinished, exploding, lying, and under the wrong name."""
# ruff: noqa: E501 - the inputs, a line each

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator

from tests.bad_input.stories import Bad, story

Made = tuple[Bad, bytes]
_MEGABYTE = 1_000_000
#: Pages that are kept for a person, and the word that says why.
_KEPT = {
    "attributes": ("quarantined", "stopped after"),
    "table": ("quarantined", "Split it into its pages"),
    "long-word": ("quarantined", "Split it into its pages"),
}


def markup() -> Iterator[Made]:
    """Every page with what has to come of it."""
    for name, what, page in (*_nested(), *_unfinished(), *_entities(), *_heavy(), *_fetching(), *_odd()):
        outcomes, says = _KEPT.get(name, ("article", ""))
        yield (
            Bad(f"html/{name}.html".encode(), what, (outcomes,), says),
            page.encode("utf-8", "surrogatepass"),
        )
    yield from _declared()
    yield from _names_and_kinds()


def _nested() -> Iterator[tuple[str, str, str]]:
    for tag, count in (
        ("div", 100_000),
        ("b", 100_000),
        ("table><tr><td", 30_000),
        ("ul><li", 50_000),
        ("font", 100_000),
    ):
        label = tag.replace("><", "-")
        page = story(f"nested {label}").page(before=f"<{tag}>" * count)
        yield f"nested-{label}", f"{count:,} nested <{tag}>", page
    closed = "<span>" * 100_000 + "words" + "</span>" * 100_000
    yield "nested-closed", "100,000 nested tags, all closed", story("nested closed").page(after=closed)
    ends = "</div>" * 200_000
    yield "only-ends", "200,000 end tags of nothing", story("only ends").page(before=ends)
    crossed = "<b><i>x</b></i>" * 50_000
    yield "crossed", "50,000 pairs of tags that cross", story("crossed").page(after=crossed)
    anchors = "<a href=x>" * 50_000
    yield "open-anchors", "50,000 links never closed", story("open anchors").page(after=anchors)


def _unfinished() -> Iterator[tuple[str, str, str]]:
    for name, unit in (
        ("tags", "<a "),
        ("attributes", '<a b="'),
        ("less-than", "<"),
        ("comments", "<!--"),
        ("comment-ends", "-->"),
        ("declarations", "<!"),
        ("instructions", "<?x "),
        ("cdata", "<![CDATA["),
        ("scripts", "<script>"),
        ("script-comments", "<script><!--"),
        ("titles", "<title>"),
        ("textareas", "<textarea>"),
        ("styles", "<style>/*"),
        ("templates", "<template>"),
        ("plaintext", "<plaintext>"),
    ):
        yield (
            f"unfinished-{name}",
            f"a megabyte of unfinished {unit!r}",
            story(f"unfinished {name}").page(after=unit * (_MEGABYTE // len(unit))),
        )
    whole = story("cut page").page()
    yield "cut", "a page cut off in a tag", whole[: whole.rindex("<p>") + 60] + '<a href="http'


def _entities() -> Iterator[tuple[str, str, str]]:
    levels = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 12))
    bomb = story("entity bomb")
    yield (
        "entity-bomb",
        "entities that name one another (billion laughs)",
        (
            f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{levels}]>'
            f"<html><head><title>{bomb.headline}</title></head><body>{bomb.html}<p>&l11;</p></body></html>"
        ),
    )
    quadratic = story("quadratic entities")
    yield (
        "entity-quadratic",
        "one long entity used 20,000 times",
        (
            f'<!DOCTYPE html [<!ENTITY a "{"a" * 50_000}">]>'
            f"<html><body>{quadratic.html}<p>{'&a;' * 20_000}</p></body></html>"
        ),
    )
    yield (
        "entities",
        "200,000 character references",
        story("entities").page(after=f"<p>{'&#x41;&amp;' * 100_000}</p>"),
    )
    wrong = "&#0;&#xD800;&#x110000;&#99999999999999;&nosuch;&#;&#x;&" * 2000
    yield (
        "entities-wrong",
        "character references of nothing",
        story("entities wrong").page(after=f"<p>{wrong}</p>"),
    )


def _heavy() -> Iterator[tuple[str, str, str]]:
    many = " ".join(f'a{k}="{k}"' for k in range(100_000))
    yield "attributes", "100,000 attributes on one tag", story("attributes").page(after=f"<p {many}>x</p>")
    yield (
        "classes",
        "a class of a megabyte",
        story("classes").page(after=f'<p class="{"article " * 125_000}">x</p>'),
    )
    picture = base64.b64encode(random.Random(3).randbytes(6_000_000)).decode()
    yield (
        "data-address",
        "a picture of 8 MB in an address",
        story("data").page(after=f'<img src="data:;base64,{picture}">'),
    )
    yield "elements", "200,000 elements", story("elements").page(after="<p>word <b>and</b> word</p>" * 66_000)
    yield (
        "empty-elements",
        "600,000 empty elements",
        story("empty elements").page(after="<i></i><br>" * 300_000),
    )
    yield "table", "100,000 cells", story("table").page(after=f"<table>{'<tr><td>a<td>b' * 50_000}</table>")
    yield (
        "links",
        "50,000 links",
        story("links").page(after='<li><a href="/a/b">Another headline of a page</a>' * 50_000),
    )
    yield "long-word", "a word of 5 MB", story("long word").page(after=f"<p>{'a' * 5_000_000}</p>")
    yield (
        "long-headline",
        "a headline of 10,000 characters",
        story("long html headline").page(before=f"<h1>{'Bridge closed again ' * 500}</h1>"),
    )
    yield "headlines", "50,000 headlines", story("headlines").page(after="<h1>Bridge closed</h1>" * 50_000)
    deep = "[" * 100_000
    yield (
        "json-deep",
        "JSON-LD nested 100,000 deep",
        story("json deep").page(head=f'<script type="application/ld+json">{deep}</script>'),
    )
    stated = json.dumps(
        {"@type": "NewsArticle", "headline": "x" * 1_000_000, "author": [{"name": "Ann Lee"}] * 50_000}
    )
    yield (
        "json-large",
        "JSON-LD of 2 MB with 50,000 authors",
        story("json large").page(head=f'<script type="application/ld+json">{stated}</script>'),
    )
    wrong = (
        '{"@type": ["NewsArticle", 5, null], "headline": {"a": []}, "datePublished": 1e999, "author": NaN,}'
    )
    yield (
        "json-wrong",
        "JSON-LD of wrong kinds",
        story("json wrong").page(head=f'<script type="application/ld+json">{wrong}</script>'),
    )
    circle = '{"@graph": [{"@id": "#a", "author": {"@id": "#a"}, "@type": "Article", "mainEntity": {"@id": "#a"}}]}'
    yield (
        "json-circle",
        "JSON-LD that refers to itself",
        story("json circle").page(head=f'<script type="application/ld+json">{circle}</script>'),
    )
    metas = "".join(f'<meta name="n{k}" content="value {k}">' for k in range(100_000))
    yield "metas", "100,000 meta elements", story("metas").page(head=metas)
    dates = "<time datetime=2017-05-01>May 1, 2017</time> " * 50_000
    yield "times", "50,000 dates", story("times").page(after=dates)
    for name, unit in (
        ("spaces", " "),
        ("newlines", "\n"),
        ("nbsp", "&nbsp;"),
        ("quotes", '"'),
        ("commas", ", "),
        ("brackets", "("),
    ):
        yield (
            f"bait-{name}",
            f"a megabyte of {unit!r} in a paragraph",
            story(f"html bait {name}").page(after=f"<p>{unit * (_MEGABYTE // len(unit))}x</p>"),
        )


def _fetching() -> Iterator[tuple[str, str, str]]:
    """Pages that ask for something from elsewhere: none of it is fetched, none of these files is read."""
    one = story("outer entity")
    yield (
        "external-entity",
        "an entity that is a file, and one from the network",
        (
            '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY file SYSTEM "file:///etc/passwd">'
            '<!ENTITY net SYSTEM "http://127.0.0.1:9/entity">'
            '<!ENTITY % outer SYSTEM "http://127.0.0.1:9/outer.dtd">%outer;]>'
            f"<html><body>{one.html}<p>&file;&net;</p></body></html>"
        ),
    )
    two = story("outer definition")
    yield (
        "external-dtd",
        "a document type from the network",
        (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://127.0.0.1:9/xhtml1-strict.dtd">'
            f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{two.html}</body></html>'
        ),
    )
    three = story("included")
    yield (
        "xinclude",
        "a part to be included from elsewhere",
        (
            f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><body>{three.html}'
            '<xi:include href="file:///etc/passwd" parse="text"/><xi:include href="http://127.0.0.1:9/x"/></body></html>'
        ),
    )
    yield (
        "fetching",
        "frames, pictures, styles, scripts, refresh and base from elsewhere",
        story("fetching").page(
            head='<base href="http://127.0.0.1:9/"><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">'
            '<link rel=stylesheet href="http://127.0.0.1:9/s.css"><link rel=canonical href="http://127.0.0.1:9/c">'
            '<script src="http://127.0.0.1:9/s.js"></script><?xml-stylesheet href="file:///etc/passwd"?>',
            after='<iframe src="file:///etc/passwd"></iframe><img src="//127.0.0.1:9/i" srcset="http://127.0.0.1:9/j 2x">'
            '<object data="http://127.0.0.1:9/o"></object><video poster="http://127.0.0.1:9/p"></video>',
        ),
    )


def _odd() -> Iterator[tuple[str, str, str]]:
    yield "nul", "NUL in tags and words", story("nul html").page().replace("<p>", "<p\x00>\x00", 2)
    yield (
        "bidi",
        "direction overrides and zero-width characters",
        story("bidi html").page().replace(" ", " \u202e\u200b", 40),
    )
    yield (
        "surrogates",
        "surrogates written as UTF-8",
        story("surrogates html").page().replace("<p>", "<p>\ud800\udfff", 2),
    )
    yield (
        "attributes-odd",
        "addresses and attributes that are programs",
        story("programs").page(
            after='<a href="javascript:alert(1)">x</a><img src=x onerror=alert(1)><svg onload=alert(1)><math><mi//xlink:href="data:x">'
        ),
    )
    fragment = story("fragment")
    yield "fragment", "a fragment without html, head or body", f"<p>{fragment.headline}</p>{fragment.html}"
    upper = story("upper case").page()
    yield (
        "upper-case",
        "tags in capitals, attributes without quotation marks",
        upper.replace("<p>", "<P CLASS=x>").replace("h1", "H1"),
    )
    two = story("two documents")
    yield "two-documents", "two pages in one file", two.page() + story("second document").page()


def _declared() -> Iterator[Made]:
    text = story("lying charset").page(head="<meta charset={}>").replace("plan for", "plan für größere")
    for number, (declared, real) in enumerate(
        (
            ("utf-8", "cp1252"),
            ("iso-8859-1", "utf-8"),
            ("utf-16", "utf-8"),
            ("us-ascii", "cp1252"),
            ("windows-1251", "cp1252"),
            ("big5", "utf-8"),
            ("shift_jis", "cp1252"),
            ("base64", "utf-8"),
            ("no-such-charset", "cp1252"),
            ("utf-7", "utf-8"),
            ("x-user-defined", "cp1252"),
            ("unicode_escape", "utf-8"),
            ("idna", "utf-8"),
        )
    ):
        content = text.format(declared).replace("plan", f"plan {number}").encode(real, "replace")
        name = f"html/charset-{declared}-is-{real}.html"
        yield Bad(name.encode(), f"declared as {declared}, written in {real}", ("article",)), content
    twice = (
        story("two charsets")
        .page(head='<meta charset="koi8-r"><meta charset="utf-8">')
        .replace("plan", "plän")
    )
    yield (
        Bad(b"html/charset-twice.html", "two declarations that contradict one another", ("article",)),
        twice.encode(),
    )
    wide = story("utf-16 page").page()
    yield Bad(b"html/utf16.html", "a page in UTF-16", ("article",)), wide.encode("utf-16")


def _names_and_kinds() -> Iterator[Made]:
    one = story("page as text")
    yield Bad(b"html/page-named.txt", "HTML under a text name", ("article",)), one.page().encode()
    two = story("text as page")
    yield Bad(b"html/text-named.html", "text under an HTML name", ("article",)), two.text.encode()
    for name, what, content, says in (
        (
            "no-words",
            "a page without any words",
            b"<!doctype html><html><body><script>x()</script></body></html>",
            "no text",
        ),
        (
            "frameset",
            "frames alone",
            b"<html><frameset cols=50%,50%><frame src=a.html><frame src=b.html></frameset></html>",
            "no text",
        ),
        (
            "empty-tags",
            "tags alone",
            b"<html><body>" + b"<div><p></p></div>" * 5000 + b"</body></html>",
            "no text",
        ),
    ):
        yield Bad(f"html/{name}.html".encode(), what, ("rejected",), says), content
    feed = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>A title</title>'
        "<description>Words of an item.</description></item></channel></rss>"
    )
    yield Bad(b"html/feed.xml", "an RSS feed", ("quarantined",), "xml"), feed.encode()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text>Words in a drawing</text></svg>'
    yield Bad(b"html/drawing.svg", "an SVG drawing", ("quarantined",), "xml"), drawing.encode()
    yield (
        Bad(b"html/data.json", "JSON that is no page", ("quarantined",), "JSON|json"),
        b'{"name": "x", "list": [1, 2]}\n',
    )
    yield (
        Bad(b"html/list.json", "a list in JSON", ("quarantined",), "JSON|json"),
        b'[{"name": "x"}, {"name": "y"}]\n',
    )
