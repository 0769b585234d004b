"""The one box: suggestions by keyboard, results without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests import stack
from tests.browser.conftest import NARROW

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, portal: stack.Stack) -> Iterator[Page]:
    context = chromium.new_context(base_url=portal.url, locale="en-GB", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_phone(chromium: Browser, portal: stack.Stack) -> Iterator[Page]:
    context = chromium.new_context(base_url=portal.url, locale="en-GB", viewport=NARROW, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_suggestion_is_chosen_by_keyboard_alone(page: Page):
    page.goto("/news/")
    box = page.locator("header input[name=q]")
    box.focus()
    box.press_sequentially("oberb")
    page.locator("header [role=option]").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    box.press("Enter")
    page.wait_for_url("**/observatory/regions/DE21/")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(page: Page):
    page.goto("/news/")
    box = page.locator("header input[name=q]")
    box.focus()
    box.press_sequentially("oberb")
    page.locator("header [role=option]").first.wait_for()
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "oberb"
    box.press("Enter")
    page.wait_for_url("**/search/?q=oberb")


def test_without_scripts_a_search_leads_from_any_page_to_its_result(plain_phone: Page):
    plain_phone.goto("/observatory/methodology/")
    plain_phone.locator("header input[name=q]").fill("beer")
    plain_phone.locator("header input[name=q]").press("Enter")
    plain_phone.locator("main a[href='/observatory/industries/nace/C11/']").click()
    plain_phone.wait_for_url("**/observatory/industries/nace/C11/")
    assert plain_phone.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
