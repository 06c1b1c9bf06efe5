"""The works and what they say: articles, the names in them, roles stated and words quoted."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.documents import DatePrecision, EntityKind, QuotationKind, SpeakerKind
from archive.models.authority import Organisation, Person, Topic
from archive.models.provenance import Capture, Load, Reading, TextLayer


class ArticleQuerySet(models.QuerySet["Article"]):
    """Which articles, in phrases."""

    def public(self) -> Self:
        """All that is not withdrawn, in review or not (a quarantined capture has no article)."""
        return self.exclude(state=Article.State.WITHDRAWN)

    def in_order(self) -> Self:
        """Newest first, undated last, then permanent id: the same on every database."""
        return self.order_by("-recency", "public_id")

    def mentioning(self, record: Person | Organisation | Topic) -> Self:
        """Those that name the record (a mention an editor rejected does not count)."""
        named = Mention.objects.counted().filter(article=OuterRef("pk"), **{record.KIND.value: record})
        return self.filter(Exists(named))


class Article(models.Model):
    """The work itself, whatever pages it was captured from (schema.org: NewsArticle)."""

    KIND = "article"

    class State(models.TextChoices):
        PUBLISHED = "published", _("published")
        REVIEW = "review", _("in review")
        WITHDRAWN = "withdrawn", _("withdrawn")

    public_id = models.CharField(_("permanent id"), max_length=24, unique=True, editable=False)
    slug = models.SlugField(
        _("address part"), max_length=100, help_text=_("Reads along in the address; the id before it leads.")
    )
    headline = models.TextField(_("headline"))
    headline_stands_in = models.BooleanField(
        _("first words stand in"), default=False, help_text=_("The page has no headline that could be read.")
    )
    kicker = models.TextField(_("kicker"), blank=True)
    lead = models.TextField(_("lead"), blank=True)
    published = models.DateField(_("published"), null=True, blank=True, help_text=_("The printed local day."))
    published_stated = models.CharField(
        _("published, as stated"),
        max_length=40,
        blank=True,
        help_text=_("ISO, with time and offset where the page states them."),
    )
    published_at = models.DateTimeField(_("instant of publication"), null=True, blank=True)
    date_precision = models.CharField(
        _("precision"), max_length=8, blank=True, choices=[(p.value, _(p.value)) for p in DatePrecision]
    )
    date_reason = models.CharField(_("how the date was read"), max_length=300, blank=True)
    updated = models.DateField(_("updated"), null=True, blank=True)
    updated_stated = models.CharField(_("updated, as stated"), max_length=40, blank=True)
    published_year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, editable=False)
    recency = models.BigIntegerField(
        default=0,
        editable=False,
        help_text=_("Local seconds since the year 1; 0 where undated. Orders lists."),
    )
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47, of the body."))
    section = models.CharField(_("section"), max_length=200, blank=True, help_text=_("As printed."))
    url = models.TextField(_("source address"), blank=True)
    publisher = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="published_articles",
        verbose_name=_("publisher"),
    )
    byline = models.TextField(_("byline"), blank=True, help_text=_("As printed."))
    authors = models.ManyToManyField(
        Person,
        through="Authorship",
        through_fields=("article", "person"),
        related_name="articles_written",
        verbose_name=_("authors"),
    )
    current_capture = models.ForeignKey(
        Capture,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("current capture"),
    )
    current_reading = models.ForeignKey(
        Reading,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("current reading"),
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PUBLISHED)
    review_reasons = models.JSONField(
        _("why it is in review"), default=list, blank=True, help_text=_("Codes and messages.")
    )
    state_reason = models.TextField(_("reason of the state"), blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    first_load = models.ForeignKey(
        Load, on_delete=models.PROTECT, related_name="+", verbose_name=_("first load")
    )
    created_at = models.DateTimeField(_("loaded"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-recency", "public_id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(headline=""),
                name="article_headed",
                violation_error_message=_("An article needs a headline; its first words may stand in."),
            ),
            models.CheckConstraint(
                condition=Q(published__isnull=True, recency=0, published_year__isnull=True)
                | Q(published__isnull=False, recency__gt=0, published_year__isnull=False),
                name="article_order_follows_date",
                violation_error_message=_("An undated article stands last."),
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(state_reason=""),
                name="article_withdrawn_for_a_reason",
                violation_error_message=_("Say why the article is withdrawn."),
            ),
        ]
        indexes = [
            models.Index(fields=["-recency", "public_id"], name="article_newest"),
            models.Index(fields=["recency", "public_id"], name="article_oldest"),
            models.Index(fields=["published_year"], name="article_year"),
            models.Index(fields=["language"], name="article_language"),
            models.Index(fields=["section"], name="article_section"),
            models.Index(fields=["state"], name="article_state"),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("archive:article", args=[self.public_id, self.slug or "-"])

    def get_proof_url(self, field: str = "") -> str:
        """The page that shows a value in the captured text; see `views.proof`."""
        url = reverse("archive:proof", args=[self.public_id])
        return f"{url}?field={field}" if field else url


class WorkKey(models.Model):
    """What makes two captures one article; unique, so that the database settles it between loaders."""

    class Scheme(models.TextChoices):
        URL = "url", _("address")
        PUBLISHER_ID = "publisher-id", _("publisher's id")
        HEADLINE_DAY = "headline-day", _("publisher, day and headline")
        BODY = "body", _("body")

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="work_keys", verbose_name=_("article")
    )
    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme)
    digest = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("key of a work")
        verbose_name_plural = _("keys of works")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "digest"],
                name="work_key_one_article",
                violation_error_message=_("Another article has this key."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.digest[:12]}"


class ArticleWords(models.Model):
    """The folded words of headline, lead and text, one space between: what word search looks through."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="words", verbose_name=_("article")
    )
    text = models.TextField(_("words"))

    class Meta:
        verbose_name = _("words of an article")
        verbose_name_plural = _("words of articles")

    def __str__(self) -> str:
        return self.text[:60]


class Authorship(models.Model):
    """A person wrote an article, as its byline says."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="authorships", verbose_name=_("article")
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="authorships", verbose_name=_("person")
    )
    linked_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("person as linked")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    surface = models.TextField(_("as printed"), blank=True)
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=80)

    class Meta:
        verbose_name = _("authorship")
        verbose_name_plural = _("authorships")
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "linked_person"],
                name="authorship_once",
                violation_error_message=_("This person is an author of the article already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}"


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
            # Partial: two of three links are always empty. These stand in for the foreign keys' own indexes.
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
    version = models.CharField(_("version"), max_length=20)
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
    version = models.CharField(_("version"), max_length=20)
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

    def __str__(self) -> str:
        return self.text[:80]
