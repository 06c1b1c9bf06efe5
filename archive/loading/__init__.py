"""The only writer of what was read: captures become articles, each document whole or not at all."""

from archive.loading.going_back import undo_rereading
from archive.loading.rereading import reread
from archive.loading.running import Outcome, Tally, load
from archive.loading.undoing import undo_load

__all__ = ["Outcome", "Tally", "load", "reread", "undo_load", "undo_rereading"]
