"""Writes public articles in a form that other programs read."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.http import QueryDict
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from archive.exporting import write_jsonl
from archive.management.database import CANNOT_RUN, usable_database
from archive.management.writing import ReaderGone, output
from archive.models import Article

FORMATS = ("jsonl", "csv", "ris", "bibtex", "csl-json", "ninjs")


class Command(BaseCommand):
    # The checks connect to the database, before anything here could say what is wrong with it.
    requires_system_checks = ()
    help = """Export public articles, newest first, one JSON object a line.

--query takes what stands after the "?" in the address of the article list, so that a list on the site and
its export are the same articles: --query "person=angela-merkel&year=2017".

Exit status: 0 everything written; 2 it could not be (bad parameter, no database, no place to write)."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--format",
            choices=FORMATS,
            default="jsonl",
            help="jsonl (default); the others come later",
        )
        parser.add_argument("--output", metavar="FILE", help="write to this file instead of standard output")
        parser.add_argument("--query", metavar="PARAMETERS", default="", help="which articles (default all)")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["format"] != "jsonl":
            raise CommandError(
                f"The format {options['format']} comes later. Use --format jsonl.", returncode=CANNOT_RUN
            )
        try:
            with usable_database():
                articles = articles_of(options["query"])
                with self._progress(options) as bar, output(options["output"], self.stdout) as write:
                    total = None if bar.disable else articles.count()
                    task = bar.add_task("Exporting", total=total)
                    count = write_jsonl(articles, write, progress=lambda n: bar.advance(task, n))
        except ReaderGone:
            return
        if options["output"] and options["verbosity"]:
            counted = "1 article" if count == 1 else f"{count:,} articles"
            self.stderr.write(f"{counted} in {options['output']}", style_func=str)

    def _progress(self, options: dict[str, Any]) -> Progress:
        console = Console(stderr=True)
        # Lines that scroll by on the same terminal are progress enough.
        shown = console.is_terminal and (options["output"] or not sys.stdout.isatty())
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not shown or not options["verbosity"],
        )


def articles_of(query: str) -> QuerySet[Article]:
    """The articles that the public list shows for these parameters. Raises `CommandError` for a bad one."""
    from archive.filters import BadParameters, article_query  # noqa: PLC0415

    try:
        return article_query(QueryDict(query.lstrip("?"))).rows()
    except BadParameters as error:
        raise CommandError(f"--query: {error}", returncode=CANNOT_RUN) from error
