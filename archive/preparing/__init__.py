"""From bytes to everything read and recognised: no database, in processes that can be stopped."""

from archive.preparing.processes import CannotStart, Preparer
from archive.preparing.reading import Prepared, prepare

__all__ = ["CannotStart", "Prepared", "Preparer", "prepare"]
