"""Every page type in English at both widths: accessible, complete, no wider than the screen, nothing foreign."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE, stay

PAGES = {
    "home": "/",
    "home in French": "/fr/",
    "map": "/observatory/",
    "map of one group": "/observatory/?group=C29&figure=location_quotient",
    "map of one country": "/observatory/?country=DE",
    "map of two years": "/observatory/?since=2010",
    "map of a difference": "/observatory/?group=C29&since=2010&figure=location_quotient&view=difference",
    "map of a set of regions, one in focus": "/observatory/?within=danube&focus=HU11",
    "map of another source": "/observatory/?figure=innovation_group",
    "map in a frame": "/observatory/embed/",
    "maps of two years in a frame": "/observatory/embed/?since=2010",
    "chart in a frame": "/observatory/embed/regions/DE21/?figure=history",
    "region": "/observatory/regions/DE21/",
    "region without total": "/observatory/regions/ES63/",
    "region, today's code": "/observatory/regions/FRK2/",
    "union of regions": "/observatory/regions/FRK/",
    "country": "/observatory/regions/DE/",
    "search": "/search/",
    "results of a search": "/search/?q=motor+vehicles",
    "search with a typing error": "/search/?q=oberbayren",
    "search without results": "/search/?q=qwertzuiop",
    "find a region": "/observatory/regions/",
    "region not found": "/observatory/regions/?q=xyzzy",
    "similar regions": "/observatory/regions/DE21/similar/",
    "related industries of a region": "/observatory/regions/DE21/relatedness/",
    "related industries": "/observatory/relatedness/",
    "related ecosystems": "/observatory/relatedness/?scheme=ecosystems",
    "industries": "/observatory/industries/",
    "industry group": "/observatory/industries/nace/C29/",
    "group that cannot be measured": "/observatory/industries/ecosystems/agri-food/",
    "statistical cluster": "/observatory/clusters/DE21/nace/C29/",
    "rankings": "/observatory/rankings/",
    "ranking with every filter": "/observatory/rankings/?country=DE&sort=region&region=DE2&persons=5000&growth=1",
    "ranking of a set of regions": "/observatory/rankings/?within=less-developed&stars=3",
    "empty ranking": "/observatory/rankings/?country=MT&group=C29&stars=3",
    "nothing compared yet": "/observatory/compare/",
    "regions compared": "/observatory/compare/?r=DE21&r=AT31&r=ITC4",
    "region to be chosen": "/observatory/compare/?r=DE21&q=Berg",
    "industry groups compared": "/observatory/compare/?g=C29&g=C30",
    "statistical clusters compared": "/observatory/compare/?c=DE21/nace/C29&c=ITC1/nace/C29",
    "sets of regions": "/observatory/custom/",
    "custom region": "/observatory/custom/?r=DE13&r=FRF1&r=DE12&name=Upper+Rhine",
    "members that overlap": "/observatory/custom/?r=DE2&r=DE21",
    "set of regions": "/observatory/custom/less-developed/",
    "briefings": "/observatory/briefing/",
    "waiting for a briefing": "/observatory/briefing/?of=/observatory/regions/DE21/&format=docx&waited=1",
    "questions": "/observatory/questions/",
    "question with a map": "/observatory/questions/motor-vehicles-above-5-percent/",
    "question with a chart": "/observatory/questions/new-three-star-clusters/",
    "exposure": "/observatory/exposure/",
    "directory": "/clusters/",
    "directory, narrowed": "/clusters/?region=DE2&group=nace:C29&open=yes",
    "directory as cards": "/clusters/?view=cards",
    "directory on a map": "/clusters/?view=map",
    "directory without results": "/clusters/?q=qwertzuiop",
    "organisations near a place": "/clusters/near/?place=DE212",
    "postcode of several countries": "/clusters/near/?q=1010",
    "exposure with related industries": "/observatory/exposure/?drop=30&related=0.5",
    "known gaps": "/observatory/gaps/",
    "known gaps of a country": "/observatory/gaps/?country=DE",
    "what changed": "/observatory/changes/",
    "cluster policies": "/observatory/policy/?show=budget",
    "cluster policy of a country without entry": "/observatory/policy/MT/",
    "cluster policy of a country": "/observatory/policy/FR/",
    "methodology": "/observatory/methodology/",
    "data": "/observatory/data/",
    "report a problem": "/observatory/report/?address=/observatory/",
    "excellence": "/excellence/",
    "internationalisation": "/internationalisation/",
    "organisation": "/clusters/example-6/",
    "emerging organisation": "/clusters/example-1/",
    "write to an organisation": "/clusters/example-6/contact/",
    "emerging": "/emerging/",
    "news": "/news/",
    "news item": "/news/how-stars-are-earned/",
    "standard page": "/about/",
    "calls": "/calls/",
    "calls of one kind": "/calls/?status=all&who=sme",
    "call": "/calls/sample-green-supply-chains/",
    "events": "/events/",
    "events by month": "/events/?view=month",
    "events on a map": "/events/?view=map",
    "past events": "/events/?when=past",
    "event": "/events/sample-mobility-clusters/",
    "past event": "/events/sample-regional-statistics/",
    "library": "/library/",
    "words in the library": "/library/?q=clusters",
    "library item": "/library/european-industrial-renaissance/",
    "videos": "/videos/",
    "glossary": "/glossary/",
    "term not found": "/glossary/?q=xyzzy",
    "questions and answers": "/faq/",
    "privacy": "/privacy/",
    "privacy statement": "/privacy/contact-form/",
    "cookies": "/cookies/",
    "accessibility statement": "/accessibility/",
    "contact": "/contact/",
    "feedback": "/feedback/?kind=accessibility&about=/news/",
    "weekly digest": "/digest/",
    "digest: after signing up": "/digest/sent/",
    "sign in": "/account/login/",
    "create an account": "/account/signup/",
    "after registering": "/account/confirm-email/",
    "link that does not work any more": "/account/confirm-email/nobody/",
    "style guide": "/styleguide/",
    "bad choice": "/observatory/?year=1066",
    "not found": "/observatory/regions/DE22X/",
}


# Other choices on pages whose type stands in the list already: in English they are enough.
VARIANTS = {
    "home in French", "map of one group", "map of one country", "map of two years",
    "map of a set of regions, one in focus", "map of another source", "maps of two years in a frame",
    "region without total", "region, today's code", "union of regions", "related ecosystems",
    "ranking with every filter", "ranking of a set of regions", "known gaps of a country",
    "exposure with related industries", "calls of one kind", "question with a map", "map of a difference",
    "question with a chart", "region not found", "group that cannot be measured", "related industries of a region",
    "empty ranking", "members that overlap", "cluster policy of a country without entry", "term not found",
    "emerging organisation", "search with a typing error", "digest: after signing up", "style guide", "bad choice",
}  # fmt: skip
TYPES = {name: address for name, address in PAGES.items() if name not in VARIANTS}


def violations(page):
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']} — {node['html'][:200]} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_a_page_is_accessible_complete_and_fits(narrow_page, portal, address):
    look_at(narrow_page, portal, address)


def look_at(page, portal, address: str, *, loaded_at=(NARROW, WIDE)) -> None:
    """Nothing for axe to find, nothing blocked or foreign, nothing wider than the screen.

    English pages are loaded at both widths, German ones, with the longest words, at the narrow one, French ones wide.
    """
    complaints: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    if "waited=1" in address:  # to look at every request costs the browser's cache
        stay(page)
    for viewport in loaded_at:
        page.set_viewport_size(viewport)
        response = page.goto(address)
        assert response.status < 500
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert violations(page) == []
    assert hosts <= {urlsplit(portal.url).netloc, ""}
    expected_error = f"the server responded with a status of {response.status}"
    assert [text for text in complaints if response.ok or expected_error not in text] == []


def test_the_open_row_of_actions_fits_and_reads_well(sized_page, viewport):
    sized_page.goto("/observatory/")
    sized_page.evaluate("document.querySelectorAll('.portal-actions__more').forEach((one) => (one.open = true))")
    assert sized_page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert violations(sized_page) == []
