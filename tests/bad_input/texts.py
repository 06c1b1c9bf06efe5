"""Texts: odd encodings, odd characters, huge ones, and bait for slow patterns."""
# ruff: noqa: E501 - the inputs, a line each

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.bad_input.stories import Bad, story

GERMAN = (
    "Größere Änderungen im Übergang beschlossen ({})\n\nDie Behörde hat für die Übergangszeit größere Änderungen"
    " beschlossen. „Das ist schön“, sagte Jörg Müßig am Dienstag über die {} neuen Straßen.\n\nDie Brücke über"
    " den Fluß wird später gebaut, hieß es außerdem aus Kreisen der {}. Kommission.\n"
)
RUSSIAN = (
    "Город открывает мост номер {}\n\nПрезидент компании Олег Сидоренко заявил, что переговоры продолжатся на"
    " следующей неделе, а мост {} откроют позднее.\n\nЖители города ждут открытия уже {} лет, сообщили в мэрии.\n"
)
JAPANESE = (
    "市議会は橋の計画{}を承認した\n\n市議会は月曜日、川にかかる新しい橋の計画を承認した。担当者は記者団に対し、"
    "工事は来年始まると語った。\n\n住民は{}年前から橋を待っており、費用は{}億円に上る見通しだ。\n"
)
Made = tuple[Bad, bytes]


def _nothing() -> Iterator[Made]:
    for name, what, content in (
        ("empty", "an empty file", b""),
        ("blank", "white space alone", b" \t\r\n\x0b\x0c \n" * 50),
        (
            "blank-unicode",
            "no-break, ideographic and zero-width spaces alone",
            "\u00a0\u3000\u200b\u2060\n".encode() * 9,
        ),
        ("blank-utf16", "UTF-16 of white space alone", "\ufeff \n\n".encode("utf-16-le")),
        ("nul-only", "a megabyte of NUL", bytes(1_000_000)),
    ):
        yield Bad(f"text/{name}.txt".encode(), what, ("rejected",), "white space|is empty"), content


def _no_text() -> Iterator[Made]:
    noise = random.Random(1)
    binary = noise.randbytes(60_000)
    for name, what, content, says in (
        ("binary", "random bytes", b"\x07" + binary, "no text"),
        ("jpeg", "a JPEG under a text name", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + binary, "JPEG"),
        ("png", "a PNG under a text name", b"\x89PNG\r\n\x1a\n" + binary, "PNG"),
        ("pdf", "a PDF under a text name", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + binary, "PDF"),
        (
            "word-95",
            "an old Word file under a text name",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + binary,
            "office",
        ),
        (
            "rtf",
            "an RTF file under a text name",
            b"{\\rtf1\\ansi " + story("rtf").text.encode() + b"}",
            "word",
        ),
        ("elf", "a program under a text name", b"\x7fELF\x02\x01\x01" + binary, "program"),
        (
            "tar",
            "a tar file under a text name",
            b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(2000),
            "tar",
        ),
        ("wav", "a sound under a text name", b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(200), "sound"),
        ("sqlite", "a database under a text name", b"SQLite format 3\x00" + binary, "database"),
        (
            "postscript",
            "a PostScript file under a text name",
            b"%!PS-Adobe-3.0\n/Times findfont\n" * 20,
            "PostScript",
        ),
    ):
        yield Bad(f"text/{name}.txt".encode(), what, ("rejected",), says), content
    packed = _base64(binary)
    yield Bad(b"text/base64.txt", "a picture in base64 alone", ("quarantined",), "base64"), packed


def _base64(content: bytes) -> bytes:
    import base64

    return base64.encodebytes(content)


