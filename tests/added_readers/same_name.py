"""A reader that bears the name of one of the archive's own, and of `daily` where both are added."""

from tests.added_readers.daily import READS, VERSION, parse, recognises

NAME = "dw_classic"

__all__ = ["NAME", "READS", "VERSION", "parse", "recognises"]
