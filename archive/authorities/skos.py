"""SKOS in JSON-LD: a concept becomes a topic entry, and a topic entry a concept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from archive.authorities.entries import AuthorityEntry, BadRow, NameForm, Reference
from archive.authorities.fields import form_of, language_of, object_of, text_of, without_repeats
from archive.authorities.identifiers import id_for, identifiers_of_id, normalised, stated_identifier
from archive.documents import EntityKind, TopicKind

_SKOS = "http://www.w3.org/2004/02/skos/core#"
#: Written before the concepts; it makes the file JSON-LD that any reader of linked data understands.
CONTEXT: dict[str, Any] = {
    "skos": _SKOS,
    "schema": "http://schema.org/",
    "archive": "urn:news-archive:terms:",
    "wikidata": "http://www.wikidata.org/entity/",
    "medtop": "http://cv.iptc.org/newscodes/mediatopic/",
    "geonames": "https://sws.geonames.org/",
    "iso": "https://www.iso.org/obp/ui/#iso:code:3166:",
    "gnd": "https://d-nb.info/gnd/",
    "viaf": "http://viaf.org/viaf/",
    "topic": "urn:news-archive:topic:",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "acronymLabel": {"@id": "archive:acronymLabel", "@container": "@language"},
    "transliterationLabel": {"@id": "archive:transliterationLabel", "@container": "@language"},
    "formerLabel": {"@id": "archive:formerLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "exactMatch": {"@id": "skos:exactMatch", "@type": "@id"},
    "notation": "skos:notation",
    "topicKind": "archive:topicKind",
}
#: Our finer kinds of skos:altLabel, and that label itself; its forms are told by their shape.
_LABELS = {
    "acronymLabel": "acronym",
    "transliterationLabel": "transliteration",
    "formerLabel": "former",
    "altLabel": "",
    "hiddenLabel": "",
}
_TYPE_KINDS = {"place": TopicKind.PLACE, "event": TopicKind.EVENT}
#: The language of the preferred name where a concept has several.
_PREFERRED_LANGUAGES = ("en", "en-GB", "en-US", "")


def is_concept(types: Iterable[str]) -> bool:
    """Whether one of a row's types is skos:Concept."""
    return any(_local(kind) == "concept" for kind in types)


def types_of(row: Mapping[str, Any]) -> list[str]:
    """The types of a row, from `@type` or `type`."""
    value = row.get("@type", row.get("type"))
    values = value if isinstance(value, list) else [value]
    return [text_of(item, "@type") for item in values if item is not None]


def concept_id(row: Mapping[str, Any]) -> str:
    """The concept's own id."""
    return text_of(row.get("@id", row.get("id")), "@id", limit=2000)


def broader_ids(row: Mapping[str, Any]) -> list[str]:
    """The ids of the wider concepts."""
    return [_id_in(value) for value in _many(_field(row, "broader"))]


def read_concept(row: Mapping[str, Any], known: Mapping[str, Reference]) -> AuthorityEntry:
    """The topic of a concept; `known` tells what the file's other concepts are called."""
    preferred = list(_labels(_field(row, "prefLabel"), "prefLabel"))
    if not preferred:
        raise BadRow('the preferred name is missing: give one in "prefLabel"')
    by_language = dict(reversed(preferred))
    language = next((tag for tag in _PREFERRED_LANGUAGES if tag in by_language), preferred[0][0])
    name = by_language[language]
    forms = [NameForm(text, tag) for tag, text in preferred if tag != language]
    for key, form in _LABELS.items():
        for tag, text in _labels(_field(row, key), key):
            forms.append(NameForm(text, tag, form or form_of("", text)))
    broader = tuple(
        known.get(target) or Reference(target, identifiers=identifiers_of_id(target))
        for target in broader_ids(row)
    )
    definitions = dict(_labels(_field(row, "definition"), "definition", limit=5000))
    return AuthorityEntry(
        kind=EntityKind.TOPIC,
        id=concept_id(row),
        name=name,
        language=language,
        names=without_repeats(name, language, forms),
        identifiers=_identifiers(row),
        description=definitions.get(language) or next(iter(definitions.values()), ""),
        topic_kind=_topic_kind(row),
        broader=broader,
    )


def concept_reference(row: Mapping[str, Any]) -> Reference:
    """The concept as other concepts point at it."""
    preferred = dict(_labels(_field(row, "prefLabel"), "prefLabel"))
    name = preferred.get("en") or next(iter(preferred.values()), "")
    return Reference(concept_id(row), name, _identifiers(row))


