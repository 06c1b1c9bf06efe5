"""Proves that nothing in the archive was lost or altered."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from archive.management.database import usable_database
from archive.management.writing import ReaderGone, output
from archive.verifying import Counts, verify


class Command(BaseCommand):
    # The checks connect to the database, before anything here could say what is wrong with it.
    requires_system_checks = ()
    help = """Prove the archive: nothing lost, nothing altered, every stored value where it is said to stand.

Checked are the digests of all captures, the text layers (made again from the bytes where the extractor is
the same), the labels of every character, every field, mention, stated role and quotation against the text,
and the links between records. Each fault is one line: where, which rule, what. Nothing is changed.

Exit status: 0 no fault; 1 faults; 2 it could not be checked (no database, no tables)."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="faults and summary as JSON, one a line")

    def handle(self, *_args: Any, **options: Any) -> None:
        counts: Counts = Counter()
        faults = 0
        try:
            with usable_database(), self._progress(options) as bar, output(None, self.stdout) as write:
                tasks: dict[str, TaskID] = {}

                def progress(stage: str, done: int, total: int) -> None:
                    if stage not in tasks:
                        tasks[stage] = bar.add_task(f"Verifying {stage}", total=total)
                    bar.update(tasks[stage], completed=done)

                for fault in verify(counts, progress=progress):
                    faults += 1
                    write(f"{json.dumps(asdict(fault), ensure_ascii=False) if options['json'] else fault}\n")
                write(f"{_summary(counts, faults, as_json=options['json'])}\n")
        except ReaderGone:
            pass
        if faults:
            sys.exit(1)

    def _progress(self, options: dict[str, Any]) -> Progress:
        console = Console(stderr=True)
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal or not options["verbosity"],
        )


def _summary(counts: Counts, faults: int, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"checked": dict(counts), "faults": faults})
    parts = (
        f"{number:,} {what.removesuffix('s') if number == 1 else what}" for what, number in counts.items()
    )
    checked = ", ".join(parts) or "an empty archive"
    found = "no fault" if not faults else f"{faults:,} fault{'' if faults == 1 else 's'}"
    return f"Checked {checked}: {found}."
