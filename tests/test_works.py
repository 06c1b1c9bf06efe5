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
        ("https://notdw.com/en/x/a-52060881", None),  # another domain that ends alike
    ],
)
def test_publishers_id_is_read_from_the_address(url, expected):
    assert works.publisher_id(url) == expected


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
