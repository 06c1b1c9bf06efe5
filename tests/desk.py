"""Reading the desk's forms as a browser would: what a page shows is what is sent back."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Form(HTMLParser):
    """The values of one form's controls, by name, as a browser would submit them unchanged."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.values: dict[str, list[str]] = {}
        self.buttons: set[tuple[str, str]] = set()
        self._inside = False
        self._textarea: str | None = None
        self._select: tuple[str, list[str], str | None] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._inside = held.get("id") == self.form_id
        if not self._inside:
            return
        name = held.get("name", "")
        if tag == "input" and name:
            kind = held.get("type", "text")
            if kind in {"submit", "button"}:
                self.buttons.add((name, held.get("value", "")))
            elif kind == "hidden":
                self.values.setdefault(name, []).append(held.get("value", ""))
            elif kind not in {"checkbox", "radio"}:
                # An input of one line drops line ends.
                line = held.get("value", "").replace("\r", "").replace("\n", "")
                self.values.setdefault(name, []).append(line)
            elif "checked" in held:
                self.values.setdefault(name, []).append(held.get("value", "on"))
        elif tag == "button" and name:
            self.buttons.add((name, held.get("value", "")))
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = [""]
        elif tag == "select":
            self._select = (name, [], None if "multiple" in held else "")
        elif tag == "option" and self._select is not None and "selected" in held:
            self._select[1].append(held.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._textarea = None
        elif tag == "select" and self._select is not None:
            name, chosen, default = self._select
            self.values[name] = chosen or ([] if default is None else [default])
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self.values[self._textarea][0] += data


def shown_form(response: Any, form_id: str) -> dict[str, list[str]]:
    """What the form of a page would send if nothing were changed; line ends as browsers send them."""
    reader = _Form(form_id)
    reader.feed(response.content.decode())
    assert reader.values, f"no form “{form_id}” on the page"
    # A browser drops the line break that opens a textarea, and sends line ends as CRLF.
    return {
        name: [v.removeprefix("\n").replace("\n", "\r\n") if "\n" in v else v for v in values]
        for name, values in reader.values.items()
        if name != "csrfmiddlewaretoken"
    }


def buttons(response: Any, form_id: str) -> set[tuple[str, str]]:
    """Names and values of a form's buttons."""
    reader = _Form(form_id)
    reader.feed(response.content.decode())
    return reader.buttons
