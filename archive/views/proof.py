"""The proof of a value: the capture's whole text in labelled blocks, the place marked, and the rule."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.filters import BadParameters
from archive.models import Article, Attestation, Mention, Quotation, Reading, TextLayer
from archive.views.addresses import article_at
from archive.views.errors import bad_parameters, gone
from archive.views.evidence import FIELD_OF, evidence_of

#: A longer text is shown around the marked place only; the page says so.
LONGEST_SHOWN = 120_000
_PARAMETERS = ("field", "mention", "quotation", "role", "capture", "start", "end")
_SUBJECTS = ("field", "mention", "quotation", "role")


@dataclass(slots=True)
class Shown:
    """What the proof shows beside the text: the value, its places, and what it rests on."""

    layer: TextLayer | None
    title: str = ""
    value: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    decided: Any = None
    #: Where nothing is marked: why not.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the text layer, cut into (words, marked, first of the marked)."""

    kind: str
    start: int
    pieces: list[tuple[str, bool, bool]]


@require_safe
def proof(request: HttpRequest, public_id: str) -> HttpResponse:
    """The capture as it came; `?field=`, `?mention=`, `?quotation=`, `?role=` or `?start=&end=` is marked."""
    article = article_at(public_id)
    if article.state == Article.State.WITHDRAWN:
        return gone(request, article)
    if article.public_id != public_id:
        address = reverse("archive:proof", args=[article.public_id])
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    try:
        asked = _asked(request)
        shown = _shown(article, asked)
        text = shown.layer.content.text if shown.layer else ""
        if "start" in asked:
            shown.spans = [_span(asked, len(text))]
            shown.value = text[shown.spans[0][0] : shown.spans[0][1]]
    except BadParameters as error:
        return bad_parameters(request, error)
    reading = _reading(article, shown.layer)
    low, high = _window(len(text), shown.spans)
    context = {
        "article": article,
        "shown": shown,
        "layer": shown.layer,
        "capture": shown.layer.capture if shown.layer else article.current_capture,
        "reading": reading,
        "rows": rows_of(text, reading.blocks if reading else [], shown.spans, low, high),
        "window": (low, high) if (low, high) != (0, len(text)) else None,
        "length": len(text),
        "section": "articles",
    }
    return render(request, "archive/proof.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    """The parameters, each known and given once, at most one subject. Raises `BadParameters`."""
    problems = []
    for name in request.GET:
        if name not in _PARAMETERS:
            problems.append(
                _("%(name)s: is no parameter of this page. Take one of: %(known)s.")
                % {"name": name[:60], "known": ", ".join(_PARAMETERS)}
            )
        elif len(request.GET.getlist(name)) > 1:
            problems.append(_("%(name)s: is given more than once. Give it once.") % {"name": name})
    asked = {name: str(value) for name, value in request.GET.items() if name in _PARAMETERS}
    subjects = [name for name in _SUBJECTS if name in asked]
    if len(subjects) > 1 or (subjects and "start" in asked):
        problems.append(
            _("%(names)s: only one thing can be marked. Leave out the others.")
            % {"names": ", ".join(subjects + ["start"] * ("start" in asked))}
        )
    if ("start" in asked) != ("end" in asked):
        problems.append(_("start, end: belong together. Give both."))
    for name in ("mention", "quotation", "role", "start", "end"):
        value = asked.get(name, "0")
        if not (value.isascii() and value.isdigit() and len(value) < 16):
            problems.append(f"{name}={value[:60]}: {_('Give a whole number.')}")
    if asked.get("field", "title") not in FIELD_OF:
        problems.append(
            _("field=%(value)s: is no field of an article. Take one of: %(known)s.")
            % {"value": asked["field"][:60], "known": ", ".join(dict.fromkeys(FIELD_OF))}
        )
    if problems:
        raise BadParameters(problems)
    return asked


def _span(asked: dict[str, str], length: int) -> tuple[int, int]:
    start, end = int(asked["start"]), int(asked["end"])
    if not start < end <= length:
        raise BadParameters(
            [
                _(
                    "start=%(start)d, end=%(end)d: is no stretch of this text. Give two numbers from 0 to"
                    " %(length)d, the lesser first."
                )
                % {"start": start, "end": end, "length": length}
            ]
        )
    return start, end


def _shown(article: Article, asked: dict[str, str]) -> Shown:
    """What was asked for. Raises `Http404` where the article has nothing of the kind."""
    current = article.current_reading.layer if article.current_reading else None
    if "field" in asked:
        return _field(article, FIELD_OF[asked["field"]], current)
    if "mention" in asked:
        return _mention(
            _row(article.mentions.select_related("person", "organisation", "topic"), asked["mention"])
        )
    if "quotation" in asked:
        return _quotation(_row(article.quotations.all(), asked["quotation"]))
    if "role" in asked:
        rows = article.attestations.select_related("mention__person", "organisation_mention__organisation")
        return _role(_row(rows, asked["role"]))
    if "capture" in asked:
        capture = article.captures.filter(digest=asked["capture"]).first()
        if capture is None:
            raise Http404(_("This article has no capture with this digest."))
        return Shown(capture.layers.order_by("-pk").first())
    return Shown(current)


def _row(rows: Any, number: str) -> Any:
    found = rows.select_related("layer__content", "layer__capture").filter(pk=int(number)).first()
    if found is None:
        raise Http404(_("Nothing of this number stands in this article."))
    return found


def _field(article: Article, name: str, layer: TextLayer | None) -> Shown:
    authors = [a.person.name for a in article.authorships.select_related("person").order_by("position", "pk")]
    found = next(e for e in evidence_of(article, authors) if e.field == name)
    shown = Shown(layer, str(found.label), found.value, list(found.spans), decided=found)
    if found.rule:
        shown.facts.append((_("Rule"), found.rule))
    if found.reason:
        shown.facts.append((_("Because"), found.reason))
    if not found.rule and found.decision is None:
        shown.note = _("The page does not say, or it could not be read. Unknown stays unknown.")
    elif not found.spans:
        shown.note = _("This value stands nowhere in the text: it was derived, or an editor set it.")
    return shown


def _mention(mention: Mention) -> Shown:
    record = mention.record
    places = mention.standing_occurrences()
    shown = Shown(
        mention.layer,
        _("Mention"),
        record.name if record else mention.surface,
        [(o["start"], o["end"]) for o in places],
        _rules(f"{o['rule']}/{o['version']}" for o in places),
    )
    if mention.reason:
        shown.facts.append((_("Because"), mention.reason))
    if record is None:
        shown.note = _("Not identified: it stands for no record yet.")
    elif not mention.occurrences:
        shown.facts += [(_("Evidence"), str(words)) for words in mention.evidence]
        shown.note = _("The article is taken to be about this without naming it.")
    return shown


def _quotation(quotation: Quotation) -> Shown:
    facts = _rules([f"{quotation.rule}/{quotation.version}"])
    facts.insert(0, (_("Speaker"), quotation.speaker or _("unknown")))
    if quotation.cue:
        facts.insert(1, (_("Cue"), quotation.cue))
    spans = [(start, end) for start, end in quotation.parts]
    return Shown(quotation.layer, _("Quotation"), quotation.text, spans, facts)


def _role(statement: Attestation) -> Shown:
    facts = _rules([f"{statement.rule}/{statement.version}"])
    at = statement.organisation_mention
    if at is not None:
        facts.insert(0, (_("At"), at.organisation.name if at.organisation else at.surface))
    who = statement.mention.person.name if statement.mention.person else statement.mention.surface
    facts.insert(0, (_("Of"), who))
    value = statement.role or _("member")
    return Shown(statement.layer, _("Stated role"), value, [(statement.start, statement.end)], facts)


def _rules(rules: Any) -> list[tuple[str, str]]:
    return [(_("Rule"), rule) for rule in dict.fromkeys(rules)]


def _reading(article: Article, layer: TextLayer | None) -> Reading | None:
    """The reading whose labels are shown: the current one of the article, else the last of the layer."""
    current = article.current_reading
    if layer is None or (current is not None and current.layer_id == layer.pk):
        return current
    return layer.readings.order_by("-pk").first()


def _window(length: int, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The stretch that is shown: everything, or as much as is reasonable around the first marked place."""
    if length <= LONGEST_SHOWN:
        return 0, length
    first = spans[0][0] if spans else 0
    low = max(0, min(first - LONGEST_SHOWN // 2, length - LONGEST_SHOWN))
    return low, low + LONGEST_SHOWN


def rows_of(
    text: str, blocks: list[list[Any]], spans: list[tuple[int, int]], low: int, high: int
) -> list[Row]:
    """The text from `low` to `high` as labelled rows; white space between blocks goes with the one before."""
    edges: list[tuple[str, int, int]] = []
    at = low
    for index, (kind, start, end) in enumerate(blocks):
        following = blocks[index + 1][1] if index + 1 < len(blocks) else len(text)
        if end <= low or start >= high:
            continue
        if start > at:
            edges.append(("", at, start))
        edges.append((kind, max(start, low), min(following, high)))
        at = following
    if at < high:
        edges.append(("", at, high))
    marks = _apart(spans)
    return [Row(kind, start, _pieces(text, start, end, marks)) for kind, start, end in edges if start < end]


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places in order, none within another."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not out or start >= out[-1][1]:
            out.append((start, end))
        else:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
    return out


def _pieces(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> list[tuple[str, bool, bool]]:
    out = []
    at = start
    for index in range(bisect_right(marks, start, key=itemgetter(1)), len(marks)):
        low, high = max(marks[index][0], start), min(marks[index][1], end)
        if low >= end:
            break
        if at < low:
            out.append((text[at:low], False, False))
        out.append((text[low:high], True, index == 0 and low == marks[0][0]))
        at = high
    if at < end:
        out.append((text[at:end], False, False))
    return out