def _encodings() -> Iterator[Made]:
    for name, text, encoding in (
        ("utf8-bom", GERMAN, "utf-8-sig"),
        ("utf16", GERMAN, "utf-16"),
        ("utf16-be-bare", GERMAN, "utf-16-be"),
        ("utf16-russian-bare", RUSSIAN, "utf-16-le"),
        ("utf32", GERMAN, "utf-32"),
        ("utf32-bare", GERMAN, "utf-32-le"),
        ("latin1", GERMAN.replace("„", "»").replace("“", "«"), "latin-1"),
        ("cp1252", GERMAN, "cp1252"),
        ("mac-roman", GERMAN, "mac-roman"),
        ("cp850", GERMAN.replace("„", '"').replace("“", '"'), "cp850"),
        ("koi8", RUSSIAN, "koi8-r"),
        ("cp1251", RUSSIAN, "cp1251"),
        ("shift-jis", JAPANESE, "shift-jis"),
        ("euc-jp", JAPANESE, "euc-jp"),
        ("iso-2022-jp", JAPANESE, "iso2022-jp"),
        ("utf7", GERMAN, "utf-7"),
    ):
        numbers = [sum(name.encode()) % 97 + k for k in (3, 11, 19)]
        content = text.format(*numbers).encode(encoding)
        yield (
            Bad(f"encoding/{name}.txt".encode(), f"{encoding} without any declaration", ("article",)),
            content,
        )
    ebcdic = story("ebcdic").text.replace("“", '"').replace("”", '"').encode("cp500")
    yield Bad(b"encoding/ebcdic.txt", "EBCDIC", ("quarantined",), "EBCDIC"), ebcdic
    text = GERMAN.format(71, 72, 73)
    yield (
        Bad(b"encoding/mojibake.txt", "UTF-8 decoded as CP1252 and encoded again", ("article",)),
        text.encode().decode("cp1252", "ignore").encode(),
    )
    text = GERMAN.format(81, 82, 83) * 3
    broken = text.encode().replace(b"\xc3\xb6", b"\xc3", 2).replace(b"\xc3\x9f", b"\xff\xfe", 1) + b"\xe2\x80"
    yield Bad(b"encoding/broken-utf8.txt", "UTF-8 with broken and cut sequences", ("article",)), broken
    text = GERMAN.format(91, 92, 93)
    mixed = text.encode() + text.encode("cp1252")
    yield Bad(b"encoding/mixed.txt", "one half UTF-8, the other CP1252", ("article",)), mixed
    odd = "\ufeff".encode("utf-16-le") + story("odd utf-16").text.encode("utf-16-le") + b"A"
    yield Bad(b"encoding/utf16-odd.txt", "UTF-16 with half a character at the end", ("article",)), odd
    lone = story("lone surrogates").text.replace(" ", " \ud800", 3).encode("utf-16", "surrogatepass")
    yield Bad(b"encoding/surrogates-utf16.txt", "UTF-16 with lone surrogates", ("article",)), lone
    lone = story("utf-8 surrogates").text.replace(" ", " \udc9f", 3).encode("utf-8", "surrogatepass")
    yield Bad(b"encoding/surrogates-utf8.txt", "surrogates written as UTF-8 (CESU-8)", ("article",)), lone


