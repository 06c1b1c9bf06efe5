"""Lets what editors said of each rule's proposals tell how sure later proposals are."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand

from archive.calibrating import ENOUGH, own_file, teach
from archive.management.database import usable_database
from archive.management.writing import output


class Command(BaseCommand):
    requires_system_checks = ()
    help = f"""Count the verdicts in force on names and quotations by rule, and keep the counts in
ARCHIVE_HOME/calibration.json. Programs that start from then on tell by them how likely each
proposal is right; articles that are there follow with the next `reread --force`. It takes {ENOUGH} verdicts.

Printed is how well the chances hold on every second verdict: as shipped, and with what the others teach.

Exit status: 0 written (or tried); 1 too few verdicts, nothing is written; 2 the command could not run."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="print the tables and write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        with usable_database():
            taught = teach()
        for name, table in (("As shipped", taught.before), ("With these verdicts", taught.after)):
            self.stdout.write("\n".join((f"{name}:", *table.lines(), "")))
        if taught.number < ENOUGH:
            self.stderr.write(f"{taught.number} verdicts; it takes {ENOUGH}. Nothing was written.")
            sys.exit(1)
        if options["dry_run"]:
            return
        with output(str(own_file()), self.stdout) as write:
            write(taught.as_json())
        self.stdout.write(f"{taught.number} verdicts, kept in {own_file()}.")
