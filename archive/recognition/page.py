"""One page cut into words: what every recogniser reads, and where each leaves the names it has found."""

# ruff: noqa: PLR0911 - evidence stands beside its reason

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from operator import add
from sys import intern

from archive.documents import SEARCHED_KINDS, Block, BlockKind, ParsedArticle

from .lexicon import Lexicon, W

#: "U.S.", "J.K."; an initial before another word; a word with inner apostrophes; then, apart, a possessive.
_PATTERN = (
    r"({more}[^\W_{but}]{{2,}}(?:['’ʼ](?![sS]\b)[^\W_{but}]+){{0,3}}"
    r"|[^\W_{but}](?:(?<!\d)\.(?:[^\W\d_]\.){{1,7}}|(?<!\d)\.(?=[ \u00a0]?[^\W\d_])"
    r"|(?:['’ʼ](?![sS]\b)[^\W_{but}]+){{0,3}}))((?:['’ʼ][sS]\b)?)"
)
_WORD = re.compile(_PATTERN.format(more="", but=""))
#: Scripts that put no space between words: each character is a word, and a known name some of them in a row.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_WORD_UNSPACED = re.compile(_PATTERN.format(more=f"[{_UNSPACED}]|", but=_UNSPACED))

#: What stands between two words.
JOIN, HYPHEN, DOT, COMMA, POSSESSIVE, BREAK, SENTENCE, AMPERSAND, BRACKET, QUOTE = range(10)

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sec sen rep gov gen col lt sgt capt maj st jr sr rev hon pres messrs mme mlle adm cmdr"
    " sr sra sig no vs inc corp co ltd hr fr".split()
)
_QUOTES = re.compile(r"[\"“”„‟«»‹›‘‚]|(?:^|\s)['’]|['’](?:\s|$)")


class _Gaps(dict[str, int]):
    """Kind of a gap by its text, worked out once per spelling."""

    def __missing__(self, gap: str) -> int:
        if len(gap) >= 60:
            return SENTENCE
        if len(self) > 20_000:
            self.clear()
        kind = self[gap] = self._kind(gap)
        return kind

    @staticmethod
    def _kind(gap: str) -> int:
        bare = gap.strip()
        if not bare:
            return JOIN
        if bare in ("'s", "’s", "'", "’", "'S", "ʼs"):
            return POSSESSIVE
        if gap in ("-", "‐", "‑"):
            return HYPHEN
        if bare == ".":
            return DOT
        if bare in (",", "),"):
            return COMMA  # "the Council (RIAC), said"
        if bare == "&":
            return AMPERSAND
        if "(" in bare and not re.search(r"[.!?]", bare):
            return BRACKET
        if re.search(r"[.!?…:•\n]|^[-–—*]$", bare):
            return SENTENCE
        if _QUOTES.search(gap):
            # `…,” Putin said`: after a closing mark a capital is a name's, not a sentence's.
            return BREAK if gap[-1].isspace() else QUOTE
        return BREAK


@dataclass(slots=True, eq=False)
class Draft:
    """A name found, in words of the page: `first` to `last`, both included."""

    kind: str
    first: int
    last: int
    rule: str
    confidence: float
    #: Authority keys whose names are spelt so, in the gazetteer.
    keys: tuple[str, ...] = ()
    #: A short form ("Putin"): stands on its own only with a full one, or an authority.
    short: bool = False
    #: The title before it ("President"), which helps to choose between namesakes.
    title: str = ""
    entity: int = -1
    metonym: bool = False
    #: Letters of the last word that are no part of the name: the "s" of "Putins".
    trim: int = 0
    #: Code of the country whose body this is ("Moscow's foreign ministry").
    country: str = ""


