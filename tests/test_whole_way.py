"""The whole way: seeds in, found in the list, shown, exported, verified; a second load changes nothing."""

import hashlib
import json

import pytest
from django.core.management import call_command

from archive import decisions
from archive.models import Article, Capture, CaptureBytes, Person
from tests.pages import CAPTURES
from tests.test_loading import everything_but_loads_and_sightings

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(db):
    call_command("load_captures", str(CAPTURES), "--no-progress")


def exported(tmp_path, *options):
    out = tmp_path / "out.jsonl"
    call_command("export_articles", "--output", str(out), *options)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_seeds_go_from_bytes_to_pages_export_and_proof(seeds, client, tmp_path):
    listed = client.get("/articles/", {"q": "Simakovsky"})
    assert listed.status_code == 200
    article = Article.objects.get(published="2017-11-09")
    assert article.get_absolute_url() in listed.content.decode()
    assert "G20: Vladimir Putin eyes" not in listed.content.decode()
    shown = client.get(article.get_absolute_url()).content.decode()
    for words in (
        "From the frying pan to the fire",
        "Roman Goncharenko",
        "Push and pull",
        "picture-alliance",
    ):
        assert words in shown
    assert client.get(article.get_proof_url("title")).status_code == 200
    lines = exported(tmp_path)
    assert [line["date"] for line in lines] == ["2017-11-09", "2017-07-05"]
    for line in lines:
        assert line["text"] == (CAPTURES / line["source"]).read_bytes().decode()
        assert line["sha256"] == hashlib.sha256((CAPTURES / line["source"]).read_bytes()).hexdigest()
        covered = {i for b in line["blocks"] for i in range(b["start"], b["end"])}
        assert all(c.isspace() or i in covered for i, c in enumerate(line["text"]))
    call_command("verify_archive")


def test_export_counts_what_the_list_counts(seeds, client, tmp_path):
    for query in ("q=Timofeyev", "year=2017", "person=vladimir-putin", "language=en&date_after=2017-08-01"):
        page = client.get(f"/articles/?{query}")
        assert page.status_code == 200
        assert page.context["page"].count == len(exported(tmp_path, "--query", query)) > 0


def test_second_load_of_the_seeds_changes_nothing(seeds):
    before = everything_but_loads_and_sightings()
    call_command("load_captures", str(CAPTURES), "--no-progress")
    assert everything_but_loads_and_sightings() == before


def test_editors_headline_and_rejected_mention_stand_after_a_reload(seeds, client, tmp_path, admin_user):
    article = Article.objects.get(published="2017-11-09")
    volker = Person.objects.get(name="Kurt Volker")
    decisions.decide(article, "headline", "Putin and Trump, by an editor", user=admin_user)
    decisions.judge_mention(article.mentions.get(person=volker), "rejected", user=admin_user)
    call_command("load_captures", str(CAPTURES), "--no-progress")
    line = next(a for a in exported(tmp_path) if a["id"] == article.public_id)
    assert line["title"] == "Putin and Trump, by an editor"
    assert line["provenance"]["title"]["rule"] == "editor"
    assert "Kurt Volker" not in [e["name"] for e in line["entities"]]
    assert client.get(f"/articles/?person={volker.slug}").context["page"].count == 0


def test_one_changed_byte_of_a_stored_capture_is_found_and_named(seeds, capsys):
    capture = Capture.objects.order_by("pk").first()
    content = bytearray(capture.content)
    content[100] ^= 1
    CaptureBytes.objects.filter(pk=capture.pk).update(data=CaptureBytes.pack(bytes(content)))
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_archive")
    assert stopped.value.code == 1
    shown = capsys.readouterr()
    assert capture.digest[:12] in shown.out + shown.err
