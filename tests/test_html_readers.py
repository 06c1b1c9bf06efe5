"""Readers of HTML: stored pages of real structure, and the pitfalls that real pages set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.html_pages import PROSE, TITLE, kinds_of, paragraphs, read_page, web_page
from tests.readings import check_proof

PAGES = Path(__file__).resolve().parent / "stored_pages"


def test_the_older_design_gives_every_part_of_the_page():
    article, text = read_page((PAGES / "dw_classic_html.html").read_bytes())
    assert article.published.reason == "day first, page title"
    assert article.fields["publisher"].value == "Deutsche Welle"
    assert article.fields["url"].value.endswith("/a-52060881")
    assert len(article.related) >= 2
    assert {"kicker", "section", "byline"} <= set(article.fields)
    footer = [text[b.start : b.end] for b in article.blocks if b.kind.value == "metadata"]
    assert any(line.startswith("Author ") for line in footer)


def test_the_newer_design_gives_pictures_with_credit_and_alternative_text():
    article, text = read_page((PAGES / "dw_relaunch_html.html").read_bytes())
    assert len(article.images) == 4
    for image in article.images:
        assert image.text
        assert image.alt
        assert not image.credit.of(text).startswith("Bild:")
    assert article.updated.instant > article.published.instant
    assert article.fields["kicker"].value.count(" ") >= 1


def title_of(page: str) -> str | None:
    article, text = read_page(page)
    check_proof(text, article)
    field = article.fields.get("title")
    return field.value if field else None


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        ("", TITLE, TITLE),
        (meta("og:title", f"{TITLE} | The Harbour") + meta("og:site_name", "The Harbour"), TITLE, TITLE),
        (meta("og:title", f"{TITLE} - Harbour.example") + meta("og:url", "https://www.harbour.example/a/bcde"),
         TITLE, TITLE),
        (meta("og:title", f"{TITLE} | World news | Elsewhere"), TITLE, TITLE),
        # What is stated for sharing, and once more elsewhere, is the title though the heading is longer.
        (meta("og:title", "Bridge closed for repairs") + meta("twitter:title", "Bridge closed for repairs"),
         "Bridge closed for repairs after a long winter", "Bridge closed for repairs"),
        # A kicker glued on before the headline in one element.
        (meta("og:title", "Old bridge closed until spring"), "Harbour Old bridge closed until spring",
         "Old bridge closed until spring"),
        # A dash within a headline is no separator.
        (meta("og:title", "Closed - and nobody knows why") + meta("og:site_name", "Harbour"),
         "Closed - and nobody knows why", "Closed - and nobody knows why"),
        (meta("og:title", "Old bridge closed…"), TITLE, TITLE),
        # A site that states its own name as the title of each page.
        (meta("og:title", "Daily Harbour") + meta("og:site_name", "Daily Harbour"), TITLE, TITLE),
    ],
)  # fmt: skip
def test_the_title_is_what_two_sources_bear_out(head, heading, expected):
    assert title_of(web_page(head=head, title=heading)) == expected


def authors_of(page: str) -> list[str]:
    article, text = read_page(page)
    check_proof(text, article)
    return [author.value for author in article.authors]


def signed(author: object) -> dict[str, object]:
    return {
        "@type": "NewsArticle",
        "headline": TITLE,
        "author": author,
        "publisher": {"name": "Daily Harbour"},
    }


@pytest.mark.parametrize(
    ("author", "before", "expected"),
    [
        ({"@type": "Person", "name": "Ann Lee"}, "", ["Ann Lee"]),
        ([{"name": "Ann Lee"}, {"name": "Bo Marsh"}], "", ["Ann Lee", "Bo Marsh"]),
        ({"name": "By Ann Lee and Bo Marsh"}, "", ["Ann Lee", "Bo Marsh"]),
        ({"name": "Ann Lee, Senior Correspondent"}, "", ["Ann Lee"]),
        # An organisation, the paper itself, an address: nobody's name.
        ({"@type": "Organization", "name": "Harbour Press Agency"}, "", []),
        ({"@type": "Person", "name": "Daily Harbour"}, "", []),
        ({"name": "https://www.facebook.com/harbour"}, "", []),
        ({"name": "Redaktion"}, "<p class='author'>von Ann Lee, Harbour</p>", ["Ann Lee"]),
        (None, "<div class='byline'>By Ann Lee</div>", ["Ann Lee"]),
        (None, "<p>By Ann Lee</p>", ["Ann Lee"]),
        (None, "<a rel='author' href='/ann'>Ann Lee</a>", ["Ann Lee"]),
        (None, "<div class='author'><img alt='Portrait of Ann Lee'><span>Ann Lee</span></div>", ["Ann Lee"]),
        (None, "<span>Ann Lee</span><div>3 May 2021</div>", ["Ann Lee"]),
        (None, "<div>Ann Lee - Harbour news</div><div>3 May 2021</div>", ["Ann Lee"]),
        (None, "<ul><li><img alt='Ann Lee'><div><p>Ann Lee Reporter</p></div></li></ul>", ["Ann Lee"]),
        (None, "<p>Submitted by Ann Lee on Mon, 3 May 2021</p>", ["Ann Lee"]),
        (None, "<div>de <a href='/a'>Ioana Munteanu</a> | 5 mai 2021</div>", ["Ioana Munteanu"]),
        (None, "<div class='byline'>By ANN LEE</div>", ["ANN LEE"]),
        (None, "<p>Par Nicolas d'Arvieu</p>", ["Nicolas d'Arvieu"]),
        (None, "<p>Door Pieter van den Berg</p>", ["Pieter van den Berg"]),
        # The label of a section is no name.
        (
            None,
            "<section aria-labelledby='byline'><b id='byline'>Article Information</b><ul>"
            "<li><span>Author, </span><span>Ann Lee</span></li></ul></section>",
            ["Ann Lee"],
        ),
        (None, "", []),
    ],
)
def test_authors_are_people_stated_or_printed(author, before, expected):
    data = signed(author) if author is not None else None
    assert authors_of(web_page(before=before, linked_data=data)) == expected


@pytest.mark.parametrize(
    ("head", "before", "data", "expected"),
    [
        ("", "", {"@type": "NewsArticle", "datePublished": "2021-05-03T10:00:00+02:00"}, "2021-05-03"),
        (meta("article:published_time", "2021-05-03T10:00:00Z"), "", None, "2021-05-03"),
        ("", "<time datetime='2021-05-03T10:00'>two hours ago</time>", None, "2021-05-03"),
        ("", "<p>Published 3 May 2021, 10:00</p>", None, "2021-05-03"),
        ("", "<p>2021.05.03. 10:22</p>", None, "2021-05-03"),
        ("", "<p>Ann Lee — Monday, 3 May 2021, 10:22</p>", None, "2021-05-03"),
        ("", "<p>World | 3 May 2021, 10:22 | Harbour</p>", None, "2021-05-03"),
        # The weekday settles which number is the month.
        ("", "<p>Submitted by Ann Lee on Wed, 05/12/2021 - 10:22</p>", None, "2021-05-12"),
        ("", "<span property='dc:date dc:created' content='2021-05-03T10:22:31Z'>By Ann</span>", None,
         "2021-05-03"),
        ('<link rel="canonical" href="https://a.example/2021/05/03/bridge.html">', "", None, "2021-05-03"),
        # The film's date is not the article's.
        ("", "", {"@graph": [{"@type": "VideoObject", "uploadDate": "2019-01-01"},
                             {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2021-05-03"}]},
         "2021-05-03"),
        ("", "", None, None),
    ],
)  # fmt: skip
def test_dates_come_from_the_article_itself(head, before, data, expected):
    after = "<aside><h3>Other</h3><time datetime='2018-02-02'>2 February 2018</time></aside>"
    article, text = read_page(web_page(head=head, before=before, linked_data=data, after=after))
    check_proof(text, article)
    assert (article.published.day.isoformat() if article.published else None) == expected


def test_a_page_that_states_only_its_change_says_so():
    article, _text = read_page(web_page(head=meta("article:modified_time", "2021-05-03T10:00:00Z")))
    assert article.published.day.isoformat() == "2021-05-03"
    assert [warning.code for warning in article.warnings] == ["date-of-update"]


@pytest.mark.parametrize(
    ("stated", "printed", "expected"),
    [
        # The clock that the page prints, whatever its zone is called, is that of the place.
        ("2023-11-18T02:31:12Z", "Published 9:31 PM EST, Fri November 17, 2023", "2023-11-17T21:31:12-05:00"),
        ("2023-11-17T23:10:00Z", "Saturday, 18 November 2023, 00:10", "2023-11-18T00:10:00+01:00"),
        # Another moment, that of a change: the minutes do not agree.
        ("2023-11-17T20:03:00Z", "18 November 2023, 09:10", "2023-11-17T20:03:00+00:00"),
        ("2023-11-17T21:31:12-05:00", "18 November 2023, 03:31", "2023-11-17T21:31:12-05:00"),
    ],
)
def test_the_local_day_is_the_day_of_publication(stated, printed, expected):
    data = {"@type": "NewsArticle", "headline": TITLE, "datePublished": stated}
    article, _text = read_page(web_page(before=f"<p class='date'>{printed}</p>", linked_data=data))
    assert article.published.instant.isoformat() == expected
    assert article.published.day.isoformat() == expected[:10]


def test_the_record_of_another_story_is_not_this_page_s():
    other = {
        "@type": "NewsArticle", "headline": "Ferry sinks in the harbour", "datePublished": "2024-02-02",
        "dateModified": "2024-02-03", "author": {"name": "Bo Marsh"}, "articleBody": "It went down.",
    }  # fmt: skip
    own = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2021-05-03", "author": "Ann Lee"}
    article, _text = read_page(web_page(linked_data={"@graph": [other, own]}))
    assert article.published.day.isoformat() == "2021-05-03"
    assert [author.value for author in article.authors] == ["Ann Lee"]


def test_a_record_that_is_no_json_still_gives_its_values():
    broken = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + TITLE + '",'
        '"description": "She said "no" and left", "datePublished": "2021-05-03T10:00:00+02:00",'
        '"author": [{"@type": "Person", "name": "Ann Lee"}],}</script>'
    )
    article, _text = read_page(web_page(head=broken))
    assert article.published.instant.isoformat() == "2021-05-03T10:00:00+02:00"
    assert [author.value for author in article.authors] == ["Ann Lee"]


BODY = [("headline", TITLE), *(("paragraph", text) for text in PROSE)]


@pytest.mark.parametrize(
    "between",
    [
        "<div class='ad-slot'><p>Advertisement</p></div>",
        "<div class='newsletter-box'><p>Our harbour news by letter each morning, for free.</p></div>",
        "<aside><p>The river is 300 kilometres long and flows through four countries to the sea.</p></aside>",
        "<div><p>An dieser Stelle steht ein externer Inhalt von YouTube, der den Text ergänzt.</p></div>",
        "<p>We use cookies. If you accept cookies we can show this film here.</p>",
        "<blockquote class='twitter-tweet'><p>The bridge is closed, and we are sorry.</p></blockquote>",
        "<script>document.write('<p>nothing</p>')</script>",
        "<div class='share'><a href='x'>Facebook</a><a href='y'>Twitter</a></div>",
        "<div hidden><p>A paragraph that nobody sees because it is hidden from everyone.</p></div>",
        "<form><label>Your address</label><input></form>",
        "<p>Il vous reste 54.2% de cet article à lire. La suite est réservée aux abonnés.</p>",
        "<p>この記事は有料記事です。残り834文字有料会員になると続きをお読みいただけます。</p>",
        f"<h2>{TITLE}</h2>",
        "<table><tr><th>Year</th><td>The ferry carried twelve thousand people a day.</td></table>",
        "<amp-twitter><blockquote><p>The bridge is closed, and we are sorry.</p></blockquote></amp-twitter>",
        "<p><b>קראו גם:</b> <a href='/x'>Harbour opened again</a></p>",
    ],
)
def test_what_stands_between_paragraphs_is_no_text(between):
    body = paragraphs(PROSE[:2]) + between + paragraphs(PROSE[2:])
    assert [one for one in kinds_of(web_page(body)) if one[0] != "related-link"] == BODY


def test_links_to_other_stories_are_kept_as_such():
    body = paragraphs(PROSE[:3]) + "<p>Read more: <a href='/x'>Harbour opened</a></p>" + paragraphs(PROSE[3:])
    article, text = read_page(web_page(body))
    assert [span.of(text) for span in article.related] == ["Harbour opened"]
    assert kinds_of(web_page(body))[4] == ("related-link", "Read more: Harbour opened")


def test_a_box_with_a_linked_heading_is_another_story():
    box = (
        "<div><h3><a href='/x'>Ferry sinks</a></h3><p>It went down in a few minutes near the pier.</p></div>"
    )
    kinds = kinds_of(web_page(paragraphs(PROSE[:3]) + box + paragraphs(PROSE[3:])))
    assert [text for kind, text in kinds if kind in ("paragraph", "subheading")] == list(PROSE)


def test_subheadings_lists_and_quotations_have_kinds_of_their_own():
    body = (
        paragraphs(PROSE[:2])
        + "<h2>What comes next</h2>"
        + paragraphs(PROSE[2:3])
        + "<p><strong>The costs</strong></p><ul><li>Twelve millions for the piers</li></ul>"
        + "<blockquote><p>We had no choice, said the mayor in the evening.</p></blockquote>"
        + paragraphs(PROSE[3:])
    )
    kinds = kinds_of(web_page(body))
    assert ("subheading", "What comes next") in kinds
    assert ("subheading", "The costs") in kinds
    assert ("list-item", "Twelve millions for the piers") in kinds
    assert ("blockquote", "We had no choice, said the mayor in the evening.") in kinds


def test_a_quotation_lifted_out_of_the_text_is_no_text():
    lifted = "<blockquote>A spokesman said that the works would last for months</blockquote>"
    assert kinds_of(web_page(paragraphs(PROSE[:3]) + lifted + paragraphs(PROSE[3:]))) == BODY


def test_a_table_of_contents_is_no_text():
    contents = "<p>In this text:</p><ul><li><a href='#a'>What comes next</a></li></ul>"
    body = contents + paragraphs(PROSE[:2]) + "<h2 id='a'>What comes next</h2>" + paragraphs(PROSE[2:])
    assert [text for kind, text in kinds_of(web_page(body)) if kind == "paragraph"] == list(PROSE)


def test_who_signs_at_the_end_is_no_paragraph():
    assert kinds_of(web_page(paragraphs((*PROSE, "cwo/fab (dpa, afp)")))) == BODY


@pytest.mark.parametrize(
    ("figure", "text", "credit", "alt"),
    [
        ("<figure><img alt='A crane'><figcaption>The crane at work Photo: AP/J. Doe</figcaption></figure>",
         "The crane at work", "AP/J. Doe", "A crane"),
        ("<figure><img alt='A crane'><figcaption>Now<i class='credit'>J. Doe</i></figcaption></figure>",
         "Now", "J. Doe", "A crane"),
        ("<figure><img alt='A crane'><figcaption><b class='off-screen'>Image caption</b> At work now"
         "</figcaption></figure>", "At work now", None, "A crane"),
        ("<figure><img alt='A crane'><figcaption>The crane at work. | Photo Credit: <i>PTI</i></figcaption>"
         "</figure>", "The crane at work.", "PTI", "A crane"),
        ("<figure><img alt='A crane'><figcaption><span>[1/3]The crane at work.</span> <span>REUTERS/J. Doe"
         "</span> <a href='/b'>Purchase Rights</a></figcaption></figure>",
         "The crane at work.", "REUTERS/J. Doe", "A crane"),
        ("<figure><img alt='A crane'><figcaption>La gru al porto (ansa)</figcaption></figure>",
         "La gru al porto", "ansa", "A crane"),
        ("<div class='image'><img alt='A crane'><p class='caption'>At work now<p class='credit'>© dpa</div>",
         "At work now", "dpa", "A crane"),
        # Alternative text equal to the caption, and no name that says so.
        ("<div><img alt='The crane at work today'><div>The crane at work today</div></div>",
         "The crane at work today", None, "The crane at work today"),
        ("<figure><img alt='The crane (Reuters/J. Doe)'><figcaption>At work</figcaption></figure>",
         "At work", "Reuters/J. Doe", "The crane"),
    ],
)  # fmt: skip
def test_pictures_give_caption_credit_and_alternative_text(figure, text, credit, alt):
    page = web_page(paragraphs(PROSE[:2]) + figure + paragraphs(PROSE[2:]))
    article, layer = read_page(page)
    check_proof(layer, article)
    (image,) = article.images
    parts = (image.text, image.credit, image.alt)
    assert tuple(part.of(layer) if part else None for part in parts) == (text, credit, alt)
    assert [words for kind, words in kinds_of(page) if kind == "paragraph"] == list(PROSE)


def lead_of(page: str) -> str | None:
    article, _text = read_page(page)
    return article.fields["lead"].value if "lead" in article.fields else None


LEAD = "The city has closed its oldest bridge, and nobody knows for how long the repairs will take."


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (web_page(before=f"<p class='standfirst'>{LEAD}</p>"), LEAD),
        (web_page(before=f"<p>{LEAD}</p>"), LEAD),
        (web_page(f"<p class='x'>{LEAD}</p>{paragraphs(name='y')}", head=meta("og:description", LEAD)), LEAD),
        # A description cut short is the lead all the same.
        (
            web_page(
                before=f"<div><span>{LEAD}</span></div>", head=meta("og:description", LEAD[:70] + "...")
            ),
            LEAD,
        ),
        # The first paragraph is no lead because the page is described by its words.
        (web_page(head=meta("og:description", PROSE[0])), None),
        # What stands in metadata only is not on the page.
        (web_page(head=meta("og:description", LEAD)), None),
        (web_page(), None),
    ],
)
def test_the_lead_stands_on_the_page(page, expected):
    assert lead_of(page) == expected


def test_an_article_of_a_lead_alone_is_right_as_it_is():
    page = web_page("", before=f"<p class='lead'>{LEAD}</p>")
    assert kinds_of(page) in (
        [("headline", TITLE), ("lead", LEAD)],
        [("headline", TITLE), ("paragraph", LEAD)],
    )


def test_a_short_article_wins_over_longer_furniture():
    teasers = "".join(f"<div><p>{text} <a href='/x'>More about this</a></p></div>" for text in PROSE * 3)
    page = (
        f"<html><body><div class='a1'><h1>{TITLE}</h1><div class='b2'>{paragraphs(PROSE[:4])}</div></div>"
        f"<div class='c3'>{teasers}</div></body></html>"
    )
    assert [text for kind, text in kinds_of(page) if kind == "paragraph"] == list(PROSE[:4])


def test_sentences_between_single_breaks_are_paragraphs():
    assert kinds_of(web_page("<div>" + "<br>".join(PROSE) + "</div>")) == BODY


def test_a_bold_line_between_breaks_is_a_heading():
    body = f"<div>{PROSE[0]}<br><br><b>What comes next</b><br>{PROSE[1]}<br><br>{PROSE[2]}</div>"
    kinds = [(kind, text) for kind, text in kinds_of(web_page(body)) if kind != "headline"]
    assert kinds == [
        ("paragraph", PROSE[0]), ("subheading", "What comes next"), ("paragraph", PROSE[1]),
        ("paragraph", PROSE[2]),
    ]  # fmt: skip


def test_questions_in_bold_are_part_of_an_interview():
    questions = ("Why now?", "Who pays for the works?", "And the ferry?")
    body = "".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in zip(questions, PROSE, strict=False))
    kinds = kinds_of(web_page(body))
    assert [kind for kind, text in kinds if text in questions] == ["paragraph"] * 3


def test_what_readers_wrote_is_never_the_article():
    letters = "".join(f"<div><b>Bo</b><p>{text} {text}</p></div>" for text in PROSE)
    page = web_page(paragraphs(PROSE[:2]), after=f"<div class='q7'><h3>Kommentare (5)</h3>{letters}</div>")
    assert kinds_of(page) == BODY[:3]


def test_text_without_paragraph_elements_is_read_too():
    body = "<div>" + "<br><br>".join(PROSE) + "</div>"
    assert kinds_of(web_page(body)) == BODY


def test_the_text_that_a_page_states_finds_its_lines():
    odd = "<div class='tab-widget'>" + paragraphs() + "</div>"
    noise = "".join(f"<p>{text.replace('bridge', 'tower')}</p>" for text in PROSE)
    data = {"@type": "NewsArticle", "articleBody": " ".join(PROSE)}
    page = f"<html><body><h1>{TITLE}</h1><section>{odd}</section><section>{noise}</section></body></html>"
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert kinds_of(page.replace("</h1>", f"</h1>{script}")) == BODY


def test_the_address_comes_from_the_page_and_a_front_page_is_none():
    head = '<link rel="canonical" href="https://a.example/">' + meta(
        "og:url", "https://a.example/news/bridge-1"
    )
    article, _text = read_page(web_page(head=head))
    assert article.fields["url"].value == "https://a.example/news/bridge-1"
