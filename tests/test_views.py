"""The public pages: what they show, where they lead, what they refuse, what they cost."""

import re
from datetime import date
from html.parser import HTMLParser
from importlib import import_module
from urllib.parse import quote

import pytest
from django.utils.html import escape

from archive.models import Article, Decision, FormerSlug, Mention, WorkKey
from tests import builders

pytestmark = pytest.mark.django_db

#: Markup, quotation marks, template and bidi tricks: everywhere text, nowhere anything else.
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>{{ 7|add:1 }}{% now %}&lt;\u202e\u2066x"


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def story():
    """An article with everything on it."""
    volker, moscow = builders.person("Kurt Volker"), builders.topic("Moscow")
    council, house = builders.organisation("Atlantic Council"), builders.organisation("Deutsche Welle")
    return builders.article(
        "Talks end without agreement",
        published="2017-11-09",
        kicker="Diplomacy",
        lead="Ministers met in Moscow.",
        paragraphs=["US envoy Kurt Volker spoke in Moscow. Volker left."],
        blocks=[
            ("subheading", "Muted hopes"),
            ("list-item", "First point"),
            ("list-item", "Second point"),
            ("blockquote", "A long remark."),
            ("image-alt", "Two men at a table"),
            ("caption", "The table in Moscow"),
            ("credit", "Image: AP/J. Doe"),
            ("video-teaser", "Watch video 01:41"),
            ("related-link", "Read more: Earlier talks"),
        ],
        mentions=[volker, (volker, "Volker"), moscow, (None, "Clark")],
        roles=[(volker, "senior fellow", council)],
        quotes=[("We are close", volker), ("Nothing is clear", "a spokesperson")],
        authors=[builders.person("Ines Falkenberg")],
        publisher=house,
        section="World",
    )


# --------------------------------------------------------------------------- the article


