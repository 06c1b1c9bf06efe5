"""Learning about subjects from what editors assigned, in the archive or outside it."""

from archive.learning.examples import Outside, examples_of_archive
from archive.learning.files import Fault, read_file
from archive.learning.running import FEWEST_ARTICLES, Lesson, learn_topics, undo_learning

__all__ = [
    "FEWEST_ARTICLES",
    "Fault",
    "Lesson",
    "Outside",
    "examples_of_archive",
    "learn_topics",
    "read_file",
    "undo_learning",
]
