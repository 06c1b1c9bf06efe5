"""The text of a page's elements, a line for each block, with hints which element each stretch came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

from archive.documents import Hint
from archive.parsing.html.stated import DATA_MOMENTS

#: Elements that begin and end lines.
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main
    menu nav ol optgroup option p picture pre search section select summary table tbody td tfoot th
    thead tr ul video audio title""".split()
)
#: Elements without words of the page: programs, drawings, what is shown only where scripts do not run.
_SKIPPED = frozenset(
    "script style template noscript svg math iframe object embed applet canvas head textarea input map meta"
    " link datalist noframes".split()
)
#: What readers ask of an element.
_KEPT = frozenset(DATA_MOMENTS) | frozenset(
    """class id itemprop role rel href datetime property hidden style aria-hidden data-testid
    data-component data-tracking-name data-qa data-type name dir content aria-label aria-labelledby
    itemtype itemscope""".split()
)
#: A line of a text broken by <br> that stands in one of these is no part of the line before or after it.
_SET_APART = frozenset(("b", "strong", "font", "big", "u", "small"))
_IMAGES = frozenset(("img", "amp-img"))
_AT_ONCE = 100_000
_NOTHING: Mapping[str, str] = {}
_SPACE = re.compile(r"[ \t\n\r\f\v\u2028\u2029\x85\x1c-\x1f]+")
_DROP_CAP = re.compile(r"drop-?_?cap|lettrine|initial-?letter|first-?letter", re.IGNORECASE)


class Walk:
    """The text so far, and the hints: one for each element that holds words, outermost first."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.hints: list[list[Any]] = []
        #: Open elements: [element, index of its hint or -1].
        self.open: list[list[Any]] = []
        #: What stands between the last words and the next: "", " ", "\n".
        self.gap = ""
        self.unit = -1
        self.alts: list[Any] = []
        self.breaks = 0
        self.drop_cap = False
        #: The element that ended last with nothing behind it, where it is an inline one.
        self.ended: Any = None
        #: Whether the line so far stands in one inline element that has ended.
        self.whole = False

    def say(self, text: str) -> None:
        """Add words, their white space folded as a browser does."""
        if len(text) > _AT_ONCE:  # folding millions of words at once takes a hundred bytes for each
            for place in range(0, len(text), _AT_ONCE):
                self.say(text[place : place + _AT_ONCE])
            return
        folded = _SPACE.sub(" ", text)
        if not folded or folded.isspace():  # a no-break space alone draws nothing either
            if folded and not self.gap:
                self.gap = " "
            return
        if folded[0] == " ":
            folded = folded[1:]
            if not self.gap:
                self.gap = " "
        trailing = folded[-1] == " "
        if trailing:
            folded = folded[:-1]
        if not folded:
            return
        if self.drop_cap:
            self.drop_cap = False
            if self.gap == " " and folded[0].islower():
                self.gap = ""
        self.ended = None
        self.whole = False
        self.breaks = 0
        if self.length and self.gap:
            self.parts.append(self.gap)
            self.length += 1
        start = self.length
        if self.unit < 0:
            parent = self._begin(start)
            self.hints.append([start, start, "#text", parent, _NOTHING])
            self.unit = len(self.hints) - 1
        self._begin(start)
        self.parts.append(folded)
        self.length += len(folded)
        self.hints[self.unit][1] = self.length
        self.gap = " " if trailing else ""

    def _begin(self, start: int) -> int:
        """Give a hint to every open element that has none yet; the index of the innermost."""
        depth = len(self.open)
        while depth and self.open[depth - 1][1] < 0:
            depth -= 1
        parent = self.open[depth - 1][1] if depth else -1
        for entry in self.open[depth:]:
            element = entry[0]
            tag = "img" if element.tag in _IMAGES else element.tag
            self.hints.append([start, start, tag, parent, attributes_of(element)])
            parent = entry[1] = len(self.hints) - 1
        return int(parent)

    def line(self) -> None:
        """End the line; the pictures met within it follow it."""
        self.gap = "\n"
        self.unit = -1
        self.breaks = 0
        self.drop_cap = False
        self.whole = False
        if self.alts:
            waiting, self.alts = self.alts, []
            for image in waiting:
                self._say_alt(image)

    def _say_alt(self, image: Any) -> None:
        alt = _SPACE.sub(" ", image.get("alt") or "").strip()
        if len(alt) < 2:
            return
        self.open.append([image, -1])
        self.say(alt)
        self._close()
        self.gap = "\n"
        self.unit = -1

    def _close(self) -> None:
        _element, index = self.open.pop()
        if index >= 0:
            self.hints[index][1] = self.length


def attributes_of(element: Any) -> Mapping[str, str]:
    """The attributes that readers ask for, cut to a length that no real one has."""
    found = {name: value[:400] for name, value in element.items() if name in _KEPT}
    return found or _NOTHING


def walk(root: Any) -> tuple[str, list[Hint]]:
    """Text and hints of a page's body, its title first."""
    page = Walk()
    for title in root.iter("title"):
        if title.text and title.text.strip() and title.getparent().tag in ("head", "html", "body"):
            page.open.append([title, -1])
            page.say(title.text[:2000])
            page._close()
            page.line()
            break
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if tag in _SKIPPED or tag == "title" or (tag == "button" and not _has_words(element)):
                steps.skip_subtree()
                if tag in ("iframe", "object", "noscript"):
                    page.line()
                continue
            _enter(page, element, tag)
        else:
            if tag not in _SKIPPED and tag != "title" and (tag != "button" or _has_words(element)):
                _leave(page, element, tag)
            if element.tail and element is not root:
                page.say(element.tail)
    page.line()
    for hint in page.hints:
        while hint[2] == "#text" and hint[3] >= 0 and page.hints[hint[3]][1] < hint[1]:
            hint[3] = page.hints[hint[3]][3]  # it began in a link or the like, which ended before it
    return "".join(page.parts), [Hint(*hint) for hint in page.hints]


