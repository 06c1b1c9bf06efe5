"""What a check found wrong, and in what words it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.models import Article, Capture, Sighting


@dataclass(frozen=True, slots=True)
class Flaw:
    """A rule broken by something that is still to be named."""

    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule of the archive that is broken, and where."""

    rule: str
    message: str
    #: Permanent id, SHA-256 and file name, as far as the fault has them.
    article: str = ""
    capture: str = ""
    file: str = ""
    #: The row, where it is none of these ("person 3f9a0c…").
    record: str = ""

    def __str__(self) -> str:
        places = (
            ("article", self.article),
            ("capture", self.capture),
            ("file", self.file),
            ("", self.record),
        )
        where = ", ".join(f"{what} {name}".strip() for what, name in places if name)
        return f"{where or 'database'}: {self.rule}: {self.message}"


def of_capture(flaws: Iterator[Flaw], capture: Capture) -> Iterator[Fault]:
    """The flaws as faults of this capture; its file name is looked up only when there are any."""
    for flaw in flaws:
        name = file_name(capture.pk)
        owner = capture.article.public_id if capture.article else ""
        yield Fault(flaw.rule, flaw.message, article=owner, capture=capture.digest, file=name)


def file_name(capture: int | None) -> str:
    """The file that a capture was first met in."""
    first = Sighting.objects.filter(capture=capture).order_by("-live", "pk").first() if capture else None
    return first.name if first else ""


def of_article(flaws: Iterator[Flaw], article: Article) -> Iterator[Fault]:
    """The flaws as faults of this article, with the capture that it shows."""
    for flaw in flaws:
        capture = article.current_capture
        yield Fault(
            flaw.rule,
            flaw.message,
            article=article.public_id,
            capture=capture.digest if capture else "",
            file=file_name(article.current_capture_id),
        )
