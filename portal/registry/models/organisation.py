"""Cluster organisations and firms in their smallest form: later work refers to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.registry.models.industry import IndustryGroup
from portal.registry.models.region import Country


class PublicationStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class Listing(models.Model):
    """What every entry of the directory has. The region is a code of the NUTS version in force."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT)
    region_code = models.CharField(max_length=5, blank=True, db_index=True)
    groups = models.ManyToManyField(IndustryGroup, blank=True)
    status = models.CharField(max_length=10, choices=PublicationStatus, default=PublicationStatus.DRAFT)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ClusterOrganisation(Listing):
    """An organisation that manages a cluster."""


class Firm(Listing):
    """An enterprise or establishment."""
