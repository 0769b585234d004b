"""What every template may ask for."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "portal_name": settings.PORTAL_NAME,
        "managed_by": settings.PORTAL_MANAGED_BY,
        "official_logo": settings.PORTAL_OFFICIAL_LOGO,
    }
