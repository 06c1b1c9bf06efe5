"""The steps that find names, one after the other: those of the archive, in an order that can be chosen.

Each step leaves drafts on the page, and those after it see what is claimed already. What comes behind them
(one person's forms held together, roles, quotations, subjects) follows in every order.
"""

from __future__ import annotations

from collections.abc import Callable

from .gazetteer import Gazetteer
from .organisation_evidence import find_same_bodies, find_unknown_bodies
from .organisation_signs import find_employers
from .organisations import find_organisations
from .page import Page
from .people import find_people
from .places import find_events, find_places
from .teams import find_teams

#: The page, its runs of capitalised words, and the names known beforehand.
Step = Callable[[Page, list[tuple[int, int]], Gazetteer], None]

#: By name, in the order they take where no other is asked for: each relies most on those before it.
OWN_STEPS: dict[str, Step] = {
    "known-names": lambda page, _runs, names: names.mark(page),
    "organisations": lambda page, runs, _names: find_organisations(page, runs),
    "people": lambda page, runs, _names: find_people(page, runs),
    "employers": lambda page, runs, _names: find_employers(page, runs),
    "events": lambda page, runs, _names: find_events(page, runs),
    "places": lambda page, runs, _names: find_places(page, runs),
    "teams": lambda page, _runs, _names: find_teams(page),
    "unknown-bodies": lambda page, runs, _names: find_unknown_bodies(page, runs),
    "same-bodies": lambda page, _runs, _names: find_same_bodies(page),
}
#: What stands for all of them, in that order.
ALL_OWN = "default"
