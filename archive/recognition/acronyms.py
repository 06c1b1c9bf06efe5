"""Organisations by a single word, by an acronym with its long form in brackets, or in small letters."""

# ruff: noqa: PLR0911, PLR0912 - evidence stands beside its reason

from __future__ import annotations

import re

from .gazetteer import after_given
from .lexicon import W, people_codes, place_codes
from .page import AMPERSAND, BRACKET, COMMA, HYPHEN, JOIN, POSSESSIVE, Draft, Page

_CONNECTORS = frozenset("of for on to in against and de des der für zur del di do da du".split())
_ARTICLES = frozenset("the der die das den dem des la le les l los las el".split())
_ROMAN = re.compile(r"[IVXLC]+")
_MIXED_ACRONYM = re.compile(r"[A-ZÄÖÜ]{1,5}[a-z]{0,2}[A-ZÄÖÜ]{1,4}[a-z]?\d?")
_LOWER_MODIFIERS = frozenset(
    "foreign defense defence interior finance justice health education economy economics energy"
    " environment agriculture transport trade labor labour culture oil home tourism development security"
    " state information industry commerce planning sports".split()
)
#: Classes looked for together: worked out once, as an attribute look-up each costs more than the test.
_PEOPLE_OR_PLACE = W.PEOPLE | W.PLACE
_WORD_OF_ITS_OWN = W.COMMON | W.PLACE | W.PEOPLE | W.GIVEN | W.FUNCTION | W.CITY
_PLACE_OR_NO_NAME = W.PLACE | W.NO_NAME


def mark_single(page: Page, i: int, bits: int) -> None:
    """One word that names a body: a known one, or an acronym."""
    word = page.words[i]
    if bits & W.NO_NAME or (bits & W.PLACE and not bits & W.KNOWN_ORG):
        return
    if bits & W.KNOWN_ORG:
        if not bits & W.ACRONYM and after_given(page, i):
            return
        if page.opens_sentence(i) and bits & W.COMMON and not bits & W.ACRONYM:
            return
        if word.islower() or (word.lower() in ("who", "it", "is") and not word.isupper()):
            return
        if bits & W.ACRONYM or not word.isupper():
            if word.lower() in ("who", "un", "ap", "eu", "us", "dw", "is") and word not in (
                "WHO",
                "UN",
                "AP",
                "EU",
                "DW",
                "U.N.",
                "E.U.",
            ):
                return
            page.add(Draft("organisation", i, i, "organisation-known-word", 0.85))
        return
    nxt = i + 1
    if nxt < len(page.words) and page.gaps[nxt] == HYPHEN and page.words[nxt][0].isdigit():
        return  # COVID-19, F-16
    if page.gaps[i] == HYPHEN and page.bits[i - 1] & W.DIGIT:
        return
    if bits & W.ACRONYM and len(word.replace(".", "")) >= 3 and word.isalpha():
        if bits & W.COMMON or (bits & W.GIVEN and len(word) > 4) or _ROMAN.fullmatch(word):
            return
        if len(word) > 3 and page.lexicon.classes.get(word.lower(), 0) & W.FUNCTION:
            return  # "UNLESS, of course"
        before = page.words[i - 1].lower() if i and page.gaps[i] == JOIN else ""
        if before in ("a", "an", "one", "two") or page.text[max(page.starts[i] - 1, 0)] in "@#<":
            return  # "a VBIED": a thing; "a NATO speech" is known by name
        page.add(Draft("organisation", i, i, "organisation-acronym", 0.7))
    elif word.endswith("s") and word[:-1].isupper():
        return  # NGOs, MEPs
    elif (
        3 <= len(word) <= 7
        and not word.isupper()
        and _MIXED_ACRONYM.fullmatch(word)
        and not word.startswith("Mc")
    ):
        page.add(Draft("organisation", i, i, "organisation-acronym", 0.7))


def mark_lower_body(page: Page, i: int) -> None:
    """ "the Russian foreign ministry", "Moscow's foreign ministry", "the Russian parliament".

    The nationality belongs to the name, a possessive does not; "the ministry" alone is none.
    """
    words, bits = page.words, page.bits
    low = page.ranges[page.block_of[i]][0]
    first = i
    while first > low and page.gaps[first] == JOIN and words[first - 1] in _LOWER_MODIFIERS:
        first -= 1
    if first - 2 > low and words[first - 1] == "and" and words[first - 2] in _LOWER_MODIFIERS and first < i:
        first -= 2
    country = ""
    if (
        first > low
        and page.gaps[first] == JOIN
        and bits[first - 1] & _PEOPLE_OR_PLACE
        and bits[first - 1] & W.CAP
    ):
        begin = first - 1
        if (
            begin > low
            and page.gaps[begin] in (JOIN, HYPHEN)
            and bits[begin - 1] & W.COMPASS
            and bits[begin - 1] & W.CAP
        ):
            begin -= 1
        name = page.surface(begin, first - 1)
        country = people_codes().get(name.lower()) or place_codes().get(name, "")
        if begin > low and page.gaps[begin] == HYPHEN:
            return
        first = begin
    elif first == i:
        return
    elif first > low and page.gaps[first] == POSSESSIVE:
        country = place_codes().get(words[first - 1], "")
    page.add(Draft("organisation", first, i, "organisation-lower-ministry", 0.85, country=country))


