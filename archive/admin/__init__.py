"""The editors' desk: Django's own admin, with what was read beside what editors decide.

Screens only call `decisions`, `merging`, `loading` and `withdrawing`; they write no row of an article
themselves.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin import (
    accounts,
    articles,
    authorities,
    captures,
    loads,
    memberships,
    merges,
    queues,
    rereadings,
    said,
    statements,
    subjects,
)

admin.site.site_header = _("News archive")
admin.site.site_title = _("News archive")
admin.site.index_title = _("Editors’ desk")

__all__ = [
    "accounts",
    "articles",
    "authorities",
    "captures",
    "loads",
    "memberships",
    "merges",
    "queues",
    "rereadings",
    "said",
    "statements",
    "subjects",
]
