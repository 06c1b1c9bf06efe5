"""What articles say: the names in them, roles stated, words quoted, each with its place in the text."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.documents import EntityKind, QuotationKind, SpeakerKind
from archive.models.article import Article
from archive.models.authority import Organisation, Person, Topic
from archive.models.provenance import TextLayer


def _at_most_one(prefix: str = "") -> Q:
    """At most one of three links is filled, by the kind of the mention."""
    person, organisation, topic = (f"{prefix}{kind}__isnull" for kind in ("person", "organisation", "topic"))
    return (
        Q(**{organisation: True, topic: True, "kind": "person"})
        | Q(**{person: True, topic: True, "kind": "organisation"})
        | Q(**{person: True, organisation: True, "kind": "topic"})
    )


class MentionQuerySet(models.QuerySet["Mention"]):
    """Which mentions, in phrases."""

    def counted(self) -> Self:
        """All that count: proposed or accepted, never the rejected."""
        return self.filter(rejected=False)

    def open(self) -> Self:
        """Those that stand for no record yet."""
        return self.filter(person=None, organisation=None, topic=None)


class Mention(models.Model):
    """An article names a record: one row for both, with every place where it does (W3C: annotation).

    `linked_…` is what the linker chose; `person`, `organisation` or `topic` what that stands for after
    merges and editors' words. All empty: ambiguous or a lone short name, with the reason.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="mentions", verbose_name=_("article")
    )
    layer = models.ForeignKey(
        TextLayer, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name=_("text layer")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=[(k.value, _(k.value)) for k in EntityKind])
    topic_kind = models.CharField(_("kind of topic"), max_length=8, blank=True)
    surface = models.TextField(_("fullest form in the text"))
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        db_index=False,
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        db_index=False,
        verbose_name=_("organisation"),
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        db_index=False,
        verbose_name=_("topic"),
    )
    linked_person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("as linked"),
    )
    linked_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("as linked"),
    )
    linked_topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("as linked"),
    )
    occurrences = models.JSONField(
        _("occurrences"),
        default=list,
        help_text=_(
            "Start, end (code points), surface, rule, version, confidence of each; rejected ones marked."
        ),
    )
    occurrence_count = models.PositiveIntegerField(_("times"), default=0)
    first_start = models.PositiveIntegerField(_("first at"), null=True, blank=True)
    in_headline = models.BooleanField(_("in the headline"), default=False)
    confidence = models.FloatField(_("confidence"), default=1.0)
    score = models.FloatField(_("score"), null=True, blank=True, help_text=_("Of an assigned subject."))
    evidence = models.JSONField(_("evidence"), default=list, blank=True)
    alternatives = models.JSONField(
        _("could also be"),
        default=list,
        blank=True,
        help_text=_("Permanent ids of other records of this name."),
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    accepted = models.BooleanField(_("accepted"), default=False, help_text=_("Follows the latest verdict."))
    rejected = models.BooleanField(_("rejected"), default=False, help_text=_("Follows the latest verdict."))

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["article", "first_start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=_at_most_one(),
                name="mention_of_one_record",
                violation_error_message=_("A mention stands for one record of its own kind, or for none."),
            ),
            models.CheckConstraint(
                condition=_at_most_one("linked_"),
                name="mention_linked_to_one_record",
                violation_error_message=_("A mention is linked to one record of its own kind, or to none."),
            ),
            models.CheckConstraint(
                condition=Q(accepted=False) | Q(rejected=False),
                name="mention_accepted_or_rejected",
                violation_error_message=_("A mention is accepted or rejected, not both."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["article", f"linked_{kind}"],
                    condition=Q(**{f"linked_{kind}__isnull": False}),
                    name=f"mention_once_per_{kind}",
                    violation_error_message=_("The article mentions this record already."),
                )
                for kind in ("person", "organisation", "topic")
            ),
        ]
        indexes = [
            # Partial: what waits for a word, least sure first.
            models.Index(
                fields=["confidence", "-id"],
                condition=Q(accepted=False, rejected=False),
                name="mention_least_sure",
            ),
            # Partial: two of three links are always empty. These stand in for the foreign keys' own indexes.
            *(
                index
                for kind in ("person", "organisation", "topic")
                for index in (
                    models.Index(
                        fields=[kind, "rejected", "article"],
                        condition=Q(**{f"{kind}__isnull": False}),
                        name=f"mention_of_{kind}",
                    ),
                    models.Index(
                        fields=[f"linked_{kind}"],
                        condition=Q(**{f"linked_{kind}__isnull": False}),
                        name=f"mention_linked_{kind}",
                    ),
                )
            ),
        ]

    def __str__(self) -> str:
        return self.surface

    @property
    def record(self) -> Person | Organisation | Topic | None:
        return self.person or self.organisation or self.topic

    @property
    def linked(self) -> Person | Organisation | Topic | None:
        return self.linked_person or self.linked_organisation or self.linked_topic

    def standing_occurrences(self) -> list[dict[str, Any]]:
        """The occurrences no editor rejected, in order."""
        return [o for o in self.occurrences if not o.get("rejected")]


