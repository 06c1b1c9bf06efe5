"""What a page states of itself for machines: JSON-LD, meta elements, links, microdata outside the text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from archive.parsing.text import folded

#: Most of what a page can state is never asked for.
_META_NAMES = re.compile(
    r"(?:og:(?:title|url|site_name|description|locale|type|updated_time)|twitter:title"
    r"|(?:\w+:)?(?:article|og|bt|cxenseparse):?(?:[\w:-]{0,20})?(?:published|modified|publish|pub|author|section|tag"
    r"|recs:publishtime|opinion)[\w:.-]{0,30}"
    r"|(?:dc|dcterms|dcsext|sailthru|parsely|cxenseparse|cse|vr|lp|pub|bt|citation)[-_.:][\w:.-]{0,30}"
    r"|author|authors|byl|byline|creator|date|pubdate|publishdate|publish-date|publish_date|publication_date"
    r"|publicationdate|date_published|datepublished|datecreated|datemodified|originalpublicationdate"
    r"|last-modified|lastmod|revised|modified|release_date|created|article_date_original|displaydate|timestamp"
    r"|[\w.:-]{0,30}(?:publi(?:sh|c)\w{0,10}|pub|issued?|created?|modified|updated?)[_.:-]?(?:date|time|on|at)\w?"
    r"|headline|title|description|abstract|keywords|news_keywords|language|content-language|publisher"
    r"|application-name|section|sitename|inlanguage|name)",
    re.IGNORECASE,
)
_ARTICLE_TYPES = re.compile(
    r"(?:\w{0,40}Article|BlogPosting|LiveBlogPosting|Report|NewsStory|\w{0,20}Posting|Review)\Z"
)
_PAGE_TYPES = re.compile(
    r"(?:Web|Item|About|Collection|Profile)?Page\Z|VideoObject\Z|CreativeWork\Z|MediaObject\Z"
)
_MOST_NODES = 2000
_TAGS = re.compile(r"<[^<>]{1,2000}>")
_CONTROL = re.compile("[\x00-\x1f]")
#: A comma too many, as many publishers' templates leave before a bracket.
_COMMA = re.compile(r",(\s{0,200}[\]}])")


class Said(NamedTuple):
    """One value with its name, such as "ld:datePublished" or "og:title"."""

    name: str
    value: str


def read_stated(root: Any) -> tuple[list[Said], str]:
    """What the page states of its article, in the order of trust, and the text it states (`articleBody`)."""
    said: list[Said] = []
    nodes = [node for script in _scripts(root) for node in _nodes(script)]
    article = _main_article(nodes, _own_names(root))
    body = ""
    if article is not None:
        said += _of_article(article, nodes)
        body = _text(article.get("articleBody"))
    for node in nodes:
        if node is not article and _types(node, _PAGE_TYPES):
            said += [
                Said(f"ld-page:{key}", value)
                for key in ("headline", "name", "datePublished", "dateModified", "url")
                if (value := _text(node.get(key)))
            ]
            if article is None:
                said += [
                    Said(f"ld-page:author{kind}", name) for kind, name in _people(node.get("author"), {}, 0)
                ]
    said += _metas(root)
    said += _microdata(root)
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            said.append(Said("canonical", link.get("href").strip()))
    lang = root.get("lang") or root.get("xml:lang")
    if lang:
        said.append(Said("html:lang", lang.strip()))
    unique = list(dict.fromkeys(one for one in said if one.value))
    return unique[:300], body


def _metas(root: Any) -> Iterator[Said]:
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        value = meta.get("content")
        if not name or not value or not _META_NAMES.fullmatch(name.strip()):
            continue
        prefix = "item:" if meta.get("itemprop") and not (meta.get("property") or meta.get("name")) else ""
        yield Said(prefix + name.strip().lower(), _text(value))


#: What elements of the text state by microdata or RDFa, by the last part of the property's name.
_MOMENTS = {
    "datepublished": "item:datepublished",
    "datemodified": "item:datemodified",
    "datecreated": "item:datecreated",
    "created": "item:datecreated",
    "issued": "item:datepublished",
    "date": "item:date",
    "published_time": "item:datepublished",
}


#: Attributes in which pages keep the moment that a script writes as "3 hours ago".
DATA_MOMENTS = (
    "data-timestamp", "data-time", "data-date", "data-datetime", "data-published", "data-publish-date",
    "data-published-date", "data-publication-date", "data-pubdate", "data-date-published", "data-epoch",
    "data-utime", "data-seconds", "data-unixtime", "data-ts", "data-iso",
)  # fmt: skip
_MOMENT = re.compile(r"\d{10}(?:\d{3})?\Z|(?:19|20)\d\d-\d\d-\d\d")


def moment_of(attributes: Any) -> str | None:
    """The moment that an element's attributes state: of `datetime`, or of data for a script."""
    stated = attributes.get("datetime")
    if stated:
        return str(stated)
    for name in DATA_MOMENTS:
        value = attributes.get(name)
        if value and _MOMENT.match(value):
            return str(value)
    return None


