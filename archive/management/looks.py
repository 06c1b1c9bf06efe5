"""What was read of a capture, as lines for a terminal; a page's own words cannot steer it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from archive.documents import Hint, LayerText
from archive.parsing.outline import FIELDS
from archive.preparing.looking import Look

#: Characters of a block that are shown: its beginning, and its end, where credits are glued on.
_BEGIN, _END = 70, 30
#: Elements shown around a line, from the innermost outwards.
_AROUND = 5


def lines_of(look: Look) -> Iterator[str]:
    """A look as lines: what it is, fields with rules and places, blocks, warnings, sums."""
    yield plain(look.path)
    layer = look.layer
    if layer is not None:
        yield f"  {layer.media_type}, {layer.encoding}, {len(layer.text):,} characters of text"
        for remark in layer.remarks:
            yield f"  Decoding: {plain(remark)}"
    if look.told is not None:
        yield f"  Reader: {look.told['reader']}/{look.told['version']} ({_why(look)})"
        yield ""
        yield from _fields(look.told)
        yield ""
        yield from _blocks(look.told["blocks"])
        yield ""
        yield from (f"  Warning: {plain(warning)}" for warning in look.told["warnings"])
        yield from _sums(look.told["blocks"], layer)
    if look.reason:
        yield f"  Not read: {plain(look.reason)}"
    yield from (f"  Fault: {plain(fault)}" for fault in look.faults)


def elements_of(layer: LayerText) -> Iterator[str]:
    """The lines of an HTML page, each with the elements around it, the innermost last."""
    if layer.extractor != "html":
        yield "This is a text capture: its lines stand in no elements."
        return
    for hint in layer.hints:
        if hint.element == "#text":
            around: list[str] = []
            parent = hint.parent
            while parent >= 0 and len(around) < _AROUND:
                if layer.hints[parent].element not in ("html", "body"):
                    around.append(_element(layer.hints[parent]))
                parent = layer.hints[parent].parent
            yield f"{short(layer.text[hint.start : hint.end])}\n    {' > '.join(reversed(around))}"


def _element(hint: Hint) -> str:
    """An element as style sheets write it: div.story#main[data-testid=text]."""
    name = hint.element + "".join(f".{one}" for one in hint.attributes.get("class", "").split())
    name += f"#{hint.attributes['id']}" if hint.attributes.get("id") else ""
    others = sorted(key for key in hint.attributes if key.startswith(("data-", "itemprop", "rel")))
    return plain(name + "".join(f"[{key}={hint.attributes[key]}]" for key in others))


def _why(look: Look) -> str:
    assert look.told is not None  # noqa: S101 - for the type checker
    if look.told["reader"] in look.fitting:
        return "its signature fits"
    if look.fitting:
        return f"asked for; the page bears the signature of {', '.join(look.fitting)}"
    return "no design's signature fits"


def _fields(told: dict[str, Any]) -> Iterator[str]:
    for name in FIELDS:
        yield _field(name, told[name], told["provenance"].get(name))
    date = told["date"] and f"{told['date']} ({told['date_precision']}; {told['date_reason']})"
    yield _field("date", date, told["provenance"].get("date"))
    if told["updated"]:
        yield _field("updated", told["updated"], told["provenance"].get("updated"))
    for author, place in zip(told["authors"], told["provenance"]["authors"], strict=False):
        yield _field("author", author, place)
    if not told["authors"]:
        yield _field("author", None, None)
    for number, caption in enumerate(told["captions"], start=1):
        said = ", ".join(f"{part} “{caption[part]}”" for part in ("text", "credit", "alt") if caption[part])
        yield _field(f"picture {number}", said, None)
    for link in told["related"]:
        yield _field("related", link, None)


def _field(name: str, value: str | None, place: dict[str, Any] | None) -> str:
    if value is None:
        return f"  {name:<12} –"
    where = ""
    if place is not None:
        span = "" if place["start"] is None else f", {place['start']}–{place['end']}"
        where = f"   [{place['rule']}{span}]"
    return f"  {name:<12} {short(value)}{where}"


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[str]:
    width = max((len(str(block["end"])) for block in blocks), default=1)
    for block in blocks:
        span = f"{block['start']:>{width}}–{block['end']:<{width}}"
        yield f"  {span}  {block['kind']:<13} {short(block['text'])}"


def _sums(blocks: list[dict[str, Any]], layer: LayerText | None) -> Iterator[str]:
    counts = Counter(block["kind"] for block in blocks)
    counted = ", ".join(f"{number} {kind}" for kind, number in counts.most_common())
    yield f"  {len(blocks)} blocks: {counted or 'none'}."
    left = sum(len(b["text"]) for b in blocks if b["kind"] == "boilerplate")
    whole = sum(len(b["text"]) for b in blocks)
    if layer is not None and whole:
        yield f"  Left over as boilerplate: {left:,} of {whole:,} characters ({100 * left / whole:.0f} %)."


def short(text: str) -> str:
    """The beginning and the end of a long text, on one line."""
    words = plain(text)
    return words if len(words) <= _BEGIN + _END + 3 else f"{words[:_BEGIN]} … {words[-_END:]}"


def plain(text: str) -> str:
    """A text on one line without characters that a terminal would obey."""
    return " ".join(harmless(text).split())


def harmless(text: str) -> str:
    """A text with a space for every character that a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)
