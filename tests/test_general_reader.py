"""Pages of any publisher, read by shape and position."""
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from archive.documents import BlockKind
from tests.readings import MORE, PROSE, check_proof, kinds, page, read

ROOT = Path(__file__).resolve().parents[1]


def test_general_reads_headline_kicker_byline_date_and_lead():
    text = page(
        "Advertisement",
        "Politics",
        "Council decides to close the old bridge",
        "By Ann Lee and Bob Ray, City News",
        "Published 12 May 2020, 10:15 GMT",
        MORE,
        "A photograph of the bridge\nThe bridge on Monday. Photo: C. Dee/Reuters",
        PROSE,
        MORE + " " + PROSE,
    )
    article = read(text)

    check_proof(text, article)
    assert {key: article.fields[key].value for key in ("title", "kicker", "lead", "byline")} == {
        "title": "Council decides to close the old bridge",
        "kicker": "Politics",
        "lead": MORE,
        "byline": "By Ann Lee and Bob Ray, City News",
    }
    assert [author.value for author in article.authors] == ["Ann Lee", "Bob Ray"]
    assert article.published.instant.isoformat() == "2020-05-12T10:15:00+00:00"
    (image,) = article.images
    assert [span.of(text) for span in (image.alt, image.text, image.credit)] == [
        "A photograph of the bridge",
        "The bridge on Monday.",
        "C. Dee/Reuters",
    ]


def test_general_invents_no_headline():
    article = read(page(PROSE, MORE))
    assert "title" not in article.fields
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH] * 2


def test_general_finds_the_headline_that_the_page_title_repeats_below_a_menu():
    menu = "\n".join(f"  • Section number {n} of the site" for n in range(80))
    text = page(
        "The council acts - City News",
        menu,
        "Another story that is more prominent",
        "The council acts",
        PROSE,
        MORE,
    )
    article = read(text)
    assert article.fields["title"].value == "The council acts"
    assert article.blocks[0].kind is BlockKind.PAGE_TITLE


@pytest.mark.parametrize(
    ("lines", "alt", "caption", "credit"),
    [
        (
            "The bridge in the morning sun.\nThe bridge in the morning sun.AFP",
            "The bridge in the morning sun.",
            "The bridge in the morning sun.",
            "AFP",
        ),
        ("The bridge in the morning sun\nREUTERS", None, "The bridge in the morning sun", "REUTERS"),
        (
            "A grey bridge\nThe bridge closed.\n(Ben Olender)",
            "A grey bridge",
            "The bridge closed.",
            "Ben Olender",
        ),
        (
            "The bridge\nThe bridge is closed. Bildrechte: ABC/David Straub",
            "The bridge",
            "The bridge is closed.",
            "ABC/David Straub",
        ),
        ("The bridge is closed (Reuters)", None, "The bridge is closed", "Reuters"),
        ("The bridge is closed. © A. Nother", None, "The bridge is closed.", "A. Nother"),
        ("The bridge is closed. Photo by A. Nother", None, "The bridge is closed.", "A. Nother"),
        ("Most zamknięty. Fot. PAP/Paweł Supernak", None, "Most zamknięty.", "PAP/Paweł Supernak"),
        ("2 men at workImage: AP", None, "2 men at work", "AP"),
    ],
)
def test_general_captions_and_credits(lines, alt, caption, credit):
    text = page("Council decides to close the old bridge", PROSE, MORE, lines, PROSE + " " + MORE)
    article = read(text)
    check_proof(text, article)
    (image,) = article.images
    assert [span and span.of(text) for span in (image.alt, image.text, image.credit)] == [
        alt,
        caption,
        credit,
    ]


def test_general_ends_the_text_before_comments_and_repetitions():
    text = page(
        "Council decides to close the old bridge", PROSE, MORE, "Council decides to close the old bridge",
        "Subscribe", "10 comments", "  • a reader", PROSE + " I do not agree."
    )  # fmt: skip
    assert [words for kind, words in kinds(text) if kind == "paragraph"] == [PROSE, MORE]


def test_general_takes_requests_and_buttons_out_of_the_text():
    text = page(
        "Council decides to close the old bridge", PROSE, "Advertisement", "Share", "Read more: Ferry timetable",
        "Sign up for our free newsletter and never miss a story about the town you live in.", MORE, PROSE
    )  # fmt: skip
    found = {words: kind for kind, words in kinds(text)}
    assert found["Advertisement"] == found["Share"] == "boilerplate"
    assert found["Read more: Ferry timetable"] == "related-link"
    assert (
        found["Sign up for our free newsletter and never miss a story about the town you live in."]
        == "boilerplate"
    )


