"""Tells how often each rule was wrong, by what editors said of its proposals."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from archive.error_rates import error_rates
from archive.management.database import usable_database
from archive.management.writing import ReaderGone, output


class Command(BaseCommand):
    requires_system_checks = ()
    help = """Tell of each rule and version how many proposals the archive holds, what editors said of them,
and the share that was wrong with its 95 % interval. Verdicts in force alone are counted."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="a JSON object a line for each rule")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with usable_database(), output(None, self.stdout) as write:
                for rate in error_rates():
                    if options["json"]:
                        write(json.dumps(rate.told(), ensure_ascii=False) + "\n")
                        continue
                    low, high = rate.interval
                    wrong = (
                        f"{100 * rate.wrong / rate.judged:.1f} % wrong ({100 * low:.1f}–{100 * high:.1f})"
                        if rate.judged
                        else "never judged"
                    )
                    name = f"{rate.rule or '–'}/{rate.version or '–'}"
                    write(f"{rate.on:10} {name:40} {rate.made:9} made {rate.judged:7} judged  {wrong}\n")
        except ReaderGone:
            return
