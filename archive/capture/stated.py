"""What containers and sidecars state of a capture: its address and the time it was captured."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from archive.capture.met import Place, shown

#: A sidecar is read whole; one of this size states more than an address and a time.
SIDECAR_LIMIT = 64 * 1024
SUFFIXES = (b".meta.json", b".json")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f<>\"]{1,4000}", re.IGNORECASE)
_STAMP = re.compile(r"\d{14}")


class NotStated(ValueError):
    """What is stated is no address or no time; the message says which."""


def stated_address(value: object) -> str | None:
    """A web address as stated; None where none is. Raises NotStated for what is no web address."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and _ADDRESS.fullmatch(value.strip()):
        return value.strip()
    raise NotStated(f"its “url” is no web address: {str(value)[:100]!r}")


def stated_time(value: object) -> datetime | None:
    """A time of capture in ISO 8601, or the fourteen digits of web archives; without a zone it is UTC.

    None where none is stated. Raises NotStated for what is no time.
    """
    if value is None or value == "":
        return None
    text = value.strip() if isinstance(value, str) else ""
    try:
        if _STAMP.fullmatch(text):
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if len(text) >= len("2020-01-01T00:00"):
            found = datetime.fromisoformat(text)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    except ValueError:
        pass
    raise NotStated(f"its “captured” is no time in ISO 8601: {str(value)[:100]!r}")


def companions_of(names: Collection[bytes]) -> dict[bytes, bytes]:
    """Which of the names in one folder may be sidecars, and of what: `page.html.json` is `page.html`'s.

    `page.json` is too, where exactly one other file is called `page`.
    """
    maybe = [name for name in names if name.lower().endswith(b".json")]
    if not maybe:
        return {}
    held = set(names)
    stems: dict[bytes, list[bytes]] = {}
    for name in names:
        if not name.lower().endswith(b".json"):
            stems.setdefault(name.rsplit(b".", 1)[0], []).append(name)
    out = {}
    for name in maybe:
        for suffix in SUFFIXES:
            base = name[: -len(suffix)] if name.lower().endswith(suffix) else b""
            if base and base in held:
                out[name] = base
                break
            if base and len(stems.get(base, ())) == 1:
                out[name] = stems[base][0]
                break
    return out


def read_sidecar(content: bytes) -> dict[str, Any] | None:
    """The object a sidecar holds; None where the bytes are a document of their own, or no JSON object."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if (
        not isinstance(found, dict)
        or not ({"url", "captured"} & found.keys())
        or {"text", "html"} & found.keys()
    ):
        return None
    return found


class Sidecars:
    """The sidecars of one folder or zip: `{"url": ADDRESS, "captured": TIME}` beside a file."""

    def __init__(self, names: Collection[bytes], read: Callable[[bytes], bytes]) -> None:
        self._read = read
        self._maybe = companions_of(names)
        self._of: dict[bytes, list[bytes]] = {}
        for name, base in sorted(self._maybe.items()):
            self._of.setdefault(base, []).append(name)

    def is_one(self, name: bytes) -> bool:
        """Whether this name's content is stated of another file and is no document of its own."""
        if name not in self._maybe:
            return False
        content = self._read(name)
        return read_sidecar(content) is not None or bool(_broken(content))

    def fault_of(self, name: bytes) -> str:
        """What a sidecar states that cannot be used, in words; else ""."""
        content, base = self._read(name), self._maybe[name]
        found = read_sidecar(content)
        if found is None:
            return f"{_broken(content)}; {shown(base)} is loaded without what it states"
        url, captured_at, faults = _stated(found)
        used = self.of(base, Place(b""))
        if (url and url != used.url) or (captured_at and captured_at != used.captured_at):
            first = next(n for n in self._of[base] if n != name)
            faults.append(f"it contradicts {shown(first)}, which is used")
        return "; ".join(faults)

    def of(self, name: bytes, place: Place) -> Place:
        """The place of the file of this name, with what its sidecars state, the first of them first."""
        url, captured_at = None, None
        for beside in self._of.get(name, ()):
            found = read_sidecar(self._read(beside))
            if found is not None:
                one_url, one_time, _faults = _stated(found)
                url, captured_at = url or one_url, captured_at or one_time
        return replace(place, url=url or place.url, captured_at=captured_at or place.captured_at)


def _broken(content: bytes) -> str:
    """Why bytes that begin as JSON are none; "" where they are, or are something else."""
    bare = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not bare.startswith((b"{", b"[")):
        return ""
    try:
        json.loads(bare)
    except RecursionError:
        return "it is nested too deeply"
    except ValueError as error:
        try:
            json.loads(bare.split(b"\n")[0])
        except (ValueError, RecursionError):
            return f"it is no whole JSON ({error})"
    return ""  # whole, or a record to a line


def _stated(found: dict[str, Any]) -> tuple[str | None, datetime | None, list[str]]:
    url, captured_at, faults = None, None, []
    try:
        url = stated_address(found.get("url"))
    except NotStated as error:
        faults.append(str(error))
    try:
        captured_at = stated_time(found.get("captured"))
    except NotStated as error:
        faults.append(str(error))
    return url, captured_at, faults
