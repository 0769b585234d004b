"""Pages that editors write: standard pages, sections, news and events."""

from portal.editorial.models.base import PortalPage
from portal.editorial.models.base_list import ListPage
from portal.editorial.models.contact import ContactMessage
from portal.editorial.models.call import CallPage
from portal.editorial.models.call_import import CallImport, ImportedCall
from portal.editorial.models.call_index import CallIndexPage
from portal.editorial.models.deadline import AnnouncedDeadline, CallDeadline
from portal.editorial.models.event import EventPage
from portal.editorial.models.event_index import EventIndexPage
from portal.editorial.models.faq import FaqPage
from portal.editorial.models.glossary import GlossaryTerm
from portal.editorial.models.legal import AccessibilityPage, ContactPage, CookiesPage, PrivacyPage, ProcessingPage
from portal.editorial.models.news import NewsIndexPage, NewsPage
from portal.editorial.models.occasion import Occasion
from portal.editorial.models.programme import Programme
from portal.editorial.models.standard import SectionPage, StandardPage
from portal.editorial.models.topic import Topic

__all__ = [
    "AccessibilityPage",
    "ContactMessage",
    "ContactPage",
    "CookiesPage",
    "AnnouncedDeadline",
    "CallDeadline",
    "CallImport",
    "CallIndexPage",
    "CallPage",
    "EventIndexPage",
    "EventPage",
    "FaqPage",
    "GlossaryTerm",
    "ImportedCall",
    "ListPage",
    "NewsIndexPage",
    "NewsPage",
    "Occasion",
    "PortalPage",
    "PrivacyPage",
    "ProcessingPage",
    "Programme",
    "SectionPage",
    "StandardPage",
    "Topic",
]