def test_article_shows_what_the_page_had_in_its_order(client, story):
    shown = page(client, story.get_absolute_url())
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown.split("<main")[1]))
    order = [
        "Diplomacy", "Talks end without agreement", "Ministers met in", "9 November 2017", "Ines Falkenberg",
        "Deutsche Welle", "US envoy", "Muted hopes", "First point", "Second point", "A long remark.",
        "Two men at a table", "The table in", "Image: AP/J. Doe", "Watch video 01:41",
        "Read more: Earlier talks",
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_names_are_linked_at_their_exact_places(client, story):
    shown = page(client, story.get_absolute_url())
    assert 'US envoy <a class="name" href="/people/kurt-volker/">Kurt Volker</a> spoke' in shown
    assert '<a class="name" href="/people/kurt-volker/">Volker</a> left.' in shown
    mention = story.mentions.get(surface="Clark")
    assert f'href="/articles/{story.public_id}/proof/?mention={mention.pk}"' in shown


def test_quotations_stand_in_the_text_and_beside_it_with_their_speakers(client, story):
    shown = page(client, story.get_absolute_url())
    said = story.quotations.get(text="We are close")
    assert f'<span class="quoted" id="quotation-{said.pk}">We are close</span>' in shown
    assert f'href="#quotation-{said.pk}"' in shown
    assert "a spokesperson" in shown


def test_names_within_quotations_and_across_their_edges_are_linked(client):
    who = builders.person("Kurt Volker")
    made = builders.article(quotes=[("Kurt Volker is here", None)], mentions=[who, (who, "here.")])
    # The second occurrence reaches from inside the quotation over its closing mark.
    row = made.mentions.get()
    text = made.current_reading.layer.text
    end = text.index("here”") + len("here”")
    row.occurrences = [row.occurrences[0], row.occurrences[0] | {"start": end - 5, "end": end}]
    row.save()
    shown = page(client, made.get_absolute_url())
    assert '">Kurt Volker</a> is <a class="name" href="/people/kurt-volker/">here</a></span>' in shown
    assert '</span><a class="name" href="/people/kurt-volker/">”</a>' in shown


def test_of_names_within_names_the_longer_is_linked(client):
    ministry, russia = builders.organisation("Russian Ministry of Foreign Affairs"), builders.topic("Russian")
    made = builders.article(
        paragraphs=["The Russian Ministry of Foreign Affairs spoke."], mentions=[ministry, russia]
    )
    shown = page(client, made.get_absolute_url())
    link = '<a class="name" href="/organisations/russian-ministry-of-foreign-affairs/">'
    assert f"The {link}Russian Ministry of Foreign Affairs</a> spoke." in shown


def test_rejected_mentions_are_neither_linked_nor_listed(client, story):
    story.mentions.filter(person__name="Kurt Volker").update(rejected=True)
    shown = page(client, story.get_absolute_url())
    assert 'href="/people/kurt-volker/"' not in shown
    assert "US envoy Kurt Volker spoke" in shown


def test_rejected_occurrence_is_not_linked_the_others_are(client, story):
    row = story.mentions.get(person__name="Kurt Volker")
    place = story.current_reading.layer.text.index("Volker left")
    row.occurrences = [o | {"rejected": True} if o["start"] == place else o for o in row.occurrences]
    row.save()
    shown = page(client, story.get_absolute_url())
    assert ". Volker left." in shown.replace("</a>", "")
    assert ">Volker</a> left." not in shown
    assert ">Kurt Volker</a> spoke" in shown


def test_metonym_says_that_the_place_stands_for_its_government(client):
    moscow = builders.topic("Moscow")
    made = builders.article(paragraphs=["Moscow has shown understanding."], mentions=[moscow])
    row = made.mentions.get()
    row.occurrences = [row.occurrences[0] | {"metonym": True}]
    row.save()
    assert 'class="name metonym" href="/topics/moscow/" title="a place that' in page(
        client, made.get_absolute_url()
    )


def test_role_on_the_date_says_what_states_it(client, story):
    shown = page(client, story.get_absolute_url())
    stated = story.attestations.get()
    assert f'href="/articles/{story.public_id}/proof/?role={stated.pk}">stated here</a>' in shown
    later = builders.article("Later", published="2018-01-01", mentions=[stated.mention.person])
    assert "stated on 9\u00a0November\u00a02017" in page(client, later.get_absolute_url())


def test_every_value_tells_how_it_is_known(client, story, django_user_model):
    editor = django_user_model.objects.create_user("secret-login", first_name="Ada", last_name="Lund")
    Decision.objects.create(
        record_kind="article", record_id=story.public_id, field="lead", value="x", user=editor
    )
    shown = page(client, story.get_absolute_url())
    for name in ("headline", "published", "byline", "kicker"):
        assert f'href="/articles/{story.public_id}/proof/?field={name}"' in shown
    assert builders.RULE in shown
    assert "set by Ada Lund" in shown
    assert "secret-login" not in shown
    assert "Source address" in shown  # unknown, and said so
    capture = story.current_capture
    assert f"?capture={capture.digest}" in shown


def test_other_names_in_the_address_redirect_for_good(client, story):
    for address in (f"/articles/{story.public_id}/", f"/articles/{story.public_id}/old-headline/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, story.get_absolute_url())


def test_article_without_a_readable_headline_part_has_an_address(client):
    made = builders.article("؟", article_slug="")
    assert made.get_absolute_url().endswith("/-/")
    page(client, made.get_absolute_url())


def test_merged_article_and_other_ids_lead_to_the_one_that_stays(client, story):
    loser = builders.article("The same")
    Article.objects.filter(pk=loser.pk).update(state="withdrawn", state_reason="merged", merged_into=story)
    assert client.get(loser.get_absolute_url())["Location"] == story.get_absolute_url()
    digest = "c0ffee" * 10 + "abcd"
    WorkKey.objects.create(article=story, scheme="url", digest=digest)
    for other in (digest[:20], story.current_capture.digest[:20]):
        answer = client.get(f"/articles/{other}/")
        assert (answer.status_code, answer["Location"]) == (301, story.get_absolute_url())


def test_withdrawn_article_is_gone_and_says_why(client, story):
    Article.objects.filter(pk=story.pk).update(
        state="withdrawn", state_reason="Court order", headline="[withdrawn]"
    )
    for address in (story.get_absolute_url(), f"/articles/{story.public_id}/proof/?field=title"):
        shown = page(client, address, 410)
        assert "Court order" in shown
        assert story.current_capture.digest in shown
        assert "Volker" not in shown
    assert story.public_id not in page(client, "/articles/")


# --------------------------------------------------------------------------- the proof


def marked(shown):
    return re.findall(r"<mark[^>]*>(.*?)</mark>", shown, flags=re.DOTALL)


def test_proof_marks_what_is_asked_for(client, story):
    base = f"/articles/{story.public_id}/proof/"
    text = story.current_reading.layer.text
    mention, said, role = (
        story.mentions.get(surface="Kurt Volker"),
        story.quotations.first(),
        story.attestations.get(),
    )
    start = text.index("US envoy")
    for query, words in [
        ("field=title", ["Talks end without agreement"]),
        ("field=headline", ["Talks end without agreement"]),
        ("field=date", ["2017-11-09"]),
        ("field=language", []),  # derived
        (f"mention={mention.pk}", [o["surface"] for o in mention.occurrences]),
        (f"quotation={said.pk}", ["We are close"]),
        (f"role={role.pk}", ["senior fellow Kurt Volker of Atlantic Council"]),
        (f"start={start}&end={start + 8}", ["US envoy"]),
        (f"capture={story.current_capture.digest}", []),
        ("", []),
    ]:
        assert marked(page(client, f"{base}?{query}")) == words, query


def test_proof_shows_every_character_with_its_label(client):
    made = builders.article(paragraphs=["One  two\t&amp; <b>", "Three"], blocks=[("boilerplate", "Inhalt")])
    shown = page(client, f"/articles/{made.public_id}/proof/")
    rows = re.findall(r"<pre dir=\"auto\">(.*?)</pre>", shown, flags=re.DOTALL)
    assert "".join(rows) == escape(made.current_reading.layer.text)
    kinds = re.findall(r'<span class="kind" lang="en">(.*?)</span>', shown)
    assert kinds == [kind for kind, _start, _end in made.current_reading.blocks]


def test_place_across_blocks_is_marked_in_each(client, story):
    text = story.current_reading.layer.text
    start, end = text.index("left."), text.index("Muted") + 5
    shown = page(client, f"/articles/{story.public_id}/proof/?start={start}&end={end}")
    assert "".join(marked(shown)) == "left.\n\nMuted"
    assert shown.count('id="marked"') == 1


def test_long_text_is_shown_around_the_place(client, monkeypatch):
    monkeypatch.setattr(import_module("archive.views.proof"), "LONGEST_SHOWN", 100)
    made = builders.article(paragraphs=["x" * 400, "needle", "y" * 400])
    start = made.current_reading.layer.text.index("needle")
    shown = page(client, f"/articles/{made.public_id}/proof/?start={start}&end={start + 6}")
    assert marked(shown) == ["needle"]
    assert "characters" in shown
    assert shown.count("x") < 300


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("field=colour", 400, "field=colour"),
        ("colour=red", 400, "colour"),
        ("mention=x", 400, "mention=x"),
        ("mention=²", 400, "mention=²"),
        ("mention=999999999999999999999999", 400, "mention="),
        ("mention=999999", 404, "number"),
        ("quotation=999999", 404, "number"),
        ("role=999999", 404, "number"),
        ("capture=abc", 404, "digest"),
        ("start=5", 400, "start, end"),
        ("start=9&end=3", 400, "start=9"),
        ("start=0&end=99999999", 400, "end=99999999"),
        ("start=-1&end=3", 400, "start=-1"),
        ("field=title&mention=1", 400, "field, mention"),
        ("field=title&field=lead", 400, "field"),
    ],
)
def test_bad_question_to_the_proof_is_refused_by_name(client, story, query, status, named):
    assert escape(named) in page(client, f"/articles/{story.public_id}/proof/?{query}", status)


