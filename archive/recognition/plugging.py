"""Which steps find names, as an installation orders them: read from words, checked, kept for this process.

The words come from outside (`ARCHIVE_RECOGNISERS` of the settings); each process that reads is told them
once. What they name is imported at the first page, so that a process that reads nothing loads nothing.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import re
from collections.abc import Iterable, Sequence
from typing import Any

from .added_names import MODES, Recogniser
from .steps import ALL_OWN, OWN_STEPS

#: Recognisers that come with the archive and have to be asked for.
SHIPPED = {"spacy": "archive.recognition.with_spacy.SpacyNames"}
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,59}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,29}")
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)+")
#: What the columns hold that keep a version.
_LONGEST_VERSION = 80

#: A step of the archive by its name, or a recogniser that was added.
Chosen = tuple[str | Recogniser, ...]


class BadRecognisers(Exception):
    """Recognisers that cannot be used; `faults` says of each what is wrong and how to mend it."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


class NotUsable(Exception):
    """Raised by a recogniser's class where it cannot be used as asked; the message says why."""


class _Used:
    """The words that this process was told, and what they name once it is imported."""

    words: tuple[str, ...] = ()
    chosen: Chosen | None = tuple(OWN_STEPS)


def use_recognisers(words: Iterable[str]) -> None:
    """From now on names are found by these steps, in this order; by the archive's own where there is no word.

    A word is a step's name, "default" for all of the archive's own, or `path.to.Class` of a recogniser, with
    what the class is given behind colons: `spacy:en_core_web_sm:replace`.
    """
    _Used.words = tuple(words)
    _Used.chosen = None if _Used.words else tuple(OWN_STEPS)


def recognisers_in_use() -> tuple[str, ...]:
    """The words given to `use_recognisers`, to hand on to another process."""
    return _Used.words


def chosen_steps() -> Chosen:
    """The steps in use, imported.

    Raises BadRecognisers where one cannot be used: none is used then, since nobody could say what was missed.
    """
    if _Used.chosen is None:
        chosen, faults = load_recognisers(_Used.words)
        if faults:
            raise BadRecognisers(faults)
        _Used.chosen = chosen
    return _Used.chosen


def begin_recognisers() -> None:
    """Let every added recogniser load what it needs. Raises BadRecognisers where one cannot."""
    faults = []
    for step in chosen_steps():
        begin = None if isinstance(step, str) else getattr(step, "begin", None)
        if begin is not None and not isinstance(step, str):
            try:
                begin()
            except Exception as error:  # a model may fail in any way
                faults.append(f"{step.NAME} could not be loaded: {type(error).__name__}: {error}")
    if faults:
        raise BadRecognisers(faults)


def load_recognisers(words: Sequence[str]) -> tuple[Chosen, list[str]]:
    """What the words name, in their order, and what is wrong with those that name nothing usable."""
    chosen: list[str | Recogniser] = []
    faults: list[str] = []
    bearers = dict.fromkeys(OWN_STEPS, "a step of the archive itself")
    expanded = [w for word in words for w in (OWN_STEPS if word == ALL_OWN else (word,))]
    for place, word in enumerate(expanded):
        if word in expanded[:place]:
            faults.append(f"{word} is named twice. Name it once (“{ALL_OWN}” stands for all of the own).")
        elif word in OWN_STEPS:
            chosen.append(word)
        else:
            made, wrong = _load(word)
            if made is not None and not wrong:
                if made.NAME in bearers:
                    wrong.append(f"{word}: its NAME “{made.NAME}” is borne by {bearers[made.NAME]}.")
                bearers.setdefault(made.NAME, word)
                chosen.append(made)
            faults += wrong
    return tuple(chosen), faults


def _load(word: str) -> tuple[Recogniser | None, list[str]]:
    path, *given = word.split(":")
    found, wrong = _import(path, SHIPPED.get(path, path))
    if wrong:
        return None, wrong
    try:
        made: Any = found(*given)
    except NotUsable as error:
        return None, [f"{word}: {error}"]
    except Exception as error:  # whatever stands in it may fail
        return None, [f"{word} cannot be made: {type(error).__name__}: {error}"]
    return made, _faults_of(word, made)


def _import(word: str, path: str) -> tuple[Any, list[str]]:
    """The class at a dotted path, or what is wrong with it."""
    if not _DOTTED.fullmatch(path):
        known = ", ".join((ALL_OWN, *OWN_STEPS, *SHIPPED))
        return None, [
            f"“{word}” is no step that finds names. There are {known}, and classes by their path:"
            " newsroom.names.Clubs"
        ]
    where, _, name = path.rpartition(".")
    found, wrong = None, f"{where} has no class {name}."
    try:
        found = getattr(importlib.import_module(where), name, None)
    except ModuleNotFoundError as error:
        wrong = f"{where} cannot be imported: it needs {error.name}, which is not installed."
        if error.name is not None and (where == error.name or where.startswith(f"{error.name}.")):
            wrong = (
                f"There is no module {where}: {error.name} is not found. Install it into the archive's"
                " environment, or name the folder that holds it in PYTHONPATH."
            )
    except Exception as error:  # whatever stands at its top may fail
        wrong = f"{where} cannot be imported: {type(error).__name__}: {error}"
    return (found, []) if callable(found) else (None, [wrong])


def _faults_of(word: str, made: Any) -> list[str]:
    """What an object lacks to be a recogniser."""
    lacking = [part for part in ("NAME", "VERSION", "MODE", "find()") if not hasattr(made, part.rstrip("()"))]
    if lacking:
        return [f"{word} is no recogniser: it lacks {', '.join(lacking)}."]
    faults = []
    if not isinstance(made.NAME, str) or not _NAME.fullmatch(made.NAME):
        faults.append(f"{word}: NAME must be small letters, digits and “_.-”, at most 60: {made.NAME!r}.")
    if not isinstance(made.VERSION, str) or not _VERSION.fullmatch(made.VERSION):
        faults.append(f"{word}: VERSION must be letters, digits and “._-”, at most 30: {made.VERSION!r}.")
    if made.MODE not in MODES:
        faults.append(f'{word}: MODE must be "add" or "replace": {made.MODE!r}.')
    if not _takes_three(made.find):
        faults.append(f"{word}: find must take the text, its blocks and the language.")
    return faults


def _takes_three(function: Any) -> bool:
    try:
        inspect.signature(function).bind(None, None, None)
    except (TypeError, ValueError):
        return False
    return True


def version_of(own: str, chosen: Chosen) -> str:
    """The version stored with all that the archive's own rules read beside these steps.

    >>> version_of("2", tuple(OWN_STEPS))
    '2'

    Recognisers behind the archive's own are told by name ("2+spacy-en_core_web_sm-3.8.0"); another order, a
    step left out or another mode adds a sign that is the same for the same choice ("2+spacy-…~1f0a9c").
    """
    added = [step for step in chosen if not isinstance(step, str)]
    told = own + "".join(f"+{step.NAME}-{step.VERSION}" for step in added)
    usual = (*OWN_STEPS, *added)
    if chosen != usual or any(step.MODE != "add" for step in added):
        order = "\n".join(s if isinstance(s, str) else f"{s.NAME} {s.MODE}" for s in chosen)
        told += f"~{hashlib.sha256(order.encode()).hexdigest()[:6]}"
    if len(told) > _LONGEST_VERSION:
        told = f"{told[: _LONGEST_VERSION - 13]}~{hashlib.sha256(told.encode()).hexdigest()[:12]}"
    return told
