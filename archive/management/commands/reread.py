"""Read stored captures again after a reader, an extractor or the recognition of names changed."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from contextlib import ExitStack, suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from archive.loading.outcomes import Outcome, RereadTally
from archive.loading.rereading import reread
from archive.loading.targets import Asked, UnknownReader
from archive.management.commands.load_captures import number_of_workers
from archive.management.database import CANNOT_RUN, usable_database
from archive.management.progress import progress_bar
from archive.management.writing import Write, output
from archive.preparing import CannotStart
from archive.search import ArticleQuery

#: The tally, in words and in this order.
WORDS = {
    Outcome.CHANGED: ("{} changed", "{} changed"),
    Outcome.SAME: ("{} read the same by other versions", "{} read the same by other versions"),
    Outcome.UNCHANGED: ("{} unchanged", "{} unchanged"),
    Outcome.ARTICLE: ("{} left quarantine as an article", "{} left quarantine as articles"),
    Outcome.REVISION: ("{} left quarantine as a revision", "{} left quarantine as revisions"),
    Outcome.QUARANTINED: ("{} stays quarantined", "{} stay quarantined"),
    Outcome.KEPT: (
        "{} cannot be read any more and keeps its earlier reading",
        "{} cannot be read any more and keep their earlier readings",
    ),
    Outcome.FAILED: ("{} failed", "{} failed"),
    Outcome.GONE: ("{} not there any more", "{} not there any more"),
}


class Command(BaseCommand):
    # The checks connect to the database, before anything here could say what is wrong with it.
    requires_system_checks = ()
    help = """Read stored captures again with today's program, and store what is new.

Without arguments: every public article that other versions of extractor, reader or recognition would read
today, or another reader, by its current capture; and every quarantined capture, which becomes an article
where it can be read now. What the same versions have read is passed over; --force reads it all the same, as
after authority files were loaded. Withdrawn articles are never read.

QUERY narrows this to the articles of a list: what stands after the "?" in the list's address, the whole
address, or words to be found in the articles. A choice of articles leaves the quarantined captures alone.

What editors decided stands; where the reading differs from what it was then, a conflict waits in the queue.
Where today's program cannot read a page, the article keeps its earlier reading, and that is reported.

Exit status: 0 everything done; 1 some could not be read or stored (see the report; those that stay
quarantined count only with --quarantined); 2 the command could not run; 3 stopped early, with everything
committed so far kept: run it again."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", nargs="?", default="", metavar="QUERY", help="which articles")
        parser.add_argument(
            "--reader", default="", metavar="NAME", help="only articles whose reading was made by this reader"
        )
        parser.add_argument("--quarantined", action="store_true", help="only quarantined captures")
        parser.add_argument(
            "--all-captures", action="store_true", help="earlier captures of the articles, too"
        )
        parser.add_argument(
            "--force", action="store_true", help="also what the same versions have read before"
        )
        parser.add_argument("--reason", default="", metavar="TEXT", help="kept with the run")
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="compute and report everything; change nothing; locks the database",
        )
        parser.add_argument(
            "--workers",
            type=number_of_workers,
            default=1,
            metavar="N",
            help="processes that read (default 1)",
        )
        parser.add_argument(
            "--report", metavar="FILE", help="write a JSON line for every article, with old and new values"
        )
        parser.add_argument("--no-progress", action="store_true", help="no progress on the terminal")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["quarantined"] and (options["reader"] or options["query"] or options["all_captures"]):
            raise CommandError(
                "Quarantined captures have no article: --quarantined goes without QUERY, --reader and"
                " --all-captures.",
                returncode=CANNOT_RUN,
            )
        tally: RereadTally | None = None
        try:
            with ExitStack() as stack:
                name = options["report"]
                write = stack.enter_context(output(name, self.stdout, "--report")) if name else None
                bar = stack.enter_context(progress_bar(quiet=options["no_progress"]))
                with usable_database():
                    asked = self._asked(options)
                    total = None if bar.disable else asked.count()
                    task = bar.add_task("Reading again", total=total)
                    tally = reread(
                        asked,
                        reason=options["reason"],
                        dry_run=options["dry_run"],
                        workers=options["workers"],
                        report=lambda line: self._tell(write, line, options["verbosity"]),
                        progress=lambda count: bar.advance(task, count),
                    )
        except CannotStart as error:
            raise CommandError(str(error), returncode=CANNOT_RUN) from error
        except CommandError as error:
            if tally is None:
                raise
            # What was stored is kept. A full disk stops the run first, and refuses the report once more here.
            tally.stopped = tally.stopped or str(error)
        if tally is not None:
            self._conclude(tally, options)

    def _asked(self, options: dict[str, Any]) -> Asked:
        asked = Asked(
            query=query_of(options["query"]) if options["query"].strip() else None,
            reader=options["reader"],
            quarantined=options["quarantined"],
            all_captures=options["all_captures"],
            force=options["force"],
        )
        try:
            asked.check_reader()
        except UnknownReader as error:
            raise CommandError(f"--reader: {error}", returncode=CANNOT_RUN) from error
        return asked

    def _tell(self, write: Write | None, line: dict[str, Any], verbosity: int) -> None:
        if write is not None:
            write(json.dumps(line, ensure_ascii=False) + "\n")
        if verbosity and line["outcome"] in (Outcome.KEPT, Outcome.FAILED, Outcome.QUARANTINED):
            what = f"article {line['article']}" if line["article"] else f"capture {line['sha256'][:12]}"
            with suppress(OSError):  # nobody listens, or there is no room: the report and the archive have it
                self.stderr.write(f"{what}: {line['outcome']}: {line['message']}")

    def _conclude(self, tally: RereadTally, options: dict[str, Any]) -> None:
        counted = ", ".join(WORDS[o][n != 1].format(f"{n:,}") for o in Outcome if (n := tally.by_outcome[o]))
        start = "Dry run, nothing changed. " if options["dry_run"] else ""
        self.stdout.write(
            f"{start}{counted[:1].upper()}{counted[1:]}." if counted else f"{start}Nothing met."
        )
        for name, counts in tally.changes().items():
            self.stdout.write(f"  {name}: {', '.join(f'{n:,} {how}' for how, n in counts.items())}")
        if options["report"]:
            self.stdout.write(f"Report: {options['report']}")
        if tally.stopped:
            self.stderr.write(
                f"Stopped early: {tally.stopped}. What is counted above is kept; run the command again."
            )
        if tally.exit_status:
            sys.exit(tally.exit_status)


def query_of(text: str) -> ArticleQuery:
    """The query that an address of the article list, its parameters or plain words ask.

    Raises `CommandError` of status 2 for a parameter or value that the list would refuse, too.
    """
    from archive.filters import BadParameters, article_query  # noqa: PLC0415 - needs the apps

    given = text.strip()
    if "://" in given or given.startswith("/"):
        given = urlsplit(given).query
    elif "=" not in given:
        given = urlencode({"q": given.lstrip("?")})
    try:
        return article_query(QueryDict(given.lstrip("?")))
    except BadParameters as error:
        raise CommandError(f"QUERY: {error}", returncode=CANNOT_RUN) from error
