"""Where words end and the source of a picture begins."""

from __future__ import annotations

import pytest

from archive.parsing.credits import split_bracket, split_label


@pytest.mark.parametrize(
    "line",
    [
        "Das Selbstbild: eine Nation im Wandel",  # no label within a word
        "He named his source: the mayor said it himself, and more than once, on the steps of the town hall.",
        "The Islamic State (IS)",
        "The reform of 2019 (former chancellor)",
    ],
)
def test_what_only_looks_like_a_credit_is_none(line):
    assert split_label(line) is None
    assert split_bracket(line, any_source=False) is None
