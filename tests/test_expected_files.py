"""The expected results in tests/expected/ agree with the captures in seeds/ and with themselves.

Nothing of the archive is run here: these files were read from the text by a person's rules before any
program output existed, and this keeps a slip of the pen in them from passing for a fault of a reader.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.documents import SEARCHED_KINDS, BlockKind, QuotationKind, SpeakerKind

ROOT = Path(__file__).resolve().parents[1]
CAPTURES = ROOT / "seeds" / "captures"
EXPECTED = ROOT / "tests" / "expected"

#: The bytes as received. A tool that tidied the odd spaces of the seeds would show here first.
DIGESTS = {
    "000_8ad540781c143b60": "f682720c40aff1560c214d31b3064ec4c05bbb63b005f3e488a8a80aa5cb97db",
    "001_41e07a5bab543b02": "b50b5ce559dc9106d7219d001b1f5f0f0543c775038e005df91a7fd544c57d7e",
}
#: What the export states of an article and a reader can state beforehand: no ids, no times of loading.
KEYS = frozenset(
    "source sha256 media_type url publisher section language title kicker lead date date_precision authors"
    " byline blocks captions related entities topics attestations quotes provenance".split()
)
FIELD_BLOCKS = {
    "title": "headline",
    "lead": "lead",
    "byline": "byline",
    "section": "page-title",
}

Span = tuple[int, int]


@pytest.fixture(params=sorted(DIGESTS), scope="module")
def stem(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def text(stem: str) -> str:
    return (CAPTURES / f"{stem}.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def expected(stem: str) -> dict[str, Any]:
    return json.loads((EXPECTED / f"{stem}.json").read_text(encoding="utf-8"))


def spans_with_text(value: Any, where: str = "") -> Iterator[tuple[str, int, int, str]]:
    """Every object of the file that states a start, an end and the words between them."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and len(value.get("parts", ())) < 2:
            yield where, value["start"], value["end"], value["text"]
        for key, inner in value.items():
            yield from spans_with_text(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from spans_with_text(inner, f"{where}[{number}]")


def mentions(expected: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Kind and mention of all entities and topics."""
    return [(e["kind"], m) for e in expected["entities"] + expected["topics"] for m in e["mentions"]]


def searched(expected: dict[str, Any]) -> list[Span]:
    return [(b["start"], b["end"]) for b in expected["blocks"] if BlockKind(b["kind"]) in SEARCHED_KINDS]


def inside(span: Span, spans: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def meets(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def span_of(value: dict[str, Any]) -> Span:
    return value["start"], value["end"]


def names_of(entity: dict[str, Any]) -> set[str]:
    return {entity["name"], *entity.get("may_be", ())}


# ------------------------------------------------------------------------------- the file as a whole


def test_the_seed_is_byte_for_byte_the_one_that_was_read(stem: str, expected: dict[str, Any]) -> None:
    content = (CAPTURES / f"{stem}.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == DIGESTS[stem] == expected["sha256"]
    assert expected["source"] == f"{stem}.txt"
    assert expected["characters"] == len(content.decode("utf-8"))


def test_no_expected_file_is_without_its_digest_here() -> None:
    assert {path.stem for path in EXPECTED.glob("*.json")} == set(DIGESTS)


def test_every_key_of_the_export_that_can_be_known_beforehand_is_there(expected: dict[str, Any]) -> None:
    assert expected.keys() >= KEYS


def test_every_stated_span_cuts_its_own_words(text: str, expected: dict[str, Any]) -> None:
    found = list(spans_with_text(expected))
    wrong = [
        (where, words, text[start:end]) for where, start, end, words in found if text[start:end] != words
    ]
    assert wrong == []
    assert len(found) > 150  # the walk has met blocks, mentions, roles, quotations and traps


# ------------------------------------------------------------------------------- blocks and fields


def test_blocks_are_in_order_and_leave_out_nothing_but_white_space(
    text: str, expected: dict[str, Any]
) -> None:
    at = 0
    for block in expected["blocks"]:
        BlockKind(block["kind"])
        assert block["start"] >= at, block
        assert text[at : block["start"]].strip() == "", block
        assert block["text"] == block["text"].strip() != "", block
        at = block["end"]
    assert text[at:].strip() == ""


def test_a_line_is_cut_only_before_a_credit(text: str, expected: dict[str, Any]) -> None:
    for block in expected["blocks"]:
        starts_a_line = text[: block["start"]].rpartition("\n")[2].strip() == ""
        assert starts_a_line or block["kind"] == "credit", block


@pytest.mark.parametrize("field", ["title", "lead", "byline", "section"])
def test_a_field_is_the_words_of_its_block(field: str, expected: dict[str, Any]) -> None:
    if expected[field] is None:
        assert field not in expected["provenance"]
        return
    span = expected["provenance"][field]
    assert span["text"] == expected[field]
    holders = [b for b in expected["blocks"] if inside(span_of(span), [span_of(b)])]
    assert [b["kind"] for b in holders] == [FIELD_BLOCKS[field]]


def test_the_date_stands_in_a_block_that_is_no_running_text(expected: dict[str, Any]) -> None:
    span = span_of(expected["provenance"]["date"])
    holders = [b["kind"] for b in expected["blocks"] if inside(span, [span_of(b)])]
    assert holders in (["page-title"], ["dateline"])
    day = date.fromisoformat(expected["date"])
    printed = expected["provenance"]["date"]["text"]
    assert printed in (f"{day:%d.%m.%Y}", f"{day:%B} {day.day}, {day.year}")


def test_captions_and_links_are_cut_from_blocks_of_their_kind(text: str, expected: dict[str, Any]) -> None:
    by_kind = {
        kind: [span_of(b) for b in expected["blocks"] if b["kind"] == kind]
        for kind in ("caption", "credit", "image-alt", "related-link")
    }
    for caption in expected["captions"]:
        for part, kind in (("text", "caption"), ("credit", "credit"), ("alt", "image-alt")):
            span = caption[f"{part}_start"], caption[f"{part}_end"]
            assert text[slice(*span)] == caption[part]
            assert inside(span, by_kind[kind]), caption
        assert not caption["credit"].startswith(("Image:", "("))
    assert len(expected["captions"]) == len(by_kind["caption"])
    links = [text[slice(*span)].removeprefix("Read more: ") for span in by_kind["related-link"]]
    assert links == expected["related"]


# ------------------------------------------------------------------------------- names


def test_mentions_lie_in_searched_blocks_and_are_whole_words(text: str, expected: dict[str, Any]) -> None:
    blocks = searched(expected)
    for kind, mention in mentions(expected):
        for form in (mention, mention.get("alternative", mention)):
            start, end = span_of(form)
            assert inside((start, end), blocks), (kind, form)
            assert not text[start - 1 : start].isalnum(), form
            assert not text[end : end + 1].isalnum(), form


#: Beginnings and ends that EXPORT.md keeps outside of a name.
NOT_IN_A_NAME = re.compile(
    r"^(?:the|a|an|President|Prime Minister|Chancellor|Foreign Minister|Both)\b|['’]s$|^\W|[^\w]$",
    re.IGNORECASE,
)


def test_a_mention_is_the_name_alone(expected: dict[str, Any]) -> None:
    assert [m["text"] for _, m in mentions(expected) if NOT_IN_A_NAME.search(m["text"])] == []


def test_two_mentions_overlap_only_where_one_may_be_left_out_or_a_place_names_an_event(
    expected: dict[str, Any],
) -> None:
    """ "Hamburg" beside "G20 summit"; "Iran" in "Iran nuclear deal"; "Obama" in "Obama administration"."""
    needed = [(k, span_of(m)) for k, m in mentions(expected) if not m.get("optional")]
    for number, (kind, span) in enumerate(needed):
        for other_kind, other in needed[number + 1 :]:
            if meets(span, other):
                assert "place" in (kind, other_kind), (kind, span, other_kind, other)
                assert {kind, other_kind} & {"event", "subject"}, (kind, span, other_kind, other)


def test_a_name_is_marked_wherever_it_stands(text: str, expected: dict[str, Any]) -> None:
    """Every occurrence counts: a form marked once is marked in all the text that is searched."""
    blocks = searched(expected)
    marked = [span_of(m) for _, m in mentions(expected)]
    for form in sorted({m["text"] for _, m in mentions(expected)}):
        for met in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            if inside(met.span(), blocks):
                assert inside(met.span(), marked), (form, met.span())


def test_names_are_distinct_and_stand_in_the_text(expected: dict[str, Any]) -> None:
    entities = [e for e in expected["entities"] + expected["topics"] if e["mentions"]]
    named = [(e["kind"], e["name"]) for e in entities]
    assert len(named) == len(set(named))
    for entity in entities:
        forms = {m["text"] for m in entity["mentions"]}
        forms |= {m["alternative"]["text"] for m in entity["mentions"] if "alternative" in m}
        assert entity["name"] in forms, entity["name"]
        starts = [m["start"] for m in entity["mentions"]]
        assert starts == sorted(set(starts)), entity["name"]
        every_one_optional = all(m.get("optional", False) for m in entity["mentions"])
        assert entity.get("optional", False) == every_one_optional, entity["name"]


def test_only_places_stand_for_governments(expected: dict[str, Any]) -> None:
    flagged = {kind for kind, m in mentions(expected) if m.get("metonym") or m.get("metonym_debatable")}
    assert flagged == {"place"}


# ------------------------------------------------------------------------------- roles and quotations


def test_a_role_stands_in_its_words_and_its_people_are_in_the_article(
    text: str, expected: dict[str, Any]
) -> None:
    entities = {(e["kind"], e["name"]): [span_of(m) for m in e["mentions"]] for e in expected["entities"]}
    for claim in expected["attestations"]:
        span = span_of(claim)
        people = entities["person", claim["person"]]
        assert inside(span, searched(expected)), claim
        assert claim.get("optional") or any(meets(span, person) for person in people), claim
        if claim["organisation"] is not None:
            assert any(meets(span, o) for o in entities["organisation", claim["organisation"]]), claim
        if claim["role"] is None:
            assert claim["organisation"] is not None, claim
        else:
            assert text[claim["role_start"] : claim["role_end"]] == claim["role"]
            assert inside((claim["role_start"], claim["role_end"]), [span]), claim
            assert not any(meets((claim["role_start"], claim["role_end"]), p) for p in people), claim


def test_a_role_is_required_once(expected: dict[str, Any]) -> None:
    required = [
        (c["person"], c["role"], c["organisation"]) for c in expected["attestations"] if not c.get("optional")
    ]
    assert len(required) == len(set(required))


def test_parts_of_a_quotation_lie_just_inside_the_marks(text: str, expected: dict[str, Any]) -> None:
    blocks = searched(expected)
    for quote in expected["quotes"]:
        parts = [span_of(part) for part in quote["parts"]]
        assert span_of(quote) == parts[0]
        assert quote["text"] == " ".join(text[start:end] for start, end in parts)
        for start, end in parts:
            assert inside((start, end), blocks), quote["text"]
            assert text[start - 1] in "\"'", quote["text"]
            assert text[end] == text[start - 1], quote["text"]


def test_every_double_quotation_mark_of_the_article_opens_or_closes_a_quotation(
    text: str, expected: dict[str, Any]
) -> None:
    marks = {
        at
        for quote in expected["quotes"]
        for part in quote["parts"]
        for at in (part["start"] - 1, part["end"])
        if text[at] == '"'
    }
    assert marks == {at for start, end in searched(expected) for at in range(start, end) if text[at] == '"'}


def test_speakers_are_records_of_the_article_or_its_words(text: str, expected: dict[str, Any]) -> None:
    records = {(e["kind"], e["name"]) for e in expected["entities"] + expected["topics"]}
    for quote in expected["quotes"]:
        kind = SpeakerKind(quote["speaker_kind"])
        if QuotationKind(quote["kind"]) is QuotationKind.SCARE or kind is SpeakerKind.UNKNOWN:
            assert quote["speaker"] is None, quote["text"]
        elif kind is SpeakerKind.UNNAMED:
            assert quote["speaker"] in text
        else:
            assert (kind.value, quote["speaker"]) in records, quote["text"]
        if quote["cue"] is not None:
            assert text[quote["cue_start"] : quote["cue_end"]] == quote["cue"]
            assert not any(meets((quote["cue_start"], quote["cue_end"]), span_of(p)) for p in quote["parts"])


# ------------------------------------------------------------------------------- traps


def test_no_expected_mention_walks_into_a_trap(expected: dict[str, Any]) -> None:
    for trap in expected["traps"]:
        assert trap["why"]
        same = {"mention": lambda a, b: a == b, "mention_overlap": meets}.get(trap["check"])
        if same is None:
            assert trap["check"] in {"block", "date", "language", "attestation", "speaker", "merge"}
            continue
        caught = [
            m["text"]
            for kind, m in mentions(expected)
            if kind in trap["kinds"] and same(span_of(m), span_of(trap))
        ]
        assert caught == [], trap


def test_one_ministry_under_four_names_is_one_entity_in_each_seed() -> None:
    forms = []
    for stem in sorted(DIGESTS):
        doc = json.loads((EXPECTED / f"{stem}.json").read_text(encoding="utf-8"))
        ministries = [e for e in doc["entities"] if "Russian Ministry of Foreign Affairs" in names_of(e)]
        assert len(ministries) == 1
        forms += [m["text"] for m in ministries[0]["mentions"]]
    assert forms == [
        "foreign ministry",
        "Russian foreign ministry",
        "Russian Ministry of Foreign Affairs",
        "Ministry of Foreign Affairs",
    ]
