"""HTML files load as articles like text files do: stored, proved, exported, loaded twice."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from archive import loading
from archive.exporting import export
from archive.models import Article, Capture
from archive.verifying import verify
from tests.html_pages import TITLE, web_page

pytestmark = pytest.mark.django_db

PAGES = Path(__file__).resolve().parent / "stored_pages"


def load(folder):
    report = []
    return loading.load([str(folder)], report=report.append), report


def test_an_html_file_becomes_an_article_with_its_address(tmp_path):
    head = '<link rel="canonical" href="https://a.example/news/bridge-1">'
    data = {
        "@type": "NewsArticle",
        "datePublished": "2021-05-03T10:00:00+02:00",
        "author": {"name": "Ann Lee"},
    }
    (tmp_path / "bridge.html").write_text(web_page(head=head, linked_data=data), encoding="utf-8")
    tally, report = load(tmp_path)
    assert tally.by_outcome == {"article": 1}
    article = Article.objects.get()
    assert article.headline == TITLE
    assert article.url == "https://a.example/news/bridge-1"
    assert article.state == Article.State.PUBLISHED
    assert [author["author"] for author in report] == ["Ann Lee"]
    assert Capture.objects.get().media_type == "text/html"


def test_stored_pages_load_twice_without_change(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in PAGES.glob("*.html"):
        (folder / page.name).write_bytes(page.read_bytes())
    first, _ = load(folder)
    assert list(verify(Counter())) == []
    exported = list(export(Article.objects.order_by("pk")))
    assert all(line["blocks"] and line["title"] for line in exported)
    expected = [
        json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) for path in PAGES.glob("*.html")
    ]
    named = {name for one in expected for name in one["authors"]}
    found = {name for line in exported for name in line["authors"]}
    assert found <= named
    assert len(found) >= len(named) - 2  # some invented pages share their headline and much of their text
    second, _ = load(folder)
    assert set(first.by_outcome) <= {"article", "revision"}
    assert second.by_outcome == {"duplicate": sum(first.by_outcome.values())}


def test_newer_bytes_of_a_page_at_the_same_address_are_a_revision(tmp_path):
    head = '<link rel="canonical" href="https://a.example/news/bridge-1">'
    (tmp_path / "a.html").write_text(web_page(head=head), encoding="utf-8")
    (tmp_path / "b.html").write_text(web_page(head=head, after="<p>Corrected.</p>"), encoding="utf-8")
    tally, _ = load(tmp_path)
    assert tally.by_outcome == {"article": 1, "revision": 1}


def test_a_page_without_words_is_rejected(tmp_path):
    (tmp_path / "empty.html").write_text("<!DOCTYPE html><html><body></body></html>", encoding="utf-8")
    tally, report = load(tmp_path)
    assert tally.by_outcome == {"rejected": 1}
    assert "holds no text" in report[0]["message"]