@dataclass(slots=True)
class Page:
    """The searched blocks of a text layer as parallel lists, one entry a word."""

    text: str
    lexicon: Lexicon
    blocks: list[Block] = field(default_factory=list)
    #: Arrays: as lists they took half of all the memory that a page of a million words needs.
    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    words: list[str] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    #: Kind of the gap before each word; SENTENCE at the start of a block.
    gaps: bytearray = field(default_factory=bytearray)
    #: For every block the numbers of its first word and of the one after its last.
    ranges: list[tuple[int, int]] = field(default_factory=list)
    block_of: array[int] = field(default_factory=lambda: array("i"))
    #: For each word the draft that owns it, or None.
    owner: list[Draft | None] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    #: Numbers of the words with a capital, in order.
    capitals: list[int] = field(default_factory=list)
    #: For each block whether it is printed in title case.
    titled: list[bool] = field(default_factory=list)
    #: Numbers of the words before which a sentence ends; made when first asked for.
    _after_stops: array[int] | None = None

    def surface(self, first: int, last: int) -> str:
        return self.text[self.starts[first] : self.ends[last]]

    def name_of(self, draft: Draft) -> str:
        """The draft's own words, a German genitive's "s" left out."""
        return self.text[self.starts[draft.first] : self.ends[draft.last] - draft.trim]

    def joins(self, i: int) -> bool:
        """Whether word `i` may belong to the same name as the word before it."""
        gap = self.gaps[i]
        return gap in (JOIN, HYPHEN) or (gap == DOT and self.words[i - 1].lower() in _ABBREVIATIONS)

    def opens_sentence(self, i: int) -> bool:
        """Whether a capital at word `i` may only be the sentence's."""
        gap = self.gaps[i]
        return gap in (SENTENCE, QUOTE) or (gap == DOT and self.words[i - 1].lower() not in _ABBREVIATIONS)

    def add(self, draft: Draft) -> Draft:
        """Takes a draft in; the words it covers are its own, whoever had them before."""
        owner = self.owner
        for i in range(draft.first, draft.last + 1):
            earlier = owner[i]
            if earlier is not None and earlier is not draft:
                self.remove(earlier)
            owner[i] = draft
        self.drafts.append(draft)
        return draft

    def nest(self, draft: Draft) -> Draft:
        """Takes a draft in without its words: "Iran" stays a name in "the Iran nuclear deal"."""
        self.drafts.append(draft)
        return draft

    def remove(self, draft: Draft) -> None:
        """Forgets a draft; its words are free again."""
        for i in range(draft.first, draft.last + 1):
            if self.owner[i] is draft:
                self.owner[i] = None
        draft.kind = ""

    def free(self, first: int, last: int) -> bool:
        return all(self.owner[i] is None for i in range(first, last + 1))

    def sentence_start(self, i: int) -> int:
        """Number of the first word of the sentence that word `i` stands in (within its block)."""
        low = max(self.ranges[self.block_of[i]][0], i - _LONGEST_SENTENCE)
        stops = self._after_stops
        if stops is None:
            stops = self._after_stops = array("i", filter(self._ends_before, range(len(self.gaps))))
        at = bisect_right(stops, i) - 1
        return max(low, stops[at]) if at >= 0 else low

    def _ends_before(self, k: int) -> bool:
        gap = self.gaps[k]
        if gap == DOT:
            return self.words[k - 1].lower() not in _ABBREVIATIONS
        return gap == SENTENCE


def _pieces(text: str) -> list[str]:
    """A text as what stands before a word, the word, its possessive, and so on; last what stands behind."""
    # One split in C: a match object for each word took a third of all the time that cutting takes.
    spaced = text.isascii() or not _HAS_UNSPACED.search(text)
    return (_WORD if spaced else _WORD_UNSPACED).split(text)


def _one_by_one(page: Page, block: Block, kind_of: Callable[[str], int]) -> None:
    """Cut a very long block: slower, in a tenth of the memory that all its pieces at once would take."""
    text = page.text
    spaced = text.isascii() or not _HAS_UNSPACED.search(text, block.start, block.end)
    end = block.start
    # Cut out, so that the pattern sees no further than the block.
    for found in (_WORD if spaced else _WORD_UNSPACED).finditer(text[block.start : block.end]):
        start = block.start + found.start()
        page.gaps.append(kind_of(text[end:start]) if end > block.start else SENTENCE)
        page.starts.append(start)
        page.ends.append(block.start + found.end(1))
        page.words.append(intern(found[1]))
        end = block.start + found.end(1)


def words_in(name: str) -> list[str]:
    """The words of a name, cut as those of a page are."""
    return _pieces(name)[1::3]


