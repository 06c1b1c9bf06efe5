"""Web addresses as names of works: one form for each, what its variants stand for, whose site it is on."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

#: Query parameters that say where a reader came from, not what is read.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|twclid|yclid|igshid|mc_[ce]id|mkt_tok|maca|xtor"
    r"|wt_\w+|wtmc|wtrid|at_\w+|ns_\w+|ref|ref_src|ref_url|cmpid|cmp|ocid|smid|spm|share|ncid|sr_share|s_cid|_gl?a?"
    r"|_hs\w+|guccounter|guce_\w+|traffic_source|__twitter_impression|amp_js_v|amp_gsa|usqp)$",
    re.IGNORECASE,
)
#: A visitor's session: by its name, or (`sid` may also be a story's id) by a value that only programs make.
_SESSION = re.compile(
    r"(?:jsession|php?sess|asp?sess|sess(?:ion)?)_?(?:id)?\w{0,12}|cfid|cftoken", re.IGNORECASE
)
_SESSION_LIKE = re.compile(r"(?:sid|s|oid)=[0-9a-f]{20,}", re.IGNORECASE)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)
_ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PRINTABLE = "".join(chr(code) for code in range(33, 127))

#: Publishers whose addresses carry an id of the work, whatever words stand before it. Deutsche Welle's older
#: addresses ("/dw/article/0,,15534226,00.html") hold the same number.
_PUBLISHER_IDS = {
    "dw.com": re.compile(r"/(?:a-(\d{4,})(?:[/?#]|$)|0,,(\d{4,})(?:_[^,/]{0,20})?,00\.html)"),
    "dw.de": re.compile(r"/(?:a-(\d{4,})(?:[/?#]|$)|0,,(\d{4,})(?:_[^,/]{0,20})?,00\.html)"),
}
_SAME_PUBLISHER = {"dw.de": "dw.com"}

_HOST_VARIANTS = ("www.", "m.", "mobile.", "mobil.", "amp.", "touch.", "wap.", "print.")
_COPIES = (
    # Copies that others keep: https://web.archive.org/web/20200501000000/https://…, Google's AMP pages.
    re.compile(r"https://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?P<rest>\S+)"),
    re.compile(r"https://www\.google\.[a-z.]{2,6}/amp/(?:s/)?(?P<rest>\S+)"),
    re.compile(r"https://[^/]+\.cdn\.ampproject\.org/[cvi]/(?:s/)?(?P<rest>\S+)"),
)
#: Path segments and query values by which a page is shown for telephones or for printing.
_VARIANT_SEGMENTS = frozenset({"amp"})
_VARIANT_ENDINGS = frozenset(
    "print printable printversion print-view drucken druckansicht imprimir imprimer".split()
)
_VARIANT_QUERY = re.compile(
    r"(?:amp=.*|outputtype=amp|(?:output|view|mode|format|layout|type|version|device)=(?:amp|print|mobile|mobil|m)"
    r"|print(?:able|view|ed|ing|friendly|erfriendly)?=(?:|1|true|yes|y|on)|(?:m|mobile|drucken|imprimir)=(?:|1|true))",
    re.IGNORECASE,
)
_INDEX = re.compile(r"(?:index|default)\.(?:html?|php|aspx?|jsp)", re.IGNORECASE)
_PAGE_QUERY = re.compile(r"(?:page|paged|pg|p|seite|pagina|pagenum|pageno|page_no)=(\d{1,2})", re.IGNORECASE)
_PAGE_WORDS = frozenset("page seite pagina pag p".split())
#: Domains under which others are given out: "bbc.co.uk" and "itv.co.uk" are two sites.
_GIVEN_OUT = frozenset("co com org net gov edu ac or ne go gob gouv gv".split())


class PlainForm(NamedTuple):
    """What an address stands for once it is rid of its variants."""

    url: str
    #: Which page of an article in several; 1 where it says nothing.
    page: int


def normalise_url(url: str) -> str | None:
    """The address that two captures of one page have in common; None where it is no web address.

    >>> normalise_url("http://WWW.dw.com:80/en/x/a-123/?maca=en-rss#top")
    'https://www.dw.com/en/x/a-123'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:  # "http://[broken", a port of letters, a name that no domain can have
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    if port not in {None, 80, 443}:
        host = f"{host}:{port}"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(pair for pair in asked if not _says_nothing(*pair))
    path = _PATH_SESSION.sub("", parts.path)
    path = quote(_ESCAPED.sub(_plain_escape, path), safe=_PRINTABLE, errors="replace")
    return urlunsplit(("https", host, path.rstrip("/"), urlencode(kept, errors="replace"), ""))