def _characters() -> Iterator[Made]:
    for name, what, text in (
        ("nul", "NUL between the words", story("nul").text.replace(" ", " \x00", 9)),
        (
            "bidi",
            "direction overrides",
            story("bidi").text.replace(" ", " \u202e", 9).replace(".", "\u2066."),
        ),
        ("zero-width", "zero-width characters within words", "\u200b".join(story("zero-width").text)),
        ("controls", "some control characters", story("controls").text.replace(" ", " \x01\x1b[31m", 5)),
        (
            "combining",
            "10,000 marks on one letter",
            story("combining").text.replace("e", "e" + "\u0301" * 10_000, 1),
        ),
        (
            "noncharacters",
            "code points that are no characters",
            story("nonchar").text.replace(" ", " \ufdd0\U0010ffff", 4),
        ),
        (
            "private",
            "private-use characters and tags",
            story("private").text.replace(" ", " \ue000\U000e0041", 4),
        ),
        ("cr", "lines that end in CR", story("cr").text.replace("\n", "\r")),
        ("crlf", "lines that end in CR LF", story("crlf").text.replace("\n", "\r\n")),
        ("line-separators", "U+2028, U+2029, U+0085 for line ends", _by_turns(story("separators").text)),
        (
            "form-feeds",
            "form feeds and vertical tabs for line ends",
            story("feeds").text.replace("\n", "\x0c"),
        ),
        ("no-line-end", "no line end at all", story("flat").text.replace("\n", " ").strip()),
        ("one-word", "one word", "Harbour"),
        ("one-character", "one letter", "x"),
        ("digits", "figures alone", "1 2 3\n\n4 5 6\n" * 40),
        (
            "html-in-text",
            "markup within a text",
            story("markup").text + "<script>alert(1)</script>\n{{ 7*7 }} {% load %}\n",
        ),
        ("formula", "lines that a spreadsheet would run", "=cmd|' /C calc'!A0\n\n" + story("formula").text),
        (
            "sql",
            "lines that a database would run",
            "Robert'); DROP TABLE archive_article;--\n\n" + story("sql").text,
        ),
        ("percent", "%s and {} and \\N everywhere", "%s %(x)d {0} {} \\N \\x00\n\n" + story("percent").text),
    ):
        yield Bad(f"characters/{name}.txt".encode(), what, ("article",)), text.encode()


def _signs() -> Iterator[Made]:
    signs = "?!\n\n...\n---\n***\n" * 40
    yield (
        Bad(b"characters/punctuation.txt", "punctuation alone", ("quarantined",), "not one word"),
        signs.encode(),
    )


def _by_turns(text: str) -> str:
    ends = ("\u2028", "\u2029", "\u0085")
    return "".join(part + ends[k % 3] for k, part in enumerate(text.split("\n")))


def _large() -> Iterator[Made]:
    line = (story("sixty megabytes").text.replace("\n", " ") * 200_000).encode()[: 60 * 1024 * 1024]
    yield (
        Bad(
            b"large/one-line-60-mb.txt",
            "one line of 60 MB",
            ("quarantined",),
            "Split it into its pages",
            seconds=60,
        ),
        line,
    )
    too_large = b"x " * (33 * 1024 * 1024)
    yield Bad(b"large/66-mib.txt", "a file of 66 MiB", ("rejected",), "larger"), too_large
    chance = random.Random(2)
    words = " ".join(story(f"words {k}").text for k in range(40)).split()
    paragraphs = "\n\n".join(f"Paragraph {k} {' '.join(chance.choices(words, k=9))}." for k in range(200_000))
    yield (
        Bad(b"large/200000-paragraphs.txt", "200,000 paragraphs", ("quarantined",), "Split it", seconds=60),
        f"A report in very many paragraphs\n\n{paragraphs}\n".encode(),
    )
    few = "\n\n".join(f"Paragraph {k} {' '.join(chance.choices(words, k=9))}." for k in range(20_000))
    yield (
        Bad(b"large/20000-paragraphs.txt", "20,000 paragraphs", ("article",), seconds=60),
        f"A report in many paragraphs\n\n{few}\n".encode(),
    )
    text = " ".join(chance.choices(words, k=480_000))[:2_900_000]
    yield (
        Bad(b"large/one-paragraph.txt", "a paragraph of 2.9 million characters", ("article",), seconds=60),
        (f"A report in one paragraph\n\n{text}\n".encode()),
    )
    head = story("long headline")
    long = " ".join(f"{w}" for w in (head.text * 60).split())[:10_000]
    for name, unit in (
        ("initials", "A. "),
        ("chinese", "俄罗斯总统普京表示谈判将于下周继续进行"),
        ("capitals", "Aa "),
    ):
        yield (
            Bad(
                f"large/{name}.txt".encode(), f"2.9 million characters of {unit!r}", ("article",), seconds=60
            ),
            f"{story('large ' + name).headline}\n\n{(unit * 2_900_000)[:2_900_000]}\n".encode(),
        )
    yield (
        Bad(b"large/long-headline.txt", "a headline of 10,000 characters", ("article",)),
        (f"{long}\n\n{head.text}".encode()),
    )
    yield (
        Bad(b"large/short-lines.txt", "a million line ends", ("quarantined",), "lines"),
        (b"A headline\n\nA paragraph.\n" + b"\n" * 1_000_000),
    )
    syllables = [
        a + b for a in "ba ke li mo nu ra se ti vo za".split() for b in "n r l s m th ck nd rt x".split()
    ]
    names = " ".join(
        f"{''.join(chance.choices(syllables, k=2)).title()} {''.join(chance.choices(syllables, k=3)).title()} spoke."
        for _ in range(50_000)
    )
    yield (
        Bad(b"large/50000-names.txt", "50,000 names in one document", ("article",), seconds=60),
        (f"A list of very many people\n\n{names}\n".encode()),
    )


