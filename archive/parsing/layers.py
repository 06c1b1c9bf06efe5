"""The text layer of a capture: its decoded characters, one for one, with what decoding had to do.

Nothing is stripped, translated or repaired, so that every offset can be counted in the capture itself. NUL
and lone surrogates, which no database takes, become U+FFFD one for one; a byte-order mark stays as U+FEFF.
"""

from __future__ import annotations

import re

from archive.documents import LayerText, RawCapture
from archive.parsing.encodings import decode, looks_like_ebcdic

EXTRACTOR = "text"
VERSION = "2"

HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
#: The extractors of today, whose layers come out the same when they are made again.
EXTRACTORS = frozenset(((EXTRACTOR, VERSION), ("html", "2")))

_SURROGATE = re.compile("[\ud800-\udfff]")
#: No text holds these in number: controls other than tab, line ends, form feed and escape.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_WORD = re.compile(r"[^\W_]")
#: Something that is seen: no space, no control, nothing of no width, no blank letter.
_SIGN = re.compile(
    "[^\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
#: Lines of base64 and nothing else, as mail programs pack files.
_PACKED = re.compile(
    r"\s{0,20}(?:[A-Za-z0-9+/]{60,76}={0,2}\s{1,4}){8,40}"
    r"(?:[A-Za-z0-9+/]{60}|[A-Za-z0-9+/=]{0,76}\s{0,20}\Z)"
)
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
    text, encoding, remarks = decode(raw.content, raw.stated_encoding)
    if not encoding.startswith("utf") and looks_like_ebcdic(raw.content):
        raise NoExtractor(
            f"{raw.path} looks like EBCDIC, a mainframe's encoding: its bytes are kept. Convert it (for"
            " instance iconv -f IBM500 -t UTF-8) and load that."
        )
    _refuse_noise(raw.path, text, encoding)
    if "\x00" in text:
        remarks = (*remarks, f"{text.count(chr(0)):,} NUL characters shown as U+FFFD")
        text = text.replace("\x00", "\ufffd")
    if _SIGN.search(text) is None:
        raise Unreadable(f"{raw.path} holds only white space.")
    if _WORD.search(text) is None:
        raise NoExtractor(f"{raw.path} holds signs alone, not one word: its bytes are kept.")
    if _PACKED.match(text):
        raise NoExtractor(
            f"{raw.path} holds data packed as text (base64), not words: its bytes are kept. Unpack it and"
            " load what is inside."
        )
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
