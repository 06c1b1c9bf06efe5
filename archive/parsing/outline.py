"""A reading as plain values, in the words of the export: for people, expected results and measures."""

from __future__ import annotations

from typing import Any

from archive.documents import FieldValue, LayerText, ParsedArticle, Span, StatedDate

#: Fields that are one value each, in the order in which they are shown.
FIELDS = ("title", "kicker", "lead", "section", "byline", "url", "publisher", "language")

Json = dict[str, Any]


def outline(layer: LayerText, article: ParsedArticle) -> Json:
    """The keys of the export that a reading alone decides, and `updated`, the date of change.

    An unknown value is None, an empty list []. Dates are as the export writes them: the day, or the moment
    with its offset where the page states one.
    `provenance` has start, end and rule of every field, date and author that was found.
    """
    text = layer.text
    value: Json = {"reader": article.reader, "version": article.version}
    for name in FIELDS:
        value[name] = article.fields[name].value if name in article.fields else None
    value["date"] = stated(article.published)
    value["date_precision"] = article.published.precision.value if article.published else None
    value["date_reason"] = article.published.reason if article.published else None
    value["updated"] = stated(article.updated)
    value["authors"] = list(dict.fromkeys(author.value for author in article.authors))
    value["blocks"] = [
        {"kind": b.kind.value, "text": text[b.start : b.end], "start": b.start, "end": b.end}
        for b in article.blocks
    ]
    value["captions"] = [
        {name: part.of(text) if part else None for name, part in _parts(image)} for image in article.images
    ]
    value["related"] = [span.of(text) for span in article.related]
    value["provenance"] = {name: _place(found) for name, found in article.fields.items()}
    if article.published is not None:
        value["provenance"]["date"] = _place(article.published)
    if article.updated is not None:
        value["provenance"]["updated"] = _place(article.updated)
    value["provenance"]["authors"] = [_place(author) for author in article.authors]
    value["warnings"] = [warning.message for warning in article.warnings]
    return value


def stated(date: StatedDate | None) -> str | None:
    """A date as the export writes it: "2020-05-01", "2020-05-01T10:00", "2020-05-01T10:00:00+02:00"."""
    if date is None:
        return None
    if date.instant is not None:
        return date.instant.isoformat()
    return date.day.isoformat() + (f"T{date.local_time}" if date.local_time else "")


def _parts(image: Any) -> tuple[tuple[str, Span | None], ...]:
    return ("text", image.text), ("credit", image.credit), ("alt", image.alt)


def _place(found: FieldValue | StatedDate) -> Json:
    return {"start": found.start, "end": found.end, "rule": found.rule}
