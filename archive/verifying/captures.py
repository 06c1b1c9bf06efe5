"""Captures and what was made of them: bytes against digests, layers made again, readings against them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator

from archive.documents import RawCapture
from archive.models import Capture, CaptureBytes, LayerContent, TextLayer
from archive.parsing import layers
from archive.verifying.faults import Flaw
from archive.verifying.spans import Spans

#: Bytes and texts of one chunk are in memory together; a saved page can have a megabyte.
CHUNK = 40


def check_capture(capture: Capture, count: Callable[[str], None]) -> Iterator[Flaw]:
    """Everything about one capture (with `stored` and `layers__readings` prefetched)."""
    count("captures")
    stored = getattr(capture, "stored", None)
    if capture.state == Capture.State.WITHDRAWN:
        yield from _withdrawn(capture, stored)
        return
    content = None
    if stored is None:
        yield Flaw("capture-bytes", "its bytes are not stored")
    else:
        try:
            content = stored.bytes
        except zlib.error as error:
            yield Flaw("capture-bytes", f"its stored bytes are damaged ({error})")
    if content is not None:
        found = hashlib.sha256(content).hexdigest()
        if found != capture.digest:
            yield Flaw("capture-digest", f"its bytes have the SHA-256 {found}")
        if len(content) != capture.size:
            yield Flaw("capture-size", f"it has {len(content):,} bytes, not {capture.size:,}")
    made = list(capture.layers.all())
    for layer in made:
        yield from _layer(capture, layer, content, count)
    if capture.state == Capture.State.TAKEN:
        if capture.article_id is None:
            yield Flaw("capture-article", "it was taken but belongs to no article")
        if not any(layer.readings.all() for layer in made):
            yield Flaw("capture-reading", "it was taken but nothing was read in it")


def _withdrawn(capture: Capture, stored: CaptureBytes | None) -> Iterator[Flaw]:
    """Of a withdrawn capture only the tombstone is left, and it says why."""
    if not capture.reason.strip():
        yield Flaw("withdrawal", "it was withdrawn without a reason")
    if stored is not None:
        yield Flaw("withdrawal", "it was withdrawn, but its bytes are still stored")
    if capture.layers.all():
        yield Flaw("withdrawal", "it was withdrawn, but a text made from it is still stored")


def _layer(
    capture: Capture, layer: TextLayer, content: bytes | None, count: Callable[[str], None]
) -> Iterator[Flaw]:
    count("text layers")
    try:
        text = layer.content.text
    except LayerContent.DoesNotExist:
        yield Flaw("layer-text", f"the text of layer {layer} is not stored")
        return
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != layer.digest:
        yield Flaw("layer-digest", f"the text of layer {layer} does not have the digest stored with it")
    if len(text) != layer.length:
        yield Flaw("layer-length", f"layer {layer} has {len(text):,} characters, not {layer.length:,}")
    if content is not None and (layer.extractor, layer.version) in layers.EXTRACTORS:
        yield from _made_again(capture, layer, text, content)
    for reading in layer.readings.all():
        count("readings")
        for flaw in Spans(text, reading.blocks).check_reading(reading):
            yield Flaw(flaw.rule, f"{flaw.message} (read by {reading})")


def _made_again(capture: Capture, layer: TextLayer, text: str, content: bytes) -> Iterator[Flaw]:
    """The same extractor makes the same text of the same bytes."""
    raw = RawCapture(
        path=capture.digest,
        path_bytes=b"",
        content=content,
        media_type=capture.media_type,
        stated_encoding=capture.declared_encoding or None,
    )
    try:
        again = layers.make_layer(raw).text
    except (layers.Unreadable, layers.NoExtractor) as error:
        yield Flaw("layer-made-again", f"layer {layer} cannot be made again: {error}")
        return
    if again != text:
        at = next(
            (n for n, (a, b) in enumerate(zip(again, text, strict=False)) if a != b),
            min(len(again), len(text)),
        )
        yield Flaw("layer-made-again", f"layer {layer} differs from character {at} when made again")
