"""Names from a spaCy pipeline: a small one of rules is made here, as models want a connection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.documents import KnownName, RawCapture
from archive.preparing import Preparer
from archive.recognition import Gazetteer, begin_recognisers, recognise, recognisers_in_use, use_recognisers
from archive.recognition.plugging import load_recognisers
from archive.recognition.with_spacy import SpacyNames
from tests.pages import classic_page
from tests.recognition_pages import article as page_of

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install '.[spacy]'")

TEXT = (
    "The glow of Brightwater was seen by Oda Quill and by the Swedish.\n"
    "Nobody in Lower Mumbling saw it, Oda Quill least of all."
)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of rules alone, saved as any other is."""
    nlp = spacy.blank("en")
    nlp.meta.update(name="of_test", version="1.2.0")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "ORG", "pattern": "Brightwater"},
            {"label": "PERSON", "pattern": "Oda Quill"},
            {"label": "LOC", "pattern": "Lower Mumbling"},
            {"label": "NORP", "pattern": "Swedish"},
            {"label": "GPE", "pattern": "Angela Merkel"},
        ]
    )
    folder = tmp_path_factory.mktemp("pipelines") / "en_of_test"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(autouse=True)
def _default_steps() -> Iterator[None]:
    before = recognisers_in_use()
    yield
    use_recognisers(before)


def found(text: str = TEXT) -> set[tuple[str, str, str]]:
    got = recognise(text, page_of(text), Gazetteer.build(list[KnownName]()), "en")
    assert not got.warnings
    for mention in got.mentions:
        assert text[mention.start : mention.end] == mention.surface
    return {(str(got.entities[m.entity].kind), m.surface, m.rule) for m in got.mentions}


def test_a_pipelines_entities_are_names_under_its_own_name(pipeline):
    use_recognisers([f"spacy:{pipeline}"])
    rule = "spacy-en_of_test"
    assert found() == {
        ("organisation", "Brightwater", rule),
        ("person", "Oda Quill", rule),
        ("topic", "Lower Mumbling", rule),
    }
    got = recognise(TEXT, page_of(TEXT), Gazetteer.build(()), "en")
    assert {m.version for m in got.mentions} == {"1.2.0"}
    assert len([m for m in got.mentions if m.surface == "Oda Quill"]) == 2


def test_it_adds_or_replaces(pipeline):
    text = "Chancellor Angela Merkel spoke."
    use_recognisers(["default", f"spacy:{pipeline}"])
    assert found(text) == {("person", "Angela Merkel", "person-title")}
    use_recognisers(["default", f"spacy:{pipeline}:replace"])
    assert found(text) == {("topic", "Angela Merkel", "spacy-en_of_test")}


def test_a_long_paragraph_is_read_in_pieces_and_keeps_its_places(pipeline):
    use_recognisers([f"spacy:{pipeline}"])
    text = "Then there was nothing to be told of anybody. " * 600 + "Oda Quill slept."
    assert found(text) == {("person", "Oda Quill", "spacy-en_of_test")}


def test_an_endless_text_is_read_as_far_as_it_is_told(pipeline):
    use_recognisers([f"spacy:{pipeline}"])
    text = "Oda Quill slept. " + "\n".join(["Nothing happened for a long time then."] * 9000) + "\nOda Quill"
    got = recognise(text, page_of(text), Gazetteer.build(()), "en")
    assert len([m for m in got.mentions if m.rule == "spacy-en_of_test"]) == 1
    assert [w.code for w in got.warnings] == ["recogniser-cut"]
    assert not recognise(TEXT, page_of(TEXT), Gazetteer.build(()), "en").warnings


def test_a_pipeline_that_stops_costs_a_warning(pipeline, monkeypatch):
    use_recognisers(["default", f"spacy:{pipeline}"])
    begin_recognisers()
    monkeypatch.setattr("spacy.language.Language.pipe", lambda *a, **k: iter([None]))
    text = "Chancellor Angela Merkel spoke."
    got = recognise(text, page_of(text), Gazetteer.build(()), "en")
    assert [m.surface for m in got.mentions] == ["Angela Merkel"]
    assert [w.code for w in got.warnings] == ["recogniser-stopped"]


def test_the_processes_that_read_load_it(pipeline):
    use_recognisers(["default", f"spacy:{pipeline}"])
    page = classic_page(paragraphs=("It was Brightwater that glowed for everybody to see, all night long.",))
    preparer = Preparer((), 2)
    try:
        done = preparer.begin([RawCapture("x", b"x", page.encode(), "text/plain")] * 2).result()
    finally:
        preparer.close()
    for prepared in done:
        assert prepared.recognised is not None, prepared.reason
        assert "spacy-en_of_test" in {m.rule for m in prepared.recognised.mentions}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("spacy", "Say which pipeline"),
        ("spacy:no_such_model_here", "There is no pipeline no_such_model_here"),
        ("spacy:archive", "holds no pipeline: its meta.json cannot be read"),
        ("spacy:archive:perhaps", "“perhaps” is no mode"),
    ],
)
def test_what_is_wrong_is_said(word, said):
    _chosen, (fault,) = load_recognisers([word])
    assert said in fault


def test_an_installed_package_is_found_by_its_name(pipeline, tmp_path, monkeypatch):
    """As spaCy's packages are made: the pipeline lies in a folder of name and version."""
    package = tmp_path / "en_of_package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "meta.json").write_text((pipeline / "meta.json").read_text())
    pipeline_in_it = package / "en_of_package-1.2.0"
    spacy.load(pipeline).to_disk(pipeline_in_it)
    monkeypatch.syspath_prepend(tmp_path)
    made = SpacyNames("en_of_package", "replace")
    assert (made.folder, made.NAME, made.VERSION) == (pipeline_in_it, "spacy-en_of_test", "1.2.0")
    made.begin()
