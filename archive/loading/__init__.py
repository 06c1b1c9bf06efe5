"""The only writer of what was read: captures become articles, each document whole or not at all."""

from archive.loading.running import Outcome, Tally, load
from archive.loading.undoing import undo_load

__all__ = ["Outcome", "Tally", "load", "undo_load"]
