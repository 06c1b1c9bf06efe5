"""Credits: where on a line the words end and the source of a picture begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.documents import Span
from archive.parsing.people import byline_label, is_name
from archive.parsing.sources import AGENCY, LONGEST_CAPTION, LONGEST_CREDIT, SMALL, is_agency, is_slashed
from archive.parsing.text import ends_sentence

#: What stands before a credit and its colon. Case matters: "Bild:" is a label, "Selbstbild:" none.
_WRITTEN = tuple(
    sorted(
        """Image|Photo|Photos|Picture|Photograph|Photographs|Photography|Image credit|Photo credit"
        "|Picture credit|Image source
Źródło zdjęć|Źródło zdjęcia|Archivfoto|Archivbild|Symbolbild|Symbolfoto|Titelbild|Imagen de archivo
Foto de archivo|Ilustrační foto|Illustrasjonsfoto|Arkivfoto|Arkivbild|Arşiv|Архивное фото
Photo source|Credit|Credits|Photo by|Photos by|Bild|Bilder|Bildrechte|Bildquelle|Bildnachweis|Foto|Fotos
Fotocredit|Fotograf
Fotografin|Fotografie|Quelle|Rechte|Grafik|Crédit|Crédits|Crédit photo|Crédits photo|Crédits photos
Imagen|Imagens|Imagem
Fotografía|Fuente|Crédito|Immagine|Fonte|Imagine|Fotografi|Beeld|Kuva|Bilde|Fotó|Kép|Zdjęcie|Zdjęcia|Fot.|Сн.|Ph.|Ph
Slika|Snímek
Fotoğraf|Resim|Görsel|Gambar|Picha|Hoto|Ảnh|Фото|Снимка|Слика|Изображение|Зображення|Εικόνα|Φωτογραφία
صورة من|الصورة
صورة|عکس|تصویر|تصوير|तस्वीर|चित्र|ছবি|图像来源|图片来源|圖片來源|图源|图|写真|画像|사진|ምስል""".replace(
            "\n", "|"
        ).split("|"),
        key=len,
        reverse=True,
    )
)
_LABELS = tuple(
    sorted({*_WRITTEN, *(label.upper() for label in _WRITTEN)}, key=len, reverse=True)
)  # "/ FOTO: Agerpres"
_LABEL = re.compile(
    rf"(?:{'|'.join(map(re.escape, _LABELS))})\s?[:：]\s{{0,3}}|©\s{{0,3}}|\(c\)\s{{1,3}}"
    rf"|Image source,\s{{1,3}}"
    r"|(?:Photos?|Photographs?|Fotos?|Images?|Bilder|Illustration)\s(?:by|von|de|par)\s(?=[A-ZÄÖÜÉ])"
)
#: "…首相官邸、山田太郎撮影": the photographer last, the label behind the name.
_TAKEN_BY = re.compile(r"[、，,＝=（(。]()[^、，,＝=（(。]{2,20}(?:撮影|摄|攝|提供)[)）]?$")
#: The same by their last letter, the longest first: hardly a colon has one of them before it.
_LABELS_BY_LAST = {
    last: tuple(label for label in _LABELS if label[-1] == last) for last in {label[-1] for label in _LABELS}
}
#: Labels without a colon.
_UNMARKED = re.compile(
    r"(?:Photos?|Photographs?|Fotos?|Images?|Illustration)\s(?:by|von|de|par)\s(?=[A-ZÄÖÜÉ])"
    r"|[Ff]ot\.\s(?=[A-ZŁŚŻ])|©\s{0,3}|\(c\)\s|Image source,\s|Image copyright\s(?=[A-Z])|Credit\.\.\.\s{0,3}"
)
#: A source behind a caption's last mark, bare or glued on: "… de Qatar.AFP", "… 2023. MARC TESSIER / AFP".
_TAIL = re.compile(r"[.!?…»”\"')\]](?P<gap>[ \xa0]{0,2})(?=[^\W\d_])")
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜ-]{0,2}[A-ZÄÖÜ]{1,4}s?")
#: An agency bare behind the words: "De brug werd in 1911 geopend ANP"; not "told AFP".
_PRESS_LAST = re.compile(
    r"(?<=[a-zß-ÿ]{4})(?<!told)(?<!said)(?<!from)(?<!with)(?<!durch)(?<!gegen)(?<!über)\s(?:AFP"
    r"|ANP|EPA|EFE|ANSA|PAP|REUTERS|LUSA|NTB|DPA|APA|CTK|ČTK|TASR|MTI|BELGA|RITZAU|efe|afp|ansa"
    r"|dpa|epa|lusa)$"
)
#: What a seller of pictures appends.
_RIGHTS = re.compile(r"\s?(?:(?:Acquire|Purchase) Licensing Rights|, opens new tab)[^\n]{0,40}$")
_SLASH_LAST = re.compile(r"[.!?…。] ?/ ?([^\W\d_][^\s/]{1,30})$")
_SIGNED_HOUSE = re.compile(r"([^,/]{5,40}), ((?:[A-Z][\w'’.-]*(?: |$)){1,5})")
_DASHED = re.compile(r"\s[-–—|/]\s")
#: "(Express photo by Anil Rao)": the label inside the brackets.
_PHOTO_BY = re.compile(
    r"\b(?:photo|photograph|picture|foto|image|bild)s?\s?(?:by|von|de|par|di|:)\s"
    r"|\b(?:courtesy|cortesía|archiv[oe]?s?)\b",
    re.IGNORECASE,
)
_SHOUTED_GLUE = re.compile(r"(?<=[a-zß-ÿ])[A-ZÀ-Ý][A-ZÀ-Ý]+(?:[ /.'’-]{1,3}[A-ZÀ-Ý.'’-]+){0,6}$")


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A line that ends in a credit: where the words end, where its block and its bare words lie."""

    words_end: int
    label_start: int
    credit_start: int
    credit_end: int


