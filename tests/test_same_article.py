"""Which captures are one article: addresses held against content, in any order of loading."""

from __future__ import annotations

import itertools
import json
import random

import pytest

from archive import decisions, loading, merging
from archive.models import Article, Capture, Doubt, ProposedPair
from tests.html_pages import paragraphs, web_page

pytestmark = pytest.mark.django_db

SITE = "https://www.paper.example"
VOCABULARY = (
    "harbour council bridge ferry engine winter market vessel mayor teacher orchard railway copper library"
    " village engineer concert meadow budget glacier hospital printer valley theatre granite election island"
    " sailor factory museum kitchen forest lantern carpet journal tunnel festival border statue chapel"
).split()


def prose(seed: int, count: int = 6) -> tuple[str, ...]:
    """Paragraphs that share no run of four words with those of another seed."""
    chance = random.Random(seed)
    return tuple(
        " ".join(f"{chance.choice(VOCABULARY)}{seed}" for _ in range(25)).capitalize() + "."
        for _ in range(count)
    )


def page(
    title: str,
    texts: tuple[str, ...],
    *,
    day: str | None = "2021-05-03",
    canonical: str | None = None,
    publisher: str = "The Paper",
    **more: str,
) -> str:
    """An article's page as publishers write them: JSON-LD, perhaps a canonical link."""
    data = {"@type": "NewsArticle", "headline": title, "publisher": {"name": publisher}}
    if day:
        data["datePublished"] = f"{day}T10:00:00+02:00"
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return web_page(paragraphs(texts), title=title, head=head, linked_data=data, **more)


def record(html: str, url: str | None = None, captured: str | None = None) -> dict:
    line = {"html": html}
    if url:
        line["url"] = url if url.startswith("http") else SITE + url
    if captured:
        line["captured"] = captured
    return line


@pytest.fixture
def load(tmp_path):
    """Loads records in one run, in the order given; returns EXPORT.md's lines."""
    numbers = itertools.count()

    def run(*records: dict) -> list[dict]:
        file = tmp_path / f"{next(numbers)}.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        lines: list[dict] = []
        loading.load([str(file)], report=lines.append)
        return lines

    return run


def outcomes(lines: list[dict]) -> list[str]:
    return [line["outcome"] for line in lines]


def shown() -> set[tuple[str, str, int]]:
    """What the archive comes to, whatever the order: headline, address, captures."""
    return {(a.headline, a.url, a.captures.count()) for a in Article.objects.all()}


def codes(headline: str) -> set[str]:
    return {reason["code"] for reason in Article.objects.get(headline=headline).review_reasons}


BRIDGE = page("Old bridge closed until spring", prose(1))
#: Another article of another day that claims the bridge's address.
LIAR = page(
    "Orchard prize for a young teacher", prose(2), day="2021-06-09", canonical=f"{SITE}/news/bridge-17"
)

