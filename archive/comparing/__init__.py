"""Two texts side by side: which paragraphs correspond, and which of their words differ.

Works on values alone: passages of text in, rows of pieces out. White space, invisible marks and the way an
accent is composed are no difference; everything else is. Time and memory are bounded for any two texts: what
is too much to compare stands whole, once as removed and once as added, and says so.
"""

from archive.comparing.dividing import Passage
from archive.comparing.pairing import Likeness
from archive.comparing.passages import Change, Comparison, Row, Stretch, Tally, compare, compare_texts, folded
from archive.comparing.words import Piece, WordsCompared, compare_words

__all__ = [
    "Change",
    "Comparison",
    "Likeness",
    "Passage",
    "Piece",
    "Row",
    "Stretch",
    "Tally",
    "WordsCompared",
    "compare",
    "compare_texts",
    "compare_words",
    "folded",
]
