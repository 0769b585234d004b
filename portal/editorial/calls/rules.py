"""What must hold between the dates of a call, whoever writes them: an editor or an import."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _


def date_faults(opens_on: date | None, is_continuous: bool, moments: Sequence[datetime]) -> dict[str, str]:
    """What is wrong, by field; nothing where all is well."""
    if not moments and not is_continuous and not opens_on:
        message = _("Add a deadline, mark the call as continuous, or say when it opens if no deadline is known yet.")
        return {"is_continuous": message}
    if opens_on and any(moment.date() < opens_on for moment in moments):
        return {"opens_on": _("A deadline is before the day on which the call opens. Check both.")}
    return {}
