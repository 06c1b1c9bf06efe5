"""Where a command writes its result: standard output, or a file that is complete or not there at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError, OutputWrapper

from archive.management.database import CANNOT_RUN

Write = Callable[[str], Any]


class ReaderGone(Exception):
    """Whoever read the output has closed it (`… | head`): there is nobody to write for."""


@contextmanager
def output(name: str | None, stdout: OutputWrapper, option: str = "--output") -> Iterator[Write]:
    """A function that writes UTF-8 text to the file `name`, or to standard output where none is named.

    A file appears under its name only when everything is written; until then, and where something fails,
    what was there stays. Raises `CommandError` where it cannot be written, `ReaderGone` for a closed pipe.
    """
    if name is None:
        with _to_standard_output(stdout) as write:
            yield write
        return
    path = Path(name)
    try:
        # A pipe or device is written to, not replaced; a link keeps pointing where it does.
        with _plain(path) if path.exists() and not path.is_file() else _replacing(path.resolve()) as write:
            yield write
    except OSError as error:
        raise CommandError(
            f"{name} cannot be written: {error.strerror or error}. Name another file with {option}.",
            returncode=CANNOT_RUN,
        ) from error


@contextmanager
def _to_standard_output(stdout: OutputWrapper) -> Iterator[Write]:
    buffer: IO[bytes] | None = getattr(stdout, "buffer", None)

    def write(text: str) -> None:
        # Bytes, so that a terminal or pipe of another encoding changes nothing.
        if buffer is not None:
            buffer.write(text.encode("utf-8"))
        else:
            stdout.write(text, ending="")

    try:
        yield write
        stdout.flush()
    except BrokenPipeError as error:
        _drop_output()
        raise ReaderGone from error


@contextmanager
def unless_gone() -> Iterator[None]:
    """Words at the end of a command whose work is done: that nobody reads them changes nothing of it."""
    try:
        yield
    except BrokenPipeError:
        _drop_output()


def _drop_output() -> None:
    # The interpreter flushes once more at its end, and would complain then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _plain(path: Path) -> Iterator[Write]:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yield file.write


@contextmanager
def _replacing(path: Path) -> Iterator[Write]:
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(made).chmod(0o666 & ~umask)
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
