"""How often each rule was wrong: all rules in a table, each count a link to exactly what it counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from archive.admin.desk import EMPTY
from archive.error_rates import WORDS, On, RuleRate, counting, error_rates, few_mentions, judged_by
from archive.models import Verdict

#: Heading, and what a column is sorted by; numbers begin with the largest.
COLUMNS: tuple[tuple[str, Any, Callable[[RuleRate], Any], bool], ...] = (
    ("on", gettext_lazy("proposes"), lambda r: str(On(r.on).label), False),
    ("rule", gettext_lazy("rule"), lambda r: r.rule, False),
    ("version", gettext_lazy("version"), lambda r: r.version, False),
    ("made", gettext_lazy("in the archive"), lambda r: r.made, True),
    ("judged", gettext_lazy("judged"), lambda r: r.judged, True),
    ("accepted", gettext_lazy("accepted"), lambda r: r.accepted, True),
    ("rejected", gettext_lazy("rejected"), lambda r: r.rejected, True),
    ("not_a_mention", gettext_lazy("not a mention"), lambda r: r.not_a_mention, True),
    ("changed", gettext_lazy("another record"), lambda r: r.changed, True),
    ("rate", gettext_lazy("wrong"), lambda r: -1.0 if r.rate is None else r.rate, True),
    ("low", gettext_lazy("95 % interval"), lambda r: r.interval[0] if r.judged else -1.0, True),
)
_SORTED = {name: (key, numeric) for name, _label, key, numeric in COLUMNS}


class JudgedRuleFilter(admin.SimpleListFilter):
    """The verdicts that a row of the rules' table counts; chosen there, not from a list."""

    title = gettext_lazy("rule")
    parameter_name = "judged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return []

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Any:
        chosen = self.value()
        yield {
            "selected": chosen is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name, "said"]),
            "display": _("All"),
        }
        if chosen:
            on, rule, version = _parts(chosen)
            yield {
                "selected": True,
                "query_string": changelist.get_query_string({self.parameter_name: chosen}),
                "display": f"{rule or EMPTY}/{version or EMPTY} ({On(on).label if on in On.values else on})",
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> QuerySet[Verdict]:
        chosen = self.value()
        if not chosen:
            return queryset
        return queryset.filter(pk__in=judged_by(*_parts(chosen)).order_by().values("pk"))


class SaidFilter(admin.SimpleListFilter):
    """What a verdict in force says of its proposal, in the words of the rules' table."""

    title = gettext_lazy("says of the proposal")
    parameter_name = "said"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, label) for name, label, _key, _numeric in COLUMNS if name in WORDS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Verdict]) -> QuerySet[Verdict]:
        which = WORDS.get(self.value() or "")
        if which is None:
            return queryset
        return queryset.filter(pk__in=counting().filter(which).order_by().values("pk"))


def _parts(chosen: str) -> tuple[str, str, str]:
    """What is being judged, rule and version, of an address; nothing is judged by what is no such list."""
    try:
        on, rule, version = json.loads(chosen)
    except (ValueError, TypeError):
        return "", "", ""
    return str(on), str(rule), str(version)


def verdicts_url(rate: RuleRate, said: str = "") -> str:
    """Address of the verdicts that a number of a rule counts."""
    asked = {"judged": json.dumps((rate.on, rate.rule, rate.version)), **({"said": said} if said else {})}
    return f"{reverse('admin:archive_verdict_changelist')}?{urlencode(asked)}"


@require_safe
def rules_view(request: HttpRequest) -> HttpResponse:
    """The table; `?o=rate` or `?o=-rate` sorts it by a column."""
    if not request.user.has_perm("archive.view_verdict"):
        raise PermissionDenied
    asked = request.GET.get("o", "")
    name, turned = asked.removeprefix("-"), asked.startswith("-")
    with_made = request.GET.get("made") == "yes" or few_mentions()
    rates = error_rates(with_made=with_made)
    if name in _SORTED:
        key, numeric = _SORTED[name]
        rates.sort(key=key, reverse=numeric != turned)
    context = {
        **admin.site.each_context(request),
        "title": _("Rules and their errors"),
        "opts": Verdict._meta,
        "heads": [_head(column, name, turned, with_made) for column in COLUMNS],
        "rows": [_row(rate, with_made) for rate in rates],
        "with_made": with_made,
    }
    return TemplateResponse(request, "archive/admin/rules.html", context)


def _head(
    column: tuple[str, Any, Any, bool], sorted_by: str, turned: bool, with_made: bool
) -> dict[str, Any]:
    name, label, _key, numeric = column
    again = name == sorted_by and not turned
    way = "" if name != sorted_by else "descending" if numeric != turned else "ascending"
    asked = {"o": f"-{name}" if again else name, **({"made": "yes"} if with_made else {})}
    return {"label": label, "url": f"?{urlencode(asked)}", "numeric": numeric, "way": way}


def _row(rate: RuleRate, with_made: bool) -> dict[str, Any]:
    low, high = rate.interval
    numbers = [(rate.judged, verdicts_url(rate) if rate.judged else "")]
    for name in WORDS:
        number = getattr(rate, name)
        numbers.append((number, verdicts_url(rate, name) if number else ""))
    return {
        "on": On(rate.on).label,
        "rule": rate.rule or EMPTY,
        "version": rate.version or EMPTY,
        "made": rate.made if with_made else EMPTY,
        "numbers": numbers,
        "rate": EMPTY if rate.rate is None else _percent(rate.rate),
        "interval": f"{_percent(low)} – {_percent(high)}" if rate.judged else EMPTY,
    }


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
