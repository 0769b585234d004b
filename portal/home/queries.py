"""Whether figures are published: what the home page and the check of readiness ask."""

from observatory.models import Release
from observatory.queries.release import NoRelease, get_release


def current_release() -> Release | None:
    """The published release, None before the first. 1 query."""
    try:
        return get_release()
    except NoRelease:
        return None
