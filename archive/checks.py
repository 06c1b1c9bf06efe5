"""What `manage.py check` says of this installation: can all that the settings name be used?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from archive.calibrating import own_counts
from archive.parsing import own_names
from archive.parsing.plugging import load_readers
from archive.recognition.plugging import load_recognisers


@register("readers")
def check_readers(**_kwargs: Any) -> list[CheckMessage]:
    """One error for each fault of a module that ARCHIVE_READERS names."""
    _readers, faults = load_readers(settings.ARCHIVE_READERS, own_names())
    return [
        Error(fault, hint="docs/new-page-design.md tells what a reader must have.", id="archive.E001")
        for fault in faults
    ]


@register("recognisers")
def check_recognisers(**_kwargs: Any) -> list[CheckMessage]:
    """One error for each fault of what ARCHIVE_RECOGNISERS names; no model is loaded for it."""
    _chosen, faults = load_recognisers(settings.ARCHIVE_RECOGNISERS)
    return [
        Error(
            fault, hint="docs/operator.md tells what can be named, under “Finding names”.", id="archive.E002"
        )
        for fault in faults
    ]


@register("calibration")
def check_calibration(**_kwargs: Any) -> list[CheckMessage]:
    """A warning where what editors taught cannot be read: chances are as shipped then."""
    _counts, fault = own_counts()
    hint = "Run: manage.py calibrate, or remove the file."
    return [Warning(fault, hint=hint, id="archive.W001")] if fault else []
