"""Who pictures and reports are from: agencies, houses, and the words that announce a source or a caption."""

from __future__ import annotations

import re

from archive.parsing.text import ends_sentence

AGENCY = re.compile(
    r"\b(?:picture[ -]alliance|dpa|getty(?: images)?|afp|ap(?: photo| images)?|associated press|reuters"
    r"|imago(?: images)?|epa|efe"
    r"|ansa|tass|ria novosti|sputnik|afp photo|zuma(?: press)?|nurphoto|anadolu|xinhua|alamy|shutterstock"
    r"|istock|adobe ?stock|pixabay"
    r"|unsplash|wikimedia(?: commons)?|cc[ -]by(?:-sa)?|public domain|gemeinfrei|privat|private|handout"
    r"|bloomberg|keystone|akg-images"
    r"|ullstein bild|laif|ddp|dapd|apa|anp|belga|ritzau|ntb|scanpix|lehtikuva|kyodo|yonhap|upi|pa(?: wire"
    r"| media| images)?|press association"
    r"|magnum|corbis|zumapress|kremlin|nasa|esa|unicef|unhcr|instagram|twitter|facebook"
    r"|youtube|screenshot|eyevine|ipa|lusa"
    r"|europa press|handout|action press|mauritius|blickwinkel|m\.i\.s\.|sipa(?: press| usa)?|abaca"
    r"|maxppp|pool|photo ?illustration"
    r"|рейтер|тасс|риа новости|интерфакс|коммерсантъ|униан|укринформ|рбк|رويترز|أ ف ب|ا ف ب|د ب أ"
    r"|فرانس برس|الأناضول"
    r"|新华社|新華社|路透社|法新社|美联社|共同|時事|连合|연합뉴스|로이터|रॉयटर्स|रायटर्स|রয়টার্স)\b",
    re.IGNORECASE,
)
#: What some pages say aloud before a picture's source and its caption, for those who cannot see it.
_SOURCE_WORDS = (
    "fuente de la imagen|crédito|crédit photo|источник изображения|автор фото|"
    "джерело зображення|مصدر الصورة|منبع تصویر|تصویر کا ذریعہ|इमेज स्रोत|ছবির উৎস|sumber gambar|"
    "görsel kaynağı|kaynak|chanzo cha picha|asalin hoton|图像来源|圖像來源|画像提供|사진 출처|image source|"
    "image copyright|image credit"
).split("|")
_CAPTION_WORDS = (
    "fotoğraf altı yazısı|التعليق على الصورة|keterangan gambar|maelezo ya picha|bildunterschrift|"
    "legenda da foto|keterangan foto|подпись к фото|підпис до фото|تصویر کا کیپشن|ছবির ক্যাপশান|"
    "légende image|media caption|image caption|bayanan hoto|onderschrift|इमेज कैप्शन|pie de foto|"
    "توضیح تصویر|didascalia|bildtext|leyenda|légende|caption|图像加注文字|圖像加註文字|사진 설명|画像説明"
).split("|")
_AFTER_SAID = r"\s?[,:،，、：]\s{0,3}"
_SAID_SOURCE = re.compile(
    rf"(?:{'|'.join(_SOURCE_WORDS)}){_AFTER_SAID}|image (?:source|copyright|credit)\s(?-i:(?=[A-Z]))",
    re.IGNORECASE,
)
_SAID_CAPTION = re.compile(
    rf"(?:{'|'.join(_CAPTION_WORDS)}){_AFTER_SAID}|(?:image|media) caption\s(?-i:(?=[A-Z]))", re.IGNORECASE
)
#: How such labels begin: hardly a line does, and the patterns are long.
_SAID_BEGINS = frozenset(word[:4] for word in (*_SOURCE_WORDS, *_CAPTION_WORDS))
SMALL = frozenset(
    "de del della di da du des la le les von van der den für pour for via and und et e y i and by the".split()
)
LONGEST_CAPTION = 600
LONGEST_CREDIT = 140
_BETWEEN_AGENCIES = re.compile(r"\s?[/|,–-]\s?")


def said_source(text: str) -> int:
    """Where the source begins in a line that says "Image source, …"; 0 where it says no such thing."""
    if len(text) > LONGEST_CREDIT or text[:4].casefold() not in _SAID_BEGINS:
        return 0
    label = _SAID_SOURCE.match(text)
    return label.end() if label and label.end() < len(text) else 0


def said_caption(text: str) -> int:
    """Where the caption begins in a line that says "Image caption, …"; 0 where it says no such thing."""
    if len(text) > LONGEST_CAPTION or text[:4].casefold() not in _SAID_BEGINS:
        return 0
    label = _SAID_CAPTION.match(text)
    return label.end() if label and label.end() < len(text) else 0


def is_signed(text: str) -> bool:
    """Whether a paragraph ends with the agencies it is from: "… Mehrheit zu. (APA, red, 22.6.2023)"."""
    start = text.rfind("(", max(0, len(text) - 60))
    if start < 60 or not ends_sentence(text[:start].rstrip()):
        return False
    return AGENCY.search(text, start) is not None and "/" not in text[start:]


#: "MILLBROOK, Nov 8 (Reuters) - ", "VALTERRA – ": the place a report is from, before its first words.
_PLACE = re.compile(
    r"[^\W\d_a-z]{3,20}[^a-z\n]{0,30}(?:\([^)\n]{2,30}\)|[-–—:])|[^\n]{3,60}\([^)\n]{2,20}\)\.?\s?[-–—:=]"
    r"|[^\W\d_]{3,30}, [^.\n]{3,20}\. /[^/\n]{2,20}/"
)


def opens_report(text: str) -> bool:
    """Whether a line opens an agency's report: "MILLBROOK, Nov 8 (Reuters) - ", "ЛЕСНОЙ, 13 мая. /АГН/."."""
    return _PLACE.match(text) is not None


def is_slashed(text: str) -> bool:
    """Whether a line is a house and a photographer: "KORAN/HENDRA SETIADI"; not a place ("Brandenburg/H")."""
    if len(text) > 60 or text.count("/") != 1 or any(map(str.isdecimal, text)):
        return False
    house, _, name = text.partition("/")
    words = text.replace("/", " ").split()
    if not house or not name or len(words) < 2 or not all(w[0].isupper() or w in SMALL for w in words):
        return False
    return (house.isupper() and len(name) > 3) or len(name.split()) > 1


def is_agency(text: str) -> bool:
    """Whether a line is an agency's or a photo library's name alone: "Reuters", "PA Media"."""
    if len(text) > 40:
        return False
    return all(AGENCY.fullmatch(part) for part in _BETWEEN_AGENCIES.split(text.strip("()[]© ")))
