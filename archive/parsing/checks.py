"""Cross-checks of what a page states with what its text tells: warnings for an editor, never corrections."""

from __future__ import annotations

import re

from archive.documents import BODY_KINDS, BlockKind, LayerText, ParsedArticle, ReadingWarning

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON_DAY = re.compile(rf"\bon ({'|'.join(_DAYS)})\b")
#: What, standing before the weekday, makes a sentence tell of the future, or of an earlier week.
_NOT_PAST = re.compile(
    r"\b(?:will|would|plans?|planned|planning|scheduled|due|expected|set to|going to|is to|are to"
    r"|to (?:meet|hold|vote|visit)"
    r"|next|last|previous|earlier|every|coming|upcoming|later this)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|said|told|came|took|met|won|lost|went|\w{2,20}ed)\b")
_SENTENCE = re.compile(r"[^.!?]{1,600}")


def check_weekdays(layer: LayerText, article: ParsedArticle) -> tuple[ReadingWarning, ...]:
    """A weekday told of as past that is the day after the stated date: the date may be a day off.

    "It appeared on Friday as if both sides were still trying …" on a page dated Thursday, 9 November 2017.
    Only English sentences are understood; in other languages nothing is said.
    """
    if article.published is None:
        return ()
    tomorrow = _DAYS[(article.published.day.weekday() + 1) % 7]
    looked_at = 0
    for block in article.blocks:
        if block.kind is not BlockKind.LEAD and block.kind not in BODY_KINDS:
            continue
        looked_at += 1
        if looked_at > 4:  # the news stands at the top; further down other weeks are told of
            break
        text = layer.text[block.start : min(block.end, block.start + 2000)]
        if tomorrow not in text:
            continue
        for sentence in _SENTENCE.finditer(text):
            day = _ON_DAY.search(sentence[0])
            if day is None or day[1] != tomorrow:
                continue
            before = sentence[0][max(0, day.start() - 70) : day.start()]
            if _PAST.search(before) and not _NOT_PAST.search(before):
                start = block.start + sentence.start() + day.start(1)
                stated = article.published.day
                return (
                    ReadingWarning(
                        "weekday-after-date",
                        f"{stated} is a {_DAYS[stated.weekday()]}, but the text tells of {tomorrow} as past.",
                        start,
                        start + len(tomorrow),
                    ),
                )
    return ()
