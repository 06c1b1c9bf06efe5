"""When a page says it was published and changed: stated for machines, printed, or in its address."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from archive.documents import BlockKind, ReadingWarning, StatedDate
from archive.parsing.date_lines import DateLine, state_date
from archive.parsing.dates import Order, find_dates, weekday_names, weekdays_in
from archive.parsing.html.moments import read_moment
from archive.parsing.html.orders import order_of, read_line, short_year
from archive.parsing.html.page import Page, Row
from archive.parsing.html.signs import Sign
from archive.parsing.html.stated import moment_of
from archive.parsing.text import ends_sentence

_PUBLISHED = (
    "ld:datePublished", "item:datepublished", "article:published_time", "og:article:published_time",
    "article:published", "og:published_time", "article.published", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "publish-date", "publish_date",
    "publishdate", "pubdate", "publication_date", "publicationdate", "date_published", "datepublished",
    "originalpublicationdate", "article_date_original", "bt:pubdate", "citation_publication_date",
    "displaydate", "date", "ld-page:datePublished", "ld:dateCreated", "item:datecreated", "item:date",
    "datecreated", "created", "release_date",
)  # fmt: skip
_UPDATED = (
    "ld:dateModified", "item:datemodified", "article:modified_time", "og:updated_time",
    "article:modified", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "datemodified",
    "ld-page:dateModified", "revised", "modified",
)  # fmt: skip
#: Names of publishers' own for the moment of publication.
_OTHER_NAMES = re.compile(
    r"publi(?:sh|c)\w{0,10}[_.:-]?(?:date|time|on|at)|pub[_.:-]?date|issued", re.IGNORECASE
)
#: What belongs to a date behind it: the time, its zone, the word for "o'clock".
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\b(?:uhr|[ap]\.?m\.?|[A-Z]{3,4}|kl|klo|hrs?|ore|ч|г)\b\.?|[\s,.()]", re.I
)
_SAYS_PUBLISHED = re.compile(
    r"\b(?:publi\w{2,8}|posted|veröffentlicht|erschienen|gepubliceerd|opublikowano|опубликован\w|julkaistu|objavljeno)"
    r"(?:\s(?:em|le|on|am|el|il|op|den|dnia))?\s?:?\s?\Z",
    re.IGNORECASE,
)
_CLOCK_BEHIND = re.compile(
    r"[\s,|–-]{0,4}(?:(?:um|kl\.?|klo|à|às|at|alle|ore|om|la|в|o)\s)?\d{1,2}[:.h時시]\s?\d{2}(?!\d)"
)
_STROKES = re.compile(r"\s*[|•·–—/]\s+")


def find_dates_near(
    page: Page, near: list[Row], name: str, version: str
) -> tuple[StatedDate | None, StatedDate | None]:
    """Publication and change; the rows that print dates become datelines."""
    published, updated = read_dates_stated(page, name, version)
    published = published and _with_offset(page, published, name, version)
    order = order_of(page)
    for row in near:
        if row.weight > 160 or row.kind is not None:
            continue
        line = read_line(page, row.start, row.end, f"{name}.date_line/{version}", order)
        if line is None:
            line = (
                _date_in_element(page, row, name, version, order)
                or _date_among_parts(page, row, name, version, order)
                or _date_at_edge(page, row, name, version, order)
            )
            if line is not None and published is None:
                published = line.published
            if line is not None and line.published is not None and _is_bare(page, row, line.published):
                row.kind = BlockKind.DATELINE
            continue
        row.kind = BlockKind.DATELINE
        if published is not None and line.published is not None:
            published = _as_printed(published, line.published, updated)
        if published is None and line.published is not None:
            published = line.published
            page.warnings.extend(line.warnings)
        if updated is None and line.updated is not None:
            updated = line.updated
    if published is None:
        published = _time_elements(page, near, name, version)
    if published is None:
        rule = f"{name}.short_year/{version}"
        days = (short_year(page, row.start, row.end, rule, order) for row in near if row.kind is None)
        published = next((day for day in days if day is not None), None)
    return published, updated


def _date_in_element(page: Page, row: Row, name: str, version: str, order: Order | None) -> DateLine | None:
    """The date in an inline element of a line of other words: "29. November 2024 von Petra Schmidt"."""
    for index in page.inline(row):
        hint = page.hints[index]
        if page.sign[index] & Sign.DATE:
            line = read_line(page, hint.start, hint.end, f"{name}.date_line/{version}", order)
            if line is not None and line.published is not None:
                return line
    return None


def _is_bare(page: Page, row: Row, date: StatedDate) -> bool:
    """Whether a row says nothing beside its date but the weekday: "quinta-feira, 20 de novembro de 2008"."""
    rest = page.text[row.start : date.start] + page.text[date.end : row.end]
    bare = _CLOCK.sub(" ", rest).casefold().strip(" -|")
    return not bare or bare in weekday_names()


def _as_printed(stated: StatedDate, printed: StatedDate, updated: StatedDate | None) -> StatedDate:
    """The stated moment with the offset of the clock that the page prints: "9:31 PM EST" for 02:31Z.

    Only where both can be the same moment: the minutes agree, the clocks are a zone apart. A day alone is
    believed where it begins or ends within a zone's reach: "Monday, May 03, 2021" for 2021-05-02T21:00Z.
    """
    moment, clock = stated.instant, printed.local_time
    if moment is None or moment.utcoffset():
        return stated
    if clock is None and printed.instant is None:
        away = (printed.day - moment.date()).days
        reaches = (away == 1 and moment.hour >= 10) or (away == -1 and moment.hour <= 12)
        if reaches and (updated is None or updated.day != printed.day):
            return replace(printed, reason=f"{printed.reason}; the same moment is stated in UTC")
    if clock is None:
        return stated
    hour, minute = int(clock[:2]), int(clock[3:5])
    local = datetime(printed.day.year, printed.day.month, printed.day.day, hour, minute, tzinfo=UTC)
    shift = local - moment.replace(second=0, microsecond=0)
    if not shift or abs(shift) > timedelta(hours=14) or shift.seconds % 900:
        return stated
    here = moment.astimezone(timezone(shift))
    return replace(
        stated, day=here.date(), instant=here, reason=f"{stated.reason}; the clock is that printed"
    )


def _date_among_parts(page: Page, row: Row, name: str, version: str, order: Order | None) -> DateLine | None:
    """The date that stands between strokes: "de Ioana Munteanu | joi, 5 martie 2009, 10:22 | Actualitate"."""
    if row.links > 0.8:
        return None
    place = row.start
    for part in _STROKES.split(row.text):
        start = page.text.index(part, place) if part else place
        place = start + len(part)
        if len(part) < 8 or len(part) > 80:
            continue
        rule = f"{name}.date_in_line/{version}"
        line = read_line(page, start, place, rule, order)
        if line is not None and line.published is not None:
            return line
    return None


def _date_at_edge(  # noqa: PLR0911 - each line is a reason of its own
    page: Page, row: Row, name: str, version: str, order: Order | None
) -> DateLine | None:
    """The date at the beginning or the end of a short line: "Ann Lee — Friday, 5 March 2021, 10:22"."""
    closes = ends_sentence(row.text) and len(row.text.split()) > 8  # "5 มีนาคม 2564 เวลา 14:22 น."
    if row.links > 0.8 or closes or not any(map(str.isdecimal, row.text)):
        return None
    found, _warnings = find_dates(page.text, row.start, row.end, order=order)
    if not 1 <= len(found) <= 2:
        return None
    first, last = found[0], found[-1]
    before, behind = page.text[row.start : first.start], page.text[last.end : row.end]
    rest = _CLOCK.sub("", behind)
    if _SAYS_PUBLISHED.search(before[-40:]) and row.weight <= 160:  # whatever else the line says
        return (
            DateLine(
                state_date(
                    page.text,
                    first,
                    first.end,
                    min(row.end, first.end + 20),
                    f"{name}.date_in_line/{version}",
                )
            )
            if first.other is None
            else None
        )
    told = bool(row.signs & (Sign.DATE | Sign.BYLINE)) or len(before) <= 2 or len(rest) <= 3
    if row.weight <= 160 and _CLOCK_BEHIND.match(behind) and len(before) <= 40:
        told = True
        behind = behind[:20]
    if not told or len(before) + len(behind) > 100 or len(before.split()) + len(behind.split()) > 12:
        return None
    rule = f"{name}.date_in_line/{version}"
    place = max(row.start, first.start - 14)  # the weekday and its comma belong to it
    line = read_line(page, place, row.end, rule, order) if row.end - last.end <= 20 else None
    if line is not None and line.published is not None:
        return line
    if first.other is not None:
        beside = before.split()[-1:]  # "Wed, 05/12/2021"
        short = weekday_names(abbreviated=True).get(beside[0].casefold().strip(".,"), ()) if beside else ()
        days = weekdays_in(row.text) or frozenset(short)
        fits = [day for day in (first.day, first.other) if day.weekday() in days]
        if len(fits) != 1:
            return None
        first = replace(first, day=fits[0], other=None)
    following = found[1].start if len(found) > 1 else row.end
    return DateLine(state_date(page.text, first, first.end, following, rule))


def read_dates_stated(page: Page, name: str, version: str) -> tuple[StatedDate | None, StatedDate | None]:
    """Publication and change as the page states them for machines."""
    published = _stated_date(page, _PUBLISHED, name, version)
    if published is None:
        others = tuple(one for one in page.stated if _OTHER_NAMES.search(one))
        published = _stated_date(page, others, name, version)
    return published, _stated_date(page, _UPDATED, name, version)


def _stated_date(page: Page, names: tuple[str, ...], reader: str, version: str) -> StatedDate | None:
    for name, span in page.said(*names):
        read = read_moment(
            page.text,
            span.start,
            span.end,
            reason=f"stated as {name}",
            rule=f"{reader}.date, {name}/{version}",
        )
        if read is not None:
            return read
    return None


def _time_elements(page: Page, near: list[Row], name: str, version: str) -> StatedDate | None:
    """The moment that a time element beside the headline states."""
    wanted = {
        moment
        for row in near
        for index in (*list(page.chain(row.inner))[:6], *page.inline(row))
        if page.hints[index].attributes and (moment := moment_of(page.hints[index].attributes)) is not None
    }
    for _name, span in page.said("time:datetime"):
        if page.text[span.start : span.end] in wanted:
            read = read_moment(
                page.text,
                span.start,
                span.end,
                reason="time beside the headline",
                rule=f"{name}.time/{version}",
            )
            if read is not None:
                return read
    return None


def _with_offset(page: Page, stated: StatedDate, name: str, version: str) -> StatedDate:
    """The same moment as another source states it with the local offset: the day that was printed.

    "datePublished": "2022-11-19T04:40:11.000Z", while <time datetime="2022-11-18T23:40:11-05:00">.
    """
    if stated.instant is None or stated.instant.utcoffset():
        return stated
    for source, span in page.said(*_PUBLISHED, "time:datetime"):
        if span.start == stated.start:
            continue
        rule = f"{name}.date, {source}/{version}"
        other = read_moment(page.text, span.start, span.end, reason=f"stated as {source}", rule=rule)
        if other is None or other.instant is None or not other.instant.utcoffset():
            continue
        if abs((other.instant - stated.instant).total_seconds()) < 60:
            return other
    return stated


def only_updated(page: Page, updated: StatedDate | None) -> StatedDate | None:
    """A page that states nothing but its change: that day, with a warning."""
    if updated is None:
        return None
    page.warnings.append(
        ReadingWarning(
            "date-of-update",
            "Only the date of an update is stated; the article may be older.",
            updated.start,
            updated.end,
        )
    )
    return replace(updated, reason=f"{updated.reason}; only a change is stated")