def test_nothing_of_another_article_can_be_asked_for(client, story):
    other = builders.article("Other", mentions=[builders.person("Somebody Else")])
    page(client, f"/articles/{story.public_id}/proof/?mention={other.mentions.get().pk}", 404)


# --------------------------------------------------------------------------- people, organisations, topics


def test_person_page_tells_roles_words_and_articles(client, story):
    shown = page(client, "/people/kurt-volker/")
    for words in (
        "1 article names Kurt Volker",
        "senior fellow",
        "Atlantic Council",
        "We are close",
        "Talks end",
    ):
        assert words in shown
    assert 'href="/articles/?person=kurt-volker"' in shown
    assert "noindex" not in shown


def test_posts_are_told_apart_with_their_source(client):
    who = builders.person("Kurt Volker")
    builders.membership(
        who,
        "Ambassador to NATO",
        start="2008-07",
        end="2009",
        source="Wikidata",
        source_date=date(2022, 7, 15),
    )
    shown = page(client, "/people/kurt-volker/")
    assert "July\u00a02008 – 2009" in shown
    assert "according to Wikidata, as of 15\u00a0July\u00a02022" in shown


def test_organisation_and_topic_pages_tell_who_and_what(client, story):
    council = page(client, "/organisations/atlantic-council/")
    assert "Kurt Volker" in council
    assert "senior fellow" in council
    assert "1 article names Moscow" in page(client, "/topics/moscow/")


