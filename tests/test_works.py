"""When two captures are one work: addresses, publishers' ids, shared text."""

from datetime import date

import pytest

from archive import works


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.dw.com/en/x/a-123", "https://www.dw.com/en/x/a-123"),
        ("http://WWW.dw.com:80/en/x/a-123/?maca=en-rss#top", "https://www.dw.com/en/x/a-123"),
        ("https://example.org/a?b=2&a=1&utm_source=x", "https://example.org/a?a=1&b=2"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),  # another port is another site
        ("  https://example.org/a  ", "https://example.org/a"),
        ("https://example.org/A/b", "https://example.org/A/b"),  # paths may tell case apart
        ("ftp://example.org/a", None),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
        ("http://example.org:port/", None),
        ("", None),
        ("https://example.org/a;jsessionid=9F?PHPSESSID=1&b=2", "https://example.org/a?b=2"),
        ("https://example.org/a?sid=0123456789abcdef0123", "https://example.org/a"),
        ("https://example.org/a?sid=1234", "https://example.org/a?sid=1234"),  # a story's own number
        ("https://bücher.example/%7Eä/%c3%a4", "https://xn--bcher-kva.example/~%C3%A4/%C3%A4"),
    ],
)
def test_addresses_of_one_page_are_one(url, expected):
    assert works.normalise_url(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.dw.com/en/berlin-confronts/a-52060881", "dw.com:52060881"),
        ("https://www.dw.com/de/other-words/a-52060881", "dw.com:52060881"),
        ("https://www.dw.com/en/about/s-3325", None),
        ("https://amp.dw.com/en/x/a-52060881", "dw.com:52060881"),
        ("https://www.dw.de/dw/article/0,,15534226,00.html", "dw.com:15534226"),
        ("https://notdw.com/en/x/a-52060881", None),  # another domain that ends alike
    ],
)
def test_publishers_id_is_read_from_the_address(url, expected):
    assert works.publisher_id(url) == expected


@pytest.mark.parametrize(
    ("url", "plain", "page"),
    [
        ("https://www.example.org/a-1", "https://example.org/a-1", 1),
        ("https://amp.dev/a", "https://amp.dev/a", 1),  # the whole name of a site
        ("https://example.org/index.html", "https://example.org", 1),
        ("https://example.org/news/old-bridge/2", "https://example.org/news/old-bridge", 2),
        ("https://example.org/news/page/3", "https://example.org/news", 3),
        ("https://example.org/news/b.html?seite=2", "https://example.org/news/b.html", 2),
        ("https://example.org/2020/05", "https://example.org/2020/05", 1),  # a month
        ("https://example.org?p=17", "https://example.org?p=17", 1),  # an article's own number
        ("https://example.org/print", "https://example.org/print", 1),  # a section
        ("https://www.google.com/amp/s/www.example.org/a-1", "https://example.org/a-1", 1),
        ("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a-1", "https://example.org/a-1", 1),
    ],
)
def test_variants_of_an_address_stand_for_a_page(url, plain, page):
    assert works.plain_form(url) == (plain, page)


@pytest.mark.parametrize(
    ("container", "claim", "known_by", "refused"),
    [
        (None, None, None, False),
        (None, "https://a.example/x/1", "https://a.example/x/1", False),
        (None, "https://a.example/", None, True),
        ("https://a.example/x/1", "https://m.a.example/x/1?utm_source=y", "https://a.example/x/1", False),
        ("https://a.example/x/1", "https://a.example", "https://a.example/x/1", True),
        ("https://a.example/x/1", "https://b.example/x/1", "https://a.example/x/1", True),
        ("https://a.example/x/1", "https://a.example/y/2", "https://a.example/x/1", False),
        ("https://news.bbc.co.uk/1", "https://www.itv.co.uk/1", "https://news.bbc.co.uk/1", True),
    ],
)
def test_what_a_container_states_outweighs_what_the_page_claims(container, claim, known_by, refused):
    claims = works.read_claims(container, claim)
    assert (claims.url, claims.refused is not None) == (known_by, refused)
    if refused and container:  # the reason names both
        assert works.normalise_url(container) in claims.reason
        assert works.normalise_url(claim) in claims.reason


def test_keys_of_one_headline_and_day_tell_publishers_days_and_turns_apart():
    day = date(2017, 7, 5)
    keys = {
        works.headline_day_key("dw", day, "Talks fail"),
        works.headline_day_key("dw", day, "Talks fail", 1),
        works.headline_day_key("dw", date(2017, 7, 6), "Talks fail"),
        works.headline_day_key("bbc", day, "Talks fail"),
    }
    assert len(keys) == 4
    assert works.headline_day_key("dw", day, "TALKS  fail!") in keys


WORDS = " ".join(f"word{n}" for n in range(60))


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        (WORDS, 1.0, 1.0),
        (f"{WORDS} and a new ending that was not there before", 1.0, 1.0),  # all of the shorter one
        (" ".join(WORDS.split()[:20] + [f"other{n}" for n in range(40)]), 0.2, 0.4),
        (" ".join(f"other{n}" for n in range(60)), 0.0, 0.0),
        ("word1 word2", 0.0, 0.0),  # too short to say anything
    ],
)
def test_shared_text_is_a_share_of_the_shorter(other, least, most):
    assert least <= works.shared(WORDS, other) <= most
