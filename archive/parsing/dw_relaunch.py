"""Deutsche Welle's newer page design (since about 2022), as a text capture gives it.

Told by its three numbered skip links in the page's own language, the last of which names DW: "1. Skip to
content", "2. Skip to main menu", "3. Skip to more DW sites". Then headline, author, date, lead, often a
permalink of p.dw.com, and pictures as two lines: alternative text, and caption with the credit glued on
("… 2017Image: AP").
"""

from __future__ import annotations

import re

from archive.documents import BlockKind, FieldValue, LayerText, ParsedArticle
from archive.parsing import dw_classic, furniture
from archive.parsing.body import label_body
from archive.parsing.date_lines import DateLine, read_date_line
from archive.parsing.dates import Order
from archive.parsing.people import is_name, read_names
from archive.parsing.text import Draft, Line, ends_sentence, lines_of, numbered, weight

NAME = "dw_relaunch"
VERSION = "1"
PUBLISHER = "Deutsche Welle"

#: How the third skip link names the house, per script.
_HOUSE = re.compile(
    r"(?<![A-Za-z])DW(?![A-Za-z])|deutsche welle|дойче велле|дойче веле|дв\b|немецк\w{1,3} волн"
    r"|دويتشه فيله|دویچه وله|德国之声|德國之聲|डॉयचे वेले|डीडब्ल्यू|ডয়চে ভেলে|ডিডাব্লিউ"
    r"|ντόιτσε βέλε|ዶይቸ ቬለ|ڈوئچے ویلے|ډویچه ویله",
    re.IGNORECASE,
)
_PERMALINK = re.compile(r"https?://p\.dw\.com/p/\w{2,12}$", re.IGNORECASE)
#: The skip links between the parts below the text, per language.
_NEXT_SECTION = re.compile(
    r"skip next section\b|(?:nächsten )?abschnitt .{2,60} überspringen$"
    r"|ir a la (?:siguiente|próxima) sección\b"
    r"|(?:ignorer|passer) la section\b|pular (?:a )?(?:próxima )?seção\b|пропустить (?:следующий )?раздел\b"
    r"|пропустити (?:наступний )?розділ\b|sonraki bölüme\b|تخطي\s|跳过下一",
    re.IGNORECASE,
)
_SKIP_NUMBER = re.compile(r"(\d)\.\s")


def recognises(layer: LayerText) -> bool:
    """Three short numbered lines among the first, the third naming the house; or its bare permalink."""
    top = lines_of(layer.text[:2500])
    if _skip_links(top) is not None:
        return True
    bare = "p.dw.com/p/" in layer.text[:2500] and any(_PERMALINK.match(line.text) for line in top[:30])
    return bare and not dw_classic.recognises(layer)


def parse(layer: LayerText) -> ParsedArticle:
    draft = Draft.of(layer)
    lines = draft.lines
    fields: dict[str, FieldValue] = {}
    skip = _skip_links(lines)
    top = 0 if skip is None else skip[1]
    dated = _find_date(draft, top)
    headline = _find_headline(draft, top, dated[0] if dated else None)
    authors: list[FieldValue] = []
    first = headline + 1 if headline >= 0 else top
    if headline >= 0:
        draft.kinds[headline] = BlockKind.HEADLINE
        fields["title"] = draft.field(headline, f"{NAME}.headline/{VERSION}")
        _read_kicker(draft, top, headline, fields)
    if dated:
        index, line = dated
        draft.kinds[index] = BlockKind.DATELINE
        draft.warnings.extend(line.warnings)
        if headline >= 0:
            authors = _read_byline(draft, headline + 1, index, fields)
        first = index + 1
    elif headline >= 0 and first < len(lines) and is_name(lines[first].text):
        authors = _read_byline(draft, first, first + 1, fields)
        first += 1
    first = _read_lead(draft, first, fields)
    label_body(draft, first, _find_last(draft, first))
    fields["publisher"] = FieldValue(PUBLISHER, f"{NAME}.publisher/{VERSION}")
    return draft.finish(
        NAME,
        VERSION,
        fields=fields,
        published=dated[1].published if dated else None,
        updated=dated[1].updated if dated else None,
        authors=authors,
    )


def _find_last(draft: Draft, first: int) -> int:
    """Where whole-page captures go on to other stories: "Skip next section Explore more"."""
    for index in range(first, len(draft.lines)):
        if _NEXT_SECTION.match(draft.lines[index].text[:200]):
            return index
    return len(draft.lines)


def _skip_links(lines: list[Line]) -> tuple[int, int] | None:
    """First and behind-last line of the skip links."""
    for start in range(min(len(lines), 8)):
        mark = _SKIP_NUMBER.match(lines[start].text)
        if not mark or mark[1] != "1":
            continue
        count = numbered(lines, start)
        links = lines[start : start + min(count, 4)]
        if len(links) >= 3 and all(len(link.text) <= 90 for link in links) and _HOUSE.search(links[-1].text):
            return start, start + len(links)
    return None


