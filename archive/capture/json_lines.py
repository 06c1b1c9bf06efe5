"""JSON lines: a capture to a line, `{"path", "url", "captured", "text" | "html"}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from archive.capture.feeds import PIECE, Feed
from archive.capture.met import Met, Place
from archive.capture.stated import NotStated, stated_address, stated_time

#: A line is parsed whole, and small values take ten times their size in memory.
LINE_LIMIT = 8 * 1024 * 1024
_NAME = re.compile(rb"\.(?:jsonl|ndjson|jsonlines)(?:\.gz)?\Z", re.IGNORECASE)
_FIRST = re.compile(rb'\s{0,20}\{\s{0,20}"(?:path|url|captured|text|html)"\s{0,5}:')
_BODY = re.compile(rb'"(?:text|html)"\s{0,5}:\s{0,5}"')
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_json_lines(name: bytes, head: bytes) -> bool:
    """Whether this is JSON lines: by its name, or by a first line that is a record."""
    if _NAME.search(name):
        return True
    if not _FIRST.match(head):
        return False
    line, end, _rest = head.partition(b"\n")
    if not end and len(head) >= PIECE:  # the first line is longer than what was looked at
        return _BODY.search(head) is not None
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and any(isinstance(record.get(key), str) for key in ("text", "html"))


def read_json_lines(place: Place, feed: Feed, size_limit: int) -> Iterator[Met]:
    """The record of each line, at `FILE#OFFSET` of the line's first byte (unpacked, in a gzip file)."""
    limit = min(size_limit, LINE_LIMIT)
    while True:
        here = replace(place, offset=feed.position)
        line = feed.readline(limit + 1)
        if not line:
            return
        if len(line) > limit:
            while not line.endswith(b"\n") and line:
                line = feed.readline(PIECE)
            yield here.rejected(
                f"is a line of more than {limit:,} bytes; load this page as a file of its own"
            )
        elif line.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            yield _record(here, line, size_limit)


def _record(place: Place, line: bytes, size_limit: int) -> Met:
    try:
        record: Any = json.loads(line)
    except RecursionError:
        return place.rejected("is a line of JSON nested too deeply to be a record of a page")
    except ValueError as error:
        cut = (
            "" if line.endswith(b"\n") else "; it has no line end, so the file may be cut off: fetch it again"
        )
        return place.rejected(f"is no line of JSON ({error}){cut or '; write one object a line, in UTF-8'}")
    if not isinstance(record, dict):
        return place.rejected("is a line of JSON, but no object; write {“url”, “captured”, “text” or “html”}")
    found = [key for key in ("text", "html") if isinstance(record.get(key), str)]
    if len(found) != 1:
        many = "both “text” and “html”" if found else "neither “text” nor “html”"
        return place.rejected(f"is a record with {many}; give the page as one of them, as a string")
    try:
        place = replace(
            place,
            url=stated_address(record.get("url")) or place.url,
            captured_at=stated_time(record.get("captured")) or place.captured_at,
        )
    except NotStated as error:
        return place.rejected(f"is a record, but {error}; mend it, or leave it out where it is unknown")
    # No encoding takes a lone surrogate; text layers show it so too, one for one.
    content = _SURROGATE.sub("\ufffd", record[found[0]]).encode("utf-8")
    return place.judged(content, size_limit, "text/html" if found[0] == "html" else "text/plain")
