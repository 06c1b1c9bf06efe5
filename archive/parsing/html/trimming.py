"""What is taken back from an article's text once all of it is known: contents, quotes said twice, tails."""

from __future__ import annotations

import re

from archive.documents import BlockKind
from archive.parsing.html.page import Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.text import ends_sentence, folded

#: "Reporting by Ann Lee in Kyiv; Editing by Bo Marsh", where an agency says who worked on a report.
_SIGNED = re.compile(
    r"[(\[]?(?:additional )?(?:reporting|writing|edited|editing|compiled|produced|graphics?|translated)"
    r" by\s[A-Z]"
)
#: More lines than this are not looked for elsewhere in the text: each look reads all of it.
_MOST_QUOTES = 60


def trim(page: Page, text: list[Row]) -> list[Row]:
    """The rows that stay the article's text; the others lose their kind."""
    _drop_contents(page, text)
    _drop_repeated_quotes(page, text)
    _drop_headings_of_links(page, text)
    _drop_strangers(page, text)
    _drop_loose_headings(text)
    _drop_short_tail(text)
    _drop_short_head(text)
    _drop_loose_headings(text)
    return [row for row in text if row.kind is not None]


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
    usual = _usual_slot(page, text)
    asked = 0
    for row in text:
        if row.kind is not BlockKind.PARAGRAPH or row.weight > 300:
            continue
        quoted = page.element_of(row, "blockquote")
        if not quoted and (usual is None or slot_of(page, row) == usual or row.weight < 20):
            continue
        if whole is None:
            whole = folded("".join(r.text for r in text if r.kind is BlockKind.PARAGRAPH))
        asked += 1
        if asked <= _MOST_QUOTES and whole.count(folded(row.text)) > 1:
            row.kind = None
        elif quoted:
            row.kind = BlockKind.BLOCKQUOTE


def _drop_strangers(page: Page, text: list[Row]) -> None:
    """Closing rows that stand otherwise than the text before them: another box, another class."""
    paragraphs = [row for row in text if row.kind is BlockKind.PARAGRAPH]
    if len(paragraphs) < 4:
        return
    most = _usual_slot(page, text)
    if most is None:
        return
    parents = {
        page.hints[row.block].parent for row in paragraphs if slot_of(page, row) == most and row.block >= 0
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
        slot = slot_of(page, row)
        kin = (
            slot == most
            or (slot[1] and slot[:2] == most[:2])
            or (row.block >= 0 and page.hints[row.block].parent in parents)
        )
        if kin:
            return
        row.kind = None


def _usual_slot(page: Page, text: list[Row]) -> tuple[str, str, str] | None:
    """Where most of the paragraphs stand; None where they stand in several kinds of places."""
    weights: dict[tuple[str, str, str], int] = {}
    for row in text:
        if row.kind is BlockKind.PARAGRAPH:
            slot = slot_of(page, row)
            weights[slot] = weights.get(slot, 0) + row.weight
    most = max(weights, key=lambda slot: weights[slot], default=None)
    return most if most is not None and weights[most] >= 0.6 * sum(weights.values()) else None


def slot_of(page: Page, row: Row) -> tuple[str, str, str]:
    if row.block < 0:
        return ("", "", "")
    parent = page.hints[row.block].parent
    return (row.tag, page.class_of(row.block), page.class_of(parent))


def _drop_short_tail(text: list[Row]) -> None:
    """Who signed, at the end of the text: "MDR (dst)", "cwo/fab (dpa, afp)"; a label of what follows."""
    for row in reversed(text):
        if row.kind is None:
            continue
        signed = row.weight <= 250 and _SIGNED.match(row.text) is not None
        linked = row.weight <= 120 and row.links >= 0.5 and not row.stated
        short = row.weight <= 60 and not ends_sentence(row.text)
        if row.kind is not BlockKind.PARAGRAPH or not (signed or linked or short):
            return
        row.kind = None


def _drop_short_head(text: list[Row]) -> None:
    """What stands before the first sentence: a section's name, a place, the names of buttons."""
    for row in text:
        if row.kind is None:
            continue
        most = {BlockKind.PARAGRAPH: 40, BlockKind.LIST_ITEM: 25}.get(row.kind, 0)
        if row.weight > most or row.stated or ":" in row.text:
            return
        if ends_sentence(row.text):
            return
        row.kind = None


def _drop_headings_of_links(page: Page, text: list[Row]) -> None:
    """A heading in a box without any text heads something else: other stories, a table, a player."""
    words = {row.index for row in text if row.kind is not None and row.kind is not BlockKind.SUBHEADING}
    for row in text:
        if row.kind is not BlockKind.SUBHEADING or row.stated or row.block < 0:
            continue
        box = page.hints[row.block].parent
        if not 2 <= page.count_of(box) <= 30:
            continue
        rows = [other for other in page.rows_of(box) if other is not row]
        others = sum(other.weight for other in rows if other.kind is None)
        linked = sum(1 for other in rows if other.links > 0.8)
        empty = words.isdisjoint(other.index for other in rows)
        if empty and (others >= 20 or (linked and linked >= 0.5 * len(rows))):
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
    """Take closing lines away that tell of the author or of the page and not of the subject.

    They name the author, for the first time or set otherwise than the text: in italics, in a box.
    """
    folds = [folded(name) for name in names if name]
    usual = _usual_slot(page, text)
    for row in list(reversed(text))[:3]:
        if row.kind is not BlockKind.PARAGRAPH or len(text) < 3:
            continue
        opening = folded(row.text[:90])
        apart = usual is None or slot_of(page, row) != usual or _in_italics(page, row)
        apart = apart or (row is text[-1] and not _named_before(text, folds))
        if row.weight <= 500 and apart and any(name in opening for name in folds if len(name) >= 6):
            row.kind = None
            text.remove(row)
        elif row.kind is BlockKind.PARAGRAPH:
            break


def _in_italics(page: Page, row: Row) -> bool:
    index = row.inner
    while index >= 0 and index != row.block:
        if page.hints[index].element in ("em", "i"):
            return True
        index = page.hints[index].parent
    return False


def _named_before(text: list[Row], names: list[str]) -> bool:
    """Whether the text itself tells of its author, as that of a namesake may."""
    return any(name in folded(row.text) for row in text[:-1][:200] for name in names if len(name) >= 6)
