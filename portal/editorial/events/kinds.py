"""The words of events: kinds, states and the languages that are spoken."""

from babel import Locale
from django.db import models
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MATCHMAKING = "matchmaking", _("Matchmaking")
    CONFERENCE = "conference", _("Conference")
    WEBINAR = "webinar", _("Webinar")
    TRAINING = "training", _("Training")
    MISSION = "mission", _("Mission")
    INFO_DAY = "info-day", _("Info day")
    POLICY_EVENT = "policy-event", _("Policy event")


class EventStatus(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    PLANNED = "planned", _("Planned, not yet confirmed")
    RESCHEDULED = "rescheduled", _("Moved to another date")
    POSTPONED = "postponed", _("Postponed, new date to follow")
    CANCELLED = "cancelled", _("Cancelled")


OF_THE_UNION = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
OF_NEIGHBOURS = ("bs", "is", "ka", "mk", "no", "sq", "sr", "tr", "uk")


def language_name(code: str) -> str:
    """`de` → "German", in the language of the reader; the code where no name is known."""
    name: str = Locale.parse(to_locale(get_language() or "en"), sep="_").languages.get(code, code)
    return name[:1].upper() + name[1:]


def language_choices() -> list[tuple[str, str]]:
    return sorted(
        ((code, language_name(code)) for code in (*OF_THE_UNION, *OF_NEIGHBOURS)), key=lambda choice: choice[1]
    )
