"""Pages that editors write: standard pages, sections, news and events."""

from portal.editorial.models.base import PortalPage
from portal.editorial.models.base_list import ListPage
from portal.editorial.models.call import CallPage
from portal.editorial.models.call_import import CallImport, ImportedCall
from portal.editorial.models.call_index import CallIndexPage
from portal.editorial.models.collection import LibraryCollection
from portal.editorial.models.contact import ContactMessage
from portal.editorial.models.deadline import AnnouncedDeadline, CallDeadline
from portal.editorial.models.digest import Delivery, DigestIssue, DigestItem, Subscriber
from portal.editorial.models.document_text import DocumentPage, DocumentText
from portal.editorial.models.event import EventPage
from portal.editorial.models.event_index import EventIndexPage
from portal.editorial.models.faq import FaqPage
from portal.editorial.models.glossary import GlossaryTerm
from portal.editorial.models.legal import AccessibilityPage, ContactPage, CookiesPage, PrivacyPage, ProcessingPage
from portal.editorial.models.library import LibraryIndexPage, LibraryItemPage
from portal.editorial.models.link import Link, LinkCheck, LinkUse
from portal.editorial.models.news import NewsIndexPage, NewsPage
from portal.editorial.models.occasion import Occasion
from portal.editorial.models.programme import Programme
from portal.editorial.models.proposal import EventProposal
from portal.editorial.models.standard import SectionPage, StandardPage
from portal.editorial.models.topic import Topic
from portal.editorial.models.video import VideoIndexPage, VideoPage
from portal.editorial.models.visits import DailyCount

__all__ = [
    "AccessibilityPage",
    "AnnouncedDeadline",
    "CallDeadline",
    "CallImport",
    "CallIndexPage",
    "CallPage",
    "ContactMessage",
    "ContactPage",
    "CookiesPage",
    "DailyCount",
    "Delivery",
    "DigestIssue",
    "DigestItem",
    "DocumentPage",
    "DocumentText",
    "EventIndexPage",
    "EventPage",
    "EventProposal",
    "FaqPage",
    "GlossaryTerm",
    "ImportedCall",
    "LibraryCollection",
    "LibraryIndexPage",
    "LibraryItemPage",
    "Link",
    "LinkCheck",
    "LinkUse",
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
    "Subscriber",
    "Topic",
    "VideoIndexPage",
    "VideoPage",
]
