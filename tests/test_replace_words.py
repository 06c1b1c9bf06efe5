"""Pages to store: every word replaced, nothing else changed that a reader looks at."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from archive.capture import find_captures
from archive.documents import RawCapture
from archive.preparing.looking import Look, look
from tests.html_pages import PROSE, web_page
from tests.pages import PARAGRAPHS, relaunched_page

ROOT = Path(__file__).resolve().parent.parent
#: Small words that stay, and names of days.
SMALL = {"before", "monday"}


def replace(path: Path, *words: str) -> str:
    run = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "replace_words.py"), str(path), *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def look_at(path: Path) -> Look:
    (met,) = find_captures([str(path)])
    assert isinstance(met, RawCapture)
    return look(met)


def shape(text: str) -> str:
    """A text with all letters made alike: what must not change."""
    return re.sub(r"[^\W\d_]", lambda met: "X" if met[0].isupper() else "x", text)


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{6,}", text)} - SMALL


def test_a_text_keeps_its_shape_and_is_read_alike_but_holds_none_of_the_words(tmp_path):
    page, made = tmp_path / "page.txt", tmp_path / "made.txt"
    page.write_text(relaunched_page(author="Ann Lee"), encoding="utf-8")
    text = replace(page, "--keep", "Skip to DW")
    made.write_text(text, encoding="utf-8")
    assert shape(text) == shape(page.read_text(encoding="utf-8"))
    assert "June 14, 2019" in text
    assert not words_of(text) & words_of(" ".join(PARAGRAPHS))
    before, after = look_at(page).told, look_at(made).told
    assert after["reader"] == "dw_relaunch"
    assert after["date"] == before["date"] == "2019-06-14"
    places = [(block["kind"], block["start"], block["end"]) for block in before["blocks"]]
    assert [(block["kind"], block["start"], block["end"]) for block in after["blocks"]] == places
    assert replace(page, "--keep", "Skip to DW") == text  # again the same: expected values stay right


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Foto: dpa/Max Mustermann", "Foto: dpa/"),
        ("Der Bürgermeister im Juli 2017Bild: Reuters", "Bild: Reuters"),
        ("По словам министра, 5 июля 2017 года", " 5 июля 2017 "),
        (
            "see https://www.planet.example/city/bridge-12345.html?id=9 for more",
            "https://www.planet.example/",
        ),
    ],
)
def test_labels_dates_and_hosts_stay(tmp_path, line, kept):
    path = tmp_path / "line.txt"
    path.write_text(line, encoding="utf-8")
    made = replace(path)
    assert kept in made
    assert made != line


def test_other_scripts_are_replaced_by_their_own_letters(tmp_path):
    path = tmp_path / "page.txt"
    text = "Министр посетил новый мост через реку"
    path.write_text(text, encoding="utf-8")
    made = replace(path)
    assert shape(made) == shape(text)
    assert made != text
    assert set(made.casefold()) <= set(text.casefold())


def test_html_keeps_its_elements_and_is_read_alike(tmp_path):
    body = "".join(f"<p class='story-text' onclick='x()' style='color:red'>{text}</p>" for text in PROSE)
    data = {
        "@type": "NewsArticle",
        "headline": "Old bridge closed until spring",
        "inLanguage": "en",
        "datePublished": "2021-05-03T10:00:00+02:00",
        "author": {"@type": "Person", "name": "Ann Leewood"},
    }
    head = '<meta charset="iso-8859-1"><script>secret()</script><style>p{}</style>'
    head += '<link rel="canonical" href="https://a.example/news/bridge-12345">'
    head += '<link rel="stylesheet" href="x.css">'
    page, made = tmp_path / "page.html", tmp_path / "made.html"
    page.write_text(web_page(body + "<!-- note -->", head=head, linked_data=data), encoding="utf-8")
    text = replace(page)
    made.write_text(text, encoding="utf-8")
    for gone in ("secret", "style=", "onclick", "stylesheet", "note -->", "iso-8859-1"):
        assert gone not in text
    assert text.count('<p class="story-text">') == len(PROSE)
    assert not words_of(text) & words_of(" ".join(PROSE))
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    stated = json.loads(block)
    assert (stated["@type"], stated["inLanguage"]) == ("NewsArticle", "en")
    assert stated["datePublished"] == "2021-05-03T10:00:00+02:00"
    assert stated["headline"] in re.findall(r"<h1>(.*?)</h1>", text)  # the same words everywhere
    before, after = look_at(page).told, look_at(made).told
    assert [b["kind"] for b in after["blocks"]] == [b["kind"] for b in before["blocks"]]
    assert (after["date"], len(after["authors"])) == (before["date"], 1)
    assert after["url"].startswith("https://a.example/")
