"""The whole way, with the starter authorities: each seed comes out as a careful reader of the page has it."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.comparison import differences
from tests.pages import CAPTURES, SEEDS

EXPECTED = Path(__file__).parent / "expected"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def exported(django_db_setup, django_db_blocker, tmp_path_factory):
    """Both seeds loaded with the starter authorities and exported, once; taken back at once."""
    from django.db import transaction

    out = tmp_path_factory.mktemp("export") / "articles.jsonl"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_authorities", *sorted(map(str, (SEEDS / "authorities").glob("*.json"))))
        call_command("load_captures", str(CAPTURES), "--no-progress")
        call_command("export_articles", "--output", str(out))
        transaction.set_rollback(True)
    articles = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return {article["source"]: article for article in articles}


@pytest.mark.parametrize("source", sorted(p.name for p in CAPTURES.glob("*.txt")))
def test_seed_comes_out_as_read_by_a_person(exported, source):
    expected = json.loads((EXPECTED / source).with_suffix(".json").read_text(encoding="utf-8"))
    found = differences(exported[source], expected)
    assert not found, "\n".join(found)
