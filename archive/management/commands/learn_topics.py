"""Learns from editors' assignments which subjects articles are about."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from archive.learning import Lesson, learn_topics
from archive.management.database import CANNOT_RUN, usable_database
from archive.recognition.subject_learning import Gain

#: Subjects told one by one, those with most examples.
_SHOWN = 25
_MOST_FAULTS = 50
_WHERE = (
    "Accept or add subjects on the articles' screens at the editors' desk (section “Subjects”), or give"
    " assignments that were made elsewhere with --from FILE."
)
_BY = {"learned": "learned weights", "both": "weights and cue words", "cues": "cue words, as before"}


class Command(BaseCommand):
    # The checks connect to the database, before anything here could say what is wrong with it.
    requires_system_checks = ()
    help = """Learn from accepted subjects which words speak for which subject, and say by how much it helps.

Learned from are all articles where an editor accepted, added or rejected a subject, and the rows of --from:
one JSON object a line with "text" or "title" and "text", and "topics": a list of names, IPTC codes
(medtop:20000593) or permanent ids of subjects. These articles are not loaded. Each run learns everything
anew: give the files again that should count.

How much it helps is measured by cross-validation: each fifth of the articles is judged by what was learned
from the other four. What does not help is not kept. Kept weights are used from the next load on; articles in
the archive keep their subjects until they are read again. A run can be undone at the editors' desk.

Exit status: 0 learned, or it did not help and nothing was changed; 1 some rows of the files had faults (each
is named, the rest was used); 2 the command could not run, or there is too little to learn from."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from",
            dest="files",
            action="append",
            default=[],
            metavar="FILE",
            help="assignments made elsewhere (may be given several times)",
        )
        parser.add_argument(
            "--create",
            action="store_true",
            help="make subjects of topics in these files that are unknown; else they are faults",
        )
        parser.add_argument("--dry-run", action="store_true", help="measure and tell; change nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["create"] and not options["files"]:
            raise CommandError("--create goes with --from FILE.", returncode=CANNOT_RUN)
        terminal = Console(stderr=True).is_terminal and options["verbosity"] > 0

        def report(message: str) -> None:
            if terminal:
                self.stderr.write(f"{message} …", style_func=str)

        with usable_database():
            lesson = learn_topics(
                options["files"], create=options["create"], dry_run=options["dry_run"], report=report
            )
        self._tell_faults(lesson)
        unread = [fault for fault in lesson.faults if not fault.row]
        if unread and not lesson.examples:
            raise CommandError("Nothing could be read.", returncode=CANNOT_RUN)
        if lesson.too_few:
            raise CommandError(f"{lesson.too_few} {_WHERE}", returncode=CANNOT_RUN)
        self._tell(lesson, options)
        if lesson.faults:
            sys.exit(1)

    def _tell_faults(self, lesson: Lesson) -> None:
        for fault in lesson.faults[:_MOST_FAULTS]:
            self.stderr.write(str(fault))
        if (more := len(lesson.faults) - _MOST_FAULTS) > 0:
            self.stderr.write(f"… and {more:,} more faults.")

    def _tell(self, lesson: Lesson, options: dict[str, Any]) -> None:
        before, after = lesson.trial.before, lesson.trial.after
        self.stdout.write(
            f"{lesson.examples:,} articles, {lesson.own:,} of the archive. On articles not learned from:"
        )
        self.stdout.write(f"  without learning  {_in_words(before)}")
        self.stdout.write(f"  with it           {_in_words(after)}")
        if options["verbosity"]:
            self._tell_subjects(lesson)
        if not lesson.helped:
            self.stdout.write("It does not help, so nothing was changed. More accepted subjects may.")
            return
        gain = 100 * (after.f - before.f)
        made = f" {len(lesson.created):,} new subjects." if lesson.created else ""
        if lesson.stored is None:
            self.stdout.write(f"Dry run, nothing changed. It would help by {gain:.1f} points of F.{made}")
            return
        self.stdout.write(
            f"Learned: {len(lesson.learned.subjects):,} subjects; it helps by {gain:.1f} points of F.{made}"
            " It is used from the next load on."
        )

    def _tell_subjects(self, lesson: Lesson) -> None:
        rows = [row for row in lesson.trial.subjects if row[1]][:_SHOWN]
        width = max((len(lesson.names.get(row[0], row[0])[:40]) for row in rows), default=0)
        if rows:
            self.stdout.write(f"  {'subject':{width}}  articles  F without   with  decided by")
        for key, count, without, with_it in rows:
            name = lesson.names.get(key, key)[:40]
            self.stdout.write(
                f"  {name:{width}}  {count:8,}  {100 * without.f:9.1f}  {100 * with_it.f:5.1f}"
                f"  {_BY[lesson.who_decides(key)]}"
            )


def _in_words(gain: Gain) -> str:
    return (
        f"precision {100 * gain.precision:.1f}, recall {100 * gain.recall:.1f}, F {100 * gain.f:.1f}"
        f" ({gain.right:,} right, {gain.wrong:,} wrong, {gain.missed:,} missed)"
    )
