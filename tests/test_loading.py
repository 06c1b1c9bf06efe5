"""Loading: each document whole or not at all; twice changes nothing; decisions outlive it; undone."""

import contextlib
import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from archive import decisions, loading
from archive.models import (
    Article,
    Capture,
    ChangeLog,
    Conflict,
    Decision,
    Load,
    Organisation,
    Person,
    ProposedPair,
    Reading,
    Sighting,
)
from tests.pages import CAPTURES, PARAGRAPHS, classic_page, relaunched_page

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.django_db


def load_text(tmp_path, **texts):
    """Write the texts as files (later ones may replace) and load the folder; returns tally and report."""
    for name, text in texts.items():
        data = text if isinstance(text, bytes) else text.encode()
        (tmp_path / f"{name}.txt").write_bytes(data)
    report = []
    tally = loading.load([str(tmp_path)], report=report.append)
    return tally, report


def everything_but_loads_and_sightings():
    skip = {"load", "batch", "sighting"}
    return {
        model._meta.model_name: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("archive").get_models()
        if model._meta.model_name not in skip
    }


def test_loading_twice_changes_nothing_but_loads_and_sightings(tmp_path):
    first, _ = load_text(tmp_path, a=classic_page(), b=relaunched_page("Other news", day="May 2, 2020"))
    before = everything_but_loads_and_sightings()
    second, report = load_text(tmp_path)
    assert first.by_outcome == {"article": 2}
    assert second.by_outcome == {"duplicate": 2}
    assert everything_but_loads_and_sightings() == before
    assert Sighting.objects.count() == 4
    assert [line["outcome"] for line in report] == ["duplicate", "duplicate"]
    assert all(line["article"] for line in report)


def test_same_bytes_under_two_names_are_one_capture(tmp_path):
    tally, _ = load_text(tmp_path, a=classic_page(), b=classic_page())
    assert tally.by_outcome == {"article": 1, "duplicate": 1}
    assert Capture.objects.count() == 1


def test_bytes_are_stored_as_they_came(tmp_path):
    content = classic_page().replace("\n", "\r\n").encode() + b"\xc2\xa0\xe2\x80\x8b \n"
    load_text(tmp_path, a=content)
    assert Capture.objects.get().content == content


def test_text_without_headline_or_date_is_an_article_in_review(tmp_path):
    body = " ".join(PARAGRAPHS)
    tally, report = load_text(tmp_path, a=body)
    article = Article.objects.get()
    assert tally.by_outcome == {"article": 1}
    assert article.state == Article.State.REVIEW
    assert article.published is None
    assert {r["code"] for r in article.review_reasons} >= {"no-headline", "no-date"}
    assert article.headline_stands_in
    assert article.headline.startswith("Ukrainian Foreign Minister Olena Bondar")
    assert report[0]["message"]


def test_changed_text_of_one_work_is_a_revision_and_the_later_load_shows(tmp_path):
    load_text(tmp_path, a=classic_page())
    changed = classic_page(
        paragraphs=[*PARAGRAPHS, "Correction: the talks lasted for four hours, not three."]
    )
    tally, report = load_text(tmp_path, a=changed)
    article = Article.objects.get()
    assert tally.by_outcome == {"revision": 1}
    assert article.captures.count() == 2
    assert "Correction" in article.current_reading.layer.text
    assert report[0]["article"] == article.public_id


def test_same_headline_and_day_with_another_text_is_another_article_and_a_proposed_pair(tmp_path):
    other = [
        f"Paragraph {n} tells of something else entirely: a harbour, a bridge and the price of salt."
        for n in "123"
    ]
    load_text(
        tmp_path,
        a=classic_page(),
        b=classic_page(paragraphs=other, lead="A port was opened in the far north."),
    )
    assert Article.objects.count() == 2
    pair = ProposedPair.objects.get(record_kind="article")
    assert {pair.first_id, pair.second_id} == set(Article.objects.values_list("public_id", flat=True))


