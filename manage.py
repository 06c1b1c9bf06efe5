#!/usr/bin/env python
"""Django's command line, set to this project's settings; what stops it at the start is said in one line."""

import os
import sys

CANNOT_RUN = 2


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dwsite.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415
    from environs import EnvError  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except EnvError as error:
        refuse(f"The settings are not complete: {error}. See docs/operator.md.")
    except ImproperlyConfigured as error:
        refuse(f"The settings do not fit: {error}")
    except DatabaseError as error:
        refuse(
            f"The database cannot be used: {error}. Check ARCHIVE_HOME or DATABASE_URL and the rights there."
        )


def refuse(message: str) -> None:
    sys.stderr.write(" ".join(message.split()) + "\n")
    sys.exit(CANNOT_RUN)


if __name__ == "__main__":
    main()
