"""Records as queries name them: an address part leads to one record, also a former one or a merged one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.documents import EntityKind
from archive.models import FormerSlug, Organisation, Person, Topic

MODELS: dict[str, type[Person] | type[Organisation] | type[Topic]] = {
    EntityKind.PERSON.value: Person,
    EntityKind.ORGANISATION.value: Organisation,
    EntityKind.TOPIC.value: Topic,
}
#: How many merges one after another are followed before something must be wrong.
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Reference:
    """A record within a query: what finds it, and what a chip calls it."""

    pk: int
    public_id: str
    slug: str
    name: str


def reference(record: Person | Organisation | Topic) -> Reference:
    return Reference(record.pk, record.public_id, record.slug, record.name)


def find_by_slug(kind: str, slugs: Iterable[str]) -> dict[str, Person | Organisation | Topic]:
    """The record behind each address part; one that leads nowhere is missing from the answer.

    A former address leads to the record that had it, a merged record to the one it became.
    """
    model = MODELS[kind]
    wanted = set(slugs)
    found = {r.slug: r for r in model.objects.filter(slug__in=wanted).select_related("merged_into")}
    if missing := wanted - set(found):
        former = dict(FormerSlug.objects.filter(kind=kind, slug__in=missing).values_list("slug", "public_id"))
        by_id = {
            r.public_id: r
            for r in model.objects.filter(public_id__in=former.values()).select_related("merged_into")
        }
        found |= {slug: by_id[public_id] for slug, public_id in former.items() if public_id in by_id}
    for slug, record in found.items():
        for _turn in range(_LONGEST_CHAIN):
            if record.merged_into is None:
                break
            record = record.merged_into  # noqa: PLW2901  (the next one along the chain)
        found[slug] = record
    return found