class Attestation(models.Model):
    """ "Described as ROLE at ORGANISATION in an article of DATE": a statement, not a term of office."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="attestations", verbose_name=_("article")
    )
    mention = models.ForeignKey(
        Mention, on_delete=models.CASCADE, related_name="attestations", verbose_name=_("person")
    )
    role = models.TextField(
        _("role"), null=True, blank=True, help_text=_("As printed; empty where only membership is stated.")
    )
    organisation_mention = models.ForeignKey(
        Mention,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="attestations_of_members",
        verbose_name=_("organisation"),
    )
    layer = models.ForeignKey(TextLayer, on_delete=models.PROTECT, related_name="+", db_index=False)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    role_start = models.PositiveIntegerField(null=True, blank=True)
    role_end = models.PositiveIntegerField(null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=80)
    version = models.CharField(_("version"), max_length=80)
    accepted = models.BooleanField(_("accepted"), default=False)
    rejected = models.BooleanField(_("rejected"), default=False)

    class Meta:
        verbose_name = _("stated role")
        verbose_name_plural = _("stated roles")
        ordering = ["article", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=models.F("end")),
                name="attestation_has_words",
                violation_error_message=_("A stated role has words that state it."),
            )
        ]

    def __str__(self) -> str:
        return self.role or str(_("member"))


class Quotation(models.Model):
    """Words and who said them (schema.org: Quotation)."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="quotations", verbose_name=_("article")
    )
    layer = models.ForeignKey(TextLayer, on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.TextField(_("words"))
    kind = models.CharField(_("kind"), max_length=10, choices=[(k.value, _(k.value)) for k in QuotationKind])
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    parts = models.JSONField(_("parts"), default=list, help_text=_("Start and end of each."))
    speaker = models.TextField(_("speaker, as printed"), blank=True)
    speaker_kind = models.CharField(
        _("kind of speaker"), max_length=12, choices=[(k.value, _(k.value)) for k in SpeakerKind]
    )
    speaker_mention = models.ForeignKey(
        Mention,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="quotations",
        verbose_name=_("speaker"),
    )
    speaker_start = models.PositiveIntegerField(null=True, blank=True)
    speaker_end = models.PositiveIntegerField(null=True, blank=True)
    cue = models.CharField(_("cue"), max_length=100, blank=True)
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    cue_end = models.PositiveIntegerField(null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=80)
    version = models.CharField(_("version"), max_length=80)
    confidence = models.FloatField(_("confidence"), default=1.0)
    accepted = models.BooleanField(_("accepted"), default=False)
    rejected = models.BooleanField(_("rejected"), default=False)

    class Meta:
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["article", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=models.F("end")),
                name="quotation_has_words",
                violation_error_message=_("A quotation has words."),
            )
        ]
        indexes = [
            models.Index(
                fields=["confidence", "-id"],
                condition=Q(accepted=False, rejected=False),
                name="quotation_least_sure",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
