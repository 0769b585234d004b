"""Twelve queries a page at most, for the first visitor of a process too, signed in or not."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import get_page_models

from portal.accounts.models import User
from portal.editorial.models import Topic
from portal.home.warming import warm
from portal.registry.memory import forget
from tests.editorial import factories
from tests.editorial.calls.factories import make_call, make_call_index
from tests.editorial.library import factories as library
from tests.observatory.worlds import build_world
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db

MOST = 12
ORGANISATION = 4712
PAGES = (
    "/",
    "/observatory/",
    "/observatory/?group=C29&figure=location_quotient",
    "/observatory/?country=DE",
    "/observatory/?since=2013",
    "/observatory/?group=C29&since=2013&figure=location_quotient&view=difference",
    "/observatory/?figure=krugman",
    "/observatory/?focus=DE21",
    "/observatory/embed/",
    "/observatory/embed/regions/DE21/?figure=history",
    "/search/",
    "/search/?q=bayern",
    "/search/?q=80331",
    "/search/?q=FR71",
    "/search/?q=nowhere+at+all",
    "/fr/search/?q=first",
    "/observatory/regions/",
    "/observatory/regions/?q=Bayern",
    "/observatory/regions/DE21/",
    "/observatory/regions/DE2/",
    "/observatory/regions/DE/",
    "/observatory/industries/",
    "/observatory/industries/nace/C29/",
    "/observatory/clusters/DE21/nace/C29/",
    "/observatory/regions/DE21/similar/",
    "/observatory/regions/DE21/relatedness/",
    "/observatory/relatedness/",
    "/observatory/rankings/",
    "/observatory/rankings/?country=DE&sort=region&region=DE2&persons=5&growth=1",
    "/observatory/rankings/?within=coastal",
    "/observatory/compare/",
    "/observatory/compare/?r=DE21&r=DEAA&r=DEAB",
    "/observatory/compare/?g=C29&g=G47",
    "/observatory/compare/?c=DE21/nace/C29",
    "/observatory/custom/",
    "/observatory/custom/?r=DE21&r=DEAA&r=DEAB",
    "/observatory/custom/coastal/",
    "/observatory/briefing/",
    "/observatory/questions/",
    "/observatory/questions/motor-vehicles-above-5-percent/",
    "/observatory/questions/new-three-star-clusters/",
    "/observatory/questions/lost-three-star-clusters/",
    "/observatory/questions/three-stars-in-less-developed-regions/",
    "/observatory/questions/growing-industries/",
    "/observatory/exposure/",
    "/observatory/exposure/?drop=30&related=0.5",
    "/observatory/gaps/",
    "/observatory/changes/",
    "/observatory/policy/",
    "/observatory/policy/DE/",
    "/observatory/methodology/",
    "/observatory/data/",
    "/news/",
    "/calls/",
    "/calls/?status=all&country=DE",
    "/calls/first/",
    "/events/",
    "/events/?view=month",
    "/events/?view=map",
    "/events/?kind=mission&language=fr",
    "/events/first/",
    "/library/",
    "/library/item/",
    "/digest/",
    "/glossary/",
    "/feedback/",
    "/excellence/",
    "/clusters/",
    "/clusters/?q=auto&country=DE&open=yes",
    "/clusters/?view=map",
    "/clusters/near/?place=DE21",
    "/clusters/near/?q=80331",
    f"/clusters/example-{ORGANISATION}/",
    f"/clusters/example-{ORGANISATION}/contact/",
    f"/clusters/example-{ORGANISATION}/members/",
    "/clusters/members/",
)


@pytest.fixture(autouse=True)
def _site():
    build_world(regions=30, groups=8)
    ClusterOrganisationFactory(pk=ORGANISATION, name="Example", region_code="DE212", groups=["nace:C29"])
    home = factories.make_home()
    news, events = factories.make_news_index(home), factories.make_event_index(home)
    library.make_item(library.make_library(home), topics=[Topic.objects.create(name="Skills", slug="skills")])
    factories.make_news(news, "first", region_codes=["DE21"])
    factories.make_event(events, "first", region_codes=["DE21"])
    make_call(make_call_index(home), "first", region_codes=["DE21"])


@pytest.fixture(params=["anonymous", "signed in"])
def visitor(request, client: Client) -> Client:
    if request.param == "signed in":
        client.force_login(User.objects.create(email="reader@example.org"))
    return client


def start_afresh() -> None:
    """What a process knows before its first visitor: the types of pages, read as it starts, and the languages."""
    forget()
    cache.clear()
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_models(*get_page_models())


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, follow=False).status_code in (200, 302), address
    return len(captured)


def test_a_process_that_has_read_nothing_answers_within_twelve_queries(visitor: Client):
    found = {address: queries(visitor, address) for address in PAGES if not start_afresh()}
    assert {address: count for address, count in found.items() if count > MOST} == {}


def test_a_later_visit_asks_for_no_reference_data(visitor: Client):
    for address in PAGES:
        queries(visitor, address)
        with CaptureQueriesContext(connection) as captured:
            visitor.get(address)
        assert not [query for query in captured if 'FROM "registry_region" WHERE' in query["sql"]], address


def test_a_process_that_has_started_has_read_the_reference_data(visitor: Client, monkeypatch):
    monkeypatch.setattr("portal.home.warming.connections.close_all", lambda: None)
    start_afresh()
    cold = {address: queries(visitor, address) for address in ("/observatory/", "/news/") if not start_afresh()}
    for address, count in cold.items():
        start_afresh()
        warm()
        assert queries(visitor, address) < count


def test_a_process_reads_the_directory_when_it_starts(monkeypatch):
    monkeypatch.setattr("portal.home.warming.connections.close_all", lambda: None)
    start_afresh()
    with CaptureQueriesContext(connection) as captured:
        warm()
    assert [query for query in captured if "WHERE is_shown ORDER BY" in query["sql"]]


def test_a_database_that_does_not_answer_stops_no_process(monkeypatch, caplog):
    def refuse() -> None:
        raise DatabaseError("no connection")

    monkeypatch.setattr("portal.home.warming.conversions", refuse)
    monkeypatch.setattr("portal.home.warming.connections.close_all", lambda: None)
    warm()
    assert "does not answer yet" in caplog.text
