"""Quotations: all European marks, however unbalanced, and who is said to have spoken."""

# ruff: noqa: E501 - tables of whole sentences

from __future__ import annotations

import pytest
from recognition_pages import only_quotation, quoted, read


@pytest.mark.parametrize(
    "text",
    [
        '"We are patient," Vladimir Putin said.',
        "“We are patient,” Vladimir Putin said.",
        "„We are patient“, Vladimir Putin said.",
        "»We are patient«, Vladimir Putin said.",
        "« We are patient », Vladimir Putin said.",
        "'We are patient,' Vladimir Putin said.",
        "‘We are patient,’ Vladimir Putin said.",
        'Vladimir Putin said: "We are patient."',
        'Vladimir Putin told DW that "we are patient."',
        '"We are patient," said Russian President Vladimir Putin.',
        '"We are patient," according to Vladimir Putin.',
        'Vladimir Putin left. "We are patient," he said.',
        'Vladimir Putin was clear that it takes time. "We are patient."',
        "Vladimir Putin: “We are patient.”",
    ],
)
def test_marks_and_places_of_the_speaker(text: str) -> None:
    quotation = only_quotation(read(text))
    assert quotation.speaker == "Vladimir Putin"
    assert quotation.kind == "sentence"
    assert quotation.text.rstrip(",.").lower() == "we are patient"


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        # Some words inside the reporter's sentence.
        (
            'The move came in response to "diverse hostile actions," Angela Merkel said.',
            "fragment",
            "Angela Merkel",
        ),
        (
            'And when Donald Trump referred to the "Russian threat" in May, Vladimir Putin took it in stride.',
            "fragment",
            "Donald Trump",
        ),
        (
            'Vladimir Putin took it in stride, dismissing it as "nothing special" in an interview.',
            "fragment",
            "Vladimir Putin",
        ),
        # Held at arm's length: nobody is quoted.
        ('Russia has already given the US a "gift" with the so-called zones.', "scare", None),
        ('The so-called "caliphate" fell.', "scare", None),
        # Unnamed speakers, in the words of the text without article.
        (
            'Russian media quoted a Kremlin spokesperson less than an hour later saying, "Discussions continue."',
            "sentence",
            "Kremlin spokesperson",
        ),
        ('Some pundits on Russian state-run media warned: "it smells like war."', "sentence", "Some pundits"),
        # A body takes the word by its noun.
        (
            'The Russian foreign ministry met. "There can be no victory without us," the ministry said.',
            "sentence",
            "Russian foreign ministry",
        ),
        # An apposition between the name and the verb.
        (
            '"I think he is eager to meet," as Mark Simakovsky, a senior fellow at the Atlantic Council, told DW.',
            "sentence",
            "Mark Simakovsky",
        ),
        (
            'Jeff Rathke, the State Department spokesperson, said, "We urge them to work together."',
            "sentence",
            "Jeff Rathke",
        ),
        # A clause within reported speech has no say, a noun spelt like a verb neither.
        (
            'Angela Merkel said that if the United States agreed to the plan "there would be a great cost."',
            "sentence",
            "Angela Merkel",
        ),
        ('Angela Merkel left. "I know it," the 65-year-old said.', "sentence", "Angela Merkel"),
        # Unknown is said honestly.
        ('"We must go home at once."', "sentence", None),
    ],
)
def test_kinds_and_speakers(text: str, kind: str, speaker: str | None) -> None:
    quotation = only_quotation(read(text))
    assert (quotation.kind, quotation.speaker) == (kind, speaker)


def test_one_quotation_around_its_cue_has_two_parts() -> None:
    text = '"Vladimir waited," said Lilija Shevtsova, who works in London. "But then he had to act."'
    quotation = only_quotation(read(text))
    assert [p.of(text) for p in quotation.parts] == ["Vladimir waited,", "But then he had to act."]
    assert quotation.text == "Vladimir waited, But then he had to act."
    assert quotation.speaker == "Lilija Shevtsova"


def test_two_cues_make_two_quotations() -> None:
    text = '"Both are reserved," says Andrey Kortunov. "Apparently they decided to wait," Kortunov told DW.'
    assert [q[2] for q in quoted(read(text))] == ["Andrey Kortunov", "Andrey Kortunov"]


def test_the_pronoun_follows_the_gender_that_is_known() -> None:
    text = 'Angela Merkel met Emmanuel Macron. "We agreed on much," she said.'
    assert only_quotation(read(text)).speaker == "Angela Merkel"


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = 'Angela Merkel said: "We have waited long enough.\n"Now we must act at once."'
    (quotation,) = read(text).quotations
    assert quotation.speaker == "Angela Merkel"
    assert [part.of(text) for part in quotation.parts] == [
        "We have waited long enough.",
        "Now we must act at once.",
    ]


def test_the_next_paragraph_need_not_open_anew() -> None:
    text = 'Angela Merkel said: "We have waited long enough.\nNow we must act at once." Nobody clapped.'
    (quotation,) = read(text).quotations
    assert [part.of(text) for part in quotation.parts] == [
        "We have waited long enough.",
        "Now we must act at once.",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # The cue's subject has an apposition of its own; the words go on behind it.
        (
            '"If this goes on," warned the head of the agency, Angela Merkel, "thousands will die."',
            ["If this goes on,", "thousands will die."],
        ),
        ('"Nobody knows," Angela Merkel says. "Nobody."', ["Nobody knows,", "Nobody."]),
        # The subject of the clause that a colon ends speaks, not whoever spoke last.
        (
            'Vladimir Putin left. "We go," he said.\nHer colleague Angela Merkel disagrees: "We can\'t wait," she says.',
            ["We can't wait,"],
        ),
    ],
)
def test_a_divided_quotation_is_one(text: str, parts: list[str]) -> None:
    last = read(text).quotations[-1]
    assert last.speaker == "Angela Merkel"
    assert [part.of(text) for part in last.parts] == parts


