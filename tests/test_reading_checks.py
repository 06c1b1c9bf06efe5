"""What a page states, checked against its own words, the calendar and the clock: warnings, never corrections."""

# ruff: noqa: E501

from __future__ import annotations

from datetime import date

import pytest

from archive.parsing import parse
from tests.readings import MORE, PROSE, check_proof, kinds, layer, page, read

HEADLINE = "Council decides to close the old bridge"


def codes(*parts: str, today: date = date(2026, 1, 1)) -> list[str]:
    return [w.code for w in parse(layer(page(*parts)), with_language=False, today=today).warnings]


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ("9 November 2017", "The council said on Friday that the old bridge had been closed for repairs."),
        ("9. November 2017", "Der Gemeinderat hat am Freitag beschlossen, die alte Brücke für zwei Jahre zu sperren."),
        ("9 novembre 2017", "Le conseil municipal a décidé vendredi de fermer le vieux pont pour deux ans au moins."),
        ("9 de noviembre de 2017", "El ayuntamiento decidió el viernes cerrar el viejo puente durante dos años."),
        ("9 novembre 2017", "Il consiglio comunale ha deciso venerdì di chiudere il vecchio ponte per due anni."),
        ("9 de novembro de 2017", "A câmara municipal fechou na sexta-feira a velha ponte, por dois anos pelo menos."),
        ("9 november 2017", "De gemeenteraad heeft vrijdag besloten de oude brug voor twee jaar af te sluiten."),
        ("9 listopada 2017", "Rada gminy zamknęła w piątek stary most wiszący na co najmniej dwa lata w mieście."),
        ("9 ноября 2017", "Городской совет в пятницу решил закрыть старый мост как минимум на два года."),
        ("9 листопада 2017", "Міська рада у п'ятницю закрила старий міст, повідомила міська голова після засідання."),
        ("9 Kasım 2017", "Belediye meclisi cuma günü eski köprünün en az iki yıl kapatılmasına karar verdi."),
        ("9 Νοεμβρίου 2017", "Το δημοτικό συμβούλιο ανακοίνωσε την Παρασκευή ότι κλείνει η παλιά γέφυρα."),
    ],
)  # fmt: skip
def test_a_weekday_told_as_past_that_is_the_day_after_the_date_is_a_warning(stated, sentence):
    same = "Rada gminy starego miasta." if "listopada" in stated else ""  # the month needs the language
    assert codes(HEADLINE if not same else same[:-1] + " zamyka most", stated, sentence, sentence) == [
        "weekday-after-date"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Gemeinderat wird am Freitag darüber beraten, ob die alte Brücke gesperrt wird.",
        "Le conseil municipal doit voter vendredi la fermeture du vieux pont pour deux ans.",
        "Совет в пятницу будет обсуждать закрытие старого моста, сообщили городские власти.",
        "Der Gemeinderat hat am Donnerstag beschlossen, die alte Brücke für zwei Jahre zu sperren.",
    ],
)
def test_what_is_still_to_come_or_another_day_says_nothing(sentence):
    assert codes(HEADLINE, "09.11.2017", sentence, sentence) == []


def test_a_date_still_to_come_is_a_warning_and_stays():
    assert codes(HEADLINE, "14 May 2031", PROSE, MORE) == ["future-date"]
    assert codes(HEADLINE, "2 January 2026", PROSE, MORE) == []  # there the day has begun already
    assert parse(layer(page(HEADLINE, "14 May 2031", PROSE))).published.day == date(2031, 5, 14)


def test_two_dates_of_publication_that_differ_are_a_warning_and_the_first_counts():
    text = (HEADLINE, "12 May 2020", "Published 14 May 2020", PROSE, MORE)
    assert codes(*text) == ["dates-contradict"]
    assert read(page(*text)).published.day == date(2020, 5, 12)
    assert codes(HEADLINE, "12 May 2020", "Updated 14 May 2020", PROSE, MORE) == []


