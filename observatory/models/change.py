"""What differs between two releases: computed when one is published, for every pair of kept releases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from observatory.models.release import Release
from portal.registry.models import IndustryGroup, Region


class Moved(models.IntegerChoices):
    """What is not the same in both releases where a result is another one: a set of bits."""

    VALUE = 1, _("the cell's own figures")
    TOTAL = 2, _("the total of the region or of the reference area")
    CUT = 4, _("the cut of a test")
    METHOD = 8, _("the method")


class ReleaseComparison(models.Model):
    """Two releases that visitors met, `before` the older one, and what differs between them.

    `observations` counts published cells added, changed and removed by indicator and year; `figures` is a row a year:
    cells with persons employed in both releases, and how many have another figure. Reference area: the EU-27.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    is_method_changed = models.BooleanField()
    observations = models.JSONField(default=dict)
    figures = models.JSONField(default=list)
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "before"], name="one_comparison_a_pair")]

    def __str__(self) -> str:
        return f"{self.before_id} → {self.release_id}"


class ReleaseChange(models.Model):
    """A cell whose result under a rule set is another one than in the release before. Null: not judged."""

    comparison = models.ForeignKey(ReleaseComparison, on_delete=models.CASCADE, db_index=False)
    rules = models.SlugField()
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", db_index=False)
    group = models.ForeignKey(IndustryGroup, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    stars_before = models.SmallIntegerField(null=True)
    stars_after = models.SmallIntegerField(null=True)
    persons_before = models.FloatField(null=True)
    persons_after = models.FloatField(null=True)
    quotient_before = models.FloatField(null=True)
    quotient_after = models.FloatField(null=True)
    moved = models.PositiveSmallIntegerField(help_text=_("The codes of what differs, added up."))
    turned = models.PositiveSmallIntegerField(
        default=0, help_text=_("Tests passed in one of the releases only: bits in the order of the rule set's tests.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "rules", "year", "region", "group"], name="one_change_a_cell_and_rule_set"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} × {self.group_id} {self.year}: {self.stars_before} → {self.stars_after}"
