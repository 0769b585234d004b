"""Observations: one numeric value, one status and a set of marks for every cell that a source publishes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from observatory.models.release import Release
from portal.registry.models import Industry, Region


class Status(models.IntegerChoices):
    """Exactly one a cell; the highest of the combined flags wins."""

    FINAL = 0, _("final")
    PROVISIONAL = 1, _("provisional")
    ESTIMATED = 2, _("estimated")
    LOW_RELIABILITY = 3, _("low reliability")
    NOT_AVAILABLE = 4, _("not available")
    CONFIDENTIAL = 5, _("confidential")


class Mark(models.IntegerChoices):
    """A set a cell, stored as the sum of its bits."""

    BREAK = 1, _("break in series")
    DEFINITION_DIFFERS = 2, _("definition differs")
    REVISED = 4, _("revised")
    PARTIAL = 8, _("at least: some members are not published")
    UNKNOWN_FLAG = 16, _("flag not known to the portal")


class Observation(models.Model):
    """A published cell. Cells that are missing without any flag are not stored.

    The database does not check the three relations again: the load looks every code up before it writes, in the
    same transaction, and a check of a million rows one by one would take several times as long as writing them.
    """

    pk = models.CompositePrimaryKey("release_id", "indicator", "region_id", "industry_id", "year")
    release = models.ForeignKey(Release, on_delete=models.CASCADE, db_index=False, db_constraint=False)
    indicator = models.PositiveSmallIntegerField(help_text=_("Number of the indicator in its data file."))
    region = models.ForeignKey(Region, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    year = models.PositiveSmallIntegerField()
    value = models.FloatField(null=True)
    status = models.PositiveSmallIntegerField(choices=Status)
    marks = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.indicator} {self.region_id} {self.industry_id} {self.year}"
