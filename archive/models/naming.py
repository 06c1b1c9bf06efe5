"""What authority records are called: their names and what other authorities call them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.authority import NAME_LENGTH, Organisation, Person, Topic
from archive.names import fold, likeness_key


class FoldedName(models.CharField):
    """The folded form of `text`, worked out at every save, in bulk or not."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(model_instance.text)[: self.max_length]  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, folded)
        return folded


class LikenessKey(models.CharField):
    """What the name must share with another for the two to be proposed as one record's."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = likeness_key(model_instance.text, person=isinstance(model_instance, PersonName))  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key


class AuthorityName(models.Model):
    """One of the names a record is known by."""

    class Form(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ALIAS = "alias", _("alias")
        ACRONYM = "acronym", _("acronym")
        TRANSLITERATION = "transliteration", _("transliteration")
        FORMER = "former", _("former")

    text = models.CharField(_("name"), max_length=NAME_LENGTH)
    folded = FoldedName(max_length=NAME_LENGTH, editable=False, db_index=True)
    likeness = LikenessKey(max_length=40, editable=False, db_index=True, default="")
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("BCP 47, such as “de”.")
    )
    form = models.CharField(_("kind"), max_length=16, choices=Form, default=Form.ALIAS)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["form", "language", "text"]

    def __str__(self) -> str:
        return self.text


class PersonName(AuthorityName):
    """A name of a person."""

    record = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")

    class Meta(AuthorityName.Meta):
        verbose_name = _("name of a person")
        verbose_name_plural = _("names of people")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "text", "language"],
                name="person_name_once",
                violation_error_message=_("The person has this name already."),
            )
        ]


class OrganisationName(AuthorityName):
    """A name of an organisation."""

    record = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")

    class Meta(AuthorityName.Meta):
        verbose_name = _("name of an organisation")
        verbose_name_plural = _("names of organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "text", "language"],
                name="organisation_name_once",
                violation_error_message=_("The organisation has this name already."),
            )
        ]


class TopicName(AuthorityName):
    """A label of a topic."""

    record = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="names")

    class Meta(AuthorityName.Meta):
        verbose_name = _("label of a topic")
        verbose_name_plural = _("labels of topics")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "text", "language"],
                name="topic_name_once",
                violation_error_message=_("The topic has this label already."),
            )
        ]


class AuthorityIdentifier(models.Model):
    """What another authority calls the record."""

    class Scheme(models.TextChoices):
        WIKIDATA = "wikidata", "Wikidata"
        GND = "gnd", "GND"
        VIAF = "viaf", "VIAF"
        IPTC = "iptc", "IPTC"
        ISO = "iso", "ISO 3166"
        GEONAMES = "geonames", "GeoNames"

    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme)
    value = models.CharField(_("identifier"), max_length=100)

    class Meta:
        abstract = True
        ordering = ["scheme", "value"]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


def _identifier_constraints(kind: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["scheme", "value"],
            name=f"{kind}_identifier_once",
            violation_error_message=_("Another record bears this identifier; merge the two instead."),
        )
    ]


class PersonIdentifier(AuthorityIdentifier):
    """An identifier of a person."""

    record = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")

    class Meta(AuthorityIdentifier.Meta):
        verbose_name = _("identifier of a person")
        verbose_name_plural = _("identifiers of people")
        constraints = _identifier_constraints("person")


class OrganisationIdentifier(AuthorityIdentifier):
    """An identifier of an organisation."""

    record = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="identifiers")

    class Meta(AuthorityIdentifier.Meta):
        verbose_name = _("identifier of an organisation")
        verbose_name_plural = _("identifiers of organisations")
        constraints = _identifier_constraints("organisation")


class TopicIdentifier(AuthorityIdentifier):
    """An identifier of a topic."""

    record = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="identifiers")

    class Meta(AuthorityIdentifier.Meta):
        verbose_name = _("identifier of a topic")
        verbose_name_plural = _("identifiers of topics")
        constraints = _identifier_constraints("topic")
