"""A video of another site: nothing is asked of it before the reader agrees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route

HERE = "http://portal.test/"
PLAYER = "https://player.test/embed/1"
VIDEO = {
    "name": "A site",
    "host": "player.test",
    "frame": PLAYER,
    "url": "https://player.test/watch/1",
    "title": "A film",
    "poster": "",
    "alt": "",
}


def answer(route: Route) -> None:
    """Our page and our script; a word in the place of the other site's player."""
    path = route.request.url.removeprefix(HERE)
    if path == "video.js":
        route.fulfill(content_type="text/javascript", body=Path(finders.find("js/video.js")).read_text())
    elif path == "":
        box = render_to_string("editorial/videos/consent.html", VIDEO)
        route.fulfill(
            content_type="text/html",
            headers={"Content-Security-Policy": "default-src 'self'; frame-src https://player.test"},
            body=f'<!doctype html><html lang="en"><title>A film</title><script src="/video.js" defer></script>{box}',
        )
    else:
        route.fulfill(content_type="text/html", body="<p>The player</p>")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def has_scripts(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def page(chromium: Browser, has_scripts: bool) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=has_scripts)
    page = context.new_page()
    page.route("**/*", answer)
    yield page
    context.close()


def test_nothing_is_asked_of_the_other_site_before_consent(page: Page, has_scripts: bool):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(HERE)
    assert all(address.startswith(HERE) for address in asked)
    assert page.locator("iframe").count() == 0
    assert page.get_by_role("button").is_visible() == has_scripts
    assert page.get_by_role("link", name="Agree and open A site").is_visible()


@pytest.mark.parametrize("has_scripts", [True], ids=["with scripts"], indirect=True)
def test_who_agrees_by_keyboard_sees_the_player_in_its_place(page: Page):
    page.goto(HERE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    frame = page.locator("iframe")
    frame.wait_for()
    assert frame.get_attribute("src") == PLAYER
    assert frame.get_attribute("title") == "A film"
    assert page.frame_locator("iframe").get_by_text("The player").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert page.get_by_role("link").count() == 0
