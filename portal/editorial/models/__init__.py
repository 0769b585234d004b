"""Pages that editors write: standard pages, sections, news and events."""

from portal.editorial.models.base import PortalPage
from portal.editorial.models.event import EventIndexPage, EventPage
from portal.editorial.models.news import NewsIndexPage, NewsPage
from portal.editorial.models.standard import SectionPage, StandardPage

__all__ = [
    "EventIndexPage",
    "EventPage",
    "NewsIndexPage",
    "NewsPage",
    "PortalPage",
    "SectionPage",
    "StandardPage",
]
