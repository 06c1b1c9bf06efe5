"""What the tests of reading again stand on: changed readers, a preparer in this process, all rows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from django.apps import apps

from archive import parsing
from archive.documents import FieldValue, LayerText, ParsedArticle, RawCapture
from archive.loading import rereading
from archive.loading.outcomes import RereadTally
from archive.loading.targets import Asked
from archive.models import ArticleRereading, Batch, Rereading
from archive.parsing import dw_classic
from archive.preparing import Prepared, prepare
from archive.recognition import Gazetteer

#: What a run of its own writes, and nothing else may.
OWN = (Batch, Rereading, ArticleRereading)


class Changed:
    """A reader with another version, whose result `change` makes of what the reader of a design reads."""

    def __init__(
        self,
        change: Callable[[LayerText, ParsedArticle], ParsedArticle],
        *,
        version: str = "2",
        base: Any = dw_classic,
        name: str = "",
        recognises: Callable[[LayerText], bool] | None = None,
    ) -> None:
        self.NAME, self.VERSION = name or base.NAME, version
        self._change, self._base = change, base
        self.recognises = recognises or base.recognises

    def parse(self, layer: LayerText) -> ParsedArticle:
        read = self._base.parse(layer)
        return replace(self._change(layer, read), reader=self.NAME, version=self.VERSION)


def as_it_was(layer: LayerText, read: ParsedArticle) -> ParsedArticle:
    """Another version that reads the same."""
    return read


def first_words(field: str, count: int) -> Callable[[LayerText, ParsedArticle], ParsedArticle]:
    """A reader that takes only the first words of a field."""

    def change(layer: LayerText, read: ParsedArticle) -> ParsedArticle:
        if field not in read.fields:
            return read
        value = read.fields[field]
        words = " ".join(value.value.split()[:count])
        short = replace(value, value=words, end=value.start + len(words), rule=f"cut.{field}/2")
        return replace(read, fields={**read.fields, field: short})

    return change


def without(field: str) -> Callable[[LayerText, ParsedArticle], ParsedArticle]:
    """A reader that does not find a field any more."""
    return lambda layer, read: replace(read, fields={k: v for k, v in read.fields.items() if k != field})


def with_value(field: str, value: str) -> Callable[[LayerText, ParsedArticle], ParsedArticle]:
    """A reader that derives a field."""
    return lambda layer, read: replace(read, fields={**read.fields, field: FieldValue(value, "derived/2")})


def breaks(layer: LayerText, read: ParsedArticle) -> ParsedArticle:
    """A reader with a bug."""
    raise RuntimeError("no such line")


def use(monkeypatch: Any, *readers: Any) -> None:
    """Let these be the readers of today; the general one stays behind them."""
    monkeypatch.setattr(parsing, "READERS", readers)


class Here:
    """Reads in this process, where a test may have changed the readers."""

    def __init__(self, names: Any, workers: int = 1, *, read: Any = prepare) -> None:
        self._gazetteer, self._read = Gazetteer.build(names), read

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
