import pytest
from django.test import Client

from tests.editorial import factories
from tests.observatory.factories import CurrentReleaseFactory
from tests.registry.factories import IndustryGroupFactory, RegionFactory


def test_healthz_needs_no_database(client: Client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_the_portal_is_not_ready_without_a_release(client: Client):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"database": True, "release": None}


@pytest.mark.django_db
def test_the_portal_is_ready_once_a_release_is_published(client: Client):
    release = CurrentReleaseFactory().release
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": True, "release": release.code}


def test_the_icon_answers_where_programs_look_for_it(client: Client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert "images/icon" in response["Location"]


def test_robots_are_kept_out_of_private_places_in_every_language(client: Client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /admin/", "Disallow: /account/", "Disallow: /fr/account/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.django_db
def test_the_sitemap_leads_to_its_parts(client: Client):
    text = client.get("/sitemap.xml").content.decode()
    for part in ("pages", "observatory", "regions", "industries"):
        assert f"<loc>http://testserver/sitemap-{part}.xml</loc>" in text


@pytest.mark.django_db
def test_the_sitemap_holds_live_pages_only(client: Client):
    home = factories.make_home()
    factories.make_standard(home, "shown")
    factories.make_standard(home, "draft", live=False)
    text = client.get("/sitemap-pages.xml").content.decode()
    assert "http://testserver/shown/" in text
    assert "draft" not in text


@pytest.mark.django_db
def test_profiles_stand_in_the_sitemap_in_every_language(client: Client):
    RegionFactory(code="DE21", version="2024")
    RegionFactory(code="DE212", version="2024")
    IndustryGroupFactory(code="C29")
    regions = client.get("/sitemap-regions.xml").content.decode()
    assert "<loc>http://testserver/observatory/regions/DE21/</loc>" in regions
    assert "<loc>http://testserver/fr/observatory/regions/DE21/</loc>" in regions
    assert "DE212" not in regions
    assert "/observatory/industries/nace/C29/" in client.get("/sitemap-industries.xml").content.decode()
