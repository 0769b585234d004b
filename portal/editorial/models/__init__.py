"""Pages that editors write: standard pages, sections, news and events."""

from portal.editorial.models.base import PortalPage
from portal.editorial.models.base_list import ListPage
from portal.editorial.models.event import EventIndexPage, EventPage
from portal.editorial.models.news import NewsIndexPage, NewsPage
from portal.editorial.models.standard import SectionPage, StandardPage
from portal.editorial.models.topic import Topic

__all__ = [
    "EventIndexPage",
    "EventPage",
    "ListPage",
    "NewsIndexPage",
    "NewsPage",
    "PortalPage",
    "SectionPage",
    "StandardPage",
    "Topic",
]
