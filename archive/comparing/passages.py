"""Two texts paragraph by paragraph: which correspond, which came, went or moved, and what changed within."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from archive.comparing.dividing import Passage, divided_alike
from archive.comparing.pairing import Likeness, pairs_in
from archive.comparing.sequences import differing
from archive.comparing.words import Piece, Token, WordsCompared, compare_tokens, key_of, wholly

#: A passage of fewer words that stands elsewhere too ("Advertisement", "Read more") has not moved.
_ENOUGH_TO_MOVE = 4
#: Unchanged passages that are shown before and after a change.
_CONTEXT = 1
#: Fewer unchanged passages than this are not worth folding.
_WORTH_FOLDING = 2


class Change(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    #: Where a moved passage stood before, and where it stands now (its words may have changed too).
    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"


@dataclass(frozen=True, slots=True)
class Row:
    """Two passages that correspond, or one that has no other, in pieces."""

    change: Change
    old: Passage | None
    new: Passage | None
    old_pieces: tuple[Piece, ...] = ()
    new_pieces: tuple[Piece, ...] = ()
    #: False where it was too much to compare word by word.
    compared: bool = True
    #: For a moved passage, which of the moves it belongs to, from 1; else 0.
    move: int = 0

    @property
    def rekinded(self) -> bool:
        """Whether the words are of another kind now: a paragraph became a subheading."""
        return self.old is not None and self.new is not None and self.old.kind != self.new.kind

    @property
    def unchanged(self) -> bool:
        return self.change is Change.SAME and not self.rekinded

    @property
    def words_differ(self) -> bool:
        return any(piece.changed for piece in (*self.old_pieces, *self.new_pieces))


@dataclass(slots=True)
class Tally:
    """A comparison in numbers. Of passages each counts once; a moved one as moved, whatever else changed."""

    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    rekinded: int = 0
    words_added: int = 0
    words_removed: int = 0
    #: The same for scripts without spaces, which are counted by the character.
    characters_added: int = 0
    characters_removed: int = 0
    #: False where words could not be counted: the texts are too long and differ too much.
    counted: bool = True

    @property
    def any(self) -> bool:
        return bool(self.changed or self.added or self.removed or self.moved or self.rekinded)

    def count(self, compared: WordsCompared) -> None:
        """Add the words that one pair lost and gained."""
        for token in compared.gained:
            if token.is_character:
                self.characters_added += token.is_word
            else:
                self.words_added += token.is_word
        for token in compared.lost:
            if token.is_character:
                self.characters_removed += token.is_word
            else:
                self.words_removed += token.is_word


@dataclass(slots=True)
class Comparison:
    """Two texts as rows in the order of reading: the passages of each side, in order, are that text."""

    rows: list[Row] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)


class Stretch(NamedTuple):
    """Rows that are shown, or unchanged ones that are folded away."""

    folded: bool
    rows: list[Row]


def compare(old: Sequence[Passage], new: Sequence[Passage], likeness: Likeness | None = None) -> Comparison:
    """Compare two texts of any length: passages first, then the words of those that correspond."""
    likeness = likeness or Likeness()
    old, new = divided_alike(old, new, likeness)
    old_keys = [key_of(p.text) for p in old]
    new_keys = [key_of(p.text) for p in new]
    regions, _exact = differing(old_keys, new_keys, likeness.effort)
    lone_old: list[int] = []
    lone_new: list[int] = []
    partner: dict[int, int] = {}  # new → old, in order on both sides
    old_at = new_at = 0
    for region in regions:
        partner.update(
            zip(range(new_at, region.b_start), range(old_at, region.a_start), strict=True)
        )  # what lies before the region is equal
        old_at, new_at = region.a_end, region.b_end
        found = pairs_in(
            [p.text for p in old[region.a_start : old_at]],
            [p.text for p in new[region.b_start : new_at]],
            likeness,
        )
        partner.update((region.b_start + b, region.a_start + a) for a, b in found)
        taken_old, taken_new = {a for a, _b in found}, {b for _a, b in found}
        lone_old += [region.a_start + n for n in range(old_at - region.a_start) if n not in taken_old]
        lone_new += [region.b_start + n for n in range(new_at - region.b_start) if n not in taken_new]
    partner.update(zip(range(new_at, len(new)), range(old_at, len(old)), strict=True))
    keys = {at: old_keys[at] for at in lone_old}, {at: new_keys[at] for at in lone_new}
    moves = _moves(old, new, *keys, likeness)
    return _rows(old, new, partner, moves, likeness)


def _moves(
    old: Sequence[Passage],
    new: Sequence[Passage],
    lone_old: dict[int, str],
    lone_new: dict[int, str],
    likeness: Likeness,
) -> dict[int, int]:
    """Passages that stand elsewhere now, new → old: word for word the same, else very nearly.

    `lone_old`, `lone_new`: those without a partner, with what they are compared by.
    """
    come = set(lone_new.values())
    places: dict[str, list[int]] = defaultdict(list)
    for at, key in reversed(lone_old.items()):
        if key in come and likeness.has_words(old[at].text, _ENOUGH_TO_MOVE):
            places[key].append(at)
    moves = {at: places[key].pop() for at, key in lone_new.items() if places.get(key)}
    gone = set(moves.values())
    left_old, left_new = [a for a in lone_old if a not in gone], [b for b in lone_new if b not in moves]
    near = likeness.nearest(
        [old[at].text for at in left_old], [new[at].text for at in left_new], _ENOUGH_TO_MOVE
    )
    return moves | {left_new[b]: left_old[a] for a, b in near}


def _rows(
    old: Sequence[Passage],
    new: Sequence[Passage],
    partner: dict[int, int],
    moves: dict[int, int],
    likeness: Likeness,
) -> Comparison:
    """Both sides woven into one order; what went stands before what came in its place."""
    out = Comparison()
    numbers = {at: number for number, at in enumerate(sorted(moves), 1)}
    away = {old_at: numbers[new_at] for new_at, old_at in moves.items()}
    following = [len(old)] * (len(new) + 1)  # old passage of the next pair, at or after each new one
    for new_at in range(len(new) - 1, -1, -1):
        following[new_at] = partner.get(new_at, following[new_at + 1])
    old_at = 0
    for new_at in range(len(new) + 1):
        while old_at < following[new_at]:
            out.rows.append(_gone(old[old_at], away.get(old_at, 0), out.tally, likeness))
            old_at += 1
        if new_at == len(new):
            break
        if new_at in partner:
            out.rows.append(_pair(old[old_at], new[new_at], 0, out.tally, likeness))
            old_at += 1
        elif new_at in moves:
            row = _pair(old[moves[new_at]], new[new_at], numbers[new_at], out.tally, likeness)
            out.rows.append(row)
        else:
            out.rows.append(_come(new[new_at], out.tally, likeness))
    return out


def _gone(passage: Passage, move: int, tally: Tally, likeness: Likeness) -> Row:
    if move:
        pieces = (Piece(passage.text, False),)
        return Row(Change.MOVED_AWAY, passage, None, pieces, move=move)
    tally.removed += 1
    compared = _one_sided(passage.text, "", tally, likeness)
    return Row(Change.REMOVED, passage, None, compared.old)


def _come(passage: Passage, tally: Tally, likeness: Likeness) -> Row:
    tally.added += 1
    compared = _one_sided("", passage.text, tally, likeness)
    return Row(Change.ADDED, None, passage, (), compared.new)


def _one_sided(old: str, new: str, tally: Tally, likeness: Likeness) -> WordsCompared:
    tokens = likeness.tokens(old or new)
    if tokens is None:
        tally.counted = False
        whole = (Piece(old or new, True),)
        return WordsCompared(whole if old else (), whole if new else (), (), (), False)
    nothing: list[Token] = []
    compared = wholly(old, tokens if old else nothing, new, tokens if new else nothing)
    tally.count(compared)
    return compared


def _pair(old: Passage, new: Passage, move: int, tally: Tally, likeness: Likeness) -> Row:
    change = Change.MOVED_HERE if move else Change.SAME
    if key_of(old.text) == key_of(new.text):
        pieces = (Piece(old.text, False),), (Piece(new.text, False),)
        row = Row(change, old, new, *pieces, move=move)
    else:
        compared = compare_texts(old.text, new.text, likeness)
        tally.count(compared)
        tally.counted = tally.counted and (compared.compared or bool(compared.lost))
        if not move and not compared.same:
            change = Change.CHANGED
        row = Row(change, old, new, compared.old, compared.new, compared.compared, move)
    tally.moved += bool(move)
    tally.changed += row.change is Change.CHANGED
    tally.rekinded += row.change is Change.SAME and row.rekinded
    return row


def compare_texts(old: str, new: str, likeness: Likeness) -> WordsCompared:
    """Two texts word by word, as far as one comparison may go; whole where they are too long for it."""
    old_tokens, new_tokens = likeness.tokens(old), likeness.tokens(new)
    if old_tokens is None or new_tokens is None:
        pieces = [(Piece(text, True),) if text else () for text in (old, new)]
        return WordsCompared(pieces[0], pieces[1], (), (), False)
    return compare_tokens(old, old_tokens, new, new_tokens, likeness.effort)


def folded(rows: Iterable[Row], context: int = _CONTEXT) -> list[Stretch]:
    """The rows in stretches: changes with their surroundings, and long unchanged runs folded between them."""
    out: list[Stretch] = []
    runs = [(unchanged, list(run)) for unchanged, run in groupby(rows, lambda row: row.unchanged)]
    for index, (unchanged, run) in enumerate(runs):
        before = context if unchanged and index > 0 else 0
        after = context if unchanged and index < len(runs) - 1 else 0
        if not unchanged or len(run) - before - after < _WORTH_FOLDING:
            _show(out, run)
            continue
        _show(out, run[:before])
        out.append(Stretch(True, run[before : len(run) - after]))
        _show(out, run[len(run) - after :])
    return out


def _show(out: list[Stretch], rows: list[Row]) -> None:
    if not rows:
        return
    if out and not out[-1].folded:
        out[-1].rows.extend(rows)
    else:
        out.append(Stretch(False, list(rows)))
