"""Clubs and national teams that go by the name of their place: "Dortmund beat Hamburg", "Belgium 3 – 0"."""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

from .lexicon import W
from .page import HYPHEN, JOIN, POSSESSIVE, Draft, Page

#: A text with this many different words of them is about sport.
_SPORTS_WORDS = frozenset(
    "goal goals scored scorer equalizer equaliser striker midfielder midfield defender goalkeeper halftime"
    " half-time kickoff bundesliga league match matches penalty header fixture referee squad matchday"
    " substitute substituted coach season points champions injury offside semifinal semifinals quarterfinal"
    " tor tore torwart stürmer spieltag halbzeit elfmeter treffer trainer saison mannschaft liga abwehr"
    " mittelfeld pokal punkte anpfiff".split()
)
_SPORTS_WORDS |= {word.capitalize() for word in _SPORTS_WORDS}  # German nouns
_ENOUGH_WORDS = 5
_MEN = frozenset(
    "coach striker midfielder defender goalkeeper keeper captain forward winger skipper manager fans players"
    " chairman boss"
    " stürmer trainer torwart verteidiger mittelfeldspieler kapitän manager präsident fans sportdirektor"
    " player squad side attack defense defence midfield bench goal".split()
)
_DEEDS = frozenset(
    "beat beats lost lose loses won win wins drew draws scored score defeated defeats face faces faced host"
    " hosts hosted played plays play equalized equalised led leads trail trailed dominated conceded qualified"
    " thrashed edged crashed climbed dropped sit substituted collected celebrated signed missed took gewann"
    " verlor gewinnt verliert spielte siegte führte kassierte feierte empfängt schlug trifft unterlag"
    " started start remain remained remains sack sacked edge edges had moved moves came sealed claimed"
    " secured recovered slipped stay stayed draw thrash held hold claim claims clinched clinch".split()
)
_AGAINST = frozenset(
    "beat beating defeated against over thrashed thrashing versus vs joined join edged awarded facing for"
    " putting coached coach coaches coaching managed gegen bei von".split()
)
#: "lost to Mainz", "a 2-0 win at Cologne", "drew 1-1 with Schalke"
_RESULTS = frozenset(
    "lost loss lose win won wins draw drew defeat defeats victory beaten fell trip visit stalemate".split()
)
_RESULT_AGAINST = frozenset("to at with over against".split())
_WHERE = frozenset("in from near to at around across outside aus nach im".split())
#: Clubs whose short names are everyday words, given names or other places.
_CLUBS = frozenset(
    "Bayern Chelsea Arsenal Everton Tottenham Barcelona Inter Roma Lazio Celtic Rangers".split()
)


def find_teams(page: Page) -> None:
    """Turns a place into a team wherever a text about sport lets it play."""
    if len(_SPORTS_WORDS.intersection(page.words)) < _ENOUGH_WORDS:
        return
    places = [d for d in page.drafts if d.kind == "place" and page.owner[d.first] is d]
    odd = W.FUNCTION | W.CALENDAR | W.COMMON | W.ROLE | W.PEOPLE | W.GIVEN
    people = {page.words[d.last] for d in page.drafts if d.kind == "person"}
    for i in page.capitals:
        # A town that nothing else gives away: "Bremen beat Hamburg".
        town = page.bits[i] & W.CITY and not page.bits[i] & odd
        if (town or page.words[i] in _CLUBS) and page.owner[i] is None:
            beside = i + 1 < len(page.words) and page.joins(i + 1) and page.bits[i + 1] & W.CAP
            if not beside and page.words[i] not in people:
                places.append(Draft("place", i, i, "", 0.0))
    sure: dict[str, int] = {}
    playing = []
    for draft in places:
        if _plays(page, draft):
            playing.append(draft)
            name = page.name_of(draft)
            sure[name] = sure.get(name, 0) + 1
    for draft in places:
        before = page.words[draft.first - 1] if draft.first else ""
        # A country is spoken of in other ways, too; a town with a club hardly.
        needed = 2 if page.bits[draft.first] & W.PLACE else 1
        if draft not in playing and sure.get(page.name_of(draft), 0) >= needed and before not in _WHERE:
            playing.append(draft)
    for draft in playing:
        page.add(Draft("organisation", draft.first, draft.last, "organisation-team-place", 0.7))


def _plays(page: Page, draft: Draft) -> bool:
    words, gaps, bits = page.words, page.gaps, page.bits
    low, high = page.ranges[page.block_of[draft.first]]
    nxt, before = draft.last + 1, draft.first - 1
    played = before >= low and gaps[draft.first] == JOIN and words[before] in _RESULT_AGAINST
    if played and not _RESULTS.isdisjoint(words[max(before - 4, low) : before]):
        return True
    if before >= low and gaps[draft.first] == JOIN and words[before] in _WHERE:
        return False
    if before >= low and gaps[draft.first] == HYPHEN:
        return False
    if nxt < high:
        if gaps[nxt] in (JOIN, POSSESSIVE) and (words[nxt] in _MEN or words[nxt] in _DEEDS):
            return True
        if gaps[nxt] == HYPHEN and words[nxt].lower() in _MEN:
            return True  # "Bayern-Coach Niko Kovac"
        if bits[nxt] & W.DIGIT and len(words[nxt]) == 1:
            return True  # "Sweden 1 – 0 Korea"
    if before >= low:
        if bits[before] & W.DIGIT and len(words[before]) == 1 and gaps[draft.first] == JOIN:
            return True
        if gaps[draft.first] == JOIN and words[before].lower() in _AGAINST:
            return words[before] != "for" or words[before - 1].lower() in (
                "goal",
                "scored",
                "plays",
                "played",
            )
    return False
