"""WARC and WACZ files loaded: redirects and revisits name the article they belong to, in any order."""

from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, datetime

import pytest

from archive import loading, works
from archive.models import Article, Capture, ProposedPair, Redirection, Sighting, WorkKey
from archive.withdrawing import withdraw
from tests.test_containers import Warc, digest_of, zipped
from tests.test_same_article import BRIDGE, SITE, page, prose

pytestmark = pytest.mark.django_db

ADDRESS = f"{SITE}/news/bridge-17"
SHORT, FEED = "https://pap.example/p/2hX7a", f"{SITE}/feed/17"
BODY = BRIDGE.encode()
LATER = "2022-02-02T00:00:00Z"


@pytest.fixture
def load(tmp_path):
    """Loads one WARC file (or a WACZ of it) in a run of its own; returns EXPORT.md's lines."""
    numbers = itertools.count()

    def run(warc: Warc, *, wacz: bool = False) -> list[dict]:
        file = tmp_path / f"{next(numbers)}.{'wacz' if wacz else 'warc.gz'}"
        content = warc.content
        if wacz:
            content = zipped({"datapackage.json": b"{}", "archive/data.warc.gz": content})
        file.write_bytes(content)
        lines: list[dict] = []
        loading.load([str(file)], report=lines.append)
        return lines

    return run


def redirect(warc: Warc, source: str, goal: str, status: str = "301 Moved") -> Warc:
    warc.response(b"", url=source, status=status, Location=goal)
    return warc


def of(*steps) -> Warc:
    warc = Warc(packed=True)
    for step in steps:
        step(warc)
    return warc


def article_step(warc: Warc) -> None:
    warc.response(BODY, url=ADDRESS)


def short_step(warc: Warc) -> None:
    redirect(warc, SHORT, FEED, "302 Found")


def feed_step(warc: Warc) -> None:
    redirect(warc, FEED, "/news/bridge-17")  # as servers write it: relative


def known_by(url: str) -> Article | None:
    """The article that this address leads to."""
    key = WorkKey.objects.filter(scheme="url", digest=works.url_key(works.normalise_url(url))).first()
    return key.article if key else None


STEPS = (article_step, short_step, feed_step)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("apart", [True, False], ids=["runs", "one run"])
@pytest.mark.parametrize("wacz", [True, False])
def test_an_article_is_known_by_the_addresses_that_lead_to_it(load, order, apart, wacz):
    steps = [STEPS[n] for n in order]
    files = [of(step) for step in steps] if apart else [of(*steps)]
    lines = [line for file in files for line in load(file, wacz=wacz)]
    assert sorted(line["outcome"] for line in lines) == ["article", "rejected", "rejected"]
    assert all("is a redirect (30" in line["message"] for line in lines if line["outcome"] == "rejected")
    assert Sighting.objects.count() == 3
    article = Article.objects.get()
    assert [known_by(url) for url in (ADDRESS, FEED, SHORT)] == [article] * 3
    # A page that claims the short link is a capture of it.
    claims = page("Old bridge closed until spring", prose(1)[:5], canonical=SHORT).encode()
    (line,) = load(of(lambda warc: warc.add("resource", claims, WARC_Date=LATER, Content_Type="text/html")))
    assert (line["outcome"], line["article"]) == ("revision", article.public_id)


def test_a_page_that_claims_a_short_link_and_the_article_behind_it_meet_once_the_redirect_is_known(load):
    claims = page("Old bridge closed until spring", prose(1)[:5], canonical=SHORT).encode()
    load(of(lambda warc: warc.add("resource", claims, WARC_Date=LATER, Content_Type="text/html")))
    load(of(short_step), wacz=False)
    load(of(feed_step))
    (line,) = load(of(article_step))
    assert line["outcome"] == "revision"
    assert Article.objects.count() == 1


def test_two_articles_that_a_redirect_joins_are_proposed_as_a_pair(load):
    load(of(article_step, lambda warc: warc.response(page("A prize", prose(2)).encode(), url=FEED)))
    assert not ProposedPair.objects.exists()
    load(of(feed_step))
    assert Article.objects.count() == 2
    assert FEED in ProposedPair.objects.get().reason


