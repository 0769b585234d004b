"""Figures of a group in a reference area, and the cuts that its cells had to reach."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from observatory.models.figure import Area, Unjudged
from observatory.models.release import Release
from portal.registry.models import IndustryGroup


class GroupFigure(models.Model):
    """A group in the reference area: the sums over the countries that publish it, and how much that is."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    area = models.CharField(max_length=4, choices=Area)
    group = models.ForeignKey(IndustryGroup, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    persons_employed = models.FloatField(null=True, help_text=_("E_c over the countries below."))
    total_persons = models.FloatField(null=True, help_text=_("E over the same countries."))
    local_units = models.FloatField(null=True)
    wages_meur = models.FloatField(null=True)
    countries = ArrayField(models.CharField(max_length=2), help_text=_("Countries that publish the group."))
    area_share = models.FloatField(null=True, help_text=_("Share of the area's persons employed in these countries."))
    composition_share = models.FloatField(help_text=_("Share of the group's weights that the source holds."))
    regions_published = models.PositiveSmallIntegerField()
    unjudged = models.PositiveSmallIntegerField(
        null=True, choices=Unjudged, help_text=_("Why the group gets no stars.")
    )
    trend_index = models.FloatField(null=True, help_text=_("Chain-linked persons employed, first year = 100."))
    gini_concentration = models.FloatField(null=True, help_text=_("Gini concentration over NUTS 2 regions, 0–1."))
    top5_share = models.FloatField(null=True, help_text=_("Share of the group in its five largest regions, 0–1."))
    top10_share = models.FloatField(null=True, help_text=_("Share of the group in its ten largest regions, 0–1."))
    total_trend_index = models.FloatField(null=True, help_text=_("The same for all groups together."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "area", "group", "year"], name="one_sum_a_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.year}"


class StarCut(models.Model):
    """The cut of one test of a rule set: what value passes, and among how many cells it was found."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    area = models.CharField(max_length=4, choices=Area)
    rules = models.SlugField()
    test = models.SlugField()
    scheme = models.ForeignKey("registry.Scheme", on_delete=models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(
        IndustryGroup,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_index=False,
        help_text=_("Null where all traded groups are ranked together."),
    )
    year = models.PositiveSmallIntegerField()
    cut = models.FloatField(null=True)
    n = models.PositiveIntegerField(null=True, help_text=_("Cells ranked; null for a fixed cut."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "area", "rules", "test", "scheme", "group", "year"],
                name="one_cut_a_test",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rules} {self.test} {self.year}: {self.cut}"