def test_candidates_are_marked_and_kept_out_of_search_engines(client):
    for made in (
        builders.person("New Name", status="candidate"),
        builders.organisation("New Body", status="candidate"),
        builders.topic("New Topic", status="candidate"),
    ):
        shown = page(client, made.get_absolute_url())
        assert '<meta name="robots" content="noindex">' in shown
        assert "unconfirmed" in shown


def test_former_and_merged_addresses_of_records_redirect_for_good(client):
    volker = builders.person("Kurt Volker")
    FormerSlug.objects.create(kind="person", slug="k-volker", public_id=volker.public_id)
    builders.person("Curt Volker", status="merged", merged_into=volker)
    for slug in ("k-volker", "curt-volker"):
        answer = client.get(f"/people/{slug}/")
        assert (answer.status_code, answer["Location"]) == (301, "/people/kurt-volker/")
    page(client, "/organisations/kurt-volker/", 404)
    page(client, "/people/nobody/", 404)


# --------------------------------------------------------------------------- lists


def test_list_says_in_words_how_many_and_leads_back(client, story):
    shown = page(client, "/articles/?person=kurt-volker")
    assert "1 article names Kurt Volker" in shown
    assert 'href="/articles/"' in shown  # the chip takes it back
    assert '<meta name="robots" content="noindex, follow">' in shown


def test_sentence_that_matches_is_shown_marked(client, story):
    shown = page(client, "/articles/?q=envoy")
    assert marked(shown) == ["envoy"]


def test_empty_list_offers_the_nearest_loosening_that_has_hits(client, story):
    shown = page(client, "/articles/?person=kurt-volker&year=1999")
    assert "0 articles match" in shown
    assert '<a href="/articles/?person=kurt-volker"><bdi>1 without “Year: 1999”</bdi></a>' in shown
    assert "without “Person" not in shown  # taking back the person finds nothing


def test_where_one_step_back_is_not_enough_each_choice_is_offered_alone(client, story):
    shown = page(client, "/articles/?person=kurt-volker&year=1999&q=nonsense")
    assert '<a href="/articles/?person=kurt-volker"><bdi>1 with only “Person: Kurt Volker”</bdi></a>' in shown


