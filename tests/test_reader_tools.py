"""The tools that readers are made of: elements by name, figures, dates and people in a line."""

from __future__ import annotations

import pytest

from archive.parsing.html.tools import (
    BlockKind,
    Order,
    Page,
    date_in,
    elements,
    inside,
    label_figures,
    label_text,
    people_in,
)
from archive.parsing.tools import Draft, find_images, label_body
from tests.html_pages import PROSE, layer_of
from tests.readings import layer

FIGURE = "<figure><img alt='A crane'><figcaption>The crane at work Photo: AP/J. Doe</figcaption></figure>"
PAGE = (
    f"<html><body><article class='story wide'><h1>Bridge closed</h1>{FIGURE}"
    f"<div data-testid='copy'><p id='p1'>{PROSE[0]}</p><p>{PROSE[1]}</p></div></article></body></html>"
)


def page() -> Page:
    return Page(layer_of(PAGE))


@pytest.mark.parametrize(
    ("what", "tags"),
    [
        ("wide", ["article"]),
        ("p1", ["p"]),
        ("data-testid=copy", ["div"]),
        ("data-testid=other", []),
        ("<p>", ["p", "p"]),
        ("p", []),  # no class or id is called so
    ],
)
def test_elements_are_named_by_class_id_attribute_or_element(what, tags):
    made = page()
    assert [made.hints[index].element for index in elements(made, what)] == tags
    assert any(inside(made, row, what) for row in made.rows) == bool(tags)


def test_text_is_labelled_in_its_element_alone_and_what_has_a_kind_keeps_it():
    made = page()
    first = next(row for row in made.rows if row.text == PROSE[0])
    first.kind = BlockKind.LEAD
    label_text(made, "data-testid=copy")
    kinds = [row.kind for row in made.rows]
    assert kinds == [None, None, None, BlockKind.LEAD, BlockKind.PARAGRAPH]
    assert label_text(page(), "no-such-box") == []


def test_a_row_that_is_cut_is_labelled_though_it_has_no_kind_of_its_own():
    made = page()
    row = next(row for row in made.rows if row.tag == "figcaption")
    row.cuts = [(BlockKind.CAPTION, row.start, row.start + 17), (BlockKind.CREDIT, row.start + 18, row.end)]
    label_figures(made, "<figure>")
    label_text(made, "story")
    assert [image.text for image in made.images] == [None]  # the alternative text alone


@pytest.mark.parametrize("label", [label_body, find_images])
def test_a_line_that_is_cut_is_labelled_though_it_has_no_kind_of_its_own(label):
    draft = Draft.of(layer(f"{PROSE[0]}\n\nThe crane at work // Photo: J. Doe\n\n{PROSE[1]}\n"))
    line = draft.lines[1]
    cuts = [(BlockKind.CAPTION, line.start, line.start + 17), (BlockKind.CREDIT, line.start + 18, line.end)]
    draft.cuts[1] = cuts
    label(draft, 0, 3)
    assert (draft.images, draft.cuts) == ([], {1: cuts})


def test_figures_outside_of_the_text_are_labelled_where_they_are_named():
    made = page()
    label_figures(made, "<figure>")
    (image,) = made.images
    assert [part.of(made.text) for part in (image.text, image.credit, image.alt)] == [
        "The crane at work",
        "AP/J. Doe",
        "A crane",
    ]
    assert made.rows[0].kind is None


@pytest.mark.parametrize(
    ("line", "order", "expected"),
    [
        ("Published 12 May 2020, 10:15", None, "2020-05-12"),
        ("Reported by Ann Lee on 05/03/2021 at 10:15", Order.DAY_FIRST, "2021-03-05"),
        ("Reported by Ann Lee on 05/03/2021 at 10:15", Order.MONTH_FIRST, "2021-05-03"),
        ("Reported by Ann Lee on 05/03/2021 at 10:15", None, None),  # both ways
        ("Reported by Ann Lee", None, None),
    ],
)
def test_the_date_in_a_line(line, order, expected):
    found = date_in(layer(line), 0, len(line), "x.date/1", order)
    assert (found.day.isoformat() if found else None) == expected


@pytest.mark.parametrize(("language", "expected"), [("pl", "2020-11-05"), ("hr", "2020-10-05"), (None, None)])
@pytest.mark.parametrize("line", ["5 listopada 2020", "Ukazało się w czwartek, 5 listopada 2020 r."])
def test_the_date_in_a_line_whose_month_is_another_in_another_language(line, language, expected):
    found = date_in(layer(line), 0, len(line), "x.date/1", language=language)
    assert (found.day.isoformat() if found else None) == expected


def test_the_people_in_a_byline_are_spans_and_agencies_are_none():
    text = "By Ann Lee and Bo Marsh, Reuters"
    names = people_in(Draft.of(layer(text)), 0, len(text), "x.author/1")
    assert [(name.value, text[name.start : name.end]) for name in names] == [
        ("Ann Lee", "Ann Lee"),
        ("Bo Marsh", "Bo Marsh"),
    ]
