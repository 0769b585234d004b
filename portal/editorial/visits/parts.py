"""To which part of the portal an address belongs: a short fixed list, so that nothing personal can be counted."""

import re

from django.conf import settings

from portal.core.languages import without_prefix

SECTIONS = (
    "observatory", "excellence", "internationalisation", "emerging", "news", "events", "calls", "videos", "library",
    "search", "glossary", "faq", "digest", "documents",
)  # fmt: skip
HOME, OTHER = "home", "other"
# Not for visitors, about one visitor, or no page: never counted.
UNCOUNTED = re.compile(r"^/(admin|account|static|media|styleguide|healthz|readyz)(/|$)")
DOWNLOAD = re.compile(r"\.(csv|xlsx|json|geojson|pdf|docx|png|svg|zip)$|^/documents/")
FEED = re.compile(r"\.(atom|ics)$")


def is_counted(path: str) -> bool:
    return not UNCOUNTED.match(without_prefix(path))


def part_of(path: str) -> str:
    """`/fr/observatory/regions/DE21/` is `observatory`."""
    plain = without_prefix(path)
    if plain == "/":
        return HOME
    first = re.split(r"[/.]", plain.lstrip("/"), maxsplit=1)[0]
    return first if first in SECTIONS else OTHER


def language_of_path(path: str) -> str:
    """The prefix of the address, the default language without one."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