def split_label(text: str) -> SplitLine | None:
    """A line with a credit behind a label: "A mural in Brooklyn. Image: Getty Images/S. Platt"."""
    if len(text) > LONGEST_CAPTION:
        return None
    for start, end in _labels_in(text):
        credit = text[end:]
        bare = _RIGHTS.sub("", credit).rstrip(" )]\xa0")
        if not bare or len(bare) > LONGEST_CREDIT or _is_prose(bare):
            continue
        opened = text[max(0, start - 2) : start].rstrip()[-1:] in ("(", "[")
        if opened or bare.count("(") > bare.count(")"):
            bare = _balanced(credit, bare)
        words_end = len(text[:start].rstrip(" (|/-–—\xa0[、，＝"))
        label_start = start
        while label_start > words_end and text[label_start - 1] in "([":
            label_start -= 1
        return SplitLine(words_end, label_start, end, end + len(bare))
    return None


def _labels_in(text: str) -> Iterator[tuple[int, int]]:
    """Where labels of credits begin and end, from the left."""
    colon = text.find(":")
    if colon < 0 and not text.isascii():
        text = text.replace("：", ":").replace("፦", ":")  # the colons of Chinese and Japanese, and of Amharic
        colon = text.find(":")
    while colon >= 0:
        before = text[max(0, colon - 24) : colon].rstrip()
        label = next(filter(before.endswith, _LABELS_BY_LAST.get(before[-1:], ())), None)
        if label is not None:
            start = max(0, colon - 24) + len(before) - len(label)
            if start == 0 or _is_boundary(text[start - 1], label[0]):
                tail = text[colon + 1 :]
                yield start, colon + 1 + len(tail) - len(tail.lstrip())
        colon = text.find(":", colon + 1)
    if (
        "©" in text
        or " by " in text
        or " von " in text
        or "(c)" in text
        or "ot. " in text
        or "Image source," in text
        or "Image copyright" in text
        or "Credit..." in text
    ):
        for label_match in _UNMARKED.finditer(text):
            yield label_match.span()
    if text[-1:] in "影摄攝供）)" and (taken := _TAKEN_BY.search(text)):
        yield taken.span(1)


def _is_boundary(before: str, first: str) -> bool:
    """Whether a label can begin here: behind no letter, or glued on with a capital ("2017Image:")."""
    if not before.isalpha():
        return True
    if first.isupper():
        return not before.isupper() or before.isascii() is False
    return not first.islower()  # a script without capitals


def _balanced(credit: str, bare: str) -> str:
    """Keep the closing bracket of one opened inside: "dpa/B. Pedersen (M)"."""
    while bare.count("(") > bare.count(")") and len(bare) < len(credit) and credit[len(bare)] in ")]":
        bare = credit[: len(bare) + 1]
    return bare