def _find_date(draft: Draft, top: int) -> tuple[int, DateLine] | None:
    """The first line that is a date, before the text has begun."""
    long_lines = 0
    for index in range(top, min(len(draft.lines), top + 60)):
        line = draft.lines[index]
        if line.bullet:
            continue
        read = read_date_line(
            draft.layer.text, line.start, line.end, rule=f"{NAME}.date/{VERSION}", order=_order(draft, line)
        )
        if read is not None:
            return index, read
        long_lines += weight(line.text) >= 300
        if long_lines > 1:
            return None
    return None


def _order(draft: Draft, line: Line) -> Order | None:
    """Numbers with slashes are month first on English pages only."""
    if "/" not in line.text:
        return None
    english = draft.layer.text.count(" the ") + draft.layer.text.count(" and ") > len(draft.layer.text) // 400
    return Order.MONTH_FIRST if english else Order.DAY_FIRST


def _find_headline(draft: Draft, top: int, dated: int | None) -> int:
    """The line that stands apart above author and date; without a date, the first line. -1: none."""
    lines = draft.lines
    if dated is not None and dated > top:
        index = dated
        while index > top and lines[index].gap == 0:
            index -= 1
        # The stanza of author and date begins at `index`; one that holds the headline too begins with it.
        if index > top and not _is_furniture(lines[index - 1]):
            return index - 1
        return index if index < dated else -1
    for index in range(top, min(len(lines), top + 15)):
        text = lines[index].text
        if not lines[index].bullet and 12 <= weight(text) <= 250 and not _is_furniture(lines[index]):
            return index
    return -1


def _is_furniture(line: Line) -> bool:
    return len(line.text) <= 60 and furniture.is_interruption(line.text)


def _read_kicker(draft: Draft, top: int, headline: int, fields: dict[str, FieldValue]) -> None:
    """A short line between skip links and headline."""
    above = headline - 1
    if above < top:
        return
    line = draft.lines[above]
    plain = not line.bullet and not furniture.is_interruption(line.text) and not ends_sentence(line.text)
    if plain and weight(line.text) <= 60 and line.gap > 0:
        draft.kinds[above] = BlockKind.KICKER
        fields["kicker"] = draft.field(above, f"{NAME}.kicker/{VERSION}")


def _read_byline(draft: Draft, first: int, dated: int, fields: dict[str, FieldValue]) -> list[FieldValue]:
    """The lines between headline and date are those who wrote it, agencies included."""
    authors: list[FieldValue] = []
    places: list[int] = []
    for index in range(first, dated):
        line = draft.lines[index]
        if draft.kinds[index] is not None or len(line.text) > 160 or furniture.is_interruption(line.text):
            continue
        if weight(line.text) > 100 or (ends_sentence(line.text) and weight(line.text) > 50):
            continue  # a lead above the date, as live pages have it
        draft.kinds[index] = BlockKind.BYLINE
        places.append(index)
        authors += [
            draft.value(start, end, f"{NAME}.author/{VERSION}")
            for start, end in read_names(line.text, place=line.start, lone=True)
        ]
    if places:
        fields["byline"] = draft.value(
            draft.lines[places[0]].start, draft.lines[places[-1]].end, f"{NAME}.byline/{VERSION}"
        )
    return authors


def _read_lead(draft: Draft, first: int, fields: dict[str, FieldValue]) -> int:
    """The first paragraph after the date, before the permalink. The line after both."""
    lines = draft.lines
    index = first
    while index < min(len(lines), first + 4):
        line = lines[index]
        if _PERMALINK.match(line.text[:200]):
            draft.kinds[index] = BlockKind.BOILERPLATE
            fields["url"] = draft.field(index, f"{NAME}.permalink/{VERSION}")
        elif "lead" not in fields and 40 <= weight(line.text) <= 900 and _is_lead(draft, index):
            draft.kinds[index] = BlockKind.LEAD
            fields["lead"] = draft.field(index, f"{NAME}.lead/{VERSION}")
        elif "lead" in fields:
            break
        elif not furniture.is_interruption(line.text):
            return index
        index += 1
    return index


def _is_lead(draft: Draft, index: int) -> bool:
    """Not a picture's two lines, and not the only paragraph there is."""
    line = draft.lines[index]
    after = draft.lines[index + 1] if index + 1 < len(draft.lines) else None
    if after is None or (after.gap == 0 and not ends_sentence(line.text)):
        return False
    return ends_sentence(line.text) or weight(line.text) >= 60
