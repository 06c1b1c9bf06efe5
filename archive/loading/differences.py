"""What another reading changes of an article: two pictures of it, before and after, held together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from archive import fields
from archive.models import Article, ArticleWords, Capture, Conflict, Reading

#: Fields that hold one value. The rest are lists, whose entries are added, removed or moved.
SINGLE = (
    *fields.READING_KEYS,
    "date_precision",
    "date_reason",
    "authors",
    "state",
    "review",
    "captions",
    "related",
)
LISTS = ("blocks", "mentions", "roles", "quotations", "verdicts")
#: The order of the summary.
FIELDS = (*SINGLE, *LISTS, "conflicts")

#: What an entry of a list is, apart from where it stands.
Entry = tuple[Any, ...]
Where = tuple[int, int] | None

_TIMES = frozenset({"id", "created_at", "changed_at"})


@dataclass(frozen=True, slots=True)
class Picture:
    """An article as it stands: all that a reading decides, and the same in the words of its page."""

    #: Every column that a reading writes: equal pictures are equal rows, ids and times aside.
    rows: dict[str, Any]
    single: dict[str, Any] = field(compare=False)
    lists: dict[str, list[tuple[Entry, Where]]] = field(compare=False)
    #: Fields whose decision has a conflict waiting.
    conflicts: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two pictures: by field, how many values and how, and the values themselves."""

    counts: dict[str, dict[str, int]]
    values: dict[str, Any]


def picture_of(article: Article) -> Picture:
    """The article's picture, from the database and in a fixed number of queries."""
    article = Article.objects.select_related("publisher", "current_reading__layer__content").get(
        pk=article.pk
    )
    reading = article.current_reading
    text, blocks = (reading.layer.text, reading.blocks) if reading else ("", [])
    authors = list(article.authorships.select_related("person").order_by("position", "pk"))
    mentions = list(article.mentions.select_related("person", "organisation", "topic").order_by("pk"))
    roles = list(article.attestations.order_by("pk"))
    quotations = list(article.quotations.order_by("pk"))
    conflicts = list(
        Conflict.objects.filter(
            decision__record_kind="article", decision__record_id=article.public_id, resolved_at=None
        )
        .order_by("pk")
        .values_list("decision__field", "decision", "reading_value")
    )
    place = {m.pk: n for n, m in enumerate(mentions)}
    captures = Capture.objects.filter(article=article).order_by("pk")
    rows = {
        "article": _columns(article, {}),
        "authors": [_columns(a, {}) for a in authors],
        "mentions": [_columns(m, {}) for m in mentions],
        "roles": [_columns(r, place) for r in roles],
        "quotations": [_columns(q, place) for q in quotations],
        "words": ArticleWords.objects.filter(article=article).values_list("text", flat=True).first(),
        "conflicts": conflicts,
        "readings": _ids(Reading.objects.filter(layer__capture__article=article)),
        "captures": list(captures.values_list("pk", "compared_at")),
    }
    shown = dict(enumerate(m.record.name if m.record else m.surface for m in mentions))
    lists: dict[str, list[tuple[Entry, Where]]] = {
        "blocks": [((kind, text[start:end]), (start, end)) for kind, start, end in blocks],
        "mentions": [
            ((m.kind, shown[place[m.pk]], o["surface"]), (o["start"], o["end"]))
            for m in mentions
            for o in m.occurrences
        ]
        + [((m.kind, m.surface, ""), None) for m in mentions if not m.occurrences],
        "roles": [
            (
                (
                    shown[place[r.mention_id]],
                    r.role,
                    shown.get(place.get(r.organisation_mention_id or 0, -1)),
                ),
                (r.start, r.end),
            )
            for r in roles
        ],
        "quotations": [
            (
                (q.text, q.kind, shown.get(place.get(q.speaker_mention_id or 0, -1), q.speaker)),
                (q.start, q.end),
            )
            for q in quotations
        ],
        "verdicts": [
            *(_judged("mention", m, m.surface) for m in mentions),
            *(
                (("occurrence", o["surface"], "rejected"), (o["start"], o["end"]))
                for m in mentions
                for o in m.occurrences
                if o.get("rejected")
            ),
            *(_judged("role", r, r.role or "") for r in roles),
            *(_judged("quotation", q, q.text) for q in quotations),
        ],
    }
    lists["verdicts"] = [entry for entry in lists["verdicts"] if entry[0][2]]
    return Picture(
        rows=rows,
        single=_single(article, reading, text, [a.person.name for a in authors]),
        lists=lists,
        conflicts=tuple(sorted({name for name, _decision, _value in conflicts})),
    )