# --------------------------------------------------------------------------- claims against content


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("apart", [True, False], ids=["two runs", "one run"])
def test_a_page_that_claims_another_articles_address_is_another_article_in_any_order(load, order, apart):
    both = [record(BRIDGE, "/news/bridge-17"), record(LIAR)]
    lines = [line for n in order for line in load(both[n])] if apart else load(*(both[n] for n in order))
    assert outcomes(lines) == ["article", "article"]
    assert shown() == {
        ("Old bridge closed until spring", f"{SITE}/news/bridge-17", 1),
        ("Orchard prize for a young teacher", "", 1),
    }
    bridge, liar = Article.objects.order_by("headline")
    (reason,) = [r for r in liar.review_reasons if r["code"] == "address-not-believed"]
    assert bridge.public_id in reason["message"]
    assert f"{SITE}/news/bridge-17" in reason["message"]
    assert liar.state == Article.State.REVIEW
    assert "address-not-believed" not in codes("Old bridge closed until spring")
    # Revisions of either find their own.
    newer = BRIDGE.replace("</main>", "<p>Corrected.</p></main>")
    newer_liar = LIAR.replace("</main>", "<p>Corrected.</p></main>")
    again = load(record(newer, "/news/bridge-17"), record(newer_liar))
    assert [line["article"] for line in again] == [bridge.public_id, liar.public_id]
    assert outcomes(again) == ["revision", "revision"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_that_only_claim_an_address_both_are_doubtful(load, order):
    claims = f"{SITE}/news/bridge-17"
    both = [record(page("Old bridge closed until spring", prose(1), canonical=claims)), record(LIAR)]
    load(*(both[n] for n in order))
    doubts = {a.headline: {r["code"] for r in a.review_reasons} for a in Article.objects.all()}
    assert sorted(map(sorted, doubts.values())) == [["address-claimed-by-another"], ["address-not-believed"]]
    assert all(
        other.public_id in Article.objects.exclude(pk=other.pk).get().review_reasons[0]["message"]
        for other in Article.objects.all()
    )


def test_undoing_the_load_of_the_other_claimant_ends_the_doubt_and_loading_it_again_brings_it_back(load):
    load(record(page("Old bridge closed until spring", prose(1), canonical=f"{SITE}/news/bridge-17")))
    load(record(LIAR))
    bridge = Article.objects.get(headline__startswith="Old")
    assert bridge.state == Article.State.REVIEW
    loading.undo_load(Capture.objects.latest("pk").first_load, user=None)
    bridge.refresh_from_db()
    assert (bridge.state, bridge.review_reasons) == (Article.State.PUBLISHED, [])
    load(record(LIAR))
    bridge.refresh_from_db()
    assert bridge.state == Article.State.REVIEW


def test_a_merge_settles_the_doubt_and_its_undoing_brings_it_back(load):
    load(record(page("Old bridge closed until spring", prose(1), canonical=f"{SITE}/news/bridge-17")))
    load(record(LIAR))
    bridge, liar = Article.objects.order_by("pk")
    merge = merging.merge(bridge, liar, user=None)
    bridge.refresh_from_db()
    assert not {r["code"] for r in bridge.review_reasons} & {"address-claimed-by-another"}
    merging.undo(merge, user=None)
    bridge.refresh_from_db()
    assert "address-claimed-by-another" in {r["code"] for r in bridge.review_reasons}


def test_an_editors_word_on_the_state_stands_although_the_address_is_doubtful(load):
    load(record(BRIDGE, "/news/bridge-17"), record(LIAR))
    liar = Article.objects.get(headline__startswith="Orchard")
    decisions.decide(liar, "state", "published", user=None)
    load(record(LIAR + " "))
    liar.refresh_from_db()
    assert (liar.state, liar.captures.count()) == (Article.State.PUBLISHED, 2)


@pytest.mark.parametrize("stated", [True, False], ids=["with addresses", "without"])
@pytest.mark.parametrize("claim", [SITE, f"{SITE}/", f"{SITE}/index.html", f"{SITE}/news"])
def test_a_site_whose_pages_all_claim_its_front_page_or_a_section(load, claim, stated):
    titles = ("Bridge closed again", "Orchard prize awarded", "Ferry timetable grows", "Museum roof leaks",
              "Glacier shrinks further", "Railway strike ends")  # fmt: skip
    lines = load(
        *(
            record(page(title, prose(n), canonical=claim), f"/news/{n}-story" if stated else None)
            for n, title in enumerate(titles)
        )
    )
    assert outcomes(lines) == ["article"] * len(titles)
    if stated:
        assert {a.url for a in Article.objects.all()} == {f"{SITE}/news/{n}-story" for n in range(6)}


def test_a_syndicated_copy_that_names_the_original_is_another_article_and_a_pair(load):
    original = f"{SITE}/news/bridge-17"
    copy = page("Old bridge closed until spring", prose(1), canonical=original, publisher="The Other Daily")
    load(record(BRIDGE, original), record(copy, "https://daily.example/agency/99"))
    first, second = Article.objects.order_by("pk")
    assert (first.url, second.url) == (original, "https://daily.example/agency/99")
    assert ProposedPair.objects.get().reason
    (reason,) = second.review_reasons
    assert original in reason["message"]
    assert "https://daily.example/agency/99" in reason["message"]


def test_a_second_address_on_the_same_site_is_believed_where_the_text_agrees(load):
    moved = page("Old bridge closed till spring", prose(1), canonical=f"{SITE}/news/bridge-17")
    lines = load(record(BRIDGE, "/news/bridge-17"), record(moved, "/2021/bridge"))
    assert outcomes(lines) == ["article", "revision"]
    article = Article.objects.get()
    assert article.url in (f"{SITE}/news/bridge-17", f"{SITE}/2021/bridge")
    assert not article.review_reasons


# --------------------------------------------------------------------------- forms of one address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.paper.example/news/bridge-17", "https://amp.paper.example/news/bridge-17"),
        ("https://www.paper.example/news/bridge-17", "https://m.paper.example/news/bridge-17?m=1"),
        ("https://www.paper.example/news/bridge-17", "https://www.paper.example/amp/news/bridge-17"),
        ("https://www.paper.example/news/bridge-17", "https://www.paper.example/news/bridge-17/amp/"),
        ("https://www.paper.example/news/b-17.html", "https://www.paper.example/news/b-17.amp.html"),
        (
            "https://www.paper.example/news/bridge-17",
            "https://www.paper.example/news/bridge-17?outputType=amp",
        ),
        ("https://www.paper.example/news/bridge-17", "https://www.paper.example/news/bridge-17?print=1"),
        ("https://www.paper.example/news/bridge-17", "https://www.paper.example/news/bridge-17/print"),
        ("https://www.paper.example/news/bridge-17", "http://paper.example:80/news/bridge-17/#comments"),
        (
            "https://www.paper.example/news/bridge-17",
            "https://www.paper.example/news/bridge-17;jsessionid=AB12CD?PHPSESSID=99aa",
        ),
        (
            "https://www.paper.example/news/bridge-17",
            "https://web.archive.org/web/20210601000000/https://www.paper.example/news/bridge-17",
        ),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_variants_for_telephones_amp_print_and_sessions_are_one_article(load, one, other, turned):
    shorter = page("Old bridge closed until spring", prose(1)[:5])
    first, second = (other, one) if turned else (one, other)
    assert outcomes(load(record(BRIDGE, first), record(shorter, second))) == ["article", "revision"]
    assert not Article.objects.get().review_reasons


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("further", ["?page={}", "/{}"])
def test_further_pages_belong_to_the_article_and_never_stand_for_it(load, order, further):
    pages = [record(BRIDGE, "/news/old-bridge-17", "2021-05-03T12:00:00Z")]
    for n in (2, 3):
        part = page("Old bridge closed until spring", prose(10 + n), canonical=f"{SITE}/news/old-bridge-17")
        pages.append(record(part, f"/news/old-bridge-17{further.format(n)}", f"2021-05-03T12:0{n}:00Z"))
    lines = load(*(pages[n] for n in order))
    assert sorted(outcomes(lines)) == ["article", "revision", "revision"]
    article = Article.objects.get()
    assert "harbour1" in article.words.text or "council1" in article.words.text
    assert f"{VOCABULARY[0]}12" not in article.words.text
    assert codes(article.headline) == {"further-page"}
    assert article.captures.count() == 3


def test_numbers_at_the_end_of_a_path_are_pages_only_where_the_headline_says_so(load):
    load(record(page("Results of the first round", prose(1)), "/sport/cup-results/1"))
    lines = load(record(page("A second round of the cup is played", prose(2)), "/sport/cup-results/2"))
    assert outcomes(lines) == ["article"]


# --------------------------------------------------------------------------- what changes and stays one


def test_a_live_page_whose_text_is_all_new_is_a_revision(load):
    load(record(page("Live: storm over the coast", prose(1)), "/live/storm", "2021-05-03T12:00:00Z"))
    lines = load(record(page("Live: storm over the coast", prose(2)), "/live/storm", "2021-05-03T18:00:00Z"))
    assert outcomes(lines) == ["revision"]
    assert "2" in Article.objects.get().words.text


@pytest.mark.parametrize("stated", [True, False])
def test_an_article_rewritten_on_its_day_under_one_id_of_its_publisher_is_a_revision(load, stated):
    address = "https://www.dw.com/en/{}/a-57400000"

    def dw(title, words, seed):
        url = address.format(words)
        return record(page(title, prose(seed), canonical=url, publisher="DW"), url if stated else None)

    lines = load(dw("Bridge shut", "bridge-shut", 1), dw("Crossing reopens after repair", "crossing", 2))
    assert outcomes(lines) == ["article", "revision"]
    assert Article.objects.get().headline == "Crossing reopens after repair"


def test_another_day_headline_and_text_under_a_claimed_id_is_another_article(load):
    address = "https://www.dw.com/en/x/a-57400000"
    load(record(page("Bridge shut", prose(1), canonical=address, publisher="DW"), address))
    other = page("Prize for a teacher", prose(2), day="2021-08-01", canonical=address, publisher="DW")
    assert outcomes(load(record(other))) == ["article"]


NOTICES = {
    "not found": page(
        "Page not found", ("The page that you asked for was not found on this server.",), day=None
    ),
    "consent": page("We value your privacy", prose(77, 4), day=None),
    "teaser": page("Old bridge closed until spring", (*prose(1)[:1], "Subscribe to read on."), day=None),
}


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_notice_captured_later_in_the_articles_place_is_kept_and_not_shown(load, notice, order):
    both = [
        record(BRIDGE, "/news/bridge-17", "2021-05-03T12:00:00Z"),
        record(NOTICES[notice], "/news/bridge-17", "2022-01-01T12:00:00Z"),
    ]
    load(*(both[n] for n in order))
    article = Article.objects.get()
    assert article.headline == "Old bridge closed until spring"
    assert article.captures.count() == 2
    assert article.state == Article.State.REVIEW
    assert codes(article.headline) <= {"hollow-capture", "other-text"}
    assert codes(article.headline)


def test_a_short_first_report_that_grew_is_no_matter_for_an_editor(load):
    load(record(page("Old bridge closed", prose(1)[:1]), "/news/bridge-17", "2021-05-03T10:00:00Z"))
    load(record(BRIDGE, "/news/bridge-17", "2021-05-03T18:00:00Z"))
    article = Article.objects.get()
    assert (article.headline, article.review_reasons) == ("Old bridge closed until spring", [])


def test_a_page_without_a_text_at_the_address_does_not_empty_the_article(load):
    load(record(BRIDGE, "/news/bridge-17", "2021-05-03T12:00:00Z"))
    empty = web_page("<p>Loading</p>", title="Paper")
    load(record(empty, "/news/bridge-17", "2022-05-03T12:00:00Z"))
    assert Article.objects.get().headline == "Old bridge closed until spring"
    assert codes("Old bridge closed until spring") == {"hollow-capture"}


def test_two_captures_without_any_address_are_two_articles(load):
    lines = load(record(page("Bridge shut", prose(1))), record(page("Prize for a teacher", prose(2))))
    assert outcomes(lines) == ["article", "article"]
    assert not ProposedPair.objects.exists()
    assert not Doubt.objects.exists()


def test_two_ids_of_the_publisher_are_two_articles_however_alike(load):
    both = [
        record(
            page("Evening news", (*prose(1), f"Number {n}."), publisher="DW"),
            f"https://www.dw.com/en/x/a-5740000{n}",
        )
        for n in (1, 2)
    ]
    assert outcomes(load(*both)) == ["article", "article"]
    assert ProposedPair.objects.count() == 1


# --------------------------------------------------------------------------- which capture is current

TIMES = (None, "2021-01-01T00:00:00Z", "2021-02-02T00:00:00Z", "2021-02-02T00:00:00Z")


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_timed_beats_untimed_later_beats_earlier_and_ties_go_by_loading(load, order):
    """By container, by claim and by both: what counts is the time, not how the article was known."""
    claimed = [
        page("Old bridge closed", (*prose(1), f"Version {n}."), canonical=f"{SITE}/news/bridge-17")
        for n in range(4)
    ]
    addresses = (None, "/news/bridge-17", "/news/bridge-17?page=1", "/news/bridge-17?utm_source=x")
    load(*(record(claimed[n], addresses[n], TIMES[n]) for n in order))
    last = max(order.index(2), order.index(3))
    assert f"version {order[last]} " in Article.objects.get().words.text
    assert Capture.objects.filter(compared_at=None).count() == 1
