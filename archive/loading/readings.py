"""Text layers and readings as rows: made once for each extractor or reader and its version, never changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from archive.documents import (
    Block,
    BlockKind,
    DatePrecision,
    FieldValue,
    ImageText,
    LayerText,
    ParsedArticle,
    ReadingWarning,
    Span,
    StatedDate,
)
from archive.fields import parse_stated
from archive.loading.articles import stated
from archive.models import Capture, LayerContent, Reading, TextLayer
from archive.preparing import Prepared


class NotRead(Exception):
    """A stored capture cannot be read again by today's program; the message says why, for an editor."""


def store_read(capture: Capture, prepared: Prepared) -> Reading:
    """The rows of what was read in a stored capture, met or made.

    Raises `NotRead` where nothing was read, and where an extractor or reader gives something else than it
    did under the same version: what is stored would be told by a rule that does not read it.
    """
    if prepared.article is None or prepared.layer is None:
        raise NotRead(prepared.reason or "Not understood.")
    layer = store_layer(capture, prepared.layer)
    if layer.digest != prepared.layer.digest:
        raise NotRead(
            f"The extractor {layer} makes another text of it than it did before. Raise its VERSION:"
            " a text layer never changes."
        )
    reading = store_reading(layer, prepared.article)
    made = columns_of(prepared.article)
    if any(_lasting(getattr(reading, column)) != _lasting(value) for column, value in made.items()):
        raise NotRead(
            f"The reader {reading} reads it otherwise than it did before. Raise its VERSION, so that what was"
            " read can be told from what was read then."
        )
    return reading


def _lasting(value: Any) -> Any:
    """A column without what only the day of reading said: a date that was to come is so no longer."""
    if isinstance(value, list) and value and isinstance(value[0], dict) and "code" in value[0]:
        return [warning for warning in value if warning["code"] != "future-date"] or []
    return value


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
    made = columns_of(parsed)
    by = {"layer": layer, "reader": parsed.reader, "version": parsed.version}
    return (
        Reading.objects.create(**by, **made)
        if fresh
        else Reading.objects.get_or_create(**by, defaults=made)[0]
    )


def columns_of(parsed: ParsedArticle) -> dict[str, Any]:
    """What a reading's row keeps, by column; plain JSON, as it comes back from the database."""
    return {
        "fields": _fields(parsed),
        "authors": [_value(a) for a in parsed.authors],
        "blocks": [[b.kind.value, b.start, b.end] for b in parsed.blocks],
        "images": [
            {"text": _pair(i.text), "credit": _pair(i.credit), "alt": _pair(i.alt)} for i in parsed.images
        ],
        "related": [[s.start, s.end] for s in parsed.related],
        "warnings": [asdict(w) for w in parsed.warnings],
    }


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


# --------------------------------------------------------------------------- and back


def layer_of(layer: TextLayer) -> LayerText:
    """A stored text layer as a reader is given it, without the hints, which are not stored."""
    return LayerText(
        text=layer.text,
        extractor=layer.extractor,
        version=layer.version,
        media_type=layer.capture.media_type,
        encoding=layer.capture.encoding,
        remarks=tuple(layer.remarks),
    )


def parsed_of(reading: Reading) -> ParsedArticle:
    """What a reader had read, from the row that keeps it: `columns_of` gives the same row again."""
    return ParsedArticle(
        reader=reading.reader,
        version=reading.version,
        blocks=tuple(Block(BlockKind(kind), start, end) for kind, start, end in reading.blocks),
        fields={
            name: FieldValue(**found)
            for name, found in reading.fields.items()
            if name not in ("date", "updated")
        },
        published=_stated_date(reading.fields.get("date")),
        updated=_stated_date(reading.fields.get("updated")),
        authors=tuple(FieldValue(**found) for found in reading.authors),
        images=tuple(
            ImageText(**{part: _span(image.get(part)) for part in ("text", "credit", "alt")})
            for image in reading.images
        ),
        related=tuple(Span(start, end) for start, end in reading.related),
        warnings=tuple(ReadingWarning(**found) for found in reading.warnings),
    )


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _stated_date(found: dict[str, Any] | None) -> StatedDate | None:
    if not found:
        return None
    value = found["value"]
    day, clock, instant = parse_stated(value)
    return StatedDate(
        day=day,
        precision=DatePrecision(found["precision"]),
        reason=found["reason"],
        rule=found["rule"],
        start=found["start"],
        end=found["end"],
        instant=datetime.fromisoformat(value) if instant else None,
        local_time=value[11:] if clock and not instant else None,
    )
