"""What editors' assignments taught about subjects: fitted weights, which are in force, how they did."""

from __future__ import annotations

import json
import zlib
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.provenance import Batch


class LearnedQuerySet(models.QuerySet["LearnedSubjects"]):
    """Which of what was learned, in phrases."""

    def in_force(self) -> LearnedSubjects | None:
        """The newest that was not undone; None where there is none."""
        return self.filter(undone_at=None).order_by("-pk").first()


class LearnedSubjects(Batch):
    """One run of learning: undoing it brings back what was in force before."""

    version = models.CharField(_("version of the rules"), max_length=80)
    examples = models.PositiveIntegerField(_("articles learned from"))
    subjects = models.PositiveIntegerField(
        _("subjects"), help_text=_("Those that learned weights decide on; the others keep their cue words.")
    )
    report = models.JSONField(_("report"), default=dict)

    objects: ClassVar[Any] = LearnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("learned subjects")
        verbose_name_plural = _("learned subjects")


class LearnedWeights(models.Model):
    """The weights themselves, apart, so that lists never touch them."""

    learned = models.OneToOneField(
        LearnedSubjects,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="weights",
        verbose_name=_("learned subjects"),
    )
    data = models.BinaryField(_("deflated JSON"))

    class Meta:
        verbose_name = _("learned weights")
        verbose_name_plural = _("learned weights")

    def __str__(self) -> str:
        return f"{len(self.data)} B"

    @classmethod
    def pack(cls, values: dict[str, Any]) -> bytes:
        """The form that `data` keeps: JSON, zlib."""
        return zlib.compress(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(), 6)

    @property
    def values(self) -> dict[str, Any]:
        """The weights as plain values. Raises `ValueError` where the stored form is damaged."""
        try:
            found: dict[str, Any] = json.loads(zlib.decompress(self.data))
        except zlib.error as error:
            raise ValueError(f"its stored form is damaged ({error})") from error
        return found
