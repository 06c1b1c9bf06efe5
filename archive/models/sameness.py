"""What tells works together and apart beyond their keys: doubts, likeness of texts, redirects, digests."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.models.provenance import Capture, Load, Sighting


class DoubtQuerySet(models.QuerySet["Doubt"]):
    """Which doubts, in phrases."""

    def standing(self) -> Self:
        """Those raised by captures that a load vouches for."""
        live = Sighting.objects.filter(capture=OuterRef("capture"), live=True)
        return self.filter(Exists(live), capture__state=Capture.State.TAKEN)


class Doubt(models.Model):
    """Why a capture is not what it says it is; the article it concerns waits for an editor."""

    class Code(models.TextChoices):
        CLAIM_REFUSED = "address-not-believed", _("the address it claims is not believed")
        CLAIMED_BY_OTHER = "address-claimed-by-another", _("another article claims its address")
        HOLLOW = "hollow-capture", _("a capture without most of the text")
        FURTHER_PAGE = "further-page", _("a further page of the article")
        OTHER_TEXT = "other-text", _("a capture of something else at this address")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="doubts", verbose_name=_("article")
    )
    capture = models.ForeignKey(
        Capture, on_delete=models.CASCADE, related_name="doubts", verbose_name=_("capture that raises it")
    )
    other = models.ForeignKey(
        Article,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("other article"),
    )
    code = models.CharField(_("code"), max_length=30, choices=Code)
    message = models.CharField(_("message"), max_length=1000)
    aside = models.BooleanField(
        _("set aside"), default=False, help_text=_("The capture is kept, but the article does not show it.")
    )

    objects = DoubtQuerySet.as_manager()

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "capture", "code"],
                name="doubt_once",
                violation_error_message=_("This doubt is noted already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.message[:60]}"


class TextBand(models.Model):
    """A number that nearly equal texts share (`works.bands`); narrow, some twenty to an article."""

    band = models.BigIntegerField(_("band"))
    #: Without an index of its own: an article's bands are found by the numbers, which its words give again.
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="+", db_index=False, verbose_name=_("article")
    )

    class Meta:
        verbose_name = _("band of a text")
        verbose_name_plural = _("bands of texts")
        constraints = [
            models.UniqueConstraint(
                fields=["band", "article"],
                name="band_once",
                violation_error_message=_("This band of the text is kept already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.band)


class Redirection(models.Model):
    """A server sent whoever asked for one address on to another, when a load's captures were made."""

    load = models.ForeignKey(
        Load, on_delete=models.CASCADE, related_name="redirections", verbose_name=_("load")
    )
    source = models.TextField(_("from"))
    source_digest = models.CharField(_("from, SHA-256"), max_length=64)
    goal = models.TextField(_("to"))
    goal_digest = models.CharField(_("to, SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        constraints = [
            models.UniqueConstraint(
                fields=["source_digest", "goal_digest", "load"],
                name="redirection_once_per_load",
                violation_error_message=_("This load has met this redirect already."),
            ),
            models.CheckConstraint(
                condition=~Q(source_digest=models.F("goal_digest")),
                name="redirection_leads_elsewhere",
                violation_error_message=_("A redirect leads to another address."),
            ),
        ]
        indexes = [models.Index(fields=["goal_digest"], name="redirection_goal")]

    def __str__(self) -> str:
        return f"{self.source} → {self.goal}"


class StatedDigest(models.Model):
    """The digest of its payload that a WARC record states of a capture: what later revisits refer to."""

    digest = models.CharField(_("SHA-256 of the digest as stated"), max_length=64, unique=True)
    capture = models.ForeignKey(
        Capture, on_delete=models.CASCADE, related_name="stated_digests", verbose_name=_("capture")
    )

    class Meta:
        verbose_name = _("stated digest")
        verbose_name_plural = _("stated digests")

    def __str__(self) -> str:
        return self.digest[:12]