def test_a_redirect_to_a_front_page_or_of_a_whole_site_to_one_page_names_nothing(load):
    def many(warc: Warc) -> None:
        redirect(warc, f"{SITE}/news/gone-1", "/")
        for n in range(30):
            redirect(warc, f"{SITE}/news/old-{n}", f"{SITE}/login")
        warc.response(page("Please sign in to read on", prose(5)).encode(), url=f"{SITE}/login")

    load(of(many))
    assert WorkKey.objects.filter(scheme="url").count() <= 2
    assert not Redirection.objects.filter(source__endswith="gone-1").exists()


def test_a_redirect_of_an_undone_load_leads_nowhere(load):
    load(of(feed_step))
    loading.undo_load(Sighting.objects.get().load, user=None)
    load(of(article_step))
    assert known_by(FEED) is None


# --------------------------------------------------------------------------- revisits


def revisit(stated: str = "", when: str = LATER, url: str = ADDRESS, **headers: str) -> Warc:
    warc = Warc(packed=True)
    more = {"WARC_Payload_Digest": stated} if stated else {}
    warc.add(
        "revisit",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        WARC_Target_URI=url,
        WARC_Date=when,
        Content_Type="application/http; msgtype=response",
        **more,
        **headers,
    )
    return warc


@pytest.mark.parametrize(
    ("stated", "headers"),
    [
        (digest_of(BODY), {}),
        (digest_of(BODY).lower().replace("sha1", "SHA-1"), {}),
        ("sha256:" + hashlib.sha256(BODY).hexdigest(), {}),  # stated so by no record before
        (
            "sha1:UNKNOWN",
            {"WARC_Refers_To_Target_URI": ADDRESS, "WARC_Refers_To_Date": "2020-05-01T10:00:00Z"},
        ),
        ("", {"WARC_Refers_To_Target_URI": ADDRESS, "WARC_Refers_To_Date": "2020-05-01T10:00:00Z"}),
        ("", {}),  # "not modified"
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_a_revisit_is_a_later_sighting_of_a_capture_of_any_earlier_run(load, stated, headers, apart):
    load(of(article_step))
    if apart:
        load(of(lambda warc: warc.response(page("A prize", prose(2)).encode(), url=FEED)))
    (line,) = load(revisit(stated, **headers))
    capture = Capture.objects.get(digest=hashlib.sha256(BODY).hexdigest())
    assert (line["outcome"], line["sha256"]) == ("duplicate", capture.digest)
    assert line["article"] == Article.objects.get(headline__startswith="Old").public_id
    assert capture.sightings.count() == 2
    assert capture.compared_at == datetime(2022, 2, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "headers"),
    [
        ("sha1:UNKNOWN", {}),
        ("", {"WARC_Refers_To_Target_URI": ADDRESS, "WARC_Refers_To_Date": "1999-01-01T00:00:00Z"}),
        ("sha1:UNKNOWN", {"WARC_Refers_To_Target_URI": FEED, "WARC_Refers_To_Date": "2020-05-01T10:00:00Z"}),
    ],
)
def test_a_revisit_of_what_the_archive_does_not_hold_says_what_to_do(load, stated, headers):
    load(of(article_step))
    (line,) = load(revisit(stated, **headers))
    assert (line["outcome"], line["sha256"]) == ("rejected", None)
    assert "load the WARC file that holds it, then this one again" in line["message"]
    assert Sighting.objects.count() == 2


def test_a_revisit_of_a_withdrawn_capture_is_rejected_with_the_reason(load):
    load(of(article_step))
    withdraw(Article.objects.get(), user=None, reason="court")
    (line,) = load(revisit(digest_of(BODY)))
    assert line["outcome"] == "rejected"
    assert "court" in line["message"]


def test_a_revisit_reinstates_an_article_whose_load_was_undone(load):
    load(of(article_step))
    loading.undo_load(Sighting.objects.get().load, user=None)
    load(revisit(digest_of(BODY)))
    assert Article.objects.get().state == Article.State.PUBLISHED


def test_a_cut_record_is_told_and_costs_no_other(load):
    warc = of(article_step, short_step)
    warc.content = warc.content[:-30]
    lines = load(warc)
    assert [line["outcome"] for line in lines] == ["article", "rejected"]
    assert "cut off" in lines[1]["message"]


def test_loading_records_twice_changes_nothing(load):
    warc = of(*STEPS)
    warc.content += revisit(digest_of(BODY)).content
    load(warc)

    def held():
        return [list(m.objects.order_by("pk").values()) for m in (Article, Capture, WorkKey, ProposedPair)]

    before = held()
    assert [line["outcome"] for line in load(warc)] == ["duplicate", "rejected", "rejected", "duplicate"]
    assert held() == before
