"""The headline of a page: what it states for sharing, weighed against the headings that stand on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.documents import FieldValue, Span
from archive.parsing.html.page import Page, Row
from archive.parsing.text import folded

#: What stands between a headline and the name of the site: "… vor laufender Kamera - WELT".
_SEPARATOR = re.compile(r"\s+[|–—·•»«:-]{1,2}\s+|\s?：\s?|\s?[|｜]\s?|\s*_(?=[^\s_]{2,20}\Z)")
_MOST_PARTS = 8
_MOST_HEADINGS = 12


@dataclass(slots=True)
class Headline:
    """The title with its place, and the row of the page that prints it or another wording of it."""

    value: FieldValue | None
    row: Row | None


def find_headline(page: Page, rule: str) -> Headline:
    """The title: the one stated for sharing where another source bears it out, else the heading.

    Publishers print one wording and state another ("… in battling win over Tottenham"); what they state for
    sharing is the fuller title of the work, what search engines get is often cut.
    """
    house = houses(page)
    headings = [row for row in page.rows if 8 <= row.weight <= 400 and _in_h1(page, row)][:_MOST_HEADINGS]
    shared = _best(page, ("og:title", "twitter:title"))
    formal = _best(page, ("ld:headline", "item:headline", "ld-page:headline"))
    others = [page.text[s.start : s.end] for s in (*formal, *shared)] + [row.text for row in headings]
    page_title = next((row for row in page.rows[:1] if row.tag == "title"), None)
    spans = [_bare(page, span, house, others) for span in shared]
    stated = [_bare(page, span, house, others) for span in formal]
    texts = {id(row): folded(row.text) for row in headings}

    def said(span: Span) -> str:
        return folded(page.text[span.start : span.end])

    chosen: Span | None = None
    spans = [span for span in spans if said(span) and said(span) not in house]
    stated = [span for span in stated if said(span) and said(span) not in house]
    if spans:
        chosen = spans[0]
        wanted = said(chosen)
        backed = (
            wanted in texts.values()
            or any(said(span) == wanted for span in (*spans[1:], *stated))
            or (page_title is not None and folded(page_title.text).startswith(wanted))
        )
        fuller = [
            span for span in stated if said(span).startswith(wanted.rstrip("…")) and said(span) != wanted
        ]
        cut = page.text[chosen.start : chosen.end].rstrip().endswith(("…", "..."))
        if cut and fuller:
            chosen = fuller[0]
        elif cut and any(text.startswith(wanted) for text in texts.values()):
            full = next(row for row in headings if texts[id(row)].startswith(wanted))
            chosen = Span(full.start, full.end)
        elif not backed and headings and any(said(span) in texts.values() for span in stated):
            chosen = next(span for span in stated if said(span) in texts.values())
    elif stated and (not headings or said(stated[0]) in texts.values() or len(said(stated[0])) >= 15):
        chosen = stated[0]
    elif headings:
        chosen = _of_title(page, page_title, headings)
    elif page_title is not None:
        row = _in_page_title(page, page_title)
        if row is not None:
            return Headline(page.value(row.start, row.end, rule), row)
        chosen = _bare(page, Span(page_title.start, page_title.end), house, others)
    if chosen is None or not said(chosen):
        return Headline(None, headings[0] if headings else None)
    row, place = _printed(page, said(chosen), page.text[chosen.start : chosen.end], headings)
    if place is not None and _runs_together(page.text[slice(*place)], page.text[chosen.start : chosen.end]):
        place = None
    return Headline(page.value(*(place or (chosen.start, chosen.end)), rule), row)


def _runs_together(printed: str, stated: str) -> bool:
    """Whether a heading's parts are told apart by style alone: "Politik Wie es weitergeht"."""
    return any(stated.count(mark) > printed.count(mark) for mark in (":", "：", " – ", " — ", " | "))


def _in_h1(page: Page, row: Row) -> bool:
    for index in _few(page, row.inner):
        hint = page.hints[index]
        if hint.element == "h1" or hint.attributes.get("itemprop", "").lower() == "headline":
            return True
    return False


def _few(page: Page, index: int) -> list[int]:
    found: list[int] = []
    while index >= 0 and len(found) < 4:
        found.append(index)
        index = page.hints[index].parent
    return found


def _best(page: Page, names: tuple[str, ...]) -> list[Span]:
    return [span for _name, span in page.said(*names)]


def houses(page: Page) -> set[str]:
    """Names of the site, folded, the parts of its address among them."""
    names = set()
    for _name, span in page.said(
        "og:site_name", "ld:publisher", "application-name", "publisher", "sitename", "ld-page:publisher"
    ):
        names.add(folded(page.text[span.start : span.end]))
    for _name, span in page.said("canonical", "og:url", "ld:url"):
        host = page.text[span.start : span.end].partition("://")[2].partition("/")[0].lower()
        labels = [label for label in host.split(".") if label not in ("www", "m", "amp")]
        if len(labels) >= 2:
            names.add(folded(labels[-2] if len(labels[-2]) > 3 or len(labels) == 2 else labels[-3]))
            names.add(folded("".join(labels)))
            names.add(folded("".join(labels[-2:])))
    return {name for name in names if name}