def test_unknown_full_name_becomes_a_candidate_that_the_next_article_meets(tmp_path):
    load_text(tmp_path, a=classic_page())
    bondar = Person.objects.get(name="Olena Bondar")
    assert bondar.status == Person.Status.CANDIDATE
    load_text(
        tmp_path,
        b=classic_page("Harvest begins", day="01.08.2019", lead="Olena Bondar visits farmers in the east."),
    )
    assert Person.objects.filter(name="Olena Bondar").count() == 1
    assert Article.objects.mentioning(bondar).count() == 2


def test_two_names_of_what_may_be_one_body_are_proposed_and_stay_two(tmp_path):
    one = "The talks were prepared by the Ukrainian Council on Foreign Policy, a circle of experts in Kyiv."
    two = (
        "The talks were prepared by the Ukrainian International Affairs Council (UIAC), a think tank in Kyiv."
    )
    load_text(tmp_path, a=classic_page(lead=one))
    assert not ProposedPair.objects.filter(record_kind="organisation").exists()
    load_text(tmp_path, b=classic_page("Second round", day="15.06.2019", lead=two))
    ids = set(Organisation.objects.filter(name__contains="Council").values_list("public_id", flat=True))
    assert len(ids) == 2
    pair = ProposedPair.objects.get(record_kind="organisation")
    assert {pair.first_id, pair.second_id} == ids


def test_transliterations_of_one_name_are_proposed(tmp_path):
    load_text(
        tmp_path, a=classic_page(lead="Foreign Minister Sergej Lawrenko of Ruritania left the talks early.")
    )
    later = classic_page(
        "Later", day="15.06.2019", lead="Foreign Minister Sergey Lavrenko of Ruritania is back."
    )
    load_text(tmp_path, b=later)
    pair = ProposedPair.objects.get(record_kind="person")
    assert pair.score >= 0.9
    assert set(
        Person.objects.filter(public_id__in=(pair.first_id, pair.second_id)).values_list("name", flat=True)
    ) == {
        "Sergej Lawrenko",
        "Sergey Lavrenko",
    }


def test_editors_value_stands_after_a_reload_of_the_same_and_of_a_changed_capture(
    tmp_path, django_user_model
):
    editor = django_user_model.objects.create_user("editor")
    load_text(tmp_path, a=classic_page())
    decisions.decide(Article.objects.get(), "lead", "What an editor wrote.", user=editor)
    load_text(tmp_path)
    assert Article.objects.get().lead == "What an editor wrote."
    assert not Conflict.objects.exists()
    load_text(
        tmp_path,
        a=classic_page(lead="The ministers of six countries could not agree on grain. More follows."),
    )
    article = Article.objects.get()
    assert article.lead == "What an editor wrote."
    conflict = Conflict.objects.get()
    assert conflict.reading_value.startswith("The ministers of six")
    decisions.resolve(conflict, "taken", user=editor)
    article.refresh_from_db()
    assert article.lead.startswith("The ministers of six")
    assert not Decision.objects.filter(ended_at=None).exists()


def test_confirmed_value_is_the_editors_although_it_equals_the_reading(tmp_path, django_user_model):
    editor = django_user_model.objects.create_user("editor")
    load_text(tmp_path, a=classic_page())
    lead = Article.objects.get().lead
    decisions.confirm(Article.objects.get(), "lead", user=editor)
    load_text(
        tmp_path, a=classic_page(lead="Quite another lead stands on the page after it was changed again.")
    )
    assert Article.objects.get().lead == lead
    assert Conflict.objects.count() == 1


def test_rejected_mention_stays_rejected_when_offsets_move(tmp_path, django_user_model):
    editor = django_user_model.objects.create_user("editor")
    load_text(tmp_path, a=classic_page())
    article = Article.objects.get()
    mention = article.mentions.get(person__name="Taras Melnyk")
    decisions.judge_mention(mention, "rejected", user=editor, reason="misread")
    melnyk = mention.person
    load_text(
        tmp_path,
        a=classic_page(paragraphs=["A new first paragraph moves everything down by a line.", *PARAGRAPHS]),
    )
    assert article.captures.count() == 2
    again = article.mentions.get(person=melnyk)
    assert again.first_start != mention.first_start
    assert again.rejected
    assert not Article.objects.mentioning(melnyk).exists()


