"""Boundaries of NUTS 3 regions as places are found in them: in degrees, never drawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.registry.models.region import NutsVersion


class Boundary(models.Model):
    """The polygon of a NUTS 3 region. The version in force holds all countries: for each, the newest it has."""

    version = models.CharField(max_length=4, choices=NutsVersion)
    code = models.CharField(max_length=5)
    polygon = models.BinaryField(help_text=_("Well-known binary, longitude and latitude in degrees."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_boundary_a_region")]
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return f"{self.code} ({self.version})"
