"""Slugs that an editor may not choose, because an address of the portal itself would hide the page.

Wagtail answers last: whatever the URLconf names before it wins. The rule is read from the URLconf, so a new
Django view is protected the moment it is added.
"""

import re
from collections.abc import Iterator

from django.conf import settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language_from_path, override
from wagtail.views import serve

# Answered before the URLconf is asked: by middleware, the web server or the static files.
OUTSIDE_THE_URLCONF = frozenset({"healthz", "media", "static"})
# Its addresses (feeds, files, forms) stand below pages of the same name: /news/feed.atom beside /news/.
BESIDE_PAGES = frozenset({"editorial"})
SEGMENT = re.compile(r"\^?([\w-]+)(?=[/.]|$)")


def reserved_slugs() -> frozenset[str]:
    """First segments of every address of the URLconf, and the prefixes of all languages, open or not."""
    languages = {code for code, _ in settings.LANGUAGES}
    return frozenset(_first_segments(get_resolver().url_patterns)) | languages | OUTSIDE_THE_URLCONF


def _first_segments(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for entry in patterns:
        route = "" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern)
        found = SEGMENT.match(route)
        if found:
            yield found.group(1)
        elif route == "" and isinstance(entry, URLResolver) and entry.app_name not in BESIDE_PAGES:
            yield from _first_segments(entry.url_patterns)


def is_shadowed(path: str) -> bool:
    """Whether something other than Wagtail answers `path` (from the site's root, with slashes) in any language.

    Addresses are the same in all languages but for the prefix, so the default language speaks for all. A first
    segment that begins like a prefix ("it-services") is read as one.
    """
    segments = path.strip("/").split("/")
    is_top_level = len(segments) == 1
    if get_language_from_path(path) or (is_top_level and segments[0] in reserved_slugs()):
        return True
    with override(settings.LANGUAGE_CODE):
        try:
            return resolve(path).func is not serve
        except Resolver404:
            return False