@pytest.mark.parametrize(
    "address",
    [
        "/articles/?colour=red",
        "/articles/?page=x",
        "/people/?letter=1",
        "/organisations/?kind=place",
        "/topics/?kind=x",
    ],
)
def test_bad_parameter_gets_a_plain_page_that_names_it(client, address):
    shown = page(client, address, 400)
    assert address.split("?")[1] in shown


@pytest.mark.parametrize("address", ["/articles/?page=2", "/people/?page=7", "/topics/?page=2"])
def test_page_beyond_the_end_is_not_found_and_leads_to_the_last(client, story, address):
    shown = page(client, address, 404)
    assert "has one page" in shown


def test_empty_fields_of_a_form_leave_the_address(client, story):
    answer = client.get("/articles/?q=&date_after=&person=kurt-volker&person_match=all&section=")
    assert (answer.status_code, answer["Location"]) == (302, "/articles/?person=kurt-volker")


def test_people_without_articles_are_one_link_away(client, story):
    builders.person("Never Named")
    shown = page(client, "/people/")
    assert "Never Named" not in shown
    assert 'href="/people/?articles_min=0"' in shown
    assert "Never Named" in page(client, "/people/?articles_min=0")


def test_home_counts_what_the_lists_hold(client, story):
    shown = page(client, "/")
    assert re.search(r'<a href="/articles/"><b>1</b>', shown)
    people = re.search(r'<a href="/people/"><b>(\d+)</b>', shown)
    assert people
    assert page(client, "/people/").count('<p class="name">') == int(people[1])


def test_everything_stands_on_an_empty_archive(client):
    for address in ("/", "/articles/", "/people/", "/organisations/", "/topics/"):
        assert "nothing here yet" in page(client, address)


# --------------------------------------------------------------------------- safety, cost


HOSTILE_BLOCKS = (
    "image-alt caption credit video-teaser related-link list-item blockquote subheading metadata".split()
)


class Markup(HTMLParser):
    """The tags and attributes that a browser sees."""

    def __init__(self, shown):
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(shown)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes += attributes


def hostile_everywhere():
    who = builders.person(HOSTILE, names=[f"{HOSTILE} too"], slug="who", description=HOSTILE, sort_name="z")
    body = builders.organisation(HOSTILE, slug="body", classification=HOSTILE, country=HOSTILE)
    place = builders.topic(HOSTILE, slug="place")
    builders.membership(who, HOSTILE, source=HOSTILE, area_name=HOSTILE, start="2001", end="2002")
    made = builders.article(
        HOSTILE,
        kicker=HOSTILE,
        lead=HOSTILE,
        byline=HOSTILE,
        section=HOSTILE,
        language="en",
        url=f"javascript:alert(1)//{HOSTILE}",
        publisher=body,
        paragraphs=[HOSTILE],
        blocks=[(kind, f"{kind} {HOSTILE}") for kind in HOSTILE_BLOCKS],
        mentions=[who, body, place, (None, f"x {HOSTILE}")],
        roles=[(who, HOSTILE, body)],
        quotes=[(HOSTILE, who), (f"q {HOSTILE}", HOSTILE)],
        authors=[who],
        state="review",
        article_slug="hostile",
    )  # fmt: skip
    made.review_reasons = [{"code": "x", "message": HOSTILE}]
    made.save()
    Decision.objects.create(
        record_kind="article", record_id=made.public_id, field="lead", value=HOSTILE, reading_value=HOSTILE
    )
    return made


