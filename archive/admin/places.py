"""Where an article's values, names, roles and quotations stand in its text, for the screen of its judges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive import verdicts
from archive.admin.evidence import Evidence, Mark, around
from archive.admin.judging import verdict_on
from archive.admin.known import Known
from archive.models import Article, Attestation, Mention, Quotation


def marks_of(article: Article, facts: Iterable[Known], rows: Iterable[Any]) -> list[Mark]:
    """Everything in the current text that a value, a name, a role or a quotation was read from."""
    layer = _layer(article)
    marks = [Mark(f.start, f.end, "field") for f in facts if f.start is not None and f.end is not None]
    for row in rows:
        if row.layer_id != layer:
            continue
        if isinstance(row, Mention):
            marks += [
                Mark(o["start"], o["end"], "rejected" if row.rejected or o.get("rejected") else row.kind)
                for o in row.occurrences
            ]
        elif isinstance(row, Quotation):
            marks += [Mark(start, end, "quotation") for start, end in row.parts or [(row.start, row.end)]]
        elif isinstance(row, Attestation):
            marks.append(Mark(row.start, row.end, "role"))
    return marks


def show_places(article: Article, evidence: Evidence, forms: Iterable[Any]) -> None:
    """Give each row's form its places with the words around them, and the verdict that is in force on it."""
    layer = _layer(article)
    said = verdicts.in_force(article)
    for form in forms:
        row = form.instance
        text = evidence.text if row.layer_id == layer else ""
        form.verdict = verdict_on(row, said)
        if isinstance(row, Mention):
            if "struck" in form.fields:
                form.struck_as_shown = form["struck"].as_hidden(only_initial=True)
            boxes = list(form["struck"]) if "struck" in form.fields else [None] * len(row.occurrences)
            form.places = [
                (occurrence, around(text, occurrence["start"], occurrence["end"]), box)
                for occurrence, box in zip(row.occurrences, boxes, strict=False)
            ]
        else:
            form.words_around = around(text, row.start, row.end)


def _layer(article: Article) -> int | None:
    return article.current_reading.layer_id if article.current_reading else None