def beside_title(page: Page, headline: Headline) -> set[str]:
    """What the page's title says beside the headline, folded: the site, the section, the day."""
    if headline.value is None or not page.rows or page.rows[0].tag != "title":
        return set()
    wanted = folded(headline.value.value)
    text = page.rows[0].text[:400]
    parts = re.split(r"\s+[|–—·•»«:-]{1,2}\s+|\s?[：|｜]\s?|,\s|_", text)[:_MOST_PARTS]
    parts.append(text.partition(": ")[0])  # "Grünauer Bote: Stadtrat schließt altes Fährhaus"
    return {part for part in map(folded, parts) if 3 <= len(part) <= 40 and part not in wanted}


def _of_title(page: Page, page_title: Row | None, headings: list[Row]) -> Span:
    """Of a page that states no title: the heading, or what the longest part of the page's title repeats.

    The site's own name is the first heading of many pages; a kicker stands in the heading of others.
    """
    first = headings[0]
    words = folded(first.text)
    whole = Span(first.start, first.end)
    if page_title is None or words == folded(page_title.text):
        return whole
    text = page_title.text[:1000]
    place = 0
    parts: list[Span] = []
    for cut in [*list(_SEPARATOR.finditer(text))[:_MOST_PARTS], None]:
        parts.append(Span(place, cut.start() if cut is not None else len(text)))
        place = cut.end() if cut is not None else place
    longest = max(parts, key=lambda part: len(folded(text[part.start : part.end])))
    said = folded(text[longest.start : longest.end])
    if len(said) < 12 or words == said:
        return whole
    if words.endswith(said) and words not in folded(text):
        return Span(page_title.start + longest.start, page_title.start + longest.end)
    if words in {folded(text[part.start : part.end]) for part in parts}:
        for row in page.rows[1:400]:
            if row.weight <= 400 and row.links < 0.9 and folded(row.text) == said:
                return Span(row.start, row.end)
    return whole


def _bare(page: Page, span: Span, houses: set[str], others: list[str]) -> Span:
    """A stated title without the site's name, its section and its date behind it."""
    text = page.text[span.start : span.end]
    cuts = list(_SEPARATOR.finditer(text[:1000]))[:_MOST_PARTS]
    known = {folded(other) for other in others if folded(other) != folded(text)}
    end = len(text)
    start = 0
    for cut in cuts:  # what stands before a separator is what another source says
        if folded(text[: cut.start()]) in known and cut.start() >= 10:
            return Span(span.start, span.start + cut.start())
    for cut in cuts:
        if folded(text[cut.end() :]) in known and len(text) - cut.end() >= 15:
            return Span(span.start + cut.end(), span.end)
    for cut in reversed(cuts):
        tail = folded(text[cut.end() : end])
        if not tail:
            end = cut.start()
        elif any(_names_house(tail, house) for house in houses):
            if cut.start() >= 8:
                end = cut.start()
        else:
            break
    return Span(span.start + start, span.start + len(text[:end].rstrip()))


def _in_page_title(page: Page, page_title: Row) -> Row | None:
    """On a page without headings: the line that makes up most of the page's title."""
    whole = folded(page_title.text)
    for row in page.rows[1:400]:
        words = folded(row.text[:400]) if 10 <= row.weight <= 300 and row.links < 0.5 else ""
        if len(words) >= max(10, 0.4 * len(whole)) and words in whole:
            return row
    return None


def _names_house(tail: str, house: str) -> bool:
    """Whether what stands behind a separator is the site: "Abendblatt.de" for "Abendblatt"."""
    if tail == house:
        return True
    if len(house) >= 4 and house in tail and len(tail) <= len(house) + 12:
        return True
    return len(tail) >= 3 and len(house) <= len(tail) + 12 and house.startswith(tail)


def _printed(
    page: Page, wanted: str, wording: str, headings: list[Row]
) -> tuple[Row | None, tuple[int, int] | None]:
    """The row that prints a title, and where in it; without one, the first heading alone."""
    for row in headings:
        if folded(row.text) == wanted:
            return row, (row.start, row.end)
    for tags in (("h1", "h2", "h3"), ("div", "p", "header")):
        for row in page.rows[1:]:
            if row.tag not in tags or not 8 <= row.weight <= 400 or row.links > 0.9:
                continue
            if len(row.text) < 2 * len(wanted) + 20 and folded(row.text) == wanted:
                return row, (row.start, row.end)
    for row in page.rows[1:]:  # a heading that links to the page itself
        if row.tag in ("h1", "h2") and row.weight <= 400 and folded(row.text) == wanted:
            return row, (row.start, row.end)
    near = [row for row in page.rows[1:] if row.tag in ("h2", "h3") and row.links < 0.9][:_MOST_HEADINGS]
    for row in (*headings, *near):  # a kicker is glued on before it
        if folded(row.text).endswith(wanted) and len(wanted) >= 15:
            place = _tail_place(row.text, wanted)
            if place is not None:
                return row, (row.start + place, row.end)
    if not headings:
        return None, None
    # Another wording of it; the site's own name is a first heading on many pages.
    words = {word for word in wording.casefold().split() if len(word) > 3}
    return max(headings, key=lambda row: len(words & set(row.text.casefold().split()))), None


def _tail_place(text: str, wanted: str) -> int | None:
    """Where in a line the words begin that its end is made of."""
    for end in range(len(text) - 1, -1, -1):
        if text[end].isalnum() and folded(text[end:]) == wanted:
            before = len(text[:end]) - len(text[:end].rstrip("\"'“„«‘»"))
            return end - before
    return None
