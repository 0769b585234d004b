"""Firms: enterprises and establishments, in their smallest form."""

from django.db import models

from portal.registry.models.region import Country


class Firm(models.Model):
    """An enterprise or establishment."""

    name = models.CharField(max_length=300)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=5, blank=True, db_index=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
