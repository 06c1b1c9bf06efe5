"""One capture read and recognised; what fails is told as a reason, never raised."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.documents import LayerText, ParsedArticle, RawCapture, Recognised
from archive.parsing import BadReaders, BadReading, SeveralLayouts, parse
from archive.parsing.layers import HTML_TYPES, NoExtractor, Unreadable, make_layer
from archive.recognition import BadRecognisers, Gazetteer, recognise

#: Characters of text, as many as the longest novels have: more is a dump of many pages, or an attack.
LONGEST_TEXT = 3_000_000
#: Lines, likewise.
MOST_LINES = 100_000
#: So many bytes hold more characters than that in every encoding.
MOST_BYTES = 4 * LONGEST_TEXT + 4


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
    #: Nothing was read: the same versions would read it as they did before (see `again`).
    as_before: bool = False


def prepare(raw: RawCapture, gazetteer: Gazetteer) -> Prepared:
    """Read and recognise one capture. Never raises for what a capture holds.

    Raises BadReaders or BadRecognisers where what was added by name cannot be used: no capture is to blame.
    """
    if raw.media_type not in HTML_TYPES and len(raw.content) > MOST_BYTES:
        return Prepared(reason=_too_large(len(raw.content)))
    try:
        layer = make_layer(raw)
    except (Unreadable, NoExtractor) as error:
        return Prepared(reason=str(error), unreadable=isinstance(error, Unreadable))
    except Exception as error:  # an extractor's bug costs one document, not the load
        return Prepared(reason=stopped("Making its text", error))
    if len(layer.text) > LONGEST_TEXT or layer.text.count("\n") > MOST_LINES:
        return Prepared(reason=_too_long(layer.text))
    return _read(layer, gazetteer)


def _read(layer: LayerText, gazetteer: Gazetteer) -> Prepared:
    try:
        article = parse(layer)
    except (SeveralLayouts, BadReading) as error:
        return Prepared(layer=layer, reason=str(error))
    except BadReaders:
        raise
    except Exception as error:  # likewise
        return Prepared(layer=layer, reason=stopped("The reader", error))
    layer = replace(layer, hints=())  # read; they need not travel between processes
    try:
        language = article.fields.get("language")
        recognised = recognise(layer.text, article, gazetteer, language.value if language else None)
    except BadRecognisers:
        raise
    except Exception as error:  # likewise
        return Prepared(layer=layer, reason=stopped("Recognition", error))
    return Prepared(layer=layer, article=article, recognised=recognised)


def stopped(what: str, error: Exception) -> str:
    """Why a document was not read, for the editor who looks at it."""
    if isinstance(error, MemoryError):
        return (
            f"{what} needed more memory than one document may have; its bytes are kept. Split it into pages."
        )
    return f"{what} stopped with {type(error).__name__}: {error}"


def _too_large(size: int) -> str:
    return (
        f"It holds {size:,} bytes of text, more than any article ({LONGEST_TEXT:,} characters are read); its"
        " bytes are kept. Split it into its pages."
    )


def _too_long(text: str) -> str:
    return (
        f"It holds {len(text):,} characters in {text.count(chr(10)) + 1:,} lines, more than any article"
        f" ({LONGEST_TEXT:,} and {MOST_LINES:,} are read); its bytes are kept. Split it into its pages."
    )
