"""How do we know? For every value of an article: the rule that read it and where, or the editor and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.fields import READING_KEYS
from archive.models import Article, Decision

#: In the order of the page. The export's keys serve as names in addresses, and so do the columns' own.
FIELD_LABELS = {
    "headline": _("Headline"),
    "kicker": _("Kicker"),
    "lead": _("Lead"),
    "section": _("Section"),
    "byline": _("Byline"),
    "authors": _("Authors"),
    "published": _("Date"),
    "updated": _("Changed by the publisher"),
    "publisher": _("Publisher"),
    "language": _("Language"),
    "url": _("Source address"),
}
FIELD_OF = {key: name for name, key in READING_KEYS.items()} | {name: name for name in FIELD_LABELS}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value and what it rests on."""

    field: str
    label: Any
    value: str
    rule: str = ""
    #: Where it stands in the text layer; empty for values that were derived.
    spans: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    decision: Decision | None = None

    @property
    def decided_by(self) -> str:
        """The editor's name as they gave it; an account's name is not for the public."""
        user = self.decision.user if self.decision else None
        return user.get_full_name() if user else ""

    @property
    def decided_at(self) -> datetime | None:
        return self.decision.made_at if self.decision else None


def shown_value(article: Article, name: str, authors: Sequence[str]) -> str:
    """A field's effective value as words."""
    if name == "authors":
        return ", ".join(authors)
    if name == "published":
        return article.published_stated
    if name == "updated":
        return article.updated_stated
    if name == "publisher":
        return article.publisher.name if article.publisher else ""
    if name == "headline" and article.headline_stands_in:
        return ""
    return str(getattr(article, name))


def evidence_of(article: Article, authors: Sequence[str]) -> list[Evidence]:
    """All fields, also the unknown ones; one query for the decisions in force."""
    decisions = {
        d.field: d
        for d in Decision.objects.filter(
            record_kind="article", record_id=article.public_id, ended_at=None
        ).select_related("user")
    }
    return [_evidence(article, name, authors, decisions.get(name)) for name in FIELD_LABELS]


def _evidence(article: Article, name: str, authors: Sequence[str], decision: Decision | None) -> Evidence:
    reading = article.current_reading
    label, value = FIELD_LABELS[name], shown_value(article, name, authors)
    if reading is None:
        return Evidence(name, label, value, decision=decision)
    read: list[dict[str, Any]] = (
        reading.authors if name == "authors" else [f] if (f := reading.fields.get(READING_KEYS[name])) else []
    )
    spans = tuple((f["start"], f["end"]) for f in read if f.get("start") is not None)
    rules = ", ".join(dict.fromkeys(f["rule"] for f in read))
    reason = str(read[0].get("reason", "")) if read else ""
    return Evidence(name, label, value, rules, spans, reason, decision)
