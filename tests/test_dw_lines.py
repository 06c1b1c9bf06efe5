"""Single lines of Deutsche Welle's pages: signs, notes, films, credits, in many languages."""

from __future__ import annotations

import pytest

from archive.parsing.dw_furniture import is_appeal, is_note, is_sign_off
from archive.parsing.dw_people import read_authors, signed_at
from tests.dw_pages import classic, seen


@pytest.mark.parametrize(
    "line",
    [
        "cwo/fab (dpa, afp)", "rc/msh (AFP, Reuters)", "se/kms", "(KNA, dpa)", "haz/rb (dpa/rtr/afp)",
        "JC (dpa, EFE)", "md/cn (AFP, DPA, Lusa)", "DW,AFP/ET,HS", "DPA, AFP/jak",
        "ز.أ.ب/ع.ج.م (أ ف ب، رويترز)", "ا ا / ش ر (ڈی پی اے)", "एए/वीके (एएफपी, रॉयटर्स)",
        "আরকেসি/এসজি (রয়টার্স, এএফপি)", "瑞/洪 (法新社、路透社)",
    ],
)  # fmt: skip
def test_initials_and_agencies_sign_a_text(line: str) -> None:
    assert is_sign_off(line)


@pytest.mark.parametrize(
    "line",
    [
        "Berlin (dpa)", "NSU (picture-alliance/dpa)", "Tahir Della (Downluke)", "Who pays for the repairs?",
        "The Islamic State (IS)", "A map of the town (DW)", "From dawn to dusk",
    ],
)  # fmt: skip
def test_other_lines_do_not(line: str) -> None:
    assert not is_sign_off(line)


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Edited by: Sean Sinico", True),
        ("This article was originally written in German.", True),
        ("This article has been translated from German.", True),
        ("Dieser Artikel wurde ursprünglich auf Englisch veröffentlicht.", True),
        ("Редактор: Роман Гончаренко", True),
        ("संपादन: महेश झा", True),
        ("Editor's note: A name was misspelt in an earlier version.", False),
        ("Editors from six countries met in the town hall on Tuesday.", False),
        ("Die Redaktion der Zeitung blieb am Montag geschlossen.", False),
    ],
)
def test_notes_tell_of_the_text_and_are_none(line: str, note: bool) -> None:
    assert is_note(line) is note


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Autor: Dirk Kaufmann", ["Dirk Kaufmann"]),
        ("Author: Julia Hitz (eg)", ["Julia Hitz"]),
        ("Autorin: Julia Hitz / Redaktion: Jan Lorenz", ["Julia Hitz"]),
        ("रिपोर्ट: निखिल रंजन (एएफपी)", ["निखिल रंजन"]),
        ("Author: dpa, AFP", []),
        ("Authors disagree: nobody knows the cost of it", []),
    ],
)
def test_texts_are_signed_behind_a_label(line: str, names: list[str]) -> None:
    place = signed_at(line)
    found = [line[start:end] for start, end in read_authors(line, place, len(line))] if place else []
    assert found == names


def test_the_houses_own_offers_are_no_text() -> None:
    assert is_appeal("While you're here: Every Tuesday, DW editors round up what is happening in Germany.")
    assert not is_appeal("While the town waits, a ferry carries people over.")


def test_a_copyright_ends_a_text_in_chinese() -> None:
    page = classic("zh", rich=False, footer=False)
    page.add(
        "boilerplate",
        "© 2024年德国之声版权声明：本文所有内容受到著作权法保护，如无德国之声特别授权，不得擅自使用。",
    )
    assert seen(page) == []


def test_a_caption_and_a_subheading_beneath_a_picture_are_told_apart() -> None:
    """Two short lines: caption, then subheading; one that shares a word with the picture: a caption."""
    from tests.readings import MORE, PROSE, read

    def captions(lines: str) -> list[str | None]:
        text = (
            "Bridge closed | Asia | DW | 12.03.2018\n\nBridge closed\n\n"
            f"{PROSE}\n\n{MORE} {PROSE}\n\nThe ferry\n\n{MORE}\n\n{MORE} {PROSE}\n\n{lines}\n\n"
            f"{MORE} {PROSE}\n"
        )
        return [image.text.of(text) if image.text else None for image in read(text).images]

    assert captions("A street (DW/J. Hitz)\n\nNo way across the river\n\nWho pays?") == [
        "No way across the river"
    ]
    assert captions("Tahir Della (DW/J. Hitz)\n\nDella has waited") == ["Della has waited"]
    assert captions("A street (DW/J. Hitz)\n\nWaiting for spring") == [None]
    assert captions("A street (DW/J. Hitz)\n\nWaiting: the town in winter") == ["Waiting: the town in winter"]
