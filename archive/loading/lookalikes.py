"""New candidates that look like a record the archive has: proposed as pairs, never merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from archive.documents import EntityKind
from archive.identity import sha256
from archive.loading.records import MERGED_SOURCE, NAMES
from archive.models import ProposedPair
from archive.models.authority import AuthorityRecord
from archive.models.naming import AuthorityName
from archive.names import fold, likeness_key, sound_key, split_person, telling_words

#: More than so many proposals for one new name tell an editor nothing.
_MOST_PAIRS = 5
#: A key that so many names share ("european") is no sieve.
_MOST_SHARING = 400


def propose_look_alikes(made: Iterable[AuthorityRecord]) -> int:
    """Propose pairs for candidates just made; returns how many. Call in the transaction that made them."""
    by_kind: dict[EntityKind, list[AuthorityRecord]] = defaultdict(list)
    for record in made:
        by_kind[record.KIND].append(record)
    pairs: dict[tuple[str, str], ProposedPair] = {}
    for kind in (EntityKind.PERSON, EntityKind.ORGANISATION):
        keys = {r: likeness_key(r.name, person=kind is EntityKind.PERSON) for r in by_kind[kind]}
        sharing = _sharing(kind, {key for key in keys.values() if key})
        for record, key in keys.items():
            for score, name in _alike(kind, record, sharing.get(key, []))[:_MOST_PAIRS]:
                other: AuthorityRecord = name.record  # type: ignore[attr-defined]
                first, second = sorted((record.public_id, other.public_id))
                pairs.setdefault(
                    (first, second),
                    ProposedPair(
                        record_kind=kind.value,
                        first_id=first,
                        second_id=second,
                        score=round(score, 2),
                        reason=f"“{record.name}” and “{name.text}” may be two spellings or names of one."[
                            :500
                        ],
                    ),
                )
    ProposedPair.objects.bulk_create(pairs.values(), ignore_conflicts=True)
    return len(pairs)


def _sharing(kind: EntityKind, keys: set[str]) -> dict[str, list[AuthorityName]]:
    """The names of unmerged records that share each key; none for a key that too many share."""
    out: dict[str, list[AuthorityName]] = defaultdict(list)
    if keys:
        rows = NAMES[kind].objects.filter(likeness__in=keys, record__merged_into=None)
        for row in rows.exclude(source__startswith=MERGED_SOURCE).select_related("record").order_by("pk"):
            if len(out[row.likeness]) <= _MOST_SHARING:
                out[row.likeness].append(row)
    return {key: names for key, names in out.items() if len(names) <= _MOST_SHARING}


def _alike(
    kind: EntityKind, record: AuthorityRecord, names: list[AuthorityName]
) -> list[tuple[float, AuthorityName]]:
    """The names that look like the record's, most alike first, each record once."""
    score_of = _people_alike if kind is EntityKind.PERSON else _bodies_alike
    best: dict[int, tuple[float, AuthorityName]] = {}
    for name in names:
        pk = name.record_id  # type: ignore[attr-defined]
        if pk == record.pk or fold(name.text) == fold(record.name):
            continue
        score = score_of(record.name, name.text)
        if score > best.get(pk, (0.0, None))[0]:
            best[pk] = (score, name)
    return sorted(best.values(), key=lambda found: (-found[0], sha256(found[1].text)))


def _people_alike(one: str, other: str) -> float:
    """0.9 where two names sound the same, 0.6 where one given name is short for the other, else 0."""
    if sound_key(one) == sound_key(other):
        return 0.9
    a, b = (fold(split_person(name)[0]).rstrip(".") for name in (one, other))
    short, long = sorted((a, b), key=len)
    return 0.6 if long.startswith(short) else 0.0


def _bodies_alike(one: str, other: str) -> float:
    """The share of telling words that two names have in common, from two words and a third of all on."""
    a, b = set(telling_words(one)), set(telling_words(other))
    common = len(a & b)
    share = common / len(a | b) if a | b else 0.0
    return share if common >= 2 and share >= 1 / 3 else 0.0