def _is_prose(credit: str) -> bool:
    """Whether words are a sentence rather than a source: a credit has few small words and no full stop."""
    words = credit.split()
    small = sum(1 for word in words if word[0].islower() and len(word) > 2)
    return (len(words) > 9 and small > 4) or (credit[-1] in ".?!" and len(words) > 5)


def split_bracket(text: str, *, any_source: bool, longest: int | None = None) -> SplitLine | None:
    """A line with its credit in brackets at the end: "Sergej Lawrow (Getty Images/AFP/N. Kolesnikova)".

    `any_source` also takes brackets without a known agency ("Tahir Della (Downluke)"), for a layout that is
    known to print credits so; never a year, a date or a bare acronym ("the Islamic State (IS)"). `longest` is
    how many characters of whole sentences may stand before an agency alone; more of them are a report's
    paragraph.
    """
    if text[-1:] == "]" and len(text) <= 320:
        return _split_square(text)
    if not text.endswith((")", "）")) or len(text) > 320:
        return None
    depth = 0
    start = -1
    for index in range(len(text) - 1, -1, -1):
        if text[index] in ")）":
            depth += 1
        elif text[index] in "(（":
            depth -= 1
            if depth == 0:
                start = index
                break
    inner = text[start + 1 : -1].strip()
    label = _LABEL.match(inner[0].upper() + inner[1:]) if inner else None  # "(фото: Укрінформ)"
    if label:
        inner = inner[label.end() :]
    before = text[:start].rstrip()
    if start < 0 or len(inner) < 2 or len(inner) > LONGEST_CREDIT or _is_prose(inner):
        return None
    letters = sum(map(str.isalpha, inner))
    longest = longest or (120 if any_source else 60)
    if (
        "/" in inner or label is not None
    ):  # "(Jules Perrin / AFP)" names a picture's source, "(AFP)" a report's
        longest = max(longest, 250)
    if letters < 2 or (ends_sentence(before) and len(before) > longest):
        return None
    known = AGENCY.search(inner) is not None or _PHOTO_BY.search(inner) is not None or is_slashed(inner)
    if (
        not known
        and label is None
        and (not any_source or _ACRONYM.fullmatch(inner) or not _source_like(inner))
    ):
        return None
    credit_start = text.index(inner, start + 1)
    return SplitLine(len(before), start, credit_start, credit_start + len(inner))


def _split_square(text: str) -> SplitLine | None:
    """The same in square brackets: "… το 1911. [ΑΠΕ-ΜΠΕ/ΝΙΚΟΣ ΡΑΠΤΗΣ]"."""
    start = text.rfind("[")
    inner = text[start + 1 : -1]
    if start < 12 or not 2 <= len(inner) <= LONGEST_CREDIT or _is_prose(inner) or not inner[0].isupper():
        return None
    if "/" not in inner and AGENCY.search(inner) is None:
        return None
    return SplitLine(len(text[:start].rstrip()), start, start + 1, start + 1 + len(inner))


def _source_like(inner: str) -> bool:
    """A source without a known agency: names, slashes; not "former president", "aged 34"."""
    first = inner[0]
    return (
        "/" in inner or first.isupper() or not (first.isupper() or first.islower()) or inner.count(" ") <= 1
    )


