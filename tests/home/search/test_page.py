"""The page of results: every state, its addresses, its cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.searching import kind_of
from portal.home.search.models import PromotedResult
from tests.home.search.factories import REGIONS, make_entries, make_entry
from tests.observatory.worlds import build_world
from tests.pages import assert_page, every
from tests.registry.factories import PostcodeFactory

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    tree = assert_page(client.get(address))
    (main,) = every(tree, "main")
    return " ".join("".join(main.itertext()).split())


def links_of(client: Client, address: str) -> list[str]:
    response = client.get(address)
    (main,) = every(assert_page(response), "main")
    items = [item for item in every(main, "li") if "portal-search-result" in item.get("class", "")]
    return [link.get("href") for item in items for link in every(item, "a")]


def test_without_a_search_the_page_shows_ways_to_go(client: Client):
    text = text_of(client, "/search/")
    assert "Other ways to find something" in text
    assert "result" not in text.lower().replace("results of all kinds", "")


def test_results_say_kind_title_summary_and_where_the_word_stands(client: Client):
    make_entry("one", title="Robots at work", summary="What they do.", text="Where robots work.")
    html = client.get("/search/?q=robots").content.decode()
    assert "1 result for “robots”" in html
    assert "<mark>Robots</mark> at work" in html
    assert "What they do." in html
    assert "Where <mark>robots</mark> work" in html


def test_what_an_entry_holds_is_shown_and_never_run(client: Client):
    make_entry("bad", title="<script>alert(1)</script> robots", text="<img src=x onerror=alert(1)> robots")
    html = client.get("/search/", {"q": "robots <script>"}).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE home_searchentry; --",
        "a & b | !c",
        "(((",
        ":*",
        "🚀",
        "%",
        "_",
        "\\",
        "“",
        "-x",
        "x" * 5000,
    ],
)
def test_odd_input_is_answered_with_a_page(client: Client, text: str):
    assert_page(client.get("/search/", {"q": text}))
    assert client.get("/search/suggest/", {"q": text}, headers={"X-Requested-With": "fetch"}).status_code == 200


def test_a_long_search_says_that_it_was_cut(client: Client):
    assert "Only the first 200 letters" in text_of(client, f"/search/?q={'robots+' * 60}")


def test_nothing_found_comes_with_advice(client: Client):
    text = text_of(client, "/search/?q=qwertzuiop")
    assert "Nothing was found for “qwertzuiop”." in text
    assert "Check the spelling" in text


def test_a_postcode_leads_to_its_region_first_and_nowhere_by_itself(client: Client):
    build_world()
    PostcodeFactory(country_id="DE", postcode="80331", region_code="DE212")
    make_entry("DE21", kind=REGIONS, title="Oberbayern", path="/observatory/regions/DE21/")
    make_entry("news", title="Call 80331")
    assert links_of(client, "/search/?q=80331") == ["/observatory/regions/DE21/", "/news/"]
    assert "postcode DE-80331" in text_of(client, "/search/?q=80331")


def test_a_code_leads_to_its_region_first(client: Client):
    build_world()
    make_entry("DE21", kind=REGIONS, title="Oberbayern", path="/observatory/regions/DE21/")
    assert links_of(client, "/search/?q=de21")[0] == "/observatory/regions/DE21/"


def test_a_promoted_result_is_recommended_and_stands_once(client: Client):
    make_entry("calls", title="Calls for robots", path="/calls/")
    PromotedResult.objects.create(queries="robots", address="/calls/", title="All open calls", text="Every week.")
    assert links_of(client, "/search/?q=robots") == ["/calls/"]
    assert "Recommended" in text_of(client, "/search/?q=robots")


def test_facets_count_every_kind_and_keep_the_search(client: Client):
    make_entry("news", title="Lyon")
    make_entry("region", kind=REGIONS, title="Lyon")
    tree = assert_page(client.get("/search/?q=lyon&kind=news"))
    facets = [link for link in every(tree, "a") if "portal-search-facets__link" in link.get("class", "")]
    assert [(" ".join("".join(link.itertext()).split()), link.get("href")) for link in facets] == [
        ("Everything 2", "/search/?q=lyon"),
        ("Regions 1", "/search/?q=lyon&kind=regions"),
        ("News 1", "/search/?q=lyon&kind=news"),
    ]
    assert [link.get("aria-current") for link in facets] == [None, None, "true"]


def test_an_unknown_kind_or_page_is_refused_in_plain_words(client: Client):
    assert client.get("/search/?q=a&kind=nothing").status_code == 400
    assert client.get("/search/?q=a&page=x").status_code == 400
    assert client.get("/search/?q=a&page=0").status_code == 400
    assert client.get("/search/?q=a&page=7").status_code == 404


def test_the_page_is_no_result_of_search_engines(client: Client):
    tree = assert_page(client.get("/search/?q=a&utm_source=x"))
    assert [meta.get("content") for meta in every(tree, "meta") if meta.get("name") == "robots"] == ["noindex"]
    (canonical,) = (link.get("href") for link in every(tree, "link") if link.get("rel") == "canonical")
    assert canonical.endswith("/search/?q=a")


def test_pages_of_results_lead_to_one_another(client: Client):
    make_entries(25)
    text = text_of(client, "/search/?q=cluster&page=2")
    assert "Page 2 of 3" in text
    assert len(links_of(client, "/search/?q=cluster&page=3")) == 5


def test_what_is_not_translated_says_its_language(client: Client):
    make_entry("only", title="Robots", path="/news/robots/")
    response = client.get("/fr/search/?q=robots")
    assert '<a class="ecl-link" href="/fr/news/robots/" hreflang="en" lang="en">' in response.content.decode()


def test_a_file_has_one_address_in_all_languages(client: Client):
    make_entry("4", kind=kind_of("documents"), title="Robots", path="/documents/4/robots.pdf")
    assert links_of(client, "/fr/search/?q=robots") == ["/documents/4/robots.pdf"]


def costs(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_three_hundred_entries_cost_what_three_cost(client: Client):
    make_entries(3, dated=timezone.localdate())
    few = costs(client, "/search/?q=cluster")
    make_entries(300, dated=timezone.localdate())
    assert costs(client, "/search/?q=cluster") == few
    assert few <= 8


def test_suggestions_complete_any_word_of_a_name(client: Client):
    make_entry("region", kind=REGIONS, title="Oberbayern", names=("Upper Bavaria",), path="/observatory/regions/DE21/")
    for text in ("ober", "bava", "upper b"):
        html = client.get("/search/suggest/", {"q": text}, headers={"X-Requested-With": "fetch"}).content.decode()
        assert 'data-url="/observatory/regions/DE21/"' in html, text
    assert "Oberbayern" in html


def test_suggestions_forgive_a_typing_error(client: Client):
    make_entry("region", kind=REGIONS, title="Grenoble", path="/grenoble/")
    html = client.get("/search/suggest/", {"q": "grenbole"}, headers={"X-Requested-With": "fetch"}).content.decode()
    assert 'data-url="/grenoble/"' in html


def test_suggestions_asked_for_as_a_page_are_the_results(client: Client):
    response = client.get("/search/suggest/?q=robots")
    assert response.status_code == 302
    assert client.get(response["Location"], follow=True).status_code == 200
    assert response["Location"] == "/search/?q=robots"


def test_every_page_has_the_one_box(client: Client):
    html = client.get("/search/nowhere/").content.decode()
    assert 'action="/search/" method="get" role="search"' in html