def test_whom_one_told_did_not_speak() -> None:
    text = 'Angela Merkel won. "We never gave up," the German told Sky Germany.'
    assert only_quotation(read(text)).speaker == "Angela Merkel"


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ('Nach den Worten von Angela Merkel ist die Lage "stabil".', "person", "Angela Merkel"),
        ('Angela Merkel hatte von einer "Katastrophe" gesprochen.', "person", "Angela Merkel"),
        ('"Es ist eine Schande", sagt eine Anwohnerin.', "unnamed", "Anwohnerin"),
        ('"Wenn das so weitergeht", warnte Angela Merkel.', "person", "Angela Merkel"),
    ],
)
def test_german_forms(text: str, kind: str, speaker: str) -> None:
    quotation = only_quotation(read(text, language="de"))
    assert (quotation.speaker_kind, quotation.speaker) == (kind, speaker)


INTERVIEW = """\
DW: Mrs. Merkel, what do you expect?

Angela Merkel: I expect very little.

We have seen this before.

Is there any room left?

There is always room.

Angela Merkel is a physicist. The interview was conducted by Emmanuel Macron."""


def test_answers_in_an_interview_are_quotations_without_marks() -> None:
    found = read(INTERVIEW).quotations
    assert [q.speaker for q in found] == ["Angela Merkel"] * 2
    assert [[part.of(INTERVIEW) for part in q.parts] for q in found] == [
        ["I expect very little.", "We have seen this before."],
        ["There is always room."],
    ]


def test_one_label_makes_no_interview() -> None:
    assert not read("Angela Merkel: a life in pictures.\n\nShe was born in Hamburg.").quotations


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("– We will not give up, said Angela Merkel.", "en", ["We will not give up"]),
        ("—No iremos —dijo Angela Merkel—. Y punto.", "es", ["No iremos", "Y punto."]),
        ("– Works began in March, and the bridge stays closed.", "en", []),  # an item of a list
    ],
)
def test_a_dash_opens_what_is_said(text: str, language: str, parts: list[str]) -> None:
    assert [part.of(text) for q in read(text, language=language).quotations for part in q.parts] == parts


def test_he_said_reaches_over_paragraphs_that_name_nobody() -> None:
    text = 'Roger Douglas spoke.\nThis will cut debt, he said.\nIt is needed.\n"We must act now," he said.'
    assert only_quotation(read(text)).speaker == "Roger Douglas"


def test_an_unbalanced_mark_ends_with_its_paragraph() -> None:
    text = 'Angela Merkel said: "We wait and see.\nNothing is quoted here, and nobody speaks.'
    (quotation,) = read(text).quotations
    assert quotation.parts[0].end <= text.index("\n")


def test_marks_around_a_german_name_quote_nobody() -> None:
    text = 'Ron Prosor sprach gegenüber der "Jüdischen Allgemeinen" davon.'
    assert only_quotation(read(text, language="de")).kind == "scare"


def test_apostrophes_and_inches_are_no_quotation_marks() -> None:
    assert quoted(read("The Clintons' house in the '90s was 5' 10\" tall, and it's ours.")) == []


def test_the_cue_is_kept_with_its_place() -> None:
    text = '"We are patient," Vladimir Putin has repeatedly said.'
    quotation = only_quotation(read(text))
    assert quotation.cue == "said"
    assert quotation.cue_span is not None
    assert quotation.cue_span.of(text) == "said"
    assert quotation.speaker_span is not None
    assert quotation.speaker_span.of(text) == "Vladimir Putin"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"Das ist ein Fehler", sagte der Grünen-Politiker Cem Özdemir.', "Cem Özdemir"),
        ("„Wir schaffen das“, so Angela Merkel.", "Angela Merkel"),
        # Whom the sentence is about does not speak.
        ('Deutschland müsse, so Angela Merkel weiter, "endlich Verantwortung übernehmen".', "Angela Merkel"),
        ('"Das war gut", freute sich Trainer Lucien Favre.', "Lucien Favre"),
        ('Ursula von der Leyen sagte: "Europa muss handeln."', "Ursula von der Leyen"),
        ('Laut Innenminister Horst Seehofer ist die Lage "sehr ernst".', "Horst Seehofer"),
        ('Emmanuel Macron zufolge ist Europa "hirntot".', "Emmanuel Macron"),
        # The verb's second half stands at the end.
        ('"Das war ein Fehler", räumte der Chef von Volkswagen, Matthias Müller, ein.', "Matthias Müller"),
        ('Bundestrainer Joachim Löw: "Wir haben verdient gewonnen."', "Joachim Löw"),
        (
            'Ein Sprecher des Innenministeriums sagte: "Wir prüfen den Fall."',
            "Sprecher des Innenministeriums",
        ),
        ('Die Polizei teilte mit, es habe "keine Hinweise" gegeben.', "Polizei"),
        ('Kevin Schmidt schwieg erst. "In der Stunde schlachten wir 45 Schweine", sagt er.', "Kevin Schmidt"),
    ],
)
def test_german(text: str, speaker: str) -> None:
    assert only_quotation(read(text, language="de")).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "« Nous devons agir », a déclaré Emmanuel Macron à Paris.",
        "Selon Emmanuel Macron, la situation est « très grave ».",
    ],
)
def test_french(text: str) -> None:
    assert only_quotation(read(text, language="fr")).speaker == "Emmanuel Macron"
