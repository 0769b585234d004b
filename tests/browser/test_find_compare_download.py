"""The journey of a cluster manager on a phone: my region, its missing star, regions like it, the figures as a file."""

import csv
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests import stack
from tests.browser.conftest import NARROW

MOST_LOADS = 5


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request: pytest.FixtureRequest, chromium: Browser, portal: stack.Stack) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=portal.url, locale="en-GB", viewport=NARROW, java_script_enabled=request.param, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_from_a_postcode_to_a_file_that_compares_takes_five_pages(phone: Page):
    loads: list[str] = []
    phone.on("framenavigated", lambda frame: loads.append(frame.url))
    phone.goto("/")
    phone.locator("main input[name=q]").first.fill("80331")
    phone.locator("main input[name=q]").first.press("Enter")
    phone.locator("main a[href$='/observatory/regions/DE21/']").first.click()
    phone.wait_for_url("**/observatory/regions/DE21/")

    phone.locator("#gaps summary").first.click()
    phone.locator("#gaps a[href*='/observatory/clusters/DE21/nace/']").first.click()
    phone.wait_for_url(re.compile("/observatory/clusters/DE21/nace/"))
    reason = phone.locator("main").inner_text()
    assert re.search(r"not a statistical cluster|not judged|no figure", reason)

    phone.get_by_role("link", name="Compare with the two regions most like it").click()
    phone.wait_for_url(re.compile(r"/observatory/compare/\?c=DE21/nace/"))
    with phone.expect_download() as download:
        phone.locator("main a[href*='compare.csv']").first.click()

    assert len(loads) <= MOST_LOADS, loads
    with download.value.path().open(newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 3
    assert any("DE21" in cell for row in rows for cell in row)
