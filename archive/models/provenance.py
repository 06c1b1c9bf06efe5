"""What was received, when, by whom, and what was read in it: the ground every other record stands on."""

from __future__ import annotations

import uuid
import zlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """Something that was done in one go and can be undone as one (PREMIS: event)."""

    class Kind(models.TextChoices):
        LOAD = "load", _("load")
        MERGE = "merge", _("merge")
        EDIT = "edit", _("edit")
        IMPORT = "import", _("import")
        WITHDRAWAL = "withdrawal", _("withdrawal")
        REREADING = "rereading", _("rereading")
        LEARNING = "learning", _("learning")

    public_id = models.UUIDField(_("id"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["-started_at", "-id"], name="batch_recent")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.started_at:%Y-%m-%d %H:%M}"


class Load(Batch):
    """One run of the loader: its settings and the tally of what it met."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        STOPPED = "stopped", _("stopped early")

    paths = models.JSONField(_("paths"), default=list)
    settings = models.JSONField(_("settings"), default=dict)
    tally = models.JSONField(_("tally"), default=dict, help_text=_("Documents by outcome."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)

    class Meta:
        verbose_name = _("load")
        verbose_name_plural = _("loads")


class Capture(models.Model):
    """Bytes of a page as they came, named by their SHA-256; they never change."""

    class State(models.TextChoices):
        TAKEN = "taken", _("taken")
        QUARANTINED = "quarantined", _("quarantined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("media type"), max_length=100)
    declared_encoding = models.CharField(_("declared encoding"), max_length=40, blank=True)
    encoding = models.CharField(_("encoding used"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.TAKEN)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why it is quarantined or withdrawn."))
    article = models.ForeignKey(
        "archive.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="captures",
        verbose_name=_("article"),
    )
    #: The article that loading chose; `article` is what it belongs to after merges.
    linked_article = models.ForeignKey(
        "archive.Article",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("article as loaded"),
    )
    compared_at = models.DateTimeField(
        _("time it is compared by"),
        null=True,
        blank=True,
        help_text=_("Latest stated time of capture, else the date of change on the page."),
    )
    first_load = models.ForeignKey(
        Load, on_delete=models.PROTECT, related_name="first_captures", verbose_name=_("first load")
    )
    created_at = models.DateTimeField(_("stored"), default=timezone.now)

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="taken") | ~Q(reason=""),
                name="capture_reason_stated",
                violation_error_message=_("Say why this capture is quarantined or withdrawn."),
            ),
            models.CheckConstraint(
                condition=Q(state="taken") | Q(article=None) | Q(state="withdrawn"),
                name="capture_quarantined_has_no_article",
                violation_error_message=_("A quarantined capture has no article."),
            ),
        ]
        indexes = [models.Index(fields=["state"], name="capture_state")]

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def content(self) -> bytes:
        """The bytes as received. Raises `CaptureBytes.DoesNotExist` once withdrawn."""
        return self.stored.bytes


class CaptureBytes(models.Model):
    """The bytes themselves, apart, so that lists and migrations never touch them."""

    capture = models.OneToOneField(
        Capture, on_delete=models.CASCADE, primary_key=True, related_name="stored", verbose_name=_("capture")
    )
    data = models.BinaryField(_("deflated bytes"))

    class Meta:
        verbose_name = _("captured bytes")
        verbose_name_plural = _("captured bytes")

    def __str__(self) -> str:
        return f"{len(self.data)} B"

    @classmethod
    def pack(cls, content: bytes) -> bytes:
        """The form that `data` keeps: zlib, level 6."""
        return zlib.compress(content, 6)

    @property
    def bytes(self) -> bytes:
        """The bytes as received. Raises `zlib.error` where the stored form is damaged."""
        return zlib.decompress(self.data)


class Sighting(models.Model):
    """A load met a document: where, with which address and time of capture, and what came of it."""

    class Outcome(models.TextChoices):
        ARTICLE = "article", _("article")
        DUPLICATE = "duplicate", _("duplicate")
        REVISION = "revision", _("revision")
        QUARANTINED = "quarantined", _("quarantined")
        REJECTED = "rejected", _("rejected")
        FAILED = "failed", _("failed")

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="sightings", verbose_name=_("load"))
    path = models.TextField(_("path"))
    path_bytes = models.BinaryField(_("path, exact bytes"))
    record_offset = models.PositiveBigIntegerField(_("offset in a container"), null=True, blank=True)
    place_digest = models.CharField(
        _("place"), max_length=64, help_text=_("SHA-256 of path, offset and digest: unique within the load.")
    )
    source_url = models.TextField(_("source address"), blank=True)
    captured_at = models.DateTimeField(_("captured"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    message = models.CharField(_("message"), max_length=1000, blank=True)
    capture = models.ForeignKey(
        Capture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sightings",
        verbose_name=_("capture"),
    )
    live = models.BooleanField(_("counts"), default=True, help_text=_("Not once its load is undone."))
    seen_at = models.DateTimeField(_("met"), default=timezone.now)

    class Meta:
        verbose_name = _("sighting")
        verbose_name_plural = _("sightings")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["load", "place_digest"],
                name="sighting_once_per_load",
                violation_error_message=_("This load has met this document already."),
            ),
            models.CheckConstraint(
                condition=Q(capture__isnull=False) | Q(outcome__in=["rejected", "failed"]),
                name="sighting_taken_has_capture",
                violation_error_message=_("What was taken has a capture."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """File name without folder; `FILE#OFFSET` for a record in a container."""
        name = self.path.replace("\\", "/").rsplit("/", 1)[-1]
        return name if self.record_offset is None else f"{name}#{self.record_offset}"


class TextLayer(models.Model):
    """An immutable text made from a capture; all offsets refer to one of these."""

    capture = models.ForeignKey(
        Capture, on_delete=models.CASCADE, related_name="layers", verbose_name=_("capture")
    )
    extractor = models.CharField(_("extractor"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    digest = models.CharField(_("SHA-256"), max_length=64)
    length = models.PositiveIntegerField(_("length in characters"))
    remarks = models.JSONField(_("remarks"), default=list, blank=True)

    class Meta:
        verbose_name = _("text layer")
        verbose_name_plural = _("text layers")
        constraints = [
            models.UniqueConstraint(
                fields=["capture", "extractor", "version"],
                name="layer_once_per_extractor",
                violation_error_message=_("This extractor has made its layer of this capture already."),
            )
        ]
        indexes = [models.Index(fields=["digest"], name="layer_digest")]

    def __str__(self) -> str:
        return f"{self.extractor}/{self.version}"

    @property
    def text(self) -> str:
        return self.content.text


class LayerContent(models.Model):
    """The text of a layer, apart, so that lists never read it."""

    layer = models.OneToOneField(
        TextLayer,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="content",
        verbose_name=_("text layer"),
    )
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("layer text")
        verbose_name_plural = _("layer texts")

    def __str__(self) -> str:
        return self.text[:60]


class Reading(models.Model):
    """What one reader made of one text layer: spans and rules, no second copy of the text."""

    layer = models.ForeignKey(
        TextLayer, on_delete=models.CASCADE, related_name="readings", verbose_name=_("text layer")
    )
    reader = models.CharField(_("reader"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    fields = models.JSONField(
        _("fields"), default=dict, help_text=_("Name to value, rule, start and end (code points).")
    )
    authors = models.JSONField(_("authors"), default=list)
    blocks = models.JSONField(_("blocks"), default=list, help_text=_("Kind, start, end; in order."))
    images = models.JSONField(_("image texts"), default=list)
    related = models.JSONField(_("related links"), default=list)
    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    created_at = models.DateTimeField(_("read"), default=timezone.now)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["layer", "reader", "version"],
                name="reading_once_per_reader",
                violation_error_message=_("This reader has read this layer already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader}/{self.version}"


class ChangeLog(models.Model):
    """What changed, in order, for those that follow: index, feeds, other nodes."""

    class Event(models.TextChoices):
        CHANGED = "changed", _("changed")
        MERGED = "merged", _("merged")
        DELETED = "deleted", _("deleted")

    kind = models.CharField(_("kind of record"), max_length=12)
    public_id = models.CharField(_("record"), max_length=40)
    event = models.CharField(_("event"), max_length=8, choices=Event)
    at = models.DateTimeField(_("at"), default=timezone.now)
    transaction = models.BigIntegerField(
        _("transaction"),
        null=True,
        blank=True,
        help_text=_("PostgreSQL's number of the transaction: ids are given before they are committed."),
    )

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("change log")
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "public_id"], name="change_of_record")]

    def __str__(self) -> str:
        return f"{self.id}: {self.kind} {self.public_id} {self.event}"


class Follower(models.Model):
    """A reader of the change log and how far it has come."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    cursor = models.BigIntegerField(_("last change taken"), default=0)
    changed_at = models.DateTimeField(_("moved"), auto_now=True)

    class Meta:
        verbose_name = _("follower of the change log")
        verbose_name_plural = _("followers of the change log")

    def __str__(self) -> str:
        return self.name
