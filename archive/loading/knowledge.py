"""What the archive knows when a text is read: names, subjects, and what editors' assignments taught."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from archive.documents import EntityKind, KnownName, KnownSubject, RawCapture, TopicKind
from archive.loading.candidates import MODELS, NAMES
from archive.models import LearnedSubjects, Topic, TopicIdentifier, TopicName
from archive.models.authority import AuthorityRecord
from archive.preparing import Prepared, Preparer, prepare
from archive.preparing.processes import Read
from archive.recognition import Gazetteer, Learned, SubjectIndex

log = logging.getLogger(__name__)

#: `AuthorityName.source` of names that a merge copied to the record that stays: the record they came from
#: is still known by them, so that what is linked later can be taken apart with the rest.
MERGED_SOURCE = "merge:"
#: Candidates are not among them, so that what a document yields does not depend on what was loaded before.
_VOUCHED = (AuthorityRecord.Status.ESTABLISHED, AuthorityRecord.Status.MERGED)


def known_names() -> Iterator[KnownName]:
    """Every name that recognition may look for: of records that an editor or a file vouches for."""
    for kind, model in MODELS.items():
        topic_kinds: dict[int, TopicKind] = {}
        keys: dict[int, str] = {}
        rows = model.objects.filter(status__in=_VOUCHED).order_by("pk")
        columns = ["pk", "public_id", "name", *(["kind"] if kind is EntityKind.TOPIC else [])]
        for pk, key, name, *topic in rows.values_list(*columns).iterator():
            keys[pk] = key
            if topic:
                topic_kinds[pk] = TopicKind(topic[0])
            yield KnownName(key, kind, name, "preferred", "", topic_kinds.get(pk))
        names = NAMES[kind].objects.exclude(source__startswith=MERGED_SOURCE).order_by("pk")
        for pk, text, form, language in names.values_list("record_id", "text", "form", "language").iterator():
            if pk in keys:
                yield KnownName(keys[pk], kind, text, form, language, topic_kinds.get(pk))


def known_subjects() -> list[KnownSubject]:
    """Every subject that articles may be about, vouched for likewise.

    A merged one is known as well, and implies what the one it went into does; what is assigned by it can be
    taken apart with the merge. A subject with several codes, as after a merge, comes once for each.
    """
    kind = TopicKind.SUBJECT
    rows = list(Topic.objects.filter(kind=kind, status__in=_VOUCHED).order_by("pk").select_related("broader"))
    by_pk = {topic.pk: topic for topic in rows}
    names: dict[int, list[str]] = defaultdict(list)
    labels = TopicName.objects.filter(record__kind=kind).exclude(source__startswith=MERGED_SOURCE)
    for pk, text in labels.order_by("pk").values_list("record_id", "text"):
        names[pk].append(text)
    codes: dict[int, list[str]] = defaultdict(list)
    identifiers = TopicIdentifier.objects.filter(scheme=TopicIdentifier.Scheme.IPTC, record__kind=kind)
    for pk, value in identifiers.order_by("value").values_list("record_id", "value"):
        codes[pk].append(value)
    out = []
    for topic in rows:
        broader = _standing(topic, by_pk).broader
        wider = (broader.public_id,) if broader is not None and broader.pk in by_pk else ()
        called = tuple(dict.fromkeys([topic.name, *names[topic.pk]]))
        out += [KnownSubject(topic.public_id, code, called, wider) for code in codes[topic.pk] or [""]]
    return out


def _standing(topic: Topic, by_pk: dict[int, Topic]) -> Topic:
    """What a topic stands for after merges, of the rows held."""
    seen = {topic.pk}
    while topic.merged_into_id in by_pk and topic.merged_into_id not in seen:
        topic = by_pk[topic.merged_into_id]
        seen.add(topic.pk)
    return topic


def learned_in_force() -> Learned:
    """What was learned last about subjects and not undone; nothing where it cannot be read."""
    row = LearnedSubjects.objects.in_force()
    if row is None:
        return Learned()
    try:
        return Learned.of_values(row.weights.values)
    except (KeyError, TypeError, ValueError) as error:
        log.warning("What was learned about subjects (%s) cannot be used: %r. Learn again.", row, error)
        return Learned()


def gazetteer_now() -> Gazetteer:
    """All that is known, as reading in this process uses it; indexing the names takes a second."""
    return Gazetteer.build(known_names(), SubjectIndex.build(known_subjects(), learned_in_force()))


def preparer_now(workers: int = 1, *, read: Read | None = None) -> Preparer:
    """Processes that read with all that is known; `read` is another way to read than the usual."""
    how: dict[str, Any] = {} if read is None else {"read": read}
    return Preparer(known_names(), workers, subjects=known_subjects(), learned=learned_in_force(), **how)


class PreparesHere:
    """Reads single captures in this process; what is known is indexed when the first one comes."""

    def __init__(self) -> None:
        self._gazetteer: Gazetteer | None = None

    def __call__(self, raw: RawCapture) -> Prepared:
        if self._gazetteer is None:
            self._gazetteer = gazetteer_now()
        return prepare(raw, self._gazetteer)