def _says_nothing(name: str, value: str) -> bool:
    return bool(
        _TRACKING.match(name) or _SESSION.fullmatch(name) or _SESSION_LIKE.fullmatch(f"{name}={value}")
    )


def _plain_escape(found: re.Match[str]) -> str:
    """An escape that need not be one is the character; the others in capitals."""
    code = int(found[1], 16)
    return chr(code) if code in _UNRESERVED else f"%{found[1].upper()}"


def publisher_id(normalised_url: str) -> str | None:
    """The publisher's own id of the work within an address, with the publisher's domain."""
    parts = urlsplit(_original(normalised_url))
    for domain, pattern in _PUBLISHER_IDS.items():
        if parts.netloc == domain or parts.netloc.endswith(f".{domain}"):
            found = pattern.search(parts.path)
            return f"{_SAME_PUBLISHER.get(domain, domain)}:{found[1] or found[2]}" if found else None
    return None


def plain_form(normalised_url: str) -> PlainForm:
    """The page behind an address: without the variants for telephones, for AMP and for printing.

    >>> plain_form("https://m.example.org/news/amp/old-bridge-closed-1234?page=2")
    PlainForm(url='https://example.org/news/old-bridge-closed-1234', page=2)
    """
    url = _original(normalised_url)
    parts = urlsplit(url)
    host = parts.netloc
    while (variant := next((v for v in _HOST_VARIANTS if host.startswith(v)), "")) and "." in host[
        len(variant) :
    ]:
        host = host[len(variant) :]
    segments = [s for s in parts.path.split("/") if s and s.lower() not in _VARIANT_SEGMENTS]
    if segments and _INDEX.fullmatch(segments[-1]):
        segments.pop()
    if len(segments) > 1 and segments[-1].lower() in _VARIANT_ENDINGS:
        segments.pop()
    page = _take_page(segments)
    if segments:
        segments[-1] = re.sub(r"\.amp(?=$|\.html?$)", "", segments[-1], flags=re.IGNORECASE)
    kept = []
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        asked = f"{name}={value}"
        number = _PAGE_QUERY.fullmatch(asked)
        if number and segments:  # "?p=17" behind no path is an article's own number
            page = max(page, int(number[1]))
        elif not _VARIANT_QUERY.fullmatch(asked):
            kept.append((name, value))
    path = "".join(f"/{segment}" for segment in segments)
    return PlainForm(urlunsplit(("https", host, path, urlencode(kept), "")), page)


def _original(url: str) -> str:
    """The address of which somebody else's copy is kept."""
    for _turn in range(3):
        found = next((match for copy in _COPIES if (match := copy.fullmatch(url))), None)
        if found is None:
            return url
        rest = found["rest"]
        inner = normalise_url(rest if re.match(r"https?:/", rest) else f"https://{rest}")
        if inner is None:
            return url
        url = inner
    return url


def _take_page(segments: list[str]) -> int:
    """Take the number of a page off the end of a path: "…/old-bridge-closed/2", "…/page/2"."""
    if len(segments) < 2 or not re.fullmatch(r"\d{1,2}", segments[-1]):
        return 1
    before = segments[-2].lower()
    number = int(segments[-1])
    if before in _PAGE_WORDS and len(segments) > 2:
        del segments[-2:]
    elif number > 1 and ("-" in before or before.endswith((".html", ".htm")) or len(before) >= 20):
        del segments[-1:]
    else:  # "/2020/05" is a month
        return 1
    return number


def is_front(normalised_url: str) -> bool:
    """Whether this is a site's front page, which is no article's address."""
    form = urlsplit(plain_form(normalised_url).url)
    return not form.path and not form.query


def site_of(normalised_url: str) -> str:
    """The part of the host's name that its publisher owns: "dw.com" of "amp.dw.com".

    >>> site_of("https://news.bbc.co.uk/1")
    'bbc.co.uk'
    """
    labels = (urlsplit(_original(normalised_url)).hostname or "").split(".")
    many = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _GIVEN_OUT
    return ".".join(labels[-3 if many else -2 :])


def agree(one: str, other: str) -> bool:
    """Whether two normalised addresses lead to one page: they differ by form only, or bear one id."""
    if plain_form(one).url == plain_form(other).url:
        return True
    identifier = publisher_id(one)
    return identifier is not None and identifier == publisher_id(other)
