"""Makes a new portal's pages, languages, groups and first account; each step does nothing where it is done."""

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from observatory.queries.release import DEFAULT_SCHEME
from portal.accounts.actions import create_member
from portal.accounts.models import User
from portal.accounts.roles import EDITOR
from portal.core.models import Language
from portal.editorial.models import EventIndexPage, EventPage, NewsIndexPage, NewsPage, SectionPage, StandardPage
from portal.editorial.translating.locales import use_language
from portal.home.first_calls import make_calls
from portal.home.first_library import make_library
from portal.home.front.usual import usual_body
from portal.home.models import HomePage
from portal.home.site_content import site_content
from portal.registry.models import IndustryGroup, Region

HTTPS_PORT, HTTP_PORT = 443, 80


@transaction.atomic
def prepare_languages() -> list[str]:
    """A row for every language of the settings; codes of those that were opened, on a portal that has none yet."""
    is_new = not Language.objects.exists()
    for position, (code, _name) in enumerate(settings.LANGUAGES):
        opens = code == settings.LANGUAGE_CODE or (is_new and code in settings.PORTAL_OPEN_AT_FIRST)
        state = Language.State.OPEN if opens else Language.State.UNUSED
        Language.objects.get_or_create(code=code, defaults={"position": position, "state": state})
    return [language.code for language in Language.objects.all() if use_language(language=language)]


@transaction.atomic
def prepare_pages() -> int:
    """The whole tree of a new portal, and how many pages it has. Where a home page stands, 0: it is the editors'."""
    if HomePage.objects.exists():
        return 0
    content = site_content()
    home = _make_home(content["home"])
    for section in content["section"]:
        _make_section(home, section)
    for page in content["page"]:
        home.add_child(instance=_standard(page))
    _make_news(home, content["news"])
    _make_events(home, content["events"])
    make_library(home)
    make_calls(home, content["calls"])
    below: int = home.get_descendant_count()
    return below + 1


def prepare_first_editor(*, email: str) -> str:
    """The password of a first editor, made where the portal has no account at all; else empty."""
    if User.objects.exists():
        return ""
    return create_member(email=email, group_names=(EDITOR,))


def _make_home(content: dict[str, Any]) -> HomePage:
    """The home page in the place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    welcome = list(root.get_children())
    for page in welcome:
        # Not save(): that would queue an update of the search index for a page that is gone when it runs.
        Page.objects.filter(pk=page.pk).update(slug=f"former-{page.pk}")
    home: HomePage = root.add_child(
        instance=HomePage(slug="home", title=content["title"], lead=content["lead"], body=usual_body(content))
    )
    _point_site_to(home)
    for page in welcome:
        page.delete()
    return home


def _point_site_to(home: HomePage) -> None:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (HTTPS_PORT if address.scheme == "https" else HTTP_PORT)
    site = {"hostname": address.hostname or "localhost", "port": port, "site_name": settings.PORTAL_NAME}
    Site.objects.update_or_create(is_default_site=True, defaults={**site, "root_page": home})


def _text(html: str) -> list[tuple[str, Any]]:
    return [("text", html.strip())] if html.strip() else []


def _standard(content: dict[str, Any]) -> StandardPage:
    fields = {name: content[name] for name in ("slug", "title", "lead")}
    return StandardPage(body=_text(content["body"]), search_description=content["lead"], **fields)


def _make_section(home: HomePage, content: dict[str, Any]) -> None:
    fields = {name: content[name] for name in ("slug", "title", "lead")}
    section = home.add_child(instance=SectionPage(introduction=_text(content["body"]), **fields))
    for page in content.get("page", []):
        section.add_child(instance=_standard(page))


def _make_news(home: HomePage, content: dict[str, Any]) -> None:
    index = home.add_child(instance=NewsIndexPage(title=content["title"], slug="news", lead=content["lead"]))
    for item in content["item"]:
        index.add_child(instance=_news(item))


def _news(item: dict[str, Any]) -> NewsPage:
    body = _text(item["body"])
    if "ranking" in item:
        body.append(("ranking", {"scheme": DEFAULT_SCHEME, "group": item["ranking"], "rows": 5}))
    day = timezone.localdate() - timedelta(days=item["days_ago"])
    fields = {name: item[name] for name in ("slug", "title", "summary")}
    return NewsPage(date=day, body=body, search_description=item["summary"], **fields)


def _make_events(home: HomePage, content: dict[str, Any]) -> None:
    index = home.add_child(instance=EventIndexPage(title=content["title"], slug="events", lead=content["lead"]))
    for item in content["item"]:
        page = index.add_child(instance=_event(item))
        groups = IndustryGroup.objects.filter(scheme=DEFAULT_SCHEME, code__in=item.get("groups", []))
        page.industry_groups.set(groups)
        page.save()


def _event(item: dict[str, Any]) -> EventPage:
    """A sample event; regions that the registry does not know yet are left out."""
    zone = item.get("time_zone", settings.TIME_ZONE)
    day = timezone.localdate() + timedelta(days=item["in_days"])
    start = datetime.combine(day, time(item["hour"]), tzinfo=ZoneInfo(zone))
    known = Region.objects.current().filter(code__in=item.get("region_codes", [])).values_list("code", flat=True)
    return EventPage(
        start=start,
        end=start + timedelta(hours=item["hours"]),
        time_zone=zone,
        region_codes=list(known),
        body=_text(item["body"]),
        latitude=item.get("latitude"),
        longitude=item.get("longitude"),
        event_languages=item.get("event_languages", []),
        is_sample=True,
        **{name: item.get(name, "") for name in ("slug", "title", "summary", "kind", "place", "online_link")},
    )
