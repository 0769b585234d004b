"""Context of a region from other sources: output per head, innovation, competitiveness; loaded, never computed.

Each figure is its source's own: the zone it was published for, the year it is about, and the place of that zone among
the zones of the EU-27 in the same source. Null means "no figure", never zero.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from observatory.models.observation import Status
from observatory.models.release import Release
from portal.registry.models import Region


class ContextFigure(models.Model):
    """One indicator of one zone and year, a row for every region that shows it.

    A zone is a region of one NUTS version, or several that the source merges ("Vienna and its commuting zone"); a
    region inside a larger zone shows the zone's figure as the zone's (`is_part`). `region` is the region in the
    version of the source, `current_region` today's code where the change is a pure recode (or none). For a union
    `region` is today's region itself: only totals are summed, and never ranked. Rows without a region are of the EU.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False, db_constraint=False)
    dataset = models.CharField(max_length=40)
    indicator = models.PositiveSmallIntegerField(help_text=_("Number in the data file of context indicators."))
    zone = models.CharField(max_length=10, help_text=_("Code of the zone in its source."))
    zone_name = models.CharField(max_length=200)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", null=True, db_index=False, db_constraint=False
    )
    current_region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", null=True, db_index=False, db_constraint=False
    )
    is_part = models.BooleanField(default=False, help_text=_("The region is only a part of the zone."))
    is_union = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField(help_text=_("The figure's own year, or that of the scoreboard."))
    period = models.CharField(max_length=40, blank=True, help_text=_("The years the figure is about, where several."))
    value = models.FloatField(null=True)
    label = models.CharField(max_length=30, blank=True, help_text=_("A result in words: Innovation leader."))
    status = models.PositiveSmallIntegerField(choices=Status, default=Status.FINAL)
    marks = models.PositiveSmallIntegerField(default=0)
    rank = models.PositiveSmallIntegerField(
        null=True, help_text=_("Rank among all zones: 1 is best, equal values share a rank.")
    )
    ranked = models.PositiveSmallIntegerField(null=True, help_text=_("How many zones were ranked."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "indicator", "year", "zone", "region"],
                name="one_context_figure_a_zone_and_region",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["release", "region"], name="context_of_a_region"),
            models.Index(fields=["release", "current_region"], name="context_of_todays_region"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.zone} {self.year}"
