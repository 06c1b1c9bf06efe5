"""Proof of the archive: digests, text layers made again, spans cut again, labels, links."""

from archive.verifying.faults import Fault
from archive.verifying.running import Counts, verify

__all__ = ["Counts", "Fault", "verify"]
