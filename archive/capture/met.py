"""What the search for captures comes out with beside captures: refusals and revisits, and their words."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from datetime import datetime

from archive.capture.kinds import BLANK, media_type, no_document
from archive.documents import RawCapture

#: Larger than any page seen; what is larger is a mistake or an attack.
SIZE_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or record that is not taken, and why.

    `outcome` is "rejected" (no document) or "failed" (the system did not give it; another try may).
    """

    path: str
    path_bytes: bytes
    outcome: str
    message: str
    digest: str | None = None
    record_offset: int | None = None
    url: str | None = None
    captured_at: datetime | None = None
    #: Where a redirect leads, as an absolute address.
    goal: str | None = None


@dataclass(frozen=True, slots=True)
class Revisit:
    """A record that says: here, at this time, stood the same bytes as in an earlier record."""

    path: str
    path_bytes: bytes
    record_offset: int
    #: SHA-256 of the bytes of the record it repeats; "" where this run has not met that record.
    digest: str
    url: str | None = None
    captured_at: datetime | None = None
    #: What it says of the record that it repeats: the digest of its payload, its address and time.
    stated_digest: str | None = None
    refers_to: str | None = None
    refers_at: datetime | None = None


Met = RawCapture | Refusal | Revisit


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was met, and what its container or sidecar says of it."""

    path: bytes
    offset: int | None = None
    url: str | None = None
    captured_at: datetime | None = None

    def __str__(self) -> str:
        return shown(self.path) if self.offset is None else f"{shown(self.path)}#{self.offset}"

    def rejected(self, reason: str) -> Refusal:
        """No document stands here; `reason` follows the place's name and tells the cure."""
        return self._refused("rejected", reason)

    def failed(self, error: OSError, *, what: str = "file") -> Refusal:
        """The system did not give it."""
        if isinstance(error, FileNotFoundError):
            reason = "does not exist; check the name and load again"
        elif isinstance(error, PermissionError):
            reason = f"may not be read: the {what} is closed to this user; open it (chmod) and load again"
        elif error.errno == errno.ENAMETOOLONG:
            reason = (
                "cannot be reached: its path is longer than the system takes; load a folder further down by"
                " itself, from within (cd), or shorten the names"
            )
        else:
            reason = f"could not be read: {error.strerror or error}; load again when that is mended"
        return self._refused("failed", reason)

    def changed(self) -> Refusal:
        """It was written to while it was read, so that what was read may be neither the old nor the new."""
        return self._refused("failed", "changed while it was read; load it again when nothing writes to it")

    def too_large(self, size: int, limit: int) -> Refusal:
        return self.rejected(
            f"is larger than a document may be (at least {size:,} of {limit:,} bytes); split it into its"
            " pages"
        )

    def _refused(self, outcome: str, reason: str) -> Refusal:
        return Refusal(
            path=shown(self.path),
            path_bytes=self.path,
            outcome=outcome,
            message=_plain(f"{self} {reason}."),
            record_offset=self.offset,
            url=self.url,
            captured_at=self.captured_at,
        )

    def judged(self, content: bytes, size_limit: int, kind: str | None = None) -> RawCapture | Refusal:
        """A capture of these bytes, unless they are known to be no document. `kind`: a stated media type."""
        if not content:
            return self.rejected("is empty")
        if len(content) > size_limit:
            return self.too_large(len(content), size_limit)
        if BLANK.fullmatch(content):
            return self.rejected("holds only white space")
        known = no_document(content)
        if known:
            what, cure = known
            return self.rejected(f"is {what}, told by its first bytes whatever its name; {cure}")
        return RawCapture(
            path=shown(self.path),
            path_bytes=self.path,
            content=content,
            media_type=kind or media_type(content),
            url=self.url,
            captured_at=self.captured_at,
            record_offset=self.offset,
        )


def shown(path: bytes) -> str:
    """A path for people and reports: bytes that are not UTF-8 written as escapes.

    >>> shown(b"caf\\xe9.txt")
    'caf\\\\xe9.txt'
    """
    return path.decode("utf-8", "backslashreplace")


def _plain(message: str) -> str:
    """At most 1,000 characters, none of them a control character (file names may hold any)."""
    clean = "".join(c if c.isprintable() else "\ufffd" for c in message)
    return clean if len(clean) <= 1000 else f"{clean[:400]} … {clean[-590:]}"
