"""The form of a profile at both widths: nothing for axe to find, and words that are saved by themselves."""

import pytest

from tests.browser.test_every_page_type import violations

SIGN_IN = """
from uuid import uuid4
from django.conf import settings
from django.test import Client
from internationalisation.editing.actions import create_organisation
from portal.accounts.models import User
from portal.registry.models import ClusterOrganisation
user = User.objects.create_user("writer@example.org", "a-long-password")
create_organisation(user=user, token=uuid4(), values={"country": "DE", "name": "Cluster of clocks"})
client = Client()
client.force_login(user)
organisation = ClusterOrganisation.objects.get(name="Cluster of clocks")
print("writer", organisation.pk, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
PAGES = ("edit/about/", "edit/place/", "edit/evidence/", "edit/check/", "history/")


@pytest.fixture(scope="session")
def writing(portal) -> tuple[str, str]:
    """The address of an organisation that is being written, and the session of its writer."""
    _word, pk, session = portal.manage("shell", "-v0", "-c", SIGN_IN).split()[-3:]
    return f"/account/organisations/{pk}/", session


@pytest.fixture
def writer(sized_page, portal, writing):
    sized_page.context.add_cookies([{"name": "sessionid", "value": writing[1], "url": portal.url}])
    return sized_page


def test_axe_finds_nothing_in_the_form_of_a_profile_and_it_fits(writer, viewport, writing):
    for page in PAGES:
        assert writer.goto(writing[0] + page).status == 200
        assert violations(writer) == []
        assert writer.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_what_cannot_be_saved_is_named_accessibly_and_what_can_is_saved_by_itself(writer, writing):
    writer.goto(writing[0] + "edit/basics/")
    writer.fill("#id_acronym", "CLK")
    writer.locator("[data-profile-saved]", has_text="Saved at").wait_for()
    writer.fill("#id_website", "not an address")
    with writer.expect_navigation():
        writer.keyboard.press("Enter")
    assert violations(writer) == []
    assert writer.input_value("#id_acronym") == "CLK"
    writer.get_by_role("link", name="Website – This is no web address").click()
    assert writer.evaluate("document.activeElement.id") == "id_website"
