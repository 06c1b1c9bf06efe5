"""Authority records: what we hold about people, organisations and topics (Popolo, SKOS)."""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.documents import EntityKind, TopicKind
from archive.names import fold, sort_name

NAME_LENGTH = 300


class AuthorityQuerySet(models.QuerySet[Any]):
    """Which authority records, in phrases."""

    def public(self) -> Self:
        """Those with a page of their own: all but the merged."""
        return self.exclude(status=AuthorityRecord.Status.MERGED)

    def established(self) -> Self:
        return self.filter(status=AuthorityRecord.Status.ESTABLISHED)

    def candidates(self) -> Self:
        return self.filter(status=AuthorityRecord.Status.CANDIDATE)

    def in_order(self) -> Self:
        """By sort name, then permanent id."""
        return self.order_by("sort_key", "public_id")


class AuthorityRecord(models.Model):
    """What the three kinds share: one preferred name, a permanent id, a status, and where it came from."""

    class Status(models.TextChoices):
        CANDIDATE = "candidate", _("unconfirmed")
        ESTABLISHED = "established", _("established")
        MERGED = "merged", _("merged into another")

    KIND: EntityKind

    public_id = models.CharField(_("permanent id"), max_length=24, unique=True, editable=False)
    slug = models.SlugField(_("address part"), max_length=120, unique=True)
    name = models.CharField(
        _("name"), max_length=NAME_LENGTH, help_text=_("The preferred name, as it should be shown.")
    )
    sort_name = models.CharField(
        _("sort name"), max_length=NAME_LENGTH, help_text=_("The form lists are ordered by: “May, Theresa”.")
    )
    sort_key = models.CharField(max_length=NAME_LENGTH, editable=False)
    description = models.CharField(
        _("description"), max_length=500, blank=True, help_text=_("One line that tells it from namesakes.")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.CANDIDATE)
    candidate_key = models.CharField(
        _("key loaders meet on"),
        max_length=64,
        unique=True,
        null=True,
        blank=True,
        editable=False,
        help_text=_("Digest of kind and folded name; released for namesakes and splits."),
    )
    origin = models.ForeignKey(
        "archive.Batch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first made by"),
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("The authority file it was taken from.")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["sort_key", "public_id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.sort_name:
            self.sort_name = sort_name(self.name, person=self.KIND == EntityKind.PERSON)[:NAME_LENGTH]
        self.sort_key = fold(self.sort_name)[:NAME_LENGTH]
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "sort_name", "sort_key"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse(f"archive:{self.KIND}", args=[self.slug])

    @property
    def confirmed(self) -> bool:
        """Whether an editor or an authority file vouches for it."""
        return self.status == self.Status.ESTABLISHED


def _record_constraints(kind: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=~Q(name=""),
            name=f"{kind}_named",
            violation_error_message=_("A record needs a name."),
        ),
        models.CheckConstraint(
            condition=Q(status="merged", merged_into__isnull=False)
            | (~Q(status="merged") & Q(merged_into__isnull=True)),
            name=f"{kind}_merged_into_one",
            violation_error_message=_("A merged record names the one it was merged into; no other does."),
        ),
    ]


def _record_indexes(kind: str) -> list[models.Index]:
    return [models.Index(fields=["sort_key", "public_id"], name=f"{kind}_order")]


class Person(AuthorityRecord):
    """A human being (Popolo: Person)."""

    KIND = EntityKind.PERSON

    birth_date = models.CharField(
        _("born"), max_length=10, blank=True, help_text=_("Year, month or day, ISO.")
    )
    death_date = models.CharField(
        _("died"), max_length=10, blank=True, help_text=_("Year, month or day, ISO.")
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    class Meta(AuthorityRecord.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = _record_constraints("person")
        indexes = _record_indexes("person")


class BroaderRecord(AuthorityRecord):
    """A record that can be part of a broader one of its kind; never, by any way, of itself."""

    class Meta(AuthorityRecord.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        seen = {self.pk}
        above = self.broader  # type: ignore[attr-defined]
        while above is not None:
            if above.pk in seen:
                raise ValidationError(
                    {
                        "broader": _("“%(name)s” would stand above itself. Choose a broader record.")
                        % {"name": self.name}
                    }
                )
            seen.add(above.pk)
            above = above.broader


class Organisation(BroaderRecord):
    """A body of people that acts as one (Popolo: Organization)."""

    KIND = EntityKind.ORGANISATION

    classification = models.CharField(
        _("kind of body"), max_length=100, blank=True, help_text=_("Ministry, party, company, news agency …")
    )
    country = models.CharField(_("country"), max_length=100, blank=True)
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("part of"),
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    class Meta(AuthorityRecord.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            *_record_constraints("organisation"),
            models.CheckConstraint(
                condition=~Q(broader=models.F("id")),
                name="organisation_not_its_own_part",
                violation_error_message=_("An organisation is no part of itself."),
            ),
        ]
        indexes = _record_indexes("organisation")


class Topic(BroaderRecord):
    """What an article is about: a subject, an event, or a place (SKOS: Concept)."""

    KIND = EntityKind.TOPIC

    kind = models.CharField(
        _("kind"), max_length=8, choices=[(k.value, _(k.value)) for k in TopicKind], default=TopicKind.SUBJECT
    )
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("broader"),
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    class Meta(AuthorityRecord.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            *_record_constraints("topic"),
            models.CheckConstraint(
                condition=~Q(broader=models.F("id")),
                name="topic_not_its_own_part",
                violation_error_message=_("A topic is not broader than itself."),
            ),
        ]
        indexes = [
            *_record_indexes("topic"),
            models.Index(fields=["kind", "sort_key"], name="topic_kind_order"),
        ]


class FormerSlug(models.Model):
    """An address part that a record once had: it still leads to it."""

    kind = models.CharField(_("kind of record"), max_length=12)
    slug = models.SlugField(_("address part"), max_length=120)
    public_id = models.CharField(_("record"), max_length=24)
    since = models.DateTimeField(_("given up"), default=timezone.now)

    class Meta:
        verbose_name = _("former address part")
        verbose_name_plural = _("former address parts")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="former_slug_leads_to_one",
                violation_error_message=_("This address leads to another record already."),
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Membership(models.Model):
    """A post a person held, as an authority file says, apart from what articles state (Popolo)."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    post = models.CharField(_("post"), max_length=NAME_LENGTH, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    area = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("country or area"),
    )
    area_name = models.CharField(_("country or area as stated"), max_length=NAME_LENGTH, blank=True)
    start = models.CharField(_("from"), max_length=10, blank=True, help_text=_("Year, month or day, ISO."))
    end = models.CharField(
        _("until"),
        max_length=10,
        blank=True,
        help_text=_("Empty is open: it proves nothing after the date of the source."),
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_date = models.DateField(_("source as of"), null=True, blank=True)
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-start", "post", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "digest"],
                name="membership_once",
                violation_error_message=_("This membership is there already."),
            )
        ]

    def __str__(self) -> str:
        where = self.organisation or self.area or self.area_name
        return f"{self.post}, {where}" if where else self.post

    def in_force(self, day: str) -> bool:
        """Whether this source shows the post held on `day` (ISO). Never by an open end after its own date."""
        start, end = self.start or "0000", self.end
        if not end:
            if self.source_date is None or day > self.source_date.isoformat():
                return False
            end = "9999"
        return start <= day[: len(start)] and day[: len(end)] <= end
