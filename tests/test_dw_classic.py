"""Deutsche Welle's older page design, in its own and in other languages."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from archive.documents import BlockKind
from tests.readings import MORE, PROSE, kinds, read

CLASSIC_TITLE = "Bridge closed | Asia| News from across the continent | DW | 12.03.2018\n"
CLASSIC_LINKS = "  1. Inhalt\n  2. Navigation\n  3. Weitere Inhalte\n  4. Metanavigation\n  5. Suche\n"


def classic(body: str, *, title: str = "Bridge closed", top: str = "") -> str:
    return f"{title} | Asia| News from across the continent | DW | 12.03.2018\n{CLASSIC_LINKS}{top}\n{title}\n\n{body}"


def test_classic_section_and_date_stand_in_the_page_title_and_the_kicker_above_the_headline():
    text = classic(f"{PROSE}\n\n{MORE}\n", top="Advertisement\n\nIndia\n")
    article = read(text)

    assert article.fields["section"].value == "Asia"
    assert article.fields["kicker"].value == "India"
    assert (article.published.day.isoformat(), article.published.reason) == (
        "2018-03-12",
        "day first, page title",
    )
    assert text[article.published.start : article.published.end] == "12.03.2018"
    assert article.fields["title"].start > len(CLASSIC_TITLE)
    assert article.fields["lead"].value == PROSE


def test_classic_headline_that_differs_from_the_page_title_is_the_one_on_the_page():
    text = (
        CLASSIC_TITLE
        + CLASSIC_LINKS
        + f"\nBridge falls, killing dozens on the way to work\n\n{PROSE}\n\n{MORE}\n"
    )
    assert read(text).fields["title"].value == "Bridge falls, killing dozens on the way to work"


def test_classic_page_title_stands_in_where_no_headline_is_printed():
    article = read(CLASSIC_TITLE + CLASSIC_LINKS)
    assert article.fields["title"].value == "Bridge closed"
    assert article.fields["title"].rule == "dw_classic.page_title/2"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Alternative text with credit in brackets, caption on the next line.
        (
            "A bridge (picture-alliance/dpa/L. Schwedes)\n\nThe bridge in spring\n\n",
            ("A bridge", "picture-alliance/dpa/L. Schwedes", "The bridge in spring"),
        ),
        # A lead picture has no caption: the paragraph after it is none.
        (f"A bridge (Tahir Della)\n\n{PROSE} {MORE} {PROSE}\n\n", ("A bridge", "Tahir Della", None)),
        (
            "A bridge (Foto: Getty Images/S. Platt)\n\nThe bridge\n\n",
            ("A bridge", "Getty Images/S. Platt", "The bridge"),
        ),
        (
            "A bridge (picture-alliance/dpa/B. Pedersen (M))\n\nThe bridge\n\n",
            ("A bridge", "picture-alliance/dpa/B. Pedersen (M)", "The bridge"),
        ),
    ],
)
def test_classic_image_texts(lines, expected):
    text = classic(f"{PROSE}\n\n{MORE} {PROSE}\n\n{lines}{MORE} {PROSE}\n")
    (image,) = read(text).images
    parts = tuple(span and span.of(text) for span in (image.alt, image.credit, image.text))
    assert parts == expected


def test_classic_end_of_the_text_and_footer():
    text = classic(
        f"{PROSE}\n\n{MORE} {PROSE}\n\nWatch video 02:17\n\nShare\n\nThe bridge on film\n\ncwo/fab (dpa, afp)\n\n"
        "Every day, DW's editors send out a selection of news. Sign up for the newsletter here.\n\n"
        f"DW recommends\n\nAnother bridge\n\n{PROSE} (25.07.2017)\n\n"
        "  • Date 12.03.2018\n  • Author Ben Knight\n  • Related Subjects Bridges\n  • Permalink https://p.dw.com/p/3WRPd\n"
    )
    article = read(text)
    found = {block.start: block.kind.value for block in article.blocks}

    assert found[text.index("Watch video")] == "video-teaser"
    assert found[text.index("The bridge on film")] == "video-teaser"
    assert found[text.index("cwo/fab")] == "metadata"
    assert found[text.index("Every day")] == "boilerplate"
    assert found[text.index("Another bridge")] == "boilerplate"
    assert found[text.rindex(PROSE)] == "boilerplate"
    assert found[text.index("• Author")] == "metadata"
    assert [author.value for author in article.authors] == ["Ben Knight"]
    assert article.fields["url"].value == "https://p.dw.com/p/3WRPd"


def test_classic_footer_is_read_in_other_languages_by_its_date_and_permalink():
    text = classic(
        f"{PROSE}\n\n{MORE} {PROSE}\n\n  • Дата 12.03.2018\n  • Автор Роман Гончаренко\n  • Постоянная ссылка https://p.dw.com/p/2nIaB\n"
    )
    article = read(text)
    assert [author.value for author in article.authors] == ["Роман Гончаренко"]
    assert [b.kind for b in article.blocks][-3:] == [BlockKind.METADATA] * 3


def test_classic_gallery_pictures_are_no_text():
    gallery = "  • A map from 1902 (akg-images)\n\n    The gallery\n\n    The map\n\n    " + PROSE + "\n\n"
    text = classic(f"{PROSE}\n\n{MORE} {PROSE}\n\n{gallery}{MORE} {MORE}\n")
    found = {words: kind for kind, words in kinds(text)}

    assert found["• A map from 1902"] == "image-alt"
    assert found["(akg-images)"] == "credit"
    assert found["The gallery"] == found["The map"] == "boilerplate"
    assert [image.text and image.text.of(text) for image in read(text).images] == [PROSE]


def test_an_interviewers_questions_are_no_subheadings():
    text = classic(
        f"{PROSE}\n\nDW: Did the reform fail?\n\n{MORE}\n\nWhat now?\n\nIt should start again, and soon.\n"
    )
    assert ("paragraph", "What now?") in kinds(text)
    without = classic(f"{PROSE}\n\n{MORE}\n\nWhat now?\n\nIt should start again, and soon.\n")
    assert ("subheading", "What now?") in kinds(without)
