"""Where the article's text stands on a page: the element that holds it, and what is said of those in it.

The element is found by the weight of the prose in it, or by the lines that the page states as its text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from archive.parsing import furniture
from archive.parsing.html.endings import comment_rows
from archive.parsing.html.page import Page, Row
from archive.parsing.html.shapes import teaser_rows
from archive.parsing.html.signs import OUTSIDE, PICTURE, Sign

#: From which share of all prose on an element is the page itself, whatever its name says.
_MOST = 0.4
_DOUBTED = OUTSIDE | PICTURE | Sign.LEAD | Sign.BYLINE | Sign.DATE
_ALWAYS_OUTSIDE = frozenset(("nav", "footer", "form", "button", "aside", "dialog"))
_FIGURES = frozenset(("figure", "picture", "img"))
_MOST_IN_FIGURE = 5
#: Boxes that ask before they show something of another site.
_CONSENT = re.compile(
    r"\bexterne[nrs]? inhalte?\b|personenbezogene daten an drittplattformen"
    r"|inhalt(?:e)? von (?:twitter|youtube|instagram|facebook)\b.{0,80}(?:anzeig|ansehen|geladen)"
    r"|\bcontenus? (?:externes?|tiers)\b|external content\b"
    r"|content (?:is )?(?:hosted|provided) by a third party|contenido externo|conteúdo externo"
    r"|contenuto esterno|externe inhoud|eksternt indhold|externt innehåll|treść zewnętrzn",
    re.IGNORECASE,
)
#: Where a page says that the rest is for those who pay, or that it earns by its links.
_PAYWALL = re.compile(
    r"pour lire la suite|\babonnez-vous\b|réservée?s? aux abonnés|il vous reste [\d.,]+ ?% de cet article"
    r"|\bto (?:continue|keep) reading\b|\bsubscribe to (?:read|continue)|\bfree or paid subscriber"
    r"|\bearn (?:a|an affiliate|affiliate) commission|\bjetzt (?:abonnieren|registrieren)\b"
    r"|\bum (?:diesen|den ganzen) (?:artikel|text|beitrag) .{0,30}lesen"
    r"|para (?:seguir leyendo|continuar a ler)"
    r"|\bsuscríbete para|s[óo]lo para suscriptores|exclusivo para (?:assinantes|suscriptores)"
    r"|riservato agli abbonati|per continuare a leggere|alleen voor abonnees|för prenumeranter"
    r"|(?:kun|bare) for abonnenter|tylko dla (?:subskrybentów|prenumeratorów)|pouze pro předplatitele"
    r"|доступ(?:ен|на) (?:только )?(?:подписчикам|по подписке)"
    r"|有料記事|有料会員|会員限定|続きをお読み|구독자 전용",
    re.IGNORECASE,
)
#: Where papers ask to be followed.
_PLACES = re.compile(
    r"\b(?:facebook|twitter|instagram|whatsapp|telegram|newsletter|youtube|tiktok|linkedin|x)\b",
    re.IGNORECASE,
)
#: As much prose as a short article has.
_ENOUGH = 300
_TEXT_TAGS = frozenset("p div section article main li blockquote td dd pre center".split())


class Prose:
    """The weight of prose in every element, by rows."""

    def __init__(self, page: Page, rows: list[bool]) -> None:
        self.page = page
        self.sums = [0, *accumulate(r.weight if ok else 0 for r, ok in zip(page.rows, rows, strict=True))]

        self.counts = [0, *accumulate(map(int, rows))]

    def rows_in(self, element: int) -> int:
        """How many rows of prose an element holds."""
        hint = self.page.hints[element]
        first = bisect_right(self.page.starts, hint.start - 1)
        return self.counts[bisect_right(self.page.starts, hint.end - 1)] - self.counts[first]

    def of(self, element: int) -> int:
        if element < 0:
            return self.sums[-1]
        hint = self.page.hints[element]
        first = bisect_right(self.page.starts, hint.start - 1)
        last = bisect_right(self.page.starts, hint.end - 1)
        return self.sums[last] - self.sums[first]


def is_prose(row: Row) -> bool:
    """A line heavy enough to be running text, and no list of links."""
    return row.weight >= 60 and row.links < 0.5 and row.tag in _TEXT_TAGS


def sign_of(signs: list[int], row: Row) -> int:
    return signs[row.inner] if row.inner >= 0 else Sign.NONE


def asks(row: Row) -> bool:
    text = row.text[:400]
    if furniture.is_request(text) or _CONSENT.search(text) is not None:
        return True
    if row.weight <= 300 and _PAYWALL.search(text) is not None:
        return True
    # "Sigue toda la información en Facebook y X, o en nuestra newsletter semanal."
    return row.links > 0.05 and len({place.casefold() for place in _PLACES.findall(text)}) >= 2


def signs_below(page: Page, container: int, prose: Prose) -> list[int]:
    """For every element in a container what it and those around it say, the container's own words aside.

    An element that holds much of the prose is not believed to be furniture: pages call their very body
    "article-with-sidebar".
    """
    whole = max(1, prose.of(container))
    alike: dict[str, int] = {}
    found: list[int] = [Sign.NONE] * len(page.hints)
    first = container + 1
    last = len(page.hints) if container < 0 else _behind(page, container)
    for index in range(first, last):
        if page.sign[index] & OUTSIDE:
            name = " ".join(page.names_of(index)[:2])
            alike[name] = alike.get(name, 0) + prose.of(index)
    for index in range(first, last):
        hint = page.hints[index]
        parent = hint.parent
        around = found[parent] if parent > container else Sign.NONE
        sign = page.sign[index]
        if sign & _DOUBTED and _holds_most(page, index, prose, alike, _MOST * whole):
            sign &= Sign.BODY
        if sign & Sign.FIGURE and hint.element not in _FIGURES and page.count_of(index) > _MOST_IN_FIGURE:
            sign &= ~Sign.FIGURE  # "hasMedia" says that a box has a picture, not that it is one
        found[index] = around | sign
    return found


def _holds_most(page: Page, index: int, prose: Prose, alike: dict[str, int], most: float) -> bool:
    """Whether an element, or all of its name together ("widget-text"), hold much of the prose."""
    own = prose.of(index)
    if own >= most:
        return True
    if not own or not page.sign[index] & OUTSIDE or page.hints[index].element in _ALWAYS_OUTSIDE:
        return False
    return alike.get(" ".join(page.names_of(index)[:2]), 0) >= 1.5 * most


def _behind(page: Page, container: int) -> int:
    """The first element after a container's own."""
    end = page.hints[container].end
    index = container + 1
    while index < len(page.hints) and page.hints[index].start < end and page.hints[index].element != "meta":
        index += 1
    return index


