"""The text layer of a capture: its decoded characters, one for one, with what decoding had to do.

Nothing is stripped, translated or repaired, so that every offset can be counted in the capture itself. NUL
and lone surrogates, which no database takes, become U+FFFD one for one; a byte-order mark stays as U+FEFF.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from archive.documents import LayerText, RawCapture

EXTRACTOR = "text"
VERSION = "1"

HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
#: The extractors of today, whose layers come out the same when they are made again.
EXTRACTORS = frozenset(((EXTRACTOR, VERSION), ("html", "2")))

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings that newsrooms' old systems wrote, for the detector to choose from: with all hundred it errs.
_LEGACY = (
    "cp1252 cp1250 cp1251 koi8_r cp1253 cp1254 cp1255 cp1256 cp874 shift_jis euc_jp gb18030 big5 euc_kr"
).split()
#: What Western European text in CP1252 holds beyond ASCII …
_WESTERN = frozenset("äöüßÄÖÜàáâãåæçèéêëìíîïñòóôõøùúûœÀÁÂÃÅÆÇÈÉÊËÍÎÑÓÔÕØÚŒ“”‘’„‚–—…€«»‹›¡¿°§©®·\xa0")
#: … and what Polish, Czech or Turkish bytes look like when read so: "³" and "¹" for "ł" and "ą".
_FOREIGN_INSIDE = re.compile(r"[^\W\d_][¹²³¼½¾¿£¤¥¦¨¬¯±´µ¶¸º×÷ÐÞðþýÝŸšž][^\W\d_]")
#: Enough to tell an encoding; the detector's time grows with it.
_SAMPLE = 32 * 1024

_SURROGATE = re.compile("[\ud800-\udfff]")
#: No text holds these in number: controls other than tab, line ends, form feed and escape.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
#: UTF-8 read as Latin-1 or CP1252 and written again: "fÃ¼r", "â€œ".
_MOJIBAKE = re.compile("Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]|â€[\x80-\xbf™œ\x9d“”¦˜]|Ð[\x80-\xbf°-¿]Ñ")


class Unreadable(Exception):
    """The bytes hold no text. Such a capture is not taken: `outcome` is "rejected"."""

    outcome = "rejected"


class NoExtractor(Exception):
    """The capture is kept, but nothing here can make text of its media type: `outcome` is "quarantined"."""

    outcome = "quarantined"


def make_layer(raw: RawCapture) -> LayerText:
    """The text layer of a text or HTML capture.

    Raises Unreadable where the bytes hold no text, NoExtractor where they hold a kind of document that no
    extractor is there for.
    """
    if raw.media_type in HTML_TYPES:
        from archive.parsing.html.extractor import extract  # noqa: PLC0415 - its parser is loaded for pages only

        return extract(raw)
    if raw.media_type != "text/plain":
        raise NoExtractor(
            f"{raw.path} is {raw.media_type}: its bytes are kept, and wait for a reader of that kind."
        )
    text, encoding, remarks = decode(raw.content)
    _refuse_noise(raw.path, text, encoding)
    if "\x00" in text:
        remarks = (*remarks, f"{text.count(chr(0)):,} NUL characters shown as U+FFFD")
        text = text.replace("\x00", "\ufffd")
    if not text.strip("\ufeff\u200b\u2060 \t\r\n") or text.isspace():
        raise Unreadable(f"{raw.path} holds only white space.")
    if _MOJIBAKE.search(text[: 64 * 1024]):
        remarks = (*remarks, "some characters look decoded twice (as in “fÃ¼r”); they stand as received")
    return LayerText(
        text=text,
        extractor=EXTRACTOR,
        version=VERSION,
        media_type=raw.media_type,
        encoding=encoding,
        remarks=remarks,
    )


def decode(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Text, name of the encoding, and remarks: as declared, else UTF-8, else what the bytes look like."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _lenient(content, encoding)
    if b"\x00" in content[:4096]:
        wide = _wide_encoding(content[:4096])
        if wide:
            text, encoding, remarks = _lenient(content, wide)
            return text, encoding, (f"no byte-order mark; read as {wide}, as its NUL bytes show", *remarks)
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    if _is_broken_utf8(content):
        return _lenient(content, "utf-8")
    return _legacy(content)


def _lenient(content: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Decode what can be decoded; the rest becomes U+FFFD, with the places named."""
    places: list[int] = []

    def note(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        places.append(error.start)
        return "\ufffd", error.end

    codecs.register_error("archive-note", note)
    text = content.decode(encoding, "archive-note")
    # UTF-32 and surrogate pairs aside, no decoder gives these; no database takes them.
    text = _SURROGATE.sub("\ufffd", text)
    if not places:
        return text, encoding, ()
    named = ", ".join(f"{place:,}" for place in places[:20])
    more = f" and {len(places) - 20:,} more" if len(places) > 20 else ""
    return text, encoding, (f"undecodable as {encoding} at byte {named}{more}; shown as U+FFFD",)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a mark: one half of the byte pairs is nearly always the same small number.

    Latin text has 00 there, Cyrillic 04, Arabic 06, each with some 00 for spaces.
    """
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = head[parity::2]
        common = Counter(high).most_common(2)
        low_zeros = head[1 - parity :: 2].count(0)
        small = sum(count for value, count in common if value < 0x20)
        if small >= 0.85 * len(high) and low_zeros <= 0.05 * len(high):
            return encoding
    return None


def _is_broken_utf8(content: bytes) -> bool:
    """Whether the bytes are UTF-8 with damage rather than another encoding.

    In damaged UTF-8 whole sequences outnumber broken ones by far; in CP1252 hardly any sequence is whole.
    """
    sample = content if len(content) <= 1024 * 1024 else content[: 1024 * 1024]
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for c in text if c > "\x7f") - broken
    if whole > 2 * broken:
        return True
    # Cut in the middle of the last character: nothing else is wrong with it.
    return broken == 1 and text.endswith("\ufffd") and whole > 0


def _legacy(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    if _is_western(content):
        text, name, remarks = _lenient(content, "cp1252")
        return text, name, ("not UTF-8; read as cp1252, as its letters suggest", *remarks)
    lines = b"\n".join(line for line in content[: 16 * _SAMPLE].splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(lines or content[:_SAMPLE], cp_isolation=_LEGACY, threshold=0.4).best()
    encoding = best.encoding.replace("_", "-") if best is not None else "cp1252"
    text, name, remarks = _lenient(content, encoding)
    return text, name, (f"not UTF-8; read as {name}, as its letters suggest", *remarks)


def _is_western(content: bytes) -> bool:
    """Whether the bytes read well as CP1252, which Latin-1 is part of.

    Asked before the detector, which takes a German sentence for Central European and a French one for Baltic.
    """
    text = content[: 16 * _SAMPLE].decode("cp1252", "replace")
    beyond = [c for c in text if c > "\x7f"]
    letters = sum(1 for c in text if c.isalpha())
    accented = sum(1 for c in beyond if c.isalpha())
    if accented > 0.25 * letters:  # Cyrillic, Greek, Arabic, Chinese: hardly an ASCII letter among them
        return False
    strange = sum(1 for c in beyond if c not in _WESTERN)
    return strange <= 0.1 * len(beyond) and len(_FOREIGN_INSIDE.findall(text)) <= 0.03 * len(beyond)


def _refuse_noise(path: str, text: str, encoding: str) -> None:
    """Binary data decodes to a text too; the controls in it tell, of which text has next to none.

    In bytes that are not Unicode a few are enough: no byte of a program or picture is refused by CP1252.
    """
    sample = text[: 64 * 1024]
    controls = len(_CONTROLS.findall(sample))
    broken = sample.count("\ufffd")
    if controls * (10 if encoding.startswith("utf") else 25) > len(sample) or broken * 3 > len(sample):
        raise Unreadable(
            f"{path} holds no text: of its first {len(sample):,} characters {controls:,} are controls"
            f" and {broken:,} undecodable. Save the page as text or HTML in UTF-8 and load that."
        )
