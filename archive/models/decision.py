"""What editors said, and how it can be undone: decisions, verdicts, merges. All appended, never guessed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.provenance import Batch, Reading


class RecordKind(models.TextChoices):
    """The kinds of record that editors decide on."""

    ARTICLE = "article", _("article")
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    TOPIC = "topic", _("topic")


class Decision(models.Model):
    """An editor's value for one field of one record; it outlives every reading.

    Ownership is this row and nothing else: a value that happens to equal the reading's is still decided.
    """

    record_kind = models.CharField(_("kind of record"), max_length=12, choices=RecordKind)
    record_id = models.CharField(_("record"), max_length=24, help_text=_("Permanent id."))
    field = models.CharField(_("field"), max_length=40)
    value = models.JSONField(_("value"), null=True)
    reading_value = models.JSONField(
        _("reading's value at that time"),
        null=True,
        help_text=_("What the program had read when it was decided."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    batch = models.ForeignKey(
        Batch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("batch"),
    )
    ended_at = models.DateTimeField(
        _("ended"), null=True, blank=True, help_text=_("Set when another decision or the reading took over.")
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "field"],
                condition=Q(ended_at=None),
                name="decision_one_in_force",
                violation_error_message=_("This field is decided already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id}: {self.field}"


class Conflict(models.Model):
    """A new reading differs from the one an editor's decision was made on; someone has to look."""

    class Resolution(models.TextChoices):
        KEPT = "kept", _("decision kept")
        TAKEN = "taken", _("new reading taken")

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="conflicts", verbose_name=_("decision")
    )
    reading = models.ForeignKey(
        Reading, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reading")
    )
    reading_value = models.JSONField(_("value now read"), null=True)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )
    resolution = models.CharField(_("resolution"), max_length=8, choices=Resolution, blank=True)

    class Meta:
        verbose_name = _("conflict")
        verbose_name_plural = _("conflicts")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(resolved_at=None),
                name="conflict_one_open",
                violation_error_message=_("A conflict on this decision is open already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision}"


class Verdict(models.Model):
    """An editor's word on something a program proposed. Appended, never changed.

    Keyed by permanent ids and digests only, so that it can travel to another database. The anchor finds
    the place again when offsets move: by layer digest and span, else by the words and what stands around.
    """

    class Subject(models.TextChoices):
        MENTION = "mention", _("mention")
        OCCURRENCE = "occurrence", _("occurrence of a name")
        QUOTATION = "quotation", _("quotation")
        ATTESTATION = "attestation", _("stated role")
        TOPIC = "topic", _("assigned topic")
        BLOCK = "block", _("kind of a block")
        PAIR = "pair", _("pair of records")

    class Word(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        NOT_A_MENTION = "not-a-mention", _("not a mention")
        SAME = "same", _("the same")
        DIFFERENT = "different", _("not the same")
        TAKEN_BACK = "taken-back", _("taken back")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subject = models.CharField(_("on"), max_length=12, choices=Subject)
    word = models.CharField(_("verdict"), max_length=14, choices=Word)
    article_id_public = models.CharField(_("article"), max_length=24, blank=True)
    record_kind = models.CharField(_("kind of record"), max_length=12, blank=True)
    record_id = models.CharField(_("record"), max_length=24, blank=True)
    other_id = models.CharField(
        _("other record"),
        max_length=24,
        blank=True,
        help_text=_("The second of a pair, or the record meant instead."),
    )
    layer_digest = models.CharField(_("text layer"), max_length=64, blank=True)
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    words = models.TextField(_("words"), blank=True)
    before = models.CharField(_("words before"), max_length=80, blank=True)
    after = models.CharField(_("words after"), max_length=80, blank=True)
    value = models.CharField(_("value judged"), max_length=300, blank=True)
    rule = models.CharField(_("rule judged"), max_length=80, blank=True)
    version = models.CharField(_("its version"), max_length=80, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    author = models.CharField(_("by (name)"), max_length=150, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    supersedes = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["supersedes"],
                name="verdict_superseded_once",
                violation_error_message=_("Another verdict has superseded this one already."),
            )
        ]
        indexes = [
            models.Index(fields=["article_id_public", "subject"], name="verdict_of_article"),
            models.Index(fields=["rule", "word"], name="verdict_of_rule"),
            models.Index(fields=["record_id", "other_id"], name="verdict_of_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.get_word_display()}"


class ProposedPair(models.Model):
    """Two records that look like one; waits for an editor's verdict, merges nothing."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        SAME = "same", _("the same")
        DIFFERENT = "different", _("not the same")

    record_kind = models.CharField(_("kind of record"), max_length=12, choices=RecordKind)
    #: The lesser permanent id first, so that a pair is one row whichever way it was met.
    first_id = models.CharField(_("first"), max_length=24)
    second_id = models.CharField(_("second"), max_length=24)
    score = models.FloatField(_("likeness"), default=0)
    reason = models.CharField(_("why"), max_length=500)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)

    class Meta:
        verbose_name = _("proposed pair")
        verbose_name_plural = _("proposed pairs")
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_id", "second_id"],
                name="pair_once",
                violation_error_message=_("This pair is proposed already."),
            ),
            models.CheckConstraint(
                condition=Q(first_id__lt=models.F("second_id")),
                name="pair_in_order",
                violation_error_message=_("The lesser id stands first."),
            ),
        ]
        #: How many pairs a record stands in already is asked for either side.
        indexes = [models.Index(fields=["second_id"], name="pair_of_second")]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"


class Merge(Batch):
    """Two records made one; everything moved is written down so that it can be taken apart again."""

    record_kind = models.CharField(_("kind of record"), max_length=12, choices=RecordKind)
    winner_id = models.CharField(_("stays"), max_length=24)
    loser_id = models.CharField(_("goes into it"), max_length=24)
    moved = models.JSONField(
        _("moved"),
        default=dict,
        help_text=_("What was moved, by table: ids, and values where they were changed."),
    )

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        indexes = [models.Index(fields=["loser_id"], name="merge_of_loser")]