def find_container(page: Page, headline: Row | None) -> tuple[int, list[int]]:
    """The element that holds the article's text (-1: the page), and what is said of the elements in it."""
    first = headline.index if headline is not None else 0
    raw = Prose(page, [is_prose(row) and row.index >= first for row in page.rows])
    everywhere = Prose(page, [is_prose(row) for row in page.rows])
    if raw.of(-1) < 0.3 * everywhere.of(-1):  # the heading found stands behind the text
        first = 0
        raw = everywhere
    signs = signs_below(page, -1, raw)
    letters = comment_rows(page, first)
    teasers = page.teasers = teaser_rows(page) | letters
    plain = [
        row.index >= first
        and (
            (is_prose(row) and not sign_of(signs, row) & (OUTSIDE | PICTURE) and not asks(row))
            or (row.stated and row.weight >= 60)
        )
        for row in page.rows
    ]
    alone = [ok and row.index not in teasers for ok, row in zip(plain, page.rows, strict=True)]
    prose = Prose(page, alone)
    if letters:
        plain = [ok and row.index not in letters for ok, row in zip(plain, page.rows, strict=True)]
    first_row = next((row for ok, row in zip(plain, page.rows, strict=True) if ok), None)
    if first_row is not None and first_row.index in teasers and prose.of(-1) < _ENOUGH:
        prose = Prose(page, plain)  # a list whose items have linked headings
    if not prose.of(-1):
        prose = raw
    stated = Prose(page, [row.stated and row.weight >= 40 and row.index >= first for row in page.rows])
    if stated.of(-1) >= 200 and stated.of(-1) >= 0.3 * prose.of(-1):
        container = _descend(page, stated, 0.97, -1)
        if stated.of(-1) < 0.75 * prose.of(-1):  # it may be the beginning alone that is stated
            wider = _by_prose(page, prose, headline)
            container = wider if wider in page.chain(container) else container
    else:
        container = _declared_body(page, prose)
        if container < 0:
            container = _by_prose(page, prose, headline)
    return container, signs_below(page, container, prose)


def _by_prose(page: Page, prose: Prose, headline: Row | None) -> int:
    container = _descend(page, prose, 0.7, _around_headline(page, prose, headline))
    return _with_siblings(page, prose, container)


def _around_headline(page: Page, prose: Prose, headline: Row | None) -> int:
    """The smallest element around the headline that holds a good part of the page's prose."""
    if headline is None:
        return -1
    enough = max(_ENOUGH, 0.3 * prose.of(-1))
    for index in page.chain(headline.inner):
        weight = prose.of(index)
        if weight >= enough or (weight >= _ENOUGH and prose.rows_in(index) >= 3):
            return index
    return -1


def _declared_body(page: Page, prose: Prose) -> int:
    """An element that says it is the article's body, and holds the better part of the prose."""
    best, most = -1, 0
    whole = prose.of(-1)
    for index, hint in enumerate(page.hints):
        if "articlebody" in hint.attributes.get("itemprop", "").lower():
            size = prose.of(index)
            if size > most:
                best, most = index, size
    return best if most >= 0.4 * whole else -1


def _descend(page: Page, prose: Prose, share: float, start: int) -> int:
    children = page.children
    current = start
    while True:
        size = prose.of(current)
        heaviest = max(children.get(current, ()), key=prose.of, default=None)
        if heaviest is None or page.hints[heaviest].element in ("p", "li", "#text", "span", "a"):
            return current
        if prose.of(heaviest) < share * size:
            return current
        current = heaviest


def _with_siblings(page: Page, prose: Prose, container: int) -> int:
    """The element around, where the text goes on in elements beside of the same name."""
    while container >= 0:
        hint = page.hints[container]
        name = hint.attributes.get("class", "")
        beside = [
            index
            for index in page.children.get(hint.parent, ())
            if index != container
            and page.hints[index].element == hint.element
            and page.hints[index].attributes.get("class", "") == name
            and prose.of(index) >= 60
        ]
        if not beside or hint.element == "article":
            return container
        container = hint.parent
    return container