def test_an_update_before_the_publication_is_a_warning():
    assert codes(HEADLINE, "12 May 2020", "Updated 10 May 2020", PROSE, MORE) == ["update-before-date"]


def test_numbers_with_slashes_are_read_as_the_other_numbers_of_the_page_show():
    other = "The council and the mayor of the town met for the first time on {} to talk of the bridge."
    american = read(page(HEADLINE, "05/07/2017", other.format("04/23/2017"), MORE))
    british = read(page(HEADLINE, "05/07/2017", other.format("23/04/2017"), MORE))
    assert american.published.day == date(2017, 5, 7)
    assert british.published.day == date(2017, 7, 5)
    unsaid = read(page(HEADLINE, "05/07/2017", other.format("Monday"), MORE))
    assert unsaid.published is None
    assert [warning.code for warning in unsaid.warnings] == ["ambiguous-date"]


def test_a_headline_of_ten_thousand_characters_is_one():
    endless = "council closes bridge " * 480
    assert [kind for kind, _ in kinds(page(endless, "12 May 2020", PROSE, MORE))] == [
        "headline", "dateline", "paragraph", "paragraph"
    ]  # fmt: skip
    # With the ends of sentences in it, such a line is a paragraph.
    sentences = "The council closes the bridge. " * 400
    assert kinds(page(sentences, PROSE, MORE))[0][0] == "paragraph"


@pytest.mark.parametrize(
    ("labels", "author"),
    [
        ("Date|Author|Related Subjects|Keywords|Permalink", "Author"),
        ("Fecha|Autor|Temas relacionados|Palabras clave|Permalink", "Autor"),
        ("Дата|Автор|Темы|Ключевые слова|Постоянная ссылка", "Автор"),
        ("تاريخ|الكاتب|مواضيع|كلمات|رابط", "الكاتب"),
    ],
)
def test_a_footer_of_labels_is_metadata_and_gives_date_author_and_address(labels, author):
    names = labels.split("|")
    values = ("12.06.2018", "Marta Quirós", "Bridges", "bridge, council", "https://news.example/p/2zR4A")
    footer = "\n".join(f"  • {name} {value}" for name, value in zip(names, values, strict=True))
    text = page(HEADLINE, PROSE, MORE, PROSE + " " + MORE, footer)

    article = read(text)

    check_proof(text, article)
    assert article.published.day == date(2018, 6, 12)
    assert [a.value for a in article.authors] == ["Marta Quirós"]
    assert article.fields["url"].value == "https://news.example/p/2zR4A"
    assert [kind for kind, _ in kinds(text)][-5:] == ["metadata"] * 5


def test_a_list_of_links_with_a_date_in_one_is_no_footer():
    links = "  • The town in pictures\n  • What happened on 12.06.2018\n  • Bridges of the north"
    article = read(page(HEADLINE, PROSE, MORE, PROSE + " " + MORE, links))
    assert article.published is None


@pytest.mark.parametrize(
    "line",
    [
        "Share this with Messenger",
        "Compartir en WhatsApp",
        "Zur Merkliste hinzufügen",
        "Artikel zum Hören • 7 Min.",
        "Offrir l'article",
        "Copiar enlace",
        "5 min read",
        "Temps de Lecture 4 min.",
        "2' χρόνος ανάγνωσης",
        "Skip to content",
        "Zum Inhalt springen",
        "This article is more than 1 year old",
        "Article réservé aux abonnés",
    ],
)
def test_a_button_or_notice_is_furniture_wherever_it_stands(line):
    found = {words: kind for kind, words in kinds(page(HEADLINE, PROSE, line, MORE, PROSE))}
    assert found[line] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    ["Share of the vote falls", "Print is not dead", "What the comments say", "Email that changed a town"],
)
def test_words_of_buttons_in_a_subheading_make_no_button(line):
    assert (("subheading", line)) in kinds(page(HEADLINE, PROSE, MORE, line, PROSE + " " + MORE))
