"""Words of bylines on pages: what leads to a name, what stands behind it, what is none."""

from __future__ import annotations

import re

from archive.parsing.html.page import Row
from archive.parsing.people import byline_label

#: "di MARCO ROSSI": what introduces a name, where a name could also begin with it ("Di Stefano").
PREFIX = re.compile(r"(?:by|von|par|por|di|av|af|door)\s{1,3}(?=[^\W\d_])")

#: More of what introduces authors on pages.
_SIGNED = re.compile(
    r"(?:submitted|posted|published|contributed|produced|edited and written) by\s"
    r"|(?:escrito|publicado|redactado|reportagem) por\s|(?:écrit|publié|rédigé|propos recueillis) par\s"
    r"|(?:verfasst|geschrieben|ein (?:beitrag|bericht|artikel|kommentar|gastbeitrag)) von\s"
    r"|(?:scritto|a cura) (?:da|di)\s|geschreven door\s|(?:napisał|przygotował)a?\s"
    r"|(?:本报|本社|本网|本台|新华社|央视|见习|特派)*记者[\s：:]{0,2}(?=[\u4e00-\u9fff]{2,4}(?:\s|$|[、，]))"
    r"|(?:teksti|tekst|toimittaja|journalist|verslaggever|γράφει (?:ο|η)|text och foto)\s?:\s?"
    r"|reportase oleh\s|(?:oleh|kirjoittanut|skrevet av|skrevet af|skriven av)\s"
    r"|(?:аутор|пише|пишува|піше|piše|napisa[ol]a?|napísala?|napsala?|autors|parengė"
    r"|muallif|egilea|egileak|höfundur"
    r"|γράφει|γράφουν|ρεπορτάζ|repor(?:taje|tagem|tage)|texto y fotos?|texte et photos?"
    r"|texto e fotos?|tekst i foto"
    r"|tekst og foto|text und fotos?|words and pictures|text & bild"
    r"|خبرنگار|گزارش(?:گر)?|به قلم|كتبت?|حاوره?|رپورٹ|نامہ نگار"
    r"|প্রতিনিধি|ผู้เขียน|เรื่อง|ผู้สื่อข่าว|ავტორი|հեղինակ|зохиогч|מאת|כתב|כתבת|文字|文・写真|取材)\s?[:：/]\s?"
    r"|(?:γράφει (?:ο|η|οι)|γράφουν οι|nga|eftir|gan|מאת|โดย|به قلم|كتبت?|przygotowała?|écrit par|автор|от"
    r"|scris de|publicat de|publisert av|napisala?|napísala?|napsala?|escribe)\s"
    r"|autor(?:in|ka|a)?\s?/\s?(?:autor)?(?:in|ka|a)?\s?:?\s",
    re.IGNORECASE,
)
#: "김민지 기자", "林晓雯 记者": the profession behind the name.
BEHIND = re.compile(r"\s?(?:기자|특파원|记者|記者|通讯员)\s?(?=$|[\s,=(|])")
#: Small words that lead to a name where a link or a bold element follows: "de <a>Ioana Munteanu</a>".
OF = re.compile(r"(?:de|di|da|od|fra|van|por|par|autor|text)\s{1,2}")
#: "ARD-Studio Moskau": an abbreviation with something joined to it is a house.
_HOUSE = re.compile(r"[A-ZÄÖÜ]{2,6}[-‐‑/][^\W\d_]{3,}")
#: "Von unserem Korrespondenten Matthias Grünwald", "Par notre correspondante à Montclar, Claire Dumontel".
_OUR = re.compile(
    r"(?:unser(?:e[mnr]?)?\s\w{0,12}(?:korrespondent|reporter|mitarbeiter|redakteur|redaktionsmitglied)\w{0,5}"
    r"|(?:notre|nos|l[’'])\s?(?:correspondant|envoyé)e?s?(?:\sspécial\w{0,3})?(?:\s(?:à|au|aux|en)\s[^\s,]{2,30})?"
    r"|(?:nuestr[oa]|el|la)\s(?:corresponsal|enviad[oa])(?:\sespecial)?(?:\sen\s[^\s,]{2,30})?"
    r"|(?:dal\s)?nostr[oa]\s(?:inviat|corrispondent)[oae](?:\s(?:a|in)\s[^\s,]{2,30})?"
    r"|our\s(?:\w{2,12}\s)?(?:correspondent|reporter)(?:\sin\s[^\s,]{2,30})?"
    r"|(?:onze|van onze)\s(?:correspondent|verslaggever)e?)\s?[,:]?\s{1,2}",
    re.IGNORECASE,
)
#: What stands before the name of somebody who took the pictures, edited or translated.
_BESIDE = re.compile(
    r"(?:photo(?:s|graph(?:s|y|er)?)?|pictures|fotos?|fotografías?|fotografie|bild(?:er)?"
    r"|kuvat?|video|grafik|graphics?|illustrations?|ilustracion(?:es)?|edit(?:ed|ing|or|ado|ora)"
    r"|edited and produced|redigering|translat(?:ed|ion|or)|traduc\w{2,6}"
    r"|traduit|tradotto|übersetz\w{1,4}|vertaald|bearbeit\w{1,4}|redaktion|współpraca|mitarbeit|fact.check\w{0,4}|review\w{0,3}"
    r"|снимки|фото|перев[её]л\w?|перевод|редактор|φωτογραφίες|تصوير|ترجمة|תרגום|צילום|写真|撮影|翻译|编辑|编译|責任編輯|责任编辑|사진|번역)"
    r"(?:\s(?:by|von|de|par|por|di|da|av|af|door))?\s?[:：/-]?\s{0,2}\Z",
    re.IGNORECASE,
)
#: The same behind it: "Hannes Brandl (Fotos)".
_DID = re.compile(
    r"\s?[—–-]\s?(?:edit(?:ing|ed)|редагуван|редактир|редактур|redigering|redaktion|edição|edición)"
    r"|\s?[(\[,—–-]\s?(?:photos?|photograph\w{0,4}|pictures|fotos?|bild(?:er)?|kuvat?|video|grafik|graphics?|illustration\w?"
    r"|translat\w{2,4}|traduc\w{2,6}|übersetzung|фото|写真|사진)\b"
    r"(?!\s?(?:[:：/]|by\s|von\s|de\s|par\s|por\s|di\s|av\s|af\s|door\s))",
    re.IGNORECASE,
)
#: What somebody with a line below the name did: "Erik Vik", "Foto".
_PICTURES = re.compile(
    r"(?:foto(?:graf|s|grafía)?|photo(?:s|grapher|graphy)?|bild(?:er)?|video|kuvat?|kuvaaja|фото|illustrat(?:ion|or|ør|ör))\W?\Z",
    re.IGNORECASE,
)
#: "by" within a line: "Publicado em 09/07/2021 - 15:36 Por Mariana dos Santos".
_WITHIN = re.compile(r"\s(?:By|Por|Par|Von|Di|Av|Af|Door|Nga|by|por|par|door|przez|oleh)\s(?=[^\W\d_a-zà-ÿ])")
#: Handles, addresses, "for the paper" and the words of a date behind a name.
_TAIL = re.compile(
    r"\s@\w{2,30}|\(?[\w.+-]{1,60}@[\w.-]{3,60}\)?"
    r"|\s(?:[Ff]or|[Ff]ür|[Pp]our|[Vv]oor|[Pp]ara)\s(?=(?:the |die |le |la )?[A-ZÄÖÜ])"
    r"|\s(?=(?i:publi(?:é|shed|cad[oa]|cato|kowan|cerad|sert)|posted|updated|veröffentlicht|aktualisiert"
    r"|mis(?:e)? à jour|modifié|uppdaterad|oppdatert|gepubliceerd|bijgewerkt|опубликов|обновл))"
)
_MARKS = str.maketrans("、；／，・", "|||||")
#: What leads from a name to a date: "Submitted by Ann Lee on Mon, 3 May 2021".
_ON = re.compile(r"\s(?:on|at|am|le|el|em|dne|den|op|på|il|na|на|в|la)\s(?=\D{0,14}\d)")
#: Words of labels, which no name has.
_LABELS = frozenset(
    """article information byline artikel autoren authors reporting admin administrator webmaster guest author
    user editorial gazeta gazete gazetesi diario jornal giornale correio courant kurier anzeiger rundschau
    nachrichten tageblatt tidning dagblad avisen noviny novine vijesti haber haberler haberleri televizija
    televisão televisión agencia agence agenzia agencija ajansı вести новости газета вестник новини агентство
    presseagentur nieuws nyheter notícias noticias notizie actualités""".split()
)


