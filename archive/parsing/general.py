"""The general reader: any text capture of any publisher in any language, by shape and position.

It knows no publisher. A headline is told by standing alone above the text, with author, date or lead near;
where nothing plainly is one, there is none.
"""

from __future__ import annotations

from archive.documents import BlockKind, FieldValue, ImageText, LayerText, ParsedArticle, StatedDate
from archive.parsing import furniture
from archive.parsing.body import label_body
from archive.parsing.footer import mark_signatures, read_footer
from archive.parsing.head import Head, read_head
from archive.parsing.headline import find_headline
from archive.parsing.people import byline_label, read_names
from archive.parsing.text import Draft, folded, is_prose, weight

NAME = "general"
VERSION = "2"

#: Headings above the author's own line at the end of a page.
_ABOUT_AUTHOR = frozenset(
    (
        "contact the author|about the author|about the authors|über den autor|über die autorin"
        "|à propos de l'auteur"
    ).split("|")
)


def recognises(layer: LayerText) -> bool:  # noqa: ARG001 - the same signature as every reader
    """Any text: it is asked only when no reader of a design recognised it."""
    return True


def parse(layer: LayerText) -> ParsedArticle:
    draft = Draft.of(layer, unwrap=True)
    fields: dict[str, FieldValue] = {}
    headline = find_headline(draft)
    if headline is not None:
        draft.kinds[headline] = BlockKind.HEADLINE
        fields["title"] = _title(draft, headline)
    head = read_head(draft, headline, reader=NAME, version=VERSION)
    fields.update(head.fields)
    last = _find_repetition(draft, headline, head.text_start)
    footer = read_footer(draft, _first_text(draft, head.text_start), reader=NAME, version=VERSION)
    if footer.begins is not None:
        last = min(last, footer.begins)
    end = label_body(draft, head.text_start, last)
    mark_signatures(draft, end, end + 5)
    for name, value in footer.fields.items():
        fields.setdefault(name, value)
    authors = head.authors or footer.authors or _authors_below(draft, head.text_start, end)
    end = _ends_with_author(draft, head.text_start, end, authors)
    _mark_biography(draft, head.text_start, end, authors)
    published = head.published or footer.published or _date_below(draft, head, end)
    return draft.finish(
        NAME, VERSION, fields=fields, published=published, updated=head.updated, authors=authors
    )


def _first_text(draft: Draft, first: int) -> int:
    """The line behind the first paragraph: a footer stands nowhere above it."""
    for index in range(first, len(draft.lines)):
        if draft.kinds[index] is None and is_prose(draft.lines[index]):
            return index + 1
    return len(draft.lines)


def _title(draft: Draft, headline: int) -> FieldValue:
    """The headline without a section that is glued on: "… in the north | World"."""
    line = draft.lines[headline]
    words, bar, section = line.text.rpartition(" | ")
    end = line.start + len(words.rstrip()) if bar and len(section) <= 30 and len(words) >= 20 else line.end
    return draft.value(line.words, end, f"{NAME}.headline/{VERSION}")


def _find_repetition(draft: Draft, headline: int | None, first: int) -> int:
    """Where the page begins again with its headline, for sharing or commenting; else the end.

    Only where less text follows than has gone by: a headline may stand above its picture and again below.
    """
    if headline is None:
        return len(draft.lines)
    wanted = draft.lines[headline].text
    prose = 0
    found: tuple[int, int] | None = None
    for index in range(first, len(draft.lines)):
        line = draft.lines[index]
        if found is None and prose and line.text == wanted:
            found = (index, prose)
        prose += is_prose(line)
    if found is None or prose - found[1] > found[1]:
        return len(draft.lines)
    return found[0]


def _authors_below(draft: Draft, first: int, end: int) -> list[FieldValue]:
    """Authors named behind the text: beneath "Contact the author:", or on the line that signs it.

    "Von André Wirsinger", "Autor: Jan Kowalski", "(Seno Trisula)".
    """
    rule = f"{NAME}.author_below/{VERSION}"
    for index in range(end, min(len(draft.lines) - 1, end + 12)):
        bare = draft.lines[index].text[:60].casefold().rstrip(" :")
        if bare in _ABOUT_AUTHOR:
            line = draft.lines[index + 1]
            return [draft.value(*span, rule) for span in read_names(line.text[:200], place=line.start)[:1]]
    for index in range(max(first, end - 2), min(len(draft.lines), end + 4)):
        line = draft.lines[index]
        if draft.kinds[index] not in (None, BlockKind.SUBHEADING, BlockKind.BOILERPLATE, BlockKind.METADATA):
            continue
        if len(line.text) > 80 or furniture.is_ending(line.text):
            continue
        label = byline_label(line.body)
        bracketed = line.text[0] in "(（" and line.text[-1] in ")）"
        if not label and not bracketed:
            continue
        names = read_names(line.body.strip("()（）") if bracketed else line.body, first=label)
        shift = line.start + 1 if bracketed else line.words
        if names:
            draft.kinds[index] = BlockKind.METADATA
            return [draft.value(shift + start, shift + stop, rule) for start, stop in names]
    return []


def _ends_with_author(draft: Draft, first: int, end: int, authors: list[FieldValue]) -> int:
    """Where the author's name stands once more behind the text, over a few words on who that is."""
    names = {folded(author.value) for author in authors}
    if not names:
        return end
    prose = 0
    for index in range(end - 1, first + 2, -1):
        line = draft.lines[index]
        if (
            len(line.text) <= 60
            and draft.kinds[index] not in (BlockKind.BYLINE, BlockKind.METADATA)
            and folded(line.text) in names
        ):
            for after in range(index, end):
                draft.kinds[after] = BlockKind.BOILERPLATE
                draft.cuts.pop(after, None)
            gone = draft.lines[index].start
            draft.images = [image for image in draft.images if _start(image) < gone]
            draft.related = [span for span in draft.related if span.start < gone]
            return index
        prose += is_prose(line)
        if prose > 3:
            break
    return end


def _start(image: ImageText) -> int:
    return min(span.start for span in (image.text, image.credit, image.alt) if span)


def _mark_biography(draft: Draft, first: int, end: int, authors: list[FieldValue]) -> None:
    """A closing paragraph that tells of the author is about the page, not of it."""
    names = [folded(author.value) for author in authors]
    if not names:
        return
    index = end - 1
    while index > first and draft.kinds[index] is BlockKind.BOILERPLATE:
        index -= 1
    for last in range(index, max(first + 2, index - 2), -1):
        line = draft.lines[last]
        opening = folded(line.text[: 80 if weight(line.text[:80]) <= 80 else 25])
        if (
            draft.kinds[last] is BlockKind.PARAGRAPH
            and weight(line.text) <= 600
            and any(n in opening for n in names)
        ):
            draft.kinds[last] = BlockKind.BOILERPLATE


def _date_below(draft: Draft, head: Head, end: int) -> StatedDate | None:
    """A date on a line of its own right behind the text, where the head of the page has none."""
    for index in range(end, min(len(draft.lines), end + 6)):
        line = draft.lines[index]
        if furniture.is_ending(line.text[:201]):
            return None
        read = head.date_line(draft, index, f"{NAME}.date_below/{VERSION}")
        if read is not None and read.published is not None:
            draft.kinds[index] = BlockKind.DATELINE
            return read.published
    return None
