"""The archive as a Django application."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("archive")

    def ready(self) -> None:
        """Hand the settings to what knows no Django, and make the archive's checks known."""
        from archive import checks  # noqa: F401, PLC0415 - it registers itself
        from archive.calibrating import own_counts  # noqa: PLC0415
        from archive.parsing.plugging import use_readers  # noqa: PLC0415
        from archive.recognition import use_calibration, use_recognisers  # noqa: PLC0415

        use_readers(settings.ARCHIVE_READERS)
        use_recognisers(settings.ARCHIVE_RECOGNISERS)
        use_calibration(own_counts()[0])
