"""What stands between quotation marks: a whole sentence, a fragment, or words held at arm's length."""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.documents import QuotationKind

from .lexicon import W
from .marks import Quoted
from .page import DOT, SENTENCE, Page
from .pronouns import Speaker

_CLAUSE_WORDS_ENGLISH = frozenset(
    "is are was were be been has have had will would can could should must may might do does did am isn't"
    " aren't wasn't don't doesn't didn't won't can't couldn't wouldn't it's that's there's we're they're"
    " i'm you're he's she's we've i've they've we'll i'll let's i we you they he she it there this".split()
)
_CLAUSE_WORDS_OTHER = frozenset(
    "ist sind war waren hat haben hatte wird werden kann können muss müssen soll will wir ich sie er es"
    " man gibt est sont a ont était sera es son está han fue será è sono ha hanno".split()
)
_HELD_OFF = re.compile(
    r"(?:so-called|roughly|literally|meaning|"
    r"called|named|known as|dubbed|titled|entitled|nicknamed|codenamed|termed|words?|term|"
    r"phrase|"
    r"sogenannten?|sogenannter|namens|genannt|Titel|Begriff|Film|film|book|novel|song|album|series)\s*$"
)
#: "in response to what it called “hostile and unfriendly” actions": somebody's words.
_CALLED_BY = re.compile(r"\b(?:it|he|she|they|who|has|have|had) (?:called|named|dubbed|termed)\s*$")
#: "sprach von einem „Offenbarungseid der Regierung“": nouns, and no name.
_SPOKEN_OF = re.compile(r"\b(?:von|vor|als|über) (?:eine[mnr]?|de[mnr]|die)?\s*$")


@dataclass(slots=True)
class Part:
    """One pair of marks on its way to a quotation."""

    quoted: Quoted
    block: int
    first: int  # words
    last: int
    kind: QuotationKind = QuotationKind.FRAGMENT
    speaker: Speaker | None = None
    rule: str = ""


def is_clause(page: Page, part: Part, text: str) -> bool:
    """A whole clause or more, as against some words in the reporter's sentence."""
    words = [w.lower() for w in page.words[part.first : part.last + 1]]
    count = len(words)
    clause = _CLAUSE_WORDS_ENGLISH if page.lexicon.language == "en" else _CLAUSE_WORDS_OTHER
    verb = any(w.replace("’", "'") in clause for w in words)
    if text[:1].isupper() and (count >= 3 and (verb or text[-1:] in ".,!?…" or count >= 6)):
        return True
    if (text[:1].isupper() and text[-1:] in "!?") or (text[:1].isupper() and text[-1:] in "." and count >= 2):
        return True
    if (
        count >= 3
        and part.first
        and page.words[part.first - 1] in ("that", "dass")
        and not words[0].endswith("ing")
    ):
        return True  # told the paper that "nobody wants war"
    if text[:1].isupper() and text[-1:] == "," and count > 1:
        lead = page.text[
            max(page.blocks[part.block].start, part.quoted.start - 4) : part.quoted.start - 1
        ].rstrip()
        if not lead or lead[-1] in ".!?:":
            return True  # "I agree," she said
    behind = page.text[part.quoted.end + 1 : part.quoted.end + 2]
    if text[:1].isupper() and behind == "," and count > 1 and page.lexicon.language != "en":
        lead = page.text[page.blocks[part.block].start : part.quoted.start - 1].rstrip()
        if not lead or lead[-1] in ".!?:":
            return True  # „Wenn das so weitergeht“, warnte sie
    return (
        count >= 4 and verb and (words[0].replace("’", "'") in clause or text[-1:] in ".,!?…" or count >= 8)
    )


def is_name(page: Page, part: Part) -> bool:
    """Marks that only hold a name: "Islamic State", the title of a film."""
    owners = {id(page.owner[k]) for k in range(part.first, part.last + 1)}
    owner = page.owner[part.first]
    if len(owners) == 1 and owner is not None and owner.first == part.first and owner.last == part.last:
        return True
    if owner is not None and owner.first < part.first and owner.last > part.last:
        return True  # "Benjamin “Bibi” Netanyahu"
    before = page.owner[part.first - 1] if part.first == part.last and part.first else None
    if before is not None and before.kind == "person" and page.bits[part.first] & W.CAP:
        after = part.last + 1
        if after < len(page.words) and page.bits[after] & W.CAP and not page.opens_sentence(after):
            return True  # "Parit “Penguin” Chiwarak"
    if part.last - part.first < 3 and page.text[part.quoted.end + 1 : part.quoted.end + 2] == "-":
        return True  # "Reichsbürger"-Prozess
    lead = page.text[max(part.quoted.start - 30, 0) : part.quoted.start - 1]
    clause = _CLAUSE_WORDS_ENGLISH if page.lexicon.language == "en" else _CLAUSE_WORDS_OTHER
    verb = any(page.words[k].lower() in clause for k in range(part.first, part.last + 1))
    if _HELD_OFF.search(lead) and not _CALLED_BY.search(lead) and part.last - part.first < 8 and not verb:
        return True
    if not verb and 0 < part.last - part.first < 10:
        long_words = [
            k for k in range(part.first, part.last + 1) if len(page.words[k]) > 3 or k == part.first
        ]
        # "Jüdische Allgemeine": an adjective with a capital is a name's.
        few = page.lexicon.nouns_capital and part.last - part.first < 4 and not _SPOKEN_OF.search(lead)
        if (
            (few or len(long_words) > 2)
            and (few or not page.lexicon.nouns_capital)
            and len(long_words) > 1
            and all(page.bits[k] & W.CAP for k in long_words)
        ):
            return True
    return False


def is_scare(part: Part) -> bool:
    """A word or two with an article before it, far from any verb of saying."""
    speaker = part.speaker
    if speaker is None or speaker.cue is None or part.last - part.first > 1:
        return False
    distance = part.first - speaker.cue if speaker.cue < part.first else speaker.cue - part.last
    return distance > 14


def stops(page: Page, k: int) -> bool:
    """Whether a sentence ends right before word `k`, marks aside."""
    gap = page.gaps[k]
    if gap == SENTENCE:
        between = page.text[page.ends[k - 1] : page.starts[k]] if k else ""
        return not between or any(c in between for c in ".!?…\n•") or not between.strip()
    if gap == DOT:
        return not page.joins(k)
    return False
