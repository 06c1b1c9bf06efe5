"""Values in words a reader knows: languages by name, roles with their place and what states them."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive.models import Attestation, Membership
from archive.roles import Basis, Role

#: A day that stays on one line.
DAY = "j\u00a0F\u00a0Y"


def language_name(tag: str) -> str:
    """A language by its name in the language of the page: "Portuguese (Brazil)"; an unknown tag as it is.

    >>> language_name("de"), language_name("x-none")
    ('German', 'x-none')
    """
    shown_in = (get_language() or "en").split("-")[0]
    try:
        return Locale.parse(tag, sep="-").get_display_name(shown_in) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def role_html(role: Role) -> SafeString:
    """A role with where it is held: "senior fellow, Atlantic Council"; "of RIAC" where no role is named."""
    said = format_html("<bdi>{}</bdi>", role.text) if role.text else SafeString()
    if role.organisation is not None:
        place = format_html(
            '<a href="{}"><bdi>{}</bdi></a>', role.organisation.get_absolute_url(), role.organisation.name
        )
    elif role.place:
        place = format_html("<bdi>{}</bdi>", role.place)
    else:
        return said
    return format_html("{}, {}", said, place) if said else format_html(_("of {}"), place)


def basis_html(role: Role) -> SafeString:
    """What states a role: this article, an earlier one with its day, or an authority file with its own."""
    if role.membership is not None:
        return format_html("{}", source_of(role.membership))
    assert role.attestation is not None  # noqa: S101  (a role has one or the other)
    words = _("stated here")
    if role.basis is Basis.EARLIER:
        words = _("stated on %(day)s") % {"day": date_format(role.day, DAY) if role.day else ""}
    return format_html('<a href="{}">{}</a>', statement_url(role.attestation), words)


def statement_url(statement: Attestation) -> str:
    """The proof of a stated role."""
    return f"{reverse('archive:proof', args=[statement.article.public_id])}?role={statement.pk}"


def source_of(membership: Membership) -> str:
    """ "according to Wikidata, as of 15 July 2022"."""
    source = membership.source or _("an authority file")
    if membership.source_date is None:
        return _("according to %(source)s") % {"source": source}
    day = date_format(membership.source_date, DAY)
    return _("according to %(source)s, as of %(day)s") % {"source": source, "day": day}