def label_end(line: str) -> int:
    """Where the names begin behind "By", "Submitted by"; 0 where a line has no such label."""
    label = byline_label(line)
    if not label and (signed := _SIGNED.match(line)) is not None and signed.end() < len(line):
        label = signed.end()
    if label and (again := byline_label(line[label:])):  # "Autorka/Autor: Jan Nowicki"
        label += again
    if label and (ours := _OUR.match(line, label)) is not None and ours.end() < len(line):
        label = ours.end()
    return label


def is_beside(line: str, start: int, end: int) -> bool:
    """Whether a name at a place in a line is of somebody who took pictures, edited or translated."""
    return _BESIDE.search(line[max(0, start - 40) : start]) is not None or (_DID.match(line, end) is not None)


def is_photographer(line: str) -> bool:
    """Whether a line below a name says that its bearer took the pictures."""
    return _PICTURES.match(line) is not None


def by_within(line: str) -> int:
    """Where a name may begin behind a "by" in the middle of a line; 0 for none."""
    found = _WITHIN.search(line)
    return found.end() if found is not None else 0


def bare_name(words: str) -> tuple[int, int]:
    """Where in an element's words the name stands: without "By" before it and a handle behind."""
    start = label_end(words[:200])
    tail = _TAIL.search(words, start)
    return start, len(words[: tail.start()].rstrip()) if tail is not None else len(words)


