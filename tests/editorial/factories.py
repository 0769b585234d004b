"""A small site and the smallest valid pages."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, Site

from portal.editorial.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage, SectionPage, StandardPage
from portal.home.front.usual import usual_body
from portal.home.models import HomePage


def make_home(body: list | None = None) -> HomePage:
    """A home page at the root of the default site, composed as usual."""
    root = Page.get_first_root_node()
    blocks = usual_body() if body is None else body
    home = root.add_child(instance=HomePage(title="Portal", slug="portal-home", lead="Lead.", body=blocks))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    return home


def make_standard(parent: Page, slug: str = "about", **fields) -> StandardPage:
    return parent.add_child(instance=StandardPage(**{"title": slug.title(), "slug": slug, "lead": "Lead.", **fields}))


def make_section(home: HomePage, slug: str = "excellence", **fields) -> SectionPage:
    values = {"title": slug.title(), "slug": slug, "lead": "What the section is for.", **fields}
    return home.add_child(instance=SectionPage(**values))


def make_news_index(home: HomePage) -> NewsIndexPage:
    return home.add_child(instance=NewsIndexPage(title="News", slug="news"))


def make_news(index: NewsIndexPage, slug: str = "item", groups=(), topics=(), **fields) -> NewsPage:
    page = NewsPage(**{"title": slug.title(), "slug": slug, "summary": "Summary.", **fields})
    return with_subjects(index.add_child(instance=page), groups, topics)


def make_event_index(home: HomePage) -> EventIndexPage:
    return home.add_child(instance=EventIndexPage(title="Events", slug="events"))


def make_event(
    index: EventIndexPage, slug: str = "event", in_days: int = 7, groups=(), topics=(), **fields
) -> EventPage:
    start = timezone.now() + timedelta(days=in_days)
    values = {"start": start, "end": start + timedelta(hours=2), "place": "Lyon", "summary": "Summary."}
    page = EventPage(**{"title": slug.title(), "slug": slug, **values, **fields})
    return with_subjects(index.add_child(instance=page), groups, topics)


def with_subjects(page, groups=(), topics=()):
    """The page with its groups and topics, which a page that is being created cannot have yet."""
    page.industry_groups.set(groups)
    page.topics.set(topics)
    page.save()
    return page
