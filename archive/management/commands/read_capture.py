"""Shows what the readers make of a captured page, without any database."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.capture import Refusal, Revisit, find_captures, shown
from archive.documents import LayerText
from archive.exporting import line_of
from archive.management.database import CANNOT_RUN
from archive.management.looks import elements_of, harmless, lines_of, plain
from archive.management.writing import ReaderGone, Write, output
from archive.parsing import BadReaders, readers_of
from archive.parsing.expectation import BadExpectation, differences, read_expectation
from archive.parsing.outline import FIELDS, Json
from archive.preparing.looking import Look, UnknownReader, look


class Command(BaseCommand):
    # Nothing here asks the database, and the checks connect to it.
    requires_system_checks = ()
    help = """Show what is read of a captured page: reader, fields with their rules, every block with its
kind, and what was left over. Nothing is stored and no database is asked. Of a container (WARC, zip) each page
is shown.

To make a reader: --elements shows in which elements of an HTML page its lines stand; --blank writes a form of
expected values to fill in; --expected compares with such a file; --reader tries one reader whether or not it
recognises the page (docs/new-page-design.md).

Exit status: 0 everything was read, and as expected; 1 something was not, or a rule of readings is broken;
2 the command could not run (no such file, no such reader, an unusable file of expected values)."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a captured page; “-” is standard input")
        parser.add_argument("--reader", metavar="NAME", help="the reader to try, recognised or not")
        form = parser.add_mutually_exclusive_group()
        form.add_argument(
            "--json", action="store_true", help="everything as JSON, one object a line and page"
        )
        form.add_argument(
            "--blank", action="store_true", help="a form of expected values: every line, for you to label"
        )
        form.add_argument(
            "--elements", action="store_true", help="the lines of an HTML page with the elements around each"
        )
        form.add_argument("--expected", metavar="FILE", help="compare with the values a person expects")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            expected = read_expectation(Path(options["expected"])) if options["expected"] else None
            readers_of("text")
            with output(None, self.stdout) as write:
                good = self._read(options, expected, write)
        except (BadExpectation, BadReaders, UnknownReader) as error:
            raise CommandError(str(error), returncode=CANNOT_RUN) from error
        except ReaderGone:
            return
        if not good:
            sys.exit(1)

    def _read(self, options: dict[str, Any], expected: Json | None, write: Write) -> bool:
        path = options["file"]
        if path != "-":
            _refuse(path)
        good, count = True, 0
        for met in find_captures([path]):
            if isinstance(met, Revisit):
                continue
            count += 1
            if isinstance(met, Refusal):
                found = Look(met.path, reason=met.message)
            else:
                found = look(met, options["reader"])
            good = _tell(found, options, expected, write) and good
        if not count:
            raise CommandError(f"{plain(path)} holds no page.", returncode=CANNOT_RUN)
        if expected is not None and count > 1:
            raise CommandError(
                f"{plain(path)} holds {count} pages: --expected is for a file of one.", returncode=CANNOT_RUN
            )
        return good


def _refuse(path: str) -> None:
    name = shown(os.fsencode(path))
    if Path(path).is_dir():
        raise CommandError(f"{name} is a folder. Name one file.", returncode=CANNOT_RUN)
    if not os.access(path, os.R_OK):
        why = "this user may not" if Path(path).exists() else "there is no such file"
        raise CommandError(f"{name} cannot be read: {why}.", returncode=CANNOT_RUN)


def _tell(found: Look, options: dict[str, Any], expected: Json | None, write: Write) -> bool:
    """Write what was found in the form asked for; whether all is well."""
    good = found.told is not None and not found.faults
    if options["json"]:
        value = {"path": found.path, "fitting": found.fitting, "faults": found.faults, "reason": found.reason}
        write(line_of({**value, **(found.told or {})}) + "\n")
    elif options["elements"] and found.layer is not None:
        write("".join(f"{line}\n" for line in elements_of(found.layer)))
        good = True
    elif options["blank"] and found.layer is not None:
        write(_blank(found) + "\n")
        good = True
    elif expected is not None and found.told is not None:
        different = [*found.faults, *differences(expected, found.told)]
        for line in different:
            write(f"{harmless(line)}\n")
        write(f"{plain(found.path)}: {'not as expected' if different else 'as expected'}.\n")
        return not different
    else:
        write("".join(f"{line}\n" for line in lines_of(found)))
    return good


def _lines(layer: LayerText) -> list[str]:
    """The lines as readers meet them: a line break within a paragraph (<br>) makes no other line of it."""
    rows = [hint for hint in layer.hints if hint.element == "#text"]
    rest = layer.text[rows[-1].end :] if rows else layer.text
    return [layer.text[row.start : row.end] for row in rows] + rest.splitlines()


def _blank(found: Look) -> str:
    """A form of expected values: nothing known, every line furniture, until a person says so."""
    assert found.layer is not None  # noqa: S101 - for the type checker
    names = (*FIELDS, "date", "updated")
    head: Json = {
        "about": "",
        "reader": "",
        **dict.fromkeys(names),
        "authors": [],
        "captions": [],
        "related": [],
    }
    rows = [
        json.dumps({"kind": "boilerplate", "text": " ".join(line.split())}, ensure_ascii=False)
        for line in _lines(found.layer)
        if line.strip()
    ]
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{start},\n "blocks": [\n  ' + ",\n  ".join(rows) + "\n ]\n}"
