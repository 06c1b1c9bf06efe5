"""Versions of an article: which there are, which is current and why, what differs."""

import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils.translation import gettext

from archive import loading, withdrawing
from archive.loading.articles import choose_current
from archive.loading.undoing import undo_load
from archive.models import Article, Capture, Decision, Load, Reading
from archive.versions import LONGEST_SIDE, difference, reading_of, versions_of, why_current
from tests import builders
from tests.pages import PARAGRAPHS, relaunched_page
from tests.test_views import HOSTILE, Markup, page

pytestmark = pytest.mark.django_db
URL = "https://news.example/grain-talks"


@pytest.fixture
def captured(tmp_path):
    """Load a page of the same address with a stated time of capture; returns its capture."""
    numbers = iter(range(100))

    def take(text, when=None, url=URL):
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        (folder / "page.txt").write_text(text, encoding="utf-8")
        stated = {"url": url} | ({"captured": when} if when else {})
        (folder / "page.txt.json").write_text(json.dumps(stated))
        loading.load([str(folder)])
        return Capture.objects.order_by("-pk").first()

    return take


CHANGED = (
    PARAGRAPHS[0].replace("three hours", "four long hours"),
    PARAGRAPHS[1],
    "A correction was made to an earlier version of this article.",
)


@pytest.fixture
def two(captured):
    """An article with two versions: one word for two in the first paragraph, the last replaced."""
    old = captured(relaunched_page(), "2019-06-14T10:00:00Z")
    new = captured(relaunched_page("Grain talks end in discord", paragraphs=CHANGED), "2019-06-15T10:00:00Z")
    return Article.objects.get(), old, new


def again(article, text, **more):
    """One more version of a built article, read as one paragraph."""
    layer = builders.layer(
        text, of=builders.capture(text.encode("utf-8", "replace"), article=article, **more)
    )
    Reading.objects.create(layer=layer, reader="built", version="1", blocks=[["paragraph", 0, len(text)]])
    return layer.capture


# --------------------------------------------------------------------------- which is current, and why


def why(article):
    held = versions_of(article)
    assert held[0].capture == choose_current(article) == article.current_capture
    return why_current(article, held)


def test_latest_stated_time_is_current_and_an_older_one_that_arrives_late_is_not(captured, two):
    article, _old, new = two
    assert why(article) == "Latest stated time of capture."
    late = captured(relaunched_page("Grain talks begin"), "2019-06-13T10:00:00Z")
    article.refresh_from_db()
    assert article.current_capture == new
    assert why(article) == "Latest stated time of capture."
    assert [v.capture for v in versions_of(article)][-1] == late


@pytest.mark.parametrize(
    ("times", "basis", "words"),
    [
        ((None, None), "none", "Order of loading: no version states a time"),
        ((None, "2019-06-14T10:00:00Z"), "stated", "Stated time of capture: no other version has a time."),
        (("2019-06-14T10:00:00Z",) * 2, "stated", "Order of loading: another version has the same time"),
    ],
)
def test_reason_of_the_current_version_is_the_rule_that_chose_it(captured, times, basis, words):
    for number, when in enumerate(times):
        captured(relaunched_page(f"Grain talks {number}"), when)
    article = Article.objects.get()
    assert why(article).startswith(words)
    assert versions_of(article)[0].basis == basis


def test_date_of_change_on_the_page_is_named(client):
    made = builders.article()
    again(made, "Something else.")
    made.current_capture.compared_at = datetime(2019, 6, 15, tzinfo=UTC)
    made.current_capture.save()
    assert why(made) == "Date of change on the page: no other version has a time."
    assert "Changed on the page 15\u00a0June\u00a02019" in page(client, made.get_versions_url())


def test_single_version_needs_no_reason(client):
    made = builders.article()
    assert why_current(made, versions_of(made)) == ""
    shown = page(client, made.get_versions_url())
    assert "There is one version only" in shown
    assert "<ins>" not in shown
    assert made.get_versions_url() not in page(client, made.get_absolute_url())


# --------------------------------------------------------------------------- the public page


