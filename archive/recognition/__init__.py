"""A parsed article becomes the names in it, the roles it states and the words it quotes.

Pure functions of the text, its blocks and a gazetteer of known names; nothing here knows a database.
"""

from __future__ import annotations

from archive.documents import MentionSpan, ParsedArticle, Recognised

from .coreference import hold_together
from .gazetteer import Gazetteer
from .groups import entities_of
from .lexicon import lexicon
from .organisation_evidence import find_same_bodies, find_unknown_bodies
from .organisation_signs import find_employers
from .organisations import find_organisations
from .page import cut, runs
from .people import find_people
from .places import find_events, find_places, mark_metonyms
from .quotations import find_quotations
from .roles import find_roles
from .subject_weights import Learned
from .subjects import SubjectIndex
from .teams import find_teams

__all__ = ["VERSION", "Gazetteer", "Learned", "SubjectIndex", "recognise"]

#: Version of all rules together; stored with every value they read.
VERSION = "2"


def recognise(text: str, article: ParsedArticle, gazetteer: Gazetteer, language: str | None) -> Recognised:
    """All that the article's searched blocks name, state and quote.

    `language` is a BCP 47 tag; unknown (None) is read as English unless its small words say German.
    """
    page = cut(text, article, lexicon(language or "en"))
    if language is None and _looks_german(page.words):
        page = cut(text, article, lexicon("de"))
    gazetteer.mark(page)
    page_runs = list(runs(page))
    find_organisations(page, page_runs)
    find_people(page, page_runs)
    find_employers(page, page_runs)
    find_events(page, page_runs)
    find_places(page, page_runs)
    find_teams(page)
    find_unknown_bodies(page, page_runs)
    find_same_bodies(page)
    page.drafts = [d for d in page.drafts if d.kind]
    groups = hold_together(page, gazetteer)
    page.drafts = [d for d in page.drafts if d.kind]
    mark_metonyms(page)
    for group in groups:
        group.drafts = [d for d in group.drafts if d.kind]
    roles = find_roles(page, VERSION)
    quotations = find_quotations(page, groups, VERSION, roles)
    mentions = [
        MentionSpan(
            page.starts[d.first],
            page.ends[d.last] - d.trim,
            page.name_of(d),
            d.entity,
            d.rule,
            VERSION,
            round(d.confidence, 2),
            d.metonym,
        )
        for d in page.drafts
    ]
    mentions.sort(key=lambda m: m.start)
    topics = gazetteer.subjects.assign(page, VERSION) if gazetteer.subjects is not None else ()
    return Recognised(entities_of(groups), tuple(mentions), tuple(roles), tuple(quotations), topics)


def _looks_german(words: list[str]) -> bool:
    sample = [w.lower() for w in words[:400]]
    german = sum(w in ("der", "die", "und", "das", "nicht", "ist", "mit", "von", "den") for w in sample)
    english = sum(w in ("the", "and", "of", "to", "is", "that", "with") for w in sample)
    return german > english and german > len(sample) / 30