def cut(text: str, article: ParsedArticle, lexicon: Lexicon) -> Page:
    """The page's searched blocks cut into words."""
    page = Page(text, lexicon)
    starts, ends, words, gaps = page.starts, page.ends, page.words, page.gaps
    kind_of = _GAPS.__getitem__
    for block in article.blocks:
        if block.kind not in SEARCHED_KINDS:
            continue
        first = len(starts)
        if block.end - block.start > _LONG_BLOCK:
            _one_by_one(page, block, kind_of)
            if len(starts) == first:
                continue
        else:
            pieces = _pieces(text[block.start : block.end])
            if len(pieces) == 1:
                continue
            places = list(accumulate(map(len, pieces), initial=block.start))
            starts.extend(places[1:-1:3])
            ends.extend(places[2::3])
            words += pieces[1::3]
            gaps.append(SENTENCE)
            gaps.extend(map(kind_of, map(add, pieces[2::3], pieces[3:-1:3])))
        page.block_of.extend(repeat(len(page.blocks), len(starts) - first))
        page.blocks.append(block)
        page.ranges.append((first, len(starts)))
    page.bits = list(map(lexicon.known.__getitem__, words))
    page.capitals = [i for i, kinds in enumerate(page.bits) if kinds & _CAP]
    page.owner = [None] * len(words)
    page.titled = [_in_title_case(page, number) for number in range(len(page.blocks))]
    return page


_CAP = int(W.CAP)
_GAPS = _Gaps()
#: Characters; the pieces of an ordinary block are cut all at once, which is faster.
_LONG_BLOCK = 100_000
_LONGEST_RUN = 14
#: A list without a full stop may be endless; nothing is looked for further back than this many words.
_LONGEST_SENTENCE = 200
_CAPITALISED_ALWAYS = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADING})
_NEVER_FIRST = frozenset("der den dem und y la le an as ap".split())
_AFTER_HYPHEN_NOT = frozenset(
    "led born era wide run like style based held free turned in-law backed made owned type long time old"
    " level".split()
)


def runs(page: Page) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words, particles between them included: (first, last), last included."""
    bits, words, gaps = page.bits, page.words, page.gaps
    cap, particle = int(W.CAP), int(W.PARTICLE)
    count = len(words)
    last = -1
    for i in page.capitals:
        if i <= last:
            continue
        last = i
        while last + 1 < count and last - i < _LONGEST_RUN and page.joins(last + 1):
            k = last + 1
            if bits[k] & cap:
                last = k
                continue
            # "von der Leyen", "al-Assad": particles, then a capital.
            steps = 0
            while k < count and steps < 3 and bits[k] & particle and page.joins(k):
                if steps == 0 and words[k] in _NEVER_FIRST:
                    break  # "von der Leyen", but not "Konsumenten und der Handel"
                k += 1
                steps += 1
            if steps and k < count and bits[k] & cap and page.joins(k):
                last = k
                continue
            # "Ban Ki-moon", "Kim Jong-un": the second half of a Korean or Chinese given name.
            k = last + 1
            if (
                gaps[k] == HYPHEN
                and last > i
                and len(words[k]) <= 5
                and words[k] not in _AFTER_HYPHEN_NOT
                and words[k].isalpha()
                and gaps[last] == JOIN
                and not bits[last] & (W.ROLE | W.PEOPLE | W.PLACE)
            ):
                last = k
                continue
            break
        yield i, last


def _in_title_case(page: Page, block: int) -> bool:
    """Whether a block is printed in title case ("Putin and Trump: From the Frying Pan to the Fire").

    Then a capital proves as little as at the start of a sentence.
    """
    if page.lexicon.nouns_capital or page.text[page.blocks[block].end - 1] in ".,;":
        return False  # a list of names in a sentence is no headline
    if page.blocks[block].end - page.blocks[block].start > 240:
        return False
    first, end = page.ranges[block]
    long_words = [i for i in range(first, end) if len(page.words[i]) > 3 and not page.bits[i] & W.FUNCTION]
    if len(long_words) < 4:
        return False
    capitals = sum(1 for i in long_words if page.bits[i] & W.CAP)
    return capitals >= 0.8 * len(long_words)
