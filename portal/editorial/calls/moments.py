"""Moments of deadlines, with words for times that a clock never or twice shows."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.editorial.events.local_times import RepeatedTime, SkippedTime, at_place


class WrongTime(ValueError):
    """A time that no clock at the place shows, or one that it shows twice: the message is for editors."""


def moment_at(naive: datetime, zone: str) -> datetime:
    """The moment that a clock in `zone` shows as `naive`. Raises WrongTime."""
    words = {"time": f"{naive:%H:%M}", "day": f"{naive:%Y-%m-%d}", "zone": zone}
    try:
        return at_place(naive, zone)
    except SkippedTime as error:
        message = _("There is no %(time)s on %(day)s in %(zone)s: clocks are put forward over it. Choose a later one.")
        raise WrongTime(message % words) from error
    except RepeatedTime as error:
        message = _(
            "%(time)s on %(day)s happens twice in %(zone)s: clocks are put back. Choose a time before or after."
        )
        raise WrongTime(message % words) from error
