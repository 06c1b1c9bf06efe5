"""Where the article's text stands on a page, and which of the lines there belong to it.

The element is found by the weight of the prose in it, or by the lines that the page itself states as its
text; what is not text within it is told by what its elements are called, by links, and by phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from archive.documents import BlockKind, Span
from archive.parsing import furniture
from archive.parsing.credits import split_label
from archive.parsing.html.page import HEADINGS, Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.text import ends_sentence, folded

#: What no text of an article stands in.
OUTSIDE = Sign.FURNITURE | Sign.AD | Sign.RELATED | Sign.HIDDEN | Sign.ASIDE | Sign.BIOGRAPHY | Sign.EMBED
PICTURE = Sign.FIGURE | Sign.CAPTION | Sign.CREDIT
#: From which share of all prose on an element is the page itself, whatever its name says.
_MOST = 0.4
_DOUBTED = OUTSIDE | PICTURE | Sign.LEAD | Sign.BYLINE | Sign.DATE
_ALWAYS_OUTSIDE = frozenset(("nav", "footer", "form", "button", "aside", "dialog"))
_FIGURES = frozenset(("figure", "picture", "img"))
_MOST_IN_FIGURE = 5
#: Boxes that ask before they show something of another site.
_CONSENT = re.compile(
    r"\bexterne[nrs]? inhalte?\b|personenbezogene daten an drittplattformen|inhalt(?:e)? von (?:twitter|youtube|"
    r"instagram|facebook)\b.{0,80}(?:anzeig|ansehen|geladen)|\bcontenus? (?:externes?|tiers)\b|"
    r"external content\b|content (?:is )?(?:hosted|provided) by a third party|contenido externo|conteúdo externo|"
    r"contenuto esterno|externe inhoud|eksternt indhold|externt innehåll|treść zewnętrzn",
    re.IGNORECASE,
)
#: As much prose as a short article has.
_ENOUGH = 400
_TEXT_TAGS = frozenset(
    ("p", "div", "section", "article", "main", "li", "blockquote", "td", "dd", "pre", "center")
)


class Prose:
    """The weight of prose in every element, by rows."""

    def __init__(self, page: Page, rows: list[bool]) -> None:
        self.page = page
        self.sums = [0, *accumulate(r.weight if ok else 0 for r, ok in zip(page.rows, rows, strict=True))]

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
        if sign & Sign.FIGURE and hint.element not in _FIGURES and len(page.rows_of(index)) > _MOST_IN_FIGURE:
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
    plain = [
        row.index >= first
        and (
            (is_prose(row) and not _sign(signs, row) & (OUTSIDE | PICTURE) and not _asks(row))
            or (row.stated and row.weight >= 60)
        )
        for row in page.rows
    ]
    prose = Prose(page, plain)
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


def _asks(row: Row) -> bool:
    return furniture.is_request(row.text[:400]) or _CONSENT.search(row.text[:400]) is not None


def _around_headline(page: Page, prose: Prose, headline: Row | None) -> int:
    """The smallest element around the headline that holds a good part of the page's prose."""
    if headline is None:
        return -1
    enough = max(_ENOUGH, 0.3 * prose.of(-1))
    for index in page.chain(headline.inner):
        if prose.of(index) >= enough:
            return index
    return -1


def _sign(signs: list[int], row: Row) -> int:
    return signs[row.inner] if row.inner >= 0 else Sign.NONE


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


def label_body(page: Page, container: int, signs: list[int], first: int) -> list[Row]:
    """Give kinds to the rows of the container from `first` on; the rows that are the article's text."""
    rows = [row for row in page.rows_of(container) if row.index >= first]
    stated = sum(row.weight for row in rows if row.stated and row.weight >= 40)
    prose = sum(row.weight for row in rows if is_prose(row) and not _sign(signs, row) & (OUTSIDE | PICTURE))
    trusted = stated >= 0.75 * prose and stated >= 600
    ended = False
    text: list[Row] = []
    seen = {folded(row.text) for row in page.rows if row.kind in (BlockKind.HEADLINE, BlockKind.LEAD)}
    for row in rows:
        if row.kind is not None:
            continue
        if row.weight >= 40 and row.tag not in HEADINGS:
            words = folded(row.text[:2000])
            if words in seen:  # once for the desk, once for the phone
                continue
            if not _sign(signs, row) & (OUTSIDE | PICTURE):
                seen.add(words)
        sign = _sign(signs, row)
        if row.stated and row.weight >= 60 and not sign & PICTURE:
            pass
        elif sign & OUTSIDE or ended:
            _label_outside(page, row, sign)
            continue
        elif sign & PICTURE:
            continue
        elif furniture.is_ending(row.text) and row.weight <= 60:
            ended = text != [] and not _goes_on(page, rows, text, row, signs)
            continue
        kind = _kind(page, row, sign, trusted=trusted)
        if kind is BlockKind.RELATED_LINK:
            _label_related(page, row)
        elif kind is not None:
            row.kind = kind
            text.append(row)
    _drop_contents(page, text)
    _drop_repeated_quotes(page, text)
    _drop_strangers(page, text)
    _drop_short_tail(text)
    _drop_loose_headings(text)
    return [row for row in text if row.kind is not None]


