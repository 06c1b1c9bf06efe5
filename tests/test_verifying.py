"""Verification: silent on a whole archive; every damage is named with its article, capture and file."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import merging, withdrawing
from archive.models import (
    Article,
    Attestation,
    Authorship,
    Capture,
    CaptureBytes,
    Decision,
    LayerContent,
    Mention,
    Organisation,
    Person,
    Quotation,
    Reading,
    TextLayer,
    Topic,
)
from archive.verifying import Fault, verify
from archive.verifying.spans import Spans
from tests.stored import TEXT, record, stored


def faults() -> list[Fault]:
    return list(verify(Counter()))


def rules() -> set[str]:
    return {fault.rule for fault in faults()}


def change(model: Any, **values: Any) -> None:
    """Change the first row behind the archive's back."""
    model.objects.filter(pk=model.objects.order_by("pk").first().pk).update(**values)


def alter(model: Any, column: str, how: Callable[[Any], Any]) -> None:
    """Change a JSON column of the first row."""
    row = model.objects.order_by("pk").first()
    value = getattr(row, column)
    change(model, **{column: how(value) or value})


# --------------------------------------------------------------------------- spans, without a database


@pytest.mark.parametrize(
    ("blocks", "rule"),
    [
        ([["headline", 0, 4], ["paragraph", 6, 10]], None),  # only white space lies between
        ([["headline", 0, 3], ["paragraph", 6, 10]], "unlabelled"),  # the last letter of the first word
        ([["headline", 0, 4]], "unlabelled"),  # the end of the text
        ([["paragraph", 6, 10]], "unlabelled"),  # its beginning
        ([["headline", 0, 6], ["paragraph", 5, 10]], "block-order"),  # overlap
        ([["paragraph", 6, 10], ["headline", 0, 4]], "block-order"),
        ([["headline", 0, 4], ["paragraph", 6, 11]], "block"),  # beyond the end
        ([["headline", 0, 4], ["paragraph", 6, 6], ["paragraph", 6, 10]], "block"),  # empty
        ([["heading", 0, 4], ["paragraph", 6, 10]], "block"),  # no such kind
    ],
)
def test_blocks_label_every_character_once_and_in_order(blocks: list[list[Any]], rule: str | None):
    found = [flaw.rule for flaw in Spans("Head\n\nBody", blocks).check_blocks()]
    assert rule in found if rule else found == []


@pytest.mark.parametrize(
    ("value", "start", "end", "sound"),
    [
        ("two words", 0, 10, True),  # white space folded: the one liberty
        ("two  words", 0, 10, True),
        ("Two words", 0, 10, False),
        ("two words", 1, 10, False),
        ("two words", 0, 99, False),
        ("two words", 4, 4, False),
        ("words x", 5, 12, False),  # across two blocks
    ],
)
def test_a_value_is_what_its_span_holds(value: str, start: int, end: int, sound: bool):
    spans = Spans("two\n words x", [["lead", 0, 10], ["paragraph", 11, 12]])
    assert (next(spans.check_value("lead", value, start, end), None) is None) == sound


# --------------------------------------------------------------------------- the whole archive


@pytest.fixture
def article(db: None) -> Article:
    return stored()


def test_a_whole_archive_has_no_fault(article: Article):
    counts: Counter[str] = Counter()
    assert list(verify(counts)) == []
    assert counts == {
        "captures": 1,
        "text layers": 1,
        "readings": 1,
        "articles": 1,
        "mentions": 3,
        "stated roles": 1,
        "quotations": 1,
    }


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize("at", [0, 5, 60, -1])
def test_one_changed_byte_of_a_stored_capture_is_named(article: Article, at: int):
    data = bytes(CaptureBytes.objects.get().data)
    change(CaptureBytes, data=flip(data, at % len(data)))
    (fault,) = faults()
    assert fault.rule in {"capture-bytes", "capture-digest"}
    digest = article.current_capture.digest
    assert (fault.article, fault.capture, fault.file) == ("a1", digest, "harbour.txt")
    assert str(fault).startswith(f"article a1, capture {digest}, file harbour.txt: capture-")


def test_another_content_under_a_digest_is_named(article: Article):
    change(CaptureBytes, data=zlib.compress(flip(TEXT.encode(), 3)))
    assert rules() == {"capture-digest", "layer-made-again"}


def shift(key: str) -> Callable[[Any], Any]:
    def move(value: Any) -> None:
        value[key]["start"] += 1

    return move


