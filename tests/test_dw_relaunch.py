"""Deutsche Welle's newer page design, in its own and in other languages."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from archive.documents import BlockKind
from tests.readings import MORE, PROSE, check_proof, kinds, read

RELAUNCH = {
    "en": (
        "Skip to content|Skip to main menu|Skip to more DW sites",
        "November 9, 2017",
        "Image:",
        "Read more:",
    ),
    "de": (
        "Zum Inhalt springen|Zur Hauptnavigation springen|Zu weiteren Angeboten der DW springen",
        "9. November 2017",
        "Bild:",
        "Lesen Sie auch:",
    ),
    "es": (
        "Ir al contenido|Ir al menú principal|Ir a más sitios de DW",
        "9 de noviembre de 2017",
        "Imagen:",
        "Lea también:",
    ),
    "ru": (
        "Перейти к содержанию|Перейти к главному меню|К другим проектам DW",
        "9 ноября 2017 г.",
        "Фото:",
        "Смотрите также:",
    ),
    "ar": (
        "انتقل إلى المحتوى|انتقل إلى القائمة|انتقل إلى المزيد من مواقع DW",
        "٩ نوفمبر ٢٠١٧",
        "صورة من:",
        "اقرأ أيضا:",
    ),
    "hi": ("कॉन्टेंट पर जाएं|मेन्यू पर जाएं|डीडब्ल्यू की अन्य साइट देखें", "9 नवम्बर 2017", "तस्वीर:", "यह भी पढ़ें:"),
    "zh": ("跳转至内容|跳转至主菜单|跳转到更多DW网站", "2017年11月9日", "图像来源：", "延伸阅读："),
    "tr": (
        "İçeriğe atla|Ana menüye atla|Diğer DW sitelerine atla",
        "9 Kasım 2017",
        "Fotoğraf:",
        "Ayrıca okuyun:",
    ),
}


@pytest.mark.parametrize("language", RELAUNCH)
def test_relaunch_reads_other_languages_of_the_design(language):
    links, date, label, more = RELAUNCH[language]
    numbered = "\n  ".join(f"{n}. {link}" for n, link in enumerate(links.split("|"), 1))
    text = (
        f"{numbered}\n\nThe headline of the page\n\nRoman Goncharenko\n{date}\n\n{PROSE}\n\nhttps://p.dw.com/p/4boRv\n"
        f"Two men at a table\nThey met in Hamburg{label} AP/E. Vucci\n\n{MORE} {MORE} {MORE}\n\n{more} What next?\n\n"
        f"Push and pull\n\n{MORE} {PROSE} {MORE}\n"
    )
    article = read(text)

    check_proof(text, article)
    assert article.reader == "dw_relaunch"
    assert {key: article.fields[key].value for key in ("title", "byline", "lead", "url")} == {
        "title": "The headline of the page",
        "byline": "Roman Goncharenko",
        "lead": PROSE,
        "url": "https://p.dw.com/p/4boRv",
    }
    assert [author.value for author in article.authors] == ["Roman Goncharenko"]
    assert article.published.day.isoformat() == "2017-11-09"
    (image,) = article.images
    assert [span.of(text) for span in (image.alt, image.text, image.credit)] == [
        "Two men at a table",
        "They met in Hamburg",
        "AP/E. Vucci",
    ]
    assert (BlockKind.CREDIT, f"{label} AP/E. Vucci") in [
        (b.kind, text[b.start : b.end]) for b in article.blocks
    ]
    assert [span.of(text) for span in article.related] == ["What next?"]
    assert ("subheading", "Push and pull") in kinds(text)


def relaunch(body: str) -> str:
    return f"1. Skip to content\n  2. Skip to main menu\n  3. Skip to more DW sites\n\n{body}"


def test_relaunch_without_author_or_date_leaves_them_open():
    article = read(relaunch(f"The headline\n\n{PROSE}\n\n{MORE} {MORE}\n\n{PROSE} {MORE}\n"))
    assert article.fields["title"].value == "The headline"
    assert article.fields["lead"].value == PROSE
    assert (article.published, article.authors, "byline" in article.fields) == (None, (), False)


def test_relaunch_of_a_lead_alone_is_right_as_it_is():
    article = read(
        relaunch(f"2021: The farewell\n\nDecember 31, 2020\n\n{PROSE}\n\nhttps://p.dw.com/p/3nOog")
    )
    assert article.fields["lead"].value == PROSE
    assert article.published.day.isoformat() == "2020-12-31"


def test_relaunch_agencies_in_the_byline_are_no_authors():
    text = relaunch(
        f"The headline\n\nJane Doe | John Smith (with AFP, Reuters)\ndpa\nMarch 18, 2024\n\n{PROSE}\n\n{MORE} {MORE}\n"
    )
    article = read(text)
    assert [author.value for author in article.authors] == ["Jane Doe", "John Smith"]
    assert article.fields["byline"].value == "Jane Doe | John Smith (with AFP, Reuters) dpa"


def test_relaunch_slashes_are_month_first_where_the_page_prints_the_date_twice():
    text = relaunch(
        f"The headline\n\nPublished 03/08/2024Published March 8, 2024last updated March 9, 2024\n\n{PROSE}\n\n{MORE} {MORE}\n"
    )
    article = read(text)
    assert (article.published.day.isoformat(), article.updated.day.isoformat()) == (
        "2024-03-08",
        "2024-03-09",
    )
