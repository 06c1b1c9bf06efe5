"""The export: every key of EXPORT.md, editors' words heeded, as many queries for many articles as for few."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import exporting
from archive.exporting import export, line_of
from archive.fields import set_date
from archive.models import Article, Decision, Mention, Person, PersonIdentifier, Sighting, Topic
from tests.stored import TEXT, mention, occurrence, record, span, stored

pytestmark = pytest.mark.django_db

KEYS = (
    "id slug path source sha256 media_type captures url publisher section language title kicker lead date"
    " date_precision date_reason authors byline text blocks captions related entities topics attestations"
    " quotes provenance loaded changed"
).split()


def exported(public_id: str = "a1") -> dict[str, Any]:
    return next(v for v in export(Article.objects.public().in_order()) if v["id"] == public_id)


def entity(name: str, value: dict[str, Any]) -> dict[str, Any]:
    return next(e for e in value["entities"] if e["name"] == name)


def test_every_key_is_there_in_order_and_unknown_is_null():
    article = stored()
    value = exported()
    assert list(value) == KEYS
    assert (value["url"], value["section"], value["kicker"]) == (None, None, None)
    assert value["path"] == f"/articles/a1/{article.slug}/"
    assert (value["source"], value["media_type"], value["captures"]) == ("harbour.txt", "text/plain", 1)
    assert value["sha256"] == article.current_capture.digest
    assert (value["publisher"], value["language"]) == ("Nordic Post", "en")
    assert (value["date"], value["date_precision"], value["date_reason"]) == (
        "2019-05-03",
        "day",
        "month by name",
    )
    assert (value["authors"], value["byline"]) == (["Ada Brandt"], "Ada Brandt")
    assert datetime.fromisoformat(value["loaded"]) == article.created_at
    assert datetime.fromisoformat(value["changed"]) == article.changed_at


def test_text_blocks_captions_and_links_are_cut_from_the_layer():
    stored()
    value = exported()
    assert value["text"] == TEXT
    assert [b["kind"] for b in value["blocks"]][:3] == ["headline", "byline", "dateline"]
    assert all(b["text"] == TEXT[b["start"] : b["end"]] for b in value["blocks"])
    assert value["captions"] == [
        {"text": "A crane in the harbour of Oslo", "credit": "AP/J. Doe", "alt": None}
    ]
    assert value["related"] == ["Harbour talks suspended"]


def test_names_roles_and_quotations_refer_to_each_other_by_name():
    stored()
    PersonIdentifier.objects.create(record=Person.objects.get(name="Ada Lund"), scheme="wikidata", value="Q1")
    value = exported()
    lund = entity("Ada Lund", value)
    assert (lund["kind"], lund["status"], lund["identifiers"]) == (
        "person",
        "established",
        {"wikidata": "Q1"},
    )
    assert [m["text"] for m in lund["mentions"]] == ["Ada Lund", "Lund"]
    (oslo,) = value["topics"]
    assert (oslo["kind"], oslo["name"]) == ("place", "Oslo")
    assert [m.get("metonym") for m in oslo["mentions"]] == [True, None, None]
    start, end = span("Foreign Minister Ada Lund of the Nordic Council")
    assert value["attestations"] == [
        {
            "person": "Ada Lund",
            "role": "Foreign Minister",
            "organisation": "Nordic Council",
            "start": start,
            "end": end,
        }
    ]
    (quote,) = value["quotes"]
    assert (quote["text"], quote["speaker"], quote["speaker_kind"], quote["cue"]) == (
        "We are close, but not there.",
        "Ada Lund",
        "person",
        "said",
    )
    assert [(p["start"], p["end"]) for p in quote["parts"]] == [span("We are close,"), span("but not there.")]


def test_an_open_mention_stands_with_its_fullest_form_and_no_id():
    article = stored()
    mention(article, None, "Thursday Group", [occurrence("Minister")], kind="organisation")
    opened = entity("Thursday Group", exported())
    assert (opened["id"], opened["status"], opened["identifiers"]) == (None, None, {})


def test_rejected_mentions_and_occurrences_are_left_out_with_what_hangs_on_them():
    article = stored()
    lund = Mention.objects.get(person__name="Ada Lund")
    lund.occurrences[1]["rejected"] = True
    lund.save()
    council = Mention.objects.get(organisation__name="Nordic Council")
    council.rejected = True
    council.save()
    value = exported()
    assert [m["text"] for m in entity("Ada Lund", value)["mentions"]] == ["Ada Lund"]
    assert [e["name"] for e in value["entities"]] == ["Ada Lund"]
    assert value["attestations"][0]["organisation"] is None
    lund.rejected = True
    lund.save()
    value = exported()
    assert (value["entities"], value["attestations"]) == ([], [])
    assert value["quotes"][0]["speaker"] == "Lund"  # the words of the text
    article.quotations.update(rejected=True)
    assert exported()["quotes"] == []


def test_rows_of_one_record_are_joined_after_a_merge():
    article = stored()
    lund, other = Person.objects.get(name="Ada Lund"), record(Person, "A. Lund", status="candidate")
    joined = mention(article, other, "A. Lund", [occurrence("Ada Lund"), occurrence("Minister")])
    joined.person = lund
    joined.save()
    (found,) = [e for e in exported()["entities"] if e["kind"] == "person"]
    assert found["name"] == "Ada Lund"
    assert [m["text"] for m in found["mentions"]] == ["Minister", "Ada Lund", "Lund"]


def test_an_assigned_subject_has_no_mentions_and_stands_last():
    article = stored()
    mention(
        article, record(Topic, "shipping", kind="subject"), "shipping", [], topic_kind="subject", score=0.7
    )
    assert [(t["name"], t["kind"], t["mentions"] == []) for t in exported()["topics"]] == [
        ("Oslo", "place", False),
        ("shipping", "subject", True),
    ]


def test_a_scare_quote_has_no_speaker():
    article = stored()
    article.quotations.update(kind="scare", speaker_kind="unknown")
    assert exported()["quotes"][0]["speaker"] is None


@pytest.mark.parametrize(
    ("value", "start"),
    [("Another headline", None), ("Harbour talks resume", 0)],  # a confirmed value stands where it was read
)
def test_an_editors_value_says_so(value: str, start: int | None):
    article = stored()
    Article.objects.update(headline=value)
    Decision.objects.create(record_kind="article", record_id=article.public_id, field="headline", value=value)
    told = exported()
    assert told["title"] == value
    assert (told["provenance"]["title"]["rule"], told["provenance"]["title"]["start"]) == ("editor", start)
    assert told["provenance"]["lead"]["rule"] == "hand/1"
    assert told["provenance"]["kicker"] is None


@pytest.mark.parametrize("stated", ["2019-05-03T23:30-05:00", "2019-05-03T10:49", "2019-05-03"])
def test_dates_are_told_as_stated_never_converted(stated: str):
    article = stored()
    set_date(article, stated)
    article.save()
    assert exported()["date"] == stated


def test_a_headline_that_only_stands_in_is_unknown():
    stored()
    Article.objects.update(headline_stands_in=True)
    assert exported()["title"] is None


def test_the_file_is_that_of_a_live_sighting_and_a_record_has_its_offset():
    article = stored()
    first = Sighting.objects.get()
    Sighting.objects.update(live=False)
    Sighting.objects.create(
        load=first.load, path="/in/crawl.warc", path_bytes=b"x", place_digest="y", outcome="duplicate",
        capture=article.current_capture, record_offset=512,
    )  # fmt: skip
    assert exported()["source"] == "crawl.warc#512"


def test_newest_first_undated_last_then_id_and_nothing_withdrawn():
    for number, day in enumerate(["2018-01-01", "2019-01-01", "2019-01-01"]):
        stored(f"a{number}", stated=day, text=f"{TEXT}\n{number}")
    undated = stored("a3", text=f"{TEXT}\n3")
    set_date(undated, None)
    undated.save()
    stored("a4", text=f"{TEXT}\n4")
    Article.objects.filter(public_id="a4").update(state="withdrawn", state_reason="law")
    assert [v["id"] for v in export(Article.objects.public().in_order())] == ["a1", "a2", "a0", "a3"]


def test_one_object_a_line_whatever_the_text_holds():
    line = line_of({"text": "a\nb\u2028c\u2029d\x85e “é”"})
    assert len(line.splitlines()) == 1
    assert json.loads(line)["text"] == "a\nb\u2028c\u2029d\x85e “é”"
    assert "é" in line


def test_queries_grow_with_chunks_not_with_articles(monkeypatch: pytest.MonkeyPatch):
    def queries(chunk: int) -> int:
        monkeypatch.setattr(exporting, "CHUNK", chunk)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(list(export(Article.objects.public().in_order()))) == Article.objects.count()
        return len(captured) - 1

    stored("a0")
    few = queries(100)
    for number in range(1, 8):
        stored(f"a{number}", text=f"{TEXT}\n{number}")
    assert queries(100) == few
    assert few <= 20
    assert queries(4) < 2 * few
