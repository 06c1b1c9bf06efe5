"""The works: articles, what makes two captures one, who wrote them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.documents import DatePrecision
from archive.models.authority import Organisation, Person, Topic
from archive.models.provenance import Capture, Load, Reading


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
        from archive.models.mention import Mention  # noqa: PLC0415  mentions are of articles

        named = Mention.objects.counted().filter(article=OuterRef("pk"), **{record.KIND.value: record})
        return self.filter(Exists(named))


class Article(models.Model):
    """The work itself, whatever pages it was captured from (schema.org: NewsArticle)."""

    KIND = "article"
    #: Pages that an article has below its address; a headline "Proof" must not lead there.
    PAGES = ("proof", "versions")

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
        return reverse("archive:article", args=[self.public_id, self.address_part])

    @property
    def address_part(self) -> str:
        """What reads along in the address; "-" where there is nothing that can."""
        return self.slug if self.slug and self.slug not in self.PAGES else "-"

    def get_proof_url(self, field: str = "") -> str:
        """The page that shows a value in the captured text; see `views.proof`."""
        url = reverse("archive:proof", args=[self.public_id])
        return f"{url}?field={field}" if field else url

    def get_versions_url(self) -> str:
        """The page of its versions and what differs between two; see `views.versions`."""
        return reverse("archive:versions", args=[self.public_id])


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
