"""Another module whose reader is called `daily`."""

from tests.added_readers.daily import NAME, READS, VERSION, parse, recognises

__all__ = ["NAME", "READS", "VERSION", "parse", "recognises"]