def _goes_on(page: Page, rows: list[Row], text: list[Row], here: Row, signs: list[int]) -> bool:
    """Whether paragraphs like those before come after a line such as "Sponsored" or "Most read"."""
    slots = {_slot(page, row) for row in text if row.kind is BlockKind.PARAGRAPH}
    return any(
        row.index > here.index
        and is_prose(row)
        and not _sign(signs, row) & (OUTSIDE | PICTURE)
        and _slot(page, row) in slots
        for row in rows
    )


def mark_shapes(page: Page, rows: list[Row], signs: list[int]) -> None:
    """Tell captions and teasers that no element's name tells, by what stands beside them.

    A line under a picture that repeats its alternative text or ends in a labelled credit is its caption; words
    in a small box whose heading is a link belong to another story.
    """
    boxes: set[int] = set()
    for number, row in enumerate(rows):
        if row.tag in HEADINGS and row.links >= 0.9 and not row.anchored:
            box = _box(page, row)
            if box >= 0:
                boxes.add(box)
        before = rows[number - 1] if number else None
        if before is None or page.hints[before.inner].element != "img" or not 8 <= row.weight <= 500:
            continue
        if row.inner < 0 or signs[row.inner] & (PICTURE | OUTSIDE) or len(page.rows_of(row.inner)) > 2:
            continue
        alt = folded(before.text)
        if split_label(row.text) is not None or (len(alt) >= 12 and folded(row.text).startswith(alt)):
            signs[row.inner] |= Sign.CAPTION
    for box in boxes:
        for row in page.rows_of(box):
            if row.inner >= 0:
                signs[row.inner] |= Sign.RELATED


def _box(page: Page, row: Row) -> int:
    """The largest element around a linked heading that holds this heading alone and little else; -1 for none."""
    best = -1
    for index in page.chain(row.block):
        inside = page.rows_of(index)
        if len(inside) > 8 or any(other.tag in HEADINGS and other is not row for other in inside):
            break
        if len(inside) > 1:
            best = index
    return best


def _label_outside(page: Page, row: Row, sign: int) -> None:
    if (
        sign & Sign.RELATED
        and row.links > 0.8
        and row.weight >= 20
        and not furniture.is_related_heading(row.text)
    ):
        _label_related(page, row)


def _label_related(page: Page, row: Row) -> None:
    label = furniture.related_label(row.text)
    row.kind = BlockKind.RELATED_LINK
    words = folded(row.text[label or 0 :])
    if any(folded(span.of(page.text)) == words for span in page.related[-20:]):
        return
    page.related.append(Span(row.start + (label or 0), row.end))


def _kind(page: Page, row: Row, sign: int, *, trusted: bool) -> BlockKind | None:
    """What a row within the text is; None for furniture that no element's name tells."""
    text = row.text
    if row.tag in HEADINGS:
        return BlockKind.SUBHEADING if _is_heading(row) else None
    if furniture.is_interruption(text) or furniture.is_video(text):
        return None
    if row.weight < 500 and _asks(row):
        return None
    label = furniture.related_label(text)
    if row.links > 0.5 and label is not None:
        return BlockKind.RELATED_LINK
    if row.links >= 0.9:
        if row.stated and trusted:
            return BlockKind.PARAGRAPH
        if row.tag in ("p", "li") and (ends_sentence(text) and row.weight >= 60):
            return BlockKind.PARAGRAPH
        return BlockKind.RELATED_LINK if row.tag == "p" and row.weight >= 30 else None
    if sign & Sign.BYLINE and row.weight < 80:
        return None
    if row.tag == "p" and row.weight <= 120 and page.all_bold(row) and not ends_sentence(text.rstrip("?!")):
        return BlockKind.SUBHEADING
    if row.tag in ("li", "dd", "dt"):
        return BlockKind.LIST_ITEM
    if row.tag in ("p", "blockquote", "pre"):
        return BlockKind.PARAGRAPH
    # Words that lie loose in a div are text where they are heavy enough to be.
    if row.tag in ("td", "th", "button", "label", "caption", "address", "summary"):
        return BlockKind.PARAGRAPH if row.weight >= 120 and ends_sentence(text) else None
    if row.weight >= 60 or (row.weight >= 25 and ends_sentence(text)) or row.stated:
        return BlockKind.PARAGRAPH
    return None


