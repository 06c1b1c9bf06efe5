"""From bytes to everything read and recognised: no database, so that it can run in processes beside ours."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from archive.documents import KnownName, LayerText, ParsedArticle, RawCapture, Recognised
from archive.parsing import SeveralLayouts, parse
from archive.parsing.layers import NoExtractor, Unreadable, make_layer
from archive.recognition import Gazetteer, recognise


@dataclass(frozen=True, slots=True)
class Prepared:
    """One capture as read; where that failed, `reason` says why.

    It is then quarantined, or, where the bytes are no text at all, `unreadable` and not taken.
    """

    layer: LayerText | None = None
    article: ParsedArticle | None = None
    recognised: Recognised | None = None
    reason: str = ""
    unreadable: bool = False


def prepare(raw: RawCapture, gazetteer: Gazetteer) -> Prepared:
    """Read and recognise one capture. Never raises for what a capture holds."""
    try:
        layer = make_layer(raw)
    except (Unreadable, NoExtractor) as error:
        return Prepared(reason=str(error), unreadable=isinstance(error, Unreadable))
    try:
        article = parse(layer)
    except SeveralLayouts as error:
        return Prepared(layer=layer, reason=str(error))
    except Exception as error:  # a reader's bug costs one document, not the load
        return Prepared(layer=layer, reason=f"The reader stopped with {type(error).__name__}: {error}")
    layer = replace(layer, hints=())  # read; they need not travel between processes
    try:
        language = article.fields.get("language")
        recognised = recognise(layer.text, article, gazetteer, language.value if language else None)
    except Exception as error:  # likewise
        return Prepared(layer=layer, reason=f"Recognition stopped with {type(error).__name__}: {error}")
    return Prepared(layer=layer, article=article, recognised=recognised)


_gazetteer: Gazetteer | None = None


def _start_worker(names: Sequence[KnownName]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    global _gazetteer  # noqa: PLW0603  the automaton cannot be pickled: each process builds its own, once
    _gazetteer = Gazetteer.build(names)


def _prepare_in_worker(raw: RawCapture) -> Prepared:
    assert _gazetteer is not None  # noqa: S101
    return prepare(raw, _gazetteer)


class Preparer:
    """Prepares captures in the order they come, in this process or in several."""

    def __init__(self, names: Iterable[KnownName], workers: int = 1) -> None:
        known = tuple(names)
        self.pool: ProcessPoolExecutor | None = None
        self.gazetteer = Gazetteer.build(known)
        if workers > 1:
            self.pool = ProcessPoolExecutor(
                workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_start_worker,
                initargs=(known,),
            )

    def prepare_all(self, raws: Sequence[RawCapture]) -> Iterator[Prepared]:
        if self.pool is None:
            for raw in raws:
                yield prepare(raw, self.gazetteer)
        else:
            yield from self.pool.map(_prepare_in_worker, raws, chunksize=4)

    def close(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
