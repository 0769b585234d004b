"""The main journeys of a visitor: by keyboard, without scripts, on paper."""

import re


def focused(page):
    return page.evaluate(
        "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
    )


def test_a_visitor_finds_a_region_and_sees_why_it_has_its_stars(page):
    page.goto("/")
    page.locator("main input[name=q]").first.fill("Oberbayern")
    page.locator("main input[name=q]").first.press("Enter")
    page.wait_for_url("**/search/?q=Oberbayern")
    page.locator("main a[href$='/observatory/regions/DE21/']").first.click()
    page.wait_for_url("**/observatory/regions/DE21/")
    page.locator("main a[href*='/observatory/clusters/DE21/nace/']").first.click()
    page.wait_for_url(re.compile(r"/observatory/clusters/DE21/nace/"))
    assert re.search(r"\d of 3 stars", page.locator("main").inner_text())


def test_the_mapping_tool_is_complete_without_scripts(page_without_scripts):
    page = page_without_scripts
    page.goto("/observatory/")
    assert page.locator("main svg").first.is_visible()
    assert page.locator("main table tbody tr").count() > 10
    page.locator("main select[name=country]").select_option("DE")
    page.locator("main form[method=get] button[type=submit]").first.click()
    assert "country=DE" in page.url
    page.locator("main table tbody a").first.click()
    assert re.search(r"/observatory/regions/DE", page.url)


def test_the_first_tab_stop_leads_to_the_content(page):
    page.goto("/observatory/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_the_map_is_one_tab_stop_and_arrows_walk_between_neighbours(page):
    page.goto("/observatory/")
    stops = page.locator("main svg a[tabindex='0'], main svg [tabindex='0']")
    assert stops.count() == 1
    stops.first.focus()
    first = focused(page)
    page.keyboard.press("ArrowRight")
    second = focused(page)
    assert second != first
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/observatory/regions/"))


def test_filters_change_the_address_and_the_back_button_returns(page):
    page.goto("/observatory/rankings/")
    page.locator("main select[name=country]").select_option("DE")
    page.locator("main form[method=get] button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"country=DE"))
    page.go_back()
    page.wait_for_url(re.compile(r"/observatory/rankings/$"))


def test_a_page_prints_without_menus(page):
    page.goto("/observatory/regions/DE21/")
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert page.locator("h1").is_visible()


def test_a_region_is_found_on_the_map_without_scripts(page_without_scripts):
    page = page_without_scripts
    page.goto("/observatory/?country=DE")
    page.locator("#map-finder").fill("Oberbayern")
    page.locator("#map-finder").press("Enter")
    page.wait_for_url(re.compile(r"country=DE&focus=DE21"))
    assert "rank" in page.locator(".map-finder__answer").inner_text()
    page.get_by_role("link", name="Back to all of Europe").click()
    assert "country" not in page.url
