"""A cluster manager's way: register, describe the organisation, answer the moderator, be found, invite, restore.

Once without scripts, once by keyboard alone.
"""

import email
import email.policy
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import WIDE

MAIL_SECONDS = 90.0  # the worker may be busy with the index of a new portal
PASSWORD = "correct-horse-battery-staple"
MODERATOR = """
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from portal.accounts.models import User
from portal.accounts.roles import MODERATOR
user, _new = User.objects.get_or_create(email="profiles@example.org")
user.groups.add(Group.objects.get(name=MODERATOR))
client = Client()
client.force_login(user)
print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody uses the portal: with a mouse and no scripts, or with scripts and the keyboard alone."""

    name: str
    has_scripts: bool

    def press(self, control: Locator) -> None:
        """Follow a link or press a button; the page that answers is loaded then."""
        with control.page.expect_navigation():
            if not self.has_scripts:
                control.click()
            else:
                control.focus()
                control.press("Enter")

    def tick(self, box: Locator) -> None:
        if not self.has_scripts:
            box.check(force=True)
        else:
            box.focus()
            box.press("Space")

    def unfold(self, summary: Locator) -> None:
        if not self.has_scripts:
            summary.click()
        else:
            summary.focus()
            summary.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        if not self.has_scripts:
            field.fill(text)
        else:
            field.focus()
            field.press("Control+a")
            field.press_sequentially(text)

    def button(self, page: Page, name: str | re.Pattern[str]) -> None:
        self.press(page.get_by_role("button", name=name).last)


WAYS = (Way("scriptless", has_scripts=False), Way("keyboard", has_scripts=True))


@pytest.fixture(params=WAYS, ids=[way.name for way in WAYS])
def way(request: pytest.FixtureRequest) -> Way:
    return request.param


@pytest.fixture
def people(chromium: Browser, portal, way: Way) -> Iterator[list[Page]]:
    """Browsers of the manager, a colleague, the moderator and a visitor."""
    options: dict[str, Any] = {"base_url": portal.url, "locale": "en-GB", "viewport": WIDE}
    contexts = [chromium.new_context(**options, java_script_enabled=way.has_scripts) for _ in range(4)]
    session = portal.manage("shell", "-v0", "-c", MODERATOR).strip().splitlines()[-1]
    contexts[2].add_cookies([{"name": "sessionid", "value": session, "url": portal.url}])
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def link_in_mail(portal, address: str, part: str) -> str:
    """The newest link with `part` in it that was mailed to an address, as the path of this portal."""
    folder, end = Path(portal.environment["PORTAL_VAR"]) / "mail", time.monotonic() + MAIL_SECONDS
    while time.monotonic() < end:
        for path in sorted(folder.glob("*"), reverse=True):
            if found := _link(path.read_bytes(), address, part):
                return found
        time.sleep(0.3)
    raise AssertionError(f"No mail to {address} with {part}.")


def _link(content: bytes, address: str, part: str) -> str:
    for raw in content.split(b"\n" + b"-" * 79):
        message = email.message_from_bytes(raw.strip(), policy=email.policy.default)
        body = message.get_body(("plain",)) if address in str(message["To"]) else None
        found = re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", body.get_content()) if body else None
        if found:
            return found.group(1)
    return ""


def register(page: Page, portal, way: Way, address: str) -> None:
    """Fill in the form that is open, and confirm the address."""
    way.write(page.get_by_label("E-mail address"), address)
    way.write(page.get_by_label("Password", exact=True), PASSWORD)
    way.write(page.get_by_label("Password, once more"), PASSWORD)
    way.button(page, "Create the account")
    page.goto(link_in_mail(portal, address, "confirm-email"))
    way.press(page.locator("main form button").first)


def describe(page: Page, way: Way, name: str) -> str:
    """Write everything that is asked for, step by step; the address of the profile's overview."""
    page.get_by_label("Country").select_option("AT")
    way.write(page.get_by_label("Name"), name)
    way.button(page, "Create the draft")
    overview = re.sub(r"edit/.*", "", page.url)
    way.write(page.get_by_label("Website"), f"https://{name.split(maxsplit=1)[0].lower()}.example.org")
    way.write(page.get_by_label("E-mail address for messages"), "office@example.org")
    way.button(page, "Save and continue")
    way.write(page.get_by_label("Postcode"), "1010")
    way.write(page.get_by_label("Town"), "Wien")
    way.button(page, "Find the region of the postcode")
    assert page.locator("[name=region_code]").input_value() == "AT130"
    way.button(page, "Save and continue")
    way.write(page.get_by_label("Description"), "Weavers and their machines.")
    way.unfold(page.locator("summary", has_text="Choose").first)
    way.tick(page.locator("input[value='nace:C13']"))
    way.button(page, "Save and continue")
    way.write(page.get_by_label("Members in all"), "40")
    page.get_by_label("Members as of").fill("2026-01-31")
    way.button(page, "Save and continue")
    return overview


def submit(page: Page, way: Way, overview: str) -> None:
    page.goto(overview)
    way.button(page, re.compile("^Submit"))


def decide(page: Page, way: Way, name: str, text: str, button: str) -> None:
    page.goto("/account/review/")
    way.press(page.get_by_role("link", name=name).first)
    way.write(page.locator("main textarea").first, text)
    way.button(page, button)


def found_by(visitor: Page, name: str) -> set[str]:
    """Which of three searches show the organisation."""
    searches = {
        "directory": f"/clusters/?q={name}",
        "facets": "/clusters/?country=AT&group=nace:C13",
        "site": f"/search/?q={name}",
    }
    shown = set()
    for search, address in searches.items():
        visitor.goto(address)
        if visitor.locator("main").get_by_role("link", name=name, exact=True).count():
            shown.add(search)
    return shown


def test_a_managers_way(people, portal, way: Way) -> None:
    manager, colleague, moderator, visitor = people
    name = f"Looms of {way.name.title()}"
    manager.goto("/account/signup/?next=/account/organisations/new/")
    register(manager, portal, way, f"{way.name}@example.org")
    overview = describe(manager, way, name)
    submit(manager, way, overview)
    assert found_by(visitor, name) == set()

    decide(moderator, way, name, "Are spinners among your members?", "Ask a question")
    manager.goto(overview)
    assert "Are spinners among your members?" in manager.locator("main").inner_text()
    way.write(manager.locator("main textarea").first, "Four of them.")
    way.button(manager, "Send")
    decide(moderator, way, name, "Welcome.", "Approve and publish")
    assert found_by(visitor, name) == {"directory", "facets", "site"}

    manager.goto(f"{overview}people/")
    way.write(manager.get_by_label("E-mail address"), f"friend-{way.name}@example.org")
    way.button(manager, "Send the invitation")
    invitation = link_in_mail(portal, f"friend-{way.name}@example.org", "invitations")
    colleague.goto(f"/account/signup/?next={invitation}")
    register(colleague, portal, way, f"friend-{way.name}@example.org")
    way.button(colleague, re.compile("^Accept"))

    colleague.goto(f"{overview}edit/about/")
    way.write(colleague.get_by_label("Description"), "Weavers, spinners and their machines.")
    way.button(colleague, "Save and leave")
    manager.goto(f"{overview}edit/about/")
    assert manager.get_by_label("Description").input_value() == "Weavers, spinners and their machines."

    manager.goto(f"{overview}history/")
    way.button(manager, re.compile("^Restore"))
    manager.goto(f"{overview}edit/about/")
    assert manager.get_by_label("Description").input_value() != "Weavers, spinners and their machines."
    visitor.goto(visitor.url)
    assert found_by(visitor, name) == {"directory", "facets", "site"}
