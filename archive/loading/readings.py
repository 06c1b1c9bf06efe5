"""Rows for what was read: text layers and readings, immutable, made once for each extractor and reader."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from archive.documents import FieldValue, LayerText, ParsedArticle, Span, StatedDate
from archive.loading.articles import stated
from archive.models import Capture, LayerContent, Reading, TextLayer


def store_layer(capture: Capture, made: LayerText, *, fresh: bool = False) -> TextLayer:
    """The row of a text layer, which is immutable: made once for each extractor and version.

    `fresh`: the capture is new and has none yet.
    """
    if fresh:
        layer = TextLayer.objects.create(
            capture=capture,
            extractor=made.extractor,
            version=made.version,
            digest=made.digest,
            length=len(made.text),
            remarks=list(made.remarks),
        )
        content = LayerContent.objects.create(layer=layer, text=made.text)
        layer.content = content
        return layer
    layer, new = TextLayer.objects.get_or_create(
        capture=capture,
        extractor=made.extractor,
        version=made.version,
        defaults={"digest": made.digest, "length": len(made.text), "remarks": list(made.remarks)},
    )
    if new:
        LayerContent.objects.create(layer=layer, text=made.text)
    return layer


def store_reading(layer: TextLayer, parsed: ParsedArticle, *, fresh: bool = False) -> Reading:
    """The row of a reading, made once for each reader and version. `fresh`: the layer is new."""
    made = {
        "fields": _fields(parsed),
        "authors": [_value(a) for a in parsed.authors],
        "blocks": [[b.kind.value, b.start, b.end] for b in parsed.blocks],
        "images": [
            {"text": _pair(i.text), "credit": _pair(i.credit), "alt": _pair(i.alt)} for i in parsed.images
        ],
        "related": [[s.start, s.end] for s in parsed.related],
        "warnings": [asdict(w) for w in parsed.warnings],
    }
    by = {"layer": layer, "reader": parsed.reader, "version": parsed.version}
    return (
        Reading.objects.create(**by, **made)
        if fresh
        else Reading.objects.get_or_create(**by, defaults=made)[0]
    )


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _fields(parsed: ParsedArticle) -> dict[str, Any]:
    made: dict[str, Any] = {name: _value(value) for name, value in parsed.fields.items()}
    for name, when in (("date", parsed.published), ("updated", parsed.updated)):
        if when is not None:
            made[name] = _date(when)
    return made


def _value(value: FieldValue) -> dict[str, Any]:
    return {"value": value.value, "rule": value.rule, "start": value.start, "end": value.end}


def _date(when: StatedDate) -> dict[str, Any]:
    return {
        "value": stated(when),
        "rule": when.rule,
        "start": when.start,
        "end": when.end,
        "precision": when.precision.value,
        "reason": when.reason,
    }
