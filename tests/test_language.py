"""The language of the body, from the body alone."""

# ruff: noqa: E501
from __future__ import annotations

import pytest

from archive.documents import LayerText
from archive.parsing import parse
from archive.parsing.language import RULE, detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The council met on Tuesday and decided to close the old bridge for repairs, which will last until spring.",
            "en",
        ),
        (
            "Der Rat hat am Dienstag beschlossen, die alte Brücke bis zum Frühjahr für Reparaturen zu schließen.",
            "de",
        ),
        (
            "Le conseil a décidé mardi de fermer le vieux pont pour des travaux qui dureront jusqu'au printemps.",
            "fr",
        ),
        ("Городской совет решил во вторник закрыть старый мост на ремонт, который продлится до весны.", "ru"),
        ("قرر المجلس يوم الثلاثاء إغلاق الجسر القديم لإجراء إصلاحات تستمر حتى الربيع المقبل", "ar"),
        ("市议会周二决定关闭旧桥进行维修，工程将持续到明年春天，届时新桥预计将开放通车。", "zh"),
    ],
)
def test_whole_sentences_tell_their_language(text, code):
    assert detect_language(text) == code


@pytest.mark.parametrize("text", ["", "Push and pull", "Putin und Trump", "1 2 3 4 5 6 7 8 9 " * 20])
def test_a_few_words_tell_nothing(text):
    assert detect_language(text) is None


def test_german_skip_links_do_not_make_an_english_page_german():
    text = (
        "Bridge closed | World| News | DW | 05.07.2017\n  1. Inhalt\n  2. Navigation\n  3. Weitere Inhalte\n"
        "  4. Metanavigation\n  5. Suche\n\nBridge closed\n\nThe council decided to close the old bridge this week.\n\n"
        "A spokesman said that the works would last until the spring, when the new bridge is expected to open."
    )

    language = parse(LayerText(text, "text", "1")).fields["language"]

    assert (language.value, language.rule, language.start) == ("en", RULE, None)