def write_concept(entry: AuthorityEntry) -> dict[str, Any]:
    """The concept of a topic; the first alias of each other language is its preferred label there."""
    kind = entry.topic_kind or TopicKind.SUBJECT
    own = entry.id or id_for(entry.identifiers)
    types = ["skos:Concept"] + (["schema:Place"] if kind is TopicKind.PLACE else [])
    types += ["schema:Event"] if kind is TopicKind.EVENT else []
    preferred = {entry.language or "@none": entry.name}
    others: dict[str, dict[str, list[str]]] = {}
    for form in entry.names:
        language = form.language or "@none"
        if form.form == "alias" and language not in preferred and language != "@none":
            preferred[language] = form.text
            continue
        key = "altLabel" if form.form == "alias" else f"{form.form}Label"
        others.setdefault(key, {}).setdefault(language, []).append(form.text)
    row: dict[str, Any] = {"@id": own, "@type": types if len(types) > 1 else types[0], "topicKind": str(kind)}
    row["prefLabel"] = preferred
    row |= {key: others[key] for key in sorted(others)}
    if entry.description:
        row["definition"] = {entry.language or "@none": entry.description}
    if entry.broader:
        targets = [reference.id for reference in entry.broader]
        row["broader"] = targets if len(targets) > 1 else targets[0]
    told = identifiers_of_id(own)
    rest = {scheme: value for scheme, value in sorted(entry.identifiers.items()) if told.get(scheme) != value}
    matches = [text for scheme, value in rest.items() if (text := id_for({scheme: value}))]
    if matches:
        row["exactMatch"] = matches if len(matches) > 1 else matches[0]
    notations = [{"@type": s, "@value": v} for s, v in rest.items() if not id_for({s: v})]
    if notations:
        row["notation"] = notations
    return row


def _local(term: str) -> str:
    return term.replace("#", "/").replace(":", "/").rpartition("/")[2].casefold()


def _field(row: Mapping[str, Any], key: str) -> Any:
    """A property under its short name, its prefix or its full address."""
    for name in (key, f"skos:{key}", f"{_SKOS}{key}"):
        if name in row:
            return row[name]
    return None


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _id_in(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id", value.get("id"))
    text = text_of(value, "the target of a relation", limit=2000)
    if not text:
        raise BadRow("a relation points at nothing: give the other concept's @id")
    return text


def _labels(value: Any, what: str, *, limit: int = 500) -> Iterable[tuple[str, str]]:
    """(language, text) in the order of the file: a language map, value objects, or plain text."""
    if isinstance(value, dict) and "@value" not in value:
        for tag, texts in value.items():
            for text in _many(texts):
                checked = text_of(text, what, limit=limit)
                if checked:
                    yield language_of(tag), checked
        return
    for item in _many(value):
        tag, text = "", item
        if isinstance(item, dict):
            tag, text = language_of(item.get("@language")), item.get("@value")
        checked = text_of(text, what, limit=limit)
        if checked:
            yield tag, checked


def _topic_kind(row: Mapping[str, Any]) -> TopicKind:
    stated = text_of(row.get("topicKind", row.get("topic_kind")), "topicKind")
    if stated:
        try:
            return TopicKind(stated.casefold())
        except ValueError as error:
            kinds = ", ".join(TopicKind)
            raise BadRow(f"unknown kind of topic {stated[:40]!r}: it is one of {kinds}") from error
    for kind in types_of(row):
        if _local(kind) in _TYPE_KINDS:
            return _TYPE_KINDS[_local(kind)]
    return TopicKind.SUBJECT


def _identifiers(row: Mapping[str, Any]) -> dict[str, str]:
    found = identifiers_of_id(concept_id(row))
    stated: list[tuple[str, str]] = []
    for value in _many(_field(row, "exactMatch")):
        match = stated_identifier(_id_in(value))
        if match:
            stated.append(match)
    for value in _many(_field(row, "notation")):
        if isinstance(value, dict):
            scheme = text_of(value.get("@type"), "the type of a notation")
            stated.append(normalised(scheme, text_of(value.get("@value"), "a notation")))
    for value in _many(row.get("identifiers")):
        item = object_of(value, "an identifier")
        scheme = text_of(item.get("scheme"), "a scheme")
        stated.append(normalised(scheme, text_of(item.get("identifier"), "an identifier")))
    for scheme, identifier in stated:
        # exactMatch may name two concepts of one vocabulary: the first stands.
        found.setdefault(scheme, identifier)
    return found
