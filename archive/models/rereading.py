"""Stored captures read again in one run: what was asked, and what came of each article."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article
from archive.models.provenance import Batch, Load, Reading


class Rereading(Batch):
    """One run that read stored captures again: what it was asked, and the tally of what came of it."""

    settings = models.JSONField(_("settings"), default=dict)
    tally = models.JSONField(_("tally"), default=dict, help_text=_("Captures and articles by outcome."))
    changes = models.JSONField(
        _("changes"), default=dict, help_text=_("How many values changed, by field and by how.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=Load.State.choices, default=Load.State.RUNNING
    )

    class Meta:
        verbose_name = _("rereading")
        verbose_name_plural = _("rereadings")


class ArticleRereading(models.Model):
    """An article was read again by a run: the reading it showed before, and the one it shows since.

    Only where something came of it; what stayed as it was is counted in the run's tally alone.
    """

    class Outcome(models.TextChoices):
        CHANGED = "changed", _("changed")
        SAME = "same", _("read the same by another version")
        UNCHANGED = "unchanged", _("unchanged")
        ARTICLE = "article", _("left quarantine as an article")
        REVISION = "revision", _("left quarantine as a revision")
        QUARANTINED = "quarantined", _("stays quarantined")
        KEPT = "kept", _("cannot be read any more; the earlier reading stands")
        FAILED = "failed", _("failed")
        GONE = "gone", _("not there any more")

    rereading = models.ForeignKey(
        Rereading, on_delete=models.CASCADE, related_name="articles", verbose_name=_("rereading")
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="rereadings", verbose_name=_("article")
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    before = models.ForeignKey(
        Reading, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("before")
    )
    after = models.ForeignKey(
        Reading, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("since")
    )
    message = models.CharField(_("message"), max_length=1000, blank=True)
    changes = models.JSONField(
        _("changes"), default=dict, blank=True, help_text=_("How many values changed, by field and by how.")
    )

    class Meta:
        verbose_name = _("article read again")
        verbose_name_plural = _("articles read again")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_outcome_display()}"
