"""Makes the administrator of an archive on one's own machine, so that a fresh clone can be edited at once."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Q

from archive.management.database import usable_database

NAME = "admin"


class Command(BaseCommand):
    help = """Make a local administrator with a random password, printed this once.

Does nothing where somebody can already administer the archive, where DATABASE_URL names a database or under
ARCHIVE_ENV=production: there, use createsuperuser."""

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.PRODUCTION or settings.DATABASE_URL:
            self.stdout.write(
                "No local administrator is made for this database: use manage.py createsuperuser."
            )
            return
        with usable_database(), transaction.atomic():
            password = self._make()
        if password:
            self.stdout.write(
                f"Administrator made. Sign in at /admin/ as “{NAME}” with the password: {password}\n"
                "It is shown only now. Another: manage.py changepassword admin"
            )
        else:
            self.stdout.write("Sign in at /admin/; for a new password: manage.py changepassword NAME")

    def _make(self) -> str:
        """The new administrator's password; "" where there is one, or an account of this name."""
        users = get_user_model()
        if users.objects.filter(Q(is_superuser=True) | Q(username=NAME)).exists():
            return ""
        password = secrets.token_urlsafe(12)
        users.objects.create_superuser(NAME, password=password)
        return password