def test_undone_load_withdraws_and_loading_again_reinstates(tmp_path, django_user_model):
    editor = django_user_model.objects.create_user("editor")
    load_text(tmp_path, a=classic_page())
    article = Article.objects.get()
    decisions.decide(article, "lead", "What an editor wrote.", user=editor)
    counted = loading.undo_load(Load.objects.get(), user=editor)
    article.refresh_from_db()
    assert counted == {"sightings": 1, "withdrawn": 1}
    assert article.state == Article.State.WITHDRAWN
    assert not Article.objects.public().exists()
    assert Capture.objects.get().content
    with pytest.raises(ValueError, match="undone already"):
        loading.undo_load(Load.objects.get(), user=editor)
    load_text(tmp_path)
    article.refresh_from_db()
    assert article.state == Article.State.PUBLISHED
    assert article.lead == "What an editor wrote."


def test_undone_load_of_a_revision_brings_the_earlier_capture_back(tmp_path):
    load_text(tmp_path, a=classic_page())
    first = Article.objects.get().current_capture
    load_text(
        tmp_path, a=classic_page(paragraphs=[*PARAGRAPHS, "A sentence that was added later stands here now."])
    )
    assert Article.objects.get().current_capture != first
    loading.undo_load(Load.objects.order_by("-pk").first(), user=None)
    article = Article.objects.get()
    assert article.current_capture == first
    assert "added later" not in article.current_reading.layer.text
    assert article.state == Article.State.PUBLISHED


def test_dry_run_reports_what_the_real_run_does_and_changes_nothing(tmp_path):
    (tmp_path / "a.txt").write_text(classic_page())
    before = everything_but_loads_and_sightings()
    dry, real = [], []
    loading.load([str(tmp_path)], dry_run=True, report=dry.append)
    assert everything_but_loads_and_sightings() == before
    assert not Load.objects.exists()
    loading.load([str(tmp_path)], report=real.append)
    assert dry == real


def test_one_bad_document_is_reported_and_the_rest_go_on(tmp_path):
    tally, report = load_text(tmp_path, a=b"", b=b"\x00\x01\x02\x03" * 300, c=classic_page(), d="   \n\n ")
    by_name = {line["path"].rsplit("/", 1)[-1]: line for line in report}
    assert by_name["c.txt"]["outcome"] == "article"
    assert by_name["a.txt"]["outcome"] == by_name["d.txt"]["outcome"] == "rejected"
    assert by_name["b.txt"]["outcome"] in ("rejected", "quarantined")
    assert all(line["message"] for name, line in by_name.items() if name != "c.txt")
    assert tally.exit_status == 1


def test_every_value_read_is_cut_from_the_text_layer(tmp_path):
    load_text(tmp_path, a=classic_page(), b=relaunched_page("Other news", day="May 2, 2020"))
    for reading in Reading.objects.all():
        text = reading.layer.text
        for name, found in reading.fields.items():
            if found["start"] is not None and name not in ("date", "updated"):
                assert " ".join(text[found["start"] : found["end"]].split()) == found["value"], name
    for article in Article.objects.all():
        for mention in article.mentions.all():
            for occurrence in mention.occurrences:
                cut = article.current_reading.layer.text[occurrence["start"] : occurrence["end"]]
                assert cut == occurrence["surface"]


def test_what_changed_is_in_the_change_log(tmp_path):
    load_text(tmp_path, a=classic_page())
    logged = set(ChangeLog.objects.values_list("kind", "public_id"))
    assert ("article", Article.objects.get().public_id) in logged
    assert ("person", Person.objects.get(name="Olena Bondar").public_id) in logged


