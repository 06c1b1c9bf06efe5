"""Which of Deutsche Welle's page designs a text capture bears: one judgement for both readers.

Signs, not the house's name alone and never the article's date. Of the older design: a page title
"… | DW | 05.07.2017", three of the German skip links, the list at the foot that ends in a permalink. Of the
newer: a page title "… – DW – 05.07.2017", numbered skip links the last of which names the house, a bare
permalink on a line of its own in the head. A weaker sign beside a stronger one of the other design is what
tools and articles bring along; two equally strong ones contradict each other, and a person has to look.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.documents import LayerText
from archive.parsing.text import Line, lines_of, numbered

CLASSIC = "classic"
RELAUNCH = "relaunch"

#: The end of a page title: "| DW | 05.07.2017", in older captures "| DW.COM | …", "| DW.DE | …".
CLASSIC_TITLE = re.compile(
    r"\|\s{0,3}(?:DW(?:\.COM|\.DE|-WORLD(?:\.DE)?)?|Deutsche Welle)\s{0,3}\|\s{0,3}"
    r"(\d{1,2}\.\d{1,2}\.\d{4})$",
    re.IGNORECASE,
)
#: "… – DW – 30.01.2024", "… – DW – 01/30/2024", "… – DW – 2024年1月30日", "… – DW – ۱۴۰۲/۱۱/۱۰".
RELAUNCH_TITLE = re.compile(
    r"\s[–—|-]\s{0,2}DW\s{0,2}[–—|-]\s{0,2}(\d{1,4}[./年-]\s?\d{1,2}[./月-]\s?\d{1,4}日?)$"
)
_SKIP_LINKS = frozenset(("inhalt", "navigation", "weitere inhalte", "metanavigation", "suche"))
_NUMBER = re.compile(r"(\d)[.)]\s+")
#: How the last skip link names the house, per script.
HOUSE = re.compile(
    r"(?<![A-Za-z])DW(?![A-Za-z])|deutsche welle|дойче велле|дойче веле|дв\b|немецк\w{1,3} волн"
    r"|دويتشه فيله|دویچه وله|德国之声|德國之聲|डॉयचे वेले|डीडब्ल्यू|ডয়চে ভেলে|ডিডাব্লিউ"
    r"|ντόιτσε βέλε|ዶይቸ ቬለ|ڈوئچے ویلے|ډویچه ویله|ڈی ڈبلیو",
    re.IGNORECASE,
)
PERMALINK = re.compile(r"https?://p\.dw\.com/p/\w{2,12}", re.IGNORECASE)
#: "Date 19.01.2020", "• Datum 19.01.2020": the first line of the list at the foot; the date may stand alone.
FOOT_DATE = re.compile(r"(?:[^\d|]{1,30}[\s:：])?(\d{1,2}\.\d{1,2}\.\d{4})$")
#: Lines from the date of that list to its permalink.
FOOT_LENGTH = 18


@lru_cache(maxsize=4)
def design_of(text: str) -> frozenset[str]:
    """The designs whose signature a text bears; two only where equally strong signs contradict each other."""
    top = lines_of(text[:2500])[:40]
    classic = relaunch = 0
    for line in top[:4]:
        tail = line.text[-60:]
        if CLASSIC_TITLE.search(tail):
            classic = 3
        elif RELAUNCH_TITLE.search(tail):
            relaunch = 3
    links = {_NUMBER.sub("", line.text, count=1).casefold() for line in top if _NUMBER.match(line.text)}
    if len(links & _SKIP_LINKS) >= 3:
        classic = 3
    if skip_links(top) is not None:
        relaunch = 3
    if not classic and not relaunch:
        if foot_of(lines_of(text[-6000:])) is not None:
            classic = 2
        elif any(PERMALINK.fullmatch(line.text[:200]) for line in top[:30]):
            relaunch = 2
    if not classic and not relaunch:
        return frozenset()
    if classic == relaunch:
        return frozenset((CLASSIC, RELAUNCH))
    return frozenset((CLASSIC if classic > relaunch else RELAUNCH,))


def bears(layer: LayerText, design: str) -> bool:
    """Whether a text capture bears a design's signature."""
    return layer.extractor != "html" and design in design_of(layer.text)


def skip_links(lines: list[Line]) -> tuple[int, int] | None:
    """First and behind-last line of the newer design's skip links; the last of them names the house."""
    for start in range(min(len(lines), 8)):
        mark = _NUMBER.match(lines[start].text)
        if not mark or mark[1] != "1":
            continue
        count = numbered(lines, start)
        links = lines[start : start + min(count, 4)]
        while links and not HOUSE.search(links[-1].text):
            links.pop()
        if len(links) >= 3 and all(len(link.text) <= 90 for link in links):
            return start, start + len(links)
    return None


def foot_of(lines: list[Line], first: int = 0) -> tuple[int, int] | None:
    """First and behind-last line of the older design's list at the foot, from `first` on.

    It begins with a label and a day, ends with a label and a permalink, and holds nothing long.
    """
    for end in range(first, len(lines)):
        line = lines[end]
        if len(line.text) > 120:
            continue
        link = PERMALINK.search(line.text)
        if link is None or link.end() != len(line.text):
            continue
        for start in range(end - 1, max(first, end - FOOT_LENGTH) - 1, -1):
            body = lines[start].body
            if len(body) > 300:
                break
            if len(body) <= 44 and FOOT_DATE.fullmatch(body) and end - start >= 2:
                return start, end + 1
    return None
