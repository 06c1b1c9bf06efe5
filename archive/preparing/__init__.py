"""From bytes to everything read and recognised: no database, in processes that can be stopped."""

from archive.preparing.processes import Preparer
from archive.preparing.reading import Prepared, prepare

__all__ = ["Prepared", "Preparer", "prepare"]