def mark_bracketed(page: Page) -> None:
    """ "Russian International Affairs Council (RIAC)", "“Islamic State” (IS)", "RIAC (Russian … Council)"."""
    words, bits = page.words, page.bits
    for i in page.capitals:
        if page.gaps[i] != BRACKET:
            continue
        gap = page.text[page.ends[i - 1] : page.starts[i]]
        if gap.count("(") != 1 or not gap.endswith("("):
            continue
        after = page.text[page.ends[i] : page.ends[i] + 1]
        word = words[i]
        if after == ")" and 2 <= len(word) <= 9 and sum(c.isupper() for c in word) >= 2:
            _acronym_after(page, i)
        elif after == ")" and _is_small_acronym(page, i):
            page.add(Draft("organisation", i, i, "organisation-bracket", 0.9))
        elif bits[i - 1] & W.CAP and sum(c.isupper() for c in words[i - 1]) >= 2:
            _long_form_after(page, i)


def _acronym_after(page: Page, i: int) -> None:
    before = page.owner[i - 1]
    if before is not None and before.kind == "organisation" and before.last == i - 1:
        begins = _initials_begin(page, i)
        if begins is not None and begins < before.first and _only_bodies(page, begins, before.first - 1):
            # "the All Progressives Congress (APC)": the letters say where the name begins
            page.add(Draft("organisation", begins, i - 1, "organisation-bracket", 0.9))
        page.add(Draft("organisation", i, i, "organisation-bracket", 0.95))
        return
    if before is not None and before.kind == "person":
        # "Angela Merkel (CDU)": her party; "John McCain (R-AZ)" is a state.
        if page.words[i].isalpha() and page.owner[i] is None and not page.bits[i] & _PLACE_OR_NO_NAME:
            page.add(Draft("organisation", i, i, "organisation-bracket", 0.8))
        return
    first = _initials_begin(page, i)
    if first is not None:
        page.add(Draft("organisation", first, i - 1, "organisation-bracket", 0.9))
        page.add(Draft("organisation", i, i, "organisation-bracket", 0.9))


def _only_bodies(page: Page, first: int, last: int) -> bool:
    """Whether only parts of the name stand there: "National Intelligence and Security Service (NISS)"."""
    owners = (page.owner[k] for k in range(first, last + 1))
    return all(d is None or (d.kind in ("organisation", "place") and d.first >= first) for d in owners)


def _is_small_acronym(page: Page, i: int) -> bool:
    """ "Bundesamt für Migration (Bamf)": letters of the name before it, printed like a word."""
    word, before = page.words[i], page.owner[i - 1]
    if before is None or before.kind != "organisation" or before.last != i - 1 or not word.isalpha():
        return False
    if not 3 <= len(word) <= 7 or page.bits[i] & _WORD_OF_ITS_OWN or before.last == before.first:
        return False
    letters = iter(page.name_of(before).lower())
    same = page.words[before.first][0].lower() == word[0].lower()
    return same and all(c in letters for c in word.lower())


def _initials_begin(page: Page, i: int) -> int | None:
    """First word of the stretch before a bracket whose capitals spell the acronym in it."""
    letters = [c.lower() for c in page.words[i] if c.isalpha()]
    k = i - 1
    low = page.ranges[page.block_of[i]][0]
    need = len(letters) - 1
    first = None
    while k >= low and i - k <= 2 * len(letters) + 4 and need >= 0:
        word = page.words[k]
        if word[0].lower() == letters[need] and page.bits[k] & W.CAP:
            need -= 1
            first = k
        elif (page.bits[k] & W.CAP and letters[need] not in word.lower()) or (
            not page.bits[k] & W.CAP and word not in _CONNECTORS | _ARTICLES
        ):
            break
        if k > low and page.gaps[k] not in (JOIN, HYPHEN, AMPERSAND, COMMA):
            break
        k -= 1
    return first if need < 0 and first is not None and i - first >= 2 else None


def _long_form_after(page: Page, i: int) -> None:
    """ "RIAC (Russian International Affairs Council)"."""
    short = page.words[i - 1]
    end = page.ranges[page.block_of[i]][1]
    close = page.text.find(")", page.ends[i], page.ends[i] + 120)
    if close < 0:
        return
    last = i
    while last + 1 < end and page.ends[last + 1] <= close:
        last += 1
    initials = "".join(page.words[k][0].lower() for k in range(i, last + 1) if page.bits[k] & W.CAP)
    if last > i and initials == "".join(c for c in short.lower() if c.isalpha()):
        page.add(Draft("organisation", i - 1, i - 1, "organisation-bracket", 0.9))
        page.add(Draft("organisation", i, last, "organisation-bracket", 0.9))
