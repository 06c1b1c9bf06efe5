"""Two texts compared: what corresponds, what changed, what it may cost. No database, no page."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.comparing import Change, Likeness, Passage, compare, compare_words, folded
from archive.comparing.sequences import Effort, differing
from archive.comparing.words import key_of, tokens_of


def marked(old, new):
    """Both sides with what was lost in [ ] and what was gained in { }."""
    found = compare_words(old, new)
    return (
        "".join(f"[{p.text}]" if p.changed else p.text for p in found.old),
        "".join(f"{{{p.text}}}" if p.changed else p.text for p in found.new),
    )


def passages(texts, kind="paragraph"):
    return [Passage(kind, text) for text in texts]


def told(old, new):
    """The rows as (change, older text, newer text)."""
    rows = compare(passages(old), passages(new)).rows
    return [(r.change.value, r.old and r.old.text, r.new and r.new.text) for r in rows]


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin’s 1,250.5 men, at 10:30.", ["Putin’s", "1,250.5", "men", ",", "at", "10:30", "."]),
        ("US-Russian", ["US", "-", "Russian"]),
        # An accent set apart belongs to its letter.
        ("Cafe\u0301 au lait", ["Café", "au", "lait"]),
        # Scripts without spaces go by the character, marks with their letter.
        ("他说OK了。", ["他", "说", "OK", "了", "。"]),
        ("กินน้ำ", ["กิ", "น", "น้", "ำ"]),
        # A joiner shapes the word that it stands in (Persian).
        ("می\u200cخواهم بروم", ["می\u200cخواهم", "بروم"]),
        # Marks that nobody sees are nothing.
        ("co\u00adoperate \u202e\u2066 \ufeffnow", ["cooperate", "now"]),
        ("", []),
        ("\u00a0\n\t", []),
    ],
)
def test_texts_are_cut_into_words_or_characters(text, expected):
    tokens = tokens_of(text)
    assert [token.key for token in tokens] == expected
    assert all(key_of(text[token.start : token.end]) == token.key for token in tokens)


@pytest.mark.parametrize(
    ("old", "new", "old_marked", "new_marked"),
    [
        ("Talks end today.", "Talks begin today.", "Talks [end] today.", "Talks {begin} today."),
        ("Talks end.", "Talks end at last.", "Talks end.", "Talks end {at last}."),
        ("Talks, he said, end.", "Talks end.", "Talks[, he said,] end.", "Talks end."),
        # White space is no difference, of whatever kind and wherever.
        ("Talks  end\u00a0(now).\n", "Talks end ( now ).", "Talks  end\u00a0(now).\n", "Talks end ( now )."),
        ("你好 世界", "你好世界", "你好 世界", "你好世界"),
        # But two words are not one word.
        ("Nothing is every one here", "Nothing is everyone here", "Nothing is [every one] here",
         "Nothing is {everyone} here"),
        # Neither is the way an accent is composed, nor a direction mark.
        ("Café \u202astays", "Cafe\u0301 stays", "Café \u202astays", "Cafe\u0301 stays"),
        ("Cafe stays", "Café stays", "[Cafe] stays", "{Café} stays"),
        # Right to left: the words in the order of the text, whatever the order on the screen.
        ("استمرت المحادثات ثلاث ساعات", "استمرت المحادثات أربع ساعات", "استمرت المحادثات [ثلاث] ساعات",
         "استمرت المحادثات {أربع} ساعات"),
        ("会谈持续了三个小时", "会谈持续了四个小时", "会谈持续了[三]个小时", "会谈持续了{四}个小时"),
        # Marks alone keep no two changes apart.
        ("He met Volker, Kurt there in town", "He met Lavrov, Sergey there in town",
         "He met [Volker, Kurt] there in town", "He met {Lavrov, Sergey} there in town"),
        # What keeps hardly anything was replaced.
        ("All of it is other now", "Nothing here of that remains", "[All of it is other now]",
         "{Nothing here of that remains}"),
        ("", "New", "", "{New}"),
        ("Old", "", "[Old]", ""),
    ],
)  # fmt: skip
def test_words_that_differ_are_marked(old, new, old_marked, new_marked):
    assert marked(old, new) == (old_marked, new_marked)


#: Letters that meet often, marks, white space of several kinds, scripts without spaces, right to left.
ODD_TEXT = st.text(alphabet="ab c.,'’\u00a0\n\u0301\u00ad\u200c\u202e你好กิא1😀", max_size=60) | st.text(
    max_size=40
)


@given(ODD_TEXT, ODD_TEXT)
def test_pieces_joined_are_the_texts_and_what_is_kept_is_the_same(old, new):
    found = compare_words(old, new)
    assert "".join(p.text for p in found.old) == old
    assert "".join(p.text for p in found.new) == new
    kept_old, kept_new = (
        ["".join(p.text for p in side if not p.changed) for side in (found.old, found.new)]
    )  # fmt: skip
    assert "".join(key_of(kept_old).split()) == "".join(key_of(kept_new).split())
    lost, gained = [t.key for t in found.lost], [t.key for t in found.gained]
    assert lost == [t.key for p in found.old if p.changed for t in tokens_of(p.text)]
    assert gained == [t.key for p in found.new if p.changed for t in tokens_of(p.text)]


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
@pytest.mark.parametrize("cells", [0, 40, 10_000])
def test_regions_turn_one_sequence_into_the_other_with_any_effort(cells, a, b):
    regions, exact = differing(a, b, Effort(cells))
    made, at = [], 0
    for region in regions:
        assert region.a_start >= at
        made += a[at : region.a_start] + b[region.b_start : region.b_end]
        at = region.a_end
    assert made + a[at:] == b
    assert exact or cells < 10_000


# --------------------------------------------------------------------------- passages

ONE = "Ministers from six countries have failed to agree on the export of grain."
TWO = "The talks lasted for three hours, and both sides spoke of slow progress."
THREE = "Observers doubt that the next round will bring a breakthrough at last."
FOUR = "The harvest begins in six weeks along the whole of the river."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], []),
        ([ONE], [ONE], [("same", ONE, ONE)]),
        ([ONE], [], [("removed", ONE, None)]),
        ([ONE, THREE], [ONE, TWO, THREE],
         [("same", ONE, ONE), ("added", None, TWO), ("same", THREE, THREE)]),
        # A paragraph with other words stands beside its like, what came before it alone.
        ([TWO], [FOUR, TWO.replace("three", "four")],
         [("added", None, FOUR), ("changed", TWO, TWO.replace("three", "four"))]),
        # Nothing in common: the one went, the other came.
        ([TWO], [FOUR], [("removed", TWO, None), ("added", None, FOUR)]),
        # One that stands elsewhere has moved, and is neither removed nor added.
        ([ONE, TWO, THREE], [TWO, THREE, ONE],
         [("moved-away", ONE, None), ("same", TWO, TWO), ("same", THREE, THREE), ("moved-here", ONE, ONE)]),
        ([ONE, TWO, THREE], [TWO, THREE, ONE.replace("six", "seven")],
         [("moved-away", ONE, None), ("same", TWO, TWO), ("same", THREE, THREE),
          ("moved-here", ONE, ONE.replace("six", "seven"))]),
        # A few words that stand about everywhere have not moved.
        (["Read more", ONE, TWO], [ONE, TWO, "Read more"],
         [("removed", "Read more", None), ("same", ONE, ONE), ("same", TWO, TWO),
          ("added", None, "Read more")]),
        # White space within and around is no change.
        ([f" {ONE}\n"], [ONE.replace(" ", "\u00a0")], [("same", f" {ONE}\n", ONE.replace(" ", "\u00a0"))]),
        # Where a paragraph ends is none either: it is cut where the other side ends.
        ([f"{ONE} {TWO}", THREE], [ONE, TWO, THREE],
         [("same", f"{ONE} ", ONE), ("same", TWO, TWO), ("same", THREE, THREE)]),
        ([ONE, TWO], [f"{ONE} {TWO}", FOUR],
         [("same", ONE, f"{ONE} "), ("same", TWO, TWO), ("added", None, FOUR)]),
    ],
)  # fmt: skip
def test_paragraphs_that_correspond_stand_side_by_side(old, new, expected):
    assert told(old, new) == expected


def test_figures_say_what_is_marked():
    found = compare(
        passages([ONE, TWO, THREE, "会谈"]), passages([TWO.replace("three", "four long"), THREE, "会谈了"])
    )
    tally = found.tally
    assert (tally.changed, tally.added, tally.removed, tally.moved) == (2, 0, 1, 0)
    assert (tally.words_added, tally.words_removed) == (2, 1 + len(ONE.split()))
    assert (tally.characters_added, tally.characters_removed) == (1, 0)
    assert tally.counted


def test_same_words_of_another_kind_are_told_apart():
    found = compare([Passage("paragraph", "Muted hopes")], [Passage("subheading", "Muted hopes")])
    assert [(r.change, r.rekinded, r.unchanged) for r in found.rows] == [(Change.SAME, True, False)]
    assert found.tally.rekinded == 1
    assert not found.tally.changed


SHORT = st.lists(
    st.sampled_from([ONE, TWO, THREE, f"{ONE} {TWO}", TWO.replace("three", "x"), "a", "", " "]), max_size=8
)


@given(SHORT | st.lists(ODD_TEXT, max_size=4), SHORT | st.lists(ODD_TEXT, max_size=4))
def test_rows_hold_both_texts_whole_and_in_order(old, new):
    found = compare(passages(old), passages(new))
    sides = (
        [r for r in found.rows if r.old and r.change is not Change.MOVED_HERE],
        [r for r in found.rows if r.new],
    )
    assert "".join(r.old.text for r in sides[0]) == "".join(old)
    assert "".join(r.new.text for r in sides[1]) == "".join(new)
    for row in found.rows:
        assert not row.old_pieces or "".join(p.text for p in row.old_pieces) == row.old.text
        assert not row.new_pieces or "".join(p.text for p in row.new_pieces) == row.new.text
    changes = [row.change for row in found.rows]
    assert changes.count(Change.MOVED_AWAY) == changes.count(Change.MOVED_HERE) == found.tally.moved
    assert changes.count(Change.CHANGED) == found.tally.changed
    assert changes.count(Change.ADDED) == found.tally.added
    assert changes.count(Change.REMOVED) == found.tally.removed
    assert [row for s in folded(found.rows) for row in s.rows] == found.rows


@given(st.lists(ODD_TEXT, max_size=6))
def test_a_text_does_not_differ_from_itself(texts):
    assert not compare(passages(texts), passages(texts)).tally.any


def test_long_unchanged_runs_are_folded_but_for_what_stands_beside_a_change():
    texts = [f"{ONE} {n}" for n in range(9)]
    changed = [*texts[:4], texts[4].replace("grain", "corn"), *texts[5:]]
    stretches = folded(compare(passages(texts), passages(changed)).rows)
    assert [(s.folded, len(s.rows)) for s in stretches] == [(True, 3), (False, 3), (True, 3)]
    nothing = folded(compare(passages(texts), passages(texts)).rows)
    assert [(s.folded, len(s.rows)) for s in nothing] == [(True, 9)]


# --------------------------------------------------------------------------- bounds

_DICE = random.Random(7)


def words(number):
    return " ".join(f"{_DICE.choice('abcdefg')}{_DICE.randrange(10**6)}" for _ in range(number))


HOSTILE = {
    "one paragraph of 3 million characters": lambda: [words(390_000)],
    "100,000 lines": lambda: [words(3) for _ in range(100_000)],
    "6,000 paragraphs": lambda: [words(60) for _ in range(6_000)],
    "3 million characters without spaces": lambda: [
        "".join(chr(0x4E00 + _DICE.randrange(20_000)) for _ in range(3_000_000))
    ],
    "two words in any order": lambda: [" ".join(_DICE.choice("ab") for _ in range(70_000))],
    "two lines in any order": lambda: [_DICE.choice("ab") for _ in range(100_000)],
    "the same lines in any order": lambda: _DICE.sample(
        [f"{n} the same words once more in each" for n in range(20_000)], 20_000
    ),
    "a million marks on one letter": lambda: [_DICE.choice("ab") + "\u0301" * 1_500_000],
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_no_two_texts_take_long(made):
    old, new = passages(made()), passages(made())
    started = time.process_time()
    found = compare(old, new)
    # A second or two where nothing else runs; what must not be is minutes.
    assert time.process_time() - started < 10
    assert sum(r.new is not None for r in found.rows) >= len(new)


def test_what_is_too_much_to_compare_stands_whole_and_says_so():
    old, new = words(60_000), words(60_000)
    found = compare(passages([ONE, old, TWO]), passages([ONE, new, TWO]), Likeness(characters=1_000))
    assert [r.change.value for r in found.rows] == ["same", "removed", "added", "same"]
    assert not found.tally.counted
    one_each = compare_words("a " * 9_000 + "b " * 9_000, "b " * 9_000 + "a " * 9_000, Effort(1_000))
    assert not one_each.compared
    assert not one_each.same


def test_few_changes_in_a_long_text_are_found():
    old = [words(40) for _ in range(4_000)]
    new = [*old[:1_000], *old[1_001:2_000], f"{old[2_000]} more", *old[2_001:], "And the end."]
    tally = compare(passages(old), passages(new)).tally
    assert (tally.changed, tally.added, tally.removed, tally.words_added) == (1, 1, 1, 4)
