"""The introduction that editors write for a section, for pages of apps that stand below the editorial one.

`portal.editorial` registers the one provider in `AppConfig.ready()`; a landing page asks for its section's.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from portal.core.page import Link
from portal.core.panels import Panel


@dataclass(frozen=True, slots=True)
class Introduction:
    """`lead` is one sentence, `body` finished HTML, `links` the section's further pages. All may be empty.

    `language` is what it is written in; `latest` are the news, events and calls of the section.
    """

    title: str = ""
    lead: str = ""
    body: SafeString = field(default_factory=SafeString)
    links: tuple[Link, ...] = ()
    language: str = ""
    latest: tuple[Panel, ...] = ()


Provider = Callable[[str], Introduction]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Register `provider(section)`; a second registration replaces the first."""
    _providers[:] = [provider]


def introduction_to(section: str) -> Introduction:
    """What editors wrote about `section` (a first path segment: observatory, excellence, …); empty without any."""
    return _providers[0](section) if _providers else Introduction()