def text_of(shown):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def test_count_on_the_article_is_the_number_of_versions_listed(client, captured, two):
    article, *_ = two
    for expected in (2, 3):
        link = re.search(
            r'<a href="([^"]+/versions/)">(\d+) versions</a>', page(client, article.get_absolute_url())
        )
        assert int(link[2]) == expected
        listed = page(client, link[1])
        assert listed.count('name="from"') == listed.count('name="to"') == expected
        assert f"{expected} versions" in listed
        if expected == 2:
            captured(relaunched_page("Grain talks, a third time"), "2019-06-13T10:00:00Z")
    undo_load(Load.objects.order_by("-pk").first(), user=None)
    assert ">2 versions</a>" in page(client, article.get_absolute_url())
    assert page(client, article.get_versions_url()).count('name="from"') == 2


def test_current_and_the_one_before_are_compared_unless_asked_otherwise(client, two):
    article, old, new = two
    shown = page(client, article.get_versions_url())
    assert re.search(r"1 paragraph changed, 1 added, 1 removed; \d+ words added, \d+ removed\.", shown)
    assert "Also different: headline." in shown
    assert re.search(r"<del>.*three.*</del>", shown)
    assert re.search(r"<ins>.*four long.*</ins>", shown)
    asked = page(client, f"{article.get_versions_url()}?from={old.digest}&to={new.digest}")
    assert asked == shown
    turned = page(client, f"{article.get_versions_url()}?from={new.digest}&to={old.digest}")
    assert re.search(r"<ins>.*three.*</ins>", turned)
    assert re.search(rf'name="from" value="{new.digest}" checked', turned)


def test_words_that_are_counted_are_the_words_that_are_marked(client, two):
    article, *_ = two
    shown = page(client, article.get_versions_url())
    added, removed = map(int, re.search(r"; (\d+) words added, (\d+) removed\.", shown).groups())
    for tag, counted in (("ins", added), ("del", removed)):
        marked = re.findall(rf"<{tag}>(.*?)</{tag}>", shown)
        bare = [re.sub(r'<span class="away".*?</span>', "", words) for words in marked]
        assert counted == len([w for words in bare for w in re.findall(r"[\w’]+", unescape(words))])
    assert added
    assert removed


def test_marks_are_said_in_words_that_do_not_turn_the_text_around(client, two):
    shown = page(client, two[0].get_versions_url())
    assert '<del><span class="away" dir="ltr" lang="en">[removed: </span>' in shown
    assert '<ins><span class="away" dir="ltr" lang="en">[added: </span>' in shown
    assert '<meta name="robots" content="noindex">' in shown
    assert not re.search(r"<(?:script|style)|\sstyle=|\son\w+=", shown)


def test_long_unchanged_runs_are_folded_without_script(client):
    made = builders.article(paragraphs=[f"Paragraph number {n} of the text." for n in range(9)])
    text = made.current_reading.layer.text
    later = again(made, "Nothing of it is left.")
    layer = later.layers.get()
    read = layer.readings.get()
    layer.content.text = text.replace("number 4", "number four")
    layer.content.save()
    at, more = text.index("number 4"), len("four") - len("4")
    read.blocks = [
        [kind, start + more * (start > at), end + more * (end > at)]
        for kind, start, end in made.current_reading.blocks
    ]
    read.save()
    shown = page(client, made.get_versions_url())
    assert shown.count('<details class="fold"><summary>3 paragraphs unchanged</summary>') == 2


def test_editors_word_on_a_field_is_told_and_not_compared(client, two):
    article, *_ = two
    Decision.objects.create(
        record_kind="article", record_id=article.public_id, field="headline", value="Mine"
    )
    shown = page(client, article.get_versions_url())
    assert "An editor has set: Headline." in shown
    assert "Mine" not in shown


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("from={old}", 400, "belong together"),
        ("from={old}&to={old}", 400, "one and the same"),
        ("from={old}&to=3", 400, "64 figures"),
        ("from={old}&to={upper}", 400, "64 figures"),
        ("from={old}&from={old}&to={new}", 400, "more than once"),
        ("from={old}&to={new}&colour=red", 400, "colour"),
        ("from=&to=", 400, "64 figures"),
        ("from={old}&to={unknown}", 404, "no version"),
        ("from={old}&to={other}", 404, "no version"),
    ],
)
def test_bad_question_is_refused_by_name(client, two, query, status, named):
    article, old, new = two
    other = builders.article("Another").current_capture.digest
    values = {
        "old": old.digest,
        "new": new.digest,
        "upper": new.digest.upper(),
        "unknown": "0" * 64,
        "other": other,
    }
    shown = page(client, f"{article.get_versions_url()}?{query.format(**values)}", status)
    assert named in text_of(shown)


