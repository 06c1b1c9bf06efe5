"""A parsed article becomes the names in it, the roles it states and the words it quotes.

Pure functions of the text, its blocks and a gazetteer of known names; nothing here knows a database.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from archive.documents import MentionSpan, ParsedArticle, ReadingWarning, Recognised

from .added_names import NameSpan, Recogniser, find_added
from .calibration import chances_in_use, own_in_use, use_calibration
from .coreference import hold_together
from .gazetteer import Gazetteer
from .groups import entities_of
from .lexicon import lexicon
from .page import cut, runs
from .places import mark_metonyms
from .plugging import (
    BadRecognisers,
    NotUsable,
    begin_recognisers,
    chosen_steps,
    recognisers_in_use,
    use_recognisers,
    version_of,
)
from .quotations import find_quotations
from .roles import find_roles
from .steps import OWN_STEPS
from .subject_weights import Learned
from .subjects import SubjectIndex

__all__ = [
    "VERSION",
    "BadRecognisers",
    "Gazetteer",
    "Learned",
    "NameSpan",
    "NotUsable",
    "Recogniser",
    "SubjectIndex",
    "begin_recognisers",
    "own_in_use",
    "recognise",
    "recognisers_in_use",
    "use_calibration",
    "use_recognisers",
    "version",
    "versions",
]

#: Version of all rules of the archive together; with the recognisers in use it makes `version()`.
VERSION = "3"


def version() -> str:
    """What is stored with every value that the archive's own rules read, with the recognisers now in use.

    Raises BadRecognisers.
    """
    return version_of(VERSION, chosen_steps())


def versions() -> dict[str, str]:
    """The versions of the recognisers that were added, by the name that is stored as rule."""
    return {step.NAME: step.VERSION for step in chosen_steps() if not isinstance(step, str)}


def recognise(text: str, article: ParsedArticle, gazetteer: Gazetteer, language: str | None) -> Recognised:
    """All that the article's searched blocks name, state and quote.

    `language` is a BCP 47 tag; unknown (None) is read as English unless its small words say German.
    Raises BadRecognisers where one that was added by name cannot be used.
    """
    steps = chosen_steps()
    told = version_of(VERSION, steps)
    page = cut(text, article, lexicon(language or "en"))
    if language is None and _looks_german(page.words):
        page = cut(text, article, lexicon("de"))
    page_runs = list(runs(page))
    warnings: list[ReadingWarning] = []
    added: dict[str, str] = {}
    for step in steps:
        if isinstance(step, str):
            OWN_STEPS[step](page, page_runs, gazetteer)
        else:
            warnings += find_added(page, step, gazetteer, language or page.lexicon.language)
            added[step.NAME] = step.VERSION
    page.drafts = [d for d in page.drafts if d.kind]
    groups = hold_together(page, gazetteer)
    page.drafts = [d for d in page.drafts if d.kind]
    mark_metonyms(page)
    for group in groups:
        group.drafts = [d for d in group.drafts if d.kind]
    chances = chances_in_use()
    roles = find_roles(page, told)
    quotations = [
        q
        if q.rule not in chances.own
        else replace(q, confidence=round(chances.chance(q.rule, "", q.confidence), 2))
        for q in find_quotations(page, groups, told, roles)
    ]
    places = Counter(d.entity for d in page.drafts)
    mentions = [
        MentionSpan(
            page.starts[d.first],
            page.ends[d.last] - d.trim,
            page.name_of(d),
            d.entity,
            d.rule,
            added.get(d.rule, told),
            chances.of_name(d.rule, d.confidence, places[d.entity], page.name_of(d)),
            d.metonym,
        )
        for d in page.drafts
    ]
    mentions.sort(key=lambda m: m.start)
    topics = gazetteer.subjects.assign(page, told) if gazetteer.subjects is not None else ()
    return Recognised(
        entities_of(groups), tuple(mentions), tuple(roles), tuple(quotations), topics, tuple(warnings)
    )


def _looks_german(words: list[str]) -> bool:
    sample = [w.lower() for w in words[:400]]
    german = sum(w in ("der", "die", "und", "das", "nicht", "ist", "mit", "von", "den") for w in sample)
    english = sum(w in ("the", "and", "of", "to", "is", "that", "with") for w in sample)
    return german > english and german > len(sample) / 30
