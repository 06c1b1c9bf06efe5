"""Offices as the people files state them: short titles, countries as codes, repeats laid together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from archive.authorities.entries import BadRow, MembershipEntry, Reference, SourceNote
from archive.authorities.fields import term_of
from archive.names import fold
from seeds.authorities.making.organisations import organisation_id
from seeds.authorities.making.places import area

#: Countries of people.jsonl that CLDR's names and our further names do not have, and areas that are none.
_AREAS = {
    "abkhazia": "abkhazia",
    "republic of abkhazia": "abkhazia",
    "artsakh": "nagorno-karabakh",
    "republic of artsakh": "nagorno-karabakh",
    "catalonia": "catalonia",
    "china (people's republic of china)": "CN",
    "congo–brazzaville (republic of the congo)": "CG",
    "congo–kinshasa (democratic republic of the congo)": "CD",
    "donetsk people's republic": "donetsk-pr",
    "holy see": "VA",
    "kingdom of denmark": "DK",
    "kingdom of the netherlands": "NL",
    "kurdistan region": "kurdistan-region",
    "luhansk people's republic": "luhansk-pr",
    "north korea (democratic people's republic of korea)": "KP",
    "northern cyprus": "northern-cyprus",
    "quebec": "quebec",
    "republika srpska": "republika-srpska",
    "sahrawi arab democratic republic": "sahrawi",
    "scotland": "scotland",
    "somaliland": "somaliland",
    "south korea (republic of korea)": "KR",
    "south ossetia": "south-ossetia",
    "soviet union": "soviet-union",
    "taiwan (republic of china)": "TW",
    "tibet": "tibet",
    "transnistria": "transnistria",
    "turkish republic of northern cyprus": "northern-cyprus",
    "bailiwick of guernsey": "GG",
}
#: How titles name a country beside its own names: "President of the French Republic".
_IN_TITLES = {
    "BE": ("Belgians",),
    "DE": ("Germany (1949–)",),
    "FR": ("French Republic",),
    "LY": ("State of Libya",),
    "PS": ("State of Palestine",),
    "TW": ("Republic of China",),
    "CI": ("Ivory Coast",),
    "KP": ("DPRK",),
    "CG": ("Republic of the Congo",),
    "CD": ("Democratic Republic of the Congo",),
}
#: Bodies whose offices stand without a country.
_BODIES = (
    ("United Nations General Assembly", "United Nations General Assembly"),
    ("United Nations", "United Nations"),
    ("World Trade Organization", "World Trade Organization"),
    ("International Court of Justice", "International Court of Justice"),
    ("European Commission", "European Commission"),
    ("European Council", "European Council"),
    ("European Central Bank", "European Central Bank"),
    ("International Monetary Fund", "International Monetary Fund"),
    ("NATO", "North Atlantic Treaty Organization"),
)

_HEADS = re.compile(
    r"(?:acting |interim |alternate )?(?:(?:first |executive )?(?:vice[- ])?president|(?:first )?(?:deputy )?"
    r"prime minister|deputy president|(?:vice[- ]|deputy )?premier|(?:vice[- ]|federal )?chancellor|"
    r"taoiseach|monarch|king|queen|emir|sultan|pope|supreme leader|head of (?:state|government)|"
    r"(?:crown )?prince|grand duke|"
    r"governor-general|co-prince|first lady|leader|chairman of the presidential council|captain regent)"
    r"(?: of the (?:state council|presidential council))?",
    re.IGNORECASE,
)
_MINISTER = re.compile(
    r"(?:federal )?(?:minister|secretary|secretary of state) (?:of|for) (?:the )?"
    r"[^;]{0,40}\b(?:foreign|external|defen[cs]e|finances?|treasury|interior|"
    r"internal (?:affairs|administration)|home (?:affairs|department)|homeland|security|justice|"
    r"econom(?:y|ic)|energy|health|emergency situations|european union)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"secretary of state|foreign secretary|home secretary|chancellor of the exchequer|treasurer|"
    r"(?:united states )?trade representative|attorney[- ]general|prosecutor[- ]general|chief justice|"
    r"(?:deputy )?national security adviso?r|"
    r"white house (?:chief of staff|press secretary|communications director)|"
    r"(?:counselor|senior advisor) to the president|director of (?:the )?(?:cia|fbi|national intelligence)|"
    r"(?:director|head) of the (?:federal security|foreign intelligence|security) service|"
    r"chairman of the (?:joint chiefs of staff|federation council|state duma|verkhovna rada)|"
    r"(?:chief of|head of) the (?:presidential (?:administration|executive office)|office of the president)|"
    r"chief of staff of the presidential executive office|deputy kremlin chief of staff|"
    r"chief of (?:the )?(?:general staff|defence(?: staff)?|armed forces)|"
    r"commander-in-chief of the armed forces|"
    r"secretary of the [^;]{0,20}security (?:and defense )?council|deputy chairman of the security council|"
    r"governor of the (?:central|national|reserve) bank|governor of the bank of england|"
    r"(?:vice )?chair of the federal reserve|"
    r"speaker of the (?:house of (?:representatives|commons)|national assembly|parliament|knesset)|"
    r"president of the (?:senate|national assembly|chamber of deputies)|chief cabinet secretary|"
    r"(?:government|foreign ministry) spoke(?:s)?person|general secretary of the [^;]{0,40}party[^;]{0,20}|"
    r"(?:permanent representative|ambassador) to (?:the )?(?:united nations|nato|european union)|"
    r"ambassador to (?:the )?(?:united states(?: of america)?|russia|russian federation|germany|ukraine)|"
    r"supreme court justice|head of the chechen republic|(?:prime minister|head of the republic) of crimea|"
    r"mayor of (?:moscow|kyiv|london|istanbul|ankara|tehran|budapest)|head of kyiv city|"
    r"first minister",
    re.IGNORECASE,
)
#: "President of the French Republic", "Monarchy of the Bahamas": a head of state, whatever country follows.
_HEAD_OF = re.compile(
    r"(president|prime minister|premier|monarch|king|queen|emir|sultan|supreme leader|"
    r"(?:federal )?chancellor)y? of (?:the )?"
    r"(?!senate|chamber|legislative|national|supreme|regional|house|treasury|central|council|"
    r"court|federal|parliament|assembly)[a-z]",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r" \([^()]{1,60}\)$")
_US_GOVERNOR = re.compile(r"governor of [a-z ]{4,40}", re.IGNORECASE)


def area_id(country: str, codes: Mapping[str, str]) -> str:
    """The id of a country as the people file names it, "" where it is none of ours."""
    folded = fold(country)
    code = _AREAS.get(folded) or codes.get(folded) or codes.get(folded.removeprefix("the "))
    return area(code) if code else ""


def plain_title(title: str, country: str) -> str:
    """A title without the country after it, enough to choose by."""
    plain = _IN_BRACKETS.sub("", title)
    for tail in (f" of {country}", f" of the {country}"):
        if country and fold(plain).endswith(fold(tail)):
            return plain[: -len(tail)]
    head = _HEAD_OF.match(plain)
    return head[1] if head else plain


def is_chosen(title: str, country: str) -> bool:
    """Whether holders of this office are in the starter set."""
    if not country:
        return True
    if _HEADS.fullmatch(title) or _MINISTER.match(title) or _OTHER.fullmatch(title):
        return True
    return country == "United States" and bool(_US_GOVERNOR.fullmatch(title))


def membership(
    office: Mapping[str, str | None],
    target: tuple[str, str],
    country_names: Iterable[str],
    source: SourceNote,
) -> MembershipEntry | None:
    """The office as a membership, None where its dates contradict each other or its title is no title.

    `target` is id and name of the area, both empty for international bodies.
    """
    try:
        start, end = term_of(office["start"], office["end"])
    except BadRow:
        return None
    code, name = target
    title = _short(" ".join((office["title"] or "").split()), code, [name, *country_names])
    # "Monarchy of the Bahamas" is Wikidata's name for the institution.
    title = "Monarch" if fold(title) in {"monarchy", "monarch"} else title
    if not title:
        return None
    title = title[0].upper() + title[1:]
    organisation = None
    if not code:
        for words, body in _BODIES:
            if title.endswith((f" of the {words}", f" of {words}", f" to the {words}", f" to {words}")):
                organisation = Reference(organisation_id(body), body)
                if " of " in title[: -len(words)]:
                    title = title[: -len(words)].removesuffix("the ").removesuffix(" of ")
                break
    place = Reference(code, name) if code else None
    return MembershipEntry(title, organisation, place, start, end, source)


def without_repeats(memberships: Iterable[MembershipEntry]) -> tuple[MembershipEntry, ...]:
    """Each term once: "2012 –" adds nothing to "2012-05-07 –" of the same office, nor a part to the whole."""
    kept: list[MembershipEntry] = []
    for one in sorted(memberships, key=_exactness):
        place = (fold(one.role), one.area, one.organisation)
        if not any((fold(o.role), o.area, o.organisation) == place and _covers(o, one) for o in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda m: (m.start or "9999", m.end or "9999", m.role)))


def _short(title: str, code: str, names: Iterable[str]) -> str:
    """The title without the country that stands beside it anyway."""
    title = re.sub(r"^Ukrainian (?=Minister)", "", title)
    title = re.sub(r"^Federal Chancellor\b", "Chancellor", title)
    extra = _IN_TITLES.get(code.removeprefix("iso:"), ())
    for name in sorted({*names, *extra}, key=len, reverse=True):
        bare = name.removeprefix("The ").removeprefix("the ")
        for tail in (f" of {bare}", f" of the {bare}", f" ({bare})"):
            if fold(title).endswith(fold(tail)):
                return title[: -len(tail)]
    return title


def _exactness(one: MembershipEntry) -> tuple[int, int, str, str]:
    """Full dates first, then the longest term."""
    return (-len(one.start), -len(one.end), one.start, one.end)


def _covers(whole: MembershipEntry, part: MembershipEntry) -> bool:
    """Whether a term says all that another says, dates of a year only read as any day in it."""
    if not part.start:
        return True
    if whole.end and not part.end and whole.start.startswith(part.start):
        # "2021-01-20 –", as a list of 2022 has it, and "2021-01-20 – 2025-01-20".
        return True
    size = min(len(whole.start), len(part.start))
    starts = whole.start[:size] <= part.start[:size] if size else False
    if not starts:
        return False
    if whole.end:
        last = part.end or part.start
        size = min(len(whole.end), len(last))
        inside = last[:size] <= whole.end[:size]
        return inside and (bool(part.end) or len(part.start) == 4)
    return True
