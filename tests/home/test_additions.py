import pytest
from django.test import Client

from internationalisation.demonstration.actions import remove_demonstration
from portal.editorial.models import CallIndexPage, LibraryIndexPage, StandardPage
from portal.home.actions import prepare_pages
from portal.home.additions import prepare_additions, prepare_demonstration
from tests.editorial import factories
from tests.internationalisation.demonstration.worlds import everywhere, make_spots
from tests.pages import assert_page
from tests.registry.factories import ClusterOrganisationFactory

pytestmark = pytest.mark.django_db
PAGES = ("/european-commission/", "/emerging/smart-specialisation/", "/emerging/related-initiatives/")


@pytest.fixture
def landed():
    """A portal of an earlier edition: without calls, library and the new pages."""
    home = factories.make_home()
    factories.make_section(home, "emerging")
    return home


@pytest.mark.parametrize("path", [*PAGES, "/calls/", "/library/", "/videos/"])
def test_a_portal_of_before_gets_what_it_lacks(client: Client, landed, path):
    prepare_additions()
    assert_page(client.get(path))


def test_a_second_run_adds_nothing(landed):
    assert set(prepare_additions()) == {"calls", "library", *PAGES}
    assert prepare_additions() == []


def test_what_stands_at_the_address_stays(landed):
    own = factories.make_standard(landed, "european-commission", title="Our own page")
    prepare_additions()
    assert [page.title for page in StandardPage.objects.filter(slug=own.slug)] == ["Our own page"]


def test_what_editors_take_away_stays_away(landed):
    prepare_additions()
    StandardPage.objects.get(slug="european-commission").delete()
    assert prepare_additions() == []
    assert not StandardPage.objects.filter(slug="european-commission").exists()


def test_a_page_without_its_section_is_not_made():
    factories.make_home()
    assert "/emerging/related-initiatives/" not in prepare_additions()


def test_a_new_portal_has_everything_once(client: Client):
    prepare_pages()
    prepare_additions()
    assert CallIndexPage.objects.count() == LibraryIndexPage.objects.count() == 1
    assert_page(client.get("/emerging/smart-specialisation/"))
    assert "Smart specialisation and its platform" in client.get("/emerging/").content.decode()


def test_nothing_is_added_before_there_is_a_home_page():
    assert prepare_additions() == []


def test_a_portal_that_asks_for_it_gets_demonstration_organisations_once(settings):
    settings.PORTAL_DEMONSTRATION = True
    make_spots()
    assert prepare_demonstration() == everywhere()
    remove_demonstration()
    assert prepare_demonstration() == 0


def test_a_portal_with_organisations_of_its_own_gets_no_invented_ones(settings):
    settings.PORTAL_DEMONSTRATION = True
    ClusterOrganisationFactory(country=make_spots().country)
    assert prepare_demonstration() == 0


def test_a_public_server_gets_no_invented_organisations_unasked(settings):
    settings.PORTAL_DEMONSTRATION = False
    make_spots()
    assert prepare_demonstration() == 0
