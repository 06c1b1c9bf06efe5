"""The two designs of Deutsche Welle as HTML, in any of its languages: structure as served, words invented."""
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from archive.documents import ParsedArticle
from tests.dw_words import SIGNS, WORDS, Signs, Words


@dataclass
class Expected:
    """What a reader should see of a page."""

    title: str
    lead: str | None
    body: list[tuple[str, str]]
    day: str | None = "2024-01-30"
    authors: tuple[str, ...] = ()
    kicker: str | None = None
    images: list[tuple[str | None, str | None, str | None]] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    reader: str = ""


def _body(w: Words) -> list[tuple[str, str]]:
    return [
        ("paragraph", w.paragraph(0)),
        ("paragraph", w.paragraph(1)),
        ("subheading", w.subheadings[0]),
        ("paragraph", w.paragraph(2)),
        ("list-item", w.subheadings[1]),
        ("list-item", w.caption),
        ("paragraph", w.paragraph(3)),
        ("subheading", w.subheadings[1]),
        ("paragraph", w.sentences[0]),
    ]


def classic_html(
    language: str,
    *,
    words: Words | None = None,
    signs: Signs | None = None,
    byline: str | None = None,
    authors: tuple[str, ...] | None = None,
    dated_title: bool = True,
    footer: bool = True,
) -> tuple[str, Expected]:
    """An article of the older design with a gallery, a film, pictures and recommendations."""
    w, s = words or WORDS[language], signs or SIGNS[language]
    want = Expected(w.title, w.lead, _body(w), kicker=w.kicker, reader="dw_classic_html")
    written = w.author if byline is None else byline
    want.authors = () if not footer else authors if authors is not None else ((w.author,) if written else ())
    want.images = [
        (w.alt, None, "Tahir Lenz"),
        (f"{w.alt} 2", w.caption, "picture-alliance/dpa/L. Schwedes"),
    ]
    want.related = [w.link]
    want.day = "2024-01-30" if dated_title or footer else None
    day = " | DW | 30.01.2024" if dated_title else ""
    slide = (
        '<li class="first"> <div class="teaserImg"> <img src="/image/1_303.jpg" alt="Saal (DW/J. Hitz)"></div>'
        f'<div class="teaserContentWrap"><div class="tools"> </div> <h4>{w.film}</h4> <h2>{w.subheadings[1]}</h2>'
        f'<p>{escape(w.paragraph(4))}</p> <p class="author"> {s.footer[1]}: Julia Hitz (eg) </p> </div> </li>'
    )
    film = (
        '<div class="col3 right"><div class="group"><div class="standaloneWrap"><div class="imgTeaserL video">'
        '<div class="mediaItem"><div class="teaserImg"><div class="playButtonArea">'
        f'<span class="playBtnText">{s.watch}</span> <span class="right">02:17</span></div></div>'
        f'<div class="teaserContentWrap share"><div class="shareInfo"><h4>Share</h4><h2>{w.film}</h2>'
        '<p><a class="icon external" href="#">Send</a> <a class="icon fb" href="#">Facebook</a></p>'
        f"<p><strong>{s.footer[6]}</strong> https://p.dw.com/p/2Xns8</p></div></div>"
        f'<div class="teaserContentWrap information"><h2>{w.film}</h2></div></div></div></div></div></div>'
    )
    b = [escape(text) for _, text in want.body]
    text = (
        f"<p>{b[0]}</p> <p>{b[1]}</p>"
        '<div class="picBox medium\n "> <a class="overlayLink" href="#"> '
        f'<img itemprop="image" src="/image/2_404.jpg" alt="{escape(w.alt)} 2 (picture-alliance/dpa/L. Schwedes)"> </a>'
        f" <p>{escape(w.caption)}</p> </div>"
        f"<p><strong>{b[2]}</strong></p> <p>{b[3]}</p>"
        f'<p><em>{s.more.rstrip(":：፦ ")}</em>: <a href="/en/x/a-1">{escape(w.link)}</a></p>'
        f'<div class="longText"> <div class="gallery col3"><div class="imgTeaserL slideshow"><ul class="slides">{slide * 2}'
        '</ul><div class="teaserNavWrap"><span class="slideshowNav"></span></div></div></div></div>'
        f"<ul><li>{b[4]}</li><li>{b[5]}</li></ul> <p>{b[6]}</p> <h2>{b[7]}</h2> <p>{b[8]}</p>{film}"
        '<p><a href="http://www.dw.com/x" class="icon intern">Newsletter: Sign up for the newsletter here.</a></p>'
    )
    date, author, subjects, keywords, feedback, print_, permalink = s.footer
    signed = f"<li>\n<strong>{author}</strong>\n{written}\n</li>" if written else ""
    foot = (
        f'<div class="group"><ul class="smallList"><li><strong>{date}</strong>\n30.01.2024\n</li>{signed}'
        f'<li>\n<strong>{subjects}</strong>\n<a href="/en/t-1">{escape(w.kicker)}</a></li>'
        f'<li><strong>{keywords}</strong>\n<a href="/s">{escape(w.kicker)}</a>, <a href="/s">Lindenau</a></li>'
        f'<li><strong>{feedback.split(":")[0]}</strong>: <a href="#">{feedback}</a></li>'
        f'<li><strong>{print_.split(" ")[0]}</strong> <a href="#">{print_}</a></li>'
        f"<li>\n<strong>{permalink}</strong>\nhttps://p.dw.com/p/3WRPd\n</li></ul></div>"
    )
    teasers = "".join(
        f'<div class="linkList intern"><a href="/x"><h2>{escape(w.link)} {n}</h2><p>{escape(w.lead)} (25.07.2019)</p></a></div>'
        for n in range(3)
    )
    page = (
        f"<!DOCTYPE html><html><head><title>{escape(w.title)} | {w.kicker}| {w.film}{day}</title>"
        '<meta name="author" content="Deutsche Welle (www.dw.com)"/></head><body>'
        '<div class="cookie"><p class="cookie__text">We use cookies to improve our service for you.</p></div>'
        '<ol id="quickjump"><li><a href="#bodyContent">Inhalt</a></li><li><a href="#navMain">Navigation</a></li></ol>'
        '<div id="navMain"><ul><li><a href="/x">TOP STORIES</a></li><li><a href="/y">Germany</a></li></ul></div>'
        f'<div id="navPath"><a href="/x">{w.kicker}</a> / <a href="/y">{w.kicker}</a></div>'
        f'<div class="adsContainer"><div class="advertising"><div class="adHeadline">{s.advertisement}</div></div></div>'
        f'<div id="bodyContent"><div class="col3"><h4 class="artikel">{w.kicker}</h4><h1>{escape(w.title)}</h1>'
        f'<p class="intro">{escape(w.lead)}</p><div id="sharing-bar" class="min"><p class="sharing-item"></p></div>'
        '<div class="picBox full"><a class="overlayLink" href="#">'
        f'<img itemprop="image" src="/image/4_303.jpg" alt="{escape(w.alt)} (Tahir Lenz)" /></a><p></p></div>'
        f'<div class="group"><div class="longText">{text}</div></div>'
        f"<h4>{s.recommends}</h4><div class='group'>{teasers}</div><h4>{s.media}</h4>{teasers}"
        f"{foot if footer else ''}"
        f'<div class="col3 relatedContent"><h4 class="meta">Related</h4><div class="col1"><div class="news"><a href="/x">'
        f"<h2>{escape(w.link)} <span class='date'>19.01.2020</span></h2><p>{escape(w.lead)}</p></a></div></div></div>"
        f'{foot if footer else ""}</div></div><div id="footer">© 2020 Deutsche Welle | Privacy Policy</div></body></html>'
    )
    return page, want


