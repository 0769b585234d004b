"""When and where an event takes place, and whether it does: one truth for all its translations.

`OccasionFields` stand on every event page, where editors type them and lists ask for them. `Occasion` holds what is
published, one row an event (its translation key). `portal.editorial.events.sharing` keeps both together.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy

from portal.editorial.events.kinds import EventStatus, Kind
from portal.editorial.events.zones import DEFAULT_ZONE, validate_zone


class OccasionFields(models.Model):
    """What all translations of an event share."""

    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=Kind, blank=True)
    start = models.DateTimeField(gettext_lazy("start"))
    end = models.DateTimeField(gettext_lazy("end"))
    all_day = models.BooleanField(gettext_lazy("whole days"), default=False)
    time_zone = models.CharField(
        gettext_lazy("time zone"), max_length=40, default=DEFAULT_ZONE, validators=[validate_zone]
    )
    place = models.CharField(
        gettext_lazy("place"), max_length=200, blank=True, help_text=gettext_lazy("Venue and town; empty if online.")
    )
    latitude = models.FloatField(
        gettext_lazy("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=gettext_lazy("In degrees, north is positive: 45.76 for Lyon. Places the event on the map."),
    )
    longitude = models.FloatField(
        gettext_lazy("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=gettext_lazy("In degrees, east is positive: 4.84 for Lyon."),
    )
    online_link = models.URLField(gettext_lazy("online link"), blank=True)
    status = models.CharField(gettext_lazy("state"), max_length=12, choices=EventStatus, default=EventStatus.CONFIRMED)

    class Meta:
        abstract = True


class Occasion(OccasionFields):
    """What is published of an event.

    `sequence` counts the changes that people who noted the event in their calendar must hear of. After the last
    translation is taken down or deleted, `withdrawn_at` says when; `titles` (by language) and `facets` (values by name
    of the facet) are then what calendars are told, for the pages may be gone.
    """

    translation_key = models.UUIDField(unique=True)
    sequence = models.PositiveIntegerField(default=0)
    modified_at = models.DateTimeField()
    previous_start = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True, db_index=True)
    titles = models.JSONField(default=dict)
    facets = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.translation_key} ({self.sequence})"


SHARED_FIELDS = tuple(field.name for field in OccasionFields._meta.local_fields)
