"""Names that a spaCy pipeline finds: any that is installed, or lies in a folder, and has entities.

    ARCHIVE_RECOGNISERS=default,spacy:en_core_web_sm            fills where the rules found nothing
    ARCHIVE_RECOGNISERS=default,spacy:en_core_web_sm:replace    its word counts where both found something

spaCy is imported with the first page. Nothing here is run in a process that reads no page.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.documents import Block, ReadingWarning

from .added_names import MODES, UNSURE, NameSpan
from .plugging import NotUsable

#: spaCy's labels, of its own pipelines and of those trained on WikiNER or CoNLL. Peoples, buildings, works,
#: amounts and dates are none of the archive's kinds.
KINDS = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "EVENT": "event",
}
#: Characters that a pipeline gets at once: its memory grows with them.
_PIECE = 10_000
#: Characters of one document that it reads: with the small models some seconds. What is behind is left to the
#: rules, and the article says so.
_MOST = 200_000
_PIECES_AT_ONCE = 16


class SpacyNames:
    """Finds names with one pipeline, loaded once in each process."""

    def __init__(self, model: str = "", mode: str = "add") -> None:
        """`model` is an installed package or a folder. Raises NotUsable where there is none."""
        if not model:
            raise NotUsable("Say which pipeline: spacy:en_core_web_sm, or spacy:/folder/of/a/pipeline.")
        if mode not in MODES:
            raise NotUsable(f"“{mode}” is no mode. Write add or replace behind the pipeline's name.")
        if importlib.util.find_spec("spacy") is None:
            raise NotUsable("spaCy is not installed. Install it with: pip install '.[spacy]'")
        self.folder = _folder_of(model)
        meta = _meta_of(self.folder)
        name = re.sub(r"[^a-z0-9_.-]", "_", f"{meta.get('lang', '')}_{meta.get('name', '')}".lower())
        self.NAME = f"spacy-{name.strip('_') or 'pipeline'}"[:60]
        self.VERSION = re.sub(r"[^0-9A-Za-z._-]", "_", str(meta.get("version") or "0"))[:30]
        self.MODE = mode
        self._nlp: Any = None
        self._cut = 0

    def begin(self) -> None:
        """Load the pipeline, and let it read a sentence: much of its memory is taken then."""
        import spacy  # noqa: PLC0415 - heavy, and not everywhere

        self._nlp = spacy.load(self.folder)
        self._nlp("Ann Example spoke in Berlin.")

    def find(self, text: str, blocks: Sequence[Block], language: str) -> Iterable[NameSpan]:
        """The pipeline's entities in these blocks, as spans of the layer."""
        if self._nlp is None:
            self.begin()
        pieces = list(_pieces(text, blocks))
        read, room = [], _MOST
        for start, end in pieces:
            room -= end - start
            if room < 0:
                break
            read.append((start, end))
        self._cut = len(pieces) - len(read)
        # Words that the pipeline has not met are kept by it for ever, unless within such a zone (spaCy 3.8).
        zone = getattr(self._nlp, "memory_zone", contextlib.nullcontext)
        found = []
        with zone():
            documents = self._nlp.pipe((text[s:e] for s, e in read), batch_size=_PIECES_AT_ONCE)
            for (start, _end), document in zip(read, documents, strict=True):
                found += [
                    NameSpan(start + e.start_char, start + e.end_char, KINDS[e.label_], UNSURE)
                    for e in document.ents
                    if e.label_ in KINDS
                ]
        return found

    def remarks(self) -> tuple[ReadingWarning, ...]:
        """What is to be said of the text read last."""
        if not self._cut:
            return ()
        said = (
            f"{self.NAME} read only the first {_MOST:,} characters; names behind them are the rules' alone."
        )
        return (ReadingWarning("recogniser-cut", said),)


def _pieces(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The blocks, long ones cut behind a sentence, else at white space, else anywhere."""
    for block in blocks:
        start = block.start
        while block.end - start > _PIECE:
            at = max(text.rfind(end, start, start + _PIECE) for end in (". ", "! ", "? ", ".\n"))
            at = at + 1 if at > start else text.rfind(" ", start, start + _PIECE)
            at = at if at > start else start + _PIECE
            yield start, at
            start = at
        if text[start : block.end].strip():
            yield start, block.end


def _folder_of(model: str) -> Path:
    """Where a pipeline lies: a folder as named, or that of the package of this name."""
    if Path(model).is_dir():
        return Path(model).resolve()
    spec = None
    if re.fullmatch(r"\w+", model):
        spec = importlib.util.find_spec(model)
    if spec is None or spec.origin is None:
        raise NotUsable(
            f"There is no pipeline {model}, neither as an installed package nor as a folder."
            " docs/operator.md tells how one is installed without a connection."
        )
    package = Path(spec.origin).parent
    # A package holds its pipeline in a folder of its own name and version.
    return next((meta.parent for meta in sorted(package.glob("*/meta.json"))), package)


def _meta_of(folder: Path) -> dict[str, Any]:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotUsable(f"{folder} holds no pipeline: its meta.json cannot be read ({error}).") from error
    if not isinstance(meta, dict):
        raise NotUsable(f"{folder} holds no pipeline: its meta.json is not as spaCy writes it.")
    return meta