def is_signed(row: Row) -> bool:
    """Whether a line says "by" in so many words: in a post's footer, which is furniture else."""
    return row.weight <= 120 and label_end(row.text[:120]) > 0


def is_label(words: str) -> bool:
    """Whether words of a name's shape are none: "Article Information", "ARD-Studio Moskau"."""
    return not _LABELS.isdisjoint(words.casefold().split()) or _HOUSE.match(words) is not None


def without_role(text: str, start: int, end: int) -> int:
    """Where a name ends before the profession that is written like a part of it."""
    behind = BEHIND.search(text[start:end])
    return start + behind.start() if behind is not None and behind.start() >= 2 else end


def name_before(row: Row, end: int) -> list[tuple[int, int]]:
    """The name that stands before "기자"."""
    words = row.text[:end].strip()
    last = words.split()[-1] if words else ""
    if not 2 <= len(last) <= 4 or not last.isalpha():
        return []
    start = row.start + row.text.rindex(last, 0, end)
    return [(start, start + len(last))]


def parted(line: str) -> str:
    """A line with strokes, in the same places, where lines end and where a date begins."""
    line = line.replace("\n", "|")  # a line each: "By Joel Stanhope", "Staff Writer"
    if not line.isascii():
        line = line.translate(_MARKS)
    line = _TAIL.sub(lambda tail: "|".ljust(len(tail[0])), line)
    return _ON.sub(lambda on: "|".ljust(len(on[0])), line)


def titled(line: str, first: int) -> str:
    """A line whose names are set in capitals, as though they were not: "By KOFI ASANTE"."""
    line = parted(line)
    names = line[first:]
    if not names.isupper() or len(names) > 120:
        return line
    titled = line[:first] + names.title()
    return titled if len(titled) == len(line) else line


def joins(value: str) -> bool:
    return (
        re.search(r"[,;|/&]|\s(?:and|und|et|y|e|og|och|en|ja|i|és|и|та|ve|dan|with|mit)\s", value) is not None
    )
