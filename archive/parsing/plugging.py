"""Readers that an installation adds by name, without a line changed here: imported, checked, kept.

The names come from outside (`ARCHIVE_READERS` of the settings); each process that reads is told them once.
Their modules are imported at the first page, so that a process that reads nothing loads nothing.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any, Protocol

from archive.documents import LayerText, ParsedArticle

#: What a reader may say in READS, and which captures it then is asked about.
LAYERS = ("text", "html")
#: Names stand in rules and readings, and are stored.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_VERSION = re.compile(r"[1-9][0-9]{0,8}")
_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


class Reader(Protocol):
    """What a module must have to read a page design."""

    NAME: str
    VERSION: str

    def recognises(self, layer: LayerText) -> bool: ...

    def parse(self, layer: LayerText) -> ParsedArticle: ...


class BadReaders(Exception):
    """Added readers that cannot be used; `faults` says of each what is wrong and how to mend it."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


class _Added:
    """The names that this process was told, and the modules once they are imported."""

    names: tuple[str, ...] = ()
    readers: tuple[Any, ...] | None = ()


def use_readers(names: Iterable[str]) -> None:
    """From now on this process also asks the readers in these modules (dotted names), and no others added
    before. They are imported when the first page is read, or by `added_readers`."""
    _Added.names = tuple(names)
    _Added.readers = None if _Added.names else ()


def names_in_use() -> tuple[str, ...]:
    """The dotted names given to `use_readers`, to hand on to another process."""
    return _Added.names


def added_readers(taken: Iterable[str]) -> tuple[Any, ...]:
    """The added readers, imported; `taken` are names that the archive's own readers bear.

    Raises BadReaders where one cannot be used: none is used then, since nobody could say what was missed.
    """
    if _Added.readers is None:
        readers, faults = load_readers(_Added.names, taken)
        if faults:
            raise BadReaders(faults)
        _Added.readers = readers
    return _Added.readers


def load_readers(names: Sequence[str], taken: Iterable[str]) -> tuple[tuple[Any, ...], list[str]]:
    """The modules of these dotted names, and what is wrong with those that are no readers."""
    bearers = dict.fromkeys(taken, "a reader of the archive itself")
    readers: list[ModuleType] = []
    faults: list[str] = []
    for place, name in enumerate(names):
        if name in names[:place]:
            faults.append(f"{name} is named twice. Name it once.")
            continue
        module, wrong = _load(name)
        if module is not None and not wrong:
            if module.NAME in bearers:
                wrong.append(
                    f"{name}: its NAME “{module.NAME}” is borne by {bearers[module.NAME]}. Give it another."
                )
            bearers.setdefault(module.NAME, name)
            readers.append(module)
        faults += wrong
    return tuple(readers), faults


def _load(name: str) -> tuple[ModuleType | None, list[str]]:
    if not _DOTTED.fullmatch(name):
        return None, [f"“{name}” is no name of a module. Write it as in an import: newsroom.daily_planet"]
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(f"{error.name}.")):
            return None, [
                f"There is no module {name}: {error.name} is not found. Install it into the archive's"
                " environment, or name the folder that holds it in PYTHONPATH."
            ]
        return None, [f"{name} cannot be imported: it needs {error.name}, which is not installed."]
    except Exception as error:  # whatever stands at its top may fail
        return None, [f"{name} cannot be imported: {type(error).__name__}: {error}"]
    return module, _faults_of(name, module)


def _faults_of(name: str, module: ModuleType) -> list[str]:
    """What a module lacks to be a reader."""
    lacking = [
        part
        for part in ("NAME", "VERSION", "READS", "recognises()", "parse()")
        if not hasattr(module, part.rstrip("()"))
    ]
    if lacking:
        return [f"{name} is no reader: it lacks {', '.join(lacking)}."]
    faults = []
    if not isinstance(module.NAME, str) or not _NAME.fullmatch(module.NAME):
        faults.append(
            f"{name}: NAME must be small letters, digits and “_”, at most 40; it is {module.NAME!r}."
        )
    if not isinstance(module.VERSION, str) or not _VERSION.fullmatch(module.VERSION):
        faults.append(
            f'{name}: VERSION must be a whole number in quotation marks, "1"; it is {module.VERSION!r}.'
        )
    if module.READS not in LAYERS:
        faults.append(f'{name}: READS must be "text" or "html"; it is {module.READS!r}.')
    for part in ("recognises", "parse"):
        if not _takes_one(getattr(module, part)):
            faults.append(f"{name}: {part} must be a function of one argument, the layer.")
    return faults


def _takes_one(function: Any) -> bool:
    try:
        inspect.signature(function).bind(None)
    except (TypeError, ValueError):
        return False
    return True