def _columns(row: Any, mentions: Mapping[int, int]) -> dict[str, Any]:
    """A row's columns, ids of its own and times aside; a mention by its place among the article's."""
    out = {}
    for column in row._meta.concrete_fields:
        if column.name in _TIMES:
            continue
        value = getattr(row, column.attname)
        out[column.attname] = mentions.get(value) if column.attname.endswith("mention_id") else value
    return out


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _judged(kind: str, row: Any, words: str) -> tuple[Entry, Where]:
    word = "accepted" if row.accepted else "rejected" if row.rejected else ""
    start = row.first_start if hasattr(row, "first_start") else row.start
    return (kind, words, word), (start or 0, getattr(row, "end", start or 0))


def _single(article: Article, reading: Reading | None, text: str, authors: list[str]) -> dict[str, Any]:
    def cut(span: list[int] | None) -> str | None:
        return text[span[0] : span[1]] if span else None

    out: dict[str, Any] = {}
    for name in fields.READING_KEYS:
        column = f"{name}_stated" if name in ("published", "updated") else name
        out[name] = getattr(article, column) or None
    out["headline"] = None if article.headline_stands_in else article.headline
    out["publisher"] = article.publisher.name if article.publisher else None
    out["authors"] = authors or None
    out["date_precision"], out["date_reason"] = article.date_precision or None, article.date_reason or None
    out["state"] = article.state
    out["review"] = [reason["message"] for reason in article.review_reasons] or None
    images = reading.images if reading else []
    out["captions"] = [{part: cut(i.get(part)) for part in ("text", "credit", "alt")} for i in images] or None
    out["related"] = [cut(span) for span in (reading.related if reading else [])] or None
    return out


# --------------------------------------------------------------------------- held together


def difference(before: Picture | None, after: Picture) -> Difference:
    """What the second picture has otherwise; without a first, everything is new."""
    counts: dict[str, dict[str, int]] = {}
    values: dict[str, Any] = {}
    for name in SINGLE:
        old, new = before.single[name] if before else None, after.single[name]
        if old == new:
            continue
        how = "set" if old is None else "emptied" if new is None else "changed"
        counts[name] = {how: 1}
        values[name] = {"old": old, "new": new}
    for name in LISTS:
        entries = _entries(before.lists[name] if before else (), after.lists[name])
        if counted := {how: len(found) for how, found in entries.items() if found}:
            counts[name] = counted
            values[name] = {how: found for how, found in entries.items() if found}
    old_conflicts = set(before.conflicts) if before else set()
    opened = sorted(set(after.conflicts) - old_conflicts)
    closed = sorted(old_conflicts - set(after.conflicts))
    if opened or closed:
        told = {"opened": opened, "closed": closed}
        counts["conflicts"] = {how: len(found) for how, found in told.items() if found}
        values["conflicts"] = {how: found for how, found in told.items() if found}
    return Difference(counts, values)


def _entries(old: Iterable[tuple[Entry, Where]], new: Iterable[tuple[Entry, Where]]) -> dict[str, list[Any]]:
    """The entries that came, went, and stand elsewhere, in the order of the text.

    Equal entries are told apart by their places alone: two of three that stand where they stood have not
    moved, whatever became of the third.
    """
    places: tuple[dict[Entry, list[Where]], dict[Entry, list[Where]]] = (defaultdict(list), defaultdict(list))
    for held, entries in zip(places, (old, new), strict=True):
        for entry, where in entries:
            held[entry].append(where)
    out: dict[str, list[Any]] = {"added": [], "removed": [], "moved": []}
    for entry in dict.fromkeys((*places[1], *places[0])):
        were, are = Counter(places[0][entry]), Counter(places[1][entry])
        gone, come = sorted((were - are).elements(), key=_start), sorted((are - were).elements(), key=_start)
        for left, came in zip(gone, come, strict=False):
            out["moved"].append({"entry": list(entry), "old": _pair(left), "new": _pair(came)})
        out["added"] += [{"entry": list(entry), "new": _pair(where)} for where in come[len(gone) :]]
        out["removed"] += [{"entry": list(entry), "old": _pair(where)} for where in gone[len(come) :]]
    for found, at in (("added", "new"), ("removed", "old"), ("moved", "new")):
        out[found].sort(key=lambda told: (told[at] or [-1], [str(part) for part in told["entry"]]))
    return out


def _start(where: Where) -> tuple[int, int]:
    return where or (-1, -1)


def _pair(where: Where) -> list[int] | None:
    return None if where is None else list(where)
