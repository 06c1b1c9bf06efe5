"""Loads people, organisations and topics from authority files (Popolo, SKOS; JSON or JSON Lines)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.authorities.entries import AuthorityEntry, Fault
from archive.authorities.formats import read_file
from archive.authorities.store import store
from archive.authorities.tally import Outcome, Tally
from archive.management.database import CANNOT_RUN, usable_database

_SUFFIXES = (".json", ".jsonl", ".ndjson", ".jsonld")
#: More than anyone reads on a terminal; the admin lists them all.
_MOST_CONFLICTS = 50


class Command(BaseCommand):
    # The checks connect to the database, before anything here could say what is wrong with it.
    requires_system_checks = ()
    help = """Load authority files: Popolo (people, organisations, memberships) and SKOS (topics) in JSON.

A file is one document or has one object a line. Records are met by identifier, else by kind and exact
name; editors' decisions stand; loading a file again changes nothing.

Exit status: 0 all rows taken or known; 1 some rows had faults (each is named, the rest is loaded);
2 nothing could be loaded."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or a folder of such files")
        parser.add_argument(
            "--take-over",
            action="store_true",
            help="let these files' values replace those of the files that records were first taken from",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        files = list(_files(options["files"]))
        if not files:
            raise CommandError(f"No authority files ({', '.join(_SUFFIXES)}) there.", returncode=CANNOT_RUN)
        terminal = sys.stderr.isatty() and options["verbosity"] > 0

        def report(message: str) -> None:
            if terminal:
                self.stderr.write(f"{message} …", style_func=str)

        with usable_database():
            tally = store(_entries(files), take_over=options["take_over"], report=report)
        self._tell(tally)
        if tally.faults:
            unread = not tally.counts and not any(fault.row for fault in tally.faults)
            raise SystemExit(CANNOT_RUN if unread else 1)

    def _tell(self, tally: Tally) -> None:
        for fault in tally.faults:
            self.stderr.write(str(fault))
        for conflict in tally.conflicts[:_MOST_CONFLICTS]:
            self.stderr.write(conflict)
        if (more := len(tally.conflicts) - _MOST_CONFLICTS) > 0:
            self.stderr.write(f"… and {more:,} more conflicts; all wait in the queue.")
        for note, count in tally.notes.items():
            self.stderr.write(f"{note} ({count:,} times)", style_func=str)
        for line in tally.lines():
            self.stdout.write(line)
        total = ", ".join(f"{tally.total(outcome):,} {outcome}" for outcome in Outcome)
        self.stdout.write(f"Authority records: {total}, {len(tally.faults):,} faults")


def _files(paths: list[str]) -> Iterator[Path]:
    """The files named, and in order those of the folders named."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.casefold() in _SUFFIXES)
        else:
            yield path


def _entries(files: list[Path]) -> Iterator[AuthorityEntry | Fault]:
    for file in files:
        yield from read_file(file)
