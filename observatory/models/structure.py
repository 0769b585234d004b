"""What a release knows of structure: how specialised regions are, how concentrated and how close groups are.

Computed with the other figures when a release is published; null means "no figure", never zero. Formulas and their
sources: `observatory/stats`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from observatory.models.figure import Area
from observatory.models.release import Release
from portal.registry.models import IndustryGroup, Region


class RegionStructure(models.Model):
    """Specialisation and variety of a region (NUTS 0 to 2) over NACE divisions, against one reference area.

    The indices of specialisation run over the divisions published in the region, shares renormalised to them;
    related variety has no figure where a division is not published, unrelated none where a section is not; both
    together are the whole entropy where both stand. `published_share` says how much of the total they hold.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    area = models.CharField(max_length=4, choices=Area)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False)
    current_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    is_union = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField()
    krugman = models.FloatField(null=True, help_text=_("Krugman specialisation, 0–2."))
    gini = models.FloatField(null=True, help_text=_("Gini specialisation, 0–1."))
    herfindahl = models.FloatField(null=True)
    herfindahl_normalised = models.FloatField(null=True)
    equivalent_number = models.FloatField(null=True, help_text=_("1 / Herfindahl: divisions of equal size."))
    related_variety = models.FloatField(null=True, help_text=_("Bits."))
    unrelated_variety = models.FloatField(null=True, help_text=_("Bits."))
    divisions_published = models.PositiveSmallIntegerField(default=0)
    published_share = models.FloatField(null=True, help_text=_("Of the region's total, 0–1."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "area", "region", "year"], name="one_structure_a_region"),
        ]
        indexes = [models.Index(fields=["release", "area", "year"], name="structures_of_a_year")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}"


class Proximity(models.Model):
    """How often two groups are specialisations of the same regions; each pair is stored in both directions."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False, db_constraint=False)
    area = models.CharField(max_length=4, choices=Area)
    year = models.PositiveSmallIntegerField()
    group = models.ForeignKey(
        IndustryGroup, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    other = models.ForeignKey(
        IndustryGroup, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    proximity = models.FloatField(null=True, help_text=_("0–1; null where too few regions publish both groups."))
    regions = models.PositiveSmallIntegerField(help_text=_("Regions in which both groups are published."))
    together = models.PositiveSmallIntegerField(help_text=_("Regions specialised in both groups."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "area", "year", "group", "other"], name="one_proximity_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} – {self.other_id}: {self.proximity}"


class StructuralPosition(models.Model):
    """A region among all others by structure: its variables, and its distance to every other region.

    `variables` and `raw` follow the order of `observatory/data/similarity.toml` expanded by
    `observatory.similarity.variables()`; element `i` of `distances` is the distance to the row of the same release
    and year whose `position` is `i`.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    year = models.PositiveSmallIntegerField()
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False)
    current_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    position = models.PositiveSmallIntegerField()
    raw = ArrayField(models.FloatField(null=True), help_text=_("Values in their own units."))
    variables = ArrayField(models.FloatField(null=True), help_text=_("The same, standardised and weighted."))
    distances = ArrayField(models.FloatField(null=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "year", "region"], name="one_position_a_region"),
            models.UniqueConstraint(fields=["release", "year", "position"], name="one_region_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}"