def test_bytes_that_an_editor_withdrew_are_rejected(tmp_path):
    load_text(tmp_path, a=classic_page())
    Capture.objects.update(state=Capture.State.WITHDRAWN, reason="court order")
    tally, report = load_text(tmp_path)
    assert tally.by_outcome == {"rejected": 1}
    assert "court order" in report[0]["message"]


@pytest.mark.django_db(transaction=True)
def test_two_loaders_at_once_make_each_article_and_candidate_once(tmp_path):
    for n in range(12):
        day = f"{n + 1:02}.06.2019"
        (tmp_path / f"{n}.txt").write_text(
            classic_page(f"Grain talks, day {n}", day=day, lead=f"Round {n} of the talks.")
        )
    tallies = []

    def run():
        try:
            tallies.append(loading.load([str(tmp_path)]))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Article.objects.count() == 12
    assert sum(t.by_outcome["article"] for t in tallies) == 12
    assert sum(t.by_outcome["duplicate"] for t in tallies) == 12
    assert Person.objects.filter(name="Olena Bondar").count() == 1


# --------------------------------------------------------------------------- the command


def test_command_loads_the_seeds_and_counts(capsys, tmp_path):
    report = tmp_path / "report.jsonl"
    call_command("load_captures", str(CAPTURES), "--report", str(report))
    assert "2 documents: 2 articles." in capsys.readouterr().out
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [line["date"] for line in lines] == ["2017-07-05", "2017-11-09"]
    assert lines[1]["author"] == "Roman Goncharenko"


def test_command_says_which_path_is_missing_and_loads_the_rest(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(classic_page())
    with pytest.raises(SystemExit) as stopped:
        call_command("load_captures", str(tmp_path / "absent"), str(tmp_path / "a.txt"))
    assert stopped.value.code == 1
    shown = capsys.readouterr()
    assert "absent" in shown.err
    assert Article.objects.count() == 1


@pytest.mark.parametrize("workers", ["0", "x", "-1", "1000"])
def test_command_refuses_an_impossible_number_of_workers(workers):
    with pytest.raises(CommandError, match="from 1 to 64"):
        call_command("load_captures", "x", "--workers", workers)


def test_command_refuses_a_report_that_cannot_be_written(tmp_path):
    with pytest.raises(CommandError, match="cannot be written") as refused:
        call_command("load_captures", str(CAPTURES), "--report", str(tmp_path / "no" / "such" / "folder"))
    assert refused.value.returncode == 2
    assert not Load.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_workers_give_what_one_gives(tmp_path):
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(classic_page(f"Grain talks, day {n}", day=f"0{n + 1}.06.2019"))
    one, two = [], []
    loading.load([str(tmp_path)], dry_run=True, report=one.append)
    loading.load([str(tmp_path)], workers=2, report=two.append)
    assert one == two


# --------------------------------------------------------------------------- containers


def warc_of(*records: tuple[str, str, str, bytes]) -> bytes:
    """A WARC file of (type, address, time, HTTP message); payloads are known by their bytes."""
    out = b""
    for kind, url, when, message in records:
        payload = hashlib.sha256(classic_page().encode()).hexdigest()
        out += (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {when}\r\n"
            f"WARC-Payload-Digest: sha256:{payload}\r\nContent-Length: {len(message)}\r\n\r\n"
        ).encode()
        out += message + b"\r\n\r\n"
    return out


def test_records_of_a_warc_are_loaded_with_address_and_time_and_revisits_are_sightings(tmp_path):
    ok = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    content = warc_of(
        ("response", "https://news.example/a-1", "2020-01-02T03:04:05Z", ok + classic_page().encode()),
        ("revisit", "https://news.example/a-1", "2021-01-02T03:04:05Z", ok),
        ("response", "https://news.example/old", "2021-01-02T03:04:05Z", b"HTTP/1.1 301 Moved\r\n\r\n"),
    )
    (tmp_path / "pages.warc").write_bytes(content)
    report = []
    loading.load([str(tmp_path)], report=report.append)
    assert [line["outcome"] for line in report] == ["article", "duplicate", "rejected"]
    starts = [content.index(kind) - 21 for kind in (b"response", b"revisit")]
    assert [line["path"] for line in report[:2]] == [f"{tmp_path}/pages.warc#{start}" for start in starts]
    assert {line["sha256"] for line in report[:2]} == {hashlib.sha256(classic_page().encode()).hexdigest()}
    article = Article.objects.get()
    assert article.url == "https://news.example/a-1"
    assert article.current_capture.compared_at.isoformat() == "2021-01-02T03:04:05+00:00"
    assert Sighting.objects.filter(capture=article.current_capture).count() == 2
    again = loading.load([str(tmp_path)])
    assert again.by_outcome == {"duplicate": 2, "rejected": 1}


def test_an_older_capture_that_arrives_late_does_not_win(tmp_path):
    newer = classic_page(paragraphs=[*PARAGRAPHS, "Correction: the talks lasted for four hours."])
    for name, when, text in (
        ("a", "2021-05-01T00:00:00Z", newer),
        ("b", "2019-06-01T00:00:00Z", classic_page()),
    ):
        record = {"url": "https://news.example/a-1", "captured": when, "text": text}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(record) + "\n")
    tally = loading.load([str(tmp_path)])
    assert tally.by_outcome == {"article": 1, "revision": 1}
    assert "Correction" in Article.objects.get().current_reading.layer.text