def test_capture_whose_load_was_undone_is_nobodys_version(client, captured, two):
    article, old, _new = two
    gone = captured(relaunched_page("Grain talks, by mistake"), "2019-06-16T10:00:00Z")
    undo_load(Load.objects.order_by("-pk").first(), user=None)
    assert gone.digest not in page(client, article.get_versions_url())
    page(client, f"{article.get_versions_url()}?from={old.digest}&to={gone.digest}", 404)


def test_withdrawn_article_has_no_versions_left(client, two):
    article, old, new = two
    withdrawing.withdraw(article, user=None, reason="By order of a court.")
    for query in ("", f"?from={old.digest}&to={new.digest}", "?colour=red"):
        shown = page(client, f"{article.get_versions_url()}{query}", 410)
        assert "By order of a court." in shown
        assert "four long" not in shown


def test_other_ids_lead_on_and_a_headline_cannot_take_the_address(client, two):
    article, old, _new = two
    other = builders.article("Merged away")
    Article.objects.filter(pk=other.pk).update(merged_into=article, state="withdrawn", state_reason="merged")
    answer = client.get(f"{other.get_versions_url()}?from={old.digest}&to=x")
    assert (answer.status_code, answer["Location"]) == (
        301,
        f"{article.get_versions_url()}?from={old.digest}&to=x",
    )
    page(client, "/articles/nothing-of-the-kind/versions/", 404)
    for part in Article.PAGES:
        made = builders.article(part.title())
        assert made.slug == part
        shown = page(client, made.get_absolute_url())
        assert f'<link rel="canonical" href="http://testserver{made.get_absolute_url()}">' in shown


def test_every_page_below_an_article_is_kept_from_headlines():
    below = [p.pattern._route for p in get_resolver("archive.urls").url_patterns]
    found = {m[1] for route in below if (m := re.fullmatch(r"articles/<slug:public_id>/([a-z-]+)/", route))}
    assert found == set(Article.PAGES)


def test_hostile_text_is_shown_as_text(client, admin_client):
    made = builders.article(
        HOSTILE, lead=HOSTILE, paragraphs=[f"{HOSTILE} one two"], article_slug="x", language='"><b'
    )
    again(made, f"{HOSTILE} one three and more")
    for who, asked in ((client, made.get_versions_url()), (admin_client, address(made))):
        shown = page(who, asked)
        body = shown.split("<main" if who is client else 'id="content-main"')[1]
        seen = Markup(body)
        assert not {"script", "img", "style", "iframe", "b"} & seen.tags
        assert not [n for n, _v in seen.attributes if n.startswith("on") or n == "style"]
        assert "&lt;script&gt;alert(1)" in shown
        assert "<ins>" in shown


def test_right_to_left_text_keeps_its_direction_and_its_order(client):
    made = builders.article(
        "محادثات الحبوب", paragraphs=["استمرت المحادثات ثلاث ساعات في بروكسل"], language="ar"
    )
    again(made, "استمرت المحادثات أربع ساعات في بروكسل")
    shown = page(client, made.get_versions_url())
    assert re.search(
        r'<p dir="auto" lang="ar">استمرت المحادثات <del><span[^>]*>\[removed: </span>أربع<', shown
    )


def test_cost_does_not_grow_with_versions(client, two):
    article, *_ = two
    with CaptureQueriesContext(connection) as few:
        page(client, article.get_versions_url())
    for number in range(12):
        again(article, f"Version {number}")
    with CaptureQueriesContext(connection) as many:
        shown = page(client, article.get_versions_url())
    assert len(few) == len(many) <= 10
    assert shown.count('name="from"') == 14
    assert "6 more versions" in shown


def test_long_texts_are_shown_in_part_and_say_so(client):
    made = builders.article(
        paragraphs=["x" * (LONGEST_SIDE + 10), *(f"{n} {'y ' * 5000}" for n in range(45))]
    )
    again(made, "Short.")
    shown = page(client, made.get_versions_url())
    assert "A very long paragraph is shown in part." in shown
    left_out = int(re.search(r"(\d+) further paragraphs are not shown", shown)[1])
    assert left_out > 0
    assert len(shown) < 1_000_000
    found = difference(reading_of(made, made.captures.last()), made.current_reading)
    assert sum(len(s.rows) for s in found.stretches) + left_out == 46 + 1


def test_capture_without_text_is_told(client):
    made = builders.article()
    builders.capture(b"nothing read", article=made)
    assert "no text is held" in page(client, made.get_versions_url())