def test_words_lifted_out_of_the_text_are_no_paragraph():
    quote = "“It sounded like a bomb going off.”"
    text = page(
        "Council decides to close the old bridge", PROSE, quote, MORE, f"{quote} a witness told us. {PROSE}"
    )
    assert [kind for kind, words in kinds(text) if words == quote] == ["boilerplate"]

    apart = page(
        "Council decides to close the old bridge",
        PROSE,
        "It sounded like a bomb going off.\nAnn Lee\nWitness",
        MORE,
        PROSE,
    )
    assert ("blockquote", "It sounded like a bomb going off.") in kinds(apart)
    assert ("boilerplate", "Ann Lee") in kinds(apart)


def test_a_list_that_says_something_is_text_and_a_menu_is_not():
    items = "  • The ferry runs every half hour from the northern quay.\n  • Buses take the road by the lake until May."
    menu = "  • Home\n  • Sport\n  • Weather"
    found = kinds(
        page("Council decides to close the old bridge", PROSE, items, MORE, menu, PROSE + " " + MORE)
    )
    assert [kind for kind, words in found if words.startswith("•")] == ["list-item"] * 2 + ["boilerplate"] * 3


def test_speech_behind_a_dash_is_a_paragraph():
    speech = (
        "- Nie podniesiemy podatków - zapewnił minister finansów podczas konferencji prasowej w Warszawie."
    )
    assert ("paragraph", speech) in kinds(
        page("Rząd przyjął nowy budżet na przyszły rok", PROSE, speech, MORE)
    )


def test_text_broken_at_a_fixed_width_is_joined_to_paragraphs():
    text = (
        "Old bridge to close for two years\n\nBy Ann Lee\nPublished 12 May 2020\n\n"
        "The council met on Tuesday and decided to close the old bridge for\nrepairs. Residents were told to use the ferry, which runs every half\n"
        "hour from the northern quay.\n\nA spokesman said that the works would last until the spring, when the\n"
        "new bridge is expected to open for traffic. Shop owners fear that they\nwill lose customers.\n"
    )
    article = read(text)
    check_proof(text, article)
    paragraphs = [text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.PARAGRAPH]
    assert len(paragraphs) == 2
    assert paragraphs[1].startswith("A spokesman")
    assert paragraphs[1].endswith("will lose customers.")


def test_a_date_whose_month_depends_on_the_language_is_read_in_that_of_the_page():
    text = page("Rząd przyjął nowy budżet na przyszły rok", "Jan Kowalski\n23 listopada 2023, 14:05",
                "Rada Ministrów przyjęła we wtorek projekt ustawy budżetowej na przyszły rok, wynika z komunikatu rządu.",
                "Zdaniem ekonomistów projekt zakłada zbyt optymistyczny wzrost gospodarczy w przyszłym roku.")  # fmt: skip
    assert read(text).published.day.isoformat() == "2023-11-23"


def test_the_general_reader_names_no_publisher():
    names = ("dw.com", "deutsche welle", "spiegel", "guardian", "bbc", "welt", "figaro", "mdr")
    for module in ("general", "head", "headline", "furniture", "body"):
        source = (ROOT / "archive" / "parsing" / f"{module}.py").read_text(encoding="utf-8")
        code = "\n".join(
            line for line in source.splitlines() if "#" not in line and '"""' not in line
        ).casefold()
        assert not [name for name in names if f'"{name}' in code or f"|{name}|" in code], module


@pytest.mark.parametrize(
    ("line", "day", "authors"),
    [
        ("Ann Lee | 12 May 2020", "2020-05-12", ["Ann Lee"]),
        ("Ann Lee 3 minutes ago Fri 14th August 2020 | 01:50 PM", "2020-08-14", ["Ann Lee"]),
        ("By Ann Lee, 12 May 2020", "2020-05-12", ["Ann Lee"]),
        ("Tue 12 Mar 2024 18.42 GMT", "2024-03-12", []),
        ("نشر في: 12 مارس 2024", "2024-03-12", []),
        ("2024年3月12日 18時42分", "2024-03-12", []),
    ],
)
def test_general_reads_names_and_dates_on_one_line(line, day, authors):
    article = read(page("Council decides to close the old bridge", line, PROSE, MORE))
    assert article.published.day.isoformat() == day
    assert [author.value for author in article.authors] == authors


def test_a_picture_with_a_date_in_its_caption_dates_no_article():
    article = read(
        page(
            "Council decides to close the old bridge",
            "The old bridge in spring\nThe bridge on 3 May 2016. Photo: AP",
            PROSE,
            MORE,
        )
    )
    assert article.published is None


def test_a_desk_signs_but_is_no_author():
    article = read(page("Council decides to close the old bridge", "Editorial team", PROSE, MORE))
    assert article.fields["byline"].value == "Editorial team"
    assert article.authors == ()


