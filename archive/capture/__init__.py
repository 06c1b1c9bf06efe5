"""From paths to captures: bytes, digest and media type of every document met; interprets nothing.

Folders, single files, standard input, and what is packed in containers: gzip, zip, JSON lines, WARC, WACZ.
`find_captures` never raises for a bad file: what is not taken comes out as a `Refusal` with the reason, so
that a load can account for everything it met.
"""

from archive.capture.finding import STANDARD_INPUT, find_captures
from archive.capture.kinds import is_companion, media_type
from archive.capture.met import SIZE_LIMIT, Refusal, Revisit, shown

__all__ = [
    "SIZE_LIMIT",
    "STANDARD_INPUT",
    "Refusal",
    "Revisit",
    "find_captures",
    "is_companion",
    "media_type",
    "shown",
]