def test_hostile_text_is_shown_as_text_on_every_page(client):
    made = hostile_everywhere()
    proof = f"/articles/{made.public_id}/proof/"
    addresses = [
        "/", "/articles/", "/articles/?q=script", "/people/", "/organisations/", "/topics/",
        "/people/who/", "/organisations/body/", "/topics/place/", made.get_absolute_url(),
        proof, f"{proof}?field=lead", f"{proof}?quotation={made.quotations.first().pk}",
        f"{proof}?role={made.attestations.get().pk}",
        f"{proof}?mention={Mention.objects.get(person__isnull=False).pk}",
        "/articles/?person=who&author=who&publisher=body&topic=place&organisation=body",
    ]  # fmt: skip
    for address in addresses:
        shown = page(client, address)
        assert "<script" not in shown, address
        seen = Markup(shown)
        assert not {"script", "img", "style", "iframe"} & seen.tags, address
        assert not [name for name, _value in seen.attributes if name.startswith("on") or name == "style"]
        assert not [v for n, v in seen.attributes if n == "href" and v.startswith("javascript")], address
        assert "&lt;script&gt;alert(1)" in shown, address
        assert "{{ 7|add:1 }}" in shown, address
    refused = page(client, f"/articles/?{HOSTILE.replace('&', '%26').replace('#', '%23')}=1", 400)
    assert "<script" not in refused


def test_no_page_has_script_or_style_of_its_own(client, story):
    for address in ("/", "/articles/?q=envoy", "/people/", story.get_absolute_url(), "/people/kurt-volker/",
                    f"/articles/{story.public_id}/proof/?field=title"):  # fmt: skip
        answer = client.get(address)
        shown = answer.content.decode()
        assert not re.search(r"<(?:script|style)|\sstyle=|\son\w+=", shown), address
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def fill(number, start=0):
    council = builders.organisation(f"Council {start}")
    for n in range(start, start + number):
        who = builders.person(f"Person {n}")
        builders.article(
            f"Article {n}",
            published=f"20{n % 20:02}-01-01",
            mentions=[who, council],
            roles=[(who, "fellow", council)],
            quotes=[("We are close", who)],
            authors=[who],
            paragraphs=["Something happened."],
        )


@pytest.mark.parametrize(
    ("address", "budget"),
    [
        ("/", 18),
        ("/articles/", 20),
        ("/articles/?q=something&person=person-1", 24),
        ("/people/", 12),
        ("/organisations/?sort=articles", 12),
        ("/topics/?articles_min=0", 12),
        ("/people/person-1/", 26),
        ("/organisations/council-0/", 28),
    ],
)
def test_cost_of_a_page_does_not_grow_with_rows(client, django_assert_num_queries, address, budget):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fill(3)
    page(client, address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(client, address)
    fill(14, start=3)
    with CaptureQueriesContext(connection) as many:
        page(client, address)
    assert len(many) == len(few) <= budget


def test_cost_of_an_article_does_not_grow_with_its_names(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs = []
    for number in (2, 15):
        people = [builders.person(f"Somebody {number} {n}") for n in range(number)]
        made = builders.article(
            f"Names {number}",
            mentions=people,
            roles=[(p, "fellow", None) for p in people[::2]],
            quotes=[("Yes", p) for p in people],
            authors=people[:2],
        )
        with CaptureQueriesContext(connection) as queries:
            page(client, made.get_absolute_url())
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 18


def test_pages_are_only_read(client, story):
    for address in ("/", "/articles/", story.get_absolute_url(), "/people/kurt-volker/"):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_badge_of_any_printed_section_leads_to_its_list(client):
    section = "Welt\u00a0& \u202eMehr <b>\t#+%"
    made = builders.article("One", section=section)
    shown = page(client, "/articles/")
    links = [v for n, v in Markup(shown).attributes if n == "href" and v.startswith("/articles/?section=")]
    assert links
    for link in links:
        assert made.get_absolute_url() in page(client, link)
    assert made.get_absolute_url() in page(client, f"/articles/?section={quote(section)}")
    kicker = [v for n, v in Markup(page(client, made.get_absolute_url())).attributes if n == "href"]
    assert any(v.startswith("/articles/?section=") and "One" in page(client, v) for v in kicker)