def test_text_without_blank_lines_has_its_headline_and_subheadings():
    lines = ("News", "Council decides to close the old bridge | Town", f"{PROSE} {MORE}", f"{MORE} {PROSE}", f"{PROSE} {PROSE}",
             "What the town says", f"{MORE} {MORE}")  # fmt: skip
    text = "\n".join(lines)
    article = read(text)
    check_proof(text, article)
    assert article.fields["title"].value == "Council decides to close the old bridge"
    assert article.fields["kicker"].value == "News"
    assert ("subheading", "What the town says") in kinds(text)


def test_a_headline_printed_twice_is_no_lead():
    headline = "Council decides to close the old bridge"
    article = read(page(headline, headline, "12 May 2020", PROSE, MORE))
    assert article.fields["title"].start == 0
    assert "lead" not in article.fields
    assert [block.kind.value for block in article.blocks[:2]] == ["headline", "boilerplate"]


def test_paragraphs_that_repeat_are_no_headline():
    assert "title" not in read(page(*[PROSE] * 8)).fields


def test_of_lines_alike_the_headline_is_the_one_above_byline_and_date():
    teasers = ("A teaser of another story stands here", "Another teaser of another story stands here")
    menu = [f"Section {n}\nAnother section\nA third section" for n in range(6)]
    text = page(
        teasers[0],
        *menu,
        "Council decides to close the old bridge",
        "It was closed once before, in the summer of the year 2016",
        "By Ann Lee",
        "12 May 2020",
        PROSE,
        MORE,
    )
    article = read(text)
    assert article.fields["title"].value == "Council decides to close the old bridge"
    assert article.fields["lead"].value == "It was closed once before, in the summer of the year 2016"


def test_a_date_at_the_end_of_the_page_title_counts_where_no_other_is_printed():
    headline = "Council decides to close the old bridge"
    article = read(page(f"{headline} | Town | City News | 05.07.2017", headline, PROSE, MORE, PROSE))
    assert article.published.day.isoformat() == "2017-07-05"
    assert article.published.reason == "day first, page title"
    other = read(
        page(f"{headline} | Town | City News | 05.07.2017", headline, "4 July 2017", PROSE, MORE, PROSE)
    )
    assert other.published.day.isoformat() == "2017-07-04"


@pytest.mark.parametrize(
    ("parts", "lead"),
    [
        # Glued to the date, blank lines between the paragraphs below.
        ((f"12 May 2020\n{MORE}", PROSE, MORE + " " + PROSE, PROSE), MORE),
        # Much shorter than what follows.
        (("12 May 2020", MORE, *[f"{PROSE} {MORE}"] * 3), MORE),
        # Of one length with the rest, or with a place before it: an agency's first paragraph.
        (("12 May 2020", MORE, PROSE, MORE, PROSE), None),
        (("12 May 2020", f"MILLBROOK, May 12 (ABC) - {MORE}", *[f"{PROSE} {MORE} {PROSE}"] * 3), None),
    ],
)
def test_a_lead_is_told_by_its_place_or_its_length(parts, lead):
    article = read(page("Council decides to close the old bridge", *parts))
    assert (article.fields["lead"].value if "lead" in article.fields else None) == lead


def test_names_one_a_line_with_what_their_bearers_are():
    article = read(
        page(
            "Council decides to close the old bridge",
            "By\nAnn Lee\nand\nBob Ray",
            "12 May 2020",
            PROSE,
            MORE,
        )
    )
    assert [author.value for author in article.authors] == ["Ann Lee", "Bob Ray"]
    below = read(
        page(
            "Council decides to close the old bridge",
            "Ann Lee\nReporter\nBob Ray\nReporter",
            "12 May 2020",
            PROSE,
            MORE,
        )
    )
    assert [author.value for author in below.authors] == ["Ann Lee", "Bob Ray"]


def test_who_signs_below_the_text_wrote_it():
    for signed in ("By Ann Lee", "Author: Ann Lee", "(Ann Lee)"):
        article = read(page("Council decides to close the old bridge", PROSE, MORE, PROSE, signed))
        assert [author.value for author in article.authors] == ["Ann Lee"], signed


def test_other_stories_with_their_summaries_end_the_text_and_one_link_does_not():
    headline = "Council decides to close the old bridge"
    story = (
        "A ferry for the town",
        "The ferry runs every half hour from the northern quay to the town hall.",
    )
    teasers = page(headline, PROSE, MORE, PROSE, "More from this town", *story, "A new school", story[1])
    assert [words for kind, words in kinds(teasers) if kind == "paragraph"] == [PROSE, MORE, PROSE]
    inside = page(headline, PROSE, MORE, PROSE, "Read more", story[0], MORE)
    assert [words for kind, words in kinds(inside) if kind == "paragraph"] == [PROSE, MORE, PROSE, MORE]
