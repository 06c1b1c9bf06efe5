"""What the tests of reading again stand on: changed readers, a preparer in this process, all rows."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from django.apps import apps

from archive.documents import RawCapture
from archive.loading import rereading
from archive.loading.outcomes import RereadTally
from archive.loading.targets import Asked
from archive.models import ArticleRereading, Batch, Rereading
from archive.preparing import Prepared, prepare
from archive.recognition import Gazetteer, SubjectIndex

#: What a run of its own writes, and nothing else may.
OWN = (Batch, Rereading, ArticleRereading)


class Here:
    """Reads in this process, where a test may have changed the readers."""

    def __init__(
        self, names: Any, workers: int = 1, *, subjects: Any = (), learned: Any = None, read: Any = prepare
    ) -> None:
        self._gazetteer = Gazetteer.build(names, SubjectIndex.build(subjects, learned))
        self._read = read

    def begin(self, raws: list[RawCapture]) -> Future[list[Prepared]]:
        done: Future[list[Prepared]] = Future()
        done.set_result([self._read(raw, self._gazetteer) for raw in raws])
        return done

    def prepare(self, raw: RawCapture) -> Prepared:
        return self._read(raw, self._gazetteer)

    def close(self) -> None: ...


def read_again(**asked: Any) -> tuple[RereadTally, list[dict[str, Any]]]:
    """Run it, and return its tally and report."""
    lines: list[dict[str, Any]] = []
    options = {name: asked.pop(name) for name in ("dry_run", "workers", "reason") if name in asked}
    return rereading.reread(Asked(**asked), report=lines.append, **options), lines


def whole_archive() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for those in which a run tells of itself."""
    models = [m for m in apps.get_app_config("archive").get_models() if m not in OWN]
    return {m.__name__: list(m._default_manager.order_by("pk").values()) for m in models}


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The tables whose rows are not what they were."""
    return [name for name in before if before[name] != after[name]]


def html_body(texts: tuple[str, ...]) -> str:
    """Paragraphs of a page."""
    return "".join(f"<p>{text}</p>" for text in texts)