def move_occurrence(value: Any) -> None:
    value[0]["start"] += 1


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (lambda: CaptureBytes.objects.all().delete(), "capture-bytes"),
        (lambda: change(Capture, size=1), "capture-size"),
        (lambda: change(Capture, article=None), "capture-article"),
        (lambda: change(Capture, article=None), "article-capture"),
        (lambda: change(LayerContent, text=TEXT.replace("Oslo", "Olso", 1)), "layer-digest"),
        (lambda: change(LayerContent, text=TEXT.replace("Oslo", "Olso", 1)), "layer-made-again"),
        (lambda: change(LayerContent, text=TEXT.replace("Oslo", "Olso", 1)), "mention"),
        (lambda: LayerContent.objects.all().delete(), "layer-text"),
        (lambda: change(TextLayer, length=3), "layer-length"),
        (lambda: alter(Reading, "blocks", lambda v: v.pop(3)[:0]), "unlabelled"),
        (lambda: alter(Reading, "fields", shift("title")), "field-title"),
        (lambda: alter(Reading, "fields", lambda v: v["lead"].update(start=None)), "field-lead"),
        (lambda: alter(Reading, "fields", lambda v: v["date"].update(end=9999)), "field-date"),
        (lambda: alter(Reading, "fields", lambda v: v["byline"].update(rule="")), "field-byline"),
        (lambda: alter(Reading, "authors", lambda v: v[0].update(value="Ada Brand")), "author"),
        (lambda: alter(Reading, "images", lambda v: v[0].update(credit=[0, 9999])), "image-credit"),
        (lambda: alter(Reading, "related", lambda v: v.append([5, 2])), "related-link"),
        (lambda: change(Article, lead="Something else."), "article-field"),
        (lambda: change(Article, current_reading=None), "article-capture"),
        (lambda: change(Authorship, surface="Ada B."), "author"),
        (lambda: alter(Mention, "occurrences", move_occurrence), "mention"),
        (lambda: alter(Mention, "occurrences", lambda v: v[0].update(rule="")), "mention"),
        (lambda: alter(Mention, "occurrences", lambda v: v.reverse()), "mention-order"),
        (lambda: change(Mention, occurrence_count=7), "mention-count"),
        (lambda: change(Mention, first_start=0), "mention-count"),
        (lambda: change(Mention, occurrences=[], occurrence_count=0, first_start=None), "mention"),
        (lambda: change(Attestation, end=9999), "attestation"),
        (lambda: change(Attestation, role="Minister"), "attestation-role"),
        (lambda: change(Attestation, role_start=None, role_end=None), "attestation-role"),
        (lambda: change(Quotation, text="We are close, but not here."), "quotation"),
        (lambda: change(Quotation, parts=[]), "quotation"),
        (lambda: change(Quotation, start=1), "quotation"),
        (lambda: change(Quotation, cue="says"), "quotation-cue"),
        (lambda: change(Quotation, speaker_kind="place"), "quotation-speaker"),
    ],
)
def test_every_damage_is_named(article: Article, damage: Callable[[], Any], rule: str):
    damage()
    found = faults()
    assert rule in {fault.rule for fault in found}
    assert all(fault.article or fault.capture for fault in found)


def test_a_name_in_a_credit_is_a_fault(article: Article):
    start = TEXT.index("J. Doe")
    change(
        Mention,
        occurrences=[{"start": start, "end": start + 6, "surface": "J. Doe", "rule": "r", "version": "1"}],
        occurrence_count=1,
        first_start=start,
    )
    assert "block of kind credit" in str(faults()[0])


def test_an_editors_value_is_no_fault_and_a_lost_one_is(article: Article):
    change(Article, headline="Another")
    assert rules() == {"article-field"}
    decision = Decision.objects.create(
        record_kind="article", record_id="a1", field="headline", value="Another"
    )
    assert rules() == set()
    Decision.objects.filter(pk=decision.pk).update(value="A third")
    assert rules() == {"article-field"}


def test_mentions_of_another_article_are_a_fault(article: Article):
    other = stored("a2", text=f"{TEXT}\nMore.")
    Quotation.objects.filter(article=article).update(speaker_mention=other.mentions.get(kind="person"))
    assert [(f.rule, f.article) for f in faults()] == [("quotation", "a1")]


def test_what_was_read_in_another_articles_text_is_a_fault(article: Article):
    other = stored("a2", text=f"{TEXT}\nMore.")
    Mention.objects.filter(article=article, kind="topic").update(layer=other.current_reading.layer)
    assert [(f.rule, f.article) for f in faults()] == [("foreign-text", "a1")]


