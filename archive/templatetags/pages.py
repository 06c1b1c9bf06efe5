"""What templates need to write dates, counts and small charts: no script and no inline style anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive import wording
from archive.models import Organisation, Person, Quotation, Topic
from archive.models.naming import AuthorityIdentifier
from archive.search import Badge

register = template.Library()

_DRAWING_WIDTH = 800
_WIDEST_BAR = 60
#: From so many years on, years without an article lose their place.
_MOST_SLOTS = 120
#: Up to so many years each has its label.
_MOST_LABELS = 8
_ELSEWHERE = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "geonames": "https://www.geonames.org/{}",
}
_BAR_HEIGHT = 100
#: Width of the drawing of a row of a facet; the bar takes its share of it.
_ROW_WIDTH = 100


register.filter("language", wording.language_name)
register.filter("role", wording.role_html)
register.filter("basis", wording.basis_html)
register.filter("source", wording.source_of)


@register.filter
def day(value: date | None) -> str:
    """A day as words, held on one line: 9 November 2017.

    >>> day(date(2017, 11, 9)).replace(chr(160), "_")
    '9_November_2017'
    """
    return date_format(value, wording.DAY) if value else ""


@register.filter
def stated(value: str) -> str:
    """A date as a page or an authority file states it (ISO: year, month, day, time), never finer than that.

    >>> stated("2014-05").replace(chr(160), "_")
    'May_2014'
    """
    try:
        if len(value) == len("2014"):
            return str(int(value))
        if len(value) == len("2014-05"):
            return date_format(date.fromisoformat(f"{value}-01"), "F\u00a0Y")
        if len(value) == len("2014-05-01"):
            return day(date.fromisoformat(value))
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    offset = moment.strftime("%z")
    zone = f"\u00a0(UTC{offset[:3]}:{offset[3:5]})" if offset else ""
    return f"{day(moment.date())}, {clock}{zone}"


@register.filter
def share(count: int, most: int) -> int:
    """How much of a bar's width a count takes, of the greatest one; at least a hair where there is any."""
    return max(1, round(_ROW_WIDTH * count / most)) if count and most else 0


@register.filter
def most(badges: Iterable[Any]) -> int:
    """The greatest count among badges."""
    return max((badge.count for badge in badges), default=0)


@register.filter
def speaker(quotation: Quotation) -> Person | Organisation | Topic | None:
    """The record of who said it; None for unnamed speakers and where an editor rejected the mention."""
    mention = quotation.speaker_mention
    return None if mention is None or mention.rejected else mention.record


@register.filter
def web_address(url: str) -> str:
    """The address where a link may lead there; "" for any scheme but the web's (javascript:, data:)."""
    return url if url.lower().startswith(("http://", "https://")) else ""


@register.filter
def address_of(identifier: AuthorityIdentifier) -> str:
    """Where another authority shows the record; "" where it has no page for each."""
    pattern = _ELSEWHERE.get(identifier.scheme)
    return pattern.format(quote(identifier.value, safe=":")) if pattern else ""


@register.simple_tag
def url_of(badge: Badge, kind: str) -> str:
    """The page of the record that a badge counts."""
    return reverse(f"archive:{kind}", args=[badge.value])


@register.inclusion_tag("archive/parts/year_bars.html")
def year_bars(years: list[tuple[int, int, Any]], what: str, address: str) -> dict[str, Any]:
    """Articles a year as bars, with the same figures as a table. `years`: (year, count, query) in order."""
    if not years:
        return {"bars": []}
    first, last = years[0][0], years[-1][0]
    highest = max(count for _year, count, _query in years)
    # Years without any article keep their place, as far as there is room for them.
    evenly = last - first >= _MOST_SLOTS
    slots = len(years) if evenly else last - first + 1
    step = _DRAWING_WIDTH / slots
    width = min(step * 0.8, _WIDEST_BAR)
    bars = []
    for index, (year, count, query) in enumerate(years):
        slot = index if evenly else year - first
        height = max(2, round(_BAR_HEIGHT * count / highest))
        place = {"x": f"{slot * step + (step - width) / 2:.2f}", "y": _BAR_HEIGHT - height}
        bars.append(
            {"year": year, "count": count, "query": query, "width": f"{width:.2f}", "height": height} | place
        )
    each = last - first < _MOST_LABELS
    scale = range(first, last + 1) if each else (first, last)
    return {"bars": bars, "scale": scale, "each": each, "what": what, "address": address}


@register.simple_tag
def sparkline(years: Mapping[int, int], span: list[int]) -> SafeString:
    """Mentions over time, drawn tiny; `span` holds the years of the whole list, so that rows compare."""
    if not years or not span:
        return SafeString("")
    first, last = span[0], span[-1]
    step = 72 / max(last - first + 1, 6)
    highest = max(years.values())
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"/>',
        (
            (
                f"{(year - first) * step:.1f}",
                f"{16 - max(2, 16 * count / highest):.1f}",
                f"{max(step * 0.75, 0.6):.1f}",
                f"{max(2, 16 * count / highest):.1f}",
            )
            for year, count in sorted(years.items())
        ),
    )
    words = _("%(first)d to %(last)d: most in %(best)d") % {
        "first": min(years),
        "last": max(years),
        "best": max(years, key=lambda y: (years[y], y)),
    }
    return format_html(
        '<svg class="spark" viewBox="0 0 72 16" width="72" height="16" role="img" aria-label="{}">{}</svg>',
        words,
        bars,
    )