def _microdata(root: Any) -> Iterator[Said]:
    """Moments that elements of the text state in attributes, where no reader sees them."""
    for count, element in enumerate(root.iter("time", "span", "div", "p", "abbr", "li", "data", "small")):
        if count > 20_000:
            return
        moment = element.get("datetime") or element.get("content")
        if not moment:
            if len(element.attrib) and (kept := moment_of(element.attrib)) is not None:
                yield Said("time:datetime", kept)
            continue
        props = (element.get("itemprop") or element.get("property") or "").lower().split()
        known = [name for prop in props if (name := _MOMENTS.get(prop.rpartition(":")[2]))]
        if known:
            yield Said(known[-1], _text(moment))
        elif element.tag == "time":
            yield Said("time:datetime", _text(moment))


def _scripts(root: Any) -> Iterator[Any]:
    for script in root.iter("script"):
        kind = (script.get("type") or "").lower()
        if "ld+json" not in kind or not script.text:
            continue
        read = read_json(script.text)
        yield read if read is not None else _salvage(script.text)


def read_json(text: str) -> Any:
    """JSON as pages hold it: in a comment, with raw line ends, a comma too many; None where it is none."""
    bare = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    bare = (
        bare.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("//]]>").removesuffix("]]>")
    )
    bare = bare.strip().rstrip(";")
    for attempt in (lambda t: t, lambda t: _COMMA.sub(r"\1", _CONTROL.sub(" ", t)), html.unescape):
        try:
            return json.loads(attempt(bare), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


#: Single values of a record that is no JSON: a quotation mark too many in a description spoils all of it.
_BROKEN = {
    "@type": re.compile(r'"@type"\s{0,5}:\s{0,5}"(\w{0,30}Article|BlogPosting)"'),
    "headline": re.compile(r'"headline"\s{0,5}:\s{0,5}"((?:[^"\\]|\\.){3,400})"\s{0,9}[,}]'),
    "datePublished": re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{8,40})"'),
    "dateModified": re.compile(r'"dateModified"\s{0,5}:\s{0,5}"([^"]{8,40})"'),
    "author": re.compile(
        r'"author"\s{0,5}:\s{0,5}[\[{]{1,2}[^\[\]{}]{0,200}?"name"\s{0,5}:\s{0,5}"([^"]{3,80})"'
    ),
}


def _salvage(text: str) -> dict[str, str]:
    """What can be read of an article's record that no parser takes; nothing of any other kind of record."""
    found = {
        key: match[1]
        for key, pattern in _BROKEN.items()
        if (match := pattern.search(text[:100_000])) is not None
    }
    return found if "@type" in found else {}


