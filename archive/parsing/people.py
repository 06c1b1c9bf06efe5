"""Bylines: which words of a line name the people who wrote it.

Only people are authors; an agency, a desk or the paper itself stays in the byline as printed.
"""

from __future__ import annotations

import re

from archive.names import PARTICLES

#: What introduces authors, and belongs to no name.
_BY = re.compile(
    r"(?:(?:(?:an? |eine? |une? |un |una )?(?:written|reported|reporting|report|story|text|words"
    r"|analysis|opinion|interview|video|posted"
    r"|published|article|comment(?:ary)?|kommentar|analyse|bericht|reportage|gastbeitrag|essay"
    r"|kolumne|aufgezeichnet"
    r"|verfasst|geschrieben|article rédigé|rédigé|écrit|publié|propos recueillis|chronique|tribune"
    r"|escrito|publicado|análisis|crónica"
    r"|reportaje|opinión|scritto|pubblicato|geschreven|napisane)\s+(?:by|von|par|por|da|door|przez|oleh)"
    r"|by|von|par|por|di|a cura di|door|av|af|przez|oleh|de la)(?:\s{0,2}[:：]\s{0,3}|\s{1,3})"
    r"|(?:authors?|autor(?:in|en|a|es|zy|[/*:]in)?|auteurs?|autore|autori|författare|forfatter|text"
    r"|texto|testo|texte|reporter|written by"
    r"|tekst|yazar|haber|penulis(?: naskah)?|laporan|reporter|mwandishi|editor|redigează|автор(?:ы"
    r"|и)?|текст|συντάκτης|κείμενο|του|της|الكاتب|الكاتبة"
    r"|إعداد|كتب|بقلم|تحرير|نویسنده|تحریر|لیکوال|लेखक|रिपोर्ट|লেখক|প্রতিবেদক|作者|记者|記者|文|글|撰文|执笔"
    r"|tác giả|szerző|írta|autorius|autorka"
    r"|pisze|ደራሲ|mawallafi)\s{0,2}[:：/,،]\s{0,3}|بقلم\s"
    # "de Mihai Stanciu"
    r"|(?-i:de\s(?=[A-ZÀ-Ž]))"
    # "Das Gespräch führte Anja Reuß"
    r"|(?:das (?:gespräch|interview) führten?|die fragen stellten?|interviewed by|entretien avec"
    r"|propos recueillis par|entrevista de|intervista di|rozmawiała?|rozmawiali|беседовала?|розмовляла?"
    r"|rozhovor vedla?)\s)",
    re.IGNORECASE,
)
#: The same words in a footer, where no colon need follow them: "Autor Marta Quirós".
AUTHOR_NOUN = re.compile(
    r"(?:authors?|autor(?:in|en|a|es)?(?:/\s?autor(?:in)?)?|auteurs?|autore|autori|автор(?:ы|и)?"
    r"|yazar|الكاتب(?:ة)?|نویسنده|作者|penulis"
    r"|mwandishi|συντάκτης|szerző|लेखक|লেখক|författare|forfatter|autorka)\s*[:：]?\s+",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s{0,3}(?:[,;|/&·•]|\s(?:and|und|et|y|e|og|och|en|ja|i|és|și|a|и|та|і|ve|dan|with|mit|avec|con|com"
    r"|và|و|और)\s)\s{0,3}",
    re.IGNORECASE,
)
#: What is glued to a name when parts are run together: "ExnerKorrespondent", "Kinsella2 minutes ago".
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÄÖÜ])(?=[A-ZÄÖÜ][a-zäöü]{2,})|(?<=[^\W\d_])(?=\d)|(?=\[email)")
_MAC = re.compile(r"(?:\b(?:Mac|Mc|De|Di|Le|La|Van|Fitz|Du)|['’-])$")
_WORD = re.compile(r"[^\W\d_][\w'’.\-‐‑]*")
_AGENCIES = frozenset(
    """afp ap dpa reuters epa efe ansa tass interfax apa sda kna epd sid lusa belga anp ntb tt ritzau stt pap
    čtk ctk xinhua kyodo yonhap pti ani aap pa afx upi rtr bloomberg staff redaktion redaction redacción
    redazione agencies agenturen тасс""".split()
)
_NOT_NAMES = frozenset(
    """editor reporter correspondent korrespondent korrespondentin journalist journaliste periodista staff
    writer desk news agency associated press agence france-presse online team redaktion correspondant producer
    columnist contributor senior politics sports world chief bureau today yesterday updated published minutes
    live reporting images photo photos pictures getty imago alamy shutterstock istock agencies
    news-agency newspaper gazette herald tribune zeitung journal times post magazine magazin daily
    press media radio
    agentur verlag redazione redacción rédaction service min read share follow january february
    march april may june july august september october november
    december""".split()
)
#: A desk or an agency that signs instead of a person: "Redaktion", "Редакция сайта", "The Associated Press".
_DESK = re.compile(
    r"(?:(?:the|our|die|la|el|tim) )?(?:\w{0,12}redaktion|redaksi|news wires|wire services"
    r"|editorial (?:team|board)|newsroom|news desk|staff|rédaction"
    r"|redacción|redazione|redação"
    r"|redactie|redaktionen|redaksjonen|toimitus|redakcija|redacția|सम्पादकीय|संपादकीय|न्यूज डेस्क"
    r"|डेस्क"
    r"|নিজস্ব প্রতিবেদক|নিজস্ব প্রতিনিধি|স্টাফ রিপোর্টার|অনলাইন ডেস্ক"
    r"|هيئة التحرير|غرفة الأخبار|redakcja|redakce|agencia|agence|agenzia|agentura|агентство|редакция|редакція"
    r"|haber merkezi|associated press|agence france-presse"
    r"|press association)\b.{0,40}",
    re.IGNORECASE,
)
#: Small words within names that are anything elsewhere: "van den Berg", "van 't Hoff".
_SMALL = frozenset(("den", "het", "op", "dos", "das", "’t", "'t", "t"))
_ELIDED = re.compile(r"(?:d|l|dell|al|el|ad|as|ben)['’-][^\W\d_]")
_ARTICLES = frozenset("the le la les el los las die der das il lo".split())


def byline_label(line: str) -> int:
    """Where the names begin in a line that says "By …"; 0 where it does not."""
    label = _BY.match(line)
    return label.end() if label and label.end() < len(line) else 0


#: A reporter in East Asia, the word for it beside the name: "홍길동 기자", "记者 王小明".
_REPORTER = re.compile(
    r"(?P<ko>[가-힣]{2,4})\s?(?:기자|특파원|선임기자|논설위원)(?:\s|$|\()|(?:记者|記者"
    r"|文)\s?[:：/]?\s?(?P<zh>[\u3400-\u9fff]{2,4})(?=\s|$|[，,|/（(])"
)


def read_reporter(line: str, *, place: int = 0) -> list[tuple[int, int]]:
    """The name on a short line of Korean or Chinese that says "reporter" beside it; else nothing."""
    found = _REPORTER.match(line) if len(line) <= 40 and not line.isascii() else None
    if not found:
        return []
    start, end = found.span("ko" if found["ko"] else "zh")
    return [(place + start, place + end)]


def is_bare_label(line: str) -> bool:
    """Whether a line is the word before a name and no more, the name standing on the next: "By", "Автор:"."""
    return len(line) <= 24 and _BY.fullmatch(line + " ") is not None


def read_names(line: str, *, place: int = 0, first: int = 0, lone: bool = False) -> list[tuple[int, int]]:
    """The people named in a byline, as spans shifted by `place`; `first` is where the names begin.

    `lone` takes a single word of a script without capitals ("罗曼"), for a line that is known to be a byline.
    """
    found: list[tuple[int, int]] = []
    for start, end in _joined(line, _parts(line[:300], first)):
        cut = _before_glue(line, start, end)
        if (
            is_name(line[start:cut])
            or _is_double(line[start:cut])
            or (lone and is_lone_name(line[start:cut]))
        ):
            found.append((place + start, place + cut))
    return found


def _joined(line: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts of a line, with double surnames in one: "Núria Pujol i Serra", "José Ortega y Gasset"."""
    found: list[tuple[int, int]] = []
    for start, end in parts:
        between = line[found[-1][1] : start].strip().casefold() if found else ""
        single = line[start:end].isalpha() and line[start].isupper()
        if between in ("i", "y", "e") and single and is_name(line[slice(*found[-1])]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_double(text: str) -> bool:
    double = re.fullmatch(r"(.{5,40})\s[iye]\s[^\W\d_]+", text)
    return double is not None and is_name(double[1])


def _parts(line: str, first: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    place = first
    for separator in _SEPARATOR.finditer(line, first):
        parts.append((place, separator.start()))
        place = separator.end()
    parts.append((place, len(line)))
    trimmed: list[tuple[int, int]] = []
    for start, end in parts:
        part = line[start:end]
        # "By Ann Lee in Kyiv (with AFP)": the name ends where a bracket or a place begins.
        stop = re.search(
            r"\s?[(\[–—]|\s-\s|\s\d|\s\S{1,40}@|\s(?:for|FOR|für|pour|para|per|voor)\s(?=[A-ZÀ-Ž])|\s(?:in|aus|à|en|desde|из|da|dal|em)\s|\s(?:Follow|Suivre"
            r"|Folgen|Seguir|Segui|Volgen|Obserwuj)\b|\s{2,}",
            part,
        )
        if stop:
            part = part[: stop.start()]
        label = _BY.match(part)
        shift = label.end() if label and start > first else 0
        bare = part[shift:].strip(" .,:\xa0")
        if bare:
            begin = start + shift + part[shift:].index(bare)
            trimmed.append((begin, begin + len(bare)))
    return trimmed


def _before_glue(line: str, start: int, end: int) -> int:
    for glue in _GLUED.finditer(line, start, end):
        if glue.start() > start and not _MAC.search(line, start, glue.start()):
            return glue.start()
    return end


#: What a writer is, on a line beneath the name.
_ROLE = re.compile(
    r"\b(?:(?:co-?|sub-?)?editor|(?:senior |staff )?(?:reporter|writer)|correspondent|columnist"
    r"|producer|contributor|journalist|analyst"
    r"|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|kolumnist(?:in)?|volontär(?:in)?"
    r"|journalist(?:in)?|autor(?:in)?"
    r"|journaliste|rédact(?:eur|rice)|correspondante?|envoyée? spéciale?|periodista|redactora?"
    r"|corresponsal|enviad[ao] especial"
    r"|giornalista|inviat[ao]|corrispondente|redattore|jornalista|repórter|correspondente"
    r"|redacteur|verslaggever|correspondent"
    r"|dziennikarka|dziennikarz|redaktor(?:ka)?|журналист(?:ка)?|корреспондент|обозреватель"
    r"|редактор|журналіст(?:ка)?|кореспондент(?:ка)?"
    r"|muhabir(?:i)?|gazeteci|editör(?:ü)?|δημοσιογράφος|مراسل|صحفي|संवाददाता|خبرنگار|نامہ نگار"
    r"|reportér(?:ka)?|reporterka|wartawan|mwandishi"
    r"|journalist|redaktör|reporter)\b",
    re.IGNORECASE,
)


def is_role(line: str) -> bool:
    """Whether a short line says what somebody in a newsroom is: "Assistant Sports Editor"."""
    return len(line) <= 80 and len(line.split()) <= 9 and _ROLE.search(line) is not None


def is_desk(line: str) -> bool:
    """Whether a line is an editorial desk or an agency that signs for itself."""
    if len(line) > 60:
        return False
    words = re.findall(r"[^\W_]+", line.casefold())
    return _DESK.fullmatch(line) is not None or (
        0 < len(words) <= 4 and all(word in _AGENCIES for word in words)
    )


def is_name(text: str) -> bool:  # noqa: PLR0911 - each line is a reason of its own
    """Whether words have the shape of a person's name: two to five, capitalised, particles aside.

    Scripts without capitals have no shape: there two to four words of letters will do.
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 60:
        return False
    if words[0].casefold() in _ARTICLES and len(words) == 2:  # "Le Figaro"
        return False
    if words[-1][-1] in ".!?:…" and len(words[-1]) > 3:
        return False
    capitals = 0
    for word in words:
        bare = word.strip("'’\"“”()")
        if not _WORD.fullmatch(bare) and not _has_marks(bare):
            return False
        low = bare.casefold().rstrip(".")
        if low in _AGENCIES or low in _NOT_NAMES:
            return False
        if bare[0].isupper() or bare[0].istitle() or _ELIDED.match(bare):
            capitals += 1
        elif bare[0].islower() and low not in PARTICLES and low not in _SMALL:
            return False
    if all(word.isupper() for word in words) and any(len(word) <= 4 for word in words):
        return False  # "MDR THÜRINGEN", "DW NEWS"
    cased = any(c.isupper() or c.islower() for c in text)
    return capitals >= 2 if cased else len(words) <= 4


def is_lone_name(text: str) -> bool:
    cased = any(c.isupper() or c.islower() or c.isdecimal() for c in text)
    return not cased and " " not in text and 2 <= len(text) <= 12 and _has_marks(text)


def _has_marks(word: str) -> bool:
    """Letters with combining marks, as in Hindi or Bengali, which no \\w matches."""
    return (
        word[:1].isalpha()
        and not word.isascii()
        and not any(c.isdecimal() or c in ",.;:!?/|：，。、！？" for c in word)
    )


#: "Mhariri: Yusuf Saumu", "Editor : A.P.", "Redaktion / Anna Berg": a word or two, and a name or initials.
_SIGNED = re.compile(r"[^\W\d_]+(?:[\s/-][^\W\d_]+){0,2}\s?[:：/]\s?(?P<name>\S.{1,50})$")
_INITIALS = re.compile(
    r"[A-ZÀ-Ý]{1,4}|(?:[^\W\d_]\.){1,4}(?:/(?:[^\W\d_]\.){1,4}){0,2}|[a-z]{2,4}(?:/[a-z]{2,4})+"
)


def is_signature(line: str) -> bool:
    """Whether a line below a text says who edited or translated it: a label and a name or initials."""
    signed = _SIGNED.match(line) if len(line) <= 80 else None
    if signed is None:
        return False
    return is_name(signed["name"]) or _INITIALS.fullmatch(signed["name"]) is not None
