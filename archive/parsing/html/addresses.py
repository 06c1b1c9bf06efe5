"""The day that the address of a page holds."""

from __future__ import annotations

import re

from archive.documents import DatePrecision, StatedDate
from archive.parsing.dates import find_dates
from archive.parsing.html.moments import read_moment
from archive.parsing.html.page import Page

#: "/2024/12/02/", "/2021/mar/05/", "/20210305-titre", "/c_1127346.htm/2021-03/05/".
_DAY_IN_PATH = re.compile(
    r"[/_-]((?:19|20)\d\d[/-](?:0[1-9]|1[0-2])[/-](?:0[1-9]|[12]\d|3[01]))(?=[/_.-]|\Z)"
    r"|/((?:19|20)\d\d/(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/[0-3]\d)(?=/)"
    r"|[/_-](20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?=[/_.-]|\Z)"
)


def date_in_address(page: Page, name: str, version: str) -> StatedDate | None:
    """The day that an address of the page holds: "/2024/12/02/"."""
    for source, span in page.said("canonical", "og:url", "ld:url"):
        match = _DAY_IN_PATH.search(page.text[span.start : span.end][:500])
        if match is None:
            continue
        start, end = (span.start + place for place in match.span(match.lastindex or 1))
        if match[2]:
            words = " ".join(reversed(match[2].split("/")))
            found, _warnings = find_dates(words, 0, len(words))
            if found:
                rule = f"{name}.address/{version}"
                return StatedDate(
                    found[0].day, DatePrecision.DAY, f"in the address ({source})", rule, start, end
                )
            continue
        return read_moment(
            page.text,
            start,
            end,
            reason=f"in the address ({source})",
            rule=f"{name}.address/{version}",
        )
    return None
