"""Lists of pages: facets with exact counts, canonical addresses, feeds."""

import feedparser
import pytest
from django.test import Client

from portal.editorial.models import NewsPage, Topic
from tests.editorial import factories
from tests.pages import assert_page, every
from tests.registry.factories import IndustryGroupFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    RegionFactory(code="DE21", version="2024", name_latin="Oberbayern")
    group = IndustryGroupFactory(code="C29")
    index = factories.make_news_index(factories.make_home())
    green = Topic.objects.create(name="Green transition", slug="green", names={"fr": "Transition verte"})
    factories.make_news(index, "cars", region_codes=["DE21"], groups=[group], date="2026-01-10", topics=[green])
    factories.make_news(index, "germany", countries=["DE"], date="2026-01-20")
    factories.make_news(index, "nowhere", date="2026-02-01")
    return index


def titles(response) -> list[str]:
    return [link.text for link in every(assert_page(response), "a") if "/news/" in (link.get("href") or "")][-10:]


def options(response, name: str) -> dict[str, str]:
    select = next(one for one in every(assert_page(response), "select") if one.get("name") == name)
    return {option.get("value"): option.text.strip() for option in select.iter() if option.tag.endswith("option")}


def test_every_facet_counts_what_choosing_it_leaves(client: Client, news):
    response = client.get("/news/")
    assert options(response, "topic") == {"": "All", "green": "Green transition (1)"}
    assert options(response, "country")["DE"].endswith("(2)")
    assert options(response, "region")["DE21"] == "Oberbayern (1)"
    assert options(response, "group")["nace:C29"].endswith("(1)")
    assert options(response, "month") == {"": "All", "2026-02": "February 2026 (1)", "2026-01": "January 2026 (2)"}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("topic=green", {"Cars"}),
        ("country=DE", {"Cars", "Germany"}),
        ("region=DE21", {"Cars"}),
        ("group=nace:C29", {"Cars"}),
        ("month=2026-01", {"Cars", "Germany"}),
        ("topic=green&month=2026-02", set()),
    ],
)
def test_a_facet_narrows_the_list(client: Client, news, query, shown):
    html = client.get(f"/news/?{query}").content.decode()
    assert {title for title in ("Cars", "Germany", "Nowhere") if f">{title}</a>" in html} == shown


def test_a_choice_that_leaves_nothing_stays_in_view_and_can_be_removed(client: Client, news):
    response = client.get("/news/?topic=green&month=2026-02")
    assert "Nothing fits these choices" in response.content.decode()
    assert options(response, "topic")["green"] == "Green transition (0)"


@pytest.mark.parametrize("query", ["topic=nothing", "country=XX", "region=DE99", "group=nace:Z99", "month=2026-13"])
def test_a_value_that_does_not_exist_is_a_bad_choice(client: Client, news, query):
    assert client.get(f"/news/?{query}").status_code == 400
    assert client.get(f"/news/feed.atom?{query}").status_code == 400


def test_empty_fields_of_the_form_leave_the_address(client: Client, news):
    response = client.get("/news/?topic=green&country=&month=")
    assert (response.status_code, response["Location"]) == (302, "/news/?topic=green")
    assert client.get("/news/?topic=green&utm_source=x").status_code == 200


def test_topics_are_named_in_the_language_of_the_reader(client: Client, news):
    assert options(client.get("/fr/news/"), "topic")["green"] == "Transition verte (1)"


def test_the_feed_holds_what_the_filters_choose(client: Client, news):
    response = client.get("/news/feed.atom?country=DE")
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Germany", "Cars"]
    assert feed.entries[0].id == f"urn:uuid:{NewsPage.objects.get(slug='germany').translation_key}"
    assert client.get("/news/feed.atom?country=DE", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_the_page_leads_to_the_feed_of_its_filters(client: Client, news):
    html = client.get("/news/?country=DE").content.decode()
    assert 'href="/news/feed.atom?country=DE"' in html


def test_drafts_and_restricted_items_stay_out_of_the_feed(client: Client, news):
    NewsPage.objects.get(slug="cars").unpublish()
    assert "Cars" not in client.get("/news/feed.atom").content.decode()


def test_the_list_costs_the_same_for_few_and_for_many(client: Client, news, django_assert_num_queries):
    client.get("/news/")
    with django_assert_num_queries(QUERIES):
        client.get("/news/")
    for number in range(15):
        factories.make_news(news, f"item-{number}", countries=["DE"])
    with django_assert_num_queries(QUERIES):
        client.get("/news/")


QUERIES = 7
