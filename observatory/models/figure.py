"""Figures computed when a release is published; pages only read them.

`area` is the reference area (`eu27` or `all`) whose shares, quotients, ranks and cuts a row holds.
Null means "no figure", never zero. Star arrays follow the order of `Release.rule_sets`.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from observatory.models.observation import Status
from observatory.models.release import Release
from portal.registry.models import IndustryGroup, Region


class Area(models.TextChoices):
    EU27 = "eu27", _("EU-27")
    ALL = "all", _("All countries with data")


class NoTotal(models.TextChoices):
    """Why a region has no total, so no quotients."""

    TOO_MUCH_ESTIMATED = (
        "too-much-estimated",
        _("too much of the total would have to be estimated"),
    )
    NO_KEY = "no-key", _("a part of its economy is not published, and nothing published tells how large it is")


class Unjudged(models.IntegerChoices):
    """Why a cell could not be judged by a rule set."""

    LOCAL_GROUP = 1, _("the group serves local markets")
    NOT_MEASURABLE = 2, _("the source covers too little of what the group is made of")
    COUNTRY_WITHOUT_GROUP = 3, _("the country does not publish the group")
    AREA_TOO_SMALL = 4, _("too few of the area's persons employed work in countries that publish the group")
    NO_FIGURE = 5, _("persons employed are not published")
    NO_TOTAL = 6, _("the region has no total, so no location quotient")
    NOT_NUTS2 = 7, _("statistical clusters are judged at NUTS 2")
    OUTSIDE_AREA = 8, _("the region lies outside the reference area: shown against it, not ranked")
    UNION = 9, _("a sum over former regions is shown, never ranked")
    EXTRA_REGIO = 10, _("territory outside all regions, such as embassies, is in no ranking")
    MISSING_MEASURE = 11, _("a measure that the rule set needs is not published")


class Outlook(models.IntegerChoices):
    """Whether an unpublished cell can have a star, over everything that the source itself allows."""

    IMPOSSIBLE = 0, _("a star is impossible")
    POSSIBLE = 1, _("a star is possible")
    CERTAIN = 2, _("a star is certain")


class ClusterFigure(models.Model):
    """Everything known of one cell: region × industry group × year, against one reference area.

    `region` is as published (code and NUTS version); `current_region` is today's code where the change is a
    pure recode (or none). For a union (today's region is an exact sum of former ones) `region` is today's
    region itself, `is_union` is set and there are no ranks and no stars.

    The database does not check the relations again, as with `Observation`: the keys were read from their tables in
    the same transaction, and a check of half a million rows one by one takes as long as writing them.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False, db_constraint=False)
    area = models.CharField(max_length=4, choices=Area)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    current_region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", null=True, db_index=False, db_constraint=False
    )
    is_union = models.BooleanField(default=False)
    group = models.ForeignKey(
        IndustryGroup, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    year = models.PositiveSmallIntegerField()

    persons_employed = models.FloatField(null=True)
    local_units = models.FloatField(null=True)
    wages_meur = models.FloatField(null=True, help_text=_("Wages and salaries, million euro."))
    location_quotient = models.FloatField(null=True)
    size = models.FloatField(null=True, help_text=_("Share of the area's persons employed in the group, 0–1."))
    focus = models.FloatField(null=True, help_text=_("Share of the region's persons employed, 0–1."))
    growth = models.FloatField(null=True, help_text=_("Yearly rate of persons employed, 0.02 is 2 %."))
    growth_from = models.PositiveSmallIntegerField(null=True)
    growth_to = models.PositiveSmallIntegerField(null=True)
    wage_per_person_eur = models.FloatField(null=True)
    relative_wage = models.FloatField(null=True, help_text=_("Against the mean of the region's own country, 1 = mean."))
    persons_per_unit = models.FloatField(null=True)
    status = models.PositiveSmallIntegerField(choices=Status)
    marks = models.PositiveSmallIntegerField(default=0)
    total_is_estimated = models.BooleanField(default=False, help_text=_("Stars are then drawn hollow."))

    # Competition ranks (1 = highest) among the cells that a test ranks; n stands in StarCut.
    size_rank = models.PositiveIntegerField(null=True)
    focus_rank = models.PositiveIntegerField(null=True)
    lq_rank = models.PositiveIntegerField(null=True)
    wage_rank = models.PositiveIntegerField(null=True)

    # One element a rule set: the result, the tests passed (bits in the order of the rule set's tests,
    # gates first), and why the cell could not be judged.
    stars = ArrayField(models.SmallIntegerField(null=True))
    passed = ArrayField(models.SmallIntegerField())
    unjudged = ArrayField(models.SmallIntegerField(null=True, choices=Unjudged))
    outlook = ArrayField(
        models.SmallIntegerField(null=True, choices=Outlook),
        null=True,
        help_text=_("What may be said of the star of an unpublished cell, one element a rule set."),
    )
    density = models.FloatField(null=True, help_text=_("Relatedness density of the group in the region, 0–1."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "area", "region", "group", "year"], name="one_figure_a_cell"),
        ]
        indexes = [
            models.Index(fields=["release", "area", "year", "group"], name="figures_of_a_group"),
            models.Index(fields=["release", "area", "current_region", "year"], name="figures_of_todays_region"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} × {self.group_id} {self.year}"


class RegionFigure(models.Model):
    """A region's persons employed over all sections of the business economy covered, and how they were found."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False)
    current_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    is_union = models.BooleanField(default=False)
    year = models.PositiveSmallIntegerField()
    persons_employed = models.FloatField(null=True, help_text=_("The total E_r; null where there is none."))
    published_persons = models.FloatField(null=True, help_text=_("What the visible sections and divisions add up to."))
    estimated_share = models.FloatField(null=True, help_text=_("Share of the total that is estimated, 0–1."))
    is_national = models.BooleanField(
        default=False, help_text=_("The total is the national one: the country is one region and lacks a section.")
    )
    no_total = models.CharField(max_length=20, choices=NoTotal, blank=True)
    wages_meur = models.FloatField(null=True)
    local_units = models.FloatField(null=True)
    groups_published = models.PositiveSmallIntegerField(
        default=0, help_text=_("Divisions with published persons employed.")
    )
    sections_published = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "region", "year"], name="one_total_a_region"),
        ]
        indexes = [models.Index(fields=["release", "current_region", "year"], name="totals_of_todays_region")]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}"


class RegionClusters(models.Model):
    """How many statistical clusters a region has under one rule set, and the persons employed in them.

    Rows exist for NUTS 0, 1 and 2; a country's and a NUTS 1 region's counts are those of the regions inside.
    The database does not check the relations again, for the reason given at `ClusterFigure`.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False, db_constraint=False)
    area = models.CharField(max_length=4, choices=Area)
    rules = models.SlugField()
    scheme = models.ForeignKey(
        "registry.Scheme", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    year = models.PositiveSmallIntegerField()
    one_star = models.PositiveSmallIntegerField()
    two_stars = models.PositiveSmallIntegerField()
    three_stars = models.PositiveSmallIntegerField()
    judged = models.PositiveSmallIntegerField(help_text=_("Cells that could be judged; 0 means no figure."))
    persons_in_clusters = models.FloatField(null=True)
    share_in_clusters = models.FloatField(null=True, help_text=_("Share of the region's total, 0–1."))
    strength = models.FloatField(null=True, help_text=_("Share of the region's traded persons employed, 0–1."))
    stars_lost = models.PositiveSmallIntegerField(
        null=True, help_text=_("Stars that would be lost if every cut were a tenth higher.")
    )
    stars_gained = models.PositiveSmallIntegerField(
        null=True, help_text=_("Stars that would be gained if every cut were a tenth lower.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "area", "rules", "scheme", "region", "year"], name="one_count_a_region"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.rules} {self.year}"