def _enter(page: Walk, element: Any, tag: str) -> None:
    if tag in _IMAGES:
        if element.get("alt"):
            if page.unit >= 0:
                page.alts.append(element)
            else:
                page.line()
                page._say_alt(element)
        return
    if tag == "br":
        page.breaks += 1
        if page.breaks > 1 or page.whole:
            page.line()
        elif page.gap != "\n":
            page.gap = "\n"
        return
    if tag in _BLOCKS or tag == "button":
        page.line()
    elif page.ended is not None and not page.gap and _stands_apart(page.ended, element):
        # Styled as lines of their own: "<span>Politik</span><span>Russland</span>".
        page.gap = "\n" if _heading_within(page) else " "
        page.ended = None
    elif page.breaks and tag in _SET_APART and _is_whole_line(element):
        page.line()
    page.open.append([element, -1])
    if element.text:
        page.say(element.text)


def _leave(page: Walk, element: Any, tag: str) -> None:
    if tag in _IMAGES or tag == "br":
        return
    begun = page.open[-1][1]
    page._close()
    if tag in _SET_APART and begun >= 0 <= page.unit:
        page.whole = page.hints[begun][0] == page.hints[page.unit][0]
    if tag in _BLOCKS or tag == "button":
        page.line()
        page.ended = None
        return
    if tag == "time" and element.tail and element.tail[0].isalnum() and not page.gap:
        page.line()  # "<time>25.04.2019</time>The council …"
    if not page.gap:
        page.ended = element if not element.tail else None
    if _DROP_CAP.search(element.get("class") or "") or _DROP_CAP.search(element.get("data-type") or ""):
        page.drop_cap = True


def _is_whole_line(element: Any) -> bool:
    """Whether an inline element begun after a <br> ends before the next: "<br><b>The costs</b><br>"."""
    if element.tail and not element.tail.isspace():
        return False
    after = element.getnext()
    return after is None or after.tag in _BLOCKS or after.tag == "br"


def _heading_within(page: Walk) -> bool:
    return any(entry[0].tag in ("h1", "h2", "h3", "h4", "header") for entry in page.open[-4:])


def _stands_apart(before: Any, after: Any) -> bool:
    """Two inline elements without white space between that a page's style draws apart."""
    if before.tag not in ("span", "a", "time", "strong", "small", "label") or after.tag not in (
        "span", "a", "time", "strong", "small", "label",
    ):  # fmt: skip
        return False
    words = "".join(before.itertext(with_tail=False))[:200].strip()
    following = "".join(after.itertext(with_tail=False))[:200].strip()
    if len(words) < 3 or len(following) < 2:
        return False
    return (words[-1].isalnum() or words[-1] in ".!?…”»") and following[0].isalnum()


def _has_words(button: Any) -> bool:
    """A button that holds only a symbol stands within a line and breaks none."""
    return any(text.strip() for text in button.itertext())