def _nodes(read: Any) -> list[dict[str, Any]]:
    """All objects that could be the page's article, without those that hang on it as its parts."""
    found: list[dict[str, Any]] = []
    waiting = [read]
    while waiting and len(found) < _MOST_NODES:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = node[:_MOST_NODES] + waiting
        elif isinstance(node, dict):
            found.append(node)
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"):
                inner = node.get(key)
                if key != "liveBlogUpdate" and isinstance(inner, (dict, list)):
                    waiting.append(inner)
    return found


def _types(node: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and pattern.match(kind.rpartition("/")[2][:80]) for kind in kinds)


def _own_names(root: Any) -> list[str]:
    """What the page calls itself, folded: its title, that for sharing, its first heading, its address."""
    found: list[str] = []
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in (
            "og:title",
            "og:url",
            "twitter:title",
        ):
            found.append(meta.get("content") or "")
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            found.append(link.get("href") or "")
    for tag in ("title", "h1"):
        first = next(root.iter(tag), None)
        if first is not None:
            found.append("".join(first.itertext())[:1000])
    return [name for one in found if (name := folded(one[:1000]))]


def _main_article(nodes: list[dict[str, Any]], names: list[str]) -> dict[str, Any] | None:
    """The node that describes the page's article: the one that bears the page's names, that says most.

    Pages that load the next article below hold its record too; pages of a section hold those of all teasers.
    """
    articles = [node for node in nodes if _types(node, _ARTICLE_TYPES)]
    if not articles:
        return None

    def says(node: dict[str, Any]) -> tuple[bool, int]:
        own = [
            folded(_text(node.get(key))[:1000])
            for key in ("headline", "name", "url", "mainEntityOfPage", "@id")
        ]
        bears = any(len(one) >= 8 and (one in name or name in one) for one in own for name in names)
        keys = ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage", "dateModified")
        return bears, sum(1 for key in keys if node.get(key))

    return max(articles[:200], key=says)


def _of_article(node: dict[str, Any], nodes: list[dict[str, Any]]) -> Iterator[Said]:
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str)}
    for key in ("headline", "alternativeHeadline", "name", "datePublished", "dateModified", "dateCreated",
                "description", "inLanguage", "articleSection"):  # fmt: skip
        values = node.get(key)
        for value in (values if isinstance(values, list) else [values])[:3]:
            if text := _text(value):
                yield Said(f"ld:{key}", text)
    page = node.get("mainEntityOfPage")
    for address in (node.get("url"), page.get("@id") if isinstance(page, dict) else page, node.get("@id")):
        if isinstance(address, str) and address.startswith("http"):
            yield Said("ld:url", address.strip())
    for key in ("author", "creator"):
        for kind, name in _people(node.get(key), by_id, 0):
            yield Said(f"ld:{key}{kind}", name)
    for _kind, name in _people(node.get("publisher"), by_id, 0):
        yield Said("ld:publisher", name)


def _people(value: Any, by_id: dict[str, dict[str, Any]], depth: int) -> Iterator[tuple[str, str]]:
    """Names, each with ":organisation" where the page says that it is one."""
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value[:30]:
            yield from _people(one, by_id, depth + 1)
    elif isinstance(value, str):
        if not value.startswith("http"):
            yield "", _text(value)
    elif isinstance(value, dict):
        if "name" not in value and value.get("@id") in by_id and by_id[value["@id"]] is not value:
            yield from _people(by_id[value["@id"]], by_id, depth + 1)
            return
        kind = "" if not _types(value, re.compile(r"\w{0,30}Organi[sz]ation")) else ":organisation"
        names = value.get("name")
        for name in names if isinstance(names, list) else [names]:
            if text := _text(name):
                yield kind, text


def _text(value: Any) -> str:
    """A string without the markup and the entities that publishers' templates put into it."""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    value = value[:200_000]
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _TAGS.sub(" ", value)
    return " ".join(value.replace("\x00", " ").split()).encode("utf-8", "replace").decode("utf-8")
