"""A stored capture prepared once more, but only where today's program would read it by other versions."""

from __future__ import annotations

from dataclasses import dataclass

from archive import recognition
from archive.documents import LayerText, ParsedArticle, RawCapture
from archive.parsing import choose_reader
from archive.parsing.layers import make_layer
from archive.preparing.reading import Prepared, prepare
from archive.recognition import Gazetteer


@dataclass(frozen=True, slots=True)
class ReadBy:
    """By what a capture was read: names and versions, as they are stored with what was read."""

    extractor: str
    extractor_version: str
    reader: str
    reader_version: str
    #: Versions of the rules that recognised names, roles and quotations in it; None where nobody asks.
    recognition: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class StoredCapture(RawCapture):
    """A capture from the archive. Without `read_by` it is read whatever read it before."""

    read_by: ReadBy | None = None


def prepare_again(raw: RawCapture, gazetteer: Gazetteer) -> Prepared:
    """Read and recognise one capture, unless the same versions did so before. Never raises, as `prepare`.

    Which reader fits is asked of the page itself: a new design takes pages that another reader has read.
    """
    if isinstance(raw, StoredCapture) and raw.read_by is not None and _as_before(raw, raw.read_by):
        return Prepared(as_before=True)
    return prepare(raw, gazetteer)


def recognise_again(layer: LayerText, article: ParsedArticle, gazetteer: Gazetteer) -> Prepared:
    """What is recognised today in what a reader read before. Raises what recognition raises."""
    language = article.fields.get("language")
    recognised = recognition.recognise(layer.text, article, gazetteer, language.value if language else None)
    return Prepared(layer=layer, article=article, recognised=recognised)


def _recognised_as_now(stored: frozenset[str]) -> bool:
    """Whether the same rules, in the same order, beside the same recognisers found what is stored.

    Where only added recognisers found something, nothing tells which rules ran beside them: read it again.
    """
    now = recognition.version()
    return now in stored and stored <= {now, *recognition.versions().values()}


def _as_before(raw: RawCapture, by: ReadBy) -> bool:
    if by.recognition is not None and not _recognised_as_now(by.recognition):
        return False
    try:
        layer = make_layer(raw)
        if (layer.extractor, layer.version) != (by.extractor, by.extractor_version):
            return False
        reader = choose_reader(layer)
    except Exception:  # `prepare` meets it again, and says what is wrong
        return False
    return (by.reader, by.reader_version) == (reader.NAME, reader.VERSION)