MEGABYTE = 1_000_000
#: A unit repeated to a megabyte each: what patterns that go back and forth need to be slow.
BAIT = {
    "a": "a",
    "spaces": " ",
    "tabs-and-words": "\t x",
    "open-brackets": "(",
    "brackets": "(((a)",
    "squares": "[[[",
    "quotes": '"',
    "quotes-and-letters": '"a ',
    "open-quotes": "“Aa ",
    "apostrophes": "’s ",
    "initials": "A. ",
    "capitals": "Aa ",
    "capital-run": "A",
    "titles": "President Minister Chancellor ",
    "names-and": "Ann Lee and ",
    "of-the": "Ministry of the ",
    "particles": "von der de la ",
    "dashes": "-",
    "hyphened": "a-",
    "dots": ".",
    "dot-letters": "a.a.",
    "commas": "a, ",
    "digits": "1",
    "dates": "May 1, 2017 ",
    "date-parts": "05.07.",
    "times": "12:34 ",
    "addresses": "https://a.b/",
    "at-signs": "a@",
    "slashes": "Image: a/b/",
    "credits": "(Getty/AFP/",
    "image-lines": "Image: picture-alliance/AP Photo/E. Vucci\n",
    "read-more-lines": "Read more: \n",
    "by-lines": "By Ann Lee\n",
    "date-lines": "Monday, May 1, 2017\n",
    "dateline-lines": "BERLIN (AP) - \n",
    "pipes": "a | ",
    "colons": "a: ",
    "said": "he said she said “so” ",
    "entities": "&amp;&#x41;",
    "tags": "<a ",
    "cased": "aA",
    "accents": "é",
    "marks": "e\u0301",
    "surrogate-pairs": "😀",
    "arabic": "قال ",
    "chinese": "俄罗斯总统",
    "zero-width": "\u200b",
    "line-ends": "\r",
    "empty-lines": "a\n\n",
    "list-items": "- a\n",
    "numbers": "1. Aa\n",
    "skip-links": "  1. Inhalt\n",
    "title-lines": "A | World| Breaking news | DW | 05.07.2017\n",
}


def _bait() -> Iterator[Made]:
    for name, unit in BAIT.items():
        text = (unit * (MEGABYTE // len(unit)))[:MEGABYTE]
        outcomes, says = ("article",), ""
        if not text.strip("\ufeff\u200b\u2060 \t\r\n"):
            outcomes, says = ("rejected",), "white space"
        elif text.count("\n") > 100_000:
            outcomes, says = ("quarantined",), "lines"
        # An opening of its own, so that no two are one work.
        content = text if outcomes[0] == "rejected" else f"{story('bait ' + name).headline}\n\n{text}"
        yield (
            Bad(f"bait/{name}.txt".encode(), f"a megabyte of {unit.strip() or unit!r}"[:60], outcomes, says),
            content.encode(),
        )


#: By folder, what makes the inputs in it.
TEXTS = {
    "text": (_nothing, _no_text),
    "encoding": (_encodings,),
    "characters": (_characters, _signs),
    "bait": (_bait,),
    "large": (_large,),
}
