"""A module that needs another which nobody has."""

import no_such_package  # noqa: F401
