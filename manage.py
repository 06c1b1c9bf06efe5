#!/usr/bin/env python
"""Django's command line, set to this project's settings; what stops it at the start is said in one line."""

import errno
import os
import signal
import sys

CANNOT_RUN, STOPPED = 2, 3


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dwsite.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415
    from environs import EnvError  # noqa: PLC0415

    if sys.stderr is None:  # closed by whoever started this: then nobody is told
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        refuse("Standard output is closed. Leave it open, or send it to /dev/null.")
    try:
        try:
            execute_from_command_line(sys.argv)
        finally:
            sys.stdout.flush()  # else the interpreter does at its very end, and can only complain
    except BrokenPipeError:  # whoever read the output has gone (`… | head`): end as other programs do
        drop_output()
        sys.exit(128 + signal.SIGPIPE)
    except EnvError as error:
        refuse(f"The settings are not complete: {error}. See docs/operator.md.")
    except ImproperlyConfigured as error:
        refuse(f"The settings do not fit: {error}")
    except DatabaseError as error:
        refuse(
            f"The database cannot be used: {error}. Check ARCHIVE_HOME or DATABASE_URL and the rights there."
        )
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
            raise
        drop_output()
        refuse(
            f"Standard output could not be written: {error.strerror}. What is in the archive is kept; make"
            " room or send the output elsewhere, and run the command again.",
            STOPPED,
        )


def drop_output() -> None:
    """Let what is left in the buffers go nowhere: the interpreter writes them out once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def refuse(message: str, status: int = CANNOT_RUN) -> None:
    try:
        sys.stderr.write(" ".join(message.split()) + "\n")
        sys.stderr.flush()
    except OSError:  # no room there either: the status has to do
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.exit(status)


if __name__ == "__main__":
    main()
