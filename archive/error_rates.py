"""How often each rule was wrong, by what editors said of its proposals: counted, not estimated.

Counted are verdicts in force. One that was superseded or taken back counts no more.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from archive.models import Attestation, Mention, ProposedPair, Quotation, Verdict


class On(models.TextChoices):
    """What a rule proposes."""

    NAME = "name", _("name")
    SUBJECT = "subject", _("assigned subject")
    ROLE = "role", _("stated role")
    QUOTATION = "quotation", _("quotation")
    PAIR = "pair", _("pair of records")


_Word, _Subject = Verdict.Word, Verdict.Subject
_PAIR = Q(subject=_Subject.PAIR)
#: Verdicts by what they say of a proposal. Of a pair, "the same" says that proposing it was right.
WORDS = {
    "accepted": Q(word=_Word.ACCEPTED) | (_PAIR & Q(word=_Word.SAME)),
    "rejected": Q(word=_Word.REJECTED) | (_PAIR & Q(word=_Word.DIFFERENT)),
    "not_a_mention": Q(word=_Word.NOT_A_MENTION),
    "changed": ~_PAIR & Q(word=_Word.DIFFERENT),
}
#: So many mentions are counted by rule in about half a second.
_FEW = 50_000
#: Of the standard normal distribution, for an interval that holds the true rate 95 times in 100.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class RuleRate:
    """One rule in one version, and what came of its proposals."""

    on: str
    #: "" for verdicts that were given before rules were kept with them.
    rule: str
    version: str
    #: Proposals that the archive holds now.
    made: int = 0
    accepted: int = 0
    rejected: int = 0
    not_a_mention: int = 0
    #: The name was one, but of another record than was linked.
    changed: int = 0

    @property
    def judged(self) -> int:
        return self.accepted + self.wrong

    @property
    def wrong(self) -> int:
        return self.rejected + self.not_a_mention + self.changed

    @property
    def rate(self) -> float | None:
        """Share of the judged that was wrong; None where nothing was judged."""
        return self.wrong / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.wrong, self.judged)

    def told(self) -> dict[str, Any]:
        """As JSON, for other programs."""
        low, high = self.interval
        rate = None if self.rate is None else round(self.rate, 4)
        return {
            **asdict(self),
            "judged": self.judged,
            "error_rate": rate,
            "interval": None if rate is None else [round(low, 4), round(high, 4)],
        }


def wilson(wrong: int, judged: int) -> tuple[float, float]:
    """Wilson's interval for a share, at 95 %: honest for few cases, and for none wrong or all.

    >>> [round(x, 3) for x in wilson(0, 10)]
    [0.0, 0.278]
    """
    if not judged:
        return 0.0, 1.0
    share, z2 = wrong / judged, _Z * _Z
    middle = share + z2 / (2 * judged)
    spread = _Z * math.sqrt(share * (1 - share) / judged + z2 / (4 * judged * judged))
    low, high = ((middle + sign * spread) / (1 + z2 / judged) for sign in (-1, 1))
    return max(0.0, low) if wrong else 0.0, min(1.0, high) if wrong < judged else 1.0


def counting() -> QuerySet[Any, Any]:
    """The verdicts that count, each with `on`: what its rule had proposed."""
    names = Q(subject__in=(_Subject.MENTION, _Subject.OCCURRENCE))
    return (
        Verdict.objects.filter(superseded_by=None)
        .exclude(word=_Word.TAKEN_BACK)
        .annotate(
            on=Case(
                # A subject that was assigned has no place in the text.
                When(subject=_Subject.TOPIC, then=Value(On.SUBJECT.value)),
                When(names & Q(start=None), then=Value(On.SUBJECT.value)),
                When(names, then=Value(On.NAME.value)),
                When(subject=_Subject.ATTESTATION, then=Value(On.ROLE.value)),
                When(subject=_Subject.QUOTATION, then=Value(On.QUOTATION.value)),
                When(subject=_Subject.PAIR, then=Value(On.PAIR.value)),
                default=Value(""),
            )
        )
        .exclude(on="")
    )


def judged_by(on: str, rule: str, version: str) -> QuerySet[Any, Any]:
    """The verdicts that one row of `error_rates` counts."""
    return counting().filter(on=on, rule=rule, version=version)


def few_mentions() -> bool:
    """Whether the places of all names are counted in a moment: they are unfolded from each mention's JSON."""
    latest: int = Mention.objects.aggregate(latest=models.Max("pk"))["latest"] or 0
    return latest <= _FEW


def error_rates(*, with_made: bool = True) -> list[RuleRate]:
    """Every rule that proposed something or was judged, in a fixed number of queries; most judged first.

    Without `with_made` only those that were judged, and `made` is 0: for a large archive, where that is most
    of the time.
    """
    said: dict[tuple[str, str, str], dict[str, Any]] = defaultdict(dict)
    counts = {name: Count("pk", filter=which) for name, which in WORDS.items()}
    for row in counting().order_by().values("on", "rule", "version").annotate(**counts):
        key = (row["on"], row["rule"], row["version"])
        said[key] = {name: row[name] for name in WORDS}
    for key, number in _made().items() if with_made else ():
        said[key]["made"] = number
    rates = [RuleRate(*key, **numbers) for key, numbers in said.items()]
    return sorted(rates, key=lambda r: (-r.judged, -r.made, r.on, r.rule, r.version))


def _made() -> Counter[tuple[str, str, str]]:
    """How many proposals of each rule the archive holds."""
    made: Counter[tuple[str, str, str]] = Counter()
    for rule, version, number in _places():
        made[On.NAME, rule or "", version or ""] += number
    for on, model in ((On.ROLE, Attestation), (On.QUOTATION, Quotation)):
        rows = model._default_manager.order_by().values_list("rule", "version").annotate(n=Count("pk"))
        for rule, version, number in rows:
            made[on, rule, version] += number
    assigned = Mention.objects.filter(score__isnull=False).order_by()
    for reason, number in assigned.values_list("reason").annotate(n=Count("pk")):
        rule, _slash, version = reason.rpartition("/")
        made[On.SUBJECT, rule, version] += number
    pairs = ProposedPair.objects.order_by().annotate(rule=F("record_kind")).values_list("rule")
    for kind, number in pairs.annotate(n=Count("pk")):
        made[On.PAIR, f"look-alike-{kind}", ""] += number
    return made


def _places() -> Iterable[tuple[str | None, str | None, int]]:
    """Rule, version and number of the places where names stand; the database unfolds its JSON itself."""
    table = connection.ops.quote_name(Mention._meta.db_table)
    if connection.vendor == "postgresql":
        unfolded = f"{table} m CROSS JOIN LATERAL jsonb_array_elements(m.occurrences) o"
        columns = "o->>'rule', o->>'version'"
    else:
        unfolded = f"{table} m, json_each(m.occurrences) o"
        columns = "json_extract(o.value, '$.rule'), json_extract(o.value, '$.version')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}, COUNT(*) FROM {unfolded} GROUP BY 1, 2")  # noqa: S608 - no value
        yield from cursor.fetchall()
