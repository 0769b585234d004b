"""How editors type an event: start and end as the clock at the place shows them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from portal.editorial.events.kinds import EventStatus, Kind, language_choices
from portal.editorial.events.local_times import (
    RepeatedTime,
    SkippedTime,
    at_place,
    end_of_day,
    start_of_day,
    to_local,
)
from portal.editorial.events.zones import DEFAULT_ZONE, validate_zone, zone_choices
from portal.editorial.models.base import PortalPageForm


class LocalDateTimeField(forms.DateTimeField):
    """A time as a clock shows it; where the clock hangs is asked beside."""

    def to_python(self, value: Any) -> datetime | None:
        return self._parse(value) if value not in self.empty_values else None

    def _parse(self, value: Any) -> datetime:
        """Not Django's own way, which takes every time for one of Brussels and refuses some."""
        if isinstance(value, datetime):
            return value
        for pattern in self.input_formats:
            try:
                return self.strptime(str(value).strip(), pattern)
            except ValueError:
                continue
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value: Any) -> Any:
        return value


class TimesRules:
    """For forms with start, end, all_day and time_zone: cleaned start and end are moments."""

    add_error: Callable[..., None]

    def clean_times(self, cleaned: dict[str, Any]) -> None:
        zone, whole_days = cleaned.get("time_zone"), cleaned.get("all_day")
        if not zone:
            cleaned["start"] = cleaned["end"] = None  # no moments without it
            return
        for name, of_day in (("start", start_of_day), ("end", end_of_day)):
            if cleaned.get(name):
                cleaned[name] = of_day(cleaned[name], zone) if whole_days else self._moment(name, cleaned[name], zone)
        if cleaned.get("start") and cleaned.get("end") and cleaned["end"] < cleaned["start"]:
            self.add_error("end", _("The event ends before it starts. Check both days and times."))

    def _moment(self, name: str, naive: datetime, zone: str) -> datetime | None:
        words = {"time": f"{naive:%H:%M}", "day": f"{naive:%Y-%m-%d}", "zone": zone}
        try:
            return at_place(naive, zone)
        except SkippedTime:
            message = _(
                "There is no %(time)s on %(day)s in %(zone)s: clocks are put forward over it. Choose a later one."
            )
        except RepeatedTime:
            message = _(
                "%(time)s on %(day)s happens twice in %(zone)s: clocks are put back. Choose a time before or after."
            )
        self.add_error(name, message % words)
        return None


class EventPageForm(TimesRules, PortalPageForm):
    """`shared_sequence` tells which state of the shared values the form was made from."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "---------"), *Kind.choices])
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=zone_choices,
        initial=DEFAULT_ZONE,
        validators=[validate_zone],
        help_text=gettext_lazy("Of the place, or of the organiser if online. Start and end are in this time."),
    )
    start = LocalDateTimeField(
        label=gettext_lazy("Start"), widget=AdminDateTimeInput, help_text=gettext_lazy("In the time zone above.")
    )
    end = LocalDateTimeField(
        label=gettext_lazy("End"), widget=AdminDateTimeInput, help_text=gettext_lazy("In the time zone above.")
    )
    event_languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken"),
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shared_sequence = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("start", "end"):
            moment = getattr(self.instance, name)
            if moment:
                self.initial[name] = to_local(moment, self.instance.time_zone).replace(tzinfo=None)
        self.initial["shared_sequence"] = self.instance.known_sequence

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.clean_times(cleaned)
        if cleaned.get("status") == EventStatus.CANCELLED and not cleaned.get("status_reason"):
            self.add_error("status_reason", _("Say why the event is cancelled: people have it in their calendars."))
        self._check_nothing_changed_meanwhile(cleaned)
        return cleaned

    def _check_nothing_changed_meanwhile(self, cleaned: dict[str, Any]) -> None:
        """Raises no error for a form that does not say when it was made (an API, a test)."""
        seen, now = cleaned.get("shared_sequence"), self.instance.known_sequence
        if seen is None or seen == now:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("shared_sequence")] = str(now)
        self.add_error(
            None,
            _(
                "Time, place or state of this event were changed in another language while you were writing. "
                "Compare them with the published page; saving again keeps what stands here."
            ),
        )
