"""Load captured pages into the archive."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.loading import Outcome, Tally, load
from archive.management.database import CANNOT_RUN, usable_database
from archive.management.progress import progress_bar
from archive.management.writing import Write, output, unless_gone
from archive.preparing import CannotStart


def number_of_workers(text: str) -> int:
    """A whole number from 1 to 64."""
    if not text.isdigit() or not 1 <= int(text) <= 64:
        raise ArgumentTypeError(f"“{text}” is not a number of processes; give a whole number from 1 to 64.")
    return int(text)


def _is_same_file(path: str, other: str) -> bool:
    try:
        return Path(path).samefile(other)
    except (OSError, ValueError):  # missing, or standard input
        return False


def in_words(outcome: str, count: int) -> str:
    """ "1 article", "2 duplicates", "3 rejected"."""
    noun = outcome in (Outcome.ARTICLE, Outcome.DUPLICATE, Outcome.REVISION)
    return f"{count} {outcome}{'s' if noun and count != 1 else ''}"


class Command(BaseCommand):
    # The checks connect to the database, before anything here could say what is wrong with it.
    requires_system_checks = ()
    help = """Load captured pages: each file under the paths becomes an article, or its reason is recorded.

Containers are opened: gzip, zip, JSON lines, WARC, WACZ (docs/containers.md). A sidecar NAME.json beside a
file may state its address and time of capture: {"url": "https://…", "captured": "2020-05-01T10:00:00Z"}.

Loading twice changes nothing. Each document is stored whole or not at all; a bad one is reported and the
rest go on. Files whose name begins with a dot, and README and LICENSE files, are no captures.

Exit status: 0 everything taken or already known; 1 some documents rejected, quarantined or failed (see the
report); 2 the command could not run; 3 stopped early, with everything committed so far kept."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder; “-” is standard input")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="compute and report everything, ids included; change nothing; locks the database",
        )
        parser.add_argument(
            "--workers",
            type=number_of_workers,
            default=1,
            metavar="N",
            help="processes that read (default 1)",
        )
        parser.add_argument("--report", metavar="FILE", help="write a JSON line for every document met")
        parser.add_argument("--no-progress", action="store_true", help="no progress on the terminal")

    def handle(self, *args: Any, **options: Any) -> None:
        tally: Tally | None = None
        self._refuse_captures_as_report(options["report"], options["paths"])
        try:
            with ExitStack() as stack:
                name = options["report"]
                write = stack.enter_context(output(name, self.stdout, "--report")) if name else None
                bar = stack.enter_context(progress_bar(quiet=options["no_progress"]))
                task = bar.add_task("Loading", total=None)
                with usable_database():
                    tally = load(
                        options["paths"],
                        dry_run=options["dry_run"],
                        workers=options["workers"],
                        brief=write is None,
                        leave_out=[name] if name else [],
                        report=lambda line: self._tell(write, line, options["verbosity"]),
                        progress=lambda count: bar.advance(task, count),
                    )
        except CannotStart as error:
            raise CommandError(str(error), returncode=CANNOT_RUN) from error
        except CommandError as error:
            if tally is None:
                raise
            # What was loaded is kept. A full disk stops the run first, and refuses the report once more here.
            tally.stopped = tally.stopped or str(error)
        if tally is not None:
            self._conclude(tally, options)

    def _refuse_captures_as_report(self, report: str | None, paths: list[str]) -> None:
        """The report must not be written over one of the pages that are to be loaded."""
        if report and Path(report).exists() and any(_is_same_file(path, report) for path in paths):
            raise CommandError(
                f"The report {report} is one of the files to load. Name another file with --report.",
                returncode=CANNOT_RUN,
            )

    def _tell(self, write: Write | None, line: dict[str, Any], verbosity: int) -> None:
        if write is not None:
            write(json.dumps(line, ensure_ascii=False) + "\n")
        if verbosity and line["outcome"] in (Outcome.REJECTED, Outcome.QUARANTINED, Outcome.FAILED):
            shown = line["path"].encode(sys.stderr.encoding or "utf-8", "backslashreplace").decode()
            message = line["message"].removeprefix(line["path"]).lstrip()
            with suppress(OSError):  # nobody listens, or there is no room: the report and the archive have it
                self.stderr.write(f"{shown}: {line['outcome']}: {message}")

    def _conclude(self, tally: Tally, options: dict[str, Any]) -> None:
        counted = ", ".join(in_words(o, n) for o in Outcome if (n := tally.by_outcome[o]))
        start = "Dry run, nothing changed. " if options["dry_run"] else ""
        documents = "1 document" if tally.total == 1 else f"{tally.total} documents"
        with unless_gone():
            self.stdout.write(f"{start}{documents}: {counted or 'nothing met'}.")
            if options["report"]:
                self.stdout.write(f"Report: {options['report']}")
            self.stdout.flush()
        if tally.stopped:
            self.stderr.write(
                f"Stopped early: {tally.stopped}. What is counted above is kept; run the command again."
            )
        if tally.exit_status:
            sys.exit(tally.exit_status)
