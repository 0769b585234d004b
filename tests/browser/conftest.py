"""One running portal and one Chromium for all browser tests."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import stack

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[stack.Stack]:
    variables = stack.environment(tmp_path_factory.mktemp("portal"), "portal_browser_test")
    stack.prepare(variables)
    with stack.serving(variables) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=[WIDE, NARROW], ids=["1280", "390"])
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    return request.param


def _context(chromium: Browser, portal: stack.Stack, **options) -> BrowserContext:
    return chromium.new_context(base_url=portal.url, locale="en-GB", reduced_motion="reduce", **options)


@pytest.fixture
def page(chromium: Browser, portal: stack.Stack) -> Iterator[Page]:
    context = _context(chromium, portal, viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.fixture
def sized_page(chromium: Browser, portal: stack.Stack, viewport: dict[str, int]) -> Iterator[Page]:
    context = _steady_context(chromium, portal, viewport)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def _shared_context(chromium: Browser, portal: stack.Stack) -> Iterator[BrowserContext]:
    context = _context(chromium, portal, viewport=NARROW)
    yield context
    context.close()


@pytest.fixture
def narrow_page(_shared_context: BrowserContext) -> Iterator[Page]:
    """Anonymous, with what the pages before have put into the browser's cache."""
    page = _shared_context.new_page()
    yield page
    page.close()


def _steady_context(chromium: Browser, portal: stack.Stack, viewport: dict[str, int]) -> BrowserContext:
    context = _context(chromium, portal, viewport=viewport)
    stay(context)
    return context


def stay(browsing: BrowserContext | Page) -> None:
    """A page that starts its own download leaves for the file, now and then before it has loaded: here it stays."""
    browsing.route(re.compile(r"[?&]start="), lambda route: route.fulfill(status=204))


@pytest.fixture
def page_without_scripts(chromium: Browser, portal: stack.Stack) -> Iterator[Page]:
    context = _context(chromium, portal, viewport=WIDE, java_script_enabled=False)
    yield context.new_page()
    context.close()