def relaunch_html(
    language: str,
    *,
    words: Words | None = None,
    signs: Signs | None = None,
    byline: str | None = None,
    authors: tuple[str, ...] | None = None,
    stated: bool = True,
    generated: str = "sc-iJfdHH",
) -> tuple[str, Expected]:
    """An article of the newer design; `stated` adds its JSON-LD, `generated` is a class that tells nothing."""
    w, s = words or WORDS[language], signs or SIGNS[language]
    want = Expected(w.title, w.lead, _body(w), reader="dw_relaunch_html")
    written = w.author if byline is None else byline
    want.authors = authors if authors is not None else ((w.author,) if written else ())
    credit = s.image.rstrip()
    want.images = [
        (w.alt, w.caption, "Mikhail Sinitsyn/TASS/dpa"),
        (f"{w.alt} 2", w.film, "Shamil Lenz/REUTERS"),
    ]
    want.related = [w.link]
    want.kicker = f"{w.kicker} Lindenau"
    b = [escape(text) for _, text in want.body]
    c = generated
    script = ""
    if stated:
        script = (
            '<script data-rh="true" type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
            '"publisher":{"@type":"Organization","name":"Deutsche Welle"},"datePublished":"2024-01-30T14:13:12.269Z",'
            '"dateModified":"2024-01-30T14:13:51.283Z"}</script>'
        )
    who = "".join(
        f'<span><span class="{c} author no-link has-italic">{name}</span></span>'
        for name in written.split("|")
        if name
    )
    text = (
        f'<p>{b[0]}</p><figure class="placeholder-image master_landscape big"><img alt="{escape(w.alt)} 2">'
        f'<figcaption class="img-caption">{escape(w.film)}<small class="copyright">{credit} Shamil Lenz/REUTERS '
        f"</small></figcaption></figure>\n\n<p>{b[1]}</p>\n\n<h2>{b[2]}</h2>\n\n<p>{b[3]}</p>"
        f'<span data-slot-id="Article_InContent-1" class="rich-text-ad"></span>'
        f'<div class="vjs-wrapper embed big"><video controls><p class="vjs-no-js">To view this video please enable '
        'JavaScript, and consider upgrading to a web browser that <a href="https://videojs.com/html5-video-support/">'
        f"supports HTML5 video</a></p></video><h3>{escape(w.film)} 2</h3></div>"
        f'<p>{s.more.rstrip(":：፦ ")}: <a class="internal-link" href="/de/x/a-2">{escape(w.link)}</a></p>'
        f"<ul>\n\t<li>{b[4]}</li>\n\t<li>{b[5]}</li>\n</ul>\n\n<p>{b[6]}</p>\n\n<h2>{b[7]}</h2>\n\n<p>{b[8]}</p>"
    )
    more = (
        f'<section id="related-topics" data-tracking-name="section-related-topics"><a href="#post">{s.skip[0]}</a>'
        f'<h2 class="{c}">{s.recommends}</h2><ul><li><a href="/t">{w.kicker}</a></li></ul></section>'
        f'<section data-tracking-name="content-block-explore"><h2>{s.media}</h2><div class="teaser"><h3><a href="/z">'
        f'{escape(w.link)} 3</a></h3><p class="teaser-text">{escape(w.lead)}</p><span class="time-area">'
        f"<time>29.01.2024</time></span></div></section>"
    )
    links = "".join(f'<li><a href="#x" class="{c}"><span>{link}</span></a></li>' for link in s.skip)
    page = (
        f'<!DOCTYPE html><html lang="{language}"><head><title data-rh="true">{escape(w.title)} – DW – 30.01.2024</title>'
        f'<meta data-rh="true" property="og:site_name" content="dw.com"/>{script}</head><body><div id="root">'
        f'<ol class="{c} focus-menu-shown">{links}</ol><nav><a href="/">{w.kicker}</a></nav>'
        f'<article class="{c}"><div class="{c} content-area"><header class="{c}">'
        f'<div class="{c} kicker has-italic" data-tracking-name="content-detail-kicker"><span>{w.kicker}</span><span>'
        f'<a href="/t"><span>Lindenau</span></a></span></div><h1 class="{c} has-italic">{escape(w.title)}</h1>'
        f'<div class="{c} author-details">{who}</div><span class="{c} time-area has-italic"><span class="publication">'
        f'<time aria-hidden="true">30.01.2024</time><span class="sr-only">{s.date}</span></span></span>'
        f'<p class="{c} teaser-text has-italic">{escape(w.lead)}</p></header>'
        '<section class="in-line closed" data-tracking-name="sharing-icons-inline"><a href="https://facebook.com" '
        'title="share"></a><div class="copy-button-wrapper closed"><span>https://p.dw.com/p/4boRv</span></div></section>'
        f'<figure class="{c}"><picture><img alt="{escape(w.alt)}"/></picture><figcaption class="{c}">{escape(w.caption)}'
        f'<small class="{c} copyright">{credit}<!-- --> <!-- -->Mikhail Sinitsyn/TASS/dpa</small></figcaption></figure>'
        f'<div class="{c} advertisement"><span class="label-top">{s.advertisement}</span></div>'
        f'<div class="{c} rich-text has-italic">{text}</div>'
        f'<footer><div class="feedback"><div id="feedback-button">{s.footer[4]}</div></div></footer>'
        f'<div class="{c} advertisement no-box"><span class="label-top">{s.advertisement}</span></div></div></article>'
        f"{more}</div></body></html>"
    )
    return page, want