def _is_heading(row: Row) -> bool:
    text = row.text
    return (
        row.weight <= 250
        and any(map(str.isalnum, text))
        and (row.links < 0.9 or row.anchored)
        and not furniture.is_interruption(text)
        and not furniture.is_related_heading(text)
    )


def _drop_contents(page: Page, text: list[Row]) -> None:
    """A table of contents says before the text what its headings say again, under "Auf dieser Seite:"."""
    ahead: set[str] = set()
    for row in reversed(text):
        if row.kind is BlockKind.SUBHEADING:
            ahead.add(folded(row.text[:200]))
        elif row.weight <= 200 and folded(row.text) in ahead:
            row.kind = None
        elif row.weight <= 60 and row.text[-1] in ":：" and row.index + 1 < len(page.rows):
            following = page.rows[row.index + 1]
            if following.kind is None and following.links > 0.5:
                row.kind = None


def _drop_repeated_quotes(page: Page, text: list[Row]) -> None:
    """Words lifted out of the text are no paragraph of it; what stands in a quotation element only is one."""
    whole: str | None = None
    for row in text:
        quoted = row.kind is BlockKind.PARAGRAPH and row.weight <= 300 and page.element_of(row, "blockquote")
        if not quoted:
            continue
        if whole is None:
            whole = folded("".join(r.text for r in text if r.kind is BlockKind.PARAGRAPH))
        row.kind = None if whole.count(folded(row.text)) > 1 else BlockKind.BLOCKQUOTE


def _drop_strangers(page: Page, text: list[Row]) -> None:
    """Closing rows that stand otherwise than the text before them: another box, another class."""
    paragraphs = [row for row in text if row.kind is BlockKind.PARAGRAPH]
    if len(paragraphs) < 4:
        return
    weights: dict[tuple[str, str, str], int] = {}
    for row in paragraphs:
        slot = _slot(page, row)
        weights[slot] = weights.get(slot, 0) + row.weight
    most = max(weights, key=lambda slot: weights[slot])
    if weights[most] < 0.6 * sum(weights.values()):
        return
    parents = {
        page.hints[row.block].parent for row in paragraphs if _slot(page, row) == most and row.block >= 0
    }
    for row in reversed(text):
        if row.kind is None or row.stated:
            if row.stated:
                return
            continue
        if row.kind is not BlockKind.PARAGRAPH:
            if row.kind is BlockKind.SUBHEADING:
                continue
            return
        kin = _slot(page, row) == most or (row.block >= 0 and page.hints[row.block].parent in parents)
        if kin:
            return
        row.kind = None


def _slot(page: Page, row: Row) -> tuple[str, str, str]:
    if row.block < 0:
        return ("", "", "")
    parent = page.hints[row.block].parent
    return (row.tag, page.class_of(row.block), page.class_of(parent))


def _drop_short_tail(text: list[Row]) -> None:
    """Who signed, at the end of the text: "MDR (dst)", "cwo/fab (dpa, afp)"; a label of what follows."""
    for row in reversed(text):
        if row.kind is None:
            continue
        if row.kind is not BlockKind.PARAGRAPH or row.weight > 60 or ends_sentence(row.text):
            return
        row.kind = None


def _drop_loose_headings(text: list[Row]) -> None:
    """Headings that nothing follows head what is not there: related stories, comments.

    Nor is one a heading that stands before the first words of all, "Hauptinhalt" for screen readers.
    """
    for index, row in enumerate(text):
        if row.kind is not BlockKind.SUBHEADING:
            break
        if row.own & Sign.HIDDEN or (index == 0 and row.weight <= 20 and "hidden" in row.names):
            row.kind = None
    follows = False
    for row in reversed(text):
        if row.kind is BlockKind.SUBHEADING:
            if not follows:
                row.kind = None
        elif row.kind is not None:
            follows = True


def mark_tail(page: Page, text: list[Row], names: list[str]) -> None:
    """Take closing lines away that tell of the author or of the page and not of the subject."""
    folds = [folded(name) for name in names if name]
    for row in list(reversed(text))[:3]:
        if row.kind is not BlockKind.PARAGRAPH or len(text) < 3:
            continue
        opening = folded(row.text[:90])
        if row.weight <= 500 and any(name in opening for name in folds if len(name) >= 6):
            row.kind = None
            text.remove(row)
        elif row.kind is BlockKind.PARAGRAPH:
            break
