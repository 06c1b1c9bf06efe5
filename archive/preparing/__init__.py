"""From bytes to everything read and recognised: no database, in processes that can be stopped."""

from archive.preparing.again import ReadBy, StoredCapture, prepare_again, recognise_again
from archive.preparing.processes import CannotStart, Preparer
from archive.preparing.reading import Prepared, prepare

__all__ = [
    "CannotStart",
    "Prepared",
    "Preparer",
    "ReadBy",
    "StoredCapture",
    "prepare",
    "prepare_again",
    "recognise_again",
]