def wrong(article: ParsedArticle, text: str, want: Expected) -> list[str]:
    """What differs from what a reader should see, in words."""
    bad: list[str] = []
    if article.reader != want.reader:
        bad.append(f"reader: {article.reader}")
    got = {key: value.value for key, value in article.fields.items()}
    for key, wanted in (("title", want.title), ("lead", want.lead), ("kicker", want.kicker)):
        # Words of two elements may stand close: no space is set where a script writes none.
        if (got.get(key) or "").replace(" ", "") != (wanted or "").replace(" ", ""):
            bad.append(f"{key}: {got.get(key)!r}, not {wanted!r}")
    day = article.published.day.isoformat() if article.published else None
    if day != want.day:
        bad.append(f"day: {day}")
    authors = tuple(author.value for author in article.authors)
    if authors != want.authors:
        bad.append(f"authors: {authors}, not {want.authors}")
    body = [
        (block.kind.value, " ".join(text[block.start : block.end].split()))
        for block in article.blocks
        if block.kind.value in ("paragraph", "subheading", "list-item", "blockquote")
    ]
    bad += [f"missing: {part}" for part in want.body if part not in body]
    bad += [f"too much: {part}" for part in body if part not in want.body]
    images = [
        tuple(
            " ".join(span.of(text).split()) if span else None
            for span in (image.alt, image.text, image.credit)
        )
        for image in article.images
    ]
    if images != want.images:
        bad.append(f"images: {images}, not {want.images}")
    related = [span.of(text) for span in article.related]
    if related != want.related:
        bad.append(f"related: {related}, not {want.related}")
    return bad