def test_page_is_only_read(client, two):
    assert client.post(two[0].get_versions_url()).status_code == 405
    assert client.head(two[0].get_versions_url()).status_code == 200


# --------------------------------------------------------------------------- the desk


@pytest.fixture
def desk(client):
    """Who may look at articles and what was received and read."""
    rights = ["article", "capture", "textlayer", "reading"]
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=[f"view_{name}" for name in rights]))
    client.force_login(user)
    return client


def address(article):
    return reverse("admin:archive_article_versions", args=[article.pk])


def test_articles_screen_leads_to_its_versions(admin_client, two):
    article, *_ = two
    shown = page(admin_client, reverse("admin:archive_article_change", args=[article.pk]))
    assert f'<a href="{address(article)}">2 versions</a>' in shown
    assert "Latest stated time of capture." in shown


def test_desk_compares_two_readings_of_one_capture(desk, two):
    article, *_ = two
    now = article.current_reading
    before = Reading.objects.create(
        layer=now.layer, reader=now.reader, version="0.9", fields={}, authors=now.authors,
        blocks=[["boilerplate" if k == "paragraph" else k, s, e] for k, s, e in now.blocks],
        warnings=[{"code": "odd", "message": "It looks odd.", "start": None, "end": None}],
    )  # fmt: skip
    shown = page(desk, f"{address(article)}?from={before.pk}&to={now.pk}")
    assert "0 paragraphs changed, 3 added, 0 removed" in shown
    assert "It looks odd." in shown
    assert now.layer.digest[:12] in shown
    assert str(before) in shown
    assert f'name="from" value="{before.pk}" checked' in shown


def test_desk_compares_with_the_version_before_unless_asked(desk, two):
    article, old, new = two
    shown = page(desk, address(article))
    assert "1 paragraph changed, 1 added, 1 removed" in shown
    for capture, name in ((old, "from"), (new, "to")):
        reading = Reading.objects.get(layer__capture=capture)
        assert f'name="{name}" value="{reading.pk}" checked' in shown


def test_desk_shows_what_an_undone_load_brought(desk, captured, two):
    article, *_ = two
    captured(relaunched_page("Grain talks, by mistake"), "2019-06-16T10:00:00Z")
    undo_load(Load.objects.order_by("-pk").first(), user=None)
    shown = page(desk, address(article))
    assert shown.count('name="from"') >= 3
    assert "load undone" in shown


@pytest.mark.parametrize("missing", ["article", "capture", "textlayer", "reading"])
def test_whoever_may_not_look_at_a_part_does_not_see_the_comparison(desk, two, missing):
    article, *_ = two
    User.objects.get().user_permissions.remove(Permission.objects.get(codename=f"view_{missing}"))
    page(desk, address(article), 403)
    if missing != "article":
        assert address(article) not in page(desk, reverse("admin:archive_article_change", args=[article.pk]))


def test_visitors_are_asked_to_sign_in(client, two):
    answer = client.get(address(two[0]))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("from={old}", 400, "belong together"),
        ("from={old}&to={old}", 400, "one and the same"),
        ("from={old}&to=x", 400, "number of a reading"),
        ("from={old}&to=99999999999999999999", 400, "number of a reading"),
        ("from={old}&to={new}&to={new}", 400, "more than once"),
        ("colour=red", 400, "colour"),
        ("from={old}&to={other}", 404, ""),
        ("from={old}&to=999999999", 404, ""),
    ],
)
def test_bad_question_to_the_desk_is_refused_by_name(desk, two, query, status, named):
    article, old, new = two
    numbers = [Reading.objects.get(layer__capture=capture).pk for capture in (old, new)]
    other = builders.article("Another").current_reading_id
    asked = query.format(old=numbers[0], new=numbers[1], other=other)
    assert named in page(desk, f"{address(article)}?{asked}", status)


def test_withdrawn_article_has_nothing_to_compare(desk, two):
    article, *_ = two
    withdrawing.withdraw(article, user=None, reason="By order of a court.")
    shown = page(desk, address(article))
    assert gettext("Nothing is held that was read of it.") in shown
    assert "four long" not in shown


def test_cost_of_the_desk_does_not_grow_with_versions(desk, two):
    article, *_ = two
    page(desk, address(article))
    with CaptureQueriesContext(connection) as few:
        page(desk, address(article))
    for number in range(12):
        again(article, f"Version {number}")
    with CaptureQueriesContext(connection) as many:
        page(desk, address(article))
    assert len(few) == len(many) <= 20
