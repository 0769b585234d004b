"""What the directory knows of each organisation: few short columns, ready to be counted and searched."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import BigIntegerField, Func

LONGEST_NAME_KEY = 60


class CurrentTransaction(Func):
    """The number of the transaction that writes, the same for all it writes."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = BigIntegerField()


class DirectoryEntry(models.Model):
    """One organisation as the directory counts and finds it; written by `directory.actions` alone.

    `codes` are `facet:value` keys. The row outlives its organisation (`is_shown` is then false), so that processes
    which remember it learn that it went; `written_in` says with which transaction it changed last.
    """

    organisation_key = models.BigIntegerField(primary_key=True)
    is_shown = models.BooleanField()
    codes = ArrayField(models.CharField(max_length=80), default=list)
    place = models.CharField(max_length=5, help_text="The region, or the country where there is none.")
    confirmed_on = models.DateField()
    members = models.PositiveIntegerField(null=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    is_exact = models.BooleanField(default=False, help_text="The position is its own, not the middle of its region.")
    name_key = models.CharField(max_length=LONGEST_NAME_KEY)
    words = SearchVectorField()
    written_in = models.BigIntegerField(db_default=CurrentTransaction())

    class Meta:
        verbose_name_plural = "directory entries"
        indexes = [
            GinIndex(fields=["words"], name="directory_by_word", fastupdate=False),
            models.Index(fields=["written_in"], name="directory_by_transaction"),
        ]

    def __str__(self) -> str:
        return self.name_key
