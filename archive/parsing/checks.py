"""Cross-checks of what a page states with what its text tells: warnings for an editor, never corrections."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from archive.documents import BODY_KINDS, BlockKind, LayerText, ParsedArticle, ReadingWarning
from archive.parsing.dates import weekday_forms

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: Per language: what, standing near a weekday, makes a sentence tell of the past; and what makes it tell of
#: the future, or of another week. Both are asked of the sentence, so few words do.
_CUES = {
    "en": (
        r"\b(?:was|were|had|said|told|came|took|met|won|lost|went|\w{2,20}ed)\b",
        r"\b(?:will|would|plans?|planned|planning|scheduled|due|expected|set to|going to|is to|are to"
        r"|to (?:meet|hold|vote|visit)|next|last|previous|earlier|every|coming|upcoming|later this)\b",
    ),
    "de": (
        r"\b(?:war|waren|wurde|wurden|hat|haben|hatte|sagte|teilte|erklärte|kam|traf|\w{3,20}(?:te|ten))\b",
        r"\b(?:wird|werden|will|wollen|soll|sollen|sollte|geplant|kommende[nrs]?|nächste[nrs]?"
        r"|vergangene[nrs]?|letzte[nrs]?|vorige[nrs]?"
        r"|jede[nrs]?|ab|bis|morgen)\b",
    ),
    "fr": (
        r"\b(?:a|ont|avait|avaient|était|étaient|fut|est|sont) (?:été |\w{2,20}(?:é|ée|és|ées|i|is"
        r"|it|u|us|ue)\b)",
        r"\b(?:sera|seront|doit|doivent|devrait|prévu\w{0,2}|prochaine?|dernière?|chaque|avant"
        r"|d'ici|attendu\w{0,2})\b",
    ),
    "es": (
        r"\b(?:ha|han|había|fue|fueron|era|eran|dijo|hizo|\w{2,20}(?:ó|aron|ieron))\b",
        r"\b(?:será|serán|va a|van a|prevé|previsto|próximo|pasado|cada|antes|hasta|debe|deberá"
        r"|\w{3,20}rá|\w{3,20}rán)\b",
    ),
    "it": (
        r"\b(?:ha|hanno|aveva|era|erano|fu|è stat[oaie]|sono stat[ie]|disse)\b",
        r"\b(?:sarà|saranno|dovrà|dovrebbe|previst[oaie]|prossim[oa]|scors[oa]|ogni|entro"
        r"|\w{3,20}rà|\w{3,20}ranno)\b",
    ),
    "pt": (
        r"\b(?:foi|foram|era|eram|tinha|disse|fez|\w{2,20}(?:ou|aram|eram|iram|iu))\b",
        r"\b(?:será|serão|vai|vão|previst[oa]|próxim[oa]|passad[oa]|cada|até|deve|deverá"
        r"|\w{3,20}rá|\w{3,20}rão)\b",
    ),
    "nl": (
        r"\b(?:was|waren|werd|werden|heeft|hebben|had|zei|kwam|\w{3,20}(?:de|den|te|ten))\b",
        r"\b(?:zal|zullen|wordt|worden|moet|komende|volgende|vorige|afgelopen|elke|gepland|vanaf|tot)\b",
    ),
    "pl": (
        r"\b\w{2,20}(?:ł|ła|ło|li|ły)\b",
        r"\b(?:będzie|będą|ma|mają|przyszł\w{1,3}|następn\w{1,3}|ubiegł\w{1,3}|zeszł\w{1,3}"
        r"|każd\w{1,3}|zaplanowan\w{1,3}|do)\b",
    ),
    "ru": (
        r"\b\w{2,20}(?:л|ла|ло|ли|лся|лась|лись)\b",
        r"\b(?:будет|будут|пройдёт|пройдет|состоится|следующ\w{2,3}|прошл\w{2,3}|кажд\w{2,3}"
        r"|запланирован\w{0,2}|до)\b",
    ),
    "uk": (
        r"\b\w{2,20}(?:в|ла|ло|ли|вся|лася|лися)\b",
        r"\b(?:буде|будуть|відбудеться|наступн\w{2,3}|минул\w{2,3}|кожн\w{2,3}|заплановано|до)\b",
    ),
    "tr": (
        r"\b\w{2,20}(?:d[ıiuü]|t[ıiuü]|d[ıiuü]lar|diler|tılar|tiler|mıştı|mişti)\b",
        r"\b(?:\w{2,20}(?:acak|ecek)\w{0,4}|gelecek|geçen|her|önümüzdeki|kadar|planlan\w{2,6})\b",
    ),
    "sv": (
        r"\b(?:var|blev|hade|har|sade|sa|kom|\w{3,20}(?:ade|de|te))\b",
        r"\b(?:ska|skall|kommer|nästa|förra|varje|planera\w{1,3}|till)\b",
    ),
    "ro": (
        r"\b(?:a|au|era|erau|fusese) (?:fost |\w{2,20}(?:t|at|ut|it|s)\b)",
        r"\b(?:va|vor|urmează|viitoare|viitor|trecut[ăe]?|fiecare|până|programat\w{0,2})\b",
    ),
    "el": (
        r"\b(?:ήταν|είχε|είχαν|είπε|έγινε|έγιναν|ανακοίνωσε|\w{3,20}(?:ησε|ησαν|ωσε|ωσαν|ηκε|ηκαν))\b",
        r"\b(?:θα|επόμεν\w{1,2}|προηγούμεν\w{1,2}|περασμέν\w{1,2}|κάθε|έως|μέχρι|πρόκειται)\b",
    ),
    "id": (
        r"\b(?:telah|sudah|mengatakan|memutuskan|menyatakan|terjadi|ber\w{3,20}|me[nm]\w{3,20}kan)\b",
        r"\b(?:akan|mendatang|depan|lalu|setiap|hingga|direncanakan)\b",
    ),
}
_SENTENCE = re.compile(r"[^.!?]{1,600}")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    past, other = _CUES[language]
    return re.compile(past, re.IGNORECASE), re.compile(other, re.IGNORECASE)


@cache
def _names_of(day: int) -> dict[str, tuple[str, ...]]:
    """The names of a weekday (Monday 0) in the languages that have cues, with those languages."""
    found: dict[str, set[str]] = {}
    for language in _CUES:
        for form in weekday_forms(language, day):
            for name in {form, *re.split("['’ʼ]", form)[-1:]}:  # "п'ятницю" is two words to the pattern below
                found.setdefault(name, set()).add(language)
    return {form: tuple(sorted(languages)) for form, languages in found.items()}


@cache
def _ascii_names_of(day: int) -> tuple[str, ...]:
    return tuple(filter(str.isascii, _names_of(day)))


def check_weekdays(layer: LayerText, article: ParsedArticle) -> tuple[ReadingWarning, ...]:
    """A weekday told of as past that is the day after the stated date: the date may be a day off.

    "It appeared on Friday as if both sides were still trying …" on a page dated Thursday, 9 November 2017. A
    sentence is understood in the languages of `_CUES`; in others nothing is said.
    """
    if article.published is None:
        return ()
    tomorrow = (article.published.day.weekday() + 1) % 7
    names = _names_of(tomorrow)
    looked_at = 0
    for block in article.blocks:
        if block.kind is not BlockKind.LEAD and block.kind not in BODY_KINDS:
            continue
        looked_at += 1
        if looked_at > 4:  # the news stands at the top; further down other weeks are told of
            break
        text = layer.text[block.start : min(block.end, block.start + 2000)]
        low = text.lower()
        if not any(name in low for name in (_ascii_names_of(tomorrow) if low.isascii() else names)):
            continue
        found = _told_as_past(text, names)
        if found is not None:
            stated = article.published.day
            start = block.start + found[0]
            return (
                ReadingWarning(
                    "weekday-after-date",
                    f"{stated} is a {_DAYS[stated.weekday()]}, but the text tells of"
                    f" {_DAYS[tomorrow]} as past.",
                    start,
                    block.start + found[1],
                ),
            )
    return ()


def _told_as_past(text: str, names: dict[str, tuple[str, ...]]) -> tuple[int, int] | None:
    """Where a weekday stands in a sentence of the past; names are of one weekday."""
    for sentence in _SENTENCE.finditer(text):
        for word in _WORDS.finditer(sentence[0]):
            for language in names.get(word[0].lower(), ()):
                if language == "en" and not sentence[0][: word.start()].endswith("on "):
                    continue  # "Friday prayers", "Friday's talks"
                past, other = _cues(language)
                near = sentence[0][max(0, word.start() - 70) : word.start()]
                if language != "en":  # the verb stands behind the day as well: "Am Freitag hat der Rat …"
                    near += " " + sentence[0][word.end() : word.end() + 70]
                if past.search(near) and not other.search(near):
                    return sentence.start() + word.start(), sentence.start() + word.end()
    return None


def check_future(article: ParsedArticle, today: date) -> tuple[ReadingWarning, ...]:
    """A date of publication still to come; a day of grace, since the page's day may have begun earlier."""
    stated = article.published
    if stated is None or stated.day <= today + timedelta(days=1):
        return ()
    return (ReadingWarning("future-date", f"{stated.day} is still to come.", stated.start, stated.end),)


def check_order(article: ParsedArticle) -> tuple[ReadingWarning, ...]:
    """An update before the publication: one of the two is misread or misprinted."""
    stated, updated = article.published, article.updated
    if stated is None or updated is None or updated.day >= stated.day:
        return ()
    return (
        ReadingWarning(
            "update-before-date",
            f"The page states {stated.day} as its date and an update on {updated.day}, which is earlier.",
            updated.start,
            updated.end,
        ),
    )
