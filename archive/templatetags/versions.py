"""Two versions side by side as HTML: what was removed is marked on one side, what was added on the other.

Captured text is hostile: every piece of it is escaped here, and nothing but the marks is markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import wording
from archive.comparing import Change, Piece, Row, Tally
from archive.models import Reading
from archive.templatetags.pages import stated
from archive.versions import Basis, Difference, Version

register = template.Library()

KINDS = {
    "paragraph": gettext_lazy("Paragraph"),
    "subheading": gettext_lazy("Subheading"),
    "list-item": gettext_lazy("List item"),
    "blockquote": gettext_lazy("Long quotation"),
    "image-alt": gettext_lazy("Text for a picture"),
    "caption": gettext_lazy("Caption"),
    "credit": gettext_lazy("Credit"),
    "video-teaser": gettext_lazy("Video"),
    "related-link": gettext_lazy("Related link"),
    "headline": gettext_lazy("Headline"),
    "kicker": gettext_lazy("Kicker"),
    "lead": gettext_lazy("Lead"),
    "published": gettext_lazy("Date"),
    "updated": gettext_lazy("Changed by the publisher"),
    "byline": gettext_lazy("Byline"),
    "authors": gettext_lazy("Authors"),
    "section": gettext_lazy("Section"),
}
CHANGES = {
    Change.CHANGED: gettext_lazy("changed"),
    Change.ADDED: gettext_lazy("added"),
    Change.REMOVED: gettext_lazy("removed"),
    Change.MOVED_AWAY: gettext_lazy("moved away from here"),
    Change.MOVED_HERE: gettext_lazy("moved here"),
}
_MOMENT = f"{wording.DAY}, H:i"


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown."""

    row: Row
    #: Of the changes on the page, from 1; 0 for what is unchanged.
    number: int = 0
    #: Number of the change after this one; 0 after the last.
    following: int = 0
    is_date: bool = False

    @property
    def kind(self) -> Any:
        """What it is; "" for a paragraph that stays as it was, which needs no label."""
        passage = self.row.new or self.row.old
        if passage is None or (self.row.unchanged and passage.kind == "paragraph"):
            return ""
        return KINDS.get(passage.kind, passage.kind)

    @property
    def change(self) -> Any:
        return CHANGES.get(self.row.change, "")

    @property
    def was(self) -> Any:
        """What kind it was before, where that differs."""
        return KINDS.get(self.row.old.kind, "") if self.row.rekinded and self.row.old else ""

    @property
    def one_side(self) -> bool:
        """Whether it stands on one side only, and its label says so of the whole."""
        return self.row.change in (Change.ADDED, Change.REMOVED)

    @property
    def old_html(self) -> SafeString:
        hidden = self.row.change is Change.MOVED_HERE and not self.row.words_differ
        return SafeString("") if hidden else self._html(self.row.old_pieces, "del", _("removed:"))

    @property
    def new_html(self) -> SafeString:
        return self._html(self.row.new_pieces, "ins", _("added:"))

    @property
    def joined(self) -> str:
        """Where a paragraph begins or ends on one side only."""
        old, new = self.row.old, self.row.new
        if old is None or new is None or old.continued == new.continued:
            return ""
        return (
            _("before: one with the paragraph above")
            if old.continued
            else _("now: one with the paragraph above")
        )

    def _html(self, pieces: Iterable[Piece], tag: str, words: str) -> SafeString:
        # A label in front of whole paragraphs is enough; within one, each mark is said. `dir` keeps the words
        # from deciding which way the captured text runs.
        shown = [Piece(stated(p.text), p.changed) for p in pieces] if self.is_date else pieces
        opening = SafeString("")
        closing = SafeString("")
        if not self.one_side:
            opening = format_html('<span class="away" dir="ltr" lang="en">[{} </span>', words)
            closing = SafeString('<span class="away" dir="ltr" lang="en">]</span>')
        return format_html_join(
            "",
            "{}",
            (
                (
                    format_html("<{0}>{1}{2}{3}</{0}>", SafeString(tag), opening, piece.text, closing)
                    if piece.changed
                    else escape(piece.text),
                )
                for piece in shown
            ),
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that are shown, or unchanged ones folded away."""

    folded: bool
    lines: list[Line]


@register.inclusion_tag("archive/parts/comparison.html")
def comparison(found: Difference, old: Any, new: Any, language: str) -> dict[str, Any]:
    """Two versions side by side; `old` and `new` say in words which they are."""
    changes = [f.row for f in found.fields] + [row for stretch in found.stretches for row in stretch.rows]
    last = sum(not row.unchanged for row in changes)
    numbers = _numbers(last)
    return {
        "found": found,
        "old": old,
        "new": new,
        "language": language,
        "fields": [_line(f.row, numbers, last, is_date=f.is_date) for f in found.fields],
        "stretches": [
            Lines(stretch.folded, [_line(row, numbers, last) for row in stretch.rows])
            for stretch in found.stretches
        ],
        "last": last,
    }


def _numbers(last: int) -> Iterator[int]:
    return iter(range(1, last + 1))


def _line(row: Row, numbers: Iterator[int], last: int, *, is_date: bool = False) -> Line:
    if row.unchanged:
        return Line(row, is_date=is_date)
    number = next(numbers)
    return Line(row, number, number + 1 if number < last else 0, is_date)


@register.filter
def summary(found: Difference) -> str:
    """The difference in one or two sentences.

    "3 paragraphs changed, 1 added, 0 removed; 42 words added, 10 removed. Also different: headline."
    """
    tally = found.tally
    if not found.any:
        return _("The words are the same in both.")
    sentences = [_figures(tally)]
    if found.fields_changed:
        names = ", ".join(_lower(KINDS[name]) for name in found.fields_changed)
        sentences.append(_("Also different: %(names)s.") % {"names": names})
    if not tally.counted:
        sentences.append(_("The two are too different to compare them word by word everywhere."))
    return " ".join(sentences)


def _figures(tally: Tally) -> str:
    parts = [
        ngettext("%(n)d paragraph changed", "%(n)d paragraphs changed", tally.changed) % {"n": tally.changed},
        _("%(n)d added") % {"n": tally.added},
        _("%(n)d removed") % {"n": tally.removed},
    ]
    if tally.moved:
        parts.append(_("%(n)d moved") % {"n": tally.moved})
    if tally.rekinded:
        parts.append(_("%(n)d of another kind") % {"n": tally.rekinded})
    figures = [", ".join(parts)]
    characters = tally.characters_added + tally.characters_removed
    if tally.counted and (tally.words_added or tally.words_removed or not characters):
        words = ngettext("%(n)d word added", "%(n)d words added", tally.words_added)
        figures.append(
            f"{words % {'n': tally.words_added}}, {_('%(n)d removed') % {'n': tally.words_removed}}"
        )
    if tally.counted and characters:
        words = ngettext("%(n)d character added", "%(n)d characters added", tally.characters_added)
        removed = _("%(n)d removed") % {"n": tally.characters_removed}
        figures.append(f"{words % {'n': tally.characters_added}}, {removed}")
    return f"{'; '.join(figures)}."


def _lower(label: Any) -> str:
    words = str(label)
    return words[:1].lower() + words[1:]


@register.filter
def when(version: Version) -> str:
    """From when a version is, and how that is known."""
    at = version.capture.compared_at
    if version.basis is Basis.STATED and at is not None:
        return _("captured %(when)s") % {"when": date_format(at, _MOMENT)}
    if version.basis is Basis.ON_PAGE and at is not None:
        whole_day = at.time() == time.min
        shown = date_format(at, wording.DAY if whole_day else _MOMENT)
        return _("changed on the page %(when)s") % {"when": shown}
    return _("no time stated, loaded %(when)s") % {"when": date_format(version.capture.created_at, _MOMENT)}


@register.filter
def side(version: Version) -> str:
    """What heads a side of the comparison: from when it is, and whether it is the current one."""
    words = when(version)
    return _("%(when)s, current") % {"when": words} if version.current else words


@register.filter
def reading_side(found: tuple[Version, Reading]) -> str:
    """The same for a reading: which reader read it, and of which version."""
    version, reading = found
    return f"{side(version)}, {reading}"