def test_merged_articles_are_whole_and_so_they_are_taken_apart(article: Article):
    other = stored("a2", text=f"{TEXT}\nMore.")
    done = merging.merge(article, other, user=None)
    assert faults() == []
    merging.undo(done, user=None)
    assert faults() == []


def test_a_current_capture_of_another_article_is_a_fault(article: Article):
    other = stored("a2", text=f"{TEXT}\nMore.")
    Article.objects.filter(pk=article.pk).update(current_capture=other.current_capture)
    assert {(f.rule, f.article) for f in faults()} == {("article-capture", "a1"), ("article-reading", "a1")}


@pytest.mark.parametrize("kind", ["person", "organisation", "topic"])
def test_a_mention_of_a_merged_record_is_a_fault(article: Article, kind: str):
    model = {"person": Person, "organisation": Organisation, "topic": Topic}[kind]
    winner = record(model, "The winner")
    held = getattr(Mention.objects.get(kind=kind), kind)
    model.objects.filter(pk=held.pk).update(status="merged", merged_into=winner)
    (fault,) = faults()
    assert (fault.rule, fault.article) == ("merged-link", "a1")


def test_merges_and_broader_records_in_a_circle_are_faults(db: None):
    a, b, c = (record(Person, name) for name in "abc")
    for one, other in ((a, b), (b, a), (c, a)):
        Person.objects.filter(pk=one.pk).update(status="merged", merged_into=other)
    x, y = record(Topic, "x"), record(Topic, "y")
    Topic.objects.filter(pk=x.pk).update(broader=y)
    assert len(faults()) == 1  # the merges go round once, however many lead into the circle
    Topic.objects.filter(pk=y.pk).update(broader=x)
    assert [fault.rule for fault in faults()] == ["circle-merged-into", "circle-broader"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses a link into the void")
def test_a_link_into_the_void_is_a_fault():
    stored()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("UPDATE archive_attestation SET mention_id = 999")
        cursor.execute("PRAGMA foreign_keys=ON")
    assert "dangling-link" in rules()
    Attestation.objects.all().delete()


def test_a_withdrawn_article_is_accepted_as_its_tombstone(article: Article):
    withdrawing.withdraw(article, user=None, reason="court order")
    assert faults() == []


def test_bytes_left_behind_by_a_withdrawal_are_a_fault(article: Article):
    content = Capture.objects.get().content
    withdrawing.withdraw(article, user=None, reason="court order")
    CaptureBytes.objects.create(capture=Capture.objects.get(), data=CaptureBytes.pack(content))
    assert rules() == {"withdrawal"}


def test_a_quarantined_capture_needs_only_its_bytes(article: Article):
    content = b"\x00 something not understood"
    capture = Capture.objects.create(
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type="application/x-unknown",
        state="quarantined",
        reason="no reader",
        first_load=article.first_load,
    )
    CaptureBytes.objects.create(capture=capture, data=CaptureBytes.pack(content))
    assert faults() == []


def test_queries_do_not_grow_with_rows(db: None):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert faults() == []
        return len(captured)

    stored("a0")
    few = queries()
    for number in range(1, 8):
        stored(f"a{number}", text=f"{TEXT}\n{number}")
    assert queries() == few


# --------------------------------------------------------------------------- the command


def test_the_command_is_silent_but_for_its_summary(article: Article, capsys: pytest.CaptureFixture[str]):
    call_command("verify_archive")
    out = capsys.readouterr()
    assert out.out == (
        "Checked 1 capture, 1 text layer, 1 reading, 1 article, 3 mentions, 1 stated role,"
        " 1 quotation: no fault.\n"
    )
    assert out.err == ""


def test_the_command_names_every_fault_and_ends_with_1(article: Article, capsys: pytest.CaptureFixture[str]):
    change(Capture, size=1)
    change(Mention, occurrence_count=7)
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_archive")
    lines = capsys.readouterr().out.splitlines()
    assert stopped.value.code == 1
    assert [line.split(": ")[1] for line in lines[:2]] == ["capture-size", "mention-count"]
    assert lines[2].endswith(": 2 faults.")


def test_the_command_speaks_json(article: Article, capsys: pytest.CaptureFixture[str]):
    change(Capture, size=1)
    with pytest.raises(SystemExit):
        call_command("verify_archive", "--json")
    fault, summary = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (fault["rule"], fault["article"], fault["file"]) == ("capture-size", "a1", "harbour.txt")
    assert (summary["faults"], summary["checked"]["captures"]) == (1, 1)
