"""Times as a clock at the place shows them. A clock that is changed skips an hour or shows one twice."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

LAST_MINUTE = time(23, 59)


class SkippedTime(ValueError):
    """The clock at the place never shows this time: it is put forward over it."""


class RepeatedTime(ValueError):
    """The clock at the place shows this time twice: it is put back over it."""


def at_place(naive: datetime, zone: str) -> datetime:
    """The moment at which a clock in `zone` shows `naive`. Raises SkippedTime or RepeatedTime where it is not one."""
    first, second = (naive.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    earlier, later = first.utcoffset() or timedelta(), second.utcoffset() or timedelta()
    if earlier == later:
        return first
    raise (RepeatedTime if earlier > later else SkippedTime)(f"{naive:%Y-%m-%d %H:%M} in {zone}")


def start_of_day(naive: datetime, zone: str) -> datetime:
    """The first moment of a day; a clock that is put forward at midnight starts it at one."""
    return naive.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=ZoneInfo(zone), fold=0)


def end_of_day(naive: datetime, zone: str) -> datetime:
    """The last minute of a day, the second one where the clock shows it twice."""
    return datetime.combine(naive, LAST_MINUTE, tzinfo=ZoneInfo(zone)).replace(fold=1)


def to_local(moment: datetime, zone: str) -> datetime:
    """`moment` as the clock in `zone` shows it."""
    return moment.astimezone(ZoneInfo(zone))
