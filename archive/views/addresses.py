"""From an address to its record: by permanent id, by another id the article could have had, or by a merge."""

from __future__ import annotations

import re

from django.http import Http404
from django.utils.translation import gettext as _

from archive.identity import ID_LENGTH
from archive.models import Article, Capture, WorkKey

#: How many merges one after another are followed before something must be wrong.
_LONGEST_CHAIN = 20
_DERIVED_ID = re.compile(rf"[0-9a-f]{{{ID_LENGTH}}}")


def article_at(public_id: str) -> Article:
    """The article an id leads to; its own id differs where it was merged or could have had this one.

    Raises `Http404`.
    """
    rows = Article.objects.select_related(
        "publisher", "current_capture", "current_reading__layer__content", "first_load", "merged_into"
    )
    found = rows.filter(public_id=public_id).first()
    if found is None and _DERIVED_ID.fullmatch(public_id):
        # As a range, which every database looks up in its index; "g" stands behind all hexadecimal figures.
        begins = (public_id, f"{public_id}g")
        pk = (
            WorkKey.objects.filter(scheme=WorkKey.Scheme.URL, digest__range=begins)
            .values_list("article", flat=True)
            .first()
            or Capture.objects.filter(digest__range=begins, article__isnull=False)
            .values_list("article", flat=True)
            .first()
        )
        found = rows.filter(pk=pk).first() if pk else None
    if found is None:
        raise Http404(_("There is no article with the id “%(id)s”.") % {"id": public_id})
    for _turn in range(_LONGEST_CHAIN):
        if found.merged_into is None:
            break
        found = found.merged_into
    return found
