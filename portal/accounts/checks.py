"""System checks of a public server."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def second_factor(**kwargs: Any) -> list[CheckMessage]:
    if settings.PORTAL_MFA_REQUIRED:
        return []
    return [
        Warning(
            "Editors, moderators and administrators may work without a second factor.",
            hint="Leave the environment variable PORTAL_MFA_REQUIRED out.",
            id="accounts.W001",
        )
    ]