def processes_of(session: int) -> set[int]:
    out = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            out.add(int(path.parent.name))
    return out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_ctrl_c_ends_the_run_early_and_leaves_no_process(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(100):  # two batches and more: one is stored while the next is met
        (folder / f"{n}.txt").write_text(classic_page(f"Grain talks, turn {n}"))
    environment = {
        **os.environ,
        "ARCHIVE_HOME": str(tmp_path / "home"),
        "DATABASE_URL": "",
        "ARCHIVE_ENV": "local",
    }
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v0"], env=environment, check=True, cwd=ROOT)
    run = subprocess.Popen(
        [*manage, "load_captures", str(folder), "-", "--no-progress", "--workers", "2"],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    database = tmp_path / "home" / "archive.sqlite3"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.closing(sqlite3.connect(database)) as held:
            if held.execute("SELECT count(*) FROM archive_capture").fetchone()[0]:
                break
        time.sleep(0.1)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=30)
    assert run.returncode == 3, err
    assert "Stopped early: interrupted" in err
    assert "article" in out
    until = time.monotonic() + 10
    while processes_of(run.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not processes_of(run.pid)
    assert "Traceback" not in err


def test_report_never_overwrites_a_page_to_load(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text(classic_page())
    with pytest.raises(CommandError, match="one of the files to load") as refused:
        call_command("load_captures", str(page), "--report", str(page))
    assert refused.value.returncode == 2
    assert page.read_text() == classic_page()


def test_report_in_the_loaded_folder_is_no_capture(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(classic_page())
    for outcome in ("1 article", "1 duplicate"):
        call_command("load_captures", str(tmp_path), "--report", str(tmp_path / "report.txt"))
        assert f"1 document: {outcome}." in capsys.readouterr().out


def test_report_of_an_older_capture_that_arrives_late_says_what_was_read(tmp_path):
    load_text(tmp_path, a=classic_page())
    Capture.objects.update(compared_at=datetime(2030, 1, 1, tzinfo=UTC))
    ending = "An old ending that was cut later, as the talks went on for another day in the capital."
    page = classic_page(lead="An earlier lead stood here.", paragraphs=[*PARAGRAPHS, ending])
    _tally, report = load_text(tmp_path, a=page)
    assert Article.objects.get().lead != "An earlier lead stood here."
    assert report[0]["outcome"] == "revision"
    assert report[0]["body"].endswith(ending)
