"""An editor's day in a browser: write, have it approved, schedule, translate, correct, take down."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import WIDE

AT_ONCE_SECONDS = 2.0
ADDRESS = "/news/looms-of-the-north/"
TITLE, CORRECTED, LATER = "Looms of the north", "Looms in the far north", "Looms of tomorrow"
FRENCH = "Les métiers du nord"
ACCOUNTS = """
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from portal.accounts.models import User
from portal.accounts.roles import CONTRIBUTOR, MODERATOR
from portal.editorial.models import NewsIndexPage
for role in (CONTRIBUTOR, MODERATOR):
    user = User.objects.create_user(f"{role.lower()}@example.org", "a-long-password")
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    print("session", client.cookies[settings.SESSION_COOKIE_NAME].value)
print("index", NewsIndexPage.objects.get(locale__language_code="en").pk)
"""
# What was to go live tomorrow goes live a minute ago.
BRING_FORWARD = """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Revision
past = timezone.now() - timedelta(minutes=1)
for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
"""


@pytest.fixture(scope="module")
def office(portal) -> list[str]:
    """Sessions of a contributor and a moderator, and the number of the news index."""
    return [line.split()[-1] for line in portal.manage("shell", "-v0", "-c", ACCOUNTS).splitlines()]


@pytest.fixture
def desks(chromium: Browser, portal, office) -> Iterator[tuple[Page, Page]]:
    """The desk of the contributor and that of the moderator."""
    contexts = [chromium.new_context(base_url=portal.url, locale="en-GB", viewport=WIDE) for _ in range(2)]
    for context, session in zip(contexts, office, strict=False):
        context.add_cookies([{"name": "sessionid", "value": session, "url": portal.url}])
    yield tuple(context.new_page() for context in contexts)
    for context in contexts:
        context.close()


def read(portal, address: str) -> str:
    """What an anonymous visitor reads; of an error page, only its status."""
    try:
        with urlopen(Request(f"{portal.url}{address}", headers={"Cache-Control": "no-cache"})) as answer:
            return answer.read().decode()
    except HTTPError as error:
        return str(error.code)


PLACES = ("/", "/news/", "/news/feed.atom", "/search/?q=looms")


def shown_at(portal, title: str) -> set[str]:
    return {address for address in PLACES if title in re.sub(r"</?mark>", "", read(portal, address))}


def at_once(what: Callable[[], bool]) -> bool:
    """Whether it comes true within two seconds from now."""
    end = time.monotonic() + AT_ONCE_SECONDS
    while not (result := what()) and time.monotonic() < end:
        pass
    return result


def write(desk: Page, index: str, title: str) -> None:
    desk.goto(f"/admin/pages/add/editorial/newspage/{index}/")
    desk.locator("#id_title").fill(title)
    desk.locator("#id_summary").fill("How looms weave a region together.")


def add_figure(desk: Page) -> None:
    desk.locator(".c-sf-add-button").first.click()
    desk.get_by_role("option", name="Headline figure").click()
    desk.locator("[name='body-0-value-measure']").select_option(index=1)


def send(desk: Page, label: str | re.Pattern[str]) -> None:
    """Press a button of the desk's footer, which may stand behind "More actions"."""
    button = desk.locator("footer").get_by_role("button", name=label)
    if not button.first.is_visible():
        desk.locator("footer").get_by_role("button", name="More actions").click()
    with desk.expect_navigation():
        button.first.click()


def test_an_editors_day(desks, portal, office) -> None:
    contributor, moderator = desks
    index = office[-1]

    write(contributor, index, TITLE)
    add_figure(contributor)
    send(contributor, re.compile("Submit to Moderators"))
    assert shown_at(portal, TITLE) == set()

    moderator.goto("/admin/")
    moderator.get_by_role("link", name=TITLE).first.click()
    send(moderator, re.compile("Approve and publish", re.IGNORECASE))
    assert at_once(lambda: shown_at(portal, TITLE) == set(PLACES))
    assert at_once(lambda: ADDRESS in read(portal, "/sitemap-pages.xml"))
    assert "Eurostat" in read(portal, ADDRESS)

    schedule(moderator, index)
    assert shown_at(portal, LATER) == set()
    portal.manage("shell", "-v0", "-c", BRING_FORWARD)
    portal.manage("publish_scheduled")
    assert at_once(lambda: shown_at(portal, LATER) == set(PLACES))

    translate(moderator, portal, index)
    correct(moderator, portal, index)
    take_down(moderator, portal, index)


def schedule(desk: Page, index: str) -> None:
    """Publish tomorrow."""
    write(desk, index, LATER)
    desk.get_by_role("button", name="Toggle status").first.click()
    desk.get_by_role("button", name="Set schedule").click()
    dialog = desk.locator("[role=dialog]:visible")
    dialog.locator("[name=go_live_at]").fill(f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d %H:%M}")
    # The calendar of the field lies over the button.
    with desk.expect_response(lambda response: response.request.method == "POST"):
        dialog.get_by_role("button", name="Save schedule").dispatch_event("click")
    desk.wait_for_load_state()
    send(desk, re.compile("Schedule to publish|Publish", re.IGNORECASE))


def translate(desk: Page, portal, index: str) -> None:
    """Into French, text by text, in the form of page translation."""
    number = open_item(desk, index, TITLE)
    desk.goto(f"/admin/localize/submit/page/{number}/")
    desk.get_by_label("French").check()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Submit").click()
    for text in (FRENCH, "Comment les métiers à tisser font une région."):
        # The desk's own header lies over the first text.
        desk.get_by_role("button", name="Translate", exact=True).first.dispatch_event("click")
        desk.locator("textarea:visible").fill(text)
        desk.get_by_role("button", name="Save", exact=True).dispatch_event("click")
        desk.locator("textarea:visible").wait_for(state="detached")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Publish in French").click()
    assert at_once(lambda: FRENCH in read(portal, f"/fr{ADDRESS}"))
    assert 'hreflang="fr"' in read(portal, ADDRESS)
    assert FRENCH in read(portal, "/fr/news/feed.atom")


def correct(desk: Page, portal, index: str) -> None:
    """Another title: the new one everywhere at once, the old one nowhere."""
    open_item(desk, index, TITLE)
    desk.locator("#id_title").fill(CORRECTED)
    publish(desk)
    assert at_once(lambda: shown_at(portal, CORRECTED) == set(PLACES))
    assert shown_at(portal, TITLE) == set()


def take_down(desk: Page, portal, index: str) -> None:
    """Nowhere any more, and its address is not found."""
    number = open_item(desk, index, CORRECTED)
    desk.goto(f"/admin/pages/{number}/unpublish/")
    with desk.expect_navigation():
        desk.get_by_role("button", name=re.compile("Yes, unpublish", re.IGNORECASE)).click()
    assert at_once(lambda: shown_at(portal, CORRECTED) == set())
    assert not re.search(rf"://[^/]+{ADDRESS}<", read(portal, "/sitemap-pages.xml"))
    assert read(portal, ADDRESS) == "404"


def open_item(desk: Page, index: str, title: str) -> str:
    """The editor of a news item, found by its title in the list of news; its number."""
    desk.goto(f"/admin/pages/{index}/?ordering=-latest_revision_created_at")
    desk.goto(desk.get_by_role("link", name=title, exact=True).first.get_attribute("href"))
    return re.search(r"/pages/(\d+)/", desk.url).group(1)


def publish(desk: Page) -> None:
    send(desk, re.compile("^Publish", re.IGNORECASE))
