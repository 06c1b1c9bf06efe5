"""Text captures in the two designs of Deutsche Welle, in any of its languages, with what a reader should see.

A page is a list of lines, each with its kind; a manner of capture says how the lines are set: as in the seeds
("blank"), every line apart ("spaced"), without any blank line ("tight"), with Windows line ends ("windows").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.documents import ParsedArticle
from tests.dw_words import SIGNS, WORDS, Signs, Words
from tests.readings import read

MANNERS = ("blank", "spaced", "tight", "windows")
GERMAN_LINKS = ("1. Inhalt", "2. Navigation", "3. Weitere Inhalte", "4. Metanavigation", "5. Suche")
FURNITURE = frozenset(("boilerplate", "metadata", "page-title", "video-teaser"))


@dataclass
class Page:
    """Lines of a page as (kind, words, set close to the line above), and the fields to be read off it."""

    lines: list[tuple[str, str, bool]] = field(default_factory=list)
    title: str = ""
    kicker: str | None = None
    lead: str | None = None
    day: str | None = "2024-01-30"
    authors: tuple[str, ...] = ()
    #: (alternative text, caption, credit) of each picture.
    images: list[tuple[str | None, str | None, str | None]] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    reader: str = ""

    def add(self, kind: str, words: str, *, close: bool = False) -> None:
        self.lines.append((kind, words, close))

    def text(self, manner: str = "blank") -> str:
        """The capture."""
        out = ""
        for _kind, words, close in self.lines:
            if out:
                apart = manner == "spaced" or (not close and manner in ("blank", "windows"))
                out += "\n\n" if apart else "\n"
            out += words
        return out.replace("\n", "\r\n") if manner == "windows" else out + "\n"


def skip_links(page: Page, links: Iterable[str]) -> None:
    for number, link in enumerate(links):
        page.add("boilerplate", link if number == 0 else f"  {link}", close=number > 0)


def classic(
    language: str,
    *,
    words: Words | None = None,
    signs: Signs | None = None,
    titled: bool = True,
    linked: bool = True,
    authors: tuple[str, ...] = ("",),
    byline: str | None = None,
    footer: bool = True,
    rich: bool = True,
    kicker: bool = True,
) -> Page:
    """An article of the older design; `rich` adds pictures, a film, links and recommendations."""
    w, s = words or WORDS[language], signs or SIGNS[language]
    names = tuple(name or w.author for name in authors)
    page = Page(title=w.title, lead=w.lead, authors=names if footer else (), reader="dw_classic")
    if titled:
        page.add("page-title", f"{w.title} | {w.kicker} | DW | 30.01.2024")
    elif not footer:
        page.day = None
    if linked:
        for number, link in enumerate((*GERMAN_LINKS, "6. Choose from 30 Languages")):
            page.add("boilerplate", f"  {link}", close=titled or number > 0)
    page.add("boilerplate", s.advertisement, close=linked)
    if kicker:
        page.add("kicker", w.kicker)
        page.kicker = w.kicker
    page.add("headline", w.title)
    page.add("lead", w.lead)
    if rich:
        _bracketed(page, w.alt, "picture-alliance/dpa/B. Pedersen", None)
    page.add("paragraph", w.paragraph(0))
    page.add("paragraph", w.paragraph(1))
    if rich:
        _bracketed(page, f"{w.alt} 2", "Imago/Lindenfoto", w.caption)
    page.add("subheading", w.subheadings[0])
    page.add("paragraph", w.paragraph(2))
    if rich:
        page.add("related-link", f"{s.more} {w.link}")
        page.related.append(w.link)
    page.add("paragraph", w.paragraph(3))
    page.add("subheading", w.subheadings[1])
    page.add("paragraph", w.paragraph(2))
    if rich:
        page.add("video-teaser", f"{s.watch} 02:17")
        page.add("video-teaser", w.film)
    if rich or footer:
        page.add("boilerplate", s.recommends)
        _recommended(page, w)
        page.add("boilerplate", s.media)
        page.add("boilerplate", w.film)
    if footer:
        _footer(page, w, s, byline if byline is not None else ", ".join(names))
    return page


def _bracketed(page: Page, alt: str, credit: str, caption: str | None) -> None:
    page.add("image-alt", f"{alt} ({credit})")
    if caption is not None:
        page.add("caption", caption)
    page.images.append((alt, caption, credit))


def _recommended(page: Page, w: Words) -> None:
    for number in range(2):
        page.add("boilerplate", w.link + " " + "I" * (number + 1))
        page.add("boilerplate", f"{w.sentences[number]} (25.07.2019)")


def _footer(page: Page, w: Words, s: Signs, byline: str) -> None:
    date, author, subjects, keywords, feedback, print_, permalink = s.footer
    page.add("metadata", f"  • {date} 30.01.2024")
    if byline:
        page.add("metadata", f"  • {author} {byline}", close=True)
    page.add("metadata", f"  • {subjects} {w.kicker}", close=True)
    page.add("metadata", f"  • {keywords} {w.kicker}, Lindenau, {w.subheadings[0]}", close=True)
    page.add("metadata", f"  • {feedback}", close=True)
    page.add("metadata", f"  • {print_}", close=True)
    page.add("metadata", f"  • {permalink} https://p.dw.com/p/3WRPd", close=True)


def relaunch(
    language: str,
    *,
    words: Words | None = None,
    signs: Signs | None = None,
    linked: bool = True,
    byline: str | None = None,
    authors: tuple[str, ...] | None = None,
    date: str | None = None,
    permalink: bool = True,
    kicker: bool = False,
    rich: bool = True,
) -> Page:
    """An article of the newer design."""
    w, s = words or WORDS[language], signs or SIGNS[language]
    page = Page(title=w.title, lead=w.lead, reader="dw_relaunch")
    page.authors = authors if authors is not None else ((w.author,) if byline is None else ())
    if linked:
        skip_links(page, (f"{n}. {link}" for n, link in enumerate(s.skip, 1)))
    if kicker:
        page.add("kicker", f"{w.kicker}Lindenau")
        page.kicker = f"{w.kicker}Lindenau"
    page.add("headline", w.title)
    written = w.author if byline is None else byline
    if written:
        page.add("byline", written)
    page.add("dateline", date or s.date, close=bool(written))
    page.add("lead", w.lead)
    if permalink:
        page.add("boilerplate", "https://p.dw.com/p/4boRv")
    if rich:
        _labelled(page, w.alt, w.caption, f"{s.image} Mikhail Sinitsyn/TASS/dpa/picture alliance", permalink)
    page.add("paragraph", w.paragraph(0))
    page.add("paragraph", w.paragraph(1))
    page.add("subheading", w.subheadings[0])
    page.add("paragraph", w.paragraph(2))
    if rich:
        page.add("related-link", f"{s.more} {w.link}")
        page.related.append(w.link)
        _labelled(page, f"{w.alt} 2", w.film, f"{s.image} Shamil Zhumatov/REUTERS", False)
    page.add("paragraph", w.paragraph(3))
    page.add("subheading", w.subheadings[1])
    page.add("paragraph", w.paragraph(2))
    return page


def _labelled(page: Page, alt: str, caption: str, credit: str, close: bool) -> None:
    page.add("image-alt", alt, close=close)
    page.add("caption", caption + credit, close=True)
    page.images.append((alt, caption, credit.partition(":" if ":" in credit else credit[4])[2].strip()))


def seen(page: Page, manner: str = "blank") -> list[str]:
    """What is wrong with the reading of a page, in words; empty where all is as it should be."""
    text = page.text(manner)
    article = read(text)
    return [*_fields(page, article, text), *_kinds(page, article, text)]


def _fields(page: Page, article: ParsedArticle, text: str) -> Iterable[str]:
    if page.reader and article.reader != page.reader:
        yield f"reader: {article.reader}"
    got = {key: article.fields[key].value for key in article.fields}
    for key, wanted in (("title", page.title), ("lead", page.lead), ("kicker", page.kicker)):
        if got.get(key) != wanted:
            yield f"{key}: {got.get(key)!r}, not {wanted!r}"
    day = article.published.day.isoformat() if article.published else None
    if day != page.day:
        yield f"day: {day}, not {page.day}"
    authors = tuple(author.value for author in article.authors)
    if authors != page.authors:
        yield f"authors: {authors}, not {page.authors}"
    images = [
        tuple(span.of(text) if span else None for span in (image.alt, image.text, image.credit))
        for image in article.images
    ]
    if images != page.images:
        yield f"images: {images}, not {page.images}"
    related = [span.of(text) for span in article.related]
    if related != page.related:
        yield f"related: {related}, not {page.related}"


def _kinds(page: Page, article: ParsedArticle, text: str) -> Iterable[str]:
    place = 0
    for kind, words, _close in page.lines:
        start = text.index(words.strip(), place)
        place = start + len(words.strip())
        found = next(block.kind.value for block in article.blocks if block.start <= start < block.end)
        if found != kind and not (kind in FURNITURE and found in FURNITURE):
            yield f"{kind} read as {found}: {words[:70]!r}"


#: Short names of kinds, for pages written out line by line.
SHORT = {
    "b": "boilerplate", "t": "page-title", "k": "kicker", "h": "headline", "by": "byline", "d": "dateline",
    "l": "lead", "p": "paragraph", "s": "subheading", "i": "list-item", "alt": "image-alt", "c": "caption",
    "cr": "credit", "v": "video-teaser", "r": "related-link", "m": "metadata",
}  # fmt: skip


def marked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A capture written out as "kind: words" a line, and its lines with their kinds.

    A blank line stays one; white space before the kind is the line's indentation.
    """
    out: list[str] = []
    lines: list[tuple[str, str]] = []
    for raw in text.strip("\n").splitlines():
        short, colon, words = raw.strip().partition("> ")
        if colon:
            lines.append((SHORT[short], words))
            out.append(" " * (len(raw) - len(raw.lstrip())) + words)
        else:
            assert not raw.strip(), raw
            out.append("")
    return "\n".join(out) + "\n", lines


def misread(text: str, lines: list[tuple[str, str]], article: ParsedArticle | None = None) -> list[str]:
    """The lines of a page whose kind was read otherwise; furniture's own kinds count as one."""
    article = article or read(text)
    page = Page(lines=[(kind, words, False) for kind, words in lines])
    return list(_kinds(page, article, text))
