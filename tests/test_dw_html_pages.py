"""Kinds of pages of Deutsche Welle as HTML, what a person would read off each written before any output."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.html_pages import kinds_of, read_page
from tests.readings import MORE, PROSE, check_proof

P1, P2, P3 = f"{PROSE} {MORE}", f"{MORE} {PROSE}", f"{PROSE} {PROSE}"
LEAD = "The town must do without its bridge, and the repairs will cost more than expected."


def older(
    body: str, *, foot: str = "", title: str = "Bridge closed", section: str = "Germany", intro: str = LEAD
) -> str:
    lead = f'<p class="intro">{intro}</p>' if intro else ""
    return (
        f"<html><head><title>{title} | {section}| News | DW | 12.03.2018</title></head><body>"
        '<ol id="quickjump"><li><a href="#bodyContent">Inhalt</a></li></ol><div id="navMain"><ul><li><a href="/x">World</a></li></ul></div>'
        f'<div id="bodyContent"><div class="col3"><h4 class="artikel">{section}</h4><h1>{title}</h1>{lead}'
        f'<div class="group">{body}</div><div class="group"><ul class="smallList"><li><strong>Date</strong>\n12.03.2018\n</li>{foot}'
        '<li><strong>Keywords</strong> <a href="/s">bridge</a></li><li><strong>Permalink</strong>\nhttps://p.dw.com/p/2Xns8\n</li></ul></div>'
        "</div></div></body></html>"
    )


def newer(body: str, *, head: str = "", who: str = "", after: str = "", stated: str = "") -> str:
    return (
        f"<html><head><title>Bridge closed – DW – 03/12/2018</title>{stated}</head><body><div id='root'>"
        '<ol class="x focus-menu-shown"><li><a href="#main"><span>Skip to content</span></a></li></ol>'
        f'<article class="x"><div class="x content-area"><header><div class="x kicker"><span>Society</span></div><h1 class="x">Bridge closed</h1>{who}'
        f'<span class="x time-area"><span class="publication"><time aria-hidden="true">03/12/2018</time><span class="sr-only">March 12, 2018</span></span></span>'
        f'<p class="x teaser-text">{LEAD}</p></header>{head}<div class="copy-button-wrapper"><span>https://p.dw.com/p/4boRv</span></div>'
        f'{body}<footer><div class="feedback">Send us your feedback</div></footer></div></article>{after}</div></body></html>'
    )


def said(*names: str) -> str:
    spans = "".join(f'<span><span class="x author no-link">{name}</span></span>' for name in names)
    return f'<div class="x author-details">{spans}</div>'


def author(name: str, label: str = "Author") -> str:
    return f"<li><strong>{label}</strong>\n{name}\n</li>"


SLIDE = (
    '<li class="first"><div class="teaserImg"><img alt="The bridge in {n} (DW/J. Hitz)"></div><div class="teaserContentWrap">'
    "<h4>Bridges of old</h4><h2>Picture {n}</h2><p>" + P1 + " ({n})</p>{last}</div></li>"
)
SLIDES = (
    '<div class="gallery col3"><div class="imgTeaserL slideshow"><ul class="slides">'
    + SLIDE.format(n="one", last="")
    + SLIDE.format(n="two", last='<p class="author"> Author: Julia Hitz (eg) </p>')
    + "</ul></div></div>"
)

#: Page, its text (kind, words), authors.
PAGES: dict[str, tuple[str, list[tuple[str, str]], tuple[str, ...]]] = {
    "classic, gallery alone": (
        older(f'<div class="longText">{SLIDES}</div>', section="All media content"),
        [
            ("subheading", "Picture one"),
            ("paragraph", f"{P1} (one)"),
            ("subheading", "Picture two"),
            ("paragraph", f"{P1} (two)"),
        ],
        ("Julia Hitz",),
    ),
    "classic, gallery within": (
        older(f'<div class="longText"><p>{P1}</p>{SLIDES}<p>{P2}</p></div>', foot=author("Ben Knight")),
        [("paragraph", P1), ("paragraph", P2)],
        ("Ben Knight",),
    ),
    "classic, author and editor": (
        older(
            f'<div class="longText"><p>{P1}</p><p>{P2}</p></div>',
            foot=author("Ben Knight (AFP, dpa)") + author("Rob Mudge", "Editor"),
        ),
        [("paragraph", P1), ("paragraph", P2)],
        ("Ben Knight",),
    ),
    "classic, signed beneath the text": (
        older(
            f'<div class="longText"><p>{P1}</p><p>{P2}</p><p>Autor: Dirk Steinfeld (dpa, rtr)<br>Redaktion: Jan Lorenz</p></div>'
        ),
        [("paragraph", P1), ("paragraph", P2)],
        ("Dirk Steinfeld",),
    ),
    "classic, bold questions and loose answers": (
        older(
            f'<div class="longText"><p><strong>DW: Ms. Reimers, did you expect that this bridge of all bridges would be closed for two whole years from now on?</strong></p>'
            f"<p><strong>Paula Reimers:</strong> Yes.</p><p>{P1}</p><p><em>The interview was conducted by Jan Lorenz.</em></p></div>",
            foot=author("Jan Lorenz"),
        ),
        [
            (
                "paragraph",
                "DW: Ms. Reimers, did you expect that this bridge of all bridges would be closed for two whole years from now on?",
            ),
            ("paragraph", "Paula Reimers: Yes."),
            ("paragraph", P1),
            ("paragraph", "The interview was conducted by Jan Lorenz."),
        ],
        ("Jan Lorenz",),
    ),
    "classic, opinion with portrait": (
        older(
            f'<div class="longText"><p>{P1}</p><div class="picBox small rechts"><a class="overlayLink"><img alt="Kommentarbild Clara Steinfeld (DW/M. Müller)"></a>'
            f"<p>Clara Steinfeld is DW's editor for bridges</p></div><p>{P2}</p><p><strong>Have something to say? Leave a comment below.</strong></p></div>",
            foot=author("Clara Steinfeld"),
        ),
        [("paragraph", P1), ("paragraph", P2)],
        ("Clara Steinfeld",),
    ),
    "classic, linked list and fully linked paragraph": (
        older(
            f'<div class="longText"><p>{P1}</p><ul><li><a href="/a">Bridges of the world and their keepers</a></li><li><a href="/b">A ferry for everybody</a></li></ul>'
            f'<p>{P2}</p><p><a href="/c">Also read: What the mayor says now</a></p><p>{P3}</p></div>',
        ),
        [("paragraph", P1), ("paragraph", P2), ("paragraph", P3)],
        (),
    ),
    "classic, film page": (
        older(
            '<div class="imgTeaserL video"><div class="teaserContentWrap information"><h2>Bridge closed</h2></div></div>'
        ),
        [],
        (),
    ),
    "classic, embedded post and table": (
        older(
            f'<div class="longText"><p>{P1}</p><blockquote class="twitter-tweet"><p>The bridge is closed. Sorry!</p>— Mayor (@mayor) March 12, 2018</blockquote>'
            f"<table><tr><td>Cost</td><td>4 million</td></tr></table><p>{P2}</p></div>",
            foot=author("Ben Knight"),
        ),
        [("paragraph", P1), ("paragraph", P2)],
        ("Ben Knight",),
    ),
    "relaunch, several authors and agencies": (
        newer(
            f'<div class="x rich-text"><p>{P1}</p><h2>Who pays?</h2><p>{P2}</p><p>rc/msh (AFP, Reuters)</p></div>',
            who=said("Ben Knight", "Nina Haase", "with AFP, dpa"),
        ),
        [("paragraph", P1), ("subheading", "Who pays?"), ("paragraph", P2)],
        ("Ben Knight", "Nina Haase"),
    ),
    "relaunch, one name and the house": (
        newer(f'<div class="x rich-text"><p>{P1}</p><p>{P2}</p></div>', who=said("Zulfikar", "DW", "dpa")),
        [("paragraph", P1), ("paragraph", P2)],
        ("Zulfikar",),
    ),
    "relaunch, name and place in one line": (
        newer(
            f'<div class="x rich-text"><p>{P1}</p><p>{P2}</p></div>',
            who='<div class="x author-details">Ben Knight, New York</div>',
        ),
        [("paragraph", P1), ("paragraph", P2)],
        ("Ben Knight",),
    ),
    "relaunch, live page": (
        newer(
            f'<div class="x rich-text"><h2>What you need to know</h2><ul><li>The bridge is closed</li><li>The ferry runs</li></ul></div>'
            f'<div class="x liveblog"><div class="x post"><span>2 hours ago</span><h2>Mayor returns</h2><div class="x rich-text"><p>{P1}</p></div></div>'
            f'<div class="x post"><span>3 hours ago</span><h2>Ferry delayed</h2><div class="x rich-text"><p>{P2}</p><p>{P3}</p></div></div></div>',
        ),
        [
            ("subheading", "What you need to know"),
            ("list-item", "The bridge is closed"),
            ("list-item", "The ferry runs"),
            ("subheading", "Mayor returns"),
            ("paragraph", P1),
            ("subheading", "Ferry delayed"),
            ("paragraph", P2),
            ("paragraph", P3),
        ],
        (),
    ),
    "relaunch, film and sound and advertising within": (
        newer(
            f'<div class="x rich-text"><p>{P1}</p><div class="vjs-wrapper embed big"><h4>Living without a bridge</h4><video><p class="vjs-no-js">To view this video please enable JavaScript, '
            'and consider upgrading to a web browser that <a href="#">supports HTML5 video</a></p></video></div><span class="rich-text-ad">Advertisement</span>'
            f'<p>{P2}</p><div class="dw-widget embed"><h3>More on bridges</h3><p>{PROSE}</p></div><p><em>Edited by: Jan Lorenz</em></p></div>',
            who=said("Ben Knight"),
        ),
        [("paragraph", P1), ("paragraph", P2)],
        ("Ben Knight",),
    ),
    "relaunch, films elsewhere on the page": (
        newer(
            f'<div class="x rich-text"><p>{P1}</p><p>{P2}</p></div>',
            after=f'<section data-tracking-name="content-block"><h2>More from DW</h2><div class="x teaser"><h3>Bridge fell</h3><p class="teaser-text">{P3}</p>'
            '<div class="author-details"><span class="author">Somebody Else</span></div></div></section>',
            who=said("Ben Knight"),
        ),
        [("paragraph", P1), ("paragraph", P2)],
        ("Ben Knight",),
    ),
    "relaunch, film page": (
        newer("<div class='x video-player'><figure><img alt='The ferry'></figure></div>"),
        [],
        (),
    ),
    "relaunch, author stated only": (
        newer(
            f'<div class="x rich-text"><p>{P1}</p><p>{P2}</p></div>',
            stated='<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"Ben Knight"}],"datePublished":"2018-03-12T10:00:00Z"}</script>',
        ),
        [("paragraph", P1), ("paragraph", P2)],
        ("Ben Knight",),
    ),
    "relaunch, the house stated as author": (
        newer(
            f'<div class="x rich-text"><p>{P1}</p><p>{P2}</p></div>',
            stated='<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Organization","name":"Deutsche Welle"}],"datePublished":"2018-03-12T10:00:00Z"}</script>',
        ),
        [("paragraph", P1), ("paragraph", P2)],
        (),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_many_kinds(name: str) -> None:
    page, body, authors = PAGES[name]
    article, text = read_page(page)

    check_proof(text, article)
    assert article.reader == f"dw_{name.split(',', maxsplit=1)[0]}_html"
    got = [
        (kind, words)
        for kind, words in kinds_of(page)
        if kind in ("paragraph", "subheading", "list-item", "blockquote")
    ]
    assert [(kind, " ".join(words.split())) for kind, words in got] == body
    assert tuple(value.value for value in article.authors) == authors
    assert article.fields["title"].value == "Bridge closed"
    assert article.fields["lead"].value == LEAD
    assert article.published is not None
    assert article.published.day.isoformat() == "2018-03-12"
