"""Deutsche Welle's older page design (until about 2022), as a text capture gives it.

Told by its page title, "… | World| … | DW | 05.07.2017", or by its numbered skip links, which are German in
every language: "1. Inhalt", "2. Navigation". The date stands in the page title, day first; alternative texts
stand on lines of their own with the credit in brackets, captions on the next; whole-page captures end in a
list "Date …, Author …, Keywords …, Permalink …".
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.documents import (
    BlockKind,
    FieldValue,
    ImageText,
    LayerText,
    ParsedArticle,
    Span,
    StatedDate,
)
from archive.parsing import furniture
from archive.parsing.body import label_body
from archive.parsing.credits import SplitLine, split_bracket
from archive.parsing.date_lines import state_date
from archive.parsing.dates import Order, find_dates
from archive.parsing.people import read_names
from archive.parsing.text import Draft, ends_sentence, folded, weight

NAME = "dw_classic"
VERSION = "1"
PUBLISHER = "Deutsche Welle"

#: The end of a page title: "| DW | 05.07.2017", in older captures "| DW.COM | …", "| DW.DE | …".
_PAGE_TITLE = re.compile(
    r"\|\s{0,3}(?:DW(?:\.COM|\.DE)?|Deutsche Welle)\s{0,3}\|\s{0,3}(\d{1,2}\.\d{1,2}\.\d{4})$", re.IGNORECASE
)
_SKIP_LINKS = frozenset(("inhalt", "navigation", "weitere inhalte", "metanavigation", "suche"))
_NUMBER = re.compile(r"\d\.\s+")
_PERMALINK = re.compile(r"https?://p\.dw\.com/p/\w{2,12}|https?://www\.dw\.com/\S{5,300}", re.IGNORECASE)
#: What ends the text on these pages, per language; the footer ("• Date 19.01.2020") needs no words.
_ENDINGS = frozenset(
    phrase.strip().casefold()
    for phrase in """
    DW recommends|Audios and videos on the topic|Related content|WWW links|Die Redaktion empfiehlt
    Audio und Video zum Thema
    Audios und Videos zum Thema|WWW-Links|DW empfiehlt|Verwandte Inhalte|DW recomienda
    Audios y videos sobre el tema|Contenido relacionado
    La rédaction recommande|DW recommande|Audios et vidéos pertinents|Contenu associé|A redação recomenda
    Áudios e vídeos sobre o tema
    Mais sobre este assunto|Аудио- и видеофайлы по теме|Аудио и видео по теме|ДВ рекомендует
    Повʼязаний контент
    Аудіо та відео за темою|Tavsiye edilen içerikler|Konuyla ilgili ses ve video dosyaları|DW önerileri
    Aynı konuda|Polecamy|Audio i wideo na ten temat
    توصي DW|DW توصي|ملفات صوتية وفيديو ذات صلة|مواضيع ذات صلة
    DW صفحه‌های مرتبط|德国之声推荐|相关内容|音频、视频
    Rekomandari|Preporuke DW
    """.replace("\n", "|").split("|")
    if phrase.strip()
)
_AUTHOR_LABELS = re.compile(
    r"(?:authors?|autor(?:in|en|a|es)?(?:/\s?autor(?:in)?)?|autorin/autor|auteurs?|автор(?:ы|и)?|yazar"
    r"|الكاتب(?:ة)?|نویسنده|作者|penulis|mwandishi|autore"
    r"|συντάκτης|szerző|लेखक|লেখক)\s*[:：]?\s+",
    re.IGNORECASE,
)


def recognises(layer: LayerText) -> bool:
    """A page title of Deutsche Welle at the top, or three of the German skip links."""
    top = [line.strip() for line in layer.text[:3000].splitlines() if line.strip()][:40]
    if any(_PAGE_TITLE.search(line[-60:]) for line in top[:3]):
        return True
    links = {_NUMBER.sub("", line, count=1).casefold() for line in top if _NUMBER.match(line)}
    return len(links & _SKIP_LINKS) >= 3


def parse(layer: LayerText) -> ParsedArticle:
    draft = Draft.of(layer)
    fields: dict[str, FieldValue] = {}
    published = _read_page_title(draft, fields)
    headline = _find_headline(draft, fields)
    first = headline + 1
    if headline >= 0:
        draft.kinds[headline] = BlockKind.HEADLINE
        fields["title"] = draft.field(headline, f"{NAME}.headline/{VERSION}")
        _read_kicker(draft, headline, fields)
        first = _read_lead(draft, first, fields)
    last, footer_date, authors = _read_footer(draft, first, fields)
    _label_gallery(draft, first, last)
    label_body(draft, first, last, any_source=True)
    fields["publisher"] = FieldValue(PUBLISHER, f"{NAME}.publisher/{VERSION}")
    if published is None:
        published = footer_date
    return draft.finish(NAME, VERSION, fields=fields, published=published, authors=authors)


def _read_page_title(draft: Draft, fields: dict[str, FieldValue]) -> StatedDate | None:
    """Date and section from "Headline | World| News … | DW "
    "| 05.07.2017"; headline too, where none stands below."""
    for index, line in enumerate(draft.lines[:3]):
        title = _PAGE_TITLE.search(line.text, max(0, len(line.text) - 60))
        if not title:
            continue
        draft.kinds[index] = BlockKind.PAGE_TITLE
        parts: list[tuple[int, int]] = []
        place = line.start
        for part in line.text[: title.start()].split("|"):
            bare = part.strip()
            begin = place + (part.index(bare) if bare else 0)
            parts.append((begin, begin + len(bare)))
            place += len(part) + 1
        if parts[0][1] > parts[0][0]:
            fields["title"] = draft.value(*parts[0], f"{NAME}.page_title/{VERSION}")
        if len(parts) > 1 and parts[1][1] > parts[1][0]:
            fields["section"] = draft.value(*parts[1], f"{NAME}.section/{VERSION}")
        dates, warnings = find_dates(
            draft.layer.text, line.start + title.start(1), line.end, order=Order.DAY_FIRST
        )
        draft.warnings.extend(warnings)
        for found in dates:
            stated = state_date(draft.layer.text, found, found.start, found.end, f"{NAME}.date/{VERSION}")
            return replace(stated, reason="day first, page title")
    return None


def _find_headline(draft: Draft, fields: dict[str, FieldValue]) -> int:
    """The line that says what the page title says; without one, the first words above a lead. -1: none."""
    wanted = folded(fields["title"].value) if "title" in fields else ""
    lines = draft.lines
    if wanted:
        for index, line in enumerate(lines):
            if draft.kinds[index] is None and len(line.text) <= 400 and folded(line.text) == wanted:
                return index
    skipped = 0
    for index, line in enumerate(lines):
        if draft.kinds[index] is not None or line.bullet or _NUMBER.match(line.text):
            skipped = index
            continue
        if index > skipped + 12:
            break
        follows = index + 1 < len(lines) and ends_sentence(lines[index + 1].text)
        words = weight(line.text)
        if (
            15 <= words <= 200
            and follows
            and not ends_sentence(line.text)
            and not furniture.is_interruption(line.text)
        ):
            return index
    return -1


def _read_kicker(draft: Draft, headline: int, fields: dict[str, FieldValue]) -> None:
    """The short line right above the headline: "Germany"."""
    above = headline - 1
    if above < 0 or draft.kinds[above] is not None or draft.lines[headline].gap == 0:
        return
    line = draft.lines[above]
    plain = not line.bullet and not _NUMBER.match(line.text) and "/" not in line.text
    if (
        plain
        and weight(line.text) <= 60
        and not furniture.is_interruption(line.text)
        and not ends_sentence(line.text)
    ):
        draft.kinds[above] = BlockKind.KICKER
        fields["kicker"] = draft.field(above, f"{NAME}.kicker/{VERSION}")


def _read_lead(draft: Draft, first: int, fields: dict[str, FieldValue]) -> int:
    """The paragraph under the headline; the design prints one on every article. The line after it."""
    if first >= len(draft.lines):
        return first
    line = draft.lines[first]
    text_follows = any(weight(other.text) >= 60 for other in draft.lines[first + 1 : first + 8])
    if text_follows and 40 <= weight(line.text) <= 900 and not split_bracket(line.text, any_source=True):
        draft.kinds[first] = BlockKind.LEAD
        fields["lead"] = draft.field(first, f"{NAME}.lead/{VERSION}")
        return first + 1
    return first


def _read_footer(
    draft: Draft, first: int, fields: dict[str, FieldValue]
) -> tuple[int, StatedDate | None, list[FieldValue]]:
    """Where the text's end is looked for, and what the footer states of date, author and address.

    The footer is the list that holds a date and a permalink: "• Date 19.01.2020 • Author Ben Knight …".
    """
    last = len(draft.lines)
    published: StatedDate | None = None
    authors: list[FieldValue] = []
    text = draft.layer.text
    for index in range(first, len(draft.lines)):
        line = draft.lines[index]
        if line.end - line.start > 300:
            continue
        if not line.bullet and line.text.casefold().rstrip(":") in _ENDINGS:
            last = min(last, index)
        elif line.bullet and _is_footer(draft, index):
            end = index
            while end < len(draft.lines) and draft.lines[end].bullet:
                draft.kinds[end] = BlockKind.METADATA
                if published is None:
                    _read_footer_line(draft, end, fields, authors)
                end += 1
            last = min(last, index)
            if published is None:
                dates, _ = find_dates(text, line.words, line.end, order=Order.DAY_FIRST)
                published = replace(
                    state_date(text, dates[0], line.end, line.end, f"{NAME}.date/{VERSION}"),
                    reason="day first, footer of the page",
                )
    return last, published, authors


def _is_footer(draft: Draft, index: int) -> bool:
    """A bullet that is a label and a date, with a permalink among the next ones."""
    line = draft.lines[index]
    if draft.kinds[index] is not None or len(line.body) > 40 or not line.body[-4:].isdecimal():
        return False
    if not re.search(r"\d{1,2}\.\d{1,2}\.\d{4}$", line.body):
        return False
    return any(
        other.bullet and _PERMALINK.search(other.text[:400]) for other in draft.lines[index + 1 : index + 10]
    )


def _read_footer_line(
    draft: Draft, index: int, fields: dict[str, FieldValue], authors: list[FieldValue]
) -> None:
    line = draft.lines[index]
    label = _AUTHOR_LABELS.match(line.body)
    if label:
        for start, end in read_names(line.body, place=line.words, first=label.end()):
            authors.append(draft.value(start, end, f"{NAME}.author/{VERSION}"))
        fields["byline"] = draft.value(line.words + label.end(), line.end, f"{NAME}.byline/{VERSION}")
    address = _PERMALINK.search(line.text[:400])
    if address:
        start = line.start + address.start()
        fields["url"] = draft.value(start, line.start + address.end(), f"{NAME}.permalink/{VERSION}")


def _label_gallery(draft: Draft, first: int, last: int) -> None:
    """Picture galleries: "• ALT (CREDIT)", then indented the gallery's title, the picture's, and its text."""
    index = first
    while index < last:
        line = draft.lines[index]
        split = split_bracket(line.text, any_source=True) if line.bullet and line.text[-1] == ")" else None
        if split is None or index + 1 >= last or draft.lines[index + 1].indent <= line.indent + 1:
            index += 1
            continue
        end = index + 1
        while end < last and not draft.lines[end].bullet and draft.lines[end].indent > line.indent + 1:
            end += 1
        _label_picture(draft, index, end, split)
        index = end


def _label_picture(draft: Draft, index: int, end: int, split: SplitLine) -> None:
    line = draft.lines[index]
    draft.kinds[index] = BlockKind.IMAGE_ALT
    draft.cuts[index] = [
        (BlockKind.IMAGE_ALT, line.start, line.start + split.words_end),
        (BlockKind.CREDIT, line.start + split.label_start, line.end),
    ]
    caption = None
    for below in range(index + 1, end):
        if caption is None and weight(draft.lines[below].text) >= 60:
            caption = Span(draft.lines[below].start, draft.lines[below].end)
            draft.kinds[below] = BlockKind.CAPTION
        else:
            draft.kinds[below] = BlockKind.BOILERPLATE
    credit = Span(line.start + split.credit_start, line.start + split.credit_end)
    draft.images.append(ImageText(caption, credit, Span(line.words, line.start + split.words_end)))