def split_tail(text: str) -> SplitLine | None:  # noqa: PLR0911 - each way to print it is a reason of its own
    """A caption with its source behind it without label or bracket.

    Glued on ("… este martes.RAÚL MONTERO"), in capitals ("… 2023. MARC TESSIER / AFP"), or an agency's.
    """
    if not (20 if text.isascii() else 12) <= len(text) <= 400 or text[-1] in ".!?…:;,":
        return None
    rights = _RIGHTS.search(text, max(12, len(text) - 60))
    if rights:
        text = text[: rights.start()]
    first = max(12, len(text) - 80)
    slash = _SLASH_LAST.search(text, max(10, len(text) - 40)) if "/" in text else None
    if slash:  # "옛다리시 현수교 모습. /강물일보DB"
        return SplitLine(slash.start() + 1, slash.start(1), slash.start(1), len(text))
    for dash in _DASHED.finditer(text, first):
        tail = text[dash.end() :]
        if (
            is_agency(tail)
            or is_slashed(tail)
            or ("/" in tail and (tail[0].isupper() or AGENCY.match(tail)) and is_credit_line(tail))
        ):
            return SplitLine(len(text[: dash.start()].rstrip()), dash.end(), dash.end(), len(text))
    for mark in _TAIL.finditer(text, first):
        tail = text[mark.end() :]
        house = _SIGNED_HOUSE.fullmatch(tail) if ", " in tail else None
        if (
            house and is_name(house[1]) and mark["gap"]
        ):  # "… from the customs house. Carla Dunmore, The Ledger"
            return SplitLine(mark.start() + 1, mark.end(), mark.end(), len(text))
        words = [word for word in re.split(r"[\s/|,]+", tail) if word]
        if not words or not all(w[0].isupper() or w.casefold() in SMALL or not w[0].isalpha() for w in words):
            continue
        shouted = tail.upper() == tail and sum(map(str.isalpha, tail)) >= 3
        glued = not mark["gap"] and mark[0][0] in ".!?…" and len(words) <= 8
        if glued and not (
            len(tail) > 2 and text[mark.start() - 1].isalpha() and text[mark.start() - 2].isalpha()
        ):
            glued = False  # "U.S.A", "z.B"
        agency = AGENCY.search(tail) is not None and len(words) <= 6
        if glued or agency or is_slashed(tail) or (shouted and (len(words) > 1 or "/" in tail)):
            return SplitLine(mark.start() + 1, mark.end(), mark.end(), len(text))
    press = _PRESS_LAST.search(text, max(12, len(text) - 12))
    if press and len(text) <= 200:
        return SplitLine(press.start(), press.start() + 1, press.start() + 1, len(text))
    glue = _SHOUTED_GLUE.search(text, first)
    if glue and (" " in glue[0] or "/" in glue[0] or AGENCY.search(glue[0])):
        return SplitLine(glue.start(), glue.start(), glue.start(), len(text))
    return None


def split_front(text: str) -> SplitLine | None:
    """A credit before its caption: "© T. SANDER / AFP | The mayor."; `words_end` is where the words begin."""
    if text[:1] != "©" or len(text) > LONGEST_CAPTION:
        return None
    credit, bar, words = text.partition(" | ")
    if not bar or len(words) < 8 or not 3 <= len(credit) <= 80:
        return None
    start = 1 + len(credit[1:]) - len(credit[1:].lstrip())
    return SplitLine(len(credit) + 3, 0, start, len(credit.rstrip()))


def is_credit_line(text: str) -> bool:
    """Whether a line is nothing but a credit: "REUTERS", "(Photos by Associated Press)", "A. Carta "
    "| Getty Images"."""
    if len(text) > LONGEST_CREDIT or ends_sentence(text.rstrip(")")) or byline_label(text):
        return False
    if text[0] in "([" and text[-1] in ")]" and len(text) > 4:
        inner = text[1:-1]
        acronym = inner.isupper() and inner.isascii()
        return not _is_prose(inner) and sum(map(str.isalpha, inner)) > 3 and not acronym
    marked = any(mark in text for mark in "/|©")
    if not marked and (len(text) > 60 or text.count(" ") > 7):
        return False
    rest = AGENCY.sub("", text)
    if rest == text:
        return False
    if marked:
        return not _is_prose(text)
    return len(rest.strip(" ,-–/|()")) <= 3 or (
        len(text.split()) <= 6 and text.count(",") <= 1 and len(rest) < 40
    )


def bare_credit(whole: str, start: int, end: int) -> Span | None:
    """A credit without label and enclosing brackets."""
    text = whole[start:end]
    label = _LABEL.match(text)
    if label:
        start += label.end()
        text = text[label.end() :]
    if text[:1] in "([" and text[-1:] in ")]" and not label:
        start, end, text = start + 1, end - 1, text[1:-1]
        inner = _LABEL.match(text)
        if inner:
            start += inner.end()
    while end > start and (whole[end - 1].isspace() or _unopened(whole, start, end)):
        end -= 1
    while start < end and whole[start].isspace():
        start += 1
    return Span(start, end) if start < end else None


def _unopened(text: str, start: int, end: int) -> bool:
    return text[end - 1] in ")]" and text.count("(", start, end) < text.count(")", start, end)
